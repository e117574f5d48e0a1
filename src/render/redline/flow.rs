//! A changed section as a flow of blocks and styled pieces: what every format writes in its own
//! signs.

use crate::diff::redline::{BlockEdit, Place};
use crate::diff::{Op, SectionChange, lists};
use crate::model::section::{Block, BlockKind, Mark, MarkKind, Nest, SectionTree};
use crate::model::span::Span;

/// One block of a redline.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowBlock<'a> {
    /// What became of the block.
    pub fate: Fate,
    /// What the block is, as the new text has it unless it is gone.
    pub kind: &'a BlockKind,
    /// The lists and quotations around it.
    pub nesting: &'a [Nest],
    /// The label that a list item had, if it has another now.
    pub old_label: Option<&'a str>,
    /// The text in pieces.
    pub pieces: Vec<Piece<'a>>,
    /// The heading of the other section that a moved block stood in, or stands in now.
    pub elsewhere: Option<&'a str>,
    /// Whether the block begins another section of the row (a split or a join).
    pub section: Option<Heading<'a>>,
}

/// The heading of a section in a redline, with its fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    /// What became of it.
    pub op: Op,
    /// The heading.
    pub text: &'a str,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Both texts have it alike.
    Equal,
    /// Both texts have it alike, but its label or its place among lists is another.
    Relabelled,
    /// Both texts have it, with other words.
    Changed,
    /// Only the new text has it.
    Inserted,
    /// Only the old text has it.
    Deleted,
    /// It stands here now and stood elsewhere in the section.
    MovedHere,
    /// It stood here and stands elsewhere in the section.
    MovedAway,
}

/// A run of visible text with one fate and one formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What became of it.
    pub op: Op,
    /// The text, without signs of formatting.
    pub text: &'a str,
    /// Its formatting.
    pub style: Style<'a>,
}

/// The formatting of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style<'a> {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck through in the text itself.
    pub strikethrough: bool,
    /// Code.
    pub code: bool,
    /// A sign of formatting, shown because the words that it stands at are formatted otherwise now.
    pub sign: bool,
    /// Words that both texts have, formatted otherwise now.
    pub restyled: bool,
    /// The target of the link that the piece is part of.
    pub link: Option<&'a str>,
}

/// The blocks of a change in reading order.
pub fn of<'a>(
    change: &SectionChange,
    old: &'a SectionTree,
    new: &'a SectionTree,
) -> Vec<FlowBlock<'a>> {
    let mut blocks: Vec<FlowBlock<'a>> = Vec::with_capacity(change.redline.edits.len());
    let (mut last_old, mut last_new): (Option<Place>, Option<Place>) = (None, None);
    let mut unbroken = false;
    for edit in &change.redline.edits {
        let mut block = block(edit, old, new);
        let began = |last: Option<Place>, place: Option<Place>| {
            place
                .filter(|place| last.is_some_and(|last| last.section != place.section))
                .map(|place| place.section)
        };
        // A row has one section on at least one side: a further one came or went.
        let came = began(last_new, edit.new).map(|section| Heading {
            op: Op::Insert,
            text: new.get(section).heading.as_str(),
        });
        let went = || {
            began(last_old, edit.old).map(|section| Heading {
                op: Op::Delete,
                text: old.get(section).heading.as_str(),
            })
        };
        block.section = came.or_else(went);
        block.elsewhere = elsewhere(edit, change, (old, new));
        if edit.crosses() {
            ends(edit, &mut block, old, new);
            if edit.old_part.continues
                && !edit.new_part.continues
                && let Some(before) = blocks.last_mut()
            {
                before.pieces.push(Piece::sign(Op::Insert, "¶"));
            }
        }
        let goes_on = edit.new_part.continues && edit.old.is_some() && block.section.is_none();
        match blocks.last_mut().filter(|_| goes_on && unbroken) {
            Some(before) => before.pieces.append(&mut block.pieces),
            None => blocks.push(block),
        }
        // What stands between two parts of a block is shown between them.
        unbroken = edit.new.is_some();
        last_old = edit.old.or(last_old);
        last_new = edit.new.or(last_new);
    }
    blocks
}

/// The heading of the section that a block moved to or came from, where no other block of the change
/// stands in it.
fn elsewhere<'a>(
    edit: &BlockEdit,
    change: &SectionChange,
    (old, new): (&'a SectionTree, &'a SectionTree),
) -> Option<&'a str> {
    let other = edit.moved.as_ref()?.other;
    let here = |place: Option<Place>| place.is_some_and(|place| place.section == other.section);
    let mut edits = change.redline.edits.iter();
    let (tree, inside) = match edit.new {
        Some(_) => (old, edits.any(|edit| here(edit.old))),
        None => (new, edits.any(|edit| here(edit.new))),
    };
    (!inside).then(|| tree.get(other.section).heading.as_str())
}

/// Shows at the start of a stretch of text that crosses the ends of blocks which of them came or
/// went: a block that was put together goes on after the end of an old one.
fn ends<'a>(
    edit: &BlockEdit,
    block: &mut FlowBlock<'a>,
    old: &'a SectionTree,
    new: &'a SectionTree,
) {
    let (Some(before), Some(after)) = (edit.old, edit.new) else {
        return;
    };
    let (before, after) = (before.block(old), after.block(new));
    for piece in &mut block.pieces {
        if piece.op != Op::Equal && piece.text.trim().is_empty() {
            piece.op = Op::Equal;
        }
    }
    // The label of a point that stood in the text, or stands there now, is no word that came or
    // went.
    let label = block.pieces.first().map(|piece| (piece.op, piece.text));
    let written = match label {
        Some((Op::Delete, text)) if !edit.new_part.continues => lists::is_label_of(text, after),
        Some((Op::Insert, text)) if !edit.old_part.continues => lists::is_label_of(text, before),
        _ => false,
    };
    match label {
        Some((Op::Delete, _)) if written => drop(block.pieces.remove(0)),
        Some((Op::Insert, _)) if written => block.pieces[0].op = Op::Equal,
        _ => {}
    }
    let old_label = block.old_label.take();
    if edit.new_part.continues {
        block.kind = &BlockKind::Paragraph;
        if !edit.old_part.continues {
            let label = old_label.filter(|_| !written);
            let signs = [Some("¶ "), label, label.map(|_| " ")]
                .into_iter()
                .flatten();
            let signs = signs.map(|text| Piece::sign(Op::Delete, text));
            block.pieces.splice(0..0, signs);
        }
    }
}

fn block<'a>(edit: &BlockEdit, old: &'a SectionTree, new: &'a SectionTree) -> FlowBlock<'a> {
    let before = edit.old.map(|place| place.block(old));
    let after = edit.new.map(|place| place.block(new));
    let fate = match (before, after) {
        (Some(a), Some(b)) if edit.is_equal() && a.prefix() == b.prefix() => Fate::Equal,
        (Some(_), Some(_)) if edit.is_equal() => Fate::Relabelled,
        (Some(_), Some(_)) => Fate::Changed,
        (None, _) if edit.moved.is_some() => Fate::MovedHere,
        (None, _) => Fate::Inserted,
        (_, None) if edit.moved.is_some() => Fate::MovedAway,
        (_, None) => Fate::Deleted,
    };
    let shown = after.or(before).expect("an edit has a block on one side");
    let label = |block: Option<&'a Block>| match block.map(|block| &block.kind) {
        Some(BlockKind::Item { label: Some(label) }) => Some(label.as_str()),
        _ => None,
    };
    let old_label = label(before).filter(|old| after.is_some() && label(after) != Some(old));
    let mut pieces = Vec::new();
    // A block that changed on its way is shown at its new place with what changed in it.
    let on_the_way = edit.moved.as_ref().filter(|moved| !moved.runs.is_empty());
    let (before, runs) = match on_the_way {
        Some(moved) => (Some(moved.other.block(old)), &moved.runs),
        None => (before, &edit.runs),
    };
    let (mut old_side, mut new_side) = (before.map(Cutter::new), after.map(Cutter::new));
    let restyled = runs.iter().any(|run| run.restyled);
    for run in runs {
        // What is equal is shown as it stands now.
        let (side, span) = match run.op {
            Op::Delete => (&mut old_side, run.old),
            Op::Equal | Op::Insert => (&mut new_side, run.new),
        };
        if let Some(cutter) = side {
            let from = pieces.len();
            cutter.cut(span, run.op, restyled && run.op != Op::Equal, &mut pieces);
            for piece in &mut pieces[from..] {
                piece.style.restyled = run.restyled;
            }
        }
    }
    FlowBlock {
        fate,
        kind: &shown.kind,
        nesting: &shown.nesting,
        old_label,
        pieces,
        elsewhere: None,
        section: None,
    }
}

impl<'a> Piece<'a> {
    /// A sign that is no part of the text.
    fn sign(op: Op, text: &'a str) -> Self {
        Self {
            op,
            text,
            style: Style::default(),
        }
    }
}

/// Cuts the text of a block where its formatting changes, stretch by stretch in order.
struct Cutter<'a> {
    block: &'a Block,
    next: usize,
    open: Vec<&'a Mark>,
}

impl<'a> Cutter<'a> {
    fn new(block: &'a Block) -> Self {
        Self {
            block,
            next: 0,
            open: Vec::new(),
        }
    }

    /// Adds the pieces of one stretch; the signs of formatting are left out unless they are asked
    /// for.
    fn cut(&mut self, span: Span, op: Op, signs: bool, pieces: &mut Vec<Piece<'a>>) {
        let mut at = span.start;
        while at < span.end {
            self.open.retain(|mark| mark.span.end > at);
            while let Some(mark) = self
                .block
                .marks
                .get(self.next)
                .filter(|mark| mark.span.start <= at)
            {
                if mark.span.end > at {
                    self.open.push(mark);
                }
                self.next += 1;
            }
            let begins = self
                .block
                .marks
                .get(self.next)
                .map_or(span.end, |mark| mark.span.start);
            let end = self
                .open
                .iter()
                .map(|mark| mark.span.end)
                .fold(span.end.min(begins), usize::min);
            let mut style = Style::default();
            for mark in &self.open {
                match &mark.kind {
                    MarkKind::Syntax => style.sign = true,
                    MarkKind::Strong => style.strong = true,
                    MarkKind::Emphasis => style.emphasis = true,
                    MarkKind::Strikethrough => style.strikethrough = true,
                    MarkKind::Code => style.code = true,
                    MarkKind::Link(target) | MarkKind::Autolink(target) => {
                        style.link = Some(target)
                    }
                    MarkKind::Image(_) | MarkKind::Html => {}
                }
            }
            if !style.sign || signs {
                pieces.push(Piece {
                    op,
                    text: &self.block.text[at..end],
                    style,
                });
            }
            at = end;
        }
    }
}

/// Which blocks a shortened redline shows: those that changed and their neighbours. Blocks that
/// only got another label are shown by themselves where nothing else changed.
pub fn shown(blocks: &[FlowBlock<'_>]) -> Vec<bool> {
    let told = blocks
        .iter()
        .any(|block| !matches!(block.fate, Fate::Equal | Fate::Relabelled));
    let changed = |block: &FlowBlock<'_>| match block.fate {
        _ if block.section.is_some() => true,
        Fate::Equal => false,
        Fate::Relabelled => !told,
        _ => true,
    };
    (0..blocks.len())
        .map(|at| {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            let after = blocks.get(at + 1);
            changed(&blocks[at]) || before.is_some_and(changed) || after.is_some_and(changed)
        })
        .collect()
}

/// The pieces of a table row, cell by cell.
pub fn cells<'a>(pieces: &[Piece<'a>]) -> Vec<Vec<Piece<'a>>> {
    let mut cells: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
    for piece in pieces {
        for (at, text) in piece.text.split(" | ").enumerate() {
            if at > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                cell.push(Piece { text, ..*piece });
            }
        }
    }
    cells
}
