//! The services, and the documents that describe them.

use std::collections::BTreeMap;

use crate::model::repository::{Document, Repository};

/// Finds the document of a service by any name that it has had.
#[derive(Debug, Clone)]
pub struct Services<'r> {
    by_name: BTreeMap<String, &'r Document>,
}

/// Whether `document` describes a service: its kind is listed as one, or, without kinds, it names one.
pub fn describes_a_service(repository: &Repository, document: &Document) -> bool {
    let front = &document.newest().front;
    match repository.settings.kind(&front.kind) {
        Some(kind) => kind.listed_as_service,
        None => repository.settings.kinds.is_empty() && front.service.is_some(),
    }
}

impl<'r> Services<'r> {
    /// The services of `repository`. An id goes before a name, a newer name before an older one.
    pub fn of(repository: &'r Repository) -> Self {
        let documents: Vec<&Document> =
            repository.documents.values().filter(|own| describes_a_service(repository, own)).collect();
        let mut by_name: BTreeMap<String, &'r Document> = BTreeMap::new();
        for document in &documents {
            by_name.insert(document.id.clone(), *document);
        }
        for document in &documents {
            for version in document.versions.iter().rev() {
                let names = version.front.service.iter().chain([&version.front.title]);
                for name in names {
                    by_name.entry(name.trim().to_lowercase()).or_insert(*document);
                }
            }
        }
        Self { by_name }
    }

    /// The document of the service that is called `name`, letter case aside.
    pub fn find(&self, name: &str) -> Option<&'r Document> {
        self.by_name.get(name.trim().to_lowercase().as_str()).copied()
    }

    /// The ids that begin most like `name`.
    pub fn nearest(&self, name: &str) -> Vec<&'r str> {
        let name = name.to_lowercase();
        let mut ids: Vec<&str> = self.by_name.values().map(|document| document.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let shared = |id: &str| id.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        ids.sort_by_key(|id| std::cmp::Reverse(shared(id)));
        ids.truncate(3);
        ids
    }
}
