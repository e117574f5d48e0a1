//! A review as one comment of a pull request: inert, and never longer than a forge takes.
//!
//! A document is shown whole, folded, or left out whole; it is never cut inside. Every document is
//! named.

use std::fmt::Write as _;

use super::fit::{self, Part};
use super::lines;
use super::view::{ChangeView, DocumentView, NoteView, ReviewView, VersionView};
use super::words::Words;
use crate::harmless::inert;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;

/// The first line: whoever posts the comment finds the one that it replaces by it.
pub const MARKER: &str = "<!-- avtalslogg-review -->";

/// The most bytes of a comment. A forge takes 65,536 characters; a byte is at most one.
pub const LIMIT: usize = 65_000;

/// Up to how many bytes the documents of a comment stand open.
const OPEN: usize = 12_000;

/// The review as a comment.
pub fn render(view: &ReviewView, words: Words) -> String {
    let head = head(view, words);
    let tail = tail(view, words);
    let documents: Vec<Part> = view
        .documents
        .iter()
        .map(|document| part(document, words))
        .collect();
    let previews: Vec<Part> = view
        .previews
        .iter()
        .map(|preview| preview_part(preview, words))
        .collect();
    fit::comment(&head, documents, previews, &tail, words)
}

fn head(view: &ReviewView, words: Words) -> String {
    let mut out = format!(
        "{MARKER}\n## {}\n\n",
        words.choose(
            "Granskning av avtalsändringar",
            "Review of contract changes"
        )
    );
    let _ = writeln!(out, "{}\n", inert(&lines::revisions(view, words)));
    for line in lines::summary(view, words) {
        let _ = writeln!(out, "- {}", inert(&line));
    }
    if let Some(line) = lines::unchanged(view, words) {
        let _ = writeln!(out, "- {}", inert(&fit::shortened(&line)));
    }
    if !view.findings.is_empty() {
        let _ = writeln!(
            out,
            "\n### {}\n",
            words.choose("Fynd utanför dokumenten", "Findings outside the documents")
        );
        list(
            view.findings.iter().map(|each| finding(each, words)),
            words,
            &mut out,
        );
    }
    if !view.rules.is_empty() {
        let _ = writeln!(
            out,
            "\n### {}\n",
            words.choose(
                "Ändrade regler (agreement.yaml)",
                "Changed rules (agreement.yaml)"
            )
        );
        list(
            view.rules
                .iter()
                .map(|fact| format!("- {}\n", inert(&lines::fact(fact, words)))),
            words,
            &mut out,
        );
    }
    if !view.files.is_empty() {
        let _ = writeln!(
            out,
            "\n### {}\n",
            words.choose("Andra filer", "Other files")
        );
        let file = |file: &super::view::FileView| {
            format!(
                "- <code>{}</code> ({})\n",
                inert(&file.path),
                words.file_fate(file.fate)
            )
        };
        list(view.files.iter().map(file), words, &mut out);
    }
    if !view.documents.is_empty() {
        let _ = writeln!(out, "\n### {}\n", words.choose("Dokument", "Documents"));
    }
    out
}

/// A list that belongs to no document, as far as it has its share of the comment; the rest is
/// counted.
fn list(items: impl Iterator<Item = String>, words: Words, out: &mut String) {
    const SHARE: usize = 8_000;
    let end = out.len() + SHARE;
    let mut left_out = 0;
    for item in items {
        if left_out == 0 && out.len() + item.len() <= end {
            out.push_str(&item);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let more = words.choose("till, i HTML-rapporten", "more, in the HTML report");
        let _ = writeln!(out, "- … {left_out} {more}");
    }
}

fn finding(finding: &FindingView, words: Words) -> String {
    let level = if lines::denies(finding) {
        words.choose("Fel", "Error")
    } else {
        words.choose("Varning", "Warning")
    };
    format!(
        "- **{level}** <code>{}</code> <code>{}:{}</code>: {} – {}\n",
        finding.code,
        inert(&finding.path),
        finding.line,
        inert(&finding.message),
        inert(&finding.help),
    )
}

fn part(document: &DocumentView, words: Words) -> Part {
    let about = lines::about_document(document, words).join(" · ");
    let name = format!(
        "<strong>{}</strong> · {}",
        inert(&fit::shortened(&document.title)),
        inert(&about)
    );
    let weight = match document {
        _ if document.findings.iter().any(lines::denies) => 2,
        _ if document
            .versions
            .iter()
            .flat_map(|version| &version.changes)
            .any(|change| change.materiality == "material") =>
        {
            1
        }
        _ => 0,
    };
    Part {
        name,
        short: inert(&document.id),
        body: body(document, words),
        weight,
        open: OPEN,
    }
}

fn body(document: &DocumentView, words: Words) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "<code>{}</code>", inert(&document.id));
    if let Some(line) = lines::fate(document, words) {
        let _ = writeln!(out, "\n**{}**", inert(&line));
    }
    out.push('\n');
    for each in &document.findings {
        out.push_str(&finding(each, words));
    }
    for fact in &document.facts {
        let _ = writeln!(out, "- {}", inert(&lines::fact(fact, words)));
    }
    for version in &document.versions {
        self::version(version, words, &mut out);
    }
    out
}

fn version(version: &VersionView, words: Words, out: &mut String) {
    let _ = writeln!(out, "\n#### {}\n", inert(&lines::version(version, words)));
    for fact in &version.facts {
        let _ = writeln!(out, "- {}", inert(&lines::fact(fact, words)));
    }
    if !version.notes.is_empty() {
        let _ = writeln!(
            out,
            "\n**{}**\n",
            words.choose("Till läsaren", "What readers are told")
        );
        for each in &version.notes {
            note(each, words, out);
        }
    }
    if !version.uncovered.is_empty() {
        let _ = writeln!(
            out,
            "\n**{}**\n",
            words.choose("Utan text till läsaren", "What no note covers")
        );
        for label in &version.uncovered {
            let _ = writeln!(out, "- {}", inert(label));
        }
    }
    if !version.outline.is_empty() {
        let _ = writeln!(out, "\n**{}**\n", words.choose("Avsnitt", "Sections"));
        for heading in &version.outline {
            let _ = writeln!(out, "- {}", inert(heading));
        }
    }
    for each in &version.changes {
        change(each, words, out);
    }
    if let Some(line) = &version.consequences {
        let _ = writeln!(out, "\n{}", inert(line));
    }
}

fn note(note: &NoteView, words: Words, out: &mut String) {
    let _ = writeln!(out, "- {}", inert(&note.text));
    for line in lines::note(note, words) {
        let _ = writeln!(out, "  - {}", inert(&line));
    }
}

fn change(change: &ChangeView, words: Words, out: &mut String) {
    let _ = writeln!(
        out,
        "\n##### {}\n\n{}\n",
        change.heading_redline.markdown,
        inert(&lines::about(change, words))
    );
    for reason in change.reasons.iter().take(lines::MOST_REASONS) {
        let _ = writeln!(out, "- {}", inert(&lines::short(reason)));
    }
    for label in &change.labels {
        let _ = writeln!(out, "- {}", inert(&lines::label(label, words)));
    }
    for line in lines::marks(change, words) {
        let _ = writeln!(out, "- **{}**", inert(&line));
    }
    let _ = writeln!(
        out,
        "- <code>{}:{}</code> · <code>{}</code>",
        inert(&change.path),
        change.line,
        change.fingerprint
    );
    out.push('\n');
    out.push_str(change.redline.markdown.trim_matches('\n'));
    out.push('\n');
}

fn preview_part(preview: &EntryView, words: Words) -> Part {
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
    let name = inert(&lines::preview(preview, words));
    Part {
        short: name.clone(),
        name,
        body,
        weight: 0,
        open: 0,
    }
}

fn tail(view: &ReviewView, words: Words) -> String {
    let mut command = format!("avtalslogg review --base {}", view.base.name);
    if view.head.commit.is_some() {
        let _ = write!(command, " --head {}", view.head.name);
    }
    command.push_str(" --format html");
    let lead = words.choose(
        "Allt i sin helhet: HTML-rapporten bland körningens filer, eller",
        "All of it in full: the HTML report among the files of the run, or",
    );
    format!("\n---\n\n{lead} <code>{}</code>.\n", inert(&command))
}
