//! What belongs together on a line stays together: spaces inside dates and after words that a
//! number follows.

use crate::model::months;

const NBSP: char = '\u{a0}';

/// Words that are joined to the number after them.
const BEFORE_NUMBERS: [&str; 11] = [
    "avsnitt",
    "avsnittet",
    "punkt",
    "punkten",
    "version",
    "kapitel",
    "bilaga",
    "section",
    "point",
    "den",
    "kl.",
];

/// Units that are joined to the number before them, as the months are.
const UNITS: [&str; 3] = ["kronor", "kr", "procent"];

/// `text` with hard spaces inside "19 december 2022", "avsnitt 6.2", "version 2.0" and "1 000 kr".
pub fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        if let Some(next) = words.peek() {
            out.push(if belongs(word, next) { NBSP } else { ' ' });
        }
    }
    out
}

fn belongs(word: &str, next: &str) -> bool {
    let starts_with_digit = next.starts_with(|c: char| c.is_ascii_digit());
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let bare = word.trim_start_matches(['(', '”', '"']);
    if starts_with_digit {
        let named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(bare));
        let thousands =
            is_number && next.len() >= 3 && next.bytes().take(3).all(|b| b.is_ascii_digit());
        return named(&BEFORE_NUMBERS) || months::is_name(bare) || (thousands && word.len() <= 3);
    }
    let next = next.trim_end_matches(['.', ',', ';', ':', ')']);
    is_number
        && (next == "%"
            || months::is_name(next)
            || UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_amounts_and_references_do_not_break() {
        assert_eq!(
            joined("Avsnitt 6.2 gäller från och med den 19 december 2022, avgiften är 1 000 kr."),
            "Avsnitt\u{a0}6.2 gäller från och med den\u{a0}19\u{a0}december\u{a0}2022, avgiften är 1\u{a0}000\u{a0}kr."
        );
        assert_eq!(
            joined("två  blanksteg och 3 stycken"),
            "två  blanksteg och 3 stycken"
        );
    }
}
