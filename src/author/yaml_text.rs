//! Texts as YAML scalars.

/// `text` as a YAML scalar on one line: plain where that is safe, else in double quotes.
pub fn scalar(text: &str) -> String {
    if is_safe(text) { text.to_owned() } else { quoted(text) }
}

/// `text` in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Plain text that no YAML reader takes for anything else, also inside a flow list or mapping.
fn is_safe(text: &str) -> bool {
    let first_is_letter = text.chars().next().is_some_and(char::is_alphabetic);
    let last_is_plain = !text.ends_with([' ', ':']);
    let words = ["true", "false", "null", "yes", "no", "on", "off"];
    first_is_letter
        && last_is_plain
        && !text.contains(": ")
        && !text.contains(" #")
        && !text
            .chars()
            .any(|c| c.is_control() || matches!(c, '{' | '}' | '[' | ']' | ',' | '"' | '\'' | '&' | '*'))
        && !words.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::{self, Value};

    #[test]
    fn every_text_comes_back_as_it_was() {
        for text in [
            "Avsnitt 10",
            "a: b",
            "x # y",
            "\"q\" \\ {å}",
            "no",
            "2.0",
            "",
            "rad\nrad",
            "slut:",
            "- a",
            "a, b",
        ] {
            let node = yaml::read(&format!("k: {}\n", scalar(text)), 0)
                .unwrap_or_else(|e| panic!("{text:?}: {e:?}"));
            let Value::Map(entries) = node.value else { panic!("no mapping") };
            assert!(
                matches!(&entries[0].1.value, Value::Scalar { text: read, .. } if read == text),
                "{text:?}"
            );
        }
    }
}
