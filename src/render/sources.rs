//! The texts that findings are about, each read once, and their lines as they may be shown.

use std::collections::BTreeMap;

use crate::harmless;
use crate::model::register;
use crate::model::snapshot::Snapshot;
use crate::model::span::{LineIndex, Span};

/// The files of a snapshot, as far as they were asked for.
pub struct Sources<'s> {
    snapshot: &'s Snapshot,
    read: BTreeMap<String, File>,
}

/// One file.
pub struct File {
    path: String,
    text: String,
    lines: LineIndex,
}

impl<'s> Sources<'s> {
    /// The files of `snapshot`.
    pub fn of(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            read: BTreeMap::new(),
        }
    }

    /// The file at `path`; an empty one where there is none.
    pub fn of_file(&mut self, path: &str) -> &File {
        self.read.entry(path.to_owned()).or_insert_with(|| {
            let text = self.snapshot.text(path).unwrap_or_default();
            File {
                path: path.to_owned(),
                lines: LineIndex::new(&text),
                text,
            }
        })
    }
}

impl File {
    /// The line and the column in characters of byte `offset`, counted from 1.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.lines.line_column(&self.text, offset)
    }

    /// The line in which `span` begins, as it may be shown, and the part of the span that stands on
    /// it. What could be a person's number is struck out, and nothing in the line is obeyed.
    pub fn excerpt(&self, span: Span) -> (String, Span) {
        let start = boundary(&self.text, span.start);
        let from = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[from..].lines().next().unwrap_or_default();
        let start = start - from;
        let end = (boundary(&self.text, span.end).max(from) - from)
            .clamp(start.min(line.len()), line.len());
        let start = start.min(line.len());
        let struck = register::shown_line(&self.path, line);
        // One sign stands for one.
        let moved = |at: usize| {
            struck
                .char_indices()
                .nth(line[..at].chars().count())
                .map_or(struck.len(), |own| own.0)
        };
        let (start, end) = (moved(start), moved(end));
        let parts = [&struck[..start], &struck[start..end], &struck[end..]].map(harmless::line);
        let start = parts[0].len();
        (parts.concat(), Span::new(start, start + parts[1].len()))
    }
}

/// `offset` within `text`, moved back to the beginning of its character.
fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(path: &str, text: &str, part: &str) -> (String, String) {
        let snapshot: Snapshot = [(path, text.as_bytes().to_vec())].into_iter().collect();
        let at = text.find(part).expect("the part");
        let (line, span) = Sources::of(&snapshot)
            .of_file(path)
            .excerpt(Span::new(at, at + part.len()));
        let marked = line[span.range()].to_owned();
        (line, marked)
    }

    #[test]
    fn the_line_is_shown_with_what_hides_and_the_span_moves_along() {
        let (line, marked) = excerpt(
            "a.md",
            "x\n\u{feff}å\u{202e}bc\u{202c}d\r\ny\n",
            "bc\u{202c}",
        );
        assert_eq!(
            (line.as_str(), marked.as_str()),
            ("[U+FEFF]å[U+202E]bc[U+202C]d", "bc[U+202C]")
        );
    }

    #[test]
    fn only_the_first_line_of_a_span_is_shown_and_places_outside_are_moved_inside() {
        let (line, marked) = excerpt("a.md", "ett\ntvå\ntre\n", "vå\ntre");
        assert_eq!((line.as_str(), marked.as_str()), ("två", "vå"));
        let snapshot: Snapshot = [("a.md", "å".as_bytes().to_vec())].into_iter().collect();
        let mut sources = Sources::of(&snapshot);
        assert_eq!(
            sources.of_file("a.md").excerpt(Span::new(1, 99)),
            ("å".to_owned(), Span::new(0, 2))
        );
        assert_eq!(
            sources.of_file("b.md").excerpt(Span::new(1, 99)),
            (String::new(), Span::new(0, 0))
        );
    }

    #[test]
    fn a_register_shows_no_number_of_a_person_in_whatever_digits() {
        let (line, marked) = excerpt(
            "contracts/registers/a.csv",
            "Å,８１１２１８–９８７６,2022-02-30\n",
            "2022-02-30",
        );
        assert_eq!(
            (line.as_str(), marked.as_str()),
            ("Å,XXXXXX–XXXX,2022-02-30", "2022-02-30")
        );
        let (line, _) = excerpt("a.md", "Anna 811218-9876, 556012-5790\n", "Anna");
        assert_eq!(line, "Anna XXXXXX-XXXX, 556012-5790");
    }
}
