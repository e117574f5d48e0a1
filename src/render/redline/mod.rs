//! A comparison in the formats that people and programs read.

pub mod json;

use crate::classify::Verdict;
use crate::diff::Comparison;
use crate::model::section::SectionTree;

/// All that a renderer of a comparison needs.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// What the old text is called, such as its path.
    pub old_source: &'a str,
    /// The old text.
    pub old: &'a SectionTree,
    /// What the new text is called.
    pub new_source: &'a str,
    /// The new text.
    pub new: &'a SectionTree,
    /// The comparison of the two.
    pub comparison: &'a Comparison,
    /// A verdict for each of its changes.
    pub verdicts: &'a [Verdict],
}
