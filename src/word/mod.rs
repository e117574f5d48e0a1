//! Word documents: what their XML says that pandoc does not tell, and pandoc's reading of them as
//! contract Markdown. Bytes in, values out; the program pandoc itself is started elsewhere.

pub mod document;
pub mod markdown;
mod numbering;
mod package;
mod paragraph;
mod styles;

use std::fmt;

/// Why a Word file cannot be read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Why.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Unreadable {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhint: {}", self.message, self.hint)
    }
}

impl std::error::Error for Unreadable {}

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackedChanges {
    /// The text as if all were accepted.
    Accept,
    /// The text as if all were rejected.
    Reject,
}
