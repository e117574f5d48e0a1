//! Which versions made up a document's text, from day to day.

use chrono::NaiveDate;

use crate::changelog::amendment::Amendment;
use crate::consolidate;
use crate::model::repository::Version;

/// A document's days of effect, each with the versions that its text is made of from then on.
#[derive(Debug, Clone)]
pub struct InForce<'r> {
    /// The days, earliest first; each with the versions from the oldest to the newest.
    pub spells: Vec<Spell<'r>>,
    /// From which day the document no longer applies.
    pub ends: Option<NaiveDate>,
}

/// The time from a day of effect to the next.
#[derive(Debug, Clone)]
pub struct Spell<'r> {
    /// Its first day.
    pub since: NaiveDate,
    /// The versions that the text is made of, oldest first; never empty.
    pub versions: Vec<&'r Version>,
}

impl<'r> Spell<'r> {
    /// The title as of the newest of the versions.
    pub fn title(&self) -> &'r str {
        self.versions.last().map_or("", |version| version.front.title.as_str())
    }

    /// The numbers of the versions, as a reader names a text: "1.0, 2.0".
    pub fn numbers(&self) -> String {
        let numbers: Vec<&str> = self.versions.iter().map(|version| version.front.version.as_str()).collect();
        numbers.join(", ")
    }
}

impl<'r> InForce<'r> {
    /// The days of the document whose amendments these are, oldest first, as known on `known`.
    pub fn of(amendments: &[&Amendment<'r>], known: NaiveDate) -> Self {
        let mut days = days(amendments, known);
        days.sort_unstable();
        days.dedup();
        let mut spells: Vec<Spell<'r>> = Vec::new();
        for day in days {
            let Some(text) = consolidate::on(amendments, day, known) else { continue };
            spells.push(Spell { since: day, versions: text.sources });
        }
        let ends = amendments.iter().filter_map(|amendment| amendment.record?.withdrawn.as_ref());
        let ends = ends.filter(|end| end.published.value <= known).map(|end| end.effective.value).min();
        Self { spells, ends }
    }

    /// What was in force on `day`; `None` before the first text and after the document's end.
    pub fn on(&self, day: NaiveDate) -> Option<&Spell<'r>> {
        if self.ends.is_some_and(|end| end <= day) {
            return None;
        }
        self.spells.iter().rev().find(|spell| spell.since <= day)
    }
}

/// Every day on which something of a version published by `known` takes effect.
pub fn days(amendments: &[&Amendment<'_>], known: NaiveDate) -> Vec<NaiveDate> {
    let public = amendments.iter().filter(|own| own.new.front.published.is_some_and(|date| date <= known));
    let of_version = |amendment: &&Amendment<'_>| {
        let changes = 0..amendment.comparison.changes.len();
        let mut days: Vec<NaiveDate> = changes.filter_map(|at| amendment.effective_of(at)).collect();
        if amendment.is_first() || days.is_empty() {
            days.extend(amendment.new.front.effective);
        }
        days
    };
    public.flat_map(of_version).collect()
}
