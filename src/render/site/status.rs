//! Where a version stands on the day: in words first, in colour second.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::address::Here;
use super::context::{Dossier, Site};
use super::view::document::Status;
use crate::changelog::amendment::Amendment;
use crate::render::typography::joined;

/// The days from which the amendment's changes apply; what is called off has none.
pub fn days(amendment: &Amendment<'_>) -> BTreeSet<NaiveDate> {
    let items = amendment.items.iter().filter(|item| !item.effectiveness.cancelled);
    let mut days: BTreeSet<NaiveDate> = items.filter_map(|item| item.effectiveness.date).collect();
    if amendment.items.is_empty() || amendment.is_first() {
        days.extend(amendment.new.front.effective);
    }
    days
}

/// Where the document stands: where its newest version stands, or while that has not begun, the one before.
pub fn of_document(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> Status {
    let mut statuses = dossier.public().rev().map(|amendment| of_version(site, here, dossier, amendment));
    let newest = statuses.next();
    match newest {
        Some(newest) if newest.key == "upcoming" => statuses.next().unwrap_or(newest),
        Some(newest) => newest,
        None => of_version(site, here, dossier, dossier.newest()),
    }
}

/// Where the version that `amendment` brought stands.
pub fn of_version(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    amendment: &Amendment<'_>,
) -> Status {
    let on = site.on();
    let own = days(amendment);
    let next = dossier.public().find(|other| other.new.front.version > amendment.new.front.version);
    let next_days = next.map(days).unwrap_or_default();
    // An end that was called off is none; the release that made it known still tells of both.
    let end = dossier.public().filter_map(|amendment| amendment.end(on)).next_back();
    let ends = end.and_then(|end| end.date);
    let begun = own.iter().any(|day| *day <= on);
    let pending: Vec<NaiveDate> = own.iter().copied().filter(|day| *day > on).collect();
    let taken_over = |day: &NaiveDate| *day <= on;
    // What binds is composed of several versions: then each of them is in force in part only.
    let sources = dossier.in_force.iter().flat_map(|text| &text.sources);
    let composed = dossier.in_force.as_ref().is_some_and(|text| text.sources.len() > 1)
        && sources.into_iter().any(|source| source.front.version == amendment.new.front.version);
    let key = if amendment.new.is_draft() {
        "draft"
    } else if ends.is_some_and(|date| date <= on) {
        "withdrawn"
    } else if composed {
        "partly"
    } else if next.is_some() && !next_days.is_empty() && next_days.iter().all(taken_over) {
        "superseded"
    } else if !begun {
        "upcoming"
    } else if !pending.is_empty() || next_days.iter().any(taken_over) {
        "partly"
    } else {
        "in-force"
    };
    let from = own.iter().next().copied();
    Status {
        key,
        composed,
        version: amendment.new.front.version.to_string(),
        from: from.map(|date| site.day(date)),
        later: pending.into_iter().filter(|day| Some(*day) != from).map(|date| site.day(date)).collect(),
        by: next.map(|next| site.version_link(here, next.new)),
        by_days: next_days.into_iter().map(|date| site.day(date)).collect(),
        ends: ends.map(|date| site.day(date)),
        ends_note: ends.and(end).and_then(|end| end.note).map(joined),
    }
}
