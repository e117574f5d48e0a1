//! What changes lay on the customer, against what their entries say of it.

use super::Scope;
use super::coverage::fingerprints;
use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item};
use crate::classify::Materiality;
use crate::classify::direction::{self, Burden, Customer, Kind};
use crate::model::codes::coverage::{self, EFFECT_CONTRADICTED};
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Level, Phrase, Place};
use crate::model::record::Effect;

/// Reports every entry that is not to the customer's advantage, lays a new duty on the customer, and
/// applies from the publication without a reason.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let (Some(_), Some(published), Some(record)) = (
        amendment.old,
        amendment.new.front.published,
        amendment.record,
    ) else {
        return;
    };
    for item in &amendment.items {
        let Some(entry) = item.entry.filter(|_| !amendment.is_explained(item)) else {
            continue;
        };
        let at_once = item.effectiveness.date == Some(published);
        if !at_once
            || item.materiality == Materiality::Editorial
            || item.effect == Some(Effect::Favourable)
        {
            continue;
        }
        if let Some(section) = new_duty(amendment, item) {
            let span = entry
                .effective
                .as_ref()
                .map_or(entry.id.span, |date| date.span);
            let finding = Finding::new(&codes::NEW_DUTY_AT_ONCE, Place::new(&record.path, span));
            findings.push(
                finding
                    .with("section", section)
                    .with("published", published),
            );
        }
    }
}

/// The first section in which the item's changes lay a new duty on the customer.
fn new_duty(amendment: &Amendment<'_>, item: &Item<'_>) -> Option<String> {
    let burden = burdens(amendment, item)
        .into_iter()
        .find(|own| own.kind == Kind::NewDuty)?;
    let change = &amendment.comparison.changes[burden.change];
    let section = *amendment.comparison.rows[change.row].new.first()?;
    Some(address::label(amendment.new.sections.get(section)))
}

fn burdens(amendment: &Amendment<'_>, item: &Item<'_>) -> Vec<Burden> {
    let Some(old) = amendment.old else {
        return Vec::new();
    };
    let customer = Customer::new(&amendment.settings.customer_terms);
    let trees = (&old.sections, &amendment.new.sections);
    direction::burdens(&amendment.comparison, &item.changes, trees, &customer)
}

/// Entries that are said to be to the customer's advantage, or to change nothing for them, whose
/// changes show the contrary. A reason settles it.
pub(super) fn effects(amendment: &Amendment<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let Some(record) = amendment.record else {
        return;
    };
    for item in &amendment.items {
        let stated = item.entry.and_then(|entry| entry.effect.as_ref());
        let Some(effect) = stated.filter(|effect| effect.value != Effect::Adverse) else {
            continue;
        };
        if item.materiality == Materiality::Editorial || amendment.is_explained(item) {
            continue;
        }
        if let Some(burden) = burdens(amendment, item).first() {
            let finding = Finding::new(&EFFECT_CONTRADICTED, Place::new(&record.path, effect.span));
            let finding = finding
                .with("effect", effect.value.name())
                .with("old", &burden.old)
                .with("new", &burden.new)
                .with("fingerprints", fingerprints(amendment, item));
            let finding = finding.saying("what", shown(burden.kind));
            findings.push(match scope.is_settled(amendment) {
                true => finding.at_level(Level::Warn),
                false => finding,
            });
        }
    }
}

fn shown(kind: Kind) -> &'static Phrase {
    match kind {
        Kind::NewDuty => &coverage::SHOWS_DUTY,
        Kind::Penalty => &coverage::SHOWS_PENALTY,
        Kind::HigherPrice => &coverage::SHOWS_PRICE,
        Kind::ShorterTime => &coverage::SHOWS_SHORTER,
        Kind::LongerTime => &coverage::SHOWS_LONGER,
        Kind::LostRight => &coverage::SHOWS_LOST,
    }
}
