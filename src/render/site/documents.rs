//! Documents, their versions and their comparisons as pages.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::frame::{Content, Title};
use super::pages::Page;
use super::redline::Changes;
use super::view::Link;
use super::view::document::{
    ComparisonView, DatedLink, DocumentSummary, DocumentView, DocumentsView, HistoryRow,
    VersionView,
};
use super::view::release::ChangeView;
use super::{coming, notes, relations, sections, status, timeline};
use crate::args;
use crate::changelog::address::label;
use crate::changelog::amendment::Amendment;
use crate::chronicle::Text;
use crate::model::record::Fact;
use crate::render::sentences;
use crate::render::templates::TemplateError;
use crate::render::typography::joined;
use crate::render::undecided::Undecided;

/// The list of documents, each document, its versions and what each changed.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let mut pages = vec![Page::new(address::DOCUMENTS, |here| {
        let title = site.words().say("document.documents_title", args![]);
        Content::of(site, "documents.html", title, Vec::new(), list(site, here))
    })];
    for dossier in &site.dossiers {
        pages.push(document_page(site, dossier));
        for amendment in dossier.amendments.iter().copied() {
            pages.push(version_page(site, dossier, amendment));
            pages.extend(comparison_page(site, dossier, amendment));
        }
    }
    pages
}

fn document_page<'s, 'h, 'r>(site: &'s Site<'h, 'r>, dossier: &'s Dossier<'h, 'r>) -> Page<'s> {
    Page::new(address::document(&dossier.document.id), move |here| {
        let view = document(site, here, dossier)?;
        let own = [dossier.newest().new];
        let versions = dossier.text.as_ref().map_or(&own[..], |text| &text.sources);
        let sources = versions
            .iter()
            .map(|version| site.source(version))
            .collect();
        Content::of(site, "document.html", view.title.clone(), sources, view)
    })
}

fn version_page<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    dossier: &'s Dossier<'h, 'r>,
    amendment: &'s Amendment<'r>,
) -> Page<'s> {
    let number = &amendment.new.front.version;
    Page::new(
        address::version(&dossier.document.id, number),
        move |here| {
            let view = version(site, here, dossier, amendment)?;
            let title = site.words().say(
                "document.version_title",
                args![title = &view.title, number = &view.version],
            );
            let sources = vec![site.source(amendment.new)];
            Content::of(site, "version.html", title, sources, view)
        },
    )
}

/// `None` for the first version, which is compared with none.
fn comparison_page<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    dossier: &'s Dossier<'h, 'r>,
    amendment: &'s Amendment<'r>,
) -> Option<Page<'s>> {
    let path = site.comparison_target(amendment)?;
    Some(Page::new(path, move |here| {
        let view = comparison(site, here, dossier, amendment)?;
        let title = view.as_ref().map(|view| {
            let (old, new) = (&view.old.label, &view.new.label);
            let heading = site
                .words()
                .say("comparison.comparison_title", args![old, new]);
            Title::within(heading, &view.title)
        });
        let title = title.unwrap_or_else(|| String::new().into());
        let both = amendment.old.into_iter().chain([amendment.new]);
        let sources = both.map(|version| site.source(version)).collect();
        Content::of(site, "comparison.html", title, sources, view)
    }))
}

/// The list of documents.
pub(super) fn list(site: &Site<'_, '_>, here: &Here) -> DocumentsView {
    let year = site.on().year();
    let summary = |dossier: &Dossier<'_, '_>| {
        let mut releases: Vec<(i32, DatedLink)> = dossier
            .public()
            .rev()
            .filter_map(|amendment| {
                let date = amendment.new.front.published?;
                let href = here.to(&site.release_target(amendment)?);
                Some((
                    date.year(),
                    DatedLink {
                        day: site.day(date),
                        href,
                    },
                ))
            })
            .collect();
        let latest = releases
            .first()
            .filter(|(of, _)| *of != year)
            .map(|(_, link)| link.clone());
        releases.retain(|(of, _)| *of == year);
        DocumentSummary {
            title: dossier.title().to_owned(),
            href: here.to(&address::document(&dossier.document.id)),
            kind: kind(site, dossier.newest()),
            status: status::of_document(site, here, dossier),
            this_year: releases.into_iter().map(|(_, link)| link).collect(),
            latest,
        }
    };
    DocumentsView {
        on: site.day(site.on()),
        year,
        documents: site.dossiers.iter().map(summary).collect(),
    }
}

fn kind(site: &Site<'_, '_>, amendment: &Amendment<'_>) -> Option<String> {
    site.settings
        .kind(&amendment.new.front.kind)
        .map(|kind| kind.label.clone())
}

/// A document's page.
///
/// # Errors
/// When a template is broken.
pub(super) fn document(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
) -> Result<DocumentView, TemplateError> {
    let newest = dossier.newest();
    let (text, on) = (dossier.text.as_ref(), site.on());
    let status = status::of_document(site, here, dossier);
    // Before the first text the page shows the newest version and what it states.
    let shown = text
        .and_then(|text| text.sources.last().copied())
        .unwrap_or(newest.new);
    let stating = |fact| {
        dossier
            .chronicle
            .stated(fact, on)
            .map_or(&shown.front, |own| &own.version.front)
    };
    let title = dossier.chronicle.title(on);
    let agreements = site
        .places_of(&stating(Fact::Agreements).agreements)
        .into_iter();
    let agreements = agreements.map(|at| site.settings.agreements[at].name.clone());
    let personal_data = stating(Fact::PersonalData).personal_data.clone();
    let named = personal_data.as_deref().and_then(|id| site.dossier(id));
    let rows = dossier
        .amendments
        .iter()
        .rev()
        .map(|amendment| row(site, here, dossier, amendment));
    let history: Vec<HistoryRow> = rows.collect::<Result<_, _>>()?;
    Ok(DocumentView {
        timeline: timeline::of(&history, status.ends.as_ref(), site.on()),
        title: title.to_owned(),
        new_title: (title != newest.new.front.title).then(|| newest.new.front.title.clone()),
        kind: kind(site, newest),
        service: stating(Fact::Service)
            .service
            .clone()
            .filter(|service| service != title),
        agreements: agreements.collect(),
        tells_personal_data: personal_data.is_some()
            || site
                .settings
                .kind(&shown.front.kind)
                .is_none_or(|kind| kind.listed_as_service),
        personal_data: named
            .map(|named| named.title().to_owned())
            .or(personal_data),
        personal_data_href: named.map(|named| here.to(&address::document(&named.document.id))),
        processing: site
            .personal_data
            .service(site, &dossier.document.id)
            .map(|own| here.to(&address::processing_of(&own.document.id))),
        relations: relations::of(site, here, dossier),
        status: status.clone(),
        coming: coming::days(site, here, std::slice::from_ref(dossier))?,
        on: site.day(site.on()),
        composed_of: match text {
            Some(text) if text.sources.len() > 1 => text
                .sources
                .iter()
                .map(|version| site.version_link(here, version))
                .collect(),
            _ => Vec::new(),
        },
        undecided: undecided(site, dossier),
        text: match (dossier.chronicle.text(on), text) {
            (Text::Ended, _) => "ended",
            (_, Some(_)) => "in-force",
            (_, None) => "upcoming",
        },
        sections: match text {
            Some(_) => sections::in_force(site, here, dossier, 3),
            None => sections::of_version(site, here, shown, 3),
        },
        history,
        feed: here.to(&address::feed(&dossier.document.id)),
        calendar: here.to(&address::calendar(&dossier.document.id)),
    })
}

fn undecided(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> Vec<String> {
    let Text::Undecided(why, _) = dossier.chronicle.last_text(site.on()) else {
        return Vec::new();
    };
    why.iter()
        .map(|own| joined(&Undecided::from(own).sentence(site.words())))
        .collect()
}

fn row<'r>(
    site: &Site<'_, 'r>,
    here: &Here,
    dossier: &Dossier<'_, 'r>,
    amendment: &Amendment<'r>,
) -> Result<HistoryRow, TemplateError> {
    let notes = amendment.items.iter().map(|item| site.note(&item.note));
    let mut notes: Vec<String> = notes.collect();
    let mut seen = BTreeSet::new();
    notes.retain(|note| !note.is_empty() && seen.insert(note.clone()));
    let front = &amendment.new.front;
    Ok(HistoryRow {
        version: site.version_link(here, amendment.new),
        title: (front.title != dossier.title()).then(|| front.title.clone()),
        published: front.published.map(|date| site.day(date)),
        applies: dossier
            .chronicle
            .days_of(amendment)
            .into_iter()
            .map(|date| site.day(date))
            .collect(),
        notes,
        baseline: amendment.is_baseline(),
        first: amendment.is_first(),
        release: site
            .release_target(amendment)
            .map(|target| here.to(&target)),
        comparison: comparison_link(site, here, amendment),
        status: status::of_version(site, here, dossier, amendment),
    })
}

fn comparison_link(site: &Site<'_, '_>, here: &Here, amendment: &Amendment<'_>) -> Option<Link> {
    let target = site.comparison_target(amendment)?;
    Some(Link {
        label: amendment.old?.front.version.to_string(),
        href: here.to(&target),
    })
}

/// A version's page.
///
/// # Errors
/// When a template is broken.
pub(super) fn version<'r>(
    site: &Site<'_, 'r>,
    here: &Here,
    dossier: &Dossier<'_, 'r>,
    amendment: &Amendment<'r>,
) -> Result<VersionView, TemplateError> {
    let front = &amendment.new.front;
    let next = dossier.next(amendment.new);
    let notes = notes::of(site, here, amendment)?
        .into_iter()
        .map(|noted| noted.view);
    Ok(VersionView {
        corrected: notes.filter(|note| !note.corrections.is_empty()).collect(),
        title: front.title.clone(),
        version: front.version.to_string(),
        published: front.published.map(|date| site.day(date)),
        document: here.to(&address::document(&dossier.document.id)),
        status: status::of_version(site, here, dossier, amendment),
        earlier: amendment.old.map(|old| site.version_link(here, old)),
        later: next.map(|next| site.version_link(here, next.new)),
        comparison: comparison_link(site, here, amendment),
        sections: sections::of_version(site, here, amendment.new, 2),
    })
}

/// The page that compares a version with the one before it.
///
/// # Errors
/// When a template is broken.
pub(super) fn comparison(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    amendment: &Amendment<'_>,
) -> Result<Option<ComparisonView>, TemplateError> {
    let Some(old) = amendment.old else {
        return Ok(None);
    };
    let facts = amendment.facts.iter().map(|fact| {
        let sentence = amendment.fact_sentence(fact);
        sentences::worded(site.words(), &sentence)
    });
    let changes = Changes::of(amendment);
    let all = 0..amendment.comparison.changes.len();
    let changes: Vec<ChangeView> = all.map(|at| changes.view(site, here, at)).collect();
    let first = changes.first().and_then(|change| change.day.clone());
    let unchanged = amendment
        .comparison
        .rows
        .iter()
        .filter(|row| row.kinds.is_empty());
    let unchanged = unchanged.filter_map(|row| row.new.first());
    Ok(Some(ComparisonView {
        title: amendment.new.front.title.clone(),
        old: site.version_link(here, old),
        new: site.version_link(here, amendment.new),
        published: amendment.new.front.published.map(|date| site.day(date)),
        document: here.to(&address::document(&dossier.document.id)),
        facts: facts.collect(),
        account: crate::render::redline::account::line(
            &amendment.comparison,
            &old.sections,
            &amendment.new.sections,
            site.words(),
        ),
        same_day: first.filter(|day| {
            changes
                .iter()
                .all(|change| change.day.as_ref() == Some(day))
        }),
        changes,
        unchanged: unchanged
            .map(|at| label(amendment.new.sections.get(*at)))
            .collect(),
    }))
}
