//! The arguments, as `--help` shows them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::usage::Advice;
use super::{
    author, binds, build, check, diff, explain, help, import, log, notice, personal_data, review,
    show,
};
use crate::args;
use crate::files::steps::Steps;
use crate::words::saying;

/// A versioned contract-document changelog engine.
///
/// Diffs versions of contract documents section by section, proves what the changelog says about
/// them, and publishes it with the right effective dates.
#[derive(Debug, Parser)]
#[command(name = "avtalslogg", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 clean, 1 findings that deny, 2 could not run.")]
pub struct Args {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, ClapArgs)]
pub struct Global {
    /// The contract repository [default: the nearest folder upwards with `contracts/`]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day to look from, instead of today's date
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    pub on: Option<NaiveDate>,
    /// When to use colours; NO_COLOR is honoured
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: When,
    /// Files that are not read, because the program fails on them.
    #[arg(skip)]
    pub withheld: BTreeSet<String>,
    /// Who is told of each step to the disk
    #[arg(skip)]
    pub steps: Steps,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum When {
    /// On a terminal that has them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a contract repository that builds
    Init(author::init::Init),
    /// Begin a new document from its kind's skeleton
    New(author::init::New),
    /// Archive the published text and begin the next version as a draft
    Revise(author::revise::Revise),
    /// Write or refresh the release records of drafts from the diff
    Draft(author::draft::Draft),
    /// Number the headings of a draft anew and move its references along
    Renumber(author::draft::Renumber),
    /// Stamp drafts with their date, prove their records and seal them
    Publish(author::publish::Publish),
    /// Append a correction to a published record
    Correct(author::correct::Correct),
    /// Append a document's end to its record
    Withdraw(author::withdraw::Withdraw),
    /// Move the files of a contract repository to the newest format, with the same facts
    Upgrade(author::upgrade::Upgrade),
    /// Build the site
    Build(build::Build),
    /// Report everything that is wrong
    Check(check::Check),
    /// Compare two texts section by section
    Diff(diff::Diff),
    /// Report what a branch changes, for whoever reviews it
    Review(review::Arguments),
    /// Print the text in force on a day, or of a version
    Show(show::Show),
    /// List documents and versions, what is in force and what comes
    Log(log::Log),
    /// Write the letter to the customers about a release
    Notice(notice::Notice),
    /// Bring in a history or a document that exists elsewhere
    #[command(subcommand)]
    Import(import::Import),
    /// List services with their agreements on personal data and what they state
    PersonalData(personal_data::PersonalData),
    /// Tell which texts bind an organisation, and what changed since it signed
    Binds(binds::Binds),
    /// Explain a finding, or a rule by which a change is weighed
    Explain(explain::Explain),
    /// Print a script with which a shell completes this program's arguments
    Completions(help::Completions),
    /// Print the manual page
    Man(help::Man),
}

/// Whether to write.
#[derive(Debug, ClapArgs)]
pub struct DryRun {
    /// Only say what would be written
    #[arg(long)]
    pub dry_run: bool,
}

pub(super) fn parse_date(text: &str) -> Result<NaiveDate, Advice> {
    crate::parse::dates::iso(text).ok_or_else(|| Advice(saying("usage.date", args![])))
}

/// Words that people read.
pub(super) fn words(text: &str) -> Result<String, Advice> {
    let says = !text.trim().is_empty();
    says.then(|| text.to_owned())
        .ok_or_else(|| Advice(saying("usage.words", args![])))
}

/// Words that explain something.
pub(super) fn explanation(text: &str) -> Result<String, Advice> {
    let says = crate::model::record::explains(text);
    says.then(|| text.to_owned())
        .ok_or_else(|| Advice(saying("usage.reason", args![])))
}
