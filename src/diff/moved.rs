//! Blocks that stand elsewhere on the other side: within the sections of their row, or in another
//! section.

use super::SectionChange;
use super::blocks::{Bags, Manner, class, pair};
use super::hashing::FastMap;
use super::redline::{BlockEdit, Moved, Place};
use super::words::overlap;
use crate::model::section::{Block, SectionTree};
use crate::model::span::Span;

/// What it takes for a block to be the same one in another place.
struct Bounds {
    /// A block word for word: so many bytes.
    shortest: usize,
    /// One that was edited: so much in common, in thousandths.
    alike: u32,
}

/// A block that left one place of the row and stands in another is a moved block, whether it stands
/// there word for word or with some of its words changed.
pub(super) fn within(
    edits: &mut [BlockEdit],
    trees: (&SectionTree, &SectionTree),
    manner: &Manner,
) {
    const BOUNDS: Bounds = Bounds {
        shortest: 12,
        alike: 650,
    };
    mark(
        &mut edits.iter_mut().collect::<Vec<_>>(),
        trees,
        manner,
        &BOUNDS,
    );
}

/// The same between the sections of different rows, where it takes more to be no accident.
pub(super) fn between(changes: &mut [SectionChange], trees: (&SectionTree, &SectionTree)) {
    const BOUNDS: Bounds = Bounds {
        shortest: 24,
        alike: 800,
    };
    let edits = changes
        .iter_mut()
        .flat_map(|change| &mut change.redline.edits);
    let lone =
        |edit: &&mut BlockEdit| edit.moved.is_none() && (edit.old.is_none() || edit.new.is_none());
    mark(
        &mut edits.filter(lone).collect::<Vec<_>>(),
        trees,
        &Manner::default(),
        &BOUNDS,
    );
}

fn mark(
    edits: &mut [&mut BlockEdit],
    (old, new): (&SectionTree, &SectionTree),
    manner: &Manner,
    bounds: &Bounds,
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
    let mut moves = equal_moves(&mut gone, &mut come, old, new, bounds);
    moves.extend(edited_moves(&gone, &come, old, new, bounds));
    for ((from, a), (to, b)) in moves {
        let (one, two) = (a.block(old), b.block(new));
        let equal = one.text == two.text && one.marks == two.marks;
        let runs = if equal {
            Vec::new()
        } else {
            let whole = |block: &Block| Span::new(0, block.text.len());
            pair((one, whole(one)), (two, whole(two)), manner)
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
    bounds: &Bounds,
) -> Vec<(Lone, Lone)> {
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
        if text.len() >= bounds.shortest
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
    bounds: &Bounds,
) -> Vec<(Lone, Lone)> {
    const FEWEST_WORDS: usize = 4;
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
            if alike >= bounds.alike {
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
