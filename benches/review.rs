//! What a review of one changed document costs in a repository of many, as a ratio in one run:
//! `cargo bench --bench review [-- DOCUMENTS]`.
//!
//! The floor is what anybody would do: `git diff` against the base, and reading the documents.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and the clock, and starts programs"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(500);
    let folder =
        std::env::temp_dir().join(format!("avtalslogg-bench-review-{}", std::process::id()));
    generate(&folder, count);
    let program = env!("CARGO_BIN_EXE_avtalslogg");
    let diff = || git(&folder, &["diff", "--no-ext-diff", "main"]);
    let newest = || read(&folder.join("contracts"), false);
    let all = || read(&folder.join("contracts"), true);
    let (diff, newest, all) = (median(diff), median(newest), median(all));
    println!(
        "{count} documents: git diff {diff:.1?}, reading them {newest:.1?}, with their archive {all:.1?}"
    );
    for (name, args) in [
        ("review of the work tree", &["review", "--base", "main"][..]),
        (
            "review of a revision",
            &["review", "--base", "main", "--head", "work"],
        ),
        ("check --base, for comparison", &["check", "--base", "main"]),
    ] {
        let run = || {
            let mut command = Command::new(program);
            command
                .args(args)
                .args(["--on", "2023-01-01"])
                .current_dir(&folder);
            usize::from(
                command
                    .stdout(Stdio::null())
                    .status()
                    .expect("the program runs")
                    .success(),
            )
        };
        let time = median(run);
        let ratio = |floor: Duration| time.as_secs_f64() / floor.as_secs_f64();
        println!(
            "{name:30} {time:>8.1?}  {:.2} times git diff and the documents, {:.2} with the archive",
            ratio(diff + newest),
            ratio(diff + all)
        );
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// A git repository of `count` documents with two published versions each, and a branch that
/// revises one.
fn generate(folder: &Path, count: usize) {
    let write = |path: String, text: String| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    for at in 0..count {
        write(
            format!("contracts/archive/d-{at}/1.0.md"),
            text(at, "1.0", "2022-01-10", "100"),
        );
        write(
            format!("contracts/d-{at}.md"),
            text(at, "2.0", "2022-06-17", "200"),
        );
        write(
            format!("changelog/d-{at}/1.0.yaml"),
            format!("document: d-{at}\nversion: \"1.0\"\nbaseline: true\n"),
        );
        write(format!("changelog/d-{at}/2.0.yaml"), record(at, "2.0"));
    }
    git(folder, &["init", "-q", "-b", "main"]);
    commit(folder, "Base");
    git(folder, &["switch", "-q", "-c", "work"]);
    let published = std::fs::read_to_string(folder.join("contracts/d-7.md")).expect("a text");
    write("contracts/archive/d-7/2.0.md".to_owned(), published);
    write("contracts/d-7.md".to_owned(), text(7, "3.0", "", "300"));
    write("changelog/d-7/3.0.yaml".to_owned(), record(7, "3.0"));
    commit(folder, "Revise");
}

/// Everything in `folder`, under a name of the benchmark's own.
fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    let author = ["-c", "user.name=A", "-c", "user.email=a@example.se"];
    git(
        folder,
        &[&author[..], &["commit", "-q", "-m", message]].concat(),
    );
}

fn record(at: usize, version: &str) -> String {
    format!(
        "document: d-{at}\nversion: \"{version}\"\nchanges:\n  - id: avgift\n    sections: [\"5\"]\n    materiality: material\n    effect: neutral\n    note: Avgiften har justerats.\n"
    )
}

/// A text of about 12 kB in 16 sections.
fn text(at: usize, version: &str, published: &str, fee: &str) -> String {
    let mut text = format!("---\nid: d-{at}\ntitle: Tjänst nummer {at}\nversion: \"{version}\"\n");
    if !published.is_empty() {
        let _ = write!(text, "published: {published}\neffective: {published}\n");
    }
    let _ = write!(text, "---\n# Tjänst nummer {at}\n");
    for section in 1..=16 {
        let _ = write!(text, "\n## {section} Avsnitt nummer {section}\n\n");
        if section == 5 {
            let _ = write!(text, "Avgiften är {fee} kr per månad.\n\n");
        }
        for sentence in 0..9 {
            let _ = write!(
                text,
                "I tjänst {at} ska kunden enligt villkor {section}.{sentence} lämna uppgifter om sin verksamhet. "
            );
        }
        text.push('\n');
    }
    text
}

fn git(folder: &Path, args: &[&str]) -> usize {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .args(["--no-pager"])
        .args(args);
    let output = command.output().expect("git runs");
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout.len()
}

fn read(folder: &Path, below: bool) -> usize {
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    let mut size = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.extend(below.then_some(path));
            } else {
                size += black_box(std::fs::read(path).expect("a file")).len();
            }
        }
    }
    size
}

fn median(mut run: impl FnMut() -> usize) -> Duration {
    const RUNS: usize = 25;
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
