//! Dates of effect as a calendar to subscribe to (RFC 5545).

use super::context::Site;
use super::occasions::Occasion;
use crate::model::finding::Language;

/// The longest line in bytes, its line break aside (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The calendar of `occasions`, called `name`.
pub fn render(site: &Site<'_, '_>, name: &str, occasions: &[Occasion]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//avtalslogg//avtalslogg//SV");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{}", escape(name)));
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    for occasion in occasions {
        let Some(effective) = occasion.effective else { continue };
        let Some(after) = effective.succ_opt() else { continue };
        line("BEGIN:VEVENT");
        line(&format!(
            "UID:{}-{}-{effective}@{}",
            occasion.document,
            occasion.version,
            host(&site.settings.base_url)
        ));
        line(&format!("DTSTAMP:{}T000000Z", occasion.updated.format("%Y%m%d")));
        line(&format!("SEQUENCE:{}", occasion.corrections));
        line(&format!("DTSTART;VALUE=DATE:{}", effective.format("%Y%m%d")));
        line(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escape(&summary(site.language, occasion))));
        if !occasion.notes.is_empty() {
            line(&format!("DESCRIPTION:{}", escape(&occasion.notes.join("\n"))));
        }
        line(&format!("URL:{}", occasion.address));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn summary(language: Language, occasion: &Occasion) -> String {
    let title = &occasion.title;
    match (language, occasion.is_new) {
        (Language::Sv, true) => format!("{title}: nytt i avtalet"),
        (Language::Sv, false) => format!("{title}: ändringar börjar gälla"),
        (Language::En, true) => format!("{title}: new in the agreement"),
        (Language::En, false) => format!("{title}: changes take effect"),
    }
}

fn host(base_url: &str) -> &str {
    let after = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after.split(['/', ':']).next().unwrap_or(after)
}

/// A text value (RFC 5545, section 3.3.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\u{a0}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds one content line, folded before it is too long and never inside a character.
fn fold(text: &str, out: &mut String) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_at_75_bytes_and_never_inside_a_character() {
        let text = format!("SUMMARY:{}", "å".repeat(120));
        let mut out = String::new();
        fold(&text, &mut out);
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), text);
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(escape("a, b; c\\d\ne\u{a0}f"), "a\\, b\\; c\\\\d\\ne f");
    }
}
