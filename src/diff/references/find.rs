//! Recognising references in running text, in Swedish and English.

use super::elsewhere::{act_ahead, elsewhere};
use crate::model::span::Span;

use super::super::tokens::{is_bare_number, label_length};

/// A reference: a word such as "avsnitt" or the sign "§" with the labels that it governs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What sort of thing is pointed at.
    pub class: Class,
    /// The labels, in order; a range ("5–7") has its two ends.
    pub labels: Vec<Label>,
    /// The whole reference, as bytes of the text.
    pub span: Span,
    /// The other document or act that is named ("i dataskyddsförordningen", "lagen (1988:870)"),
    /// as the text names it.
    pub elsewhere: Option<String>,
    /// Whether the word can also mean a point of a list ("punkt 4").
    pub may_be_point: bool,
}

/// A label in a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The number, such as "6.2", "5 a" or "B".
    pub text: String,
    /// The point of that section, such as "ii" in "punkt 5.2 ii".
    pub point: Option<String>,
    /// The chapter of a paragraph: "2" in "2 kap. 5 §".
    pub chapter: Option<String>,
    /// The number's bytes in the text, without point and chapter.
    pub span: Span,
    /// One past the last byte of the number and its point.
    pub end: usize,
}

/// What sort of thing a reference points at, or a heading's number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// "avsnitt 6.2", "punkt 6.2", "section 4", "clause 4".
    Section,
    /// "kapitel 10", "10 kap."
    Chapter,
    /// "bilaga 2", "annex B".
    Annex,
    /// "artikel 5", "Article 5".
    Article,
    /// "5 §".
    Paragraph,
    /// A heading's number without a word.
    Plain,
}

const WORDS: &[(&str, Class, bool)] = &[
    ("avsnitt", Class::Section, false),
    ("avsnittet", Class::Section, false),
    ("avsnitten", Class::Section, false),
    ("punkt", Class::Section, true),
    ("punkten", Class::Section, true),
    ("punkterna", Class::Section, true),
    ("kapitel", Class::Chapter, false),
    ("kapitlet", Class::Chapter, false),
    ("kapitlen", Class::Chapter, false),
    ("bilaga", Class::Annex, false),
    ("bilagan", Class::Annex, false),
    ("bilagor", Class::Annex, false),
    ("bilagorna", Class::Annex, false),
    ("artikel", Class::Article, false),
    ("artikeln", Class::Article, false),
    ("artiklarna", Class::Article, false),
    ("section", Class::Section, false),
    ("sections", Class::Section, false),
    ("clause", Class::Section, false),
    ("clauses", Class::Section, false),
    ("paragraph", Class::Section, true),
    ("paragraphs", Class::Section, true),
    ("item", Class::Section, true),
    ("items", Class::Section, true),
    ("point", Class::Section, true),
    ("points", Class::Section, true),
    ("chapter", Class::Chapter, false),
    ("chapters", Class::Chapter, false),
    ("annex", Class::Annex, false),
    ("annexes", Class::Annex, false),
    ("appendix", Class::Annex, false),
    ("schedule", Class::Annex, false),
    ("exhibit", Class::Annex, false),
    ("article", Class::Article, false),
    ("articles", Class::Article, false),
];

/// The class that a word before a number names, if any.
pub(super) fn class_of(word: &str) -> Option<Class> {
    let lower = word.to_lowercase();
    WORDS
        .iter()
        .find(|(known, ..)| *known == lower)
        .map(|(_, class, _)| *class)
}

/// All references in `text`, in order.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_alphabetic() {
            let length = rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len());
            if (4..=10).contains(&length)
                && let Some(mention) = after_word(text, at, length)
            {
                at = mention.span.end;
                if !attach_point(text, &mut found, &mention) {
                    found.push(mention);
                }
                continue;
            }
            at += length;
        } else if first.is_ascii_digit() || first == '§' {
            match paragraphs(text, at) {
                Some(mention) => {
                    at = mention.span.end;
                    found.push(mention);
                }
                // A number is passed over whole, so that "2018:218 5 §" is not read from its
                // middle.
                None => {
                    at += rest
                        .find(|c: char| !c.is_alphanumeric() && c != '.' && c != ':')
                        .unwrap_or(rest.len())
                        .max(first.len_utf8())
                }
            }
        } else {
            at += first.len_utf8();
        }
    }
    found
}

/// "avsnitt 6.2 punkt 4": the point belongs to the section named right before it.
fn attach_point(text: &str, found: &mut [Mention], point: &Mention) -> bool {
    let (Some(last), [label]) = (found.last_mut(), point.labels.as_slice()) else {
        return false;
    };
    let beside = text.get(last.span.end..point.span.start) == Some(" ");
    let fits = point.may_be_point && !label.text.contains('.') && label.point.is_none();
    match last.labels.last_mut() {
        Some(section) if beside && fits && !last.may_be_point && section.point.is_none() => {
            section.point = Some(label.text.clone());
            section.end = label.span.end;
            last.span.end = point.span.end;
            last.elsewhere.clone_from(&point.elsewhere);
            true
        }
        _ => false,
    }
}

fn after_word(text: &str, at: usize, length: usize) -> Option<Mention> {
    let word = text[at..at + length].to_lowercase();
    let (_, class, may_be_point) = WORDS.iter().find(|(known, ..)| *known == word)?;
    let start = at + length;
    let from = start + text[start..].strip_prefix(' ').map(|_| 1)?;
    let letters = *class == Class::Annex || *may_be_point;
    let labels = list(text, from, letters)?;
    let end = labels.last().map(|(_, end)| *end)?;
    let labels: Vec<Label> = labels.into_iter().map(|(label, _)| label).collect();
    Some(Mention {
        class: *class,
        elsewhere: elsewhere(&text[..at], &text[end..]),
        labels,
        span: Span::new(at, end),
        may_be_point: *may_be_point,
    })
}

/// A list of labels ("4.6 och 21", "5–7", "3.1, 3.2 samt 4"), each with the end of all that belongs
/// to it.
fn list(text: &str, from: usize, letters: bool) -> Option<Vec<(Label, usize)>> {
    let mut labels = vec![label(text, from, letters)?];
    loop {
        let end = labels.last().map(|(_, end)| *end)?;
        let Some(next) =
            separator(&text[end..]).and_then(|length| label(text, end + length, letters))
        else {
            break;
        };
        labels.push(next);
    }
    Some(labels)
}

fn separator(rest: &str) -> Option<usize> {
    const SIGNS: &[&str] = &[
        " och ",
        " eller ",
        " samt ",
        " respektive ",
        " till ",
        " and ",
        " or ",
        " to ",
        " through ",
        ", och ",
        ", and ",
        ", ",
        " – ",
        " - ",
        "–",
        "--",
        "-",
    ];
    SIGNS
        .iter()
        .find(|sign| rest.starts_with(**sign))
        .map(|sign| sign.len())
}

fn label(text: &str, from: usize, letters: bool) -> Option<(Label, usize)> {
    let rest = text.get(from..)?;
    if let Some(length) = label_length(rest) {
        if !is_bare_number(rest) {
            return None;
        }
        let mut end = from + length;
        let mut point = None;
        for (open, close) in [(" (", ")"), ("(", ")"), (" ", "")] {
            if let Some(after) = text[end..].strip_prefix(open) {
                let letters = after
                    .find(|c: char| !c.is_ascii_lowercase())
                    .unwrap_or(after.len());
                let name = &after[..letters];
                let known = letters == 1
                    || (letters > 0 && crate::parse::heading::roman_value(name).is_some());
                // A lone "i" after a label is the word "in" in Swedish, not a point.
                let word = open == " "
                    && (name == "i" || after[letters..].starts_with(|c: char| c.is_alphanumeric()));
                let section_sign = after[letters..].trim_start().starts_with('§');
                if known && !word && !section_sign && after[letters..].starts_with(close) {
                    point = Some(name.to_owned());
                    end += open.len() + letters + close.len();
                    break;
                }
            }
        }
        let span = Span::new(from, from + length);
        return Some((
            Label {
                text: text[span.range()].to_owned(),
                point,
                chapter: None,
                span,
                end,
            },
            end,
        ));
    }
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let name = &rest[..length];
    let single =
        length == 1 && (name.bytes().all(|b| b.is_ascii_uppercase()) || rest[1..].starts_with(')'));
    let roman = (2..=6).contains(&length) && crate::parse::heading::roman_value(name).is_some();
    if letters
        && !rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        && (single || roman)
    {
        let span = Span::new(from, from + length);
        return Some((
            Label {
                text: name.to_owned(),
                point: None,
                chapter: None,
                span,
                end: span.end,
            },
            span.end,
        ));
    }
    None
}

/// "5 §", "5 a §", "5–7 §§", "5 och 6 §§", "2 kap. 5 §", "§ 5".
fn paragraphs(text: &str, at: usize) -> Option<Mention> {
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix('§') {
        let after = after.trim_start_matches('§');
        let after = after.strip_prefix(' ').unwrap_or(after);
        let labels = list(text, text.len() - after.len(), false)?;
        let end = labels.last().map(|(_, end)| *end)?;
        return Some(mention_of(
            text,
            at,
            end,
            labels.into_iter().map(|(label, _)| label).collect(),
        ));
    }
    let mut from = at;
    let mut chapter = None;
    let number = label_with_letter(text, at)?;
    if let Some(after) = text[number.end..].strip_prefix(" kap. ") {
        chapter = Some(text[number.range()].to_owned());
        from = text.len() - after.len();
    }
    let mut labels = Vec::new();
    loop {
        let span = match label_with_letter(text, from) {
            Some(span) => span,
            None if chapter.is_some() && labels.is_empty() => break,
            None => return None,
        };
        labels.push(Label {
            text: text[span.range()].to_owned(),
            point: None,
            chapter: chapter.clone(),
            span,
            end: span.end,
        });
        let rest = &text[span.end..];
        if let Some(sign) = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('§') {
            let end = text.len() - sign.trim_start_matches('§').len();
            return Some(mention_of(text, at, end, labels));
        }
        let Some(next) = separator(rest) else { break };
        from = span.end + next;
    }
    // "10 kap." without a paragraph points at the chapter.
    let chapter = chapter?;
    let end = number.end + " kap.".len();
    let label = Label {
        text: chapter,
        point: None,
        chapter: None,
        span: number,
        end: number.end,
    };
    Some(Mention {
        class: Class::Chapter,
        ..mention_of(text, at, end, vec![label])
    })
}

fn mention_of(text: &str, start: usize, end: usize, labels: Vec<Label>) -> Mention {
    Mention {
        class: Class::Paragraph,
        labels,
        span: Span::new(start, end),
        elsewhere: elsewhere(&text[..start], &text[end..]).or_else(|| act_ahead(&text[end..])),
        may_be_point: false,
    }
}

/// "5", "5a", "5 a" at `at`.
fn label_with_letter(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let length = label_length(rest)?;
    let bytes = rest.as_bytes();
    let letter = bytes.get(length) == Some(&b' ')
        && bytes.get(length + 1).is_some_and(u8::is_ascii_lowercase)
        && bytes.get(length + 2) == Some(&b' ');
    Some(Span::new(at, at + length + if letter { 2 } else { 0 }))
}

#[cfg(test)]
mod tests;
