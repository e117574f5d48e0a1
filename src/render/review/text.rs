//! The printer for a terminal: the summary and the contents first, then each document.

use std::fmt::Write as _;

use super::lines;
use super::pieces::{Fold, Line, List, Part, Piece, Title};
use crate::harmless;
use crate::render::findings::FindingView;
use crate::words::Words;

/// The review as text, ended by a line break.
pub(super) fn render(pieces: &[Piece<'_>], words: &Words, color: bool) -> String {
    let mut writer = Writer {
        out: String::new(),
        words,
        color,
        indent: 2,
    };
    writer.all(pieces);
    writer.out
}

struct Writer<'w> {
    out: String,
    words: &'w Words,
    color: bool,
    /// How far facts stand in: further below a version.
    indent: usize,
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}{}", " ".repeat(indent), harmless::line(text));
    }

    fn title(&mut self, text: &str) {
        self.bold(&harmless::line(text));
    }

    /// A line in bold, of what is harmless already.
    fn bold(&mut self, text: &str) {
        let _ = match self.color {
            true => writeln!(self.out, "\n\u{1b}[1m{text}\u{1b}[0m"),
            false => writeln!(self.out, "\n{text}"),
        };
    }

    fn all(&mut self, pieces: &[Piece<'_>]) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Title(Title::Review | Title::Redlines, _) | Piece::Whole(..) => {}
            Piece::Title(Title::Version, text) => {
                self.indent = 4;
                self.title(&format!("  {text}"));
            }
            Piece::Title(Title::Told | Title::NotTold | Title::Headings, text) => {
                self.line(2, &format!("{text}:"));
            }
            Piece::Line(Line::Revisions, text) => self.line(0, text),
            Piece::Line(Line::Unchanged | Line::Fate, text) => self.line(2, text),
            Piece::Line(Line::About, text) => self.line(4, text),
            Piece::Line(Line::Consequences, text) => {
                self.out.push('\n');
                self.line(2, text);
            }
            Piece::List(kind, lines) => {
                let (indent, sign) = match kind {
                    List::Summary => (2, ""),
                    List::Facts => (self.indent, ""),
                    List::Reasons => (4, "– "),
                    List::NotTold | List::Headings | List::Labels | List::Marks => (4, ""),
                };
                for line in lines {
                    self.line(indent, &format!("{sign}{line}"));
                }
            }
            Piece::Entry(_, document) => self.line(2, &lines::contents(document, self.words)),
            Piece::Finding(finding) => self.finding(finding),
            Piece::Files(files) => {
                for file in *files {
                    self.line(2, &lines::file(file, self.words));
                }
            }
            Piece::Note(note, lines) => {
                self.line(4, &format!("– {}", note.text));
                for line in lines {
                    self.line(6, line);
                }
            }
            Piece::Place(place, fingerprint) => {
                self.line(4, &format!("{place} · {fingerprint}"));
            }
            Piece::Redline(redline) => {
                self.out.push('\n');
                for line in redline.text.lines() {
                    let _ = writeln!(self.out, "  {line}");
                }
            }
            Piece::Fold(fold, inner) => self.fold(fold, inner),
        }
    }

    fn fold(&mut self, fold: &Fold<'_>, inner: &[Piece<'_>]) {
        self.indent = 2;
        match fold {
            Fold::Part(Part::Summary | Part::Documents, _) => {}
            Fold::Part(Part::Contents | Part::Findings | Part::Rules | Part::Files, title) => {
                self.title(title);
            }
            Fold::Document(_, document) => {
                self.title(&format!("=== {} ({})", document.title, document.id));
            }
            Fold::Change(change) => self.bold(&format!("  {}", change.heading_redline.text)),
            Fold::Preview(_, title, preview) => {
                self.title(&format!("=== {title}"));
                for line in preview.text.lines() {
                    self.line(2, line.trim_start_matches("### ").trim_start_matches("## "));
                }
            }
        }
        self.all(inner);
    }

    fn finding(&mut self, finding: &FindingView) {
        let denies = lines::denies(finding);
        let mark = if denies { "error" } else { "warning" };
        let mark = match (self.color, denies) {
            (true, true) => format!("\u{1b}[1;31m{mark}\u{1b}[0m"),
            (true, false) => format!("\u{1b}[1;33m{mark}\u{1b}[0m"),
            (false, _) => mark.to_owned(),
        };
        let message = harmless::line(&finding.message);
        let _ = writeln!(self.out, "  {mark}[{}]: {message}", finding.code);
        self.line(
            4,
            &format!("{}:{}:{}", finding.path, finding.line, finding.column),
        );
        self.line(4, &format!("= {}", finding.help));
    }
}
