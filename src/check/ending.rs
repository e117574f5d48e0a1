//! The notice of what is appended to a published record: a document's end, and a change that is
//! brought forward.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::changelog::amendment::{Amendment, Item};
use crate::dates::effective::Course;
use crate::dates::notice::{self, Change};
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Level, Place};
use crate::model::record::{Effect, Entry, Materiality, Record};
use crate::model::span::Located;

/// Ends and corrections of one version's record that come sooner than the rules allow. An end is to
/// the customer's disadvantage; an adverse change that is brought forward needs its notice from the
/// day of the correction.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let Some(record) = amendment.record else {
        return;
    };
    let mut judge = |label, from: NaiveDate, stated: &Located<NaiveDate>, reason: bool| {
        let change = Change {
            kind: &amendment.new.front.kind,
            materiality: label,
            effect: Effect::Adverse,
        };
        let proposal = notice::propose(amendment.settings, change, from, from);
        if stated.value >= proposal.date {
            return;
        }
        let finding = Finding::new(
            &codes::NOTICE_TOO_SHORT,
            Place::new(&record.path, stated.span),
        )
        .with(
            "derivation",
            proposal.against(stated.value, amendment.settings.language),
        )
        .with("proposed", proposal.date);
        findings.push(if reason {
            finding.at_level(Level::Warn)
        } else {
            finding
        });
    };
    if let (Some(end), Some(course)) = (&record.withdrawn, Course::of_end(record)) {
        judge(
            Materiality::Material,
            end.published.value,
            &end.effective,
            end.reason.is_some(),
        );
        for step in &course.steps {
            let sooner = |day: NaiveDate| step.held_before().is_none_or(|before| day < before);
            if let Some(stated) = step.stated.filter(|day| sooner(day.value)) {
                judge(
                    Materiality::Material,
                    step.on,
                    stated,
                    step.reason.is_some(),
                );
            }
        }
    }
    for (entry, label) in adverse(amendment, record) {
        for step in Course::of_entry(&amendment.new.front, record, entry).steps {
            let sooner = |day: NaiveDate| step.before.is_some_and(|before| day < before);
            if let Some(stated) = step.stated.filter(|day| sooner(day.value)) {
                judge(label, step.on, stated, step.reason.is_some());
            }
        }
    }
}

/// The entries to the customer's disadvantage, each with its label.
fn adverse<'r>(
    amendment: &'r Amendment<'r>,
    record: &'r Record,
) -> impl Iterator<Item = (&'r Entry, Materiality)> {
    // Of several items of one name the first counts.
    let items: BTreeMap<&str, &Item<'_>> = amendment
        .items
        .iter()
        .rev()
        .map(|item| (item.id.as_str(), item))
        .collect();
    record.entries.iter().filter_map(move |entry| {
        let item = items.get(entry.id.value.as_str())?;
        (item.effect == Some(Effect::Adverse)).then_some((entry, item.materiality))
    })
}
