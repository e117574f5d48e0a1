//! What two revisions do not share: the only files that a review has to read.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::finding::Finding;
use crate::model::places;
use crate::model::relation::Relation;
use crate::model::repository::{Elsewhere, Repository};
use crate::model::snapshot::{Listing, Snapshot};
use crate::parse::repository as reading;

/// What differs between two revisions, and what has to be read to judge it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// The ids of documents of which any file differs: text, archive or record.
    pub documents: BTreeSet<String>,
    /// The paths of all files that differ.
    pub paths: BTreeSet<String>,
    /// The ids of further documents that are read but not reviewed.
    pub beside: BTreeSet<String>,
    /// Whether every document is read and judged: the rules differ, or a register that speaks of
    /// many.
    pub whole: bool,
}

impl Touched {
    /// Compares two listings.
    pub fn between(base: &Listing, head: &Listing) -> Self {
        let mut touched = Self::default();
        for path in base.keys().chain(head.keys()) {
            if base.get(path) == head.get(path) || !touched.paths.insert(path.clone()) {
                continue;
            }
            touched
                .documents
                .extend(places::document_of(path).map(str::to_owned));
            touched.whole |= path == places::SETTINGS || places::is_register(path);
        }
        touched
    }

    /// Whether the file at `path` is needed: those of documents that differ, and what all depend
    /// on.
    pub fn wants(&self, path: &str) -> bool {
        self.whole
            || self.paths.contains(path)
            || places::document_of(path).map_or_else(|| places::is_common(path), |id| self.has(id))
    }

    fn has(&self, document: &str) -> bool {
        self.documents.contains(document) || self.beside.contains(document)
    }

    /// Whether findings about the file at `path` belong to what is reviewed.
    pub fn concerns(&self, path: &str) -> bool {
        self.whole
            || self.paths.contains(path)
            || places::document_of(path).is_some_and(|id| self.documents.contains(id))
    }

    /// Also wants the documents that those of `part` name, and all where one is named that does not
    /// exist. `None` when nothing is added.
    pub fn with_named(&self, part: &Part) -> Option<Self> {
        let repository = &part.repository;
        let mut wider = self.clone();
        for document in repository.documents.values() {
            let front = &document.newest().front;
            let related = Relation::ALL
                .into_iter()
                .flat_map(|relation| front.related(relation));
            let named = related
                .map(|id| id.value.as_str())
                .chain(front.personal_data.as_deref());
            for id in named.filter(|id| !repository.documents.contains_key(*id)) {
                let known = repository.elsewhere.documents.contains(id)
                    || repository.unreadable.contains(id);
                wider.whole |= !known;
                wider.beside.extend(known.then(|| id.to_owned()));
            }
        }
        (wider != *self && !self.whole).then_some(wider)
    }

    /// The documents of `newest`, texts at their stable paths, that do not differ and were
    /// published on one of `days`: they stand in the same releases.
    pub fn companions(&self, newest: &Snapshot, days: &[NaiveDate]) -> BTreeSet<String> {
        let lines: Vec<String> = days.iter().map(|day| format!("published: {day}")).collect();
        let published = |bytes: &[u8]| {
            // Only the front matter is looked at, and no text is read that does not begin with one.
            const LONGEST: usize = 4_000;
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
            let front = head
                .trim_start_matches('\u{feff}')
                .strip_prefix("---")
                .map(|rest| {
                    rest.split("\n---")
                        .next()
                        .unwrap_or_default()
                        .replace('"', "")
                });
            front.is_some_and(|front| {
                front
                    .lines()
                    .any(|line| lines.iter().any(|day| line.trim() == day))
            })
        };
        let documents = newest
            .iter()
            .filter(|(path, _)| path.matches('/').count() == 1);
        let of = documents.filter_map(|(path, bytes)| Some((places::document_of(path)?, bytes)));
        of.filter(|(id, bytes)| !self.has(id) && published(bytes))
            .map(|(id, _)| id.to_owned())
            .collect()
    }

    /// A record of a document that does not differ: it tells whether records are sealed here.
    pub fn witness<'l>(&self, listing: &'l Listing) -> Option<&'l str> {
        let mut paths = listing
            .keys()
            .filter(|path| path.starts_with("changelog/") && !self.wants(path));
        paths
            .find(|path| path.ends_with(".yaml") && places::document_of(path).is_some())
            .map(String::as_str)
    }
}

/// A part of a contract repository: its files and what they say.
#[derive(Debug)]
pub struct Part {
    /// The files.
    pub snapshot: Snapshot,
    /// What they say, and what else there is.
    pub repository: Repository,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

impl Part {
    /// Reads the files of `files` that `touched` wants. `listing` names all files that there are;
    /// `files` should also hold the [`Touched::witness`].
    pub fn read(files: &Snapshot, listing: &Listing, touched: &Touched) -> Self {
        let sealed = touched.witness(listing).and_then(|path| files.get(path));
        let sealed = sealed.is_some_and(|bytes| String::from_utf8_lossy(bytes).contains("\nseal:"));
        let sealed = sealed || listing.keys().any(|path| places::is_seal(path));
        let wanted = files.shared().filter(|(path, _)| touched.wants(path));
        let mut snapshot: Snapshot = wanted.collect();
        for (path, apart) in files.apart().filter(|(path, _)| touched.wants(path)) {
            snapshot.set_apart(path, apart);
        }
        let (mut repository, findings) = reading::read(&snapshot);
        let documents = listing
            .keys()
            .filter(|path| path.ends_with(".md") && path.matches('/').count() == 1);
        let others = documents
            .filter(|path| !touched.wants(path))
            .filter_map(|path| places::document_of(path));
        let registers = listing
            .keys()
            .filter(|path| places::is_register(path) && !touched.wants(path));
        let registers = registers.filter_map(|path| path.rsplit('/').next()?.strip_suffix(".csv"));
        let registers = registers.map(str::to_owned).collect();
        repository.elsewhere = Elsewhere {
            documents: others.map(str::to_owned).collect(),
            registers,
            sealed,
        };
        Self {
            snapshot,
            repository,
            findings,
        }
    }
}
