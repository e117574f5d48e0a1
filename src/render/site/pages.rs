//! Which pages the site has, and what each is made of.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::address::{self, Here};
use super::context::Site;
use super::frame::{self, Content};
use super::view::{Link, Source, StartView, TextView};
use super::{
    coming, documents, effects, personal_data, processing_page, registers, releases, texts,
};
use crate::model::finding::Language;
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
        match self {
            Page::Start => {
                let view = start(site, here)?;
                Content::of(site, "start.html", view.title.clone(), Vec::new(), view)
            }
            Page::Years => {
                let title = site.settings.agreements[0].page_title.clone();
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
                let title = view
                    .as_ref()
                    .map(|view| format!("{} – {}", view.release.day.long, view.title));
                Content::of(
                    site,
                    "release.html",
                    title.unwrap_or_default(),
                    Vec::new(),
                    view,
                )
            }
            Page::Effects(year) => {
                let view = effects::page(site, here, *year)?;
                let title = title(
                    site,
                    "Ändringar i den ordning de börjar gälla",
                    "Changes by date of effect",
                );
                Content::of(
                    site,
                    "effects.html",
                    format!("{title} {year}"),
                    Vec::new(),
                    view,
                )
            }
            Page::Coming => {
                let view = coming::page(site, here)?;
                Content::of(
                    site,
                    "coming.html",
                    title(site, "Kommande ändringar", "Coming changes"),
                    Vec::new(),
                    view,
                )
            }
            Page::Documents => {
                let view = documents::list(site, here);
                Content::of(
                    site,
                    "documents.html",
                    title(site, "Avtalsdokument", "Documents"),
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
                let title = format!("{}, version {}", view.title, view.version);
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
                let title = view
                    .as_ref()
                    .map(|view| format!("{}, {} – {}", view.title, view.old.label, view.new.label));
                let old = amendment.old.map(|old| site.source(old));
                let sources = old.into_iter().chain(source(site, amendment.new)).collect();
                Content::of(
                    site,
                    "comparison.html",
                    title.unwrap_or_default(),
                    sources,
                    view,
                )
            }
            Page::Processing => {
                let view = processing_page::page(site, here);
                let title = title(site, "Personuppgiftsbiträde", "Processing of personal data");
                Content::of(site, "processing.html", title, Vec::new(), view)
            }
            Page::PersonalData => {
                let view = personal_data::all(site, here);
                let title = title(
                    site,
                    "Personuppgifter i tjänsterna",
                    "Personal data in the services",
                );
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
                let title = format!(
                    "{} {of}",
                    title(site, "Personuppgifter i", "Personal data in")
                );
                Content::of(site, "processing-of.html", title, Vec::new(), view)
            }
            Page::Register(place) => {
                let listed = registers::of(site, &site.dossiers[*place]);
                let view = listed.map(|listed| registers::page(site, here, &listed));
                let title = view
                    .as_ref()
                    .map(|view| view.title.clone())
                    .unwrap_or_default();
                let title = format!(
                    "{} {title}",
                    self::title(site, "Tecknade", "Signatories of")
                );
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
                    title(site, "Om webbplatsen", "About this site"),
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
                    link(
                        title(site, "Avtalsdokument", "Documents").as_str(),
                        address::DOCUMENTS,
                    ),
                    link(&site.settings.agreements[0].page_title, address::YEARS),
                ];
                let view = TextView { text: None, links };
                Content::of(
                    site,
                    "missing.html",
                    title(site, "Sidan finns inte", "Page not found"),
                    Vec::new(),
                    view,
                )
            }
        }
    }
}

fn title(site: &Site<'_, '_>, sv: &str, en: &str) -> String {
    match site.language {
        Language::Sv => sv.to_owned(),
        Language::En => en.to_owned(),
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
