//! `check`.

use anyhow::Result;

use super::args::{Check, CheckFormat, Global};
use super::{CLEAN, FINDINGS, Outcome, load};
use crate::changelog::history::History;
use crate::check::{self, Scope};
use crate::render::{findings, sarif};

/// Reports everything that is wrong.
pub fn run(global: &Global, args: &Check, color: bool) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let history = History::of(&loaded.repository, loaded.on);
    let scope = Scope { all: args.all, ..Scope::default() };
    let found = check::check(&history, &loaded.snapshot, loaded.findings.clone(), &scope);
    let settings = &loaded.repository.settings;
    let output = match args.format {
        CheckFormat::Text => {
            findings::text(&found, &loaded.snapshot, settings, color, findings::DEFAULT_WIDTH)
        }
        CheckFormat::Json => findings::json(&found, &loaded.snapshot, settings),
        CheckFormat::Sarif => sarif::render(&found, &loaded.snapshot, settings),
        CheckFormat::Github => findings::github(&found, &loaded.snapshot, settings),
    };
    let code = if check::denies(&found, settings) { FINDINGS } else { CLEAN };
    Ok(Outcome { output, code })
}
