//! Which languages a text is written in, as far as the rules know them: "sin" denies in Spanish and
//! means "its" in Swedish.

use crate::model::section::SectionTree;

/// A language whose words the rules know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Swedish,
    English,
    German,
    Spanish,
}

/// Common words that stand in one of the languages alone.
const MARKS: &[(Tongue, &[&str])] = &[
    (
        Tongue::Swedish,
        &[
            "och", "att", "som", "är", "inte", "av", "för", "till", "ska", "skall", "eller", "på",
            "enligt", "får",
        ],
    ),
    (
        Tongue::English,
        &[
            "the", "of", "and", "to", "shall", "or", "any", "be", "this", "that", "with", "will",
        ],
    ),
    (
        Tongue::German,
        &[
            "und", "der", "das", "nicht", "von", "ist", "für", "mit", "zu", "oder", "wird", "sind",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "los", "que", "las", "por", "una", "con", "para", "este", "el", "y", "será", "podrá",
        ],
    ),
];

/// A set of languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tongues(u8);

impl Tongues {
    /// The languages of a text, told by its first words: those that are spoken at least a tenth as
    /// much as the one that is spoken most.
    pub(crate) fn of(tree: &SectionTree) -> Self {
        const ENOUGH: u32 = 300;
        const LONGEST: usize = 4_000;
        let mut counts = [0u32; 4];
        for section in &tree.sections {
            count(&section.title, &mut counts);
            for block in section.blocks() {
                let end = block
                    .text
                    .floor_char_boundary(LONGEST.min(block.text.len()));
                count(&block.text[..end], &mut counts);
            }
            if counts.iter().sum::<u32>() > ENOUGH {
                break;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        Self::from_counts(counts, (most / 10).max(1))
    }

    /// The language that `text` speaks most, if a common word of one stands in it.
    pub(crate) fn main(texts: impl Iterator<Item = impl AsRef<str>>) -> Option<Tongue> {
        let mut counts = [0u32; 4];
        for text in texts {
            count(text.as_ref(), &mut counts);
        }
        let most = counts.iter().copied().max().filter(|most| *most > 0)?;
        MARKS
            .iter()
            .map(|(tongue, _)| *tongue)
            .find(|tongue| counts[*tongue as usize] == most)
    }

    /// The languages of which a common word stands in `text`.
    pub(crate) fn in_words(text: &str) -> Self {
        let mut counts = [0u32; 4];
        count(text, &mut counts);
        Self::from_counts(counts, 1)
    }

    /// The languages of both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a text in these languages may use a word of `tongue`. Where no language is known,
    /// all may be.
    pub(crate) fn include(self, tongue: Tongue) -> bool {
        self.0 == 0 || self.0 & (1 << tongue as u8) != 0
    }

    fn from_counts(counts: [u32; 4], least: u32) -> Self {
        let spoken = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count >= least);
        Self(spoken.fold(0, |set, (at, _)| set | 1 << at))
    }
}

fn count(text: &str, counts: &mut [u32; 4]) {
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= 8)
    {
        let lower = word.to_lowercase();
        for (tongue, _) in MARKS
            .iter()
            .filter(|(_, words)| words.contains(&lower.as_str()))
        {
            counts[*tongue as usize] += 1;
        }
    }
}

/// Words of several languages.
pub(crate) type Words = &'static [(Tongue, &'static [&'static str])];

/// Whether `lower` is one of `words` in one of the languages.
pub(crate) fn is_word(words: Words, lower: &str, tongues: Tongues) -> bool {
    words
        .iter()
        .any(|(tongue, list)| tongues.include(*tongue) && list.contains(&lower))
}

/// Whether `lower` is one of `words` in any language.
pub(crate) fn is_any(words: Words, lower: &str) -> bool {
    is_word(words, lower, Tongues::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    #[test]
    fn a_text_speaks_the_languages_of_its_common_words() {
        let swedish = Tongues::of(&read(
            "Kunden ska betala sin avgift och svara för sin drift.",
            0,
        ));
        assert!(swedish.include(Tongue::Swedish) && !swedish.include(Tongue::Spanish));
        let english = Tongues::of(&read("The customer shall pay the fee to the supplier.", 0));
        assert!(english.include(Tongue::English) && !english.include(Tongue::Swedish));
        assert!(Tongues::of(&read("Avgift: 20", 0)).include(Tongue::German));
    }

    fn speaks(text: &str, tongue: Tongue) -> bool {
        Tongues::of(&read(text, 0)).include(tongue)
    }

    #[test]
    fn a_language_counts_from_a_tenth_of_the_one_that_is_spoken_most() {
        let swedish = "och ".repeat(20);
        assert!(speaks(&format!("{swedish} the of"), Tongue::English));
        assert!(!speaks(&format!("{swedish} the"), Tongue::English));
        assert!(
            speaks("och the", Tongue::English),
            "one word is enough where few are known"
        );
    }

    #[test]
    fn the_language_is_told_by_the_first_words_and_those_of_titles() {
        let page = format!("# A\n\n{}\n\n", "och ".repeat(301));
        let english = format!("# B\n\n{}\n", "the ".repeat(200));
        assert!(!speaks(&format!("{page}{english}"), Tongue::English));
        let short = format!("# A\n\n{}\n\n", "och ".repeat(299));
        assert!(speaks(&format!("{short}{english}"), Tongue::English));
        assert!(!speaks(
            "# The terms of this agreement\n\nText.",
            Tongue::Swedish
        ));
        let long = format!("{}{}", "xx ".repeat(1_400), "the ".repeat(9));
        assert!(
            !speaks(&format!("och att\n\n{long}"), Tongue::English),
            "a long block is read in part"
        );
    }

    #[test]
    fn two_texts_speak_what_either_speaks() {
        let both = Tongues::in_words("inte").and(Tongues::in_words("nicht"));
        assert!(both.include(Tongue::Swedish) && both.include(Tongue::German));
        assert!(!both.include(Tongue::English));
        assert!(Tongues::in_words("enligtvis of").include(Tongue::English));
    }
}
