//! The redline of two blocks' texts: sentences first, then words, cleaned up for human eyes.

use super::Op;
use super::cleanup;
use super::redline::Run;
use super::sentences;
use super::sequence::{self, Match};
use super::tokens::{Token, TokenKind, tokenize};
use crate::diff::hashing::FastMap;
use crate::model::section::Mark;
use crate::model::span::Span;

/// One side of a comparison: a text with its formatting.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    pub(crate) marks: &'a [Mark],
}

/// A text in tokens, equal ones with equal ids.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) ids: &'a [u32],
}

/// Runs that cover both texts in order.
pub(crate) fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Run> {
    let (a, b) = (tokenize(old.text, old.marks), tokenize(new.text, new.marks));
    let mut ids: FastMap<(&str, u64), u32> =
        FastMap::with_capacity_and_hasher(a.len() + b.len(), Default::default());
    let mut x = Vec::with_capacity(a.len());
    let mut y = Vec::with_capacity(b.len());
    for (text, tokens, list) in [(old.text, &a, &mut x), (new.text, &b, &mut y)] {
        for token in tokens {
            let next = ids.len() as u32;
            list.push(*ids.entry((token.text(text), token.style)).or_insert(next));
        }
    }
    let old = Words {
        text: old.text,
        tokens: &a,
        ids: &x,
    };
    let new = Words {
        text: new.text,
        tokens: &b,
        ids: &y,
    };
    runs(&old, &new, &by_sentence(&old, &new))
}

/// Runs of equal tokens: equal sentences stand, similar ones are compared word by word.
fn by_sentence(old: &Words<'_>, new: &Words<'_>) -> Vec<Match> {
    let a = sentences::split(old.text, old.tokens);
    let b = sentences::split(new.text, new.tokens);
    if a.len() <= 1 && b.len() <= 1 {
        return in_sentence(old, new, (0, old.ids.len()), (0, new.ids.len()));
    }
    let mut ids: FastMap<&[u32], u32> =
        FastMap::with_capacity_and_hasher(a.len() + b.len(), Default::default());
    let mut x = Vec::with_capacity(a.len());
    let mut y = Vec::with_capacity(b.len());
    for (words, sentences, list) in [(old, &a, &mut x), (new, &b, &mut y)] {
        for (start, end) in sentences {
            let next = ids.len() as u32;
            list.push(*ids.entry(&words.ids[*start..*end]).or_insert(next));
        }
    }
    let mut found = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let mut equal = sequence::matches(&x, &y);
    equal.push(Match {
        old: a.len(),
        new: b.len(),
        len: 0,
    });
    for run in equal {
        gap(
            old,
            new,
            &a[from_old..run.old],
            &b[from_new..run.new],
            &mut found,
        );
        for at in 0..run.len {
            let (start, end) = a[run.old + at];
            found.push(Match {
                old: start,
                new: b[run.new + at].0,
                len: end - start,
            });
        }
        (from_old, from_new) = (run.old + run.len, run.new + run.len);
    }
    found
}

/// Sentences between equal ones: those with enough in common are the same sentence, rewritten.
fn gap(
    old: &Words<'_>,
    new: &Words<'_>,
    a: &[(usize, usize)],
    b: &[(usize, usize)],
    found: &mut Vec<Match>,
) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let sorted = |words: &Words<'_>, sentences: &[(usize, usize)]| -> Vec<Vec<u32>> {
        sentences
            .iter()
            .map(|(start, end)| bag(words, *start, *end))
            .collect()
    };
    let (bags_old, bags_new) = (sorted(old, a), sorted(new, b));
    let lone = a.len() == 1 && b.len() == 1;
    let pairs = sequence::pairs(a.len(), b.len(), |x, y| {
        let alike = overlap(&bags_old[x], &bags_new[y]);
        if alike >= if lone { 200 } else { 350 } {
            alike
        } else {
            0
        }
    });
    for (x, y) in pairs {
        found.extend(in_sentence(old, new, a[x], b[y]));
    }
}

/// The words of a stretch of tokens as a sorted list.
fn bag(words: &Words<'_>, start: usize, end: usize) -> Vec<u32> {
    let mut bag: Vec<u32> = (start..end)
        .filter(|at| words.tokens[*at].kind != TokenKind::Punctuation)
        .map(|at| words.ids[at])
        .collect();
    bag.sort_unstable();
    bag
}

/// How much two sorted lists share, in thousandths (Dice's coefficient).
pub(super) fn overlap(a: &[u32], b: &[u32]) -> u32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (mut x, mut y, mut shared) = (0, 0, 0usize);
    while x < a.len() && y < b.len() {
        match a[x].cmp(&b[y]) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => (x, y, shared) = (x + 1, y + 1, shared + 1),
        }
    }
    (2000 * shared / (a.len() + b.len())) as u32
}

fn in_sentence(
    old: &Words<'_>,
    new: &Words<'_>,
    a: (usize, usize),
    b: (usize, usize),
) -> Vec<Match> {
    let found = sequence::matches(&old.ids[a.0..a.1], &new.ids[b.0..b.1]);
    let found = found
        .into_iter()
        .map(|run| Match {
            old: a.0 + run.old,
            new: b.0 + run.new,
            len: run.len,
        })
        .collect();
    cleanup::readable(old, new, a, b, found)
}

/// Turns runs of equal tokens into runs of text that cover both sides, with what lies between the
/// tokens.
fn runs(old: &Words<'_>, new: &Words<'_>, matches: &[Match]) -> Vec<Run> {
    let mut out = Writer {
        old: old.text,
        new: new.text,
        at: (0, 0),
        runs: Vec::new(),
    };
    for run in matches {
        for at in 0..run.len {
            let (a, b) = (&old.tokens[run.old + at], &new.tokens[run.new + at]);
            out.until(a.start, b.start);
            out.equal(a.end - a.start);
        }
    }
    out.until(old.text.len(), new.text.len());
    out.runs
}

/// Writes runs from the start of both texts to their ends.
struct Writer<'a> {
    old: &'a str,
    new: &'a str,
    at: (usize, usize),
    runs: Vec<Run>,
}

impl Writer<'_> {
    /// What differs up to these places; what both sides share at its ends stands.
    fn until(&mut self, old: usize, new: usize) {
        let (a, b) = (&self.old[self.at.0..old], &self.new[self.at.1..new]);
        if a == b {
            return self.equal(a.len());
        }
        let leading = usize::from(a.starts_with(' ') && b.starts_with(' '));
        let trailing = usize::from(
            a.len() > leading && b.len() > leading && a.ends_with(' ') && b.ends_with(' '),
        );
        self.equal(leading);
        let (a, b) = (old - trailing, new - trailing);
        let at = self.at;
        self.push(Op::Delete, Span::new(at.0, a), Span::new(at.1, at.1));
        self.push(Op::Insert, Span::new(a, a), Span::new(at.1, b));
        self.at = (a, b);
        self.equal(trailing);
    }

    fn equal(&mut self, length: usize) {
        let (old, new) = self.at;
        self.push(
            Op::Equal,
            Span::new(old, old + length),
            Span::new(new, new + length),
        );
        self.at = (old + length, new + length);
    }

    fn push(&mut self, op: Op, old: Span, new: Span) {
        if old.start == old.end && new.start == new.end {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.op == op => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => self.runs.push(Run { op, old, new }),
        }
    }
}
