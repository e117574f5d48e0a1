//! What a user calls a revision, and where two histories part.

use std::fmt;

use anyhow::{Result, bail};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::{Git, failed, line};
use crate::args;
use crate::problem::{Kind, Problem};
use crate::words::{Text, saying};

/// A commit by its full name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    /// The full name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name short enough to read, and long enough for git.
    pub fn short(&self) -> &str {
        &self.0[..12]
    }

    /// The name that git gives to a file of these `bytes`, in a repository whose names are like
    /// this one.
    pub fn name_of(&self, bytes: &[u8]) -> String {
        const SHA1: usize = 40;
        let head = format!("blob {}\0", bytes.len());
        let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if self.0.len() == SHA1 {
            hexadecimal(
                &Sha1::new()
                    .chain_update(head)
                    .chain_update(bytes)
                    .finalize(),
            )
        } else {
            hexadecimal(
                &Sha256::new()
                    .chain_update(head)
                    .chain_update(bytes)
                    .finalize(),
            )
        }
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What to do about a history that was cut off.
pub(super) fn unshallow() -> Text {
    saying("problem.shallow", args![])
}

impl Git {
    /// The commit that `revision` names. A branch that is only known from `origin`, as in a fresh
    /// clone, is found by its bare name too.
    ///
    /// # Errors
    /// When there is none in this clone.
    pub fn commit(&self, revision: &str) -> Result<Commit> {
        for wanted in [
            format!("{revision}^{{commit}}"),
            format!("refs/remotes/origin/{revision}^{{commit}}"),
        ] {
            let output = self.run(&[
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &wanted,
            ])?;
            if output.status.success()
                && let Some(commit) = full_name(&output.stdout)
            {
                return Ok(commit);
            }
        }
        let hint = if self.is_shallow()? {
            saying("problem.shallow-branch", args![])
        } else {
            saying("problem.no-commit-hint", args![])
        };
        bail!(Problem::new(Kind::Git, saying("problem.no-commit", args![revision])).hint(hint))
    }

    /// The newest commit that both `revision` and `head` come from: what a branch started from.
    /// `head` is HEAD where nothing else is said.
    ///
    /// # Errors
    /// When a revision is unknown, or the two have no common history in this clone.
    pub fn merge_base(&self, revision: &str, head: Option<&str>) -> Result<Commit> {
        let name = head.unwrap_or("HEAD");
        // Where git knows both names one question is enough; what is wrong with them is found out
        // below.
        let known = self.run(&["merge-base", "--end-of-options", revision, name])?;
        if let Some(commit) = full_name(&known.stdout).filter(|_| known.status.success()) {
            return Ok(commit);
        }
        let (base, head) = (self.commit(revision)?, self.commit(name)?);
        let output = self.run(&["merge-base", base.as_str(), head.as_str()])?;
        if let Some(commit) = full_name(&output.stdout) {
            return Ok(commit);
        }
        // Where history is cut off git fails without a word.
        if self.is_shallow()? {
            bail!(
                Problem::new(
                    Kind::Git,
                    saying("problem.history-missing", args![revision, name])
                )
                .hint(unshallow())
            );
        }
        if !output.stderr.is_empty() {
            bail!(failed("merge-base", &output));
        }
        bail!(
            Problem::new(
                Kind::Git,
                saying("problem.no-common-history", args![revision, name])
            )
            .hint(saying("problem.no-common-history-hint", args![]))
        )
    }

    fn is_shallow(&self) -> Result<bool> {
        Ok(line(&self.run(&["rev-parse", "--is-shallow-repository"])?.stdout) == b"true")
    }
}

/// The one full object name that `output` consists of: 40 digits, or 64 in a sha256 repository.
fn full_name(output: &[u8]) -> Option<Commit> {
    let name = std::str::from_utf8(line(output)).ok()?;
    let is_full =
        matches!(name.len(), 40 | 64) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_full.then(|| Commit(name.to_owned()))
}
