//! The contents of objects, from one long-lived `git cat-file --batch`.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use anyhow::{Context, Result, bail};

use super::{CANNOT_START, Git};

/// A running `git cat-file --batch`: one question, one answer.
pub struct Objects {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// Starts it.
    pub fn open(git: &Git) -> Result<Self> {
        let mut command = git.command();
        command.args(["cat-file", "--batch"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().context(CANNOT_START)?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("git cat-file: no pipes");
        };
        Ok(Self {
            child,
            questions,
            answers: BufReader::new(answers),
        })
    }

    /// The bytes of the blob `object`.
    pub fn blob(&mut self, object: &str) -> Result<Vec<u8>> {
        const BROKEN: &str = "git cat-file stopped early\nhint: run `git fsck`";
        writeln!(self.questions, "{object}")
            .and_then(|()| self.questions.flush())
            .context(BROKEN)?;
        let mut head = String::new();
        self.answers.read_line(&mut head).context(BROKEN)?;
        let size = match head.split_whitespace().collect::<Vec<_>>().as_slice() {
            [_, "blob", size] => size.parse::<usize>().context(BROKEN)?,
            [_, "missing"] => bail!(
                "object {object} is not in this clone\n\
                 hint: a partial clone leaves contents out; run `git fetch --refetch --no-filter`"
            ),
            _ => bail!(
                "git cat-file answered `{}`\nhint: run `git fsck`",
                head.trim_end()
            ),
        };
        // The contents, and the end of a line after them.
        let mut bytes = vec![0; size + 1];
        self.answers.read_exact(&mut bytes).context(BROKEN)?;
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
