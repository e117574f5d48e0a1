//! Which pages the site has, and what each is made of.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::address::{self, Here};
use super::context::Site;
use super::frame::{self, Content, Title};
use super::view::{Link, Source, StartView, TextView};
use super::{
    coming, documents, effects, personal_data, processing_page, registers, releases, texts,
};
use crate::args;
use crate::model::repository::Version;
use crate::render::templates::TemplateError;

/// How many releases the start page shows.
const LATEST: usize = 3;

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The start page.
    Start,
    /// The index of the years.
    Years,
    /// A year of an agreement.
    Year(usize, i32),
    /// A release of an agreement.
    Release(usize, NaiveDate),
    /// What takes effect in a year.
    Effects(i32),
    /// What is to come.
    Coming,
    /// The list of documents.
    Documents,
    /// A document, by its place in the list.
    Document(usize),
    /// A version, by its document's place and its own.
    Version(usize, usize),
    /// The comparison of a version with the one before it.
    Comparison(usize, usize),
    /// The agreements about the processing of personal data.
    Processing,
    /// What all services state about the processing of personal data.
    PersonalData,
    /// One particular of all services, by its place.
    Particular(usize),
    /// One service's processing over time, by its document's place in the list.
    ProcessingOf(usize),
    /// Those who have signed a document, by its place in the list.
    Register(usize),
    /// About the site.
    About,
    /// For addresses that do not exist.
    Missing,
}

/// Every page, in a fixed order.
pub fn all(site: &Site<'_, '_>) -> Vec<Page> {
    let mut pages = vec![
        Page::Start,
        Page::Years,
        Page::Coming,
        Page::Documents,
        Page::About,
        Page::Missing,
    ];
    if site.tells_processing() {
        pages.push(Page::Processing);
    }
    if site.personal_data.is_told() {
        pages.push(Page::PersonalData);
        pages.extend((0..site.personal_data.particulars.len()).map(Page::Particular));
    }
    for agreement in 0..site.settings.agreements.len() {
        let dates: Vec<NaiveDate> = site
            .releases_of(agreement)
            .iter()
            .map(|release| release.date)
            .collect();
        let years: BTreeSet<i32> = dates.iter().map(Datelike::year).collect();
        pages.extend(years.into_iter().map(|year| Page::Year(agreement, year)));
        pages.extend(dates.into_iter().map(|date| Page::Release(agreement, date)));
    }
    pages.extend(site.years_of_effect().iter().copied().map(Page::Effects));
    for (place, dossier) in site.dossiers.iter().enumerate() {
        pages.push(Page::Document(place));
        if site
            .personal_data
            .service(site, &dossier.document.id)
            .is_some()
        {
            pages.push(Page::ProcessingOf(place));
        }
        if registers::of(site, dossier).is_some() {
            pages.push(Page::Register(place));
        }
        for (at, amendment) in dossier.amendments.iter().enumerate() {
            pages.push(Page::Version(place, at));
            if amendment.old.is_some() {
                pages.push(Page::Comparison(place, at));
            }
        }
    }
    pages
}

impl Page {
    /// The page's file.
    fn path(&self, site: &Site<'_, '_>) -> String {
        match self {
            Page::Start => address::START.to_owned(),
            Page::Years => address::YEARS.to_owned(),
            Page::Year(agreement, year) => address::year(site.agreement_key(*agreement), *year),
            Page::Release(agreement, date) => {
                address::release(site.agreement_key(*agreement), *date)
            }
            Page::Effects(year) => address::effects(*year),
            Page::Coming => address::COMING.to_owned(),
            Page::Documents => address::DOCUMENTS.to_owned(),
            Page::Document(place) => address::document(&site.dossiers[*place].document.id),
            Page::Version(place, at) => {
                let dossier = &site.dossiers[*place];
                address::version(
                    &dossier.document.id,
                    &dossier.amendments[*at].new.front.version,
                )
            }
            Page::Comparison(place, at) => site
                .comparison_target(site.dossiers[*place].amendments[*at])
                .unwrap_or_default(),
            Page::Processing => address::PROCESSING.to_owned(),
            Page::PersonalData => address::PERSONAL_DATA.to_owned(),
            Page::Particular(at) => {
                personal_data::particular_address(site.personal_data.particulars[*at])
            }
            Page::ProcessingOf(place) => address::processing_of(&site.dossiers[*place].document.id),
            Page::Register(place) => address::register(&site.dossiers[*place].document.id),
            Page::About => address::ABOUT.to_owned(),
            Page::Missing => address::MISSING.to_owned(),
        }
    }

    /// The page's file and its bytes.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn render(&self, site: &Site<'_, '_>) -> Result<(String, Vec<u8>), TemplateError> {
        let path = self.path(site);
        let here = match self {
            Page::Missing => Here::anywhere(&path, &site.settings.base_url),
            _ => Here::at(&path),
        };
        let content = self.content(site, &here)?;
        let bytes = frame::around(site, &here, content)?.into_bytes();
        Ok((path, bytes))
    }

    fn content(&self, site: &Site<'_, '_>, here: &Here) -> Result<Content, TemplateError> {
        let say = |name: &str| site.words().say(name, args![]);
        match self {
            Page::Start => {
                let view = start(site, here)?;
                Content::of(site, "start.html", view.title.clone(), Vec::new(), view)
            }
            Page::Years => {
                let title = say("year.years");
                Content::of(
                    site,
                    "years.html",
                    title,
                    Vec::new(),
                    releases::years(site, here),
                )
            }
            Page::Year(agreement, year) => {
                let view = releases::year(site, here, *agreement, *year)?;
                Content::of(site, "year.html", view.title.clone(), Vec::new(), view)
            }
            Page::Release(agreement, date) => {
                let view = releases::page(site, here, *agreement, *date)?;
                let day = site.day(*date).long;
                let heading = site.words().say("year.published_heading", args![day = day]);
                let of = view.as_ref().map_or("", |view| view.title.as_str());
                let title = Title::within(heading, of);
                Content::of(site, "release.html", title, Vec::new(), view)
            }
            Page::Effects(year) => {
                let view = effects::page(site, here, *year)?;
                let year = i64::from(*year);
                let title = site.words().say("effects.effects_title", args![year]);
                Content::of(site, "effects.html", title, Vec::new(), view)
            }
            Page::Coming => {
                let view = coming::page(site, here)?;
                Content::of(site, "coming.html", say("start.coming"), Vec::new(), view)
            }
            Page::Documents => {
                let view = documents::list(site, here);
                Content::of(
                    site,
                    "documents.html",
                    say("document.documents_title"),
                    Vec::new(),
                    view,
                )
            }
            Page::Document(place) => {
                let dossier = &site.dossiers[*place];
                let view = documents::document(site, here, dossier)?;
                let sources = match &dossier.text {
                    Some(text) => text
                        .sources
                        .iter()
                        .map(|version| site.source(version))
                        .collect(),
                    None => source(site, dossier.newest().new),
                };
                Content::of(site, "document.html", view.title.clone(), sources, view)
            }
            Page::Version(place, at) => {
                let dossier = &site.dossiers[*place];
                let amendment = dossier.amendments[*at];
                let view = documents::version(site, here, dossier, amendment)?;
                let title = site.words().say(
                    "document.version_title",
                    args![title = &view.title, number = &view.version],
                );
                Content::of(
                    site,
                    "version.html",
                    title,
                    source(site, amendment.new),
                    view,
                )
            }
            Page::Comparison(place, at) => {
                let dossier = &site.dossiers[*place];
                let amendment = dossier.amendments[*at];
                let view = documents::comparison(site, here, dossier, amendment)?;
                let title = view.as_ref().map(|view| {
                    let (old, new) = (&view.old.label, &view.new.label);
                    let heading = site
                        .words()
                        .say("comparison.comparison_title", args![old, new]);
                    Title::within(heading, &view.title)
                });
                let old = amendment.old.map(|old| site.source(old));
                let sources = old.into_iter().chain(source(site, amendment.new)).collect();
                Content::of(
                    site,
                    "comparison.html",
                    title.unwrap_or_else(|| String::new().into()),
                    sources,
                    view,
                )
            }
            Page::Processing => {
                let view = processing_page::page(site, here);
                let title = say("processing.processing_title");
                Content::of(site, "processing.html", title, Vec::new(), view)
            }
            Page::PersonalData => {
                let view = personal_data::all(site, here);
                let title = say("particulars.personal_data_title");
                Content::of(site, "personal-data.html", title, Vec::new(), view)
            }
            Page::Particular(at) => {
                let view =
                    personal_data::particular(site, here, site.personal_data.particulars[*at]);
                Content::of(
                    site,
                    "particular.html",
                    view.label.clone(),
                    Vec::new(),
                    view,
                )
            }
            Page::ProcessingOf(place) => {
                let view = personal_data::service(site, here, &site.dossiers[*place].document.id);
                let of = view
                    .as_ref()
                    .map(|view| view.title.clone())
                    .unwrap_or_default();
                let title = site
                    .words()
                    .say("particulars.processing_of", args![title = of]);
                Content::of(site, "processing-of.html", title, Vec::new(), view)
            }
            Page::Register(place) => {
                let listed = registers::of(site, &site.dossiers[*place]);
                let view = listed.map(|listed| registers::page(site, here, &listed));
                let title = view
                    .as_ref()
                    .map(|view| view.title.clone())
                    .unwrap_or_default();
                let title = site.words().say("processing.signed", args![title]);
                Content::of(site, "register.html", title, Vec::new(), view)
            }
            Page::About => {
                let view = TextView {
                    text: site.text(here, texts::ABOUT, None),
                    links: Vec::new(),
                };
                Content::of(
                    site,
                    "about.html",
                    say("other.about_title"),
                    Vec::new(),
                    view,
                )
            }
            Page::Missing => {
                let link = |label: &str, target: &str| Link {
                    label: label.to_owned(),
                    href: here.to(target),
                };
                let links = vec![
                    link(&say("document.documents_title"), address::DOCUMENTS),
                    link(&site.settings.agreements[0].page_title, address::YEARS),
                ];
                let view = TextView { text: None, links };
                Content::of(
                    site,
                    "missing.html",
                    say("other.missing_title"),
                    Vec::new(),
                    view,
                )
            }
        }
    }
}

fn source(site: &Site<'_, '_>, version: &Version) -> Vec<Source> {
    vec![site.source(version)]
}

fn start(site: &Site<'_, '_>, here: &Here) -> Result<StartView, TemplateError> {
    let latest = site.releases_of(0).iter().take(LATEST);
    Ok(StartView {
        title: site.settings.agreements[0].name.clone(),
        lead: site.text(here, texts::START, None),
        releases: latest
            .map(|release| releases::summary(site, here, release, 0))
            .collect(),
        coming: coming::days(site, here, &site.dossiers)?,
        coming_href: here.to(address::COMING),
        years_href: here.to(address::YEARS),
        documents_href: here.to(address::DOCUMENTS),
        documents: site.dossiers.len(),
    })
}
