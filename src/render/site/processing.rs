//! The documents that regulate how personal data may be processed, and what they state on the
//! site's day: between whom they are, how they stand to each other, and which services name them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::{Dossier, Site};
use super::relations::{applies, related, stated};
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::settings::Settings;

/// Every document that regulates the processing of personal data on the day: those of the last
/// agreement first, which the earlier ones replace; each agreement's by their kinds, as
/// agreement.yaml orders them, and in Swedish order.
pub(super) fn regulations<'s, 'h, 'r>(site: &'s Site<'h, 'r>) -> Vec<&'s Dossier<'h, 'r>> {
    let regulates = |own: &&Dossier<'_, '_>| regulates(site.settings, own) && applies(site, own);
    let mut own: Vec<&Dossier<'_, '_>> = site.dossiers.iter().filter(regulates).collect();
    let kind = |dossier: &Dossier<'_, '_>| {
        let id = &dossier.newest().new.front.kind;
        site.settings.kinds.iter().position(|kind| kind.id == *id)
    };
    own.sort_by_cached_key(|dossier| {
        (
            std::cmp::Reverse(agreement_of(site, dossier)),
            kind(dossier),
        )
    });
    own
}

/// Whether the document is of a kind that regulates the processing of personal data.
pub(super) fn regulates(settings: &Settings, dossier: &Dossier<'_, '_>) -> bool {
    let front = &dossier.newest().new.front;
    settings
        .kind(&front.kind)
        .is_some_and(|kind| kind.regulates_processing)
}

/// The first agreement that the document belongs to on the day, by its place among the settings.
pub(super) fn agreement_of(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> usize {
    let ids = stated(site, dossier, Fact::Agreements);
    ids.iter().find_map(|id| site.agreement(id)).unwrap_or(0)
}

/// An agreement's main document: the one that most of its regulating documents, `own`, are part of
/// or supplement.
pub(super) fn main_of<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    own: &[&Dossier<'h, 'r>],
) -> Option<&'s Dossier<'h, 'r>> {
    let around = own.iter().flat_map(|dossier| {
        let wholes = [Relation::PartOf, Relation::Supplements].into_iter();
        wholes
            .flat_map(|relation| related(site, dossier, relation))
            .collect::<Vec<_>>()
    });
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let around: Vec<&Dossier<'_, '_>> = around
        .filter(|own| !regulates(site.settings, own))
        .collect();
    for (at, dossier) in around.iter().enumerate() {
        counts.entry(&dossier.document.id).or_insert((0, at)).0 += 1;
    }
    // Of several that are named as often, the one that is named first.
    let (_, at) = counts
        .into_values()
        .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))?;
    Some(around[at])
}

/// A service, and which data-processing agreement applies to it.
pub(super) struct Service<'s, 'h, 'r> {
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
pub(super) fn services<'s, 'h, 'r>(site: &'s Site<'h, 'r>) -> Vec<Service<'s, 'h, 'r>> {
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
    site.dossiers
        .iter()
        .filter(is_service)
        .filter_map(service)
        .collect()
}
