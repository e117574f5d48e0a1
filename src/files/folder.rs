//! A folder held open. What lies below it is reached part by part from there and never through a
//! symbolic link, whatever somebody puts in the way meanwhile.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata, OpenOptions, Permissions};

use super::steps::{Step, Steps};
use crate::args;
use crate::problem::{Act, Kind, Meaning as _, Problem, cannot};
use crate::words::saying;

/// A folder held open.
#[derive(Debug)]
pub struct Folder {
    pub(super) dir: Dir,
    /// How it is called in messages.
    pub(super) path: PathBuf,
    pub(super) steps: Steps,
}

/// A file as it stands.
#[derive(Debug, Clone)]
pub struct Present {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Who may read and write it.
    pub mode: Permissions,
}

/// What is wrong with a place where a link stands.
pub(super) fn link(path: &Path) -> Problem {
    let path = path.display();
    Problem::new(
        Kind::Files,
        saying("problem.link", args![path = path.to_string()]),
    )
    .hint(saying("problem.link-hint", args![]))
}

impl Folder {
    /// The folder at `path`, as its user names it: links on the way are followed.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn open(path: &Path, steps: &Steps) -> Result<Self> {
        let dir = Dir::open_ambient_dir(path, ambient_authority());
        let dir = dir.meaning(|| cannot(Act::Open, path))?;
        Ok(Self {
            dir,
            path: path.to_owned(),
            steps: steps.clone(),
        })
    }

    /// The same; made, with the folders above it, where it does not exist.
    ///
    /// # Errors
    /// When it cannot be made or opened.
    pub fn open_or_make(path: &Path, steps: &Steps) -> Result<Self> {
        if !path.is_dir() {
            let made = steps
                .before(Step::MakeFolder, path)
                .and_then(|()| std::fs::create_dir_all(path));
            made.meaning(|| cannot(Act::Create, path))?;
        }
        Self::open(path, steps)
    }

    /// The folder in which `path` lies, made where it does not exist, and the name of `path` in it.
    /// Below the current folder no link is followed on the way: a branch that was checked out
    /// may have brought it.
    ///
    /// # Errors
    /// When `path` has no name, or a part of the way is no folder.
    pub fn holding(path: &Path, steps: &Steps) -> Result<(Self, OsString)> {
        let absolute = absolute(path)?;
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            bail!(
                Problem::new(
                    Kind::Files,
                    saying(
                        "problem.not-writable",
                        args![path = path.display().to_string()]
                    )
                )
                .hint(saying("problem.not-writable-hint", args![]))
            );
        };
        let here = current_dir()?;
        let below = parent.strip_prefix(&here).ok();
        let plain = |below: &&Path| {
            below
                .components()
                .all(|part| matches!(part, Component::Normal(_)))
        };
        let Some(below) = below.filter(plain) else {
            return Ok((Self::open_or_make(&real(parent)?, steps)?, name.to_owned()));
        };
        let mut folder = Self::open(&here, steps)?.as_root();
        for part in below.components() {
            folder = folder.make(Path::new(part.as_os_str()))?;
        }
        Ok((folder, name.to_owned()))
    }

    /// The same, with what is in it called by its path from here in messages.
    #[must_use]
    pub fn as_root(self) -> Self {
        Self {
            path: PathBuf::new(),
            ..self
        }
    }

    /// How what is called `name` in it is called in messages.
    pub(super) fn shown(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }

    /// Its folder `name`, where there is one.
    ///
    /// # Errors
    /// When something else than a folder stands there.
    pub fn folder(&self, name: impl AsRef<Path>) -> Result<Option<Self>> {
        let name = name.as_ref();
        match self.dir.open_dir_nofollow(name) {
            Ok(dir) => Ok(Some(Self {
                dir,
                path: self.shown(name),
                steps: self.steps.clone(),
            })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.no_folder(name, error)),
        }
    }

    fn no_folder(&self, name: &Path, error: io::Error) -> anyhow::Error {
        let shown = self.shown(name);
        match self.dir.symlink_metadata(name) {
            Ok(found) if found.is_symlink() => anyhow!(link(&shown)),
            Ok(found) if !found.is_dir() => {
                anyhow!(
                    Problem::new(
                        Kind::Files,
                        saying(
                            "problem.not-a-folder",
                            args![path = shown.display().to_string()]
                        )
                    )
                    .hint(saying("problem.move-away", args![]))
                )
            }
            _ => cannot(Act::Open, &shown).after(error),
        }
    }

    /// Its folder `name`, made where there is none.
    ///
    /// # Errors
    /// When it cannot be made, or something else than a folder stands there.
    pub fn make(&self, name: &Path) -> Result<Self> {
        loop {
            if let Some(folder) = self.folder(name)? {
                return Ok(folder);
            }
            let made = self
                .step(Step::MakeFolder, name)
                .and_then(|()| self.dir.create_dir(name));
            match made {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(error).meaning(|| cannot(Act::Create, &self.shown(name)));
                }
                _ => {}
            }
        }
    }

    /// Its new folder `name`.
    ///
    /// # Errors
    /// When it cannot be made, or anything stands there already.
    pub fn make_new(&self, name: &Path) -> Result<Self> {
        let made = self
            .step(Step::MakeFolder, name)
            .and_then(|()| self.dir.create_dir(name));
        made.and_then(|()| self.dir.open_dir_nofollow(name))
            .map(|dir| Self {
                dir,
                path: self.shown(name),
                steps: self.steps.clone(),
            })
            .meaning(|| cannot(Act::Create, &self.shown(name)))
    }

    /// The folder at `path` below it, where there is one.
    ///
    /// # Errors
    /// When a part of the way is no folder.
    pub fn at(&self, path: impl AsRef<Path>) -> Result<Option<Self>> {
        let mut folder = self.again()?;
        for part in path.as_ref() {
            match folder.folder(part)? {
                Some(next) => folder = next,
                None => return Ok(None),
            }
        }
        Ok(Some(folder))
    }

    /// The same; what is missing of it is made.
    ///
    /// # Errors
    /// When a part of the way is no folder or cannot be made.
    pub fn made_at(&self, path: impl AsRef<Path>) -> Result<Self> {
        let mut folder = self.again()?;
        for part in path.as_ref() {
            folder = folder.make(Path::new(part))?;
        }
        Ok(folder)
    }

    pub(super) fn again(&self) -> Result<Self> {
        let dir = self
            .dir
            .try_clone()
            .meaning(|| cannot(Act::Open, &self.path))?;
        Ok(Self {
            dir,
            path: self.path.clone(),
            steps: self.steps.clone(),
        })
    }

    /// What stands at `name`, a link as a link; `None` where nothing does.
    ///
    /// # Errors
    /// When that cannot be told.
    pub fn metadata(&self, name: impl AsRef<Path>) -> Result<Option<Metadata>> {
        match self.dir.symlink_metadata(&name) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).meaning(|| cannot(Act::Read, &self.shown(&name))),
        }
    }

    /// The file `name`, where there is one.
    ///
    /// # Errors
    /// When something else than a file stands there, or it cannot be read.
    pub fn read(&self, name: impl AsRef<Path>) -> Result<Option<Present>> {
        let name = name.as_ref();
        match self.metadata(name)? {
            None => return Ok(None),
            Some(found) if found.is_symlink() => bail!(link(&self.shown(name))),
            Some(found) if !found.is_file() => {
                bail!(
                    Problem::new(
                        Kind::Files,
                        saying(
                            "problem.not-a-file",
                            args![path = self.shown(name).display().to_string()]
                        )
                    )
                    .hint(saying("problem.move-away", args![]))
                )
            }
            Some(_) => {}
        }
        let read = || -> io::Result<Present> {
            let mut file = self.dir.open_with(
                name,
                OpenOptions::new().read(true).follow(FollowSymlinks::No),
            )?;
            let found = file.metadata()?;
            let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
            file.read_to_end(&mut bytes)?;
            Ok(Present {
                bytes,
                mode: found.permissions(),
            })
        };
        match read() {
            Ok(present) => Ok(Some(present)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).meaning(|| cannot(Act::Read, &self.shown(name))),
        }
    }

    /// Writes the new file `name`, with `mode` where it is given, and brings it to the disk where
    /// `sync` says so.
    ///
    /// # Errors
    /// When anything stands there already, or it cannot be written.
    pub fn create(
        &self,
        name: &Path,
        bytes: &[u8],
        mode: Option<&Permissions>,
        sync: bool,
    ) -> Result<()> {
        let write = || -> io::Result<()> {
            self.step(Step::Create, name)?;
            let mut options = OpenOptions::new();
            let mut file: File = self.dir.open_with(
                name,
                options
                    .write(true)
                    .create_new(true)
                    .follow(FollowSymlinks::No),
            )?;
            self.step(Step::Write, name)?;
            file.write_all(bytes)?;
            if let Some(mode) = mode {
                self.step(Step::SetMode, name)?;
                file.set_permissions(mode.clone())?;
            }
            if sync {
                self.step(Step::Sync, name)?;
                file.sync_all()?;
            }
            Ok(())
        };
        write().meaning(|| cannot(Act::Write, &self.shown(name)))
    }

    /// Takes away what is called `name` in it, with all that is in it; a link itself, not what it
    /// leads to.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn remove(&self, name: impl AsRef<Path>) -> Result<()> {
        let name = name.as_ref();
        let remove = || -> io::Result<()> {
            self.step(Step::Remove, name)?;
            match self.dir.symlink_metadata(name) {
                Ok(found) if found.is_dir() => self.dir.remove_dir_all(name),
                Ok(_) => self.dir.remove_file_or_symlink(name),
                Err(error) => Err(error),
            }
        };
        match remove() {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).meaning(|| cannot(Act::Remove, &self.shown(name)))
            }
            _ => Ok(()),
        }
    }

    /// Brings the names in it to the disk.
    ///
    /// # Errors
    /// When that fails.
    pub fn sync(&self) -> Result<()> {
        let synced = self
            .step(Step::Sync, Path::new(""))
            .and_then(|()| sync(&self.dir));
        synced.meaning(|| cannot(Act::Sync, &self.path))
    }

    /// Takes the folder `name` in it away if nothing is in that.
    pub fn remove_empty(&self, name: &Path) {
        let _ = self
            .step(Step::Remove, name)
            .and_then(|()| self.dir.remove_dir(name));
    }

    /// The names of all that is in it, in their order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn names(&self) -> Result<Vec<OsString>> {
        let names = || -> io::Result<Vec<OsString>> {
            let mut names: Vec<OsString> = self
                .dir
                .entries()?
                .map(|entry| Ok(entry?.file_name()))
                .collect::<io::Result<_>>()?;
            names.sort();
            Ok(names)
        };
        names().meaning(|| cannot(Act::Read, &self.path))
    }

    /// Announces a step about what is called `name` in it.
    pub(super) fn step(&self, step: Step, name: &Path) -> io::Result<()> {
        self.steps.before(step, &self.shown(name))
    }
}

/// The folder in which the program was started.
///
/// # Errors
/// When it cannot be read.
pub fn current_dir() -> Result<PathBuf> {
    let here = || Problem::new(Kind::Files, saying("problem.here", args![]));
    std::env::current_dir().meaning(here)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).meaning(|| cannot(Act::Find, path))
}

/// `path` without links and detours; what of it does not exist yet stays as it is written.
///
/// # Errors
/// When it cannot be told where it leads.
pub(super) fn real(path: &Path) -> Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
        match real.canonicalize() {
            Ok(found) => real = found,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).meaning(|| cannot(Act::Find, path));
            }
        }
    }
    Ok(real)
}

#[cfg(unix)]
fn sync(dir: &Dir) -> io::Result<()> {
    rustix::fs::fsync(for_reading(dir)?).map_err(Into::into)
}

/// The folder, opened for more than finding the way to what is in it.
#[cfg(unix)]
pub(super) fn for_reading(dir: &Dir) -> io::Result<std::os::fd::OwnedFd> {
    use rustix::fs::{Mode, OFlags, openat};
    openat(
        dir,
        ".",
        OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
        Mode::empty(),
    )
    .map_err(Into::into)
}

/// Elsewhere the system takes care of it.
#[cfg(not(unix))]
fn sync(_: &Dir) -> io::Result<()> {
    Ok(())
}
