//! Whose definitions hold in which document.
//!
//! A document's own definitions hold in it. So do those of a definitions document of the same
//! agreement, and those of documents that it stands in a relation to or names by their titles.

use super::definitions::is_title;
use crate::model::relation::Relation;
use crate::model::repository::{Document, Repository, Version};

/// A shorter title is a word like others.
const SHORT: usize = 8;

/// The documents whose definitions hold in `version` of the document `id`, that one aside, by id.
pub fn sources<'r>(repository: &'r Repository, id: &str, version: &Version) -> Vec<&'r Document> {
    let others = repository.documents.values().filter(|own| own.id != id);
    others
        .filter(|own| holds(repository, own, version))
        .collect()
}

/// The documents in which the definitions of `id` hold, that one aside, by id.
pub fn reached<'r>(repository: &'r Repository, id: &str) -> Vec<&'r Document> {
    let Some(source) = repository.documents.get(id) else {
        return Vec::new();
    };
    let others = repository.documents.values().filter(|own| own.id != id);
    others
        .filter(|own| holds(repository, source, own.newest()))
        .collect()
}

/// Whether a document is there to define terms for others.
pub fn defines_for_others(version: &Version) -> bool {
    is_title(&version.front.title)
}

fn holds(repository: &Repository, source: &Document, version: &Version) -> bool {
    let own = source.newest();
    let shared = defines_for_others(own) && {
        let (a, b) = (agreements(repository, own), agreements(repository, version));
        a.iter().any(|id| b.contains(id))
    };
    let related = Relation::ALL
        .iter()
        .filter(|relation| **relation != Relation::Replaces)
        .any(|relation| {
            let ids = version.front.related(*relation);
            ids.iter().any(|id| id.value == source.id)
        });
    let title = own.front.title.as_str();
    let named = || title.chars().count() >= SHORT && version.text.contains(title);
    shared || related || named()
}

/// The agreements that a version belongs to: the first one where it names none.
fn agreements<'r>(repository: &'r Repository, version: &'r Version) -> Vec<&'r str> {
    if version.front.agreements.is_empty() {
        let first = repository.settings.agreements.first();
        return first.map(|own| own.id.as_str()).into_iter().collect();
    }
    let named = version.front.agreements.iter();
    named.map(|own| own.value.as_str()).collect()
}
