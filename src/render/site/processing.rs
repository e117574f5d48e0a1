//! The documents that regulate how personal data may be processed, and what they state on the site's day: between
//! whom they are, how they stand to each other, and which services name them.

use chrono::NaiveDate;

use super::context::{Dossier, Site};
use super::relations::{applies, related, stated};
use crate::model::record::Fact;
use crate::model::relation::Relation;

/// Whether the site tells of the processing of personal data: whether any of its documents regulates it.
pub fn is_told(site: &Site<'_, '_>) -> bool {
    site.dossiers.iter().any(|dossier| regulates(site, dossier) && applies(site, dossier))
}

/// Every document that regulates the processing of personal data on the day: those of the last agreement first, which
/// the earlier ones replace; each agreement's by their kinds, as agreement.yaml orders them, and in Swedish order.
pub fn regulations<'s, 'h, 'r>(site: &'s Site<'h, 'r>) -> Vec<&'s Dossier<'h, 'r>> {
    let own = site.dossiers.iter().filter(|dossier| regulates(site, dossier) && applies(site, dossier));
    let mut own: Vec<&Dossier<'_, '_>> = own.collect();
    let kind = |dossier: &Dossier<'_, '_>| {
        let id = &dossier.newest().new.front.kind;
        site.settings.kinds.iter().position(|kind| kind.id == *id)
    };
    own.sort_by_key(|dossier| (std::cmp::Reverse(agreement_of(site, dossier)), kind(dossier)));
    own
}

/// Whether the document is of a kind that regulates the processing of personal data.
pub fn regulates(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> bool {
    let front = &dossier.newest().new.front;
    site.settings.kind(&front.kind).is_some_and(|kind| kind.regulates_processing)
}

/// The first agreement that the document belongs to on the day, by its place among the settings.
pub fn agreement_of(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> usize {
    let ids = stated(site, dossier, Fact::Agreements);
    let place = |id: &&str| site.settings.agreements.iter().position(|agreement| agreement.id == **id);
    ids.iter().find_map(place).unwrap_or(0)
}

/// The agreement's main document: the one that most of its regulating documents are part of or supplement.
pub fn main_of<'s, 'h, 'r>(site: &'s Site<'h, 'r>, agreement: usize) -> Option<&'s Dossier<'h, 'r>> {
    let own = regulations(site).into_iter().filter(|dossier| agreement_of(site, dossier) == agreement);
    let around = own.flat_map(|dossier| {
        let wholes = [Relation::PartOf, Relation::Supplements].into_iter();
        wholes.flat_map(|relation| related(site, dossier, relation)).collect::<Vec<_>>()
    });
    let mut counts: Vec<(&Dossier<'_, '_>, usize)> = Vec::new();
    for dossier in around.filter(|dossier| !regulates(site, dossier)) {
        match counts.iter_mut().find(|(known, _)| known.document.id == dossier.document.id) {
            Some((_, count)) => *count += 1,
            None => counts.push((dossier, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(dossier, _)| dossier)
}

/// A service, and which data-processing agreement applies to it.
pub struct Service<'s, 'h, 'r> {
    /// Its document.
    pub dossier: &'s Dossier<'h, 'r>,
    /// The agreement's id; `None` where no personal data are processed.
    pub agreement: Option<&'r str>,
    /// Since when.
    pub since: NaiveDate,
    /// The one before it, where there was another.
    pub before: Option<&'r str>,
}

/// The services that are in force on the day, in Swedish order.
pub fn services<'s, 'h, 'r>(site: &'s Site<'h, 'r>) -> Vec<Service<'s, 'h, 'r>> {
    let is_service = |dossier: &&Dossier<'_, '_>| {
        let kind = site.settings.kind(&dossier.newest().new.front.kind);
        kind.is_some_and(|kind| kind.listed_as_service) && applies(site, dossier)
    };
    let service = |dossier: &'s Dossier<'h, 'r>| {
        let mut history = dossier.chronicle.history(Fact::PersonalData);
        history.retain(|stated| stated.since <= site.on());
        let now = history.pop()?;
        let before = history.pop();
        Some(Service {
            dossier,
            agreement: now.version.front.personal_data.as_deref(),
            since: now.since,
            before: before.and_then(|before| before.version.front.personal_data.as_deref()),
        })
    };
    site.dossiers.iter().filter(is_service).filter_map(service).collect()
}
