//! The program's own folder: its lock, and files on their way to their places. Git ignores it,
//! nothing in it is worth keeping, and what a killed run left there is taken away by the next one.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::folder::Folder;
use super::lock::{self, Attempt, Hold, Lock};
use crate::args;
use crate::words::saying;

/// The name of the folder in a contract repository.
pub(super) const NAME: &str = ".avtalslogg";

const LOCK: &str = "lock";
const IGNORE: &str = ".gitignore";

/// What the names of its unfinished work begin with.
const UNFINISHED: &str = "new-";

/// The program's own folder, with its lock held.
#[derive(Debug)]
pub(super) struct Workshop {
    folder: Folder,
    /// Where it is taken away from in the end, and its name there.
    passing: Option<(Folder, OsString)>,
    _lock: Lock,
}

/// A new folder in a workshop, of a name that nobody can know beforehand. It is taken away with all
/// that is in it.
#[derive(Debug)]
pub(super) struct Stage<'w> {
    workshop: &'w Workshop,
    /// Its name in the workshop.
    pub name: PathBuf,
    /// The folder.
    pub folder: Folder,
    kept: bool,
}

impl Workshop {
    /// Enters the workshop `name` in `parent`, which is made where there is none, and holds it
    /// alone. `who` is the command that others are told of, `what` is what
    /// it is about to write, where that is not the contract repository.
    ///
    /// # Errors
    /// When another run holds it and goes on for long, or it cannot be made.
    pub(super) fn enter(
        parent: &Folder,
        name: impl AsRef<OsStr>,
        who: &str,
        what: Option<&str>,
    ) -> Result<Self> {
        let name = Path::new(name.as_ref());
        let mut entered = None;
        let attempt = || {
            // Whoever leaves may take the folder away as well: it is opened anew each time.
            let folder = parent.make(name)?;
            let attempt = lock::attempt(&folder, Path::new(LOCK), Hold::Alone, true)?;
            if let Attempt::Held(_) = attempt {
                entered = Some(folder);
            }
            Ok(attempt)
        };
        let holder = || {
            let folder = parent.folder(name).ok().flatten();
            let noted = folder.and_then(|folder| lock::noted(&folder, Path::new(LOCK)));
            let (who, process) = noted.unzip();
            let process = process.map(i64::from);
            saying("problem.busy-writing", args![who, process, what])
        };
        let mut lock = lock::wait(parent, name, attempt, holder)?;
        lock.note(who);
        let folder = match entered {
            Some(folder) => folder,
            None => parent.make(name)?,
        };
        let workshop = Self {
            folder,
            passing: None,
            _lock: lock,
        };
        workshop.keep_from_git()?;
        Ok(workshop)
    }

    /// The same for a folder beside something of the user's, which is taken away again.
    ///
    /// # Errors
    /// As [`Workshop::enter`].
    pub(super) fn enter_beside(
        parent: &Folder,
        name: impl AsRef<OsStr>,
        who: &str,
        what: &str,
    ) -> Result<Self> {
        let mut workshop = Self::enter(parent, &name, who, Some(what))?;
        workshop.passing = Some((parent.again()?, name.as_ref().to_owned()));
        Ok(workshop)
    }

    fn keep_from_git(&self) -> Result<()> {
        let all = b"*\n";
        if self
            .folder
            .read(IGNORE)?
            .is_some_and(|present| present.bytes == all)
        {
            return Ok(());
        }
        self.folder.remove(IGNORE)?;
        self.folder.create(Path::new(IGNORE), all, None, false)
    }

    /// Begins a folder for files on their way.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn stage(&self) -> Result<Stage<'_>> {
        let name = OsString::from(format!(
            "{UNFINISHED}{:016x}",
            RandomState::new().build_hasher().finish()
        ));
        let folder = self.folder.make_new(Path::new(&name))?;
        Ok(Stage {
            workshop: self,
            name: name.into(),
            folder,
            kept: false,
        })
    }

    /// What earlier runs left unfinished.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn unfinished(&self) -> Result<Vec<OsString>> {
        let ours = |name: &OsString| {
            name.to_str()
                .is_some_and(|name| name.starts_with(UNFINISHED))
        };
        Ok(self.folder.names()?.into_iter().filter(ours).collect())
    }

    /// Takes away what earlier runs left unfinished.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub(super) fn sweep(&self) -> Result<()> {
        self.unfinished()?
            .iter()
            .try_for_each(|name| self.folder.remove(name))
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let Some((parent, name)) = &self.passing else {
            return;
        };
        // What cannot be taken away now is taken away by the next run. The lock goes last: it is
        // held until then.
        if self.unfinished().is_ok_and(|left| left.is_empty()) {
            let _ = self
                .folder
                .remove(IGNORE)
                .and_then(|()| self.folder.remove(LOCK));
            parent.remove_empty(Path::new(name));
        }
    }
}

impl Stage<'_> {
    /// Leaves what is called so in the workshop.
    pub(super) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // What cannot be taken away now is taken away by the next run.
            let _ = self.workshop.folder.remove(&self.name);
        }
    }
}
