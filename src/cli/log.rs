//! `log`.

use anyhow::Result;

use super::args::{Global, Log, LogFormat};
use super::load;
use super::output::Outcome;
use crate::changelog::history::History;
use crate::render::log;

/// Lists documents and versions.
pub fn run(global: &Global, args: &Log) -> Result<Outcome> {
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
