//! `publish`.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use crate::args;
use crate::author::publish::{self, Published};
use crate::author::sealing;
use crate::cli::FINDINGS;
use crate::cli::args::{self, DryRun, Global};
use crate::cli::load::{self, Loaded};
use crate::cli::output::{Outcome, say};
use crate::render::findings;
use crate::words::{Text, saying};

/// `publish`.
#[derive(Debug, ClapArgs)]
pub struct Publish {
    /// The documents [default: all drafts]
    pub documents: Vec<String>,
    /// The publication date
    #[arg(long, value_name = "DATE", value_parser = args::parse_date, required_unless_present = "seal")]
    pub date: Option<NaiveDate>,
    /// Write the digests and seals that published versions lack, for a history that was typed in
    #[arg(long, conflicts_with_all = ["date", "documents"])]
    pub seal: bool,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `publish`.
pub(crate) fn run_publish(global: &Global, args: &Publish, color: bool) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "publish", &args.dry_run)?;
    let Some(date) = args.date else {
        let plan = sealing::plan(&loaded.snapshot, &loaded.repository, loaded.on)?;
        let why = saying("author.not-sealed", args![]);
        return published(&loaded, plan, &why, color);
    };
    let plan = publish::plan(&loaded.snapshot, &loaded.repository, &args.documents, date)?;
    let date = date.to_string();
    let why = saying("author.not-published", args![date]);
    published(&loaded, plan, &why, color)
}

/// Writes what is published or sealed, or shows the findings for which nothing is.
fn published(loaded: &Loaded, plan: Published, why: &Text, color: bool) -> Result<Outcome> {
    match plan {
        Published::Plan(plan) => loaded.carry_out(&plan),
        Published::Denied(denied) => {
            let settings = &denied.repository.settings;
            say(&why.said(settings.language));
            let width = findings::DEFAULT_WIDTH;
            let output = findings::text(&denied.findings, &denied.snapshot, settings, color, width);
            Ok(Outcome::coloured(output, color).with_code(FINDINGS))
        }
    }
}
