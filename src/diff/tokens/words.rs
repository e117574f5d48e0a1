//! Tokens that begin with a letter.

use super::TokenKind;
use super::numbers::{self, label_length};

/// Words that a reference begins with, in lower case.
const REFERENCE_WORDS: &[&str] = &[
    "avsnitt",
    "avsnittet",
    "avsnitten",
    "punkt",
    "punkten",
    "punkterna",
    "kapitel",
    "bilaga",
    "bilagan",
    "bilagor",
    "paragraf",
    "artikel",
    "artiklarna",
    "section",
    "sections",
    "article",
    "articles",
    "clause",
    "clauses",
    "chapter",
    "chapters",
    "annex",
    "appendix",
    "schedule",
    "paragraph",
    "paragraphs",
    "abschnitt",
    "artículo",
];

/// The length and kind of the token at the start of `rest`, which begins with a letter.
pub(super) fn scan(rest: &str) -> (usize, TokenKind) {
    if let Some(length) = address(rest) {
        return (length, TokenKind::Address);
    }
    let length = word(rest);
    let word = &rest[..length];
    if let Some(more) = rest[length..].strip_prefix(' ') {
        if numbers::is_currency(word)
            && let Some(number) = numbers::plain(more)
        {
            return (length + 1 + number, TokenKind::Amount);
        }
        if let Some(unit) = numbers::period_in_words(word, more) {
            return (length + 1 + unit, TokenKind::Period);
        }
        if let Some(more) = numbers::month_first(word, more) {
            return (length + 1 + more, TokenKind::Date);
        }
        if length <= 11 && more.starts_with(|c: char| c.is_ascii_digit()) {
            let lower = word.to_lowercase();
            if REFERENCE_WORDS.contains(&lower.as_str())
                && let Some(label) = label_length(more)
            {
                return (length + 1 + label, TokenKind::Reference);
            }
        }
    }
    (length, TokenKind::Word)
}

/// A word: letters and digits, joined by hyphens and apostrophes inside; an abbreviation with inner
/// stops.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut stops = 0;
    let mut part = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining(c) {
            end = at + c.len_utf8();
            part += 1;
            continue;
        }
        let next_is_letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        match c {
            '-' | '\'' | '’' | '_' if next_is_letter => part = 0,
            '.' if part <= 3 && chars.peek().is_some_and(|(_, next)| next.is_lowercase()) => {
                stops += 1;
                part = 0;
            }
            '.' if stops > 0 => return at + 1,
            _ => break,
        }
    }
    end
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// An e-mail address or URL at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let url = ["https://", "http://", "www.", "mailto:", "ftp://"]
        .iter()
        .any(|start| rest.starts_with(start));
    if url {
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|'))
            .unwrap_or(rest.len());
        let text = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        let unopened = text.ends_with(')') && !text.contains('(');
        return Some(text.len() - usize::from(unopened));
    }
    let local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    let bytes = rest.as_bytes();
    let at = bytes
        .iter()
        .take(64)
        .position(|b| !local(b))
        .filter(|at| bytes[*at] == b'@')?;
    let domain = bytes[at + 1..]
        .iter()
        .take(128)
        .take_while(|b| local(b))
        .count();
    let text = rest[..at + 1 + domain].trim_end_matches(['.', '-', '_', '+']);
    text[at + 1..].contains('.').then_some(text.len())
}
