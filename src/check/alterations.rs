//! Which lines of a sealed file are not as they were: its lines against the marks that `publish`
//! wrote.

use crate::args;
use crate::diff::sequence;
use crate::model::digest::{self, LINE_MARK};
use crate::model::finding::Language;
use crate::model::span::Span;

/// How many altered places are named; the rest are counted.
const NAMED: usize = 3;

/// A stretch of lines that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Alteration {
    /// The first line of the stretch as the file stands, counted from 1.
    line: usize,
    /// How many lines stand there now.
    now: usize,
    /// How many stood there when it was published.
    before: usize,
    /// The bytes that stand there now.
    span: Span,
}

/// Where `bytes` depart from what `marks` were made of, in words, and the bytes of the first place.
/// `None` when every line has its mark: then the marks themselves were altered.
pub(super) fn located(marks: &str, bytes: &[u8], language: Language) -> Option<(String, Span)> {
    let alterations = alterations(marks, bytes);
    let first = alterations.first()?.span;
    let mut words: Vec<String> = alterations
        .iter()
        .take(NAMED)
        .map(|place| place.words(language))
        .collect();
    let more = alterations.len().saturating_sub(NAMED);
    if more > 0 {
        words.push(language.say("integrity.more-places", args![n = more]));
    }
    Some((words.join("; "), first))
}

fn alterations(marks: &str, bytes: &[u8]) -> Vec<Alteration> {
    let before = numbers(marks);
    let now = numbers(&digest::line_marks(bytes));
    let mut starts = vec![0];
    starts.extend(
        bytes
            .split_inclusive(|byte| *byte == b'\n')
            .scan(0, |at, line| {
                *at += line.len();
                Some(*at)
            }),
    );
    let mut matches = sequence::matches(&before, &now);
    matches.sort_by_key(|found| found.old);
    let ends = std::iter::once((before.len(), now.len(), 0));
    let (mut old, mut new) = (0, 0);
    let mut out = Vec::new();
    for (next_old, next_new, len) in matches
        .iter()
        .map(|run| (run.old, run.new, run.len))
        .chain(ends)
    {
        if next_old > old || next_new > new {
            let span = Span::new(starts[new], starts[next_new]);
            out.push(Alteration {
                line: new + 1,
                now: next_new - new,
                before: next_old - old,
                span,
            });
        }
        (old, new) = (next_old + len, next_new + len);
    }
    out
}

/// Each mark as a number.
fn numbers(marks: &str) -> Vec<u32> {
    let number = |mark: &[u8]| {
        mark.iter()
            .fold(0, |number, letter| number << 8 | u32::from(*letter))
    };
    marks.as_bytes().chunks(LINE_MARK).map(number).collect()
}

impl Alteration {
    fn words(&self, language: Language) -> String {
        let lines = if self.now > 1 {
            format!("{}–{}", self.line, self.line + self.now - 1)
        } else {
            self.line.to_string()
        };
        let (first, last) = (self.span.start, self.span.end.saturating_sub(1));
        match (self.now, self.before) {
            (0, n) => language.say("integrity.lines-missing", args![lines, n]),
            (_, 0) => language.say("integrity.lines-added", args![lines, first, last]),
            (now, before) if now == before => {
                language.say("integrity.lines-altered", args![lines, first, last])
            }
            (_, n) => language.say("integrity.lines-replaced", args![lines, n, first, last]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "ett\ntvå\ntre\nfyra\nfem\n";

    fn words(altered: &str) -> String {
        let marks = digest::line_marks(TEXT.as_bytes());
        located(&marks, altered.as_bytes(), Language::Sv).map_or(String::new(), |(words, _)| words)
    }

    #[test]
    fn the_altered_lines_are_named_with_their_bytes() {
        assert_eq!(words(TEXT), "");
        assert_eq!(
            words(&TEXT.replace("tre", "3")),
            "rad 3 är ändrad (byte 9–10)"
        );
        assert_eq!(
            words(&TEXT.replace("tre\nfyra\n", "")),
            "före rad 3 saknas 2 rader"
        );
        assert_eq!(
            words(&TEXT.replace("tre\n", "tre\nnytt\n")),
            "rad 4 har tillkommit (byte 13–17)"
        );
        assert_eq!(words(TEXT.trim_end()), "rad 5 är ändrad (byte 18–20)");
        assert_eq!(
            words(&format!("{TEXT} ")),
            "rad 6 har tillkommit (byte 22–22)"
        );
        assert_eq!(words(""), "före rad 1 saknas 5 rader");
    }

    #[test]
    fn the_first_place_is_given_and_many_places_are_counted() {
        let text: String = (0..20).map(|line| format!("rad {line}\n")).collect();
        let altered = text.replace('1', "x");
        let (words, first) = located(
            &digest::line_marks(text.as_bytes()),
            altered.as_bytes(),
            Language::En,
        )
        .expect("places");
        assert_eq!(&altered[first.range()], "rad x\n");
        assert_eq!(
            words,
            "line 2 was altered (byte 6–11); line 11–20 was altered (byte 60–129)"
        );
        let scattered = text.replace(['1', '3', '5', '7', '9'], "x");
        let (words, _) = located(
            &digest::line_marks(text.as_bytes()),
            scattered.as_bytes(),
            Language::Sv,
        )
        .expect("places");
        assert!(words.ends_with("; och 2 ställen till"), "{words}");
    }
}
