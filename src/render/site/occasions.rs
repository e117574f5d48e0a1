//! What subscribers are told: each version's changes by date of effect, for the feed and the calendar.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::notes;
use crate::changelog::amendment::Amendment;
use crate::render::controls;
use crate::render::templates::TemplateError;

/// What one version changes from one day on.
pub struct Occasion {
    /// The document's id.
    pub document: String,
    /// The title as of the version.
    pub title: String,
    /// The version's number.
    pub version: String,
    /// Whether it is the document's first version.
    pub is_new: bool,
    /// When it was made known.
    pub published: NaiveDate,
    /// When it was last corrected, else when it was made known.
    pub updated: NaiveDate,
    /// How many corrections were made.
    pub corrections: usize,
    /// From when it applies; `None` when the change was called off or is undecided.
    pub effective: Option<NaiveDate>,
    /// Whether the changes will not be carried out.
    pub cancelled: bool,
    /// The notes.
    pub notes: Vec<String>,
    /// The permanent address of the entry.
    pub address: String,
}

/// Every occasion of the site, newest publication first; only of the document `id` where one is given.
///
/// # Errors
/// When a template is broken.
pub fn all(site: &Site<'_, '_>, id: Option<&str>) -> Result<Vec<Occasion>, TemplateError> {
    let mut occasions = Vec::new();
    let wanted = |dossier: &&Dossier<'_, '_>| id.is_none_or(|id| dossier.document.id == id);
    for dossier in site.dossiers.iter().filter(wanted) {
        for amendment in dossier.public() {
            if let Some(target) = site.release_target(amendment) {
                of_amendment(site, amendment, &target, &mut occasions)?;
            }
        }
    }
    // A stable sort: documents of one day keep their alphabetical order.
    occasions.sort_by_key(|occasion| (std::cmp::Reverse(occasion.published), occasion.effective));
    Ok(occasions)
}

fn of_amendment(
    site: &Site<'_, '_>,
    amendment: &Amendment<'_>,
    target: &str,
    occasions: &mut Vec<Occasion>,
) -> Result<(), TemplateError> {
    let front = &amendment.new.front;
    let Some(published) = front.published else { return Ok(()) };
    let here = Here::at(address::START);
    let mut groups: BTreeMap<(Option<NaiveDate>, bool), Vec<String>> = BTreeMap::new();
    if amendment.is_first() {
        groups.insert((front.effective, false), Vec::new());
    }
    for noted in notes::of(site, &here, amendment)? {
        let effectiveness = noted.item.effectiveness;
        let date = effectiveness.date.filter(|_| !effectiveness.cancelled);
        groups
            .entry((date, effectiveness.cancelled))
            .or_default()
            .push(controls::shown(&noted.view.text).into_owned());
    }
    let corrections = amendment.record.into_iter().flat_map(|record| &record.corrections);
    let made: Vec<NaiveDate> = corrections.map(|own| own.on.value).filter(|on| *on <= site.on()).collect();
    let page = target.replace("index.html", "");
    for ((effective, cancelled), notes) in groups {
        occasions.push(Occasion {
            document: amendment.document.id.clone(),
            title: controls::shown(&front.title).into_owned(),
            version: front.version.to_string(),
            is_new: amendment.is_first(),
            published,
            updated: made.iter().copied().max().unwrap_or(published),
            corrections: made.len(),
            effective,
            cancelled,
            notes,
            address: format!("{}{page}", site.settings.base_url),
        });
    }
    Ok(())
}
