//! The redline of a row: the blocks of both sides are aligned, then compared pair by pair.

use super::cleanup::Tidy;
use super::crossing::{self, Stretch};
use super::redline::{BlockEdit, Part, Place, Redline, Run};
use super::sequence::{self, Match};
use super::words::{self, overlap};
use super::{Op, moved, shown, tables};
use crate::diff::hashing::FastMap;
use crate::model::section::{Block, BlockKind, SectionTree};
use crate::model::span::Span;

/// The redline of the sections `old` and `new` of one row.
pub(crate) fn compare(
    old_tree: &SectionTree,
    old: &[usize],
    new_tree: &SectionTree,
    new: &[usize],
) -> Redline {
    let (a, b) = (places(old_tree, old), places(new_tree, new));
    let (old, new) = (Side::of(&a, old_tree), Side::of(&b, new_tree));
    let mut manner = Manner {
        columns: tables::Columns::new(&old.blocks, &new.blocks),
        tidy: Tidy::Freely,
    };
    let trees = (old_tree, new_tree);
    let edits = arrange(&old, &new, trees, &manner);
    let shown = shown::of(&edits, trees, &manner);
    if !shown.may_exceed_a_fifth() {
        return Redline { edits };
    }
    manner.tidy = Tidy::Sparingly;
    let sparing = arrange(&old, &new, trees, &manner);
    let least = shown::of(&sparing, trees, &manner).words;
    let edits = if 5 * shown.words > 6 * least {
        sparing
    } else {
        edits
    };
    Redline { edits }
}

/// How the blocks of a row are compared.
#[derive(Default)]
pub(super) struct Manner {
    /// Which columns of its tables are which.
    pub(super) columns: tables::Columns,
    /// How much is tidied away for the reader.
    pub(super) tidy: Tidy,
}

/// The edits of all blocks of a row.
fn arrange(
    old: &Side<'_>,
    new: &Side<'_>,
    trees: (&SectionTree, &SectionTree),
    manner: &Manner,
) -> Vec<BlockEdit> {
    let mut edits = Vec::with_capacity(old.blocks.len().max(new.blocks.len()));
    let mut bags = Bags::default();
    let (mut x, mut y) = (0, 0);
    let mut equal = equal(&old.blocks, &new.blocks);
    equal.push(Match {
        old: old.blocks.len(),
        new: new.blocks.len(),
        len: 0,
    });
    for run in equal {
        let (one, two) = (old.part(x, run.old), new.part(y, run.new));
        edits.extend(between(&one, &two, &mut bags, manner, trees));
        let stand: Vec<Stretch> = (0..run.len)
            .map(|at| {
                Stretch::whole(
                    (at, old.blocks[run.old + at]),
                    (at, new.blocks[run.new + at]),
                )
            })
            .collect();
        (x, y) = (run.old + run.len, run.new + run.len);
        let (one, two) = (old.part(run.old, x), new.part(run.new, y));
        edits.extend(arranged(&one, &two, &stand, manner));
    }
    moved::within(&mut edits, trees, manner);
    edits
}

/// Blocks of one text in their order, and where they stand.
struct Side<'a> {
    places: &'a [Place],
    blocks: Vec<&'a Block>,
}

impl<'a> Side<'a> {
    fn of(places: &'a [Place], tree: &'a SectionTree) -> Self {
        let blocks = places.iter().map(|place| place.block(tree)).collect();
        Self { places, blocks }
    }

    fn part(&self, from: usize, to: usize) -> Self {
        Self {
            places: &self.places[from..to],
            blocks: self.blocks[from..to].to_vec(),
        }
    }
}

/// The edits of what stands between equal blocks: block by block, or across the ends of blocks
/// where that shows fewer words as changed.
fn between<'a>(
    old: &Side<'a>,
    new: &Side<'a>,
    bags: &mut Bags<'a>,
    manner: &Manner,
    trees: (&SectionTree, &SectionTree),
) -> Vec<BlockEdit> {
    /// What a crossing has to spare for it to be shown.
    const GAIN: usize = 2;
    let by_block = arranged(old, new, &similar(&old.blocks, &new.blocks, bags), manner);
    let several = old.blocks.len() + new.blocks.len() > 2;
    if !several || old.blocks.is_empty() || new.blocks.is_empty() {
        return by_block;
    }
    let shown = shown::of(&by_block, trees, manner);
    if shown.common < GAIN {
        return by_block;
    }
    let stretches = crossing::stretches(&old.blocks, &new.blocks);
    let across = arranged(old, new, &stretches, manner);
    if shown::of(&across, trees, manner).words + GAIN <= shown.words {
        across
    } else {
        by_block
    }
}

/// The edits of blocks of which `stretches` stand in both texts; the rest came or went.
fn arranged(
    old: &Side<'_>,
    new: &Side<'_>,
    stretches: &[Stretch],
    manner: &Manner,
) -> Vec<BlockEdit> {
    let mut edits = Vec::with_capacity(old.blocks.len().max(new.blocks.len()));
    let (mut x, mut y) = (0, 0);
    let mut lone_until = |edits: &mut Vec<BlockEdit>, (to_old, to_new): (usize, usize)| {
        let gone = (x..to_old).map(|at| lone(Op::Delete, old.places[at], old.blocks[at]));
        let come = (y..to_new).map(|at| lone(Op::Insert, new.places[at], new.blocks[at]));
        edits.extend(gone.chain(come));
        (x, y) = (to_old + 1, to_new + 1);
    };
    for (at, stretch) in stretches.iter().enumerate() {
        lone_until(&mut edits, (stretch.old, stretch.new));
        let before = at.checked_sub(1).map(|at| &stretches[at]);
        let after = stretches.get(at + 1);
        let part = |block: fn(&Stretch) -> usize| {
            let same =
                |other: Option<&Stretch>| other.is_some_and(|other| block(other) == block(stretch));
            Part {
                continues: same(before),
                goes_on: same(after),
            }
        };
        edits.push(BlockEdit {
            old: Some(old.places[stretch.old]),
            new: Some(new.places[stretch.new]),
            runs: pair(
                (old.blocks[stretch.old], stretch.old_span),
                (new.blocks[stretch.new], stretch.new_span),
                manner,
            ),
            old_part: part(|stretch| stretch.old),
            new_part: part(|stretch| stretch.new),
            moved: None,
        });
    }
    lone_until(&mut edits, (old.blocks.len(), new.blocks.len()));
    edits
}

fn places(tree: &SectionTree, sections: &[usize]) -> Vec<Place> {
    let blocks = |section: usize| {
        (0..tree.get(section).blocks().len()).map(move |block| Place { section, block })
    };
    sections
        .iter()
        .flat_map(|section| blocks(*section))
        .collect()
}

fn lone(op: Op, place: Place, block: &Block) -> BlockEdit {
    let whole = Span::new(0, block.text.len());
    let mut edit = BlockEdit::default();
    let run = |old, new| Run {
        op,
        restyled: false,
        old,
        new,
    };
    let run = if op == Op::Delete {
        edit.old = Some(place);
        run(whole, Span::default())
    } else {
        edit.new = Some(place);
        run(Span::default(), whole)
    };
    if !block.text.is_empty() {
        edit.runs.push(run);
    }
    edit
}

/// What became of the stretches of two blocks.
pub(super) fn pair(
    (old, a): (&Block, Span),
    (new, b): (&Block, Span),
    manner: &Manner,
) -> Vec<Run> {
    let (one, two) = (&old.text[a.range()], &new.text[b.range()]);
    let whole = a.end - a.start == old.text.len() && b.end - b.start == new.text.len();
    if whole && one == two && old.marks == new.marks {
        let run = Run {
            op: Op::Equal,
            restyled: false,
            old: a,
            new: b,
        };
        return if one.is_empty() {
            Vec::new()
        } else {
            vec![run]
        };
    }
    if let (BlockKind::Row { cells: x, .. }, BlockKind::Row { cells: y, .. }, true) =
        (&old.kind, &new.kind, whole)
    {
        return tables::compare(old, x, new, y, manner);
    }
    let side = |text, marks| words::Side { text, marks };
    if whole {
        return words::compare(side(one, &old.marks), side(two, &new.marks), manner.tidy);
    }
    let marks = (words::within(&old.marks, a), words::within(&new.marks, b));
    let mut runs = words::compare(side(one, &marks.0), side(two, &marks.1), manner.tidy);
    for run in &mut runs {
        run.old = run.old.shifted(a.start);
        run.new = run.new.shifted(b.start);
    }
    runs
}

/// Runs of blocks that both sides have in the same words. A block without words, such as a line
/// across the page, says nothing about what stands around it.
fn equal(old: &[&Block], new: &[&Block]) -> Vec<Match> {
    let mut ids: FastMap<(&str, u8), u32> =
        FastMap::with_capacity_and_hasher(old.len() + new.len(), Default::default());
    let (mut x, mut y) = (Sequence::default(), Sequence::default());
    for (blocks, sequence) in [(old, &mut x), (new, &mut y)] {
        for (at, block) in blocks.iter().enumerate() {
            if block.text.contains(char::is_alphanumeric) {
                let next = ids.len() as u32;
                let key = (block.text.as_str(), class(&block.kind));
                sequence.ids.push(*ids.entry(key).or_insert(next));
                sequence.places.push(at);
            }
        }
    }
    let mut found: Vec<Match> = Vec::new();
    for run in sequence::matches(&x.ids, &y.ids) {
        for at in 0..run.len {
            let (a, b) = (x.places[run.old + at], y.places[run.new + at]);
            match found.last_mut() {
                Some(last) if (last.old + last.len, last.new + last.len) == (a, b) => last.len += 1,
                _ => found.push(Match {
                    old: a,
                    new: b,
                    len: 1,
                }),
            }
        }
    }
    found
}

/// Blocks as numbers, and where they stand.
#[derive(Default)]
struct Sequence {
    ids: Vec<u32>,
    places: Vec<usize>,
}

/// Blocks of different classes are never the same block.
pub(super) fn class(kind: &BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph
        | BlockKind::Item { .. }
        | BlockKind::Heading(_)
        | BlockKind::Footnote { .. } => 0,
        BlockKind::Row { header: true, .. } => 1,
        BlockKind::Row { header: false, .. } => 2,
        BlockKind::Code => 3,
        BlockKind::Html => 4,
        BlockKind::Rule => 5,
    }
}

/// Pairs of blocks with most in common, in their order.
fn similar<'a>(old: &[&'a Block], new: &[&'a Block], bags: &mut Bags<'a>) -> Vec<Stretch> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let a: Vec<Vec<u32>> = old.iter().map(|block| bags.of(block)).collect();
    let b: Vec<Vec<u32>> = new.iter().map(|block| bags.of(block)).collect();
    let lone = old.len() == 1 && new.len() == 1;
    let pairs = sequence::pairs(old.len(), new.len(), |x, y| {
        let (one, two) = (old[x], new[y]);
        if class(&one.kind) != class(&two.kind) {
            return 0;
        }
        let alike = overlap(&a[x], &b[y]) + tables::same_key(one, two) * 400;
        let label = u32::from(one.point.is_some() && one.point == two.point) * 40;
        let header = matches!(one.kind, BlockKind::Row { header: true, .. });
        let least = if lone { 150 } else { 300 };
        if alike + label >= least || header || one.text == two.text {
            alike + label + 1
        } else {
            0
        }
    });
    let whole = |(x, y): (usize, usize)| Stretch::whole((x, old[x]), (y, new[y]));
    pairs.into_iter().map(whole).collect()
}

/// Words as numbers, for measuring how much blocks share.
#[derive(Default)]
pub(super) struct Bags<'a> {
    ids: FastMap<&'a str, u32>,
}

impl<'a> Bags<'a> {
    pub(super) fn of(&mut self, block: &'a Block) -> Vec<u32> {
        let mut bag: Vec<u32> = block
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| {
                let next = self.ids.len() as u32;
                *self.ids.entry(word).or_insert(next)
            })
            .collect();
        bag.sort_unstable();
        bag
    }
}
