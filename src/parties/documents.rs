//! What the documents state about each other on a day, and which text of each is in force.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::changelog::history::History;
use crate::chronicle::{self, Chronicle, Interval};
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::repository::{Document, Repository};

/// The documents of a repository, as they stand on the day of a history.
pub struct Documents<'h, 'r> {
    /// The repository.
    pub repository: &'r Repository,
    /// The day.
    pub on: NaiveDate,
    /// The documents by id, day by day.
    chronicles: BTreeMap<&'r str, Chronicle<'h, 'r>>,
    /// The documents that any version names as its data-processing agreement.
    data_processing: BTreeSet<&'r str>,
}

impl<'h, 'r> Documents<'h, 'r> {
    /// The documents of `history` on its day.
    pub fn of(history: &'h History<'r>) -> Self {
        let versions = history
            .repository
            .documents
            .values()
            .flat_map(|document| &document.versions);
        Self {
            repository: history.repository,
            on: history.on,
            chronicles: chronicle::all(history),
            data_processing: versions
                .filter_map(|own| own.front.personal_data.as_deref())
                .collect(),
        }
    }

    /// All documents, by id.
    pub fn documents(&self) -> impl Iterator<Item = &'r Document> + '_ {
        self.chronicles.values().map(|own| own.document)
    }

    /// The document `id`.
    pub fn document(&self, id: &str) -> Option<&'r Document> {
        self.chronicles.get(id).map(|own| own.document)
    }

    /// The document `id` day by day.
    pub fn chronicle(&self, id: &str) -> Option<&Chronicle<'h, 'r>> {
        self.chronicles.get(id)
    }

    /// What applies of the document on the day; `None` where nothing does.
    pub fn in_force(&self, id: &str) -> Option<&Interval<'r>> {
        let interval = self.chronicles.get(id)?.interval(self.on);
        interval.text.applies().then_some(interval)
    }

    /// What the document states of `fact`, as written; nothing where it states nothing.
    pub fn stated(&self, id: &str, fact: Fact) -> Vec<&'r str> {
        self.chronicles
            .get(id)
            .map(|own| own.values(fact, self.on))
            .unwrap_or_default()
    }

    /// The documents that state `relation` to the document `id`.
    pub fn stating(&self, relation: Relation, id: &str) -> Vec<&'r Document> {
        let states = |document: &&Document| {
            document.id != id
                && self
                    .stated(&document.id, Fact::Related(relation))
                    .contains(&id)
        };
        self.documents().filter(states).collect()
    }

    /// The agreements that the document belongs to; without any the first.
    pub fn agreements(&self, id: &str) -> Vec<&'r str> {
        let stated = self.stated(id, Fact::Agreements);
        if stated.is_empty() {
            let first = self.repository.settings.agreements.first();
            return first
                .map(|agreement| agreement.id.as_str())
                .into_iter()
                .collect();
        }
        stated
    }

    /// Whether any document names this one as its data-processing agreement.
    pub fn is_data_processing(&self, id: &str) -> bool {
        self.data_processing.contains(id)
    }

    /// Whether two documents are between the same parties; one that names none is taken to be.
    pub fn same_parties(&self, a: &str, b: &str) -> bool {
        let set = |id: &str| {
            self.stated(id, Fact::Parties)
                .into_iter()
                .collect::<BTreeSet<_>>()
        };
        let (a, b) = (set(a), set(b));
        a.is_empty() || b.is_empty() || a == b
    }
}
