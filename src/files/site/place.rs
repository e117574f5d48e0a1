//! Where a site may be written.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow, bail};
use cap_fs_ext::MetadataExt as _;

use crate::args;
use crate::files::folder::{Folder, real};
use crate::files::output::beside;
use crate::files::steps::Steps;
use crate::files::workshop::{self, Workshop};
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// A file that only a site of ours has: a folder without it is never replaced. It names the site's
/// files.
pub const MARKER: &str = ".avtalslogg-site";

/// What a folder may hold in which no site stands yet: what those put there who serve it.
const OF_SERVERS: [&str; 4] = [".git", ".nojekyll", ".well-known", "CNAME"];

/// What no site may be written into: what it is made of, and what others keep beside that.
const SOURCES: [&str; 6] = [
    "contracts",
    "changelog",
    "templates",
    "assets",
    ".git",
    workshop::NAME,
];

/// The place of a site, and the right to write it until it is dropped.
#[derive(Debug)]
pub struct Place {
    pub(super) parent: Folder,
    pub(super) name: OsString,
    pub(super) workshop: Workshop,
    /// As its user calls it.
    pub(super) shown: PathBuf,
}

impl Place {
    /// Waits until no other run writes the site at `out`, at most some seconds. The contract
    /// repository is at `root`.
    ///
    /// # Errors
    /// When no site can be written there, or another run goes on for long.
    pub fn open(out: &Path, root: &Path, steps: &Steps) -> Result<Self> {
        refuse_sources(out, root)?;
        let (parent, name) = Folder::holding(out, steps)?;
        refuse_foreign(&parent, &name, out)?;
        let workshop =
            Workshop::enter_beside(&parent, beside(&name), "build", &out.display().to_string())?;
        Ok(Self {
            parent,
            name,
            workshop,
            shown: out.to_owned(),
        })
    }

    pub(super) fn refuse_foreign(&self) -> Result<()> {
        refuse_foreign(&self.parent, &self.name, &self.shown)
    }
}

/// Why nothing can be exchanged with what stands at `out`.
pub(super) fn mount_point(out: &Path) -> Error {
    anyhow!(
        Problem::new(
            Kind::Files,
            saying("problem.mounted", args![out = out.display().to_string()])
        )
        .hint(saying(
            "problem.mounted-hint",
            args![example = out.join("site").display().to_string()]
        ))
    )
}

/// A folder with other content is somebody's work, not an old site.
fn refuse_foreign(parent: &Folder, name: &OsString, out: &Path) -> Result<()> {
    let Some(found) = parent.metadata(name)? else {
        return Ok(());
    };
    if found.is_symlink() {
        bail!(
            Problem::new(
                Kind::Files,
                saying("problem.link", args![path = out.display().to_string()])
            )
            .hint(saying("problem.link-out-hint", args![]))
        );
    }
    let Some(folder) = parent.folder(name)? else {
        return Ok(());
    };
    let own = |folder: &Folder| folder.dir.dir_metadata().map(|found| found.dev()).ok();
    if own(parent) != own(&folder) {
        return Err(mount_point(out));
    }
    let is_marker = |found: cap_std::fs::Metadata| found.is_file();
    let served = |name: &OsString| OF_SERVERS.iter().any(|own| name == own);
    if !folder.metadata(MARKER)?.is_some_and(is_marker) && !folder.names()?.iter().all(served) {
        bail!(
            Problem::new(
                Kind::Files,
                saying(
                    "problem.not-our-site",
                    args![out = out.display().to_string()]
                )
            )
            .hint(saying("problem.not-our-site-hint", args![]))
        );
    }
    Ok(())
}

/// A site in the place of the contract repository, or among what it is made of, would harm both.
fn refuse_sources(out: &Path, root: &Path) -> Result<()> {
    let (site, root) = (real(out)?, real(root)?);
    if root.starts_with(&site) {
        bail!(
            Problem::new(
                Kind::Files,
                saying(
                    "problem.site-over-repository",
                    args![out = out.display().to_string()]
                )
            )
            .hint(saying("problem.site-over-repository-hint", args![]))
        );
    }
    if let Some(part) = SOURCES
        .iter()
        .find(|part| site.starts_with(root.join(part)))
    {
        bail!(
            Problem::new(
                Kind::Files,
                saying(
                    "problem.site-in-repository",
                    args![out = out.display().to_string(), part = *part]
                )
            )
            .hint(saying("problem.site-in-repository-hint", args![]))
        );
    }
    Ok(())
}
