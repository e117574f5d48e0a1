//! What a branch changes, for whoever reviews it: two revisions in, one value out.
//!
//! Texts are compared with the last published version, whatever the branch began from: a branch
//! that only stamps a date still shows what is being published. What the branch itself adds is
//! marked.

mod consequences;
mod document;
mod facts;
mod since;
mod touched;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use consequences::{Consequences, Run};
pub use document::{DocumentReview, Fate, State, VersionReview};
pub use facts::Fact;
pub use since::Seen;
pub use touched::{Part, Touched};

use serde::Serialize;

use crate::changelog::history::History;
use crate::check::base::{self, Side};
use crate::check::{self, landing};
use crate::model::codes::relations;
use crate::model::finding::Finding;
use crate::model::places;
use crate::model::repository::Document;

/// All that a branch changes.
#[derive(Debug)]
pub struct Review<'r> {
    /// What the branch holds.
    pub head: &'r Part,
    /// The day from which it is looked at.
    pub on: NaiveDate,
    /// The documents that differ, by id.
    pub documents: Vec<DocumentReview<'r>>,
    /// The rules that differ: values of agreement.yaml.
    pub rules: Vec<Fact>,
    /// Other files that differ, by path.
    pub files: Vec<FileChange>,
    /// All findings about what differs, settled as `check` settles them.
    pub findings: Vec<Finding>,
}

/// A file that belongs to no document and differs: a page, a template, words about a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: String,
    /// What became of it.
    pub fate: FileFate,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFate {
    /// It is new.
    Added,
    /// Its bytes are others.
    Changed,
    /// It is gone.
    Removed,
}

impl<'r> Review<'r> {
    /// Compares `head` with `base`, of which `touched` says where they differ. Findings call the
    /// base `name`: a revision that git knows. The levels of what may land must be those of the
    /// base, see [`base::keep_levels`].
    pub fn of(
        base: &'r Part,
        head: &'r Part,
        touched: &Touched,
        name: &str,
        on: NaiveDate,
    ) -> Self {
        let repository = &head.repository;
        let documents: Vec<&Document> = repository
            .documents
            .values()
            .filter(|document| touched.whole || touched.documents.contains(&document.id))
            .collect();
        let history = History::of_documents(repository, &documents, on);
        let (before, now) = (side(base), side(head));
        let scope = base::new_versions(before, now);
        let concerns = |finding: &Finding| {
            touched.concerns(&finding.place.path)
                || places::document_of(&finding.place.path).is_none()
                || relations::ALL.contains(&finding.code)
        };
        let mut findings: Vec<Finding> = head
            .findings
            .iter()
            .filter(|finding| touched.concerns(&finding.place.path))
            .cloned()
            .collect();
        findings.extend(landing::landing(before, now, name));
        let mut findings = check::check(&history, &head.snapshot, findings, &scope);
        findings.retain(concerns);
        Self {
            head,
            on,
            documents: document::all(base, &history, head, touched),
            rules: facts::of_file(
                places::SETTINGS,
                base.snapshot.text(places::SETTINGS).as_deref(),
                head.snapshot.text(places::SETTINGS).as_deref(),
            ),
            files: files(base, head, touched),
            findings,
        }
    }

    /// Whether something stands against the branch.
    pub fn denies(&self) -> bool {
        check::denies(&self.findings, &self.head.repository.settings)
    }

    /// The days of the releases of which a page of a year will tell otherwise than before: those on
    /// which the branch publishes something, those about which it appends a fact, and the day
    /// of `on` where it holds drafts.
    pub fn releases(&self) -> Vec<NaiveDate> {
        let mut days = self.published();
        let drafts = self.versions().any(|version| version.state == State::Draft);
        days.extend(drafts.then_some(self.on));
        days.into_iter().collect()
    }

    /// The same without the day of the drafts: what is published on it is not known yet.
    pub fn published(&self) -> BTreeSet<NaiveDate> {
        let published = self
            .versions()
            .filter(|version| version.state == State::Published && !version.amendment.is_baseline())
            .filter_map(|version| version.amendment.new.front.published);
        published
            .chain(
                self.documents
                    .iter()
                    .flat_map(|document| document.retold.iter().copied()),
            )
            .collect()
    }

    fn versions(&self) -> impl Iterator<Item = &VersionReview<'r>> {
        self.documents
            .iter()
            .flat_map(|document| &document.versions)
    }

    /// The ids of the documents that differ.
    pub fn ids(&self) -> BTreeSet<String> {
        self.documents
            .iter()
            .map(|document| document.id.clone())
            .collect()
    }
}

fn side(part: &Part) -> Side<'_> {
    Side {
        snapshot: &part.snapshot,
        repository: &part.repository,
    }
}

fn files(base: &Part, head: &Part, touched: &Touched) -> Vec<FileChange> {
    let others = touched
        .paths
        .iter()
        .filter(|path| places::document_of(path).is_none() && *path != places::SETTINGS);
    let change = |path: &String| {
        let fate = match (base.snapshot.get(path), head.snapshot.get(path)) {
            (None, _) => FileFate::Added,
            (Some(_), Some(_)) => FileFate::Changed,
            (Some(_), None) => FileFate::Removed,
        };
        FileChange {
            path: path.clone(),
            fate,
        }
    };
    others.map(change).collect()
}
