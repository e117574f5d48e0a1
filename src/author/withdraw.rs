//! `withdraw`: a document's end, and what becomes of it: another day, or called off.

use chrono::NaiveDate;

use super::Plan;
use super::appending::{Open, open, require_notice};
use super::fact::{Appended, Fact};
use crate::args;
use crate::changelog::history::History;
use crate::chronicle::Chronicle;
use crate::dates::effective::{self, End};
use crate::model::record::Materiality;
use crate::model::repository::{Document, Repository};
use crate::model::snapshot::Snapshot;
use crate::problem::Problem;
use crate::words::{Text, saying};

/// What the reader is told, and why a day departs from the rules.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// What the reader is told.
    pub note: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// Appends the end of `document` to the record of its newest version.
///
/// # Errors
/// When the newest version is a draft, the document is withdrawn already, the end lies before it is
/// made known, or the notice is too short and no reason is given.
pub fn withdraw(
    repository: &Repository,
    snapshot: &Snapshot,
    document: &Document,
    (published, effective): (NaiveDate, NaiveDate),
    said: Said<'_>,
) -> Result<Plan, Problem> {
    let newest = document.newest();
    if newest.is_draft() {
        return Err(Problem::refused(
            saying(
                "problem.is-draft",
                args![
                    path = newest.path.to_string(),
                    number = newest.front.version.to_string()
                ],
            ),
            saying("problem.is-draft-hint", args![]),
        ));
    }
    let open = open(repository, snapshot, (document, newest), published)?;
    let history = History::of_documents(repository, &[document], NaiveDate::MAX);
    if let Some(date) = Chronicle::of(&history, &document.id).and_then(|own| own.ends()) {
        return Err(Problem::refused(
            saying(
                "problem.withdrawn-already",
                args![path = open.name.to_string(), date = date.to_string()],
            ),
            saying(
                "problem.withdrawn-already-hint",
                args![name = open.name.to_string()],
            ),
        ));
    }
    not_before(&open, published, effective)?;
    let warning = require_notice(
        repository,
        &open,
        Materiality::Material,
        (published, effective),
        said.reason,
    )?;
    let appended = open.with(Fact::Withdraw(effective), said, published, None)?;
    let id = document.id.as_str();
    let (effective, published) = (effective.to_string(), published.to_string());
    let done = saying("author.withdrawn", args![id, effective, published]);
    Ok(written(&open, appended, done, warning))
}

/// Appends to a withdrawal that it takes effect on another day, or with `None` that the document
/// goes on.
///
/// # Errors
/// When the document is not withdrawn, nothing would change, the end has come, or the notice is too
/// short.
pub fn correct(
    repository: &Repository,
    snapshot: &Snapshot,
    (document, version): (&Document, &crate::model::repository::Version),
    effective: Option<NaiveDate>,
    said: Said<'_>,
    on: NaiveDate,
) -> Result<Plan, Problem> {
    let open = open(repository, snapshot, (document, version), on)?;
    let Some(End {
        date: Some(date), ..
    }) = effective::end(open.record, NaiveDate::MAX)
    else {
        return Err(Problem::refused(
            saying("problem.not-withdrawn", args![name = open.name.to_string()]),
            saying(
                "problem.not-withdrawn-hint",
                args![id = document.id.to_string()],
            ),
        ));
    };
    if date <= on {
        return Err(Problem::refused(
            saying(
                "problem.ended-for-good",
                args![
                    name = open.name.to_string(),
                    date = date.to_string(),
                    on = on.to_string()
                ],
            ),
            saying("problem.ended-for-good-hint", args![]),
        ));
    }
    if effective == Some(date) {
        return Err(Problem::refused(
            saying(
                "problem.ends-already",
                args![name = open.name.to_string(), date = date.to_string()],
            ),
            saying("problem.corrects-nothing-hint", args![]),
        ));
    }
    let mut warning = None;
    if let Some(sooner) = effective.filter(|sooner| *sooner < date) {
        not_before(&open, on, sooner)?;
        warning = require_notice(
            repository,
            &open,
            Materiality::Material,
            (on, sooner),
            said.reason,
        )?;
    }
    let fact = effective.map_or(Fact::Continue, Fact::Withdraw);
    let appended = open.with(fact, said, on, None)?;
    let (id, date) = (document.id.as_str(), date.to_string());
    let done = match effective.map(|day| day.to_string()) {
        Some(effective) => saying("author.withdrawn-otherwise", args![id, effective, date]),
        None => saying("author.goes-on", args![id, date]),
    };
    Ok(written(&open, appended, done, warning))
}

fn not_before(open: &Open<'_>, known: NaiveDate, effective: NaiveDate) -> Result<(), Problem> {
    if effective >= known {
        return Ok(());
    }
    Err(Problem::refused(
        saying(
            "problem.end-before-known",
            args![
                name = open.name.to_string(),
                effective = effective.to_string(),
                known = known.to_string()
            ],
        ),
        saying("problem.end-before-known-hint", args![]),
    ))
}

fn written(open: &Open<'_>, appended: Appended, done: Text, warning: Option<Text>) -> Plan {
    let mut plan = Plan::default();
    appended.write(open, &mut plan);
    plan.done.push(done);
    plan.done.extend(warning);
    plan.next = Some(saying("author.check-then-build", args![]));
    plan
}
