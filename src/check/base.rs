//! What a branch adds to the revision that it began from.

use std::collections::BTreeSet;

use super::Scope;
use crate::model::codes;
use crate::model::record::Record;
use crate::model::repository::{Document, Repository, Version};
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;

/// One side of the comparison: the files and what they say.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// The files.
    pub snapshot: &'s Snapshot,
    /// What they say.
    pub repository: &'s Repository,
}

impl<'s> Side<'s> {
    /// The document `id`.
    pub(super) fn document(&self, id: &str) -> Option<&'s Document> {
        self.repository.documents.get(id)
    }

    /// The version that was read from the file `path`.
    pub(super) fn version_at(&self, id: &str, path: &str) -> Option<&'s Version> {
        self.document(id)?
            .versions
            .iter()
            .find(|version| version.path == path)
    }
}

/// The versions of `head` that `base` does not have so: published since, altered, or with another
/// record than one that was sealed. What is only typed in from the time before is not among them.
pub fn new_versions(base: Side<'_>, head: Side<'_>) -> Scope {
    let mut new = BTreeSet::new();
    for (document, version) in published(head.repository) {
        let number = &version.front.version;
        let known = base.document(&document.id);
        let before = known
            .and_then(|known| known.version(number))
            .filter(|before| !before.is_draft());
        let record = head.repository.record(&document.id, number);
        let imported = known.is_none() && record.is_some_and(|record| record.baseline);
        let is_new_text = before.is_none_or(|before| before.text != version.text);
        if !imported
            && (is_new_text || record.is_some_and(|record| is_new_record(base, head, record)))
        {
            new.insert((document.id.clone(), number.as_str().to_owned()));
        }
    }
    let appended = head
        .repository
        .records
        .values()
        .filter(|record| has_new_facts(base, record))
        .map(|record| {
            (
                record.document.value.clone(),
                record.version.value.as_str().to_owned(),
            )
        });
    Scope {
        new,
        appended: appended.collect(),
        all: false,
    }
}

/// Raises the levels to those of the base: a branch cannot allow itself what its base denies.
pub fn keep_levels(base: &Repository, head: &mut Settings) {
    // A base without documents has decided nothing yet.
    if base.documents.is_empty() && base.elsewhere.documents.is_empty() {
        return;
    }
    for code in codes::all() {
        let level = base.settings.level_of(code);
        if level > head.level_of(code) {
            head.levels.insert(code.name.to_owned(), level);
        }
    }
}

/// Whether something was appended to `record` that the base does not have.
fn has_new_facts(base: Side<'_>, record: &Record) -> bool {
    let before = base
        .repository
        .record(&record.document.value, &record.version.value);
    before.is_some_and(|before| {
        before.corrections.len() != record.corrections.len() || before.withdrawn != record.withdrawn
    })
}

/// Whether `record` tells something that the base does not tell. One that was sealed there is
/// closed: its alteration is a finding of its own. One that only binds a text by its digest tells
/// nothing.
fn is_new_record(base: Side<'_>, head: Side<'_>, record: &Record) -> bool {
    let before = base
        .repository
        .record(&record.document.value, &record.version.value);
    let tells = !record.entries.is_empty() || !record.facts.is_empty() || !record.terms.is_empty();
    let sealed = before.is_some_and(Record::is_sealed);
    let same = before.is_some_and(|before| {
        base.snapshot
            .get(&before.path)
            .is_some_and(|bytes| head.snapshot.get(&record.path) == Some(bytes))
    });
    tells && !sealed && !same
}

/// Every published version of `repository`.
pub(super) fn published(repository: &Repository) -> impl Iterator<Item = (&Document, &Version)> {
    repository.documents.values().flat_map(|document| {
        document
            .versions
            .iter()
            .filter(|version| !version.is_draft())
            .map(move |version| (document, version))
    })
}
