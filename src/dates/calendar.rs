//! Calendar arithmetic.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::settings::{Period, Until};

/// `day` plus calendar months, clamped to the month's end: 31 March + 3 months = 30 June. The last
/// day that the calendar knows is the bound.
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// `day` plus a period: months, then days, then forward to the fixed day, if there is one.
pub fn add(day: NaiveDate, period: Period) -> NaiveDate {
    let moved = add_months(day, period.months);
    let moved = moved
        .checked_add_days(Days::new(period.days.into()))
        .unwrap_or(NaiveDate::MAX);
    match period.until {
        None => moved,
        Some(Until::FirstOfMonth) if moved.day() == 1 => moved,
        Some(Until::FirstOfMonth) => add_months(moved, 1).with_day(1).unwrap_or(moved),
        Some(Until::DayOfYear { month, day }) => next_day_of_year(moved, month, day),
    }
}

/// The first such day of the year on or after `from`; 29 February counts as the 28th in other
/// years.
fn next_day_of_year(from: NaiveDate, month: u32, day: u32) -> NaiveDate {
    let in_year = |year| {
        NaiveDate::from_ymd_opt(year, month, day)
            .or_else(|| NaiveDate::from_ymd_opt(year, month, 28))
            .unwrap_or(from)
    };
    let this_year = in_year(from.year());
    if this_year >= from {
        this_year
    } else {
        in_year(from.year() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse::dates::iso(text).expect(text)
    }

    #[test]
    fn months_are_clamped_to_the_month_end_and_cross_the_year() {
        for (from, to) in [
            ("2022-03-31", "2022-06-30"),
            ("2022-02-24", "2022-05-24"),
            ("2022-11-02", "2023-02-02"),
            ("2022-12-19", "2023-03-19"),
            ("2022-11-30", "2023-02-28"),
            ("2023-11-30", "2024-02-29"),
        ] {
            assert_eq!(add_months(day(from), 3), day(to), "{from}");
        }
    }

    #[test]
    fn a_period_runs_on_to_its_fixed_day() {
        let first = Period {
            months: 1,
            days: 0,
            until: Some(Until::FirstOfMonth),
        };
        assert_eq!(add(day("2022-01-15"), first), day("2022-03-01"));
        assert_eq!(add(day("2022-02-01"), first), day("2022-03-01"));
        let new_year = Period {
            months: 0,
            days: 30,
            until: Some(Until::DayOfYear { month: 1, day: 1 }),
        };
        assert_eq!(add(day("2022-11-15"), new_year), day("2023-01-01"));
        assert_eq!(add(day("2022-12-15"), new_year), day("2024-01-01"));
    }

    #[test]
    fn the_fixed_day_itself_is_reached_at_once_and_a_leap_day_is_the_28th_in_other_years() {
        let until = |month, day| Period {
            months: 0,
            days: 0,
            until: Some(Until::DayOfYear { month, day }),
        };
        assert_eq!(add(day("2023-01-01"), until(1, 1)), day("2023-01-01"));
        assert_eq!(add(day("2023-01-02"), until(1, 1)), day("2024-01-01"));
        assert_eq!(add(day("2023-02-01"), until(2, 29)), day("2023-02-28"));
        assert_eq!(add(day("2023-03-01"), until(2, 29)), day("2024-02-29"));
    }

    #[test]
    fn months_are_added_before_days() {
        let period = Period {
            months: 1,
            days: 1,
            until: None,
        };
        assert_eq!(add(day("2022-01-31"), period), day("2022-03-01"));
    }
}
