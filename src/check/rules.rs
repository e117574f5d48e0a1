//! Whether the rules of notice hold for anything at all.

use std::collections::BTreeSet;

use crate::changelog::history::History;
use crate::model::codes::{dating, structure};
use crate::model::finding::{Finding, Place};
use crate::model::places::SETTINGS;

/// Rules for kinds that nobody knows, and rules that all lie ahead on the day of `history`.
pub(super) fn all(history: &History<'_>, findings: &mut Vec<Finding>) {
    kinds(history, findings);
    let rules = &history.repository.settings.notice;
    if let Some(first) = rules.first().filter(|first| first.from.value > history.on) {
        let finding = Finding::new(
            &dating::NOTICE_NOT_YET,
            Place::new(SETTINGS, first.from.span),
        );
        findings.push(finding.with("from", first.from.value));
    }
}

/// Where agreement.yaml declares no kinds, those count that documents have.
fn kinds(history: &History<'_>, findings: &mut Vec<Finding>) {
    let repository = history.repository;
    let settings = &repository.settings;
    let mut known: BTreeSet<&str> = settings.kinds.iter().map(|kind| kind.id.as_str()).collect();
    if known.is_empty() {
        let versions = repository
            .documents
            .values()
            .flat_map(|document| &document.versions);
        known.extend(
            versions
                .map(|version| version.front.kind.as_str())
                .filter(|kind| !kind.is_empty()),
        );
        if !repository.elsewhere.documents.is_empty() {
            return;
        }
    }
    let named = settings.notice.iter().flat_map(|rule| &rule.kinds);
    for kind in named.filter(|kind| !known.contains(kind.value.as_str())) {
        let finding = Finding::new(&structure::UNKNOWN_KIND, Place::new(SETTINGS, kind.span));
        findings.push(
            finding
                .with("kind", &kind.value)
                .among(&kind.value, known.iter().copied()),
        );
    }
}
