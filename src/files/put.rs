//! One file to its place, in one step: nothing that came there meanwhile is overwritten.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Error, Result, anyhow};

use super::folder::Folder;
use super::steps::Step;
use crate::args;
use crate::problem::{Act, Kind, Problem, cannot};
use crate::words::saying;

/// A file on its way: written, and not at its place yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnItsWay<'f> {
    /// The folder where it waits.
    pub stage: &'f Folder,
    /// Its name there.
    pub name: &'f Path,
}

/// Moves `file` to `name` in `folder`, where `before` stands, or nothing. Where the system can, the
/// two are exchanged and what came out is looked at, so that even what was saved in the last moment
/// is put back unharmed.
///
/// # Errors
/// When something else stands there, or it cannot be moved.
pub(super) fn put(
    file: OnItsWay<'_>,
    folder: &Folder,
    name: &Path,
    before: Option<&[u8]>,
) -> Result<()> {
    let as_read = |place: &Folder, name: &Path| -> Result<bool> {
        Ok(place.read(name)?.map(|present| present.bytes).as_deref() == before)
    };
    if !as_read(folder, name)? {
        return Err(changed(&folder.shown(name)));
    }
    let way = if before.is_some() {
        Way::Exchange
    } else {
        Way::New
    };
    let failed = |error| failed(folder, name, error);
    match folder
        .step(Step::Place, name)
        .and_then(|()| rename(file, folder, name, way))
    {
        Ok(()) if before.is_none() || as_read(file.stage, file.name).unwrap_or(false) => Ok(()),
        Ok(()) => {
            rename(file, folder, name, Way::Exchange).map_err(failed)?;
            Err(changed(&folder.shown(name)))
        }
        Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            Err(changed(&folder.shown(name)))
        }
        Err(error) if error.kind() == ErrorKind::CrossesDevices => carry(file, folder, name),
        Err(error) if is_unknown(&error) => rename(file, folder, name, Way::Over).map_err(failed),
        Err(error) => Err(failed(error)),
    }
}

/// Why something that came meanwhile stays.
pub(super) fn changed(path: &Path) -> Error {
    anyhow!(
        Problem::new(
            Kind::Files,
            saying(
                "problem.changed-meanwhile",
                args![path = path.display().to_string()]
            )
        )
        .hint(saying("problem.changed-meanwhile-hint", args![]))
    )
}

fn failed(folder: &Folder, name: &Path, error: io::Error) -> Error {
    cannot(Act::Place, &folder.shown(name)).after(error)
}

/// Where the place lies on another mount, the file is written anew beside it first.
fn carry(file: OnItsWay<'_>, folder: &Folder, name: &Path) -> Result<()> {
    const BESIDE: &str = ".avtalslogg-";
    let Some(present) = file.stage.read(file.name)? else {
        return Err(changed(&folder.shown(name)));
    };
    let left = |name: &OsString| name.to_str().is_some_and(|name| name.starts_with(BESIDE));
    folder
        .names()?
        .iter()
        .filter(|name| left(name))
        .try_for_each(|name| folder.remove(name))?;
    let own = file.stage.path.file_name().unwrap_or_default();
    let beside = OsString::from(BESIDE.to_owned() + &own.to_string_lossy());
    let beside = OnItsWay {
        stage: folder,
        name: Path::new(&beside),
    };
    let carried = folder
        .create(beside.name, &present.bytes, Some(&present.mode), true)
        .and_then(|()| {
            rename(beside, folder, name, Way::Over).map_err(|error| failed(folder, name, error))
        });
    if carried.is_err() {
        let _ = folder.remove(beside.name);
    }
    carried
}

/// How something is moved to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Only where nothing stands.
    New,
    /// Against what stands there.
    Exchange,
    /// Over what stands there.
    Over,
}

/// Moves a file or a folder to `name` in `folder`.
///
/// # Errors
/// When it cannot be moved so.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn rename(file: OnItsWay<'_>, folder: &Folder, name: &Path, way: Way) -> io::Result<()> {
    use rustix::fs::{RenameFlags, renameat_with};
    let flags = match way {
        Way::New => RenameFlags::NOREPLACE,
        Way::Exchange => RenameFlags::EXCHANGE,
        Way::Over => return file.stage.dir.rename(file.name, &folder.dir, name),
    };
    renameat_with(&file.stage.dir, file.name, &folder.dir, name, flags).map_err(Into::into)
}

/// Moves a file or a folder to `name` in `folder`.
///
/// # Errors
/// When it cannot be moved so.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub fn rename(file: OnItsWay<'_>, folder: &Folder, name: &Path, way: Way) -> io::Result<()> {
    match way {
        Way::Over => file.stage.dir.rename(file.name, &folder.dir, name),
        Way::New | Way::Exchange => Err(ErrorKind::Unsupported.into()),
    }
}

/// Whether the file system does not know how to move so.
pub(super) fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::InvalidInput
    )
}
