//! Word documents: what their XML says that pandoc does not tell, and pandoc's reading of them as
//! contract Markdown. Bytes in, values out; the program pandoc itself is started elsewhere.

pub mod document;
pub mod markdown;
mod numbering;
mod package;
mod paragraph;
mod styles;

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackedChanges {
    /// The text as if all were accepted.
    Accept,
    /// The text as if all were rejected.
    Reject,
}
