//! The start page.

use super::address::{self, Here};
use super::context::Site;
use super::frame::Content;
use super::pages::Page;
use super::view::StartView;
use super::{coming, releases, texts};
use crate::render::templates::TemplateError;

/// How many releases it shows.
const LATEST: usize = 3;

/// The start page.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    vec![Page::new(address::START, |here| {
        let view = view(site, here)?;
        Content::of(site, "start.html", view.title.clone(), Vec::new(), view)
    })]
}

fn view(site: &Site<'_, '_>, here: &Here) -> Result<StartView, TemplateError> {
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
