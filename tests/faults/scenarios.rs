//! Each command that writes, and what it starts from.

use std::path::Path;
use std::process::{Command, Output};

use avtalslogg::cli::{self, Args};
use avtalslogg::files::steps::Steps;
use clap::Parser as _;
use tempfile::TempDir;

use crate::tree::{self, copy};

/// A command and what it starts from. Everything lies below one folder; the contract repository is
/// `r` in it.
pub(crate) struct Scenario {
    /// How it is called when it fails.
    pub name: &'static str,
    start: fn(&Path),
    args: &'static [&'static str],
}

/// What stands for the folder among the arguments.
const HERE: &str = "HERE";

impl Scenario {
    /// A command with `args`, from the state that `start` makes in an empty folder.
    pub(crate) const fn new(
        name: &'static str,
        start: fn(&Path),
        args: &'static [&'static str],
    ) -> Self {
        Self { name, start, args }
    }

    /// The state that the command starts from.
    pub(crate) fn start(&self) -> TempDir {
        let folder = TempDir::new().expect("a temporary folder");
        (self.start)(folder.path());
        folder
    }

    fn arguments(&self, folder: &Path) -> Vec<String> {
        let here = folder.to_string_lossy();
        let own = self.args.iter().map(|arg| arg.replace(HERE, &here));
        own.chain([
            "--root".to_owned(),
            format!("{here}/r"),
            "--on".to_owned(),
            DAY.to_owned(),
        ])
        .collect()
    }

    /// Carries the command out in this process, with `steps`.
    pub(crate) fn run(&self, folder: &Path, steps: Steps) -> anyhow::Result<u8> {
        run(&self.arguments(folder), steps)
    }

    /// The program with the command's arguments, behind `before`.
    pub(crate) fn command(&self, folder: &Path, before: &[&str]) -> Command {
        program(folder, &self.arguments(folder), before)
    }
}

/// Carries the command `args` out in this process.
pub(crate) fn run(args: &[String], steps: Steps) -> anyhow::Result<u8> {
    let name = ["avtalslogg".to_owned()];
    let mut args = Args::try_parse_from(name.iter().chain(args)).expect("arguments");
    args.global.steps = steps;
    cli::dispatch(&args, false).map(|outcome| outcome.code())
}

/// The program with `args`, behind `before`, deaf to its surroundings. What stands in `bin` is
/// found first.
pub(crate) fn program(folder: &Path, args: &[impl AsRef<str>], before: &[&str]) -> Command {
    let own = env!("CARGO_BIN_EXE_avtalslogg");
    let line: Vec<&str> = before
        .iter()
        .copied()
        .chain([own])
        .chain(args.iter().map(AsRef::as_ref))
        .collect();
    let mut command = Command::new(line[0]);
    let path = std::env::var("PATH").unwrap_or_default();
    command
        .args(&line[1..])
        .current_dir(folder)
        .env_clear()
        .env("HOME", "/nonexistent");
    command.env("PATH", format!("{}:{path}", folder.join("bin").display()));
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    command
}

/// Runs the program with `args` in the contract repository of `folder`.
pub(crate) fn program_in(folder: &Path, args: &[&str]) -> Output {
    let root = folder.join("r").to_string_lossy().into_owned();
    let args = [args, &["--root", &root, "--on", DAY]].concat();
    program(folder, &args, &[])
        .output()
        .expect("the program runs")
}

/// The day from which all is looked at.
pub(crate) const DAY: &str = "2022-07-01";

/// All commands that write.
pub(crate) const ALL: &[Scenario] = &[
    Scenario {
        name: "init",
        start: |_| {},
        args: &["init"],
    },
    Scenario {
        name: "new",
        start: begun,
        args: &["new", "avtal"],
    },
    Scenario {
        name: "revise",
        start: published,
        args: &["revise", "a"],
    },
    Scenario {
        name: "draft",
        start: two_drafts,
        args: &["draft"],
    },
    Scenario {
        name: "renumber",
        start: misnumbered,
        args: &["renumber", "a"],
    },
    Scenario {
        name: "publish",
        start: recorded,
        args: &["publish", "--date", "2022-06-17"],
    },
    Scenario {
        name: "publish --seal",
        start: unsealed,
        args: &["publish", "--seal"],
    },
    Scenario {
        name: "correct",
        start: pending,
        args: &[
            "correct",
            "a@2.0",
            "--change",
            "support",
            "--effective",
            "2022-09-01",
        ],
    },
    Scenario {
        name: "correct --cancel",
        start: pending,
        args: &[
            "correct",
            "a@2.0",
            "--change",
            "support",
            "--cancel",
            "--note",
            "Genomförs inte.",
        ],
    },
    Scenario {
        name: "withdraw",
        start: pending,
        args: &["withdraw", "a", "--effective", "2023-06-01"],
    },
    Scenario {
        name: "publish, with seals apart",
        start: |folder| apart(folder, recorded),
        args: &["publish", "--date", "2022-06-17"],
    },
    Scenario {
        name: "publish --seal, with seals apart",
        start: |folder| apart(folder, unsealed),
        args: &["publish", "--seal"],
    },
    Scenario {
        name: "correct, with seals apart",
        start: |folder| apart(folder, pending),
        args: &[
            "correct",
            "a@2.0",
            "--change",
            "support",
            "--effective",
            "2022-09-01",
        ],
    },
    Scenario {
        name: "withdraw, with seals apart",
        start: |folder| apart(folder, pending),
        args: &["withdraw", "a", "--effective", "2023-06-01"],
    },
    Scenario {
        name: "upgrade",
        start: pending,
        args: &["upgrade"],
    },
    Scenario {
        name: "import git",
        start: history,
        args: &["import", "git", "HERE/source/villkor.md", "--id", "villkor"],
    },
    Scenario {
        name: "build",
        start: recorded,
        args: &["build", "--out", "HERE/r/site"],
    },
    Scenario {
        name: "build over an old site",
        start: built,
        args: &["build", "--out", "HERE/r/site"],
    },
    Scenario {
        name: "review",
        start: branch,
        args: &["review", "--base", "main", "--out", "HERE/r/review.md"],
    },
];

fn document(id: &str, version: &str, dates: &str, fee: &str, support: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {id}\nversion: \"{version}\"\n{dates}---\n# {id}\n\n## 1 Avgift\n\n{fee}\n\n## 2 Support\n\n{support}\n"
    )
}

const DATES: &str = "published: 2022-01-01\neffective: 2022-01-01\n";

fn begun(folder: &Path) {
    tree::write(
        &folder.join("r"),
        &[("contracts/agreement.yaml", "publisher: X AB\n")],
    );
}

fn published(folder: &Path) {
    begun(folder);
    tree::write(
        &folder.join("r"),
        &[(
            "contracts/a.md",
            &document("a", "1.0", DATES, "Ingen.", "Vardagar."),
        )],
    );
}

fn unsealed(folder: &Path) {
    published(folder);
    tree::write(
        &folder.join("r"),
        &[(
            "contracts/b.md",
            &document("b", "1.0", DATES, "Ingen.", "Helger."),
        )],
    );
}

fn two_drafts(folder: &Path) {
    begun(folder);
    for id in ["a", "b"] {
        tree::write(
            &folder.join("r"),
            &[
                (
                    &format!("contracts/{id}.md"),
                    &document(id, "2.0", "", "500 kr.", "Alla dagar."),
                ),
                (
                    &format!("contracts/archive/{id}/1.0.md"),
                    &document(id, "1.0", DATES, "Ingen.", "Vardagar."),
                ),
            ],
        );
    }
    ok(folder, &["publish", "--seal"]);
}

fn misnumbered(folder: &Path) {
    published(folder);
    let text = document("a", "2.0", "", "Ingen.", "Vardagar, se avsnitt 2.");
    let text = text.replace("## 2 Support", "## Ny\n\nNy text.\n\n## 2 Support");
    tree::write(
        &folder.join("r"),
        &[
            ("contracts/a.md", &text),
            (
                "contracts/archive/a/1.0.md",
                &document("a", "1.0", DATES, "Ingen.", "Vardagar."),
            ),
        ],
    );
}

fn recorded(folder: &Path) {
    two_drafts(folder);
    for id in ["a", "b"] {
        let record = format!(
            "document: {id}\nversion: \"2.0\"\nchanges:\n  - id: avgift\n    sections: [\"1\"]\n    materiality: material\n    effect: adverse\n    effective: 2022-09-17\n  - id: support\n    sections: [\"2\"]\n    materiality: material\n    effect: favourable\n    effective: 2022-10-01\n"
        );
        tree::write(
            &folder.join("r"),
            &[(&format!("changelog/{id}/2.0.yaml"), &record)],
        );
    }
}

fn pending(folder: &Path) {
    recorded(folder);
    ok(folder, &["publish", "--date", "2022-06-17"]);
}

/// What `start` makes, in the format that has seals in files of their own.
fn apart(folder: &Path, start: fn(&Path)) {
    start(folder);
    ok(folder, &["upgrade"]);
}

/// An old site, with what others keep in it, before something is published.
fn built(folder: &Path) {
    recorded(folder);
    ok(
        folder,
        &["build", "--out", &folder.join("r/site").to_string_lossy()],
    );
    tree::write(
        &folder.join("r/site"),
        &[
            ("CNAME", "avtal.example.se\n"),
            (".git/config", "[core]\n"),
            (".well-known/security.txt", "Contact\n"),
            ("dokument/eget/anteckning.txt", "Min egen.\n"),
        ],
    );
    ok(folder, &["publish", "--date", "2022-06-17"]);
}

fn history(folder: &Path) {
    begun(folder);
    git(&folder.join("source"), &["init", "-q", "-b", "main"]);
    for (month, fee) in [("01", "Ingen."), ("02", "100 kr."), ("03", "200 kr.")] {
        let text = format!("# Villkor\n\n## 1 Avgift\n\n{fee}\n");
        tree::write(&folder.join("source"), &[("villkor.md", &text)]);
        commit(
            &folder.join("source"),
            &format!("2022-{month}-01T12:00:00Z"),
        );
    }
}

fn branch(folder: &Path) {
    published(folder);
    let root = folder.join("r");
    git(&root, &["init", "-q", "-b", "main"]);
    commit(&root, "2022-02-01T12:00:00Z");
    git(&root, &["switch", "-q", "-c", "work"]);
    tree::write(
        &root,
        &[
            (
                "contracts/a.md",
                &document("a", "1.0", DATES, "500 kr.", "Vardagar."),
            ),
            ("review.md", "Den förra granskningen.\n"),
        ],
    );
}

fn ok(folder: &Path, args: &[&str]) {
    let output = program_in(folder, args);
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn git(folder: &Path, args: &[&str]) {
    std::fs::create_dir_all(folder).expect("a folder");
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(["-c", "user.name=Anna", "-c", "user.email=anna@example.se"])
        .args(args);
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    assert!(
        command.status().expect("git runs").success(),
        "git {args:?}"
    );
}

fn commit(folder: &Path, when: &str) {
    git(folder, &["add", "-A"]);
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(["-c", "user.name=Anna", "-c", "user.email=anna@example.se"]);
    command
        .args(["commit", "-q", "-m", "x"])
        .env("GIT_AUTHOR_DATE", when)
        .env("GIT_COMMITTER_DATE", when);
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    assert!(command.status().expect("git runs").success());
}

/// The states that `scenario` may lead from and to: before and after one run that nothing befell.
pub(crate) struct Ends {
    /// What it starts from.
    pub start: TempDir,
    /// The files before.
    pub before: tree::Tree,
    /// The files after.
    pub after: tree::Tree,
}

impl Ends {
    /// Runs `scenario` once, in this process.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        Self::by(scenario, |folder| {
            let code = scenario.run(folder, Steps::default());
            assert!(
                code.as_ref().is_ok_and(|code| *code < 2),
                "{}: {code:?}",
                scenario.name
            );
        })
    }

    /// The same with the built program.
    pub(crate) fn of_program(scenario: &Scenario) -> Self {
        Self::by(scenario, |folder| {
            let output = scenario
                .command(folder, &[])
                .output()
                .expect("the program runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {said}", scenario.name);
        })
    }

    fn by(scenario: &Scenario, run: impl Fn(&Path)) -> Self {
        let start = scenario.start();
        let folder = copied(start.path());
        let before = tree::tree(folder.path());
        run(folder.path());
        let after = tree::tree(folder.path());
        assert!(before != after, "{} writes nothing", scenario.name);
        assert_eq!(
            tree::left(folder.path()),
            [""; 0],
            "{} leaves something",
            scenario.name
        );
        Self {
            start,
            before,
            after,
        }
    }

    /// The starting state anew.
    pub(crate) fn again(&self) -> TempDir {
        copied(self.start.path())
    }

    /// That every file below `folder` is as it was or as it will be and that none is missing, a
    /// site as a whole.
    #[track_caller]
    pub(crate) fn require_whole(&self, folder: &Path, what: &str) {
        let everything = tree::all(folder);
        let now = tree::tree(folder);
        for (path, bytes) in &now {
            let whole = self.before.get(path) == Some(bytes) || self.after.get(path) == Some(bytes);
            assert!(whole, "{what}: {path} is neither old nor new");
        }
        for (path, bytes) in &self.before {
            let name = path.rsplit('/').next().unwrap_or(path);
            let replaced = self.after.get(path) != Some(bytes);
            let on_its_way = || {
                everything
                    .iter()
                    .any(|(other, own)| other.ends_with(name) && own == bytes)
            };
            assert!(
                replaced || now.contains_key(path) || on_its_way(),
                "{what}: {path} is lost"
            );
        }
        let site = |tree: &tree::Tree| -> tree::Tree {
            let ours = tree.iter().filter(|(path, _)| path.starts_with("r/site/"));
            ours.filter(|(path, _)| {
                self.before
                    .get(*path)
                    .is_none_or(|own| self.after.get(*path) != Some(own))
            })
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
        };
        let site_now = site(&now);
        assert!(
            site_now == site(&self.before) || site_now == site(&self.after),
            "{what}: a mixed site"
        );
    }
}

/// A copy of all that lies below `from`.
pub(crate) fn copied(from: &Path) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    copy(from, folder.path());
    folder
}
