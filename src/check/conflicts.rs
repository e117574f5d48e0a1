//! Marks that git leaves in a file that two branches changed.

use super::Scope;
use crate::changelog::history::History;
use crate::model::codes::reading as codes;
use crate::model::finding::{Finding, Place};
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;

/// Every place in texts, records and settings where a merge was not finished. What is published and
/// not judged anew may hold whatever it holds.
pub(super) fn all(
    history: &History<'_>,
    snapshot: &Snapshot,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let settled = super::settled::paths(history, scope);
    let read = |path: &str| path.starts_with("contracts/") || path.starts_with("changelog/");
    let open = |path: &str| read(path) && !settled.contains(path) && !snapshot.is_withheld(path);
    for (path, bytes) in snapshot.iter().filter(|(path, _)| open(path)) {
        findings.extend(
            places(bytes)
                .into_iter()
                .map(|span| Finding::new(&codes::CONFLICT_MARKER, Place::new(path, span))),
        );
    }
}

/// The first mark of each unfinished place: the line that opens it, or one that ends it without
/// having been opened.
fn places(bytes: &[u8]) -> Vec<Span> {
    let mut places = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        let opens = is_mark(words, b'<');
        if opens || (is_mark(words, b'>') && !open) {
            places.push(Span::new(at, at + words.len()));
        }
        open = opens || (open && !is_mark(words, b'>'));
        at += line.len();
    }
    places
}

/// Seven signs at the start of a line, alone or before a name.
fn is_mark(line: &[u8], sign: u8) -> bool {
    const LENGTH: usize = 7;
    line.len() >= LENGTH
        && line[..LENGTH].iter().all(|byte| *byte == sign)
        && line.get(LENGTH).is_none_or(|next| *next == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let line = |span: &Span| text[..span.start].matches('\n').count() + 1;
        places(text.as_bytes()).iter().map(line).collect()
    }

    #[test]
    fn each_unfinished_place_is_found_at_its_first_mark() {
        let place = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> work\n";
        assert_eq!(lines(&format!("x\n{place}y\n{place}")), [2, 8]);
        assert_eq!(lines("a\r\n>>>>>>> work\r\n"), [2]);
    }

    #[test]
    fn underlined_headings_quotations_and_longer_runs_are_no_marks() {
        assert_eq!(
            lines("Rubrik\n=======\n> > > > > > > x\n<<<<<<<< x\n <<<<<<< x\n"),
            [0; 0]
        );
    }
}
