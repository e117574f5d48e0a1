//! Modal verbs and their direction: what is a duty, a recommendation, a permission.

use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::{Fragment, Site};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("duty-weakened"),
        see: |site, _| changed(site, |old, new| old > new),
    },
    Detector {
        rule: material("duty-strengthened"),
        see: |site, _| changed(site, |old, new| old < new),
    },
    Detector {
        rule: material("modal-changed"),
        see: others,
    },
];

/// How strongly a modal verb binds: 3 a duty, 2 a recommendation, 1 a permission or possibility.
pub(super) fn force(word: &str) -> Option<u8> {
    if word.len() > 12 {
        return None;
    }
    Some(match word.to_lowercase().as_str() {
        "ska" | "skall" | "måste" | "åligger" | "shall" | "must" | "skulle" | "förpliktar"
        | "förbinder" | "muss" | "müssen" | "hat" | "deberá" | "deberán" | "debe" | "deben" => {
            3
        }
        "bör" | "borde" | "should" | "ought" | "soll" | "sollen" | "sollte" | "debería" => 2,
        "får" | "kan" | "may" | "can" | "might" | "could" | "kunde" | "äger" | "kann"
        | "können" | "darf" | "dürfen" | "podrá" | "podrán" | "puede" | "pueden" => 1,
        "will" | "would" | "kommer" | "wird" | "werden" => 4,
        _ => return None,
    })
}

/// The first modal verbs that differ, with the signs of negation around them left to another rule.
fn modals<'a>(fragment: &Fragment<'a>) -> Vec<Modal<'a>> {
    fragment
        .words
        .iter()
        .filter_map(|word| force(word.text).map(|force| (word.text, force)))
        .collect()
}

/// A modal verb with its force.
type Modal<'a> = (&'a str, u8);

fn pairs<'a>(site: &Site<'a>) -> Option<Vec<(Modal<'a>, Modal<'a>)>> {
    let (old, new) = (modals(&site.old), modals(&site.new));
    (site.is_rewording() && old.len() == new.len()).then(|| old.into_iter().zip(new).collect())
}

fn changed(site: &Site<'_>, is: fn(u8, u8) -> bool) -> Vec<Evidence> {
    let forces = pairs(site).unwrap_or_default();
    // "will" states and binds: against a modal verb of known force it is another verb, no
    // direction.
    forces
        .into_iter()
        .filter(|((_, old), (_, new))| *old < 4 && *new < 4 && is(*old, *new))
        .map(|((old, _), (new, _))| (old.to_owned(), new.to_owned()))
        .collect()
}

fn others(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    match pairs(site) {
        Some(pairs) => pairs
            .into_iter()
            .filter(|((a, old), (b, new))| {
                let same_word = a.to_lowercase() == b.to_lowercase();
                let direction = old != new && *old < 4 && *new < 4;
                !same_word && !direction && !super::editorial::same_meaning(a, b)
            })
            .map(|((old, _), (new, _))| (old.to_owned(), new.to_owned()))
            .collect(),
        None => site.differing(|word| force(word.text).map(|_| word.text.to_lowercase())),
    }
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "duty-weakened",
        "Kunden ska svara skriftligt.",
        "Kunden bör svara skriftligt.",
        true,
    ),
    (
        "duty-weakened",
        "The Customer shall reply.",
        "The Customer may reply.",
        true,
    ),
    (
        "duty-weakened",
        "Kunden skall svara skriftligt.",
        "Kunden ska svara skriftligt.",
        false,
    ),
    (
        "duty-strengthened",
        "Inera kan lämna ut uppgifter.",
        "Inera måste lämna ut uppgifter.",
        true,
    ),
    (
        "duty-strengthened",
        "Inera måste lämna ut uppgifter.",
        "Inera kan lämna ut uppgifter.",
        false,
    ),
    (
        "modal-changed",
        "Inera får lämna uppgifter.",
        "Inera kan lämna uppgifter.",
        true,
    ),
    (
        "modal-changed",
        "Inera lämnar uppgifter till kunden.",
        "Inera ska lämna uppgifter till kunden.",
        true,
    ),
    (
        "modal-changed",
        "Inera ska lämna uppgifter.",
        "Inera ska överlämna uppgifter.",
        false,
    ),
];
