//! Headings that came or went above text that stands: what a heading says of the text below it may
//! be the rule.

use super::super::language::is_any;
use super::super::rule::{Context, Rule, editorial, material, unclear};
use super::super::site::quote;
use super::super::{Evidence, Materiality, Reason};
use super::{conditions, lexicon, modality, negation, parties};
use crate::diff::{ChangeKind, Row};
use crate::lexicon::synonyms;
use crate::model::section::SectionTree;

const ADDED: Rule = unclear("heading-added");
const REMOVED: Rule = unclear("heading-removed");
/// A heading that says more than what its text is about.
const SPEAKS: Rule = material("heading-rule");
/// A heading that is a number and nothing else.
const NUMBER: Rule = editorial("heading-number");
const TURNED: Rule = unclear("heading-turned");
const WORD_ORDER: Rule = editorial("heading-word-order");

pub(super) const RULES: [Rule; 6] = [ADDED, REMOVED, SPEAKS, NUMBER, TURNED, WORD_ORDER];

/// What the headings that a split added or a join lost say.
pub(super) fn divided(row: &Row, context: &Context<'_>, found: &mut Evidence) {
    let sides = [
        (ChangeKind::Split, context.new, &row.new, ADDED),
        (ChangeKind::Join, context.old, &row.old, REMOVED),
    ];
    for (kind, tree, sections, rule) in sides {
        if !row.kinds.contains(&kind) {
            continue;
        }
        for heading in headings(tree, sections) {
            let rule = match () {
                () if is_number(heading) => NUMBER,
                () if lays_down(heading) => SPEAKS,
                () => rule,
            };
            let text = quote(heading);
            let (old, new) = match kind {
                ChangeKind::Join => (text, String::new()),
                _ => (String::new(), text),
            };
            let reason = Reason {
                rule: rule.code,
                old,
                new,
            };
            match rule.materiality {
                Materiality::Material => found.material.push(reason),
                Materiality::Unclear => found.unclear.push(reason),
                Materiality::Editorial => found.editorial.push(reason),
            }
        }
    }
}

/// The headings of all sections but the first, which is the row's own.
fn headings<'t>(tree: &'t SectionTree, sections: &[usize]) -> impl Iterator<Item = &'t str> {
    let rest = sections.iter().skip(1).map(|at| tree.get(*at));
    rest.filter(|section| section.level > 0)
        .map(|section| section.heading.as_str())
}

/// Whether a heading is a number with what it is called, and says nothing else: "2 §", "Artikel 12".
fn is_number(heading: &str) -> bool {
    let mut words = heading
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ':'))
        .filter(|word| !word.is_empty());
    let number =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().count() <= 4;
    let letter = |word: &str| word.chars().count() == 1;
    let has_number = words.clone().any(number);
    has_number
        && words.all(|word| {
            let lower = word.to_lowercase();
            number(word)
                || letter(word)
                || matches!(word, "§" | "§§")
                || synonyms::LABELS
                    .iter()
                    .any(|names| names.contains(&lower.as_str()))
        })
}

/// Whether a heading permits, denies, limits or names whom its text is for.
fn lays_down(heading: &str) -> bool {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| {
            let joins = is_any(lexicon::CONJUNCTIONS, &word.to_lowercase());
            modality::force(word).is_some()
                || negation::is_guarded(word)
                || (conditions::is_guarded(word) && !joins)
                || parties::party(word).is_some()
        })
}

/// The rule for a heading that has the same words in another order: members of a series may change
/// places, from whom to whom may not.
pub(super) fn turned(old: &str, new: &str) -> Rule {
    let members = |title: &str| {
        let lower = title.to_lowercase();
        let mut members = vec![String::new()];
        for word in lower
            .split([' ', ',', ';', '/', '&'])
            .filter(|word| !word.is_empty())
        {
            if is_any(lexicon::CONJUNCTIONS, word) {
                members.push(String::new());
            } else if let Some(last) = members.last_mut() {
                last.push_str(word);
                last.push(' ');
            }
        }
        members.sort_unstable();
        members
    };
    if members(old) == members(new) {
        WORD_ORDER
    } else {
        TURNED
    }
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "heading-added",
        "## X\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        "## X\n\nKunden betalar sin avgift.\n\n## Jour\n\nInera svarar för jour dygnet runt.",
        true,
    ),
    (
        "heading-added",
        "## X\n\nKunden betalar sin avgift.",
        "## X\n\nKunden betalar ingen avgift.",
        false,
    ),
    (
        "heading-removed",
        "## X\n\nKunden betalar sin avgift.\n\n## Jour\n\nInera svarar för jour dygnet runt.",
        "## X\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        true,
    ),
    (
        "heading-removed",
        "## X\n\nKunden betalar sin avgift.",
        "## X\n\nKunden betalar ingen avgift.",
        false,
    ),
    (
        "heading-rule",
        "## X\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        "## X\n\nKunden betalar sin avgift.\n\n## Gäller endast kommuner\n\nInera svarar för jour dygnet runt.",
        true,
    ),
    (
        "heading-rule",
        "## X\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        "## X\n\nKunden betalar sin avgift.\n\n## Jour\n\nInera svarar för jour dygnet runt.",
        false,
    ),
    (
        "heading-number",
        "## 1 §\n\nKunden betalar sin avgift.\n\n## 2 §\n\nInera svarar för jour dygnet runt.",
        "## 1 §\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        true,
    ),
    (
        "heading-number",
        "## 1 §\n\nKunden betalar sin avgift.\n\n## 2 § Jour\n\nInera svarar för jour dygnet runt.",
        "## 1 §\n\nKunden betalar sin avgift.\n\nInera svarar för jour dygnet runt.",
        false,
    ),
    (
        "heading-turned",
        "## Uppsägning från Kunden till Inera\n\nText.",
        "## Uppsägning från Inera till Kunden\n\nText.",
        true,
    ),
    (
        "heading-turned",
        "## Pris och avgift\n\nText.",
        "## Avgift och pris\n\nText.",
        false,
    ),
    (
        "heading-word-order",
        "## Pris och avgift\n\nText.",
        "## Avgift och pris\n\nText.",
        true,
    ),
    (
        "heading-word-order",
        "## Pris och avgift\n\nText.",
        "## Pris och ränta\n\nText.",
        false,
    ),
];
