//! `import`: histories and documents that exist elsewhere.

use anyhow::Result;

use super::args::{Global, Import, ImportGit};
use super::author::carry_out;
use super::{Outcome, load};
use crate::author::import::git::{self, Wishes};
use crate::git::Git;

/// Brings in what `args` names.
pub fn run(global: &Global, args: &Import) -> Result<Outcome> {
    match args {
        Import::Git(own) => run_git(global, own),
    }
}

fn run_git(global: &Global, args: &ImportGit) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let (source, path) = Git::of_file(&args.file)?;
    let editions = if args.tags { source.tagged_editions(&path)? } else { source.editions(&path)? };
    let wishes = Wishes { id: args.id.as_deref(), title: args.title.as_deref(), kind: args.kind.as_deref() };
    let plan = git::plan(&editions, &path, wishes, &loaded.repository, &loaded.snapshot)?;
    carry_out(&loaded.root, &plan, &args.dry_run)
}
