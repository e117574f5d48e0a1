//! How often a word stands in a text: a word that is used elsewhere is no slip of the pen.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::model::section::SectionTree;
use crate::words::capitalised;

/// After so many different words the text is put in order, so that each further one costs no walk
/// through it.
const FEW: usize = 16;

/// Letters are looked for so often; a text with more doubtful words than this was not corrected but
/// written anew.
const MOST_LETTERS: usize = 200;

/// The words of a text, counted when they are asked for.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    tree: &'a SectionTree,
    counts: RefCell<HashMap<String, u32>>,
    letters: RefCell<HashMap<String, u32>>,
    places: OnceCell<HashMap<&'a str, Vec<(&'a str, usize)>>>,
}

impl<'a> Vocabulary<'a> {
    /// The words of one text.
    pub(super) fn of(tree: &'a SectionTree) -> Self {
        Self {
            tree,
            counts: RefCell::default(),
            letters: RefCell::default(),
            places: OnceCell::new(),
        }
    }

    /// How often `word`, given in lower case, stands in the text, in lower case or with a capital.
    pub(super) fn count(&self, word: &str) -> u32 {
        if let Some(count) = self.counts.borrow().get(word) {
            return *count;
        }
        let capital = capitalised(word);
        let count = if self.counts.borrow().len() < FEW {
            self.texts()
                .map(|text| occurrences(text, word) + occurrences(text, &capital))
                .sum()
        } else {
            self.placed(word) + self.placed(&capital)
        };
        self.counts.borrow_mut().insert(word.to_owned(), count);
        count
    }

    /// How often these letters, given in lower case, stand in the text, in any word. `None` when
    /// too many were asked for.
    pub(super) fn letters(&self, letters: &str) -> Option<u32> {
        if let Some(count) = self.letters.borrow().get(letters) {
            return Some(*count);
        }
        if self.letters.borrow().len() == MOST_LETTERS {
            return None;
        }
        let capital = capitalised(letters);
        let in_text = |text: &str| text.matches(letters).count() + text.matches(&capital).count();
        let count = u32::try_from(self.texts().map(in_text).sum::<usize>()).unwrap_or(u32::MAX);
        self.letters.borrow_mut().insert(letters.to_owned(), count);
        Some(count)
    }

    fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.tree.sections.iter().flat_map(|section| {
            section
                .blocks()
                .iter()
                .map(|block| block.text.as_str())
                .chain([section.title.as_str()])
        })
    }

    /// How often `word` stands in the text just so, by the places of the letters and digits that it
    /// begins with.
    fn placed(&self, word: &str) -> u32 {
        let places = self.places.get_or_init(|| {
            let mut places: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
            for text in self.texts() {
                for (at, run) in runs(text) {
                    places.entry(run).or_default().push((text, at));
                }
            }
            places
        });
        let Some((lead, first)) = runs(word).next() else {
            return self.texts().map(|text| occurrences(text, word)).sum();
        };
        let stands = |(text, at): &&(&str, usize)| {
            at.checked_sub(lead).is_some_and(|start| {
                text.get(start..).is_some_and(|rest| rest.starts_with(word))
                    && is_alone(text, start, word)
            })
        };
        let places = places.get(first).map(Vec::as_slice).unwrap_or_default();
        u32::try_from(places.iter().filter(stands).count()).unwrap_or(u32::MAX)
    }
}

/// Letters and digits that stand together, each with its place.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..]
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(text.len() - start);
        at = start + length;
        Some((start, &text[start..at]))
    })
}

/// How often `word` stands in `text` as a word of its own.
fn occurrences(text: &str, word: &str) -> u32 {
    text.match_indices(word)
        .filter(|(at, _)| is_alone(text, *at, word))
        .count() as u32
}

fn is_alone(text: &str, at: usize, word: &str) -> bool {
    let before = text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric());
    let after = text[at + word.len()..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    before && after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections;

    #[test]
    fn a_word_is_counted_alike_before_and_after_the_text_is_put_in_order() {
        let text =
            "# T\n\nAvtal och avtal om e-post, E-post och avtalet. Å ö-avtal.\n\n- på avtal\n";
        let tree = sections::read(text, 0);
        let few = Vocabulary::of(&tree);
        let many = Vocabulary::of(&tree);
        for at in 0..FEW {
            many.count(&format!("ord{at}"));
        }
        for (word, count) in [
            ("avtal", 4),
            ("e-post", 2),
            ("avtalet", 1),
            ("post", 2),
            ("-", 0),
            ("saknas", 0),
        ] {
            assert_eq!(
                (few.count(word), many.count(word)),
                (count, count),
                "{word}"
            );
        }
    }

    #[test]
    fn letters_are_looked_for_a_bounded_number_of_times() {
        let tree = sections::read("# T\n\nAvtal och avtalet.\n", 0);
        let words = Vocabulary::of(&tree);
        assert_eq!(words.letters("avta"), Some(2));
        for at in 1..MOST_LETTERS {
            assert_eq!(words.letters(&format!("x{at}")), Some(0));
        }
        assert_eq!(
            (words.letters("annat"), words.letters("avta")),
            (None, Some(2))
        );
    }
}
