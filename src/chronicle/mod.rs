//! One document day by day: on which days its text changes, what applies on a day, its end, where
//! each version stands, and what it states. Every command and page asks here, so that one question
//! about a day has one answer.
//!
//! A chronicle is made of what was known on one day: versions published by then, and facts appended
//! by then. The day that it is asked about is another one, past or to come.

mod intervals;
pub mod particulars;
mod published;
pub mod stated;
pub mod status;
pub mod stored;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::consolidate::{self, Consolidation, Overtaken};
use crate::dates::effective::End;
use crate::model::record::Fact;
use crate::model::repository::{Document, InterimText, Repository, Version};
use crate::model::version::VersionNumber;

/// A document day by day.
pub struct Chronicle<'h, 'r> {
    /// The repository.
    pub repository: &'r Repository,
    /// The document.
    pub document: &'r Document,
    /// The day whose knowledge it is made of.
    pub known: NaiveDate,
    /// Every version, drafts and later publications included, oldest first.
    pub amendments: Vec<&'h Amendment<'r>>,
    /// The versions published by the day.
    pub public: Vec<&'h Amendment<'r>>,
    /// The document's end, as it was last made known, moved or called off.
    pub end: Option<End<'r>>,
    intervals: Vec<Interval<'r>>,
    /// The places of the intervals whose texts are made of each version, earliest first.
    made_of: BTreeMap<&'r VersionNumber, Vec<usize>>,
}

/// The days between two changes of the text. The intervals of a document meet without gap or
/// overlap.
#[derive(Debug, Clone)]
pub struct Interval<'r> {
    /// Its first day; `None` for the first interval, which has no beginning.
    pub from: Option<NaiveDate>,
    /// The first day that is not in it; `None` for the last interval.
    pub until: Option<NaiveDate>,
    /// What applies.
    pub text: Text<'r>,
}

/// What applies of a document on a day.
#[derive(Debug, Clone)]
pub enum Text<'r> {
    /// Nothing yet: it is before the first text.
    NotYet,
    /// The text of one version.
    Whole(&'r Version),
    /// A text that was published for the day, made of several versions.
    Stored(&'r InterimText, Vec<&'r Version>),
    /// A text that the engine composes of several versions.
    Composed(Vec<&'r Version>),
    /// No rule can say what binds in some sections, and nobody has said so.
    Undecided(Vec<Overtaken<'r>>, Vec<&'r Version>),
    /// Nothing any more: the document has ended.
    Ended,
}

impl<'r> Text<'r> {
    /// Whether something of the document applies.
    pub fn applies(&self) -> bool {
        !self.versions().is_empty()
    }

    /// The versions that the text is made of, oldest first; none where nothing applies.
    pub fn versions(&self) -> &[&'r Version] {
        match self {
            Text::NotYet | Text::Ended => &[],
            Text::Whole(version) => std::slice::from_ref(version),
            Text::Stored(_, versions) | Text::Composed(versions) | Text::Undecided(_, versions) => {
                versions
            }
        }
    }

    /// Whether `version` is one of them.
    pub fn is_made_of(&self, version: &Version) -> bool {
        self.versions()
            .iter()
            .any(|own| own.front.version == version.front.version)
    }

    /// The numbers of the versions, as a reader names a text: "1.0, 2.0".
    pub fn numbers(&self) -> String {
        let numbers: Vec<&str> = self
            .versions()
            .iter()
            .map(|own| own.front.version.as_str())
            .collect();
        numbers.join(", ")
    }

    /// The first reason why no rule can say what binds.
    pub fn undecided(&self) -> Option<&Overtaken<'r>> {
        match self {
            Text::Undecided(why, _) => why.first(),
            _ => None,
        }
    }
}

impl Interval<'_> {
    /// Whether `day` is in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// The chronicles of all documents of `history`, by their ids.
pub fn all<'h, 'r>(history: &'h History<'r>) -> BTreeMap<&'r str, Chronicle<'h, 'r>> {
    let documents = history
        .amendments
        .chunk_by(|a, b| a.document.id == b.document.id);
    let documents: Vec<&'h [Amendment<'r>]> = documents.collect();
    let chronicle = |amendments: &&'h [Amendment<'r>]| {
        let amendments: Vec<&Amendment<'r>> = amendments.iter().collect();
        let document = amendments.first()?.document;
        Some((
            document.id.as_str(),
            Chronicle::new(history.repository, document, amendments, history.on),
        ))
    };
    documents.par_iter().filter_map(chronicle).collect()
}

impl<'h, 'r> Chronicle<'h, 'r> {
    /// The document `id` as known on the day of `history`; `None` where the history has no such
    /// document.
    pub fn of(history: &'h History<'r>, id: &'h str) -> Option<Self> {
        Self::known_on(history, id, history.on)
    }

    /// The same with everything that the repository holds, also what is dated later than the day of
    /// `history`: for whoever judges or completes what is written.
    pub fn of_all(history: &'h History<'r>, id: &'h str) -> Option<Self> {
        Self::known_on(history, id, NaiveDate::MAX)
    }

    fn known_on(history: &'h History<'r>, id: &'h str, known: NaiveDate) -> Option<Self> {
        let amendments: Vec<&Amendment<'r>> = history.of_document(id).collect();
        let document = amendments.first()?.document;
        Some(Self::new(history.repository, document, amendments, known))
    }

    fn new(
        repository: &'r Repository,
        document: &'r Document,
        amendments: Vec<&'h Amendment<'r>>,
        known: NaiveDate,
    ) -> Self {
        let is_public =
            |own: &&&Amendment<'_>| own.new.front.published.is_some_and(|day| day <= known);
        let public: Vec<&Amendment<'r>> = amendments.iter().filter(is_public).copied().collect();
        let end = last_end(&amendments, known);
        let (intervals, made_of) = (Vec::new(), BTreeMap::new());
        Self {
            repository,
            document,
            known,
            amendments,
            public,
            end,
            intervals,
            made_of,
        }
        .with_intervals()
    }

    fn with_intervals(mut self) -> Self {
        self.intervals = intervals::of(&self);
        self.made_of.clear();
        for (place, interval) in self.intervals.iter().enumerate() {
            for version in interval.text.versions() {
                self.made_of
                    .entry(&version.front.version)
                    .or_default()
                    .push(place);
            }
        }
        self
    }

    /// The document as it stood when `version` was its newest: for the texts that are published
    /// with it.
    pub fn up_to(&self, version: &Version) -> Self {
        let older = |own: &&&Amendment<'_>| own.new.front.version <= version.front.version;
        let amendments = self.amendments.iter().filter(older).copied().collect();
        Self::new(self.repository, self.document, amendments, self.known)
    }

    /// The document as if it had no end: an end that lies ahead can still be called off.
    pub fn without_end(mut self) -> Self {
        self.end = None;
        self.with_intervals()
    }

    /// The days on which the text becomes another, past and to come; the day of the document's end
    /// is the last.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.intervals.iter().filter_map(|interval| interval.from)
    }

    /// The intervals between those days, from the beginning of time to its end.
    pub fn intervals(&self) -> &[Interval<'r>] {
        &self.intervals
    }

    /// The interval that `day` is in.
    ///
    /// # Panics
    /// Never: the intervals hold every day.
    pub fn interval(&self, day: NaiveDate) -> &Interval<'r> {
        let begun = self
            .intervals
            .partition_point(|own| own.from.is_none_or(|from| from <= day));
        self.intervals[..begun]
            .last()
            .expect("the intervals hold every day")
    }

    /// What applies on `day`.
    pub fn text(&self, day: NaiveDate) -> &Text<'r> {
        &self.interval(day).text
    }

    /// What applies on `day`, or after the document's end what applied last.
    pub fn last_text(&self, day: NaiveDate) -> &Text<'r> {
        self.text(self.within(day))
    }

    /// What applies on `day`, or after the document's end what applied last, as it is composed
    /// section by section.
    pub fn composition(&self, day: NaiveDate) -> Option<Consolidation<'r>> {
        consolidate::on(&self.public, self.within(day))
    }

    /// The text that applies on `day` in Markdown, without front matter: a version's own and a
    /// stored one byte for byte. `None` where nothing applies, or no rule can say what.
    pub fn markdown(&self, day: NaiveDate) -> Option<String> {
        match self.text(day) {
            Text::NotYet | Text::Ended | Text::Undecided(..) => None,
            Text::Whole(version) => Some(version.text[version.body_start..].to_owned()),
            Text::Stored(given, _) => Some(given.text.to_string()),
            Text::Composed(_) => self.composition(day).map(|text| text.markdown()),
        }
    }

    /// From which day the document no longer applies.
    pub fn ends(&self) -> Option<NaiveDate> {
        self.end.and_then(|end| end.date)
    }

    /// Whether the document has ended on `day`.
    pub fn has_ended(&self, day: NaiveDate) -> bool {
        self.ends().is_some_and(|end| end <= day)
    }

    /// The first day with a text.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let mut intervals = self.intervals().iter();
        intervals
            .find(|interval| interval.text.applies())
            .and_then(|interval| interval.from)
    }

    /// What the document is called on `day`; before its first text as its newest published version
    /// has it, else its draft.
    pub fn title(&self, day: NaiveDate) -> &'r str {
        let stated = self.stated(Fact::Title, day).map(|stated| stated.version);
        let newest = self
            .public
            .last()
            .or(self.amendments.last())
            .map(|own| own.new);
        stated
            .or(newest)
            .map_or(&self.document.id, |version| &version.front.title)
    }

    /// `day`, or the last day before the document's end.
    fn within(&self, day: NaiveDate) -> NaiveDate {
        let eve = self
            .ends()
            .filter(|end| *end <= day)
            .and_then(|end| end.pred_opt());
        eve.unwrap_or(day)
    }
}

/// The end that was decided last, by what was made known on or before `known`.
fn last_end<'r>(amendments: &[&Amendment<'r>], known: NaiveDate) -> Option<End<'r>> {
    amendments
        .iter()
        .filter_map(|own| own.end(known))
        .max_by_key(|end| end.decided)
}
