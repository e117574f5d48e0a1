//! One file where the user says: a report.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Result, bail};

use super::folder::{Folder, link};
use super::put::{OnItsWay, put};
use super::steps::Steps;
use super::workshop::Workshop;
use crate::args;
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// The name of the program's own folder beside what it writes as `name`.
pub(super) fn beside(name: &std::ffi::OsStr) -> OsString {
    let mut own = OsString::from(".");
    own.push(name);
    own.push(super::workshop::NAME);
    own
}

/// Writes the file at `path` for the command `who`, in place of the one that stands there.
///
/// # Errors
/// When something else than a file stands there, or it cannot be written.
pub fn write(path: &Path, bytes: &[u8], who: &str, steps: &Steps) -> Result<()> {
    let (folder, name) = Folder::holding(path, steps)?;
    let own = Path::new(&name);
    match folder.metadata(own)? {
        Some(found) if found.is_symlink() => bail!(link(path)),
        Some(found) if !found.is_file() => {
            bail!(
                Problem::new(
                    Kind::Files,
                    saying(
                        "problem.not-ordinary",
                        args![path = path.display().to_string()]
                    )
                )
                .hint(saying("problem.not-ordinary-hint", args![]))
            )
        }
        _ => {}
    }
    let workshop =
        Workshop::enter_beside(&folder, beside(&name), who, &path.display().to_string())?;
    workshop.sweep()?;
    let before = folder.read(own)?;
    let stage = workshop.stage()?;
    let file = OnItsWay {
        stage: &stage.folder,
        name: Path::new("new"),
    };
    stage.folder.create(
        file.name,
        bytes,
        before.as_ref().map(|present| &present.mode),
        false,
    )?;
    put(
        file,
        &folder,
        own,
        before.as_ref().map(|present| present.bytes.as_slice()),
    )
}
