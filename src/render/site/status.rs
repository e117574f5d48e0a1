//! Where a version stands on the day: in words first, in colour second.

use chrono::NaiveDate;

use super::address::Here;
use super::context::{Dossier, Site};
use super::view::document::Status;
use crate::changelog::amendment::Amendment;
use crate::chronicle::status::{Stage, Standing};
use crate::render::typography::joined;

/// Where the document stands: where its newest version that has begun to apply stands, or while
/// none has, the newest.
pub(super) fn of_document(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> Status {
    match dossier.chronicle.newest_standing(site.on()) {
        Some(standing) => view(site, here, dossier, standing),
        None => of_version(site, here, dossier, dossier.newest()),
    }
}

/// Where the version that `amendment` brought stands.
pub(super) fn of_version<'r>(
    site: &Site<'_, 'r>,
    here: &Here,
    dossier: &Dossier<'_, 'r>,
    amendment: &Amendment<'r>,
) -> Status {
    view(
        site,
        here,
        dossier,
        dossier.chronicle.standing(amendment, site.on()),
    )
}

fn view(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    standing: Standing<'_>,
) -> Status {
    let day = |date: NaiveDate| site.day(date);
    // An end that was called off is none; the release that made it known still tells of both.
    let end = dossier.chronicle.end.filter(|end| end.date.is_some());
    let from = standing.days.first().copied();
    Status {
        key: key(standing.stage),
        composed: standing.composed,
        version: standing.version.front.version.to_string(),
        from: from.map(day),
        later: standing
            .pending
            .into_iter()
            .filter(|own| Some(*own) != from)
            .map(day)
            .collect(),
        by: standing.by.map(|next| site.version_link(here, next)),
        by_days: standing.by_days.into_iter().map(day).collect(),
        superseded: standing.superseded.map(day),
        ends: end.and_then(|end| end.date).map(day),
        ends_note: end.and_then(|end| end.note).map(joined),
    }
}

fn key(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        // The site leaves out what is not public.
        Stage::NotPublic | Stage::Coming => "upcoming",
        Stage::InForce => "in-force",
        Stage::Partly => "partly",
        Stage::Superseded => "superseded",
        Stage::CalledOff => "called-off",
        Stage::Ended => "withdrawn",
    }
}
