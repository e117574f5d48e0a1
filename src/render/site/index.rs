//! What pages look up, put in order once: a page costs what stands on it, however many others there
//! are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::context::Dossier;
use super::processing;
use crate::changelog::amendment::Amendment;
use crate::changelog::history::{History, Release};
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::span::Located;

/// Places among the dossiers, the agreements and the releases.
pub(super) struct Index<'h, 'r> {
    /// The dossiers by the ids of their documents.
    pub dossiers: BTreeMap<&'r str, usize>,
    /// The agreements by their ids.
    pub agreements: BTreeMap<&'r str, usize>,
    /// The releases that each agreement's pages show, newest first.
    pub releases: Vec<Vec<Release<'h, 'r>>>,
    /// The dossiers that apply, by the relation in which they name a document.
    pub relating: BTreeMap<(Relation, &'r str), Vec<usize>>,
    /// The years in which something that a release announces takes effect.
    pub years: BTreeSet<i32>,
    /// The amendments that state a day of effect in a year, as the places of their dossiers and
    /// within these.
    pub effects: BTreeMap<i32, BTreeSet<(usize, usize)>>,
    /// Whether any document that applies regulates the processing of personal data.
    pub tells_processing: bool,
}

impl<'h, 'r> Index<'h, 'r> {
    /// Of all `dossiers` and `releases`.
    pub(super) fn of(
        history: &'h History<'r>,
        dossiers: &[Dossier<'h, 'r>],
        releases: &[Release<'h, 'r>],
    ) -> Self {
        let settings = &history.repository.settings;
        let agreements = settings.agreements.iter().enumerate().rev();
        let on = history.on;
        let regulates = |dossier: &Dossier<'_, '_>| {
            processing::regulates(settings, dossier) && dossier.chronicle.text(on).applies()
        };
        let mut index = Self {
            dossiers: dossiers
                .iter()
                .map(|own| own.document.id.as_str())
                .zip(0..)
                .collect(),
            agreements: agreements
                .map(|(at, agreement)| (agreement.id.as_str(), at))
                .collect(),
            releases: vec![Vec::new(); settings.agreements.len()],
            relating: BTreeMap::new(),
            years: years(dossiers),
            effects: effects(on, dossiers),
            tells_processing: dossiers.iter().any(regulates),
        };
        for release in releases {
            index.release(history, release);
        }
        let applying = dossiers
            .iter()
            .enumerate()
            .filter(|(_, own)| own.chronicle.text(on).applies());
        for (place, dossier) in applying {
            for relation in Relation::ALL {
                let named = dossier.chronicle.values(Fact::Related(relation), on);
                for id in named.into_iter().collect::<BTreeSet<_>>() {
                    index
                        .relating
                        .entry((relation, id))
                        .or_default()
                        .push(place);
                }
            }
        }
        index
    }

    /// The agreements with the ids `ids`, by their place among the settings; without any the first.
    pub(super) fn places_of(&self, ids: &[Located<String>]) -> Vec<usize> {
        let mut places: Vec<usize> = ids
            .iter()
            .filter_map(|id| self.agreements.get(id.value.as_str()))
            .copied()
            .collect();
        if places.is_empty() {
            places.push(0);
        }
        places
    }

    /// Divides `release` among the agreements.
    fn release(&mut self, history: &History<'_>, release: &Release<'h, 'r>) {
        let mut parts: BTreeMap<usize, Release<'h, 'r>> = BTreeMap::new();
        let part = || Release {
            date: release.date,
            amendments: Vec::new(),
            withdrawn: Vec::new(),
        };
        for amendment in &release.amendments {
            for agreement in self.concerned(amendment) {
                parts
                    .entry(agreement)
                    .or_insert_with(part)
                    .amendments
                    .push(amendment);
            }
        }
        for amendment in &release.withdrawn {
            for agreement in self.concerned(amendment) {
                parts
                    .entry(agreement)
                    .or_insert_with(part)
                    .withdrawn
                    .push(amendment);
            }
        }
        // Words about a release without documents of any agreement stand with the first.
        if history.repository.announcements.contains_key(&release.date) {
            parts.entry(0).or_insert_with(part);
        }
        for (agreement, part) in parts {
            self.releases[agreement].push(part);
        }
    }

    /// The agreements whose readers are told of `amendment`: what leaves an agreement is told on
    /// its page too, since its readers are the ones who lose the document.
    fn concerned(&self, amendment: &Amendment<'_>) -> BTreeSet<usize> {
        let versions = [Some(amendment.new), amendment.old].into_iter().flatten();
        versions
            .flat_map(|version| self.places_of(&version.front.agreements))
            .collect()
    }
}

fn years(dossiers: &[Dossier<'_, '_>]) -> BTreeSet<i32> {
    let of_dossier = |dossier: &Dossier<'_, '_>| {
        let announced = dossier.public().filter(|own| !own.is_baseline());
        let days = announced.flat_map(|own| dossier.chronicle.days_of(own));
        days.chain(dossier.chronicle.ends())
            .collect::<Vec<NaiveDate>>()
    };
    dossiers
        .iter()
        .flat_map(of_dossier)
        .map(|date| date.year())
        .collect()
}

fn effects(on: NaiveDate, dossiers: &[Dossier<'_, '_>]) -> BTreeMap<i32, BTreeSet<(usize, usize)>> {
    let mut years: BTreeMap<i32, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (place, dossier) in dossiers.iter().enumerate() {
        for (at, amendment) in dossier.amendments.iter().enumerate() {
            let own = amendment
                .new
                .front
                .effective
                .filter(|_| amendment.is_first());
            let of_items = amendment
                .items
                .iter()
                .filter_map(|item| item.effectiveness.day());
            let end = amendment.end(on).and_then(|end| end.date);
            for day in of_items.chain(own).chain(end) {
                years.entry(day.year()).or_default().insert((place, at));
            }
        }
    }
    years
}
