//! Text as a value of a calendar.

use super::shown;

/// `text` as a text value of iCalendar (RFC 5545, section 3.3.11).
pub fn value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\t' | '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(
            value("a, b; c\\d\r\ne\u{a0}f\u{85}"),
            "a\\, b\\; c\\\\d\\ne f[U+0085]"
        );
    }
}
