//! Text inside an HTML element or a quoted attribute.

use std::borrow::Cow;

use super::shown;

/// `text` for the inside of an HTML element or a quoted attribute, with hidden characters shown.
pub fn html(text: &str) -> Cow<'_, str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(
            html("<b a=\"x\">&'\u{202e}"),
            "&lt;b a=&quot;x&quot;&gt;&amp;&#39;[U+202E]"
        );
        assert!(matches!(html("avsnitt 6.2/7"), Cow::Borrowed(_)));
    }
}
