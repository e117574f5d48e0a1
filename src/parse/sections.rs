//! Markdown to a tree of sections.

use crate::model::section::SectionTree;

/// Cuts the Markdown `text` from byte `start` (after the front matter) into sections. Positions count in
/// the whole `text`. Never fails.
pub fn read(text: &str, start: usize) -> SectionTree {
    let _ = (text, start);
    SectionTree::default()
}
