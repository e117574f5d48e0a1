//! Folders as values.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files by their paths; links by what they name.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// What an idle contract repository keeps of the program's own.
const IDLE: [&str; 3] = [
    ".avtalslogg/.gitignore",
    ".avtalslogg/lock",
    ".avtalslogg/placing",
];

/// All files below `folder` but those of the program's own.
pub(crate) fn tree(folder: &Path) -> Tree {
    all(folder)
        .into_iter()
        .filter(|(path, _)| !is_own(path))
        .collect()
}

/// What the program has left of its own below `folder`, beyond what it always keeps.
pub(crate) fn left(folder: &Path) -> Vec<String> {
    let idle = |path: &str| {
        IDLE.iter()
            .any(|own| path == *own || path.ends_with(&format!("/{own}")))
    };
    all(folder)
        .into_keys()
        .filter(|path| is_own(path) && !idle(path))
        .collect()
}

fn is_own(path: &str) -> bool {
    path.split('/')
        .any(|part| part.contains(".avtalslogg") && part != ".avtalslogg-site")
}

/// All files below `folder`.
pub(crate) fn all(folder: &Path) -> Tree {
    let mut out = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let name = path
                .strip_prefix(folder)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            let found = fs::symlink_metadata(&path).expect("metadata");
            if found.is_symlink() {
                let target = fs::read_link(&path).expect("a link");
                out.insert(name, target.to_string_lossy().into_owned().into_bytes());
            } else if found.is_dir() {
                open.push(path);
            } else {
                out.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    out
}

/// Writes `files` below `folder`.
pub(crate) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a written file");
    }
}

/// Copies all that lies below `from` to `to`.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}
