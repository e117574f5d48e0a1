//! The printer of one page that needs nothing else: for whoever has no account where the contracts
//! are kept.

use std::fmt::Write as _;

use super::lines;
use super::pieces::{Fold, Line, List, Part, Piece, Title};
use super::view::{DocumentView, ReviewView};
use crate::args;
use crate::harmless::html;
use crate::render::findings::FindingView;
use crate::render::redline::html::STYLES;
use crate::words::Words;

/// Nothing is loaded, sent or run, whatever stands in a text.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The review as a page.
pub(super) fn render(view: &ReviewView, pieces: &[Piece<'_>], words: &Words) -> String {
    let mut page = Page {
        out: String::new(),
        language: view.language,
        words,
    };
    page.all(pieces);
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page<'w> {
    out: String,
    language: &'static str,
    words: &'w Words,
}

impl Page<'_> {
    fn say(&self, name: &str) -> String {
        html(&self.words.say(name, args![])).into_owned()
    }

    fn paragraph(&mut self, class: &str, text: &str) {
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = writeln!(self.out, "<p{class}>{}</p>", html(text));
    }

    fn list(&mut self, class: &str, items: &[String]) {
        let _ = writeln!(self.out, "<ul class=\"{class}\">");
        for item in items {
            let _ = writeln!(self.out, "<li>{}</li>", html(item));
        }
        self.out.push_str("</ul>\n");
    }

    /// Up to the heading of the page; the header stays open for what is compared.
    fn head(&mut self, title: &str) {
        let (title, skip) = (html(title), self.say("review.to-documents"));
        let _ = write!(
            self.out,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{}{STYLES}{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#documents\">{skip}</a>\n<header>\n<h1>{title}</h1>\n",
            self.language,
            include_str!("../redline/page.css"),
            include_str!("review.css"),
        );
    }

    /// Which text is shown of each redline; works without a script.
    fn choices(&mut self) {
        let choices = [
            ("both", self.say("redline.title")),
            ("only-new", self.say("redline.only-new")),
            ("only-old", self.say("redline.only-old")),
        ];
        for (at, (id, label)) in choices.into_iter().enumerate() {
            let checked = if at == 0 { " checked" } else { "" };
            let _ = writeln!(
                self.out,
                "<input type=\"radio\" name=\"shown\" id=\"show-{id}\"{checked}><label for=\"show-{id}\">{label}</label>"
            );
        }
    }

    fn all(&mut self, pieces: &[Piece<'_>]) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Title(Title::Review, text) => self.head(text),
            Piece::Title(Title::Version, text) => {
                let _ = writeln!(self.out, "<h3>{}</h3>", html(text));
            }
            Piece::Title(
                Title::Told | Title::NotTold | Title::Headings | Title::Redlines,
                text,
            ) => {
                let _ = writeln!(self.out, "<h4>{}</h4>", html(text));
            }
            Piece::Line(Line::Revisions, text) => {
                self.paragraph("", text);
                self.out.push_str("</header>\n");
                self.choices();
                self.out.push_str("<main>\n");
            }
            Piece::Line(Line::Unchanged, text) => self.paragraph("", text),
            Piece::Line(Line::Fate | Line::Consequences, text) => self.paragraph("marks", text),
            Piece::Line(Line::About, text) => self.paragraph("about", text),
            Piece::List(List::Marks, lines) => {
                for line in lines {
                    self.paragraph("marks", line);
                }
            }
            Piece::List(List::Reasons | List::Labels, lines) => self.list("reasons", lines),
            Piece::List(List::Summary | List::Facts | List::NotTold | List::Headings, lines) => {
                self.list("facts", lines)
            }
            Piece::Entry(at, document) => self.entry(*at, document),
            Piece::Finding(finding) => self.finding(finding),
            Piece::Files(files) => {
                let files = files.iter().map(|file| lines::file(file, self.words));
                self.list("facts", &files.collect::<Vec<_>>());
            }
            Piece::Note(note, lines) => {
                self.out.push_str("<div class=\"note\">\n");
                self.paragraph("", &note.text);
                for line in lines {
                    self.paragraph("quiet", line);
                }
                self.out.push_str("</div>\n");
            }
            Piece::Place(place, fingerprint) => {
                self.paragraph("quiet", &format!("{place} · {fingerprint}"));
            }
            Piece::Redline(redline) => self.out.push_str(redline.html.as_str()),
            Piece::Whole(title, text) => {
                let _ = writeln!(
                    self.out,
                    "<details><summary>{}</summary>\n<div class=\"redline\">\n{}</div>\n</details>",
                    html(title),
                    text.as_str()
                );
            }
            Piece::Fold(fold, inner) => self.fold(fold, inner),
        }
    }

    fn fold(&mut self, fold: &Fold<'_>, inner: &[Piece<'_>]) {
        match fold {
            Fold::Part(Part::Contents, title) => {
                let _ = writeln!(
                    self.out,
                    "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ol>",
                    html(title)
                );
                self.all(inner);
                self.out.push_str("</ol>\n</nav>\n");
            }
            Fold::Part(Part::Documents, _) => {
                self.out.push_str("<div id=\"documents\">\n");
                self.all(inner);
                self.out.push_str("</div>\n");
            }
            Fold::Part(part, title) => {
                let id = match part {
                    Part::Summary => "summary",
                    Part::Findings => "findings",
                    Part::Rules => "rules",
                    Part::Files => "files",
                    Part::Contents => "contents",
                    Part::Documents => "documents",
                };
                self.section("", id, title);
                self.all(inner);
                self.out.push_str("</section>\n");
            }
            Fold::Document(at, document) => {
                self.section(
                    " class=\"doc\"",
                    &format!("document-{}", at + 1),
                    &document.title,
                );
                self.paragraph("quiet", &document.id);
                self.all(inner);
                self.out.push_str("</section>\n");
            }
            Fold::Change(change) => {
                let _ = writeln!(
                    self.out,
                    "<div class=\"redline\">\n<h5>{}</h5>",
                    change.heading_redline.html.as_str()
                );
                self.all(inner);
                self.out.push_str("</div>\n");
            }
            Fold::Preview(at, title, preview) => {
                self.section("", &format!("preview-{}", at + 1), title);
                let _ = writeln!(
                    self.out,
                    "<div class=\"preview\">\n{}</div>\n</section>",
                    preview.html.as_str()
                );
            }
        }
    }

    fn section(&mut self, class: &str, id: &str, title: &str) {
        let _ = writeln!(
            self.out,
            "<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>",
            html(title)
        );
    }

    fn entry(&mut self, at: usize, document: &DocumentView) {
        let about = lines::about_document(document, self.words).join(" · ");
        let _ = writeln!(
            self.out,
            "<li><a href=\"#document-{}\">{}</a> · {}</li>",
            at + 1,
            html(&document.title),
            html(&about)
        );
    }

    fn finding(&mut self, finding: &FindingView) {
        let (class, level) = match lines::denies(finding) {
            true => ("finding", self.say("review.error")),
            false => ("finding warn", self.say("review.warning")),
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
