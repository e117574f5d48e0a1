//! The program in real git repositories: what may land on a branch, and texts of revisions.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const DOC: &str = "contracts/avtal.md";
const RECORD: &str = "changelog/avtal/2.0.yaml";
const ARCHIVED: &str = "contracts/archive/avtal/1.0.md";
const DAY: &str = "2023-01-01";

/// A git repository with a contract repository in `root`, which may lie below its top.
struct Repo {
    _folder: TempDir,
    top: PathBuf,
    root: PathBuf,
}

fn isolated(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
        .env("HOME", "/nonexistent")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Anna").env(format!("GIT_{who}_EMAIL"), "anna@example.se");
        command.env(format!("GIT_{who}_DATE"), "2022-06-17T12:00:00Z");
    }
    command
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let output = isolated("git", folder).args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8 output")
}

fn program(folder: &Path, args: &[&str]) -> Output {
    let mut command = isolated(env!("CARGO_BIN_EXE_avtalslogg"), folder);
    command.args(args).args(["--on", DAY]).output().expect("the program runs")
}

fn text(version: &str, published: &str, fee: &str) -> String {
    let dates = if published.is_empty() {
        String::new()
    } else {
        format!("published: {published}\neffective: {published}\n")
    };
    format!(
        "---\nid: avtal\ntitle: Avtal\nversion: \"{version}\"\n{dates}---\n# Avtal\n\n## 1 Avgift\n\nAvgiften är {fee} kr.\n\n## 2 Övrigt\n\nInget övrigt är överenskommet.\n"
    )
}

const ENTRY: &str = "changes:\n  - id: avgift\n    sections: [\"1\"]\n    materiality: material\n    effect: favourable\n    note: Lägre.\n";

impl Repo {
    /// Two published versions, sealed and committed, and a branch on which to work.
    fn new() -> Self {
        Self::at("", &[])
    }

    fn at(below: &str, init: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let top = folder.path().join("repo");
        let root = top.join(below);
        std::fs::create_dir_all(&root).expect("a folder");
        let repo = Self { _folder: folder, top, root };
        git(&repo.top, &[&["init", "-q", "-b", "main"], init].concat());
        repo.write(ARCHIVED, &text("1.0", "2022-01-10", "200"));
        repo.write(DOC, &text("2.0", "2022-06-17", "100"));
        repo.write("contracts/pages/andringar.md", "Ändringar.\n");
        repo.write(RECORD, &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"));
        repo.ok(&["publish", "--seal"]);
        repo.commit("Publish");
        git(&repo.top, &["switch", "-q", "-c", "work"]);
        repo
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a written file");
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn remove(&self, file: &str) {
        std::fs::remove_file(self.root.join(file)).expect("a removed file");
    }

    #[track_caller]
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn commit(&self, message: &str) {
        git(&self.top, &["add", "-A"]);
        git(&self.top, &["commit", "-q", "--allow-empty", "-m", message]);
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let output = program(&self.root, args);
        let said = String::from_utf8(output.stdout).expect("UTF-8 output");
        assert!(output.status.success(), "{args:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// The codes and paths of what `check` finds, given `args`.
    #[track_caller]
    fn findings(&self, args: &[&str]) -> Vec<String> {
        findings(&self.root, args)
    }

    /// `check --base main` finds `expected`.
    #[track_caller]
    fn found(&self, expected: &str) {
        let found = self.findings(&["--base", "main"]);
        assert!(found.iter().any(|finding| finding == expected), "{expected} is not among {found:#?}");
        assert_eq!(program(&self.root, &["check", "--base", "main"]).status.code(), Some(1));
    }
}

#[track_caller]
fn findings(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = program(folder, &[&["check", "--format", "json"], args].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let findings = report["findings"].as_array().expect("findings");
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| format!("{} {}", text(finding, "code"), text(finding, "path"))).collect()
}

#[test]
fn a_clean_revision_may_land() {
    let repo = Repo::new();
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.write("changelog/avtal/3.0.yaml", &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"));
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.commit("Draft");
    repo.ok(&["publish", "--date", "2022-12-19"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.ok(&["correct", "avtal@2.0", "--change", "avgift", "--effective", "2022-07-01"]);
    repo.commit("Publish and correct");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    // The base may have moved on since.
    git(&repo.top, &["switch", "-q", "main"]);
    repo.commit("Something else");
    git(&repo.top, &["switch", "-q", "work"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn a_published_text_edited_in_place_is_told_so_even_when_digest_and_seal_are_computed_anew() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "150 kr");
    repo.found("edited-in-place contracts/avtal.md");
    repo.write(RECORD, &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"));
    repo.ok(&["publish", "--seal"]);
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("edited-in-place contracts/avtal.md");
    repo.found("record-altered changelog/avtal/2.0.yaml");
    // The number raised by hand, and the publication taken back, are no ways around it.
    repo.write(DOC, &text("3.0", "2022-12-19", "150"));
    repo.found("edited-in-place contracts/avtal.md");
    repo.write(DOC, &text("2.0", "", "150"));
    repo.found("edited-in-place contracts/avtal.md");
}

#[test]
fn an_altered_archive_is_found() {
    let repo = Repo::new();
    repo.edit(ARCHIVED, "200 kr", "201 kr");
    repo.remove("changelog/avtal/1.0.yaml");
    repo.ok(&["publish", "--seal"]);
    repo.found("archive-altered contracts/archive/avtal/1.0.md");
    let said = String::from_utf8(program(&repo.root, &["check", "--base", "main"]).stdout).expect("UTF-8");
    let base = &git(&repo.top, &["rev-parse", "main"])[..12];
    assert!(said.contains(&format!("git show {base}:./{ARCHIVED} > {ARCHIVED}")), "{said}");
}

#[test]
fn a_version_that_was_superseded_on_the_branch_is_archived_as_published() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.edit("contracts/archive/avtal/2.0.md", "100 kr", "101 kr");
    repo.found("archive-altered contracts/archive/avtal/2.0.md");
}

#[test]
fn a_revision_may_be_abandoned() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.commit("Begin");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.remove("contracts/archive/avtal/2.0.md");
    repo.write(DOC, &text("2.0", "2022-06-17", "100"));
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn other_dates_of_what_was_published_are_found() {
    let repo = Repo::new();
    repo.edit(DOC, "effective: 2022-06-17", "effective: 2022-06-18");
    repo.found("published-redated contracts/avtal.md");
    let found = repo.findings(&["--base", "main"]);
    assert!(!found.iter().any(|finding| finding.starts_with("edited-in-place")), "{found:?}");
}

#[test]
fn a_deleted_or_renamed_document_is_found_with_each_of_its_files() {
    let repo = Repo::new();
    std::fs::rename(repo.root.join(DOC), repo.root.join("contracts/villkor.md")).expect("a renamed file");
    repo.edit("contracts/villkor.md", "id: avtal", "id: villkor");
    repo.found("published-lost contracts/avtal.md");
    repo.remove(ARCHIVED);
    repo.remove(RECORD);
    repo.found("published-lost contracts/archive/avtal/1.0.md");
    repo.found("published-lost changelog/avtal/2.0.yaml");
}

#[test]
fn a_number_belongs_to_one_text() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "\"3.0\"", "\"2.0\"");
    repo.edit(DOC, "100 kr", "90 kr");
    repo.found("version-reused contracts/avtal.md");
}

#[test]
fn a_new_version_is_not_older_than_what_was_published() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.write(DOC, &text("3.0", "2022-06-16", "90"));
    repo.found("backdated-version contracts/avtal.md");
    // Neither between the others, unless it is from the time before.
    repo.write("contracts/archive/avtal/1.5.md", &text("1.5", "2022-03-01", "150"));
    repo.found("backdated-version contracts/archive/avtal/1.5.md");
    repo.write("changelog/avtal/1.5.yaml", "document: avtal\nversion: \"1.5\"\nbaseline: true\n");
    let found = repo.findings(&["--base", "main"]);
    assert!(!found.contains(&"backdated-version contracts/archive/avtal/1.5.md".to_owned()), "{found:?}");
}

#[test]
fn a_sealed_record_takes_appended_facts_only() {
    let repo = Repo::new();
    repo.edit(RECORD, "note: Lägre.", "note: Högre.");
    repo.found("record-altered changelog/avtal/2.0.yaml");
}

#[test]
fn an_undocumented_change_of_a_new_version_is_judged_against_the_base_only() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.write(DOC, &text("3.0", "2022-12-19", "90").replace("Inget övrigt", "Allt övrigt"));
    repo.write("changelog/avtal/3.0.yaml", &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"));
    repo.ok(&["publish", "--seal"]);
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("change-without-note contracts/avtal.md");
}

#[test]
fn a_contract_root_below_the_top_may_have_letters_and_spaces_in_its_path() {
    let repo = Repo::at("våra avtal/kund ö", &[]);
    repo.write("contracts/pages/gallring på ö.md", "x\n");
    repo.write("contracts/registers/å ä.csv", "x\n");
    repo.commit("Pages");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.remove(DOC);
    repo.found("published-lost contracts/avtal.md");
    for operand in ["main:våra avtal/kund ö/contracts/avtal.md", "main:./contracts/avtal.md"] {
        let said = repo.ok(&["diff", ARCHIVED, operand]);
        assert!(said.contains("[-200 kr-]{+100 kr+}"), "{said}");
    }
    let failed = program(&repo.root, &["diff", ARCHIVED, "main:contracts/avtal.md"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("write `./contracts/avtal.md`"));
}

#[test]
fn a_shallow_clone_names_the_command_that_helps() {
    let repo = Repo::new();
    git(&repo.top, &["switch", "-q", "main"]);
    repo.commit("On main");
    git(&repo.top, &["switch", "-q", "work"]);
    repo.commit("On the branch");
    let url = format!("file://{}", repo.top.display());
    let clone = repo.top.with_file_name("clone");
    let target = clone.to_string_lossy();
    git(&repo.top, &["clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", &url, &target]);
    for base in ["origin/main", "HEAD~1"] {
        let failed = program(&clone, &["check", "--base", base]);
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert_eq!(failed.status.code(), Some(2), "{said}");
        assert!(said.contains("git fetch --unshallow") && said.contains("fetch-depth: 0"), "{said}");
    }
    git(&clone, &["fetch", "-q", "--unshallow"]);
    assert_eq!(findings(&clone, &["--base", "origin/main"]), [""; 0]);
}

#[test]
fn a_partial_clone_is_never_completed_over_the_network() {
    let repo = Repo::new();
    git(&repo.top, &["config", "uploadpack.allowFilter", "true"]);
    repo.remove(ARCHIVED);
    repo.commit("Remove");
    let url = format!("file://{}", repo.top.display());
    let clone = repo.top.with_file_name("partial");
    let target = clone.to_string_lossy();
    git(&repo.top, &["clone", "-q", "--filter=blob:none", "-b", "work", &url, &target]);
    let failed = program(&clone, &["check", "--base", "origin/main"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(failed.status.code() == Some(2) && said.contains("git fetch --refetch --no-filter"), "{said}");
    git(&clone, &["fetch", "-q", "--refetch", "--no-filter"]);
    let found = findings(&clone, &["--base", "origin/main"]);
    assert!(found.contains(&format!("published-lost {ARCHIVED}")), "{found:?}");
}

#[test]
fn a_linked_worktree_is_a_repository_like_any_other() {
    let repo = Repo::new();
    let linked = repo.top.with_file_name("linked å");
    git(&repo.top, &["worktree", "add", "-q", "-b", "other", &linked.to_string_lossy(), "main"]);
    assert_eq!(findings(&linked, &["--base", "main"]), [""; 0]);
    std::fs::remove_file(linked.join(ARCHIVED)).expect("a removed file");
    let found = findings(&linked, &["--base", "main"]);
    assert!(found.contains(&format!("published-lost {ARCHIVED}")), "{found:?}");
}

#[test]
fn a_sha256_repository_is_read() {
    let probe = TempDir::new().expect("a temporary folder");
    let init = isolated("git", probe.path()).args(["init", "-q", "--object-format=sha256"]).output();
    if !init.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this git has no sha256 repositories");
        return;
    }
    let repo = Repo::at("", &["--object-format=sha256"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.edit(DOC, "100 kr", "150 kr");
    repo.found("edited-in-place contracts/avtal.md");
}

#[test]
fn symbolic_links_of_a_revision_are_not_followed() {
    let repo = Repo::new();
    std::os::unix::fs::symlink("avtal.md", repo.root.join("contracts/lank.md")).expect("a link");
    repo.commit("Link");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    let failed = program(&repo.root, &["diff", DOC, "main:contracts/lank.md"]);
    assert!(String::from_utf8_lossy(&failed.stderr).contains("a symbolic link"));
}

#[test]
fn a_text_of_a_revision_is_compared() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "90 kr");
    let said = repo.ok(&["diff", "HEAD:contracts/avtal.md", DOC]);
    assert!(said.contains("[-100 kr-]{+90 kr+}"), "{said}");
    // A file that exists comes first, whatever its name.
    std::fs::create_dir(repo.root.join("HEAD:contracts")).expect("a folder");
    repo.write("HEAD:contracts/avtal.md", &text("2.0", "", "80"));
    let said = repo.ok(&["diff", "HEAD:contracts/avtal.md", DOC]);
    assert!(said.contains("[-80 kr-]{+90 kr+}"), "{said}");
}

#[test]
fn what_git_does_not_know_is_said_in_words() {
    let repo = Repo::new();
    for (args, words) in [
        (&["check", "--base", "finns-inte"][..], "`finns-inte` names no commit here"),
        (&["check", "--base=--all"], "`--all` names no commit here"),
        (&["check", "--base", "main..work"], "`main..work` names no commit here"),
        (&["check", "--base", ""], "`` names no commit here"),
        (&["diff", DOC, "main:contracts/finns-inte.md"], "no such file in"),
        (&["diff", DOC, "main:contracts"], "a folder"),
    ] {
        let failed = program(&repo.root, args);
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(failed.status.code() == Some(2) && said.contains(words), "{args:?}: {said}");
    }
    let bare = TempDir::new().expect("a temporary folder");
    std::fs::create_dir(bare.path().join("contracts")).expect("a folder");
    let failed = program(bare.path(), &["check", "--base", "main"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(failed.status.code() == Some(2) && said.contains("not a git repository"), "{said}");
}

#[test]
fn a_text_edited_in_place_is_repaired_from_git() {
    let repo = Repo::new();
    let published = repo.read(DOC);
    repo.edit(DOC, "100 kr", "90 kr");
    let said = repo.ok(&["revise", "avtal", "--from", "main"]);
    assert!(said.contains("kept the edited text as a draft of version 3.0"), "{said}");
    assert_eq!(repo.read("contracts/archive/avtal/2.0.md"), published);
    assert_eq!(repo.read(DOC), text("3.0", "", "90"));
    let found = repo.findings(&["--base", "main"]);
    assert_eq!(found, ["change-without-note contracts/avtal.md"]);
    assert_eq!(program(&repo.root, &["revise", "avtal", "--from", "main"]).status.code(), Some(2));
}
