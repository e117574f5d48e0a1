//! Common subsequences of two sequences of ids, in time that stays bounded whatever they hold.

use crate::diff::hashing::FastMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run that stands in both sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Where it begins in the old sequence.
    pub(crate) old: usize,
    /// Where it begins in the new one.
    pub(crate) new: usize,
    /// How long it is.
    pub(crate) len: usize,
}

/// Up to this many elements on both sides together, Myers' algorithm is quick even if nothing is
/// equal.
const SMALL: usize = 3_000;

/// The runs that both sequences share, in order. Small stretches by Myers' algorithm; large ones
/// are first cut at elements that are unique on both sides. A large stretch without such elements
/// shares nothing but its ends: an unrelated text is replaced, not searched for accidents.
pub(crate) fn matches(old: &[u32], new: &[u32]) -> Vec<Match> {
    let mut found = Vec::new();
    let mut todo = vec![(0, old.len(), 0, new.len())];
    while let Some((old_start, old_end, new_start, new_end)) = todo.pop() {
        let (a, b) = (&old[old_start..old_end], &new[new_start..new_end]);
        let prefix = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[prefix..], &b[prefix..]);
        let suffix = a
            .iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
        if prefix > 0 {
            found.push(Match {
                old: old_start,
                new: new_start,
                len: prefix,
            });
        }
        if suffix > 0 {
            found.push(Match {
                old: old_end - suffix,
                new: new_end - suffix,
                len: suffix,
            });
        }
        let (old_at, new_at) = (old_start + prefix, new_start + prefix);
        if a.is_empty() || b.is_empty() {
            continue;
        }
        if a.len() + b.len() <= SMALL {
            for op in capture_diff_slices(Algorithm::Myers, a, b) {
                if let DiffOp::Equal {
                    old_index,
                    new_index,
                    len,
                } = op
                {
                    found.push(Match {
                        old: old_at + old_index,
                        new: new_at + new_index,
                        len,
                    });
                }
            }
            continue;
        }
        let (mut from_old, mut from_new) = (0, 0);
        let anchors = anchors(a, b);
        for &(x, y) in &anchors {
            found.push(Match {
                old: old_at + x,
                new: new_at + y,
                len: 1,
            });
            todo.push((old_at + from_old, old_at + x, new_at + from_new, new_at + y));
            (from_old, from_new) = (x + 1, y + 1);
        }
        if !anchors.is_empty() {
            todo.push((
                old_at + from_old,
                old_at + a.len(),
                new_at + from_new,
                new_at + b.len(),
            ));
        }
    }
    found.sort_unstable_by_key(|run| run.old);
    found
}

/// Elements that are unique on both sides, as many as stand in the same order.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut places: FastMap<u32, (u32, u32, usize)> =
        FastMap::with_capacity_and_hasher(a.len(), Default::default());
    for id in a {
        places.entry(*id).or_default().0 += 1;
    }
    for (at, id) in b.iter().enumerate() {
        if let Some(place) = places.get_mut(id) {
            place.1 += 1;
            place.2 = at;
        }
    }
    let pairs: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter_map(|(at, id)| {
            places
                .get(id)
                .filter(|place| place.0 == 1 && place.1 == 1)
                .map(|place| (at, place.2))
        })
        .collect();
    let keys: Vec<usize> = pairs.iter().map(|(_, y)| *y).collect();
    longest_increasing(&keys)
        .into_iter()
        .map(|at| pairs[at])
        .collect()
}

/// Positions of a longest increasing subsequence of `keys`.
pub(crate) fn longest_increasing(keys: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; keys.len()];
    for (at, key) in keys.iter().enumerate() {
        let place = tails.partition_point(|tail| keys[*tail] < *key);
        if place > 0 {
            before[at] = tails[place - 1];
        }
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        chain.push(at);
        at = before[at];
    }
    chain.reverse();
    chain
}

/// Order-preserving pairs of `old` × `new` elements with the greatest sum of scores, each above
/// zero. Small tables are searched wholly; in large ones an element is looked for near where it
/// would stand.
pub(crate) fn pairs(
    old: usize,
    new: usize,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    const TABLE: usize = 20_000;
    const NEAR: usize = 12;
    if old == 0 || new == 0 {
        return Vec::new();
    }
    if old.saturating_mul(new) > TABLE {
        let mut found = Vec::new();
        let mut from = 0;
        for a in 0..old {
            let best = (from..new.min(from + NEAR))
                .map(|b| (score(a, b), b))
                .filter(|(score, _)| *score > 0);
            if let Some((_, b)) = best.max_by_key(|(score, b)| (*score, usize::MAX - b)) {
                found.push((a, b));
                from = b + 1;
            }
        }
        return found;
    }
    let width = new + 1;
    let mut table = vec![0u32; (old + 1) * width];
    let mut scores = vec![0u32; old * new];
    for a in (0..old).rev() {
        for b in (0..new).rev() {
            let here = score(a, b);
            scores[a * new + b] = here;
            let skip = table[(a + 1) * width + b].max(table[a * width + b + 1]);
            let take = if here > 0 {
                here + table[(a + 1) * width + b + 1]
            } else {
                0
            };
            table[a * width + b] = skip.max(take);
        }
    }
    let mut found = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < old && b < new {
        let here = scores[a * new + b];
        if here > 0 && table[a * width + b] == here + table[(a + 1) * width + b + 1] {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if table[a * width + b] == table[(a + 1) * width + b] {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &[u32], new: &[u32]) -> Vec<(usize, usize, usize)> {
        matches(old, new)
            .iter()
            .map(|run| (run.old, run.new, run.len))
            .collect()
    }

    #[test]
    fn what_both_ends_share_is_found_first_and_what_is_between_after_it() {
        assert_eq!(
            found(&[1, 2, 3, 4, 5], &[1, 2, 9, 4, 5]),
            [(0, 0, 2), (3, 3, 2)]
        );
        assert_eq!(
            found(&[1, 7, 3, 8, 5], &[1, 3, 5]),
            [(0, 0, 1), (2, 1, 1), (4, 2, 1)]
        );
        assert_eq!(found(&[1, 2], &[3, 4]), []);
        assert_eq!(found(&[1, 2], &[1, 2]), [(0, 0, 2)]);
        assert_eq!(found(&[1, 1], &[1]), [(0, 0, 1)]);
        assert_eq!(found(&[], &[1]), []);
    }

    /// Two sequences that share an element between their ends, but none that stands once.
    fn repeated(times: usize) -> (Vec<u32>, Vec<u32>) {
        let long = |a: u32, b: u32| [vec![7], [a, b].repeat(times), vec![9]].concat();
        (long(1, 2), long(3, 1))
    }

    #[test]
    fn a_large_stretch_without_an_element_of_its_own_shares_its_ends_only() {
        let (old, new) = repeated(751);
        assert_eq!(found(&old, &new), [(0, 0, 1), (1503, 1503, 1)]);
        let (old, new) = repeated(750);
        assert!(
            found(&old, &new).len() > 100,
            "a small one is searched through"
        );
    }

    #[test]
    fn a_large_stretch_is_cut_at_elements_that_stand_once_on_both_sides() {
        let old: Vec<u32> = (0..2_000).collect();
        let turned: Vec<u32> = (1_200..2_000).chain(0..1_200).collect();
        let shared: usize = matches(&old, &turned).iter().map(|run| run.len).sum();
        assert_eq!(shared, 1_200);
        let mut edited = old.clone();
        edited[700] = 9_999;
        edited.insert(1_500, 8_888);
        let shared: usize = matches(&old, &edited).iter().map(|run| run.len).sum();
        assert_eq!(shared, 1_999);
    }

    #[test]
    fn the_longest_increasing_chain_is_found() {
        assert_eq!(longest_increasing(&[3, 1, 2, 5, 4]), [1, 2, 4]);
        assert_eq!(longest_increasing(&[2, 1]), [1]);
        assert_eq!(longest_increasing(&[1, 1]), [1]);
        assert_eq!(longest_increasing(&[]), [0; 0]);
    }

    #[test]
    fn pairs_have_the_greatest_sum_and_keep_their_order() {
        let scores = [[0, 5, 0], [4, 0, 3], [0, 2, 0]];
        assert_eq!(pairs(3, 3, |a, b| scores[a][b]), [(0, 1), (1, 2)]);
        let crossing = [[0, 5], [6, 0]];
        assert_eq!(pairs(2, 2, |a, b| crossing[a][b]), [(1, 0)]);
        assert_eq!(pairs(2, 2, |_, _| 0), []);
        assert_eq!(pairs(0, 2, |_, _| 1), []);
        assert_eq!(pairs(2, 1, |_, _| 1), [(0, 0)]);
    }

    #[test]
    fn in_a_large_table_an_element_is_looked_for_near_its_place() {
        let shifted = |by: usize| pairs(150, 150, |a, b| u32::from(b == a + by));
        assert_eq!(shifted(0).len(), 150);
        assert_eq!(shifted(11).len(), 139);
        assert_eq!(shifted(12).len(), 0);
        // 20,000 cells are still searched wholly.
        assert_eq!(pairs(100, 200, |a, b| u32::from(b == a + 12)).len(), 100);
        let best = pairs(
            150,
            150,
            |a, b| if b == a + 1 { 2 } else { u32::from(b == a) },
        );
        assert_eq!(best[0], (0, 1));
        let first = pairs(150, 150, |a, b| u32::from(b >= a));
        assert_eq!(first[0], (0, 0));
    }
}
