//! Negations and exceptions.

use super::super::language::{Tongue, Words, is_any, is_word};
use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::{Fragment, Site};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("negation-changed"),
        see: |site, context| listed(site, context, NEGATIONS),
    },
    Detector {
        rule: material("exception-changed"),
        see: |site, context| listed(site, context, EXCEPTIONS),
    },
    Detector {
        rule: material("opposite-word"),
        see: opposites,
    },
];

const NEGATIONS: Words = &[
    (
        Tongue::Swedish,
        &[
            "inte",
            "ej",
            "icke",
            "ingen",
            "inget",
            "inga",
            "aldrig",
            "utan",
            "varken",
            "vare",
            "ingenting",
        ],
    ),
    (
        Tongue::English,
        &[
            "not",
            "no",
            "none",
            "never",
            "without",
            "neither",
            "nor",
            "cannot",
            "don't",
            "doesn't",
            "won't",
            "can't",
            "isn't",
            "aren't",
            "don’t",
            "doesn’t",
            "won’t",
            "can’t",
            "isn’t",
            "aren’t",
        ],
    ),
    (
        Tongue::German,
        &["nicht", "kein", "keine", "keinen", "keiner", "ohne", "nie"],
    ),
    (
        Tongue::Spanish,
        &["no", "ni", "sin", "ningún", "ninguna", "nunca"],
    ),
];
const EXCEPTIONS: Words = &[
    (
        Tongue::Swedish,
        &[
            "utom",
            "förutom",
            "endast",
            "enbart",
            "bara",
            "undantag",
            "undantaget",
            "såvida",
            "dock",
            "undantagsvis",
            "uteslutande",
        ],
    ),
    (
        Tongue::English,
        &[
            "only",
            "except",
            "excluding",
            "unless",
            "solely",
            "exclusively",
            "save",
            "however",
        ],
    ),
    (Tongue::German, &["nur", "außer", "ausschließlich"]),
    (Tongue::Spanish, &["solo", "salvo", "excepto", "únicamente"]),
];
const PREFIXES: &[&str] = &[
    "o", "icke", "icke-", "un", "in", "im", "il", "ir", "non", "non-", "dis", "miss", "mis",
];

/// Whether a word denies or excepts in any language.
pub(in crate::classify) fn is_guarded(word: &str) -> bool {
    let lower = word.to_lowercase();
    is_any(NEGATIONS, &lower) || is_any(EXCEPTIONS, &lower)
}

/// Words of the list that only one side has, each quoted with what stands around it.
fn listed(site: &Site<'_>, context: &Context<'_>, list: Words) -> Vec<Evidence> {
    if !site.is_rewording() {
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
    let found = site.differing(|word| {
        let lower = word.text.to_lowercase();
        // "ej" and "icke" say what "inte" says.
        let lower = if matches!(lower.as_str(), "ej" | "icke") {
            "inte".to_owned()
        } else {
            lower
        };
        is_word(list, &lower, tongues).then_some(lower)
    });
    let short = site.old.words.len() <= 3 && site.new.words.len() <= 3;
    if found.len() != 1 || !short {
        return found;
    }
    vec![(around(&site.old), around(&site.new))]
}

/// A short fragment with its neighbours in the sentence.
fn around(fragment: &Fragment<'_>) -> String {
    let spoken = |word: Option<&str>| {
        word.filter(|word| word.chars().any(char::is_alphanumeric))
            .map(str::to_owned)
    };
    let parts = [
        spoken(fragment.before),
        Some(fragment.quote()),
        spoken(fragment.after),
    ];
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn opposites(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    let denied = |long: &str, short: &str| {
        let (long, short) = (long.to_lowercase(), short.to_lowercase());
        short.chars().count() >= 4
            && PREFIXES
                .iter()
                .any(|prefix| long.strip_prefix(prefix) == Some(&short))
    };
    let old: Vec<&str> = site.old.spoken().map(|word| word.text).take(60).collect();
    let new: Vec<&str> = site.new.spoken().map(|word| word.text).take(60).collect();
    let mut found = Vec::new();
    for a in &old {
        for b in new.iter().filter(|b| denied(a, b) || denied(b, a)) {
            found.push(((*a).to_owned(), (*b).to_owned()));
        }
    }
    found
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "negation-changed",
        "Kunden får överlåta avtalet.",
        "Kunden får inte överlåta avtalet.",
        true,
    ),
    (
        "negation-changed",
        "Kunden ska betala avgiften.",
        "Kunden ska betala sin avgift.",
        false,
    ),
    (
        "negation-changed",
        "El cliente paga por todo.",
        "El cliente paga por todo sin demora.",
        true,
    ),
    (
        "negation-changed",
        "Kunden får ej överlåta avtalet.",
        "Kunden får inte överlåta avtalet.",
        false,
    ),
    (
        "exception-changed",
        "Tjänsten används av vårdgivare.",
        "Tjänsten används endast av vårdgivare.",
        true,
    ),
    (
        "exception-changed",
        "Tjänsten används endast av kunden.",
        "Tjänsten nyttjas endast av kunden.",
        false,
    ),
    (
        "opposite-word",
        "Uppsägningen är giltig.",
        "Uppsägningen är ogiltig.",
        true,
    ),
    (
        "opposite-word",
        "Uppsägningen är giltig.",
        "Uppsägningen är verkande.",
        false,
    ),
];
