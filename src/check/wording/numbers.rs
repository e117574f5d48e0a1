//! "trettio (60)": a number in words and in digits that are not the same.

use crate::lexicon::numbers::read;
use crate::model::span::Span;

/// A number that stands in words and in digits, and not as the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Disagreeing {
    /// Both, in the text.
    pub(super) span: Span,
    /// What the words say.
    pub(super) said: u64,
    /// What the digits say.
    pub(super) counted: u64,
}

/// A number has at most so many words.
const LONGEST: usize = 8;

/// Every such number in `text`.
pub(super) fn disagreeing(text: &str) -> Vec<Disagreeing> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices(" (") {
        let inside = open + 2;
        let Some(close) = text[inside..].find(')').map(|at| inside + at) else {
            break;
        };
        let (before, within) = (&text[..open], &text[inside..close]);
        let pair = match (digits(within), words_at_end(before)) {
            (Some(counted), Some((start, said))) => Some((start, said, counted)),
            _ => match (words(within), digits_at_end(before)) {
                (Some(said), Some((start, counted))) => Some((start, said, counted)),
                _ => None,
            },
        };
        let Some((start, said, counted)) = pair else {
            continue;
        };
        // "(1)" may be the first of a series.
        let series = counted < 10 && text[close..].contains(&format!("({})", counted + 1));
        // "five (2018)" names a year.
        let year = (1900..2200).contains(&counted) && said < 100;
        if said != counted && !series && !year {
            found.push(Disagreeing {
                span: Span::new(start, close + 1),
                said,
                counted,
            });
        }
    }
    found
}

/// The number that `text` begins with, where nothing but a unit of one word follows.
fn digits(text: &str) -> Option<u64> {
    let text = text.trim();
    let mut end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let mut number = text[..end].to_owned();
    // Thousands in groups of three.
    loop {
        let rest = &text[end..];
        let group = rest.strip_prefix([' ', '\u{a0}', ',', '.']).filter(|rest| {
            rest.len() >= 3
                && rest.as_bytes()[..3].iter().all(u8::is_ascii_digit)
                && !rest[3..].starts_with(|c: char| c.is_ascii_digit())
        });
        let Some(group) = group else { break };
        number.push_str(&group[..3]);
        end = text.len() - group.len() + 3;
    }
    let rest = text[end..].trim();
    let unit = rest.chars().all(|c| c.is_alphabetic() || c == '%');
    unit.then(|| number.parse().ok()).flatten()
}

/// The number in digits at the end of `text`, with where it begins.
fn digits_at_end(text: &str) -> Option<(usize, u64)> {
    let start = text.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    // "1.5", "2018:3" and "§ 4" are other things; so is the last group of thousands.
    let free = text[..start].trim_end_matches(' ');
    let plain = text[..start].ends_with(' ') || start == 0;
    let grouped = free.ends_with(|c: char| c.is_ascii_digit());
    (plain && !grouped)
        .then(|| Some((start, text[start..].parse().ok()?)))
        .flatten()
}

/// The number in words at the end of `text`, with where it begins.
fn words_at_end(text: &str) -> Option<(usize, u64)> {
    let mut starts = Vec::new();
    let mut end = text.len();
    while starts.len() < LONGEST {
        let start = text[..end].rfind(' ').map_or(0, |at| at + 1);
        starts.push(start);
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    // The longest stretch that is a number.
    starts
        .into_iter()
        .rev()
        .find_map(|start| Some((start, words(&text[start..])?)))
}

/// The number that all words of `text` are: "one hundred and twenty", "tjugofem", "tvåhundra".
fn words(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    let pieces: Vec<&str> = lower
        .split([' ', '*'])
        .filter(|piece| !piece.is_empty())
        .collect();
    let (number, taken) = read(|at| pieces.get(at).copied())?;
    (taken == pieces.len()).then_some(u64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, u64, u64)> {
        let all = disagreeing(text).into_iter();
        all.map(|own| (text[own.span.range()].to_owned(), own.said, own.counted))
            .collect()
    }

    #[test]
    fn words_and_digits_that_disagree_are_found() {
        for (text, said, counted) in [
            ("inom trettio (60) dagar", 30, 60),
            ("within thirty (45) days", 30, 45),
            ("inom 30 (sextio) dagar", 60, 30),
            ("tjugofem (52) procent", 25, 52),
            ("tvåhundrafemtio (25) kronor", 250, 25),
            ("one hundred and twenty (12) days", 120, 12),
            ("sex (3 månader)", 6, 3),
            ("ten thousand (1,000) euro", 10_000, 1_000),
        ] {
            let all = found(text);
            assert_eq!(all.len(), 1, "{text}");
            assert_eq!((all[0].1, all[0].2), (said, counted), "{text}");
        }
    }

    #[test]
    fn what_agrees_and_what_is_no_number_twice_is_not() {
        for text in [
            "trettio (30) dagar",
            "one hundred eighty (180) days",
            "twenty-five (25) years",
            "ett tusen (1 000) kronor",
            "enligt artikel fem (2018:218)",
            "the two (1) first and (2) second",
            "kunden (30) och 30 (se nedan)",
            "avsnitt 3 (två stycken)",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
