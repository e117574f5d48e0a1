//! Text in Markdown.

use super::shown;

/// `text` as Markdown that is nothing but text: no markup, no HTML, no link. What a forge makes of
/// words is another matter, see [`super::inert`].
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in shown(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            // "https:" and "GH-12" would become links of their own.
            ':' if before.is_alphabetic() => out.push_str("&#58;"),
            '-' if before == 'H' => out.push_str("&#45;"),
            '.' if before == 'w' || before == 'W' => out.push_str("&#46;"),
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | '+' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            ')' => out.push_str("\\)"),
            '-' | '=' if out.trim().is_empty() => {
                out.push('\\');
                out.push(c);
            }
            '.' if out.trim().bytes().all(|b| b.is_ascii_digit()) && !out.trim().is_empty() => {
                out.push('\\');
                out.push(c);
            }
            '\r' => {}
            '\t' => out.push(' '),
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        assert_eq!(
            markdown("*a* [b](c) <d>"),
            "\\*a\\* \\[b\\]\\(c\\) &lt;d&gt;"
        );
        assert_eq!(markdown("1. a"), "1\\. a");
        assert_eq!(
            markdown("\u{202e}001\u{1}"),
            "\\[U\\+202E\\]001\\[U\\+0001\\]"
        );
    }
}
