//! Writes a plan: each file whole or not at all, one after the other.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::author::{Plan, Write};

/// Writes the files of `plan` below `root`, in its order. All are written beside their places first and reach the disk;
/// then each is moved to its place, so that an interruption leaves every file as it was or as it will be. `before` is
/// called ahead of each step.
///
/// # Errors
/// When a file that must be new exists, or one cannot be written; the files that are in place by then stay, and the
/// same command completes the rest.
pub fn apply(root: &Path, plan: &Plan, mut before: impl FnMut(usize) -> Result<()>) -> Result<()> {
    for write in plan.writes.iter().filter(|write| write.new) {
        let target = root.join(&write.path);
        if target.exists() && fs::read(&target).is_ok_and(|bytes| bytes != write.bytes) {
            bail!(
                "{}: exists already\nhint: nothing of yours is overwritten; move the file away first",
                write.path
            );
        }
    }
    let one_sync = plan.writes.len() >= MANY && can_sync_together();
    for (step, write) in plan.writes.iter().enumerate() {
        before(step)?;
        let written = write_beside(root, write, !one_sync);
        if written.is_err() {
            for write in &plan.writes[..=step] {
                let _ = fs::remove_file(beside(root, write));
            }
        }
        written?;
    }
    if one_sync {
        sync_together(root).with_context(|| format!("{}: cannot be written", root.display()))?;
    }
    for (at, write) in plan.writes.iter().enumerate() {
        before(plan.writes.len() + at)?;
        let target = root.join(&write.path);
        fs::rename(beside(root, write), &target)
            .with_context(|| format!("{}: cannot be put in place", target.display()))?;
    }
    Ok(())
}

/// From so many files on, one call for the whole file system costs less than one for each: the plan of an import can
/// hold thousands.
const MANY: usize = 32;

fn beside(root: &Path, write: &Write) -> PathBuf {
    let target = root.join(&write.path);
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.new"))
}

fn write_beside(root: &Path, write: &Write, sync: bool) -> Result<()> {
    let beside = beside(root, write);
    if let Some(parent) = beside.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{}: cannot be created", parent.display()))?;
    }
    let mut file =
        File::create(&beside).with_context(|| format!("{}: cannot be written", beside.display()))?;
    file.write_all(&write.bytes)
        .and_then(|()| if sync { file.sync_all() } else { Ok(()) })
        .with_context(|| format!("{}: cannot be written", beside.display()))
}

#[cfg(target_os = "linux")]
fn can_sync_together() -> bool {
    true
}

#[cfg(not(target_os = "linux"))]
fn can_sync_together() -> bool {
    false
}

/// Brings everything that was written to the file system of `root` to the disk.
#[cfg(target_os = "linux")]
fn sync_together(root: &Path) -> std::io::Result<()> {
    rustix::fs::syncfs(File::open(root)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
fn sync_together(_: &Path) -> std::io::Result<()> {
    Ok(())
}
