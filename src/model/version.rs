//! Version numbers: dotted numbers, ordered as numbers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::lookalike;

/// The number of a version, such as "3.0". A missing part is zero, so "3" and "3.0" are the same
/// version; the author's spelling is kept for printing and for file names.
#[derive(Debug, Clone)]
pub struct VersionNumber {
    text: String,
    parts: Vec<u32>,
}

impl VersionNumber {
    /// Reads one to four dotted numbers of at most six digits each; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text
            .split('.')
            .map(|part| {
                let digits =
                    !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| part.parse().ok()).flatten()
            })
            .collect();
        let mut parts = parts.filter(|parts| parts.len() <= 4)?;
        while parts.len() > 1 && parts.last() == Some(&0) {
            parts.pop();
        }
        Some(Self {
            text: text.to_owned(),
            parts,
        })
    }

    /// The number that `text` seems to mean: "v3", "3,0", "3." or one with digits of another
    /// script.
    pub fn meant(text: &str) -> Option<Self> {
        let plain = lookalike::find(text).map_or_else(|| text.to_owned(), |found| found.meant);
        let quotes = ['”', '“', '\'', '"', ' ', '.', 'v', 'V'];
        Self::parse(&plain.trim_matches(quotes).replace(',', "."))
    }

    /// The number as its author wrote it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The next version: a new main number ("2.1" → "3.0"), or with `minor` the next part ("2.1" →
    /// "2.2").
    pub fn next(&self, minor: bool) -> Self {
        let main = self.parts[0];
        let text = if minor {
            format!("{main}.{}", self.parts.get(1).copied().unwrap_or(0) + 1)
        } else {
            format!("{}.0", main + 1)
        };
        Self::parse(&text).unwrap_or_else(|| self.clone())
    }

    /// The `nth` number below this one ("2" → "2.0.1"; below zero: "0" → "0.1"); `None` where a
    /// number has no room for it.
    pub fn below(&self, nth: u32) -> Option<Self> {
        let parts: Vec<String> = self.parts.iter().map(ToString::to_string).collect();
        let parts = parts.join(".");
        let is_main = self.parts.len() == 1 && self.parts[0] > 0;
        Self::parse(&if is_main {
            format!("{parts}.0.{nth}")
        } else {
            format!("{parts}.{nth}")
        })
    }
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for VersionNumber {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for VersionNumber {}

impl Hash for VersionNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts.hash(state);
    }
}

impl Ord for VersionNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts.cmp(&other.parts)
    }
}

impl PartialOrd for VersionNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> VersionNumber {
        VersionNumber::parse(text).expect(text)
    }

    #[test]
    fn numbers_are_ordered_as_numbers_and_a_missing_part_is_zero() {
        assert!(number("10.0") > number("9.1"));
        assert!(number("2.10") > number("2.9"));
        assert_eq!(number("3"), number("3.0"));
        assert_eq!(number("3.0").to_string(), "3.0");
    }

    #[test]
    fn what_is_not_a_dotted_number_is_refused() {
        for text in [
            "",
            "3.",
            ".3",
            "v3",
            "3.0-rc",
            "1.2.3.4.5",
            "12345678",
            "3 .0",
            "٣",
        ] {
            assert!(VersionNumber::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_number_written_otherwise_is_understood() {
        for text in ["v3.0", "3,0", "3.0.", "”3.0”", "３.0"] {
            assert_eq!(
                VersionNumber::meant(text)
                    .map(|own| own.to_string())
                    .as_deref(),
                Some("3.0"),
                "{text}"
            );
        }
        assert!(VersionNumber::meant("tre").is_none());
    }

    #[test]
    fn the_next_version_is_a_new_main_or_minor_number() {
        assert_eq!(number("2.1").next(false).as_str(), "3.0");
        assert_eq!(number("2").next(true).as_str(), "2.1");
    }
}
