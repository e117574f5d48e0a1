//! The places where a text defines a term.

mod brackets;
mod glossary;
mod sentences;

pub(super) use glossary::is_title;

use super::Definition;
use crate::model::section::{Block, BlockKind, SectionTree};
use crate::model::span::Span;

/// How a term is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// In a section of terms.
    Listed,
    /// In parentheses behind what it stands for: "Inera AB (”Inera”)".
    Brackets,
    /// In a sentence that says what is meant: "Med Användare avses …".
    Sentence,
}

/// A term has at most so many words.
const LONGEST: usize = 6;

/// What a reader of blocks found: the name, its bytes in the block's text, and what defines it.
struct Found {
    span: Span,
    meaning: String,
    shape: Shape,
    local: bool,
}

/// Words that lead in a list of terms.
#[derive(Debug, Clone, Copy)]
struct Led {
    /// How many lists stand around them.
    depth: u8,
    /// Whether they say that the terms hold for a part of the text only.
    local: bool,
    /// Whether the terms stand as items below them: then what stands beside them is none.
    deeper: bool,
}

impl Led {
    fn holds(self, block: &Block) -> bool {
        block.depth > self.depth || (!self.deeper && glossary::begins_with_term(block))
    }
}

/// Gives every definition of `tree` to `take`, in the order of the text. Stems are left open.
pub(super) fn read(tree: &SectionTree, take: &mut dyn FnMut(Definition)) {
    for section in &tree.sections {
        let list = glossary::is_in(tree, section.index);
        let mut led = None;
        for (at, block) in section.blocks().iter().enumerate() {
            if matches!(
                block.kind,
                BlockKind::Code | BlockKind::Html | BlockKind::Rule
            ) {
                continue;
            }
            let mut found = Vec::new();
            // What stands below "I denna lag avses med" is a list of terms.
            led = led.filter(|led: &Led| led.holds(block));
            if let Some(led) = &mut led {
                led.deeper |= block.depth > led.depth;
            }
            if list || led.is_some() {
                let local = led.is_some_and(|led| led.local);
                glossary::read(section, at, led.is_some(), local, &mut found);
            }
            if found.is_empty() {
                sentences::read(block, &mut found);
            }
            brackets::read(block, &mut found);
            if let Some(local) = sentences::leads_in(&block.text) {
                led = Some(Led {
                    depth: block.depth,
                    local,
                    deeper: false,
                });
            }
            found.sort_by_key(|own: &Found| own.span.start);
            found.dedup_by_key(|own| own.span.start);
            for found in found {
                take(definition(section.index, at, block, found));
            }
        }
    }
}

fn definition(section: usize, at: usize, block: &Block, found: Found) -> Definition {
    Definition {
        term: block.text[found.span.range()].to_owned(),
        stems: Vec::new(),
        section,
        block: Some(at),
        span: found.span,
        meaning: found.meaning,
        shape: found.shape,
        local: found.local,
    }
}

/// Quotation marks, straight and curly.
const QUOTES: [char; 7] = ['”', '“', '"', '«', '»', '„', '‟'];

/// What stands between quotation marks in `text[within]`, each without the signs of formatting.
fn quoted(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text[within.range()].char_indices() {
        if !QUOTES.contains(&c) {
            continue;
        }
        let at = within.start + at;
        match open.take() {
            Some(from) => found.extend(trimmed(text, Span::new(from, at))),
            None => open = Some(at + c.len_utf8()),
        }
    }
    found
}

/// `span` without blanks and signs at its ends; `None` where nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = &text[span.range()];
    let idle = |c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | ',' | '.' | ';' | ':') || QUOTES.contains(&c)
    };
    let start = span.start + (inner.len() - inner.trim_start_matches(idle).len());
    let end = span.start + inner.trim_end_matches(idle).len();
    (start < end).then(|| Span::new(start, end))
}

/// "den Ansvarige" is the term "Ansvarige".
fn without_article(text: &str, name: Span) -> Span {
    const ARTICLES: [&str; 6] = ["den ", "det ", "de ", "the ", "a ", "an "];
    let own = &text[name.range()];
    let article = ARTICLES.iter().find(|article| own.starts_with(**article));
    Span::new(
        name.start + article.map_or(0, |article| article.len()),
        name.end,
    )
}

/// Whether `text` can be a term: one to six words, no sentence.
fn may_be_term(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=LONGEST).contains(&words)
        && text.chars().any(char::is_alphabetic)
        && !text.contains(['\n', '|', '[', ']', '<', '?', '!', ';', '='])
        && text.chars().count() <= 80
}

/// Whether a definition says that it holds for a part of the text only.
fn is_local(lower: &str) -> bool {
    const PARTS: &[&str] = &[
        "denna paragraf",
        "detta kapitel",
        "detta avsnitt",
        "denna punkt",
        "denna bilaga",
        "this section",
        "this clause",
        "this paragraph",
        "this chapter",
        "this article",
        "this annex",
        "this schedule",
        "this exhibit",
    ];
    PARTS.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests;
