//! Capitals: whether a defined term written otherwise is meant as the term only a person can tell; a
//! unit or an abbreviation in capitals is another, and elsewhere a capital says nothing.

use super::super::rule::{Context, Rule, editorial, material, unclear};
use super::super::site::{Site, SiteKind, Word};
use super::{lexicon, modality};

pub(super) const CASE: Rule = editorial("letter-case");
const TERM: Rule = unclear("term-case");
const ABBREVIATION: Rule = material("abbreviation-case");
const DOUBTFUL: Rule = unclear("case-meaning");

pub(super) const RULES: [Rule; 4] = [CASE, TERM, ABBREVIATION, DOUBTFUL];

/// The rule for two words that differ in capitals alone.
pub(super) fn rule(a: &Word<'_>, b: &Word<'_>, site: &Site<'_>, context: &Context<'_>) -> Rule {
    let lower = a.text.to_lowercase();
    let capitals = |word: &str| {
        word.chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
    };
    let (x, y) = (capitals(a.text), capitals(b.text));
    let mixed = |word: &str| word.chars().skip(1).any(char::is_uppercase) && !capitals(word);
    let other = lexicon::OTHER_IN_CAPITALS.contains(&lower.as_str());
    if other && (x != y || mixed(a.text) || mixed(b.text)) && site.kind != SiteKind::Title {
        return ABBREVIATION;
    }
    if site.kind == SiteKind::Title {
        return CASE;
    }
    let terms = context.defined();
    if x != y && lower.chars().count() > 1 {
        let modal = modality::force(&lower).is_some();
        return match modal {
            true if terms.modals_in_capitals => ABBREVIATION,
            true => DOUBTFUL,
            false => CASE,
        };
    }
    let at_start = begins(a, site);
    let defined = terms.has(&lower);
    match (defined, at_start) {
        (true, false) => TERM,
        (true, true) => DOUBTFUL,
        (false, false) if terms.capitals_mean => DOUBTFUL,
        (false, _) => CASE,
    }
}

/// Whether the word begins a sentence, where every word has a capital.
fn begins(word: &Word<'_>, site: &Site<'_>) -> bool {
    let first = site
        .old
        .spoken()
        .next()
        .is_some_and(|own| std::ptr::eq(own.text.as_ptr(), word.text.as_ptr()));
    first
        && [&site.old, &site.new].iter().all(|side| {
            side.before
                .is_none_or(|before| matches!(before, "." | "!" | "?" | ":" | "|" | "”" | "\""))
        })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "letter-case",
        "Stöd ges på Svenska.",
        "Stöd ges på svenska.",
        true,
    ),
    (
        "letter-case",
        "Kunden får tjänsten.",
        "Kunden får varan.",
        false,
    ),
    (
        "letter-case",
        "Med ”Tjänsten” avses Journalen. Kunden får Tjänsten.",
        "Med ”Tjänsten” avses Journalen. Kunden får tjänsten.",
        false,
    ),
    (
        "term-case",
        "Med ”Tjänsten” avses Journalen. Kunden får Tjänsten.",
        "Med ”Tjänsten” avses Journalen. Kunden får tjänsten.",
        true,
    ),
    (
        "term-case",
        "\"Supplier\" means Inera. All of the supplier's staff is bound.",
        "\"Supplier\" means Inera. All of the Supplier's staff is bound.",
        true,
    ),
    (
        "term-case",
        "Med ”Tjänsten” avses Journalen. Stöd ges på Svenska.",
        "Med ”Tjänsten” avses Journalen. Stöd ges på svenska.",
        false,
    ),
    (
        "abbreviation-case",
        "The law of the US applies.",
        "The law of the us applies.",
        true,
    ),
    (
        "abbreviation-case",
        "Effekten anges i MW.",
        "Effekten anges i mW.",
        true,
    ),
    (
        "abbreviation-case",
        "Filen är en PDF.",
        "Filen är en pdf.",
        false,
    ),
    (
        "case-meaning",
        "The log should be kept.",
        "The log SHOULD be kept.",
        true,
    ),
    (
        "case-meaning",
        "Med ”Tjänsten” avses Journalen. Tjänsten är öppen.",
        "Med ”Tjänsten” avses Journalen. tjänsten är öppen.",
        true,
    ),
    (
        "case-meaning",
        "Stöd ges på Svenska.",
        "Stöd ges på svenska.",
        false,
    ),
];
