//! Characters that a reader cannot see but that alter what is seen: shown by name instead of obeyed.

use std::borrow::Cow;

/// `text` with direction overrides and control characters replaced by their names, as "[U+202E]". In a
/// contract such a character could turn an amount round without a trace in the words.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            out.push_str(&format!("[U+{:04X}]", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// JSON with such characters inside its strings escaped, as JSON has it.
pub fn json(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let escaped = |c: char| if is_hidden(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(text.chars().map(escaped).collect())
}

/// `text` for the inside of an HTML element or a quoted attribute, with hidden characters shown.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let shown = shown(text);
    if !shown.contains(['&', '<', '>', '"', '\'']) {
        return shown;
    }
    let mut out = String::with_capacity(shown.len() + 16);
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_and_control_characters_are_named_and_all_else_stays() {
        assert_eq!(shown("pris \u{202e}001\u{202c} kr\u{0}"), "pris [U+202E]001[U+202C] kr[U+0000]");
        assert!(matches!(shown("å\n\tö"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = json("[\"a\u{202e}b\"]");
        assert_eq!(text, "[\"a\\u202eb\"]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).expect("JSON"), ["a\u{202e}b"]);
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escaped("<b a=\"x\">&'\u{202e}"), "&lt;b a=&quot;x&quot;&gt;&amp;&#39;[U+202E]");
        assert!(matches!(escaped("avsnitt 6.2/7"), Cow::Borrowed(_)));
    }
}
