//! Registers: who has signed a document.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::organisation::OrganisationNumber;
use super::person;
use super::span::{Located, Span};
use super::version::VersionNumber;

/// The folder of the registers.
pub const FOLDER: &str = "contracts/registers/";

/// Whether the file at `path` may list persons: every file in the folder of the registers, and
/// every one of another format than ours, such as a list that was put elsewhere.
pub fn may_list_persons(path: &str) -> bool {
    let ours = [".md", ".yaml", ".html", ".txt", ".css", ".js", ".xml"]
        .iter()
        .any(|end| path.ends_with(end));
    path.starts_with(FOLDER) || !ours
}

/// Whether the file at `path`, which may begin with the name of a revision, is a list and no text
/// of a contract.
pub fn is_list(path: &str) -> bool {
    path.contains(FOLDER) || path.to_ascii_lowercase().ends_with(".csv")
}

/// `path` as it may be shown.
pub fn shown_path(path: &str) -> Cow<'_, str> {
    said_of(path, path)
}

/// `text`, said about the file at `path`, as it may be shown.
pub fn said_of<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    if may_list_persons(path) {
        person::masked_of_register(text)
    } else {
        person::masked(text)
    }
}

/// A line of the file at `path` as it may be shown; one sign for each of its own.
pub fn shown_line<'t>(path: &str, line: &'t str) -> Cow<'t, str> {
    if may_list_persons(path) {
        person::masked_cells(line)
    } else {
        person::masked(line)
    }
}

/// Who has signed one document, from `contracts/registers/<document>.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The document's id.
    pub document: String,
    /// The file.
    pub path: String,
    /// The rows that could be read, in the order of the file.
    pub signatories: Vec<Signatory>,
}

/// One row: an organisation that has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The whole row.
    pub span: Span,
    /// Its name.
    pub organisation: Located<String>,
    /// Its number.
    pub number: Located<OrganisationNumber>,
    /// What kind of customer it is.
    pub category: Option<Located<String>>,
    /// When it signed.
    pub signed: Located<NaiveDate>,
    /// The version that it signed.
    pub version: Located<VersionNumber>,
    /// The services that it uses under the document, as written: ids of documents, or names of
    /// services.
    pub services: Vec<Located<String>>,
    /// The customer through which it is connected.
    pub through: Option<Located<OrganisationNumber>>,
    /// The board that has given the power of attorney.
    pub board: Option<Located<String>>,
    /// From which day the document no longer binds it.
    pub ended: Option<Located<NaiveDate>>,
}

impl Signatory {
    /// Whether it had signed by `day`.
    pub fn has_signed_by(&self, day: NaiveDate) -> bool {
        self.signed.value <= day
    }

    /// Whether it was no longer bound on `day`.
    pub fn has_ended_by(&self, day: NaiveDate) -> bool {
        self.ended.as_ref().is_some_and(|ended| ended.value <= day)
    }

    /// Whether it is bound on `day`.
    pub fn binds_on(&self, day: NaiveDate) -> bool {
        self.has_signed_by(day) && !self.has_ended_by(day)
    }
}
