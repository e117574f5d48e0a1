//! The words of redlines in Swedish and English.

use crate::classify::Materiality;
use crate::diff::{ChangeKind, Row};

/// The language of a rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Swedish.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// `sv` in Swedish, `en` in English.
    pub fn choose<'a>(self, sv: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Swedish => sv,
            Self::English => en,
        }
    }

    /// The language's code, such as for an HTML `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// What happened to a section, as a reader says it.
    pub fn kind(self, kind: ChangeKind) -> &'static str {
        let (sv, en) = match kind {
            ChangeKind::Insertion => ("tillagt", "added"),
            ChangeKind::Repeal => ("borttaget", "removed"),
            ChangeKind::Substitution => ("ändrat", "changed"),
            ChangeKind::Renumbering => ("nytt nummer", "renumbered"),
            ChangeKind::Split => ("delat", "split"),
            ChangeKind::Join => ("sammanslaget", "joined"),
            ChangeKind::Relocation => ("flyttat", "moved"),
            ChangeKind::Retitling => ("ny rubrik", "retitled"),
            ChangeKind::Relevelling => ("ny rubriknivå", "new heading level"),
        };
        match self {
            Self::Swedish => sv,
            Self::English => en,
        }
    }

    /// All that happened to a row's section, in a fixed order.
    pub fn kinds(self, row: &Row) -> String {
        row.kinds.iter().map(|kind| self.kind(*kind)).collect::<Vec<_>>().join(", ")
    }

    /// The materiality as a reader says it.
    pub fn materiality(self, materiality: Materiality) -> &'static str {
        match (materiality, self) {
            (Materiality::Material, Self::Swedish) => "i sak",
            (Materiality::Editorial, Self::Swedish) => "redaktionell",
            (Materiality::Material, Self::English) => "material",
            (Materiality::Editorial, Self::English) => "editorial",
        }
    }

    /// "1 ändring", "3 ändringar".
    pub fn changes(self, count: usize) -> String {
        match (self, count) {
            (Self::Swedish, 1) => "1 ändring".to_owned(),
            (Self::Swedish, count) => format!("{count} ändringar"),
            (Self::English, 1) => "1 change".to_owned(),
            (Self::English, count) => format!("{count} changes"),
        }
    }

    /// The name of the text before the first heading.
    pub fn preamble(self) -> &'static str {
        self.choose("Inledande text", "Opening text")
    }
}
