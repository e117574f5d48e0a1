//! What each reference of the newest texts names, in its own document or in another of the
//! repository.

use std::collections::BTreeMap;

use crate::diff::references::{
    Document as Named, Link, Numbers, State, Target, is_name_of, links, locate,
};
use crate::model::finding::Place;
use crate::model::repository::{Document, Repository};
use crate::model::section::SectionTree;

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands.
    pub place: Place,
    /// How it reads.
    pub text: String,
    /// How sure it is what it names.
    pub state: State,
    /// The document that it names: the id of one of the repository, else its name as the text has
    /// it. `None`: the document where it stands.
    pub document: Option<String>,
    /// What it names, where that is known.
    pub target: Option<Spot>,
}

/// A place in a text that a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The section's number.
    pub number: Option<String>,
    /// The section's title.
    pub title: String,
    /// The point's path of labels.
    pub point: Option<String>,
    /// The paragraph or sentence, as the text counts it ("andra").
    pub passage: Option<String>,
}

/// The references of the newest version of every document, in the order of documents and texts.
pub fn references(repository: &Repository) -> Vec<Reference> {
    let mut numbers = BTreeMap::new();
    let mut found = Vec::new();
    for document in repository.documents.values() {
        let version = document.newest();
        for link in links(&version.sections) {
            found.push(reference(repository, document, &link, &mut numbers));
        }
    }
    found
}

fn reference<'r>(
    repository: &'r Repository,
    document: &'r Document,
    link: &Link,
    numbers: &mut BTreeMap<&'r str, Numbers>,
) -> Reference {
    let version = document.newest();
    let span = locate(&version.text, link.block_span, &link.mention.text);
    let mut reference = Reference {
        place: Place::new(&version.path, span),
        text: link.mention.text.clone(),
        state: link.state,
        document: None,
        target: link
            .target
            .as_ref()
            .and_then(|target| named(&version.sections, target, link)),
    };
    let name = match &link.mention.document {
        Named::Other(name) if link.state == State::Elsewhere => name,
        Named::Unclear(name) if link.state == State::Unproven => {
            reference.document = Some(name.clone());
            return reference;
        }
        _ => return reference,
    };
    let Some(other) = called(repository, name, link.mention.link.as_deref()) else {
        reference.document = Some(name.clone());
        return reference;
    };
    let tree = &other.newest().sections;
    let known = numbers
        .entry(other.id.as_str())
        .or_insert_with(|| Numbers::of(tree));
    let target = known.resolve_there(tree, &link.mention, link.label);
    if other.id != document.id {
        reference.document = Some(other.id.clone());
    }
    reference.target = named(tree, &target, link);
    reference.state = match target {
        Target::Section(_) | Target::Point { .. } if other.id == document.id => State::Resolved,
        Target::Section(_) | Target::Point { .. } => State::Elsewhere,
        Target::Nowhere => State::Dangling,
        Target::Ambiguous | Target::Elsewhere => State::Unproven,
    };
    reference
}

/// The document of the repository that a link leads to or a text calls by its title: of several
/// titles the longest.
fn called<'r>(repository: &'r Repository, name: &str, link: Option<&str>) -> Option<&'r Document> {
    let file = link.map(|link| link.split('#').next().unwrap_or_default());
    let id = file.and_then(|file| file.rsplit('/').next()?.strip_suffix(".md"));
    if let Some(document) = id.and_then(|id| repository.documents.get(id)) {
        return Some(document);
    }
    let titled = repository
        .documents
        .values()
        .filter(|document| is_name_of(name, &document.newest().front.title));
    titled.max_by_key(|document| document.newest().front.title.len())
}

fn named(tree: &SectionTree, target: &Target, link: &Link) -> Option<Spot> {
    let (section, point) = match target {
        Target::Section(section) => (*section, None),
        Target::Point { section, label } => (*section, Some(label.clone())),
        _ => return None,
    };
    let section = tree.get(section);
    Some(Spot {
        number: section.number.clone(),
        title: section.title.clone(),
        point,
        passage: link.passage.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::snapshot::Snapshot;
    use crate::parse::repository::read;

    fn told(texts: &[(&str, &str, &str)]) -> Vec<String> {
        let files = texts.iter().map(|(id, title, body)| {
            let text =
                format!("---\nid: {id}\ntitle: {title}\nkind: btv\nversion: \"1.0\"\n---\n{body}");
            (format!("contracts/{id}.md"), text.into_bytes())
        });
        let snapshot = Snapshot::from_iter(files);
        let (repository, _) = read(&snapshot);
        let tell = |own: Reference| {
            let target = own.target.map(|target| {
                let point = target
                    .point
                    .map(|point| format!(" p {point}"))
                    .unwrap_or_default();
                format!(
                    " {} {}{point}",
                    target.number.unwrap_or_default(),
                    target.title
                )
            });
            let document = own
                .document
                .map(|name| format!(" @{name}"))
                .unwrap_or_default();
            format!(
                "{}: {:?}{}{document}",
                own.text,
                own.state,
                target.unwrap_or_default()
            )
        };
        references(&repository).into_iter().map(tell).collect()
    }

    const TERMS: &str = "# Allmänna villkor\n\n## 1 Parter\n\nText.\n\n## 2 Pris\n\n1. Fast.\n2. Rörligt.\n\n## 3 Tvist\n\nText.\n";

    #[test]
    fn a_reference_into_another_document_is_resolved_there() {
        let service = "# Journal\n\n## 1 Syfte\n\nEnligt avsnitt 2 i Allmänna villkor, Allmänna villkor avsnitt 9, [avsnitt 3](villkor.md#tvist), punkt 2 i avsnitt 2 i Allmänna villkor, artikel 28 i GDPR, avsnitt 2 och avsnitt 8.\n\n## 2 Drift\n\nText.\n\n## 3 Slut\n\nText.\n";
        assert_eq!(
            told(&[
                ("journal", "Journal", service),
                ("villkor", "Allmänna villkor", TERMS)
            ]),
            [
                "avsnitt 2: Elsewhere 2 Pris @villkor",
                "avsnitt 9: Dangling @villkor",
                "avsnitt 3: Elsewhere 3 Tvist @villkor",
                "punkt 2 i avsnitt 2: Elsewhere 2 Pris p 2 @villkor",
                "artikel 28: Elsewhere @GDPR",
                "avsnitt 2: Resolved 2 Drift",
                "avsnitt 8: Dangling",
            ]
        );
    }

    #[test]
    fn a_document_that_names_itself_means_itself() {
        let terms = TERMS.replace("Text.", "Se avsnitt 3 i Allmänna villkor.");
        let found = told(&[("villkor", "Allmänna villkor", &terms)]);
        assert_eq!(found, vec!["avsnitt 3: Resolved 3 Tvist"; 2]);
    }
}
