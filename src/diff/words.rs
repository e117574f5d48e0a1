//! The redline of two blocks' texts: sentences first, then words, cleaned up for human eyes.

use super::Op;
use super::cleanup::{self, Tidy};
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
pub(super) fn compare(old: Side<'_>, new: Side<'_>, tidy: Tidy) -> Vec<Run> {
    let (a, b) = (tokenize(old.text, old.marks), tokenize(new.text, new.marks));
    // Formatting is no part of a word: a word set in bold is the same word.
    let mut ids: FastMap<&str, u32> =
        FastMap::with_capacity_and_hasher(a.len() + b.len(), Default::default());
    let mut x = Vec::with_capacity(a.len());
    let mut y = Vec::with_capacity(b.len());
    for (text, tokens, list) in [(old.text, &a, &mut x), (new.text, &b, &mut y)] {
        for token in tokens {
            let next = ids.len() as u32;
            list.push(*ids.entry(token.text(text)).or_insert(next));
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
    runs(&old, &new, &by_sentence(&old, &new, tidy))
}

/// Runs of equal tokens: equal sentences stand, similar ones are compared word by word.
fn by_sentence(old: &Words<'_>, new: &Words<'_>, tidy: Tidy) -> Vec<Match> {
    let a = sentences::split(old.text, old.tokens);
    let b = sentences::split(new.text, new.tokens);
    if a.len() <= 1 && b.len() <= 1 {
        return in_sentence(old, new, (0, old.ids.len()), (0, new.ids.len()), tidy);
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
        let (one, two) = (&a[from_old..run.old], &b[from_new..run.new]);
        found.extend(gap(old, new, one, two, tidy));
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

/// Sentences between equal ones: those with enough in common are the same sentence, rewritten. Where
/// a sentence was cut, or several were put together, the words of all of them say more.
fn gap(
    old: &Words<'_>,
    new: &Words<'_>,
    a: &[(usize, usize)],
    b: &[(usize, usize)],
    tidy: Tidy,
) -> Vec<Match> {
    /// How many more words have to stand for that.
    const GAIN: usize = 3;
    let (Some(&(first_old, _)), Some(&(first_new, _))) = (a.first(), b.first()) else {
        return Vec::new();
    };
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
    let of_pair = |(x, y): &(usize, usize)| in_sentence(old, new, a[*x], b[*y], tidy);
    let by_pair: Vec<Match> = pairs.iter().flat_map(of_pair).collect();
    let ends = (a[a.len() - 1].1, b[b.len() - 1].1);
    let stand = |runs: &[Match]| -> usize {
        let of_run = |run: &Match| cleanup::count(old, run.old, run.old + run.len);
        runs.iter().map(of_run).sum()
    };
    let may_gain = match tidy {
        Tidy::Freely => a.len() != b.len() || pairs.len() < a.len(),
        Tidy::Sparingly => true,
    };
    let least = stand(&by_pair) + if tidy == Tidy::Freely { GAIN } else { 1 };
    if !may_gain || stand_at_most(&bags_old, &bags_new) < least {
        return by_pair;
    }
    let whole = in_sentence(old, new, (first_old, ends.0), (first_new, ends.1), tidy);
    if stand(&whole) >= least {
        whole
    } else {
        by_pair
    }
}

/// How many words the sentences of both sides share in any order.
fn stand_at_most(old: &[Vec<u32>], new: &[Vec<u32>]) -> usize {
    let all = |bags: &[Vec<u32>]| {
        let mut all = bags.concat();
        all.sort_unstable();
        all
    };
    shared(&all(old), &all(new))
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
    (2000 * shared(a, b) / (a.len() + b.len())) as u32
}

/// How many elements two sorted lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut x, mut y, mut shared) = (0, 0, 0usize);
    while x < a.len() && y < b.len() {
        match a[x].cmp(&b[y]) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => (x, y, shared) = (x + 1, y + 1, shared + 1),
        }
    }
    shared
}

fn in_sentence(
    old: &Words<'_>,
    new: &Words<'_>,
    a: (usize, usize),
    b: (usize, usize),
    tidy: Tidy,
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
    cleanup::readable(old, new, a, b, found, tidy)
}

/// Turns runs of equal tokens into runs of text that cover both sides, with what lies between the
/// tokens.
fn runs(old: &Words<'_>, new: &Words<'_>, matches: &[Match]) -> Vec<Run> {
    let mut out = Writer {
        old: old.text,
        new: new.text,
        at: (0, 0),
        restyled: false,
        runs: Vec::new(),
    };
    for run in matches {
        for at in 0..run.len {
            let (a, b) = (&old.tokens[run.old + at], &new.tokens[run.new + at]);
            let restyled = a.style != b.style;
            out.until(a.start, b.start, restyled);
            out.equal(a.end - a.start, restyled);
            out.restyled = restyled;
        }
    }
    out.until(old.text.len(), new.text.len(), false);
    out.runs
}

/// Writes runs from the start of both texts to their ends.
struct Writer<'a> {
    old: &'a str,
    new: &'a str,
    at: (usize, usize),
    /// Whether the word before is formatted otherwise.
    restyled: bool,
    runs: Vec<Run>,
}

impl Writer<'_> {
    /// What differs up to these places; what both sides share at its ends stands.
    /// What stands between two words that are formatted otherwise is so too.
    fn until(&mut self, old: usize, new: usize, restyled: bool) {
        let (a, b) = (&self.old[self.at.0..old], &self.new[self.at.1..new]);
        if a == b {
            return self.equal(a.len(), self.restyled && restyled);
        }
        self.restyled = false;
        // The line between two cells of a table keeps the spaces around it.
        let spaced = !a.contains('|') && !b.contains('|');
        let leading = usize::from(spaced && a.starts_with(' ') && b.starts_with(' '));
        let ends = a.ends_with(' ') && b.ends_with(' ');
        let trailing = usize::from(spaced && a.len() > leading && b.len() > leading && ends);
        self.equal(leading, false);
        let (a, b) = (old - trailing, new - trailing);
        let at = self.at;
        let run = |op, old, new| Run {
            op,
            restyled: false,
            old,
            new,
        };
        self.push(run(Op::Delete, Span::new(at.0, a), Span::new(at.1, at.1)));
        self.push(run(Op::Insert, Span::new(a, a), Span::new(at.1, b)));
        self.at = (a, b);
        self.equal(trailing, false);
    }

    fn equal(&mut self, length: usize, restyled: bool) {
        let (old, new) = self.at;
        self.push(Run {
            op: Op::Equal,
            restyled,
            old: Span::new(old, old + length),
            new: Span::new(new, new + length),
        });
        self.at = (old + length, new + length);
    }

    fn push(&mut self, run: Run) {
        push(&mut self.runs, run);
    }
}

/// Adds a run; one with the same fate as the last goes on with it.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    if run.old.start == run.old.end && run.new.start == run.new.end {
        return;
    }
    match runs.last_mut() {
        Some(last) if (last.op, last.restyled) == (run.op, run.restyled) => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

/// The marks of a part of a text, counted from its start; one that reaches beyond it is cut.
pub(super) fn within(marks: &[Mark], part: Span) -> Vec<Mark> {
    let cut = |mark: &Mark| {
        let span = Span::new(
            mark.span.start.max(part.start) - part.start,
            mark.span.end.min(part.end).saturating_sub(part.start),
        );
        (span.start < span.end).then(|| Mark {
            span,
            kind: mark.kind.clone(),
        })
    };
    marks.iter().filter_map(cut).collect()
}
