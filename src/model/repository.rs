//! A contract repository as read: documents with their versions, records, settings and short texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::places::{self, Role};
use super::record::{Fact, Record};
use super::register::Register;
use super::relation::Relation;
use super::seal::Seal;
use super::section::SectionTree;
use super::settings::Settings;
use super::span::{Located, Span};
use super::version::VersionNumber;

/// Everything that was read from a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Repository {
    /// agreement.yaml, or the defaults.
    pub settings: Settings,
    /// The documents by id.
    pub documents: BTreeMap<String, Document>,
    /// The records by document and version.
    pub records: BTreeMap<(String, VersionNumber), Record>,
    /// The seals whose records do not stand there, by document and version.
    pub lone_seals: BTreeMap<(String, VersionNumber), Seal>,
    /// The seals of words about whole releases, by publication date.
    pub announcement_seals: BTreeMap<NaiveDate, Seal>,
    /// Short texts of the site's pages, by name.
    pub pages: BTreeMap<String, String>,
    /// Words about whole releases, by publication date.
    pub announcements: BTreeMap<NaiveDate, Announcement>,
    /// Stored interim texts of versions with several dates of effect.
    pub interims: Vec<InterimText>,
    /// Who has signed, by document.
    pub registers: BTreeMap<String, Register>,
    /// The paths of records that could not be read.
    pub unreadable_records: BTreeSet<String>,
    /// Drafts that cannot be read, by document: the file. What is published of such a document
    /// stands in its archive.
    pub unreadable_drafts: BTreeMap<String, String>,
    /// The ids of documents of which some published version could not be read: nothing is
    /// concluded about them.
    pub unreadable: BTreeSet<String>,
    /// Documents of which two files claim to be the same version, record or text of a day: the
    /// file that was left out. Nothing is written to them before it is settled which one
    /// holds.
    pub contested: BTreeMap<String, String>,
    /// What else the repository holds, where only a part of it was read.
    pub elsewhere: Elsewhere,
}

/// What a repository holds beside the part of it that was read: known to be there, not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The ids of the documents.
    pub documents: BTreeSet<String>,
    /// The documents that have a register.
    pub registers: BTreeSet<String>,
    /// Whether there are sealed records.
    pub sealed: bool,
}

impl Repository {
    /// Whether `path` is a draft that cannot be read, or the record of a draft, sealed ones aside.
    pub fn is_of_draft(&self, path: &str) -> bool {
        let role = places::role(path);
        let text = match role {
            Role::Document { id } | Role::Archived { id, .. } => Some(id),
            _ => None,
        };
        if text.is_some_and(|id| {
            self.unreadable_drafts
                .get(id)
                .is_some_and(|draft| draft == path)
        }) {
            return true;
        }
        let sealed = |id: &str, version: &VersionNumber| {
            self.record(id, version).is_some_and(Record::is_sealed)
        };
        let record = match role {
            Role::Record { document, version } => {
                VersionNumber::parse(version).map(|number| (document, number))
            }
            _ => None,
        };
        if let Some((id, number)) = record {
            let published = self
                .documents
                .get(id)
                .and_then(|document| document.version(&number));
            return match published {
                Some(version) => version.is_draft() && !sealed(id, &number),
                None => self.unreadable_drafts.contains_key(id) && !sealed(id, &number),
            };
        }
        text.and_then(|id| self.documents.get(id))
            .is_some_and(|document| {
                let newest = document.newest();
                // A publication date that cannot be read is one all the same.
                let dated = newest.front.spans.contains_key("published");
                newest.path == path
                    && newest.is_draft()
                    && !dated
                    && !sealed(&document.id, &newest.front.version)
            })
    }

    /// The stored texts of the document `id`, in the order of their paths.
    pub fn interims_of(&self, id: &str) -> &[InterimText] {
        let first = self
            .interims
            .partition_point(|own| own.document.as_str() < id);
        let own = self.interims[first..]
            .iter()
            .take_while(|own| own.document == id)
            .count();
        &self.interims[first..first + own]
    }

    /// The record of one version.
    pub fn record(&self, document: &str, version: &VersionNumber) -> Option<&Record> {
        self.records.get(&(document.to_owned(), version.clone()))
    }

    /// Where the record of a version stands, or would be written: a record keeps the spelling of
    /// its number.
    pub fn record_path(&self, document: &str, version: &VersionNumber) -> String {
        let known = self
            .record(document, version)
            .map(|record| record.path.clone());
        known.unwrap_or_else(|| places::record(document, version))
    }

    /// Whether any record is sealed: then every published version has to be.
    pub fn is_sealed(&self) -> bool {
        self.elsewhere.sealed
            || !self.lone_seals.is_empty()
            || self.records.values().any(Record::is_sealed)
    }

    /// Whether any data-processing agreement that a version names is a document here.
    pub fn keeps_data_processing_agreements(&self) -> bool {
        let versions = self
            .documents
            .values()
            .flat_map(|document| &document.versions);
        let mut named = versions.filter_map(|version| version.front.personal_data.as_deref());
        named.any(|id| self.documents.contains_key(id))
    }

    /// What the document `id` was called on `day`: the title of the newest version published by
    /// then, of the first one before that. A document that does not exist is called by its id.
    pub fn title_on<'r>(&'r self, id: &'r str, day: NaiveDate) -> &'r str {
        let Some(document) = self.documents.get(id) else {
            return id;
        };
        let version = document
            .published_by(day)
            .last()
            .or_else(|| document.versions.first());
        version.map_or(id, |version| version.front.title.as_str())
    }
}

/// A document as a continuing thing: all its versions, oldest first.
#[derive(Debug, Clone)]
pub struct Document {
    /// The id, which never changes.
    pub id: String,
    /// The versions in the order of their numbers; never empty.
    pub versions: Vec<Version>,
}

impl Document {
    /// The version with the highest number, draft or not.
    ///
    /// # Panics
    /// Never: a document has at least one version.
    pub fn newest(&self) -> &Version {
        self.versions
            .last()
            .expect("a document has at least one version")
    }

    /// The versions published on or before `day`, oldest first.
    pub fn published_by(&self, day: NaiveDate) -> impl Iterator<Item = &Version> {
        self.versions
            .iter()
            .filter(move |version| version.front.published.is_some_and(|date| date <= day))
    }

    /// The version numbered `number`.
    pub fn version(&self, number: &VersionNumber) -> Option<&Version> {
        let at = self
            .versions
            .partition_point(|version| version.front.version < *number);
        self.versions
            .get(at)
            .filter(|version| version.front.version == *number)
    }
}

/// One version's text.
#[derive(Debug, Clone)]
pub struct Version {
    /// The file.
    pub path: String,
    /// The whole file.
    pub text: Arc<str>,
    /// Where the body starts, after the front matter.
    pub body_start: usize,
    /// The facts.
    pub front: FrontMatter,
    /// The sections.
    pub sections: SectionTree,
}

impl Version {
    /// Whether the version is still being written.
    pub fn is_draft(&self) -> bool {
        self.front.published.is_none()
    }
}

/// A version's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The document's id.
    pub id: String,
    /// The title as of this version.
    pub title: String,
    /// The kind of document.
    pub kind: String,
    /// The version's number.
    pub version: VersionNumber,
    /// When it was made known; absent: a draft.
    pub published: Option<NaiveDate>,
    /// From when its changes apply, where the record says nothing else.
    pub effective: Option<NaiveDate>,
    /// The agreements that it belongs to; empty: the first.
    pub agreements: Vec<Located<String>>,
    /// The service that it describes.
    pub service: Option<String>,
    /// The data-processing agreement that applies: a document's id.
    pub personal_data: Option<String>,
    /// Between whom it is: ids of agreement.yaml's parties.
    pub parties: Vec<Located<String>>,
    /// The documents that it stands in a relation to, by their ids.
    pub relations: BTreeMap<Relation, Vec<Located<String>>>,
    /// Where each key's value stands.
    pub spans: BTreeMap<String, Span>,
}

impl FrontMatter {
    /// Where the value of `key` stands; the file's start when it is not given.
    pub fn span(&self, key: &str) -> Span {
        self.spans.get(key).copied().unwrap_or_default()
    }

    /// The ids under the key of `relation`.
    pub fn related(&self, relation: Relation) -> &[Located<String>] {
        self.relations.get(&relation).map_or(&[], Vec::as_slice)
    }

    /// The fact's values as they are written: ids where the format has ids, none when it is absent.
    pub fn fact(&self, fact: Fact) -> Vec<&str> {
        fn ids(ids: &[Located<String>]) -> Vec<&str> {
            ids.iter().map(|id| id.value.as_str()).collect()
        }
        match fact {
            Fact::Title => vec![&self.title],
            Fact::Service => self.service.iter().map(String::as_str).collect(),
            Fact::Agreements => ids(&self.agreements),
            Fact::PersonalData => self.personal_data.iter().map(String::as_str).collect(),
            Fact::Parties => ids(&self.parties),
            Fact::Related(relation) => ids(self.related(relation)),
        }
    }
}

/// Words about a whole release, from `changelog/<date>.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The file.
    pub path: String,
    /// A heading of its own.
    pub title: Option<String>,
    /// The day on which the customers were told, where it is not the publication date.
    pub notified: Option<Located<NaiveDate>>,
    /// The text in Markdown.
    pub body: String,
}

/// The stored text of a version between two of its dates of effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimText {
    /// The file.
    pub path: String,
    /// The document's id.
    pub document: String,
    /// The version.
    pub version: VersionNumber,
    /// From when the text is in force.
    pub from: NaiveDate,
    /// The day of the correction that brought it; `None` for one that was published with the
    /// version.
    pub corrected: Option<NaiveDate>,
    /// The text, without front matter.
    pub text: Arc<str>,
}
