//! The same with the real system: each call of the built program that alters the disk is killed or
//! refused in turn, by `strace`. Long; `.ci/deep` runs it.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::scenarios::{ALL, Ends, Scenario};
use crate::tree;

/// The calls that alter what is on the disk, or keep others from it.
const CALLS: &str = "mkdirat,mkdir,openat,write,pwrite64,fsync,fdatasync,syncfs,fchmod,ftruncate,renameat,renameat2,rename,unlinkat,unlink,linkat,flock";

const ERRORS: [&str; 3] = ["ENOSPC", "EIO", "EACCES"];

/// What was done and what came of it.
#[derive(Debug, Default)]
struct Figures {
    killed: usize,
    failed: usize,
    refused: usize,
}

/// The calls of one run that nothing befalls, by name: which of them alter something.
fn calls(ends: &Ends, scenario: &Scenario) -> BTreeMap<String, Vec<usize>> {
    let folder = ends.again();
    let log = folder.path().join("calls");
    let trace = format!("trace={CALLS}");
    let log_name = log.to_string_lossy();
    let mut command = scenario.command(folder.path(), &["strace", "-o", &log_name, "-e", &trace]);
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("strace runs");
    assert!(
        status.code().is_some_and(|code| code < 2),
        "{} does not run under strace",
        scenario.name
    );
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let mut chosen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in fs::read_to_string(&log).expect("a log").lines() {
        let Some((name, rest)) = line.split_once('(') else {
            continue;
        };
        let count = counted.entry(name.to_owned()).or_default();
        *count += 1;
        if name != "openat" || rest.contains("O_CREAT") {
            chosen.entry(name.to_owned()).or_default().push(*count);
        }
    }
    chosen
}

/// Runs `scenario` with one call of it tampered with, then once more as it is.
fn tampered(ends: &Ends, scenario: &Scenario, tampering: &str, figures: &mut Figures) {
    let folder = ends.again();
    let trace = format!("trace={}", tampering.split(':').next().unwrap_or_default());
    let inject = format!("inject={tampering}");
    let before = ["strace", "-o", "/dev/null", "-e", &trace, "-e", &inject];
    let mut command = scenario.command(folder.path(), &before);
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("strace runs");
    let what = format!("{}, {tampering}", scenario.name);
    ends.require_whole(folder.path(), &what);
    let succeeded = status.code().is_some_and(|code| code < 2);
    figures.refused += usize::from(!succeeded);
    if succeeded {
        assert!(
            tree::tree(folder.path()) == ends.after,
            "{what}: done, but not all of it"
        );
    }
    complete(ends, scenario, folder.path(), &what);
}

fn complete(ends: &Ends, scenario: &Scenario, folder: &Path, what: &str) {
    let output = scenario
        .command(folder, &[])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        tree::tree(folder) == ends.after,
        "{what}: the same command does not complete it: {said}"
    );
    assert_eq!(tree::left(folder), [""; 0], "{what}: something is left");
}

/// A program that stands for pandoc: `import word` asks it for its version and for the text of the
/// document.
const PANDOC: &str = "#!/bin/sh\ncase \"$1\" in --version) echo 'pandoc 3.1.11';; *) cat >/dev/null; echo '{\"pandoc-api-version\":[1,23,1],\"meta\":{},\"blocks\":[{\"t\":\"Header\",\"c\":[1,[\"\",[],[]],[{\"t\":\"Str\",\"c\":\"Avgift\"}]]},{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"Ingen.\"}]}]}';; esac\n";

fn word(folder: &Path) {
    use std::io::Write as _;
    use std::os::unix::fs::PermissionsExt as _;
    tree::write(
        folder,
        &[
            ("r/contracts/agreement.yaml", "publisher: X AB\n"),
            ("bin/pandoc", PANDOC),
        ],
    );
    fs::set_permissions(folder.join("bin/pandoc"), fs::Permissions::from_mode(0o755))
        .expect("a mode");
    let mut archive =
        zip::ZipWriter::new(fs::File::create(folder.join("avtal.docx")).expect("a file"));
    let body = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Avgift</w:t></w:r></w:p><w:p><w:r><w:t>Ingen.</w:t></w:r></w:p></w:body></w:document>";
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .expect("a part");
    archive.write_all(body.as_bytes()).expect("a part");
    archive.finish().expect("a file");
}

fn can_trace() -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}

#[test]
#[ignore = "long, needs strace: see .ci/deep"]
fn every_call_to_the_system_may_be_killed_or_refused() {
    assert!(can_trace(), "strace cannot trace here");
    let mut all = Figures::default();
    // FAULTS_OF names one kind of scenario, for whoever mends it.
    let of = std::env::var("FAULTS_OF").unwrap_or_default();
    for scenario in ALL.iter().filter(|own| own.name.contains(&of)) {
        let mut figures = Figures::default();
        let ends = Ends::of(scenario);
        every_call(&ends, scenario, &mut figures);
        println!("{:24} {figures:?}", scenario.name);
        all = Figures {
            killed: all.killed + figures.killed,
            failed: all.failed + figures.failed,
            refused: all.refused + figures.refused,
        };
    }
    println!("{:24} {all:?}", "all");
}

fn every_call(ends: &Ends, scenario: &Scenario, figures: &mut Figures) {
    for (call, numbers) in calls(ends, scenario) {
        for number in numbers {
            tampered(
                ends,
                scenario,
                &format!("{call}:signal=KILL:when={number}"),
                figures,
            );
            figures.killed += 1;
            for error in ERRORS {
                tampered(
                    ends,
                    scenario,
                    &format!("{call}:error={error}:when={number}"),
                    figures,
                );
                figures.failed += 1;
            }
        }
    }
}

#[test]
#[ignore = "long, needs strace: see .ci/deep"]
fn the_same_holds_for_an_import_from_word() {
    assert!(can_trace(), "strace cannot trace here");
    let scenario = Scenario::new(
        "import word",
        word,
        &["import", "word", "HERE/avtal.docx", "--id", "avtal"],
    );
    let ends = Ends::of_program(&scenario);
    let mut figures = Figures::default();
    every_call(&ends, &scenario, &mut figures);
    println!("{:24} {figures:?}", scenario.name);
}
