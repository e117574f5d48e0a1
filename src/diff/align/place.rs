//! Sections known by their place alone: nothing else is left between the same neighbours.

use super::state::State;

/// What makes two sections that stand alone between the same neighbours one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// Neither has text of its own to tell otherwise.
    Empty,
    /// Both have no other heading than the same number: the text under it was written anew.
    Numbered,
}

/// Pairs a section that stands alone between two pairs with the one that stands alone between their
/// partners.
pub(super) fn alone_between(state: &mut State<'_>, alone: Alone) {
    loop {
        let mut found = false;
        for a in 0..state.old.len() {
            if !state.old.free(a) {
                continue;
            }
            let b = match a.checked_sub(1) {
                Some(before) => match state.old.partner[before] {
                    Some(b) => b + 1,
                    None => continue,
                },
                None => 0,
            };
            if b >= state.new.len() || !state.new.free(b) || !state.same_after(a, b) {
                continue;
            }
            let (one, two) = (&state.old.features[a], &state.new.features[b]);
            let level = state.old.tree.sections[a].level == state.new.tree.sections[b].level;
            let empty = one.length == 0 && two.length == 0;
            let number = one.number != 0 && one.number == two.number && one.title == two.title;
            let pairs = match alone {
                Alone::Empty => empty && level,
                Alone::Numbered => number,
            };
            if pairs {
                found |= state.pair(a, b);
            }
        }
        if !found {
            return;
        }
    }
}
