//! Published files are proven byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::files::read;
use avtalslogg::model::finding::Level;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;

use crate::project::Project;

fn our_contracts() -> Snapshot {
    read::snapshot(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("our contracts")
}

fn published_files(snapshot: &Snapshot) -> Vec<String> {
    let published = |path: &&str| {
        let text = path.starts_with("contracts/")
            && path.ends_with(".md")
            && !path.starts_with("contracts/pages/");
        text || path.starts_with("changelog/")
    };
    snapshot
        .iter()
        .map(|(path, _)| path)
        .filter(published)
        .map(str::to_owned)
        .collect()
}

/// The documents in whose files something denies, without comparing versions: digests and seals need
/// none.
fn denied_documents(snapshot: &Snapshot) -> BTreeSet<String> {
    let (repository, findings) = parse::repository::read(snapshot);
    let day = parse::dates::iso("2023-01-01").expect("a day");
    let history = History::of_documents(&repository, &[], day);
    let findings = check::check(&history, snapshot, findings, &Scope::default());
    findings
        .iter()
        .filter(|own| check::level(own, &repository.settings) == Level::Deny)
        .map(|own| document_of(&own.place.path))
        .collect()
}

fn denies(snapshot: &Snapshot) -> bool {
    !denied_documents(snapshot).is_empty()
}

/// Whose file it is: `contracts/a.md`, `contracts/archive/a/1.0.md`, `changelog/a/1.0.yaml`,
/// `changelog/2018-04-03.seal`.
fn document_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [_, file] => file.split('.').next().unwrap_or_default().to_owned(),
        [.., folder, _] => (*folder).to_owned(),
        [] | [_] => String::new(),
    }
}

/// Of each document one published file at a time, so that one run tells what is found of each.
fn rounds(files: Vec<String>) -> Vec<Vec<String>> {
    let mut rounds: Vec<Vec<String>> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let round = taken.entry(document_of(&file)).or_default();
        if *round == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*round].push(file);
        *round += 1;
    }
    rounds
}

#[track_caller]
fn is_noticed_of_each(files: &[String], altered: &Snapshot) {
    let denied = denied_documents(altered);
    for file in files {
        assert!(
            denied.contains(&document_of(file)),
            "{file} is not as it was published, and nobody noticed"
        );
    }
}

#[test]
fn changing_one_byte_of_any_published_file_is_found() {
    let snapshot = our_contracts();
    assert!(!denies(&snapshot));
    for files in rounds(published_files(&snapshot)) {
        for place in 0..4 {
            let mut altered = snapshot.clone();
            for file in &files {
                let mut bytes = snapshot.get(file).expect("a published file").to_vec();
                let at = [0, bytes.len() / 3, bytes.len() - 2, bytes.len() - 1][place];
                bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
                altered.insert(file.as_str(), bytes);
            }
            is_noticed_of_each(&files, &altered);
        }
    }
}

#[test]
fn a_missing_published_text_is_found() {
    let snapshot = our_contracts();
    let files = published_files(&snapshot);
    let texts = files.into_iter().filter(|file| file.ends_with(".md"));
    for files in rounds(texts.collect()) {
        let mut altered = snapshot.clone();
        for file in &files {
            altered.remove(file);
        }
        is_noticed_of_each(&files, &altered);
    }
}

#[test]
fn other_line_endings_are_named_as_such() {
    let project = Project::of_our_contracts();
    let text = project.read("contracts/digitalt-mote.md");
    project.write("contracts/digitalt-mote.md", text.replace('\n', "\r\n"));
    let run = project.run(&["check", "--on", "2023-01-01"]);
    assert!(
        run.stdout.contains("digest-mismatch") && run.stdout.contains("LF → CRLF"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_extra_interim_text_is_found() {
    let mut snapshot = our_contracts();
    snapshot.insert(
        "contracts/archive/digitalt-mote/1.0@2022-12-20.md",
        b"# Digitalt m\xc3\xb6te\n".to_vec(),
    );
    assert!(denies(&snapshot));
}

/// One published document with three lines of text, sealed by this program.
fn newly_sealed() -> Project {
    let project = Project::bare();
    project.write(
        "contracts/a.md",
        "---\nid: a\ntitle: A\nversion: \"1.0\"\npublished: 2022-01-10\neffective: 2022-01-10\n---\n# A\n\n## 1 Avgift\n\nAvgiften är 100 kr.\n",
    );
    assert_eq!(
        project
            .run(&["publish", "--seal", "--on", "2022-01-10"])
            .code,
        0
    );
    assert_eq!(project.run(&["check", "--on", "2022-01-10"]).code, 0);
    project
}

#[track_caller]
fn said(project: &Project) -> String {
    let run = project.run(&["check", "--on", "2022-02-01"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    run.stdout
}

#[test]
fn the_finding_names_the_altered_line_and_its_bytes() {
    let project = newly_sealed();
    let text = project.read("contracts/a.md");
    project.edit("contracts/a.md", "100 kr", "900 kr");
    let line = text
        .lines()
        .position(|line| line.contains("100 kr"))
        .expect("a line")
        + 1;
    let start = text.find("Avgiften är").expect("bytes");
    let found = said(&project);
    let words = format!("rad {line} är ändrad (byte {start}–{})", text.len() - 1);
    assert!(
        found.contains(&words) && found.contains(&format!("contracts/a.md:{line}:1")),
        "{found}"
    );

    project.write("contracts/a.md", text.replace("\n## 1", "\nNytt.\n\n## 1"));
    assert!(
        said(&project).contains("rad 10–11 har tillkommit"),
        "{}",
        said(&project)
    );
    project.write("contracts/a.md", text.replace("## 1 Avgift\n\n", ""));
    assert!(
        said(&project).contains("före rad 10 saknas 2 rader"),
        "{}",
        said(&project)
    );
}

#[test]
fn the_finding_names_the_altered_line_of_a_record() {
    let project = newly_sealed();
    let record = "changelog/a/1.0.yaml";
    let text = project.read(record);
    project.edit(record, "document: a\n", "document: a # min\n");
    assert!(
        said(&project).contains("förseglades: rad 1 är ändrad (byte 0–17)"),
        "{}",
        said(&project)
    );
    project.write(record, text.replace("text: \"", "text: \"AAAA"));
    let found = said(&project);
    assert!(found.contains("mellan rad 4 och rad 5"), "{found}");
    project.write(record, text + "# efteråt\n");
    assert!(
        said(&project).contains("något som ingen försegling binder"),
        "{}",
        said(&project)
    );
}

#[test]
fn marks_of_lines_are_appended_to_a_sealed_record_and_alter_nothing_above() {
    let project = newly_sealed();
    let record = "changelog/a/1.0.yaml";
    let before = project.read(record);
    // A record as it was sealed before there were marks of lines.
    let bound = &before[..before.find("lines:").expect("marks")];
    let seal = avtalslogg::model::digest::of(bound.as_bytes());
    let old = format!("{bound}seal: {seal}\n");
    project.write(record, &old);
    assert_eq!(
        project
            .run(&["publish", "--seal", "--on", "2023-01-01"])
            .code,
        0
    );
    let after = project.read(record);
    assert!(
        after.starts_with(&old) && after.contains("\nlines:\n  record: \""),
        "{after}"
    );
    assert_eq!(project.run(&["check", "--on", "2023-01-01"]).code, 0);
    let again = project
        .run(&["publish", "--seal", "--on", "2023-01-01"])
        .stdout;
    assert!(again.contains("redan"), "{again}");
}

#[test]
fn an_extra_file_among_what_was_published_is_found() {
    for (path, code) in [
        (
            "contracts/archive/digitalt-mote/9.0@2022-12-20.md",
            "interim-mismatch",
        ),
        (
            "contracts/archive/okant/1.0@2022-12-20.md",
            "interim-mismatch",
        ),
        (
            "contracts/archive/digitalt-mote/2.5.md",
            "name-contradicts-path",
        ),
        (
            "contracts/archive/digitalt-mote/anteckning.txt",
            "misplaced-file",
        ),
        ("contracts/archive/digitalt-mote.md", "misplaced-file"),
        ("changelog/digitalt-mote/9.0.yaml", "record-without-version"),
        ("changelog/digitalt-mote/anteckning.md", "misplaced-file"),
    ] {
        let project = Project::of_our_contracts();
        let text = match path.ends_with(".yaml") {
            true => "document: digitalt-mote\nversion: \"9.0\"\n".to_owned(),
            false => project.read("contracts/archive/digitalt-mote/1.0.md"),
        };
        project.write(path, text);
        let found = project.findings();
        assert!(
            found
                .iter()
                .any(|own| own.starts_with(code) && own.contains(path)),
            "{path}: {found:?}"
        );
    }
}
