//! A text as a tree of sections, each with its own body in blocks.

use super::span::Span;

/// A section: a heading with its own body, without its sub-sections. Text before the first heading is a
/// section of level 0 with an empty title.
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
    /// The heading's line in the file, counted from 1; for level 0 the first line that is not blank.
    pub line: usize,
    /// The heading's bytes in the file; empty for level 0.
    pub heading_span: Span,
    /// The body's bytes in the file: from after the heading to the next heading.
    pub body_span: Span,
    /// The section that this one belongs to: the nearest earlier one of a lower level.
    pub parent: Option<usize>,
    /// The body, cut into blocks.
    pub blocks: Vec<Block>,
}

/// One block of a section's body: the unit that is aligned before sentences and words are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// How many lists and quotations stand around it.
    pub depth: u8,
    /// The point that the block is or belongs to, such as "4" or "4.b": the labels of the numbered list
    /// items around it, outermost first, joined by dots. `None` outside numbered lists.
    pub point: Option<String>,
    /// The block's normalised text in canonical Markdown (NFC, one space for any run of white space, inline
    /// formatting kept); several lines only for code.
    pub text: String,
    /// The block's bytes in the file.
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text, also the second paragraph of a list item.
    Paragraph,
    /// The first paragraph of a list item; `label` is the printed label of a numbered one ("4", "b", "ii").
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
