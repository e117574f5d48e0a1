//! Version numbers for texts that have none, or not always one of their own.

use crate::model::version::VersionNumber;

/// A number for each text, rising from the first to the last. A number that a text states stays
/// where it is higher than the one before; a text between two stated numbers is counted below the
/// one before it (2.0, 2.0.1, 2.0.2, 3.0), and a text before the first one below 1 (0.1, 0.2).
/// Where no text states one: 1.0, 2.0, 3.0. The second value tells whether stated numbers had to be
/// given up because nothing fits between them.
pub(super) fn rising(stated: &[Option<VersionNumber>]) -> (Vec<VersionNumber>, bool) {
    match around_stated(stated) {
        Some(numbers) => (numbers, false),
        None => (counted(stated.len()), stated.iter().any(Option::is_some)),
    }
}

fn counted(count: usize) -> Vec<VersionNumber> {
    (1..=count)
        .filter_map(|at| VersionNumber::parse(&format!("{at}.0")))
        .collect()
}

fn around_stated(stated: &[Option<VersionNumber>]) -> Option<Vec<VersionNumber>> {
    let first = stated.iter().position(Option::is_some)?;
    let mut base = VersionNumber::parse("0")?;
    let mut below = 0;
    let mut numbers: Vec<VersionNumber> = Vec::with_capacity(stated.len());
    for own in stated {
        let is_higher = |own: &&VersionNumber| numbers.last().is_none_or(|before| *own > before);
        if let Some(own) = own.as_ref().filter(is_higher) {
            base = own.clone();
            below = 0;
            numbers.push(own.clone());
            continue;
        }
        below += 1;
        let number = base.below(below)?;
        if numbers.last().is_some_and(|before| number <= *before) {
            return None;
        }
        numbers.push(number);
    }
    // A text before the first stated number may have pushed that one out of its place.
    (stated[first].as_ref() == numbers.get(first)).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: &[&str], expected: &[&str], given_up: bool) {
        let stated: Vec<_> = stated
            .iter()
            .map(|text| VersionNumber::parse(text))
            .collect();
        let (numbers, lost) = rising(&stated);
        let numbers: Vec<&str> = numbers.iter().map(VersionNumber::as_str).collect();
        assert_eq!(
            (numbers.as_slice(), lost),
            (expected, given_up),
            "{stated:?}"
        );
    }

    #[test]
    fn stated_numbers_stay_and_the_others_are_counted_around_them() {
        check(&["", "", ""], &["1.0", "2.0", "3.0"], false);
        check(
            &["1.0", "1.0", "1.0", "2.1", ""],
            &["1.0", "1.0.1", "1.0.2", "2.1", "2.1.1"],
            false,
        );
        check(&["", "", "3"], &["0.1", "0.2", "3"], false);
        check(&["2", "1", "3"], &["2", "2.0.1", "3"], false);
        check(
            &["1.0", "", "1.0.1", "2.0"],
            &["1.0", "1.0.1", "1.0.2", "2.0"],
            false,
        );
    }

    #[test]
    fn where_nothing_fits_between_all_are_counted() {
        check(&["1.2.3.4", "1.2.3.4"], &["1.0", "2.0"], true);
        check(&["", "0.1"], &["1.0", "2.0"], true);
    }
}
