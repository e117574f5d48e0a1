//! Clean-up for human eyes: a rewritten phrase is shown as one replacement, not as confetti.

use super::sequence::Match;
use super::shown;
use super::tokens::TokenKind;
use super::words::Words;

/// More islands than this are not weighed against each other.
const MANY: usize = 400;

/// How far a redline may go from the plain comparison of words for the sake of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tidy {
    /// As far as is good to read.
    #[default]
    Freely,
    /// At most a fifth more words are shown than differ.
    Sparingly,
}

/// Drops equal runs that are too small for what changed around them. `a` and `b` are the token
/// ranges of the two sentences; what they share at their ends stands.
pub(super) fn readable(
    old: &Words<'_>,
    new: &Words<'_>,
    a: (usize, usize),
    b: (usize, usize),
    mut runs: Vec<Match>,
    tidy: Tidy,
) -> Vec<Match> {
    if runs.is_empty() {
        return runs;
    }
    let equal: usize = runs
        .iter()
        .map(|run| count(old, run.old, run.old + run.len))
        .sum();
    let differ = count(old, a.0, a.1) + count(new, b.0, b.1) - 2 * equal;
    let mut spare = match tidy {
        Tidy::Freely => usize::MAX,
        Tidy::Sparingly => differ / 5,
    };
    // A stretch with very many islands is no sentence: judging each island once keeps the work
    // linear.
    if runs.len() > MANY && tidy == Tidy::Freely {
        runs.retain(|run| weight(old, run.old, run.old + run.len) > 4);
    }
    let mut rounds = if runs.len() > MANY { 0 } else { runs.len() };
    while rounds > 0 {
        rounds -= 1;
        let mut drop = None;
        for at in 0..runs.len() {
            let before = match at.checked_sub(1) {
                Some(before) => (
                    runs[before].old + runs[before].len,
                    runs[before].new + runs[before].len,
                ),
                None => (a.0, b.0),
            };
            let after = runs
                .get(at + 1)
                .map_or((a.1, b.1), |after| (after.old, after.new));
            let left = weight(old, before.0, runs[at].old).max(weight(new, before.1, runs[at].new));
            let end = (runs[at].old + runs[at].len, runs[at].new + runs[at].len);
            let right = weight(old, end.0, after.0).max(weight(new, end.1, after.1));
            if left == 0 || right == 0 {
                continue;
            }
            let kept = weight(old, runs[at].old, end.0);
            if 2 * count(old, runs[at].old, end.0) > spare {
                continue;
            }
            if kept <= left.min(right) || kept == 0 {
                // The smallest island goes first, so that its neighbours are judged by what they
                // then border on.
                if drop.is_none_or(|(_, least)| kept < least) {
                    drop = Some((at, kept));
                }
            }
        }
        match drop {
            Some((at, _)) => {
                let run = runs.remove(at);
                spare = spare.saturating_sub(2 * count(old, run.old, run.old + run.len));
            }
            None => break,
        }
    }
    let total = weight(old, a.0, a.1).max(weight(new, b.0, b.1));
    let kept: usize = runs
        .iter()
        .map(|run| weight(old, run.old, run.old + run.len))
        .sum();
    if kept * 4 < total && tidy == Tidy::Freely {
        runs.retain(|run| {
            let end = (run.old + run.len, run.new + run.len);
            (run.old, run.new) == (a.0, b.0) || end == (a.1, b.1)
        });
    }
    runs
}

/// How much there is to read in a range of tokens: letters and digits; short words count half.
fn weight(words: &Words<'_>, start: usize, end: usize) -> usize {
    words.tokens[start..end]
        .iter()
        .map(|token| match token.kind {
            TokenKind::Punctuation => 0,
            TokenKind::Word if token.end - token.start <= 3 => 2,
            _ => 2 * (token.end - token.start).min(24),
        })
        .sum()
}

/// How many words stand in a range of tokens.
pub(super) fn count(words: &Words<'_>, start: usize, end: usize) -> usize {
    words.tokens[start..end]
        .iter()
        .map(|token| match token.kind {
            TokenKind::Punctuation | TokenKind::Sign => 0,
            TokenKind::Word => 1,
            _ => shown::words(token.text(words.text)).count(),
        })
        .sum()
}
