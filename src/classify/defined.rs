//! The defined terms of a text: words that have the meaning of their definition where they are
//! written as it writes them.

use std::collections::BTreeSet;

use super::rules::lexicon;
use crate::model::section::{MarkKind, Section, SectionTree};

/// The terms that two texts define.
#[derive(Debug, Default)]
pub(super) struct Defined {
    terms: BTreeSet<String>,
    /// Whether a text says that words with a capital have a meaning of their own.
    pub(super) capitals_mean: bool,
    /// Whether a text says that modal verbs in capitals have one.
    pub(super) modals_in_capitals: bool,
}

/// A definition is short: what is quoted at more words is a quotation.
const LONGEST: usize = 5;
/// After so many terms the rest is not read.
const MOST: usize = 2_000;
/// Words that define what is quoted beside them.
const DEFINING: &[&str] = &[
    "avses",
    "avser",
    "betyder",
    "kallad",
    "kallas",
    "nedan",
    "begreppet",
    "menas",
    "means",
    "mean",
    "refers to",
    "hereinafter",
    "referred to",
    "defined",
    "definieras",
];
/// Titles of sections that define terms.
const TITLES: &[&str] = &[
    "defini",
    "begrepp",
    "ordlista",
    "termer",
    "glossar",
    "interpretation",
];
/// Endings that a term may take in a sentence.
const ENDINGS: &[&str] = &[
    "", "s", "n", "t", "en", "et", "ns", "ts", "ens", "ets", "a", "e", "r", "er", "ar", "or", "na",
    "erna", "arna", "orna", "ernas", "arnas", "ers", "ars", "es", "'s", "’s", "na", "nas",
];

impl Defined {
    /// What either text defines.
    pub(super) fn of(old: &SectionTree, new: &SectionTree) -> Self {
        let mut defined = Self::default();
        for tree in [old, new] {
            for section in &tree.sections {
                defined.read(section);
            }
        }
        defined
    }

    /// Whether `lower`, a word in lower case, is a term or a form of one.
    pub(super) fn has(&self, lower: &str) -> bool {
        self.terms.iter().any(|term| is_form(term, lower))
    }

    fn read(&mut self, section: &Section) {
        let title = section.title.to_lowercase();
        let glossary = TITLES.iter().any(|word| title.contains(word));
        for block in section.blocks() {
            let lower = block.text.to_lowercase();
            let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
            self.capitals_mean |= says(lexicon::SAYS_CAPITALS);
            self.modals_in_capitals |= says(lexicon::SAYS_MODALS);
            if self.terms.len() >= MOST {
                continue;
            }
            if glossary || says(DEFINING) || block.text.contains("(”") || block.text.contains("(\"")
            {
                for phrase in quoted(&block.text) {
                    self.add(phrase);
                }
            }
            if glossary {
                let bold = block
                    .marks
                    .iter()
                    .filter(|mark| mark.kind == MarkKind::Strong);
                for mark in bold {
                    self.add(block.text[mark.span.range()].trim_matches('*'));
                }
                let ends = [":", " – ", " - ", " | ", " means ", " avser ", " är "];
                if let Some(end) = ends.iter().filter_map(|end| block.text.find(end)).min() {
                    self.add(&block.text[..end]);
                }
            }
        }
    }

    fn add(&mut self, phrase: &str) {
        let words: Vec<&str> = phrase
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .collect();
        let few = words.len() <= LONGEST;
        for word in words
            .iter()
            .filter(|word| few && word.starts_with(char::is_uppercase))
        {
            if word.chars().count() > 2 {
                self.terms.insert(word.to_lowercase());
            }
        }
    }
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Vec<&str> {
    let mark = |c: char| matches!(c, '”' | '“' | '"' | '«' | '»' | '„');
    let parts: Vec<&str> = text.split(mark).collect();
    parts.into_iter().skip(1).step_by(2).collect()
}

/// Whether two words in lower case are forms of one word by their endings.
fn is_form(term: &str, word: &str) -> bool {
    let shared: usize = term
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (a, b) = (&term[shared..], &word[shared..]);
    (shared >= 3 && ENDINGS.contains(&a) && ENDINGS.contains(&b) && shared + 5 > term.len())
        || term == word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    fn defined(text: &str) -> Defined {
        Defined::of(&read(text, 0), &SectionTree::default())
    }

    #[test]
    fn a_term_is_known_by_its_quotation_and_in_all_its_forms() {
        let terms = defined("Med ”Leverantören” avses den som anlitas. Kund ”Plus” finns.");
        for word in [
            "leverantören",
            "leverantörens",
            "leverantör",
            "leverantörer",
        ] {
            assert!(terms.has(word), "{word}");
        }
        assert!(!terms.has("leverans") && !terms.has("avses"));
    }

    #[test]
    fn a_section_of_definitions_defines_what_its_blocks_begin_with() {
        let terms =
            defined("## Definitioner\n\n- Användare: den som är anställd\n- **Part** är Kunden\n");
        assert!(terms.has("användaren") && terms.has("parterna"));
        assert!(!defined("## Pris\n\n- Avgift: 20 kr\n").has("avgift"));
    }

    #[test]
    fn a_text_can_say_that_its_capitals_mean_something() {
        assert!(defined("Ord som inleds med versal har den betydelse som anges.").capitals_mean);
        assert!(defined("MUST is used as in RFC 2119.").modals_in_capitals);
        assert!(!defined("Kunden betalar.").capitals_mean);
    }
}
