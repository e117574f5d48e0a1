//! `personal-data`.

use anyhow::{Result, bail};
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::in_force;
use super::load;
use super::output::Outcome;
use crate::changelog::history::History;
use crate::chronicle;
use crate::parties::statements;
use crate::render::personal_data as table;

/// `personal-data`.
#[derive(Debug, ClapArgs)]
pub struct PersonalData {
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: TableFormat,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TableFormat {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a spreadsheet program.
    Csv,
}

/// Lists every service with its data-processing agreement and the particulars as in force on the
/// day.
pub(super) fn run(global: &Global, args: &PersonalData) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let history = History::of(&loaded.repository, loaded.on);
    if let Some(mismatch) = history.mismatches.first() {
        bail!(in_force::not_compared(mismatch));
    }
    let chronicles = chronicle::all(&history);
    let services = statements::of(&chronicles.values().collect::<Vec<_>>());
    Ok(Outcome::clean(match args.format {
        TableFormat::Text => table::text(&history, &services, &loaded.words()),
        TableFormat::Json => table::json(&history, &services),
        TableFormat::Csv => table::table(&history, &services, &loaded.words()),
    }))
}
