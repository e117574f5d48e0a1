//! Which number each heading of a text should bear, and how it is written.
//!
//! Headings numbered 1, 1.1, 1.1.1 are numbered by their depth, "Kapitel", "Bilaga" and "Artikel"
//! one after the other; paragraphs (5 §) keep their numbers, as statutes do. A heading without a
//! number gets one if all others beside it are numbered. The numbers go on from the first, which
//! may be any: a text that begins at another number is meant so. So a text that was numbered is
//! numbered the same again.
//!
//! A number counts only where it can be written: what stands in the heading then is read as that
//! number and the same title. A heading of which that does not hold keeps its number, and the next
//! ones go on from there.

use super::hashing::FastMap;
use super::references::{Class, flatten, heading_class};
use crate::model::section::{Section, SectionTree};
use crate::model::span::Span;
use crate::parse::sections::read;

/// A place in a text and what is written there instead.
pub(super) type Edit = (Span, String);

/// The numbers of all sections.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// What each section bears afterwards.
    pub(super) numbers: Vec<Option<String>>,
    /// What has to be written for that.
    pub(super) edits: Vec<Edit>,
}

/// How the sections of one level below one section are numbered.
#[derive(Debug, Default, Clone, Copy)]
struct Siblings {
    count: usize,
    dotted: usize,
    /// How many parts the first number has.
    depth: Option<usize>,
}

/// The numbers that the sections of `tree`, read from `text`, should bear.
pub(super) fn of(text: &str, tree: &SectionTree) -> Numbering {
    let mut siblings: FastMap<(Option<usize>, u8), Siblings> = FastMap::default();
    for section in &tree.sections {
        let own = siblings.entry((section.parent, section.level)).or_default();
        own.count += 1;
        if let Some(parts) = section.number.as_deref().and_then(parts) {
            own.dotted += 1;
            own.depth.get_or_insert(parts.len());
        }
    }
    let mut counters = Counters::default();
    let mut numbering = Numbering::default();
    for section in &tree.sections {
        let beside = siblings
            .get(&(section.parent, section.level))
            .copied()
            .unwrap_or_default();
        let to = match &section.number {
            Some(number) => counters.next(number),
            None if section.level > 0 => counters.unnumbered(beside),
            None => None,
        };
        let edit = match &to {
            Some(to) if section.number.as_ref() != Some(&to.number) => {
                edit(text, section, &to.number)
            }
            _ => None,
        };
        // What cannot be written is not counted; what stands there is.
        let stays = section.number.clone();
        match to {
            Some(to) if edit.is_some() || stays.as_ref() == Some(&to.number) => {
                counters.count(&to);
                numbering.numbers.push(Some(to.number));
            }
            _ => {
                if let Some(own) = stays.as_deref().and_then(Next::own) {
                    counters.count(&own);
                }
                numbering.numbers.push(stays);
            }
        }
        numbering.edits.extend(edit);
    }
    numbering
}

/// A number to bear, and what it counts as.
struct Next {
    number: String,
    counts: Counts,
}

enum Counts {
    Parts(Vec<u32>),
    Word(String, u32),
}

/// Where the counting stands: the parts of the last dotted number, and the last number after each
/// word.
#[derive(Debug, Default)]
struct Counters {
    parts: Vec<u32>,
    words: FastMap<String, u32>,
}

impl Next {
    fn dotted(parts: Vec<u32>) -> Self {
        let number = parts
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(".");
        Self {
            number,
            counts: Counts::Parts(parts),
        }
    }

    /// `number` as it stands.
    fn own(number: &str) -> Option<Self> {
        if let Some(parts) = parts(number) {
            return Some(Self {
                number: number.to_owned(),
                counts: Counts::Parts(parts),
            });
        }
        let (word, label) = number.split_once(' ')?;
        let counts = Counts::Word(word.to_owned(), value(word, label)?);
        Some(Self {
            number: number.to_owned(),
            counts,
        })
    }
}

impl Counters {
    /// What follows where `number` stands; `None` where it is of a sort that keeps its numbers.
    fn next(&self, number: &str) -> Option<Next> {
        if let Some(own) = parts(number) {
            let last = own.len() - 1;
            let mut parts: Vec<u32> = self.parts.iter().copied().take(last).collect();
            // Where headings above it are missing, the text begins in the middle, or skips a level:
            // it is meant so.
            let begins = parts.len() < last || last == 0;
            parts.extend(&own[parts.len()..last]);
            parts.push(match self.parts.get(last) {
                Some(before) => before + 1,
                // So is a list that begins at nought.
                None if begins || own[last] == 0 => own[last],
                None => 1,
            });
            return Some(Next::dotted(parts));
        }
        let (word, label) = number.split_once(' ')?;
        let own = value(word, label)?;
        let value = self.words.get(word).map_or(own, |before| before + 1);
        let letter = u8::try_from(value)
            .ok()
            .filter(|value| (1..=26).contains(value));
        let label = match letter.filter(|_| !label.starts_with(|c: char| c.is_ascii_digit())) {
            Some(value) => char::from(b'A' + value - 1).to_string(),
            None => value.to_string(),
        };
        Some(Next {
            number: format!("{word} {label}"),
            counts: Counts::Word(word.to_owned(), value),
        })
    }

    /// What a heading without number should bear, if all others beside it are numbered.
    fn unnumbered(&self, beside: Siblings) -> Option<Next> {
        let last = beside.depth.filter(|_| beside.dotted + 1 == beside.count)? - 1;
        let mut parts = self.parts.get(..last)?.to_vec();
        parts.push(self.parts.get(last).map_or(1, |before| before + 1));
        Some(Next::dotted(parts))
    }

    fn count(&mut self, next: &Next) {
        match &next.counts {
            Counts::Parts(parts) => self.parts.clone_from(parts),
            Counts::Word(word, value) => drop(self.words.insert(word.clone(), *value)),
        }
    }
}

/// The parts of a dotted number.
fn parts(number: &str) -> Option<Vec<u32>> {
    let part = |part: &str| {
        let digits = part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    number.split('.').map(part).collect()
}

/// What the label after a word counts as: "3", or "C".
fn value(word: &str, label: &str) -> Option<u32> {
    let class = heading_class(&format!("{word} {label}")).0;
    if !matches!(
        class,
        Class::Chapter | Class::Annex | Class::Article | Class::Section
    ) {
        return None;
    }
    match label.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(u32::from(letter - b'A') + 1),
        label if label.iter().all(u8::is_ascii_digit) => {
            std::str::from_utf8(label).ok()?.parse().ok()
        }
        _ => None,
    }
}

/// Where and how the number `to` is written in a heading, so that it is read there with the same
/// title.
fn edit(text: &str, section: &Section, to: &str) -> Option<Edit> {
    let raw = &text[section.heading_span.range()];
    let (place, ways) = match &section.number {
        Some(from) => (standing(raw, from)?, vec![to.to_owned()]),
        None => {
            let signs = raw.len() - raw.trim_start_matches([' ', '\t', '#']).len();
            // "1 pris" is no numbered heading, "1. pris" is.
            (
                Span::new(signs, signs),
                vec![format!("{to} "), format!("{to}. ")],
            )
        }
    };
    let before = read(raw, 0);
    let written = ways.into_iter().find(|way| {
        let after = read(
            &format!("{}{way}{}", &raw[..place.start], &raw[place.end..]),
            0,
        );
        let ([before], [after]) = (before.sections.as_slice(), after.sections.as_slice()) else {
            return false;
        };
        after.number.as_deref() == Some(to)
            && (after.level, &after.id, &after.title) == (before.level, &before.id, &before.title)
    })?;
    Some((place.shifted(section.heading_span.start), written))
}

/// Where the number of a heading stands: nothing but signs of Markdown comes before it.
fn standing(raw: &str, number: &str) -> Option<Span> {
    let (flat, places) = flatten(raw);
    let at = flat.find(number)?;
    let signs = |c: char| matches!(c, ' ' | '#' | '*' | '_' | '~' | '[' | '(');
    flat[..at]
        .chars()
        .all(signs)
        .then(|| Span::new(places[at], places[at + number.len()]))
}
