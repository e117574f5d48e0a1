//! A folder to a snapshot.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::model::snapshot::Snapshot;

/// The folders of a contract repository that the engine reads.
pub const FOLDERS: [&str; 3] = ["contracts", "changelog", "templates"];

/// The nearest folder, from `start` upwards, that holds `contracts/`, if there is one.
pub fn root_above(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("contracts").is_dir()).map(Path::to_owned)
}

/// The nearest folder, from `start` upwards, that holds `contracts/`.
///
/// # Errors
/// When there is none.
pub fn find_root(start: &Path) -> Result<PathBuf> {
    match root_above(start) {
        Some(root) => Ok(root),
        None => bail!(
            "no folder `contracts` here or above\n\
             hint: go to a contract repository, or name it with --root"
        ),
    }
}

/// Reads every file of the contract repository at `root`. Symbolic links are not followed.
///
/// # Errors
/// When `root` has no `contracts/`, or a file cannot be read.
pub fn snapshot(root: &Path) -> Result<Snapshot> {
    if !root.join("contracts").is_dir() {
        bail!(
            "{}: no folder `contracts` in it\nhint: --root names the folder that holds `contracts/`",
            root.display()
        );
    }
    let mut snapshot = Snapshot::new();
    for folder in FOLDERS.iter().map(|name| root.join(name)).filter(|folder| folder.is_dir()) {
        for entry in WalkDir::new(&folder).follow_links(false).sort_by_file_name() {
            let entry = entry.with_context(|| format!("{}: cannot be read", folder.display()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = relative(root, entry.path())?;
            let bytes = bytes(entry.path())?;
            snapshot.insert(path, bytes);
        }
    }
    Ok(snapshot)
}

/// The bytes of one file.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// The path below `root`, with `/` between its parts.
fn relative(root: &Path, path: &Path) -> Result<String> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    match parts {
        Some(parts) => Ok(parts.join("/")),
        None => bail!("{}: the file's name is not UTF-8\nhint: rename the file", path.display()),
    }
}
