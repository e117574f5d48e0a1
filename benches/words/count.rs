//! How many words two texts show as changed: in the redline, and in a plain comparison of words.

use std::collections::HashMap;

use avtalslogg::diff::{ChangeKind, Comparison, Op, compare};
use avtalslogg::model::section::{Block, SectionTree};
use avtalslogg::parse::front_matter::body_start;
use avtalslogg::parse::sections::read;
use similar::{Algorithm, ChangeTag, TextDiff};

/// Whether so many words may be shown where a plain comparison shows `plain`.
pub(crate) fn holds(shown: usize, plain: usize) -> bool {
    5 * shown <= 6 * plain + 15
}

/// The words that stand in a text: letters, digits and low lines together.
pub(crate) fn words(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !is_word(c))
        .filter(|word| !word.is_empty())
        .count()
}

fn compared(old: &str, new: &str) -> (SectionTree, SectionTree, Comparison) {
    let (old, new) = (read(old, body_start(old)), read(new, body_start(new)));
    let comparison = compare(&old, &new).expect("rebuilt");
    (old, new, comparison)
}

/// The words that the redline shows as deleted or inserted, headings counted.
pub(crate) fn shown(old: &str, new: &str) -> usize {
    let (old, new, comparison) = compared(old, new);
    let of_change = |change: &avtalslogg::diff::SectionChange| {
        let headings = comparison.headings(change, &old, &new);
        let all = change.segments.iter().chain(&headings);
        let changed = all.filter(|segment| segment.op != Op::Equal);
        changed.map(|segment| words(&segment.text)).sum::<usize>()
    };
    comparison.changes.iter().map(of_change).sum()
}

/// The same in a plain comparison of all that stands between spaces.
#[allow(dead_code, reason = "the bench asks git")]
pub(crate) fn plain(old: &str, new: &str) -> usize {
    let text = |text: &str| {
        text[body_start(text)..]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (old, new) = (text(old), text(new));
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_words(&old, &new);
    let changed = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| words(change.value())).sum()
}

/// Whether anything moved: a section, a block within its section, or the words of a block into
/// another one.
pub(crate) fn moved(old: &str, new: &str) -> bool {
    let (old, new, comparison) = compared(old, new);
    let relocated = |row: &avtalslogg::diff::Row| row.kinds.contains(&ChangeKind::Relocation);
    let edits = || {
        comparison
            .changes
            .iter()
            .flat_map(|change| &change.redline.edits)
    };
    let mut gone: HashMap<&str, usize> = HashMap::new();
    let long = |block: &Block| block.text.split(' ').nth(2).is_some();
    for edit in edits().filter(|edit| edit.new.is_none()) {
        let block = edit.old.map(|place| place.block(&old));
        if let Some(block) = block.filter(|block| long(block)) {
            *gone.entry(&block.text).or_default() += 1;
        }
    }
    comparison.rows.iter().any(relocated)
        || edits().any(|edit| edit.moved.is_some())
        || edits().filter(|edit| edit.old.is_none()).any(|edit| {
            let block = edit.new.map(|place| place.block(&new));
            block.is_some_and(|block| gone.contains_key(block.text.as_str()))
        })
}
