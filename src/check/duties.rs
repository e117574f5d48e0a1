//! New duties of the customer that apply on the day they are published.

use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item};
use crate::classify::Materiality;
use crate::diff::Op;
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Place};
use crate::model::record::Effect;
use crate::model::section::SectionTree;

/// Words that lay a duty on someone, in Swedish and English.
const DUTY_WORDS: [&str; 9] = [
    "ska",
    "skall",
    "måste",
    "åtar",
    "ansvarar",
    "shall",
    "must",
    "undertakes",
    "responsible",
];

/// Reports every entry that is not to the customer's advantage, adds a duty to the customer's
/// undertakings, and applies from the publication without a reason.
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

/// The first section of the customer's undertakings in which the item's changes insert a duty.
fn new_duty(amendment: &Amendment<'_>, item: &Item<'_>) -> Option<String> {
    item.changes.iter().find_map(|at| {
        let change = &amendment.comparison.changes[*at];
        // Under a lead-in such as "Kunden ska" a new point is a new duty without a word of its own
        // that says so.
        let adds_point = amendment.verdicts[*at]
            .reasons
            .iter()
            .any(|reason| reason.rule == "item-added");
        let section = *amendment.comparison.rows[change.row].new.first()?;
        let tree = &amendment.new.sections;
        let adds_duty = change
            .segments
            .iter()
            .any(|segment| segment.op == Op::Insert && lays_duty(&segment.text));
        (is_customers(tree, section) && (adds_duty || adds_point))
            .then(|| address::label(tree.get(section)))
    })
}

fn lays_duty(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| DUTY_WORDS.contains(&word))
}

/// Whether the section, or one that it belongs to, holds the customer's undertakings.
fn is_customers(tree: &SectionTree, section: usize) -> bool {
    let mut at = Some(section);
    while let Some(here) = at {
        let title = tree.get(here).title.to_lowercase();
        if title.contains("kundens åtagande") || title.contains("customer's obligations") {
            return true;
        }
        at = tree.get(here).parent;
    }
    false
}
