//! The sentences that the engine writes where the author wrote none; their wording stands in the
//! catalogue.

use super::typography;
use crate::args;
use crate::changelog::amendment::{Note, Sentence, Verb};
use crate::model::finding::Language;
use crate::words::Words;

/// `sentence` in words, with the built-in wording, which a draft is written with.
pub fn text(sentence: &Sentence, language: Language) -> String {
    worded(&Words::of(language), sentence)
}

/// Several sentences in one text.
pub fn joined(sentences: &[Sentence], language: Language) -> String {
    let texts = sentences.iter().map(|sentence| text(sentence, language));
    texts.collect::<Vec<_>>().join(" ")
}

/// `sentence` in words, with the wording of `words`.
pub fn worded(words: &Words, sentence: &Sentence) -> String {
    match sentence {
        Sentence::Editorial => words.say("sentence.editorial", args![]),
        Sentence::Section {
            label,
            numbered,
            verb,
        } => {
            let place = match (label.as_str(), numbered) {
                ("preamble", _) => "preamble",
                (_, true) => "numbered",
                (_, false) => "titled",
            };
            words.say(
                "sentence.section",
                args![place, label, verb = verb_name(*verb)],
            )
        }
        Sentence::Fact {
            fact,
            from,
            to,
            service,
        } => {
            let case = match (from.is_empty(), to.is_empty()) {
                (true, _) => "added",
                (false, true) => "removed",
                (false, false) => "changed",
            };
            let name = format!("sentence.fact-{}", fact.name());
            words.say(&name, args![case, from, to, service = *service])
        }
    }
}

/// The words of `note`; empty when there are none.
pub fn note(words: &Words, note: &Note) -> String {
    let text = match note {
        Note::Written(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Note::Generated(sentences) => sentences
            .iter()
            .map(|sentence| worded(words, sentence))
            .collect::<Vec<_>>()
            .join(" "),
    };
    typography::joined(&text)
}

fn verb_name(verb: Verb) -> &'static str {
    match verb {
        Verb::Added => "added",
        Verb::Removed => "removed",
        Verb::Adjusted => "adjusted",
        Verb::Moved => "moved",
        Verb::Retitled => "retitled",
        Verb::Split => "split",
        Verb::Joined => "joined",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Fact;

    fn section(label: &str, numbered: bool, verb: Verb) -> Sentence {
        Sentence::Section {
            label: label.to_owned(),
            numbered,
            verb,
        }
    }

    #[test]
    fn sentences_follow_the_house_style() {
        let cases = [
            (
                Sentence::Editorial,
                "Redaktionella justeringar har genomförts.",
            ),
            (
                section("10 Support", true, Verb::Adjusted),
                "Avsnitt 10 Support har justerats.",
            ),
            (
                section("5.4 Avgifter", true, Verb::Added),
                "Avsnitt 5.4 Avgifter har tillförts.",
            ),
            (
                section("11.2 Löptid", true, Verb::Removed),
                "Avsnitt 11.2 Löptid har utgått.",
            ),
            (
                section("Support", false, Verb::Moved),
                "Avsnittet Support har flyttats.",
            ),
            (
                section("preamble", false, Verb::Adjusted),
                "Inledningen före första rubriken har justerats.",
            ),
            (
                Sentence::Fact {
                    fact: Fact::Title,
                    from: "X".to_owned(),
                    to: "Y".to_owned(),
                    service: true,
                },
                "Namnbyte av BTV från X till Y.",
            ),
            (
                Sentence::Fact {
                    fact: Fact::Title,
                    from: "X".to_owned(),
                    to: "Y".to_owned(),
                    service: false,
                },
                "Namnbyte av avtalsdokumentet från X till Y.",
            ),
            (
                Sentence::Fact {
                    fact: Fact::PersonalData,
                    from: String::new(),
                    to: "skr".to_owned(),
                    service: true,
                },
                "Personuppgiftsbiträdesavtalet skr har tillkommit.",
            ),
        ];
        for (sentence, expected) in cases {
            assert_eq!(text(&sentence, Language::Sv), expected);
        }
    }

    #[test]
    fn every_sentence_has_words_in_both_languages() {
        let verbs = [
            Verb::Added,
            Verb::Removed,
            Verb::Adjusted,
            Verb::Moved,
            Verb::Retitled,
            Verb::Split,
            Verb::Joined,
        ];
        let mut all = vec![Sentence::Editorial];
        all.extend(verbs.map(|verb| section("1 A", true, verb)));
        for fact in Fact::ALL {
            for (from, to) in [("a", "b"), ("", "b"), ("a", "")] {
                all.push(Sentence::Fact {
                    fact,
                    from: from.to_owned(),
                    to: to.to_owned(),
                    service: false,
                });
            }
        }
        for language in [Language::Sv, Language::En] {
            for sentence in &all {
                let words = text(sentence, language);
                assert!(
                    words.ends_with('.') && !words.contains("sentence."),
                    "{sentence:?}: {words}"
                );
            }
        }
    }
}
