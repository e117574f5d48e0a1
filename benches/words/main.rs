//! On how many pairs of texts the redline keeps its promise: at most a fifth and three words more
//! than `git diff --word-diff` are shown as changed, wherever nothing moved.
//! `cargo bench --bench words -- DIR…`; each DIR holds folders with `old.md` and `new.md`.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and starts git"
)]

mod count;

use std::path::{Path, PathBuf};
use std::process::Command;

use count::{holds, moved, shown, words};

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(PathBuf::from)
        .collect();
    if folders.is_empty() {
        folders.push(own);
    }
    for folder in folders {
        of_folder(&folder);
    }
}

fn of_folder(folder: &Path) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut pairs: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    pairs.retain(|pair| pair.join("old.md").exists() && pair.join("new.md").exists());
    pairs.sort();
    let (mut judged, mut broken) = (0, 0);
    let mut sums = (0, 0);
    for pair in &pairs {
        let (old, new) = (pair.join("old.md"), pair.join("new.md"));
        let text = |path: &Path| {
            String::from_utf8_lossy(&std::fs::read(path).expect("a text")).into_owned()
        };
        let (before, after) = (text(&old), text(&new));
        let (own, git) = (shown(&before, &after), git(&old, &new));
        sums = (sums.0 + own, sums.1 + git);
        if moved(&before, &after) {
            continue;
        }
        judged += 1;
        if !holds(own, git) {
            broken += 1;
            println!("  {}: {own} words, git {git}", pair.display());
        }
    }
    let share = 100.0 * f64::from(broken) / f64::from(judged.max(1));
    println!(
        "{}: {} pairs, {judged} without a move; the promise is broken on {broken} ({share:.1} %); words shown in all {}, git {}",
        folder.display(),
        pairs.len(),
        sums.0,
        sums.1
    );
}

/// The words that git shows.
fn git(old: &Path, new: &Path) -> usize {
    let output = Command::new("git")
        .args(["diff", "--no-index", "--word-diff=porcelain", "-U0"])
        .args([old, new])
        .output()
        .expect("git");
    let text = String::from_utf8_lossy(&output.stdout);
    let changed = text
        .lines()
        .skip(4)
        .filter(|line| line.starts_with(['+', '-']));
    changed.map(|line| words(&line[1..])).sum()
}
