//! Whether documents, parties and the order of precedence fit together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Scope, cycles};
use crate::changelog::amendment::Amendment;
use crate::model::codes::{relations as codes, structure};
use crate::model::finding::{Finding, Place};
use crate::model::places::SETTINGS;
use crate::model::relation::Relation;
use crate::model::repository::{Repository, Version};
use crate::model::settings::{Part, Rank};
use crate::model::span::Located;

/// What one version states about other documents and its parties. `kept` tells whether any
/// data-processing agreement that documents name is kept here.
pub(super) fn version(
    repository: &Repository,
    kept: impl Fn() -> bool,
    amendment: &Amendment<'_>,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    if !scope.judges(amendment) {
        return;
    }
    let version = amendment.new;
    for relation in Relation::ALL {
        for id in version.front.related(relation) {
            let place = Place::new(&version.path, id.span);
            if id.value == amendment.document.id {
                findings.push(
                    Finding::new(&codes::RELATION_TO_ITSELF, place).with("key", relation.name()),
                );
            } else if !exists(repository, &id.value) {
                findings.push(unknown(repository, relation.name(), &id.value, place));
            }
        }
    }
    contradictions(version, findings);
    parties(repository, version, findings);
    personal_data(repository, kept, version, findings);
}

/// What the newest versions state between them, and the orders of precedence.
pub(super) fn repository(repository: &Repository, findings: &mut Vec<Finding>) {
    for relation in Relation::ALL
        .into_iter()
        .filter(|relation| relation.is_ordering())
    {
        cycles::of(repository, relation, findings);
    }
    precedence(repository, findings);
}

/// A document that could not be read exists all the same.
fn exists(repository: &Repository, id: &str) -> bool {
    repository.documents.contains_key(id)
        || repository.unreadable.contains(id)
        || repository.elsewhere.documents.contains(id)
}

fn unknown(repository: &Repository, key: &str, id: &str, place: Place) -> Finding {
    let finding = Finding::new(&codes::UNKNOWN_DOCUMENT, place)
        .with("key", key)
        .with("document", id);
    among_documents(finding, repository, id)
}

/// Completes a finding about the id `id`, which no document has, with those that look most like it.
pub(super) fn among_documents(finding: Finding, repository: &Repository, id: &str) -> Finding {
    let known = repository
        .documents
        .keys()
        .chain(&repository.elsewhere.documents);
    finding.among_first(id, known.map(String::as_str), 3)
}

fn contradictions(version: &Version, findings: &mut Vec<Finding>) {
    let front = &version.front;
    for id in front.related(Relation::Replaces) {
        for other in [
            Relation::PartOf,
            Relation::Supplements,
            Relation::AppliesWith,
        ] {
            if let Some(second) = front
                .related(other)
                .iter()
                .find(|own| own.value == id.value)
            {
                let place = Place::new(&version.path, second.span);
                let finding = Finding::new(&codes::CONTRADICTING_RELATIONS, place)
                    .with("first", Relation::Replaces.name())
                    .with("second", other.name());
                findings.push(finding.with("document", &id.value));
            }
        }
    }
}

/// Where agreement.yaml names no parties, any may stand.
fn parties(repository: &Repository, version: &Version, findings: &mut Vec<Finding>) {
    let settings = &repository.settings;
    if settings.parties.is_empty() {
        return;
    }
    for party in version
        .front
        .parties
        .iter()
        .filter(|party| settings.party(&party.value).is_none())
    {
        let known = settings.parties.iter().map(|party| party.id.as_str());
        let finding = Finding::new(&codes::UNKNOWN_PARTY, Place::new(&version.path, party.span));
        findings.push(
            finding
                .with("party", &party.value)
                .among(&party.value, known),
        );
    }
}

/// A data-processing agreement is named by its document's id. While none of those that documents
/// name is kept here, the names are taken as they stand.
fn personal_data(
    repository: &Repository,
    kept: impl Fn() -> bool,
    version: &Version,
    findings: &mut Vec<Finding>,
) {
    let Some(id) = version.front.personal_data.as_deref() else {
        return;
    };
    let place = Place::new(&version.path, version.front.span("personal_data"));
    if id == version.front.id {
        findings.push(Finding::new(&codes::RELATION_TO_ITSELF, place).with("key", "personal_data"));
        return;
    }
    if !exists(repository, id) && kept() {
        findings.push(unknown(repository, "personal_data", id, place));
    }
}

fn precedence(repository: &Repository, findings: &mut Vec<Finding>) {
    let settings = &repository.settings;
    let at = |located: &Located<String>| Place::new(SETTINGS, located.span);
    for agreement in &settings.agreements {
        let (mut ranks, mut parts) = (BTreeMap::new(), BTreeMap::new());
        for own in &agreement.precedence {
            let id = own.part.id();
            match &own.part {
                Part::Document(_) if !exists(repository, &id.value) => {
                    findings.push(unknown(repository, "precedence", &id.value, at(id)));
                }
                Part::Kind(_) if settings.kind(&id.value).is_none() => {
                    let known = settings.kinds.iter().map(|kind| kind.id.as_str());
                    let finding =
                        Finding::new(&structure::UNKNOWN_KIND, at(id)).with("kind", &id.value);
                    findings.push(finding.among(&id.value, known));
                }
                Part::Document(_) | Part::Kind(_) => {}
            }
            if let Some(other) = first(&mut ranks, own.rank.value, own) {
                let finding =
                    Finding::new(&codes::DUPLICATE_RANK, Place::new(SETTINGS, own.rank.span))
                        .with("part", &id.value)
                        .with("rank", own.rank.value);
                findings.push(finding.with("other", &other.part.id().value));
            }
            let is_kind = matches!(own.part, Part::Kind(_));
            if let Some(other) = first(&mut parts, (is_kind, id.value.as_str()), own) {
                let finding = Finding::new(&codes::RANKED_TWICE, at(id)).with("part", &id.value);
                findings.push(finding.with("first", other.rank.value));
            }
        }
    }
}

/// What stands under `key` already; else `own` will.
fn first<'r, K: Ord>(seen: &mut BTreeMap<K, &'r Rank>, key: K, own: &'r Rank) -> Option<&'r Rank> {
    match seen.entry(key) {
        Entry::Occupied(other) => Some(other.get()),
        Entry::Vacant(place) => {
            place.insert(own);
            None
        }
    }
}
