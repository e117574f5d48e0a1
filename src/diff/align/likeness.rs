//! Sections that changed: candidates are found by rare words, by title, by number and by place, and
//! the best pairs are taken first.

use super::features::{group, title_words};
use super::state::State;
use crate::diff::hashing::FastMap;

/// A word that stands in more of the open sections than this says nothing about which one is meant.
const RARE: usize = 24;
/// How many candidates of each sort a section may have.
const CANDIDATES: usize = 8;

/// Pairs what is alike, in rounds of falling demands: each round knows more of the surroundings.
pub(super) fn rounds(state: &mut State<'_>) {
    let open_old = state.old.unmatched();
    let open_new = state.new.unmatched();
    if open_old.is_empty() || open_new.is_empty() {
        return;
    }
    let words = Words::read(state, &open_old, &open_new);
    let candidates = words.candidates(state, &open_old, &open_new);
    for demand in [800, 620, 500, 420] {
        containers(state);
        loop {
            let mut scored: Vec<(u32, usize, usize)> = Vec::new();
            let local = in_place(state, &open_old);
            for &(a, b) in candidates.iter().chain(&local) {
                if state.may_pair(a, b) {
                    let score = words.score(state, a, b);
                    if score >= demand {
                        scored.push((score, a, b));
                    }
                }
            }
            scored.sort_unstable_by_key(|(score, a, b)| (u32::MAX - score, *a, *b));
            scored.dedup();
            let mut found = false;
            for (_, a, b) in scored {
                found |= state.pair(a, b);
            }
            if !found {
                break;
            }
        }
    }
    containers(state);
}

/// Pairs that the surroundings suggest: both right after or right before a pair.
fn in_place(state: &State<'_>, open: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for &a in open.iter().filter(|a| state.old.free(**a)) {
        let before = match a.checked_sub(1) {
            Some(before) => state.old.partner[before].map(|b| b + 1),
            None => Some(0),
        };
        let after = state
            .old
            .partner
            .get(a + 1)
            .copied()
            .flatten()
            .and_then(|b| b.checked_sub(1));
        for b in [before, after]
            .into_iter()
            .flatten()
            .filter(|b| *b < state.new.len() && state.new.free(*b))
        {
            pairs.push((a, b));
        }
    }
    pairs
}

/// A section without text of its own is known by what stands below it: most of its sub-sections'
/// partners stand below one open section.
fn containers(state: &mut State<'_>) {
    for a in (0..state.old.len()).rev() {
        if !state.old.free(a) || state.old.children[a].is_empty() {
            continue;
        }
        let mut votes: FastMap<usize, usize> = FastMap::default();
        for &child in &state.old.children[a] {
            if let Some(parent) = state.old.partner[child].and_then(|b| state.new.parent(b)) {
                *votes.entry(parent).or_default() += 1;
            }
        }
        let best = votes
            .into_iter()
            .max_by_key(|(b, votes)| (*votes, usize::MAX - b));
        let Some((b, votes)) = best else { continue };
        let most = state.old.children[a].len().max(state.new.children[b].len());
        let short = |length: usize| length < 200;
        let bodies = (state.old.features[a].length, state.new.features[b].length);
        let empty = bodies.0 == 0 && bodies.1 == 0;
        let titled = state.old.features[a].title == state.new.features[b].title;
        if votes * 2 > most && (empty || (titled && short(bodies.0) && short(bodies.1))) {
            state.pair(a, b);
        }
    }
}

/// The words of the sections that are still open.
struct Words {
    old: FastMap<usize, Vec<u32>>,
    new: FastMap<usize, Vec<u32>>,
    titles_old: FastMap<usize, Vec<u32>>,
    titles_new: FastMap<usize, Vec<u32>>,
    /// How much each word tells, in thousandths.
    weight: Vec<u32>,
    /// In how many open sections of both texts each word stands.
    sections: Vec<u32>,
}

impl Words {
    fn read(state: &State<'_>, open_old: &[usize], open_new: &[usize]) -> Self {
        let mut ids: FastMap<String, u32> = FastMap::default();
        let mut sections: Vec<u32> = Vec::new();
        let mut last: Vec<usize> = Vec::new();
        let mut serial = 0;
        let mut bag = |text: &mut dyn Iterator<Item = &str>| {
            serial += 1;
            let mut bag = Vec::new();
            for word in text {
                let id = match ids.get(word) {
                    Some(id) => *id,
                    None => {
                        let id = sections.len() as u32;
                        ids.insert(word.to_owned(), id);
                        sections.push(0);
                        last.push(0);
                        id
                    }
                };
                if last[id as usize] != serial {
                    last[id as usize] = serial;
                    sections[id as usize] += 1;
                }
                bag.push(id);
            }
            bag.sort_unstable();
            bag
        };
        let mut bodies = Vec::new();
        for (half, open) in [(&state.old, open_old), (&state.new, open_new)] {
            let mut side = FastMap::with_capacity_and_hasher(open.len(), Default::default());
            for &at in open {
                let blocks = half.tree.sections[at].blocks();
                let mut words = blocks
                    .iter()
                    .flat_map(|block| block.text.split(|c: char| !c.is_alphanumeric()))
                    .filter(|word| !word.is_empty());
                side.insert(at, bag(&mut words));
            }
            bodies.push(side);
        }
        let mut titles = Vec::new();
        for (half, open) in [(&state.old, open_old), (&state.new, open_new)] {
            let mut side = FastMap::with_capacity_and_hasher(open.len(), Default::default());
            for &at in open {
                let title = title_words(&half.tree.sections[at].title);
                side.insert(
                    at,
                    bag(&mut title.split(' ').filter(|word| !word.is_empty())),
                );
            }
            titles.push(side);
        }
        let all = (open_old.len() + open_new.len()) as f64;
        let weight = sections
            .iter()
            .map(|count| {
                // Integer steps: the same on every machine.
                let share = (all * 2.0 / f64::from((*count).max(1))).max(1.0);
                200 + 200 * (share as u64).ilog2()
            })
            .collect();
        let titles_new = titles.pop().unwrap_or_default();
        let titles_old = titles.pop().unwrap_or_default();
        let new = bodies.pop().unwrap_or_default();
        let old = bodies.pop().unwrap_or_default();
        Self {
            old,
            new,
            titles_old,
            titles_new,
            weight,
            sections,
        }
    }

    /// Pairs that may be worth scoring: near linear in the number of open sections.
    fn candidates(
        &self,
        state: &State<'_>,
        open_old: &[usize],
        open_new: &[usize],
    ) -> Vec<(usize, usize)> {
        let mut places: FastMap<u32, Vec<usize>> = FastMap::default();
        for &b in open_new {
            let mut last = u32::MAX;
            for &word in &self.new[&b] {
                if word != last && (self.sections[word as usize] as usize) <= RARE {
                    places.entry(word).or_default().push(b);
                }
                last = word;
            }
        }
        let titles = group(state.new.len(), open_new.len(), |b| {
            state.new.free(b).then_some(state.new.features[b].title)
        });
        let numbers = group(state.new.len(), open_new.len(), |b| {
            state.new.free(b).then_some(state.new.features[b].number)
        });
        let mut pairs = Vec::new();
        let mut shared: FastMap<usize, u32> = FastMap::default();
        for &a in open_old {
            shared.clear();
            let mut last = u32::MAX;
            for &word in &self.old[&a] {
                if word != last {
                    for b in places.get(&word).into_iter().flatten() {
                        *shared.entry(*b).or_default() += self.weight[word as usize];
                    }
                }
                last = word;
            }
            let mut best: Vec<(u32, usize)> =
                shared.iter().map(|(b, weight)| (*weight, *b)).collect();
            best.sort_unstable_by_key(|(weight, b)| (u32::MAX - weight, *b));
            pairs.extend(best.iter().take(CANDIDATES).map(|(_, b)| (a, *b)));
            for group in [
                titles.get(&state.old.features[a].title),
                numbers.get(&state.old.features[a].number),
            ] {
                let Some(group) = group else { continue };
                // The nearest ones in the order of the text.
                let at = group.partition_point(|b| *b < a);
                let from = at.saturating_sub(CANDIDATES / 2);
                pairs.extend(group[from..].iter().take(CANDIDATES).map(|b| (a, *b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// How sure it is that the two are one section, in thousandths: likeness of the bodies, raised
    /// by an equal or similar title, the number and the surroundings.
    fn score(&self, state: &State<'_>, a: usize, b: usize) -> u32 {
        let (one, two) = (&state.old.features[a], &state.new.features[b]);
        let (Some(x), Some(y)) = (self.old.get(&a), self.new.get(&b)) else {
            return 0;
        };
        let placed = u32::from(state.same_before(a, b)) + u32::from(state.same_after(a, b));
        let parent = state.same_parent(a, b);
        let same_title = one.title != 0 && one.title == two.title;
        let title = if same_title {
            1000
        } else {
            self.alike(&self.titles_old[&a], &self.titles_new[&b]).0
        };
        let (dice, contained) = if x.is_empty() && y.is_empty() {
            // Nothing to read in either: the title has to tell.
            let level = state.old.tree.sections[a].level == state.new.tree.sections[b].level;
            (title * 7 / 10 + u32::from(level) * 50, 0)
        } else if x.is_empty() || y.is_empty() {
            (title * 2 / 10, 0)
        } else {
            self.alike(x, y)
        };
        let least = x.len().min(y.len());
        let body = if least >= 5 && (placed > 0 || same_title) {
            dice.max(contained * 8 / 10)
        } else {
            dice
        };
        let number = one.number != 0 && one.number == two.number;
        let mut score = body * 7 / 10 + title * 2 / 10;
        if one.title == 0 && two.title == 0 {
            score = body * 85 / 100 + u32::from(number) * 60;
        } else if number {
            score += 30;
        }
        score += placed * 60 + u32::from(parent) * 50;
        if same_title && (parent || placed > 0) {
            score = score.max(430 + placed * 40 + u32::from(number) * 30 + body / 5);
        }
        score.min(1000)
    }

    /// Weighted likeness of two sorted bags, and how much of the smaller one the larger holds.
    fn alike(&self, x: &[u32], y: &[u32]) -> (u32, u32) {
        let sum = |bag: &[u32]| -> u64 {
            bag.iter()
                .map(|word| u64::from(self.weight[*word as usize]))
                .sum()
        };
        let (all_x, all_y) = (sum(x), sum(y));
        if all_x == 0 || all_y == 0 {
            return (0, 0);
        }
        let (mut i, mut j, mut shared) = (0, 0, 0u64);
        while i < x.len() && j < y.len() {
            match x[i].cmp(&y[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += u64::from(self.weight[x[i] as usize]);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        (
            (2000 * shared / (all_x + all_y)) as u32,
            (1000 * shared / all_x.min(all_y)) as u32,
        )
    }
}
