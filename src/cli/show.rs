//! `show`.

use anyhow::{Result, anyhow};
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::output::Outcome;
use super::{in_force, load};
use crate::args;
use crate::changelog::history::History;
use crate::model::repository::{Document, Version};
use crate::model::version::VersionNumber;
use crate::problem::{Kind, Problem};
use crate::render::{show, site};
use crate::words::saying;

/// `show`.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// The document's id
    pub document: String,
    /// This version instead of the text in force
    #[arg(long, value_name = "VERSION", conflicts_with = "on")]
    pub version: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "markdown")]
    pub format: ShowFormat,
}

/// How `show` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ShowFormat {
    /// The text as it is written.
    Markdown,
    /// The same, with a line on top that says which versions it is made of.
    Text,
    /// For programs, with the version of each section.
    Json,
    /// One self-contained page, with what changed in each section and what will.
    Html,
}

/// Prints the text in force on a day, or of a version.
pub(super) fn run(global: &Global, args: &Show) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let document = loaded.document(&args.document)?;
    if let Some(number) = &args.version {
        let version = find_version(document, number)?;
        return Ok(Outcome::clean(match args.format {
            ShowFormat::Markdown => return Ok(Outcome::exact(version.text.to_string())),
            ShowFormat::Text => version.text.to_string(),
            ShowFormat::Json => show::version_json(&document.id, version),
            ShowFormat::Html => {
                let history = History::of_documents(&loaded.repository, &[document], loaded.on);
                let page =
                    site::text_page(&history, &loaded.snapshot, &document.id, Some(version))?;
                page.unwrap_or_default()
            }
        }));
    }
    let history = History::of_documents(&loaded.repository, &[document], loaded.on);
    // What was known on the day decides about it; a day to come is seen with all that is published
    // by then.
    let chronicle = in_force::chronicle(&history, document)?;
    let markdown = || chronicle.markdown(loaded.on).unwrap_or_default();
    Ok(Outcome::clean(match args.format {
        ShowFormat::Markdown => return Ok(Outcome::exact(markdown())),
        ShowFormat::Text => {
            let words = loaded.words();
            let provenance = show::provenance(chronicle.text(loaded.on), loaded.on, &words);
            format!("{provenance}\n\n{}", markdown().trim_start())
        }
        ShowFormat::Json => show::on_day_json(&chronicle, loaded.on),
        ShowFormat::Html => {
            site::text_page(&history, &loaded.snapshot, &document.id, None)?.unwrap_or_default()
        }
    }))
}

/// The version numbered `number`.
///
/// # Errors
/// When the document has none such; the message names those it has.
pub(super) fn find_version<'d>(document: &'d Document, number: &str) -> Result<&'d Version> {
    VersionNumber::parse(number)
        .and_then(|number| document.version(&number))
        .ok_or_else(|| {
            let known: Vec<&str> = document
                .versions
                .iter()
                .map(|version| version.front.version.as_str())
                .collect();
            anyhow!(
                Problem::new(
                    Kind::Request,
                    saying(
                        "problem.no-version",
                        args![id = document.id.to_string(), number]
                    )
                )
                .hint(saying("problem.versions", args![known = known.join(", ")]))
            )
        })
}
