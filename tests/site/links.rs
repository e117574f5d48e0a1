//! Every link of the site leads somewhere.

use std::collections::BTreeSet;

use avtalslogg::render::site::SiteFiles;

use super::site::{all, our_contracts, pages, site};

/// The file and the anchor that `href` on the page `from` means.
fn target(from: &str, href: &str) -> (String, Option<String>) {
    let (file, anchor) = href
        .split_once('#')
        .map_or((href, None), |(file, id)| (file, Some(id.to_owned())));
    if file.is_empty() {
        return (from.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = match file.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    parts.pop();
    for part in file.trim_start_matches('/').split('/') {
        match part {
            ".." => {
                parts
                    .pop()
                    .unwrap_or_else(|| panic!("{from}: {href} leaves the site"));
            }
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

fn broken(files: &SiteFiles) -> Vec<String> {
    let mut ids: BTreeSet<(String, String)> = BTreeSet::new();
    let mut links: Vec<(String, String)> = Vec::new();
    for (path, page) in pages(files) {
        for element in all(page.root_element(), "[id]") {
            let id = element.value().attr("id").unwrap_or_default().to_owned();
            assert!(
                ids.insert((path.to_owned(), id.clone())),
                "{path}: the id {id} stands twice"
            );
        }
        for selector in ["a[href]", "link[href]"] {
            for element in all(page.root_element(), selector) {
                links.push((
                    path.to_owned(),
                    element.value().attr("href").unwrap_or_default().to_owned(),
                ));
            }
        }
        for selector in ["[aria-labelledby]", "[aria-describedby]"] {
            for element in all(page.root_element(), selector) {
                for id in element
                    .value()
                    .attr("aria-labelledby")
                    .unwrap_or_default()
                    .split_whitespace()
                {
                    let known = ids.contains(&(path.to_owned(), id.to_owned()));
                    assert!(known, "{path}: no element is called {id}");
                }
            }
        }
    }
    let elsewhere = ["http:", "https:", "mailto:", "tel:"];
    links.retain(|(_, href)| !elsewhere.iter().any(|scheme| href.starts_with(scheme)));
    let leads = |(from, href): &(String, String)| {
        let (file, anchor) = target(from, href);
        files.contains_key(&file) && anchor.is_none_or(|anchor| ids.contains(&(file, anchor)))
    };
    assert!(links.len() > 100, "the links were found");
    links
        .iter()
        .filter(|link| !leads(link))
        .map(|(from, href)| format!("{from}: {href}"))
        .collect()
}

#[test]
fn every_link_and_anchor_exists_on_every_day() {
    for on in ["2022-02-23", "2022-02-24", "2022-12-31", "2026-01-01"] {
        let files = site(&our_contracts(), on);
        assert_eq!(broken(&files), [""; 0], "{on}");
    }
}

#[test]
fn two_agreements_have_their_own_pages_and_share_a_document() {
    let mut snapshot = our_contracts();
    let settings = snapshot.text("contracts/agreement.yaml").expect("settings");
    let settings = settings.replace(
        "page_title: Ändringar i kundavtalet}\n",
        "page_title: Ändringar i kundavtalet}\n  - {id: agentavtal, name: Agentavtalet, page_title: Ändringar i agentavtalet}\n",
    );
    snapshot.insert("contracts/agreement.yaml", settings.into_bytes());
    let path = "contracts/digitalt-mote.md";
    let text = snapshot.text(path).expect("a document");
    let text = text.replace(
        "agreements: [kundavtal]",
        "agreements: [kundavtal, agentavtal]",
    );
    snapshot.insert(path, text.into_bytes());
    let files = site(&snapshot, "2022-12-31");
    assert!(files.contains_key("andringar/agentavtal/2022/index.html"));
    assert!(files.contains_key("andringar/agentavtal/2022/2022-12-19/index.html"));
    assert!(!files.contains_key("andringar/agentavtal/2022/2022-02-24/index.html"));
    assert_eq!(broken(&files), [""; 0]);
}
