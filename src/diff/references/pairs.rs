//! Which reference of a new text is which of the old one, and what its labels have to read.

use super::super::redline::{Place, Run};
use super::super::{Comparison, Op};
use super::find::{Label, Mention};
use super::resolve::{Target, key, written};
use crate::model::section::SectionTree;
use crate::model::span::Span;

/// Blocks that are the same block in two texts.
pub(crate) struct Pair<'c> {
    pub old: Place,
    pub new: Place,
    /// What became of the text; `None` if it is the same.
    runs: Option<&'c [Run]>,
}

/// All pairs of blocks of two texts.
pub(crate) struct Pairs;

impl Pairs {
    /// Those of a comparison, the blocks of unchanged sections included.
    pub(crate) fn of<'c>(comparison: &'c Comparison, old: &SectionTree) -> Vec<Pair<'c>> {
        let mut changed = vec![None; comparison.rows.len()];
        for change in &comparison.changes {
            changed[change.row] = Some(&change.redline);
        }
        let mut pairs = Vec::new();
        for (row, redline) in comparison.rows.iter().zip(changed) {
            let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else {
                continue;
            };
            match redline {
                Some(redline) => {
                    pairs.extend(redline.edits.iter().filter_map(|edit| {
                        let (old, new) = edit.in_both()?;
                        let stayed = edit.old.is_some() && edit.new.is_some();
                        let runs = match &edit.moved {
                            Some(moved) if !stayed => {
                                edit.new?;
                                (!moved.runs.is_empty()).then_some(moved.runs.as_slice())
                            }
                            _ => Some(edit.runs.as_slice()),
                        };
                        Some(Pair { old, new, runs })
                    }));
                }
                None => pairs.extend((0..old.get(*a).blocks().len()).map(|block| Pair {
                    old: Place { section: *a, block },
                    new: Place { section: *b, block },
                    runs: None,
                })),
            }
        }
        pairs
    }
}

impl Pair<'_> {
    /// For each label of `new` (mention by mention) the mention and label of `old` that it was,
    /// whether it reads the same or not. `texts` are the old and the new block's.
    pub(crate) fn labels(
        &self,
        texts: (&str, &str),
        old: &[Mention],
        new: &[Mention],
    ) -> Vec<Vec<Option<(usize, usize)>>> {
        let order = |mentions: &[Mention]| -> Vec<(usize, usize)> {
            let labels = |(at, mention): (usize, &Mention)| {
                (0..mention.labels.len())
                    .map(move |label| (at, label))
                    .collect::<Vec<_>>()
            };
            mentions.iter().enumerate().flat_map(labels).collect()
        };
        // Where all but the labels is the same, the order tells: words alone would take "avsnitt 3"
        // that was 2 for the one that was 3 already.
        let same = skeleton(texts.0, old) == skeleton(texts.1, new);
        let all = same.then(|| order(old));
        let mut next = 0;
        new.iter()
            .map(|mention| {
                let each = mention.labels.iter().map(|label| {
                    next += 1;
                    match &all {
                        Some(all) => all.get(next - 1).copied(),
                        None => label_at(old, self.unchanged(label.span)?),
                    }
                });
                each.collect()
            })
            .collect()
    }

    /// Where a stretch of the new block stands in the old one, if it did not change.
    fn unchanged(&self, span: Span) -> Option<usize> {
        let Some(runs) = self.runs else {
            return Some(span.start);
        };
        let after = runs.partition_point(|run| run.new.start <= span.start);
        // A deletion has an empty place in the new text: it may stand last of those that begin
        // there.
        let run = runs[..after]
            .iter()
            .rev()
            .take(3)
            .find(|run| run.op == Op::Equal && span.end <= run.new.end)?;
        Some(run.old.start + span.start - run.new.start)
    }
}

/// A text with its labels left out.
fn skeleton(text: &str, mentions: &[Mention]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for label in mentions.iter().flat_map(|mention| &mention.labels) {
        if label.span.start >= at {
            out.push_str(&text[at..label.span.start]);
            out.push('\u{1}');
            at = label.span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

fn label_at(mentions: &[Mention], start: usize) -> Option<(usize, usize)> {
    mentions.iter().enumerate().find_map(|(at, mention)| {
        let label = mention
            .labels
            .iter()
            .position(|label| label.span.start == start)?;
        Some((at, label))
    })
}

/// What `label`, which names `was` in a text where sections bear the numbers `before`, has to read
/// to name `meant` where they bear the numbers `after`; `None` if it can stay.
pub(crate) fn relabelled<'n>(
    label: &Label,
    (was, before): (&Target, impl Fn(usize) -> Option<&'n str>),
    (meant, after): (&Target, impl Fn(usize) -> Option<&'n str>),
) -> Option<String> {
    let to = match (was, meant) {
        (Target::Section(_), Target::Section(now)) => written(after(*now)?).to_owned(),
        (
            Target::Point {
                section: a,
                label: old,
            },
            Target::Point {
                section: b,
                label: new,
            },
        ) => {
            let parts = label.text.split('.').count();
            let own = old.split('.').count();
            let headed = before(*a).map(|number| format!("{}.{old}", written(number)));
            if headed.is_some_and(|headed| key(&headed) == key(&label.text)) && parts > own {
                format!("{}.{new}", written(after(*b)?))
            } else {
                let all: Vec<&str> = new.split('.').collect();
                all[all.len().saturating_sub(parts)..].join(".")
            }
        }
        _ => return None,
    };
    (key(&to) != key(&label.text)).then_some(to)
}
