//! Lettered points: "a) …", "ii) …", "(b) …" are paragraphs to Markdown, but points to a contract.

use super::heading::{roman, roman_value};
use crate::model::section::{Block, BlockKind, Mark, Nest};
use crate::model::span::Span;

/// Turns the paragraph `block` into its lettered points, if it is made of them: it begins with a
/// first label or with the one that follows `previous`, the label of the point just before it, and
/// holds the labels that follow in order. Where its lines break makes no difference, because
/// rewrapping is no change.
pub(super) fn cut(block: Block, previous: Option<&str>) -> Vec<Block> {
    let Some((label, mut start)) = label_at(&block.text, 0) else {
        return vec![block];
    };
    let follows =
        previous.is_some_and(|previous| successor(previous).iter().any(|next| next == label));
    if !follows && !matches!(label, "a" | "i" | "A" | "1") {
        return vec![block];
    }
    if label == "1"
        && previous.is_none()
        && !block.text.contains(" 2)")
        && !block.text.contains(" (2)")
    {
        return vec![block];
    }
    let mut label = label.to_owned();
    let mut points = Vec::new();
    loop {
        match next_label(&block.text, start, &successor(&label)) {
            Some((at, after, next)) => {
                points.push(point(&block, &label, start, at));
                label = next;
                start = after;
            }
            None => {
                points.push(point(&block, &label, start, block.text.len()));
                return points;
            }
        }
    }
}

fn point(block: &Block, label: &str, start: usize, end: usize) -> Block {
    let end = start + block.text[start..end].trim_end().len();
    let mut nesting = block.nesting.clone();
    nesting.push(Nest::Letters);
    let path = match &block.point {
        Some(path) => format!("{path}.{label}"),
        None => label.to_owned(),
    };
    let marks = block
        .marks
        .iter()
        .filter(|mark| mark.span.start < end && mark.span.end > start)
        .map(|mark| Mark {
            span: Span::new(
                mark.span.start.max(start) - start,
                mark.span.end.min(end) - start,
            ),
            kind: mark.kind.clone(),
        })
        .collect();
    Block {
        kind: BlockKind::Item {
            label: Some(label.to_owned()),
        },
        written: None,
        depth: block.depth.saturating_add(1),
        point: Some(path),
        text: block.text[start..end].to_owned(),
        marks,
        nesting,
        span: block.span,
    }
}

/// The labels that may follow `label`: "i" is a letter or a Roman numeral.
fn successor(label: &str) -> Vec<String> {
    let mut next = Vec::new();
    if let Ok(number) = label.parse::<u32>() {
        next.push((number + 1).to_string());
        return next;
    }
    let bytes = label.as_bytes();
    if bytes.len() == 1 && bytes[0].is_ascii_alphabetic() && !matches!(bytes[0], b'z' | b'Z') {
        next.push(char::from(bytes[0] + 1).to_string());
    }
    if label.bytes().all(|b| b.is_ascii_lowercase())
        && let Some(value) = roman_value(label)
    {
        next.push(roman(value + 1));
    }
    next
}

/// The first place at or after `from` where one of `labels` stands at the start of a word: where
/// the label begins, where its text begins, and which it is.
fn next_label(text: &str, from: usize, labels: &[String]) -> Option<(usize, usize, String)> {
    let mut best: Option<(usize, usize, String)> = None;
    for wanted in labels {
        for sign in [format!(" {wanted}) "), format!(" ({wanted}) ")] {
            if let Some(found) = text[from..].find(&sign) {
                let at = from + found + 1;
                if best.as_ref().is_none_or(|(first, ..)| at < *first) {
                    best = Some((at, at + sign.len() - 1, wanted.clone()));
                }
            }
        }
    }
    best
}

/// The label at `at` ("a) ", "(ii) ") and where the text after it begins.
fn label_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &text[at..];
    let open = usize::from(rest.starts_with('('));
    let length = rest[open..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let label = &rest[open..open + length];
    let letters = label.bytes().all(|b| b.is_ascii_lowercase())
        || (length == 1 && label.bytes().all(|b| b.is_ascii_uppercase()));
    let known = (letters && (length == 1 || roman_value(label).is_some()))
        || (length <= 2 && label.bytes().all(|b| b.is_ascii_digit()));
    let after = rest[open + length..].strip_prefix(')')?;
    (known && length > 0 && after.starts_with(' ')).then_some((label, at + open + length + 2))
}
