//! Published files are proven byte for byte.

use std::path::Path;

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::files::read;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;

use crate::project::Project;

fn our_contracts() -> Snapshot {
    read::snapshot(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("our contracts")
}

fn published_files(snapshot: &Snapshot) -> Vec<String> {
    let published = |path: &&str| {
        let text =
            path.starts_with("contracts/") && path.ends_with(".md") && !path.starts_with("contracts/pages/");
        text || path.starts_with("changelog/") && path.ends_with(".yaml")
    };
    snapshot.iter().map(|(path, _)| path).filter(published).map(str::to_owned).collect()
}

/// Whether something denies in `snapshot`, without comparing versions: digests and seals need none.
fn denies(snapshot: &Snapshot) -> bool {
    let (repository, findings) = parse::repository::read(snapshot);
    let day = parse::dates::iso("2023-01-01").expect("a day");
    let history = History::of_documents(&repository, &[], day);
    let findings = check::check(&history, snapshot, findings, &Scope::default());
    check::denies(&findings, &repository.settings)
}

#[test]
fn changing_one_byte_of_any_published_file_is_found() {
    let mut snapshot = our_contracts();
    assert!(!denies(&snapshot));
    for file in published_files(&snapshot) {
        let bytes = snapshot.get(&file).expect("a published file").to_vec();
        for at in [0, bytes.len() / 3, bytes.len() - 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] = if altered[at] == b'x' { b'y' } else { b'x' };
            snapshot.insert(file.as_str(), altered);
            assert!(denies(&snapshot), "byte {at} of {file} was changed and nobody noticed");
        }
        snapshot.insert(file.as_str(), bytes);
    }
    assert!(!denies(&snapshot));
}

#[test]
fn a_missing_published_text_is_found() {
    let mut snapshot = our_contracts();
    for file in published_files(&snapshot).into_iter().filter(|file| file.ends_with(".md")) {
        let bytes = snapshot.get(&file).expect("a published file").to_vec();
        snapshot.remove(&file);
        assert!(denies(&snapshot), "{file} was removed and nobody noticed");
        snapshot.insert(file.as_str(), bytes);
    }
}

#[test]
fn other_line_endings_are_named_as_such() {
    let project = Project::of_our_contracts();
    let text = project.read("contracts/digitalt-mote.md");
    project.write("contracts/digitalt-mote.md", text.replace('\n', "\r\n"));
    let run = project.run(&["check", "--on", "2023-01-01"]);
    assert!(run.stdout.contains("digest-mismatch") && run.stdout.contains("LF → CRLF"), "{}", run.stdout);
}

#[test]
fn an_extra_interim_text_is_found() {
    let mut snapshot = our_contracts();
    snapshot
        .insert("contracts/archive/digitalt-mote/1.0@2022-12-20.md", b"# Digitalt m\xc3\xb6te\n".to_vec());
    assert!(denies(&snapshot));
}
