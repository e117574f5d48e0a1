//! Whether a change may alter a right or a duty, with evidence.
//!
//! Every place where two texts differ is a [`site::Site`]. A site is editorial if the editorial
//! rules explain all of it; else it is material, and the detectors say what they saw. What no rule
//! explains is material.

mod declared;
mod language;
pub mod rule;
mod rules;
pub mod site;
mod slips;
pub mod terms;
mod vocabulary;

pub use crate::model::record::Materiality;

use crate::diff::{ChangeKind, Comparison, SectionChange};
use crate::model::section::SectionTree;
use rule::Context;

/// The engine's proposal for one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is proposed.
    pub materiality: Materiality,
    /// Why, with evidence from both sides; never empty.
    pub reasons: Vec<Reason>,
}

/// The rule that spoke, and what it saw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// The rule's code, such as `period-changed`.
    pub rule: &'static str,
    /// What the old text says; empty when nothing stands there.
    pub old: String,
    /// What the new text says; empty when nothing stands there.
    pub new: String,
}

/// A change of term that the author declared in the release record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term in the old text.
    pub from: String,
    /// The term in the new text.
    pub to: String,
}

/// Weighs every change of `comparison`, in its order. `terms` are the declared changes of term.
pub fn weigh(
    comparison: &Comparison,
    old: &SectionTree,
    new: &SectionTree,
    terms: &[Term],
) -> Vec<Verdict> {
    let context = Context::new(comparison, old, new, terms);
    comparison
        .changes
        .iter()
        .map(|change| verdict(change, &context))
        .collect()
}

/// All rules that a verdict can name: what each catches and why it matters.
pub fn all_rules() -> Vec<rule::Rule> {
    rules::all()
}

/// A section that differs in more places than this was rewritten: the rest is not weighed place by
/// place.
const MOST_SITES: usize = 1_000;

fn verdict(change: &SectionChange, context: &Context<'_>) -> Verdict {
    let row = &context.comparison.rows[change.row];
    let mut material = Vec::new();
    let mut editorial = Vec::new();
    rules::whole_section(row, context, &mut material, &mut editorial);
    // A section that came or went is evidence as a whole; its sentences are not weighed one by one.
    if !row.kinds.contains(&ChangeKind::Insertion) && !row.kinds.contains(&ChangeKind::Repeal) {
        let divided = row.old.len() > 1 || row.new.len() > 1;
        let sites = site::of(change, row, context.old, context.new);
        if let Some(site) = sites.get(MOST_SITES) {
            material.push(rules::unexplained(site));
        }
        for site in sites.into_iter().take(MOST_SITES) {
            match rules::explain(&site, context) {
                Some(reasons) => editorial.extend(reasons),
                None => {
                    let before = material.len();
                    rules::detect(&site, context, &mut material);
                    let long = site.kind == site::SiteKind::Words
                        && site.is_rewording()
                        && !site.is_small();
                    // Where only addresses differ, the words say nothing more.
                    if material.len() == before || (long && site.old.quote() != site.new.quote()) {
                        material.insert(before, rules::unexplained(&site));
                    }
                }
            }
        }
        if divided && material.is_empty() && editorial.is_empty() {
            editorial.push(rules::divided(row, context));
        }
    }
    let (materiality, mut reasons) = if material.is_empty() {
        (Materiality::Editorial, editorial)
    } else {
        (Materiality::Material, material)
    };
    if reasons.is_empty() {
        reasons.push(rules::nothing());
    }
    let mut seen = std::collections::HashSet::new();
    reasons.retain(|reason| seen.insert(reason.clone()));
    Verdict {
        materiality,
        reasons,
    }
}
