//! A revision to a snapshot, and one file of a revision.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::objects::Objects;
use super::{Commit, Git, failed, not_utf8};
use crate::args;
use crate::files::read::FOLDERS;
use crate::model::snapshot::{Apart, Listing, Snapshot};
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// What a tree says of one path.
pub(super) struct Entry<'o> {
    pub(super) mode: &'o str,
    kind: &'o str,
    pub(super) object: &'o str,
    pub(super) path: &'o [u8],
}

const SYMBOLIC_LINK: &str = "120000";

impl Git {
    /// The contract repository as it stood in `commit`: the files below this folder that the engine
    /// reads. As in a folder, symbolic links are not followed and submodules are not read, but
    /// named. Empty where `commit` has none.
    ///
    /// # Errors
    /// When git fails, or an object is not in this clone.
    pub fn snapshot(&self, commit: &Commit) -> Result<Snapshot> {
        self.contents(&self.listing(commit)?, |_| true)
    }

    /// The names of the same files, and of their contents. Nothing is read yet.
    ///
    /// # Errors
    /// When git fails.
    pub fn listing(&self, commit: &Commit) -> Result<Listing> {
        let mut folders = Vec::new();
        for folder in FOLDERS {
            match String::from_utf8([self.prefix.as_slice(), folder.as_bytes()].concat()) {
                Ok(path) => folders.push(path),
                Err(_) => bail!(not_utf8(&self.folder)),
            }
        }
        let mut args = vec!["ls-tree", "-r", "-z", "--full-tree", commit.as_str(), "--"];
        args.extend(folders.iter().map(String::as_str));
        let output = self.tree(&args)?;
        Ok(entries(&output)
            .filter_map(|entry| named(&entry, &self.prefix))
            .collect())
    }

    /// The contents of those files of `listing` whose paths are `wanted`.
    ///
    /// # Errors
    /// When git fails, or an object is not in this clone.
    pub fn contents(&self, listing: &Listing, wanted: impl Fn(&str) -> bool) -> Result<Snapshot> {
        let mut snapshot = Snapshot::new();
        let mut wanted = listing.iter().filter(|(path, _)| wanted(path)).peekable();
        if wanted.peek().is_none() {
            return Ok(snapshot);
        }
        let mut objects = Objects::open(self)?;
        let mut known: BTreeMap<&str, Arc<[u8]>> = BTreeMap::new();
        for (path, object) in wanted {
            if let Some(apart) = Apart::named(object) {
                snapshot.set_apart(path, apart);
                continue;
            }
            let bytes = match known.get(object.as_str()) {
                Some(bytes) => Arc::clone(bytes),
                None => Arc::from(objects.blob(object)?),
            };
            known.insert(object, Arc::clone(&bytes));
            snapshot.insert(path, bytes);
        }
        Ok(snapshot)
    }

    /// The bytes of `path` in `commit`. As git has it, `path` begins at the repository's top, and
    /// with `./` or `../` at this folder.
    ///
    /// # Errors
    /// When there is no such file, or it is a folder, a symbolic link or a submodule.
    pub fn file(&self, commit: &Commit, path: &str) -> Result<Vec<u8>> {
        let from_here = path.starts_with("./") || path.starts_with("../");
        let mut args = vec!["ls-tree", "-z", commit.as_str(), "--", path];
        if !from_here {
            args.insert(2, "--full-tree");
        }
        let named = !path.is_empty() && !path.ends_with('/');
        let output = if named { self.tree(&args)? } else { Vec::new() };
        match entries(&output).next() {
            Some(entry) if entry.mode == SYMBOLIC_LINK => {
                bail!(
                    Problem::new(
                        Kind::Git,
                        saying("problem.link-in-git", args![path = path.to_string()])
                    )
                    .hint(saying("problem.link-in-git-hint", args![]))
                )
            }
            Some(entry) if entry.kind == "blob" => Objects::open(self)?.blob(entry.object),
            Some(_) => bail!(
                Problem::new(
                    Kind::Git,
                    saying("problem.folder-in-git", args![path = path.to_string()])
                )
                .hint(saying("problem.folder-in-git-hint", args![]))
            ),
            None if from_here || self.prefix.is_empty() => {
                bail!(
                    Problem::new(
                        Kind::Git,
                        saying(
                            "problem.not-in-commit",
                            args![path = path.to_string(), commit = commit.short().to_string()]
                        )
                    )
                    .hint(saying("problem.not-in-commit-hint", args![]))
                )
            }
            None => bail!(
                Problem::new(
                    Kind::Git,
                    saying(
                        "problem.not-in-commit",
                        args![path = path.to_string(), commit = commit.short().to_string()]
                    )
                )
                .hint(saying(
                    "problem.path-from-top",
                    args![path = path.to_string()]
                ))
            ),
        }
    }

    pub(super) fn tree(&self, args: &[&str]) -> Result<Vec<u8>> {
        let output = self.run(args)?;
        if !output.status.success() {
            bail!(failed("ls-tree", &output));
        }
        Ok(output.stdout)
    }
}

/// The path of `entry` below `prefix`, and the name of its contents; what is not read is named for
/// what it is.
fn named(entry: &Entry<'_>, prefix: &[u8]) -> Option<(String, String)> {
    let below = entry.path.strip_prefix(prefix)?;
    let contents = match std::str::from_utf8(below) {
        Err(_) => Apart::Name.name(),
        Ok(_) if entry.mode == SYMBOLIC_LINK => Apart::Link.name(),
        Ok(_) if entry.kind != "blob" => Apart::NoFile.name(),
        Ok(_) => entry.object,
    };
    Some((
        String::from_utf8_lossy(below).into_owned(),
        contents.to_owned(),
    ))
}

/// The names that git would give to the contents of `snapshot`, in a repository with the commit
/// `like`.
pub fn names(snapshot: &Snapshot, like: &Commit) -> Listing {
    let files: Vec<(&str, &[u8])> = snapshot.iter().collect();
    let mut listing: Listing = files
        .par_iter()
        .map(|(path, bytes)| ((*path).to_owned(), like.name_of(bytes)))
        .collect();
    listing.extend(
        snapshot
            .apart()
            .map(|(path, apart)| (path.to_owned(), apart.name().to_owned())),
    );
    listing
}

/// The entries that `git ls-tree -z` printed: `mode kind object TAB path NUL`.
pub(super) fn entries(output: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    output.split(|byte| *byte == 0).filter_map(|entry| {
        let tab = entry.iter().position(|byte| *byte == b'\t')?;
        let mut facts = std::str::from_utf8(&entry[..tab]).ok()?.split(' ');
        Some(Entry {
            mode: facts.next()?,
            kind: facts.next()?,
            object: facts.next()?,
            path: &entry[tab + 1..],
        })
    })
}
