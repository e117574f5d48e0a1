//! What happened to the form of blocks whose text crosses their ends, and which words only follow
//! from it.

use super::site::{Fragment, SiteKind, Word, is_row};
use crate::diff::lists;
use crate::diff::redline::{BlockEdit, Place};
use crate::diff::tokens::TokenKind;
use crate::model::section::{Block, BlockKind};
use crate::model::span::Span;

/// What happened to the form of the blocks of an edit, and where: told once, where a block begins or
/// goes on.
pub(super) fn form<'a>(
    edit: &BlockEdit,
    (a, one): (Place, &'a Block),
    (b, two): (Place, &'a Block),
) -> Option<(SiteKind, Fragment<'a>, Fragment<'a>)> {
    let (old, new) = edit.spans();
    let divided = edit.old_part.continues || edit.new_part.continues;
    if !divided && (edit.crosses() || is_row(one) == is_row(two)) {
        return None;
    }
    let stops = |block: &Block, at: usize| {
        let before = block.text[..at].trim_end();
        before.ends_with(['.', '!', '?', ':', '”', '"', '»', ')'])
    };
    let running = |block: &Block| block.kind == BlockKind::Paragraph;
    let between_sentences = (!edit.old_part.continues || stops(one, old.start))
        && (!edit.new_part.continues || stops(two, new.start));
    let paragraphs = running(one) && running(two) && one.nesting == two.nesting;
    let kind = if divided && paragraphs && between_sentences {
        SiteKind::Break
    } else {
        SiteKind::Form
    };
    let fragment = |block: &'a Block, place, span: Span| Fragment {
        block: Some(block),
        place: Some(place),
        span: Some(span),
        text: &block.text[span.range()],
        ..Fragment::default()
    };
    Some((kind, fragment(one, a, old), fragment(two, b, new)))
}

/// Whether words differ only as the form of their blocks asks for: the sign or conjunction between
/// the parts of a sentence that were points, the label of a point that was written into the text,
/// the line between two cells.
pub(super) fn goes_with_form(old: &Fragment<'_>, new: &Fragment<'_>, edge: bool) -> bool {
    let is_sign = |word: &Word<'_>| word.kind == TokenKind::Punctuation;
    let joins = |word: &Word<'_>| {
        // "Or" is not what a list without a word says.
        edge && lists::joins(word.text) && !matches!(word.text, "eller" | "or" | "oder" | "o" | "u")
    };
    let mut all = old.words.iter().chain(&new.words);
    let label = |one: &Fragment<'_>, two: &Fragment<'_>| {
        edge && two.spoken().next().is_none()
            && two
                .block
                .is_some_and(|block| lists::is_label_of(one.text, block))
    };
    all.all(|word| is_sign(word) || joins(word)) || label(old, new) || label(new, old)
}
