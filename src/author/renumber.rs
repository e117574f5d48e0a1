//! `renumber`: numbers a draft's headings anew after an insertion and moves its references along.

use chrono::NaiveDate;

use super::{Plan, readdress, record_file};
use crate::args;
use crate::changelog::history::History;
use crate::diff::renumber::{NumberMove, Unproven, renumber};
use crate::model::repository::Document;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::problem::Problem;
use crate::words::saying;

/// What `renumber` writes for the draft of `document`: its text, and its record with the addresses
/// of those sections.
///
/// # Errors
/// When its newest version is published: a published text never changes.
pub fn plan(document: &Document, snapshot: &Snapshot, on: NaiveDate) -> Result<Plan, Problem> {
    let newest = document.newest();
    if !newest.is_draft() {
        return Err(Problem::refused(
            saying(
                "problem.is-published",
                args![
                    path = newest.path.to_string(),
                    number = newest.front.version.to_string()
                ],
            ),
            saying("problem.begin-next", args![id = document.id.to_string()]),
        ));
    }
    let published = document
        .versions
        .iter()
        .rev()
        .find(|version| !version.is_draft())
        .map(|version| &version.sections);
    let result = renumber(&newest.text, newest.body_start, published);
    let mut plan = Plan::default();
    let place = |change: &NumberMove| format!("{}:{}", newest.path, change.line);
    let from = |change: &NumberMove| match change.from.as_str() {
        "" => "–".to_owned(),
        from => from.to_owned(),
    };
    let heading = |own: &NumberMove| {
        let (place, from, to) = (place(own), from(own), own.to.as_str());
        saying("author.number-of-heading", args![place, from, to])
    };
    let reference = |own: &NumberMove| {
        let (place, from, to) = (place(own), from(own), own.to.as_str());
        saying("author.number-of-reference", args![place, from, to])
    };
    let left = |own: &Unproven| {
        let place = format!("{}:{}", newest.path, own.line);
        let (reference, why) = (own.text.as_str(), own.why.name());
        saying("author.reference-left", args![place, reference, why])
    };
    plan.done.extend(result.headings.iter().map(heading));
    plan.done.extend(result.references.iter().map(reference));
    plan.done.extend(result.unproven.iter().map(left));
    if result.text == *newest.text {
        plan.done.push(saying("author.numbers-in-order", args![]));
    } else {
        // The record first: interrupted after it, the same step finds the text as it was.
        if let Some((path, record)) = readdressed(document, snapshot, &result.text, on) {
            plan.replace(path, record);
        }
        plan.replace(&newest.path, result.text);
        let id = document.id.as_str();
        plan.next = Some(saying("author.next-references", args![id]));
    }
    Ok(plan)
}

/// The record of the draft of `document` with its addresses as `text`, which has the same sections,
/// numbers them; `None` where nothing changes, and where it cannot be read.
fn readdressed(
    document: &Document,
    snapshot: &Snapshot,
    text: &str,
    on: NaiveDate,
) -> Option<(String, String)> {
    let newest = document.newest();
    let path = record_file::path(snapshot, &document.id, &newest.front.version);
    let before = std::str::from_utf8(snapshot.get(&path)?).ok()?;
    let (repository, _) = parse::repository::read(snapshot);
    let document = repository.documents.get(&document.id)?;
    let history = History::of_documents(&repository, &[document], on);
    let amendment = history.of_document(&document.id).last()?;
    let numbered = parse::sections::read(text, newest.body_start);
    let after = readdress::follow(before, amendment, &numbered);
    (after != before).then_some((path, after))
}
