//! Words brought to their stems, so that the forms of one word are the same.

use rust_stemmers::{Algorithm, Stemmer};

use super::language::Tongue;

/// How the words of one text are brought to their stems.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stems {
    english: bool,
}

/// What forms of one Swedish word may differ in at their ends.
const ENDINGS: &[&str] = &[
    "", "s", "n", "ns", "t", "ts", "en", "ens", "et", "ets", "a", "as", "e", "es", "r", "rs", "er",
    "ers", "ar", "ars", "or", "ors", "na", "nas", "rna", "rnas", "erna", "ernas", "arna", "arnas",
    "orna", "ornas", "met", "mets", "men", "mens", "nen", "nens", "net", "nets", "ot", "an", "ans",
    "te", "ta",
];

/// A word of fewer letters is its own stem: "BTV", "fel".
const SHORT: usize = 4;

impl Stems {
    /// Those of a text in `tongue`; without one they are Swedish.
    pub(crate) fn of(tongue: Option<Tongue>) -> Self {
        let english = tongue == Some(Tongue::English);
        Self { english }
    }

    /// Whether they are those of an English text.
    pub fn are_english(self) -> bool {
        self.english
    }

    /// The stem of `word`: in lower case, without its ending.
    pub fn of_word(self, word: &str) -> String {
        let lower = word.to_lowercase();
        let word = lower
            .strip_suffix("'s")
            .or_else(|| lower.strip_suffix("’s"))
            .unwrap_or(&lower);
        if word.chars().count() < SHORT {
            return word.to_owned();
        }
        let stemmer = Stemmer::create(match self.english {
            true => Algorithm::English,
            false => Algorithm::Swedish,
        });
        let mut stem = stemmer.stem(word).into_owned();
        // The definite form of neuters, which the Swedish stemmer leaves: "avtalet", "kontot".
        if !self.english && stem.chars().count() > 5 {
            if stem.ends_with("et") {
                stem.truncate(stem.len() - 2);
            } else if stem.ends_with("ot") {
                stem.pop();
            } else if stem.ends_with("an") {
                stem.truncate(stem.len() - 2);
            } else if stem.ends_with("tn") || stem.ends_with("vn") {
                // "anslutna" beside "ansluten".
                stem.pop();
            }
        }
        // "rummet" is a form of "rum".
        let mut last = stem.chars().rev();
        if let (Some(a), Some(b)) = (last.next(), last.next())
            && a == b
            && stem.chars().count() > 3
        {
            stem.pop();
        }
        stem
    }

    /// Whether two words of one stem are forms of one word. The Swedish stemmer also gives one stem
    /// to "anmälan", "anmälare" and "anmäla": their endings tell them apart.
    pub fn are_forms(self, one: &str, other: &str) -> bool {
        if self.english {
            return true;
        }
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        let shared: usize = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .map(|(c, _)| c.len_utf8())
            .sum();
        ENDINGS.contains(&&one[shared..]) && ENDINGS.contains(&&other[shared..])
    }

    /// Whether two phrases of the same stems are forms of one.
    pub fn are_same(self, one: &str, other: &str) -> bool {
        words(one)
            .zip(words(other))
            .all(|(a, b)| self.are_forms(&one[a.0..a.1], &other[b.0..b.1]))
    }

    /// The stems of the words of `phrase`.
    pub fn of_phrase(self, phrase: &str) -> Vec<String> {
        words(phrase)
            .map(|(at, end)| self.of_word(&phrase[at..end]))
            .collect()
    }
}

/// The words of `text`, each from its first byte to its last: letters and digits, with the hyphens
/// and apostrophes within. "BTV:s" is the word "BTV" and an ending.
pub fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(char::is_alphanumeric)?;
            let rest = &text[start..];
            let mut end = 0;
            let mut signs = rest.char_indices().peekable();
            while let Some((at, c)) = signs.next() {
                let next = signs.peek().is_some_and(|(_, next)| next.is_alphanumeric());
                let inner = matches!(c, '-' | '\'' | '’') && next;
                if !(c.is_alphanumeric() || inner || is_accent(c)) {
                    break;
                }
                end = at + c.len_utf8();
            }
            from = start + end;
            // The ending behind a colon is no word.
            let ending = text[..start].ends_with(':')
                && text[..start - 1].ends_with(char::is_alphanumeric)
                && matches!(
                    &text[start..from],
                    "s" | "n" | "t" | "en" | "et" | "ns" | "ens" | "er"
                );
            if !ending {
                return Some((start, from));
            }
        }
    })
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..'\u{370}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        let swedish = Stems::of(Some(Tongue::Swedish));
        for forms in [
            &["Tjänst", "Tjänsten", "Tjänstens", "Tjänster", "tjänsterna"][..],
            &["Väntrum", "Väntrummet", "väntrummets"],
            &["Avtal", "Avtalet", "Avtalets"],
            &["Part", "Parten", "Parter", "Parterna"],
            &["Direktansluten", "Direktanslutna"],
            &["Driftstörning", "driftstörningar"],
            &["BTV"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| swedish.of_word(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
        let english = Stems::of(Some(Tongue::English));
        assert_eq!(english.of_word("Supplier’s"), english.of_word("suppliers"));
        assert_eq!(english.of_word("Services"), english.of_word("Service"));
        assert_ne!(english.of_word("Supply"), english.of_word("Supplier"));
        for forms in [["anmälan", "anmälaren"], ["användare", "använda"]] {
            assert_eq!(swedish.of_word(forms[0]), swedish.of_word(forms[1]));
            assert!(!swedish.are_forms(forms[0], forms[1]), "{forms:?}");
        }
        for forms in [
            ["användare", "användarna"],
            ["skada", "skador"],
            ["väntrum", "väntrummets"],
        ] {
            assert!(swedish.are_forms(forms[0], forms[1]), "{forms:?}");
        }
    }

    #[test]
    fn words_keep_their_hyphens_and_lose_the_ending_behind_a_colon() {
        let text = "BTV:s SKR-koncernens avtal – (se 2)";
        let found: Vec<&str> = words(text).map(|(at, end)| &text[at..end]).collect();
        assert_eq!(found, ["BTV", "SKR-koncernens", "avtal", "se", "2"]);
    }
}
