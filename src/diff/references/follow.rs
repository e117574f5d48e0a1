//! Whether words that differ only follow a renumbering.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::hashing::FastMap;
use super::super::redline::{BlockEdit, Place, Redline};
use super::super::{Row, SectionChange};
use super::find::{Class, mentions};
use super::meaning::Meaning;
use super::resolve::{Numbers, Target};
use crate::model::section::{Block, MarkKind, SectionTree};
use crate::model::span::Span;

/// Says whether words that differ only follow a renumbering.
pub(crate) struct Follower<'a> {
    old: Side<'a>,
    new: Side<'a>,
    meaning: Meaning,
}

/// One text: its numbers, and what the labels in its blocks point at, block by block as they are
/// asked for.
struct Side<'a> {
    tree: &'a SectionTree,
    numbers: Numbers,
    resolved: RefCell<FastMap<Place, Rc<[Resolved]>>>,
}

/// A label and what it points at.
struct Resolved {
    span: Span,
    target: Target,
}

impl<'a> Side<'a> {
    fn new(tree: &'a SectionTree, any: bool) -> Self {
        let numbers = if any {
            Numbers::of(tree)
        } else {
            Numbers::default()
        };
        Self {
            tree,
            numbers,
            resolved: RefCell::default(),
        }
    }

    fn labels(&self, place: Place) -> Rc<[Resolved]> {
        if let Some(known) = self.resolved.borrow().get(&place) {
            return Rc::clone(known);
        }
        let mut labels = Vec::new();
        for mention in mentions(&place.block(self.tree).text) {
            for (at, label) in mention.labels.iter().enumerate() {
                // A passage counts paragraphs, which bear no number.
                if label.class == Class::Passage {
                    continue;
                }
                let target = self.numbers.resolve(self.tree, place.section, &mention, at);
                labels.push(Resolved {
                    span: label.span,
                    target,
                });
            }
        }
        labels.sort_by_key(|label| label.span.start);
        let labels: Rc<[Resolved]> = labels.into();
        self.resolved.borrow_mut().insert(place, Rc::clone(&labels));
        labels
    }

    /// A stretch of text with what its labels mean in their place; `None` if it has no such label.
    fn meant(
        &self,
        (place, start, end): (Place, usize, usize),
        now: impl Fn(&Target) -> Option<Target>,
    ) -> Option<String> {
        let block = place.block(self.tree);
        let labels = self.labels(place);
        let mut out = String::new();
        let mut at = start;
        let mut any = false;
        let first = labels.partition_point(|label| label.span.start < start);
        for label in labels[first..]
            .iter()
            .take_while(|label| label.span.end <= end)
        {
            if label.span.start < at {
                continue;
            }
            let meant = match now(&label.target) {
                Some(Target::Section(section)) => format!("\u{1}{section}\u{1}"),
                Some(Target::Point { section, label }) => format!("\u{1}{section}:{label}\u{1}"),
                _ => continue,
            };
            visible(block, at, label.span.start, &mut out);
            out.push_str(&meant);
            at = label.span.end;
            any = true;
        }
        visible(block, at, end, &mut out);
        any.then_some(out)
    }
}

impl<'a> Follower<'a> {
    /// Prepares for two texts, the rows that align them and the redlines of the changed ones.
    pub(crate) fn new(
        rows: &[Row],
        changes: &[SectionChange],
        old: &'a SectionTree,
        new: &'a SectionTree,
    ) -> Self {
        let meaning = Meaning::new(rows, changes, old, new);
        let any = meaning.renumbered();
        Self {
            old: Side::new(old, any),
            new: Side::new(new, any),
            meaning,
        }
    }

    /// Whether the stretches of two blocks are the same text but for references that followed their
    /// targets.
    pub(crate) fn follows(&self, old: (Place, usize, usize), new: (Place, usize, usize)) -> bool {
        if !self.meaning.renumbered() {
            return false;
        }
        let before = self.old.meant(old, |target| self.meaning.target(target));
        let after = self.new.meant(new, |target| Some(target.clone()));
        match (before, after) {
            (Some(before), Some(after)) => before == after,
            _ => false,
        }
    }
}

/// The text between two places without the signs of formatting: the target of a link to a heading
/// of this text changes with its number.
fn visible(block: &Block, start: usize, end: usize, out: &mut String) {
    // Marks are in the order of their starts, and formatting nests in at most this many: no sign
    // that reaches into the stretch begins further back.
    const DEEPEST: usize = 64;
    let mut at = start;
    let first = block
        .marks
        .partition_point(|mark| mark.span.start < start)
        .saturating_sub(DEEPEST);
    for mark in block.marks[first..]
        .iter()
        .take_while(|mark| mark.span.start < end)
    {
        let sign = &block.text[mark.span.range()];
        let own = sign.starts_with("](#") || !sign.starts_with("](");
        if mark.kind == MarkKind::Syntax && mark.span.end > at && own {
            out.push_str(&block.text[at..mark.span.start.max(at)]);
            at = mark.span.end.min(end);
        }
    }
    if at < end {
        out.push_str(&block.text[at..end]);
    }
}

/// Whether all that a redline changes follows a renumbering.
pub(crate) fn only_follows(redline: &Redline, follower: &Follower<'_>) -> bool {
    let mut any = false;
    for edit in redline.edits.iter().filter(|edit| !edit.is_equal()) {
        let (Some(a), Some(b), false) = (edit.old, edit.new, edit.crosses()) else {
            return false;
        };
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
        if run.is_same() {
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
