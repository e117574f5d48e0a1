//! Terms: a word with a meaning of its own in the contract.

use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::Site;

pub(super) const DETECTORS: &[Detector] = &[Detector {
    rule: material("term-changed"),
    see: replaced,
}];

fn replaced(site: &Site<'_>, context: &Context<'_>) -> Vec<Evidence> {
    let joined = |words: Vec<&str>| words.join(" ").to_lowercase();
    let old = joined(site.old.spoken().take(4).map(|word| word.text).collect());
    let new = joined(site.new.spoken().take(4).map(|word| word.text).collect());
    if old.is_empty() || new.is_empty() || !site.is_rewording() {
        return Vec::new();
    }
    let change = context
        .replaced()
        .iter()
        .find(|change| change.from == old && change.to == new);
    change
        .map(|change| (change.from.clone(), change.to.clone()))
        .into_iter()
        .collect()
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "term-changed",
        "Agenten ansluter. Agenten svarar.",
        "Systemet ansluter. Systemet svarar.",
        true,
    ),
    (
        "term-changed",
        "Agenten ansluter. Agenten svarar.",
        "Systemet ansluter. Agenten svarar.",
        false,
    ),
];
