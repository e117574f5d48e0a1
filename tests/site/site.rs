//! Builds sites from our own contracts, with files added or replaced, and reads their pages.

use std::path::Path;

use avtalslogg::changelog::history::History;
use avtalslogg::files::read;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse::{dates, repository};
use avtalslogg::render::site::{LetterFormat, SiteFiles, SiteOptions, build, letter, text_page};
use avtalslogg::render::templates::TemplateError;
use avtalslogg::review::Part;
use scraper::{ElementRef, Html, Selector};

/// This project's own contracts.
pub(crate) fn our_contracts() -> Snapshot {
    read::snapshot(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("our contracts can be read")
}

/// A few of our own contracts, for tests that build many sites.
pub(crate) fn few_contracts() -> Snapshot {
    let all = our_contracts();
    let kept = [
        "agreement.yaml",
        "pages/",
        "saker-digital-kommunikation",
        "sakerhetstjanster-idp",
    ];
    let files = all
        .iter()
        .filter(|(path, _)| kept.iter().any(|part| path.contains(part)));
    files
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect()
}

/// The site of `snapshot` on the day `on`.
pub(crate) fn try_site(
    snapshot: &Snapshot,
    on: &str,
    options: SiteOptions,
) -> Result<SiteFiles, TemplateError> {
    let (repository, _) = repository::read(snapshot);
    let history = History::of(&repository, dates::iso(on).expect("a day"));
    build(&history, snapshot, &options)
}

/// The site of `snapshot` on the day `on`, without drafts.
#[track_caller]
pub(crate) fn site(snapshot: &Snapshot, on: &str) -> SiteFiles {
    try_site(snapshot, on, SiteOptions::default()).expect("the site can be built")
}

/// The letter about the release of 24 February 2022, in every format.
pub(crate) fn letters(snapshot: &Snapshot) -> Vec<Vec<u8>> {
    let (repository, _) = repository::read(snapshot);
    let date = dates::iso("2022-02-24").expect("a day");
    let history = History::of(&repository, date);
    [
        LetterFormat::Text,
        LetterFormat::Markdown,
        LetterFormat::Html,
    ]
    .map(|format| {
        letter(&history, snapshot, 0, date, format)
            .expect("a template")
            .expect("a release")
            .into_bytes()
    })
    .into()
}

/// A text of `snapshot` as a page of its own.
pub(crate) fn text_alone(snapshot: &Snapshot) -> Vec<u8> {
    let (repository, _) = repository::read(snapshot);
    let history = History::of(&repository, dates::iso("2022-03-01").expect("a day"));
    let page = text_page(&history, snapshot, "sakerhetstjanster-idp", None);
    page.expect("a template").expect("a text").into_bytes()
}

/// The text of the page at `path`.
#[track_caller]
pub(crate) fn text<'f>(files: &'f SiteFiles, path: &str) -> &'f str {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The page at `path`, parsed.
#[track_caller]
pub(crate) fn page(files: &SiteFiles, path: &str) -> Html {
    Html::parse_document(text(files, path))
}

/// The HTML files of the site.
pub(crate) fn pages(files: &SiteFiles) -> impl Iterator<Item = (&str, Html)> {
    let html = files.keys().filter(|path| path.ends_with(".html"));
    html.map(|path| (path.as_str(), page(files, path)))
}

/// The elements below `root` that `selector` finds.
pub(crate) fn all<'h>(root: ElementRef<'h>, selector: &str) -> Vec<ElementRef<'h>> {
    let selector = Selector::parse(selector).expect(selector);
    root.select(&selector).collect()
}

/// The words of an element as a reader sees them, permanent links aside.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    collect(element, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(text);
        } else if let Some(child) = ElementRef::wrap(child)
            && child.value().attr("class") != Some("lank")
        {
            collect(child, out);
        }
    }
}

/// How a release will stand on the page of its year, as a review shows it.
pub(crate) fn previews(snapshot: &Snapshot) -> Vec<Vec<u8>> {
    let (repository, findings) = repository::read(snapshot);
    let documents = repository.documents.keys().cloned().collect();
    let part = Part {
        snapshot: snapshot.clone(),
        repository,
        findings,
    };
    let release = dates::iso("2022-02-24").expect("a day");
    let entries = avtalslogg::render::site::previews(&part, &documents, release, &[release])
        .expect("sound templates");
    entries
        .into_iter()
        .flat_map(|entry| [entry.html.as_str().into(), entry.text.into_bytes()])
        .collect()
}
