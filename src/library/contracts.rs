//! A contract repository.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::{Error, Finding};
use crate::changelog::address;
use crate::changelog::history::History;
use crate::check::{self, Scope};
use crate::chronicle::Chronicle;
use crate::files::read;
use crate::model::finding;
use crate::model::repository::Repository;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::render::findings::views;
use crate::render::site::{self, SiteOptions};

/// A contract repository, read: documents with their versions, records, settings.
///
/// ```
/// use avtalslogg::Contracts;
/// use chrono::NaiveDate;
///
/// let text = "---\nid: jour\ntitle: Jour\nversion: \"1.0\"\npublished: 2022-01-10\neffective: 2022-02-01\n---\n# Jour\n\nJour finns.\n";
/// let contracts = Contracts::of([("contracts/jour.md", text)]);
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
///
/// assert_eq!(contracts.documents().collect::<Vec<_>>(), ["jour"]);
/// assert_eq!(contracts.text("jour", day("2022-01-31"))?, None);
/// assert!(contracts.text("jour", day("2022-02-01"))?.unwrap().contains("Jour finns."));
/// assert!(contracts.check(day("2022-02-01")).is_empty());
/// let site = contracts.build(day("2022-02-01"))?;
/// assert!(site.contains_key("dokument/jour/index.html"));
/// # Ok::<(), avtalslogg::Error>(())
/// ```
#[derive(Debug)]
pub struct Contracts {
    snapshot: Snapshot,
    repository: Repository,
    findings: Vec<finding::Finding>,
}

impl Contracts {
    /// The contract repository in `folder`, which holds `contracts/`.
    ///
    /// # Errors
    /// [`Error::Unreadable`]. What is wrong with the contracts themselves is told by
    /// [`check`](Self::check).
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let snapshot = read::snapshot(folder);
        let snapshot = snapshot.map_err(|error| Error::Unreadable(format!("{error:#}")))?;
        Ok(Self::of_snapshot(snapshot))
    }

    /// The contract repository that these files make, by their paths (`contracts/…`, `changelog/…`).
    pub fn of<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter();
        Self::of_snapshot(files.map(|(path, bytes)| (path, bytes.into())).collect())
    }

    fn of_snapshot(snapshot: Snapshot) -> Self {
        let (repository, findings) = parse::repository::read(&snapshot);
        Self {
            snapshot,
            repository,
            findings,
        }
    }

    /// The ids of the documents.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.repository.documents.keys().map(String::as_str)
    }

    /// The text of `document` that applies on `day`, in Markdown without front matter; `None` where
    /// nothing applies, or there is no such document.
    ///
    /// # Errors
    /// [`Error::Undecided`].
    pub fn text(&self, document: &str, day: NaiveDate) -> Result<Option<String>, Error> {
        let Some(own) = self.repository.documents.get(document) else {
            return Ok(None);
        };
        let history = History::of_documents(&self.repository, &[own], day);
        let Some(chronicle) = Chronicle::of(&history, document) else {
            return Ok(None);
        };
        match chronicle.text(day).undecided() {
            Some(why) => {
                let version = &why.section.version;
                let section = address::label(version.sections.get(why.section.section));
                Err(Error::Undecided { section })
            }
            None => Ok(chronicle.markdown(day)),
        }
    }

    /// All that is wrong, as seen on `day`, in the language of the repository.
    pub fn check(&self, day: NaiveDate) -> Vec<Finding> {
        let history = History::of(&self.repository, day);
        let findings = self.judged(&history);
        views(&findings, &self.snapshot, &self.repository.settings)
    }

    /// Every file of the site as it is on `day`, by its path. The same input gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Denied`] while something that is published denies, [`Error::Template`].
    pub fn build(&self, day: NaiveDate) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let history = History::of(&self.repository, day);
        let findings = self.judged(&history);
        let stopping = check::stopping(&findings, &self.repository);
        if !stopping.is_empty() {
            let stopping: Vec<_> = stopping.into_iter().cloned().collect();
            let settings = &self.repository.settings;
            return Err(Error::Denied(views(&stopping, &self.snapshot, settings)));
        }
        let files = site::build(&history, &self.snapshot, &SiteOptions::default());
        files.map_err(|error| Error::Template(error.to_string()))
    }

    fn judged(&self, history: &History<'_>) -> Vec<finding::Finding> {
        let found = self.findings.clone();
        check::check(history, &self.snapshot, found, &Scope::default())
    }
}
