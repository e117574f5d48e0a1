//! The events of a Markdown parser to blocks: what opens and what closes.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::inline::InlineText;
use super::normalise::line;
use super::surplus;
use crate::model::section::{Block, BlockKind, Body, Mark, MarkKind, Section};
use crate::model::span::Span;

/// A container that is open.
pub(super) enum Frame {
    Quote,
    List {
        next: Option<u64>,
    },
    Item {
        label: Option<String>,
        /// The number in the file, where the list counts otherwise.
        written: Option<String>,
        fresh: bool,
    },
    Footnote {
        label: String,
        fresh: bool,
    },
    Other,
}

/// A block that is open.
pub(super) struct Open {
    pub(super) kind: BlockKind,
    pub(super) inline: InlineText,
    pub(super) span: Span,
    /// Whether the parser announced it, or it is the bare content of a tight list item.
    pub(super) announced: bool,
}

/// Counts lines on the way through a text: headings come in their order.
pub(super) struct Lines {
    pub(super) at: usize,
    pub(super) line: usize,
}

impl Lines {
    /// The line of byte `offset`, counted from 1; offsets may not go back.
    pub(super) fn line(&mut self, text: &str, offset: usize) -> usize {
        let passed = text.as_bytes().get(self.at..offset).unwrap_or_default();
        // In short stretches a byte holds the count, so that many are counted together.
        let count = |part: &[u8]| {
            part.iter()
                .fold(0u8, |count, byte| count + u8::from(*byte == b'\n'))
        };
        self.line += passed
            .chunks(255)
            .map(|part| usize::from(count(part)))
            .sum::<usize>();
        self.at = self.at.max(offset);
        self.line
    }
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) lines: Lines,
    pub(super) sections: Vec<Section>,
    /// The blocks of the section that was begun last.
    pub(super) blocks: Vec<Block>,
    pub(super) frames: Vec<Frame>,
    pub(super) open: Option<Open>,
    pub(super) heading: Option<(u8, Option<String>)>,
    pub(super) cells: Vec<String>,
    pub(super) cell_marks: Vec<Mark>,
    pub(super) row_text: String,
    pub(super) header: bool,
    pub(super) verbatim: Option<(BlockKind, String, Span)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
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
            body: Body::default(),
        };
        Self {
            text,
            start,
            lines: Lines { at: 0, line: 1 },
            sections: vec![preamble],
            blocks: Vec::new(),
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

    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
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
            Event::TaskListMarker(done) => {
                self.inline(span).push(if done { "[x] " } else { "[ ] " })
            }
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
                let source = self.text.get(span.start..).unwrap_or_default();
                let source = source.trim_start_matches([' ', '\t']);
                let digits = source.bytes().take_while(u8::is_ascii_digit).count();
                let label = match self.frames.last_mut() {
                    Some(Frame::List { next: Some(next) }) => {
                        let label = next.to_string();
                        *next = next.saturating_add(1);
                        Some(label)
                    }
                    _ => None,
                };
                let written = source[..digits].parse::<u64>().ok();
                let written = written
                    .map(|number| number.to_string())
                    .filter(|number| label.as_ref().is_some_and(|label| label != number));
                self.frames.push(Frame::Item {
                    label,
                    written,
                    fresh: true,
                });
            }
            Tag::FootnoteDefinition(label) => {
                self.push_frame(
                    Frame::Footnote {
                        label: line(&label),
                        fresh: true,
                    },
                    span,
                );
            }
            Tag::CodeBlock(kind) => {
                self.close_block();
                self.flush_fresh(span);
                let info = match kind {
                    CodeBlockKind::Fenced(info) if !info.is_empty() => {
                        format!("```{}\n", line(&info))
                    }
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
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let target = line(&dest_url);
                let own = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let kind = if own {
                    MarkKind::Autolink(target)
                } else {
                    MarkKind::Link(target)
                };
                self.inline(span).open_titled(kind, &title);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let kind = MarkKind::Image(line(&dest_url));
                self.inline(span).open_titled(kind, &title);
            }
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
                self.take_surplus(span);
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
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => {
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

    /// Adds the cells that a row has beyond its header: no page shows them, and the parser leaves them
    /// out.
    fn take_surplus(&mut self, span: Span) {
        if self.header {
            return;
        }
        let row = self.text.get(span.range()).unwrap_or_default();
        for cell in surplus::cells(row, self.cells.len()) {
            let cell = line(cell);
            self.row_text.push_str(" | ");
            self.row_text.push_str(&cell);
            self.cells.push(cell);
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
        self.open = Some(Open {
            kind,
            inline,
            span,
            announced: true,
        });
    }

    pub(super) fn close_block(&mut self) {
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

    /// A list item or footnote that begins with something else than running text gets an empty
    /// first block, so that it stands in the body.
    fn flush_fresh(&mut self, span: Span) {
        if matches!(
            self.frames.last(),
            Some(Frame::Item { fresh: true, .. } | Frame::Footnote { fresh: true, .. })
        ) {
            self.push_block(BlockKind::Paragraph, String::new(), Vec::new(), span);
        }
    }
}
