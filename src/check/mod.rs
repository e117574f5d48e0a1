//! What is wrong with a contract repository: all findings, never the first one only.

mod alterations;
mod audience;
pub mod base;
mod cancelled;
pub mod causes;
mod conflicts;
mod coverage;
mod cycles;
mod dating;
mod duties;
mod ending;
pub mod integrity;
mod judged;
pub mod landing;
pub mod links;
mod particulars;
mod persons;
mod records;
mod references;
mod registers;
mod relations;
pub mod restore;
mod rules;
mod services;
mod settled;
mod statements;
mod texts;
mod unseen;
mod wording;

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::model::codes::{reading, structure};
use crate::model::finding::{Finding, Level, Place};
use crate::model::repository::Repository;
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;

/// Of which versions coverage, materiality and notice are judged. What is published already is
/// checked for integrity and consistency only, so that a better engine never condemns a sealed
/// record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The whole history.
    pub all: bool,
    /// Versions that are new, as (document, version as written), drafts aside.
    pub new: BTreeSet<(String, String)>,
    /// Versions to whose records something was appended since, in the same form.
    pub appended: BTreeSet<(String, String)>,
}

impl Scope {
    /// Whether `amendment` is judged; a draft always is. The whole history does not include what is
    /// older than it: nobody wrote notes for a baseline.
    pub fn judges(&self, amendment: &Amendment<'_>) -> bool {
        self.all && !amendment.is_baseline()
            || amendment.new.is_draft()
            || is_unproven(amendment)
            || self.new.contains(&key(amendment))
    }

    /// Whether `amendment` is sealed and not new: nothing in it can be mended any more, and it is
    /// judged only because the whole history is.
    pub(crate) fn is_settled(&self, amendment: &Amendment<'_>) -> bool {
        let sealed = amendment.record.is_some_and(|record| record.is_sealed());
        sealed && !amendment.new.is_draft() && !self.new.contains(&key(amendment))
    }

    /// Whether what was appended to the record of `amendment` is judged.
    pub fn judges_appended(&self, amendment: &Amendment<'_>) -> bool {
        self.all || self.new.contains(&key(amendment)) || self.appended.contains(&key(amendment))
    }
}

/// Whether a version names a day of publication but was not published by the program, which seals
/// what it judged.
fn is_unproven(amendment: &Amendment<'_>) -> bool {
    amendment
        .record
        .is_some_and(|record| !record.is_sealed() && !record.baseline)
}

fn key(amendment: &Amendment<'_>) -> (String, String) {
    (
        amendment.document.id.clone(),
        amendment.new.front.version.as_str().to_owned(),
    )
}

/// All findings about `history`, those of `read` included, in the order of files and places. Levels
/// are those of the settings; what is allowed is left out.
pub fn check(
    history: &History<'_>,
    snapshot: &Snapshot,
    read: Vec<Finding>,
    scope: &Scope,
) -> Vec<Finding> {
    let mut findings = read;
    leave_settled(history, scope, &mut findings);
    conflicts::all(history, snapshot, scope, &mut findings);
    integrity::all(history.repository, snapshot, &mut findings);
    for document in history.repository.documents.values() {
        texts::document(document, &mut findings);
    }
    let kept = LazyCell::new(|| history.repository.keeps_data_processing_agreements());
    for amendment in &history.amendments {
        texts::version(history.repository, amendment, scope, &mut findings);
        relations::version(
            history.repository,
            || *kept,
            amendment,
            scope,
            &mut findings,
        );
        unseen::version(amendment, scope, &mut findings);
        particulars::version(history.repository, amendment, scope, &mut findings);
        dating::version(history, amendment, scope, &mut findings);
        if scope.judges_appended(amendment) {
            ending::version(amendment, &mut findings);
        }
        if scope.judges(amendment) {
            // What a record says that cannot be read is not known.
            let path = || {
                history
                    .repository
                    .record_path(&amendment.document.id, &amendment.new.front.version)
            };
            if amendment.record.is_some()
                || !history.repository.unreadable_records.contains(&path())
            {
                coverage::version(amendment, &mut findings);
                judged::version(amendment, &mut findings);
            }
            audience::version(amendment, &mut findings);
            duties::version(amendment, &mut findings);
            duties::effects(amendment, scope, &mut findings);
            references::version(amendment, &mut findings);
            statements::version(amendment, &mut findings);
            wording::version(
                history.repository,
                snapshot,
                amendment,
                scope,
                &mut findings,
            );
        }
    }
    for document in history.repository.documents.values() {
        dating::document(history, document, &mut findings);
        cancelled::document(history, document, scope, &mut findings);
    }
    records::all(history.repository, &mut findings);
    rules::all(history, &mut findings);
    services::all(history, scope, &mut findings);
    relations::repository(history.repository, &mut findings);
    registers::all(history, snapshot, &mut findings);
    persons::all(history, snapshot, scope, &mut findings);
    for mismatch in &history.mismatches {
        let finding = Finding::new(
            &structure::REDLINE_NOT_PROVEN,
            Place::new(&mismatch.new, Span::default()),
        );
        findings.push(
            finding
                .with("old", &mismatch.old)
                .with("new", &mismatch.new)
                .with("section", &mismatch.section),
        );
    }
    settled::lower(history, scope, &mut findings);
    settle(findings, &history.repository.settings)
}

/// Leaves out what could not be mended any more: words that a sealed text or record has lost were
/// published so.
fn leave_settled(history: &History<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let settled = settled(history, scope);
    findings.retain(|own| {
        own.code != &reading::TEXT_AFTER_HASH || !settled.contains(own.place.path.as_str())
    });
}

/// The texts and records of versions that are not judged.
fn settled<'h>(history: &'h History<'_>, scope: &Scope) -> BTreeSet<&'h str> {
    let settled = history
        .amendments
        .iter()
        .filter(|amendment| !scope.judges(amendment));
    let paths =
        settled.flat_map(|own| [Some(&own.new.path), own.record.map(|record| &record.path)]);
    paths.flatten().map(String::as_str).collect()
}

/// Sets the levels of the settings, leaves out what is allowed, and sorts.
pub fn settle(mut findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    findings.retain(|finding| level(finding, settings) != Level::Allow);
    findings
        .sort_by(|a, b| (&a.place, a.code.name, &a.args).cmp(&(&b.place, b.code.name, &b.args)));
    findings.dedup();
    findings
}

/// The level at which `finding` counts: a given reason lowers it, else the settings decide, else
/// the code.
pub fn level(finding: &Finding, settings: &Settings) -> Level {
    let own = settings.level_of(finding.code);
    finding.level.map_or(own, |lowered| lowered.min(own))
}

/// Whether any of `findings` denies.
pub fn denies(findings: &[Finding], settings: &Settings) -> bool {
    findings
        .iter()
        .any(|finding| level(finding, settings) == Level::Deny)
}

/// The findings that stop a site from being built: those that deny, except in drafts and their
/// records.
pub fn stopping<'f>(findings: &'f [Finding], repository: &Repository) -> Vec<&'f Finding> {
    let stops = |finding: &&Finding| {
        level(finding, &repository.settings) == Level::Deny
            && !repository.is_of_draft(&finding.place.path)
    };
    findings.iter().filter(stops).collect()
}
