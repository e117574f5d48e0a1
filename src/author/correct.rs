//! `correct`: another date of effect, or that a change will not be carried out, appended to a
//! published record.

use chrono::NaiveDate;

use super::appending::{Open, open, require_notice};
use super::fact::Fact;
use super::withdraw::Said;
use super::{Plan, restate};
use crate::args;
use crate::dates::effective;
use crate::model::record::{Effect, Entry, Materiality};
use crate::model::repository::{Document, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::problem::Problem;
use crate::words::{Text, Value, saying};

/// What a correction changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another date of effect.
    Effective(NaiveDate),
    /// The change will not be carried out.
    Cancelled,
}

/// Appends a correction of entry `entry`, made on `on`, to the record of `version`, and writes the
/// texts that bind from then on where they are composed of several versions.
///
/// # Errors
/// When the version is a draft, the entry does not exist, nothing would change, what has begun to
/// apply would be rewritten, the notice is too short, or no rule can say what would bind.
pub fn correct(
    repository: &Repository,
    snapshot: &Snapshot,
    (document, version): (&Document, &Version),
    (entry, change): (&str, Change),
    said: Said<'_>,
    on: NaiveDate,
) -> Result<Plan, Problem> {
    let open = open(repository, snapshot, (document, version), on)?;
    let ids: Vec<&str> = open
        .record
        .entries
        .iter()
        .map(|entry| entry.id.value.as_str())
        .collect();
    let Some(known) = open
        .record
        .entries
        .iter()
        .find(|known| known.id.value == entry)
    else {
        return Err(Problem::refused(
            saying(
                "problem.no-entry",
                args![name = open.name.to_string(), entry = entry.to_string()],
            ),
            saying(
                "problem.no-entry-hint",
                args![
                    known = if ids.is_empty() {
                        Value::Said(saying("problem.none", args![]))
                    } else {
                        Value::from(ids.join(", "))
                    }
                ],
            ),
        ));
    };
    let warning = may_change(repository, &open, known, change, said, on)?;
    let fact = match change {
        Change::Effective(date) => Fact::Effective(entry, date),
        Change::Cancelled => Fact::Cancel(entry),
    };
    let corrected = open.with(fact, said, on, None)?.record;
    let restated = restate::after(repository, snapshot, &open, &corrected, on)?;
    let appended = open.with(fact, said, on, Some(&restated.digests))?;
    let mut plan = Plan::default();
    for (path, text) in restated.files {
        plan.create(path, text);
    }
    appended.write(&open, &mut plan);
    let path = open.record.path.as_str();
    plan.done
        .push(saying("author.corrected", args![change = entry, path]));
    plan.done.extend(warning);
    plan.next = Some(match change {
        Change::Cancelled => saying(
            "author.next-take-out",
            args![change = entry, id = document.id.as_str()],
        ),
        Change::Effective(_) => saying("author.check-then-build", args![]),
    });
    Ok(plan)
}

/// Whether `entry` may be corrected so on `on`; a warning is returned.
fn may_change(
    repository: &Repository,
    open: &Open<'_>,
    entry: &Entry,
    change: Change,
    said: Said<'_>,
    on: NaiveDate,
) -> Result<Option<Text>, Problem> {
    let (name, id) = (&open.name, &entry.id.value);
    let now = effective::of(
        &open.version.front,
        Some(open.record),
        Some(entry),
        NaiveDate::MAX,
    );
    let same = match change {
        Change::Effective(date) => now.date == Some(date),
        Change::Cancelled => now.cancelled,
    };
    if same {
        return Err(Problem::refused(
            saying(
                "problem.corrects-nothing",
                args![name = name.to_string(), id = id.to_string()],
            ),
            saying("problem.corrects-nothing-hint", args![]),
        ));
    }
    if now.cancelled {
        return Err(Problem::refused(
            saying(
                "problem.called-off",
                args![name = name.to_string(), id = id.to_string()],
            ),
            saying("problem.called-off-hint", args![]),
        ));
    }
    if let Some(begun) = now.date.filter(|begun| *begun <= on) {
        return Err(Problem::refused(
            saying(
                "problem.already-applies",
                args![
                    name = name.to_string(),
                    id = id.to_string(),
                    begun = begun.to_string(),
                    on = on.to_string()
                ],
            ),
            saying("problem.already-applies-hint", args![]),
        ));
    }
    let Change::Effective(date) = change else {
        return Ok(None);
    };
    if date < on {
        return Err(Problem::refused(
            saying(
                "problem.before-known",
                args![
                    name = name.to_string(),
                    date = date.to_string(),
                    on = on.to_string()
                ],
            ),
            saying("problem.before-known-hint", args![]),
        ));
    }
    let adverse = entry
        .effect
        .as_ref()
        .is_some_and(|effect| effect.value == Effect::Adverse);
    if adverse && now.date.is_some_and(|before| date < before) {
        let label = entry
            .materiality
            .as_ref()
            .map_or(Materiality::Material, |label| label.value);
        return require_notice(repository, open, label, (on, date), said.reason);
    }
    Ok(None)
}
