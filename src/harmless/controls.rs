//! Characters that nobody sees but that alter what is seen: shown by name instead of obeyed.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` with control characters, direction overrides and invisible signs replaced by their names,
/// as `[U+202E]`. In a contract such a character could turn an amount round without a trace in the
/// words. Lines stay lines.
pub fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, name)
}

/// `text` as [`shown`], on one line: nothing in a title begins a line of its own.
pub fn line(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if !text.contains(['\n', '\r', '\t']) {
        return text;
    }
    Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "))
}

/// `text` as [`shown`], but for the colours that we put into it: an escape sequence that sets how
/// letters look stays.
pub fn styled(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return shown(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let (before, from) = rest.split_at(at);
        out.push_str(&shown(before));
        let length = style_length(from);
        match length {
            0 => name('\u{1b}', &mut out),
            _ => out.push_str(&from[..length]),
        }
        rest = &from[length.max(1)..];
    }
    out.push_str(&shown(rest));
    Cow::Owned(out)
}

/// How many bytes the sequence `ESC [ 1 ; 31 m` at the start of `text` has; zero where it is
/// another one.
fn style_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != ';')
        .unwrap_or(rest.len());
    if rest[end..].starts_with('m') {
        "\u{1b}[".len() + end + 1
    } else {
        0
    }
}

/// JSON with such characters inside its strings escaped, as JSON has it.
pub fn json(text: &str) -> Cow<'_, str> {
    replaced(text, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn name(c: char, out: &mut String) {
    let _ = write!(out, "[U+{:04X}]", u32::from(c));
}

fn replaced(text: &str, write: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if hidden(c) && hides(before, c, chars.peek().copied()) {
            write(c, &mut out);
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

/// Whether `c` is obeyed or hidden somewhere, whatever stands around it.
pub fn hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        c if c.is_control() => true,
        // Fillers, joiners, marks and overrides of direction, separators of lines, signs without
        // width, tags.
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => {
            true
        }
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// Whether `c`, which may hide something, does so between its neighbours.
fn hides(before: Option<char>, c: char, after: Option<char>) -> bool {
    // Scripts that are written joined, and pictures that are made of several.
    let joins = |c: Option<char>| c.is_some_and(|c| c >= '\u{600}' && !hidden(c));
    match c {
        '\r' => after != Some('\n'),
        '\u{200c}' | '\u{200d}' => !(joins(before) && joins(after)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_and_control_characters_are_named_and_all_else_stays() {
        assert_eq!(
            shown("pris \u{202e}001\u{202c} kr\u{0}"),
            "pris [U+202E]001[U+202C] kr[U+0000]"
        );
        assert_eq!(
            shown("a\u{7f}\u{85}\u{9b}31m"),
            "a[U+007F][U+0085][U+009B]31m"
        );
        assert_eq!(shown("1\u{200b}000\u{e0041}"), "1[U+200B]000[U+E0041]");
        assert!(matches!(
            shown("å\n\tö\r\n– ”x” 10\u{a0}kr av\u{ad}tal"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn a_return_without_its_line_is_named_since_a_terminal_would_write_over_the_line() {
        assert_eq!(shown("100 kr\r900 kr\r\n"), "100 kr[U+000D]900 kr\r\n");
    }

    #[test]
    fn joiners_stay_where_they_join_and_are_named_inside_our_words() {
        for text in ["👩\u{200d}💻", "❤\u{fe0f}\u{200d}🔥", "می\u{200c}خواهم"] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("av\u{200d}tal \u{200c}"), "av[U+200D]tal [U+200C]");
    }

    #[test]
    fn a_line_holds_no_other_line() {
        assert_eq!(
            line("a\nb\r\nc\td\re\u{2028}f"),
            "a b c d[U+000D]e[U+2028]f"
        );
    }

    #[test]
    fn only_colours_are_let_through() {
        let text = "\u{1b}[1;31merror\u{1b}[0m \u{1b}[2Jx \u{1b}]0;titel\u{7}\u{1b}";
        let colours = "\u{1b}[1;31merror\u{1b}[0m [U+001B][2Jx [U+001B]]0;titel[U+0007][U+001B]";
        assert_eq!(styled(text), colours);
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = json("[\"a\u{202e}b\u{e0041}\u{9b}\"]");
        assert_eq!(text, "[\"a\\u202eb\\udb40\\udc41\\u009b\"]");
        let read = serde_json::from_str::<Vec<String>>(&text).expect("JSON");
        assert_eq!(read, ["a\u{202e}b\u{e0041}\u{9b}"]);
    }
}
