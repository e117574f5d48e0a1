//! Writes a plan: each file whole or not at all, one after the other, by one run at a time.

use std::path::Path;

use anyhow::{Result, bail};

use super::folder::{Folder, Present};
use super::lock::{self, Hold};
use super::put::{self, OnItsWay, put};
use super::read;
use super::steps::{Step, Steps};
use super::workshop::{self, Stage, Workshop};
use crate::args;
use crate::author::{Plan, Write};
use crate::model::snapshot::Snapshot;
use crate::problem::{Kind, Meaning as _, Problem};
use crate::words::saying;

/// The right to write in a contract repository, until it is dropped. Whoever reads to write takes
/// it first: what was read then stands until it is written, but for what somebody saves by hand.
#[derive(Debug)]
pub struct Writer {
    root: Folder,
    workshop: Workshop,
}

/// The lock, held for the moment in which files are put in place, that readers share: they see all
/// of a step or nothing.
pub(super) const PLACING: &str = "placing";

/// From so many files on, one call for the whole file system costs less than one for each: the plan
/// of an import can hold thousands.
const MANY: usize = 32;

impl Writer {
    /// Waits until no other run writes below `root`, at most some seconds. `who` is the command
    /// that others are told of.
    ///
    /// # Errors
    /// When another run goes on for long, or nothing can be written there.
    pub fn open(root: &Path, who: &str, steps: &Steps) -> Result<Self> {
        let root = Folder::open(root, steps)?.as_root();
        let workshop = Workshop::enter(&root, workshop::NAME, who, None)?;
        workshop.sweep()?;
        Ok(Self { root, workshop })
    }

    /// The same in a folder that is to become a contract repository; made where it does not exist.
    ///
    /// # Errors
    /// When another run goes on for long, or nothing can be written there.
    pub fn begin(folder: &Path, who: &str, steps: &Steps) -> Result<Self> {
        Folder::open_or_make(folder, steps)?;
        Self::open(folder, who, steps)
    }

    /// What stands there before it is a contract repository, with the files `beside`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn beginning(&self, beside: &[&str]) -> Result<Snapshot> {
        read::what_there_is(&self.root, beside)
    }

    /// The contract repository as it stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot> {
        read::below(&self.root)
    }

    /// Writes the files of `plan`, in its order, which was made of `read`. All are written aside
    /// and reach the disk first; then each is moved to its place, so that an interruption
    /// leaves every file as it was or as it will be.
    ///
    /// # Errors
    /// When a file is no longer as it was read, one that must be new exists, or one cannot be
    /// written; the files that are in place by then stay, and the same command completes the
    /// rest.
    pub fn apply(&self, read: &Snapshot, plan: &Plan) -> Result<()> {
        let mut open = Vec::new();
        for write in &plan.writes {
            let target = Target::of(write, read);
            let present = target.present(&self.root)?;
            if present
                .as_ref()
                .is_none_or(|present| present.bytes != write.bytes)
            {
                target.require(&self.root, present.as_ref())?;
                open.push((target, present.map(|present| present.mode)));
            }
        }
        if open.is_empty() {
            return Ok(());
        }
        let stage = self.workshop.stage()?;
        let together = open.len() >= MANY && CAN_SYNC_TOGETHER;
        for (at, (target, mode)) in open.iter().enumerate() {
            stage.folder.create(
                Path::new(&at.to_string()),
                target.bytes,
                mode.as_ref(),
                !together,
            )?;
        }
        if together {
            self.sync_together()?;
        }
        let targets: Vec<Target<'_>> = open.into_iter().map(|(target, _)| target).collect();
        self.place(&stage, &targets, together)
    }

    fn place(&self, stage: &Stage<'_>, targets: &[Target<'_>], together: bool) -> Result<()> {
        let name = Path::new(PLACING);
        let folder = self.workshop.folder();
        let readers = || saying("problem.busy-reading", args![]);
        let _placing = lock::wait(
            folder,
            name,
            || lock::attempt(folder, name, Hold::Alone, true),
            readers,
        )?;
        for target in targets {
            target.require(&self.root, target.present(&self.root)?.as_ref())?;
        }
        for (at, target) in targets.iter().enumerate() {
            let file = at.to_string();
            let file = OnItsWay {
                stage: &stage.folder,
                name: Path::new(&file),
            };
            let placed = target.place(&self.root, file, !together);
            if at == 0 {
                placed?;
            } else {
                let (n, of) = (at, targets.len());
                placed.meaning(|| {
                    Problem::new(Kind::Files, saying("problem.partly-placed", args![n, of]))
                })?;
            }
        }
        if together {
            self.sync_together()
        } else {
            Ok(())
        }
    }

    /// Brings everything that was written to the file system of the repository to the disk.
    fn sync_together(&self) -> Result<()> {
        let synced = self
            .root
            .step(Step::Sync, Path::new("."))
            .and_then(|()| sync_together(&self.root));
        synced.meaning(|| Problem::new(Kind::Files, saying("problem.not-synced", args![])))
    }
}

/// A file to write, and what must stand at its place until then.
struct Target<'t> {
    folder: &'t str,
    name: &'t Path,
    bytes: &'t [u8],
    new: bool,
    before: Option<&'t [u8]>,
}

impl<'t> Target<'t> {
    fn of(write: &'t Write, read: &'t Snapshot) -> Self {
        let (folder, name) = write.path.rsplit_once('/').unwrap_or(("", &write.path));
        let before = if write.new {
            None
        } else {
            read.get(&write.path)
        };
        Self {
            folder,
            name: Path::new(name),
            bytes: &write.bytes,
            new: write.new,
            before,
        }
    }

    /// The file that stands at its place.
    fn present(&self, root: &Folder) -> Result<Option<Present>> {
        match root.at(self.folder)? {
            Some(folder) => folder.read(self.name),
            None => Ok(None),
        }
    }

    /// That nothing else stands there than what was read.
    fn require(&self, root: &Folder, present: Option<&Present>) -> Result<()> {
        if present.map(|present| present.bytes.as_slice()) == self.before {
            return Ok(());
        }
        let folder = root.shown(self.folder);
        if self.new {
            bail!(
                Problem::new(
                    Kind::Files,
                    saying(
                        "problem.exists",
                        args![path = folder.join(self.name).display().to_string()]
                    )
                )
                .hint(saying("problem.exists-hint", args![]))
            );
        }
        Err(put::changed(&folder.join(self.name)))
    }

    fn place(&self, root: &Folder, file: OnItsWay<'_>, sync: bool) -> Result<()> {
        let folder = root.made_at(self.folder)?;
        put(file, &folder, self.name, self.before)?;
        if sync {
            folder.sync()?;
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
const CAN_SYNC_TOGETHER: bool = true;

#[cfg(not(target_os = "linux"))]
const CAN_SYNC_TOGETHER: bool = false;

#[cfg(target_os = "linux")]
fn sync_together(root: &Folder) -> std::io::Result<()> {
    rustix::fs::syncfs(super::folder::for_reading(&root.dir)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
fn sync_together(_: &Folder) -> std::io::Result<()> {
    Ok(())
}
