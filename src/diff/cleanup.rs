//! Clean-up for human eyes: a rewritten phrase is shown as one replacement, not as confetti.

use super::sequence::Match;
use super::tokens::TokenKind;
use super::words::Words;

/// More islands than this are not weighed against each other.
const MANY: usize = 400;

/// Drops equal runs that are too small for what changed around them. `a` and `b` are the token
/// ranges of the two sentences; what they share at their ends stands.
pub(super) fn readable(
    old: &Words<'_>,
    new: &Words<'_>,
    a: (usize, usize),
    b: (usize, usize),
    mut runs: Vec<Match>,
) -> Vec<Match> {
    if runs.is_empty() {
        return runs;
    }
    // A stretch with very many islands is no sentence: judging each island once keeps the work
    // linear.
    if runs.len() > MANY {
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
                runs.remove(at);
            }
            None => break,
        }
    }
    let total = weight(old, a.0, a.1).max(weight(new, b.0, b.1));
    let kept: usize = runs
        .iter()
        .map(|run| weight(old, run.old, run.old + run.len))
        .sum();
    if kept * 4 < total {
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
