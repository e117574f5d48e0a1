//! A review as one page that needs nothing else: for whoever has no account where the contracts are
//! kept.

use std::fmt::Write as _;

use super::lines;
use super::view::{ChangeView, DocumentView, FactView, NoteView, ReviewView, VersionView};
use super::words::Words;
use crate::harmless::html;
use crate::render::findings::FindingView;
use crate::render::redline::html::STYLES;

/// Nothing is loaded, sent or run, whatever stands in a text.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The review as a page.
pub fn render(view: &ReviewView, words: Words) -> String {
    let title = words.choose(
        "Granskning av avtalsändringar",
        "Review of contract changes",
    );
    let mut page = Page {
        out: String::new(),
        words,
    };
    let _ = write!(
        page.out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{}{STYLES}{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#documents\">{}</a>\n<header>\n<h1>{title}</h1>\n",
        view.language,
        include_str!("../redline/page.css"),
        include_str!("review.css"),
        words.choose("Till dokumenten", "To the documents"),
    );
    page.paragraph("", &lines::revisions(view, words));
    page.out.push_str("</header>\n");
    page.choices();
    page.out.push_str("<main>\n");
    page.head(view);
    page.out.push_str("<div id=\"documents\">\n");
    for (at, document) in view.documents.iter().enumerate() {
        page.document(at, document);
    }
    page.out.push_str("</div>\n");
    page.previews(view);
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page {
    out: String,
    words: Words,
}

impl Page {
    fn paragraph(&mut self, class: &str, text: &str) {
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = writeln!(self.out, "<p{class}>{}</p>", html(text));
    }

    fn list(&mut self, class: &str, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        let _ = writeln!(self.out, "<ul class=\"{class}\">");
        for item in items {
            let _ = writeln!(self.out, "<li>{}</li>", html(&item));
        }
        self.out.push_str("</ul>\n");
    }

    /// Which text is shown of each redline; works without a script.
    fn choices(&mut self) {
        let choices = [
            ("both", self.words.choose("Jämförelse", "Comparison")),
            (
                "only-new",
                self.words.choose("Bara ny lydelse", "New text only"),
            ),
            (
                "only-old",
                self.words.choose("Bara tidigare lydelse", "Old text only"),
            ),
        ];
        for (at, (id, label)) in choices.into_iter().enumerate() {
            let checked = if at == 0 { " checked" } else { "" };
            let _ = writeln!(
                self.out,
                "<input type=\"radio\" name=\"shown\" id=\"show-{id}\"{checked}><label for=\"show-{id}\">{label}</label>"
            );
        }
    }

    fn head(&mut self, view: &ReviewView) {
        let words = self.words;
        let _ = writeln!(
            self.out,
            "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">{}</h2>",
            words.choose("Sammanfattning", "Summary")
        );
        self.list("facts", lines::summary(view, words));
        if let Some(line) = lines::unchanged(view, words) {
            self.paragraph("", &line);
        }
        self.out.push_str("</section>\n");
        if !view.documents.is_empty() {
            let label = words.choose("Innehåll", "Contents");
            let _ = writeln!(
                self.out,
                "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{label}</h2>\n<ol>"
            );
            for (at, document) in view.documents.iter().enumerate() {
                let about = lines::about_document(document, words).join(" · ");
                let _ = writeln!(
                    self.out,
                    "<li><a href=\"#document-{}\">{}</a> · {}</li>",
                    at + 1,
                    html(&document.title),
                    html(&about)
                );
            }
            self.out.push_str("</ol>\n</nav>\n");
        }
        if !view.findings.is_empty() {
            self.section(
                "findings",
                words.choose("Fynd utanför dokumenten", "Findings outside the documents"),
            );
            self.findings(&view.findings);
            self.out.push_str("</section>\n");
        }
        if !view.rules.is_empty() {
            self.section(
                "rules",
                words.choose(
                    "Ändrade regler (agreement.yaml)",
                    "Changed rules (agreement.yaml)",
                ),
            );
            self.facts(&view.rules);
            self.out.push_str("</section>\n");
        }
        if !view.files.is_empty() {
            self.section("files", words.choose("Andra filer", "Other files"));
            let file = |file: &super::view::FileView| {
                format!("{} ({})", file.path, words.file_fate(file.fate))
            };
            self.list("facts", view.files.iter().map(file));
            self.out.push_str("</section>\n");
        }
    }

    fn section(&mut self, id: &str, title: &str) {
        let _ = writeln!(
            self.out,
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>",
            html(title)
        );
    }

    fn findings(&mut self, findings: &[FindingView]) {
        for finding in findings {
            let (class, level) = match lines::denies(finding) {
                true => ("finding", self.words.choose("Fel", "Error")),
                false => ("finding warn", self.words.choose("Varning", "Warning")),
            };
            let _ = writeln!(
                self.out,
                "<div class=\"{class}\">\n<p><strong>{level}:</strong> {}</p>\n<p>{}</p>\n<p class=\"quiet\">{} · {}:{}:{}</p>\n</div>",
                html(&finding.message),
                html(&finding.help),
                finding.code,
                html(&finding.path),
                finding.line,
                finding.column,
            );
        }
    }

    fn facts(&mut self, facts: &[FactView]) {
        let words = self.words;
        self.list("facts", facts.iter().map(|fact| lines::fact(fact, words)));
    }

    fn document(&mut self, at: usize, document: &DocumentView) {
        let id = format!("document-{}", at + 1);
        let _ = writeln!(
            self.out,
            "<section class=\"doc\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>",
            html(&document.title)
        );
        self.paragraph("quiet", &document.id);
        if let Some(line) = lines::fate(document, self.words) {
            self.paragraph("marks", &line);
        }
        self.findings(&document.findings);
        self.facts(&document.facts);
        for version in &document.versions {
            self.version(version);
        }
        self.out.push_str("</section>\n");
    }

    fn version(&mut self, version: &VersionView) {
        let words = self.words;
        let _ = writeln!(
            self.out,
            "<h3>{}</h3>",
            html(&lines::version(version, words))
        );
        self.facts(&version.facts);
        if !version.notes.is_empty() {
            let _ = writeln!(
                self.out,
                "<h4>{}</h4>",
                words.choose("Till läsaren", "What readers are told")
            );
            for note in &version.notes {
                self.note(note);
            }
        }
        if !version.uncovered.is_empty() {
            let _ = writeln!(
                self.out,
                "<h4>{}</h4>",
                words.choose("Utan text till läsaren", "What no note covers")
            );
            self.list("facts", version.uncovered.iter().cloned());
        }
        if let Some(text) = &version.text {
            let _ = writeln!(self.out, "<h4>{}</h4>", words.choose("Avsnitt", "Sections"));
            self.list("facts", version.outline.iter().cloned());
            let label = words.choose("Hela texten", "The whole text");
            let _ = writeln!(
                self.out,
                "<details><summary>{label}</summary>\n<div class=\"redline\">\n{}</div>\n</details>",
                text.as_str()
            );
        }
        if !version.changes.is_empty() {
            let _ = writeln!(
                self.out,
                "<h4>{}</h4>",
                words.choose("Ändringar i texten", "Changes in the text")
            );
        }
        for change in &version.changes {
            self.change(change);
        }
        if let Some(line) = &version.consequences {
            self.paragraph("marks", line);
        }
    }

    fn note(&mut self, note: &NoteView) {
        self.out.push_str("<div class=\"note\">\n");
        self.paragraph("", &note.text);
        for line in lines::note(note, self.words) {
            self.paragraph("quiet", &line);
        }
        self.out.push_str("</div>\n");
    }

    fn change(&mut self, change: &ChangeView) {
        let words = self.words;
        let _ = writeln!(
            self.out,
            "<div class=\"redline\">\n<h5>{}</h5>",
            change.heading_redline.html.as_str()
        );
        self.paragraph("about", &lines::about(change, words));
        let reasons = change
            .reasons
            .iter()
            .take(lines::MOST_REASONS)
            .map(|reason| lines::short(reason));
        let labels = change.labels.iter().map(|label| lines::label(label, words));
        self.list("reasons", reasons.chain(labels));
        for line in lines::marks(change, words) {
            self.paragraph("marks", &line);
        }
        self.out.push_str(change.redline.html.as_str());
        self.paragraph(
            "quiet",
            &format!("{}:{} · {}", change.path, change.line, change.fingerprint),
        );
        self.out.push_str("</div>\n");
    }

    fn previews(&mut self, view: &ReviewView) {
        for (at, preview) in view.previews.iter().enumerate() {
            self.section(
                &format!("preview-{}", at + 1),
                &lines::preview(preview, self.words),
            );
            let _ = writeln!(
                self.out,
                "<div class=\"preview\">\n{}</div>\n</section>",
                preview.html.as_str()
            );
        }
    }
}
