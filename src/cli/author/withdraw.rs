//! `withdraw`.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use crate::author::withdraw::{self, Said};
use crate::cli::args::{self, DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;

/// `withdraw`.
#[derive(Debug, ClapArgs)]
pub struct Withdraw {
    /// The document's id
    pub document: String,
    /// The day from which it no longer applies
    #[arg(long, value_name = "DATE", value_parser = args::parse_date)]
    pub effective: NaiveDate,
    /// The day on which the end is made known [default: today]
    #[arg(long, value_name = "DATE", value_parser = args::parse_date)]
    pub date: Option<NaiveDate>,
    /// What the reader is told
    #[arg(long, value_parser = args::words)]
    pub note: Option<String>,
    /// Why the end comes sooner than the notice that the rules ask for
    #[arg(long, value_parser = args::explanation)]
    pub reason: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `withdraw`.
pub(crate) fn run_withdraw(global: &Global, args: &Withdraw) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "withdraw", &args.dry_run)?;
    let document = loaded.editable(&args.document)?;
    let said = Said {
        note: args.note.as_deref(),
        reason: args.reason.as_deref(),
    };
    let days = (args.date.unwrap_or(loaded.on), args.effective);
    let plan = withdraw::withdraw(&loaded.repository, &loaded.snapshot, document, days, said)?;
    loaded.carry_out(&plan)
}
