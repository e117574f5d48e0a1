//! What another program needs of the engine: a contract repository that is read, judged and built,
//! and two texts that are compared. Everything else in this crate serves the command.

mod contracts;
mod texts;

use std::fmt;

pub use contracts::Contracts;
pub use texts::{Change, Texts};

pub use crate::model::finding::{Language, Level};
pub use crate::render::findings::FindingView as Finding;

/// Why something could not be done.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// The folder could not be read, for this reason.
    Unreadable(String),
    /// What is published does not hold: the findings say where. Nothing was built.
    Denied(Vec<Finding>),
    /// A template of the repository is broken: its name, the line, and what is wrong.
    Template(String),
    /// No rule can say what applies in this section on the day, and nobody has said so.
    Undecided {
        /// The section as its text has it.
        section: String,
    },
    /// A comparison does not rebuild both texts at this section, which is a fault of the engine.
    NotProven {
        /// The section.
        section: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unreadable(why) => write!(f, "the contract repository cannot be read: {why}"),
            Error::Denied(findings) => {
                write!(f, "{} findings deny", findings.len())?;
                let first = findings.first();
                first.map_or(Ok(()), |own| write!(f, ": {}: {}", own.path, own.message))
            }
            Error::Template(what) => f.write_str(what),
            Error::Undecided { section } => {
                write!(f, "no rule can say what applies in {section}")
            }
            Error::NotProven { section } => {
                write!(f, "the comparison does not rebuild both texts in {section}")
            }
        }
    }
}

impl std::error::Error for Error {}
