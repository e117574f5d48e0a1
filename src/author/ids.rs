//! Ids for new entries of a record.

use std::collections::{BTreeMap, BTreeSet};

/// The ids of a record's entries, for new ones to differ from.
pub(super) struct Ids {
    used: BTreeSet<String>,
    /// For each id that was asked for, the last number that it got.
    numbers: BTreeMap<String, usize>,
}

impl Ids {
    /// The ids that are `used` already.
    pub(super) fn taken(used: impl Iterator<Item = String>) -> Self {
        Self {
            used: used.collect(),
            numbers: BTreeMap::new(),
        }
    }

    /// `id`, or with the next number behind it where an entry has it.
    pub(super) fn free(&mut self, id: &str) -> String {
        let number = self.numbers.entry(id.to_owned()).or_default();
        loop {
            *number += 1;
            let candidate = if *number == 1 {
                id.to_owned()
            } else {
                format!("{id}-{number}")
            };
            if self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_the_next_free_number() {
        let mut ids = Ids::taken(["avgift", "avgift-2"].map(str::to_owned).into_iter());
        assert_eq!(
            ["avgift", "avgift", "support"].map(|id| ids.free(id)),
            ["avgift-3", "avgift-4", "support"]
        );
    }
}
