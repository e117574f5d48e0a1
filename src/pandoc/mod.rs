//! The program pandoc, an optional one: a Word file in, its document tree as JSON out.
//!
//! It runs in its sandbox, without the environment, without files and network, and within bounds of
//! time, memory and output.
#![allow(clippy::disallowed_methods)]

use std::io::{Read, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::args;
use crate::problem::{Kind, Meaning as _, Problem};
use crate::word::TrackedChanges;
use crate::words::{Value, saying};

/// How long it may take. A contract takes a second.
const PATIENCE: Duration = Duration::from_secs(60);
/// The largest tree that is taken from it, in bytes.
const MAX_OUTPUT: u64 = 256 * 1024 * 1024;
/// The largest heap that it may use.
const HEAP: &str = "-M1G";

/// The document tree of the Word file `docx`, as JSON.
///
/// # Errors
/// When there is no pandoc on the path, it fails, or it leaves its bounds.
pub fn read_word(docx: &[u8], changes: TrackedChanges) -> Result<Vec<u8>> {
    let changes = match changes {
        TrackedChanges::Accept => "--track-changes=accept",
        TrackedChanges::Reject => "--track-changes=reject",
    };
    let mut command = Command::new("pandoc");
    command.args([
        "+RTS",
        HEAP,
        "-RTS",
        "--sandbox",
        "--from=docx",
        "--to=json",
        changes,
    ]);
    command.env_clear().env("LC_ALL", "C.UTF-8");
    // Where it is found, and where its own libraries are.
    for name in ["PATH", "LD_LIBRARY_PATH"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(missing)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        // It may end before it has read everything; what it says then counts.
        scope.spawn(|| stdin.map(|mut stdin| stdin.write_all(docx)));
        let output = scope.spawn(|| bounded(stdout, MAX_OUTPUT));
        let complaint = scope.spawn(|| bounded(stderr, 64 * 1024));
        let status = wait(&mut child);
        if status.is_err() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let output = output.join().unwrap_or_default();
        let complaint = complaint.join().unwrap_or_default();
        if !status?.success() {
            let complaint = String::from_utf8_lossy(&complaint);
            let complaint = match complaint.lines().next() {
                Some(line) => Value::from(line.to_owned()),
                None => Value::from(saying("problem.said-nothing", args![])),
            };
            if matches!(&complaint, Value::Text(line) if line.contains("DocxError")) {
                bail!(
                    Problem::new(Kind::Pandoc, saying("problem.word-damaged", args![]))
                        .hint(saying("problem.word-damaged-hint", args![]))
                );
            }
            bail!(
                Problem::new(
                    Kind::Pandoc,
                    saying("problem.pandoc-fails", args![complaint])
                )
                .hint(saying("problem.pandoc-fails-hint", args![]))
            );
        }
        if output.len() as u64 > MAX_OUTPUT {
            bail!(
                Problem::new(
                    Kind::Pandoc,
                    saying(
                        "problem.pandoc-large",
                        args![n = (MAX_OUTPUT / 1024 / 1024).to_string()]
                    )
                )
                .hint(saying("problem.divide", args![]))
            );
        }
        Ok(output)
    })
}

fn missing(error: std::io::Error) -> anyhow::Error {
    anyhow::anyhow!(
        Problem::new(
            Kind::Pandoc,
            saying("problem.no-pandoc", args![error = error.to_string()])
        )
        .hint(saying("problem.no-pandoc-hint", args![]))
    )
}

fn wait(child: &mut Child) -> Result<std::process::ExitStatus> {
    let start = Instant::now();
    let waits = || Problem::new(Kind::Pandoc, saying("problem.pandoc-waits", args![]));
    loop {
        if let Some(status) = child.try_wait().meaning(waits)? {
            return Ok(status);
        }
        if start.elapsed() > PATIENCE {
            bail!(
                Problem::new(
                    Kind::Pandoc,
                    saying(
                        "problem.pandoc-slow",
                        args![n = PATIENCE.as_secs().to_string()]
                    )
                )
                .hint(saying("problem.divide", args![]))
            );
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What `source` gives, one byte more than `limit` at most; the rest is read and dropped.
fn bounded(source: Option<impl Read>, limit: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(mut source) = source {
        let _ = source.by_ref().take(limit + 1).read_to_end(&mut out);
        let _ = std::io::copy(&mut source, &mut std::io::sink());
    }
    out
}
