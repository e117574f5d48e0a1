//! Where the references of a block stand in the file.

use super::super::references::{Mention, Plain, plain};
use crate::model::section::Block;
use crate::model::span::Span;

/// The blocks that share a stretch of the file (lettered points share their paragraph's), beside
/// that stretch: both without formatting.
pub(super) struct Places<'t> {
    raw: Plain<'t>,
    start: usize,
    blocks: Vec<Plain<'t>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, blocks: &'t [Block]) -> Self {
        let span = blocks.first().map_or(Span::new(0, 0), |block| block.span);
        Self {
            raw: plain(&text[span.range()]),
            start: span.start,
            blocks: blocks.iter().map(|block| plain(&block.text)).collect(),
        }
    }

    /// Where label `label` of `mention`, which stands in the block `block` of these, stands in the
    /// file. A mention is found where the file has its words as often as the blocks have: then the
    /// third of them is the third.
    pub(super) fn label(&self, block: usize, mention: &Mention, label: usize) -> Option<Span> {
        let words = mention.text.as_str();
        let count = |plain: &Plain<'_>| plain.text.match_indices(words).count();
        let before: usize = self.blocks[..block].iter().map(count).sum();
        let all: usize = self.blocks.iter().map(count).sum();
        let own = &self.blocks[block];
        let within = own.text.match_indices(words).position(|(at, _)| {
            own.source(Span::new(at, at + words.len())).start == mention.span.start
        })?;
        let mut found = self.raw.text.match_indices(words);
        if found.clone().count() != all {
            return None;
        }
        let (at, _) = found.nth(before + within)?;
        let label = &mention.labels[label];
        let span = Span::new(at + label.at, at + label.at + label.text.len());
        Some(self.raw.source(span).shifted(self.start))
    }
}
