//! Whether a change may alter a right or a duty, with evidence.

use crate::diff::Comparison;
use crate::model::section::SectionTree;

/// Whether a change may alter a right or a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Materiality {
    /// It cannot.
    Editorial,
    /// It may.
    Material,
}

/// The engine's proposal for one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is proposed.
    pub materiality: Materiality,
    /// Why, with evidence from both sides; never empty.
    pub reasons: Vec<Reason>,
}

/// The rule that spoke, and what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub fn weigh(comparison: &Comparison, old: &SectionTree, new: &SectionTree, terms: &[Term]) -> Vec<Verdict> {
    let _ = (old, new, terms);
    comparison
        .changes
        .iter()
        .map(|_| Verdict { materiality: Materiality::Material, reasons: Vec::new() })
        .collect()
}
