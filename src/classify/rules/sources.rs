//! What the text points at: laws and standards, other sections, links.

use super::super::rule::{Context, Detector, Evidence, material};
use super::super::site::Site;
use crate::diff::tokens::TokenKind;
use crate::model::section::MarkKind;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("law-changed"),
        see: laws,
    },
    Detector {
        rule: material("reference-changed"),
        see: |site, _| super::amounts::of_kind(site, TokenKind::Reference),
    },
    Detector {
        rule: material("address-changed"),
        see: addresses,
    },
];

const NAMES: &[&str] = &[
    "gdpr",
    "dataskyddsförordningen",
    "dsgvo",
    "nis",
    "nis2",
    "eidas",
    "iso",
    "iec",
    "sfs",
    "hslf-fs",
    "patientdatalagen",
    "offentlighetslagen",
    "lou",
];

/// Whether a number is that of an act: "2018:218", "2016/679".
pub(super) fn is_act_number(text: &str) -> bool {
    let mut parts = text.splitn(2, [':', '/']);
    let digits = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let year = parts.next().filter(|year| year.len() == 4);
    digits(year) && digits(parts.next())
}

fn laws(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    site.differing(|word| {
        let lower = word.text.to_lowercase();
        let act = word.kind == TokenKind::Number && is_act_number(word.text);
        (act || NAMES.contains(&lower.as_str())).then_some(lower)
    })
}

fn addresses(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if !site.is_rewording() {
        return Vec::new();
    }
    let mut found =
        site.differing(|word| (word.kind == TokenKind::Address).then(|| word.text.to_owned()));
    let (old, new) = (targets(site, true), targets(site, false));
    if old != new {
        for at in 0..old.len().max(new.len()) {
            let target = |side: &[String]| side.get(at).cloned().unwrap_or_default();
            if old.get(at) != new.get(at) {
                found.push((target(&old), target(&new)));
            }
        }
    }
    found
}

/// The targets of links whose text stands at the site.
pub(super) fn targets(site: &Site<'_>, old: bool) -> Vec<String> {
    let fragment = if old { &site.old } else { &site.new };
    let (Some(block), Some(span)) = (fragment.block, fragment.span) else {
        return Vec::new();
    };
    let within = block
        .marks
        .iter()
        .filter(|mark| mark.span.start < span.end && mark.span.end > span.start);
    within
        .filter_map(|mark| match &mark.kind {
            MarkKind::Link(target) | MarkKind::Image(target) => Some(target.clone()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "law-changed",
        "Se lagen (2018:218) om dataskydd.",
        "Se lagen (2018:219) om dataskydd.",
        true,
    ),
    (
        "law-changed",
        "Se lagen (2018:218) om dataskydd.",
        "Se lagen (2018:218) om integritet.",
        false,
    ),
    (
        "reference-changed",
        "Se även avsnitt 6.2 i bilagan.",
        "Se även avsnitt 6.4 i bilagan.",
        true,
    ),
    (
        "reference-changed",
        "Se även avsnitt 6.2 i bilagan.",
        "Se vidare avsnitt 6.2 i bilagan.",
        false,
    ),
    (
        "address-changed",
        "Skriv till kund@exempel.se genast.",
        "Skriv till avtal@exempel.se genast.",
        true,
    ),
    (
        "address-changed",
        "Se [villkoren](https://a.se/1) här.",
        "Se [villkoren](https://a.se/2) här.",
        true,
    ),
    (
        "address-changed",
        "Skriv till kund@exempel.se genast.",
        "Skriv till kund@exempel.se nu.",
        false,
    ),
];
