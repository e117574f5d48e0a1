//! A failure of the system or of a step below, what it meant for what was being done, and all of it
//! in one sentence.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{Kind, Problem};
use crate::args;
use crate::model::finding::Language;
use crate::words::saying;

/// What the file system can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Open a file or a folder.
    Open,
    /// Make a folder.
    Create,
    /// Read.
    Read,
    /// Write.
    Write,
    /// Take away.
    Remove,
    /// Bring to the disk.
    Sync,
    /// Move to its place.
    Place,
    /// Lock.
    Lock,
    /// Tell where a path leads.
    Find,
}

impl Act {
    fn name(self) -> &'static str {
        match self {
            Act::Open => "open",
            Act::Create => "create",
            Act::Read => "read",
            Act::Write => "write",
            Act::Remove => "remove",
            Act::Sync => "sync",
            Act::Place => "place",
            Act::Lock => "lock",
            Act::Find => "find",
        }
    }
}

/// That `act` was not possible with what stands at `path`.
pub fn cannot(act: Act, path: &Path) -> Problem {
    let path = match path.display().to_string() {
        empty if empty.is_empty() => ".".to_owned(),
        path => path,
    };
    let act = act.name();
    Problem::new(Kind::Files, saying("problem.cannot", args![path, act]))
}

/// What an error meant for what was being done, with the error below it.
#[derive(Debug)]
struct During {
    problem: Problem,
    cause: anyhow::Error,
}

impl fmt::Display for During {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl std::error::Error for During {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}

impl Problem {
    /// The problem, with the error that it came of.
    pub fn after(self, cause: impl Into<anyhow::Error>) -> anyhow::Error {
        anyhow::Error::new(During {
            problem: self,
            cause: cause.into(),
        })
    }
}

/// An attempt of which can be said what its failure means.
pub trait Meaning<T> {
    /// Says `problem` of a failure, which stays as its cause.
    ///
    /// # Errors
    /// When it had failed.
    fn meaning(self, problem: impl FnOnce() -> Problem) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> Meaning<T> for Result<T, E> {
    fn meaning(self, problem: impl FnOnce() -> Problem) -> anyhow::Result<T> {
        self.map_err(|error| problem().after(error))
    }
}

/// The error and its causes in one sentence, and each hint on a line of its own.
pub fn told(error: &anyhow::Error, language: Language) -> String {
    let (mut message, mut hints) = (Vec::new(), String::new());
    for cause in error.chain() {
        let during = || Some(&cause.downcast_ref::<During>()?.problem);
        match cause.downcast_ref::<Problem>().or_else(during) {
            Some(problem) => {
                message.push(problem.message(language));
                for hint in problem.hints(language) {
                    hints.push_str("\nhint: ");
                    hints.push_str(&hint);
                }
            }
            None => message.push(match cause.downcast_ref::<io::Error>() {
                Some(error) => of_system(error, language),
                None => cause.to_string(),
            }),
        }
    }
    message.join(": ") + &hints
}

/// The commonest failures of the system in words; others keep those of the system.
fn of_system(error: &io::Error, language: Language) -> String {
    let kind = match error.kind() {
        ErrorKind::NotFound => "missing",
        ErrorKind::PermissionDenied => "denied",
        ErrorKind::StorageFull => "full",
        ErrorKind::ReadOnlyFilesystem => "read-only",
        _ => return error.to_string(),
    };
    language.say("problem.system", args![kind])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_failure_meant_is_said_before_it_with_the_hints_of_both() {
        let missing = || {
            Problem::new(Kind::Request, saying("explain.unknown", args![name = "c"]))
                .hint(saying("problem.run-check", args![]))
        };
        let failed: Result<(), Problem> = Err(missing());
        let error = failed.meaning(missing).expect_err("a failure");
        assert_eq!(
            told(&error, Language::En),
            "no finding and no rule is called `c`: no finding and no rule is called `c`\n\
             hint: run `avtalslogg check`\nhint: run `avtalslogg check`"
        );
    }

    #[test]
    fn the_commonest_failures_of_the_system_are_said_in_the_language_of_the_reader() {
        let failed: io::Result<()> = Err(ErrorKind::NotFound.into());
        let error = failed
            .meaning(|| cannot(Act::Open, Path::new("contracts")))
            .expect_err("a failure");
        assert_eq!(
            told(&error, Language::Sv),
            "contracts: går inte att öppna: det finns ingen sådan fil eller mapp"
        );
        assert_eq!(
            told(&error, Language::En),
            "contracts: cannot be opened: there is no such file or folder"
        );
    }
}
