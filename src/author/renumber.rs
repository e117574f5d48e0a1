//! `renumber`: numbers a draft's headings anew after an insertion and moves its references along.

use super::Plan;
use crate::args;
use crate::diff::renumber::{NumberMove, renumber};
use crate::model::repository::Document;
use crate::problem::{Problem, saying};

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
    let moved = |kind: &str, change: &NumberMove| {
        let from = if change.from.is_empty() {
            "–"
        } else {
            &change.from
        };
        format!(
            "{}:{}: {kind} {from} → {}",
            newest.path, change.line, change.to
        )
    };
    plan.done.extend(
        result
            .headings
            .iter()
            .map(|change| moved("heading", change)),
    );
    plan.done.extend(
        result
            .references
            .iter()
            .map(|change| moved("reference", change)),
    );
    for change in &result.unclear {
        plan.done.push(format!(
            "{}:{}: left reference {} as it is: several headings bear the number",
            newest.path, change.line, change.from
        ));
    }
    if result.text == *newest.text {
        plan.done
            .push("the numbers are in order already".to_owned());
    } else {
        plan.replace(&newest.path, result.text);
        plan.next = Some(format!(
            "read the references once, then run `avtalslogg draft {}`",
            document.id
        ));
    }
    Ok(plan)
}
