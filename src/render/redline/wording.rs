//! The words of redlines in Swedish and English.

use crate::args;
use crate::classify::Materiality;
use crate::diff::{ChangeKind, Row};

pub use crate::model::finding::Language;

impl Language {
    /// `sv` in Swedish, `en` in English.
    pub fn choose<'a>(self, sv: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Sv => sv,
            Self::En => en,
        }
    }

    /// What happened to a section, as a reader says it.
    pub fn kind(self, kind: ChangeKind) -> String {
        self.say(&format!("happened.{}", kind.name()), args![])
    }

    /// All that happened to a row's section, in a fixed order.
    pub fn kinds(self, row: &Row) -> String {
        row.kinds
            .iter()
            .map(|kind| self.kind(*kind))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The materiality as a reader says it.
    pub fn materiality(self, materiality: Materiality) -> String {
        self.say(&format!("weight.{}", materiality.name()), args![])
    }

    /// "1 ändring", "3 ändringar".
    pub fn changes(self, count: usize) -> String {
        self.say("count.changes", args![n = count])
    }

    /// The name of a rule for people; codes stay what they are in data.
    pub fn rule(self, code: &str) -> String {
        self.say(&format!("rule.{code}"), args![])
    }

    /// The name of the text before the first heading.
    pub fn preamble(self) -> String {
        self.say("redline.preamble", args![])
    }
}
