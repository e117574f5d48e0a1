//! Which sections stand elsewhere: the fewest that explain the new order. A subtree moves at its
//! root.
//!
//! Four questions, one after the other, each a function of [`Moves`]:
//!
//! 1. Which sections stand below the same section as before? Only a pair whose parents are a pair.
//! 2. Of those below one section, which are out of order? All but the heaviest chain in order.
//! 3. Of those below another section than before, which left the order of the whole text? The others
//!    did not move: headings around them changed their levels, came or went.
//! 4. What stands below a section that moved, and still does, came along.

mod chain;

use super::Pair;
use crate::diff::hashing::{FastMap, hash};
use crate::model::section::SectionTree;
use chain::heaviest_increasing;

/// Finds the relocations among `pairs` (in the order of the old text).
pub(super) fn find(old: &SectionTree, new: &SectionTree, pairs: &[(usize, usize)]) -> Vec<Pair> {
    let moves = Moves::of(old, new, pairs);
    let in_order = pairs.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let (roots, moved) = if in_order && moves.same_parent.iter().all(|same| *same) {
        (vec![false; pairs.len()], vec![false; pairs.len()])
    } else {
        let out_of_order = moves.out_of_order_among_siblings();
        let roots = moves.out_of_order_in_the_text(out_of_order);
        let moved = moves.with_what_came_along(&roots);
        (roots, moved)
    };
    let pair = |at: usize| Pair {
        old: pairs[at].0,
        new: pairs[at].1,
        moved: roots[at],
        within_moved: moved[at],
    };
    (0..pairs.len()).map(pair).collect()
}

/// The pairs, and where each stands in both texts.
struct Moves<'t> {
    old: &'t SectionTree,
    new: &'t SectionTree,
    pairs: &'t [(usize, usize)],
    /// The pairs that hold the sections above each: of the old text, and of the new one.
    above: Vec<(Option<usize>, Option<usize>)>,
    /// Whether each stands below the same section as before.
    same_parent: Vec<bool>,
}

impl<'t> Moves<'t> {
    fn of(old: &'t SectionTree, new: &'t SectionTree, pairs: &'t [(usize, usize)]) -> Self {
        let mut of_old: Vec<Option<usize>> = vec![None; old.sections.len()];
        let mut of_new: Vec<Option<usize>> = vec![None; new.sections.len()];
        for (at, (a, b)) in pairs.iter().enumerate() {
            (of_old[*a], of_new[*b]) = (Some(at), Some(at));
        }
        let parents = |(a, b): &(usize, usize)| (old.get(*a).parent, new.get(*b).parent);
        let above = |pair| {
            let (a, b) = parents(pair);
            (a.and_then(|a| of_old[a]), b.and_then(|b| of_new[b]))
        };
        let same_parent = |pair| match (parents(pair), above(pair)) {
            ((None, None), _) => true,
            (_, (Some(before), Some(now))) => before == now,
            _ => false,
        };
        Self {
            old,
            new,
            pairs,
            above: pairs.iter().map(above).collect(),
            same_parent: pairs.iter().map(same_parent).collect(),
        }
    }

    /// Of the sections that still stand below one section, those that left their order.
    fn out_of_order_among_siblings(&self) -> Vec<bool> {
        let mut families: FastMap<Option<usize>, Vec<usize>> = FastMap::default();
        for at in (0..self.pairs.len()).filter(|at| self.same_parent[*at]) {
            let parent = self.old.get(self.pairs[at].0).parent;
            families.entry(parent).or_default().push(at);
        }
        let mut out = vec![false; self.pairs.len()];
        for family in families.values() {
            family.iter().for_each(|at| out[*at] = true);
            for kept in self.heaviest_in_order(family, |_| 1) {
                out[kept] = false;
            }
        }
        out
    }

    /// The roots of what moved: `roots` among siblings, and those that left the order of the whole
    /// text, in which what is settled weighs more than what stands below another section.
    fn out_of_order_in_the_text(&self, mut roots: Vec<bool>) -> Vec<bool> {
        let mut settled = vec![false; self.pairs.len()];
        for at in 0..self.pairs.len() {
            let is_below = self.old.get(self.pairs[at].0).parent.is_some();
            let above = self.above[at].0.is_none_or(|above| settled[above]);
            settled[at] = self.same_parent[at] && !roots[at] && (!is_below || above);
        }
        let judged: Vec<usize> = (0..self.pairs.len())
            .filter(|at| settled[*at] || !self.same_parent[*at])
            .collect();
        let mut left = vec![false; self.pairs.len()];
        judged.iter().for_each(|at| left[*at] = true);
        for kept in self.heaviest_in_order(&judged, |at| if settled[at] { 3 } else { 2 }) {
            left[kept] = false;
        }
        for at in judged.into_iter().filter(|at| left[*at]) {
            let (before, now) = self.above[at];
            roots[at] = if self.same_parent[at] {
                // It goes along with the section above it, or many others stayed and it went.
                roots[at] || !before.is_some_and(|above| left[above])
            } else {
                // What stood below a section that moved, or stands below it now, came along if it
                // followed the same section as before.
                let below = before.into_iter().chain(now).any(|above| roots[above]);
                !(below && self.follows_the_same(at))
            };
        }
        roots
    }

    /// Whether the section before it is the same one in both texts.
    fn follows_the_same(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.pairs[before]);
        before.is_some_and(|(a, b)| (a + 1, b + 1) == self.pairs[at])
    }

    fn with_what_came_along(&self, roots: &[bool]) -> Vec<bool> {
        let mut moved = roots.to_vec();
        for at in 0..self.pairs.len() {
            let above = self.above[at].0;
            moved[at] |= self.same_parent[at] && above.is_some_and(|above| moved[above]);
        }
        moved
    }

    /// Those of `judged` that can stay: the most, and of as many those with the most text.
    fn heaviest_in_order(&self, judged: &[usize], count: impl Fn(usize) -> u128) -> Vec<usize> {
        let member = |at: &usize| {
            let pair = self.pairs[*at];
            (pair.1, weight(self.old, self.new, pair, count(*at)))
        };
        let members: Vec<(usize, u128)> = judged.iter().map(member).collect();
        let kept = heaviest_increasing(&members);
        kept.into_iter().map(|at| judged[at]).collect()
    }
}

/// What keeping a pair in place is worth: first the number of sections kept, then their text, then
/// a hash that breaks ties alike from both sides.
fn weight(old: &SectionTree, new: &SectionTree, pair: (usize, usize), count: u128) -> u128 {
    let (a, b) = (old.get(pair.0), new.get(pair.1));
    let text = (a.body_span.end - a.body_span.start + b.body_span.end - b.body_span.start) as u128;
    let tie =
        u128::from(hash(&a.heading) & 0xffff_ffff) + u128::from(hash(&b.heading) & 0xffff_ffff);
    (count << 88) + (text.min(1 << 30) << 48) + tie
}

#[cfg(test)]
mod tests;
