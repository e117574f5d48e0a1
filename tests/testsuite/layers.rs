//! The layers of the crate: a lower one never names a higher one.

use std::fs;
use std::path::Path;

/// Low to high. The last four form the edge.
const LAYERS: [&str; 20] = [
    "harmless",
    "model",
    "words",
    "parse",
    "diff",
    "classify",
    "dates",
    "changelog",
    "consolidate",
    "chronicle",
    "parties",
    "check",
    "review",
    "render",
    "word",
    "author",
    "files",
    "git",
    "pandoc",
    "cli",
];

fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("source text");
            out.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// The text without its unit tests, which may use any layer.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn a_lower_layer_never_names_a_higher_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (at, layer) in LAYERS.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        assert!(!files.is_empty(), "the layer {layer} is gone");
        for (path, text) in files {
            for higher in &LAYERS[at + 1..] {
                if without_tests(&text).contains(&format!("crate::{higher}")) {
                    broken.push(format!("{path} names {higher}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).expect("src is readable") {
        let entry = entry.expect("an entry");
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(LAYERS.contains(&name.as_str()), "{name} has no place among the layers");
        }
    }
}
