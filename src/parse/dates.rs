//! Dates as the files write them.

use chrono::NaiveDate;

/// Reads `YYYY-MM-DD`, exactly: the shape first, since the calendar library also accepts "2022-2-3".
pub fn iso(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_shape_of_a_day_that_exists_is_a_date() {
        assert!(iso("2022-12-19").is_some());
        for text in ["2022-02-30", "2022-2-3", "+12022-01-01", "2022-12-19 ", "19 december 2022", "20221219"]
        {
            assert!(iso(text).is_none(), "{text}");
        }
    }
}
