//! A whole contract repository: every command that reads it says something, and says the same
//! twice; what the author's steps write is read back.
//!
//! An input is an archive of files (see [`super::archive`]). `on DATE` before them is the day to
//! look from. A file `base PATH` stands so in the revision that a review compares with; all others
//! stand there as they are here.

mod branch;
mod reading;
mod steps;

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::finding::Finding;
use avtalslogg::model::repository::Repository;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;
use chrono::NaiveDate;

use super::archive;

/// A contract repository in memory, on a day.
pub(super) struct Case {
    pub snapshot: Snapshot,
    pub repository: Repository,
    /// What could not be read.
    pub findings: Vec<Finding>,
    pub on: NaiveDate,
}

impl Case {
    fn new(snapshot: Snapshot, on: NaiveDate) -> Self {
        let (repository, findings) = parse::repository::read(&snapshot);
        Self {
            snapshot,
            repository,
            findings,
            on,
        }
    }

    /// The same on another day.
    fn on(&self, on: NaiveDate) -> Self {
        Self {
            snapshot: self.snapshot.clone(),
            repository: self.repository.clone(),
            findings: self.findings.clone(),
            on,
        }
    }

    /// All findings about the whole history.
    fn check(&self) -> Vec<Finding> {
        let history = History::of(&self.repository, self.on);
        let scope = Scope {
            all: true,
            ..Scope::default()
        };
        check::check(&history, &self.snapshot, self.findings.clone(), &scope)
    }
}

/// Holds a repository to the laws.
pub(super) fn run(input: &[u8]) {
    let (head, files) = archive::read(input);
    let day = head
        .lines()
        .find_map(|line| line.strip_prefix("on ")?.trim().parse().ok());
    let (mut here, mut base) = (Snapshot::new(), Snapshot::new());
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("base ")) {
        here.insert(path.clone(), bytes.as_slice());
        base.insert(path.clone(), bytes.as_slice());
    }
    for (path, bytes) in &files {
        if let Some(path) = path.strip_prefix("base ") {
            base.insert(path.to_owned(), bytes.as_slice());
        }
    }
    let case = Case::new(
        here,
        day.unwrap_or_else(|| NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day")),
    );
    reading::laws(&case);
    branch::laws(&base, &case.snapshot, case.on);
    steps::laws(&case);
}
