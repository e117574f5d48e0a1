//! A contract's Markdown to HTML that cannot do anything but be read.
//!
//! The whole text is parsed once, because reference links and footnotes reach across sections; the
//! events are then cut by the sections' bytes. Raw HTML becomes text, a link with an unknown scheme
//! becomes its words, and a footnote is printed under every section that refers to it, so that each
//! section stands on its own.

mod footnotes;
mod links;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd, html};

use self::footnotes::Footnotes;
pub use self::links::Resolve;
use crate::harmless;
use crate::model::section::SectionTree;
use crate::parse::markdown::parser;

/// How a text is shown.
#[derive(Clone, Copy)]
pub struct Showing<'r> {
    /// Keeps ids apart where texts of several versions stand on one page.
    pub prefix: &'r str,
    /// What a table is called for those who hear the page.
    pub table: &'r str,
    /// Where links to other contract files lead.
    pub resolve: Resolve<'r>,
}

/// The bodies of all sections of `text` as HTML, each at its section's index. `start` is where the
/// Markdown starts.
pub fn bodies(text: &str, start: usize, tree: &SectionTree, showing: Showing<'_>) -> Vec<String> {
    let starts: Vec<usize> = tree
        .sections
        .iter()
        .map(|section| section.body_span.start)
        .collect();
    let place = |at: usize| starts.partition_point(|start| *start <= at).checked_sub(1);
    let mut cutter = Cutter::new(showing, tree.sections.len(), Headings::Left);
    cutter.names = tree
        .sections
        .iter()
        .map(|section| section.heading.as_str())
        .collect();
    for (event, range) in parser(text.get(start..).unwrap_or_default()).into_offset_iter() {
        cutter.event(event, place(range.start + start));
    }
    let Cutter { parts, notes, .. } = cutter;
    let parts = parts.into_iter().enumerate();
    parts
        .map(|(at, events)| notes.render(at, events, &format!("{}{at}-", showing.prefix)))
        .collect()
}

/// A short text of the site's own as HTML; its headings begin at level 2 and skip none.
pub fn page(text: &str, showing: Showing<'_>) -> String {
    let mut cutter = Cutter::new(showing, 1, Headings::Shown { last: 1 });
    for event in parser(text) {
        cutter.event(event, Some(0));
    }
    let Cutter {
        mut parts, notes, ..
    } = cutter;
    notes.render(0, parts.pop().unwrap_or_default(), showing.prefix)
}

/// `address` where it leads to another site and does no harm.
pub fn web_address(address: &str) -> Option<String> {
    links::target(address, &|_| None).filter(|target| links::is_web(target))
}

/// What becomes of headings outside quotations and lists.
enum Headings {
    /// They are left out: the page prints them itself.
    Left,
    /// They are shown, one level below the one before at most.
    Shown { last: u8 },
}

/// Sorts safe events into sections and footnotes.
struct Cutter<'a, 'r> {
    showing: Showing<'r>,
    /// The sections' headings, where there are sections.
    names: Vec<&'r str>,
    /// How many tables each section has had.
    tables: Vec<usize>,
    parts: Vec<Vec<Event<'a>>>,
    notes: Footnotes<'a>,
    headings: Headings,
    /// The section of the block that is open.
    current: Option<usize>,
    depth: usize,
    in_heading: bool,
    /// For each open link or picture whether it is shown as a link.
    linked: Vec<bool>,
    /// The levels that open headings are shown with.
    shown: Vec<u8>,
}

impl<'a, 'r> Cutter<'a, 'r> {
    fn new(showing: Showing<'r>, parts: usize, headings: Headings) -> Self {
        Self {
            showing,
            names: Vec::new(),
            tables: vec![0; parts],
            parts: vec![Vec::new(); parts],
            notes: Footnotes::default(),
            headings,
            current: None,
            depth: 0,
            in_heading: false,
            linked: Vec::new(),
            shown: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, place: Option<usize>) {
        if self.depth == 0 {
            self.current = place;
            self.in_heading = matches!(
                (&event, &self.headings),
                (Event::Start(Tag::Heading { .. }), Headings::Left)
            );
        }
        let outer = self.depth;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.in_heading {
            return;
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.notes.open(label, self.current.unwrap_or_default())
            }
            Event::End(TagEnd::FootnoteDefinition) => self.notes.close(),
            Event::Start(tag) => self.start(tag, outer),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(Event::Text(shown(text))),
            Event::Code(text) => self.push(Event::Code(shown(text))),
            Event::Html(raw) | Event::InlineHtml(raw) => self.push(Event::Text(shown(raw))),
            Event::FootnoteReference(label) => {
                self.notes.refer(&label);
                self.push(Event::FootnoteReference(label));
            }
            other => self.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, outer: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                let opening = match &mut self.headings {
                    Headings::Shown { last } if outer == 0 => {
                        *last = (level as u8).clamp(2, *last + 1);
                        self.shown.push(*last);
                        format!("<h{last}>")
                    }
                    // Inside a quotation or a list it is text, no part of the page's outline.
                    _ => {
                        self.shown.push(0);
                        "<p><strong>".to_owned()
                    }
                };
                self.raw(opening);
            }
            Tag::HtmlBlock => self.raw("<p class=\"ratext\">".to_owned()),
            Tag::Table(columns) => {
                let name = self.table_name();
                self.raw(format!(
                    "<section class=\"tabell\" aria-label=\"{name}\" tabindex=\"0\">"
                ));
                self.push(Event::Start(Tag::Table(columns)));
            }
            Tag::Link {
                dest_url,
                title,
                link_type,
                id,
            } => {
                let target = links::target(&dest_url, self.showing.resolve);
                self.linked.push(target.is_some());
                if let Some(target) = target {
                    let title = shown(title);
                    self.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url: target.into(),
                        title,
                        id,
                    }));
                }
            }
            Tag::Image {
                dest_url,
                title,
                link_type,
                id,
            } => {
                // Nothing is loaded from elsewhere: a picture is its description, leading to where
                // it is.
                let target =
                    links::target(&dest_url, &|_| None).filter(|target| links::is_web(target));
                self.linked.push(target.is_some());
                if let Some(target) = target {
                    let title = shown(title);
                    self.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url: target.into(),
                        title,
                        id,
                    }));
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(shown(
                    info,
                )))));
            }
            tag => self.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => match self.shown.pop() {
                Some(level) if level > 0 => self.raw(format!("</h{level}>\n")),
                _ => self.raw("</strong></p>\n".to_owned()),
            },
            TagEnd::HtmlBlock => self.raw("</p>\n".to_owned()),
            TagEnd::Table => {
                self.push(Event::End(TagEnd::Table));
                self.raw("</section>\n".to_owned());
            }
            TagEnd::Link | TagEnd::Image => {
                if self.linked.pop() == Some(true) {
                    self.push(Event::End(TagEnd::Link));
                }
            }
            tag => self.push(Event::End(tag)),
        }
    }

    /// What the table that begins is called: after its section, and with a number from the second
    /// on.
    fn table_name(&mut self) -> String {
        let at = self.current.unwrap_or_default();
        let mut name = self.showing.table.to_owned();
        if let Some(section) = self.names.get(at).filter(|section| !section.is_empty()) {
            name = format!("{name}: {section}");
        }
        if let Some(count) = self.tables.get_mut(at) {
            *count += 1;
            if *count > 1 {
                name = format!("{name} ({count})");
            }
        }
        harmless::html(&name).into_owned()
    }

    fn raw(&mut self, markup: String) {
        self.push(Event::Html(markup.into()));
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(open) = self.notes.open_definition() {
            open.push(event);
        } else if let Some(part) = self.current.and_then(|at| self.parts.get_mut(at)) {
            part.push(event);
        }
    }
}

fn shown(text: CowStr<'_>) -> CowStr<'_> {
    match harmless::shown(&text) {
        std::borrow::Cow::Owned(changed) => changed.into(),
        std::borrow::Cow::Borrowed(_) => text,
    }
}

/// Events to markup.
fn write<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        page(
            text,
            Showing {
                prefix: "",
                table: "Tabell",
                resolve: &|_| None,
            },
        )
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        let out = html("<script>alert(1)</script>\n\nEn <b onclick=x>rad</b>.\n");
        assert!(!out.contains("<script") && !out.contains("<b "), "{out}");
        assert!(
            out.contains("&lt;script&gt;") && out.contains("&lt;b onclick=x&gt;rad"),
            "{out}"
        );
    }

    #[test]
    fn only_harmless_links_lead_anywhere() {
        let out =
            html("[a](javascript:alert(1)) [b](https://example.se) [c](JaVaScript&#58;x) [d](#x)");
        assert_eq!(
            out,
            "<p>a <a href=\"https://example.se\">b</a> c <a href=\"#x\">d</a></p>\n"
        );
    }

    #[test]
    fn hidden_characters_are_named_wherever_they_stand() {
        let out = html("```a\u{202e}\nb\u{7}\n```\n\n[c](d \"\u{200f}\") `\u{85}`\n");
        assert!(
            !out.contains(['\u{202e}', '\u{7}', '\u{200f}', '\u{85}']),
            "{out}"
        );
    }

    #[test]
    fn a_footnote_inside_a_footnote_ends_before_it_and_none_of_two_with_one_label_is_lost() {
        let out = html("[^a] [^b]\n\n[^a]:- [^b]: inre\n\n    yttre\n\n[^a]: andra\n");
        assert_eq!(
            out.matches("<li>").count(),
            out.matches("</li>").count(),
            "{out}"
        );
        for word in ["inre", "yttre", "andra"] {
            assert_eq!(out.matches(word).count(), 1, "{word}: {out}");
        }
    }

    #[test]
    fn a_picture_is_its_description() {
        assert_eq!(
            html("![logotyp](data:image/png;base64,x)"),
            "<p>logotyp</p>\n"
        );
        assert_eq!(
            html("![logotyp](https://example.se/x.png)"),
            "<p><a href=\"https://example.se/x.png\">logotyp</a></p>\n"
        );
    }

    #[test]
    fn headings_keep_their_order_and_those_in_quotations_are_text() {
        let out = html("# A\n\n#### B\n\n> ## C\n");
        assert_eq!(
            out,
            "<h2>A</h2>\n<h3>B</h3>\n<blockquote>\n<p><strong>C</strong></p>\n</blockquote>\n"
        );
    }

    #[test]
    fn tables_can_be_reached_and_scrolled() {
        let out = html("| a | b |\n| - | - |\n| 1 | 2 |\n");
        assert!(
            out.starts_with("<section class=\"tabell\" aria-label=\"Tabell\" tabindex=\"0\">"),
            "{out}"
        );
        assert!(out.trim_end().ends_with("</table>\n</section>"), "{out}");
    }

    #[test]
    fn footnotes_have_their_own_ids_and_stand_where_they_are_referred_to() {
        let out = html("Ett[^a] och två[^b] och ett igen[^a].\n\n[^b]: B.\n[^a]: A.\n[^c]: C.\n");
        for id in ["not-1", "not-2", "notref-1", "notref-1-2"] {
            assert_eq!(
                out.matches(&format!("id=\"{id}\"")).count(),
                1,
                "{id}: {out}"
            );
        }
        assert!(
            out.contains("C."),
            "a footnote that nothing refers to is still shown: {out}"
        );
    }
}
