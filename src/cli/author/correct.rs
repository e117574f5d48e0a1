//! `correct`.

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use crate::args;
use crate::author::correct::{self, Change};
use crate::author::withdraw::{self, Said};
use crate::cli::args::{self, DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;
use crate::cli::show;
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// `correct`.
#[derive(Debug, ClapArgs)]
pub struct Correct {
    /// The version, as DOC@VERSION
    pub version: String,
    /// The id of the change in the record
    #[arg(
        long,
        value_name = "ID",
        required_unless_present = "withdrawal",
        conflicts_with = "withdrawal"
    )]
    pub change: Option<String>,
    /// Correct the document's withdrawal instead of a change
    #[arg(long)]
    pub withdrawal: bool,
    /// Another date of effect
    #[arg(long, value_name = "DATE", value_parser = args::parse_date, conflicts_with = "cancel")]
    pub effective: Option<NaiveDate>,
    /// The change will not be carried out, or the document goes on
    #[arg(long)]
    pub cancel: bool,
    /// What the reader is told
    #[arg(long, value_parser = args::words)]
    pub note: Option<String>,
    /// Why the day comes sooner than the notice that the rules ask for
    #[arg(long, value_parser = args::explanation)]
    pub reason: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `correct`.
pub(crate) fn run_correct(global: &Global, args: &Correct) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "correct", &args.dry_run)?;
    let Some((id, number)) = args.version.split_once('@') else {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.no-version-named",
                    args![given = args.version.to_string()]
                )
            )
            .hint(saying("problem.no-version-named-hint", args![]))
        );
    };
    let document = loaded.document(id)?;
    let version = show::find_version(document, number)?;
    if args.effective.is_none() && !args.cancel {
        bail!(
            Problem::new(Kind::Request, saying("problem.nothing-to-correct", args![]))
                .hint(saying("problem.nothing-to-correct-hint", args![]))
        );
    }
    let said = Said {
        note: args.note.as_deref(),
        reason: args.reason.as_deref(),
    };
    let (repository, snapshot, on) = (&loaded.repository, &loaded.snapshot, loaded.on);
    let plan = match &args.change {
        None => withdraw::correct(
            repository,
            snapshot,
            (document, version),
            args.effective,
            said,
            on,
        )?,
        Some(entry) => {
            let change = args.effective.map_or(Change::Cancelled, Change::Effective);
            correct::correct(
                repository,
                snapshot,
                (document, version),
                (entry, change),
                said,
                on,
            )?
        }
    };
    loaded.carry_out(&plan)
}
