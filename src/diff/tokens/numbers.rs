//! Tokens that begin with a digit or stand around one: amounts, percentages, periods, dates,
//! paragraphs.

use super::TokenKind;
use crate::model::months;

const CURRENCIES: &[&str] = &[
    "SEK", "EUR", "USD", "NOK", "DKK", "GBP", "CHF", "MSEK", "KSEK", "TSEK", "MEUR",
];
const MONEY_UNITS: &[&str] = &[
    "miljoner kronor",
    "miljarder kronor",
    "tusen kronor",
    "kronor",
    "kronors",
    "krona",
    "kr",
    "öre",
    "tkr",
    "mkr",
    "euro",
    "euros",
    "dollars",
    "dollar",
    "€",
    "$",
    "£",
];
const PERIODS: &[&str] = &[
    "arbetsdagar",
    "arbetsdags",
    "arbetsdag",
    "bankdagar",
    "bankdag",
    "kalenderdagar",
    "kalenderdag",
    "kalendermånader",
    "kalendermånad",
    "helgfria vardagar",
    "vardagar",
    "dagars",
    "dagar",
    "dags",
    "dag",
    "dygn",
    "veckors",
    "veckor",
    "vecka",
    "månaders",
    "månader",
    "månads",
    "månad",
    "kvartal",
    "års",
    "år",
    "timmars",
    "timmar",
    "timme",
    "minuters",
    "minuter",
    "minut",
    "sekunder",
    "sekund",
    "business days",
    "business day",
    "working days",
    "calendar days",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "quarters",
    "years",
    "year",
    "hours",
    "hour",
    "minutes",
    "minute",
    "seconds",
    "second",
];
const MEASURES: &[&str] = &[
    "GB", "MB", "TB", "kB", "KB", "Mbit/s", "Gbit/s", "ms", "km", "m", "cm", "mm", "kg", "g",
    "ton", "kvm", "m²", "m2", "MHz", "GHz", "kWh", "MWh", "W", "kW", "°C", "px", "personer",
    "stycken", "st", "gånger", "times",
];

/// The length and kind of the token at the start of `rest`, which begins with a digit.
pub(super) fn scan(rest: &str) -> (usize, TokenKind) {
    if let Some(length) = iso_date(rest).or_else(|| day_first(rest)) {
        return (length, TokenKind::Date);
    }
    if let Some(length) = chapter_or_paragraph(rest) {
        return (length, TokenKind::Reference);
    }
    let length = number(rest);
    let after = &rest[length..];
    let spaced = after.strip_prefix(' ').unwrap_or(after);
    let gap = after.len() - spaced.len();
    if spaced.starts_with('%') || spaced.starts_with('‰') {
        let sign = spaced.chars().next().map_or(1, char::len_utf8);
        return (length + gap + sign, TokenKind::Percentage);
    }
    let units: [(&[&str], TokenKind); 5] = [
        (
            &["procentenheter", "procent", "percent", "per cent"],
            TokenKind::Percentage,
        ),
        (MONEY_UNITS, TokenKind::Amount),
        (CURRENCIES, TokenKind::Amount),
        (PERIODS, TokenKind::Period),
        (MEASURES, TokenKind::Measure),
    ];
    if spaced.starts_with(|c: char| c.is_alphabetic() || matches!(c, '€' | '$' | '£' | '°')) {
        for (words, kind) in units {
            if let Some(unit) = words.iter().find(|unit| whole_word(spaced, unit))
                && (kind != TokenKind::Measure || gap == 1 || unit.len() > 1)
            {
                return (length + gap + unit.len(), kind);
            }
        }
    }
    // A letter that belongs to the number: "4a", "3D".
    let tail = after
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(after.len());
    (
        length + tail,
        if tail > 4 {
            TokenKind::Word
        } else {
            TokenKind::Number
        },
    )
}

fn whole_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|after| {
        !word.ends_with(char::is_alphanumeric)
            || !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

/// Digits with thousands, decimals, or dotted and colon parts.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut at = digits(0);
    if at <= 3 {
        while bytes.get(at) == Some(&b' ') && digits(at + 1) == 3 {
            at += 4;
        }
    }
    while matches!(bytes.get(at), Some(b'.' | b',' | b':' | b'/')) && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    at
}

/// The length of a number without unit at the start of `rest`.
pub(super) fn plain(rest: &str) -> Option<usize> {
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then(|| number(rest))
}

/// Whether `word` is the code of a currency.
pub(super) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&word)
}

/// "två år", "thirty days": the length of the unit after a number in words.
pub(super) fn period_in_words(word: &str, rest: &str) -> Option<usize> {
    // No number in words begins with another letter.
    let begins = word.starts_with(['e', 't', 'f', 's', 'å', 'n', 'o', 'h', 'z'])
        || word.starts_with(char::is_uppercase);
    if !begins || word.len() > 16 {
        return None;
    }
    let unit = PERIODS.iter().find(|unit| whole_word(rest, unit))?;
    crate::lexicon::numbers::value(&word.to_lowercase()).map(|_| unit.len())
}

/// "€ 20", "$1,000".
pub(super) fn currency_first(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix(['€', '$', '£'])?;
    let sign = rest.len() - after.len();
    let spaced = after.strip_prefix(' ').unwrap_or(after);
    plain(spaced).map(|length| sign + after.len() - spaced.len() + length)
}

/// "§ 5", "§§ 5".
pub(super) fn paragraph_sign(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('§')?;
    let label = after.trim_start_matches('§');
    let label = label.strip_prefix(' ').unwrap_or(label);
    label_length(label).map(|length| rest.len() - label.len() + length)
}

/// The length of a section's number at the start of `rest`: dotted digits, with a letter after
/// them.
pub(super) fn label_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut at = digits(0);
    if at == 0 || at > 5 {
        return None;
    }
    while bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    Some(at + letter(&rest[at..]))
}

/// The length of a letter right after a number: "a" in "5a".
fn letter(rest: &str) -> usize {
    let mut chars = rest.chars();
    let lone = chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && chars.next().is_none_or(|c| !c.is_alphanumeric());
    usize::from(lone)
}

/// "5 §", "5 a §", "2 kap. 5 §", "11–14 §§".
fn chapter_or_paragraph(rest: &str) -> Option<usize> {
    let label = |from: usize| -> Option<usize> {
        let length = label_length(rest.get(from..)?)?;
        let end = from + length;
        let spaced = rest[end..].strip_prefix(' ').map_or(0, letter);
        Some(if spaced > 0 { end + 1 + spaced } else { end })
    };
    let first = label(0)?;
    let mut end = first;
    for dash in ["–", "--", "-"] {
        if rest[end..].starts_with(dash) {
            end = label(end + dash.len()).unwrap_or(end);
            break;
        }
    }
    let after = rest[end..].trim_start();
    let at = rest.len() - after.len();
    if after.starts_with('§') && at <= end + 1 {
        return Some(at + after.len() - after.trim_start_matches('§').len());
    }
    let after_first = rest[first..].strip_prefix(" kap.")?;
    let chapter = rest.len() - after_first.len();
    let section = after_first.strip_prefix(' ').unwrap_or("");
    if section.starts_with(|c: char| c.is_ascii_digit())
        && let Some(length) = paragraph_only(section)
    {
        return Some(chapter + 1 + length);
    }
    Some(chapter)
}

fn paragraph_only(rest: &str) -> Option<usize> {
    let length = label_length(rest)?;
    let after = &rest[length..];
    let spaced = after.strip_prefix(' ').map_or(0, letter);
    let end = if spaced > 0 {
        length + 1 + spaced
    } else {
        length
    };
    let sign = rest[end..].strip_prefix(' ')?.strip_prefix('§')?;
    Some(rest.len() - sign.len())
}

/// "2022-12-19".
fn iso_date(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes().get(..10)?;
    let shape = bytes.iter().enumerate().all(|(at, b)| {
        if matches!(at, 4 | 7) {
            *b == b'-'
        } else {
            b.is_ascii_digit()
        }
    });
    (shape
        && !rest
            .as_bytes()
            .get(10)
            .is_some_and(u8::is_ascii_alphanumeric))
    .then_some(10)
}

/// "19 december 2022", "1 July".
fn day_first(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 2 {
        return None;
    }
    let after = rest[digits..].strip_prefix(' ')?;
    let length = after
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(after.len());
    let end = digits + 1 + length;
    is_month(&after[..length]).then(|| end + year(&rest[end..]))
}

/// "December 19, 2022": what follows the month.
pub(super) fn month_first(word: &str, rest: &str) -> Option<usize> {
    if !is_month(word) {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        1 | 2 => Some(
            digits
                + rest[digits..].strip_prefix(',').map_or_else(
                    || year(&rest[digits..]),
                    |after| match year(after) {
                        0 => 0,
                        length => length + 1,
                    },
                ),
        ),
        4 => Some(4),
        _ => None,
    }
}

fn year(rest: &str) -> usize {
    let digits = rest.strip_prefix(' ').map_or(0, |after| {
        after.bytes().take_while(u8::is_ascii_digit).count()
    });
    if digits == 4 { 5 } else { 0 }
}

fn is_month(word: &str) -> bool {
    word.len() <= 9 && months::is_name(word)
}
