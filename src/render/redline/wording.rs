//! What became of sections, and why it weighs what it weighs, in words.

use super::flow::{Fate, FlowBlock};
use crate::args;
use crate::classify::Materiality;
use crate::diff::{ChangeKind, Row};
use crate::words::Words;

pub use crate::model::finding::Language;

impl Words {
    /// What happened to a section, as a reader says it.
    pub(crate) fn kind(&self, kind: ChangeKind) -> String {
        self.say(&format!("happened.{}", kind.name()), args![])
    }

    /// All that happened to a row's section, in a fixed order.
    pub(crate) fn kinds(&self, row: &Row) -> String {
        row.kinds
            .iter()
            .map(|kind| self.kind(*kind))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The materiality as a reader says it.
    pub(crate) fn materiality(&self, materiality: Materiality) -> String {
        self.say(&format!("weight.{}", materiality.name()), args![])
    }

    /// What is said of a block that stands in another place.
    pub(crate) fn moved(&self, block: &FlowBlock<'_>) -> Option<String> {
        let place = block.elsewhere.unwrap_or_default();
        match block.fate {
            Fate::MovedHere => Some(self.say("redline.moved-here", args![place])),
            Fate::MovedAway => Some(self.say("redline.moved-away", args![place])),
            Fate::Equal | Fate::Relabelled | Fate::Changed | Fate::Inserted | Fate::Deleted => None,
        }
    }

    /// The name of a rule for people; codes stay what they are in data.
    pub(crate) fn rule(&self, code: &str) -> String {
        self.say(&format!("rule.{code}"), args![])
    }

    /// The name of the text before the first heading.
    pub(crate) fn preamble(&self) -> String {
        self.say("redline.preamble", args![])
    }
}
