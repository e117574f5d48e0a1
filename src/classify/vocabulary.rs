//! How often a word stands in a text: a word that is used elsewhere is no slip of the pen.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::model::section::SectionTree;

/// The words of a text, counted when they are asked for.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    tree: &'a SectionTree,
    counts: RefCell<HashMap<String, u32>>,
}

impl<'a> Vocabulary<'a> {
    /// The words of one text.
    pub(super) fn of(tree: &'a SectionTree) -> Self {
        Self { tree, counts: RefCell::default() }
    }

    /// How often `word`, given in lower case, stands in the text, in lower case or with a capital.
    pub(super) fn count(&self, word: &str) -> u32 {
        if let Some(count) = self.counts.borrow().get(word) {
            return *count;
        }
        let count = self.sum(word, occurrences);
        self.counts.borrow_mut().insert(word.to_owned(), count);
        count
    }

    /// How often these letters, given in lower case, stand in the text, in any word.
    pub(super) fn letters(&self, letters: &str) -> u32 {
        // A key that is no word.
        let key = format!("*{letters}");
        if let Some(count) = self.counts.borrow().get(&key) {
            return *count;
        }
        let count = self.sum(letters, |text, letters| text.matches(letters).count() as u32);
        self.counts.borrow_mut().insert(key, count);
        count
    }

    fn sum(&self, word: &str, count: fn(&str, &str) -> u32) -> u32 {
        let mut letters = word.chars();
        let capital: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        self.tree
            .sections
            .iter()
            .flat_map(|section| {
                section.blocks().iter().map(|block| block.text.as_str()).chain([section.title.as_str()])
            })
            .map(|text| count(text, word) + count(text, &capital))
            .sum()
    }
}

/// How often `word` stands in `text` as a word of its own.
fn occurrences(text: &str, word: &str) -> u32 {
    let alone = |at: usize| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    };
    text.match_indices(word).filter(|(at, _)| alone(*at)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    #[test]
    fn whole_words_are_counted_with_and_without_a_capital() {
        let tree = read("# Avtal\n\nAvtalet är ett avtal. Avtal ingås.\n", 0);
        assert_eq!(Vocabulary::of(&tree).count("avtal"), 3);
    }
}
