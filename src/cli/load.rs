//! What most commands begin with: the repository as it stands in the work tree, and the day.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::args::{DryRun, Global};
use crate::args;
use crate::author::{no_document, uncontested};
use crate::files::apply::Writer;
use crate::files::folder::current_dir;
use crate::files::read;
use crate::model::finding::{Finding, Language};
use crate::model::places;
use crate::model::repository::{Document, Repository};
use crate::model::settings::NEWEST_FORMAT;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::problem::{Kind, Problem};
use crate::render::{templates, unasked};
use crate::words::{Words, saying};

/// A contract repository as read from the work tree.
pub(super) struct Loaded {
    /// The folder that holds `contracts/`.
    pub root: PathBuf,
    /// Its files.
    pub snapshot: Snapshot,
    /// What they say.
    pub repository: Repository,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// The day to look from.
    pub on: NaiveDate,
    /// The right to write, where it was asked for.
    pub writer: Option<Writer>,
}

/// Reads the contract repository that `global` names.
///
/// # Errors
/// When there is none or a file cannot be read.
pub(super) fn load(global: &Global) -> Result<Loaded> {
    let root = root(global)?;
    let snapshot = readable(read::snapshot(&root)?, global);
    loaded(global, root, snapshot, None)
}

/// The same for the command `who`, which writes: no other run does until it is done. A dry run only
/// reads.
///
/// # Errors
/// When there is none, a file cannot be read, or another run goes on writing.
pub(super) fn load_to_write(global: &Global, who: &str, dry_run: &DryRun) -> Result<Loaded> {
    if dry_run.dry_run {
        return load(global);
    }
    let root = root(global)?;
    read::require(&root)?;
    let writer = Writer::open(&root, who, &global.steps)?;
    let snapshot = readable(writer.snapshot()?, global);
    loaded(global, root, snapshot, Some(writer))
}

fn loaded(
    global: &Global,
    root: PathBuf,
    snapshot: Snapshot,
    writer: Option<Writer>,
) -> Result<Loaded> {
    let (repository, mut findings) = parse::repository::read(&snapshot);
    known_format(&repository)?;
    findings.extend(unasked::all(&repository, &snapshot));
    Ok(Loaded {
        root,
        snapshot,
        repository,
        findings,
        on: day(global),
        writer,
    })
}

/// That the files are written in a format that this program knows: of a newer one it would read a
/// part and take it for the whole.
pub(super) fn known_format(repository: &Repository) -> Result<()> {
    let format = repository.settings.format;
    if (1..=NEWEST_FORMAT).contains(&format) {
        return Ok(());
    }
    let problem = Problem::new(
        Kind::Files,
        saying(
            "problem.unknown-format",
            args![
                format = format.to_string(),
                newest = NEWEST_FORMAT.to_string()
            ],
        ),
    );
    bail!(problem.hint(saying("problem.unknown-format-hint", args![])))
}

/// `snapshot` without what must not be read, because the program fails on it.
pub(super) fn readable(mut snapshot: Snapshot, global: &Global) -> Snapshot {
    global
        .withheld
        .iter()
        .for_each(|path| snapshot.withhold(path));
    snapshot
}

/// The contract repository's folder.
///
/// # Errors
/// When there is none.
pub(super) fn root(global: &Global) -> Result<PathBuf> {
    match &global.root {
        Some(root) => Ok(root.clone()),
        None => read::find_root(&current_dir()?),
    }
}

/// The language of the contract repository around, else the default one.
pub(super) fn language(global: &Global) -> Language {
    language_around(global).unwrap_or_default()
}

/// The language of the contract repository around, where there is one. Nothing but its settings is
/// read.
pub(super) fn language_around(global: &Global) -> Option<Language> {
    language_at(global.root.as_deref())
}

/// The same for the repository at `root`; without one for that around the current folder.
pub(super) fn language_at(root: Option<&Path>) -> Option<Language> {
    let folder = match root {
        Some(root) => Some(root.to_owned()),
        None => std::env::current_dir()
            .ok()
            .and_then(|here| read::root_above(&here)),
    };
    let settings = read::file(&folder?, places::SETTINGS).ok()?;
    let mut snapshot = Snapshot::new();
    snapshot.insert(places::SETTINGS.to_owned(), settings);
    Some(parse::repository::read(&snapshot).0.settings.language)
}

/// The day to look from: `--on`, else today by the machine's clock. The only place that reads it.
pub(super) fn day(global: &Global) -> NaiveDate {
    global
        .on
        .unwrap_or_else(|| chrono::Local::now().date_naive())
}

impl Loaded {
    /// The words that the repository speaks, with its own.
    pub(super) fn words(&self) -> Words {
        templates::words(&self.snapshot, self.repository.settings.language)
    }

    /// The document `id`.
    ///
    /// # Errors
    /// When there is none; the message names those that look most like it.
    pub(super) fn document(&self, id: &str) -> Result<&Document> {
        let document = self.repository.documents.get(id);
        document.ok_or_else(|| no_document(&self.repository, id).into())
    }

    /// The document `id`, for a step that writes its newest text.
    ///
    /// # Errors
    /// When there is none, or its draft cannot be read.
    pub(super) fn editable(&self, id: &str) -> Result<&Document> {
        match self.repository.unreadable_drafts.get(id) {
            Some(path) => {
                bail!(
                    Problem::new(
                        Kind::Request,
                        saying("problem.draft-unreadable", args![path = path.to_string()])
                    )
                    .hint(saying("problem.mend-first", args![]))
                )
            }
            None => {
                uncontested(&self.repository, id)?;
                self.document(id)
            }
        }
    }
}
