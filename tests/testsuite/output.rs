//! A product that could not be written whole is an error; a reader that has enough, and a listener
//! that is gone, are not.
#![cfg(target_os = "linux")]

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::process::{Child, Command, Stdio};

use crate::project::{Project, Run};

/// Every command and format that prints, in our own contracts.
const PRINTING: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["help", "draft"],
    &["publish", "--help"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["man"],
    &["man", "import", "git"],
    &["explain"],
    &["explain", "invalid-date"],
    &["show", "digitalt-mote"],
    &["show", "digitalt-mote", "--format", "text"],
    &["show", "digitalt-mote", "--format", "json"],
    &["show", "digitalt-mote", "--format", "html"],
    &["show", "digitalt-mote", "--version", "1.0"],
    &["log"],
    &["log", "--format", "json"],
    &["check"],
    &["check", "--all", "--format", "json"],
    &["check", "--all", "--format", "sarif"],
    &["diff", "digitalt-mote@1.0", "digitalt-mote@2.0"],
    &[
        "diff",
        "digitalt-mote@1.0",
        "digitalt-mote@2.0",
        "--format",
        "html",
    ],
    &["notice", "2022-12-19"],
    &["personal-data"],
    &["personal-data", "--format", "csv"],
    &["new", "--dry-run", "nytt"],
    &["build", "--out", "site"],
];

fn command(project: &Project, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_avtalslogg"));
    command
        .args(["--on", "2022-12-31"])
        .args(args)
        .current_dir(project.path(""))
        .env_clear();
    command
}

fn full() -> File {
    OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("a device that is always full")
}

/// Waits; what was said and the exit code.
fn ended(mut child: Child) -> Run {
    let (mut stdout, mut stderr) = (String::new(), String::new());
    if let Some(mut said) = child.stdout.take() {
        said.read_to_string(&mut stdout).expect("UTF-8 output");
    }
    if let Some(mut said) = child.stderr.take() {
        said.read_to_string(&mut stderr).expect("UTF-8 messages");
    }
    Run {
        code: child.wait().expect("an end").code().unwrap_or(-1),
        stdout,
        stderr,
    }
}

#[test]
fn a_product_that_could_not_be_written_is_an_error() {
    let project = Project::of_our_contracts();
    for args in PRINTING {
        let run = command(&project, args)
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a start");
        let run = ended(run);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        let said = [
            "error: det gick inte att skriva till standard ut",
            "error: standard output could not be written",
        ];
        assert!(
            said.iter().any(|words| run.stderr.contains(words)),
            "{args:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_reader_that_has_enough_ends_the_command_quietly() {
    let project = Project::of_our_contracts();
    for args in PRINTING {
        let mut run = command(&project, args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a start");
        drop(run.stdout.take());
        let run = ended(run);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn a_message_that_nobody_can_be_told_changes_nothing() {
    let project = Project::of_our_contracts();
    project.write("contracts/registers/digitalt-mote.csv", "organisation\n");
    let failing: &[(&[&str], i32)] = &[
        (&["no-such-command"], 2),
        (&["draft", "--no-such-option"], 2),
        (&["show", "finns-inte"], 2),
        (&["binds", "Region Ö"], 0),
        (&["build"], 1),
        (&["man", "finns-inte"], 2),
        (&[], 2),
    ];
    for (args, code) in failing {
        let heard = command(&project, args)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a start");
        let heard = ended(heard);
        assert!(
            heard.code == *code && !heard.stderr.is_empty(),
            "{args:?}: {} {}",
            heard.code,
            heard.stderr
        );
        for lost in [Stdio::from(full()), Stdio::piped()] {
            let mut run = command(&project, args)
                .stdout(Stdio::null())
                .stderr(lost)
                .spawn()
                .expect("a start");
            drop(run.stderr.take());
            assert_eq!(ended(run).code, *code, "{args:?}");
        }
    }
    // Neither of the two can be written.
    let both = command(&project, &["log"])
        .stdout(full())
        .stderr(full())
        .spawn()
        .expect("a start");
    assert_eq!(ended(both).code, 2);
}
