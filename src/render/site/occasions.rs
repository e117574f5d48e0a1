//! What subscribers are told, for the feed and the calendar: each entry of each version, each
//! document's end, and each announcement, under a name that no correction changes.

use chrono::NaiveDate;

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::{notes, releases};
use crate::changelog::amendment::Amendment;
use crate::dates::effective::Course;
use crate::harmless;
use crate::render::templates::TemplateError;

/// What an occasion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A new document.
    New,
    /// A change of one.
    Change,
    /// The end of one.
    End,
    /// Words about a whole release.
    Announcement,
}

/// One thing that subscribers are told.
pub(super) struct Occasion {
    /// What it is.
    pub kind: Kind,
    /// Its name below the site, for all time: document, version and entry, never a date that a
    /// correction can move.
    pub name: String,
    /// The document's title as of the version, or the announcement's heading.
    pub title: String,
    /// The version's number; none for an announcement.
    pub version: Option<String>,
    /// When it was made known.
    pub published: NaiveDate,
    /// When it was last corrected, else when it was made known.
    pub updated: NaiveDate,
    /// How many corrections were made.
    pub corrections: usize,
    /// From when it was to apply when it was made known.
    pub stated: Option<NaiveDate>,
    /// From when it applies, or was to apply; `None` where that is undecided and for
    /// announcements.
    pub effective: Option<NaiveDate>,
    /// Whether it will not be carried out.
    pub cancelled: bool,
    /// What the reader is told.
    pub notes: Vec<String>,
    /// The permanent address of the entry.
    pub address: String,
}

/// Every occasion of the site, newest publication first.
///
/// # Errors
/// When a template is broken.
pub(super) fn all(site: &Site<'_, '_>) -> Result<Vec<Occasion>, TemplateError> {
    let mut occasions = of_dossiers(site, &site.dossiers)?;
    occasions.extend(announcements(site));
    Ok(in_order(occasions))
}

/// Every occasion of one document.
///
/// # Errors
/// When a template is broken.
pub(super) fn of(
    site: &Site<'_, '_>,
    dossier: &Dossier<'_, '_>,
) -> Result<Vec<Occasion>, TemplateError> {
    Ok(in_order(of_dossiers(site, std::slice::from_ref(dossier))?))
}

fn in_order(mut occasions: Vec<Occasion>) -> Vec<Occasion> {
    // A stable sort: documents of one day keep their alphabetical order.
    occasions.sort_by_key(|occasion| (std::cmp::Reverse(occasion.published), occasion.effective));
    occasions
}

fn of_dossiers(
    site: &Site<'_, '_>,
    dossiers: &[Dossier<'_, '_>],
) -> Result<Vec<Occasion>, TemplateError> {
    let mut occasions = Vec::new();
    for dossier in dossiers {
        for amendment in dossier.public() {
            of_amendment(site, amendment, &mut occasions)?;
            occasions.extend(end(site, amendment));
        }
    }
    Ok(occasions)
}

fn of_amendment(
    site: &Site<'_, '_>,
    amendment: &Amendment<'_>,
    occasions: &mut Vec<Occasion>,
) -> Result<(), TemplateError> {
    let front = &amendment.new.front;
    let (Some(published), Some(target)) = (front.published, site.release_target(amendment)) else {
        return Ok(());
    };
    let here = Here::at(address::START);
    let noted = notes::of(site, &here, amendment)?;
    let of_first = noted.is_empty() && amendment.is_first();
    let of_first = amendment
        .items
        .iter()
        .filter(|_| of_first)
        .map(|item| (item, None));
    let items: Vec<_> = noted
        .iter()
        .map(|noted| (noted.item, Some(&noted.view)))
        .chain(of_first)
        .collect();
    let occasion = |id: &str| Occasion {
        kind: if amendment.is_first() {
            Kind::New
        } else {
            Kind::Change
        },
        name: format!("{}/{}/{id}", amendment.document.id, front.version),
        title: harmless::shown(&front.title).into_owned(),
        version: Some(front.version.to_string()),
        published,
        updated: published,
        corrections: 0,
        stated: front.effective,
        effective: front.effective,
        cancelled: false,
        notes: Vec::new(),
        address: address_of(site, &target),
    };
    if items.is_empty() && amendment.is_first() {
        occasions.push(occasion("nytt"));
    }
    for (item, view) in items {
        let course = amendment.record.zip(item.entry);
        let course = course.map(|(record, entry)| Course::of_entry(front, record, entry));
        let made = course
            .iter()
            .flat_map(|course| course.known(site.on()))
            .map(|step| step.on);
        let made: Vec<NaiveDate> = made.collect();
        let page = target.split('#').next().unwrap_or_default();
        occasions.push(Occasion {
            updated: made.iter().copied().max().unwrap_or(published),
            corrections: made.len(),
            stated: item
                .effectiveness
                .corrected_from
                .or(item.effectiveness.date),
            effective: item.effectiveness.date,
            cancelled: item.effectiveness.cancelled,
            notes: view
                .iter()
                .map(|view| harmless::shown(&view.text).into_owned())
                .collect(),
            address: view.map_or_else(
                || address_of(site, &target),
                |view| address_of(site, &format!("{page}#{}", view.anchor)),
            ),
            ..occasion(&item.id)
        });
    }
    Ok(())
}

fn end(site: &Site<'_, '_>, amendment: &Amendment<'_>) -> Option<Occasion> {
    let end = amendment.end(site.on())?;
    let front = &amendment.new.front;
    Some(Occasion {
        kind: Kind::End,
        name: format!("{}/{}/utgar", amendment.document.id, front.version),
        title: harmless::shown(&front.title).into_owned(),
        version: Some(front.version.to_string()),
        published: end.announced,
        updated: end.decided,
        corrections: end.corrections,
        stated: Some(end.stated),
        effective: Some(end.stated),
        cancelled: end.date.is_none(),
        notes: end
            .note
            .map(|note| harmless::shown(note).into_owned())
            .into_iter()
            .collect(),
        address: address_of(site, &site.end_target(amendment, end)?),
    })
}

/// Words about releases; they stand on the pages of the first agreement.
fn announcements<'s>(site: &'s Site<'_, '_>) -> impl Iterator<Item = Occasion> + 's {
    let public = site
        .history
        .repository
        .announcements
        .iter()
        .filter(|(date, _)| **date <= site.on());
    public.map(|(date, announcement)| {
        let heading = announcement.title.clone();
        let heading = &heading.unwrap_or_else(|| site.page_title(0));
        let text = announcement
            .body
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Occasion {
            kind: Kind::Announcement,
            name: format!("publicering/{date}"),
            title: harmless::shown(heading).into_owned(),
            version: None,
            published: *date,
            updated: *date,
            corrections: 0,
            stated: None,
            effective: None,
            cancelled: false,
            notes: Some(harmless::shown(&text).into_owned())
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect(),
            address: address_of(site, &releases::target(site, *date)),
        }
    })
}

fn address_of(site: &Site<'_, '_>, target: &str) -> String {
    format!(
        "{}{}",
        site.settings.base_url,
        target.replace("index.html", "")
    )
}

/// The host that names are given under.
pub(super) fn host(base_url: &str) -> &str {
    let after = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    after.split(['/', ':']).next().unwrap_or(after)
}
