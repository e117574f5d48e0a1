//! Numbers of ten and twelve digits, as groups of digits with joints between them.

use std::ops::Range;

use super::signs::{Kind, Sign};

/// Digits without anything between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Their values.
    pub digits: Vec<u8>,
    /// The bytes where they stand.
    pub range: Range<usize>,
    /// What stands between them and the group before in the same run.
    pub before: String,
    /// Whether a letter stands close before them.
    pub letter_before: bool,
    /// Whether a letter stands close after them.
    pub letter_after: bool,
}

/// More signs than these do not join two groups to one number.
const LONGEST_JOINT: usize = 3;

/// The groups of `signs`, those of one run together. With `any` every sign but a letter joins.
pub(super) fn runs(signs: impl Iterator<Item = Sign>, any: bool) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut between: Option<String> = None;
    let mut last = None;
    for sign in signs {
        match sign.kind {
            Kind::Digit(value) => {
                let open = runs.last_mut().zip(between.take());
                match open {
                    Some((run, joint)) if joint.is_empty() => {
                        if let Some(group) = run.last_mut() {
                            group.digits.push(value);
                            group.range.end = sign.end;
                        }
                    }
                    open => {
                        let letter_before = matches!(last, Some(Kind::Letter(_)));
                        let (run, before) = match open {
                            Some((run, joint)) if joint.chars().count() <= LONGEST_JOINT => {
                                (Some(run), joint)
                            }
                            _ => (None, String::new()),
                        };
                        let range = sign.start..sign.end;
                        let group = Group {
                            digits: vec![value],
                            range,
                            before,
                            letter_before,
                            letter_after: false,
                        };
                        match run {
                            Some(run) => run.push(group),
                            None => runs.push(vec![group]),
                        }
                    }
                }
                between = Some(String::new());
            }
            Kind::Joint(c) => between = between.map(|joint| joint + c.encode_utf8(&mut [0; 4])),
            Kind::Other if any => between = between.map(|joint| joint + "?"),
            Kind::Letter(_) | Kind::Other => {
                if matches!((sign.kind, last), (Kind::Letter(_), Some(Kind::Digit(_))))
                    && let Some(group) = runs.last_mut().and_then(|run| run.last_mut())
                {
                    group.letter_after = true;
                }
                between = None;
            }
        }
        last = Some(sign.kind);
    }
    runs
}

/// Neighbouring groups of one run that hold ten or twelve digits together.
pub(super) fn windows(run: &[Group]) -> impl Iterator<Item = (Range<usize>, Vec<u8>)> {
    (0..run.len())
        .flat_map(move |from| {
            let mut digits = Vec::new();
            (from..run.len()).map_while(move |to| {
                digits.extend(&run[to].digits);
                (digits.len() <= 12).then(|| (from..to + 1, digits.clone()))
            })
        })
        .filter(|(_, digits)| matches!(digits.len(), 10 | 12))
}

/// The ten digits that matter, where `digits` are twelve that begin with a century of birth, or
/// with the 16 that may stand before them in registers of companies.
pub(super) fn ten(digits: &[u8]) -> Option<&[u8]> {
    match digits {
        [_, _, _, _, _, _, _, _, _, _] => Some(digits),
        [1, 6 | 8 | 9, rest @ ..] | [2, 0, rest @ ..] if rest.len() == 10 => Some(rest),
        _ => None,
    }
}

/// Whether six digits are a day, or one with sixty added, as a coordination number has it.
pub(super) fn is_day(digits: &[u8]) -> bool {
    let two = |at: usize| {
        digits
            .get(at..at + 2)
            .map_or(0, |pair| u32::from(pair[0]) * 10 + u32::from(pair[1]))
    };
    let day = two(4) % 60;
    let longest = match two(2) {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    two(4) <= 91 && (1..=longest).contains(&day)
}

/// The sum over the digits, every other one from the first doubled and its digits added, ends in
/// zero.
pub(crate) fn check_digit_holds(ten: &[u8]) -> bool {
    let weighed = ten.iter().enumerate().map(|(at, digit)| {
        let doubled = u32::from(*digit) * if at % 2 == 0 { 2 } else { 1 };
        doubled / 10 + doubled % 10
    });
    weighed.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::super::signs;
    use super::*;

    fn lengths(text: &str, any: bool) -> Vec<Vec<usize>> {
        let runs = runs(signs::read(text), any);
        runs.iter()
            .map(|run| run.iter().map(|group| group.digits.len()).collect())
            .collect()
    }

    #[test]
    fn groups_are_joined_by_few_signs_and_never_by_letters() {
        assert_eq!(
            lengths("2 811218 - 9876, 12", false),
            [vec![1, 6, 4], vec![2]]
        );
        assert_eq!(
            lengths("811218    9876 a12b3", false),
            [vec![6], vec![4], vec![2], vec![1]]
        );
        assert_eq!(lengths("811218;9876", true), [vec![6, 4]]);
    }

    #[test]
    fn days_of_the_calendar_and_of_coordination_numbers_are_told_from_other_digits() {
        let day = |text: &str| is_day(&text.bytes().map(|byte| byte - b'0').collect::<Vec<_>>());
        for text in ["811218", "000229", "811278", "810131", "810191"] {
            assert!(day(text), "{text}");
        }
        for text in [
            "811318", "810230", "811232", "811200", "811260", "811292", "556012", "810431",
        ] {
            assert!(!day(text), "{text}");
        }
    }
}
