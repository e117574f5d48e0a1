//! The comparison for a terminal: a list of what changed first, then each changed section.

use std::fmt::Write as _;

use textwrap::core::display_width;

use super::View;
use super::flow::{self, Fate, FlowBlock};
use crate::args;
use crate::classify::{Materiality, Verdict};
use crate::diff::account::Account;
use crate::diff::{ChangeKind, Op, Row, SectionChange};
use crate::harmless;
use crate::model::finding::Language;
use crate::model::section::{BlockKind, Nest};
use crate::words::Words;

/// How to write for a terminal.
#[derive(Debug, Clone)]
pub struct TextOptions {
    /// The words of what is said about the texts.
    pub words: Words,
    /// Whether to colour; without colour the signs `[-…-]` and `{+…+}` stand around what changed.
    pub color: bool,
    /// The width in columns that lines are wrapped at; at least 40.
    pub width: usize,
    /// Only the list of what changed, one line per section.
    pub stat: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self {
            words: Words::of(Language::Sv),
            color: false,
            width: 100,
            stat: false,
        }
    }
}

/// The comparison as text, ended by a line break.
pub fn render(view: &View<'_>, options: &TextOptions) -> String {
    let mut out = String::new();
    let words = &options.words;
    let _ = writeln!(
        out,
        "{} → {}",
        clean(view.old_source),
        clean(view.new_source)
    );
    let changes: Vec<usize> = (0..view.comparison.changes.len()).collect();
    let verdict = |at: usize| view.verdicts.get(at);
    let material = changes
        .iter()
        .filter(|at| verdict(**at).is_none_or(is_material))
        .count();
    if changes.is_empty() {
        out.push_str(&format!("{}\n", words.say("redline.nothing", args![])));
        return out;
    }
    let unclear = changes
        .iter()
        .filter_map(|at| verdict(*at))
        .filter(|verdict| verdict.materiality == Materiality::Unclear)
        .count();
    let editorial = changes.len() - material - unclear;
    let waiting = (unclear > 0).then(|| words.say("redline.unclear", args![n = unclear]));
    let counts = words.say(
        "redline.counts",
        args![
            n = changes.len(),
            material,
            unclear = waiting.unwrap_or_default(),
            editorial
        ],
    );
    let _ = writeln!(out, "{counts}");
    if let Some(line) = super::account::short(view.comparison, view.old, view.new, words) {
        wrap("", "", &clean(&line), options.width.max(40), &mut out);
    }
    out.push('\n');
    let width = options.width.max(40);
    // What only got another number is told in one line.
    let (told, folded): (Vec<usize>, Vec<usize>) =
        changes.iter().partition(|at| !only_renumbered(view, **at));
    let changes = told;
    for &at in &changes {
        let change = &view.comparison.changes[at];
        let row = &view.comparison.rows[change.row];
        let name = shorten(
            &super::heading(view, row, words),
            width.saturating_sub(34).max(16),
        );
        let pad = width
            .saturating_sub(34)
            .max(16)
            .saturating_sub(display_width(&name));
        let label = verdict(at).map_or_else(String::new, |verdict| {
            words.materiality(verdict.materiality)
        });
        let _ = writeln!(
            out,
            "  {name}{}  {label:<12}  {}",
            " ".repeat(pad),
            words.kinds(row)
        );
    }
    if !folded.is_empty() {
        let account = Account::of(view.comparison, view.old, view.new);
        if let Some(line) = super::account::renumbered(&account, words) {
            wrap("  ", "  ", &clean(&line), width, &mut out);
        }
    }
    for term in super::terms(view, words) {
        let _ = writeln!(out, "\n  {}", clean(&term));
    }
    if options.stat {
        return out;
    }
    for &at in &changes {
        let change = &view.comparison.changes[at];
        let row = &view.comparison.rows[change.row];
        section(view, change, row, verdict(at), options, width, &mut out);
    }
    out
}

/// Whether a section only got another number.
fn only_renumbered(view: &View<'_>, at: usize) -> bool {
    let row = &view.comparison.rows[view.comparison.changes[at].row];
    row.kinds
        .iter()
        .all(|kind| *kind == ChangeKind::Renumbering)
}

fn is_material(verdict: &Verdict) -> bool {
    verdict.materiality == Materiality::Material
}

fn section(
    view: &View<'_>,
    change: &SectionChange,
    row: &Row,
    verdict: Option<&Verdict>,
    options: &TextOptions,
    width: usize,
    out: &mut String,
) {
    let words = &options.words;
    let paint = Paint {
        color: options.color,
    };
    out.push('\n');
    let _ = writeln!(out, "{}", paint.bold(&heading(view, row, options)));
    let mut about = super::kinds(view, row, words);
    if let Some(verdict) = verdict {
        let _ = write!(about, " · {}", words.materiality(verdict.materiality));
    }
    if !change.points.is_empty() {
        let _ = write!(about, " · {}", super::points(change, words));
    }
    let _ = writeln!(out, "  {}", paint.faint(&about));
    for reason in verdict
        .map(|verdict| verdict.reasons.as_slice())
        .unwrap_or_default()
        .iter()
        .take(12)
    {
        let line = super::reason(reason, words);
        let _ = writeln!(
            out,
            "  {}",
            paint.faint(&format!("– {}", shorten(&line, width.saturating_sub(4))))
        );
    }
    out.push('\n');
    body(view, change, options, out);
}

/// The redline of one change's text, without heading. What did not change is left out, but for the
/// neighbours of what did.
pub fn body(view: &View<'_>, change: &SectionChange, options: &TextOptions, out: &mut String) {
    let (words, width) = (&options.words, options.width.max(40));
    let paint = Paint {
        color: options.color,
    };
    let blocks = flow::of(change, view.old, view.new);
    let kept = flow::shown(&blocks);
    let mut skipped = false;
    for (at, block) in blocks.iter().enumerate() {
        let shown = kept[at];
        if !shown {
            skipped = true;
            continue;
        }
        if skipped {
            out.push_str("  […]\n");
            skipped = false;
        }
        if let Some(heading) = block.section {
            let _ = writeln!(out, "  ## {}", paint.run(heading.op, heading.text));
        }
        let (prefix, hanging) = prefix(block, &paint);
        let mut text = String::new();
        // Where signs of formatting are shown, they tell where a link leads.
        let signs = block.pieces.iter().any(|piece| piece.style.sign);
        let told = block.fate == Fate::Changed && !signs;
        for pieces in block.pieces.chunk_by(|a, b| a.op == b.op) {
            let mut run = String::new();
            for (at, piece) in pieces.iter().enumerate() {
                run.push_str(piece.text);
                // Where a link came, went or leads elsewhere, its target is part of what is read.
                let ends = pieces
                    .get(at + 1)
                    .is_none_or(|next| next.style.link != piece.style.link);
                if let Some(target) = piece
                    .style
                    .link
                    .filter(|target| told && piece.op != Op::Equal && ends && *target != piece.text)
                {
                    let _ = write!(run, " ({target})");
                }
            }
            text.push_str(&paint.run(pieces[0].op, &run));
        }
        if let Some(moved) = words.moved(block) {
            let _ = write!(text, " ({moved})");
        }
        wrap(&prefix, &" ".repeat(hanging), &text, width, out);
    }
    if skipped {
        out.push_str("  […]\n");
    }
}

/// The heading with what changed in it.
pub fn heading(view: &View<'_>, row: &Row, options: &TextOptions) -> String {
    let paint = Paint {
        color: options.color,
    };
    super::heading_redline(view, row, &options.words, &|op, text| paint.run(op, text))
}

/// What stands before a block's text, and how far its further lines are indented. An item that got
/// another label shows both.
fn prefix(block: &FlowBlock<'_>, paint: &Paint) -> (String, usize) {
    let mut prefix = "  ".to_owned();
    for nest in block.nesting.iter().take(12) {
        prefix.push_str(if *nest == Nest::Quote { "> " } else { "  " });
    }
    match block.kind {
        BlockKind::Item { label: Some(label) } => {
            let sign = if block.nesting.last() == Some(&Nest::Letters) {
                ")"
            } else {
                "."
            };
            match block.old_label {
                Some(old) => {
                    prefix.push_str(&paint.run(Op::Delete, &format!("{old}{sign}")));
                    prefix.push_str(&paint.run(Op::Insert, &format!("{label}{sign}")));
                }
                None => {
                    prefix.push_str(&clean(label));
                    prefix.push_str(sign);
                }
            }
            prefix.push(' ');
        }
        BlockKind::Item { label: None } => prefix.push_str("- "),
        BlockKind::Row { .. } => prefix.push_str("| "),
        _ => {}
    }
    let hanging = display_width(&prefix);
    (prefix, hanging)
}

struct Paint {
    color: bool,
}

impl Paint {
    fn run(&self, op: Op, text: &str) -> String {
        match (op, self.color) {
            (Op::Equal, _) => clean(text),
            (Op::Delete, true) => format!("\u{1b}[31;9m{}\u{1b}[0m", clean(text)),
            (Op::Insert, true) => format!("\u{1b}[32;4m{}\u{1b}[0m", clean(text)),
            (Op::Delete, false) => around("[-", &clean(text), "-]"),
            (Op::Insert, false) => around("{+", &clean(text), "+}"),
        }
    }

    fn bold(&self, text: &str) -> String {
        if self.color {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn faint(&self, text: &str) -> String {
        let text = clean(text);
        if self.color {
            format!("\u{1b}[2m{text}\u{1b}[0m")
        } else {
            text
        }
    }
}

/// Signs stand close to the words; the spaces stay outside.
fn around(open: &str, text: &str, close: &str) -> String {
    let inner = text.trim_matches(' ');
    // Where nothing is to be seen there is nothing to stand around.
    if inner.is_empty() {
        return text.to_owned();
    }
    let lead = &text[..text.len() - text.trim_start_matches(' ').len()];
    let tail = &text[text.trim_end_matches(' ').len().max(lead.len())..];
    format!("{lead}{open}{inner}{close}{tail}")
}

/// `text` with nothing in it that a terminal would obey; line breaks stay, since they are wrapped.
fn clean(text: &str) -> String {
    harmless::shown(text)
        .replace("\r\n", "\n")
        .replace('\t', " ")
}

/// Wraps at spaces; sequences that colour take no width, and the indentation of further lines is
/// not coloured.
fn wrap(prefix: &str, indent: &str, text: &str, width: usize, out: &mut String) {
    let mut color = "";
    for (at, line) in text.split('\n').enumerate() {
        let lead = if at == 0 { prefix } else { indent };
        out.push_str(lead);
        out.push_str(color);
        let mut column = display_width(lead);
        let mut first = true;
        for word in line.split(' ') {
            let length = display_width(word);
            if !first && column + 1 + length > width {
                break_line(color, indent, out);
                column = indent.len();
            } else if !first {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
            first = false;
            color = color_after(word, color);
        }
        if !color.is_empty() {
            out.push_str(PLAIN);
        }
        out.push('\n');
    }
}

/// The sequence that ends a colour.
const PLAIN: &str = "\u{1b}[0m";

fn break_line(color: &str, indent: &str, out: &mut String) {
    if !color.is_empty() {
        out.push_str(PLAIN);
    }
    out.push('\n');
    out.push_str(indent);
    out.push_str(color);
}

/// The colour that holds after `word`, before which `color` held: the last sequence in it, empty
/// for none.
fn color_after<'a>(word: &'a str, color: &'a str) -> &'a str {
    let Some(start) = word.rfind('\u{1b}') else {
        return color;
    };
    let end = word[start..]
        .find('m')
        .map_or(word.len(), |end| start + end + 1);
    let last = &word[start..end];
    if last == PLAIN { "" } else { last }
}

fn shorten(text: &str, width: usize) -> String {
    let text = clean(&text.replace('\n', " "));
    if display_width(&text) <= width {
        return text;
    }
    let mut short = text;
    while display_width(&short) >= width && short.pop().is_some() {}
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_ends_with_its_line_and_begins_again_after_the_indentation() {
        let mut out = String::new();
        wrap(
            "  ",
            "  ",
            "ett \u{1b}[31;9mtvå tre fyra\u{1b}[0m fem",
            10,
            &mut out,
        );
        assert_eq!(
            out,
            "  ett \u{1b}[31;9mtvå\u{1b}[0m\n  \u{1b}[31;9mtre fyra\u{1b}[0m\n  fem\n"
        );
    }

    #[test]
    fn a_line_is_as_wide_as_it_looks() {
        assert_eq!(shorten("日本語の契約", 12), "日本語の契約");
        assert_eq!(shorten("日本語の契約", 7), "日本語…");
        // An accent of its own takes no column.
        assert_eq!(shorten("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
        let mut out = String::new();
        wrap("", "", "\u{1b}[31mröd\u{1b}[0m text", 8, &mut out);
        assert_eq!(out.lines().count(), 1, "{out}");
    }
}
