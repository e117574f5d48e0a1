//! Edits of a part's text, each at the place of an element: the XML is never written anew, so that
//! all else in it stays as Word wrote it.

use std::ops::Range;

use roxmltree::Node;

/// Edits of a part's text, by place.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.0.push((at..at, text));
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    pub(super) fn remove(&mut self, node: Node<'_, '_>) {
        self.0.push((node.range(), String::new()));
    }

    /// `text` with the edits. Where two begin at one place, what is inserted comes before what is
    /// taken away; an edit inside another that takes its text away is dropped.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + self.0.len() * 32);
        let mut at = 0;
        for (range, words) in self.0 {
            if range.start < at {
                continue;
            }
            out.push_str(&text[at..range.start]);
            out.push_str(&words);
            at = range.end;
        }
        out.push_str(&text[at..]);
        out
    }
}

/// `text` as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
