//! A contract repository in a temporary folder, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A contract repository that lives as long as the test.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the program left behind.
#[must_use]
pub(crate) struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Project {
    /// A folder with nothing in it.
    pub(crate) fn bare() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
        }
    }

    /// A copy of this project's own contracts.
    pub(crate) fn of_our_contracts() -> Self {
        let project = Self {
            folder: TempDir::new().expect("a temporary folder"),
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["contracts", "changelog"] {
            copy(&root.join(folder), &project.path(folder));
        }
        project
    }

    /// The path of `file` in the repository.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Writes `text` to `file`.
    #[track_caller]
    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a written file");
        self
    }

    /// The text of `file`.
    #[track_caller]
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Replaces `from`, which must stand in `file`, once by `to`.
    #[track_caller]
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) -> &Self {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, text.replacen(from, to, 1))
    }

    /// Runs the program in the repository, with a fixed day, width and language.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    /// Starts the program in the repository and does not wait for it.
    pub(crate) fn start(&self, args: &[&str]) -> std::process::Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_avtalslogg"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear();
        command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        command.spawn().expect("the program starts")
    }

    /// The same with further environment variables.
    pub(crate) fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_avtalslogg"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in environment {
            command.env(name, value);
        }
        let output = command.output().expect("the program runs");
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 messages"),
        }
    }

    /// The findings of `check --all` as "code path:line".
    pub(crate) fn findings(&self) -> Vec<String> {
        let run = self.run(&["check", "--all", "--on", "2023-01-01", "--format", "json"]);
        let report: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
        let findings = report["findings"].as_array().expect("findings");
        findings
            .iter()
            .map(|finding| {
                let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
                format!("{} {}:{}", text("code"), text("path"), finding["line"])
            })
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}
