//! The sentences that the engine writes where the author wrote none; their wording lives in templates.

use std::sync::LazyLock;

use serde::Serialize;

use super::templates::{TemplateError, Templates};
use super::typography;
use crate::changelog::amendment::{Note, Sentence, Verb};
use crate::model::finding::Language;
use crate::model::record::Fact;
use crate::model::snapshot::Snapshot;

/// What the templates `sentences.sv.txt` and `sentences.en.txt` know.
#[derive(Serialize, Default)]
struct SentenceView<'a> {
    /// `editorial`, `section` or `fact`.
    kind: &'static str,
    label: &'a str,
    numbered: bool,
    /// `added`, `removed`, `adjusted`, `moved`, `retitled`, `split` or `joined`.
    verb: &'static str,
    fact: &'static str,
    from: &'a str,
    to: &'a str,
    /// Whether the document is one that is listed as a service.
    service: bool,
}

/// The built-in wording, which a draft is written with.
static BUILT_IN: LazyLock<Templates> = LazyLock::new(|| Templates::new(&Snapshot::new()));

/// `sentence` in words, with the built-in wording.
pub fn text(sentence: &Sentence, language: Language) -> String {
    // The built-in template is tested with every sentence; were it broken, the label is still true.
    worded(&BUILT_IN, sentence, language).unwrap_or_else(|error| error.to_string())
}

/// `sentence` in words, with the wording of `templates`.
///
/// # Errors
/// When the template is broken.
pub fn worded(
    templates: &Templates,
    sentence: &Sentence,
    language: Language,
) -> Result<String, TemplateError> {
    let name = match language {
        Language::Sv => "sentences.sv.txt",
        Language::En => "sentences.en.txt",
    };
    let text = templates.render(name, view(sentence))?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words of `note` with the wording of `templates`; empty when there are none.
///
/// # Errors
/// When a template is broken.
pub fn note(templates: &Templates, note: &Note, language: Language) -> Result<String, TemplateError> {
    let text = match note {
        Note::Written(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Note::Generated(sentences) => {
            let words: Result<Vec<String>, TemplateError> =
                sentences.iter().map(|sentence| worded(templates, sentence, language)).collect();
            words?.join(" ")
        }
    };
    Ok(typography::joined(&text))
}

fn view(sentence: &Sentence) -> SentenceView<'_> {
    match sentence {
        Sentence::Editorial => SentenceView { kind: "editorial", ..SentenceView::default() },
        Sentence::Section { label, numbered, verb } => SentenceView {
            kind: "section",
            label,
            numbered: *numbered,
            verb: verb_name(*verb),
            ..SentenceView::default()
        },
        Sentence::Fact { fact, from, to, service } => {
            let (fact, service) = (fact_name(*fact), *service);
            SentenceView { kind: "fact", fact, from, to, service, ..SentenceView::default() }
        }
    }
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

fn fact_name(fact: Fact) -> &'static str {
    fact.name()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(label: &str, numbered: bool, verb: Verb) -> Sentence {
        Sentence::Section { label: label.to_owned(), numbered, verb }
    }

    #[test]
    fn sentences_follow_the_house_style() {
        let cases = [
            (Sentence::Editorial, "Redaktionella justeringar har genomförts."),
            (section("10 Support", true, Verb::Adjusted), "Avsnitt 10 Support har justerats."),
            (section("5.4 Avgifter", true, Verb::Added), "Avsnitt 5.4 Avgifter har tillförts."),
            (section("11.2 Löptid", true, Verb::Removed), "Avsnitt 11.2 Löptid har utgått."),
            (section("Support", false, Verb::Moved), "Avsnittet Support har flyttats."),
            (section("preamble", false, Verb::Adjusted), "Inledningen före första rubriken har justerats."),
            (
                Sentence::Fact { fact: Fact::Title, from: "X".to_owned(), to: "Y".to_owned(), service: true },
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
                all.push(Sentence::Fact { fact, from: from.to_owned(), to: to.to_owned(), service: false });
            }
        }
        for language in [Language::Sv, Language::En] {
            for sentence in &all {
                let words = text(sentence, language);
                assert!(words.ends_with('.') && !words.contains("templates/"), "{sentence:?}: {words}");
            }
        }
    }
}
