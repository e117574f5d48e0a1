//! The words of reviews in Swedish and English.

use crate::args;
use crate::model::finding::Language;
use crate::review::{Consequences, Run};
use crate::words::Words as Catalogue;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Language);

impl Words {
    /// `sv` in Swedish, `en` in English.
    pub fn choose<'a>(self, sv: &'a str, en: &'a str) -> &'a str {
        self.0.choose(sv, en)
    }

    /// A number with its noun, in the singular or the plural.
    pub fn count(self, n: usize, sv: (&str, &str), en: (&str, &str)) -> String {
        let (one, many) = match self.0 {
            Language::Sv => sv,
            Language::En => en,
        };
        format!("{n} {}", if n == 1 { one } else { many })
    }

    /// "1 dokument".
    pub fn documents(self, n: usize) -> String {
        self.0.say("count.documents", args![n])
    }

    /// "2 versioner".
    pub fn versions(self, n: usize) -> String {
        self.0.say("count.versions", args![n])
    }

    /// "3 fel".
    pub fn errors(self, n: usize) -> String {
        self.0.say("count.errors", args![n])
    }

    /// "4 varningar".
    pub fn warnings(self, n: usize) -> String {
        self.0.say("count.warnings", args![n])
    }

    /// How many sections changed in a way, such as "2 tillagda".
    pub fn kind_count(self, kind: &str, n: usize) -> String {
        self.0.say(&format!("sections.{kind}"), args![n])
    }

    /// What a key of YAML is called; a key without a name of its own is shown as it is written.
    pub fn key(self, key: &str) -> String {
        let name = format!("key.{key}");
        match Catalogue::of(self.0).message(&name) {
            Some(_) => self.0.say(&name, args![]),
            None => key.to_owned(),
        }
    }

    /// A change's direction, seen from the customer.
    pub fn effect(self, effect: &str) -> String {
        self.0.say(&format!("effect.{effect}"), args![])
    }

    /// "material" or "editorial" as a reader says it.
    pub fn materiality(self, name: &str) -> String {
        self.0.say(&format!("weight.{name}"), args![])
    }

    /// What only followed, in one sentence: "Avsnitt 7–12 har numrerats om till 8–13; 4
    /// hänvisningar har ändrats till följd av det."
    pub fn consequences(self, consequences: &Consequences) -> Option<String> {
        if consequences.is_empty() {
            return None;
        }
        let span = |(first, last): &(String, String)| {
            if first == last {
                first.clone()
            } else {
                format!("{first}–{last}")
            }
        };
        let run = |at: usize, run: &Run| {
            let (old, new, one) = (span(&run.old), span(&run.new), run.old.0 == run.old.1);
            match at {
                0 => self.0.say("review.run-first", args![one, old, new]),
                _ => self.0.say("review.run-next", args![old, new]),
            }
        };
        let runs: Vec<String> = consequences
            .renumbered
            .iter()
            .enumerate()
            .map(|(at, each)| run(at, each))
            .collect();
        let followed = (consequences.references > 0).then(|| {
            self.0.say(
                "review.followed",
                args![n = consequences.references, runs = !runs.is_empty()],
            )
        });
        let renumbered = (!runs.is_empty()).then(|| runs.join(", "));
        let said: Vec<String> = renumbered.into_iter().chain(followed).collect();
        Some(format!("{}.", said.join("; ")))
    }

    /// What became of a document.
    pub fn fate(self, fate: &str) -> String {
        self.0.say(&format!("review.document-{fate}"), args![])
    }

    /// What a version is in the branch.
    pub fn state(self, state: &str) -> String {
        self.0.say(&format!("review.version-{state}"), args![])
    }

    /// What became of a file.
    pub fn file_fate(self, fate: &str) -> String {
        self.0.say(&format!("review.file-{fate}"), args![])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consequences_are_one_sentence() {
        let run = |old: (&str, &str), new: (&str, &str)| Run {
            old: (old.0.to_owned(), old.1.to_owned()),
            new: (new.0.to_owned(), new.1.to_owned()),
        };
        let told = |language, renumbered: Vec<Run>, references| {
            Words(language)
                .consequences(&Consequences {
                    renumbered,
                    references,
                })
                .unwrap_or_default()
        };
        assert_eq!(
            told(Language::Sv, vec![run(("7", "12"), ("8", "13"))], 4),
            "Avsnitt 7–12 har numrerats om till 8–13; 4 hänvisningar har ändrats till följd av det."
        );
        assert_eq!(
            told(Language::Sv, vec![run(("7", "7"), ("8", "8"))], 0),
            "Avsnitt 7 har numrerats om till 8."
        );
        assert_eq!(
            told(Language::En, vec![run(("7", "8"), ("8", "9"))], 1),
            "Sections 7–8 are now 8–9; 1 reference has followed."
        );
        assert_eq!(told(Language::Sv, Vec::new(), 0), "");
    }
}
