//! The comparison as HTML: one page that needs nothing else, and fragments for pages of others.
//!
//! Readable without colour (underlined and struck through), by a screen reader ("tillagt",
//! "borttaget" as real text), and as old or new text alone, without a script. Nothing from a text
//! becomes markup.

use std::fmt::Write as _;

use super::View;
use super::flow::{self, Fate, FlowBlock, Piece};
use crate::args;
use crate::diff::{Op, Row};
use crate::harmless;
use crate::model::section::{BlockKind, Nest};
use crate::words::Words;

/// The styles that fragments need, for the stylesheet of a page that embeds them.
pub const STYLES: &str = include_str!("redline.css");

/// A page of its own: a list of what changed, then each changed section.
pub fn page(view: &View<'_>, words: &Words) -> String {
    let changes: Vec<usize> = (0..view.comparison.changes.len()).collect();
    let say = |name: &str| harmless::html(&words.say(name, args![])).into_owned();
    let title = say("redline.title");
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}: {} → {}</title>\n<style>\n{}{STYLES}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#changes\">{}</a>\n",
        words.language().code(),
        harmless::html(view.old_source),
        harmless::html(view.new_source),
        include_str!("page.css"),
        say("redline.to-changes"),
    );
    let _ = write!(
        out,
        "<header>\n<h1>{title}</h1>\n<p>{} → {}</p>\n</header>\n",
        harmless::html(view.old_source),
        harmless::html(view.new_source)
    );
    if changes.is_empty() {
        let _ = write!(
            out,
            "<main id=\"changes\"><p>{}</p></main>\n</body>\n</html>\n",
            say("redline.nothing")
        );
        return out;
    }
    for (at, (id, label)) in [
        ("both", say("redline.title")),
        ("only-new", say("redline.only-new")),
        ("only-old", say("redline.only-old")),
    ]
    .into_iter()
    .enumerate()
    {
        let checked = if at == 0 { " checked" } else { "" };
        let _ = writeln!(
            out,
            "<input type=\"radio\" name=\"shown\" id=\"show-{id}\"{checked}><label for=\"show-{id}\">{label}</label>"
        );
    }
    let _ = write!(
        out,
        "<main id=\"changes\">\n<nav aria-label=\"{}\">\n<ol>\n",
        say("redline.changed")
    );
    for &at in &changes {
        let row = &view.comparison.rows[view.comparison.changes[at].row];
        let _ = writeln!(
            out,
            "<li><a href=\"#change-{}\">{}</a> – {}</li>",
            at + 1,
            harmless::html(&super::heading(view, row, words)),
            about(view, at, words),
        );
    }
    out.push_str("</ol>\n</nav>\n");
    for term in super::terms(view, words) {
        let _ = writeln!(out, "<p>{}</p>", harmless::html(&term));
    }
    for &at in &changes {
        out.push_str(&section(view, at, words, 2));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// One changed section with its heading at `level` (1 to 6), what happened, the reasons and the
/// redline.
pub fn section(view: &View<'_>, at: usize, words: &Words, level: u8) -> String {
    let change = &view.comparison.changes[at];
    let row = &view.comparison.rows[change.row];
    let level = level.clamp(1, 6);
    let mut out = String::new();
    let heading = heading(view, row, words);
    let _ = write!(
        out,
        "<section class=\"redline\" id=\"change-{}\">\n<h{level}>{heading}</h{level}>\n",
        at + 1
    );
    let _ = writeln!(out, "<p class=\"about\">{}</p>", about(view, at, words));
    if let Some(verdict) = view.verdicts.get(at) {
        out.push_str("<ul class=\"reasons\">\n");
        for reason in verdict.reasons.iter().take(12) {
            let _ = writeln!(
                out,
                "<li>{}</li>",
                harmless::html(&super::reason(reason, words))
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str(&body(view, at, words));
    out.push_str("</section>\n");
    out
}

/// The heading with what changed in it.
pub fn heading(view: &View<'_>, row: &Row, words: &Words) -> String {
    super::heading_redline(view, row, words, &|op, text| {
        run(op, &harmless::html(text), words)
    })
}

/// The redline of one change's text, without heading.
pub fn body(view: &View<'_>, at: usize, words: &Words) -> String {
    let blocks = flow::of(&view.comparison.changes[at], view.old, view.new);
    let mut writer = Writer {
        out: String::new(),
        open: Vec::new(),
        table: false,
        words,
    };
    writer.out.push_str("<div class=\"redline-text\">\n");
    for block in &blocks {
        writer.block(block);
    }
    writer.close_to(0);
    writer.end_table();
    writer.out.push_str("</div>\n");
    writer.out
}

fn about(view: &View<'_>, at: usize, words: &Words) -> String {
    let change = &view.comparison.changes[at];
    let row = &view.comparison.rows[change.row];
    let mut about = harmless::html(&super::kinds(view, row, words)).into_owned();
    if let Some(verdict) = view.verdicts.get(at) {
        let class = verdict.materiality.name();
        let _ = write!(
            about,
            " · <span class=\"{class}\">{}</span>",
            harmless::html(&words.materiality(verdict.materiality))
        );
    }
    if !change.points.is_empty() {
        let _ = write!(
            about,
            " · {}",
            harmless::html(&super::points(change, words))
        );
    }
    about
}

/// Writes blocks with the lists, quotations and tables around them.
struct Writer<'w> {
    out: String,
    open: Vec<Nest>,
    table: bool,
    words: &'w Words,
}

impl Writer<'_> {
    fn block(&mut self, block: &FlowBlock<'_>) {
        let row = matches!(block.kind, BlockKind::Row { .. });
        if self.table && !row {
            self.end_table();
        }
        if let Some(heading) = block.section {
            self.close_to(0);
            self.end_table();
            let _ = writeln!(
                self.out,
                "<p class=\"divided\"><strong>{}</strong></p>",
                run(heading.op, &harmless::html(heading.text), self.words)
            );
        }
        self.nest(block);
        let text = pieces(&block.pieces, block.fate == Fate::Changed, self.words);
        let class = match block.fate {
            Fate::Equal | Fate::Relabelled | Fate::Changed => "",
            Fate::Inserted => " class=\"added\"",
            Fate::Deleted => " class=\"removed\"",
            Fate::MovedHere => " class=\"added moved\"",
            Fate::MovedAway => " class=\"removed moved\"",
        };
        let moved = self.words.moved(block);
        let moved = moved.map(|moved| format!(" <em>({})</em>", harmless::html(&moved)));
        let moved = moved.as_deref().unwrap_or_default();
        match block.kind {
            BlockKind::Row { header, .. } => self.row(block, *header, class, moved),
            BlockKind::Item { .. } => {
                let _ = writeln!(self.out, "<p{class}>{text}{moved}</p>");
            }
            BlockKind::Code => {
                let _ = writeln!(self.out, "<pre{class}><code>{text}</code></pre>");
            }
            BlockKind::Html => {
                let _ = writeln!(self.out, "<p{class}><code>{text}</code></p>");
            }
            BlockKind::Rule => {
                let label = match block.fate {
                    Fate::Inserted | Fate::MovedHere => hidden(Op::Insert, self.words),
                    Fate::Deleted | Fate::MovedAway => hidden(Op::Delete, self.words),
                    Fate::Equal | Fate::Relabelled | Fate::Changed => String::new(),
                };
                let end = if label.is_empty() {
                    ""
                } else {
                    "<span class=\"said\">]</span>"
                };
                let _ = writeln!(self.out, "{label}{end}<hr{class}>");
            }
            BlockKind::Heading(_) => {
                let _ = writeln!(self.out, "<p{class}><strong>{text}</strong>{moved}</p>");
            }
            BlockKind::Footnote { label } => {
                let _ = writeln!(
                    self.out,
                    "<p{class}>[{}] {text}{moved}</p>",
                    harmless::html(label)
                );
            }
            BlockKind::Paragraph => {
                let _ = writeln!(self.out, "<p{class}>{text}{moved}</p>");
            }
        }
    }

    /// Opens and closes lists and quotations until the block stands where it should.
    fn nest(&mut self, block: &FlowBlock<'_>) {
        let item = matches!(block.kind, BlockKind::Item { .. });
        let mut shared = self
            .open
            .iter()
            .zip(block.nesting)
            .take_while(|(a, b)| a == b)
            .count();
        let fresh_list = item && shared == block.nesting.len();
        if fresh_list {
            // Another item of the list that is open.
            self.close_to(shared);
            self.out.push_str("</li>\n");
            self.open_item(block);
            return;
        }
        self.close_to(shared);
        while shared < block.nesting.len() {
            let nest = block.nesting[shared];
            let last = shared + 1 == block.nesting.len();
            match nest {
                Nest::Quote => self.out.push_str("<blockquote>\n"),
                Nest::Bullets => self.out.push_str("<ul>\n"),
                Nest::Numbers => self.out.push_str("<ol>\n"),
                Nest::Letters => self.out.push_str("<ol class=\"letters\">\n"),
            }
            self.open.push(nest);
            if nest != Nest::Quote {
                if last && item {
                    self.open_item(block);
                } else {
                    self.out.push_str("<li>");
                }
            }
            shared += 1;
        }
    }

    fn open_item(&mut self, block: &FlowBlock<'_>) {
        let label = match block.kind {
            BlockKind::Item { label } => label.as_deref(),
            _ => None,
        };
        let number =
            label.filter(|label| label.len() <= 9 && label.bytes().all(|b| b.is_ascii_digit()));
        match (number, label) {
            (Some(number), _) => {
                let _ = write!(self.out, "<li value=\"{number}\">");
            }
            (None, Some(label)) => {
                let _ = write!(
                    self.out,
                    "<li><span class=\"label\">{})</span> ",
                    harmless::html(label)
                );
            }
            (None, None) => self.out.push_str("<li>"),
        }
        if let Some(old) = block.old_label {
            self.out
                .push_str(&run(Op::Delete, &harmless::html(old), self.words));
            self.out.push(' ');
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            match self.open.pop() {
                Some(Nest::Quote) => self.out.push_str("</blockquote>\n"),
                Some(Nest::Bullets) => self.out.push_str("</li>\n</ul>\n"),
                Some(Nest::Numbers | Nest::Letters) => self.out.push_str("</li>\n</ol>\n"),
                None => {}
            }
        }
    }

    fn row(&mut self, block: &FlowBlock<'_>, header: bool, class: &str, moved: &str) {
        if header {
            self.end_table();
        }
        if !self.table {
            let label = self.words.say("other.table", args![]);
            let label = harmless::html(&label);
            let _ = writeln!(
                self.out,
                "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>"
            );
            self.table = true;
        }
        let tag = if header { "th scope=\"col\"" } else { "td" };
        let _ = write!(self.out, "<tr{class}>");
        let cells = flow::cells(&block.pieces);
        for (at, cell) in cells.iter().enumerate() {
            let moved = if at + 1 == cells.len() { moved } else { "" };
            let text = pieces(cell, block.fate == Fate::Changed, self.words);
            let _ = write!(self.out, "<{tag}>{text}{moved}</{}>", &tag[..2]);
        }
        self.out.push_str("</tr>\n");
    }

    fn end_table(&mut self) {
        if self.table {
            self.out.push_str("</table>\n</div>\n");
            self.table = false;
        }
    }
}

/// `told` is whether the targets of links that changed are written out.
fn pieces(pieces: &[Piece<'_>], told: bool, words: &Words) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < pieces.len() {
        let op = pieces[at].op;
        let mut text = String::new();
        while at < pieces.len() && pieces[at].op == op {
            text.push_str(&styled(&pieces[at], pieces.get(at + 1), told, words));
            at += 1;
        }
        if !text.is_empty() {
            out.push_str(&run(op, &text, words));
        }
    }
    out
}

fn styled(piece: &Piece<'_>, next: Option<&Piece<'_>>, told: bool, words: &Words) -> String {
    let style = &piece.style;
    if style.sign {
        // The formatting itself is seen; only where a link leads is not.
        let target = piece
            .text
            .strip_prefix("](")
            .map(|rest| rest.trim_end_matches(')'));
        return target.map_or_else(String::new, |target| {
            format!(
                " <span class=\"target\">({})</span>",
                harmless::html(target)
            )
        });
    }
    let mut text = harmless::html(piece.text).into_owned();
    for (on, tag) in [
        (style.code, "code"),
        (style.strikethrough, "s"),
        (style.emphasis, "em"),
        (style.strong, "strong"),
    ] {
        if on {
            text = format!("<{tag}>{text}</{tag}>");
        }
    }
    if style.restyled {
        let said = words.say("redline.restyled", args![]);
        let said = harmless::html(&said);
        text = format!(
            "<span class=\"restyled\" title=\"{said}\"><span class=\"said\">[{said}: </span>{text}<span class=\"said\">]</span></span>"
        );
    }
    let Some(target) = style.link else {
        return text;
    };
    if is_safe(target) {
        text = format!("<a href=\"{}\">{text}</a>", harmless::html(target));
    }
    // Where a link came, went or leads elsewhere, its target is part of what is read.
    let ends = next.is_none_or(|next| next.style.link != style.link || next.op != piece.op);
    if told && piece.op != Op::Equal && ends && target != piece.text {
        let _ = write!(
            text,
            " <span class=\"target\">({})</span>",
            harmless::html(target)
        );
    }
    text
}

/// Whether an address may become a link: web, mail and telephone, nothing that runs.
pub fn is_safe(target: &str) -> bool {
    let lower = target.trim_start().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}

fn hidden(op: Op, words: &Words) -> String {
    let word = match op {
        Op::Equal => return String::new(),
        Op::Delete => words.say("redline.deleted", args![]),
        Op::Insert => words.say("redline.inserted", args![]),
    };
    let word = harmless::html(&word);
    format!("<span class=\"said\">[{word}: </span>")
}

fn run(op: Op, text: &str, words: &Words) -> String {
    let tag = match op {
        Op::Equal => return text.to_owned(),
        Op::Delete => "del",
        Op::Insert => "ins",
    };
    // The spaces belong to what came or went, but not to what is said about it.
    let inner = text.trim_matches(' ');
    if inner.is_empty() {
        return format!("<{tag}>{text}</{tag}>");
    }
    let lead = &text[..text.len() - text.trim_start_matches(' ').len()];
    let tail = &text[text.trim_end_matches(' ').len()..];
    format!(
        "<{tag}>{lead}{}{inner}<span class=\"said\">]</span>{tail}</{tag}>",
        hidden(op, words)
    )
}
