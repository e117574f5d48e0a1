//! A folder to a snapshot.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cap_std::fs::Metadata;

use super::apply::PLACING;
use super::folder::Folder;
use super::lock::{self, Hold, Lock};
use super::steps::Steps;
use super::workshop;
use crate::args;
use crate::model::snapshot::{Apart, Snapshot};
use crate::parse::misspelt;
use crate::problem::{Act, Kind, Meaning as _, Problem, cannot};
use crate::words::saying;

/// The folders of a contract repository that the engine reads.
pub const FOLDERS: [&str; 3] = ["contracts", "changelog", "templates"];

/// The nearest folder, from `start` upwards, that holds `contracts/`, if there is one.
pub fn root_above(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join("contracts").is_dir())
        .map(Path::to_owned)
}

/// The nearest folder, from `start` upwards, that holds `contracts/`.
///
/// # Errors
/// When there is none.
pub fn find_root(start: &Path) -> Result<PathBuf> {
    match root_above(start) {
        Some(root) => Ok(root),
        None => bail!(
            Problem::new(Kind::Files, saying("problem.no-repository", args![]))
                .hint(saying("problem.no-repository-hint", args![]))
        ),
    }
}

/// Reads every file of the contract repository at `root`, and not while another run puts files in
/// place. Symbolic links are not followed, but named.
///
/// # Errors
/// When `root` has no `contracts/`, or a file cannot be read.
pub fn snapshot(root: &Path) -> Result<Snapshot> {
    let folder = Folder::open(root, &Steps::default())?.as_root();
    let placing = || {
        let own = folder.folder(workshop::NAME).ok().flatten()?;
        own.metadata(PLACING).ok().flatten().map(|_| own)
    };
    loop {
        let own = placing();
        let _shared = own.as_ref().map(share).transpose()?;
        let snapshot = below(&folder).with_context(|| root.display().to_string())?;
        // The first step that was ever taken here may have begun meanwhile.
        if own.is_some() || placing().is_none() {
            return Ok(snapshot);
        }
    }
}

/// Waits until no files are being put in place, and keeps others from it.
fn share(own: &Folder) -> Result<Option<Lock>> {
    let attempt = || lock::attempt(own, Path::new(PLACING), Hold::Together, false);
    if attempt().is_err() {
        // A system that knows no locks, or a file of somebody else's: reading goes on as it would
        // without.
        return Ok(None);
    }
    let placing = || saying("problem.busy-placing", args![]);
    lock::wait(own, Path::new(PLACING), attempt, placing).map(Some)
}

/// What stands in `folder`, which need not be a contract repository or exist, with the files
/// `beside`.
///
/// # Errors
/// When it cannot be read.
pub fn beginning(folder: &Path, beside: &[&str]) -> Result<Snapshot> {
    if !folder.exists() {
        return Ok(Snapshot::new());
    }
    what_there_is(&Folder::open(folder, &Steps::default())?.as_root(), beside)
}

pub(super) fn what_there_is(root: &Folder, beside: &[&str]) -> Result<Snapshot> {
    let mut snapshot = if root.folder(FOLDERS[0])?.is_some() {
        below(root)?
    } else {
        Snapshot::new()
    };
    for name in beside {
        if let Some(present) = root.read(name)? {
            snapshot.insert(*name, present.bytes);
        }
    }
    Ok(snapshot)
}

/// Reads every file of the contract repository in `root`.
///
/// # Errors
/// When there is no `contracts/`, or a file cannot be read.
pub(super) fn below(root: &Folder) -> Result<Snapshot> {
    let mut snapshot = Snapshot::new();
    contracts(root)?;
    for name in root.names()? {
        let Some(path) = name.to_str() else { continue };
        let found = root.metadata(&name)?;
        let is_folder = found.as_ref().is_some_and(Metadata::is_dir);
        if FOLDERS.contains(&path) {
            entry(root, &name, path.to_owned(), &mut snapshot)?;
        } else if is_folder
            && misspelt::meant_folder(path).is_some_and(|meant| is_missing(root, meant))
        {
            snapshot.set_apart(path, Apart::Folder);
        }
    }
    Ok(snapshot)
}

fn is_missing(root: &Folder, name: &str) -> bool {
    root.metadata(name).is_ok_and(|found| found.is_none())
}

/// So deep folders may lie in each other. The format has three.
const DEEPEST: usize = 16;

/// Reads what is called `name` in `folder`, with all that is in it.
fn entry(folder: &Folder, name: &OsStr, path: String, snapshot: &mut Snapshot) -> Result<()> {
    let Some(found) = folder.metadata(name)? else {
        return Ok(());
    };
    if found.is_symlink() {
        snapshot.set_apart(path, Apart::Link);
    } else if found.is_dir() {
        if path.matches('/').count() >= DEEPEST {
            snapshot.set_apart(path, Apart::Folder);
            return Ok(());
        }
        let Some(below) = folder.folder(name)? else {
            return Ok(());
        };
        for name in below.names()? {
            match name.to_str() {
                Some(part) => entry(&below, &name, format!("{path}/{part}"), snapshot)?,
                None => {
                    snapshot.set_apart(format!("{path}/{}", name.to_string_lossy()), Apart::Name)
                }
            }
        }
    } else if found.is_file() {
        if let Some(present) = folder.read(name)? {
            snapshot.insert(path, present.bytes);
        }
    } else {
        snapshot.set_apart(path, Apart::NoFile);
    }
    Ok(())
}

/// That `root` is a contract repository, before anything is made in it.
///
/// # Errors
/// When it has no `contracts/`.
pub fn require(root: &Path) -> Result<()> {
    let folder = Folder::open(root, &Steps::default())?.as_root();
    contracts(&folder).with_context(|| root.display().to_string())
}

fn contracts(root: &Folder) -> Result<()> {
    if root.folder(FOLDERS[0])?.is_none() {
        bail!(
            Problem::new(Kind::Files, saying("problem.no-contracts", args![]))
                .hint(saying("problem.no-contracts-hint", args![]))
        );
    }
    Ok(())
}

/// The bytes of the file at `path` below `root`, not through a link.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn file(root: &Path, path: &str) -> Result<Vec<u8>> {
    let root = Folder::open(root, &Steps::default())?.as_root();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let present = root
        .at(folder)?
        .map(|folder| folder.read(name))
        .transpose()?
        .flatten();
    present.map(|present| present.bytes).ok_or_else(|| {
        Problem::new(Kind::Files, saying("problem.no-file-there", args![path])).into()
    })
}

/// The bytes of one file that the user names.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).meaning(|| cannot(Act::Read, path))
}
