//! The steps for forges: pinned, without expressions in scripts, and run as the forge would, with a
//! stub of its program.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use crate::repo::{DOC, Repo, git, isolated};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(file: &str) -> Value {
    let text =
        fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn steps_of_action() -> Vec<Value> {
    yaml("action.yml")["runs"]["steps"]
        .as_array()
        .expect("steps")
        .clone()
}

const WORKFLOWS: [&str; 3] = [
    "docs/github-workflow.yml",
    ".github/workflows/checks.yml",
    ".github/workflows/release.yml",
];

#[test]
fn what_others_wrote_is_pinned_to_a_commit_and_no_script_holds_an_expression() {
    let mut steps = steps_of_action();
    for file in WORKFLOWS {
        for job in yaml(file)["jobs"].as_object().expect("jobs").values() {
            steps.extend(job["steps"].as_array().expect("steps").iter().cloned());
        }
    }
    assert!(steps.len() > 12);
    for step in &steps {
        if let Some((_, commit)) = text(&step["uses"]).split_once('@') {
            let is_commit =
                commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit, "{} is not pinned", step["uses"]);
        }
        assert!(
            !text(&step["run"]).contains("${{"),
            "an expression inside a script: {}",
            step["run"]
        );
        assert!(step["run"].is_null() || step["shell"] == "bash", "{step}");
    }
}

#[test]
fn no_workflow_has_more_rights_than_it_says_why() {
    for file in WORKFLOWS {
        let workflow = yaml(file);
        let none = serde_json::json!({});
        assert_eq!(
            workflow["permissions"], none,
            "{file}: what is not granted to a job is denied"
        );
        let target = &workflow["on"]["pull_request_target"];
        assert!(
            target.is_null(),
            "{file}: a fork's text must never meet a token that may write"
        );
    }
    let granted = serde_json::json!({"contents": "read", "pull-requests": "write"});
    assert_eq!(yaml(WORKFLOWS[0])["jobs"]["review"]["permissions"], granted);
}

#[test]
fn every_night_and_for_every_change_known_faults_of_dependencies_are_asked_for() {
    let workflow = yaml(".github/workflows/checks.yml");
    let job = &workflow["jobs"]["advisories"];
    let asks = |step: &Value| text(&step["run"]).contains("check advisories");
    assert!(job["steps"].as_array().expect("steps").iter().any(asks));
    assert!(job["if"].is_null(), "it runs on every event");
    assert!(!workflow["on"]["schedule"].is_null());
}

#[test]
fn the_gitlab_job_runs_for_merge_requests_and_keeps_its_report() {
    let job = &yaml(".gitlab/avtalslogg.yml")["avtalslogg"];
    assert!(text(&job["rules"][0]["if"]).contains("merge_request_event"));
    assert_eq!(job["variables"]["GIT_DEPTH"], "0");
    assert_eq!(job["artifacts"]["when"], "always");
    for script in job["script"]
        .as_array()
        .expect("a script")
        .iter()
        .chain(job["before_script"].as_array().expect("a script"))
    {
        let checked = isolated("bash", root())
            .args(["-n", "-c", text(script)])
            .output()
            .expect("bash runs");
        assert!(
            checked.status.success(),
            "{}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
}

/// A pull request on the forge: its clone, and the stub of the program `gh`, which lists `comments`
/// and takes comments only where `may_write`.
struct PullRequest<'r> {
    repo: &'r Repo,
    may_write: bool,
    comments: &'static str,
}

/// What the steps left behind.
struct Ran {
    /// The exit codes of the steps, by name.
    codes: BTreeMap<String, i32>,
    summary: String,
    log: String,
    /// What `gh` was asked, a line each.
    asked: String,
}

impl PullRequest<'_> {
    /// Runs the steps of `action.yml` one by one, as they are written. Steps of others are left
    /// out.
    fn run(&self) -> Ran {
        let forge = self.repo.top.with_file_name("forge");
        let _ = fs::remove_dir_all(&forge);
        fs::create_dir_all(forge.join("bin")).expect("a folder");
        let gh = format!(
            "#!/bin/sh\necho \"$*\" >>'{0}/asked'\ncase \"$*\" in\n  *--paginate*) printf '%s' '{1}' ;;\n  *) [ {2} = true ] || {{ echo 'gh: Resource not accessible by integration (HTTP 403)' >&2; exit 1; }} ;;\nesac\n",
            forge.display(),
            self.comments,
            self.may_write,
        );
        fs::write(forge.join("bin/gh"), gh).expect("a script");
        fs::set_permissions(forge.join("bin/gh"), fs::Permissions::from_mode(0o755))
            .expect("a program");
        let temp = forge.to_string_lossy().into_owned();
        let mut known: BTreeMap<String, String> = [
            ("github.action_path", root().to_string_lossy().into_owned()),
            ("github.event.pull_request.number", "7".to_owned()),
            ("runner.temp", temp),
            ("inputs.binary", env!("CARGO_BIN_EXE_avtalslogg").to_owned()),
            ("inputs.root", ".".to_owned()),
            ("inputs.base", String::new()),
            ("inputs.comment", "true".to_owned()),
            ("inputs.token", "secret".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        let mut ran = Ran {
            codes: BTreeMap::new(),
            summary: String::new(),
            log: String::new(),
            asked: String::new(),
        };
        for step in steps_of_action() {
            let wanted = match text(&step["if"]) {
                "" => true,
                condition => {
                    let (name, value) = condition
                        .split_once(" == ")
                        .expect("a condition that the test knows");
                    known[name] == value.trim_matches('\'')
                }
            };
            if !wanted || step["run"].is_null() {
                continue;
            }
            let output_file = forge.join("output");
            fs::write(&output_file, "").expect("a file");
            let mut command = isolated("bash", &self.repo.root);
            command.args([
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                text(&step["run"]),
            ]);
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                command.env(name, substituted(text(value), &known));
            }
            let path = std::env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{}:{path}", forge.join("bin").display()));
            command
                .env("GITHUB_OUTPUT", &output_file)
                .env("GITHUB_STEP_SUMMARY", forge.join("summary"));
            command
                .env("GITHUB_BASE_REF", "main")
                .env("GITHUB_REPOSITORY", "anna/avtal");
            let output = command.output().expect("bash runs");
            ran.log.push_str(&String::from_utf8_lossy(&output.stdout));
            ran.log.push_str(&String::from_utf8_lossy(&output.stderr));
            ran.codes.insert(
                text(&step["name"]).to_owned(),
                output.status.code().unwrap_or(-1),
            );
            for line in fs::read_to_string(&output_file).expect("outputs").lines() {
                let (name, value) = line.split_once('=').expect("name=value");
                known.insert(
                    format!("steps.{}.outputs.{name}", text(&step["id"])),
                    value.to_owned(),
                );
            }
        }
        ran.summary = fs::read_to_string(forge.join("summary")).unwrap_or_default();
        ran.asked = fs::read_to_string(forge.join("asked")).unwrap_or_default();
        ran
    }

    fn report(&self, file: &str) -> String {
        let path = self
            .repo
            .top
            .with_file_name("forge")
            .join("avtalslogg-review")
            .join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}

fn substituted(text: &str, known: &BTreeMap<String, String>) -> String {
    let Some((before, rest)) = text.split_once("${{") else {
        return text.to_owned();
    };
    let (expression, after) = rest.split_once("}}").expect("a closed expression");
    let value = known
        .get(expression.trim())
        .unwrap_or_else(|| panic!("{expression} is unknown to the test"));
    format!("{before}{value}{}", substituted(after, known))
}

/// A clone of a repository whose branch changes an amount without a note.
fn undocumented() -> Repo {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.commit("Lower the fee");
    git(
        &repo.top,
        &["update-ref", "refs/remotes/origin/main", "main"],
    );
    repo
}

#[test]
fn a_pull_request_from_a_fork_gets_summary_artifact_and_exit_code_without_a_comment() {
    let repo = undocumented();
    let request = PullRequest {
        repo: &repo,
        may_write: false,
        comments: "",
    };
    let ran = request.run();
    assert_eq!(ran.codes["Write the comment"], 0, "{}", ran.log);
    assert!(
        ran.log
            .contains("::notice::no comment: the token may not write here"),
        "{}",
        ran.log
    );
    assert!(
        ran.summary.starts_with("<!-- avtalslogg-review -->") && ran.summary.contains("90 kr"),
        "{}",
        ran.summary
    );
    for (file, words) in [
        ("review.md", "90 kr"),
        ("review.html", "90 kr"),
        ("review.json", "{"),
        ("review.sarif", "2.1.0"),
    ] {
        assert!(request.report(file).contains(words), "{file}");
    }
    assert!(ran.log.contains("::error"), "annotations: {}", ran.log);
    assert_eq!(
        (ran.codes["Review"], ran.codes["Say what the findings say"]),
        (0, 1),
        "{}",
        ran.log
    );
}

#[test]
fn one_comment_is_written_and_then_kept_up_to_date() {
    let repo = undocumented();
    let first = PullRequest {
        repo: &repo,
        may_write: true,
        comments: "",
    }
    .run();
    assert!(
        first
            .asked
            .contains("--method POST repos/anna/avtal/issues/7/comments"),
        "{}",
        first.asked
    );
    let later = PullRequest {
        repo: &repo,
        may_write: true,
        comments: "4711\n4712",
    }
    .run();
    assert!(
        later
            .asked
            .contains("--method PATCH repos/anna/avtal/issues/comments/4711 "),
        "{}",
        later.asked
    );
    assert!(
        !later.asked.contains("POST") && later.asked.contains("user.type == \"Bot\""),
        "{}",
        later.asked
    );
}

#[test]
fn a_clean_branch_ends_with_0_and_one_that_cannot_be_reviewed_with_2() {
    let repo = Repo::new();
    git(
        &repo.top,
        &["update-ref", "refs/remotes/origin/main", "main"],
    );
    let clean = PullRequest {
        repo: &repo,
        may_write: true,
        comments: "",
    }
    .run();
    assert_eq!(clean.codes["Say what the findings say"], 0, "{}", clean.log);
    git(&repo.top, &["update-ref", "-d", "refs/remotes/origin/main"]);
    git(&repo.top, &["branch", "-D", "main"]);
    let failed = PullRequest {
        repo: &repo,
        may_write: true,
        comments: "",
    }
    .run();
    assert_eq!(
        failed.codes["Say what the findings say"], 2,
        "{}",
        failed.log
    );
    assert!(
        failed.summary.contains("The review could not run"),
        "{}",
        failed.summary
    );
    assert!(
        !failed.asked.contains("POST") && !failed.asked.contains("PATCH"),
        "{}",
        failed.asked
    );
}

#[test]
fn the_gitlab_job_updates_the_note_of_its_own_user_only() {
    let repo = undocumented();
    let bin = repo.top.with_file_name("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let asked = repo.top.with_file_name("asked");
    let user = r#"{"id":42,"username":"bot"}"#;
    let note = |id: u32, author: u32| {
        format!(
            r#"{{"id":{id},"type":null,"body":"\u003c!-- avtalslogg-review --\u003e\nx","author":{{"id":{author},"name":"x"}}}}"#
        )
    };
    let curl = format!(
        "#!/bin/sh\necho \"$*\" >>'{}'\ncase \"$*\" in\n  */user) printf '%s\\n' '{user}' ;;\n  *per_page*) printf '%s' '[{},{}]' ;;\nesac\n",
        asked.display(),
        note(98, 1),
        note(99, 42),
    );
    fs::write(bin.join("curl"), curl).expect("a script");
    fs::set_permissions(bin.join("curl"), fs::Permissions::from_mode(0o755)).expect("a program");
    fs::create_dir_all(repo.root.join(".avtalslogg/bin")).expect("a folder");
    std::os::unix::fs::symlink(
        env!("CARGO_BIN_EXE_avtalslogg"),
        repo.root.join(".avtalslogg/bin/avtalslogg"),
    )
    .expect("a link");
    let job = &yaml(".gitlab/avtalslogg.yml")["avtalslogg"];
    let mut command = isolated("bash", &repo.root);
    command.args(["-eo", "pipefail", "-c", text(&job["script"][0])]);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", bin.display()));
    for (name, value) in [
        ("AVTALSLOGG_ROOT", "."),
        ("AVTALSLOGG_TOKEN", "secret"),
        ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
        ("CI_API_V4_URL", "https://gitlab.example.com/api/v4"),
        ("CI_PROJECT_ID", "5"),
        ("CI_MERGE_REQUEST_IID", "7"),
    ] {
        command.env(name, value);
    }
    let output = command.output().expect("bash runs");
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let asked = fs::read_to_string(asked).expect("what was asked");
    let last = asked.lines().last().expect("a request");
    assert!(
        last.contains("--request PUT") && last.ends_with("/projects/5/merge_requests/7/notes/99"),
        "{asked}"
    );
    assert!(repo.read("avtalslogg-review/review.md").contains("90 kr"));
}
