//! Text as Markdown that shows it as it is.

/// `text` with every sign escaped that Markdown would take for its own, wherever it stands.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let signs: Vec<char> = text.chars().collect();
    for (at, sign) in signs.iter().enumerate() {
        let next = signs.get(at + 1).copied();
        let before = at
            .checked_sub(1)
            .and_then(|before| signs.get(before))
            .copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let own = match sign {
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => true,
            '<' => next
                .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            // Inside a word it is a sign like any other.
            '_' => !(is_word(before) && is_word(next)),
            '{' => next == Some('#'),
            _ => false,
        };
        if own {
            out.push('\\');
        }
        // What is no text at all, and line breaks of their own, would divide the paragraph.
        out.push(if sign.is_control() { ' ' } else { *sign });
    }
    out
}

/// `line`, escaped already, so that its beginning makes no list, heading or quotation of it.
pub(super) fn beginning(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) && (rest.len() == 1 || rest[1..].starts_with(' '))
    {
        return format!("{}\\{rest}", &line[..digits]);
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let marks = match line.chars().next() {
        Some('-' | '+' | '=') => {
            line.chars().all(|c| matches!(c, '-' | '=' | ' '))
                || line[1..].starts_with(' ')
                || line.len() == 1
        }
        Some('>') => true,
        Some('#') => hashes <= 6 && (line.len() == hashes || line[hashes..].starts_with(' ')),
        Some(':') => line.starts_with(":-"),
        _ => false,
    };
    if marks {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

/// The same for each line of a paragraph.
pub(super) fn beginnings(text: &str) -> String {
    text.split('\n')
        .map(beginning)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Plain `text` as one line that shows it.
pub(super) fn line(own: &str) -> String {
    let joined = own.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    beginning(&text(&joined))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Event;

    use super::*;

    /// What a reader sees of `markdown`, and whether it is one paragraph of nothing but text.
    fn seen(markdown: &str) -> Option<String> {
        let mut out = String::new();
        for event in crate::parse::markdown::parser(markdown) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(pulldown_cmark::Tag::Paragraph)
                | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(out)
    }

    #[test]
    fn any_text_shows_itself_and_nothing_else() {
        for text in [
            "1. Kunden",
            "12) x",
            "- strecksats",
            "+ plus",
            "# rubrik",
            "#1",
            "> citat",
            "---",
            "===",
            "* * *",
            "a*b*c _d_ snake_case",
            "[länk](http://x)",
            "<b>",
            "a < b",
            "&amp; & AT&T",
            "`kod`",
            "~~x~~",
            "| a | b |",
            "\\",
            "Rubrik {#id}",
            "[^1]",
            "![bild](x)",
            "http://exempel.se/_a_",
            "1.",
            "2022. Året",
            "-",
            ":--",
            "_",
            "5 * 3 * 2",
            "<!-- x -->",
            "\u{a0}1. x",
        ] {
            assert_eq!(
                seen(&line(text)).as_deref(),
                Some(text),
                "{text:?} as {:?}",
                line(text)
            );
        }
    }
}
