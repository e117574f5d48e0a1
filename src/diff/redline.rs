//! The redline of one changed row: ranges into both texts. Renderers expand them to text.

use super::Op;
use crate::model::section::{Block, SectionTree};
use crate::model::span::Span;

/// The redline of one changed row, block by block in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redline {
    /// The blocks of both sides. Each block of the row's sections stands in one edit, or, where its
    /// text crosses the end of a block on the other side, in several, stretch by stretch.
    pub edits: Vec<BlockEdit>,
}

/// A block of the old text, of the new text, or a pair of both; of a block whose text stands in
/// several blocks on the other side, one stretch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlockEdit {
    /// The block in the old text.
    pub old: Option<Place>,
    /// The block in the new text.
    pub new: Option<Place>,
    /// What became of the block's text, or of the stretch of it that stands here; covers the text
    /// of both sides in order.
    pub runs: Vec<Run>,
    /// Which part of the old block stands here.
    pub old_part: Part,
    /// Which part of the new block stands here.
    pub new_part: Part,
    /// Where the block stands on the other side, if one side has it here and the other elsewhere,
    /// in this row or in another one.
    pub moved: Option<Moved>,
}

/// Which part of a block stands in an edit: the whole, unless text crosses the ends of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// The block began in an earlier edit.
    pub continues: bool,
    /// The block goes on in a later edit.
    pub goes_on: bool,
}

impl Part {
    /// Whether the block stands in one edit alone.
    pub fn is_whole(self) -> bool {
        self == Self::default()
    }
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
    /// Whether words that both texts have stand in other formatting now.
    pub restyled: bool,
    /// Where it stands in the old block's text.
    pub old: Span,
    /// Where it stands in the new block's text.
    pub new: Span,
}

impl Run {
    /// Whether both texts have it, in the same formatting.
    pub fn is_same(&self) -> bool {
        self.op == Op::Equal && !self.restyled
    }
}

impl BlockEdit {
    /// The block in both texts, if both have it, here or elsewhere: for a moved one told at its new
    /// place.
    pub fn in_both(&self) -> Option<(Place, Place)> {
        let old = self.old.or(self.moved.as_ref().map(|moved| moved.other));
        old.zip(self.new)
    }

    /// Whether nothing in the block's text changed, and it begins and ends where it did.
    pub fn is_equal(&self) -> bool {
        self.old.is_some()
            && self.new.is_some()
            && !self.crosses()
            && self.runs.iter().all(Run::is_same)
    }

    /// The bytes of the old and the new block's text that stand here.
    pub fn spans(&self) -> (Span, Span) {
        let (Some(first), Some(last)) = (self.runs.first(), self.runs.last()) else {
            return Default::default();
        };
        (
            Span::new(first.old.start, last.old.end),
            Span::new(first.new.start, last.new.end),
        )
    }

    /// Whether text crosses the end of a block here: one was divided, or several put together.
    pub fn crosses(&self) -> bool {
        !(self.old_part.is_whole() && self.new_part.is_whole())
    }
}
