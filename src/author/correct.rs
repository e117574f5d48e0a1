//! `correct` and `withdraw`: dated facts appended to a published record.

use chrono::NaiveDate;

use super::seal;
use super::{Plan, Refusal, yaml_text};
use crate::check::integrity;
use crate::model::record::Record;
use crate::model::repository::{Document, Version};

/// What a correction changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another date of effect.
    Effective(NaiveDate),
    /// The change will not be carried out.
    Cancelled,
}

/// Appends a correction of entry `entry` to the record of `version`.
///
/// # Errors
/// When the version is a draft, the entry does not exist, nothing would change, or the document is withdrawn.
pub fn correct(
    (document, version): (&Document, &Version),
    record: Option<(&Record, &str)>,
    entry: &str,
    change: Change,
    note: Option<&str>,
    on: NaiveDate,
) -> Result<Plan, Refusal> {
    let name = format!("{}@{}", document.id, version.front.version);
    let (record, text) = sealed(&name, version, record)?;
    let ids: Vec<&str> = record.entries.iter().map(|entry| entry.id.value.as_str()).collect();
    let Some(known) = record.entries.iter().find(|known| known.id.value == entry) else {
        return Err(Refusal::new(
            format!("{name}: no change is called `{entry}`"),
            format!("its changes: {}", if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }),
        ));
    };
    let now = crate::dates::effective::of(&version.front, Some(record), Some(known), on);
    let same = match change {
        Change::Effective(date) => now.date == Some(date),
        Change::Cancelled => now.cancelled,
    };
    if same {
        return Err(Refusal::new(
            format!("{name}: the correction changes nothing: `{entry}` says so already"),
            "state another date, or leave it",
        ));
    }
    if now.cancelled {
        return Err(Refusal::new(
            format!("{name}: `{entry}` was called off; a date cannot bring it back"),
            "make the change anew in the document's next version",
        ));
    }
    if let Some(begun) = now.date.filter(|begun| *begun <= on) {
        return Err(Refusal::new(
            format!(
                "{name}: `{entry}` has applied since {begun}; a correction on {on} would rewrite what was binding"
            ),
            "change it in the document's next version",
        ));
    }
    if let Some(published) = version.front.published.filter(|published| on < *published) {
        return Err(Refusal::new(
            format!("{name}: a correction made on {on} would come before the publication on {published}"),
            "give the day of the correction with --on",
        ));
    }
    let what = match change {
        Change::Effective(date) => format!("set: {{effective: {date}}}"),
        Change::Cancelled => "cancelled: true".to_owned(),
    };
    let mut lines = Vec::new();
    if record.corrections.is_empty() {
        lines.push("corrections:".to_owned());
    }
    lines.extend([format!("  - on: {on}"), format!("    change: {entry}"), format!("    {what}")]);
    lines.extend(note.map(|note| format!("    note: {}", yaml_text::quoted(note))));
    let text = seal::append_sealed(text, &lines, "    ");
    let mut plan = Plan::default();
    plan.replace(&record.path, text);
    plan.done.push(format!("appended a correction of `{entry}` to {}", record.path));
    plan.next = Some("run `avtalslogg check`, then `avtalslogg build`".to_owned());
    Ok(plan)
}

/// Appends the document's end to the record of its newest version.
///
/// # Errors
/// When the newest version is a draft, the document is withdrawn already, or the end lies before it is made known.
pub fn withdraw(
    (document, version): (&Document, &Version),
    record: Option<(&Record, &str)>,
    published: NaiveDate,
    effective: NaiveDate,
    note: Option<&str>,
) -> Result<Plan, Refusal> {
    let name = format!("{}@{}", document.id, version.front.version);
    let (record, text) = sealed(&name, version, record)?;
    if effective < published {
        return Err(Refusal::new(
            format!("{name}: the end on {effective} lies before the day it is made known, {published}"),
            "state a later --effective",
        ));
    }
    let mut lines = vec![
        "withdrawn:".to_owned(),
        format!("  published: {published}"),
        format!("  effective: {effective}"),
    ];
    lines.extend(note.map(|note| format!("  note: {}", yaml_text::quoted(note))));
    let mut plan = Plan::default();
    plan.replace(&record.path, seal::append_sealed(text, &lines, "  "));
    plan.done.push(format!("{} is withdrawn from {effective}, made known on {published}", document.id));
    plan.next = Some("run `avtalslogg check`, then `avtalslogg build`".to_owned());
    Ok(plan)
}

fn sealed<'r>(
    name: &str,
    version: &Version,
    record: Option<(&'r Record, &'r str)>,
) -> Result<(&'r Record, &'r str), Refusal> {
    if version.is_draft() {
        return Err(Refusal::new(
            format!("{name}: a draft is edited, not corrected"),
            "change the text or its record",
        ));
    }
    let Some((record, text)) = record.filter(|(record, _)| record.seal.is_some()) else {
        return Err(Refusal::new(
            format!("{name}: its record is not sealed"),
            "`avtalslogg publish --seal` writes missing digests and seals",
        ));
    };
    if !integrity::is_intact(record, text.as_bytes()) {
        return Err(Refusal::new(
            format!("{}: the record was changed after it was sealed", record.path),
            "restore it first; `avtalslogg check` shows where",
        ));
    }
    if record.withdrawn.is_some() {
        return Err(Refusal::new(
            format!("{name}: the document is withdrawn; its record is closed"),
            "a withdrawn document takes no further facts",
        ));
    }
    Ok((record, text))
}
