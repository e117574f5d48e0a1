//! A text as a tree of sections, each with its own body in blocks.

use std::sync::{Arc, OnceLock};

use super::span::Span;

/// A section: a heading with its own body, without its sub-sections. Text before the first heading
/// is a section of level 0 with an empty title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its place in the text, counted from 0, the same as its place in [`SectionTree::sections`].
    pub index: usize,
    /// The heading's level, 1 to 6; 0 for text before the first heading.
    pub level: u8,
    /// The stable identity given as `{#id}`.
    pub id: Option<String>,
    /// The printed number, such as "6.2" or "5 §": a label, never an identity.
    pub number: Option<String>,
    /// The heading without its number and its id, as plain normalised text.
    pub title: String,
    /// The whole heading as plain normalised text, number included, id not.
    pub heading: String,
    /// The heading's line in the file, counted from 1; for level 0 the first line that is not
    /// blank.
    pub line: usize,
    /// The heading's bytes in the file; empty for level 0.
    pub heading_span: Span,
    /// The body's bytes in the file: from after the heading to the next heading.
    pub body_span: Span,
    /// The section that this one belongs to: the nearest earlier one of a lower level.
    pub parent: Option<usize>,
    /// The body.
    pub body: Body,
}

/// A section's body: its blocks, cut out of the source when they are first asked for. In a revision
/// most sections stand unchanged, byte for byte, and nobody asks for their blocks.
#[derive(Clone, Default)]
pub struct Body {
    blocks: OnceLock<Vec<Block>>,
    source: Option<(Arc<Source>, Span)>,
}

/// A text of which sections know their part.
pub struct Source {
    /// The whole text.
    pub text: Box<str>,
    /// Cuts a part of the text into blocks.
    pub cut: fn(&str, Span) -> Vec<Block>,
}

impl Body {
    /// A body whose blocks are known.
    pub fn of(blocks: Vec<Block>) -> Self {
        Self {
            blocks: OnceLock::from(blocks),
            source: None,
        }
    }

    /// A body that is the part `span` of `source`, and depends on no other part.
    pub fn within(source: &Arc<Source>, span: Span) -> Self {
        Self {
            blocks: OnceLock::new(),
            source: Some((Arc::clone(source), span)),
        }
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| match &self.source {
            Some((source, span)) => (source.cut)(&source.text, *span),
            None => Vec::new(),
        })
    }

    /// The body's part of the source, where that alone decides about the blocks: bodies with equal
    /// sources are equal.
    pub fn source(&self) -> Option<&str> {
        self.source
            .as_ref()
            .map(|(source, span)| &source.text[span.range()])
    }

    /// Whether the normalised bodies are the same.
    pub fn is_same(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.source(), other.source())
            && a == b
        {
            return true;
        }
        let (a, b) = (self.blocks(), other.blocks());
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                a.text == b.text && a.kind == b.kind && a.nesting == b.nesting && a.marks == b.marks
            })
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.blocks() == other.blocks()
    }
}

impl Eq for Body {}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.blocks()).finish()
    }
}

/// One block of a section's body: the unit that is aligned before sentences and words are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// The number of a list item in the file, where the list counts otherwise: in many files every
    /// item is "1.".
    pub written: Option<String>,
    /// How many lists and quotations stand around it.
    pub depth: u8,
    /// The point that the block is or belongs to, such as "4" or "4.b": the labels of the numbered
    /// list items around it, outermost first, joined by dots. `None` outside numbered lists.
    pub point: Option<String>,
    /// The block's normalised text in canonical Markdown (NFC, one space for any run of white
    /// space, inline formatting kept); several lines only for code.
    pub text: String,
    /// The inline formatting of `text`, in the order of their starts, outer marks first.
    pub marks: Vec<Mark>,
    /// The lists and quotations around the block, outermost first.
    pub nesting: Vec<Nest>,
    /// The block's bytes in the file.
    pub span: Span,
}

/// A list or quotation around a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nest {
    /// A quotation.
    Quote,
    /// A list with bullets.
    Bullets,
    /// A list numbered 1, 2, 3.
    Numbers,
    /// Points lettered a), b), c) or i), ii), iii), which Markdown takes for paragraphs.
    Letters,
}

/// Formatting of a run of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes in the block's text.
    pub span: Span,
    /// What the run is.
    pub kind: MarkKind,
}

/// What a run of a block's text is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Signs that stand for formatting (`**`, `](…)`) and are no text themselves.
    Syntax,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Struck through.
    Strikethrough,
    /// Code.
    Code,
    /// The text of a link, with its target.
    Link(String),
    /// An address that is its own link, with its target.
    Autolink(String),
    /// The text that stands for an image, with the image's address.
    Image(String),
    /// Raw HTML, shown as text.
    Html,
}

impl Block {
    /// What stands before the block's text to a reader: indentation, quotation marks and the marker
    /// of a list item in one canonical style.
    pub fn prefix(&self) -> String {
        self.prefix_with(None)
    }

    /// The same in the normalised body, which has the number of a list item as it is written: an
    /// item that came before it changes no word of it.
    pub fn written_prefix(&self) -> String {
        self.prefix_with(self.written.as_deref())
    }

    fn prefix_with(&self, number: Option<&str>) -> String {
        let mut prefix = String::new();
        let marker = matches!(self.kind, BlockKind::Item { .. });
        for (at, nest) in self.nesting.iter().take(32).enumerate() {
            let last = at + 1 == self.nesting.len();
            match nest {
                Nest::Quote => prefix.push_str("> "),
                _ if last && marker => {}
                _ => prefix.push_str("  "),
            }
        }
        match &self.kind {
            BlockKind::Item { label: None } => prefix.push_str("- "),
            BlockKind::Item { label: Some(label) } => {
                prefix.push_str(number.unwrap_or(label));
                prefix.push_str(if self.nesting.last() == Some(&Nest::Letters) {
                    ") "
                } else {
                    ". "
                });
            }
            BlockKind::Heading(level) => {
                prefix.extend(std::iter::repeat_n('#', usize::from(*level)));
                prefix.push(' ');
            }
            BlockKind::Footnote { label } => {
                prefix.push_str("[^");
                prefix.push_str(label);
                prefix.push_str("]: ");
            }
            BlockKind::Paragraph
            | BlockKind::Row { .. }
            | BlockKind::Code
            | BlockKind::Html
            | BlockKind::Rule => {}
        }
        prefix
    }

    /// What stands between `self` and the block `next` after it in the normalised body: a line
    /// break between the items of a list and the rows of a table, else a blank line.
    pub fn separator(&self, next: &Block) -> &'static str {
        match (&self.kind, &next.kind) {
            (_, BlockKind::Item { .. }) if !self.nesting.is_empty() => "\n",
            (BlockKind::Row { .. }, BlockKind::Row { header: false, .. }) => "\n",
            _ => "\n\n",
        }
    }
}

impl Section {
    /// The body's blocks.
    pub fn blocks(&self) -> &[Block] {
        self.body.blocks()
    }

    /// The section's normalised body: its blocks with their prefixes and separators.
    pub fn body(&self) -> String {
        let blocks = self.blocks();
        let mut body = String::new();
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                body.push_str(blocks[at - 1].separator(block));
            }
            body.push_str(&block.written_prefix());
            body.push_str(&block.text);
        }
        body
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text, also the second paragraph of a list item.
    Paragraph,
    /// The first paragraph of a list item; `label` is the printed label of a numbered one ("4",
    /// "b", "ii").
    Item {
        /// The label of a numbered item; `None` for a bullet.
        label: Option<String>,
    },
    /// A row of a table; its text is the cells joined by ` | `.
    Row {
        /// Whether it is the table's header.
        header: bool,
        /// Its cells, each normalised.
        cells: Vec<String>,
    },
    /// A code block; its text is verbatim.
    Code,
    /// A heading inside a quotation or a list: no section, but text.
    Heading(u8),
    /// Raw HTML, shown as text.
    Html,
    /// A thematic break.
    Rule,
    /// The definition of a footnote.
    Footnote {
        /// The footnote's label.
        label: String,
    },
}

/// All sections of a text in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionTree {
    /// The sections, each at the index that it names.
    pub sections: Vec<Section>,
}

impl SectionTree {
    /// The section at `index`.
    ///
    /// # Panics
    /// When there is no such section: indices come from the tree itself.
    pub fn get(&self, index: usize) -> &Section {
        &self.sections[index]
    }

    /// Whether `index` is `ancestor` or stands below it.
    pub fn is_within(&self, index: usize, ancestor: usize) -> bool {
        let mut at = Some(index);
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            at = self.sections[here].parent;
        }
        false
    }
}
