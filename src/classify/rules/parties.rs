//! The parties: who owes what to whom.

use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::Site;

pub(super) const DETECTORS: &[Detector] = &[Detector {
    rule: material("party-changed"),
    see: parties,
}];

const PARTIES: &[&str] = &[
    "kund",
    "inera",
    "leverantör",
    "underleverantör",
    "beställare",
    "part",
    "motpart",
    "användare",
    "personuppgiftsansvarig",
    "personuppgiftsbiträde",
    "underbiträde",
    "biträde",
    "vårdgivare",
    "region",
    "kommun",
    "ombud",
    "agent",
    "uppdragsgivare",
    "uppdragstagare",
    "licensgivare",
    "licenstagare",
    "köpare",
    "säljare",
    "hyresgäst",
    "hyresvärd",
    "arbetsgivare",
    "arbetstagare",
    "myndighet",
    "regering",
    "länsstyrelse",
    "domstol",
    "customer",
    "supplier",
    "provider",
    "vendor",
    "client",
    "contractor",
    "subcontractor",
    "controller",
    "processor",
    "subprocessor",
    "party",
    "licensor",
    "licensee",
    "buyer",
    "seller",
    "employer",
    "employee",
    "landlord",
    "tenant",
    "company",
    "user",
    "users",
    "we",
    "you",
    "us",
    "our",
    "your",
];
/// Endings that a party's name may carry, longest first.
const ENDINGS: &[&str] = &[
    "ernas", "arnas", "erna", "arna", "ens", "ets", "ers", "ars", "ns", "en", "et", "er", "ar",
    "na", "ies", "s", "n", "t", "'s", "’s", "",
];

/// The party that a word names, without its ending.
pub(super) fn party(word: &str) -> Option<&'static str> {
    if word.len() > 40 {
        return None;
    }
    let lower = word.to_lowercase();
    ENDINGS.iter().find_map(|ending| {
        let stem = lower.strip_suffix(ending)?;
        PARTIES
            .iter()
            .find(|party| {
                **party == stem
                    || (stem.ends_with('e')
                        && party.len() > 3
                        && party.len() + 1 == stem.len()
                        && stem.starts_with(**party))
            })
            .copied()
    })
}

fn parties(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    // In a longer rewording such small words come and go: the phrase as a whole is the evidence
    // there.
    if !site.is_rewording() || !site.is_small() {
        return Vec::new();
    }
    site.differing(|word| party(word.text))
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "party-changed",
        "Kunden ska underrätta parten.",
        "Inera ska underrätta parten.",
        true,
    ),
    (
        "party-changed",
        "Kundens uppgifter raderas.",
        "Leverantörens uppgifter raderas.",
        true,
    ),
    (
        "party-changed",
        "Kunden ska underrätta parten.",
        "Kunden ska informera parten.",
        false,
    ),
];
