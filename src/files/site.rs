//! Writes a site beside the old one and swaps it in at the end, so that an interrupted build leaves the old site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A file that only a site of ours has: a folder without it is never replaced.
pub const MARKER: &str = ".avtalslogg-site";

/// Writes `files` (path below the site → bytes) as the site at `out`, replacing an earlier site as one step.
///
/// # Errors
/// When `out` holds something that is not a site of ours, or a file cannot be written; the old site stays then.
pub fn write(out: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let out = std::path::absolute(out).with_context(|| format!("{}: not a usable path", out.display()))?;
    refuse_foreign(&out)?;
    let beside = sibling(&out, "new")?;
    remove_folder(&beside)?;
    let written = write_all(&beside, files);
    if written.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    written?;
    swap(&beside, &out)
}

fn write_all(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be created", folder.display()))?;
    for (path, bytes) in files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("{}: cannot be created", parent.display()))?;
        }
        fs::write(&target, bytes).with_context(|| format!("{}: cannot be written", target.display()))?;
    }
    let marker = folder.join(MARKER);
    let words = "This folder is written by `avtalslogg build` and replaced as a whole.\n";
    fs::write(&marker, words).with_context(|| format!("{}: cannot be written", marker.display()))
}

/// A folder with other content is somebody's work, not an old site.
fn refuse_foreign(out: &Path) -> Result<()> {
    if !out.exists() || out.join(MARKER).is_file() {
        return Ok(());
    }
    let empty = fs::read_dir(out).map(|mut entries| entries.next().is_none()).unwrap_or(false);
    if !empty {
        bail!(
            "{}: the folder holds files that are not a site of ours, so it is not replaced\n\
             hint: choose another folder with --out, or empty this one",
            out.display()
        );
    }
    Ok(())
}

fn sibling(out: &Path, suffix: &str) -> Result<PathBuf> {
    let Some(name) = out.file_name() else { bail!("{}: not a folder that can be replaced", out.display()) };
    Ok(out.with_file_name(format!(".{}.{suffix}", name.to_string_lossy())))
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{}: cannot be removed", folder.display()))?;
    }
    Ok(())
}

fn swap(new: &Path, out: &Path) -> Result<()> {
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{}: cannot be created", parent.display()))?;
    }
    if out.exists() && exchange(new, out) {
        return remove_folder(new);
    }
    let old = sibling(out, "old")?;
    remove_folder(&old)?;
    if out.exists() {
        fs::rename(out, &old).with_context(|| format!("{}: cannot be moved aside", out.display()))?;
    }
    if let Err(error) = fs::rename(new, out) {
        let _ = fs::rename(&old, out);
        return Err(error).with_context(|| format!("{}: cannot be put in place", out.display()));
    }
    remove_folder(&old)
}

/// Exchanges two folders in one step where the system can; `false` where it cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step where the system can; `false` where it cannot.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
