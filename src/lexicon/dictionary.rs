//! Which words there are: lists that tell a slip of the pen from another word. They are opened only
//! for what could be a slip, and where they lie in the program they need no reading.

use fst::Set;

use super::language::Tongue;

/// Words of English (SCOWL; see `words/SCOWL.txt`) and what contracts say besides.
static ENGLISH: &[u8] = include_bytes!("words/english.fst");
/// Our own list of Swedish words that contracts use.
static SWEDISH: &[u8] = include_bytes!("words/swedish.fst");

/// What a list says about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is a word.
    Word,
    /// It is none: the list of the language is whole but for names and terms of trade.
    None,
    /// Nobody knows: there is no list, or one of common words only.
    Unsure,
}

/// What the list of `tongue` says about `word`, given in lower case. A word of several parts is known
/// when all of its parts are.
pub(crate) fn known(word: &str, tongue: Tongue) -> Known {
    let (list, other) = match tongue {
        Tongue::English => (ENGLISH, Known::None),
        Tongue::Swedish => (SWEDISH, Known::Unsure),
        Tongue::German | Tongue::Spanish => return Known::Unsure,
    };
    // The lists are made beside the source: one that cannot be opened knows nothing.
    let Ok(list) = Set::new(list) else {
        return Known::Unsure;
    };
    let parts = word.split('-').filter(|part| !part.is_empty());
    if parts.into_iter().all(|part| list.contains(part)) {
        Known::Word
    } else {
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_knows_words_and_their_forms() {
        for word in [
            "complaint",
            "compliant",
            "silver",
            "sliver",
            "subprocessor",
            "well-known",
        ] {
            assert_eq!(known(word, Tongue::English), Known::Word, "{word}");
        }
        for word in [
            "avgiften",
            "krypterat",
            "uppgifterna",
            "underleverantören",
            "behandlas",
            "kärver",
        ] {
            assert_eq!(known(word, Tongue::Swedish), Known::Word, "{word}");
        }
    }

    #[test]
    fn what_no_list_holds_is_no_word_only_where_the_list_is_whole() {
        assert_eq!(known("recieve", Tongue::English), Known::None);
        assert_eq!(known("kryptrat", Tongue::Swedish), Known::Unsure);
        assert_eq!(known("vertrag", Tongue::German), Known::Unsure);
    }
}
