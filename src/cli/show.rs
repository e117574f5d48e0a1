//! `show`.

use anyhow::{Result, anyhow, bail};

use super::args::{Global, Show, ShowFormat};
use super::{Outcome, load};
use crate::changelog::history::History;
use crate::consolidate::{self, Consolidation};
use crate::model::repository::{Document, InterimText, Repository, Version};
use crate::model::version::VersionNumber;
use crate::render::show;

/// Prints the text in force on a day, or of a version.
pub fn run(global: &Global, args: &Show) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let document = loaded.document(&args.document)?;
    if let Some(number) = &args.version {
        let version = find_version(document, number)?;
        return Ok(Outcome::clean(match args.format {
            ShowFormat::Markdown | ShowFormat::Text => version.text.to_string(),
            ShowFormat::Json => show::version_json(&document.id, version),
        }));
    }
    let history = History::of_documents(&loaded.repository, &[document], loaded.on);
    if let Some(mismatch) = history.mismatches.first() {
        bail!("{} and {} could not be compared in {}", mismatch.old, mismatch.new, mismatch.section);
    }
    let amendments: Vec<_> = history.amendments.iter().collect();
    // What was known today decides about a past day; a day to come is seen with all that is published by then.
    let Some(text) = consolidate::on(&amendments, loaded.on, loaded.on) else {
        bail!("{}: no text was in force on {}\nhint: {}", document.id, loaded.on, first_text(document));
    };
    if let Some(overtaken) =
        text.overtaken.first().filter(|_| stored(&loaded.repository, &document.id, &text).is_none())
    {
        let section = overtaken.section.version.sections.get(overtaken.section.section);
        bail!(
            "{}: what binds in {} on {} cannot be decided: version {} took effect before the change of version {}\n\
             hint: run `avtalslogg check` for the place",
            document.id,
            crate::changelog::address::label(section),
            loaded.on,
            overtaken.later.front.version,
            overtaken.earlier.front.version
        );
    }
    Ok(Outcome::clean(match args.format {
        ShowFormat::Markdown => markdown(&loaded.repository, &document.id, &text),
        ShowFormat::Text => {
            let language = loaded.repository.settings.language;
            let markdown = markdown(&loaded.repository, &document.id, &text);
            format!("{}\n\n{}", show::provenance(&text, language), markdown.trim_start())
        }
        ShowFormat::Json => show::consolidated_json(&document.id, &text),
    }))
}

/// The text's Markdown: what `publish` stored for the day where the text is composed, so that what applied on a day
/// does not change with the engine; else the version's own.
fn markdown(repository: &Repository, id: &str, text: &Consolidation<'_>) -> String {
    match stored(repository, id, text) {
        Some(stored) if !text.is_whole() => stored.text.to_string(),
        _ => text.markdown(),
    }
}

/// The interim text that was published for the day.
fn stored<'r>(repository: &'r Repository, id: &str, text: &Consolidation<'_>) -> Option<&'r InterimText> {
    let newest = text.sources.last().map(|version| &version.front.version);
    let of_version = |interim: &&InterimText| interim.document == id && Some(&interim.version) == newest;
    let begun = repository.interims.iter().filter(of_version).filter(|interim| interim.from <= text.on);
    begun.max_by_key(|interim| interim.from)
}

fn first_text(document: &Document) -> String {
    let first = document.versions.iter().filter(|version| !version.is_draft()).find_map(|version| {
        version
            .front
            .effective
            .map(|date| format!("version {} is the first, from {date}", version.front.version))
    });
    first.unwrap_or_else(|| "no version has been published yet".to_owned())
}

/// The version numbered `number`.
///
/// # Errors
/// When the document has none such; the message names those it has.
pub fn find_version<'d>(document: &'d Document, number: &str) -> Result<&'d Version> {
    VersionNumber::parse(number).and_then(|number| document.version(&number)).ok_or_else(|| {
        let known: Vec<&str> =
            document.versions.iter().map(|version| version.front.version.as_str()).collect();
        anyhow!("{}: no version `{number}`\nhint: versions: {}", document.id, known.join(", "))
    })
}
