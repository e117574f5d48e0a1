//! The rules: one file per family, each with its records, its functions and its cases.

mod amounts;
#[cfg(test)]
mod cases;
mod conditions;
mod editorial;
mod modality;
mod negation;
mod parties;
mod sources;
mod spelling;
mod structure;
mod terms;
mod time;

pub(super) use editorial::is_name;

use super::Reason;
use super::rule::{Context, Detector, Rule};
use super::site::Site;
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
    rules.extend(spelling::RULES);
    rules
}

/// What the coming, going or moving of a whole section says.
pub(super) fn whole_section(
    row: &Row,
    context: &Context<'_>,
    material: &mut Vec<Reason>,
    editorial: &mut Vec<Reason>,
) {
    structure::whole_section(row, context, material, editorial);
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

/// Why a site is editorial; `None` if the editorial rules do not explain all of it.
pub(super) fn explain(site: &Site<'_>, context: &Context<'_>) -> Option<Vec<Reason>> {
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

/// The verdict on a section that was divided or put together with its text unchanged.
pub(super) fn divided(row: &Row, context: &Context<'_>) -> Reason {
    let heading = |tree: &crate::model::section::SectionTree, sections: &[usize]| {
        sections
            .iter()
            .map(|section| tree.get(*section).heading.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    Reason {
        rule: structure::DIVIDED.code,
        old: heading(context.old, &row.old),
        new: heading(context.new, &row.new),
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
