//! A year by date of effect: the same entries as by publication, each leading to its twin.

use chrono::{Datelike, NaiveDate};

use super::address::{self, Here};
use super::coming;
use super::context::Site;
use super::frame::Content;
use super::pages::Page;
use super::view::Link;
use super::view::release::EffectsView;
use crate::args;
use crate::render::templates::TemplateError;

/// The pages of what takes effect, year by year.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let of_year = |own: i32| {
        Page::new(address::effects(own), move |here| {
            let view = page(site, here, own)?;
            let year = i64::from(own);
            let title = site.words().say("effects.effects_title", args![year]);
            Content::of(site, "effects.html", title, Vec::new(), view)
        })
    };
    site.years_of_effect()
        .iter()
        .copied()
        .map(of_year)
        .collect()
}

/// The page of what takes effect in `year`.
///
/// # Errors
/// When a template is broken.
pub(super) fn page(
    site: &Site<'_, '_>,
    here: &Here,
    year: i32,
) -> Result<EffectsView, TemplateError> {
    let all = site.years_of_effect();
    let neighbour = |wanted: i32| {
        all.contains(&wanted).then(|| Link {
            label: wanted.to_string(),
            href: here.to(&address::effects(wanted)),
        })
    };
    let published = site
        .releases_of(0)
        .iter()
        .any(|release| release.date.year() == year);
    Ok(EffectsView {
        agreement: site.settings.agreements[0].name.clone(),
        year,
        days: coming::by_day(site, here, site.effects_of(year), |date| {
            date.is_some_and(|date| date.year() == year)
        })?,
        earlier: neighbour(year - 1),
        later: neighbour(year + 1),
        publications: published.then(|| here.to(&address::year(None, year))),
    })
}

/// Where the entry for `date` stands among the dates of effect.
pub(super) fn twin(here: &Here, date: NaiveDate) -> String {
    here.to(&format!("{}#{date}", address::effects(date.year())))
}
