//! One text as a page that needs nothing else.

use serde::Serialize;

use super::address::Here;
use super::context::Site;
use super::view::ContentView;
use super::view::document::SectionView;
use super::{SiteOptions, address, sections};
use crate::changelog::history::History;
use crate::model::repository::Version;
use crate::model::snapshot::Snapshot;
use crate::render::show;
use crate::render::templates::{Html, TemplateError};

#[derive(Serialize)]
struct TextView {
    language: &'static str,
    title: String,
    kind: Option<String>,
    provenance: String,
    style: Html,
    sections: Vec<SectionView>,
}

/// The text of `version`, or without one the text of document `id` in force on the day of
/// `history`, with what changed in each section and what will; `None` before the first text. Links
/// lead to the published site.
///
/// # Errors
/// When a template is broken.
pub fn page(
    history: &History<'_>,
    snapshot: &Snapshot,
    id: &str,
    version: Option<&Version>,
) -> Result<Option<String>, TemplateError> {
    let options = SiteOptions::default();
    let site = Site::new(history, snapshot, &options);
    let here = Here::absolute(&site.settings.base_url);
    let (title, kind, provenance, sections) = match version {
        Some(version) => {
            let provenance = show::version_provenance(version, site.words());
            let front = &version.front;
            (
                front.title.as_str(),
                &front.kind,
                provenance,
                sections::of_version(&site, &here, version, 2),
            )
        }
        None => {
            let Some(dossier) = site.dossier(id).filter(|own| own.text.is_some()) else {
                return Ok(None);
            };
            let text = dossier.chronicle.text(site.on());
            let Some(newest) = text.versions().last() else {
                return Ok(None);
            };
            let title = dossier.chronicle.title(site.on());
            let provenance = show::provenance(text, site.on(), site.words());
            (
                title,
                &newest.front.kind,
                provenance,
                sections::in_force(&site, &here, dossier, 2),
            )
        }
    };
    let view = TextView {
        language: site.language.code(),
        title: title.to_owned(),
        kind: site.settings.kind(kind).map(|kind| kind.label.clone()),
        provenance,
        style: Html::new(
            site.templates
                .source(address::STYLE)
                .unwrap_or_default()
                .to_owned(),
        ),
        sections,
    };
    let content = ContentView {
        title: title.to_owned(),
        publisher: site.publisher(),
        page: view,
    };
    site.templates.render("text.html", content).map(Some)
}
