//! A review for a terminal: the summary and the contents first, then each document.

use std::fmt::Write as _;

use super::lines;
use super::view::{ChangeView, DocumentView, NoteView, ReviewView, VersionView};
use super::words::Words;
use crate::harmless;
use crate::model::finding::Level;
use crate::render::findings::FindingView;

/// The review as text, ended by a line break.
pub fn render(view: &ReviewView, words: Words, color: bool) -> String {
    let mut writer = Writer {
        out: String::new(),
        words,
        color,
    };
    writer.head(view);
    for document in &view.documents {
        writer.document(document);
    }
    writer.previews(view);
    writer.out
}

struct Writer {
    out: String,
    words: Words,
    color: bool,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}{}", " ".repeat(indent), harmless::line(text));
    }

    fn title(&mut self, text: &str) {
        let text = harmless::line(text);
        let _ = match self.color {
            true => writeln!(self.out, "\n\u{1b}[1m{text}\u{1b}[0m"),
            false => writeln!(self.out, "\n{text}"),
        };
    }

    fn head(&mut self, view: &ReviewView) {
        let words = self.words;
        self.line(0, &lines::revisions(view, words));
        for line in lines::summary(view, words) {
            self.line(2, &line);
        }
        if !view.documents.is_empty() {
            self.title(words.choose("Innehåll", "Contents"));
            for document in &view.documents {
                self.line(2, &lines::contents(document, words));
            }
        }
        if let Some(line) = lines::unchanged(view, words) {
            self.line(2, &line);
        }
        if !view.findings.is_empty() {
            self.title(words.choose("Fynd utanför dokumenten", "Findings outside the documents"));
            self.findings(&view.findings);
        }
        if !view.rules.is_empty() {
            self.title(words.choose(
                "Ändrade regler (agreement.yaml)",
                "Changed rules (agreement.yaml)",
            ));
            for fact in &view.rules {
                self.line(2, &lines::fact(fact, words));
            }
        }
        if !view.files.is_empty() {
            self.title(words.choose("Andra filer", "Other files"));
            for file in &view.files {
                self.line(
                    2,
                    &format!("{} ({})", file.path, words.file_fate(file.fate)),
                );
            }
        }
    }

    fn findings(&mut self, findings: &[FindingView]) {
        for finding in findings {
            let denies = finding.level == Level::Deny.name();
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

    fn document(&mut self, document: &DocumentView) {
        let words = self.words;
        self.title(&format!("=== {} ({})", document.title, document.id));
        if let Some(line) = lines::fate(document, words) {
            self.line(2, &line);
        }
        self.findings(&document.findings);
        for fact in &document.facts {
            self.line(2, &lines::fact(fact, words));
        }
        for version in &document.versions {
            self.version(version);
        }
    }

    fn version(&mut self, version: &VersionView) {
        let words = self.words;
        self.title(&format!("  {}", lines::version(version, words)));
        for fact in &version.facts {
            self.line(4, &lines::fact(fact, words));
        }
        if !version.notes.is_empty() {
            self.line(2, words.choose("Till läsaren:", "What readers are told:"));
            for note in &version.notes {
                self.note(note);
            }
        }
        for label in &version.uncovered {
            self.line(
                4,
                &format!(
                    "{}: {label}",
                    words.choose("utan text till läsaren", "no note covers")
                ),
            );
        }
        if !version.outline.is_empty() {
            self.line(2, words.choose("Avsnitt:", "Sections:"));
            for heading in &version.outline {
                self.line(4, heading);
            }
        }
        for change in &version.changes {
            self.change(change);
        }
        if let Some(line) = &version.consequences {
            self.out.push('\n');
            self.line(2, line);
        }
    }

    fn note(&mut self, note: &NoteView) {
        let words = self.words;
        self.line(4, &format!("– {}", note.text));
        for line in lines::note(note, words) {
            self.line(6, &line);
        }
    }

    fn change(&mut self, change: &ChangeView) {
        let words = self.words;
        let _ = match self.color {
            true => writeln!(
                self.out,
                "\n  \u{1b}[1m{}\u{1b}[0m",
                change.heading_redline.text
            ),
            false => writeln!(self.out, "\n  {}", change.heading_redline.text),
        };
        self.line(4, &lines::about(change, words));
        for reason in change.reasons.iter().take(lines::MOST_REASONS) {
            self.line(4, &format!("– {}", lines::short(reason)));
        }
        for label in &change.labels {
            self.line(4, &lines::label(label, words));
        }
        for line in lines::marks(change, words) {
            self.line(4, &line);
        }
        self.line(
            4,
            &format!("{}:{} · {}", change.path, change.line, change.fingerprint),
        );
        self.out.push('\n');
        for line in change.redline.text.lines() {
            let _ = writeln!(self.out, "  {line}");
        }
    }

    fn previews(&mut self, view: &ReviewView) {
        for preview in &view.previews {
            self.title(&format!("=== {}", lines::preview(preview, self.words)));
            for line in preview.text.lines() {
                let line = line.trim_start_matches("### ").trim_start_matches("## ");
                self.line(2, line);
            }
        }
    }
}
