//! Every finding that the engine can make, by family: the one catalogue of codes, levels and words.

/// Declares codes with their words; each family lists its own in `ALL`.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $text:literal $level:ident $($firm:ident)? {
        sv: $sv:literal => $sv_help:literal,
        en: $en:literal => $en_help:literal,
        explain: $explain:literal $(,)?
    })*) => {
        $($(#[$doc])* pub static $name: $crate::model::finding::Code = $crate::model::finding::Code {
            name: $text,
            level: $crate::model::finding::Level::$level,
            firm: firm!($($firm)?),
            sv: $crate::model::finding::Words { message: $sv, help: $sv_help },
            en: $crate::model::finding::Words { message: $en, help: $en_help },
            explain: $explain,
        };)*
        /// Every code of this family.
        pub static ALL: &[&$crate::model::finding::Code] = &[$(&$name),*];
    };
}

/// `firm` after a code's level: agreement.yaml may only raise it.
macro_rules! firm {
    () => {
        false
    };
    (firm) => {
        true
    };
}

pub mod advice;
pub mod coverage;
pub mod dating;
pub mod integrity;
pub mod landing;
pub mod personal_data;
pub mod reading;
pub mod registers;
pub mod relations;
pub mod structure;
pub mod yaml;

use super::finding::Code;

/// Every code, by family.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let families = [
        reading::ALL,
        structure::ALL,
        relations::ALL,
        personal_data::ALL,
        registers::ALL,
        coverage::ALL,
        dating::ALL,
        integrity::ALL,
        landing::ALL,
    ];
    families.into_iter().flatten().copied()
}

/// The code called `name`.
pub fn by_name(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn every_code_is_kebab_case_and_stands_once() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(
                code.name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{code}"
            );
            assert!(seen.insert(code.name), "{code} stands twice");
        }
    }

    #[test]
    fn no_phrase_lacks_a_language_or_an_argument() {
        let causes = yaml::ALL
            .iter()
            .flat_map(|cause| [&cause.problem, &cause.remedy]);
        let advice = [&advice::MEANT, &advice::LOOKALIKE, &advice::INVISIBLE];
        let files = [&structure::OF_A_RECORD, &structure::OF_AN_INTERIM_TEXT];
        for phrase in causes
            .chain(reading::PHRASES.iter().copied())
            .chain(advice)
            .chain(files)
        {
            assert_eq!(phrase.sv.is_empty(), phrase.en.is_empty(), "{phrase:?}");
            assert_eq!(
                placeholders(phrase.sv),
                placeholders(phrase.en),
                "{phrase:?}"
            );
        }
    }

    #[test]
    fn neither_language_lacks_a_message_or_an_argument() {
        for code in all() {
            for words in [&code.sv, &code.en] {
                assert!(
                    !words.message.trim().is_empty() && !words.help.trim().is_empty(),
                    "{code}"
                );
            }
            assert_eq!(
                placeholders(code.sv.message),
                placeholders(code.en.message),
                "message of {code}"
            );
            assert_eq!(
                placeholders(code.sv.help),
                placeholders(code.en.help),
                "help of {code}"
            );
            assert!(code.explain.len() > 60, "{code} is not explained");
        }
    }
}
