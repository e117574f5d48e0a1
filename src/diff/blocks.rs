//! The redline of a row: the blocks of both sides are aligned, then compared pair by pair.

use super::Op;
use super::redline::{BlockEdit, Moved, Place, Redline, Run};
use super::sequence::{self, Match};
use super::tables;
use super::words::{self, Side, overlap};
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
    let a = places(old_tree, old);
    let b = places(new_tree, new);
    let old_blocks: Vec<&Block> = a.iter().map(|place| place.block(old_tree)).collect();
    let new_blocks: Vec<&Block> = b.iter().map(|place| place.block(new_tree)).collect();
    let columns = tables::Columns::new(&old_blocks, &new_blocks);
    let mut edits = Vec::with_capacity(a.len().max(b.len()));
    let (mut x, mut y) = (0, 0);
    let mut pairs = align(&old_blocks, &new_blocks);
    pairs.push((a.len(), b.len()));
    for (old_at, new_at) in pairs {
        for at in x..old_at {
            edits.push(lone(Op::Delete, a[at], old_blocks[at]));
        }
        for at in y..new_at {
            edits.push(lone(Op::Insert, b[at], new_blocks[at]));
        }
        if old_at < a.len() && new_at < b.len() {
            let runs = pair(old_blocks[old_at], new_blocks[new_at], &columns);
            edits.push(BlockEdit {
                old: Some(a[old_at]),
                new: Some(b[new_at]),
                runs,
                moved: None,
            });
        }
        (x, y) = (old_at + 1, new_at + 1);
    }
    mark_moved(&mut edits, (old_tree, new_tree), &columns);
    Redline { edits }
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
    let (old, new) = if op == Op::Delete {
        (whole, Span::default())
    } else {
        (Span::default(), whole)
    };
    let runs = if block.text.is_empty() {
        Vec::new()
    } else {
        vec![Run { op, old, new }]
    };
    let (old, new) = if op == Op::Delete {
        (Some(place), None)
    } else {
        (None, Some(place))
    };
    BlockEdit {
        old,
        new,
        runs,
        moved: None,
    }
}

fn pair(old: &Block, new: &Block, columns: &tables::Columns) -> Vec<Run> {
    let whole = |length: usize| Span::new(0, length);
    if old.text == new.text && old.marks == new.marks {
        return if old.text.is_empty() {
            Vec::new()
        } else {
            vec![Run {
                op: Op::Equal,
                old: whole(old.text.len()),
                new: whole(new.text.len()),
            }]
        };
    }
    if let (BlockKind::Row { cells: a, .. }, BlockKind::Row { cells: b, .. }) =
        (&old.kind, &new.kind)
    {
        return tables::compare(old, a, new, b, columns);
    }
    words::compare(
        Side {
            text: &old.text,
            marks: &old.marks,
        },
        Side {
            text: &new.text,
            marks: &new.marks,
        },
    )
}

/// Pairs of blocks in order: equal ones first, between them those with most in common.
fn align(old: &[&Block], new: &[&Block]) -> Vec<(usize, usize)> {
    let mut ids: FastMap<(&str, u8), u32> =
        FastMap::with_capacity_and_hasher(old.len() + new.len(), Default::default());
    let (mut x, mut y) = (Vec::with_capacity(old.len()), Vec::with_capacity(new.len()));
    for (blocks, list) in [(old, &mut x), (new, &mut y)] {
        for block in blocks {
            let next = ids.len() as u32;
            list.push(
                *ids.entry((block.text.as_str(), class(&block.kind)))
                    .or_insert(next),
            );
        }
    }
    let mut bags = Bags::default();
    let mut found = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let mut equal = sequence::matches(&x, &y);
    equal.push(Match {
        old: old.len(),
        new: new.len(),
        len: 0,
    });
    for run in equal {
        similar(
            &old[from_old..run.old],
            &new[from_new..run.new],
            (from_old, from_new),
            &mut bags,
            &mut found,
        );
        found.extend((0..run.len).map(|at| (run.old + at, run.new + at)));
        (from_old, from_new) = (run.old + run.len, run.new + run.len);
    }
    found
}

/// Blocks of different classes are never the same block.
fn class(kind: &BlockKind) -> u8 {
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

fn similar<'a>(
    old: &[&'a Block],
    new: &[&'a Block],
    base: (usize, usize),
    bags: &mut Bags<'a>,
    found: &mut Vec<(usize, usize)>,
) {
    if old.is_empty() || new.is_empty() {
        return;
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
        if alike + label >= least || header {
            alike + label + 1
        } else {
            0
        }
    });
    found.extend(pairs.into_iter().map(|(x, y)| (base.0 + x, base.1 + y)));
}

/// Words as numbers, for measuring how much blocks share.
#[derive(Default)]
struct Bags<'a> {
    ids: FastMap<&'a str, u32>,
}

impl<'a> Bags<'a> {
    fn of(&mut self, block: &'a Block) -> Vec<u32> {
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

/// A block that left one place of the row and stands in another is a moved block, whether it stands
/// there word for word or with some of its words changed.
fn mark_moved(
    edits: &mut [BlockEdit],
    (old, new): (&SectionTree, &SectionTree),
    columns: &tables::Columns,
) {
    let mut gone: Vec<(usize, Place)> = Vec::new();
    let mut come: Vec<(usize, Place)> = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        match (edit.old, edit.new) {
            (Some(place), None) => gone.push((at, place)),
            (None, Some(place)) => come.push((at, place)),
            _ => {}
        }
    }
    let mut moves = equal_moves(&mut gone, &mut come, old, new);
    moves.extend(edited_moves(&gone, &come, old, new));
    for ((from, a), (to, b)) in moves {
        let (one, two) = (a.block(old), b.block(new));
        let equal = one.text == two.text && one.marks == two.marks;
        let runs = if equal {
            Vec::new()
        } else {
            pair(one, two, columns)
        };
        edits[from].moved = Some(Moved {
            other: b,
            runs: Vec::new(),
        });
        edits[to].moved = Some(Moved { other: a, runs });
    }
}

/// An edit's place in the list and its block.
type Lone = (usize, Place);

/// Blocks of some length that stand elsewhere word for word; they are taken out of the two lists.
fn equal_moves(
    gone: &mut Vec<Lone>,
    come: &mut Vec<Lone>,
    old: &SectionTree,
    new: &SectionTree,
) -> Vec<(Lone, Lone)> {
    const SHORTEST: usize = 12;
    let mut by_text: FastMap<&str, Vec<Lone>> = FastMap::default();
    for lone in gone.iter() {
        by_text
            .entry(&lone.1.block(old).text)
            .or_default()
            .push(*lone);
    }
    let mut moves = Vec::new();
    for lone in come.iter() {
        let text = lone.1.block(new).text.as_str();
        if text.len() >= SHORTEST
            && let Some(from) = by_text.get_mut(text).filter(|from| !from.is_empty())
        {
            moves.push((from.remove(0), *lone));
        }
    }
    gone.retain(|lone| !moves.iter().any(|(from, _)| from.0 == lone.0));
    come.retain(|lone| !moves.iter().any(|(_, to)| to.0 == lone.0));
    moves
}

/// Blocks of several words that stand elsewhere with most of their words, the most alike first.
fn edited_moves(
    gone: &[Lone],
    come: &[Lone],
    old: &SectionTree,
    new: &SectionTree,
) -> Vec<(Lone, Lone)> {
    const FEWEST_WORDS: usize = 4;
    const ALIKE: u32 = 650;
    // A section in which so much came and went was rewritten; nothing in it is followed block by
    // block.
    const MOST: usize = 10_000;
    if gone.len() * come.len() > MOST {
        return Vec::new();
    }
    let mut bags = Bags::default();
    let a: Vec<Vec<u32>> = gone.iter().map(|lone| bags.of(lone.1.block(old))).collect();
    let b: Vec<Vec<u32>> = come.iter().map(|lone| bags.of(lone.1.block(new))).collect();
    let mut likely = Vec::new();
    for (x, one) in a
        .iter()
        .enumerate()
        .filter(|(_, bag)| bag.len() >= FEWEST_WORDS)
    {
        for (y, two) in b
            .iter()
            .enumerate()
            .filter(|(_, bag)| bag.len() >= FEWEST_WORDS)
        {
            let same_class = class(&gone[x].1.block(old).kind) == class(&come[y].1.block(new).kind);
            let alike = if same_class { overlap(one, two) } else { 0 };
            if alike >= ALIKE {
                likely.push((u32::MAX - alike, x, y));
            }
        }
    }
    likely.sort_unstable();
    let (mut left, mut arrived) = (vec![false; gone.len()], vec![false; come.len()]);
    let mut moves = Vec::new();
    for (_, x, y) in likely {
        if !left[x] && !arrived[y] {
            (left[x], arrived[y]) = (true, true);
            moves.push((gone[x], come[y]));
        }
    }
    moves
}
