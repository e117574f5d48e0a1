//! The short texts of the site's own, from `contracts/pages/`: which there can be.

use std::collections::BTreeSet;

use super::address::{self, Here};
use super::context::Site;
use super::frame::Content;
use super::pages::Page;
use super::view::{Link, TextView};
use crate::args;
use crate::model::repository::Repository;

/// About the site, and the page for addresses that do not exist.
pub fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let say = |name: &str| site.words().say(name, args![]);
    let about = move |here: &Here| {
        let view = TextView {
            text: site.text(here, ABOUT, None),
            links: Vec::new(),
        };
        let title = say("other.about_title");
        Content::of(site, "about.html", title, Vec::new(), view)
    };
    let missing = move |here: &Here| {
        let link = |label: String, target: &str| Link {
            label,
            href: here.to(target),
        };
        let years = site.page_title(0);
        let links = vec![
            link(say("document.documents_title"), address::DOCUMENTS),
            link(years, address::YEARS),
        ];
        let view = TextView { text: None, links };
        let title = say("other.missing_title");
        Content::of(site, "missing.html", title, Vec::new(), view)
    };
    vec![
        Page::new(address::ABOUT, about),
        Page::new(address::MISSING, missing).anywhere(),
    ]
}

/// The lead of the start page.
pub const START: &str = "start";

/// The page about the site.
pub const ABOUT: &str = "om";

/// The lead of a year's page of the first agreement; those of others follow after a hyphen.
pub const CHANGES: &str = "andringar";

/// The opening of the page about the processing of personal data; its other parts follow after a
/// hyphen.
pub const PROCESSING: &str = "personuppgiftsbitrade";

/// How the agreements about the processing differ.
pub const DIFFERENCES: &str = "skillnader";

/// What they regulate above all.
pub const REGULATES: &str = "reglerar";

/// About the lists of signatories.
pub const LISTS: &str = "forteckningar";

/// Whom to ask.
pub const CONTACT: &str = "kontakt";

/// The name of the text of a year's page of the agreement `id`.
pub fn changes_of(id: &str) -> String {
    format!("{CHANGES}-{id}")
}

/// The name of the text `part` of the page about the processing: one of the parts above, an
/// agreement or a document.
pub fn processing(part: &str) -> String {
    format!("{PROCESSING}-{part}")
}

/// All names that the site of `repository` asks for, those of documents aside.
pub fn fixed(repository: &Repository) -> BTreeSet<String> {
    let alone = [START, ABOUT, CHANGES, PROCESSING].map(str::to_owned);
    let parts = [DIFFERENCES, REGULATES, LISTS, CONTACT].map(processing);
    let agreements = &repository.settings.agreements;
    let leads = agreements
        .iter()
        .skip(1)
        .map(|agreement| changes_of(&agreement.id));
    let families = agreements.iter().map(|agreement| processing(&agreement.id));
    alone
        .into_iter()
        .chain(parts)
        .chain(leads)
        .chain(families)
        .collect()
}

/// Whether the site of `repository` asks for the text `name`, also where only a part of its
/// documents was read.
pub fn is_known(repository: &Repository, name: &str) -> bool {
    let of_document = name
        .strip_prefix(PROCESSING)
        .and_then(|rest| rest.strip_prefix('-'));
    let exists = |id: &str| {
        repository.documents.contains_key(id)
            || repository.elsewhere.documents.contains(id)
            || repository.unreadable.contains(id)
            || repository.unreadable_drafts.contains_key(id)
    };
    fixed(repository).contains(name) || of_document.is_some_and(exists)
}
