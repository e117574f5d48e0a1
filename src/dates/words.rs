//! Days and periods in words.

use chrono::{Datelike, NaiveDate};

use crate::model::finding::Language;
use crate::model::months;
use crate::model::settings::{Period, Until};

/// The day as people write it: "19 december 2022", "19 December 2022".
pub fn long(day: NaiveDate, language: Language) -> String {
    let months = match language {
        Language::Sv => months::SV,
        Language::En => months::EN,
    };
    format!(
        "{} {} {}",
        day.day(),
        months[day.month0() as usize],
        day.year()
    )
}

/// The period in words: "3 månader", "1 month and 10 days".
pub fn period(period: Period, language: Language) -> String {
    let (month, months, one_day, days, and) = match language {
        Language::Sv => ("månad", "månader", "dag", "dagar", "och"),
        Language::En => ("month", "months", "day", "days", "and"),
    };
    let count = |n: u32, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut parts = Vec::new();
    if period.months > 0 || period.days == 0 {
        parts.push(count(period.months, month, months));
    }
    if period.days > 0 {
        parts.push(count(period.days, one_day, days));
    }
    let mut text = parts.join(&format!(" {and} "));
    match (period.until, language) {
        (None, _) => {}
        (Some(Until::FirstOfMonth), Language::Sv) => text.push_str(", till den första i en månad"),
        (Some(Until::FirstOfMonth), Language::En) => text.push_str(", to the first of a month"),
        (Some(Until::DayOfYear { month, day }), Language::Sv) => {
            text.push_str(&format!(
                ", till den {day} {}",
                months::SV[(month as usize - 1) % 12]
            ));
        }
        (Some(Until::DayOfYear { month, day }), Language::En) => {
            text.push_str(&format!(
                ", to {day} {}",
                months::EN[(month as usize - 1) % 12]
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_dates_are_written_as_each_language_does() {
        let day = crate::parse::dates::iso("2022-05-24").expect("a day");
        assert_eq!(long(day, Language::Sv), "24 maj 2022");
        assert_eq!(long(day, Language::En), "24 May 2022");
    }

    #[test]
    fn periods_take_singular_and_plural_from_their_numbers() {
        let of = |months, days| Period {
            months,
            days,
            until: None,
        };
        assert_eq!(period(of(3, 0), Language::Sv), "3 månader");
        assert_eq!(period(of(1, 10), Language::Sv), "1 månad och 10 dagar");
        assert_eq!(period(of(0, 1), Language::En), "1 day");
    }

    #[test]
    fn a_period_that_runs_on_says_to_which_day() {
        let to = |until| Period {
            months: 3,
            days: 0,
            until: Some(until),
        };
        let first = to(Until::FirstOfMonth);
        assert_eq!(
            period(first, Language::Sv),
            "3 månader, till den första i en månad"
        );
        assert_eq!(
            period(first, Language::En),
            "3 months, to the first of a month"
        );
        let new_year = to(Until::DayOfYear { month: 1, day: 1 });
        assert_eq!(
            period(new_year, Language::Sv),
            "3 månader, till den 1 januari"
        );
        assert_eq!(period(new_year, Language::En), "3 months, to 1 January");
        let advent = to(Until::DayOfYear { month: 12, day: 2 });
        assert_eq!(
            period(advent, Language::Sv),
            "3 månader, till den 2 december"
        );
    }

    #[test]
    fn no_time_at_all_is_told_in_months_and_one_month_in_the_singular() {
        let of = |months, days| Period {
            months,
            days,
            until: None,
        };
        assert_eq!(period(of(0, 0), Language::Sv), "0 månader");
        assert_eq!(period(of(1, 1), Language::En), "1 month and 1 day");
    }
}
