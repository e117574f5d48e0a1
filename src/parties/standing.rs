//! What the documents state about each other on a day, and which text of each is in force.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::in_force::{InForce, Spell};
use crate::changelog::amendment::Amendment;
use crate::changelog::facts;
use crate::changelog::history::History;
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::repository::{Document, Repository};

/// The documents of a repository, as they stand on the day of a history.
pub struct Standing<'h, 'r> {
    /// The repository.
    pub repository: &'r Repository,
    /// The day.
    pub on: NaiveDate,
    /// The documents with a published text, by id.
    documents: BTreeMap<&'r str, Own<'h, 'r>>,
    /// The documents that any version names as its data-processing agreement.
    data_processing: BTreeSet<&'r str>,
}

struct Own<'h, 'r> {
    document: &'r Document,
    amendments: Vec<&'h Amendment<'r>>,
    in_force: InForce<'r>,
}

impl<'h, 'r> Standing<'h, 'r> {
    /// The documents of `history` on its day.
    pub fn of(history: &'h History<'r>) -> Self {
        let mut amendments: BTreeMap<&'r str, Vec<&'h Amendment<'r>>> = BTreeMap::new();
        for amendment in &history.amendments {
            amendments.entry(amendment.document.id.as_str()).or_default().push(amendment);
        }
        let own = |(id, amendments): (&'r str, Vec<&'h Amendment<'r>>)| {
            let in_force = InForce::of(&amendments, history.on);
            (id, Own { document: amendments[0].document, amendments, in_force })
        };
        let versions = history.repository.documents.values().flat_map(|document| &document.versions);
        Self {
            repository: history.repository,
            on: history.on,
            documents: amendments.into_iter().map(own).collect(),
            data_processing: versions.filter_map(|own| own.front.personal_data.as_deref()).collect(),
        }
    }

    /// All documents, by id.
    pub fn documents(&self) -> impl Iterator<Item = &'r Document> + '_ {
        self.documents.values().map(|own| own.document)
    }

    /// The document `id`.
    pub fn document(&self, id: &str) -> Option<&'r Document> {
        self.documents.get(id).map(|own| own.document)
    }

    /// The document's amendments, oldest first.
    pub fn amendments(&self, id: &str) -> &[&'h Amendment<'r>] {
        self.documents.get(id).map_or(&[], |own| own.amendments.as_slice())
    }

    /// What was in force of the document on `day`.
    pub fn in_force(&self, id: &str, day: NaiveDate) -> Option<&Spell<'r>> {
        self.documents.get(id)?.in_force.on(day)
    }

    /// From which day the document has a text.
    pub fn first_day(&self, id: &str) -> Option<NaiveDate> {
        self.documents.get(id)?.in_force.spells.first().map(|spell| spell.since)
    }

    /// What the document states of `fact`, as written; nothing where it states nothing.
    pub fn stated(&self, id: &str, fact: Fact) -> Vec<&'r str> {
        let stated = facts::on(self.amendments(id), fact, self.on, self.on);
        stated.map(|stated| stated.version.front.fact(fact)).unwrap_or_default()
    }

    /// The documents that state `relation` to the document `id`.
    pub fn stating(&self, relation: Relation, id: &str) -> Vec<&'r Document> {
        let states = |document: &&Document| {
            document.id != id && self.stated(&document.id, Fact::Related(relation)).contains(&id)
        };
        self.documents().filter(states).collect()
    }

    /// The agreements that the document belongs to; without any the first.
    pub fn agreements(&self, id: &str) -> Vec<&'r str> {
        let stated = self.stated(id, Fact::Agreements);
        if stated.is_empty() {
            let first = self.repository.settings.agreements.first();
            return first.map(|agreement| agreement.id.as_str()).into_iter().collect();
        }
        stated
    }

    /// Whether any document names this one as its data-processing agreement.
    pub fn is_data_processing(&self, id: &str) -> bool {
        self.data_processing.contains(id)
    }

    /// Whether two documents are between the same parties; one that names none is taken to be.
    pub fn same_parties(&self, a: &str, b: &str) -> bool {
        let set = |id: &str| self.stated(id, Fact::Parties).into_iter().collect::<BTreeSet<_>>();
        let (a, b) = (set(a), set(b));
        a.is_empty() || b.is_empty() || a == b
    }
}
