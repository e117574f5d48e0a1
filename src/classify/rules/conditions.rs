//! Limits and conditions: small words that say how far a rule reaches.

use super::super::language::{Tongue, Words, is_any, is_word};
use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::{Fragment, Site};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("limit-changed"),
        see: |site, context| listed(site, context, LIMITS),
    },
    Detector {
        rule: material("condition-changed"),
        see: |site, context| match replaces_a_phrase(site) {
            true => Vec::new(),
            false => listed(site, context, CONDITIONS),
        },
    },
    Detector {
        rule: material("scope-changed"),
        see: |site, context| listed(site, context, SCOPES),
    },
];

const LIMITS: Words = &[
    (
        Tongue::Swedish,
        &[
            "minst",
            "högst",
            "lägst",
            "mest",
            "senast",
            "tidigast",
            "maximalt",
            "minimalt",
            "minimum",
            "maximum",
            "före",
            "efter",
            "över",
            "under",
            "överstiger",
            "understiger",
            "inom",
        ],
    ),
    (
        Tongue::English,
        &[
            "least", "most", "minimum", "maximum", "before", "after", "within", "above", "below",
            "exceed", "exceeds", "more", "less", "until",
        ],
    ),
];
const CONDITIONS: Words = &[
    (
        Tongue::Swedish,
        &[
            "om",
            "ifall",
            "när",
            "och",
            "eller",
            "samt",
            "respektive",
            "förutsatt",
        ],
    ),
    (
        Tongue::English,
        &["if", "when", "and", "or", "provided", "where"],
    ),
];
const SCOPES: Words = &[
    (
        Tongue::Swedish,
        &[
            "alla", "allt", "varje", "samtliga", "någon", "något", "några", "vissa", "båda",
            "endera",
        ],
    ),
    (
        Tongue::English,
        &[
            "all", "any", "every", "each", "some", "certain", "both", "either",
        ],
    ),
];

/// Whether a word sets a limit, a condition or a scope in any language.
pub(super) fn is_guarded(word: &str) -> bool {
    let lower = word.to_lowercase();
    [LIMITS, CONDITIONS, SCOPES]
        .into_iter()
        .any(|list| is_any(list, &lower))
}

/// Whether one phrase stands for another and a word that joins stands inside it, as in "vård- och
/// omsorg": then the phrase is the evidence.
fn replaces_a_phrase(site: &Site<'_>) -> bool {
    let joins = |word: &str| is_any(super::lexicon::CONJUNCTIONS, &word.to_lowercase());
    let inside = |fragment: &Fragment<'_>| {
        let words: Vec<&str> = fragment.spoken().map(|word| word.text).collect();
        let ends = [words.first(), words.last()];
        words.len() >= 3
            && words.iter().any(|word| joins(word))
            && !ends.into_iter().flatten().any(|word| joins(word))
    };
    let plain = |fragment: &Fragment<'_>| {
        let mut words = fragment.spoken().map(|word| word.text);
        words.next().is_some() && !fragment.spoken().any(|word| joins(word.text))
    };
    let apart = |a: &Fragment<'_>, b: &Fragment<'_>| {
        !a.spoken().any(|word| {
            b.spoken()
                .any(|other| other.text.to_lowercase() == word.text.to_lowercase())
        })
    };
    let (old, new) = (&site.old, &site.new);
    apart(old, new) && ((inside(old) && plain(new)) || (plain(old) && inside(new)))
}

fn listed(site: &Site<'_>, context: &Context<'_>, list: Words) -> Vec<Evidence> {
    // In a longer rewording such small words come and go: the phrase as a whole is the evidence
    // there.
    if !site.is_rewording() || !site.is_small() {
        return Vec::new();
    }
    let any = |fragment: &Fragment<'_>| {
        fragment
            .words
            .iter()
            .any(|word| is_any(list, &word.text.to_lowercase()))
    };
    if !any(&site.old) && !any(&site.new) {
        return Vec::new();
    }
    let tongues = context.tongues(site);
    site.differing(|word| {
        let lower = word.text.to_lowercase();
        is_word(list, &lower, tongues).then_some(lower)
    })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "limit-changed",
        "Anmälan görs senast en fredag.",
        "Anmälan görs tidigast en fredag.",
        true,
    ),
    (
        "limit-changed",
        "Anmälan görs senast en fredag.",
        "Anmälan lämnas senast en fredag.",
        false,
    ),
    (
        "limit-changed",
        "The fee is set out here.",
        "The fee is set out under the annex.",
        false,
    ),
    (
        "condition-changed",
        "Kunden och ombudet beslutar.",
        "Kunden eller ombudet beslutar.",
        true,
    ),
    (
        "condition-changed",
        "Kunden deltar i sammanhållen journalföring här.",
        "Kunden deltar i vård- och omsorgsdokumentation här.",
        false,
    ),
    (
        "condition-changed",
        "Kunden och ombudet beslutar.",
        "Kunden och ombudet bestämmer.",
        false,
    ),
    (
        "scope-changed",
        "Alla användare omfattas.",
        "Vissa användare omfattas.",
        true,
    ),
    (
        "scope-changed",
        "Alla användare omfattas.",
        "Alla brukare omfattas.",
        false,
    ),
];
