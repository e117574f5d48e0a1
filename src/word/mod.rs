//! Word documents: what their XML says that pandoc does not tell, and pandoc's reading of them as
//! contract Markdown. Bytes in, values out; the program pandoc itself is started elsewhere.

pub mod document;
mod edits;
mod lost;
pub mod markdown;
mod numbering;
mod package;
mod paragraph;
mod styles;

use crate::words::Text;

/// What the Markdown does not hold, or shows otherwise than Word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Why.
    pub reason: Text,
    /// Of what.
    pub about: About,
}

/// What a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Words of the document.
    Words(String),
    /// Words of ours.
    Said(Text),
}

impl Remark {
    /// That `reason` holds for these words of the document.
    fn new(reason: Text, about: impl Into<String>) -> Self {
        Self {
            reason,
            about: About::Words(about.into()),
        }
    }

    /// That `reason` holds for what is said about it.
    fn of(reason: Text, about: Text) -> Self {
        Self {
            reason,
            about: About::Said(about),
        }
    }
}

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackedChanges {
    /// The text as if all were accepted.
    Accept,
    /// The text as if all were rejected.
    Reject,
}
