//! The redline of one changed row: ranges into both texts. Renderers expand them to text.

use super::Op;
use crate::model::section::{Block, SectionTree};
use crate::model::span::Span;

/// The redline of one changed row, block by block in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redline {
    /// The blocks of both sides; each block of the row's sections stands in exactly one edit.
    pub edits: Vec<BlockEdit>,
}

/// A block of the old text, of the new text, or a pair of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockEdit {
    /// The block in the old text.
    pub old: Option<Place>,
    /// The block in the new text.
    pub new: Option<Place>,
    /// What became of the block's text; covers the text of both sides in order.
    pub runs: Vec<Run>,
    /// Where the block stands in the row on the other side, if one side has it here and the other
    /// elsewhere.
    pub moved: Option<Moved>,
}

/// A block that stands elsewhere on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it stands there.
    pub other: Place,
    /// At the new place: what changed in its text on the way, as [`BlockEdit::runs`] would tell it
    /// of a block that stayed. Empty if nothing did, and at the old place.
    pub runs: Vec<Run>,
}

/// Which block of which section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The section's index in its tree.
    pub section: usize,
    /// The block's index in the section.
    pub block: usize,
}

impl Place {
    /// The block itself.
    pub fn block(self, tree: &SectionTree) -> &Block {
        &tree.get(self.section).blocks()[self.block]
    }
}

/// A run of text with one fate, as bytes of the blocks' texts. An equal run has both ranges, a
/// deletion an empty new one, an insertion an empty old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// What became of it.
    pub op: Op,
    /// Where it stands in the old block's text.
    pub old: Span,
    /// Where it stands in the new block's text.
    pub new: Span,
}

impl BlockEdit {
    /// The block in both texts, if both have it, here or elsewhere: for a moved one told at its new
    /// place.
    pub fn in_both(&self) -> Option<(Place, Place)> {
        let old = self.old.or(self.moved.as_ref().map(|moved| moved.other));
        old.zip(self.new)
    }

    /// Whether nothing in the block's text changed.
    pub fn is_equal(&self) -> bool {
        self.old.is_some() && self.new.is_some() && self.runs.iter().all(|run| run.op == Op::Equal)
    }
}
