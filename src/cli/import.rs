//! `import`: histories and documents that exist elsewhere.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, Subcommand};

use super::args::DryRun;
use super::args::{self, Global};
use super::load;
use super::operand::refuse_list;
use super::output::Outcome;
use crate::args;
use crate::author::import::{git, word};
use crate::files::read;
use crate::git::Git;
use crate::pandoc;
use crate::problem::{Kind, Problem};
use crate::word::{TrackedChanges, document, markdown};
use crate::words::saying;

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
    #[arg(long, value_parser = args::words)]
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
    #[arg(long, value_parser = args::words)]
    pub title: Option<String>,
    /// Its kind [default: the front matter's, else the first in agreement.yaml]
    #[arg(long)]
    pub kind: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// Brings in what `args` names.
pub(super) fn run(global: &Global, args: &Import) -> Result<Outcome> {
    match args {
        Import::Git(own) => run_git(global, own),
        Import::Word(own) => run_word(global, own),
    }
}

fn run_git(global: &Global, args: &ImportGit) -> Result<Outcome> {
    refuse_list(&args.file.to_string_lossy())?;
    let (source, path) = Git::of_file(&args.file)?;
    let editions = if args.tags {
        source.tagged_editions(&path)?
    } else {
        source.editions(&path)?
    };
    let loaded = load::load_to_write(global, "import git", &args.dry_run)?;
    let wishes = git::Wishes {
        id: args.id.as_deref(),
        title: args.title.as_deref(),
        kind: args.kind.as_deref(),
    };
    let plan = git::plan(
        &editions,
        &path,
        wishes,
        &loaded.repository,
        &loaded.snapshot,
    )?;
    loaded.carry_out(&plan)
}

/// The largest Word file that is read, in bytes, its pictures included.
const MAX_WORD: usize = 256 * 1024 * 1024;

fn run_word(global: &Global, args: &ImportWord) -> Result<Outcome> {
    let name = || args.file.display().to_string();
    let bytes = read::bytes(&args.file)?;
    if bytes.len() > MAX_WORD {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.too-large",
                    args![path = name().to_string(), n = MAX_WORD / 1024 / 1024]
                )
            )
            .hint(saying("problem.too-large-hint", args![]))
        );
    }
    let changes = match (args.accept, args.reject) {
        (true, _) => Some(TrackedChanges::Accept),
        (_, true) => Some(TrackedChanges::Reject),
        _ => None,
    };
    let prepared = document::prepare(&bytes, changes).with_context(name)?;
    let tree = pandoc::read_word(&prepared.docx, changes.unwrap_or(TrackedChanges::Accept))
        .with_context(name)?;
    let stem = args
        .file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let text = markdown::write(&tree, args.title.as_deref().unwrap_or(&stem)).with_context(name)?;
    let loaded = load::load_to_write(global, "import word", &args.dry_run)?;
    let wishes = word::Wishes {
        id: &args.id,
        title: args.title.as_deref(),
        kind: args.kind.as_deref(),
    };
    let plan = word::plan(
        &text,
        &prepared,
        &stem,
        wishes,
        &loaded.repository,
        &loaded.snapshot,
    )?;
    loaded.carry_out(&plan)
}
