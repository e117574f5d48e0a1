//! Git: what a repository holds at a revision, through the `git` program. The only module that
//! starts programs.
//!
//! Only plumbing is used, with output that no configuration changes. Nothing is written, no hook
//! runs, and nothing is fetched: what is missing is an error that names the command to run.
#![allow(clippy::disallowed_methods)]

mod history;
mod lost;
mod objects;
mod revision;
mod snapshot;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Result, bail};

use crate::args;
use crate::problem::{Kind, Problem};
use crate::words::saying;

pub use revision::Commit;
pub use snapshot::names;

/// A folder in a git repository.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
    /// The folder's path below the repository's top, with `/` at its end; empty at the top.
    prefix: Vec<u8>,
}

/// Variables of git's that say which configuration and which programs hold. All others of its own
/// point at a repository or change what it prints, and are kept from it.
const KEPT: [&str; 4] = [
    "GIT_CONFIG",
    "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY",
];

impl Git {
    /// The git repository in which `folder` lies.
    ///
    /// # Errors
    /// When there is none, or `git` cannot be started.
    pub fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            let folder = folder.display().to_string();
            bail!(Problem::new(
                Kind::Git,
                saying("problem.no-folder", args![folder])
            ));
        }
        let mut git = Self {
            folder: folder.to_owned(),
            prefix: Vec::new(),
        };
        let output = git.run(&["rev-parse", "--show-prefix"])?;
        if !output.status.success() {
            bail!(
                Problem::new(
                    Kind::Git,
                    saying(
                        "problem.no-git-repository",
                        args![
                            folder = folder.display().to_string(),
                            complaint = complaint(&output).to_string()
                        ]
                    )
                )
                .hint(saying("problem.no-git-repository-hint", args![]))
            );
        }
        git.prefix = line(&output.stdout).to_vec();
        Ok(git)
    }

    /// The folder's path below the repository's top, with `/` at its end; empty at the top. Forges
    /// know files by their path from there.
    pub fn prefix(&self) -> String {
        String::from_utf8_lossy(&self.prefix).into_owned()
    }

    /// Runs git with `args` and waits for it.
    fn run(&self, args: &[&str]) -> Result<Output> {
        self.command()
            .args(args)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| cannot_start(error).into())
    }

    /// Git in the folder, deaf to its surroundings.
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder);
        for (name, _) in std::env::vars_os() {
            let own = name.to_string_lossy().starts_with("GIT_");
            if own
                && !KEPT
                    .iter()
                    .any(|kept| name.to_string_lossy().starts_with(kept))
            {
                command.env_remove(name);
            }
        }
        command.env("LC_ALL", "C").env_remove("LANGUAGE");
        command
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0");
        // No network, not even for what a partial clone left out.
        command
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none");
        command
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_LITERAL_PATHSPECS", "1");
        command.args([
            "--no-pager",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fsmonitor=false",
        ]);
        command
    }
}

/// Git itself is missing, or cannot run.
fn cannot_start(error: std::io::Error) -> Problem {
    Problem::new(Kind::Git, saying("problem.no-git", args![]))
        .hint(saying("problem.no-git-hint", args![]))
        .because(error)
}

/// Why a folder cannot be asked for.
fn not_utf8(folder: &Path) -> Problem {
    let path = folder.display().to_string();
    Problem::new(Kind::Git, saying("problem.path-not-utf8", args![path]))
        .hint(saying("problem.rename", args![]))
}

/// Git's `command` did not do what it was asked for.
fn failed(command: &str, output: &Output) -> Problem {
    let complaint = complaint(output);
    Problem::new(
        Kind::Git,
        saying("problem.git-fails", args![command, complaint]),
    )
}

/// The output without the end of its line.
fn line(output: &[u8]) -> &[u8] {
    output.strip_suffix(b"\n").unwrap_or(output)
}

/// What git said about a failure, in its first line.
fn complaint(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("fatal: ");
    if first.is_empty() {
        format!("git: {}", output.status)
    } else {
        first.to_owned()
    }
}
