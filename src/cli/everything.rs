//! All that the program does with documents, for finding out which of them it fails on. Nothing is
//! written.

use chrono::NaiveDate;

use crate::author::{draft, publish, renumber};
use crate::changelog::history::History;
use crate::check::{self, Scope};
use crate::model::finding::Language;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::render::redline::{View, html, json, markdown, text};
use crate::render::site::{self, SiteOptions};
use crate::render::{findings, log};
use crate::words::Words;

/// Reads, compares, judges, shows and drafts whatever `files` hold. Only whether it gets to its end
/// matters.
pub(super) fn everything(files: &Snapshot, on: NaiveDate) {
    let (repository, reading) = parse::repository::read(files);
    let history = History::of(&repository, on);
    let scope = Scope {
        all: true,
        ..Scope::default()
    };
    let found = check::check(&history, files, reading, &scope);
    findings::text(
        &found,
        files,
        &repository.settings,
        false,
        findings::DEFAULT_WIDTH,
    );
    let references = check::links::references(&repository);
    findings::json(&found, &references, files, &repository.settings);
    for amendment in &history.amendments {
        let Some(old) = amendment.old else { continue };
        let view = View {
            old_source: &old.path,
            old: &old.sections,
            new_source: &amendment.new.path,
            new: &amendment.new.sections,
            comparison: &amendment.comparison,
            verdicts: &amendment.verdicts,
        };
        let words = Words::of(Language::Sv);
        text::render(&view, &text::TextOptions::default());
        markdown::render(&view, &words);
        html::page(&view, &words);
        json::render(&view);
    }
    log::text(&history, &[], &Words::of(Language::Sv));
    log::json(&history, &[]);
    let _ = site::build(&history, files, &SiteOptions { drafts: true });
    for document in repository
        .documents
        .values()
        .filter(|document| document.newest().is_draft())
    {
        let _ = draft::plan(document, files, on);
        let _ = renumber::plan(document, files, on);
    }
    let _ = publish::plan(files, &repository, &[], on);
}
