//! What was published already, and is not judged anew.

use std::collections::BTreeSet;

use super::Scope;
use crate::changelog::history::History;
use crate::model::codes::reading as codes;
use crate::model::finding::{Code, Finding, Level};

/// The texts and records of versions that are not judged.
pub(super) fn paths<'h>(history: &'h History<'_>, scope: &Scope) -> BTreeSet<&'h str> {
    let repository = history.repository;
    let judged: BTreeSet<&str> = history
        .amendments
        .iter()
        .filter(|amendment| scope.judges(amendment))
        .flat_map(|amendment| {
            [
                Some(&amendment.new.path),
                amendment.record.map(|record| &record.path),
            ]
        })
        .flatten()
        .map(String::as_str)
        .collect();
    let versions = repository
        .documents
        .values()
        .flat_map(|document| &document.versions);
    let texts = versions.map(|version| version.path.as_str());
    let records = repository
        .records
        .values()
        .map(|record| record.path.as_str());
    texts
        .chain(records)
        .filter(|path| !judged.contains(path))
        .collect()
}

/// Slips that once were no findings, and that nobody can mend in a file that was sealed with them.
const SLIPS: [&Code; 3] = [
    &codes::EMPTY_VALUE,
    &codes::REPEATED_VALUE,
    &codes::DECLARED_TWICE,
];

/// Makes such slips in settled files warnings, so that a later, better program never condemns what
/// was published.
pub(super) fn lower(history: &History<'_>, scope: &Scope, findings: &mut [Finding]) {
    if !findings.iter().any(|finding| SLIPS.contains(&finding.code)) {
        return;
    }
    let settled = paths(history, scope);
    for finding in findings
        .iter_mut()
        .filter(|finding| SLIPS.contains(&finding.code))
    {
        if settled.contains(finding.place.path.as_str()) {
            finding.level = Some(Level::Warn);
        }
    }
}
