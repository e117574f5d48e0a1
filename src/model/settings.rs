//! What agreement.yaml says about the publisher, the agreements and their rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::finding::{Code, Language, Level};
use super::record::{Effect, Materiality};
use super::span::Located;

/// The settings of a contract repository; every part has a sensible default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How the files are written: 1, with seals inside the records, or 2.
    pub format: u32,
    /// Who publishes.
    pub publisher: String,
    /// The language of pages and findings.
    pub language: Language,
    /// The site's address, ending in `/`.
    pub base_url: String,
    /// Whom to ask.
    pub contact: Contact,
    /// The agreements; the first owns `andringar/<year>/`.
    pub agreements: Vec<Agreement>,
    /// The roles that documents name; the first is the publisher's own.
    pub parties: Vec<Party>,
    /// The rules of notice, in the order of the file.
    pub notice: Vec<NoticeRule>,
    /// The kinds of document.
    pub kinds: Vec<Kind>,
    /// Whom a change can concern.
    pub customer_categories: Vec<String>,
    /// What the contracts call the one whose duties count; empty: the usual words.
    pub customer_terms: Vec<String>,
    /// Levels that depart from the codes' own, by code.
    pub levels: BTreeMap<String, Level>,
    /// What a customer who does not agree with a significant change can do.
    pub significant_change: Option<String>,
    /// Since when each register of signatories is what it is, by document.
    pub registers: BTreeMap<String, RegisterFacts>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: 1,
            publisher: String::new(),
            language: Language::Sv,
            base_url: "https://avtal.example/".to_owned(),
            contact: Contact::default(),
            agreements: vec![Agreement {
                id: "kundavtal".to_owned(),
                name: "Kundavtalet".to_owned(),
                short_name: "Kundavtalet".to_owned(),
                page_title: None,
                precedence: Vec::new(),
            }],
            parties: Vec::new(),
            customer_terms: Vec::new(),
            notice: Vec::new(),
            kinds: Vec::new(),
            customer_categories: Vec::new(),
            levels: BTreeMap::new(),
            significant_change: None,
            registers: BTreeMap::new(),
        }
    }
}

/// The newest format that this program reads and writes.
pub const NEWEST_FORMAT: u32 = 2;

impl Settings {
    /// Whether seals are files of their own.
    pub fn seals_apart(&self) -> bool {
        self.format >= 2
    }

    /// The level at which findings of `code` count, where nothing else is said of one.
    pub fn level_of(&self, code: &Code) -> Level {
        match self.levels.get(code.name) {
            Some(level) if code.firm => code.level.max(*level),
            Some(level) => *level,
            None => code.level,
        }
    }

    /// The kind with the id `id`.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The agreement with the id `id`.
    pub fn agreement(&self, id: &str) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.id == id)
    }

    /// The role with the id `id`.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The publisher's own role: the first one.
    pub fn own_party(&self) -> Option<&Party> {
        self.parties.first()
    }
}

/// Whom the reader can ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// The office.
    pub name: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// An agreement that documents belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: String,
    /// Its name, such as "Kundavtalet".
    pub name: String,
    /// What running text calls it; the name where nothing else is given.
    pub short_name: String,
    /// The heading of its change pages without the year.
    pub page_title: Option<String>,
    /// Which of its parts goes before which where two disagree; empty where the main agreement
    /// alone says so.
    pub precedence: Vec<Rank>,
}

/// A place in an agreement's order of precedence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The place; the lowest goes before all others.
    pub rank: Located<u32>,
    /// What stands there.
    pub part: Part,
}

/// What an order of precedence ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One document, by its id.
    Document(Located<String>),
    /// All documents of a kind, by the kind's id.
    Kind(Located<String>),
}

impl Part {
    /// The id as written, with its place.
    pub fn id(&self) -> &Located<String> {
        match self {
            Part::Document(id) | Part::Kind(id) => id,
        }
    }
}

/// A role that documents name as one of their parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name on the pages.
    pub label: String,
}

/// What agreement.yaml says about a register of signatories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterFacts {
    /// The day of which the list is.
    pub updated: Option<Located<NaiveDate>>,
    /// Where the document is named.
    pub document: Located<String>,
}

/// How much notice changes need from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRule {
    /// The first publication date for which the rule holds.
    pub from: Located<NaiveDate>,
    /// The kinds of document it holds for; empty: all.
    pub kinds: Vec<Located<String>>,
    /// The label it holds for; `None`: both.
    pub materiality: Option<Materiality>,
    /// The period for each effect that needs one.
    pub periods: BTreeMap<Effect, Period>,
}

impl NoticeRule {
    /// Whether both rules hold from one day for a change that both are about: then neither says how
    /// much notice it needs.
    pub fn contradicts(&self, other: &NoticeRule) -> bool {
        let kinds = self.kinds.is_empty()
            || other.kinds.is_empty()
            || self
                .kinds
                .iter()
                .any(|kind| other.kinds.iter().any(|own| own.value == kind.value));
        let materiality = match (self.materiality, other.materiality) {
            (Some(own), Some(of_other)) => own == of_other,
            _ => true,
        };
        let effect = self
            .periods
            .keys()
            .any(|effect| other.periods.contains_key(effect));
        self.from.value == other.from.value && kinds && materiality && effect
    }
}

/// A period of notice: calendar months, then days, then up to a fixed day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// Calendar months, clamped to the month's end.
    pub months: u32,
    /// Days after that.
    pub days: u32,
    /// The day to which the result is moved forward.
    pub until: Option<Until>,
}

/// A day to which a notice period runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The first day of a month.
    FirstOfMonth,
    /// A fixed day of the year.
    DayOfYear {
        /// The month, 1 to 12.
        month: u32,
        /// The day, 1 to 31.
        day: u32,
    },
}

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// Its name on the pages.
    pub label: String,
    /// Whether a new document of the kind is announced as a service.
    pub listed_as_service: bool,
    /// The template that `new` starts from.
    pub skeleton: Option<String>,
    /// Titles of sections that every document of the kind has.
    pub required_sections: Vec<String>,
    /// Whether documents of the kind regulate how personal data may be processed: the page about
    /// that tells of them.
    pub regulates_processing: bool,
    /// What a document of the kind that processes personal data states about the processing.
    pub particulars: Vec<Particular>,
    /// The title of the section with the controller's instructions to the processor.
    pub instructions: Option<String>,
}

/// Something that must be stated about a processing of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particular {
    /// Its id.
    pub id: String,
    /// Its name on the pages.
    pub label: String,
    /// The headings, or the lead words of a point or a table row, under which it stands; never
    /// empty.
    pub titles: Vec<String>,
}
