//! The printer of one comment of a pull request: inert, and never longer than a forge takes.
//!
//! A document is shown whole, folded, or left out whole; it is never cut inside. Every document is
//! named.

use std::fmt::Write as _;

use super::fit::{self, Part as Folded};
use super::lines;
use super::pieces::{Fold, Line, List, Part, Piece, Title};
use super::view::{DocumentView, FileView, ReviewView};
use super::words::file_fate;
use crate::args;
use crate::classify::Materiality;
use crate::harmless::inert;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;
use crate::words::Words;

/// The first line: whoever posts the comment finds the one that it replaces by it.
pub const MARKER: &str = "<!-- avtalslogg-review -->";

/// The most bytes of a comment. A forge takes 65,536 characters; a byte is at most one.
pub const LIMIT: usize = 65_000;

/// Up to how many bytes the documents of a comment stand open.
const OPEN: usize = 12_000;

/// How many bytes a list that belongs to no document may take.
const SHARE: usize = 8_000;

/// The review as a comment.
pub(super) fn render(view: &ReviewView, pieces: &[Piece<'_>], words: &Words) -> String {
    let mut printer = Printer {
        words,
        documents: Vec::new(),
        previews: Vec::new(),
    };
    let mut head = String::new();
    printer.all(pieces, &mut head);
    let tail = tail(view, words);
    fit::comment(&head, printer.documents, printer.previews, &tail, words)
}

struct Printer<'w> {
    words: &'w Words,
    /// The documents, to be folded.
    documents: Vec<Folded>,
    /// How the pages of years will stand.
    previews: Vec<Folded>,
}

impl Printer<'_> {
    fn all(&mut self, pieces: &[Piece<'_>], out: &mut String) {
        for piece in pieces {
            self.piece(piece, out);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, out: &mut String) {
        let _ = match piece {
            Piece::Title(Title::Review, text) => write!(out, "{MARKER}\n## {}\n\n", inert(text)),
            Piece::Title(Title::Version, text) => writeln!(out, "\n#### {}\n", inert(text)),
            Piece::Title(Title::Told | Title::NotTold | Title::Headings, text) => {
                writeln!(out, "\n**{}**\n", inert(text))
            }
            // The headings of the changes say enough, and the page has the texts of new documents.
            Piece::Title(Title::Redlines, _) | Piece::Whole(..) => Ok(()),
            Piece::Line(Line::Revisions, text) => writeln!(out, "{}\n", inert(text)),
            Piece::Line(Line::Unchanged, text) => {
                writeln!(out, "- {}", inert(&fit::shortened(text)))
            }
            Piece::Line(Line::Fate, text) => writeln!(out, "**{}**\n", inert(text)),
            Piece::Line(Line::About, text) => writeln!(out, "{}\n", inert(text)),
            Piece::Line(Line::Consequences, text) => writeln!(out, "\n{}", inert(text)),
            Piece::List(kind, lines) => {
                out.extend(lines.iter().map(|line| item(*kind, line)));
                Ok(())
            }
            Piece::Finding(finding) => write!(out, "{}", self.finding(finding)),
            // The folds of the documents are the contents.
            Piece::Entry(..) => Ok(()),
            Piece::Files(files) => {
                out.extend(files.iter().map(|file| self.file(file)));
                Ok(())
            }
            Piece::Note(note, lines) => {
                let _ = writeln!(out, "- {}", inert(&note.text));
                lines
                    .iter()
                    .try_for_each(|line| writeln!(out, "  - {}", inert(line)))
            }
            Piece::Place(place, fingerprint) => writeln!(
                out,
                "- <code>{}</code> · <code>{fingerprint}</code>",
                inert(place)
            ),
            Piece::Redline(redline) => {
                writeln!(out, "\n{}", redline.markdown.trim_matches('\n'))
            }
            Piece::Fold(fold, inner) => {
                self.fold(fold, inner, out);
                Ok(())
            }
        };
    }

    fn fold(&mut self, fold: &Fold<'_>, inner: &[Piece<'_>], out: &mut String) {
        match fold {
            Fold::Part(Part::Summary, _) => self.all(inner, out),
            Fold::Part(Part::Contents, _) => {}
            Fold::Part(Part::Documents, title) => {
                if !inner.is_empty() {
                    let _ = writeln!(out, "\n### {}\n", inert(title));
                }
                self.all(inner, out);
            }
            Fold::Part(Part::Findings | Part::Rules | Part::Files, title) => {
                let _ = writeln!(out, "\n### {}\n", inert(title));
                self.share(inner, out);
            }
            Fold::Document(_, document) => {
                let mut body = format!("<code>{}</code>\n\n", inert(&document.id));
                self.all(inner, &mut body);
                let folded = self.document(document, body);
                self.documents.push(folded);
            }
            Fold::Change(change) => {
                let _ = writeln!(out, "\n##### {}\n", change.heading_redline.markdown);
                self.all(inner, out);
            }
            Fold::Preview(_, title, preview) => self.previews.push(Folded {
                name: inert(title),
                short: inert(title),
                body: preview_body(preview),
                weight: 0,
                open: 0,
            }),
        }
    }

    /// A list that belongs to no document, as far as it has its share of the comment; the rest is
    /// counted.
    fn share(&mut self, inner: &[Piece<'_>], out: &mut String) {
        let end = out.len() + SHARE;
        let mut left_out = 0_usize;
        for piece in inner {
            let items = match piece {
                Piece::List(kind, lines) => lines.iter().map(|line| item(*kind, line)).collect(),
                Piece::Files(files) => files.iter().map(|file| self.file(file)).collect(),
                piece => {
                    let mut one = String::new();
                    self.piece(piece, &mut one);
                    vec![one]
                }
            };
            for item in items {
                if left_out == 0 && out.len() + item.len() <= end {
                    out.push_str(&item);
                } else {
                    left_out += 1;
                }
            }
        }
        if left_out > 0 {
            let more = self.words.say("review.more-in-report", args![n = left_out]);
            let _ = writeln!(out, "- {}", inert(&more));
        }
    }

    fn file(&self, file: &FileView) -> String {
        format!(
            "- <code>{}</code> ({})\n",
            inert(&file.path),
            inert(&file_fate(self.words, file.fate))
        )
    }

    fn finding(&self, finding: &FindingView) -> String {
        let level = match lines::denies(finding) {
            true => self.words.say("review.error", args![]),
            false => self.words.say("review.warning", args![]),
        };
        format!(
            "- **{}** <code>{}</code> <code>{}:{}</code>: {} – {}\n",
            inert(&level),
            finding.code,
            inert(&finding.path),
            finding.line,
            inert(&finding.message),
            inert(&finding.help),
        )
    }

    fn document(&self, document: &DocumentView, body: String) -> Folded {
        let about = lines::about_document(document, self.words).join(" · ");
        let mut changes = document
            .versions
            .iter()
            .flat_map(|version| &version.changes);
        let weight = if document.findings.iter().any(lines::denies) {
            2
        } else {
            u8::from(changes.any(|change| change.materiality != Materiality::Editorial))
        };
        Folded {
            name: format!(
                "<strong>{}</strong> · {}",
                inert(&fit::shortened(&document.title)),
                inert(&about)
            ),
            short: inert(&document.id),
            body,
            weight,
            open: OPEN,
        }
    }
}

fn item(kind: List, line: &str) -> String {
    match kind {
        List::Marks => format!("- **{}**\n", inert(line)),
        List::Summary
        | List::Facts
        | List::NotTold
        | List::Headings
        | List::Reasons
        | List::Labels => format!("- {}\n", inert(line)),
    }
}

fn preview_body(preview: &EntryView) -> String {
    let mut body = String::new();
    for line in preview.text.lines() {
        let _ = match line {
            line if line.starts_with("### ") => writeln!(body, "\n**{}**\n", inert(&line[4..])),
            line if line.starts_with("## ") => writeln!(body, "\n#### {}\n", inert(&line[3..])),
            line if line.starts_with("- ") => writeln!(body, "- {}", inert(&line[2..])),
            line if line.starts_with("  ") => writeln!(body, "  <br>{}", inert(line.trim())),
            line => writeln!(body, "\n{}", inert(line)),
        };
    }
    body
}

/// Where all of it can be read.
fn tail(view: &ReviewView, words: &Words) -> String {
    let mut command = format!("avtalslogg review --base {}", view.base.name);
    if view.head.commit.is_some() {
        let _ = write!(command, " --head {}", view.head.name);
    }
    command.push_str(" --format html");
    let command = format!("<code>{}</code>", inert(&command));
    let line = words.say("review.in-full", args![command]);
    format!("\n---\n\n{line}\n")
}
