//! `show`.

use anyhow::{Result, anyhow, bail};

use super::args::{Global, Show, ShowFormat};
use super::{Outcome, load};
use crate::changelog::history::History;
use crate::consolidate;
use crate::model::repository::{Document, Version};
use crate::model::version::VersionNumber;
use crate::render::{show, site};

/// Prints the text in force on a day, or of a version.
pub fn run(global: &Global, args: &Show) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let document = loaded.document(&args.document)?;
    if let Some(number) = &args.version {
        let version = find_version(document, number)?;
        return Ok(Outcome::clean(match args.format {
            ShowFormat::Markdown | ShowFormat::Text => version.text.to_string(),
            ShowFormat::Json => show::version_json(&document.id, version),
            ShowFormat::Html => {
                let history = History::of_documents(&loaded.repository, &[document], loaded.on);
                let page = site::text_page(&history, &loaded.snapshot, &document.id, Some(version))?;
                page.unwrap_or_default()
            }
        }));
    }
    let history = History::of_documents(&loaded.repository, &[document], loaded.on);
    if let Some(mismatch) = history.mismatches.first() {
        bail!("{} and {} could not be compared in {}", mismatch.old, mismatch.new, mismatch.section);
    }
    let amendments: Vec<_> = history.amendments.iter().collect();
    let end = history.end_of(&document.id).and_then(|end| end.date);
    if let Some(end) = end.filter(|end| *end <= loaded.on) {
        bail!(
            "{}: the document has not applied since {}\nhint: `--version` shows what applied last, an earlier --on what applied then",
            document.id,
            end
        );
    }
    // What was known today decides about a past day; a day to come is seen with all that is published by then.
    let Some(text) = consolidate::on(&amendments, loaded.on, loaded.on) else {
        bail!("{}: no text was in force on {}\nhint: {}", document.id, loaded.on, first_text(document));
    };
    let published = consolidate::published(&loaded.repository, &document.id, &text, loaded.on);
    if let Some(overtaken) = text.overtaken.first().filter(|_| published.is_none()) {
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
    let markdown = || published.map_or_else(|| text.markdown(), |published| published.text.to_string());
    Ok(Outcome::clean(match args.format {
        ShowFormat::Markdown => markdown(),
        ShowFormat::Text => {
            let language = loaded.repository.settings.language;
            format!("{}\n\n{}", show::provenance(&text, language), markdown().trim_start())
        }
        ShowFormat::Json => match published {
            Some(published) => show::stored_json(&document.id, &text, published),
            None => show::consolidated_json(&document.id, &text),
        },
        ShowFormat::Html => {
            site::text_page(&history, &loaded.snapshot, &document.id, None)?.unwrap_or_default()
        }
    }))
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
