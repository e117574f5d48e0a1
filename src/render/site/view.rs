//! What the templates see: the only serialised shapes of the site.

pub mod document;
pub mod particulars;
pub mod processing;
pub mod register;
pub mod release;

use chrono::NaiveDate;
use serde::Serialize;

use crate::dates::words;
use crate::model::finding::Language;
use crate::render::templates::Html;

/// A day, for machines and for people.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// `2022-12-19`.
    pub iso: String,
    /// `19 december 2022`, with hard spaces.
    pub long: String,
}

impl Day {
    /// `date` in `language`.
    pub fn new(date: NaiveDate, language: Language) -> Self {
        Self {
            iso: date.to_string(),
            long: words::long(date, language).replace(' ', "\u{a0}"),
        }
    }
}

/// A link.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it leads from this page.
    pub href: String,
}

/// A page: the frame around its content.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The language's code.
    pub language: &'static str,
    /// The title without the publisher.
    pub title: String,
    /// The page's permanent address.
    pub canonical: String,
    /// The address of the stylesheet.
    pub style: String,
    /// The address of the feed of everything.
    pub feed: String,
    /// The address of the calendar of everything.
    pub calendar: String,
    /// Who publishes.
    pub publisher: String,
    /// The name of the first agreement.
    pub agreement: String,
    /// The start page.
    pub start: String,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// Whom to ask.
    pub contact: ContactView,
    /// What the page was made from.
    pub origin: Origin,
    /// Whether the site shows drafts.
    pub drafts: bool,
    /// The content.
    pub content: Html,
}

/// An entry of the main menu; its words stand in the words template.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    /// `changes`, `coming`, `documents`, `processing` or `about`.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether this page stands below it.
    pub within: bool,
}

/// Whom to ask.
#[derive(Debug, Serialize, Default)]
pub struct ContactView {
    /// The office.
    pub name: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its telephone number, as printed.
    pub phone: Option<String>,
    /// Its telephone number, as dialled.
    pub dial: Option<String>,
}

/// What a page was made from.
#[derive(Debug, Serialize)]
pub struct Origin {
    /// The day that "in force" and "next" refer to.
    pub day: Day,
    /// The versions whose texts stand on the page, with the digest of each file.
    pub sources: Vec<Source>,
    /// For pages made from many texts: how many, and one digest over all.
    pub count: usize,
    /// The digest over all published texts.
    pub digest: String,
}

/// A text that a page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// The document's title.
    pub title: String,
    /// The version's number.
    pub version: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
}

/// What every content template sees beside its own view.
#[derive(Debug, Serialize)]
pub struct ContentView<T> {
    /// What the page is called: its heading, and what its title begins with.
    pub title: String,
    /// The publisher without "AB".
    pub publisher: String,
    /// The page's own facts.
    pub page: T,
}

/// The start page.
#[derive(Debug, Serialize)]
pub struct StartView {
    /// The agreement's name.
    pub title: String,
    /// The lead.
    pub lead: Option<Html>,
    /// The latest releases.
    pub releases: Vec<ReleaseSummary>,
    /// What is decided and not in effect yet.
    pub coming: Vec<release::ComingDay>,
    /// The page with all that is coming.
    pub coming_href: String,
    /// The page with all years.
    pub years_href: String,
    /// The list of documents.
    pub documents_href: String,
    /// How many documents there are.
    pub documents: usize,
}

/// A release in one line.
#[derive(Debug, Serialize)]
pub struct ReleaseSummary {
    /// When.
    pub day: Day,
    /// A heading of its own, where it has one.
    pub heading: Option<String>,
    /// Its page.
    pub href: String,
    /// The new services.
    pub services: Vec<Link>,
    /// Other new documents.
    pub documents: Vec<Link>,
    /// The changed documents.
    pub improved: Vec<Link>,
}

/// The index of the years.
#[derive(Debug, Serialize)]
pub struct YearsView {
    /// The agreements with their years.
    pub agreements: Vec<AgreementYears>,
}

/// The years of one agreement.
#[derive(Debug, Serialize)]
pub struct AgreementYears {
    /// The agreement's name.
    pub name: String,
    /// Its years, newest first.
    pub years: Vec<YearSummary>,
}

/// A year in one line.
#[derive(Debug, Serialize)]
pub struct YearSummary {
    /// The year.
    pub year: i32,
    /// The page's title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its releases.
    pub releases: Vec<ReleaseSummary>,
}

/// A page with nothing but a text.
#[derive(Debug, Serialize)]
pub struct TextView {
    /// The text.
    pub text: Option<Html>,
    /// Pages to go on with.
    pub links: Vec<Link>,
}
