//! Everything that the program writes about a branch: every command in every format, and every file
//! of the site.

use std::path::Path;

use avtalslogg::author::sealing;
use avtalslogg::changelog::history::History;
use avtalslogg::render::site::SiteOptions;
use avtalslogg::{files, parse, render};

use crate::repo::{Repo, isolated};

/// What one run wrote: its arguments, or the name of a file of the site, and the text.
pub(crate) struct Written {
    /// What wrote it.
    pub by: String,
    /// The text.
    pub text: String,
    /// Whether it is a contract's own text, which goes on byte by byte.
    pub exact: bool,
}

/// Runs every command in every format in `repo`, a branch of `main` with a document `avtal` of
/// which version 2.0 is published and 3.0 a draft. What is written twice is listed twice.
pub(crate) fn of(repo: &Repo) -> Vec<Written> {
    let mut out = Vec::new();
    let mut run = |args: &[&str]| out.push(written(repo, args));
    for format in ["text", "json", "sarif", "github"] {
        run(&["check", "--format", format]);
    }
    for more in [
        ["--all"].as_slice(),
        &["--base", "main"],
        &["--color", "always"],
    ] {
        run(&[&["check"], more].concat());
    }
    for format in ["text", "markdown", "html", "json", "github", "sarif"] {
        run(&["review", "--base", "main", "--format", format]);
    }
    for more in [
        ["--head", "work"].as_slice(),
        &["--since", "main"],
        &["--color", "always"],
    ] {
        run(&[&["review", "--base", "main"], more].concat());
    }
    run(&[
        "review",
        "--base",
        "main",
        "--format",
        "html",
        "--out",
        "review.html",
    ]);
    for format in ["text", "markdown", "html", "json"] {
        run(&["show", "avtal", "--format", format]);
        run(&["diff", "avtal@2.0", "avtal@3.0", "--format", format]);
    }
    run(&["show", "avtal", "--version", "3.0", "--format", "text"]);
    for more in [
        ["--stat"].as_slice(),
        &["--color", "always"],
        &["--section", "1"],
    ] {
        run(&[&["diff", "avtal@2.0", "avtal@3.0"], more].concat());
    }
    run(&["diff", "avtal", "main..work"]);
    run(&[
        "diff",
        "main:contracts/registers/avtal.csv",
        "contracts/registers/avtal.csv",
    ]);
    for format in ["text", "json"] {
        run(&["log", "--format", format]);
    }
    for format in ["text", "json", "csv"] {
        run(&["personal-data", "--format", format]);
    }
    for format in ["text", "json", "markdown"] {
        run(&["binds", "002000-0006", "--format", format]);
    }
    run(&["binds", "Firma"]);
    for format in ["text", "markdown", "html"] {
        run(&["notice", "2022-06-17", "--format", format]);
    }
    run(&["draft", "--dry-run"]);
    run(&["draft"]);
    run(&["renumber", "--dry-run", "avtal"]);
    run(&["publish", "--dry-run", "avtal", "--date", "2023-01-01"]);
    run(&["publish", "--dry-run", "--seal"]);
    run(&["revise", "--dry-run", "avtal"]);
    run(&[
        "correct",
        "--dry-run",
        "avtal@2.0",
        "--change",
        "avgift",
        "--cancel",
    ]);
    run(&[
        "withdraw",
        "--dry-run",
        "avtal",
        "--effective",
        "2024-01-01",
    ]);
    run(&["new", "--dry-run", "nytt"]);
    run(&[
        "import",
        "git",
        "--dry-run",
        "--id",
        "nytt",
        "contracts/avtal.md",
    ]);
    run(&[
        "import",
        "git",
        "--dry-run",
        "contracts/registers/avtal.csv",
    ]);
    run(&["build", "--out", "site", "--drafts", "--color", "always"]);
    run(&["build", "--out", "site"]);
    out.extend(site(&repo.root.join("site")));
    out.extend(site_all_the_same(repo));
    out.extend(site(&repo.root.join("review.html")));
    out
}

/// The files of the site as they would be if nothing denied: what no finding keeps from the
/// readers.
fn site_all_the_same(repo: &Repo) -> Vec<Written> {
    let snapshot = files::read::snapshot(&repo.root).expect("a folder");
    let (repository, _) = parse::repository::read(&snapshot);
    let history = History::of(&repository, parse::dates::iso("2023-01-01").expect("a day"));
    let site = render::site::build(&history, &snapshot, &SiteOptions::default());
    let written = site.into_iter().flatten().map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("UTF-8 files");
        Written {
            by: format!("all the same: /site/{path}"),
            text: format!("{path}\n{text}"),
            exact: false,
        }
    });
    written.collect()
}

/// Seals what is published in `repo`, whatever is wrong with it.
pub(crate) fn seal(repo: &Repo) {
    let snapshot = files::read::snapshot(&repo.root).expect("a folder");
    let (repository, _) = parse::repository::read(&snapshot);
    let day = parse::dates::iso("2023-01-01").expect("a day");
    let plan = sealing::seals(&snapshot, &repository, day).expect("a plan");
    for write in &plan.writes {
        let path = repo.root.join(&write.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &write.bytes).expect("a file");
    }
}

/// What one run said on both streams.
pub(crate) fn written(repo: &Repo, args: &[&str]) -> Written {
    let mut command = isolated(env!("CARGO_BIN_EXE_avtalslogg"), &repo.root);
    // A version is what it is on every day.
    let day: &[&str] = if args.contains(&"--version") {
        &[]
    } else {
        &["--on", "2023-01-01"]
    };
    let output = command
        .args(args)
        .args(day)
        .output()
        .expect("the program runs");
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{args:?}: {output:?}"
    );
    let text =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8 output"));
    let exact = args[0] == "show" && args.ends_with(&["markdown"]);
    Written {
        by: args.join(" "),
        text: text.concat(),
        exact,
    }
}

/// The names and texts of all files below `folder`.
pub(crate) fn site(folder: &Path) -> Vec<Written> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let name = entry.path().display().to_string();
        let text =
            String::from_utf8(std::fs::read(entry.path()).expect("a file")).expect("UTF-8 files");
        Written {
            by: name.clone(),
            text: format!("{name}\n{text}"),
            exact: false,
        }
    };
    files.map(read).collect()
}
