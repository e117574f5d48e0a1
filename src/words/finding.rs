//! What a finding says: its code's words, filled with what the finding knows.

use std::collections::BTreeSet;

use super::{Args, Value, Words};
use crate::args;
use crate::model::finding::{Code, Finding, Language, Phrase};

/// Which words of a code.
#[derive(Debug, Clone, Copy)]
enum Part {
    Message,
    Help,
}

impl Code {
    fn entry(&self, part: Part) -> String {
        match part {
            Part::Message => format!("finding.{}", self.name),
            Part::Help => format!("finding.{}.hint", self.name),
        }
    }

    /// What a finding of this code says is wrong, each place as its name in braces.
    pub fn message(&self, language: Language) -> String {
        filled(&self.entry(Part::Message), language, &[])
    }

    /// What a finding of this code says is to be done, each place as its name in braces.
    pub fn help(&self, language: Language) -> String {
        filled(&self.entry(Part::Help), language, &[])
    }

    /// What it means, why it matters, and an example.
    pub fn explanation(&self, language: Language) -> String {
        filled(&format!("finding.{}.explain", self.name), language, &[])
    }
}

impl Finding {
    /// What is wrong, in `language`.
    pub fn message(&self, language: Language) -> String {
        let message = self.said(Part::Message, language);
        match self.consequences {
            0 => message,
            n => format!("{message} {}", language.say("count.consequences", args![n])),
        }
    }

    /// What to do, in `language`.
    pub fn help(&self, language: Language) -> String {
        let help = self.said(Part::Help, language);
        match self.advice {
            Some(advice) => help + &filled(advice.0, language, &self.known()),
            None => help,
        }
    }

    /// The arguments that its words ask for and that it does not know, and those that it knows and
    /// no word asks for.
    pub fn misfits(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let phrases = self.phrases.iter().map(|(_, phrase)| *phrase);
        let phrases = phrases.chain(self.advice).map(|phrase| phrase.0.to_owned());
        let parts = [Part::Message, Part::Help].map(|part| self.code.entry(part));
        let entries = parts.into_iter().chain(phrases);
        let asked: BTreeSet<String> = entries
            .flat_map(|entry| Words::arguments(&entry))
            .map(ToOwned::to_owned)
            .collect();
        let args = self.args.iter().map(|(name, _)| *name);
        let given: BTreeSet<String> = args
            .chain(self.phrases.iter().map(|(name, _)| *name))
            .map(str::to_owned)
            .collect();
        (&asked - &given, &given - &asked)
    }

    /// The arguments that a phrase may ask for.
    fn known(&self) -> Vec<(&str, Value<'_>)> {
        let args = self.args.iter();
        args.map(|(name, value)| (*name, Value::from(value)))
            .collect()
    }

    fn said(&self, part: Part, language: Language) -> String {
        let mut known = self.known();
        for (name, Phrase(phrase)) in &self.phrases {
            let said = filled(phrase, language, &known);
            known.push((name, Value::from(said)));
        }
        filled(&self.code.entry(part), language, &known)
    }
}

/// The message called `name`. An argument that nobody knows is shown as its name in braces, so that
/// it is seen.
fn filled(name: &str, language: Language, known: &Args<'_>) -> String {
    let places = Words::arguments(name).into_iter();
    let unknown = places
        .filter(|place| known.iter().all(|(own, _)| own != place))
        .map(|place| (place, Value::from(format!("{{{place}}}"))));
    let args: Vec<(&str, Value<'_>)> = known.iter().cloned().chain(unknown).collect();
    language.say(name, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::codes::{self, advice, reading, structure, yaml};
    use crate::model::finding::Place;
    use crate::model::span::Span;

    fn at() -> Place {
        Place::new("a.md", Span::default())
    }

    #[test]
    fn yaml_in_the_words_keeps_its_braces() {
        let finding = Finding::new(&codes::coverage::FACT_WITHOUT_NOTE, at())
            .with("fact", "title")
            .with("record", "r.yaml");
        assert_eq!(
            finding.help(Language::En),
            "add facts: [{fact: title, note: …}] to r.yaml"
        );
    }

    #[test]
    fn a_message_names_its_arguments_and_keeps_braces_in_them() {
        let finding = Finding::new(&reading::UNKNOWN_KEY, at())
            .with("key", "{x}")
            .with("known", "id, title");
        assert!(finding.message(Language::En).contains("{x}"));
        assert!(finding.help(Language::Sv).contains("id, title"));
    }

    #[test]
    fn a_phrase_is_filled_before_it_takes_its_place_and_advice_ends_the_help() {
        let finding = Finding::new(&reading::INVALID_VALUE, at())
            .with("key", "kind")
            .with("value", "bt")
            .with("known", "btv")
            .saying("remedy", &reading::CHOOSE)
            .with("meant", "btv")
            .advising(&advice::MEANT);
        assert_eq!(
            finding.help(Language::Sv),
            "välj ett av: btv – menade du \"btv\"?"
        );
        assert_eq!(finding.misfits(), Default::default());
    }

    #[test]
    fn an_argument_that_nobody_gave_is_seen_in_the_words_and_named() {
        let finding = Finding::new(&reading::UNKNOWN_KEY, at()).with("kye", "x");
        assert_eq!(finding.message(Language::En), "unknown key \"{key}\"");
        let (missing, idle) = finding.misfits();
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["key", "known"]);
        assert_eq!(idle.into_iter().collect::<Vec<_>>(), ["kye"]);
    }

    #[test]
    fn every_code_has_its_words_in_both_languages_and_no_other_words_are_kept() {
        let mut expected = BTreeSet::new();
        for code in codes::all() {
            for end in ["", ".hint", ".explain"] {
                expected.insert(format!("finding.{}{end}", code.name));
            }
        }
        let causes = yaml::ALL
            .iter()
            .flat_map(|cause| [&cause.problem, &cause.remedy]);
        let phrases = causes
            .chain(reading::PHRASES.iter().copied())
            .chain(advice::PHRASES.iter().copied())
            .chain(structure::PHRASES.iter().copied())
            .chain(codes::coverage::SHOWN.iter().copied())
            .chain([&yaml::WRITE, &yaml::INDENT]);
        expected.extend(phrases.map(|phrase| phrase.0.to_owned()));
        let groups = ["finding.", "phrase.", "advice.", "yaml."];
        for source in [crate::words::SV, crate::words::EN] {
            let (entries, _) = crate::words::catalogue::read(source);
            let own: BTreeSet<String> = entries
                .into_keys()
                .filter(|name| groups.iter().any(|group| name.starts_with(group)))
                .collect();
            assert_eq!(own, expected);
        }
    }

    #[test]
    fn every_code_says_something_and_is_explained_in_sentences_without_places() {
        for code in codes::all() {
            for language in [Language::Sv, Language::En] {
                assert!(!code.message(language).trim().is_empty(), "{code}");
                assert!(!code.help(language).trim().is_empty(), "{code}");
                assert!(code.explanation(language).len() > 60, "{code}");
            }
            let explained = Words::arguments(&format!("finding.{code}.explain"));
            assert!(explained.is_empty(), "{code}: {explained:?}");
        }
    }
}
