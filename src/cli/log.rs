//! `log`.

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::load;
use super::output::Outcome;
use crate::changelog::history::History;
use crate::render::log;

/// `log`.
#[derive(Debug, ClapArgs)]
pub struct Log {
    /// Only these documents
    pub documents: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: LogFormat,
}

/// How `log` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Lists documents and versions.
pub(super) fn run(global: &Global, args: &Log) -> Result<Outcome> {
    let loaded = load::load(global)?;
    for id in &args.documents {
        loaded.document(id)?;
    }
    let history = History::of(&loaded.repository, loaded.on);
    let wanted: Vec<&str> = args.documents.iter().map(String::as_str).collect();
    Ok(Outcome::clean(match args.format {
        LogFormat::Text => log::text(&history, &wanted, &loaded.words()),
        LogFormat::Json => log::json(&history, &wanted),
    }))
}
