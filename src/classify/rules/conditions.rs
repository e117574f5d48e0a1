//! Limits and conditions: small words that say how far a rule reaches.

use super::super::rule::{Detector, Evidence, material};
use super::super::site::Site;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material(
            "limit-changed",
            "Limit changed",
            "a word that sets a limit, which differs, came or went (minst, högst, senast, tidigast, at least)",
            "the same number means more or less",
        ),
        see: |site, _| listed(site, LIMITS),
    },
    Detector {
        rule: material(
            "condition-changed",
            "Condition changed",
            "a word that sets a condition or joins cases, which differs, came or went (om, och, eller, if, and, or)",
            "other cases fall under the rule",
        ),
        see: |site, _| listed(site, CONDITIONS),
    },
    Detector {
        rule: material(
            "scope-changed",
            "Scope changed",
            "a word that says how many are meant, which differs, came or went (alla, varje, någon, all, any)",
            "the rule holds for more or fewer",
        ),
        see: |site, _| listed(site, SCOPES),
    },
];

const LIMITS: &[&str] = &[
    "minst",
    "högst",
    "lägst",
    "mest",
    "senast",
    "tidigast",
    "maximalt",
    "minimum",
    "maximum",
    "före",
    "efter",
    "över",
    "under",
    "överstiger",
    "understiger",
    "inom",
    "minimalt",
    "least",
    "most",
    "before",
    "after",
    "within",
    "above",
    "below",
    "exceed",
    "exceeds",
    "more",
    "less",
    "until",
];
const CONDITIONS: &[&str] = &[
    "om",
    "ifall",
    "när",
    "och",
    "eller",
    "samt",
    "respektive",
    "förutsatt",
    "if",
    "when",
    "and",
    "or",
    "provided",
    "where",
];
const SCOPES: &[&str] = &[
    "alla", "allt", "varje", "samtliga", "någon", "något", "några", "vissa", "båda", "endera", "all", "any",
    "every", "each", "some", "certain", "both", "either",
];

/// Whether a word sets a limit, a condition or a scope.
pub(super) fn is_guarded(word: &str) -> bool {
    let lower = word.to_lowercase();
    [LIMITS, CONDITIONS, SCOPES].iter().any(|list| list.contains(&lower.as_str()))
}

fn listed(site: &Site<'_>, list: &[&str]) -> Vec<Evidence> {
    // In a longer rewording such small words come and go: the phrase as a whole is the evidence there.
    if !site.is_rewording() || !site.is_small() {
        return Vec::new();
    }
    site.differing(|word| {
        let lower = word.text.to_lowercase();
        list.contains(&lower.as_str()).then_some(lower)
    })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    ("limit-changed", "Anmälan görs senast en fredag.", "Anmälan görs tidigast en fredag.", true),
    ("limit-changed", "Anmälan görs senast en fredag.", "Anmälan lämnas senast en fredag.", false),
    ("condition-changed", "Kunden och ombudet beslutar.", "Kunden eller ombudet beslutar.", true),
    ("condition-changed", "Kunden och ombudet beslutar.", "Kunden och ombudet bestämmer.", false),
    ("scope-changed", "Alla användare omfattas.", "Vissa användare omfattas.", true),
    ("scope-changed", "Alla användare omfattas.", "Alla brukare omfattas.", false),
];
