//! What may land on a branch: `check --base` in real git repositories.

use crate::repo::{ARCHIVED, DOC, ENTRY, RECORD, Repo, git, program, text};

#[test]
fn a_clean_revision_may_land() {
    let repo = Repo::new();
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.write(
        "changelog/avtal/3.0.yaml",
        &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"),
    );
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.commit("Draft");
    repo.ok(&["publish", "--date", "2022-12-19"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.commit("Publish");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    // The base may have moved on since.
    git(&repo.top, &["switch", "-q", "main"]);
    repo.commit("Something else");
    git(&repo.top, &["switch", "-q", "work"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn a_fact_appended_to_a_published_record_may_land() {
    let repo = Repo::new();
    repo.ok(&[
        "withdraw",
        "avtal",
        "--date",
        "2022-12-20",
        "--effective",
        "2023-06-01",
    ]);
    repo.commit("Withdraw");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn a_published_text_edited_in_place_is_told_so_even_when_digest_and_seal_are_computed_anew() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "150 kr");
    repo.found("edited-in-place contracts/avtal.md");
    repo.write(
        RECORD,
        &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"),
    );
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
fn a_branch_cannot_lower_a_level_for_itself() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "900 kr");
    repo.write(
        "contracts/agreement.yaml",
        "publisher: X AB\nlevels: {change-without-note: allow}\n",
    );
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("change-without-note contracts/avtal.md");
}

#[test]
fn an_altered_archive_is_found() {
    let repo = Repo::new();
    repo.edit(ARCHIVED, "200 kr", "201 kr");
    repo.remove("changelog/avtal/1.0.yaml");
    repo.ok(&["publish", "--seal"]);
    repo.found("archive-altered contracts/archive/avtal/1.0.md");
    let said =
        String::from_utf8(program(&repo.root, &["check", "--base", "main"]).stdout).expect("UTF-8");
    let base = &git(&repo.top, &["rev-parse", "main"])[..12];
    assert!(
        said.contains(&format!("git show {base}:./{ARCHIVED} > {ARCHIVED}")),
        "{said}"
    );
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
    assert!(
        !found
            .iter()
            .any(|finding| finding.starts_with("edited-in-place")),
        "{found:?}"
    );
}

#[test]
fn a_deleted_or_renamed_document_is_found_with_each_of_its_files() {
    let repo = Repo::new();
    std::fs::rename(repo.root.join(DOC), repo.root.join("contracts/villkor.md"))
        .expect("a renamed file");
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
    repo.write(
        "contracts/archive/avtal/1.5.md",
        &text("1.5", "2022-03-01", "150"),
    );
    repo.found("backdated-version contracts/archive/avtal/1.5.md");
    repo.write(
        "changelog/avtal/1.5.yaml",
        "document: avtal\nversion: \"1.5\"\nbaseline: true\n",
    );
    let found = repo.findings(&["--base", "main"]);
    assert!(
        !found.contains(&"backdated-version contracts/archive/avtal/1.5.md".to_owned()),
        "{found:?}"
    );
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
    repo.write(
        DOC,
        &text("3.0", "2022-12-19", "90").replace("Inget övrigt", "Allt övrigt"),
    );
    repo.write(
        "changelog/avtal/3.0.yaml",
        &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"),
    );
    repo.seal_unjudged();
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("change-without-note contracts/avtal.md");
}

#[test]
fn a_text_edited_in_place_is_repaired_from_git() {
    let repo = Repo::new();
    let published = repo.read(DOC);
    repo.edit(DOC, "100 kr", "90 kr");
    let said = repo.ok(&["revise", "avtal", "--from", "main"]);
    assert!(
        said.contains("behöll den redigerade texten som utkast till version 3.0"),
        "{said}"
    );
    assert_eq!(repo.read("contracts/archive/avtal/2.0.md"), published);
    assert_eq!(repo.read(DOC), text("3.0", "", "90"));
    let found = repo.findings(&["--base", "main"]);
    assert_eq!(found, ["change-without-note contracts/avtal.md"]);
    assert_eq!(
        program(&repo.root, &["revise", "avtal", "--from", "main"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_branch_cannot_allow_itself_what_its_base_denies() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "150 kr");
    repo.write(
        "contracts/agreement.yaml",
        "publisher: X AB\nlevels: {edited-in-place: allow}\n",
    );
    repo.found("edited-in-place contracts/avtal.md");
}

#[test]
fn interim_texts_of_published_versions_stay() {
    const INTERIM: &str = "contracts/archive/avtal/2.0@2022-09-01.md";
    let repo = Repo::new();
    repo.write(INTERIM, "# Avtal\n\n## 1 Avgift\n\nAvgiften är 150 kr.\n");
    repo.commit("Interim");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.edit(INTERIM, "150 kr", "151 kr");
    repo.found(&format!("archive-altered {INTERIM}"));
    repo.remove(INTERIM);
    repo.found(&format!("published-lost {INTERIM}"));
}

#[test]
fn what_was_altered_is_shown_with_the_bytes_of_both_sides() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "900 kr");
    repo.edit(ARCHIVED, "Inget övrigt", "Intet övrigt");
    let output = crate::repo::program(&repo.root, &["check", "--base", "main"]);
    let said = String::from_utf8(output.stdout).expect("UTF-8 output");
    assert!(
        said.contains(": ”1” → ”9”)") && said.contains(": ”g” → ”t”)"),
        "{said}"
    );
}

#[test]
fn words_about_a_release_stay_as_published_and_those_of_a_day_to_come_are_free() {
    let repo = Repo::new();
    let (told, coming) = ("changelog/2022-06-01.md", "changelog/2030-01-01.md");
    git(&repo.top, &["switch", "-q", "main"]);
    repo.write(told, "Priserna höjs med 2 procent.\n");
    repo.write(coming, "Priserna höjs.\n");
    repo.commit("Announce");
    git(&repo.top, &["switch", "-q", "-C", "work"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.write(coming, "Priserna sänks.\n");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.write(told, "Priserna höjs med 3 procent.\n");
    repo.found("announcement-altered changelog/2022-06-01.md");
    repo.remove(told);
    repo.found("announcement-altered changelog/2022-06-01.md");
}
