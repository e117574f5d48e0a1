//! What the author writes in a record: entries, notes about facts, changes of term.

use crate::model::codes::{coverage, reading};
use crate::model::record::{Entry, Fact, FactNote, GivenReason, TermChange};
use crate::model::span::Located;
use crate::parse::cut;
use crate::parse::fields::{Fields, Source};
use crate::parse::yaml::{Node, Value};

use super::{EFFECTS, LABELS};

pub(super) fn entry(outer: &mut Fields<'_, '_>, node: Node) -> Option<Entry> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "changes");
    let id = fields.id("id", "gallringstid");
    let sections = fields.texts("sections");
    let judged = fields.text_or_texts("for");
    let materiality = fields.choice("materiality", LABELS);
    fields.left_open("effect");
    let effect = fields.choice("effect", EFFECTS);
    let significant = fields.flag("significant");
    let effective = fields.date("effective");
    let reason = fields
        .node("reason")
        .and_then(|node| reason(&mut fields, node));
    let note = fields.text("note");
    let purpose = fields.text("purpose").map(|text| text.value);
    let affects = fields.texts("affects");
    let action = fields.text("action").map(|text| text.value);
    let action_by = fields.date("action_by");
    let more = fields
        .text("more")
        .and_then(|address| web_address(&mut fields, address));
    let proposed = fields.text("proposed").map(|text| text.value);
    fields.finish();
    let id = id?;
    if sections.is_empty() {
        outer
            .source
            .report(&coverage::ENTRY_WITHOUT_SECTIONS, id.span, |f| f);
    }
    Some(Entry {
        span,
        id,
        sections,
        judged,
        materiality,
        effect,
        significant,
        effective,
        reason,
        note,
        purpose,
        affects,
        action,
        action_by,
        more,
        proposed,
    })
}

/// An address that a reader can follow; anything else would be dropped from the page.
pub(super) fn web_address(fields: &mut Fields<'_, '_>, address: Located<String>) -> Option<String> {
    let plain = address.value.to_ascii_lowercase();
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        plain
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    });
    if !is_web
        || address
            .value
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
    {
        fields
            .source
            .report(&reading::NOT_A_WEB_ADDRESS, address.span, |f| {
                f.with("value", &address.value)
            });
        return None;
    }
    Some(address.value)
}

/// A reason is `{text, for}`, or just the text while it is not bound yet.
fn reason(outer: &mut Fields<'_, '_>, node: Node) -> Option<GivenReason> {
    let span = node.span;
    if let Value::Scalar { text, .. } = node.value {
        let text = Located::new(text, span);
        cut::report(outer.source, "reason", &text);
        let text = outer.explains("reason", text)?;
        return Some(GivenReason {
            text: text.value,
            fingerprints: Vec::new(),
            span,
        });
    }
    let mut fields = Fields::new(outer.source, node, "reason");
    if fields.span_of("text").is_none() {
        fields.missing("text", "…");
    }
    let text = fields
        .text("text")
        .and_then(|text| fields.explains("text", text));
    let is_bound = fields.span_of("for").is_some();
    let fingerprints = fields.text_or_texts("for");
    fields.finish();
    // One that is bound to nothing that can be read is not taken for one that holds for all.
    let text = text.filter(|_| !is_bound || !fingerprints.is_empty());
    Some(GivenReason {
        text: text?.value,
        fingerprints,
        span,
    })
}

pub(super) fn fact(outer: &mut Fields<'_, '_>, node: Node) -> Option<FactNote> {
    let mut fields = Fields::new(outer.source, node, "facts");
    if fields.span_of("fact").is_none() {
        fields.missing("fact", "title");
    }
    let fact = fields.choice("fact", &Fact::ALL.map(|fact| (fact.name(), fact)));
    let note = fields.text("note").map(|text| text.value);
    let entry = fields.text("entry");
    fields.finish();
    Some(FactNote {
        fact: fact?,
        note,
        entry,
    })
}

pub(super) fn term(outer: &mut Fields<'_, '_>, node: Node) -> Option<TermChange> {
    let mut fields = Fields::new(outer.source, node, "terms");
    let from = fields.required_text("from", "agent");
    let to = fields.required_text("to", "ombud");
    fields.finish();
    Some(TermChange {
        from: from?,
        to: to?,
    })
}

pub(super) fn report_duplicate_ids(source: &mut Source<'_>, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..at]
            .iter()
            .find(|other| other.id.value == entry.id.value)
        {
            let line = source.line(first.id.span.start);
            source.report(&coverage::DUPLICATE_ENTRY_ID, entry.id.span, |f| {
                f.with("id", &entry.id.value).with("first", line)
            });
        }
    }
}
