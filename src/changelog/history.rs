//! The history of a repository: every version against the one before it, joined into releases.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::amendment::Amendment;
use crate::diff::RebuildMismatch;
use crate::model::repository::{Document, Repository, Version};

/// Every amendment of a repository, as known on a day.
#[derive(Debug, Clone)]
pub struct History<'r> {
    /// The repository.
    pub repository: &'r Repository,
    /// The day on which it is looked at.
    pub on: NaiveDate,
    /// The amendments, by document and version, drafts and later publications included.
    pub amendments: Vec<Amendment<'r>>,
    /// Comparisons that could not be proven.
    pub mismatches: Vec<Mismatch>,
    /// Where the amendments of each document stand.
    places: BTreeMap<&'r str, Range<usize>>,
}

/// A comparison that could not be proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The older file.
    pub old: String,
    /// The newer file.
    pub new: String,
    /// The section at fault.
    pub section: String,
}

/// All that is published on one day.
#[derive(Debug, Clone)]
pub struct Release<'h, 'r> {
    /// The day.
    pub date: NaiveDate,
    /// What it holds, by document id; baselines left out.
    pub amendments: Vec<&'h Amendment<'r>>,
    /// Documents whose end it makes known: the amendments that brought their last versions.
    pub withdrawn: Vec<&'h Amendment<'r>>,
}

/// What a release holds: its amendments, and the documents whose end it makes known.
type Contents<'h, 'r> = (Vec<&'h Amendment<'r>>, Vec<&'h Amendment<'r>>);

impl<'r> History<'r> {
    /// Compares all versions of all documents, on all cores; the result does not depend on how
    /// many.
    pub fn of(repository: &'r Repository, on: NaiveDate) -> Self {
        let documents: Vec<&Document> = repository.documents.values().collect();
        Self::of_documents(repository, &documents, on)
    }

    /// The same for some documents only.
    pub fn of_documents(
        repository: &'r Repository,
        documents: &[&'r Document],
        on: NaiveDate,
    ) -> Self {
        let pairs: Vec<(&Document, Option<&Version>, &Version)> = documents
            .iter()
            .flat_map(|document| {
                let versions = &document.versions;
                versions.iter().enumerate().map(move |(at, new)| {
                    let old = at.checked_sub(1).map(|before| &versions[before]);
                    (*document, old, new)
                })
            })
            .collect();
        let compared: Vec<Result<Amendment<'r>, Mismatch>> = pairs
            .par_iter()
            .map(|(document, old, new)| {
                Amendment::new(repository, document, *old, new, on).map_err(
                    |mismatch: RebuildMismatch| Mismatch {
                        old: old.map(|old| old.path.clone()).unwrap_or_default(),
                        new: new.path.clone(),
                        section: mismatch.section,
                    },
                )
            })
            .collect();
        let mut history = Self {
            repository,
            on,
            amendments: Vec::new(),
            mismatches: Vec::new(),
            places: BTreeMap::new(),
        };
        for result in compared {
            match result {
                Ok(amendment) => {
                    let at = history.amendments.len();
                    let place = history
                        .places
                        .entry(&amendment.document.id)
                        .or_insert(at..at);
                    place.end = at + 1;
                    history.amendments.push(amendment);
                }
                Err(mismatch) => history.mismatches.push(mismatch),
            }
        }
        history
    }

    /// The same comparisons, with what was known of their days on another day.
    #[must_use]
    pub fn known_on(&self, on: NaiveDate) -> Self {
        let amendments = self.amendments.iter().map(|own| own.known_on(on)).collect();
        let (mismatches, places) = (self.mismatches.clone(), self.places.clone());
        Self {
            repository: self.repository,
            on,
            amendments,
            mismatches,
            places,
        }
    }

    /// The amendments of one document, oldest first.
    pub fn of_document<'h>(
        &'h self,
        id: &str,
    ) -> impl Iterator<Item = &'h Amendment<'r>> + use<'h, 'r> {
        self.amendments[self.places.get(id).cloned().unwrap_or_default()].iter()
    }

    /// The releases published on or before the day, newest first. Baselines are in force from their
    /// dates but no release announces them.
    pub fn releases(&self) -> Vec<Release<'_, 'r>> {
        let mut by_date: BTreeMap<NaiveDate, Contents<'_, 'r>> = BTreeMap::new();
        for amendment in &self.amendments {
            let Some(date) = amendment
                .new
                .front
                .published
                .filter(|date| *date <= self.on)
            else {
                continue;
            };
            if !amendment.is_baseline() {
                by_date.entry(date).or_default().0.push(amendment);
            }
            if let Some(end) = amendment.end(self.on) {
                by_date.entry(end.announced).or_default().1.push(amendment);
            }
        }
        for date in self
            .repository
            .announcements
            .keys()
            .filter(|date| **date <= self.on)
        {
            by_date.entry(*date).or_default();
        }
        let release = |(date, (amendments, withdrawn))| Release {
            date,
            amendments,
            withdrawn,
        };
        by_date.into_iter().rev().map(release).collect()
    }

    /// The years in which something was published, newest first.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self
            .releases()
            .iter()
            .map(|release| release.date.year())
            .collect();
        years.dedup();
        years
    }
}
