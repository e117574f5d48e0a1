//! The changes of term that the record declares, put in order once, so that each place asks only
//! those that can fit.

use std::collections::{BTreeSet, HashMap};

use super::Term;
use super::rules::is_name;
use super::site::{Fragment, Site, Word};
use crate::model::span::Span;

/// A term of more characters than this is only known by its words, not as what stands around a
/// place.
const LONGEST: usize = 300;

/// The declared changes of term that are changes of a name.
pub(super) struct Declared<'a> {
    terms: Vec<&'a Term>,
    /// Where those stand whose old side begins with a word, in lower case.
    by_word: HashMap<String, Vec<usize>>,
    /// Where those stand whose old side begins with these letters and digits, in lower case; none
    /// for a sign.
    by_letters: HashMap<String, Vec<usize>>,
    /// The characters of the longest old side, as far as it is looked for around a place.
    longest: usize,
}

impl<'a> Declared<'a> {
    pub(super) fn of(terms: &'a [Term]) -> Self {
        let terms: Vec<&Term> = terms.iter().filter(|term| is_name(term)).collect();
        let mut declared = Self {
            terms,
            by_word: HashMap::new(),
            by_letters: HashMap::new(),
            longest: 0,
        };
        for (at, term) in declared.terms.iter().enumerate() {
            if let Some(word) = term.from.split_whitespace().next() {
                declared
                    .by_word
                    .entry(word.to_lowercase())
                    .or_default()
                    .push(at);
            }
            let length = term.from.chars().count();
            if length <= LONGEST {
                declared
                    .by_letters
                    .entry(letters(&term.from).to_lowercase())
                    .or_default()
                    .push(at);
                declared.longest = declared.longest.max(length);
            }
        }
        declared
    }

    /// How many words of each side a declared change of term explains at their beginning.
    pub(super) fn beginning(&self, old: &[&Word<'_>], new: &[&Word<'_>]) -> Option<(usize, usize)> {
        if self.terms.is_empty() {
            return None;
        }
        let begins = |words: &[&Word<'_>], term: &str| -> Option<usize> {
            let wanted: Vec<String> = term.split_whitespace().map(str::to_lowercase).collect();
            let found = wanted.len() <= words.len()
                && wanted
                    .iter()
                    .zip(words)
                    .all(|(a, b)| *a == b.text.to_lowercase());
            (found && !wanted.is_empty()).then_some(wanted.len())
        };
        let terms = self.by_word.get(&old.first()?.text.to_lowercase())?;
        terms.iter().find_map(|at| {
            let term = self.terms[*at];
            Some((begins(old, &term.from)?, begins(new, &term.to)?))
        })
    }

    /// A declared change of term whose two sides share words: only what differs is the site, and
    /// the rest of the term stands around it in both texts.
    pub(super) fn around(&self, site: &Site<'_>) -> Option<(&'a str, &'a str)> {
        if self.longest == 0 {
            return None;
        }
        let (old, place) = (site.old.block?, site.old.span?);
        self.near(&old.text, place.start)
            .into_iter()
            .map(|at| self.terms[at])
            .find_map(|term| {
                let (a, b) = (around(&site.old, &term.from)?, around(&site.new, &term.to)?);
                let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
                (same(a.0, b.0) && same(a.1, b.1)).then_some((term.from.as_str(), term.to.as_str()))
            })
    }

    /// The terms whose first letters stand alone in `text`, near enough before `place`.
    fn near(&self, text: &str, place: usize) -> BTreeSet<usize> {
        let from = text[..place]
            .char_indices()
            .rev()
            .take(self.longest + 1)
            .last()
            .map_or(place, |(at, _)| at);
        let mut near: BTreeSet<usize> = self
            .by_letters
            .get("")
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let mut inside = false;
        for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
            if at > place {
                break;
            }
            if c.is_alphanumeric() && !inside {
                near.extend(
                    self.by_letters
                        .get(&letters(&text[at..]).to_lowercase())
                        .into_iter()
                        .flatten(),
                );
            }
            inside = c.is_alphanumeric();
        }
        near
    }
}

/// The letters and digits that `text` begins with.
fn letters(text: &str) -> &str {
    &text[..text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len())]
}

/// What stands before and after the fragment within an occurrence of `term` that holds all of it.
fn around<'t>(fragment: &Fragment<'t>, term: &str) -> Option<(&'t str, &'t str)> {
    let (text, Span { start, end }) = (fragment.block?.text.as_str(), fragment.span?);
    let from = text[..start]
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .take(term.chars().count());
    [start].into_iter().chain(from).find_map(|first| {
        let last = first
            + text[first..]
                .char_indices()
                .nth(term.chars().count())
                .map_or(text.len() - first, |(at, _)| at);
        let holds = last >= end && text[first..last].to_lowercase() == term.to_lowercase();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole =
            !letter(text[..first].chars().next_back()) && !letter(text[last..].chars().next());
        (holds && whole).then(|| (&text[first..start], &text[end..last]))
    })
}
