//! The words of redlines in Swedish and English.

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
            Self::Sv => sv,
            Self::En => en,
        }
    }

    /// All that happened to a row's section, in a fixed order.
    pub fn kinds(self, row: &Row) -> String {
        row.kinds.iter().map(|kind| self.kind(*kind)).collect::<Vec<_>>().join(", ")
    }

    /// The materiality as a reader says it.
    pub fn materiality(self, materiality: Materiality) -> &'static str {
        match (materiality, self) {
            (Materiality::Material, Self::Sv) => "i sak",
            (Materiality::Editorial, Self::Sv) => "redaktionell",
            (Materiality::Material, Self::En) => "material",
            (Materiality::Editorial, Self::En) => "editorial",
        }
    }

    /// "1 ändring", "3 ändringar".
    pub fn changes(self, count: usize) -> String {
        match (self, count) {
            (Self::Sv, 1) => "1 ändring".to_owned(),
            (Self::Sv, count) => format!("{count} ändringar"),
            (Self::En, 1) => "1 change".to_owned(),
            (Self::En, count) => format!("{count} changes"),
        }
    }

    /// The name of a rule for people; codes stay what they are in data.
    pub fn rule(self, code: &str) -> &str {
        RULES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, sv, en)| self.choose(sv, en))
    }

    /// The name of the text before the first heading.
    pub fn preamble(self) -> &'static str {
        self.choose("Inledande text", "Opening text")
    }
}

/// The rules by code, in Swedish and English.
const RULES: &[(&str, &str, &str)] = &[
    ("address-changed", "adress eller länk ändrad", "address or link changed"),
    ("amount-changed", "belopp ändrat", "amount changed"),
    ("compound", "sär- eller sammanskrivning", "written together or apart"),
    ("condition-changed", "villkorsord ändrat", "condition changed"),
    ("date-changed", "datum ändrat", "date changed"),
    ("declared-term", "angiven begreppsändring", "declared change of term"),
    ("duty-strengthened", "skyldighet skärpt", "duty strengthened"),
    ("duty-weakened", "skyldighet mildrad", "duty weakened"),
    ("exception-changed", "undantag ändrat", "exception changed"),
    ("formatting", "formatering", "formatting"),
    ("heading-level", "rubriknivå ändrad", "heading level changed"),
    ("heading-word-order", "ordföljd i rubriken", "order of words in the heading"),
    ("item-added", "punkt eller rad tillagd", "item added"),
    ("item-end", "slutet av en punkt", "end of an item"),
    ("item-moved", "stycke, punkt eller rad flyttad", "block moved"),
    ("item-removed", "punkt eller rad borttagen", "item removed"),
    ("law-changed", "lag eller standard ändrad", "law or standard changed"),
    ("layout", "layout", "layout"),
    ("letter-case", "stor eller liten bokstav", "letter case"),
    ("limit-changed", "gräns ändrad", "limit changed"),
    ("list-marker", "punktens beteckning ändrad", "list marker changed"),
    ("measure-changed", "mått ändrat", "measure changed"),
    ("modal-changed", "modalt verb ändrat", "modal verb changed"),
    ("negation-changed", "nekande ord ändrat", "negation changed"),
    ("number-changed", "tal ändrat", "number changed"),
    ("number-follows", "nytt nummer", "renumbered"),
    ("opposite-word", "ord med motsatt betydelse", "word of the opposite sense"),
    ("party-changed", "part ändrad", "party changed"),
    ("percentage-changed", "procentsats ändrad", "percentage changed"),
    ("period-changed", "tid eller frist ändrad", "period changed"),
    ("point-changed", "numrerad punkt blev stycke eller tvärtom", "point became a paragraph or the reverse"),
    ("punctuation", "skiljetecken", "punctuation"),
    ("reference-changed", "hänvisning ändrad", "reference changed"),
    ("reference-follows", "hänvisning följer nytt nummer", "reference follows a renumbering"),
    ("rhythm-changed", "hur ofta eller hur snart ändrat", "rhythm changed"),
    ("same-meaning", "annan form av samma ord", "another form of the same word"),
    ("scope-changed", "omfattning ändrad", "scope changed"),
    ("section-added", "avsnitt tillagt", "section added"),
    ("section-moved", "avsnitt flyttat till annat avsnitt", "section moved below another"),
    ("section-removed", "avsnitt borttaget", "section removed"),
    ("section-reordered", "avsnittens ordning ändrad", "order of sections changed"),
    ("sentence-added", "mening eller stycke tillagt", "sentence added"),
    ("sentence-removed", "mening eller stycke borttaget", "sentence removed"),
    ("spelling", "stavning", "spelling"),
    ("term-changed", "begrepp utbytt genomgående", "term replaced throughout"),
    ("text-divided", "text delad eller sammanförd", "text divided or put together"),
    ("title-changed", "rubrik ändrad", "title changed"),
    ("wording-changed", "formulering ändrad", "wording changed"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_in_both_languages_and_no_name_lacks_a_rule() {
        let mut codes: Vec<&str> = crate::classify::all_rules().iter().map(|rule| rule.code).collect();
        codes.sort_unstable();
        let named: Vec<&str> = RULES.iter().map(|(code, ..)| *code).collect();
        assert_eq!(named, codes);
    }
}
