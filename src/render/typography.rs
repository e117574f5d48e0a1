//! What belongs together on a line stays together: spaces inside dates and after words that a number follows.

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

/// How many of the words below are units and not months.
const UNITS: usize = 3;

/// Words that are joined to the number before them; the months also to the year after them.
const FOLLOWING: [&str; 23] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "kronor",
    "kr",
    "procent",
];

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
        let thousands = is_number && next.len() >= 3 && next.bytes().take(3).all(|b| b.is_ascii_digit());
        return named(&BEFORE_NUMBERS)
            || named(&FOLLOWING[..FOLLOWING.len() - UNITS])
            || (thousands && word.len() <= 3);
    }
    let next = next.trim_end_matches(['.', ',', ';', ':', ')']);
    is_number && (next == "%" || FOLLOWING.iter().any(|name| name.eq_ignore_ascii_case(next)))
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
        assert_eq!(joined("två  blanksteg och 3 stycken"), "två  blanksteg och 3 stycken");
    }
}
