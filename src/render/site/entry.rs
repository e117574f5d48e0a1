//! What a release will look like on the page of its year, before it stands there.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::SiteOptions;
use super::address::{self, Here};
use super::context::Site;
use super::releases;
use super::view::ContentView;
use crate::changelog::history::History;
use crate::model::repository::{Document, Repository};
use crate::render::templates::{Html, TemplateError};
use crate::review::Part;

/// A release as it will stand on the page of a year.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// The heading of that page: "Ändringar i kundavtalet 2022".
    pub page: String,
    /// The day of the release.
    pub day: String,
    /// The entry, from the templates of the site; its links lead to the site's own address.
    pub html: Html,
    /// The same words in lines: `## ` begins a heading, `### ` a document, `- ` a note, `  ` what
    /// belongs to it.
    pub text: String,
}

/// The entries of the releases on `days`, newest first, one for each agreement that a release
/// concerns. They tell of `documents` only; a draft among these stands as if it were published on
/// `on`.
///
/// # Errors
/// When a template is broken.
pub fn previews(
    part: &Part,
    documents: &BTreeSet<String>,
    on: NaiveDate,
    days: &[NaiveDate],
) -> Result<Vec<EntryView>, TemplateError> {
    /// The heading's level in the report around the entry.
    const LEVEL: u8 = 3;
    let repository = stamped(&part.repository, documents, on);
    let told: Vec<&Document> = repository
        .documents
        .values()
        .filter(|document| documents.contains(&document.id))
        .collect();
    let latest = days.iter().copied().fold(on, NaiveDate::max);
    let history = History::of_documents(&repository, &told, latest);
    let options = SiteOptions::default();
    let site = Site::new(&history, &part.snapshot, &options);
    let here = Here::outside(address::START, &site.settings.base_url);
    let mut entries = Vec::new();
    for date in days.iter().rev() {
        for agreement in 0..site.settings.agreements.len() {
            let Some((page, release)) = releases::one(&site, &here, agreement, *date, LEVEL)?
            else {
                continue;
            };
            let day = release.day.long.clone();
            let view = ContentView {
                title: page.clone(),
                publisher: site.publisher(),
                page: release,
            };
            let html = site.templates.render("entry.html", &view)?;
            let text = site.templates.render("entry.txt", &view)?;
            entries.push(EntryView {
                page,
                day,
                html: Html::new(html),
                text: lines(&text),
            });
        }
    }
    Ok(entries)
}

/// The repository with the drafts of `documents` as `publish` would stamp them on `on`.
fn stamped(repository: &Repository, documents: &BTreeSet<String>, on: NaiveDate) -> Repository {
    let mut stamped = repository.clone();
    for id in documents {
        let versions = stamped
            .documents
            .get_mut(id)
            .map(|document| document.versions.as_mut_slice());
        for version in versions
            .unwrap_or_default()
            .iter_mut()
            .filter(|version| version.is_draft())
        {
            version.front.published = Some(on);
            version.front.effective.get_or_insert(on);
        }
    }
    stamped
}

fn lines(text: &str) -> String {
    let kept = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty());
    kept.map(|line| format!("{line}\n")).collect()
}
