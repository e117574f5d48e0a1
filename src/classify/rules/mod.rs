//! The rules: one file per family, each with its records, its functions and its cases.

mod amounts;
#[cfg(test)]
mod cases;
mod conditions;
mod editorial;
mod headings;
mod letter_case;
mod levels;
mod modality;
mod negation;
mod parties;
mod signs;
mod sources;
mod spelling;
mod structure;
mod terms;
mod time;

pub(super) use crate::lexicon::roles as lexicon;
pub(super) use editorial::is_name;
pub(super) use negation::is_guarded as negation_is_guarded;

use super::rule::{Context, Detector, Rule};
use super::site::{Site, quote};
use super::{Evidence, Explained, Reason};
use crate::diff::{ChangeKind, Row};

/// All detectors in the order in which they speak.
const DETECTORS: &[&[Detector]] = &[
    structure::DETECTORS,
    amounts::DETECTORS,
    time::DETECTORS,
    modality::DETECTORS,
    negation::DETECTORS,
    conditions::DETECTORS,
    parties::DETECTORS,
    sources::DETECTORS,
    terms::DETECTORS,
];

/// All rules that a verdict can name, in the order of their families.
pub(super) fn all() -> Vec<Rule> {
    let mut rules: Vec<Rule> = DETECTORS
        .iter()
        .flat_map(|family| family.iter().map(|detector| detector.rule))
        .collect();
    rules.extend(structure::RULES);
    rules.extend(editorial::RULES);
    rules.extend(headings::RULES);
    rules.extend(levels::RULES);
    rules.extend(letter_case::RULES);
    rules.extend(signs::RULES);
    rules.extend(spelling::RULES);
    rules
}

/// What the coming, going or moving of a whole section says.
pub(super) fn whole_section(row: &Row, context: &Context<'_>, found: &mut Evidence) {
    structure::whole_section(row, context, found);
    headings::divided(row, context, found);
}

/// Lets every detector speak at a site.
pub(super) fn detect(site: &Site<'_>, context: &Context<'_>, reasons: &mut Vec<Reason>) {
    for detector in DETECTORS.iter().flat_map(|family| family.iter()) {
        for (old, new) in (detector.see)(site, context) {
            reasons.push(Reason {
                rule: detector.rule.code,
                old,
                new,
            });
        }
    }
}

/// Why a site is editorial or unclear; `None` if the rules for form do not explain all of it.
pub(super) fn explain(site: &Site<'_>, context: &Context<'_>) -> Option<Explained> {
    editorial::explain(site, context)
}

/// The verdict on a site that no rule explains.
pub(super) fn unexplained(site: &Site<'_>) -> Reason {
    Reason {
        rule: structure::WORDING.code,
        old: site.old.quote(),
        new: site.new.quote(),
    }
}

/// The verdict on words that stand in another order and say the same.
pub(super) fn reordered(old: &str, new: &str) -> Reason {
    Reason {
        rule: editorial::ORDER.code,
        old: quote(old),
        new: quote(new),
    }
}

/// The verdict on a change in which nothing to read differs.
pub(super) fn nothing() -> Reason {
    Reason {
        rule: editorial::LAYOUT.code,
        old: String::new(),
        new: String::new(),
    }
}

/// Whether the row's sections are on both sides.
fn both_sides(row: &Row) -> bool {
    !row.kinds.contains(&ChangeKind::Insertion) && !row.kinds.contains(&ChangeKind::Repeal)
}
