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

/// The terms that were replaced consistently: at least twice, and the old one is gone from the new
/// text.
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
                *counts
                    .entry((from.to_lowercase(), to.to_lowercase()))
                    .or_default() += 1;
            }
        }
    }
    let mut candidates: Vec<((String, String), usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    // The most frequent first; the order of the words breaks ties.
    candidates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    candidates.truncate(MOST);
    let text = lower_text(new);
    let mut found: Vec<TermChange> = candidates
        .into_iter()
        .filter(|((from, _), _)| !stands_in(&text, from))
        .map(|((from, to), count)| TermChange { from, to, count })
        .collect();
    found.sort();
    found
}

/// A revision changes few terms: more candidates than this are not followed up.
const MOST: usize = 64;

/// All titles and blocks in lower case.
fn lower_text(tree: &SectionTree) -> String {
    let mut text = String::new();
    for section in &tree.sections {
        for part in section
            .blocks()
            .iter()
            .map(|block| block.text.as_str())
            .chain([section.title.as_str()])
        {
            text.push_str(&part.to_lowercase());
            text.push('\n');
        }
    }
    text
}

/// Whether the term stands anywhere in the text, both in lower case, as a word of its own.
fn stands_in(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + term.len()..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}
