//! Which sections stand elsewhere: the fewest that explain the new order. A subtree moves at its
//! root.

use super::Pair;
use crate::diff::hashing::{FastMap, hash};
use crate::model::section::SectionTree;

/// Finds the relocations among `pairs` (in the order of the old text).
pub(super) fn find(old: &SectionTree, new: &SectionTree, pairs: &[(usize, usize)]) -> Vec<Pair> {
    let mut of_old: Vec<Option<usize>> = vec![None; old.sections.len()];
    let mut of_new: Vec<Option<usize>> = vec![None; new.sections.len()];
    for (at, (a, b)) in pairs.iter().enumerate() {
        of_old[*a] = Some(at);
        of_new[*b] = Some(at);
    }
    let parent = |at: usize| (old.get(pairs[at].0).parent, new.get(pairs[at].1).parent);
    let same_parent: Vec<bool> = (0..pairs.len())
        .map(|at| match parent(at) {
            (None, None) => true,
            (Some(a), Some(b)) => of_old[a].is_some_and(|above| pairs[above].1 == b),
            _ => false,
        })
        .collect();
    let mut roots = vec![false; pairs.len()];
    if same_parent.iter().all(|same| *same) && pairs.windows(2).all(|pair| pair[0].1 < pair[1].1) {
        let stays = |(a, b): &(usize, usize)| Pair {
            old: *a,
            new: *b,
            moved: false,
            within_moved: false,
        };
        return pairs.iter().map(stays).collect();
    }
    // Among the sub-sections of one section, those out of order moved.
    let mut families: FastMap<Option<usize>, Vec<usize>> = FastMap::default();
    for at in (0..pairs.len()).filter(|at| same_parent[*at]) {
        families.entry(parent(at).0).or_default().push(at);
    }
    for family in families.values() {
        let members: Vec<(usize, u128)> = family
            .iter()
            .map(|at| (pairs[*at].1, weight(old, new, pairs[*at], 1)))
            .collect();
        let kept = heaviest_increasing(&members);
        let mut stays = vec![false; family.len()];
        kept.into_iter().for_each(|at| stays[at] = true);
        for (at, stays) in family.iter().zip(stays) {
            roots[*at] = !stays;
        }
    }
    // A section below another section than before moved, unless the text stands in its old order:
    // then headings around it changed their levels, came or went.
    let mut settled = vec![false; pairs.len()];
    for at in 0..pairs.len() {
        let above = parent(at)
            .0
            .and_then(|a| of_old[a])
            .is_none_or(|above| settled[above]);
        settled[at] = same_parent[at] && !roots[at] && (parent(at).0.is_none() || above);
    }
    let judged: Vec<usize> = (0..pairs.len())
        .filter(|at| settled[*at] || !same_parent[*at])
        .collect();
    let members: Vec<(usize, u128)> = judged
        .iter()
        .map(|at| {
            (
                pairs[*at].1,
                weight(old, new, pairs[*at], if settled[*at] { 3 } else { 2 }),
            )
        })
        .collect();
    let mut in_order = vec![false; pairs.len()];
    for at in heaviest_increasing(&members) {
        in_order[judged[at]] = true;
    }
    let mut left = vec![false; pairs.len()];
    for at in judged {
        if in_order[at] {
            continue;
        }
        left[at] = true;
        let above = parent(at).0.and_then(|a| of_old[a]);
        if same_parent[at] {
            // It goes along with the section above it, or many others stayed and it went.
            roots[at] |= !above.is_some_and(|above| left[above]);
        } else {
            // What stood below a section that moved, or stands below it now, may have come along.
            let above_now = parent(at).1.and_then(|b| of_new[b]);
            let below = above.into_iter().chain(above_now).any(|above| roots[above]);
            let beside = at.checked_sub(1).is_some_and(|before| {
                pairs[before].0 + 1 == pairs[at].0 && pairs[before].1 + 1 == pairs[at].1
            });
            roots[at] = !(below && beside);
        }
    }
    let mut within = roots.clone();
    for at in 0..pairs.len() {
        let above = parent(at).0.and_then(|a| of_old[a]);
        within[at] |= same_parent[at] && above.is_some_and(|above| within[above]);
    }
    let pair = |at: usize| Pair {
        old: pairs[at].0,
        new: pairs[at].1,
        moved: roots[at],
        within_moved: within[at],
    };
    (0..pairs.len()).map(pair).collect()
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

/// Positions of the increasing subsequence of keys with the greatest sum of weights.
fn heaviest_increasing(members: &[(usize, u128)]) -> Vec<usize> {
    if members.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        return (0..members.len()).collect();
    }
    let mut order: Vec<usize> = members.iter().map(|(key, _)| *key).collect();
    order.sort_unstable();
    // A Fenwick tree over the keys: the best chain that ends at or before each.
    let mut best: Vec<(u128, usize)> = vec![(0, usize::MAX); members.len() + 1];
    let mut before = vec![usize::MAX; members.len()];
    for (at, (key, weight)) in members.iter().enumerate() {
        let place = order.partition_point(|other| other < key);
        let mut sum = (0, usize::MAX);
        let mut node = place;
        while node > 0 {
            if best[node].0 > sum.0 {
                sum = best[node];
            }
            node &= node - 1;
        }
        before[at] = sum.1;
        let total = sum.0 + weight;
        let mut node = place + 1;
        while node <= members.len() {
            if best[node].0 < total {
                best[node] = (total, at);
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut sum = (0, usize::MAX);
    let mut node = members.len();
    while node > 0 {
        if best[node].0 > sum.0 {
            sum = best[node];
        }
        node &= node - 1;
    }
    let mut chain = Vec::new();
    let mut at = sum.1;
    while at != usize::MAX {
        chain.push(at);
        at = before[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests;
