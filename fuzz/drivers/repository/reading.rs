//! What the reading commands say: `check`, `log`, `show`, `build`, `notice`, `binds`,
//! `personal-data`.

use std::collections::BTreeSet;

use avtalslogg::changelog::history::History;
use avtalslogg::check;
use avtalslogg::chronicle::{self, Chronicle};
use avtalslogg::model::finding::Finding;
use avtalslogg::parse::sections;
use avtalslogg::parties::{binding, documents::Documents, organisations, statements};
use avtalslogg::render::site::{LetterFormat, SiteFiles, SiteOptions, build, letter, text_page};
use avtalslogg::render::{binds, findings, log, personal_data as table, sarif, show};
use avtalslogg::words::Words;
use chrono::{Days, NaiveDate};

use super::Case;
use crate::drivers::html::walk;

/// More days and organisations than these are not asked about.
const FEW: usize = 6;

/// All of it, once and again.
pub(super) fn laws(case: &Case) {
    let found = case.check();
    findings_are_told(case, &found);
    let again = Case::new(case.snapshot.clone(), case.on);
    assert!(
        found == again.check(),
        "the same repository gives other findings"
    );
    for day in days(case) {
        let here = case.on(day);
        let history = History::of(&here.repository, day);
        is_json(&log::json(&history, &[]));
        log::text(&history, &[], &words(&here));
        shown(&here, &history);
        tables(&history, &words(&here));
    }
    let history = History::of(&case.repository, case.on);
    letters(case, &history);
    if check::stopping(&found, &case.repository).is_empty() {
        site(case, &history);
    }
}

/// The day itself, and some on which something begins, with their eves.
fn days(case: &Case) -> BTreeSet<NaiveDate> {
    let versions = case
        .repository
        .documents
        .values()
        .flat_map(|document| &document.versions);
    let fronts = versions.map(|version| &version.front);
    let begins = fronts
        .flat_map(|front| [front.published, front.effective])
        .flatten();
    let begins: BTreeSet<NaiveDate> = begins.collect();
    let with_eves = begins
        .into_iter()
        .rev()
        .flat_map(|day| [Some(day), day.checked_sub_days(Days::new(1))]);
    [case.on]
        .into_iter()
        .chain(with_eves.flatten().take(FEW))
        .collect()
}

fn findings_are_told(case: &Case, found: &[Finding]) {
    let settings = &case.repository.settings;
    for finding in found {
        if let Some(bytes) = case.snapshot.get(&finding.place.path) {
            let span = finding.place.span;
            assert!(
                span.start <= span.end && span.end <= bytes.len(),
                "a place outside the file: {finding:?}"
            );
        }
    }
    findings::text(
        found,
        &case.snapshot,
        settings,
        true,
        findings::DEFAULT_WIDTH,
    );
    let references = avtalslogg::check::links::references(&case.repository);
    is_json(&findings::json(
        found,
        &references,
        &case.snapshot,
        settings,
    ));
    is_json(&sarif::render(found, &case.snapshot, settings));
    let annotations = findings::github(found, &case.snapshot, settings);
    assert_eq!(
        annotations.lines().count(),
        found.len(),
        "an annotation of several lines: {annotations}"
    );
}

/// What `show` does for every document.
fn shown(case: &Case, history: &History<'_>) {
    let language = case.repository.settings.language;
    for document in case.repository.documents.values() {
        for version in &document.versions {
            is_json(&show::version_json(&document.id, version));
        }
        let Some(chronicle) = Chronicle::of(history, &document.id) else {
            continue;
        };
        for pair in chronicle.intervals().windows(2) {
            assert_eq!(
                pair[0].until, pair[1].from,
                "a gap or an overlap between two texts"
            );
        }
        show::provenance(chronicle.text(case.on), case.on, &Words::of(language));
        if let Some(text) = chronicle.markdown(case.on) {
            sections::read(&text, 0);
            is_json(&show::on_day_json(&chronicle, case.on));
        }
        for version in [None, Some(document.newest())] {
            if let Ok(Some(page)) = text_page(history, &case.snapshot, &document.id, version) {
                walk_unless_own(case, "", &page);
            }
        }
    }
}

fn words(case: &Case) -> Words {
    Words::of(case.repository.settings.language)
}

fn tables(history: &History<'_>, words: &Words) {
    let chronicles = chronicle::all(history);
    let services = statements::of(&chronicles.values().collect::<Vec<_>>());
    table::text(history, &services, words);
    table::table(history, &services, words);
    is_json(&table::json(history, &services));
    let standing = Documents::of(history);
    for organisation in organisations::all(history.repository).into_iter().take(FEW) {
        let view = binds::view(history, &binding::of(&standing, organisation), words);
        binds::text(&view);
        binds::markdown(&view);
        is_json(&binds::json(&view));
    }
}

fn letters(case: &Case, history: &History<'_>) {
    for release in history.releases().iter().take(FEW) {
        for agreement in 0..case.repository.settings.agreements.len().min(FEW) {
            for format in [
                LetterFormat::Text,
                LetterFormat::Markdown,
                LetterFormat::Html,
            ] {
                let written = letter(history, &case.snapshot, agreement, release.date, format);
                if let (LetterFormat::Html, Ok(Some(page))) = (format, &written) {
                    walk_unless_own(case, "", page);
                }
            }
        }
    }
}

/// The pages hold nothing but what we mean to write, and are the same when they are built again.
fn site(case: &Case, history: &History<'_>) {
    let of = |drafts: bool| build(history, &case.snapshot, &SiteOptions { drafts });
    let own = has_own_templates(case);
    let (Ok(files), Ok(drafts)) = (of(false), of(true)) else {
        assert!(own, "a site of our own templates cannot be built");
        return;
    };
    assert!(
        of(true).is_ok_and(|again| again == drafts),
        "the same repository gives another site"
    );
    pages(case, &files);
    pages(case, &drafts);
}

fn pages(case: &Case, files: &SiteFiles) {
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => walk_unless_own(case, path, &text),
            Some("xml") if !has_own_templates(case) => {
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            Some("json") => is_json(&text),
            Some("ics") => {
                assert!(
                    text.lines().all(|line| line.len() <= 75),
                    "{path}: a line that is too long"
                );
            }
            _ => {}
        }
    }
}

/// Own templates may write what they like.
fn has_own_templates(case: &Case) -> bool {
    case.snapshot
        .iter()
        .any(|(path, _)| path.starts_with("templates/"))
}

fn walk_unless_own(case: &Case, path: &str, page: &str) {
    if !has_own_templates(case) {
        let _told_where = Told(path);
        walk(page);
    }
}

/// Says which page it was when the walk fails.
struct Told<'p>(&'p str);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("on the page {:?}", self.0);
        }
    }
}

pub(super) fn is_json(text: &str) {
    serde_json::from_str::<serde_json::Value>(text)
        .unwrap_or_else(|error| panic!("no JSON: {error}"));
}
