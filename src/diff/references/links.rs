//! The references of a text as typed links: what each names, and how sure that is.

use serde::Serialize;

use super::find::{Class, Document, Mention, mentions};
use super::judge::may_dangle;
use super::resolve::{Numbers, Target};
use crate::model::section::SectionTree;
use crate::model::span::Span;

/// How sure it is what a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A section or point of the text.
    Resolved,
    /// Another document or act.
    Elsewhere,
    /// Several things may be meant, or what is meant cannot be told.
    Unproven,
    /// Nothing there bears the number.
    Dangling,
}

/// One place that a text points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The section that the reference stands in.
    pub section: usize,
    /// The bytes of its block in the file.
    pub block_span: Span,
    /// The reference.
    pub mention: Mention,
    /// Which of its labels names the place.
    pub label: usize,
    /// How sure it is.
    pub state: State,
    /// The place, where the text has it.
    pub target: Option<Target>,
    /// The paragraph or sentence in it ("andra"), as the text counts it.
    pub passage: Option<String>,
}

/// The links of a text, in its order.
pub fn links(tree: &SectionTree) -> Vec<Link> {
    let numbers = Numbers::of(tree);
    let mut found = Vec::new();
    for section in &tree.sections {
        for block in section.blocks() {
            for mention in mentions(&block.text) {
                for label in mention.leaves() {
                    let target = numbers.resolve(tree, section.index, &mention, label);
                    let unnamed = matches!(mention.document, Document::Own | Document::This);
                    let state = match target {
                        Target::Section(_) | Target::Point { .. } => State::Resolved,
                        Target::Elsewhere
                            if unnamed && mention.labels[label].class <= Class::Plain =>
                        {
                            State::Unproven
                        }
                        Target::Elsewhere => State::Elsewhere,
                        Target::Nowhere if may_dangle(tree, &numbers, &mention.labels[label]) => {
                            State::Dangling
                        }
                        Target::Nowhere | Target::Ambiguous => State::Unproven,
                    };
                    found.push(Link {
                        section: section.index,
                        block_span: block.span,
                        passage: passage(&mention, label),
                        mention: mention.clone(),
                        label,
                        state,
                        target: (state == State::Resolved).then_some(target),
                    });
                }
            }
        }
    }
    found
}

/// The passage that the label is or lies in.
fn passage(mention: &Mention, label: usize) -> Option<String> {
    let mut at = Some(label);
    for _ in 0..mention.labels.len() {
        let own = &mention.labels[at?];
        if own.class == Class::Passage {
            return Some(own.text.clone());
        }
        at = own.of;
    }
    None
}
