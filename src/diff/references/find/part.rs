//! One part of a reference: a word or a "§" with the labels that it governs, or a passage.

use super::labels::{Manner, list};
use super::words::{join, ordinal, passage, word};
use super::{Class, Label, Mention};
use crate::diff::tokens::{is_bare_number, label_length};
use crate::model::span::Span;

/// A word with its labels.
pub(super) struct Part {
    pub class: Class,
    pub labels: Vec<Label>,
    pub start: usize,
    pub end: usize,
    pub may_be_point: bool,
}

/// The words that put a smaller thing into a greater one.
pub(super) fn within(gap: &str) -> bool {
    const WITHIN: &[&str] = &[
        " i ", " in ", " of ", " under ", " av ", ", ", " inom ", " ur ", " i den ", " of the ",
        ", i ", ", in ",
    ];
    WITHIN.contains(&gap)
}

/// Whether what follows the part is what it lies in: "avsnitt 3, punkt 2 i avsnitt 4".
pub(super) fn lies_in_more(text: &str, part: &Part) -> bool {
    [" i ", " in ", " of ", " under "].iter().any(|gap| {
        text[part.end..].starts_with(gap)
            && at(text, part.end + gap.len(), None).is_some_and(|next| next.class >= Class::Section)
    })
}

/// How many bytes at the start of `rest` begin no reference.
pub(super) fn passed_over(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let word = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        // A number is passed over whole, so that "2018:218 5 §" is not read from its middle.
        rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':' | '/'))
    } else {
        rest.find(|c: char| !c.is_alphanumeric())
    };
    word.unwrap_or(rest.len()).max(first)
}

/// The part that begins at `at`, if one does. `before` is the mention before it.
pub(super) fn at(text: &str, at: usize, before: Option<&Mention>) -> Option<Part> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first == '§' {
        return sign_first(text, at);
    }
    if first.is_ascii_digit() {
        return passage_number(text, at, before)
            .or_else(|| chapters(text, at))
            .or_else(|| paragraphs(text, at))
            .or_else(|| bare_points(text, at, before));
    }
    if !first.is_alphabetic() {
        return None;
    }
    let length = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    if let Some(part) = passages(text, at, length) {
        return Some(part);
    }
    if length == 1
        && let Some(part) = bare_points(text, at, before)
    {
        return Some(part);
    }
    if !(1..=14).contains(&length) {
        return None;
    }
    let (word, offset) = word(rest, length)?;
    let mut from = at + offset;
    for number in ["nr ", "nr. ", "no. ", "No. ", "nummer ", "number "] {
        if text[from..].starts_with(number) {
            from += number.len();
            break;
        }
    }
    // "kap. § 3" is none; "§" alone after the word is.
    let manner = Manner {
        class: word.class,
        may_be_point: word.may_be_point,
        english: word.english,
    };
    let (labels, end) = list(text, from, manner)?;
    Some(Part {
        class: word.class,
        labels,
        start: at,
        end,
        may_be_point: word.may_be_point,
    })
}

/// "första stycket", "andra och tredje styckena", "the second sentence".
fn passages(text: &str, at: usize, length: usize) -> Option<Part> {
    let mut labels = Vec::new();
    let (mut start, mut length, mut range) = (at, length, false);
    loop {
        let word = text[start..start + length].to_lowercase();
        if !ordinal(&word) {
            return None;
        }
        let span = Span::new(start, start + length);
        labels.push(passage_label(text, span, range));
        let rest = &text[span.end..];
        if let Some((joined, is_range)) = join(rest).filter(|_| {
            let next = rest.trim_start().split(' ').nth(1).unwrap_or_default();
            rest.starts_with(['–', '-', ',']) || ordinal(next)
        }) {
            range = is_range;
            start = span.end + joined;
        } else {
            let after = rest.strip_prefix(' ')?;
            let word = after
                .split(|c: char| !c.is_alphabetic())
                .next()
                .unwrap_or_default();
            let stop = word == "st" && after[2..].starts_with('.');
            if !passage(&word.to_lowercase()) || (word == "st" && !stop) {
                return None;
            }
            let end = text.len() - after.len() + word.len() + usize::from(stop);
            return Some(passage_part(labels, at, end));
        }
        let rest = &text[start..];
        length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
    }
}

/// "2 st." after a paragraph.
fn passage_number(text: &str, at: usize, before: Option<&Mention>) -> Option<Part> {
    beside(text, at, before)?;
    let rest = &text[at..];
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let after = rest[digits..].strip_prefix(" st")?;
    let stop = after.starts_with('.');
    (stop || !after.starts_with(char::is_alphanumeric)).then(|| {
        let label = passage_label(text, Span::new(at, at + digits), false);
        let end = text.len() - after.len() + usize::from(stop);
        passage_part(vec![label], at, end)
    })
}

fn passage_label(text: &str, span: Span, range: bool) -> Label {
    Label {
        class: Class::Passage,
        text: text[span.range()].to_owned(),
        span,
        at: 0,
        of: None,
        range,
        may_be_point: false,
        loose: false,
    }
}

fn passage_part(labels: Vec<Label>, start: usize, end: usize) -> Part {
    Part {
        class: Class::Passage,
        labels,
        start,
        end,
        may_be_point: false,
    }
}

/// The mention that ends one space before `at`, if its last label is a paragraph or a passage:
/// "5 § 2", "första stycket 1–3".
fn beside<'m>(text: &str, at: usize, before: Option<&'m Mention>) -> Option<&'m Mention> {
    let mention = before?;
    let class = mention.labels.last()?.class;
    let beside = text.get(mention.span.end..at) == Some(" ");
    (beside && matches!(class, Class::Paragraph | Class::Passage)).then_some(mention)
}

/// The points after a paragraph or a passage.
fn bare_points(text: &str, at: usize, before: Option<&Mention>) -> Option<Part> {
    beside(text, at, before)?;
    let rest = &text[at..];
    let digit = rest.starts_with(|c: char| c.is_ascii_digit());
    let long = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len())
        > 2;
    // "5 § 2018", "första stycket 2.3", "första stycket i lagen".
    if (digit && (long || !is_bare_number(rest) || label_length(rest)? > 3))
        || rest.starts_with('i')
    {
        return None;
    }
    let manner = Manner {
        class: Class::Point,
        may_be_point: false,
        english: true,
    };
    let swedish = Manner {
        english: false,
        ..manner
    };
    let (labels, end) = list(text, at, if digit { manner } else { swedish })?;
    let plain = labels.iter().all(|label| !label.text.contains('.'));
    plain.then_some(Part {
        class: Class::Point,
        labels,
        start: at,
        end,
        may_be_point: false,
    })
}

/// "§ 5", "§§ 5–7", "§ 5.2".
fn sign_first(text: &str, at: usize) -> Option<Part> {
    let after = text[at..].trim_start_matches('§');
    let after = after.strip_prefix(' ').unwrap_or(after);
    let from = text.len() - after.len();
    let manner = |class| Manner {
        class,
        may_be_point: false,
        english: false,
    };
    let (labels, end) = list(text, from, manner(Class::Paragraph))?;
    // "§ 5.2" is a section of a contract: paragraphs have no parts of that sort.
    let dotted = labels.iter().any(|label| label.text.contains('.'));
    let (class, (labels, end)) = if dotted {
        (Class::Section, list(text, from, manner(Class::Section))?)
    } else {
        (Class::Paragraph, (labels, end))
    };
    Some(Part {
        class,
        labels,
        start: at,
        end,
        may_be_point: false,
    })
}

/// "2 kap.", "3–5 kap.", "2 och 3 kap."
fn chapters(text: &str, at: usize) -> Option<Part> {
    let (labels, end) = numbers(text, at, Class::Chapter, |after| {
        let after = after.strip_prefix(" kap")?;
        let stopped = after.strip_prefix('.').unwrap_or(after);
        (!stopped.starts_with(char::is_alphanumeric)).then_some(stopped)
    })?;
    Some(Part {
        class: Class::Chapter,
        labels,
        start: at,
        end,
        may_be_point: false,
    })
}

/// "5 §", "5 a §", "5–7 §§", "5 och 6 §§".
fn paragraphs(text: &str, at: usize) -> Option<Part> {
    let (labels, end) = numbers(text, at, Class::Paragraph, |after| {
        let sign = after.strip_prefix(' ').unwrap_or(after).strip_prefix('§')?;
        Some(sign.trim_start_matches('§'))
    })?;
    Some(Part {
        class: Class::Paragraph,
        labels,
        start: at,
        end,
        may_be_point: false,
    })
}

/// Numbers that the sign after the last of them makes references; `sign` gives what follows it.
fn numbers<'t>(
    text: &'t str,
    at: usize,
    class: Class,
    sign: impl Fn(&'t str) -> Option<&'t str>,
) -> Option<(Vec<Label>, usize)> {
    let mut labels = Vec::new();
    let (mut from, mut range) = (at, false);
    loop {
        let span = label_with_letter(text, from)?;
        labels.push(Label {
            class,
            text: text[span.range()].to_owned(),
            span,
            at: 0,
            of: None,
            range,
            may_be_point: false,
            loose: false,
        });
        let rest = &text[span.end..];
        if let Some(after) = sign(rest) {
            return Some((labels, text.len() - after.len()));
        }
        let (length, is_range) = join(rest)?;
        from = span.end + length;
        range = is_range;
    }
}

/// "5", "5a", "5 a" at `at`.
fn label_with_letter(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let length = label_length(rest)?;
    let bytes = rest.as_bytes();
    let ends = |at: usize| {
        bytes.get(at) == Some(&b' ')
            || rest[at..].starts_with(['–', '§', ','])
            || rest[at..].starts_with('-')
    };
    let letter = bytes.get(length) == Some(&b' ')
        && bytes.get(length + 1).is_some_and(u8::is_ascii_lowercase)
        && rest.is_char_boundary(length + 2)
        && ends(length + 2);
    Some(Span::new(at, at + length + if letter { 2 } else { 0 }))
}
