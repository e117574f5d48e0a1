//! Addresses: which file a page is, and how one page leads to another from any folder.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::model::slug::slug;
use crate::model::version::VersionNumber;

/// The stylesheet.
pub(super) const STYLE: &str = "stil.css";
/// The start page.
pub(super) const START: &str = "index.html";
/// The page for addresses that do not exist.
pub(super) const MISSING: &str = "404.html";
/// The index of the years.
pub(super) const YEARS: &str = "andringar/index.html";
/// What is decided and not in effect yet.
pub(super) const COMING: &str = "kommande/index.html";
/// All documents.
pub(super) const DOCUMENTS: &str = "dokument/index.html";
/// The agreements about the processing of personal data.
pub(super) const PROCESSING: &str = "personuppgiftsbitrade/index.html";
/// About the site.
pub(super) const ABOUT: &str = "om/index.html";

/// The feed of everything.
pub(super) const FEED: &str = "andringar.xml";
/// The calendar of everything.
pub(super) const CALENDAR: &str = "datum.ics";

/// What all services state about the processing of personal data.
pub(super) const PERSONAL_DATA: &str = "personuppgifter/index.html";

/// The same table as a file, `csv` or `json`.
pub(super) fn personal_data_file(kind: &str) -> String {
    format!("personuppgifter/personuppgifter.{kind}")
}

/// One particular of all services.
pub(super) fn particular(name: &str) -> String {
    format!("personuppgifter/{name}/index.html")
}

/// What one service states about the processing of personal data.
pub(super) fn processing_of(id: &str) -> String {
    format!("dokument/{id}/personuppgifter/index.html")
}

/// The script that searches a list of signatories.
pub(super) const LIST_SCRIPT: &str = "tecknade/lista.js";

/// The page of those who have signed a document.
pub(super) fn register(id: &str) -> String {
    format!("tecknade/{id}/index.html")
}

/// The same list as a file, `csv` or `json`.
pub(super) fn register_file(id: &str, kind: &str) -> String {
    format!("tecknade/{id}/{id}.{kind}")
}

/// A document's own feed.
pub(super) fn feed(id: &str) -> String {
    format!("dokument/{id}/{FEED}")
}

/// A document's own calendar.
pub(super) fn calendar(id: &str) -> String {
    format!("dokument/{id}/{CALENDAR}")
}

/// The page of a year's changes; `agreement` is `None` for the first agreement.
pub(super) fn year(agreement: Option<&str>, year: i32) -> String {
    match agreement {
        Some(id) => format!("andringar/{id}/{year}/index.html"),
        None => format!("andringar/{year}/index.html"),
    }
}

/// The page of what takes effect in a year.
pub(super) fn effects(year: i32) -> String {
    format!("andringar/{year}/galler/index.html")
}

/// The page of one release.
pub(super) fn release(agreement: Option<&str>, date: NaiveDate) -> String {
    let year = year(agreement, date.year());
    format!("{}{date}/index.html", year.trim_end_matches("index.html"))
}

/// A document's own page.
pub(super) fn document(id: &str) -> String {
    format!("dokument/{id}/index.html")
}

/// The page of one version.
pub(super) fn version(id: &str, version: &VersionNumber) -> String {
    format!("dokument/{id}/{version}/index.html")
}

/// The page that compares two versions.
pub(super) fn comparison(id: &str, old: &VersionNumber, new: &VersionNumber) -> String {
    format!("dokument/{id}/{old}-{new}/index.html")
}

/// Gives out anchors that are unique on one page.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
    /// The next number for what was wanted more than once.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// Anchors beside those that the page itself uses.
    pub(super) fn beside(own: &[&str]) -> Self {
        Self {
            taken: own.iter().map(|&id| id.to_owned()).collect(),
            next: BTreeMap::new(),
        }
    }

    /// The anchor of a section: its id, else its number, else its title.
    pub(super) fn section(
        &mut self,
        id: Option<&str>,
        number: Option<&str>,
        title: &str,
    ) -> String {
        let words = slug(title);
        let wanted = match (id.map(slug), number.map(slug)) {
            (Some(id), _) if !id.is_empty() => id,
            (_, Some(number)) if !number.is_empty() => format!("avsnitt-{number}"),
            _ if words.is_empty() => "avsnitt".to_owned(),
            _ => words,
        };
        self.unique(&wanted)
    }

    /// `wanted`, or with a number after it where it is taken.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let next = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let anchor = format!("{wanted}-{next}");
            *next += 1;
            if self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

/// The page that links are written on.
#[derive(Debug, Clone)]
pub struct Here {
    path: String,
    /// Set where the page is served at addresses that are not its own.
    absolute: Option<String>,
}

impl Here {
    /// The page at `path`.
    pub fn at(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            absolute: None,
        }
    }

    /// A page whose links hold at any address of the site at `base_url`.
    pub fn anywhere(path: &str, base_url: &str) -> Self {
        let after_scheme = base_url
            .split_once("://")
            .map_or(base_url, |(_, rest)| rest);
        let root = after_scheme.find('/').map_or("/", |at| &after_scheme[at..]);
        Self {
            path: path.to_owned(),
            absolute: Some(root.to_owned()),
        }
    }

    /// A page that stands outside the site at `base_url`; its links lead there.
    pub fn outside(path: &str, base_url: &str) -> Self {
        Self {
            path: path.to_owned(),
            absolute: Some(format!("{}/", base_url.trim_end_matches('/'))),
        }
    }

    /// No page of the site: every link leads to the site at `base_url`.
    pub fn absolute(base_url: &str) -> Self {
        Self {
            path: String::new(),
            absolute: Some(base_url.to_owned()),
        }
    }

    /// The page's own path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address that leads from here to `target`, a file's path with or without an anchor. The
    /// file's name is part of it, so that the site also works from a folder without a server.
    pub fn to(&self, target: &str) -> String {
        if let Some(root) = &self.absolute {
            return format!("{root}{target}");
        }
        let (file, anchor) = target
            .split_once('#')
            .map_or((target, None), |(file, id)| (file, Some(id)));
        if let Some(anchor) = anchor.filter(|_| file == self.path) {
            return format!("#{anchor}");
        }
        let own: Vec<&str> = self.path.split('/').collect();
        let other: Vec<&str> = target.split('/').collect();
        let folders = own.len() - 1;
        let most = folders.min(other.len() - 1);
        let shared = (0..most).take_while(|at| own[*at] == other[*at]).count();
        let mut address = "../".repeat(folders - shared);
        address.push_str(&other[shared..].join("/"));
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_any_folder() {
        let here = Here::at("andringar/2022/index.html");
        assert_eq!(here.to("stil.css"), "../../stil.css");
        assert_eq!(
            here.to("andringar/2022/2022-12-19/index.html"),
            "2022-12-19/index.html"
        );
        assert_eq!(
            here.to("dokument/a/1.0-2.0/index.html#b"),
            "../../dokument/a/1.0-2.0/index.html#b"
        );
        assert_eq!(here.to("andringar/2022/index.html#b"), "#b");
        assert_eq!(here.to("andringar/index.html"), "../index.html");
        assert_eq!(Here::at("index.html").to("om/index.html"), "om/index.html");
    }

    #[test]
    fn the_page_for_missing_addresses_links_from_the_root() {
        let of = |base: &str| Here::anywhere("404.html", base).to("om/index.html");
        assert_eq!(of("https://avtal.example.se/"), "/om/index.html");
        assert_eq!(of("https://example.se/avtal/"), "/avtal/om/index.html");
        assert_eq!(of("https://example.se"), "/om/index.html");
    }

    #[test]
    fn anchors_are_unique_and_prefer_the_stable_id() {
        let mut anchors = Anchors::beside(&["innehall"]);
        assert_eq!(
            anchors.section(Some("behandling"), Some("6"), "Behandling"),
            "behandling"
        );
        assert_eq!(
            anchors.section(None, Some("6.2"), "Instruktioner"),
            "avsnitt-6-2"
        );
        assert_eq!(
            anchors.section(None, Some("6.2"), "Instruktioner"),
            "avsnitt-6-2-2"
        );
        assert_eq!(anchors.section(None, None, "Innehåll"), "innehall-2");
        assert_eq!(anchors.section(None, None, ""), "avsnitt");
    }
}
