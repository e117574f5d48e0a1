//! Inline Markdown to normalised text with its formatting kept as marks.

use super::normalise::{composed, is_invisible, is_plain, is_space, line};
use crate::model::section::{Mark, MarkKind};
use crate::model::span::Span;

/// Collects the inline content of one block.
#[derive(Debug, Default)]
pub(super) struct InlineText {
    text: String,
    marks: Vec<Mark>,
    open: Vec<(usize, MarkKind, String)>,
    space: bool,
    deep: usize,
}

/// Formatting nested deeper than this is read as text without it.
const DEEPEST: usize = 32;

impl InlineText {
    /// An empty text with room for `length` bytes.
    pub(super) fn with_capacity(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            ..Self::default()
        }
    }

    /// Adds running text; white space runs become one space.
    pub(super) fn push(&mut self, text: &str) {
        if is_plain(text) {
            self.push_plain(text);
        } else {
            self.push_any(text);
        }
    }

    /// Text whose only white space are single spaces, and which has nothing to compose.
    fn push_plain(&mut self, text: &str) {
        let inner = text.trim_start_matches(' ');
        self.space |= inner.len() < text.len();
        if inner.is_empty() {
            return;
        }
        self.flush_space();
        let words = inner.trim_end_matches(' ');
        self.text.push_str(words);
        self.space = words.len() < inner.len();
    }

    fn push_any(&mut self, text: &str) {
        for c in composed(text).chars() {
            if is_space(c) {
                self.space = true;
            } else if !is_invisible(c) {
                self.flush_space();
                self.text.push(c);
            }
        }
    }

    /// Adds a break that rewrapping may move.
    pub(super) fn push_space(&mut self) {
        self.space = true;
    }

    /// Begins a formatted run.
    pub(super) fn open(&mut self, kind: MarkKind) {
        self.open_titled(kind, "");
    }

    /// Begins a link or an image, with the title that its author gave it. No page shows it, but who
    /// points at the link reads it: its words stand behind the target as text.
    pub(super) fn open_titled(&mut self, kind: MarkKind, title: &str) {
        self.flush_space();
        if self.open.len() >= DEEPEST {
            self.deep += 1;
            return;
        }
        match &kind {
            MarkKind::Strong => self.syntax("**"),
            MarkKind::Emphasis => self.syntax("*"),
            MarkKind::Strikethrough => self.syntax("~~"),
            MarkKind::Link(_) => self.syntax("["),
            MarkKind::Image(_) => self.syntax("!["),
            MarkKind::Autolink(_) | MarkKind::Syntax | MarkKind::Code | MarkKind::Html => {}
        }
        self.open.push((self.text.len(), kind, line(title)));
    }

    /// Ends the formatted run that was begun last.
    pub(super) fn close(&mut self) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        let Some((start, kind, title)) = self.open.pop() else {
            return;
        };
        let end = self.text.len();
        match &kind {
            MarkKind::Strong => self.text.push_str("**"),
            MarkKind::Emphasis => self.text.push('*'),
            MarkKind::Strikethrough => self.text.push_str("~~"),
            MarkKind::Link(target) | MarkKind::Image(target) => {
                self.text.push_str("](");
                self.text.push_str(target);
                if !title.is_empty() {
                    let signs = Span::new(end, self.text.len());
                    self.text.push_str(" \"");
                    self.text.push_str(&title);
                    self.text.push('"');
                    self.marks.push(Mark {
                        span: Span::new(start, end),
                        kind,
                    });
                    self.marks.push(Mark {
                        span: signs,
                        kind: MarkKind::Syntax,
                    });
                    let close = self.text.len();
                    self.text.push(')');
                    self.marks.push(Mark {
                        span: Span::new(close, close + 1),
                        kind: MarkKind::Syntax,
                    });
                    return;
                }
                self.text.push(')');
            }
            MarkKind::Autolink(_) | MarkKind::Syntax | MarkKind::Code | MarkKind::Html => {}
        }
        self.marks.push(Mark {
            span: Span::new(start, end),
            kind,
        });
        if self.text.len() > end {
            self.marks.push(Mark {
                span: Span::new(end, self.text.len()),
                kind: MarkKind::Syntax,
            });
        }
    }

    /// Adds an inline code span.
    pub(super) fn code(&mut self, code: &str) {
        self.flush_space();
        self.syntax("`");
        let start = self.text.len();
        self.push(code);
        self.space = false;
        self.marks.push(Mark {
            span: Span::new(start, self.text.len()),
            kind: MarkKind::Code,
        });
        self.syntax("`");
    }

    /// Adds raw HTML, which stays text.
    pub(super) fn html(&mut self, html: &str) {
        let start = self.text.len() + usize::from(self.space && !self.text.is_empty());
        self.push(html);
        if start < self.text.len() {
            self.marks.push(Mark {
                span: Span::new(start, self.text.len()),
                kind: MarkKind::Html,
            });
        }
    }

    /// The text in canonical Markdown, and its marks in the order of their starts, outer ones
    /// first.
    pub(super) fn finish(mut self) -> (String, Vec<Mark>) {
        self.deep = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.marks
            .sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        (self.text, self.marks)
    }

    /// The text alone, without the signs of its formatting; what is struck out keeps them, since it
    /// is no longer said.
    pub(super) fn finish_plain(self) -> String {
        let (text, marks) = self.finish();
        if marks.is_empty() {
            return text;
        }
        let mut plain = String::with_capacity(text.len());
        let mut at = 0;
        let signs = marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Syntax && &text[mark.span.range()] != "~~");
        for mark in signs {
            plain.push_str(&text[at..mark.span.start]);
            at = mark.span.end;
        }
        plain.push_str(&text[at..]);
        super::normalise::line(&plain)
    }

    fn flush_space(&mut self) {
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.space = false;
    }

    fn syntax(&mut self, signs: &str) {
        if !signs.is_empty() {
            let start = self.text.len();
            self.text.push_str(signs);
            self.marks.push(Mark {
                span: Span::new(start, self.text.len()),
                kind: MarkKind::Syntax,
            });
        }
    }
}
