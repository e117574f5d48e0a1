//! Dates that running text mentions, in Swedish and English, and what it says of them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::months;
use crate::model::span::Span;
use crate::parse::dates::iso;

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The day.
    pub date: NaiveDate,
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Whether the text says that something applies from it.
    pub takes_effect: bool,
    /// The weekday that the text gives it.
    pub weekday: Option<Weekday>,
}

/// Phrases right before a date from which something applies, in lower case.
const TAKES_EFFECT: [&str; 15] = [
    "gäller från och med",
    "gäller fr.o.m.",
    "gäller från",
    "börjar gälla",
    "träder i kraft",
    "trätt i kraft",
    "tillämpas från och med",
    "tillämpas från",
    "applies from",
    "apply from",
    "effective from",
    "effective as of",
    "effective on",
    "into force on",
    "takes effect on",
];

const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("måndag", "monday", Weekday::Mon),
    ("tisdag", "tuesday", Weekday::Tue),
    ("onsdag", "wednesday", Weekday::Wed),
    ("torsdag", "thursday", Weekday::Thu),
    ("fredag", "friday", Weekday::Fri),
    ("lördag", "saturday", Weekday::Sat),
    ("söndag", "sunday", Weekday::Sun),
];

/// Every date of `text`: ISO dates and long ones ("19 december 2022", "December 19, 2022"), in
/// order.
pub fn of(text: &str) -> Vec<Mention> {
    let words = words(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(text, &words[at..]) {
            Some((date, used)) => {
                let span = Span::new(words[at].start, words[at + used - 1].end);
                let before = before(text, &words[..at]);
                let takes_effect = TAKES_EFFECT.iter().any(|phrase| before.ends_with(phrase));
                out.push(Mention {
                    date,
                    span,
                    takes_effect,
                    weekday: weekday(text, &words[..at]),
                });
                at += used;
            }
            None => at += 1,
        }
    }
    out
}

/// Pairs of mentions that name one day in two spellings and disagree: a date followed by another in
/// parentheses.
pub fn disagreeing(text: &str, mentions: &[Mention]) -> Vec<(Mention, Mention)> {
    let glossed = |a: &Mention, b: &Mention| {
        text.get(a.span.end..b.span.start)
            .is_some_and(|between| matches!(between.trim(), "(" | "/" | "=" | "dvs." | "d.v.s."))
    };
    let pairs = mentions
        .windows(2)
        .filter(|pair| pair[0].date != pair[1].date && glossed(&pair[0], &pair[1]));
    pairs.map(|pair| (pair[0], pair[1])).collect()
}

/// Runs of letters, digits and inner hyphens.
fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inner = c.is_alphanumeric() || (c == '-' && start.is_some());
        match (inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| Span::new(from, text.len())));
    out
}

fn date_at(text: &str, words: &[Span]) -> Option<(NaiveDate, usize)> {
    let word = |at: usize| {
        words
            .get(at)
            .map(|span| text[span.range()].trim_end_matches('-'))
    };
    let first = word(0)?;
    if let Some(date) = iso(first) {
        return Some((date, 1));
    }
    let day = |text: &str| {
        text.parse::<u32>()
            .ok()
            .filter(|day| text.len() <= 2 && (1..=31).contains(day))
    };
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    let (second, third) = (word(1)?, word(2)?);
    // Only white space, a full stop or a comma stands inside one date.
    let joined = |a: usize| {
        text[words[a].end..words[a + 1].start]
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '.' | ','))
    };
    if !joined(0) || !joined(1) {
        return None;
    }
    let parts = match (
        day(first),
        months::number(&second.to_lowercase()),
        year(third),
    ) {
        (Some(day), Some(month), Some(year)) => (year, month, day),
        _ => (
            year(third)?,
            months::number(&first.to_lowercase())?,
            day(second)?,
        ),
    };
    Some((NaiveDate::from_ymd_opt(parts.0, parts.1, parts.2)?, 3))
}

/// The text before a date, in lower case with single spaces, without a weekday and "den".
fn before(text: &str, words: &[Span]) -> String {
    let from = words.len().saturating_sub(7);
    let Some((first, last)) = words.get(from).zip(words.last()) else {
        return String::new();
    };
    let lower = text[first.start..last.end].to_lowercase();
    let mut parts: Vec<&str> = lower.split_whitespace().collect();
    while parts
        .last()
        .is_some_and(|word| matches!(*word, "den" | "the") || named_weekday(word).is_some())
    {
        parts.pop();
    }
    parts.join(" ")
}

fn weekday(text: &str, words: &[Span]) -> Option<Weekday> {
    let last = words.len().checked_sub(1)?;
    let word = |at: usize| text[words[at].range()].to_lowercase();
    let at = if matches!(word(last).as_str(), "den" | "the") {
        last.checked_sub(1)?
    } else {
        last
    };
    named_weekday(&word(at))
}

fn named_weekday(word: &str) -> Option<Weekday> {
    let stem = word.trim_end_matches("en").trim_end_matches(',');
    WEEKDAYS
        .iter()
        .find(|(sv, en, _)| stem == *sv || word == *sv || stem == *en)
        .map(|(_, _, day)| *day)
}

impl Mention {
    /// Whether the text gives the day a weekday that it does not have.
    pub fn has_wrong_weekday(&self) -> bool {
        self.weekday
            .is_some_and(|weekday| weekday != self.date.weekday())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        of(text)
            .iter()
            .map(|mention| (mention.date.to_string(), mention.takes_effect))
            .collect()
    }

    #[test]
    fn dates_are_read_in_both_languages_and_in_all_spellings() {
        for text in [
            "2023-03-01",
            "den 1 mars 2023",
            "1 March 2023",
            "March 1, 2023",
            "1\u{a0}mars 2023",
        ] {
            assert_eq!(found(text), [("2023-03-01".to_owned(), false)], "{text}");
        }
        assert_eq!(
            found("kapitel 3 i lagen (2022:913), 31 februari 2023, 12 2022"),
            []
        );
    }

    #[test]
    fn a_date_from_which_something_applies_is_told_from_any_other() {
        for text in [
            "Ändringen gäller från och med den 1 mars 2023.",
            "Villkoret träder i kraft 2023-03-01",
            "börjar gälla onsdagen den 1 mars 2023",
            "The change applies from 1 March 2023.",
        ] {
            assert_eq!(found(text), [("2023-03-01".to_owned(), true)], "{text}");
        }
        assert_eq!(
            found("Avtalet undertecknades den 1 mars 2023."),
            [("2023-03-01".to_owned(), false)]
        );
    }

    #[test]
    fn two_spellings_of_one_day_that_disagree_are_found_and_a_wrong_weekday_too() {
        let text = "senast den 19 mars 2023 (2023-03-18)";
        assert_eq!(disagreeing(text, &of(text)).len(), 1);
        let text = "senast den 19 mars 2023 (2023-03-19) och 2023-04-01";
        assert_eq!(disagreeing(text, &of(text)).len(), 0);
        assert!(of("måndagen den 19 mars 2023")[0].has_wrong_weekday());
        assert!(!of("söndagen den 19 mars 2023")[0].has_wrong_weekday());
    }

    #[test]
    fn a_date_is_whole_and_its_parts_stand_together() {
        assert_eq!(found("1 mars, 2023"), [("2023-03-01".to_owned(), false)]);
        assert_eq!(found("31 mars 2023"), [("2023-03-31".to_owned(), false)]);
        for text in [
            "1 (mars) 2023",
            "1 mars (2023)",
            "32 mars 2023",
            "0 mars 2023",
            "1 mars 23",
            "001 mars 2023",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_date_spans_its_words_and_what_follows_is_read_on() {
        let text = "den 1 mars 2023 och 2023-04-01";
        let spans: Vec<&str> = of(text)
            .iter()
            .map(|mention| &text[mention.span.range()])
            .collect();
        assert_eq!(spans, ["1 mars 2023", "2023-04-01"]);
    }

    #[test]
    fn what_takes_effect_is_said_right_before_the_date() {
        assert_eq!(
            found("Det gäller från söndagen den 1 januari 2023."),
            [("2023-01-01".to_owned(), true)]
        );
        assert_eq!(
            found("Det gäller från kunden 2023-01-01."),
            [("2023-01-01".to_owned(), false)]
        );
        assert_eq!(
            found("It is effective as of the 1 March 2023."),
            [("2023-03-01".to_owned(), true)]
        );
        assert_eq!(
            found("2023-01-01 gäller från"),
            [("2023-01-01".to_owned(), false)]
        );
    }

    #[test]
    fn only_what_stands_as_a_gloss_of_a_date_is_another_spelling_of_it() {
        let disagree = |text: &str| disagreeing(text, &of(text)).len();
        for text in [
            "2023-03-18 (19 mars 2023)",
            "2023-03-18 / 2023-03-19",
            "2023-03-18 = 2023-03-19",
        ] {
            assert_eq!(disagree(text), 1, "{text}");
        }
        for text in [
            "2023-03-18 till 2023-03-19",
            "2023-03-18, 2023-03-19",
            "2023-03-18 (2023-03-18)",
        ] {
            assert_eq!(disagree(text), 0, "{text}");
        }
    }

    #[test]
    fn a_weekday_is_read_with_and_without_an_article() {
        assert!(of("söndag 20 mars 2023")[0].has_wrong_weekday());
        assert!(of("on Sunday the 20 March 2023")[0].has_wrong_weekday());
        assert!(!of("Monday, 20 March 2023")[0].has_wrong_weekday());
        assert_eq!(of("20 mars 2023")[0].weekday, None);
        assert_eq!(of("den 20 mars 2023")[0].weekday, None);
    }
}
