//! `import`: histories and documents that exist elsewhere.

use anyhow::{Context, Result, bail};

use super::args::{Global, Import, ImportGit, ImportWord};
use super::load;
use super::operand::refuse_list;
use super::output::Outcome;
use crate::args;
use crate::author::import::{git, word};
use crate::files::read;
use crate::git::Git;
use crate::pandoc;
use crate::problem::{Kind, Problem, saying};
use crate::word::{TrackedChanges, document, markdown};

/// Brings in what `args` names.
pub fn run(global: &Global, args: &Import) -> Result<Outcome> {
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
