//! Whether the services can be told apart by their names.

use std::collections::BTreeMap;

use super::Scope;
use crate::changelog::history::History;
use crate::model::codes::registers as codes;
use crate::model::finding::{Finding, Level, Place};
use crate::model::names;
use crate::model::repository::Version;
use crate::parties::services::describes_a_service;

/// Names that the newest versions of two services have. Where neither is judged nobody can change
/// it any more.
pub(super) fn all(history: &History<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let repository = history.repository;
    let mut named: BTreeMap<String, &Version> = BTreeMap::new();
    for document in repository
        .documents
        .values()
        .filter(|own| describes_a_service(repository, own))
    {
        let newest = document.newest();
        let Some(service) = &newest.front.service else {
            continue;
        };
        let Some(other) = named.insert(names::folded(service), newest) else {
            continue;
        };
        let judged = |version: &Version| {
            let mut amendments = history.amendments.iter();
            amendments.any(|own| std::ptr::eq(own.new, version) && scope.judges(own))
        };
        let finding = Finding::new(
            &codes::SERVICE_NAME_TAKEN,
            Place::new(&newest.path, newest.front.span("service")),
        );
        let finding = finding.with("service", service).with("other", &other.path);
        let open = judged(newest) || judged(other);
        findings.push(if open {
            finding
        } else {
            finding.at_level(Level::Warn)
        });
    }
}
