//! Where a block that is complete belongs: its section, its lists, its point.

use super::heading;
use super::normalise::{composed, line};
use super::points;
use super::reader::{Frame, Lines, Reader};
use crate::model::section::{Block, BlockKind, Body, Mark, MarkKind, Nest, Section, SectionTree};
use crate::model::span::Span;

impl Reader<'_> {
    pub(super) fn push_verbatim(&mut self, kind: BlockKind, raw: &str, span: Span) {
        let raw = raw.replace("\r\n", "\n");
        if kind == BlockKind::Html {
            let text = line(&raw);
            if !text.is_empty() {
                self.push_block(kind, text, Vec::new(), span);
            }
            return;
        }
        // The fence with its info comes first, whatever the source used; both fences are signs, not
        // text.
        let body = composed(raw.trim_end_matches('\n')).into_owned();
        let text = if body.contains('\n') {
            format!("{body}\n```")
        } else {
            format!("{body}\n\n```")
        };
        let opening = text.find('\n').map_or(0, |at| at + 1);
        let sign = |start, end| Mark {
            span: Span::new(start, end),
            kind: MarkKind::Syntax,
        };
        let marks = vec![
            sign(0, opening),
            sign(text.len() - "\n```".len(), text.len()),
        ];
        self.push_block(kind, text, marks, span);
    }

    pub(super) fn push_block(
        &mut self,
        kind: BlockKind,
        text: String,
        marks: Vec<Mark>,
        span: Span,
    ) {
        let mut kind = kind;
        let mut written = None;
        match self.frames.last_mut() {
            Some(Frame::Item {
                label,
                written: number,
                fresh,
            }) if *fresh => {
                *fresh = false;
                if kind == BlockKind::Paragraph {
                    written = number.take();
                    kind = BlockKind::Item {
                        label: label.clone(),
                    };
                }
            }
            Some(Frame::Footnote { label, fresh }) if *fresh => {
                *fresh = false;
                if kind == BlockKind::Paragraph {
                    kind = BlockKind::Footnote {
                        label: label.clone(),
                    };
                }
            }
            _ => {}
        }
        let mut nesting = Vec::new();
        let mut point = String::new();
        // Deeper nesting than any reader follows is cut off, so that hostile nesting costs no more
        // than its length.
        for (at, frame) in self.frames.iter().enumerate().take(96) {
            match frame {
                Frame::Quote => nesting.push(Nest::Quote),
                Frame::List { next } => {
                    // An item stands inside its list; a list without an item around this block is
                    // ending.
                    if at + 1 < self.frames.len() {
                        nesting.push(if next.is_some() {
                            Nest::Numbers
                        } else {
                            Nest::Bullets
                        });
                    }
                }
                Frame::Item {
                    label: Some(label), ..
                } => {
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
            written,
            point: (!point.is_empty()).then_some(point),
            text,
            marks,
            nesting,
            span,
        };
        if block.kind == BlockKind::Paragraph {
            let previous = self.blocks.last().filter(|last| {
                last.nesting.last() == Some(&Nest::Letters)
                    && last.nesting.len() == block.nesting.len() + 1
            });
            let previous = previous.and_then(|last| match &last.kind {
                BlockKind::Item { label } => label.clone(),
                _ => None,
            });
            self.blocks.extend(points::cut(block, previous.as_deref()));
        } else {
            self.blocks.push(block);
        }
    }

    pub(super) fn begin_section(&mut self, level: u8, id: Option<String>, span: Span) {
        let heading = self
            .open
            .take()
            .map(|open| open.inline.finish_plain())
            .unwrap_or_default();
        let index = self.sections.len();
        let parent = {
            let mut at = Some(index - 1);
            while let Some(here) = at.filter(|here| self.sections[*here].level >= level) {
                at = self.sections[here].parent;
            }
            at.filter(|at| self.sections[*at].level > 0)
        };
        let blocks = std::mem::take(&mut self.blocks);
        if let Some(last) = self.sections.last_mut() {
            last.body_span.end = span.start;
            last.body = Body::of(blocks);
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
            body: Body::default(),
            heading,
        });
    }

    /// The sections, each with its blocks.
    pub(super) fn finish(mut self) -> SectionTree {
        self.close_block();
        let blocks = std::mem::take(&mut self.blocks);
        if let Some(last) = self.sections.last_mut() {
            last.body = Body::of(blocks);
        }
        self.settle()
    }

    /// Drops the section before the first heading if it is blank.
    pub(super) fn settle(mut self) -> SectionTree {
        if self.sections[0].blocks().is_empty() {
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
        SectionTree {
            sections: self.sections,
        }
    }
}
