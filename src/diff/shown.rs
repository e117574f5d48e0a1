//! How many words a redline shows as changed, and how many of them it shows twice.

use super::Op;
use super::blocks::Manner;
use super::hashing::FastMap;
use super::moved as moves;
use super::redline::BlockEdit;
use crate::model::section::SectionTree;

/// What some edits show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Words that are deleted or inserted.
    pub(super) words: usize,
    /// Words that are deleted in one place and inserted in another: as many could stand.
    pub(super) common: usize,
}

impl Shown {
    /// Whether a plain comparison of the words might show so many fewer that the difference counts.
    pub(super) fn may_exceed_a_fifth(self) -> bool {
        self.common > 0 && 5 * self.words > 6 * (self.words - 2 * self.common)
    }
}

/// What `edits` show to a reader; a block that moved is shown with what changed on the way.
pub(super) fn of(
    edits: &[BlockEdit],
    (old, new): (&SectionTree, &SectionTree),
    manner: &Manner,
) -> Shown {
    let lone = |edit: &BlockEdit| edit.old.is_none() || edit.new.is_none();
    let mut moved = Vec::new();
    let edits = if edits.iter().filter(|edit| lone(edit)).nth(1).is_some() {
        moved.extend_from_slice(edits);
        moves::within(&mut moved, (old, new), manner);
        &moved
    } else {
        edits
    };
    let mut counts: FastMap<&str, (usize, usize)> = FastMap::default();
    for edit in edits {
        let place = edit.old.or(edit.moved.as_ref().map(|moved| moved.other));
        let runs = match &edit.moved {
            Some(moved) => &moved.runs,
            None => &edit.runs,
        };
        for run in runs {
            let text = match run.op {
                Op::Equal => continue,
                Op::Delete => place.map(|place| &place.block(old).text[run.old.range()]),
                Op::Insert => edit
                    .new
                    .map(|place| &place.block(new).text[run.new.range()]),
            };
            for word in words(text.unwrap_or_default()) {
                let count = counts.entry(word).or_default();
                match run.op {
                    Op::Delete => count.0 += 1,
                    _ => count.1 += 1,
                }
            }
        }
    }
    let sum = |count: fn(&(usize, usize)) -> usize| counts.values().map(count).sum();
    Shown {
        words: sum(|(gone, come)| gone + come),
        common: sum(|(gone, come)| *gone.min(come)),
    }
}

/// The words of a text: letters, digits and low lines that stand together.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
}
