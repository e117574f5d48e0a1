//! Writes a plan: each file whole or not at all, one after the other.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::author::Plan;

/// Writes the files of `plan` below `root`, in its order. Each is written beside its place and moved there, so that
/// an interruption leaves every file as it was or as it will be. `before` is called ahead of each step.
///
/// # Errors
/// When a file that must be new exists, or one cannot be written; the files before it stay written, and the same
/// command completes the rest.
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
    let mut step = 0;
    for write in &plan.writes {
        let target = root.join(&write.path);
        before(step)?;
        let beside = beside(&target, &write.bytes)?;
        before(step + 1)?;
        fs::rename(&beside, &target)
            .with_context(|| format!("{}: cannot be put in place", target.display()))?;
        step += 2;
    }
    Ok(())
}

/// Writes the file `target` whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn whole(target: &Path, bytes: &[u8]) -> Result<()> {
    let beside = beside(target, bytes)?;
    fs::rename(&beside, target).with_context(|| format!("{}: cannot be put in place", target.display()))
}

/// Writes `bytes` to a file beside `target`, from where it can be moved there in one step.
fn beside(target: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = target.with_file_name(format!(".{name}.new"));
    if let Some(parent) = target.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).with_context(|| format!("{}: cannot be created", parent.display()))?;
    }
    let mut file =
        File::create(&beside).with_context(|| format!("{}: cannot be written", beside.display()))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{}: cannot be written", beside.display()))?;
    Ok(beside)
}
