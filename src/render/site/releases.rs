//! Releases as the pages of years and releases show them, in the form that their readers know.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::address::{self, Here};
use super::context::Site;
use super::frame::{Content, Title};
use super::pages::Page;
use super::view::release::{
    ImprovedView, NewGroup, NewItem, ReleasePageView, ReleaseView, WithdrawnView, YearView,
};
use super::view::{AgreementYears, Link, ReleaseSummary, YearSummary, YearsView};
use super::{effects, notes, texts};
use crate::args;
use crate::changelog::amendment::{Amendment, Item};
use crate::changelog::history::Release;
use crate::dates::effective::{Course, End};
use crate::model::record::Effect;
use crate::render::templates::TemplateError;
use crate::render::typography::joined;

/// The list of the years, each year, and each release, of every agreement.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let mut pages = vec![Page::new(address::YEARS, |here| {
        let title = site.words().say("year.years", args![]);
        Content::of(site, "years.html", title, Vec::new(), years(site, here))
    })];
    for agreement in 0..site.settings.agreements.len() {
        let releases = site.releases_of(agreement);
        let dates: Vec<NaiveDate> = releases.iter().map(|release| release.date).collect();
        let in_years: BTreeSet<i32> = dates.iter().map(Datelike::year).collect();
        let key = site.agreement_key(agreement);
        pages.extend(in_years.into_iter().map(|own| {
            Page::new(address::year(key, own), move |here| {
                let view = year(site, here, agreement, own)?;
                Content::of(site, "year.html", view.title.clone(), Vec::new(), view)
            })
        }));
        pages.extend(dates.into_iter().map(|date| {
            Page::new(address::release(key, date), move |here| {
                let view = page(site, here, agreement, date)?;
                let day = site.day(date).long;
                let heading = site.words().say("year.published_heading", args![day = day]);
                let of = view.as_ref().map_or("", |view| view.title.as_str());
                let title = Title::within(heading, of);
                Content::of(site, "release.html", title, Vec::new(), view)
            })
        }));
    }
    pages
}

/// The page of a year of the agreement at `agreement`.
///
/// # Errors
/// When a template is broken.
pub(super) fn year(
    site: &Site<'_, '_>,
    here: &Here,
    agreement: usize,
    year: i32,
) -> Result<YearView, TemplateError> {
    let key = site.agreement_key(agreement);
    let releases = site.releases_of(agreement);
    let other = |wanted: i32| {
        let exists = releases.iter().any(|release| release.date.year() == wanted);
        exists.then(|| Link {
            label: wanted.to_string(),
            href: here.to(&address::year(key, wanted)),
        })
    };
    let of_year = releases
        .iter()
        .filter(|release| release.date.year() == year);
    Ok(YearView {
        title: year_title(site, agreement, year),
        agreement: site.settings.agreements[agreement].name.clone(),
        year,
        // An agreement may have words of its own; the first one's would speak of the wrong
        // agreement.
        lead: match key {
            Some(id) => site.text(here, &texts::changes_of(id), Some(year)),
            None => site.text(here, texts::CHANGES, Some(year)),
        },
        earlier: other(year - 1),
        later: other(year + 1),
        years_href: here.to(address::YEARS),
        effects: site
            .years_of_effect()
            .contains(&year)
            .then(|| here.to(&address::effects(year))),
        releases: of_year
            .map(|release| view(site, here, release, agreement, 2))
            .collect::<Result<_, _>>()?,
    })
}

/// The page of one release.
///
/// # Errors
/// When a template is broken.
pub(super) fn page(
    site: &Site<'_, '_>,
    here: &Here,
    agreement: usize,
    date: NaiveDate,
) -> Result<Option<ReleasePageView>, TemplateError> {
    let key = site.agreement_key(agreement);
    let releases = site.releases_of(agreement);
    let Some(at) = releases.iter().position(|release| release.date == date) else {
        return Ok(None);
    };
    let link = |release: &Release<'_, '_>| Link {
        label: site.day(release.date).long,
        href: here.to(&address::release(key, release.date)),
    };
    Ok(Some(ReleasePageView {
        title: year_title(site, agreement, date.year()),
        year_href: here.to(&address::year(key, date.year())),
        release: view(site, here, &releases[at], agreement, 1)?,
        earlier: releases.get(at + 1).map(link),
        later: at.checked_sub(1).map(|before| link(&releases[before])),
    }))
}

/// The heading of the year's page, and the release on `date` as it stands there with its heading at
/// `level`.
///
/// # Errors
/// When a template is broken.
pub(super) fn one(
    site: &Site<'_, '_>,
    here: &Here,
    agreement: usize,
    date: NaiveDate,
    level: u8,
) -> Result<Option<(String, ReleaseView)>, TemplateError> {
    let releases = site.releases_of(agreement);
    let Some(release) = releases.iter().find(|release| release.date == date) else {
        return Ok(None);
    };
    let page = year_title(site, agreement, date.year());
    Ok(Some((page, view(site, here, release, agreement, level)?)))
}

/// What the page of a year is called.
fn year_title(site: &Site<'_, '_>, agreement: usize, year: i32) -> String {
    let name = &site.page_title(agreement);
    site.words()
        .say("year.year_title", args![name, year = i64::from(year)])
}

/// The index of the years of all agreements.
pub(super) fn years(site: &Site<'_, '_>, here: &Here) -> YearsView {
    let agreements = (0..site.settings.agreements.len()).filter_map(|agreement| {
        let releases = site.releases_of(agreement);
        let mut years: Vec<i32> = releases.iter().map(|release| release.date.year()).collect();
        years.dedup();
        let settings = &site.settings.agreements[agreement];
        let summary = |year: i32| YearSummary {
            year,
            title: year_title(site, agreement, year),
            href: here.to(&address::year(site.agreement_key(agreement), year)),
            releases: releases
                .iter()
                .filter(|release| release.date.year() == year)
                .map(|release| summary(site, here, release, agreement))
                .collect(),
        };
        (!years.is_empty()).then(|| AgreementYears {
            name: settings.name.clone(),
            years: years.into_iter().map(summary).collect(),
        })
    });
    YearsView {
        agreements: agreements.collect(),
    }
}

/// A release in one line.
pub(super) fn summary(
    site: &Site<'_, '_>,
    here: &Here,
    release: &Release<'_, '_>,
    agreement: usize,
) -> ReleaseSummary {
    let parts = Parts::of(site, release);
    let key = site.agreement_key(agreement);
    let year = address::year(key, release.date.year());
    let link = |amendment: &&Amendment<'_>| Link {
        label: amendment.new.front.title.clone(),
        href: here.to(&format!(
            "{year}#{}-{}",
            release.date, amendment.document.id
        )),
    };
    ReleaseSummary {
        day: site.day(release.date),
        heading: heading(site, release.date),
        href: here.to(&format!("{year}#{}", release.date)),
        services: parts.services.iter().map(link).collect(),
        documents: parts.documents.iter().map(link).collect(),
        improved: parts.improved.iter().map(link).collect(),
    }
}

fn heading(site: &Site<'_, '_>, date: NaiveDate) -> Option<String> {
    site.history
        .repository
        .announcements
        .get(&date)?
        .title
        .clone()
}

/// A release's amendments by what they are.
struct Parts<'h, 'r> {
    services: Vec<&'h Amendment<'r>>,
    documents: Vec<&'h Amendment<'r>>,
    improved: Vec<&'h Amendment<'r>>,
    ending_services: Vec<&'h Amendment<'r>>,
    ending: Vec<&'h Amendment<'r>>,
}

impl<'h, 'r> Parts<'h, 'r> {
    fn of(site: &Site<'_, '_>, release: &Release<'h, 'r>) -> Self {
        let (new, improved): (Vec<_>, Vec<_>) = release
            .amendments
            .iter()
            .copied()
            .partition(|amendment| amendment.is_first());
        let is_service = |amendment: &&Amendment<'_>| {
            site.settings
                .kind(&amendment.new.front.kind)
                .is_some_and(|kind| kind.listed_as_service)
        };
        let (services, documents) = new.into_iter().partition(is_service);
        let (ending_services, ending) = release.withdrawn.iter().copied().partition(is_service);
        Self {
            services,
            documents,
            improved,
            ending_services,
            ending,
        }
    }
}

fn view(
    site: &Site<'_, '_>,
    here: &Here,
    release: &Release<'_, '_>,
    agreement: usize,
    level: u8,
) -> Result<ReleaseView, TemplateError> {
    let parts = Parts::of(site, release);
    let ends = |ending: &[&Amendment<'_>]| {
        ending
            .iter()
            .filter_map(|amendment| withdrawn(site, here, amendment))
            .collect()
    };
    let announcement = site.history.repository.announcements.get(&release.date);
    let improved = parts
        .improved
        .iter()
        .map(|amendment| self::improved(site, here, amendment));
    Ok(ReleaseView {
        anchor: release.date.to_string(),
        day: site.day(release.date),
        heading: heading(site, release.date),
        level,
        href: here.to(&address::release(
            site.agreement_key(agreement),
            release.date,
        )),
        announcement: announcement
            .filter(|announcement| !announcement.body.trim().is_empty())
            .map(|announcement| site.markdown(here, &announcement.body)),
        service_count: parts.services.len(),
        services: new_groups(site, here, &parts.services)?,
        document_count: parts.documents.len(),
        documents: new_groups(site, here, &parts.documents)?,
        improved: improved.collect::<Result<_, _>>()?,
        withdrawn_services: ends(&parts.ending_services),
        withdrawn: ends(&parts.ending),
    })
}

fn new_groups(
    site: &Site<'_, '_>,
    here: &Here,
    amendments: &[&Amendment<'_>],
) -> Result<Vec<NewGroup>, TemplateError> {
    let mut groups: BTreeMap<(Option<NaiveDate>, bool), Vec<NewItem>> = BTreeMap::new();
    for amendment in amendments {
        let date = amendment.new.front.effective;
        let notes = notes::of(site, here, amendment)?;
        let item = NewItem {
            anchor: amendment_anchor(amendment),
            title: amendment.new.front.title.clone(),
            href: site.version_link(here, amendment.new).href,
            notes: notes.into_iter().map(|noted| noted.view).collect(),
        };
        let significant = amendment.items.iter().any(is_significant_advantage);
        groups.entry((date, significant)).or_default().push(item);
    }
    let group =
        |((date, significant), items): ((Option<NaiveDate>, bool), Vec<NewItem>)| NewGroup {
            twin: date.map(|date| effects::twin(here, date)),
            items,
            day: date.map(|date| site.day(date)),
            significant,
        };
    Ok(groups.into_iter().map(group).collect())
}

fn is_significant_advantage(item: &Item<'_>) -> bool {
    item.effect == Some(Effect::Favourable) && item.entry.is_some_and(|entry| entry.significant)
}

fn improved(
    site: &Site<'_, '_>,
    here: &Here,
    amendment: &Amendment<'_>,
) -> Result<ImprovedView, TemplateError> {
    let notes = notes::of(site, here, amendment)?;
    Ok(ImprovedView {
        anchor: amendment_anchor(amendment),
        title: amendment.new.front.title.clone(),
        former_title: amendment
            .old
            .map(|old| old.front.title.clone())
            .filter(|title| *title != amendment.new.front.title),
        href: here.to(&address::document(&amendment.document.id)),
        version: site.version_link(here, amendment.new),
        before: amendment.old.map(|old| site.version_link(here, old)),
        comparison: site
            .comparison_target(amendment)
            .map(|target| here.to(&target)),
        groups: notes::grouped(site, here, notes),
    })
}

fn withdrawn(site: &Site<'_, '_>, here: &Here, amendment: &Amendment<'_>) -> Option<WithdrawnView> {
    let record = amendment.record?;
    let (end, course) = (amendment.end(site.on())?, Course::of_end(record)?);
    Some(WithdrawnView {
        anchor: end_anchor(amendment, end),
        title: amendment.new.front.title.clone(),
        href: here.to(&address::document(&amendment.document.id)),
        day: site.day(end.stated),
        cancelled: end.date.is_none(),
        twin: end.date.map(|date| effects::twin(here, date)),
        note: record.withdrawn.as_ref()?.note.as_deref().map(joined),
        corrections: course
            .known(site.on())
            .map(|step| notes::correction(site, step))
            .collect(),
    })
}

/// Where the page of the year, for the first agreement, tells of the release of `date`.
pub(super) fn target(site: &Site<'_, '_>, date: NaiveDate) -> String {
    format!(
        "{}#{date}",
        address::year(site.agreement_key(0), date.year())
    )
}

/// The anchor of a document's end among the releases.
pub(super) fn end_anchor(amendment: &Amendment<'_>, end: End<'_>) -> String {
    format!("{}-{}-utgar", end.announced, amendment.document.id)
}

fn amendment_anchor(amendment: &Amendment<'_>) -> String {
    let date = amendment
        .new
        .front
        .published
        .map(|date| date.to_string())
        .unwrap_or_default();
    format!("{date}-{}", amendment.document.id)
}
