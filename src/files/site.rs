//! Writes a site aside and exchanges it with the old one at the end, so that an interrupted build
//! leaves the old site or the new one. What somebody else keeps in the folder stays there.

mod kept;
mod place;

pub use place::{MARKER, Place};

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::Result;

use super::folder::Folder;
use super::put::{self, OnItsWay, Way};
use super::steps::Step;
use crate::problem::{Act, cannot};

impl Place {
    /// Writes `files` (path below the site → bytes) as the site, in place of the old one.
    ///
    /// # Errors
    /// When the place holds something that is not a site of ours, or a file cannot be written; the
    /// old site stays then.
    pub fn write(&self, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
        self.refuse_foreign()?;
        if let Some(old) = self.parent.folder(&self.name)? {
            kept::refuse_conflicts(&old, files)?;
        }
        let stage = self.workshop.stage()?;
        write_all(&stage.folder, files)?;
        self.swap(&stage.name)?;
        // From here on it may be the old site, with what somebody else keeps in it.
        stage.keep();
        let Some(site) = self.parent.folder(&self.name)? else {
            return Ok(());
        };
        for left in self.workshop.unfinished()? {
            kept::bring_back(self.workshop.folder(), &left, &site)?;
        }
        Ok(())
    }

    /// Exchanges what is called `new` in the workshop with what stands at the place, in one step
    /// where the system can.
    fn swap(&self, new: &Path) -> Result<()> {
        let (parent, name) = (&self.parent, Path::new(&self.name));
        let new = OnItsWay {
            stage: self.workshop.folder(),
            name: new,
        };
        let exists = parent.metadata(name)?.is_some();
        let way = if exists { Way::Exchange } else { Way::New };
        let swapped = parent
            .step(Step::Place, name)
            .and_then(|()| put::rename(new, parent, name, way));
        match swapped {
            Err(error) if put::is_unknown(&error) && exists => self.swap_in_turn(new),
            Err(error) if put::is_unknown(&error) => put::rename(new, parent, name, Way::Over),
            other => other,
        }
        .map_err(|error| self.cannot(error))
    }

    fn swap_in_turn(&self, new: OnItsWay<'_>) -> io::Result<()> {
        let (parent, name) = (&self.parent, Path::new(&self.name));
        let site = OnItsWay {
            stage: parent,
            name,
        };
        let mut aside = new.name.as_os_str().to_owned();
        aside.push("-old");
        let aside = Path::new(&aside);
        put::rename(site, new.stage, aside, Way::Over)?;
        let placed = parent
            .step(Step::Place, name)
            .and_then(|()| put::rename(new, parent, name, Way::Over));
        if placed.is_err() {
            put::rename(
                OnItsWay {
                    stage: new.stage,
                    name: aside,
                },
                parent,
                name,
                Way::Over,
            )?;
        }
        placed
    }

    fn cannot(&self, error: io::Error) -> anyhow::Error {
        match error.kind() {
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => place::mount_point(&self.shown),
            _ => cannot(Act::Place, &self.shown).after(error),
        }
    }
}

fn write_all(site: &Folder, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    // First, so that whoever finds what an interrupted run left knows whose it is.
    site.create(Path::new(MARKER), &kept::marker(files), None, false)?;
    let mut open: Option<(&str, Folder)> = None;
    for (path, bytes) in files {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let below = match open.take() {
            Some(last) if last.0 == folder => last.1,
            _ => site.made_at(folder)?,
        };
        below.create(Path::new(name), bytes, None, false)?;
        open = Some((folder, below));
    }
    Ok(())
}
