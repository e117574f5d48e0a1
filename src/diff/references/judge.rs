//! What became of references between two versions: followed, stale, pointing nowhere.

use super::super::redline::{BlockEdit, Place, Redline};
use super::super::{ChangeKind, Comparison, Op, Row};
use super::find::{Class, Label, Mention, mentions};
use super::resolve::{Numbers, Target};
use crate::model::section::{Block, MarkKind, SectionTree};
use crate::model::span::Span;

/// A reference that kept its number although its target got another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleReference {
    /// The section that it stands in, in the new text.
    pub section: usize,
    /// The block's bytes in the new file.
    pub block_span: Span,
    /// The reference as the text has it, such as "avsnitt 6.2".
    pub text: String,
    /// The number that it names.
    pub label: String,
    /// The number that its target has now.
    pub now: String,
    /// The section that it pointed at, in the new text.
    pub target: usize,
}

/// A reference to a number that nothing in the text bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DanglingReference {
    /// The section that it stands in.
    pub section: usize,
    /// The block's bytes in the file.
    pub block_span: Span,
    /// The reference as the text has it.
    pub text: String,
    /// The number that it names.
    pub label: String,
}

/// Says whether words that differ only follow a renumbering.
pub(crate) struct Follower<'a> {
    old: (&'a SectionTree, Numbers),
    new: (&'a SectionTree, Numbers),
    /// For each old section the new one.
    now: Vec<Option<usize>>,
    any: bool,
}

impl<'a> Follower<'a> {
    /// Prepares for two texts and the rows that align them.
    pub(crate) fn new(rows: &[Row], old: &'a SectionTree, new: &'a SectionTree) -> Self {
        let any = rows.iter().any(|row| row.kinds.contains(&ChangeKind::Renumbering));
        let numbers = |tree| if any { Numbers::of(tree) } else { Numbers::default() };
        Self { old: (old, numbers(old)), new: (new, numbers(new)), now: partners(rows, old), any }
    }

    /// Whether the stretches of two blocks are the same text but for references that followed their targets.
    pub(crate) fn follows(&self, old: (Place, usize, usize), new: (Place, usize, usize)) -> bool {
        if !self.any {
            return false;
        }
        let before = self.meant(&self.old, old, |section| self.now.get(section).copied().flatten());
        let after = self.meant(&self.new, new, Some);
        match (before, after) {
            (Some(before), Some(after)) => before == after,
            _ => false,
        }
    }

    /// A stretch of text with what its labels mean in their place; `None` if it has no such label.
    fn meant(
        &self,
        side: &(&SectionTree, Numbers),
        (place, start, end): (Place, usize, usize),
        now: impl Fn(usize) -> Option<usize>,
    ) -> Option<String> {
        let block = place.block(side.0);
        let mut out = String::new();
        let mut at = start;
        let mut any = false;
        for mention in mentions(&block.text) {
            for label in &mention.labels {
                if label.span.start < start || label.span.end > end || label.span.start < at {
                    continue;
                }
                let meant = match side.1.resolve(side.0, place.section, &mention, label) {
                    Target::Section(section) => now(section).map(|section| format!("\u{1}{section}\u{1}")),
                    Target::Point { section, label } => {
                        now(section).map(|section| format!("\u{1}{section}:{label}\u{1}"))
                    }
                    Target::Ambiguous | Target::Nowhere | Target::Elsewhere => None,
                };
                if let Some(meant) = meant {
                    visible(block, at, label.span.start, &mut out);
                    out.push_str(&meant);
                    at = label.span.end;
                    any = true;
                }
            }
        }
        visible(block, at, end, &mut out);
        any.then_some(out)
    }
}

/// The text between two places without the signs of formatting: the target of a link to a heading of this
/// text changes with its number.
fn visible(block: &Block, start: usize, end: usize, out: &mut String) {
    let mut at = start;
    for mark in block.marks.iter().filter(|mark| mark.kind == MarkKind::Syntax) {
        let span = mark.span;
        let own = block.text[span.range()].starts_with("](#") || !block.text[span.range()].starts_with("](");
        if span.end > at && span.start < end && own {
            out.push_str(&block.text[at..span.start.max(at)]);
            at = span.end.min(end);
        }
    }
    if at < end {
        out.push_str(&block.text[at..end]);
    }
}

fn partners(rows: &[Row], old: &SectionTree) -> Vec<Option<usize>> {
    let mut now = vec![None; old.sections.len()];
    for row in rows {
        for a in &row.old {
            now[*a] = row.new.first().copied();
        }
    }
    now
}

/// Whether all that a redline changes follows a renumbering.
pub(crate) fn only_follows(redline: &Redline, follower: &Follower<'_>) -> bool {
    let mut any = false;
    for edit in redline.edits.iter().filter(|edit| !edit.is_equal()) {
        let (Some(a), Some(b)) = (edit.old, edit.new) else { return false };
        for (old, new) in stretches(edit) {
            if !follower.follows((a, old.start, old.end), (b, new.start, new.end)) {
                return false;
            }
            any = true;
        }
    }
    any
}

/// The stretches of a pair of blocks that differ.
fn stretches(edit: &BlockEdit) -> Vec<(Span, Span)> {
    let mut found: Vec<(Span, Span)> = Vec::new();
    let mut open = false;
    for run in &edit.runs {
        if run.op == Op::Equal {
            open = false;
        } else if let (true, Some(last)) = (open, found.last_mut()) {
            last.0.end = run.old.end;
            last.1.end = run.new.end;
        } else {
            found.push((run.old, run.new));
            open = true;
        }
    }
    found
}

/// References of the new text that kept their number although the section that they pointed at got another.
/// Also those whose old number now belongs to another section, or to none.
pub fn stale(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Vec<StaleReference> {
    if !comparison.rows.iter().any(|row| row.kinds.contains(&ChangeKind::Renumbering)) {
        return Vec::new();
    }
    let (numbers_old, numbers_new) = (Numbers::of(old), Numbers::of(new));
    let now = partners(&comparison.rows, old);
    let mut found = Vec::new();
    let mut changed = vec![None; comparison.rows.len()];
    for change in &comparison.changes {
        changed[change.row] = Some(&change.redline);
    }
    for (at, row) in comparison.rows.iter().enumerate() {
        let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else { continue };
        let pairs: Vec<(Place, Place, Option<&BlockEdit>)> = match changed[at] {
            Some(redline) => redline
                .edits
                .iter()
                .filter_map(|edit| edit.old.zip(edit.new).map(|(old, new)| (old, new, Some(edit))))
                .collect(),
            None => (0..old.get(*a).blocks.len())
                .map(|block| (Place { section: *a, block }, Place { section: *b, block }, None))
                .collect(),
        };
        for (x, y, edit) in pairs {
            let (before, after) = (x.block(old), y.block(new));
            let old_mentions = mentions(&before.text);
            if old_mentions.is_empty() {
                continue;
            }
            for mention in mentions(&after.text) {
                for label in &mention.labels {
                    let Some(place) = unchanged(edit, label.span) else { continue };
                    let Some((old_mention, old_label)) = label_at(&old_mentions, place) else { continue };
                    let meant = numbers_old.resolve(old, x.section, old_mention, old_label);
                    let (Target::Section(meant) | Target::Point { section: meant, .. }) = meant else {
                        continue;
                    };
                    let Some(target) = now[meant] else { continue };
                    let is = numbers_new.resolve(new, y.section, &mention, label);
                    let same = matches!(&is, Target::Section(section) | Target::Point { section, .. } if *section == target);
                    if same || old.get(meant).number == new.get(target).number {
                        continue;
                    }
                    if let Some(number) = &new.get(target).number {
                        found.push(StaleReference {
                            section: y.section,
                            block_span: after.span,
                            text: after.text[mention.span.range()].to_owned(),
                            label: label.text.clone(),
                            now: bare(number).to_owned(),
                            target,
                        });
                    }
                }
            }
        }
    }
    found
}

/// A number without the word before it: "12" of "Artikel 12".
fn bare(number: &str) -> &str {
    match number.split_once(' ') {
        Some((word, label)) if super::find::class_of(word).is_some() => label,
        _ => number,
    }
}

/// Where a stretch of the new block stands in the old one, if it did not change.
fn unchanged(edit: Option<&BlockEdit>, span: Span) -> Option<usize> {
    let Some(edit) = edit else { return Some(span.start) };
    let run = edit
        .runs
        .iter()
        .find(|run| run.op == Op::Equal && run.new.start <= span.start && span.end <= run.new.end)?;
    Some(run.old.start + span.start - run.new.start)
}

fn label_at(mentions: &[Mention], start: usize) -> Option<(&Mention, &Label)> {
    mentions.iter().find_map(|mention| {
        mention.labels.iter().find(|label| label.span.start == start).map(|label| (mention, label))
    })
}

/// References of a text to numbers that nothing in it bears. Only texts that number enough of their headings
/// in the same way can be wrong: where three or fewer are numbered, nothing is said.
pub fn dangling(tree: &SectionTree) -> Vec<DanglingReference> {
    const ENOUGH: usize = 3;
    let numbers = Numbers::of(tree);
    let mut found = Vec::new();
    for section in &tree.sections {
        for block in &section.blocks {
            for mention in mentions(&block.text) {
                // Statutes name the paragraphs of other acts without saying so again in each place.
                if mention.class == Class::Paragraph {
                    continue;
                }
                let numbered = match mention.class {
                    Class::Section | Class::Plain => {
                        numbers.count(Class::Plain) + numbers.count(Class::Section)
                    }
                    class => numbers.count(class),
                };
                if numbered < ENOUGH {
                    continue;
                }
                for label in &mention.labels {
                    let point =
                        mention.may_be_point && !label.text.contains('.') && has_point(tree, &label.text);
                    let nowhere = numbers.resolve(tree, section.index, &mention, label) == Target::Nowhere;
                    if nowhere && !point {
                        found.push(DanglingReference {
                            section: section.index,
                            block_span: block.span,
                            text: block.text[mention.span.range()].to_owned(),
                            label: label.text.clone(),
                        });
                    }
                }
            }
        }
    }
    found
}

fn has_point(tree: &SectionTree, label: &str) -> bool {
    let blocks = tree.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| block.point.as_deref()).any(|point| point.rsplit('.').next() == Some(label))
}
