//! Dates as the files write them.

use chrono::NaiveDate;

use crate::model::lookalike;

/// Reads `YYYY-MM-DD`, exactly: the shape first, since the calendar library also accepts
/// "2022-2-3".
pub fn iso(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| {
            if at == 4 || at == 7 {
                *b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    shape
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

/// The years in which a contract can say something: another one is a slip.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// The day that `text` seems to mean, where it is one whichever way it is read: "2022-2-3",
/// "20220203", "2022/02/03".
pub fn meant(text: &str) -> Option<NaiveDate> {
    let plain = lookalike::find(text).map_or_else(|| text.to_owned(), |found| found.meant);
    let day = plain.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let (year, month, date) = match parts.as_slice() {
        [whole] if whole.len() == 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        [year, month, date] if year.len() == 4 => (*year, *month, *date),
        _ => return None,
    };
    iso(&format!("{year}-{month:0>2}-{date:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_shape_of_a_day_that_exists_is_a_date() {
        assert!(iso("2022-12-19").is_some());
        for text in [
            "2022-02-30",
            "2022-2-3",
            "+12022-01-01",
            "2022-12-19 ",
            "19 december 2022",
            "20221219",
        ] {
            assert!(iso(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_day_written_otherwise_is_understood_where_it_can_only_be_one() {
        let of = |text: &str| meant(text).map(|day| day.to_string());
        for text in [
            "2022-2-3",
            "20220203",
            "2022/02/03",
            "2022.2.3",
            "2022–02–03",
            "2022-02-03T00:00:00Z",
            "２０２２-02-03",
        ] {
            assert_eq!(of(text).as_deref(), Some("2022-02-03"), "{text}");
        }
        for text in [
            "03/02/2022",
            "22-02-03",
            "2022-02-30",
            "snart",
            "2022",
            "å0220203",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
