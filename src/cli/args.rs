//! The arguments, as `--help` shows them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::files::steps::Steps;

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
    Init(Init),
    /// Begin a new document from its kind's skeleton
    New(New),
    /// Archive the published text and begin the next version as a draft
    Revise(Revise),
    /// Write or refresh the release records of drafts from the diff
    Draft(Draft),
    /// Number the headings of a draft anew and move its references along
    Renumber(Renumber),
    /// Stamp drafts with their date, prove their records and seal them
    Publish(Publish),
    /// Append a correction to a published record
    Correct(Correct),
    /// Append a document's end to its record
    Withdraw(Withdraw),
    /// Build the site
    Build(Build),
    /// Report everything that is wrong
    Check(Check),
    /// Compare two texts section by section
    Diff(Diff),
    /// Report what a branch changes, for whoever reviews it
    Review(Review),
    /// Print the text in force on a day, or of a version
    Show(Show),
    /// List documents and versions, what is in force and what comes
    Log(Log),
    /// Write the letter to the customers about a release
    Notice(Notice),
    /// Bring in a history or a document that exists elsewhere
    #[command(subcommand)]
    Import(Import),
    /// List services with their agreements on personal data and what they state
    PersonalData(PersonalData),
    /// Tell which texts bind an organisation, and what changed since it signed
    Binds(Binds),
    /// Explain a finding, or a rule by which a change is weighed
    Explain(Explain),
    /// Print a script with which a shell completes this program's arguments
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// `import`.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Make versions of the history that a Markdown file has in git
    Git(ImportGit),
    /// Make a draft of a Word document; needs the program pandoc
    Word(ImportWord),
}

/// `import word`.
#[derive(Debug, ClapArgs)]
pub struct ImportWord {
    /// The Word document, a .docx file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The document's id, which never changes: a–z, 0–9 and hyphens
    #[arg(long)]
    pub id: String,
    /// Its title [default: its own]
    #[arg(long, value_parser = words)]
    pub title: Option<String>,
    /// Its kind [default: the first in agreement.yaml]
    #[arg(long)]
    pub kind: Option<String>,
    /// Take the text as if all tracked changes were accepted
    #[arg(long, conflicts_with = "reject")]
    pub accept: bool,
    /// Take the text as if all tracked changes were rejected
    #[arg(long)]
    pub reject: bool,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `import git`.
#[derive(Debug, ClapArgs)]
pub struct ImportGit {
    /// The Markdown file, in the git repository that holds it
    #[arg(value_name = "PATH")]
    pub file: PathBuf,
    /// One version for each tag instead of each commit that changed the text
    #[arg(long)]
    pub tags: bool,
    /// The document's id [default: the front matter's, else after the file's name]
    #[arg(long)]
    pub id: Option<String>,
    /// Its title where the front matter states none [default: the heading above the text]
    #[arg(long, value_parser = words)]
    pub title: Option<String>,
    /// Its kind [default: the front matter's, else the first in agreement.yaml]
    #[arg(long)]
    pub kind: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// Whether to write.
#[derive(Debug, ClapArgs)]
pub struct DryRun {
    /// Only say what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// `init`.
#[derive(Debug, ClapArgs)]
pub struct Init {
    /// The folder [default: the current one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The language of pages, findings and texts
    #[arg(long, value_enum, default_value = "sv")]
    pub language: InitLanguage,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// The languages of a contract repository.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InitLanguage {
    /// Swedish.
    Sv,
    /// English.
    En,
}

/// `new`.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// The document's id, which never changes: a–z, 0–9 and hyphens
    pub id: String,
    /// Its title
    #[arg(long, value_parser = words)]
    pub title: Option<String>,
    /// Its kind [default: the first in agreement.yaml]
    #[arg(long)]
    pub kind: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `revise`.
#[derive(Debug, ClapArgs)]
pub struct Revise {
    /// The document's id
    pub document: String,
    /// Number the next version 2.1 after 2.0 instead of 3.0
    #[arg(long)]
    pub minor: bool,
    /// Take the published text from this git revision: repairs a text that was edited in place
    #[arg(long, value_name = "REV")]
    pub from: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `draft`.
#[derive(Debug, ClapArgs)]
pub struct Draft {
    /// The documents [default: all drafts]
    pub documents: Vec<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `renumber`.
#[derive(Debug, ClapArgs)]
pub struct Renumber {
    /// The document's id
    pub document: String,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `publish`.
#[derive(Debug, ClapArgs)]
pub struct Publish {
    /// The documents [default: all drafts]
    pub documents: Vec<String>,
    /// The publication date
    #[arg(long, value_name = "DATE", value_parser = parse_date, required_unless_present = "seal")]
    pub date: Option<NaiveDate>,
    /// Write the digests and seals that published versions lack, for a history that was typed in
    #[arg(long, conflicts_with_all = ["date", "documents"])]
    pub seal: bool,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

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
    #[arg(long, value_name = "DATE", value_parser = parse_date, conflicts_with = "cancel")]
    pub effective: Option<NaiveDate>,
    /// The change will not be carried out, or the document goes on
    #[arg(long)]
    pub cancel: bool,
    /// What the reader is told
    #[arg(long, value_parser = words)]
    pub note: Option<String>,
    /// Why the day comes sooner than the notice that the rules ask for
    #[arg(long, value_parser = explanation)]
    pub reason: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `withdraw`.
#[derive(Debug, ClapArgs)]
pub struct Withdraw {
    /// The document's id
    pub document: String,
    /// The day from which it no longer applies
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub effective: NaiveDate,
    /// The day on which the end is made known [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<NaiveDate>,
    /// What the reader is told
    #[arg(long, value_parser = words)]
    pub note: Option<String>,
    /// Why the end comes sooner than the notice that the rules ask for
    #[arg(long, value_parser = explanation)]
    pub reason: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
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
    /// Judge what is new since the branch left this git revision, and prove that nothing published
    /// there was altered
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
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
    /// SARIF 2.1.0.
    Sarif,
}

/// `diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The older text: a Markdown file, DOC@VERSION, DOC@DATE, REV:PATH from git, or a document's
    /// id
    pub old: String,
    /// The newer text; after a document's id also two revisions, as main..work or main...work
    pub new: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
    /// Only the section with this number, id or title and what belongs to it, or a point of one:
    /// "6.2 punkt 4"
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

/// `review`.
#[derive(Debug, ClapArgs)]
pub struct Review {
    /// Where the branch began: a branch, a tag or a commit; what it has in common with the head
    /// counts
    #[arg(long, value_name = "REV")]
    pub base: String,
    /// What to review [default: the files of the work tree]
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// Show only what is new since this earlier state of the branch
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReviewFormat,
    /// Write the report to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How `review` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For a terminal.
    Text,
    /// For one comment of a pull request: inert, and never longer than a forge takes.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs: what the other formats are made of.
    Json,
    /// Annotations in a pull request of a GitHub forge.
    Github,
    /// SARIF 2.1.0.
    Sarif,
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
    /// One self-contained page, with what changed in each section and what will.
    Html,
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

/// `notice`.
#[derive(Debug, ClapArgs)]
pub struct Notice {
    /// The publication date of the release
    #[arg(value_parser = parse_date)]
    pub date: NaiveDate,
    /// The agreement [default: the first in agreement.yaml]
    #[arg(long, value_name = "ID")]
    pub agreement: Option<String>,
    /// How to write
    #[arg(long, value_enum, default_value = "text")]
    pub format: NoticeFormat,
}

/// How `notice` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum NoticeFormat {
    /// For a plain e-mail.
    Text,
    /// Markdown.
    Markdown,
    /// One HTML page.
    Html,
}

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

/// `binds`.
#[derive(Debug, ClapArgs)]
pub struct Binds {
    /// Its number, its name, or a part of its name that fits no other
    pub organisation: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: BindsFormat,
}

/// How `binds` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum BindsFormat {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a letter or a page.
    Markdown,
}

/// `completions`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The page of this command, such as `import git`, instead of the program's
    pub command: Vec<String>,
}

/// `explain`.
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The finding's code or the rule's name; without it all are listed
    pub name: Option<String>,
}

fn parse_date(text: &str) -> Result<NaiveDate, String> {
    crate::parse::dates::iso(text)
        .ok_or_else(|| "write a date that exists as YYYY-MM-DD, e.g. 2022-12-19".to_owned())
}

/// Words that people read.
fn words(text: &str) -> Result<String, String> {
    let says = !text.trim().is_empty();
    says.then(|| text.to_owned())
        .ok_or_else(|| "write words, or leave the option out".to_owned())
}

/// Words that explain something.
fn explanation(text: &str) -> Result<String, String> {
    let says = crate::model::record::explains(text);
    says.then(|| text.to_owned())
        .ok_or_else(|| "say why, in words".to_owned())
}
