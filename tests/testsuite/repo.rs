//! A contract repository in a git repository, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) const DOC: &str = "contracts/avtal.md";
pub(crate) const RECORD: &str = "changelog/avtal/2.0.yaml";
pub(crate) const ARCHIVED: &str = "contracts/archive/avtal/1.0.md";
const DAY: &str = "2023-01-01";

/// A git repository with a contract repository in `root`, which may lie below its top.
pub(crate) struct Repo {
    _folder: TempDir,
    pub top: PathBuf,
    pub root: PathBuf,
}

pub(crate) fn isolated(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
        .env("HOME", "/nonexistent")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{who}_NAME"), "Anna")
            .env(format!("GIT_{who}_EMAIL"), "anna@example.se");
        command.env(format!("GIT_{who}_DATE"), "2022-06-17T12:00:00Z");
    }
    command
}

#[track_caller]
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let output = isolated("git", folder)
        .args(args)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8 output")
}

pub(crate) fn program(folder: &Path, args: &[&str]) -> Output {
    let mut command = isolated(env!("CARGO_BIN_EXE_avtalslogg"), folder);
    command
        .args(args)
        .args(["--on", DAY])
        .output()
        .expect("the program runs")
}

pub(crate) fn text(version: &str, published: &str, fee: &str) -> String {
    let dates = if published.is_empty() {
        String::new()
    } else {
        format!("published: {published}\neffective: {published}\n")
    };
    format!(
        "---\nid: avtal\ntitle: Avtal\nversion: \"{version}\"\n{dates}---\n# Avtal\n\n## 1 Avgift\n\nAvgiften är {fee} kr.\n\n## 2 Övrigt\n\nInget övrigt är överenskommet.\n"
    )
}

pub(crate) const ENTRY: &str = "changes:\n  - id: avgift\n    sections: [\"1\"]\n    materiality: material\n    effect: favourable\n    note: Lägre.\n";

impl Repo {
    /// A clone of the branch `work` without its history.
    pub(crate) fn shallow_clone(&self) -> PathBuf {
        let url = format!("file://{}", self.top.display());
        let clone = self.top.with_file_name("clone");
        let target = clone.to_string_lossy();
        let depth = ["--depth", "1", "--no-single-branch", "-b", "work"];
        let from_to: [&str; 2] = [&url, &target];
        git(
            &self.top,
            &[&["clone", "-q"][..], &depth, &from_to].concat(),
        );
        clone
    }

    /// Two published versions, sealed and committed, and a branch on which to work.
    pub(crate) fn new() -> Self {
        Self::at("", &[])
    }

    pub(crate) fn at(below: &str, init: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let top = folder.path().join("repo");
        let root = top.join(below);
        std::fs::create_dir_all(&root).expect("a folder");
        let repo = Self {
            _folder: folder,
            top,
            root,
        };
        git(&repo.top, &[&["init", "-q", "-b", "main"], init].concat());
        repo.write(ARCHIVED, &text("1.0", "2022-01-10", "200"));
        repo.write(DOC, &text("2.0", "2022-06-17", "100"));
        repo.write("contracts/pages/andringar.md", "Ändringar.\n");
        repo.write(
            RECORD,
            &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"),
        );
        repo.ok(&["publish", "--seal"]);
        repo.commit("Publish");
        git(&repo.top, &["switch", "-q", "-c", "work"]);
        repo
    }

    /// Seals what was typed in, whatever the notes leave out.
    pub(crate) fn seal_unjudged(&self) {
        const SETTINGS: &str = "contracts/agreement.yaml";
        self.write(
            SETTINGS,
            "levels: {change-without-note: allow, fact-without-note: allow}\n",
        );
        self.ok(&["publish", "--seal"]);
        self.remove(SETTINGS);
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a written file");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.root.join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn remove(&self, file: &str) {
        std::fs::remove_file(self.root.join(file)).expect("a removed file");
    }

    #[track_caller]
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, &text.replacen(from, to, 1));
    }

    pub(crate) fn commit(&self, message: &str) {
        git(&self.top, &["add", "-A"]);
        git(&self.top, &["commit", "-q", "--allow-empty", "-m", message]);
    }

    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let output = program(&self.root, args);
        let said = String::from_utf8(output.stdout).expect("UTF-8 output");
        assert!(
            output.status.success(),
            "{args:?}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    /// The codes and paths of what `check` finds, given `args`.
    #[track_caller]
    pub(crate) fn findings(&self, args: &[&str]) -> Vec<String> {
        findings(&self.root, args)
    }

    /// `check --base main` finds `expected`.
    #[track_caller]
    pub(crate) fn found(&self, expected: &str) {
        let found = self.findings(&["--base", "main"]);
        assert!(
            found.iter().any(|finding| finding == expected),
            "{expected} is not among {found:#?}"
        );
        assert_eq!(
            program(&self.root, &["check", "--base", "main"])
                .status
                .code(),
            Some(1)
        );
    }
}

#[track_caller]
pub(crate) fn findings(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = program(folder, &[&["check", "--format", "json"], args].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let findings = report["findings"].as_array().expect("findings");
    let text = |finding: &serde_json::Value, key: &str| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    findings
        .iter()
        .map(|finding| format!("{} {}", text(finding, "code"), text(finding, "path")))
        .collect()
}
