//! What a reader of the page does not get to read as it stands in the file: struck-out words, and text
//! that no page shows.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Scope;
use crate::changelog::amendment::Amendment;
use crate::model::codes::structure as codes;
use crate::model::finding::{Finding, Phrase, Place};
use crate::model::span::Span;
use crate::parse::{markdown, surplus};

/// More of a text is not quoted.
const LONGEST: usize = 80;

/// Struck-out and unseen text of a version that is judged.
pub(super) fn version(amendment: &Amendment<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    if !scope.judges(amendment) {
        return;
    }
    let version = amendment.new;
    let body = version.text.get(version.body_start..).unwrap_or_default();
    let mut say = |code, span: Span, text: &str, what: Option<&'static Phrase>| {
        let place = Place::new(&version.path, span.shifted(version.body_start));
        let finding = Finding::new(code, place).with("text", quoted(text));
        findings.push(match what {
            Some(what) => finding.saying("what", what),
            None => finding,
        });
    };
    let mut columns = 0;
    let (mut cells, mut header) = (0, false);
    for (event, range) in markdown::parser(body).into_offset_iter() {
        let span = Span::from(range);
        let source = &body[span.range()];
        match event {
            Event::Start(Tag::Strikethrough) => {
                say(&codes::STRUCK_TEXT, span, source.trim_matches('~'), None);
            }
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. })
                if !title.is_empty() =>
            {
                say(
                    &codes::UNSEEN_TEXT,
                    span,
                    &title,
                    Some(&codes::UNSEEN_TITLE),
                );
            }
            Event::Html(html) | Event::InlineHtml(html) if hides(&html) => {
                say(
                    &codes::UNSEEN_TEXT,
                    span,
                    &html,
                    Some(&codes::UNSEEN_MARKUP),
                );
            }
            Event::Start(Tag::TableHead) => (cells, header) = (0, true),
            Event::Start(Tag::TableRow) => header = false,
            Event::End(TagEnd::TableCell) if header => cells += 1,
            Event::End(TagEnd::TableHead) => columns = cells,
            Event::End(TagEnd::TableRow) => {
                for cell in surplus::cells(source, columns) {
                    say(&codes::UNSEEN_TEXT, span, cell, Some(&codes::UNSEEN_CELL));
                }
            }
            _ => {}
        }
    }
}

/// Whether a piece of HTML is a comment or hides what stands in it wherever HTML is obeyed.
fn hides(html: &str) -> bool {
    let lower = html.to_lowercase();
    let tag = lower.starts_with('<');
    let attribute = |name: &str| {
        lower
            .split(|c: char| c.is_whitespace() || c == '>')
            .skip(1)
            .any(|part| part == name || part.starts_with(&format!("{name}=")))
    };
    let style = lower.replace(' ', "");
    lower.contains("<!--")
        || (tag
            && (attribute("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")))
}

fn quoted(text: &str) -> String {
    let text = crate::parse::normalise::line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_and_what_is_hidden_are_told_from_markup_that_shows() {
        for html in [
            "<!-- hemligt -->",
            "<span hidden>",
            "<p style=\"display: none\">",
        ] {
            assert!(hides(html), "{html}");
        }
        for html in ["<br>", "<sup>", "</span>", "<p class=\"hidden-x\">"] {
            assert!(!hides(html), "{html}");
        }
    }
}
