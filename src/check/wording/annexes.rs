//! Annexes that a text names and that are nowhere.

use std::collections::BTreeSet;

use super::{Spot, is_marked, is_prose};
use crate::diff::references::{Class, Document, Numbers, Target, mentions};
use crate::model::repository::{Repository, Version};
use crate::model::section::SectionTree;
use crate::model::snapshot::Snapshot;

/// What an annex is called, in lower case.
const NAMES: [&str; 6] = [
    "bilaga",
    "annex",
    "appendix",
    "schedule",
    "exhibit",
    "avtalsbilaga",
];

/// Where `version` first names each annex that is neither a section of it nor a block that begins
/// with its name, nor a file or document of the repository.
pub(super) fn missing(
    repository: &Repository,
    snapshot: &Snapshot,
    version: &Version,
) -> Vec<(Spot, String)> {
    let outside = |label: &str| {
        let titles = repository
            .documents
            .values()
            .map(|own| own.newest().front.title.as_str());
        titles
            .chain(snapshot.iter().map(|(path, _)| path))
            .any(|name| names_annex(name, label))
    };
    named(&version.sections)
        .into_iter()
        .filter(|(_, _, label)| !outside(label))
        .map(|(spot, words, _)| (spot, words))
        .collect()
}

/// Each annex that the text names and does not have: where, the words, and its label.
fn named(tree: &SectionTree) -> Vec<(Spot, String, String)> {
    let numbers = Numbers::of(tree);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for section in &tree.sections {
        for (at, block) in section
            .blocks()
            .iter()
            .enumerate()
            .filter(|(_, own)| is_prose(own))
        {
            for mention in mentions(&block.text) {
                let own = matches!(mention.document, Document::Own | Document::This)
                    && mention.link.is_none();
                if !own
                    || is_marked(block, mention.span)
                    || is_of_other(&block.text, mention.span.start, mention.span.end)
                {
                    continue;
                }
                let annexes = mention.labels.iter().enumerate();
                for (nth, label) in annexes.filter(|(_, label)| label.class == Class::Annex) {
                    let target = numbers.resolve(tree, section.index, &mention, nth);
                    let here = !matches!(target, Target::Nowhere | Target::Elsewhere)
                        || stands_in(tree, &label.text);
                    if !here && seen.insert(label.text.to_lowercase()) {
                        let spot = Spot {
                            section: section.index,
                            block: at,
                            span: mention.span,
                        };
                        found.push((
                            spot,
                            block.text[mention.span.range()].to_owned(),
                            label.text.clone(),
                        ));
                    }
                }
            }
        }
    }
    found
}

/// Whether a heading names the annex, or a block begins with its name: a list of annexes.
fn stands_in(tree: &SectionTree, label: &str) -> bool {
    tree.sections.iter().any(|section| {
        names_annex(&section.heading, label)
            || section.blocks().iter().any(|block| {
                let plain: String = block
                    .text
                    .chars()
                    .filter(|c| !matches!(c, '*' | '_' | '['))
                    .take(40)
                    .collect();
                let lower = plain.to_lowercase();
                let begins = NAMES.iter().any(|name| lower.starts_with(name));
                begins && names_annex(&plain, label)
            })
    })
}

/// Whether `text` names the annex with this label: "Bilaga 1 Priser", "bilaga-1.pdf".
fn names_annex(text: &str, label: &str) -> bool {
    let lower = text.to_lowercase();
    let label = label.to_lowercase();
    NAMES.iter().any(|name| {
        lower.match_indices(name).any(|(at, _)| {
            let rest = lower[at + name.len()..].trim_start_matches([' ', '-', '_', '.']);
            rest.strip_prefix(label.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    })
}

/// Whether the sentence speaks of the annex of another act or document.
fn is_of_other(text: &str, start: usize, end: usize) -> bool {
    let after = &text[end..];
    let of = [
        " till ", " to ", " of ", " i ", " in ", " enligt ", " under ",
    ];
    if of.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    let from = text[..start].rfind(". ").map_or(0, |at| at + 2);
    let to = after.find(". ").map_or(text.len(), |at| end + at);
    let sentence = text[from..to].to_lowercase();
    let acts = [
        "förordning",
        "direktiv",
        "regulation",
        "directive",
        "lagen",
        "fördrag",
        "avtalslagen",
        "föreskrift",
        "(eu)",
        "(eg)",
        "convention",
        "konvention",
        " act",
    ];
    acts.iter().any(|act| sentence.contains(act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    fn found(text: &str) -> Vec<String> {
        named(&read(text, 0))
            .into_iter()
            .map(|(_, words, _)| words)
            .collect()
    }

    #[test]
    fn an_annex_that_is_nowhere_is_found_once() {
        assert_eq!(
            found("Priser anges i bilaga 2. Se även bilaga 2."),
            ["bilaga 2"]
        );
        assert_eq!(
            found("## 1 Fees\n\nFees are set out in Annex B.\n"),
            ["Annex B"]
        );
    }

    #[test]
    fn sections_lists_and_the_annexes_of_other_acts_are_not() {
        for text in [
            "Se bilaga 2.\n\n# Bilaga 2 Priser\n\nPris.\n",
            "Se bilaga 2.\n\n- Bilaga 1: Avtal\n- **Bilaga 2** Priser\n",
            "Enligt bilaga 1 till förordningen gäller detta.",
            "Se bilaga I i direktiv 2004/18/EG.",
            "Det framgår av [bilaga 3](bilaga-3.pdf).",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_file_or_a_title_can_be_the_annex() {
        assert!(names_annex("contracts/bilaga-2.pdf", "2"));
        assert!(names_annex("Bilaga 2 – Priser", "2") && !names_annex("Bilaga 21", "2"));
    }
}
