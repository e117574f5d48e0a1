//! The contents of objects, from one long-lived `git cat-file --batch`.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use anyhow::{Result, bail};

use super::{Git, cannot_start};
use crate::args;
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// A running `git cat-file --batch`: one question, one answer.
pub(super) struct Objects {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// Starts it.
    pub(super) fn open(git: &Git) -> Result<Self> {
        let mut command = git.command();
        command.args(["cat-file", "--batch"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(cannot_start)?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            bail!(Problem::new(
                Kind::Git,
                saying("problem.git-stopped", args![])
            ));
        };
        Ok(Self {
            child,
            questions,
            answers: BufReader::new(answers),
        })
    }

    /// The bytes of the blob `object`.
    pub(super) fn blob(&mut self, object: &str) -> Result<Vec<u8>> {
        let broken = |error: &dyn std::fmt::Display| {
            Problem::new(Kind::Git, saying("problem.git-stopped", args![]))
                .hint(saying("problem.git-fsck", args![]))
                .because(error)
        };
        writeln!(self.questions, "{object}")
            .and_then(|()| self.questions.flush())
            .map_err(|error| broken(&error))?;
        let mut head = String::new();
        self.answers
            .read_line(&mut head)
            .map_err(|error| broken(&error))?;
        let size = match head.split_whitespace().collect::<Vec<_>>().as_slice() {
            [_, "blob", size] => size.parse::<usize>().map_err(|error| broken(&error))?,
            [_, "missing"] => bail!(
                Problem::new(
                    Kind::Git,
                    saying("problem.object-missing", args![object = object.to_string()])
                )
                .hint(saying("problem.object-missing-hint", args![]))
            ),
            _ => bail!(
                Problem::new(
                    Kind::Git,
                    saying(
                        "problem.git-answered",
                        args![answer = head.trim_end().to_string()]
                    )
                )
                .hint(saying("problem.git-fsck", args![]))
            ),
        };
        // The contents, and the end of a line after them.
        let mut bytes = vec![0; size + 1];
        self.answers
            .read_exact(&mut bytes)
            .map_err(|error| broken(&error))?;
        bytes.pop();
        Ok(bytes)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It only reads, and every answer was taken: nothing is lost.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
