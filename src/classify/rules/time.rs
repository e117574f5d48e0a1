//! Dates, periods and deadlines.

use super::super::rule::{Detector, material};
use super::amounts::of_kind;
use crate::diff::tokens::TokenKind;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("date-changed"),
        see: |site, _| of_kind(site, TokenKind::Date),
    },
    Detector {
        rule: material("period-changed"),
        see: |site, _| of_kind(site, TokenKind::Period),
    },
    Detector {
        rule: material("rhythm-changed"),
        see: |site, _| {
            if !site.is_rewording() {
                return Vec::new();
            }
            site.differing(|word| {
                let lower = word.text.to_lowercase();
                RHYTHMS.contains(&lower.as_str()).then_some(lower)
            })
        },
    },
];

const RHYTHMS: &[&str] = &[
    "dagligen",
    "daglig",
    "veckovis",
    "månadsvis",
    "månatligen",
    "kvartalsvis",
    "halvårsvis",
    "årligen",
    "årlig",
    "årsvis",
    "löpande",
    "omedelbart",
    "genast",
    "omgående",
    "skyndsamt",
    "snarast",
    "utan dröjsmål",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "annually",
    "yearly",
    "annual",
    "immediately",
    "promptly",
    "forthwith",
];

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "date-changed",
        "Avtalet gäller till den 1 juli 2023.",
        "Avtalet gäller till den 2 juli 2023.",
        true,
    ),
    (
        "date-changed",
        "Avtalet gäller från 2023-07-01.",
        "Avtalet löper från 2023-07-01.",
        false,
    ),
    (
        "period-changed",
        "Kunden ska svara inom 30 dagar.",
        "Kunden ska svara inom 60 dagar.",
        true,
    ),
    (
        "period-changed",
        "Kunden ska svara inom 30 dagar.",
        "Kunden ska svara inom 30\u{a0}dagar,",
        false,
    ),
    (
        "period-changed",
        "Loggen sparas i två år.",
        "Loggen sparas i tre år.",
        true,
    ),
    (
        "rhythm-changed",
        "Uppföljning sker årligen.",
        "Uppföljning sker månadsvis.",
        true,
    ),
    (
        "rhythm-changed",
        "Uppföljning sker årligen.",
        "Uppföljningen görs årligen.",
        false,
    ),
];
