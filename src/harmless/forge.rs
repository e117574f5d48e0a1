//! Text in a comment of a forge that does nothing but show itself.
//!
//! A forge looks for mentions, issues, commits and emoji in the text that is left when Markdown and
//! entities are read, so that no way of escaping keeps them away: what breaks them is a space
//! without width inside. All else that could become markup is written as an entity, which holds in
//! Markdown and in HTML alike.

use std::fmt::Write as _;

use super::shown;

/// A space without width.
const BREAK: &str = "&#8203;";

/// The shortest abbreviated name of a commit that a forge links.
const SHORTEST_COMMIT: usize = 7;

/// `text` for one line of Markdown, or for the inside of an HTML element. Line breaks become
/// `<br>`.
pub fn inert(text: &str) -> String {
    let text = shown(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_ref();
    let mut at_start = true;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        // One word of letters and digits at a time: names of commits are words.
        if c.is_alphanumeric() {
            let end = rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len());
            word(&rest[..end], &mut out);
            before = rest[..end].chars().next_back().unwrap_or(c);
            let number = at_start && rest[..end].bytes().all(|byte| byte.is_ascii_digit());
            rest = &rest[end..];
            // "1." and "1)" begin a list.
            if number
                && let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '.' | ')'))
            {
                entity(mark, &mut out);
                before = mark;
                rest = &rest[1..];
            }
            at_start = false;
            continue;
        }
        sign(c, before, after, at_start, &mut out);
        at_start &= c == ' ' || c == '\n';
        before = c;
        rest = after;
    }
    out
}

fn word(word: &str, out: &mut String) {
    let names_a_commit =
        word.len() >= SHORTEST_COMMIT && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !names_a_commit {
        out.push_str(word);
        return;
    }
    // No part of it is long enough.
    for (at, part) in word.as_bytes().chunks(SHORTEST_COMMIT - 1).enumerate() {
        if at > 0 {
            out.push_str(BREAK);
        }
        out.push_str(&String::from_utf8_lossy(part));
    }
}

fn sign(c: char, before: char, after: &str, at_start: bool, out: &mut String) {
    let next = after.chars().next().unwrap_or(' ');
    match c {
        '\n' => out.push_str("<br>"),
        // The line break follows.
        '\r' => {}
        '\t' => out.push(' '),
        // A mention, an issue.
        '@' | '#' => {
            out.push(c);
            out.push_str(BREAK);
        }
        // "GH-12" is an issue.
        '-' if next.is_ascii_digit() && ends_with_gh(out) => {
            out.push(c);
            out.push_str(BREAK);
        }
        // An address begins here, or the name of an emoji.
        ':' if after.starts_with("//") || names_emoji(after) => {
            out.push(c);
            out.push_str(BREAK);
        }
        '.' if matches!(before, 'w' | 'W') => {
            out.push_str(BREAK);
            out.push(c);
        }
        '<' | '>' | '&' | '"' | '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '!' | '|'
        | '~' | '$' | '^' => {
            entity(c, out);
        }
        '-' | '+' | '=' if at_start => entity(c, out),
        c => out.push(c),
    }
}

fn ends_with_gh(text: &str) -> bool {
    text.len()
        .checked_sub(2)
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("gh"))
}

fn entity(c: char, out: &mut String) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        c => {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

/// Whether a name and another colon follow.
fn names_emoji(after: &str) -> bool {
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')));
    end.is_some_and(|end| end > 0 && after[end..].starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_forge_would_make_something_of_is_broken() {
        for (text, expected) in [
            ("@everyone", "@&#8203;everyone"),
            ("org/repo#1", "org/repo#&#8203;1"),
            ("GH-1 gh-22 h-1", "GH-&#8203;1 gh-&#8203;22 h-1"),
            ("https://a.se", "https:&#8203;//a.se"),
            ("www.a.se", "www&#8203;.a.se"),
            (":+1: kl. 8:30", ":&#8203;+1: kl. 8:30"),
            ("rad\nrad", "rad<br>rad"),
        ] {
            assert_eq!(inert(text), expected, "{text}");
        }
        let commit = inert("deadbeef0123");
        let longest = commit.split(BREAK).map(str::len).max();
        assert!(
            longest.is_some_and(|longest| longest < SHORTEST_COMMIT),
            "{commit}"
        );
    }

    #[test]
    fn signs_of_markup_are_entities() {
        assert_eq!(
            inert("</details> **x** `y` [z](w)"),
            "&lt;/details&gt; &#42;&#42;x&#42;&#42; &#96;y&#96; &#91;z&#93;(w)"
        );
        assert_eq!(inert("1. ett"), "1&#46; ett");
        assert_eq!(inert("- ett - två"), "&#45; ett - två");
        assert_eq!(inert("pris \u{202e}001"), "pris &#91;U+202E&#93;001");
    }
}
