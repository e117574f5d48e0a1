//! The chain in order with the greatest weight.

/// Positions of the increasing subsequence of keys with the greatest sum of weights.
pub(super) fn heaviest_increasing(members: &[(usize, u128)]) -> Vec<usize> {
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
