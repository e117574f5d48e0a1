//! Files that nothing asks for: a page, a template or a skeleton of a name that nobody knows has no
//! effect, and its author believes that it has.

use std::collections::BTreeSet;

use super::site::texts;
use super::templates::{EMBEDDED, FOLDER};
use crate::model::codes::reading as codes;
use crate::model::finding::{Code, Finding, Place};
use crate::model::places;
use crate::model::repository::Repository;
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;

const SKELETONS: &str = "skeletons/";

/// The skeletons of `init` and `new`: a file of such a name replaces one, whether or not a kind
/// names it.
const BUILT_IN: [&str; 6] = [
    "agreement.en.yaml",
    "agreement.yaml",
    "btv.en.md",
    "btv.md",
    "year.en.md",
    "year.md",
];

/// Findings about the pages and templates of `repository` that its site never asks for.
pub fn all(repository: &Repository, snapshot: &Snapshot) -> Vec<Finding> {
    let at =
        |code: &'static Code, path: String| Finding::new(code, Place::new(path, Span::default()));
    let unknown = repository
        .pages
        .keys()
        .filter(|name| !texts::is_known(repository, name));
    let known: Vec<String> = texts::fixed(repository).into_iter().collect();
    let pages = unknown
        .map(|name| at(&codes::UNKNOWN_PAGE, places::page(name)).with("known", known.join(", ")));
    let own: Vec<&str> = snapshot
        .iter()
        .filter_map(|(path, _)| path.strip_prefix(FOLDER))
        .collect();
    let is_asked_for = |name: &&&str| {
        let hidden = name.split('/').any(|part| part.starts_with('.'));
        hidden || EMBEDDED.iter().any(|(own, _)| own == *name) || is_included(snapshot, &own, name)
    };
    let (skeletons, templates): (Vec<&str>, Vec<&str>) = own
        .iter()
        .filter(|name| !is_asked_for(name))
        .partition(|name| name.starts_with(SKELETONS));
    let named: BTreeSet<&str> = repository
        .settings
        .kinds
        .iter()
        .filter_map(|kind| kind.skeleton.as_deref())
        .collect();
    let templates = templates
        .into_iter()
        .map(|name| at(&codes::UNKNOWN_TEMPLATE, format!("{FOLDER}{name}")));
    let skeletons = skeletons.into_iter().filter(|name| {
        let name = &name[SKELETONS.len()..];
        !named.contains(name) && !BUILT_IN.contains(&name)
    });
    let skeletons = skeletons.map(|name| at(&codes::UNUSED_SKELETON, format!("{FOLDER}{name}")));
    pages.chain(templates).chain(skeletons).collect()
}

/// Whether another own template names `name`, as one does that includes it.
fn is_included(snapshot: &Snapshot, own: &[&str], name: &str) -> bool {
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    let others = own
        .iter()
        .filter(|other| **other != name && !other.starts_with(SKELETONS));
    let mut texts = others.filter_map(|other| snapshot.text(&format!("{FOLDER}{other}")));
    texts.any(|text| quoted.iter().any(|quoted| text.contains(quoted)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let snapshot: Snapshot = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes().to_vec()))
            .collect();
        let (repository, _) = parse::repository::read(&snapshot);
        let found: Vec<String> = all(&repository, &snapshot)
            .iter()
            .map(|finding| format!("{} {}", finding.code, finding.place.path))
            .collect();
        assert_eq!(found, expected);
    }

    const SETTINGS: (&str, &str) = (
        "contracts/agreement.yaml",
        "publisher: X AB\nagreements:\n  - {id: a, name: A}\n  - {id: b, name: B}\nkinds:\n  - {id: btv, label: B, skeleton: btv.md}\n",
    );

    #[test]
    fn a_page_of_a_name_that_the_site_never_asks_for_is_found() {
        let document = "---\nid: pub\ntitle: T\nversion: \"1\"\n---\n# T\n";
        let pages = [
            "om",
            "omm",
            "Om",
            "andringar",
            "andringar-a",
            "andringar-b",
            "andringar-c",
        ];
        let parts = [
            "personuppgiftsbitrade-pub",
            "personuppgiftsbitrade-kontakt",
            "personuppgiftsbitrade-puub",
        ];
        let paths: Vec<String> = pages
            .iter()
            .chain(&parts)
            .map(|name| places::page(name))
            .collect();
        let mut files = vec![SETTINGS, ("contracts/pub.md", document)];
        files.extend(paths.iter().map(|path| (path.as_str(), "Text.\n")));
        let unknown = [
            "Om",
            "andringar-a",
            "andringar-c",
            "omm",
            "personuppgiftsbitrade-puub",
        ];
        let expected: Vec<String> = unknown
            .iter()
            .map(|name| format!("unknown-page contracts/pages/{name}.md"))
            .collect();
        check(
            &files,
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }

    #[test]
    fn a_template_that_replaces_none_and_that_none_includes_is_found() {
        check(
            &[
                SETTINGS,
                ("templates/start.html", "{% include \"eget.html\" %}"),
                ("templates/eget.html", "x"),
                ("templates/stert.html", "x"),
                ("templates/delar/start.html", "x"),
                ("templates/.dold.html", "x"),
                ("templates/skeletons/btv.md", "x"),
                ("templates/skeletons/btw.md", "x"),
            ],
            &[
                "unknown-template templates/delar/start.html",
                "unknown-template templates/stert.html",
                "unused-skeleton templates/skeletons/btw.md",
            ],
        );
    }
}
