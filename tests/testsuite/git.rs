//! Git repositories of all kinds: clones, worktrees, links, and texts of revisions.

use tempfile::TempDir;

use crate::repo::{ARCHIVED, DOC, Repo, findings, git, isolated, program, text};
use crate::tools::is_missing;

#[test]
fn a_contract_root_below_the_top_may_have_letters_and_spaces_in_its_path() {
    let repo = Repo::at("våra avtal/kund ö", &[]);
    repo.write("contracts/pages/gallring på ö.md", "x\n");
    repo.write("contracts/pages/å ä.md", "x\n");
    repo.commit("Pages");
    let pages = [
        "unknown-page contracts/pages/gallring på ö.md",
        "unknown-page contracts/pages/å ä.md",
    ];
    assert_eq!(repo.findings(&["--base", "main"]), pages);
    repo.remove(DOC);
    repo.found("published-lost contracts/avtal.md");
    for operand in [
        "main:våra avtal/kund ö/contracts/avtal.md",
        "main:./contracts/avtal.md",
    ] {
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
    let clone = repo.shallow_clone();
    for base in ["origin/main", "HEAD~1"] {
        let failed = program(&clone, &["check", "--base", base]);
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert_eq!(failed.status.code(), Some(2), "{said}");
        assert!(
            said.contains("git fetch --unshallow") && said.contains("fetch-depth: 0"),
            "{said}"
        );
    }
    git(&clone, &["fetch", "-q", "--unshallow"]);
    for base in ["origin/main", "main"] {
        assert_eq!(findings(&clone, &["--base", base]), [""; 0]);
    }
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
    git(
        &repo.top,
        &[
            "clone",
            "-q",
            "--filter=blob:none",
            "-b",
            "work",
            &url,
            &target,
        ],
    );
    let failed = program(&clone, &["check", "--base", "origin/main"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        failed.status.code() == Some(2) && said.contains("git fetch --refetch --no-filter"),
        "{said}"
    );
    git(&clone, &["fetch", "-q", "--refetch", "--no-filter"]);
    let found = findings(&clone, &["--base", "origin/main"]);
    assert!(
        found.contains(&format!("published-lost {ARCHIVED}")),
        "{found:?}"
    );
}

#[test]
fn a_linked_worktree_is_a_repository_like_any_other() {
    let repo = Repo::new();
    let linked = repo.top.with_file_name("linked å");
    git(
        &repo.top,
        &[
            "worktree",
            "add",
            "-q",
            "-b",
            "other",
            &linked.to_string_lossy(),
            "main",
        ],
    );
    assert_eq!(findings(&linked, &["--base", "main"]), [""; 0]);
    std::fs::remove_file(linked.join(ARCHIVED)).expect("a removed file");
    let found = findings(&linked, &["--base", "main"]);
    assert!(
        found.contains(&format!("published-lost {ARCHIVED}")),
        "{found:?}"
    );
}

#[test]
fn a_sha256_repository_is_read() {
    let probe = TempDir::new().expect("a temporary folder");
    let init = isolated("git", probe.path())
        .args(["init", "-q", "--object-format=sha256"])
        .output();
    let can = init.is_ok_and(|output| output.status.success());
    if is_missing(
        "a git with sha256 repositories",
        can,
        "2.29 or later is needed",
    ) {
        return;
    }
    let repo = Repo::at("", &["--object-format=sha256"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.edit(DOC, "100 kr", "150 kr");
    repo.found("edited-in-place contracts/avtal.md");
}

#[cfg(unix)]
#[test]
fn symbolic_links_of_a_revision_are_not_followed() {
    let repo = Repo::new();
    std::os::unix::fs::symlink("avtal.md", repo.root.join("contracts/lank.md")).expect("a link");
    repo.commit("Link");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    assert_eq!(
        repo.findings(&["--base", "main"]),
        ["symbolic-link contracts/lank.md"]
    );
    let failed = program(&repo.root, &["diff", DOC, "main:contracts/lank.md"]);
    assert!(String::from_utf8_lossy(&failed.stderr).contains("a symbolic link"));
}

#[cfg(unix)]
#[test]
fn a_contract_that_a_branch_turns_into_a_link_is_lost_and_the_link_is_named() {
    let repo = Repo::new();
    std::fs::rename(repo.root.join(DOC), repo.top.with_file_name("outside.md"))
        .expect("moved away");
    std::os::unix::fs::symlink("../../outside.md", repo.root.join(DOC)).expect("a link");
    repo.found("published-lost contracts/avtal.md");
    repo.found("symbolic-link contracts/avtal.md");
    repo.commit("Link");
    for head in [&[] as &[&str], &["--head", "work"]] {
        let review = program(&repo.root, &[&["review", "--base", "main"], head].concat());
        let said = String::from_utf8_lossy(&review.stdout).into_owned();
        assert!(
            said.contains("symbolic-link") && said.contains("published-lost"),
            "{said}"
        );
        assert!(!said.contains("[-100 kr-]"), "{said}");
    }
}

#[test]
fn a_submodule_among_the_contracts_is_named() {
    let repo = Repo::new();
    let commit = git(&repo.top, &["rev-parse", "HEAD"]);
    let entry = format!("160000,{},contracts/archive/annat", commit.trim());
    git(&repo.top, &["update-index", "--add", "--cacheinfo", &entry]);
    git(&repo.top, &["commit", "-q", "-m", "Submodule"]);
    let review = program(&repo.root, &["review", "--base", "main", "--head", "work"]);
    let said = String::from_utf8_lossy(&review.stdout).into_owned();
    assert!(said.contains("not-a-file"), "{said}");
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
fn a_document_is_compared_between_two_revisions_by_its_id() {
    let repo = Repo::at("våra avtal", &[]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.commit("On the branch");
    git(&repo.top, &["switch", "-q", "main"]);
    repo.edit(DOC, "100 kr", "110 kr");
    repo.commit("On main");
    git(&repo.top, &["switch", "-q", "work"]);
    repo.edit(DOC, "90 kr", "80 kr");
    for (range, change) in [
        ("main..work", "[-110 kr-]{+90 kr+}"),
        ("main...work", "[-100 kr-]{+90 kr+}"),
        ("main..", "[-110 kr-]{+80 kr+}"),
        ("main...", "[-100 kr-]{+80 kr+}"),
    ] {
        let said = repo.ok(&["diff", "avtal", range]);
        assert!(said.contains(change), "{range}: {said}");
    }
    let failed = program(&repo.root, &["diff", "finns-inte", "main..work"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        failed.status.code() == Some(2) && said.contains("no such file in"),
        "{said}"
    );
}

#[test]
fn what_git_does_not_know_is_said_in_words() {
    let repo = Repo::new();
    for (args, words) in [
        (
            &["check", "--base", "finns-inte"][..],
            "`finns-inte` names no commit here",
        ),
        (&["check", "--base=--all"], "`--all` names no commit here"),
        (
            &["check", "--base", "main..work"],
            "`main..work` names no commit here",
        ),
        (&["check", "--base", ""], "`` names no commit here"),
        (
            &["diff", DOC, "main:contracts/finns-inte.md"],
            "no such file in",
        ),
        (&["diff", DOC, "main:contracts"], "a folder"),
    ] {
        let failed = program(&repo.root, args);
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(
            failed.status.code() == Some(2) && said.contains(words),
            "{args:?}: {said}"
        );
    }
    let bare = TempDir::new().expect("a temporary folder");
    std::fs::create_dir(bare.path().join("contracts")).expect("a folder");
    let failed = program(bare.path(), &["check", "--base", "main"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        failed.status.code() == Some(2) && said.contains("not a git repository"),
        "{said}"
    );
}

#[test]
fn neither_configuration_nor_environment_nor_replaced_objects_change_the_answer() {
    let repo = Repo::at("våra avtal", &[]);
    let base = git(&repo.top, &["rev-parse", "main"]);
    let mark = repo.top.with_file_name("mark");
    let touch = format!("touch '{}'", mark.display());
    repo.edit(DOC, "100 kr", "150 kr");
    repo.commit("Edit");
    git(&repo.top, &["replace", base.trim(), "work"]);
    for (key, value) in [
        ("color.ui", "always"),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
        ("core.fsmonitor", &touch),
        ("core.pager", &touch),
        ("alias.ls-tree", "status"),
    ] {
        git(&repo.top, &["config", key, value]);
    }
    let mut command = isolated(env!("CARGO_BIN_EXE_avtalslogg"), &repo.root);
    command.args([
        "check",
        "--base",
        "main",
        "--format",
        "json",
        "--on",
        "2023-01-01",
    ]);
    command
        .env("GIT_DIR", "/nonexistent")
        .env("GIT_PREFIX", "x/")
        .env("GIT_TRACE", "1");
    command
        .env("GIT_GLOB_PATHSPECS", "1")
        .env("GIT_INDEX_FILE", "/nonexistent")
        .env("LC_ALL", "sv_SE.UTF-8");
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("edited-in-place"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!mark.exists(), "a program of the configuration ran");
}
