//! The website: every page as bytes, from a history and the templates.

mod address;
mod calendar;
mod coming;
mod context;
mod documents;
mod effects;
mod entry;
mod feed;
mod frame;
mod index;
mod letter;
mod notes;
mod occasions;
mod pages;
mod particulars;
mod parties_picture;
mod processing;
mod processing_page;
mod redline;
mod registers;
mod relations;
mod releases;
mod sections;
mod start;
mod status;
mod subscriptions;
mod text;
pub mod texts;
mod timeline;
pub mod view;

pub use entry::{EntryView, previews};
pub use letter::{LetterFormat, letter};
pub use text::page as text_page;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::context::Site;
use super::templates::TemplateError;
use crate::changelog::history::History;
use crate::model::snapshot::Snapshot;

/// Paths relative to the site's folder, and the bytes of each file.
pub type SiteFiles = BTreeMap<String, Vec<u8>>;

/// What to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SiteOptions {
    /// Whether drafts are shown, marked as such.
    pub drafts: bool,
}

/// Anchors that the pages themselves use: no section gets one of them.
const OWN_ANCHORS: &[&str] = &[
    "huvudinnehall",
    "innehall",
    "jamforelse",
    "kommande",
    "kontakt",
    "lydelse",
    "prenumerera",
    "underlag",
    "versioner",
];

/// What the pages of one document, and those about personal data, are made of.
#[cfg(test)]
pub(crate) struct Views {
    pub(crate) document: view::document::DocumentView,
    pub(crate) processing: view::processing::ProcessingView,
    pub(crate) personal_data: view::particulars::PersonalDataView,
}

/// The views of the document `id`; `None` where the site does not have it.
#[cfg(test)]
pub(crate) fn views(
    history: &History<'_>,
    snapshot: &Snapshot,
    options: &SiteOptions,
    id: &str,
) -> Result<Option<Views>, TemplateError> {
    let site = Site::new(history, snapshot, options);
    let here = address::Here::at(&address::document(id));
    let Some(dossier) = site.dossier(id) else {
        return Ok(None);
    };
    Ok(Some(Views {
        document: documents::document(&site, &here, dossier)?,
        processing: processing_page::page(&site, &here),
        personal_data: particulars::all(&site, &here),
    }))
}

/// Every file of the site, as it is on the day of `history`. Own templates come from `snapshot`.
/// The result does not depend on the number of cores.
///
/// # Errors
/// When a template is broken.
pub fn build(
    history: &History<'_>,
    snapshot: &Snapshot,
    options: &SiteOptions,
) -> Result<SiteFiles, TemplateError> {
    let site = Site::new(history, snapshot, options);
    let rendered: Vec<Result<(String, Vec<u8>), TemplateError>> = pages::all(&site)
        .par_iter()
        .map(|page| page.render(&site))
        .collect();
    let mut files = rendered.into_iter().collect::<Result<SiteFiles, _>>()?;
    files.extend(subscriptions::files(&site)?);
    files.extend(registers::files(&site));
    files.extend(particulars::files(&site));
    let style = site.templates.source(address::STYLE).unwrap_or_default();
    files.insert(address::STYLE.to_owned(), style.as_bytes().to_vec());
    Ok(files)
}
