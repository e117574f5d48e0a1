//! The words of reviews in Swedish and English.

use crate::model::finding::Language;
use crate::review::{Consequences, Run};

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
        self.count(n, ("dokument", "dokument"), ("document", "documents"))
    }

    /// "2 versioner".
    pub fn versions(self, n: usize) -> String {
        self.count(n, ("version", "versioner"), ("version", "versions"))
    }

    /// "3 fel".
    pub fn errors(self, n: usize) -> String {
        self.count(n, ("fel", "fel"), ("error", "errors"))
    }

    /// "4 varningar".
    pub fn warnings(self, n: usize) -> String {
        self.count(n, ("varning", "varningar"), ("warning", "warnings"))
    }

    /// How many sections changed in a way, such as "2 tillagda".
    pub fn kind_count(self, kind: &str, n: usize) -> String {
        let (sv, en) = match kind {
            "insertion" => (("tillagt", "tillagda"), "added"),
            "repeal" => (("borttaget", "borttagna"), "removed"),
            "substitution" => (("ändrat", "ändrade"), "changed"),
            "renumbering" => (("med nytt nummer", "med nytt nummer"), "renumbered"),
            "split" => (("delat", "delade"), "split"),
            "join" => (("sammanslaget", "sammanslagna"), "joined"),
            "relocation" => (("flyttat", "flyttade"), "moved"),
            "retitling" => (("med ny rubrik", "med ny rubrik"), "retitled"),
            _ => (("med ny rubriknivå", "med ny rubriknivå"), "with another level"),
        };
        self.count(n, sv, (en, en))
    }

    /// What a key of YAML is called; a key without a name of its own is shown as it is written.
    pub fn key(self, key: &str) -> &str {
        let (sv, en) = match key {
            "published" => ("publicerad", "published"),
            "effective" => ("gäller från", "applies from"),
            "title" => ("titel", "title"),
            "service" => ("tjänst", "service"),
            "agreements" => ("avtal", "agreements"),
            "personal_data" => ("personuppgiftsbiträdesavtal", "data-processing agreement"),
            "kind" => ("dokumentslag", "kind"),
            "version" => ("version", "version"),
            "note" => ("text till läsaren", "note"),
            "materiality" => ("i sak eller redaktionell", "materiality"),
            "effect" => ("för kunden", "for the customer"),
            "significant" => ("väsentlig ändring", "significant change"),
            "sections" => ("avsnitt", "sections"),
            "purpose" => ("varför", "purpose"),
            "affects" => ("berör", "affects"),
            "action" => ("kunden behöver göra", "action"),
            "action_by" => ("senast", "action by"),
            "cancelled" => ("genomförs inte", "called off"),
            "notice" => ("varsel", "notice"),
            "levels" => ("nivåer för fynd", "levels"),
            "withdrawn" => ("upphör", "withdrawn"),
            "publisher" => ("utgivare", "publisher"),
            "language" => ("språk", "language"),
            other => (other, other),
        };
        self.choose(sv, en)
    }

    /// A change's direction, seen from the customer.
    pub fn effect(self, effect: &str) -> &str {
        match effect {
            "favourable" => self.choose("till kundens fördel", "to the customer's advantage"),
            "adverse" => self.choose("till kundens nackdel", "to the customer's disadvantage"),
            _ => self.choose("neutral för kunden", "neutral for the customer"),
        }
    }

    /// "material" or "editorial" as a reader says it.
    pub fn materiality(self, name: &str) -> &str {
        match name {
            "material" => self.choose("i sak", "material"),
            _ => self.choose("redaktionell", "editorial"),
        }
    }

    /// What only followed, in one sentence: "Avsnitt 7–12 har numrerats om till 8–13; 4 hänvisningar har ändrats
    /// till följd av det."
    pub fn consequences(self, consequences: &Consequences) -> Option<String> {
        if consequences.is_empty() {
            return None;
        }
        let span = |(first, last): &(String, String)| {
            if first == last { first.clone() } else { format!("{first}–{last}") }
        };
        let run = |at: usize, run: &Run| {
            let (old, new) = (span(&run.old), span(&run.new));
            match (self.0, at) {
                (Language::Sv, 0) => format!("Avsnitt {old} har numrerats om till {new}"),
                (Language::En, 0) if run.old.0 == run.old.1 => format!("Section {old} is now {new}"),
                (Language::En, 0) => format!("Sections {old} are now {new}"),
                (Language::Sv, _) => format!("{old} till {new}"),
                (Language::En, _) => format!("{old} are now {new}"),
            }
        };
        let runs: Vec<String> =
            consequences.renumbered.iter().enumerate().map(|(at, each)| run(at, each)).collect();
        let references = self.count(
            consequences.references,
            ("hänvisning har ändrats", "hänvisningar har ändrats"),
            ("reference has followed", "references have followed"),
        );
        let after = self.choose(" till följd av det", "");
        Some(match (runs.is_empty(), consequences.references) {
            (true, _) => {
                format!("{references}{}.", self.choose(" till följd av nya nummer", " renumbered sections"))
            }
            (false, 0) => format!("{}.", runs.join(", ")),
            (false, _) => format!("{}; {references}{after}.", runs.join(", ")),
        })
    }

    /// What became of a document.
    pub fn fate(self, fate: &str) -> &str {
        match fate {
            "new" => self.choose("nytt dokument", "new document"),
            "gone" => self.choose("dokumentet finns inte kvar", "the document is gone"),
            "unreadable" => self.choose("dokumentet kan inte läsas", "the document cannot be read"),
            _ => self.choose("ändrat", "changed"),
        }
    }

    /// What a version is in the branch.
    pub fn state(self, state: &str) -> &str {
        match state {
            "draft" => self.choose("utkast", "draft"),
            "published" => self.choose("publiceras", "being published"),
            _ => self.choose("publicerad text som har ändrats på plats", "published text, edited in place"),
        }
    }

    /// What became of a file.
    pub fn file_fate(self, fate: &str) -> &str {
        match fate {
            "added" => self.choose("ny", "new"),
            "removed" => self.choose("borttagen", "removed"),
            _ => self.choose("ändrad", "changed"),
        }
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
            Words(language).consequences(&Consequences { renumbered, references }).unwrap_or_default()
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
