//! Labels in a row: "4.6 och 21", "5–7", "5.2 a och b", "4.1(a)(ii)".

use super::words::join;
use super::{Class, Label};
use crate::diff::tokens::{is_bare_number, label_length};
use crate::model::span::Span;
use crate::parse::heading::roman_value;

/// How the labels after a word are read.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// What they name.
    pub class: Class,
    /// Whether they can mean points as well.
    pub may_be_point: bool,
    /// Whether the text is English, where "a" and "i" are words.
    pub english: bool,
}

impl Manner {
    /// Whether a letter alone can be a label.
    fn letters(self) -> bool {
        self.may_be_point || matches!(self.class, Class::Annex | Class::Point)
    }

    fn label(self, text: &str, span: Span) -> Label {
        Label {
            class: self.class,
            text: text[span.range()].to_owned(),
            span,
            at: 0,
            of: None,
            range: false,
            may_be_point: self.may_be_point,
            loose: false,
        }
    }
}

/// The labels at `from`, and one past the last byte that belongs to them.
pub(super) fn list(text: &str, from: usize, manner: Manner) -> Option<(Vec<Label>, usize)> {
    let mut labels = Vec::new();
    let mut end = item(text, from, manner, &mut labels, false)?;
    while let Some((length, range)) = join(&text[end..]) {
        let first = labels.len();
        let Some(next) = item(text, end + length, manner, &mut labels, true) else {
            break;
        };
        labels[first].range = range;
        end = next;
    }
    Some((labels, end))
}

/// Reads one label with the points that follow it, and says where it ends.
fn item(
    text: &str,
    at: usize,
    manner: Manner,
    labels: &mut Vec<Label>,
    listed: bool,
) -> Option<usize> {
    if let Some(span) = number(text, at, manner.class) {
        let written = &text[span.range()];
        let mut end = span.end;
        match written.split_once('.') {
            // "artikel 28.3" is the third point of article 28.
            Some((article, point)) if manner.class == Class::Article => {
                let split = at + article.len();
                labels.push(manner.label(text, Span::new(at, split)));
                let of = labels.len() - 1;
                labels.push(sub(text, Span::new(end - point.len(), end), of));
            }
            _ => labels.push(manner.label(text, span)),
        }
        while let Some((label, after)) = point(text, end, manner.english) {
            let of = labels.len() - 1;
            labels.push(sub(text, label, of));
            end = after;
        }
        return Some(end);
    }
    if let Some(last) = labels.last()
        && listed
        && last.class == Class::Point
        && manner.class != Class::Point
    {
        // "5.2 a och b": another point of the same section.
        let of = last.of?;
        let numeric = last.text.starts_with(|c: char| c.is_ascii_digit());
        let (label, end) = bracketed(text, at).or_else(|| {
            let span = letter(text, at)?;
            (!manner.english && !numeric && &text[span.range()] != "i").then_some((span, span.end))
        })?;
        labels.push(sub(text, label, of));
        return Some(end);
    }
    if !manner.letters() {
        return bracketed(text, at)
            .filter(|_| manner.english && manner.class == Class::Section)
            .map(|(span, end)| {
                labels.push(manner.label(text, span));
                end
            });
    }
    if let Some((span, mut end)) = bracketed(text, at).filter(|_| manner.class != Class::Annex) {
        labels.push(manner.label(text, span));
        while let Some((label, after)) = bracketed(text, end) {
            let of = labels.len() - 1;
            labels.push(sub(text, label, of));
            end = after;
        }
        return Some(end);
    }
    let span = lettered(text, at, manner)?;
    labels.push(manner.label(text, span));
    let closed = text[span.end..].starts_with(')') && !text[..at].ends_with('(');
    Some(span.end + usize::from(closed && manner.class != Class::Annex))
}

fn sub(text: &str, span: Span, of: usize) -> Label {
    Label {
        of: Some(of),
        ..Manner {
            class: Class::Point,
            may_be_point: false,
            english: false,
        }
        .label(text, span)
    }
}

/// A section's number at `at`: no amount, no date, no year, no number of a paragraph that follows.
fn number(text: &str, at: usize, class: Class) -> Option<Span> {
    let rest = text.get(at..)?;
    let length = label_length(rest)?;
    let label = &rest[..length];
    let year = !label.contains('.') && label.len() > 3;
    let after = rest[length..].trim_start_matches(' ');
    let statute = class != Class::Paragraph
        && (after.starts_with('§') || after.starts_with("kap"))
        // "kap. 3 § 2"
        && !(class == Class::Chapter && after.starts_with("§ "));
    let ratio = rest[length..].starts_with([':', '/'])
        && rest[length + 1..].starts_with(|c: char| c.is_ascii_digit());
    (!year && !statute && !ratio && is_bare_number(rest)).then(|| Span::new(at, at + length))
}

/// A point right after a section's number: "(b)", " (b)", " ii", ".b".
fn point(text: &str, at: usize, english: bool) -> Option<(Span, usize)> {
    if let Some(found) = bracketed(text, at) {
        return Some(found);
    }
    let rest = &text[at..];
    let start = at + rest.strip_prefix([' ', '.']).map(|_| 1)?;
    let span = letter(text, start)?;
    let name = &text[span.range()];
    // "i" is "in" in Swedish, "a" an article in English; "." before a letter ends no sentence.
    let word = name == "i" || (english && name == "a");
    let dotted = rest.starts_with('.');
    let after = &text[span.end..];
    let statute = after.trim_start().starts_with('§') || after.trim_start().starts_with("kap");
    let closed = usize::from(after.starts_with(')') && !open(text, at));
    ((dotted || !word) && !statute).then_some((span, span.end + closed))
}

/// Whether a bracket is open at `at`: its closing sign is none of a label's.
fn open(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.rfind('(') > before.rfind(')') || (before.contains('(') && !before.contains(')'))
}

/// "(b)", " (iv)", "(3)".
fn bracketed(text: &str, at: usize) -> Option<(Span, usize)> {
    let rest = text.get(at..)?;
    let inner = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('('))?;
    let start = text.len() - inner.len();
    let digits = inner
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(inner.len());
    let span = match digits {
        0 => letter(text, start)?,
        1 | 2 => Span::new(start, start + digits),
        _ => return None,
    };
    text[span.end..]
        .starts_with(')')
        .then_some((span, span.end + 1))
}

/// A small letter or Roman number that is a word of its own.
fn letter(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let length = rest
        .find(|c: char| !c.is_ascii_lowercase())
        .unwrap_or(rest.len());
    let name = &rest[..length];
    let ends =
        !rest[length..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '\''));
    let stop = rest[length..].starts_with('.')
        && rest[length + 1..].starts_with(|c: char| c.is_lowercase());
    (ends && !stop && (length == 1 || (length > 1 && roman_value(name).is_some())))
        .then(|| Span::new(at, at + length))
}

/// A letter or Roman number that stands alone after the word: "bilaga B", "led b", "punkt a)".
fn lettered(text: &str, at: usize, manner: Manner) -> Option<Span> {
    let rest = text.get(at..)?;
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let name = &rest[..length];
    let after = &rest[length..];
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let upper = length > 0 && name.bytes().all(|b| b.is_ascii_uppercase());
    let closed = after.starts_with(')');
    // "point a" and "punkt i" are words where nothing closes them.
    let small = manner.class != Class::Annex
        && name != "i"
        && !manner.english
        && after.starts_with([' ', '.', ',', ';', ':']);
    let single = length == 1 && (upper || closed || small);
    let end = length == 1 && after.is_empty() && manner.class == Class::Point;
    let roman = (2..=6).contains(&length)
        && roman_value(name).is_some()
        && (upper || name.bytes().all(|b| b.is_ascii_lowercase()));
    (single || end || roman).then(|| Span::new(at, at + length))
}
