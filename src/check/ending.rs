//! The notice of what is appended to a published record: a document's end, and a change that is brought forward.

use chrono::NaiveDate;

use crate::changelog::amendment::Amendment;
use crate::classify::Materiality;
use crate::dates::notice::{self, Change};
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Level, Place};
use crate::model::record::{Effect, Label, Record};
use crate::model::span::Located;

/// Ends and corrections of one version's record that come sooner than the rules allow. An end is to the customer's
/// disadvantage; an adverse change that is brought forward needs its notice from the day of the correction.
pub fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let Some(record) = amendment.record else { return };
    let mut judge = |label, from: NaiveDate, stated: &Located<NaiveDate>, reason: bool| {
        let change = Change { kind: &amendment.new.front.kind, materiality: label, effect: Effect::Adverse };
        let proposal = notice::propose(amendment.settings, change, from, from);
        if stated.value >= proposal.date {
            return;
        }
        let finding = Finding::new(&codes::NOTICE_TOO_SHORT, Place::new(&record.path, stated.span))
            .with("derivation", proposal.against(stated.value, amendment.settings.language))
            .with("proposed", proposal.date);
        findings.push(if reason { finding.at_level(Level::Warn) } else { finding });
    };
    if let Some(end) = &record.withdrawn {
        judge(Label::Material, end.published.value, &end.effective, end.reason.is_some());
        let mut before = Some(end.effective.value);
        for correction in &end.corrections {
            let stated = correction.effective.as_ref();
            if let Some(stated) = stated.filter(|date| before.is_none_or(|before| date.value < before)) {
                judge(Label::Material, correction.on.value, stated, correction.reason.is_some());
            }
            before = stated.map(|date| date.value).filter(|_| !correction.cancelled);
        }
    }
    for (entry, label) in adverse(amendment, record) {
        let mut before = entry.effective.as_ref().map(|date| date.value).or(amendment.new.front.effective);
        for correction in record.corrections.iter().filter(|own| own.change.value == entry.id.value) {
            let Some(stated) = &correction.effective else { continue };
            if before.is_some_and(|before| stated.value < before) {
                judge(label, correction.on.value, stated, correction.reason.is_some());
            }
            before = Some(stated.value);
        }
    }
}

/// The entries to the customer's disadvantage, each with its label.
fn adverse<'r>(
    amendment: &Amendment<'r>,
    record: &'r Record,
) -> impl Iterator<Item = (&'r crate::model::record::Entry, Label)> {
    let items = amendment.items.clone();
    record.entries.iter().filter_map(move |entry| {
        let item = items.iter().find(|item| item.id == entry.id.value)?;
        let label = match item.materiality {
            Materiality::Material => Label::Material,
            Materiality::Editorial => Label::Editorial,
        };
        (item.effect == Some(Effect::Adverse)).then_some((entry, label))
    })
}
