//! The files to subscribe to: for everything, and for each document.

use super::address;
use super::context::Site;
use super::{SiteFiles, calendar, feed, occasions};
use crate::render::templates::TemplateError;

/// Every feed and every calendar.
///
/// # Errors
/// When the template is broken.
pub(super) fn files(site: &Site<'_, '_>) -> Result<SiteFiles, TemplateError> {
    let mut files = SiteFiles::new();
    let everything = occasions::all(site)?;
    let title = &site.page_title(0);
    files.insert(
        address::FEED.to_owned(),
        feed::render(site, address::FEED, title, &everything)?.into_bytes(),
    );
    files.insert(
        address::CALENDAR.to_owned(),
        calendar::render(site, title, &everything).into_bytes(),
    );
    for dossier in &site.dossiers {
        let own = occasions::of(site, dossier)?;
        let (feed, calendar) = (
            address::feed(&dossier.document.id),
            address::calendar(&dossier.document.id),
        );
        files.insert(
            feed.clone(),
            feed::render(site, &feed, dossier.title(), &own)?.into_bytes(),
        );
        files.insert(
            calendar,
            calendar::render(site, dossier.title(), &own).into_bytes(),
        );
    }
    Ok(files)
}
