//! One at a time: a lock on a file, waited for a few seconds and no longer. The system frees it
//! when its process ends, however that comes about.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow};
use cap_fs_ext::{FollowSymlinks, MetadataExt as _, OpenOptionsFollowExt as _};
use cap_std::fs::OpenOptions;

use super::folder::Folder;
use super::steps::Step;
use crate::args;
use crate::problem::{Act, Kind, Meaning as _, Problem, cannot};
use crate::words::{Text, saying};

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

/// Who may hold a lock at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Nobody else.
    Alone,
    /// All who hold it so.
    Together,
}

/// What came of an attempt.
pub(super) enum Attempt {
    /// The lock is held.
    Held(Lock),
    /// Somebody else holds it.
    Busy,
    /// There is no file to lock.
    Missing,
}

const PAUSE: Duration = Duration::from_millis(20);

/// How often a lock is asked for before it is given up: five seconds.
const ATTEMPTS: usize = 250;

/// Asks with `attempt` for the lock `name` in `folder` until it is held, for five seconds; what
/// `attempt` calls missing is asked for again at once.
///
/// # Errors
/// When it is not to be had: whoever holds it is told by `holder`.
pub(super) fn wait(
    folder: &Folder,
    name: &Path,
    mut attempt: impl FnMut() -> Result<Attempt>,
    holder: impl Fn() -> Text,
) -> Result<Lock> {
    for _ in 0..ATTEMPTS {
        match attempt()? {
            Attempt::Held(lock) => return Ok(lock),
            Attempt::Missing => {}
            Attempt::Busy => {
                if folder.step(Step::Wait, name).is_err() {
                    break;
                }
                std::thread::sleep(PAUSE);
            }
        }
    }
    Err(anyhow!(
        Problem::new(Kind::Files, holder()).hint(saying("problem.busy-hint", args![]))
    ))
}

/// Asks once for the lock on the file `name` in `folder`; the file is made where `make` says so.
///
/// # Errors
/// When it cannot be locked at all.
pub(super) fn attempt(folder: &Folder, name: &Path, hold: Hold, make: bool) -> Result<Attempt> {
    let locked = || cannot(Act::Lock, &folder.shown(name));
    let file = match open(folder, name, make) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Attempt::Missing),
        Err(error) => return Err(error).meaning(locked),
    };
    let held = match hold {
        Hold::Alone => file.try_lock(),
        Hold::Together => file.try_lock_shared(),
    };
    match held {
        Err(TryLockError::WouldBlock) => Ok(Attempt::Busy),
        Err(TryLockError::Error(error)) => Err(error).meaning(locked),
        // Whoever held it may have taken the file away: then it guards nothing any more.
        Ok(()) if stands(folder, name, &file) => Ok(Attempt::Held(Lock { file })),
        Ok(()) => Ok(Attempt::Missing),
    }
}

fn open(folder: &Folder, name: &Path, make: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No);
    if make {
        if folder.dir.symlink_metadata(name).is_err() {
            folder.step(Step::Create, name)?;
        }
        options.write(true).create(true);
    }
    Ok(folder.dir.open_with(name, &options)?.into_std())
}

fn stands(folder: &Folder, name: &Path, file: &File) -> bool {
    let identity = |found: cap_std::fs::Metadata| (found.dev(), found.ino());
    let own = cap_std::fs::Metadata::from_file(file).map(identity);
    let there = folder.dir.symlink_metadata(name).map(identity);
    own.is_ok_and(|own| there.is_ok_and(|there| own == there))
}

impl Lock {
    /// Notes in the locked file who holds it. Whoever waits tells it; nothing else depends on it.
    pub(super) fn note(&mut self, who: &str) {
        use std::io::Write as _;
        let _ = self
            .file
            .set_len(0)
            .and_then(|()| writeln!(self.file, "{who} {}", std::process::id()));
    }
}

/// Who is noted in the locked file `name`: the command and its process. Nothing else is believed: a
/// branch may have brought the file.
pub(super) fn noted(folder: &Folder, name: &Path) -> Option<(String, u32)> {
    let text = String::from_utf8(folder.read(name).ok()??.bytes).ok()?;
    let (who, process) = text.strip_suffix('\n')?.rsplit_once(' ')?;
    let plain = !who.is_empty()
        && who
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b' ');
    Some((who.to_owned(), process.parse().ok()?)).filter(|_| plain)
}
