//! An interrupted step leaves every file whole, and the same step completes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::bail;
use avtalslogg::author::correct::{self, Change};
use avtalslogg::author::publish::{self, Published};
use avtalslogg::author::withdraw::Said;
use avtalslogg::author::{Plan, revise};
use avtalslogg::files::{apply, read};
use avtalslogg::parse;
use tempfile::TempDir;

fn day(text: &str) -> chrono::NaiveDate {
    parse::dates::iso(text).expect(text)
}

fn document(version: &str, dates: &str, support: &str) -> String {
    format!(
        "---\nid: a\ntitle: A\nversion: \"{version}\"\n{dates}---\n# A\n\n## 1 Avgift\n\nIngen.\n\n## 2 Support\n\n{support}\n"
    )
}

fn repository(files: &[(&str, String)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn published() -> TempDir {
    repository(&[(
        "contracts/a.md",
        document("1.0", "published: 2022-01-01\neffective: 2022-01-01\n", "Vardagar."),
    )])
}

fn drafted() -> TempDir {
    let record = "document: a\nversion: \"2.0\"\nchanges:\n  - id: avgift\n    sections: [\"1\"]\n    materiality: material\n    effect: adverse\n    effective: 2022-09-17\n  - id: support\n    sections: [\"2\"]\n    materiality: material\n    effect: favourable\n";
    repository(&[
        ("contracts/a.md", document("2.0", "", "Alla dagar.").replace("Ingen.", "500 kr.")),
        (
            "contracts/archive/a/1.0.md",
            document("1.0", "published: 2022-01-01\neffective: 2022-01-01\n", "Vardagar."),
        ),
        ("changelog/a/2.0.yaml", record.to_owned()),
    ])
}

fn revision(root: &Path) -> Plan {
    let snapshot = read::snapshot(root).expect("a snapshot");
    let (repository, _) = parse::repository::read(&snapshot);
    revise::plan(&repository.documents["a"], None, &snapshot, false).expect("a plan")
}

fn publication(root: &Path) -> Plan {
    let snapshot = read::snapshot(root).expect("a snapshot");
    let (repository, _) = parse::repository::read(&snapshot);
    match publish::plan(&snapshot, &repository, &["a".to_owned()], day("2022-06-17")).expect("a plan") {
        Published::Plan(plan) => plan,
        Published::Denied(denied) => panic!("{:#?}", denied.findings),
    }
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let snapshot = read::snapshot(root).expect("a snapshot");
    snapshot
        .iter()
        .filter(|(path, _)| !path.contains("/."))
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect()
}

/// Stops the step before each of its writes and each of its moves in turn; every file must be as before or as after, and the
/// step taken again must give the same files as one that was never stopped.
fn survives(start: fn() -> TempDir, plan: fn(&Path) -> Plan) {
    let untouched = start();
    let before = files(untouched.path());
    apply::apply(untouched.path(), &plan(untouched.path()), |_| Ok(())).expect("an uninterrupted step");
    let after = files(untouched.path());
    let steps = plan(start().path()).writes.len() * 2;
    assert!(steps >= 4, "the step writes several files");
    for stop in 0..steps {
        let folder = start();
        let stopped = apply::apply(folder.path(), &plan(folder.path()), |step| {
            if step == stop { bail!("stopped") } else { Ok(()) }
        });
        assert!(stopped.is_err());
        for (path, bytes) in files(folder.path()) {
            let whole = before.get(&path) == Some(&bytes) || after.get(&path) == Some(&bytes);
            assert!(whole, "stopped at {stop}, {path} is neither old nor new");
        }
        apply::apply(folder.path(), &plan(folder.path()), |_| Ok(())).expect("the completed step");
        assert_eq!(files(folder.path()), after, "stopped at {stop}");
    }
}

#[test]
fn an_interrupted_revise_is_completed_by_the_same_command() {
    survives(published, revision);
}

#[test]
fn an_interrupted_publish_is_completed_by_the_same_command() {
    survives(drafted, publication);
}

/// A published version with two changes to come, of which the later one is to be brought forward past the other.
fn pending() -> TempDir {
    let folder = drafted();
    let record = folder.path().join("changelog/a/2.0.yaml");
    let text = fs::read_to_string(&record).expect("a record");
    fs::write(&record, text + "    effective: 2022-10-01\n").expect("a record");
    apply::apply(folder.path(), &publication(folder.path()), |_| Ok(())).expect("a publication");
    folder
}

fn correction(root: &Path) -> Plan {
    let snapshot = read::snapshot(root).expect("a snapshot");
    let (repository, _) = parse::repository::read(&snapshot);
    let document = &repository.documents["a"];
    let change = ("support", Change::Effective(day("2022-09-01")));
    let version = (document, document.newest());
    correct::correct(&repository, &snapshot, version, change, Said::default(), day("2022-07-01"))
        .expect("a plan")
}

#[test]
fn an_interrupted_correct_is_completed_by_the_same_command() {
    survives(pending, correction);
}
