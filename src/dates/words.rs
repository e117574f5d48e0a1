//! Days and periods in words.

use chrono::{Datelike, NaiveDate};

use crate::args;
use crate::model::finding::Language;
use crate::model::months;
use crate::model::settings::{Period, Until};

/// The day as people write it: "19 december 2022", "19 December 2022".
pub fn long(day: NaiveDate, language: Language) -> String {
    let month = names_of_months(language)[day.month0() as usize];
    format!("{} {month} {}", day.day(), day.year())
}

/// The period in words: "3 månader", "1 month and 10 days".
pub fn period(period: Period, language: Language) -> String {
    let (months, days) = (i64::from(period.months), i64::from(period.days));
    let (until, day) = match period.until {
        None => ("", String::new()),
        Some(Until::FirstOfMonth) => ("first-of-month", String::new()),
        Some(Until::DayOfYear { month, day }) => {
            let month = names_of_months(language)[(month as usize - 1) % 12];
            ("day-of-year", format!("{day} {month}"))
        }
    };
    let with_months = months > 0 || days == 0;
    language.say(
        "notice.period",
        args![months, with_months, days, until, day],
    )
}

fn names_of_months(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::Sv => &months::SV,
        Language::En => &months::EN,
    }
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
