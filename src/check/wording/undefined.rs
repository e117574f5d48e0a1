//! Words that are written as defined terms are, and that nothing defines.
//!
//! A capital within a sentence is a term's or a name's. It is taken for a term's where the same
//! word also stands in lower case, or where contracts always define it; and only in texts whose
//! terms have capitals. English gives capitals to offices, bodies and much else, so there only the
//! usual words count. Whatever may be a name is left alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Spot, is_marked};
use crate::model::repository::{Repository, Version};
use crate::model::section::{Block, BlockKind, SectionTree};
use crate::model::span::Span;
use crate::terms::Glossary;
use crate::terms::stems::words;
use crate::terms::uses::begins;

/// A word that nothing defines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Undefined {
    /// As it first stands.
    pub(super) term: String,
    /// Where that is.
    pub(super) first: Spot,
    /// How often it is written so.
    pub(super) count: usize,
}

/// So many terms with capitals show that a text tells its terms by them.
const ENOUGH: usize = 3;
/// A word that has a capital once may be a slip or a name.
const LEAST: usize = 2;

/// Words that contracts define when they give them a capital.
const USUAL: &[&str] = &[
    "kunden",
    "leverantören",
    "beställaren",
    "uppdragstagaren",
    "uppdragsgivaren",
    "licenstagaren",
    "licensgivaren",
    "säljaren",
    "köparen",
    "hyresvärden",
    "hyresgästen",
    "tjänsten",
    "avtalet",
    "parterna",
    "parten",
    "användaren",
    "underbiträdet",
    "underleverantören",
    "customer",
    "supplier",
    "vendor",
    "licensee",
    "licensor",
    "contractor",
    "client",
    "provider",
    "subscriber",
    "party",
    "parties",
    "services",
    "agreement",
    "fees",
    "deliverables",
];

/// Words with a capital that are no terms: parts of texts, and what English always writes so.
const OTHER: &[&str] = &[
    "parten",
    "partens",
    "parter",
    "parterna",
    "parternas",
    "party",
    "parties",
    "avsnitt",
    "bilaga",
    "kapitel",
    "punkt",
    "artikel",
    "tabell",
    "figur",
    "paragraf",
    "section",
    "article",
    "clause",
    "chapter",
    "annex",
    "appendix",
    "schedule",
    "exhibit",
    "table",
    "figure",
    "part",
    "internet",
    "web",
    "state",
    "board",
    "court",
    "president",
    "minister",
    "government",
    "parliament",
    "commission",
    "council",
    "union",
    "member",
    "privacy",
    "policy",
    "terms",
    "conditions",
    "paragraph",
    "title",
    "no",
    "gud",
    "staten",
    "riksdagen",
    "regeringen",
    "kommissionen",
    "rådet",
    "unionen",
    "god",
    "republic",
    "united",
    "national",
    "general",
    "open",
    "source",
    "license",
    "licence",
    "code",
    "version",
    "the",
    "may",
    "march",
    "english",
    "secretary",
    "director",
    "committee",
    "act",
];

/// The words of `version` that are written as terms and that neither it nor a document in `shared`
/// defines, in the order of the text.
pub(super) fn terms(
    repository: &Repository,
    version: &Version,
    glossary: &Glossary,
    shared: impl FnOnce() -> Vec<Glossary>,
) -> Vec<Undefined> {
    // What is not known cannot be called undefined.
    if !repository.elsewhere.documents.is_empty() {
        return Vec::new();
    }
    let mut known = BTreeSet::new();
    let mut capitals = BTreeSet::new();
    read(glossary, glossary, &mut known, &mut capitals);
    // Most texts have nothing to ask about: only then is the rest of the repository looked at.
    if undefined(&version.sections, glossary, &known).is_empty() {
        return Vec::new();
    }
    for own in shared() {
        read(&own, glossary, &mut known, &mut capitals);
    }
    if capitals.len() < ENOUGH {
        return Vec::new();
    }
    for name in names(repository) {
        known.extend(glossary.stems.of_phrase(name));
    }
    undefined(&version.sections, glossary, &known)
}

/// Adds the words of the terms that `own` defines, as the text with `glossary` would write them.
fn read(
    own: &Glossary,
    glossary: &Glossary,
    known: &mut BTreeSet<String>,
    capitals: &mut BTreeSet<Vec<String>>,
) {
    for definition in &own.definitions {
        let words = words(&definition.term).map(|(a, b)| &definition.term[a..b]);
        known.extend(words.map(|word| glossary.stems.of_word(word)));
        if definition.has_capital() {
            capitals.insert(definition.stems.clone());
        }
    }
}

/// What has a name in the repository: who publishes, and titles.
fn names(repository: &Repository) -> impl Iterator<Item = &str> {
    let settings = &repository.settings;
    let agreements = settings.agreements.iter();
    let documents = repository.documents.values().flat_map(|own| {
        let front = &own.newest().front;
        [Some(front.title.as_str()), front.service.as_deref()]
    });
    std::iter::once(settings.publisher.as_str())
        .chain(agreements.flat_map(|own| [own.name.as_str(), own.short_name.as_str()]))
        .chain(documents.flatten())
}

fn undefined(tree: &SectionTree, glossary: &Glossary, known: &BTreeSet<String>) -> Vec<Undefined> {
    let mut lower = BTreeSet::new();
    let mut found: BTreeMap<String, Undefined> = BTreeMap::new();
    for section in &tree.sections {
        for (at, block) in section
            .blocks()
            .iter()
            .enumerate()
            .filter(|(_, own)| is_sentence(own))
        {
            let text = block.text.as_str();
            let spans: Vec<(usize, usize)> = words(text).collect();
            for (nth, &(start, end)) in spans.iter().enumerate() {
                let word = &text[start..end];
                let span = Span::new(start, end);
                if word.starts_with(char::is_lowercase) {
                    // The parts of an address are no words.
                    let part = text[..start].ends_with(['.', '/', '@'])
                        || text[end..].starts_with(['/', '@']);
                    if !glossary.stems.are_english() && !part && !is_marked(block, span) {
                        lower.insert(glossary.stems.of_word(word));
                    }
                    continue;
                }
                let stem = || glossary.stems.of_word(word);
                let spot = Spot {
                    section: section.index,
                    block: at,
                    span,
                };
                if may_be_term(word) && stands_alone(text, &spans, nth) && !is_marked(block, span) {
                    let stem = stem();
                    if !known.contains(&stem) {
                        let new = || Undefined {
                            term: word.to_owned(),
                            first: spot,
                            count: 0,
                        };
                        found.entry(stem).or_insert_with(new).count += 1;
                    }
                }
            }
        }
    }
    let usual = |term: &str| USUAL.contains(&term.to_lowercase().as_str());
    let mut found: Vec<Undefined> = found
        .into_iter()
        .filter(|(stem, own)| own.count >= LEAST && (lower.contains(stem) || usual(&own.term)))
        .map(|(_, own)| own)
        .collect();
    found.sort_by_key(|own| (own.first.section, own.first.block, own.first.span.start));
    found
}

/// Cells and headings have capitals of their own.
fn is_sentence(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. })
}

fn may_be_term(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first
        && letters.all(char::is_lowercase)
        && word.chars().count() > 3
        && !OTHER.contains(&word.to_lowercase().as_str())
}

/// Whether the word stands between words in lower case, or signs that end a clause: a name of
/// several words, a title, and what is quoted are something else.
fn stands_alone(text: &str, spans: &[(usize, usize)], nth: usize) -> bool {
    let (start, end) = spans[nth];
    if begins(&text[..start]) {
        return false;
    }
    let before = nth.checked_sub(1).map(|at| spans[at]);
    let after = spans.get(nth + 1);
    let lower = |(a, b): &(usize, usize)| text[*a..*b].starts_with(char::is_lowercase);
    let title = |own: (usize, usize)| matches!(&text[own.0..own.1], "of" | "och" | "and");
    let led = before.is_some_and(|own| lower(&own) && !title(own) && &text[own.1..start] == " ");
    let gap = after.map_or(&text[end..], |next| &text[end..next.0]);
    let followed = match after {
        Some(next) if gap == " " => {
            lower(next) && !matches!(&text[next.0..next.1], "of" | "av" | "for" | "och" | "and")
        }
        _ => gap.starts_with([',', '.', ';', ')']) && !gap.starts_with(['"', '”']),
    };
    led && followed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    const TERMS: &str = "## 1 Begrepp\n\n- **Avgift**: priset.\n- **Tjänst**: driften.\n- **Kund**: den som köper.\n\n";

    fn found(text: &str) -> Vec<(String, usize)> {
        let tree = read(&format!("{TERMS}## 2 Text\n\n{text}\n"), 0);
        let glossary = Glossary::of(&tree);
        let known = glossary
            .definitions
            .iter()
            .flat_map(|own| own.stems.clone())
            .collect();
        let all = undefined(&tree, &glossary, &known).into_iter();
        all.map(|own| (own.term, own.count)).collect()
    }

    #[test]
    fn a_word_that_is_written_as_a_term_and_is_none_is_found() {
        assert_eq!(
            found(
                "Kunden ger varje Användare ett konto. När en Användare slutar tas kontot bort. En användare är anställd."
            ),
            [("Användare".to_owned(), 2)]
        );
        assert_eq!(
            found("Kunden meddelar Leverantören. Därefter svarar Leverantören för felet."),
            [("Leverantören".to_owned(), 2)]
        );
    }

    #[test]
    fn names_defined_terms_and_the_first_word_of_a_sentence_are_not() {
        for text in [
            "Kunden har Tjänsten. Han betalar Avgiften för Tjänsterna.",
            "Rätten i Stockholm prövar. Tvister i Stockholm avgörs.",
            "Han anlitar Svensk Handel och Svenska Kraftnät. En svensk handel och svenska.",
            "Användare loggar in. Användare betalar. En användare.",
            "Enligt Avsnitt två och Avsnitt tre gäller avsnitt fyra.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
