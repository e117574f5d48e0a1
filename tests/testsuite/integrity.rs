//! Published files are proven byte for byte.

use std::fs;
use std::path::Path;

use crate::project::Project;

fn published_files(project: &Project) -> Vec<String> {
    let mut out = Vec::new();
    for folder in ["contracts", "contracts/archive", "changelog"] {
        collect(&project.path(folder), folder, &mut out);
    }
    out.sort();
    out.dedup();
    out.retain(|path| {
        !path.starts_with("contracts/pages/") && path != "contracts/agreement.yaml" && !path.ends_with(".csv")
    });
    out
}

fn collect(folder: &Path, name: &str, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("an entry");
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &path, out);
        } else {
            out.push(path);
        }
    }
}

fn denies(project: &Project) -> bool {
    project.run(&["check", "--on", "2023-01-01"]).code == 1
}

#[test]
fn changing_one_byte_of_any_published_file_is_found() {
    let project = Project::of_our_contracts();
    assert!(!denies(&project));
    for file in published_files(&project) {
        let path = project.path(&file);
        let bytes = fs::read(&path).expect("a published file");
        for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] = if altered[at] == b'x' { b'y' } else { b'x' };
            fs::write(&path, &altered).expect("a written file");
            assert!(denies(&project), "byte {at} of {file} was changed and nobody noticed");
        }
        fs::write(&path, &bytes).expect("a restored file");
    }
    assert!(!denies(&project));
}

#[test]
fn a_missing_published_file_is_found() {
    let project = Project::of_our_contracts();
    for file in published_files(&project)
        .iter()
        .filter(|file| file.ends_with(".md") && file.starts_with("contracts/"))
    {
        let bytes = fs::read(project.path(file)).expect("a published file");
        fs::remove_file(project.path(file)).expect("a removed file");
        assert!(denies(&project), "{file} was removed and nobody noticed");
        fs::write(project.path(file), bytes).expect("a restored file");
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
    let project = Project::of_our_contracts();
    project.write("contracts/archive/digitalt-mote/1.0@2022-12-20.md", "# Digitalt möte\n");
    assert!(denies(&project));
}
