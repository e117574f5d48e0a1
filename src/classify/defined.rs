//! The defined terms of a text: words that have the meaning of their definition where they are
//! written as it writes them.

use std::collections::BTreeSet;

use super::rules::lexicon;
use crate::model::section::{Section, SectionTree};
use crate::terms::Glossary;
use crate::terms::stems::{Stems, words};

/// The terms that two texts define.
#[derive(Debug, Default)]
pub(super) struct Defined {
    /// The stems of their words with a capital, and whose they are.
    stems: BTreeSet<String>,
    forms: Vec<Stems>,
    /// Whether a text says that words with a capital have a meaning of their own.
    pub(super) capitals_mean: bool,
    /// Whether a text says that modal verbs in capitals have one.
    pub(super) modals_in_capitals: bool,
}

impl Defined {
    /// What either text defines.
    pub(super) fn of(old: &SectionTree, new: &SectionTree) -> Self {
        let mut defined = Self::default();
        for tree in [old, new] {
            let glossary = Glossary::of(tree);
            for definition in &glossary.definitions {
                for (from, to) in words(&definition.term) {
                    let word = &definition.term[from..to];
                    if word.starts_with(char::is_uppercase) && word.chars().count() > 2 {
                        defined.stems.insert(glossary.stems.of_word(word));
                    }
                }
            }
            if !defined.forms.contains(&glossary.stems) {
                defined.forms.push(glossary.stems);
            }
            for section in &tree.sections {
                defined.read(section);
            }
        }
        defined
    }

    /// Whether `lower`, a word in lower case, is a term or a form of one.
    pub(super) fn has(&self, lower: &str) -> bool {
        let mut stems = self.forms.iter().map(|stems| stems.of_word(lower));
        !self.stems.is_empty() && stems.any(|stem| self.stems.contains(&stem))
    }

    fn read(&mut self, section: &Section) {
        for block in section.blocks() {
            let lower = block.text.to_lowercase();
            let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
            self.capitals_mean |= says(lexicon::SAYS_CAPITALS);
            self.modals_in_capitals |= says(lexicon::SAYS_MODALS);
        }
    }
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
