//! The comparison as Markdown for a review: texts from documents are inert in it.

use std::fmt::Write as _;

use super::View;
use super::flow::{self, FlowBlock, Piece};
use crate::args;
use crate::diff::{Op, Row};
use crate::harmless::inert;
use crate::model::section::{BlockKind, Nest};
use crate::words::Words;

/// The whole comparison: a table of what changed, then each changed section.
pub fn render(view: &View<'_>, words: &Words) -> String {
    let mut out = String::new();
    let changes: Vec<usize> = (0..view.comparison.changes.len()).collect();
    let _ = writeln!(
        out,
        "**{}** → **{}**\n",
        inert(view.old_source),
        inert(view.new_source)
    );
    if changes.is_empty() {
        out.push_str(&format!("{}\n", words.say("redline.nothing", args![])));
        return out;
    }
    let _ = writeln!(
        out,
        "| {} | {} | {} |\n|---|---|---|",
        inert(&words.say("redline.section", args![])),
        inert(&words.say("redline.change", args![])),
        inert(&words.say("redline.weight", args![])),
    );
    for &at in &changes {
        let row = &view.comparison.rows[view.comparison.changes[at].row];
        let weight = view.verdicts.get(at).map_or_else(String::new, |verdict| {
            inert(&words.materiality(verdict.materiality))
        });
        let _ = writeln!(
            out,
            "| {} | {} | {weight} |",
            inert(&super::heading(view, row, words)),
            inert(&words.kinds(row))
        );
    }
    for term in super::terms(view, words) {
        let _ = writeln!(out, "\n{}", inert(&term));
    }
    for &at in &changes {
        out.push('\n');
        out.push_str(&section(view, at, words));
    }
    out
}

/// One change: its heading, what happened, why it weighs what it weighs, and the redline of its
/// text.
pub fn section(view: &View<'_>, at: usize, words: &Words) -> String {
    let mut out = String::new();
    let change = &view.comparison.changes[at];
    let row = &view.comparison.rows[change.row];
    let heading = heading(view, row, words);
    let _ = writeln!(out, "### {heading}\n");
    let mut about = format!("*{}*", inert(&super::kinds(view, row, words)));
    if let Some(verdict) = view.verdicts.get(at) {
        let _ = write!(
            about,
            " · **{}**",
            inert(&words.materiality(verdict.materiality))
        );
        if !change.points.is_empty() {
            let _ = write!(about, " · {}", inert(&super::points(change, words)));
        }
        about.push('\n');
        for reason in verdict.reasons.iter().take(12) {
            let _ = write!(about, "\n- {}", inert(&super::reason(reason, words)));
        }
    }
    let _ = writeln!(out, "{about}\n");
    out.push_str(&body(view, at, words));
    out
}

/// The heading with what changed in it.
pub fn heading(view: &View<'_>, row: &Row, words: &Words) -> String {
    super::heading_redline(view, row, words, &|op, text| run(op, &inert(text)))
}

/// The redline of one change's text, without heading; what is far from any change is left out.
pub fn body(view: &View<'_>, at: usize, words: &Words) -> String {
    let mut out = String::new();
    let blocks = flow::of(&view.comparison.changes[at], view.old, view.new);
    let kept = flow::shown(&blocks);
    let mut skipped = false;
    let (mut in_table, mut in_list) = (false, false);
    for (at, block) in blocks.iter().enumerate() {
        let header = matches!(block.kind, BlockKind::Row { header: true, .. });
        let shown = header || kept[at];
        if !shown {
            skipped = true;
            continue;
        }
        let row = matches!(block.kind, BlockKind::Row { .. });
        if skipped && !row {
            out.push_str("\n[…]\n");
            in_list = false;
        }
        skipped = false;
        if let Some(heading) = block.section {
            let text = run(heading.op, &inert(heading.text));
            let _ = writeln!(out, "\n#### {text}");
        }
        // A numbered item other than the first would go on with the paragraph before it.
        let item = matches!(block.kind, BlockKind::Item { .. });
        if item && !in_list {
            out.push('\n');
        }
        in_list = item;
        if row {
            table_row(block, header || !in_table, &mut out);
        } else {
            paragraph(block, words, &mut out);
        }
        in_table = row;
    }
    if skipped {
        out.push_str("\n[…]\n");
    }
    out
}

fn paragraph(block: &FlowBlock<'_>, words: &Words, out: &mut String) {
    let mut indent = String::new();
    let lists = block
        .nesting
        .iter()
        .filter(|nest| **nest != Nest::Quote)
        .count();
    indent.extend(
        block
            .nesting
            .iter()
            .filter(|nest| **nest == Nest::Quote)
            .take(12)
            .map(|_| "> "),
    );
    let item = matches!(block.kind, BlockKind::Item { .. });
    indent.extend(std::iter::repeat_n(
        "   ",
        lists.saturating_sub(usize::from(item)).min(12),
    ));
    let marker = match block.kind {
        BlockKind::Item { label: Some(label) } if label.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{label}. ")
        }
        BlockKind::Item { label: Some(label) } => format!("- {}) ", inert(label)),
        BlockKind::Item { label: None } => "- ".to_owned(),
        BlockKind::Footnote { label } => format!("\\[^{}\\]: ", inert(label)),
        _ => String::new(),
    };
    if !item {
        out.push('\n');
    }
    let mut text = pieces(&block.pieces);
    if let Some(old) = block.old_label {
        text = format!("<del>{}.</del> {text}", inert(old));
    }
    if let Some(moved) = words.moved(block) {
        let _ = write!(text, " *({})*", inert(&moved));
    }
    let _ = writeln!(out, "{indent}{marker}{text}");
}

fn table_row(block: &FlowBlock<'_>, first: bool, out: &mut String) {
    let cells = flow::cells(&block.pieces);
    if first {
        out.push('\n');
    }
    let texts: Vec<String> = cells.iter().map(|cell| pieces(cell)).collect();
    let _ = writeln!(out, "| {} |", texts.join(" | "));
    if first {
        let _ = writeln!(out, "|{}", "---|".repeat(cells.len()));
    }
}

fn pieces(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < pieces.len() {
        let op = pieces[at].op;
        let mut text = String::new();
        while at < pieces.len() && pieces[at].op == op {
            let piece = &pieces[at];
            let mut inner = inert(piece.text);
            if piece.style.strong && !inner.trim().is_empty() {
                inner = styled(&inner, "<strong>", "</strong>");
            }
            if piece.style.emphasis && !inner.trim().is_empty() {
                inner = styled(&inner, "<em>", "</em>");
            }
            text.push_str(&inner);
            let last = pieces
                .get(at + 1)
                .is_none_or(|next| next.style.link != piece.style.link || next.op != op);
            if let Some(target) = piece
                .style
                .link
                .filter(|target| last && !piece.style.sign && *target != piece.text)
            {
                let _ = write!(text, " ({})", inert(target));
            }
            at += 1;
        }
        out.push_str(&run(op, &text));
    }
    out
}

fn styled(text: &str, open: &str, close: &str) -> String {
    format!("{open}{text}{close}")
}

fn run(op: Op, text: &str) -> String {
    let (open, close) = match op {
        Op::Equal => return text.to_owned(),
        Op::Delete => ("<del>", "</del>"),
        Op::Insert => ("<ins>", "</ins>"),
    };
    let inner = text.trim_matches(' ');
    let lead = &text[..text.len() - text.trim_start_matches(' ').len()];
    let tail = &text[text.trim_end_matches(' ').len().max(lead.len())..];
    format!("{lead}{open}{inner}{close}{tail}")
}
