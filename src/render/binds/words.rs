//! What `binds` says of what it found: which message, and with what.

use super::{BindsView, EndedView, LeftOutView, ReasonView, RowView, SinceView, TextView};
use crate::args;
use crate::parties::binding::WhyNot;
use crate::words::Words;

/// What no longer binds, and what does not: a heading and its lines each.
pub(super) fn lists(view: &BindsView) -> [(String, Vec<String>); 2] {
    let words = &view.words;
    let ended = view.ended.iter().map(|own| ended(words, own));
    let left = view.left_out.iter().map(|own| left_out(words, own));
    [
        (words.say("binds.ended-heading", args![]), ended.collect()),
        (words.say("binds.left-out-heading", args![]), left.collect()),
    ]
}

pub(super) fn in_force(words: &Words, text: &TextView) -> String {
    words.say(
        "binds.in-force",
        args![
            versions = text.versions.join(", "),
            day = &text.in_force_since
        ],
    )
}

pub(super) fn reason(words: &Words, reason: &ReasonView) -> String {
    match reason {
        ReasonView::Signed(row) => words.say(
            "binds.signed",
            args![
                day = &row.signed,
                version = &row.version,
                through = through(row),
                board = row.board.as_ref()
            ],
        ),
        ReasonView::Customer(row) => words.say(
            "binds.customer",
            args![day = &row.signed, organisation = &row.organisation],
        ),
        ReasonView::WholeOf { title, .. } => words.say("binds.whole-of", args![title]),
        ReasonView::PartOf { title, .. } => words.say("binds.part-of", args![title]),
        ReasonView::Beside { title, .. } => words.say("binds.beside", args![title]),
        ReasonView::Service { title, row, .. } => words.say(
            "binds.service",
            args![
                title,
                day = &row.signed,
                through = through(row),
                board = row.board.as_ref()
            ],
        ),
        ReasonView::PersonalData { title, .. } => words.say("binds.personal-data", args![title]),
    }
}

/// The customer through whom an organisation is bound.
fn through(row: &RowView) -> Option<&String> {
    row.through.as_ref().map(|customer| {
        if customer.name.is_empty() {
            &customer.number
        } else {
            &customer.name
        }
    })
}

pub(super) fn since(words: &Words, since: &SinceView) -> String {
    let days: Vec<&str> = since
        .releases
        .iter()
        .map(|release| release.published.as_str())
        .collect();
    words.say(
        "binds.since",
        args![
            n = since.changes,
            added = since.added.as_ref(),
            signed = &since.signed,
            days = days.join(", ")
        ],
    )
}

pub(super) fn ended(words: &Words, ended: &EndedView) -> String {
    words.say(
        "binds.ended",
        args![
            title = &ended.title,
            through = through(&ended.row),
            board = ended.row.board.as_ref(),
            signed = &ended.row.signed,
            ended = &ended.ended
        ],
    )
}

pub(super) fn left_out(words: &Words, own: &LeftOutView) -> String {
    let title = &own.title;
    match own.why {
        WhyNot::GovernsNoService => words.say("binds.governs-no-service", args![title]),
        WhyNot::NotInForce => words.say("binds.not-in-force", args![title]),
        WhyNot::OtherAgreement => words.say("binds.other-agreement", args![title]),
    }
}
