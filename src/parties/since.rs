//! What has changed in a document since it was signed.

use chrono::NaiveDate;

use crate::changelog::amendment::{Amendment, Item};
use crate::chronicle::Chronicle;
use crate::model::repository::Version;
use crate::model::version::VersionNumber;

/// The changes that bind on the day and did not when the organisation signed.
#[derive(Debug, Clone)]
pub struct Since<'r> {
    /// When it signed.
    pub signed: NaiveDate,
    /// Since when there is a text, where there was none when it signed.
    pub added: Option<NaiveDate>,
    /// What to compare with: what it signed, what was in force then, or the first text since.
    pub from: Start,
    /// The versions with changes that took effect since, oldest first.
    pub releases: Vec<Release<'r>>,
}

/// The text that was signed, or that was in force then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A version.
    Version(VersionNumber),
    /// What was in force on a day.
    Day(NaiveDate),
}

impl std::fmt::Display for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Start::Version(version) => write!(f, "{version}"),
            Start::Day(day) => write!(f, "{day}"),
        }
    }
}

/// A version, with what of it took effect since.
#[derive(Debug, Clone)]
pub struct Release<'r> {
    /// The version.
    pub version: &'r Version,
    /// What the reader was told.
    pub items: Vec<Item<'r>>,
}

impl Since<'_> {
    /// How many changes there are.
    pub fn changes(&self) -> usize {
        self.releases
            .iter()
            .map(|release| release.items.len())
            .sum()
    }
}

/// What has changed in the document of `chronicle` up to the day `on`, seen from `version`, where
/// it was signed itself, else from what was in force on the day `signed`, else from the first text
/// since.
pub fn of<'r>(
    chronicle: &Chronicle<'_, 'r>,
    on: NaiveDate,
    signed: NaiveDate,
    version: Option<&VersionNumber>,
) -> Since<'r> {
    let had_text = version.is_some() || chronicle.text(signed).applies();
    let first = chronicle.first_day().filter(|_| !had_text);
    let from = match version {
        Some(version) => Start::Version(version.clone()),
        None => Start::Day(first.unwrap_or(signed)),
    };
    let after = first.unwrap_or(signed);
    let is_later = |amendment: &Amendment<'_>, item: &Item<'_>| {
        let in_effect = item.effectiveness.day().filter(|date| *date <= on);
        let newer = version.is_some_and(|version| amendment.new.front.version > *version);
        in_effect.is_some_and(|date| newer || date > after)
    };
    let releases = chronicle
        .public
        .iter()
        .filter(|own| !own.is_first())
        .filter_map(|amendment| {
            let items: Vec<Item<'r>> = amendment
                .items
                .iter()
                .filter(|item| is_later(amendment, item))
                .cloned()
                .collect();
            (!items.is_empty()).then_some(Release {
                version: amendment.new,
                items,
            })
        });
    Since {
        signed,
        added: first,
        from,
        releases: releases.collect(),
    }
}
