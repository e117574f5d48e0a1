//! Numbers of persons in contracts, notes, names and settings. Registers are read more strictly,
//! see `parse::register`.

use super::Scope;
use crate::changelog::history::History;
use crate::model::codes::registers as codes;
use crate::model::finding::{Finding, Place};
use crate::model::person;
use crate::model::places::REGISTERS;
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;

/// All texts of the repository that can still be changed; what was published stands as it is.
pub(super) fn all(
    history: &History<'_>,
    snapshot: &Snapshot,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let settled = super::settled(history, scope);
    for (path, bytes) in snapshot.iter() {
        let ours = ["contracts/", "changelog/", "templates/"]
            .iter()
            .any(|folder| path.starts_with(folder));
        let stored = path.contains('@') && path.starts_with("contracts/archive/");
        if !ours || stored || path.starts_with(REGISTERS) || settled.contains(path) {
            continue;
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            continue;
        };
        for place in person::in_words(text) {
            let place = Place::new(path, Span::new(place.start, place.end));
            findings.push(Finding::new(
                &codes::PERSONAL_IDENTITY_NUMBER_IN_TEXT,
                place,
            ));
        }
    }
}
