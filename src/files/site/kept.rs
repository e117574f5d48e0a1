//! What of a site's folder is ours and what somebody else keeps there: `.git`, `CNAME`, a page of
//! their own.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use cap_std::fs::Metadata;

use super::place::MARKER;
use crate::args;
use crate::files::folder::Folder;
use crate::files::put::{self, OnItsWay, Way};
use crate::files::steps::Step;
use crate::problem::{Kind, Meaning as _, Problem};
use crate::words::saying;

const WORDS: &str = "`avtalslogg build` writes these files and replaces them together. What else lies here stays.\n";

/// The marker of sites of the first version, which named no files.
const FIRST_WORDS: &str = "This folder is written by `avtalslogg build` and replaced as a whole.\n";

/// The marker of a site that consists of `files`.
pub(super) fn marker(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let paths = files.keys().map(|path| format!("{path}\n"));
    [WORDS.to_owned()]
        .into_iter()
        .chain(paths)
        .collect::<String>()
        .into_bytes()
}

/// What of a folder is ours.
enum Ours {
    /// The files that its marker names.
    Named(BTreeSet<PathBuf>),
    /// All, as the first version had it, but for what those put there who serve it.
    All,
}

impl Ours {
    fn of(folder: &Folder) -> Result<Self> {
        let marker = folder
            .read(MARKER)?
            .map(|present| present.bytes)
            .unwrap_or_default();
        let text = String::from_utf8_lossy(&marker);
        if text == FIRST_WORDS {
            return Ok(Ours::All);
        }
        // A marker that was cut off stands alone: the other files follow it.
        let named = text
            .strip_prefix(WORDS)
            .unwrap_or_default()
            .lines()
            .map(PathBuf::from);
        Ok(Ours::Named(named.chain([PathBuf::from(MARKER)]).collect()))
    }

    /// Whether the file at `path` is ours.
    fn is(&self, path: &Path) -> bool {
        match self {
            Ours::Named(paths) => paths.contains(path),
            Ours::All => {
                let top = path.iter().next().unwrap_or_default().to_string_lossy();
                path == Path::new(MARKER) || !(top.starts_with('.') || top == "CNAME")
            }
        }
    }

    /// Whether any of what lies below `path` is ours.
    fn has_below(&self, path: &Path) -> bool {
        match self {
            Ours::Named(paths) => paths
                .range(path.to_owned()..)
                .next()
                .is_some_and(|own| own.starts_with(path)),
            Ours::All => self.is(path),
        }
    }
}

/// The topmost paths in `folder` that are not ours.
fn foreign(folder: &Folder) -> Result<Vec<PathBuf>> {
    fn look(folder: &Folder, path: &Path, ours: &Ours, out: &mut Vec<PathBuf>) -> Result<()> {
        for name in folder.names()? {
            let path = path.join(&name);
            if folder
                .metadata(&name)?
                .as_ref()
                .is_some_and(Metadata::is_dir)
            {
                match folder.folder(&name)? {
                    Some(below) if ours.has_below(&path) => look(&below, &path, ours, out)?,
                    _ => out.push(path),
                }
            } else if !ours.is(&path) {
                out.push(path);
            }
        }
        Ok(())
    }
    let mut out = Vec::new();
    look(folder, Path::new(""), &Ours::of(folder)?, &mut out)?;
    Ok(out)
}

/// Refuses a site of `files` in whose way something stands in `old` that is not ours.
///
/// # Errors
/// When that is so.
pub(super) fn refuse_conflicts(old: &Folder, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let files: BTreeSet<&Path> = files.keys().map(Path::new).collect();
    for path in foreign(old)? {
        let above = path.ancestors().find(|above| files.contains(above));
        let below = files
            .range(path.as_path()..)
            .next()
            .filter(|own| own.starts_with(&path));
        if let Some(own) = above.or(below.copied()) {
            bail!(
                Problem::new(
                    Kind::Files,
                    saying(
                        "problem.stands-in-site",
                        args![
                            path = old.shown(&path).display().to_string(),
                            own = own.display().to_string()
                        ]
                    )
                )
                .hint(saying("problem.stands-in-site-hint", args![]))
            );
        }
    }
    Ok(())
}

/// Takes the folder `left` away from `workshop`: an old site, or one that was never completed. What
/// is not ours in it goes to `site` first.
///
/// # Errors
/// When something of it cannot be moved: all that is left stays then.
pub(super) fn bring_back(workshop: &Folder, left: &OsStr, site: &Folder) -> Result<()> {
    if let Some(folder) = workshop.folder(left)? {
        for path in foreign(&folder)? {
            let (above, name) = (
                path.parent().unwrap_or(Path::new("")),
                path.file_name().unwrap_or_default(),
            );
            let Some(from) = folder.at(above)? else {
                continue;
            };
            let to = site.made_at(above)?;
            let file = OnItsWay {
                stage: &from,
                name: Path::new(name),
            };
            let moved = to
                .step(Step::Place, file.name)
                .and_then(|()| put::rename(file, &to, file.name, Way::New));
            let moved = match moved {
                Err(error) if put::is_unknown(&error) && to.metadata(name)?.is_none() => {
                    put::rename(file, &to, file.name, Way::Over)
                }
                other => other,
            };
            moved.meaning(|| {
                let path = folder.shown(&path).display().to_string();
                Problem::new(Kind::Files, saying("problem.not-moved", args![path]))
            })?;
        }
        // The marker goes last: a run that is stopped here leaves what the next one knows as ours.
        for name in folder.names()? {
            if name != MARKER {
                folder.remove(&name)?;
            }
        }
    }
    workshop.remove(left)
}
