//! Which terms a text defines, and where they are used.
//!
//! A defined term is a word, or a few, that a text gives a meaning of its own: in a section of
//! terms, in parentheses behind what it stands for, or in a sentence that says what is meant. Where
//! it is written as its definition writes it, with its capital, it has that meaning; its inflected
//! forms are the same term.

pub mod changed;
pub mod definitions;
pub(crate) use crate::lexicon::language;
pub mod shared;
pub mod stems;
pub mod uses;

use crate::model::section::SectionTree;
use crate::model::span::Span;
use definitions::Shape;
use language::{Tongue, Tongues};
use stems::Stems;

/// After so many definitions the rest is not read.
const MOST: usize = 2_000;

/// The terms that a text defines, in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The definitions; one for each name.
    pub definitions: Vec<Definition>,
    /// How the words of the text are brought to their stems.
    pub stems: Stems,
}

/// One name with what defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The name, as it is written.
    pub term: String,
    /// The stems of its words.
    pub stems: Vec<String>,
    /// The section, by its index.
    pub section: usize,
    /// The block in the section, by its place; `None` where the section's title is the term.
    pub block: Option<usize>,
    /// The name in the block's text.
    pub span: Span,
    /// What defines it, as the text says it.
    pub meaning: String,
    /// How it is defined.
    pub shape: Shape,
    /// Whether the definition says that it holds for a part of the text only.
    pub local: bool,
}

impl Definition {
    /// Whether the term is told by its capital.
    pub fn has_capital(&self) -> bool {
        self.term.starts_with(char::is_uppercase)
    }
}

impl Glossary {
    /// The terms that `tree` defines.
    pub fn of(tree: &SectionTree) -> Self {
        let stems = Stems::of(tongue(tree));
        let mut definitions = Vec::new();
        definitions::read(tree, &mut |found| {
            let mut definition = found;
            definition.stems = stems.of_phrase(&definition.term);
            if definitions.len() < MOST && !definition.stems.is_empty() {
                definitions.push(definition);
            }
        });
        Self { definitions, stems }
    }

    /// The definitions of `term`, in whatever form.
    pub fn of_term<'g>(&'g self, term: &'g str) -> impl Iterator<Item = &'g Definition> + 'g {
        let stems = self.stems.of_phrase(term);
        self.definitions
            .iter()
            .filter(move |own| own.stems == stems && self.stems.are_same(&own.term, term))
    }
}

/// The language that a text speaks most.
pub(crate) fn tongue(tree: &SectionTree) -> Option<Tongue> {
    const ENOUGH: usize = 200;
    const LONGEST: usize = 2_000;
    let blocks = tree.sections.iter().flat_map(|section| section.blocks());
    Tongues::main(blocks.take(ENOUGH).map(|block| {
        &block.text[..block
            .text
            .floor_char_boundary(LONGEST.min(block.text.len()))]
    }))
}
