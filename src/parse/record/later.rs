//! The list `later`: what was appended to a published record, oldest first.

use chrono::NaiveDate;

use super::entries::web_address;
use crate::model::codes::reading;
use crate::model::record::{Correction, EndCorrection, Reworded, Withdrawal};
use crate::model::span::{Located, Span};
use crate::parse::fields::Fields;
use crate::parse::yaml::Node;

/// What one fact can say, as its key is called.
const FACTS: [&str; 5] = ["correct", "cancel", "withdraw", "commence", "reviewed"];

/// What one fact says.
enum Fact {
    /// Of an entry: another day, other words, or that its changes will not be carried out.
    Entry(Box<Correction>),
    /// Of the document: its end.
    End(Located<NaiveDate>),
    /// That the document goes on.
    NoEnd,
    /// Nothing that readers are told.
    Reviewed,
}

/// Reads the list; gives where each of its facts stands.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    corrections: &mut Vec<Correction>,
    withdrawn: &mut Option<Withdrawal>,
) -> Vec<Span> {
    let mut places = Vec::new();
    for node in fields.list("later") {
        places.push(node.span);
        one(fields, node, places.len(), corrections, withdrawn);
    }
    places
}

fn one(
    outer: &mut Fields<'_, '_>,
    node: Node,
    nth: usize,
    corrections: &mut Vec<Correction>,
    withdrawn: &mut Option<Withdrawal>,
) -> Option<()> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "later");
    let on = fields.required_date("on");
    let said: Vec<&str> = FACTS
        .into_iter()
        .filter(|key| fields.span_of(key).is_some())
        .collect();
    match said.as_slice() {
        [] => fields.missing(
            "correct",
            "{change: gallringstid, set: {effective: 2023-04-19}}",
        ),
        [_] => {}
        [_, second, ..] => {
            let at = fields.span_of(second).unwrap_or(span);
            fields.source.report(&reading::INVALID_VALUE, at, |f| {
                let finding = f.with("value", second).with("key", "later");
                finding
                    .with("known", FACTS.join(", "))
                    .saying("remedy", &reading::CHOOSE)
            });
        }
    }
    let fact = fact(&mut fields, (span, nth));
    let note = fields.text("note").map(|text| text.value);
    let reason = fields.text("reason").map(|text| text.value);
    fields.finish();
    let on = on?;
    let of_end = |effective: Option<Located<NaiveDate>>| match (withdrawn, effective) {
        (Some(end), effective) => end.corrections.push(EndCorrection {
            span,
            on: on.clone(),
            cancelled: effective.is_none(),
            effective,
            note: note.clone(),
            reason: reason.clone(),
        }),
        (withdrawn, Some(effective)) => {
            *withdrawn = Some(Withdrawal {
                published: on.clone(),
                effective,
                note: note.clone(),
                reason: reason.clone(),
                corrections: Vec::new(),
            });
        }
        (None, None) => {}
    };
    match fact? {
        Fact::End(effective) => of_end(Some(effective)),
        Fact::NoEnd => of_end(None),
        Fact::Reviewed => {}
        Fact::Entry(own) => corrections.push(Correction {
            on,
            note,
            reason,
            ..*own
        }),
    }
    Some(())
}

fn fact(fields: &mut Fields<'_, '_>, place: (Span, usize)) -> Option<Fact> {
    let mut found = None;
    if let Some(node) = fields.node("correct") {
        let mut own = Fields::new(fields.source, node, "correct");
        let change = own.required_text("change", "gallringstid");
        if own.span_of("set").is_none() {
            own.missing("set", "{effective: 2023-04-19}");
        }
        let (effective, reworded) = set(&mut own);
        own.finish();
        let of_entry = |change| Fact::Entry(Box::new(entry(change, place, effective, reworded)));
        found = found.or(change.map(of_entry));
    }
    if let Some(node) = fields.node("commence") {
        let mut own = Fields::new(fields.source, node, "commence");
        let change = own.required_text("change", "gallringstid");
        let effective = own.required_date("effective");
        own.finish();
        let of_entry = |(change, effective)| {
            Fact::Entry(Box::new(entry(
                change,
                place,
                Some(effective),
                Reworded::default(),
            )))
        };
        found = found.or(change.zip(effective).map(of_entry));
    }
    if let Some(node) = fields.node("cancel") {
        let mut own = Fields::new(fields.source, node, "cancel");
        let ends = own.flag("withdrawal");
        let change = (!ends || own.span_of("change").is_some())
            .then(|| own.required_text("change", "gallringstid"))
            .flatten();
        own.finish();
        let called_off = |change| {
            Fact::Entry(Box::new(Correction {
                cancelled: true,
                ..entry(change, place, None, Reworded::default())
            }))
        };
        let of_entry = change.map(called_off);
        found = found.or(of_entry.or(ends.then_some(Fact::NoEnd)));
    }
    if let Some(node) = fields.node("withdraw") {
        let mut own = Fields::new(fields.source, node, "withdraw");
        let effective = own.required_date("effective");
        own.finish();
        found = found.or(effective.map(Fact::End));
    }
    if let Some(node) = fields.node("reviewed") {
        let mut own = Fields::new(fields.source, node, "reviewed");
        own.required_text("by", "Avtalsenheten");
        own.date("next");
        own.finish();
        found = found.or(Some(Fact::Reviewed));
    }
    found
}

/// A fact about the entry `change`; its day and what it tells stand beside it.
fn entry(
    change: Located<String>,
    (span, nth): (Span, usize),
    effective: Option<Located<NaiveDate>>,
    reworded: Reworded,
) -> Correction {
    Correction {
        span,
        on: Located::new(NaiveDate::MIN, span),
        change,
        effective,
        cancelled: false,
        reworded,
        note: None,
        reason: None,
        interim: None,
        nth: Some(nth),
    }
}

/// What `set` says.
fn set(outer: &mut Fields<'_, '_>) -> (Option<Located<NaiveDate>>, Reworded) {
    let Some(node) = outer.node("set") else {
        return (None, Reworded::default());
    };
    let mut set = Fields::new(outer.source, node, "set");
    let effective = set.date("effective");
    let reworded = Reworded {
        note: set.text("note").map(|text| text.value),
        action: set.text("action").map(|text| text.value),
        action_by: set.date("action_by").map(|date| date.value),
        more: set
            .text("more")
            .and_then(|address| web_address(&mut set, address)),
    };
    set.finish();
    (effective, reworded)
}
