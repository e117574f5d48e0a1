//! Amounts, percentages, measures and bare numbers.

use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::{Site, Word};
use crate::diff::tokens::TokenKind;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("amount-changed"),
        see: |site, _| of_kind(site, TokenKind::Amount),
    },
    Detector {
        rule: material("percentage-changed"),
        see: |site, _| of_kind(site, TokenKind::Percentage),
    },
    Detector {
        rule: material("measure-changed"),
        see: |site, _| of_kind(site, TokenKind::Measure),
    },
    Detector {
        rule: material("number-changed"),
        see: numbers,
    },
];

pub(super) use crate::lexicon::numbers::is_number as is_number_word;

/// Words of one kind that only one side has. Spaces within do not tell them apart.
pub(super) fn of_kind(site: &Site<'_>, kind: TokenKind) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    let key = |word: &Word<'_>| (word.kind == kind).then(|| compact(word.text));
    site.differing(key)
}

/// A number with its unit in one spelling: without spaces, in lower case, "kronor" as "kr" and
/// "procent" as "%".
pub(super) fn compact(text: &str) -> String {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = joined.to_lowercase();
    // A unit in other capitals is another unit: MW and mW, MB and Mb.
    let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let compact = match super::lexicon::OTHER_IN_CAPITALS.contains(&unit) {
        true => joined,
        false => lower,
    };
    for (long, short) in [
        ("kronor", "kr"),
        ("krona", "kr"),
        ("procent", "%"),
        ("percent", "%"),
        ("euros", "euro"),
    ] {
        if let Some(number) = compact
            .strip_suffix(long)
            .filter(|number| number.ends_with(|c: char| c.is_ascii_digit()))
        {
            return format!("{number}{short}");
        }
    }
    compact
}

fn numbers(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    site.differing(|word| {
        let number = match word.kind {
            // An act's number is told of by the rule on laws.
            TokenKind::Number => !super::sources::is_act_number(word.text),
            TokenKind::Word => is_number_word(word.text),
            _ => false,
        };
        // "ett" and "one" are articles and pronouns too: alone they say nothing.
        let article = matches!(word.text, "ett" | "Ett" | "one" | "One" | "andra" | "Andra");
        (number && !article).then(|| compact(word.text))
    })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "amount-changed",
        "Avgiften är 1 000 kr per år.",
        "Avgiften är 1 200 kr per år.",
        true,
    ),
    (
        "amount-changed",
        "Avgiften är 1 000 kr per år.",
        "Avgiften är 1\u{a0}000 kr per år.",
        false,
    ),
    (
        "amount-changed",
        "Avgiften är 1 000 kr per år.",
        "Avgiften är 1 000 kronor per år.",
        false,
    ),
    (
        "same-meaning",
        "Avgiften är 1 000 kr per år.",
        "Avgiften är 1 000 kronor per år.",
        true,
    ),
    (
        "percentage-changed",
        "Räntan är 8 procent.",
        "Räntan är 9 procent.",
        true,
    ),
    (
        "percentage-changed",
        "Räntan är 8 % per år.",
        "Räntan är, 8 % per år.",
        false,
    ),
    (
        "measure-changed",
        "Kunden får lagra 10 GB.",
        "Kunden får lagra 5 GB.",
        true,
    ),
    (
        "measure-changed",
        "Kunden får lagra 10 GB.",
        "Kunden får spara 10 GB.",
        false,
    ),
    (
        "number-changed",
        "Minst tre personer ska delta.",
        "Minst fyra personer ska delta.",
        true,
    ),
    (
        "number-changed",
        "Svar lämnas i 2 exemplar här.",
        "Svar lämnas i 12 exemplar här.",
        true,
    ),
    (
        "number-changed",
        "Minst tre personer ska delta.",
        "Minst tre kunder ska delta.",
        false,
    ),
];
