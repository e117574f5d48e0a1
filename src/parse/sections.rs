//! Markdown to a tree of sections.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::heading;
use super::inline::InlineText;
use super::markdown;
use super::normalise::{composed, line};
use super::points;
use crate::model::section::{Block, BlockKind, MarkKind, Nest, Section, SectionTree};
use crate::model::span::Span;

/// Cuts the Markdown `text` from byte `start` (after the front matter) into sections. Positions count in
/// the whole `text`. Never fails.
pub fn read(text: &str, start: usize) -> SectionTree {
    let start = if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
    let markdown = text.get(start..).unwrap_or_default();
    let mut reader = Reader::new(text, start.min(text.len()));
    for (event, range) in markdown::parser(markdown).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(start));
    }
    reader.finish()
}

/// A container that is open.
enum Frame {
    Quote,
    List { next: Option<u64> },
    Item { label: Option<String>, fresh: bool },
    Footnote { label: String, fresh: bool },
    Other,
}

/// A block that is open.
struct Open {
    kind: BlockKind,
    inline: InlineText,
    span: Span,
    /// Whether the parser announced it, or it is the bare content of a tight list item.
    announced: bool,
}

/// Counts lines on the way through a text: headings come in their order.
struct Lines {
    at: usize,
    line: usize,
}

impl Lines {
    /// The line of byte `offset`, counted from 1; offsets may not go back.
    fn line(&mut self, text: &str, offset: usize) -> usize {
        let passed = text.as_bytes().get(self.at..offset).unwrap_or_default();
        // In short stretches a byte holds the count, so that many are counted together.
        let count = |part: &[u8]| part.iter().fold(0u8, |count, byte| count + u8::from(*byte == b'\n'));
        self.line += passed.chunks(255).map(|part| usize::from(count(part))).sum::<usize>();
        self.at = self.at.max(offset);
        self.line
    }
}

struct Reader<'a> {
    text: &'a str,
    start: usize,
    lines: Lines,
    sections: Vec<Section>,
    frames: Vec<Frame>,
    open: Option<Open>,
    heading: Option<(u8, Option<String>)>,
    cells: Vec<String>,
    cell_marks: Vec<crate::model::section::Mark>,
    row_text: String,
    header: bool,
    verbatim: Option<(BlockKind, String, Span)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let preamble = Section {
            index: 0,
            level: 0,
            id: None,
            number: None,
            title: String::new(),
            heading: String::new(),
            line: 1,
            heading_span: Span::new(start, start),
            body_span: Span::new(start, text.len()),
            parent: None,
            blocks: Vec::new(),
        };
        Self {
            text,
            start,
            lines: Lines { at: 0, line: 1 },
            sections: vec![preamble],
            frames: Vec::new(),
            open: None,
            heading: None,
            cells: Vec::new(),
            cell_marks: Vec::new(),
            row_text: String::new(),
            header: false,
            verbatim: None,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.begin(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => match &mut self.verbatim {
                Some((_, code, _)) => code.push_str(&text),
                None => self.inline(span).push(&text),
            },
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.inline(span).code(&code)
            }
            Event::Html(html) => match &mut self.verbatim {
                Some((_, raw, _)) => raw.push_str(&html),
                None => self.inline(span).html(&html),
            },
            Event::InlineHtml(html) => self.inline(span).html(&html),
            Event::FootnoteReference(label) => self.inline(span).push(&format!("[^{label}]")),
            Event::SoftBreak | Event::HardBreak => self.inline(span).push_space(),
            Event::Rule => {
                self.close_block();
                self.push_block(BlockKind::Rule, "---".to_owned(), Vec::new(), span);
            }
            Event::TaskListMarker(done) => self.inline(span).push(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn begin(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open_block(BlockKind::Paragraph, span),
            Tag::Heading { level, id, .. } => {
                self.close_block();
                if self.frames.is_empty() {
                    self.heading = Some((level as u8, id.map(CowStr::into_string)));
                }
                self.open_block(BlockKind::Heading(level as u8), span);
            }
            Tag::BlockQuote(_) => self.push_frame(Frame::Quote, span),
            Tag::List(next) => self.push_frame(Frame::List { next }, span),
            Tag::Item => {
                self.close_block();
                let label = match self.frames.last_mut() {
                    Some(Frame::List { next: Some(next) }) => {
                        let label = next.to_string();
                        *next = next.saturating_add(1);
                        Some(label)
                    }
                    _ => None,
                };
                self.frames.push(Frame::Item { label, fresh: true });
            }
            Tag::FootnoteDefinition(label) => {
                self.push_frame(Frame::Footnote { label: line(&label), fresh: true }, span);
            }
            Tag::CodeBlock(kind) => {
                self.close_block();
                self.flush_fresh(span);
                let info = match kind {
                    CodeBlockKind::Fenced(info) if !info.is_empty() => format!("```{}\n", line(&info)),
                    _ => "```\n".to_owned(),
                };
                self.verbatim = Some((BlockKind::Code, info, span));
            }
            Tag::HtmlBlock => {
                self.close_block();
                self.flush_fresh(span);
                self.verbatim = Some((BlockKind::Html, String::new(), span));
            }
            Tag::Table(_) => {
                self.close_block();
                self.flush_fresh(span);
                self.frames.push(Frame::Other);
            }
            Tag::TableHead | Tag::TableRow => {
                self.header = matches!(tag, Tag::TableHead);
                self.cells.clear();
                self.cell_marks.clear();
                self.row_text.clear();
            }
            Tag::TableCell => {
                self.open = Some(Open {
                    kind: BlockKind::Paragraph,
                    inline: InlineText::default(),
                    span,
                    announced: true,
                });
            }
            Tag::Emphasis => self.inline(span).open(MarkKind::Emphasis),
            Tag::Strong => self.inline(span).open(MarkKind::Strong),
            Tag::Strikethrough => self.inline(span).open(MarkKind::Strikethrough),
            Tag::Link { link_type, dest_url, .. } => {
                let target = line(&dest_url);
                let own = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.inline(span).open(if own { MarkKind::Autolink(target) } else { MarkKind::Link(target) });
            }
            Tag::Image { dest_url, .. } => self.inline(span).open(MarkKind::Image(line(&dest_url))),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => self.close_block(),
            TagEnd::Heading(_) => match self.heading.take() {
                Some((level, id)) => self.begin_section(level, id, span),
                None => self.close_block(),
            },
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.close_block();
                self.frames.pop();
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_block();
                self.flush_fresh(span);
                self.frames.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                if let Some((kind, raw, span)) = self.verbatim.take() {
                    self.push_verbatim(kind, &raw, span);
                }
            }
            TagEnd::Table => {
                self.frames.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.cells);
                let marks = std::mem::take(&mut self.cell_marks);
                let text = std::mem::take(&mut self.row_text);
                let header = self.header;
                self.push_block(BlockKind::Row { header, cells }, text, marks, span);
            }
            TagEnd::TableCell => {
                if let Some(open) = self.open.take() {
                    let (text, marks) = open.inline.finish();
                    if !self.cells.is_empty() {
                        self.row_text.push_str(" | ");
                    }
                    let by = self.row_text.len();
                    self.cell_marks.extend(marks.into_iter().map(|mut mark| {
                        mark.span = mark.span.shifted(by);
                        mark
                    }));
                    self.row_text.push_str(&text);
                    self.cells.push(text);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.inline(span).close();
            }
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The open block's inline text; the bare content of a tight list item opens a block.
    fn inline(&mut self, span: Span) -> &mut InlineText {
        let open = self.open.get_or_insert_with(|| Open {
            kind: BlockKind::Paragraph,
            inline: InlineText::with_capacity(2 * (span.end - span.start)),
            span,
            announced: false,
        });
        if !open.announced {
            open.span.end = open.span.end.max(span.end);
        }
        &mut open.inline
    }

    fn open_block(&mut self, kind: BlockKind, span: Span) {
        self.close_block();
        let inline = InlineText::with_capacity(span.end - span.start);
        self.open = Some(Open { kind, inline, span, announced: true });
    }

    fn close_block(&mut self) {
        let Some(open) = self.open.take() else { return };
        let (text, marks) = open.inline.finish();
        if !text.is_empty() || matches!(open.kind, BlockKind::Heading(_)) {
            self.push_block(open.kind, text, marks, open.span);
        }
    }

    fn push_frame(&mut self, frame: Frame, span: Span) {
        self.close_block();
        self.flush_fresh(span);
        self.frames.push(frame);
    }

    /// A list item or footnote that begins with something else than running text gets an empty first block,
    /// so that it stands in the body.
    fn flush_fresh(&mut self, span: Span) {
        if matches!(
            self.frames.last(),
            Some(Frame::Item { fresh: true, .. } | Frame::Footnote { fresh: true, .. })
        ) {
            self.push_block(BlockKind::Paragraph, String::new(), Vec::new(), span);
        }
    }

    fn push_verbatim(&mut self, kind: BlockKind, raw: &str, span: Span) {
        let raw = raw.replace("\r\n", "\n");
        let text = if kind == BlockKind::Html {
            line(&raw)
        } else {
            let body = composed(raw.trim_end_matches('\n')).into_owned();
            // The info line is read first and its line break stripped with an empty body.
            if body.contains('\n') { format!("{body}\n```") } else { format!("{body}\n\n```") }
        };
        if !text.is_empty() {
            self.push_block(kind, text, Vec::new(), span);
        }
    }

    fn push_block(
        &mut self,
        kind: BlockKind,
        text: String,
        marks: Vec<crate::model::section::Mark>,
        span: Span,
    ) {
        let mut kind = kind;
        match self.frames.last_mut() {
            Some(Frame::Item { label, fresh }) if *fresh => {
                *fresh = false;
                if kind == BlockKind::Paragraph {
                    kind = BlockKind::Item { label: label.clone() };
                }
            }
            Some(Frame::Footnote { label, fresh }) if *fresh => {
                *fresh = false;
                if kind == BlockKind::Paragraph {
                    kind = BlockKind::Footnote { label: label.clone() };
                }
            }
            _ => {}
        }
        let mut nesting = Vec::new();
        let mut point = String::new();
        // Deeper nesting than any reader follows is cut off, so that hostile nesting costs no more than its length.
        for (at, frame) in self.frames.iter().enumerate().take(96) {
            match frame {
                Frame::Quote => nesting.push(Nest::Quote),
                Frame::List { next } => {
                    // An item stands inside its list; a list without an item around this block is ending.
                    if at + 1 < self.frames.len() {
                        nesting.push(if next.is_some() { Nest::Numbers } else { Nest::Bullets });
                    }
                }
                Frame::Item { label: Some(label), .. } => {
                    if !point.is_empty() {
                        point.push('.');
                    }
                    point.push_str(label);
                }
                Frame::Item { .. } | Frame::Footnote { .. } | Frame::Other => {}
            }
        }
        let block = Block {
            depth: u8::try_from(nesting.len()).unwrap_or(u8::MAX),
            kind,
            point: (!point.is_empty()).then_some(point),
            text,
            marks,
            nesting,
            span,
        };
        let section = self.sections.last_mut().expect("there is always a section");
        if block.kind == BlockKind::Paragraph {
            let previous = section.blocks.last().filter(|last| {
                last.nesting.last() == Some(&Nest::Letters) && last.nesting.len() == block.nesting.len() + 1
            });
            let previous = previous.and_then(|last| match &last.kind {
                BlockKind::Item { label } => label.clone(),
                _ => None,
            });
            section.blocks.extend(points::cut(block, previous.as_deref()));
        } else {
            section.blocks.push(block);
        }
    }

    fn begin_section(&mut self, level: u8, id: Option<String>, span: Span) {
        let heading = self.open.take().map(|open| open.inline.finish_plain()).unwrap_or_default();
        let index = self.sections.len();
        let parent = {
            let mut at = Some(index - 1);
            while let Some(here) = at.filter(|here| self.sections[*here].level >= level) {
                at = self.sections[here].parent;
            }
            at.filter(|at| self.sections[*at].level > 0)
        };
        if let Some(last) = self.sections.last_mut() {
            last.body_span.end = span.start;
        }
        let (number, title) = heading::split(&heading);
        self.sections.push(Section {
            index,
            level,
            id,
            number,
            title: title.to_owned(),
            line: self.lines.line(self.text, span.start),
            heading_span: span,
            body_span: Span::new(span.end, self.text.len()),
            parent,
            blocks: Vec::new(),
            heading,
        });
    }

    /// Drops the section before the first heading if it is blank.
    fn finish(mut self) -> SectionTree {
        self.close_block();
        if self.sections[0].blocks.is_empty() {
            self.sections.remove(0);
            for (index, section) in self.sections.iter_mut().enumerate() {
                section.index = index;
                section.parent = section.parent.map(|parent| parent - 1);
            }
        } else {
            let before = &self.text[self.start..self.sections[0].body_span.end];
            let blank = before.len() - before.trim_start().len();
            self.sections[0].line = Lines { at: 0, line: 1 }.line(self.text, self.start + blank);
        }
        SectionTree { sections: self.sections }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        read(text, 0).sections.iter().map(Section::body).collect::<Vec<_>>().join("\n\n")
    }

    fn headings(text: &str) -> Vec<(u8, String, usize, Option<usize>)> {
        read(text, 0).sections.into_iter().map(|s| (s.level, s.heading, s.line, s.parent)).collect()
    }

    #[test]
    fn headings_at_depth_zero_are_sections_and_others_are_text() {
        let text = "Ingress\n\nTitel\n=====\n\n> ## Citat\n\n### 1.1 Hopp\n\n- # Punkt\n\n## Slut\n";
        assert_eq!(
            headings(text),
            [
                (0, String::new(), 1, None),
                (1, "Titel".into(), 3, None),
                (3, "1.1 Hopp".into(), 8, Some(1)),
                (2, "Slut".into(), 12, Some(1)),
            ]
        );
        assert!(body(text).contains("> ## Citat"));
    }

    #[test]
    fn an_id_is_read_and_is_not_part_of_the_heading() {
        let tree = read("# 2 **Pris** {#pris}\n", 0);
        let section = tree.get(0);
        assert_eq!(section.id.as_deref(), Some("pris"));
        assert_eq!((section.number.as_deref(), section.title.as_str()), (Some("2"), "Pris"));
    }

    #[test]
    fn rewrapping_list_style_and_composition_do_not_show_in_the_body() {
        let one = "Kunden ska\nbetala 1\u{a0}000 kr.  \nGenast.\n\n* ett\n* två\n\n1) a\n2) b\n";
        let two = "Kunden ska betala 1 000 kr. Genast.\n\n- ett\n\n- tva\u{30a}\n\n1. a\n1. b\n";
        assert_eq!(body(one), body(two));
        assert_eq!(body(one), "Kunden ska betala 1 000 kr. Genast.\n\n- ett\n- två\n1. a\n2. b");
    }

    #[test]
    fn lettered_points_are_points_wherever_the_lines_break() {
        let one = read("Kunden ska\n\na) betala,\nb) svara och\n\nc) vänta.\n", 0);
        let two = read("Kunden ska\n\n(a) betala, (b) svara\noch\n\n(c) vänta.\n", 0);
        let points = |tree: &SectionTree| -> Vec<_> {
            tree.sections[0].blocks.iter().map(|b| (b.point.clone(), b.text.clone())).collect()
        };
        assert_eq!(points(&one), points(&two));
        assert_eq!(points(&one)[3], (Some("c".into()), "vänta.".into()));
    }

    #[test]
    fn points_carry_the_path_of_their_labels() {
        let tree = read("1. ett\n   1. under\n\n      mer\n2. två\n", 0);
        let paths: Vec<_> = tree.sections[0].blocks.iter().map(|b| b.point.clone().unwrap()).collect();
        assert_eq!(paths, ["1", "1.1", "1.1", "2"]);
    }

    #[test]
    fn tables_are_rows_of_cells() {
        let tree = read("| Tjänst | Pris |\n|---|---|\n| **A** | 10 kr |\n", 0);
        let blocks = &tree.sections[0].blocks;
        assert!(matches!(&blocks[0].kind, BlockKind::Row { header: true, cells } if cells[1] == "Pris"));
        assert_eq!(blocks[1].text, "**A** | 10 kr");
    }

    #[test]
    fn lines_count_in_the_whole_file_with_its_front_matter() {
        let text = "---\nid: x\n---\n\n# Titel\r\n\r\n## Två\r\n";
        let tree = read(text, text.find("\n\n").unwrap() + 1);
        assert_eq!(tree.sections.iter().map(|s| s.line).collect::<Vec<_>>(), [5, 7]);
    }

    #[test]
    fn hostile_markdown_is_read_without_panic() {
        for text in [
            "[".repeat(10_000),
            "> ".repeat(2_000),
            "- ".repeat(2_000),
            "*a ".repeat(3_000),
            "#\n".repeat(5_000),
        ] {
            let _ = read(&text, 0);
        }
    }
}
