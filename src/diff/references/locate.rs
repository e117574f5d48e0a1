//! From a reference to its place in the file.

use super::find::plain;
use crate::model::span::Span;

/// The bytes of `reference` (as a [`super::StaleReference`] or [`super::DanglingReference`] tells
/// it) in the file `text`, looked for in the block at `block`. Line breaks and wide spaces in the
/// file count as spaces, and signs of formatting do not count.
pub fn locate(text: &str, block: Span, reference: &str) -> Span {
    let Some(raw) = text.get(block.range()) else {
        return block;
    };
    let plain = plain(raw);
    match plain.text.find(reference) {
        Some(at) => plain
            .source(Span::new(at, at + reference.len()))
            .shifted(block.start),
        None => block,
    }
}

/// A stretch of Markdown on one line with single spaces, and for each of its bytes the place in the
/// stretch.
pub(crate) fn flatten(raw: &str) -> (String, Vec<usize>) {
    let mut flat = String::with_capacity(raw.len());
    let mut places = Vec::with_capacity(raw.len() + 1);
    for (at, c) in raw.char_indices() {
        if c.is_whitespace() {
            if !flat.ends_with(' ') {
                flat.push(' ');
                places.push(at);
            }
        } else {
            places.extend((0..c.len_utf8()).map(|byte| at + byte));
            flat.push(c);
        }
    }
    places.push(raw.len());
    (flat, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_found_across_a_line_break() {
        let text = "# A\n\nSom sägs i avsnitt\n6.2 ovan.\n";
        let block = Span::new(5, text.len());
        let span = locate(text, block, "avsnitt 6.2");
        assert_eq!(&text[span.range()], "avsnitt\n6.2");
        assert_eq!(locate(text, block, "avsnitt 9"), block);
    }
}
