//! A term replaced throughout: shown once with its count.

use std::collections::BTreeMap;

use super::site::{self, SiteKind};
use crate::diff::Comparison;
use crate::diff::tokens::TokenKind;
use crate::model::section::SectionTree;

/// A term that another took the place of, everywhere it stood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermChange {
    /// The term in the old text.
    pub from: String,
    /// The term in the new text.
    pub to: String,
    /// In how many places.
    pub count: usize,
}

/// The terms that were replaced consistently: at least twice, and the old one is gone from the new text.
pub fn replaced(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Vec<TermChange> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for change in &comparison.changes {
        let row = &comparison.rows[change.row];
        if row.old.is_empty() || row.new.is_empty() {
            continue;
        }
        for site in site::of(change, row, old, new) {
            if !matches!(site.kind, SiteKind::Words | SiteKind::Title) {
                continue;
            }
            let word = |fragment: &site::Fragment<'_>| -> Option<String> {
                let words: Vec<&str> = fragment.spoken().map(|word| word.text).collect();
                let term = fragment
                    .spoken()
                    .all(|word| word.kind == TokenKind::Word && word.text.chars().count() > 2);
                (term && (1..=3).contains(&words.len())).then(|| words.join(" "))
            };
            if let (Some(from), Some(to)) = (word(&site.old), word(&site.new))
                && from.to_lowercase() != to.to_lowercase()
            {
                *counts.entry((from.to_lowercase(), to.to_lowercase())).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|((from, _), count)| *count >= 2 && !stands_in(new, from))
        .map(|((from, to), count)| TermChange { from, to, count })
        .collect()
}

/// Whether the term stands anywhere in the text as a word of its own.
fn stands_in(tree: &SectionTree, term: &str) -> bool {
    let whole = |text: &str| {
        let lower = text.to_lowercase();
        let mut from = 0;
        while let Some(found) = lower[from..].find(term) {
            let (start, end) = (from + found, from + found + term.len());
            let before = lower[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let after = lower[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            if before && after {
                return true;
            }
            from = end;
        }
        false
    };
    tree.sections
        .iter()
        .any(|section| whole(&section.title) || section.blocks.iter().any(|block| whole(&block.text)))
}
