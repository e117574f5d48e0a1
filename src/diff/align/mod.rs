//! Which section of the new text is which section of the old one.
//!
//! Evidence is used from the strongest to the weakest: ids, equal content, number and title,
//! likeness in place and anywhere, the place alone, and last what was divided or put together. The
//! two texts are put into one order of their own before anything is compared, so that the answer
//! for (new, old) is the mirror of that for (old, new) whatever the ties.

mod divide;
mod exact;
mod features;
mod likeness;
mod moves;
mod place;
mod state;

pub(crate) use divide::Division;
use features::Features;
use place::Alone;
use state::State;

use crate::model::section::SectionTree;

/// The alignment: pairs of sections, and the sections that further belong to a pair.
#[derive(Debug, Default)]
pub(crate) struct Alignment {
    /// Sections that are one section, in the order of the old text.
    pub(crate) pairs: Vec<Pair>,
    /// Sections that came out of a pair's old section, or went into its new one.
    pub(crate) divisions: Vec<Division>,
}

/// An old and a new section that are one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    /// Index into the old tree.
    pub(crate) old: usize,
    /// Index into the new tree.
    pub(crate) new: usize,
    /// Whether it is the root of a relocation.
    pub(crate) moved: bool,
    /// Whether it stands in a relocated subtree, or is its root.
    pub(crate) within_moved: bool,
}

/// Aligns two trees.
pub(crate) fn align(old: &SectionTree, new: &SectionTree) -> Alignment {
    let (a, b) = Features::of(old, new);
    if mirrored(&a, &b) {
        let mut alignment = in_order(new, &b, old, &a);
        for pair in &mut alignment.pairs {
            (pair.old, pair.new) = (pair.new, pair.old);
        }
        for division in &mut alignment.divisions {
            division.mirror();
        }
        alignment.pairs.sort_unstable();
        return alignment;
    }
    in_order(old, &a, new, &b)
}

/// Whether the second text comes first in the order that a pair of texts has of its own.
fn mirrored(a: &Features, b: &Features) -> bool {
    let key = |features: &Features| (features.sections.len(), features.digest);
    key(b) < key(a)
}

fn in_order(old: &SectionTree, a: &Features, new: &SectionTree, b: &Features) -> Alignment {
    let mut state = State::new(old, a, new, b);
    exact::ids(&mut state);
    exact::content(&mut state);
    exact::headings(&mut state);
    likeness::rounds(&mut state);
    place::alone_between(&mut state, Alone::Empty);
    let divisions = divide::find(&mut state);
    divide::apart(&mut state, &divisions, |state| {
        place::alone_between(state, Alone::Numbered)
    });
    let pairs = moves::find(old, new, &state.pairs());
    Alignment { pairs, divisions }
}
