//! Sections that are certain: the same id, the same content.

use super::features::{Feature, group};
use super::state::State;
use crate::diff::hashing::FastMap;

/// Bodies shorter than this ("Upphävd.") say little without their title.
const TELLING: usize = 24;

/// Pairs sections with the same id, where it stands once on each side.
pub(super) fn ids(state: &mut State<'_>) {
    let mut places: FastMap<&str, Option<usize>> = FastMap::default();
    for section in &state.new.tree.sections {
        if let Some(id) = &section.id {
            places
                .entry(id)
                .and_modify(|place| *place = None)
                .or_insert(Some(section.index));
        }
    }
    let mut seen: FastMap<&str, (usize, usize)> = FastMap::default();
    for section in &state.old.tree.sections {
        if let Some(id) = &section.id {
            let entry = seen.entry(id).or_insert((0, section.index));
            entry.0 += 1;
        }
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .into_iter()
        .filter(|(_, (count, _))| *count == 1)
        .filter_map(|(id, (_, a))| places.get(id).copied().flatten().map(|b| (a, b)))
        .collect();
    pairs.sort_unstable();
    for (a, b) in pairs {
        state.pair(a, b);
    }
}

/// Pairs sections with equal content: title and body, then body alone where it tells enough, then
/// equal ones that repeat, by their neighbours and their order.
pub(super) fn content(state: &mut State<'_>) {
    if state.old.len() > 0 && state.new.len() > 0 && state.old.tree.sections[0].level == 0 {
        state.pair(0, 0);
    }
    let whole = |feature: &Feature| {
        let named = if feature.title == 0 && feature.body == 0 {
            feature.heading | 1
        } else {
            feature.title
        };
        feature.body.rotate_left(21).wrapping_add(named)
    };
    let telling = |feature: &Feature| {
        if feature.length >= TELLING {
            feature.body
        } else {
            0
        }
    };
    unique(state, whole);
    unique(state, telling);
    neighbours(state, whole);
    in_order(state, whole);
    neighbours(state, telling);
    in_order(state, telling);
}

/// Pairs sections with the same number and title, then those with the same title, below the same
/// section and next to a pair that is certain: their text was edited in place. A number alone is no
/// identity.
pub(super) fn headings(state: &mut State<'_>) {
    let heading = |feature: &Feature| {
        if feature.title == 0 {
            0
        } else {
            feature.heading | 1
        }
    };
    edited_in_place(state, heading);
    edited_in_place(state, |feature| feature.title);
}

fn edited_in_place(state: &mut State<'_>, key: impl Fn(&Feature) -> u64) {
    let (old, new) = groups(state, key);
    let mut pairs: Vec<(usize, usize)> = old
        .iter()
        .filter_map(
            |(key, a)| match (a.as_slice(), new.get(key).map(Vec::as_slice)) {
                ([a], Some([b])) => Some((*a, *b)),
                _ => None,
            },
        )
        .collect();
    pairs.sort_unstable();
    // Twice, because a pair found in the first round is a neighbour in the second.
    for _ in 0..2 {
        for &(a, b) in &pairs {
            if state.same_parent(a, b) && (state.same_before(a, b) || state.same_after(a, b)) {
                state.pair(a, b);
            }
        }
    }
}

fn groups(
    state: &State<'_>,
    key: impl Fn(&Feature) -> u64,
) -> (FastMap<u64, Vec<usize>>, FastMap<u64, Vec<usize>>) {
    if state.is_settled() {
        return Default::default();
    }
    let old = group(state.old.len(), state.left(), |a| {
        state.old.free(a).then(|| key(&state.old.features[a]))
    });
    let new = group(state.new.len(), state.left(), |b| {
        state.new.free(b).then(|| key(&state.new.features[b]))
    });
    (old, new)
}

/// Pairs sections whose key stands once on each side.
fn unique(state: &mut State<'_>, key: impl Fn(&Feature) -> u64) {
    let (old, new) = groups(state, key);
    for (key, a) in old {
        if let ([a], Some([b])) = (a.as_slice(), new.get(&key).map(Vec::as_slice)) {
            state.pair(*a, *b);
        }
    }
}

/// Pairs equal sections that stand right after, then right before, a pair.
fn neighbours(state: &mut State<'_>, key: impl Fn(&Feature) -> u64) {
    if state.is_settled() {
        return;
    }
    let equal = |state: &State<'_>, a: usize, b: usize| {
        let (x, y) = (key(&state.old.features[a]), key(&state.new.features[b]));
        x != 0 && x == y
    };
    for a in 0..state.old.len() {
        let b = match a.checked_sub(1) {
            Some(before) => state.old.partner[before].map(|b| b + 1),
            None => Some(0),
        };
        if let Some(b) = b.filter(|b| *b < state.new.len() && equal(state, a, *b)) {
            state.pair(a, b);
        }
    }
    for a in (0..state.old.len()).rev() {
        let b = if a + 1 == state.old.len() {
            state.new.len().checked_sub(1)
        } else {
            state.old.partner[a + 1].and_then(|b| b.checked_sub(1))
        };
        if let Some(b) = b.filter(|b| equal(state, a, *b)) {
            state.pair(a, b);
        }
    }
}

/// Pairs equal sections that repeat: first those below the same section or with the same number,
/// then as they come.
fn in_order(state: &mut State<'_>, key: impl Fn(&Feature) -> u64) {
    let (old, new) = groups(state, key);
    let mut keys: Vec<(&u64, &Vec<usize>)> = old.iter().collect();
    keys.sort_unstable_by_key(|(_, sections)| sections[0]);
    for (key, a) in keys {
        let Some(b) = new.get(key) else { continue };
        if a.len().min(b.len()) <= 64 && a.len().max(b.len()) <= 256 {
            for &x in a {
                let near = b.iter().filter(|y| state.may_pair(x, **y)).map(|y| {
                    let number = state.old.features[x].number == state.new.features[*y].number;
                    (
                        u8::from(state.same_parent(x, *y)) * 2 + u8::from(number),
                        *y,
                    )
                });
                if let Some((_, y)) = near
                    .filter(|(near, _)| *near >= 2)
                    .max_by_key(|(near, y)| (*near, usize::MAX - y))
                {
                    state.pair(x, y);
                }
            }
        }
        let left_old: Vec<usize> = a.iter().copied().filter(|a| state.old.free(*a)).collect();
        let left_new: Vec<usize> = b.iter().copied().filter(|b| state.new.free(*b)).collect();
        for (a, b) in left_old.into_iter().zip(left_new) {
            state.pair(a, b);
        }
    }
}
