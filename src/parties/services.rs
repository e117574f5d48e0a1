//! The services, and the documents that describe them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::names;
use crate::model::repository::{Document, Repository};

/// Finds the document of a service by any name that it has had.
#[derive(Debug, Clone)]
pub struct Services<'r> {
    by_name: BTreeMap<String, &'r Document>,
    ids: BTreeSet<&'r str>,
}

/// Whether `document` describes a service: its kind is listed as one, or, without kinds, it names
/// one.
pub fn describes_a_service(repository: &Repository, document: &Document) -> bool {
    let front = &document.newest().front;
    match repository.settings.kind(&front.kind) {
        Some(kind) => kind.listed_as_service,
        None => repository.settings.kinds.is_empty() && front.service.is_some(),
    }
}

impl<'r> Services<'r> {
    /// The services of `repository`. An id goes before a name, today's name of one before an older
    /// one of another.
    pub fn of(repository: &'r Repository) -> Self {
        let documents: Vec<&Document> = repository
            .documents
            .values()
            .filter(|own| describes_a_service(repository, own))
            .collect();
        let mut by_name: BTreeMap<String, &'r Document> = BTreeMap::new();
        for document in &documents {
            by_name.insert(document.id.clone(), *document);
        }
        let newest = documents
            .iter()
            .map(|document| (*document, document.newest()));
        let older = documents.iter().flat_map(|document| {
            document
                .versions
                .iter()
                .rev()
                .skip(1)
                .map(|version| (*document, version))
        });
        for (document, version) in newest.chain(older) {
            for name in version.front.service.iter().chain([&version.front.title]) {
                by_name.entry(names::folded(name)).or_insert(document);
            }
        }
        let ids = documents
            .iter()
            .map(|document| document.id.as_str())
            .collect();
        Self { by_name, ids }
    }

    /// The document of the service that is called `name`, letter case aside.
    pub fn find(&self, name: &str) -> Option<&'r Document> {
        self.by_name.get(&names::folded(name)).copied()
    }

    /// The ids of the documents, in order.
    pub fn ids(&self) -> impl Iterator<Item = &'r str> + use<'r, '_> {
        self.ids.iter().copied()
    }
}
