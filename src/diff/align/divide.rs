//! Split and join: an open section whose text stands in the partner of its neighbour.

use super::state::{Half, State};
use crate::diff::hashing::FastMap;

/// A section that further belongs to a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Division {
    /// The new section `part` came out of the old section `whole`.
    Split {
        /// Index into the old tree.
        whole: usize,
        /// Index into the new tree.
        part: usize,
    },
    /// The old section `part` went into the new section `whole`.
    Join {
        /// Index into the old tree.
        part: usize,
        /// Index into the new tree.
        whole: usize,
    },
}

impl Division {
    /// The same seen from the other text.
    pub(super) fn mirror(&mut self) {
        *self = match *self {
            Self::Split { whole, part } => Self::Join { part, whole },
            Self::Join { part, whole } => Self::Split { whole, part },
        };
    }
}

/// How far away the section may stand that a part came from or went to.
const NEAR: usize = 5;

/// Finds the open sections whose text stands in a section next to them on the other side.
pub(super) fn find(state: &mut State<'_>) -> Vec<Division> {
    let mut divisions = Vec::new();
    let split = parts(&state.new, &state.old);
    for &(part, whole) in &split {
        state.new.partner[part] = Some(whole);
        divisions.push(Division::Split { whole, part });
    }
    for (part, whole) in parts(&state.old, &state.new) {
        // A row is a split or a join, never both.
        let split = |division: &Division| match division {
            Division::Split { whole: divided, .. } => state.new.partner[whole] == Some(*divided),
            Division::Join { .. } => false,
        };
        if !divisions.iter().any(split) {
            divisions.push(Division::Join { part, whole });
        }
    }
    for (part, _) in split {
        state.new.partner[part] = None;
    }
    divisions
}

/// Runs `work` while the parts of divisions are taken: a part is no partner, and none may find it
/// free.
pub(super) fn apart(
    state: &mut State<'_>,
    divisions: &[Division],
    work: impl FnOnce(&mut State<'_>),
) {
    let mut taken = (Vec::new(), Vec::new());
    for division in divisions {
        match *division {
            Division::Split { whole, part } => {
                state.new.partner[part] = Some(whole);
                taken.1.push(part);
            }
            Division::Join { part, whole } => {
                state.old.partner[part] = Some(whole);
                taken.0.push(part);
            }
        }
    }
    work(state);
    taken
        .0
        .into_iter()
        .for_each(|part| state.old.partner[part] = None);
    taken
        .1
        .into_iter()
        .for_each(|part| state.new.partner[part] = None);
}

/// For open sections of `side` the section of `other` that holds their text: the partner of a
/// neighbour, which holds more than its own partner's text.
fn parts(side: &Half<'_>, other: &Half<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut wholes: FastMap<usize, Vec<usize>> = FastMap::default();
    let mut part_of: FastMap<usize, usize> = FastMap::default();
    for part in 0..side.len() {
        if !side.free(part) || side.tree.sections[part].level == 0 {
            continue;
        }
        let mut near: Vec<usize> = Vec::new();
        // What stands right before may itself be new or gone: the nearest section that has a place
        // counts.
        let before = (part.saturating_sub(NEAR)..part).rev();
        near.extend(
            before
                .filter_map(|before| side.partner[before].or_else(|| part_of.get(&before).copied()))
                .next(),
        );
        near.extend(side.partner.get(part + 1).copied().flatten());
        near.extend(side.parent(part).and_then(|parent| side.partner[parent]));
        let siblings = side
            .parent(part)
            .map_or(&[][..], |parent| &side.children[parent]);
        if let Some(at) = siblings.iter().position(|sibling| *sibling == part) {
            near.extend(at.checked_sub(1).and_then(|at| side.partner[siblings[at]]));
        }
        near.extend(grown(side, part, other));
        near.dedup();
        // A section whose text is all its partner's has nothing left that a part could have taken.
        near.retain(|whole| {
            let same = |partner: usize| side.features[partner].body == other.features[*whole].body;
            !other.partner[*whole].is_some_and(same)
        });
        let best = near
            .into_iter()
            .map(|whole| {
                let taken: Vec<usize> = wholes.get(&whole).cloned().unwrap_or_default();
                (gain(side, part, &taken, other, whole), whole)
            })
            .max_by_key(|(gain, whole)| (*gain, usize::MAX - whole));
        if let Some((_, whole)) = best.filter(|(gain, _)| *gain >= 600) {
            found.push((part, whole));
            wholes.entry(whole).or_default().push(part);
            part_of.insert(part, whole);
        }
    }
    found
}

/// Sections anywhere that hold enough more text than their own partners to have taken the open one
/// in.
fn grown(side: &Half<'_>, part: usize, other: &Half<'_>) -> Vec<usize> {
    const MOST: usize = 6;
    let wanted = side.features[part].length * 8 / 10;
    if wanted < 80 {
        return Vec::new();
    }
    let grown = |whole: &usize| {
        let before = other.partner[*whole].map(|partner| side.features[partner].length);
        before.is_some_and(|before| other.features[*whole].length >= before + wanted)
    };
    let found: Vec<usize> = (0..other.len()).filter(grown).take(MOST + 1).collect();
    // In a text that grew everywhere this tells nothing.
    if found.len() > MOST {
        Vec::new()
    } else {
        found
    }
}

/// How much of the open section's text stands in `whole` beyond what its own partner and other
/// parts account for, in thousandths of the open section's text.
fn gain(side: &Half<'_>, part: usize, taken: &[usize], other: &Half<'_>, whole: usize) -> u32 {
    // What is divided or put together keeps about its length.
    let parts = other.partner[whole]
        .into_iter()
        .chain(taken.iter().copied())
        .chain([part]);
    let together: usize = parts.map(|section| side.features[section].length).sum();
    if other.features[whole].length * 100 < together * 65 {
        return 0;
    }
    let mut left: FastMap<&str, i32> = FastMap::default();
    for word in words_of(other, whole) {
        *left.entry(word).or_default() += 1;
    }
    let (mut own, mut kept) = (0u32, 0u32);
    for word in other.partner[whole]
        .into_iter()
        .flat_map(|partner| words_of(side, partner))
    {
        own += 1;
        if let Some(count) = left.get_mut(word) {
            kept += u32::from(*count > 0);
            *count -= 1;
        }
    }
    // A section that was divided keeps some of its text; one that shares none with its partner was
    // rewritten.
    if own >= 6 && kept * 5 < own * 2 {
        return 0;
    }
    for word in taken.iter().flat_map(|section| words_of(side, *section)) {
        if let Some(count) = left.get_mut(word) {
            *count -= 1;
        }
    }
    let (mut all, mut held) = (0u32, 0u32);
    for word in words_of(side, part) {
        let weight = word.chars().count().min(8) as u32;
        all += weight;
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            held += weight;
        }
    }
    if all < 12 { 0 } else { 1000 * held / all }
}

fn words_of<'a>(half: &'a Half<'_>, section: usize) -> impl Iterator<Item = &'a str> {
    let blocks = half.tree.sections[section].blocks();
    blocks
        .iter()
        .flat_map(|block| block.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}
