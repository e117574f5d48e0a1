//! Texts as YAML: the one place that writes a value. Whatever is written here is read back as it
//! was.

use std::fmt::Write as _;

use crate::harmless;

/// `text` as a YAML scalar on one line: plain where that is safe, else in double quotes.
pub fn scalar(text: &str) -> String {
    if is_safe(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// `text` in double quotes. What nobody would see is written by its number.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if must_be_escaped(c) => {
                let _ = match u32::from(c) {
                    number @ ..=0xffff => write!(out, "\\u{number:04x}"),
                    number => write!(out, "\\U{number:08x}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `text` for a comment, without its sign: on one line, with what nobody would see shown by its
/// name.
pub fn comment(text: &str) -> String {
    harmless::line(text)
        .chars()
        .map(|c| if must_be_escaped(c) { '\u{fffd}' } else { c })
        .collect()
}

/// Plain text that no YAML reader takes for anything else, also inside a flow list or mapping.
fn is_safe(text: &str) -> bool {
    let first_is_letter = text.chars().next().is_some_and(char::is_alphabetic);
    let last_is_plain = !text.ends_with([' ', ':']);
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    first_is_letter
        && last_is_plain
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| {
            must_be_escaped(c)
                || matches!(
                    c,
                    '\n' | '\t' | '{' | '}' | '[' | ']' | ',' | '"' | '\'' | '&' | '*'
                )
        })
        && !words.contains(&text.to_lowercase().as_str())
}

/// Signs that YAML does not allow (YAML 1.2.2, section 5.1), and those that nobody would see in the
/// file.
fn must_be_escaped(c: char) -> bool {
    harmless::hidden(c) || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::{self, Node, Value};
    use proptest::prelude::*;

    /// The texts in `node`, keys aside.
    fn texts(node: Node, out: &mut Vec<String>) {
        match node.value {
            Value::Scalar { text, .. } => out.push(text),
            Value::Null => out.push("(null)".to_owned()),
            Value::List(items) => items.into_iter().for_each(|item| texts(item, out)),
            Value::Map(entries) => entries.into_iter().for_each(|(_, value)| texts(value, out)),
        }
    }

    /// Every place in which the program writes a value, read back.
    #[track_caller]
    fn read_back(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for written in [scalar(text), quoted(text)] {
            let note = comment(text);
            let yaml = format!(
                "# {note}\na: {written}\nb:\n  - {written}  # {note}\n  - c: {written}\n    # {note}\nd: [{written}, {written}]\ne: {{f: {written}, g: {written}}}\n"
            );
            let node =
                yaml::read(&yaml, 0).unwrap_or_else(|problem| panic!("{problem:?} in {yaml:?}"));
            texts(node, &mut out);
        }
        out
    }

    /// Letters and the signs of which YAML, or something that reads the file, makes anything.
    fn any_text() -> impl Strategy<Value = String> {
        let signs = "[ \\t\\r\\n:#'\"{}\\[\\],&*!|>%@`?~\\\\=<+._0-9eExfna\\-åÖ–”\u{0}-\u{1f}\u{7f}-\u{a0}\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{fffe}\u{ffff}\u{e0041}👩]{0,24}";
        prop_oneof![
            signs,
            any::<String>(),
            "[0-9]{1,8}e[0-9]{1,8}",
            "(true|No|null|~|y|0x1f|\\.inf|1e999|---|\\.\\.\\.)"
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]
        #[test]
        fn whatever_is_written_is_read_back(text in any_text()) {
            for read in read_back(&text) {
                prop_assert_eq!(&read, &text);
            }
        }
    }

    #[test]
    fn what_yaml_takes_for_something_else_is_quoted() {
        for text in [
            "a: b",
            "x # y",
            "\"q\" \\ {å}",
            "no",
            "2.0",
            "95e649418471",
            "",
            "rad\nrad",
            "slut:",
            "- a",
            "a, b",
        ] {
            assert_eq!(scalar(text), quoted(text), "{text:?}");
            assert!(read_back(text).iter().all(|read| read == text), "{text:?}");
        }
        assert_eq!(scalar("Avsnitt 10"), "Avsnitt 10");
    }

    #[test]
    fn what_nobody_would_see_is_written_by_its_number_and_in_a_comment_by_its_name() {
        assert_eq!(
            quoted("a\u{202e}b\u{e0041}\u{85}"),
            "\"a\\u202eb\\U000e0041\\u0085\""
        );
        assert_eq!(comment("a\nb\u{1b}c"), "a b[U+001B]c");
    }
}
