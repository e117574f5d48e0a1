//! Findings about records by themselves.

use std::collections::BTreeSet;

use crate::model::codes::{coverage, structure};
use crate::model::finding::{Finding, Place};
use crate::model::names;
use crate::model::record::Record;
use crate::model::repository::{Document, Repository, Version};
use crate::model::span::Located;

/// Records without a version, and facts and corrections that point at no entry.
pub(super) fn all(repository: &Repository, findings: &mut Vec<Finding>) {
    for ((document, version), record) in &repository.records {
        let of_unreadable_draft = repository.unreadable_drafts.contains_key(document)
            && !record.is_sealed()
            && repository
                .documents
                .get(document)
                .is_none_or(|known| known.version(version).is_none());
        if repository.unreadable.contains(document) || of_unreadable_draft {
            continue;
        }
        let known = repository.documents.get(document);
        if known
            .and_then(|document| document.version(version))
            .is_none()
        {
            let versions = known.into_iter().flat_map(|document| &document.versions);
            let versions = names::listed(versions.map(|version| version.front.version.as_str()));
            let finding = Finding::new(
                &structure::RECORD_WITHOUT_VERSION,
                Place::new(&record.path, record.version.span),
            );
            let finding = finding.with("document", document).with("version", version);
            findings.push(finding.with("known", versions));
        }
        pointers(record, findings);
    }
    for document in repository.documents.values() {
        late_baselines(repository, document, findings);
    }
}

/// Baselines after a version that is none, and drafts that would be baselines after any other
/// version.
fn late_baselines(repository: &Repository, document: &Document, findings: &mut Vec<Finding>) {
    let mut begun: Option<&Version> = None;
    let mut before: Option<&Version> = None;
    for version in &document.versions {
        let record = repository.record(&document.id, &version.front.version);
        match record.filter(|record| record.baseline) {
            Some(record) => {
                if let Some(earlier) = begun.or(before.filter(|_| version.is_draft())) {
                    let place = Place::new(&record.path, record.version.span);
                    let finding = Finding::new(&structure::LATE_BASELINE, place);
                    let finding = finding.with("version", &version.front.version);
                    findings.push(finding.with("earlier", &earlier.front.version));
                }
            }
            None => begun = begun.or(Some(version)),
        }
        before = Some(version);
    }
}

fn pointers(record: &Record, findings: &mut Vec<Finding>) {
    let ids = || record.entries.iter().map(|entry| entry.id.value.as_str());
    let known: BTreeSet<&str> = ids().collect();
    let corrections = record
        .corrections
        .iter()
        .map(|correction| &correction.change);
    let facts = record.facts.iter().filter_map(|fact| fact.entry.as_ref());
    let unknown = |id: &&Located<String>| !known.contains(id.value.as_str());
    for id in corrections.chain(facts).filter(unknown) {
        let finding = Finding::new(&coverage::UNKNOWN_ENTRY, Place::new(&record.path, id.span));
        findings.push(finding.with("id", &id.value).among(&id.value, ids()));
    }
}
