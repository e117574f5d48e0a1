//! Days that run backwards, as clocks and rewritten commits leave them.

use chrono::NaiveDate;

/// `days` in an order that time can have: as few as possible are moved, each to the day of the one
/// before it that stays (the first ones to that of the one after). Returns the days and which of
/// them were moved.
pub(super) fn forwards(days: &[NaiveDate]) -> (Vec<NaiveDate>, Vec<bool>) {
    // The longest sequence that never runs backwards, by patience sorting: `ends` holds for each
    // length the place whose day is the earliest that such a sequence can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; days.len()];
    for (at, day) in days.iter().enumerate() {
        let length = ends.partition_point(|end| days[*end] <= *day);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut moved = vec![true; days.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        moved[here] = false;
        at = before[here];
    }
    let first = moved.iter().position(|moved| !moved).map(|at| days[at]);
    let mut out = Vec::with_capacity(days.len());
    let mut now = first;
    for (day, moved) in days.iter().zip(&moved) {
        now = if *moved { now } else { Some(*day) };
        out.extend(now);
    }
    (out, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(days: &[u32], expected: &[u32], expected_moved: usize) {
        let day = |n: &u32| NaiveDate::from_ymd_opt(2022, 1, *n).expect("a day");
        let (out, moved) = forwards(&days.iter().map(day).collect::<Vec<_>>());
        assert_eq!(out, expected.iter().map(day).collect::<Vec<_>>());
        assert_eq!(moved.iter().filter(|moved| **moved).count(), expected_moved);
    }

    #[test]
    fn one_wrong_clock_moves_one_day_and_not_all_after_it() {
        check(&[1, 2, 3], &[1, 2, 3], 0);
        check(&[1, 30, 2, 3], &[1, 1, 2, 3], 1);
        check(&[5, 2, 6, 7], &[2, 2, 6, 7], 1);
        check(&[9, 1, 2], &[1, 1, 2], 1);
        check(&[4, 4, 4], &[4, 4, 4], 0);
        check(&[], &[], 0);
    }
}
