//! `renumber`: numbers a draft's headings anew after an insertion and moves its references along.

use super::Plan;
use crate::args;
use crate::diff::renumber::{NumberMove, Unproven, renumber};
use crate::model::repository::Document;
use crate::problem::Problem;
use crate::words::saying;

/// What `renumber` writes for the draft of `document`.
///
/// # Errors
/// When its newest version is published: a published text never changes.
pub fn plan(document: &Document) -> Result<Plan, Problem> {
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
        plan.replace(&newest.path, result.text);
        let id = document.id.as_str();
        plan.next = Some(saying("author.next-references", args![id]));
    }
    Ok(plan)
}
