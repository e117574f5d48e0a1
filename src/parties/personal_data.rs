//! What each service states about the processing of personal data, from day to day.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::in_force;
use super::services;
use crate::changelog::amendment::Amendment;
use crate::changelog::facts;
use crate::changelog::history::History;
use crate::changelog::particulars::{self, Passage};
use crate::consolidate::{self, Consolidation};
use crate::model::record::Fact;
use crate::model::repository::{Document, Repository};
use crate::model::settings::{Particular, Settings};
use crate::parse::sections;

/// A service over time.
#[derive(Debug, Clone)]
pub struct Service<'r> {
    /// Its document.
    pub document: &'r Document,
    /// What it states, a new state for each day on which something of it changed; earliest first, never empty.
    pub states: Vec<State<'r>>,
    /// From which day the service is no longer offered.
    pub ends: Option<NaiveDate>,
}

/// What a service states from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State<'r> {
    /// From when.
    pub since: NaiveDate,
    /// The service's title.
    pub title: &'r str,
    /// The versions in force, as a reader names a text.
    pub versions: String,
    /// The id of its data-processing agreement; `None` where no personal data are processed.
    pub agreement: Option<&'r str>,
    /// The particulars of its kind, each with its words in Markdown, where it is stated; none without an agreement.
    pub particulars: Vec<(&'r Particular, Option<String>)>,
}

impl<'r> State<'r> {
    /// What the service states of the particular with the id `id`.
    pub fn particular(&self, id: &str) -> Option<&str> {
        self.particulars.iter().find(|(own, _)| own.id == id).and_then(|(_, text)| text.as_deref())
    }

    fn says_the_same(&self, other: &State<'_>) -> bool {
        self.agreement == other.agreement && self.particulars == other.particulars
    }
}

impl<'r> Service<'r> {
    /// What it states on `day`; `None` before its first text and after its end.
    pub fn on(&self, day: NaiveDate) -> Option<&State<'r>> {
        let ended = self.ends.is_some_and(|end| end <= day);
        self.states.iter().rev().find(|state| state.since <= day).filter(|_| !ended)
    }

    /// Since when its agreement is the one that it is on `day`.
    pub fn agreement_since(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.since(day, |state| state.agreement.map(str::to_owned))
    }

    /// Since when the particular `id` has the words that it has on `day`.
    pub fn particular_since(&self, day: NaiveDate, id: &str) -> Option<NaiveDate> {
        self.since(day, |state| state.particular(id).map(str::to_owned))
    }

    fn since<T: PartialEq>(&self, day: NaiveDate, of: impl Fn(&State<'r>) -> T) -> Option<NaiveDate> {
        let mut states = self.states.iter().rev().skip_while(|state| state.since > day);
        let now = states.next()?;
        let same = states.take_while(|state| of(state) == of(now)).last();
        Some(same.unwrap_or(now).since)
    }
}

/// Every particular of every kind, the first of each id.
pub fn particulars_of(settings: &Settings) -> Vec<&Particular> {
    let mut all: Vec<&Particular> = Vec::new();
    for particular in settings.kinds.iter().flat_map(|kind| &kind.particulars) {
        if !all.iter().any(|own| own.id == particular.id) {
            all.push(particular);
        }
    }
    all
}

/// The services of `history`, by the ids of their documents, with all that was published by its day.
pub fn of<'r>(history: &History<'r>) -> Vec<Service<'r>> {
    let repository = history.repository;
    let documents: Vec<&'r Document> =
        repository.documents.values().filter(|own| services::describes_a_service(repository, own)).collect();
    let service = |document: &&'r Document| {
        let amendments: Vec<&Amendment<'r>> = history.of_document(&document.id).collect();
        let states = states(repository, document, &amendments, history.on);
        let ends = amendments.iter().filter_map(|amendment| amendment.record?.withdrawn.as_ref());
        let ends = ends.filter(|end| end.published.value <= history.on).map(|end| end.effective.value).min();
        (!states.is_empty()).then_some(Service { document, states, ends })
    };
    documents.par_iter().map(service).collect::<Vec<_>>().into_iter().flatten().collect()
}

fn states<'r>(
    repository: &'r Repository,
    document: &'r Document,
    amendments: &[&Amendment<'r>],
    known: NaiveDate,
) -> Vec<State<'r>> {
    let mut days = in_force::days(amendments, known);
    days.extend(facts::history(amendments, Fact::PersonalData, known).iter().map(|stated| stated.since));
    days.sort_unstable();
    days.dedup();
    let mut states: Vec<State<'r>> = Vec::new();
    for day in days {
        let Some(state) = state(repository, document, amendments, (day, known)) else { continue };
        match states.last_mut().filter(|last| last.says_the_same(&state)) {
            Some(last) => {
                last.title = state.title;
                last.versions = state.versions;
            }
            None => states.push(state),
        }
    }
    states
}

fn state<'r>(
    repository: &'r Repository,
    document: &'r Document,
    amendments: &[&Amendment<'r>],
    (day, known): (NaiveDate, NaiveDate),
) -> Option<State<'r>> {
    let text = consolidate::on(amendments, day, known)?;
    let newest = text.sources.last()?;
    let agreement = facts::on(amendments, Fact::PersonalData, day, known)
        .and_then(|stated| stated.version.front.personal_data.as_deref());
    let kind = repository.settings.kind(&newest.front.kind).filter(|_| agreement.is_some());
    let particulars = kind.map_or(&[][..], |kind| kind.particulars.as_slice());
    let numbers: Vec<&str> = text.sources.iter().map(|version| version.front.version.as_str()).collect();
    Some(State {
        since: day,
        title: &newest.front.title,
        versions: numbers.join(", "),
        agreement,
        particulars: stated(repository, document, &text, particulars, known),
    })
}

/// The particulars in `text`; in the one that the author gave for the day, where no rule composes it.
fn stated<'r>(
    repository: &Repository,
    document: &Document,
    text: &Consolidation<'_>,
    particulars: &'r [Particular],
    known: NaiveDate,
) -> Vec<(&'r Particular, Option<String>)> {
    let given = (!text.overtaken.is_empty())
        .then(|| consolidate::published(repository, &document.id, text, known))
        .flatten()
        .map(|given| sections::read(&given.text, 0));
    let passages: Vec<Passage<'_>> = match &given {
        Some(tree) => particulars::passages(tree),
        None => text
            .sections
            .iter()
            .map(|placed| Passage {
                heading: placed.heading.version.sections.get(placed.heading.section),
                body: placed.body.version.sections.get(placed.body.section),
            })
            .collect(),
    };
    particulars.iter().map(|own| (own, particulars::joined(&particulars::find(&passages, own)))).collect()
}
