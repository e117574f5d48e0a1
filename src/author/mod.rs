//! The author's steps: what each would write, as a plan of whole files. Nothing is written here.

mod appending;
pub mod correct;
pub mod draft;
mod entry_lines;
mod fact;
pub mod front;
mod ids;
pub mod import;
pub mod init;
mod proposal;
pub mod publish;
mod readdress;
mod rebind;
mod record_file;
pub mod renumber;
mod restate;
pub mod revise;
pub mod seal;
pub mod sealing;
pub mod upgrade;
pub mod withdraw;

use chrono::NaiveDate;

use crate::args;
use crate::model::repository::{Document, Repository};
use crate::problem::{Kind, Problem};
use crate::words::{Text, saying};

/// What a step would write, in the order in which it must be written: interrupted anywhere, every
/// file is whole and the same step completes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Whole files, first to last.
    pub writes: Vec<Write>,
    /// What was done, a line each.
    pub done: Vec<Text>,
    /// What to do next.
    pub next: Option<Text>,
}

/// One file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Its path, relative to the repository's root.
    pub path: String,
    /// Its whole content.
    pub bytes: Vec<u8>,
    /// Whether it must not exist yet: something of the author's would be overwritten.
    pub new: bool,
}

impl Plan {
    /// Adds a file that replaces what stands there.
    pub fn replace(&mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) {
        self.writes.push(Write {
            path: path.into(),
            bytes: text.into(),
            new: false,
        });
    }

    /// Adds a file that must not exist yet.
    pub fn create(&mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) {
        self.writes.push(Write {
            path: path.into(),
            bytes: text.into(),
            new: true,
        });
    }
}

/// There is no document `id`, or none that can be read.
pub fn no_document(repository: &Repository, id: &str) -> Problem {
    let unreadable =
        repository.unreadable.contains(id) || repository.unreadable_drafts.contains_key(id);
    let hint = if unreadable {
        saying("problem.document-unreadable", args![])
    } else {
        let known: Vec<&str> = repository.documents.keys().map(String::as_str).collect();
        saying("problem.documents", args![known = known.join(", ")])
    };
    Problem::new(Kind::Request, saying("problem.no-document", args![id])).hint(hint)
}

/// Nothing is written to a document of which two files claim to be the same.
///
/// # Errors
/// When that is so of the document `id`.
pub fn uncontested(repository: &Repository, id: &str) -> Result<(), Problem> {
    match repository.contested.get(id) {
        Some(path) => Err(Problem::refused(
            saying("problem.contested", args![path, id]),
            saying("problem.contested-hint", args![]),
        )),
        None => Ok(()),
    }
}

/// A step for drafts is asked for of a document whose newest version was `published`.
fn published_already(document: &Document, published: NaiveDate) -> Problem {
    let newest = document.newest();
    Problem::refused(
        saying(
            "problem.published-on",
            args![
                path = newest.path.to_string(),
                number = newest.front.version.to_string(),
                published = published.to_string()
            ],
        ),
        saying("problem.begin-next", args![id = document.id.to_string()]),
    )
}
