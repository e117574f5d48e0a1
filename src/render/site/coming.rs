//! What is decided and not in effect yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::frame::Content;
use super::notes;
use super::pages::Page;
use super::view::release::{ComingDay, ComingDocument, ComingView, DraftView};
use crate::args;
use crate::changelog::amendment::Amendment;
use crate::render::templates::TemplateError;

/// What is published and not yet in effect.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    vec![Page::new(address::COMING, |here| {
        let title = site.words().say("start.coming", args![]);
        Content::of(site, "coming.html", title, Vec::new(), page(site, here)?)
    })]
}

/// The page of what is to come.
///
/// # Errors
/// When a template is broken.
pub(super) fn page(site: &Site<'_, '_>, here: &Here) -> Result<ComingView, TemplateError> {
    let drafts = site
        .dossiers
        .iter()
        .flat_map(|dossier| dossier.amendments.iter().copied());
    let draft = |amendment: &Amendment<'_>| {
        let notes = notes::of(site, here, amendment)?;
        Ok(DraftView {
            title: amendment.new.front.title.clone(),
            version: amendment.new.front.version.to_string(),
            href: site.version_link(here, amendment.new).href,
            notes: notes.into_iter().map(|noted| noted.view).collect(),
        })
    };
    Ok(ComingView {
        on: site.day(site.on()),
        days: days(site, here, &site.dossiers)?,
        drafts: drafts
            .filter(|amendment| amendment.new.is_draft())
            .map(draft)
            .collect::<Result<_, _>>()?,
    })
}

/// What takes effect after the day in `dossiers`, by date of effect.
///
/// # Errors
/// When a template is broken.
pub(super) fn days(
    site: &Site<'_, '_>,
    here: &Here,
    dossiers: &[Dossier<'_, '_>],
) -> Result<Vec<ComingDay>, TemplateError> {
    let to_come = |date: Option<NaiveDate>| date.is_none_or(|date| date > site.on());
    let all = dossiers
        .iter()
        .flat_map(|dossier| dossier.public().map(move |own| (dossier, own)));
    by_day(site, here, all, to_come)
}

/// What takes effect on the days that `wanted_day` tells, by date of effect: of `amendments`, with
/// their documents.
///
/// # Errors
/// When a template is broken.
pub(super) fn by_day<'s, 'h: 's, 'r: 'h>(
    site: &Site<'_, '_>,
    here: &Here,
    amendments: impl Iterator<Item = (&'s Dossier<'h, 'r>, &'h Amendment<'r>)>,
    wanted_day: impl Fn(Option<NaiveDate>) -> bool,
) -> Result<Vec<ComingDay>, TemplateError> {
    // What has no date yet comes last.
    let mut days: BTreeMap<(bool, Option<NaiveDate>), Vec<ComingDocument>> = BTreeMap::new();
    for told in amendments {
        for (date, document) in of_amendment(site, here, told, &wanted_day)? {
            days.entry((date.is_none(), date))
                .or_default()
                .push(document);
        }
    }
    let day = |((_, date), documents): ((bool, Option<NaiveDate>), _)| ComingDay {
        day: date.map(|date| site.day(date)),
        documents,
    };
    Ok(days.into_iter().map(day).collect())
}

fn of_amendment(
    site: &Site<'_, '_>,
    here: &Here,
    (dossier, amendment): (&Dossier<'_, '_>, &Amendment<'_>),
    is_told: &impl Fn(Option<NaiveDate>) -> bool,
) -> Result<Vec<(Option<NaiveDate>, ComingDocument)>, TemplateError> {
    let front = &amendment.new.front;
    let Some(published) = front.published else {
        return Ok(Vec::new());
    };
    let page = here.to(&address::document(&amendment.document.id));
    let release = site
        .release_target(amendment)
        .map_or_else(|| page.clone(), |target| here.to(&target));
    let document = |date, is_new, ends, notes| ComingDocument {
        anchor: anchor(published, &amendment.document.id, date, ends),
        title: front.title.clone(),
        href: page.clone(),
        published: site.day(published),
        release: release.clone(),
        is_new,
        ends,
        notes,
    };
    // What would begin after the document's end never does.
    let wanted_day = |date: Option<NaiveDate>| {
        is_told(date) && !date.is_some_and(|date| dossier.chronicle.has_ended(date))
    };
    let mut out = Vec::new();
    if amendment.is_first() {
        if wanted_day(front.effective) && !amendment.is_baseline() {
            out.push((
                front.effective,
                document(front.effective, true, false, Vec::new()),
            ));
        }
    } else if amendment
        .items
        .iter()
        .any(|item| wanted_day(item.effectiveness.date))
    {
        let mut by_date: BTreeMap<Option<NaiveDate>, Vec<_>> = BTreeMap::new();
        for noted in notes::of(site, here, amendment)? {
            let effectiveness = noted.item.effectiveness;
            if !effectiveness.cancelled && wanted_day(effectiveness.date) {
                by_date
                    .entry(effectiveness.date)
                    .or_default()
                    .push(noted.view);
            }
        }
        out.extend(
            by_date
                .into_iter()
                .map(|(date, notes)| (date, document(date, false, false, notes))),
        );
    }
    let end = amendment
        .end(site.on())
        .filter(|end| Some(*end) == dossier.chronicle.end);
    if let Some((end, date)) =
        end.and_then(|end| Some((end, end.date.filter(|date| is_told(Some(*date)))?)))
    {
        let mut ending = document(Some(date), false, true, Vec::new());
        ending.published = site.day(end.announced);
        ending.release = site
            .end_target(amendment, end)
            .map_or(page, |target| here.to(&target));
        out.push((Some(date), ending));
    }
    Ok(out)
}

/// A version's entry for one day: publication, document and day tell it apart from every other.
fn anchor(published: NaiveDate, document: &str, date: Option<NaiveDate>, ends: bool) -> String {
    let day = date.map(|date| format!("-{date}")).unwrap_or_default();
    format!(
        "{published}-{document}{day}{}",
        if ends { "-utgar" } else { "" }
    )
}
