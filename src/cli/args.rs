//! The arguments, as `--help` shows them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// A versioned contract-document changelog engine.
///
/// Diffs versions of contract documents section by section, proves what the changelog says about them, and
/// publishes it with the right effective dates.
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
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: When,
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
    /// Build the site
    Build(Build),
    /// Report everything that is wrong
    Check(Check),
    /// Compare two texts section by section
    Diff(Diff),
    /// Print the text in force on a day, or of a version
    Show(Show),
    /// List documents and versions, what is in force and what comes
    Log(Log),
    /// Explain a finding
    Explain(Explain),
}

/// `build`.
#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Where to write the site; an earlier site there is replaced as one step
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also show drafts, marked as such
    #[arg(long)]
    pub drafts: bool,
}

/// `check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Judge the notes and dates of the whole history, not only of drafts
    #[arg(long)]
    pub all: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Annotations in a pull request of a GitHub forge.
    Github,
}

/// `diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The older text: a Markdown file, DOC@VERSION or DOC@DATE
    pub old: String,
    /// The newer text
    pub new: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
    /// Only the section with this number, id or title, and what belongs to it
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    /// One line per changed section
    #[arg(long)]
    pub stat: bool,
    /// Exit with 1 when the texts differ
    #[arg(long)]
    pub exit_code: bool,
}

/// How `diff` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal.
    Text,
    /// For a comment.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs.
    Json,
}

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
}

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

/// `explain`.
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The finding's code; without it all are listed
    pub code: Option<String>,
}

fn parse_date(text: &str) -> Result<NaiveDate, String> {
    crate::parse::dates::iso(text)
        .ok_or_else(|| "write a date that exists as YYYY-MM-DD, e.g. 2022-12-19".to_owned())
}
