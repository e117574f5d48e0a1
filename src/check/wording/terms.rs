//! Definitions against their uses: twice defined, never used; and what other documents define.

use std::collections::BTreeSet;

use super::{Spot, place};
use crate::model::codes::wording as codes;
use crate::model::finding::{Finding, Place};
use crate::model::repository::{Repository, Version};
use crate::model::section::SectionTree;
use crate::model::span::LineIndex;
use crate::terms::changed::is_same;
use crate::terms::definitions::Shape;
use crate::terms::shared::{defines_for_others, sources};
use crate::terms::stems::words;
use crate::terms::uses::{Names, is_own};
use crate::terms::{Definition, Glossary};

/// The stems of all words of the terms that other documents define for `version`.
pub(super) fn shared(repository: &Repository, id: &str, version: &Version) -> Vec<Glossary> {
    let documents = sources(repository, id, version).into_iter();
    documents
        .map(|own| Glossary::of(&own.newest().sections))
        .collect()
}

fn spot(version: &Version, definition: &Definition) -> Place {
    match definition.block {
        Some(block) => place(
            version,
            Spot {
                section: definition.section,
                block,
                span: definition.span,
            },
        ),
        None => Place::new(
            &version.path,
            version.sections.get(definition.section).heading_span,
        ),
    }
}

/// Terms that the text defines in two places and not in the same way. A definition for a part of
/// the text stands beside others.
pub(super) fn duplicates(version: &Version, glossary: &Glossary, findings: &mut Vec<Finding>) {
    let lines = LineIndex::new(&version.text);
    let mut told: BTreeSet<&[String]> = BTreeSet::new();
    for (at, own) in glossary.definitions.iter().enumerate() {
        let earlier = glossary.definitions[..at].iter().find(|first| {
            first.stems == own.stems
                && glossary.stems.are_same(&first.term, &own.term)
                && first.has_capital() == own.has_capital()
                && (first.section, first.block) != (own.section, own.block)
                && !first.local
                && !own.local
                && !says_same(first, own)
        });
        if let Some(first) = earlier
            && told.insert(&own.stems)
        {
            let line = lines.line(spot(version, first).span.start);
            let finding = Finding::new(&codes::DUPLICATE_DEFINITION, spot(version, own));
            findings.push(finding.with("term", &own.term).with("first", line));
        }
    }
}

/// Whether two definitions stand for the same: in parentheses the last words before them tell.
fn says_same(a: &Definition, b: &Definition) -> bool {
    let last = |own: &Definition| {
        let word = own.meaning.split_whitespace().last().unwrap_or_default();
        word.to_lowercase()
    };
    let brackets = a.shape == Shape::Brackets && b.shape == Shape::Brackets;
    let silent = a.meaning.is_empty() || b.meaning.is_empty();
    silent || is_same(&a.meaning, &b.meaning) || (brackets && last(a) == last(b))
}

/// Terms that are used nowhere outside their definitions, in no form, compounds included. What a
/// definitions document defines may be used in any other document.
pub(super) fn unused(
    repository: &Repository,
    id: &str,
    version: &Version,
    glossary: &Glossary,
    findings: &mut Vec<Finding>,
) {
    let for_others = defines_for_others(version);
    let unseen = for_others && !repository.elsewhere.documents.is_empty();
    if glossary.definitions.is_empty() || unseen {
        return;
    }
    let mut used = BTreeSet::new();
    collect(&version.sections, glossary, true, &mut used);
    if for_others {
        for other in repository.documents.values().filter(|own| own.id != id) {
            collect(&other.newest().sections, glossary, false, &mut used);
        }
    }
    let mut told = BTreeSet::new();
    for own in &glossary.definitions {
        // Of several names for one thing it is enough that one is used.
        let mut beside = glossary.definitions.iter().filter(|other| {
            (other.section, other.block) == (own.section, own.block) || other.stems == own.stems
        });
        let known = beside.any(|other| used.contains(other.stems.as_slice()));
        if !known && told.insert((own.section, own.block)) {
            let finding = Finding::new(&codes::UNUSED_TERM, spot(version, own));
            findings.push(finding.with("term", &own.term));
        }
    }
}

/// Adds the names of `glossary` that stand in `tree`, in capitals or not, alone or in a compound.
/// In the text that defines them the definitions themselves do not count.
fn collect<'g>(
    tree: &SectionTree,
    glossary: &'g Glossary,
    own: bool,
    used: &mut BTreeSet<&'g [String]>,
) {
    let names = Names::of(glossary);
    for found in names.uses(tree) {
        let definition = &glossary.definitions[found.name];
        if !own || !is_own(&found, definition) {
            used.insert(&definition.stems);
        }
    }
    for section in &tree.sections {
        let titles = names.in_line(&section.title).into_iter();
        used.extend(titles.map(|at| glossary.definitions[at].stems.as_slice()));
    }
    let open = |own: &&Definition| !used.contains(own.stems.as_slice());
    let rest: Vec<&Definition> = glossary.definitions.iter().filter(open).collect();
    if rest.is_empty() {
        return;
    }
    let blocks = tree.sections.iter().flat_map(|section| section.blocks());
    let all: BTreeSet<String> = blocks
        .flat_map(|block| words(&block.text).map(|(a, b)| block.text[a..b].to_lowercase()))
        .collect();
    let compound = |own: &&Definition| {
        let stem = own.stems[0].as_str();
        let itself = |word: &str| glossary.stems.of_word(word) == stem;
        let long = own.stems.len() == 1 && stem.chars().count() > 3;
        long && all.iter().any(|word| word.contains(stem) && !itself(word))
            || acronyms(&own.term).any(|acronym| all.contains(&acronym))
    };
    used.extend(
        rest.into_iter()
            .filter(compound)
            .map(|own| own.stems.as_slice()),
    );
}

/// The abbreviations that a longer term holds: who writes "SITHS" speaks of the "SITHS-kort" too.
fn acronyms(term: &str) -> impl Iterator<Item = String> + '_ {
    let parts = term
        .split([' ', '-'])
        .filter(move |part| part.len() < term.len());
    parts
        .filter(|part| part.len() > 2 && part.chars().all(char::is_uppercase))
        .map(str::to_lowercase)
}
