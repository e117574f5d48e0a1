//! Seals in files of their own: what is written, what is found, and the move from the first format.

use std::collections::BTreeMap;

use crate::project::Project;
use crate::repo::{DOC, ENTRY, RECORD, Repo};

const SEAL: &str = "changelog/avtal/2.0.seal";
const SETTINGS: &str = "contracts/agreement.yaml";
const HEAD: &str = "document: avtal\nversion: \"2.0\"\n";

/// A published contract with a correction and an end, in the first format.
fn first_format() -> Project {
    let project = Project::bare();
    let text = |version: &str, day: &str, fee: &str| {
        format!(
            "---\nid: a\ntitle: Avtal A\nversion: \"{version}\"\n{day}---\n# Avtal A\n\n## 1 Avgift\n\n{fee}\n\n## 2 Support\n\nVardagar.\n"
        )
    };
    let day = "published: 2022-01-10\neffective: 2022-01-10\n";
    project.write(SETTINGS, "# Våra avtal\npublisher: X AB\n");
    project.write(
        "contracts/archive/a/1.0.md",
        text("1.0", day, "Avgiften är 100 kr."),
    );
    project.write("contracts/a.md", text("2.0", "", "Avgiften är 200 kr."));
    ok(&project, &["publish", "--seal"]);
    project.write(
        "changelog/a/2.0.yaml",
        "document: a\nversion: \"2.0\"\nchanges:\n  - id: avgift  # höjningen\n    sections: [\"1\"]\n    materiality: material\n    effect: adverse\n    effective: 2022-09-17\n    note: Avgiften har höjts.\n",
    );
    ok(&project, &["publish", "--date", "2022-06-17"]);
    let correct = [
        "correct",
        "a@2.0",
        "--change",
        "avgift",
        "--effective",
        "2022-10-01",
    ];
    ok(
        &project,
        &[&correct[..], &["--note", "Senare.", "--on", "2022-07-01"]].concat(),
    );
    let withdraw = [
        "withdraw",
        "a",
        "--effective",
        "2023-06-01",
        "--date",
        "2022-08-01",
    ];
    ok(&project, &withdraw);
    project
}

#[track_caller]
fn ok(project: &Project, args: &[&str]) -> String {
    let run = project.run(args);
    assert_eq!(run.code, 0, "{args:?}: {}{}", run.stdout, run.stderr);
    run.stdout
}

/// Every file below `folder` of the project.
fn files(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = project.path(folder);
    let found = walkdir::WalkDir::new(&root).into_iter();
    found
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(&root).expect("below the folder");
            let bytes = std::fs::read(entry.path()).expect("a readable file");
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_move_keeps_people_s_words_and_every_fact() {
    let project = first_format();
    ok(
        &project,
        &["build", "--out", "before", "--on", "2022-12-01"],
    );
    let log = ok(&project, &["log", "a", "--on", "2022-12-01"]);
    let words = project.read("changelog/a/2.0.yaml");
    let words = &words[..words.find("digest:").expect("a digest")];
    ok(&project, &["upgrade"]);
    assert_eq!(
        project.read("changelog/a/2.0.yaml"),
        format!(
            "{words}later:\n  - on: 2022-07-01\n    correct: {{change: avgift, set: {{effective: 2022-10-01}}}}\n    note: \"Senare.\"\n  - on: 2022-08-01\n    withdraw: {{effective: 2023-06-01}}\n"
        )
    );
    assert_eq!(
        project.read(SETTINGS),
        "# Våra avtal\nformat: 2\npublisher: X AB\n"
    );
    let check = project.run(&["check", "--on", "2022-12-01"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert_eq!(ok(&project, &["log", "a", "--on", "2022-12-01"]), log);
    ok(&project, &["build", "--out", "after", "--on", "2022-12-01"]);
    assert_eq!(files(&project, "after"), files(&project, "before"));
}

#[test]
fn what_is_moved_stays_so() {
    let project = first_format();
    ok(&project, &["upgrade"]);
    let moved = (files(&project, "changelog"), project.read(SETTINGS));
    let said = ok(&project, &["upgrade"]);
    assert!(said.contains("redan"), "{said}");
    assert_eq!(
        (files(&project, "changelog"), project.read(SETTINGS)),
        moved
    );
}

#[test]
fn facts_are_appended_to_the_list_and_sealed_beside_it() {
    let project = first_format();
    ok(&project, &["upgrade"]);
    let correct = [
        "correct",
        "a@2.0",
        "--withdrawal",
        "--cancel",
        "--on",
        "2022-09-01",
    ];
    ok(&project, &correct);
    let record = project.read("changelog/a/2.0.yaml");
    let end = "  - on: 2022-09-01\n    cancel: {withdrawal: true}\n";
    assert!(record.ends_with(end), "{record}");
    let seal = project.read("changelog/a/2.0.seal");
    let bound: Vec<&str> = seal
        .lines()
        .filter(|line| line.starts_with("record "))
        .collect();
    assert_eq!(bound.len(), 2, "{seal}");
    assert!(
        bound[1].starts_with(&format!("record {} ", record.len())),
        "{seal}"
    );
    let check = project.run(&["check", "--on", "2022-12-01"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    let log = ok(&project, &["log", "a", "--on", "2023-07-01"]);
    assert!(!log.contains("upphör"), "{log}");
}

#[test]
fn a_fact_typed_in_by_hand_and_one_taken_away_are_found() {
    let project = first_format();
    ok(&project, &["upgrade"]);
    let record = project.read("changelog/a/2.0.yaml");
    let typed = format!("{record}  - on: 2022-09-01\n    cancel: {{withdrawal: true}}\n");
    project.write("changelog/a/2.0.yaml", typed);
    assert_eq!(project.findings(), ["seal-missing changelog/a/2.0.yaml:17"]);
    let less = &record[..record.find("  - on: 2022-08-01").expect("an end")];
    project.write("changelog/a/2.0.yaml", less);
    assert_eq!(project.findings(), ["seal-ahead changelog/a/2.0.seal:2"]);
    // Another command than the one that was interrupted does not hide it.
    let other = [
        "withdraw",
        "a",
        "--effective",
        "2023-07-01",
        "--date",
        "2022-08-01",
    ];
    let run = project.run(&other);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("2.0.seal"), "{}", run.stderr);
    ok(
        &project,
        &[
            "withdraw",
            "a",
            "--effective",
            "2023-06-01",
            "--date",
            "2022-08-01",
        ],
    );
    assert_eq!(project.read("changelog/a/2.0.yaml"), record);
}

#[test]
fn the_altered_line_of_a_record_is_named() {
    let project = first_format();
    ok(&project, &["upgrade"]);
    project.edit("changelog/a/2.0.yaml", "höjts", "sänkts");
    assert_eq!(
        project.findings(),
        ["seal-mismatch changelog/a/2.0.yaml:10"]
    );
}

#[test]
fn a_newer_format_is_refused_in_a_sentence() {
    let project = first_format();
    project.edit(SETTINGS, "publisher", "format: 3\npublisher");
    for args in [&["check"][..], &["build"], &["log"], &["publish", "--seal"]] {
        let run = project.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains("format 3"), "{}", run.stderr);
    }
}

#[test]
fn a_begun_repository_is_in_the_newest_format() {
    let project = Project::bare();
    ok(&project, &["init"]);
    assert!(project.read(SETTINGS).contains("\nformat: 2\n"));
    let attributes = project.read(".gitattributes");
    let seals = "changelog/**/*.seal linguist-generated gitlab-generated -diff\n";
    assert!(attributes.contains(seals), "{attributes}");
}

#[test]
fn the_move_may_land_and_nothing_else_with_it() {
    let repo = Repo::new();
    repo.ok(&["upgrade"]);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    repo.commit("Upgrade");
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
    // A fact appended after the move is one like any other.
    let end = [
        "withdraw",
        "avtal",
        "--date",
        "2022-12-20",
        "--effective",
        "2023-06-01",
    ];
    repo.ok(&end);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn a_move_that_alters_a_word_is_found_even_when_everything_is_sealed_anew() {
    let repo = Repo::new();
    repo.ok(&["upgrade"]);
    repo.remove(SEAL);
    repo.write(
        RECORD,
        &format!("{HEAD}{}", ENTRY.replace("Lägre", "Högre")),
    );
    repo.ok(&["publish", "--seal"]);
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("record-altered changelog/avtal/2.0.yaml");
}

#[test]
fn a_seal_that_was_made_anew_or_lost_is_found() {
    let repo = Repo::new();
    repo.ok(&["upgrade"]);
    repo.commit("Upgrade");
    crate::repo::git(&repo.top, &["branch", "-f", "main"]);
    let whole = repo.read(SEAL);
    repo.remove(SEAL);
    repo.found("published-lost changelog/avtal/2.0.seal");
    repo.edit(DOC, "100 kr", "150 kr");
    repo.ok(&["publish", "--seal"]);
    assert_eq!(repo.findings(&[]), [""; 0]);
    repo.found("record-altered changelog/avtal/2.0.seal");
    repo.edit(DOC, "150 kr", "100 kr");
    repo.write(SEAL, &whole);
    assert_eq!(repo.findings(&["--base", "main"]), [""; 0]);
}

#[test]
fn an_old_comparison_is_not_drawn_anew_where_its_rows_are_sealed() {
    let project = first_format();
    ok(&project, &["upgrade"]);
    let seal = project.read("changelog/a/2.0.seal");
    let rows = "rows 1.0 0-0 1-1/substitution 2-2\n";
    assert!(seal.contains(rows), "{seal}");
    assert!(
        seal.contains("section 0 avtal-a\nsection 1 avgift\nsection 2 support\n"),
        "{seal}"
    );
    let diff = ["diff", "a@1.0", "a@2.0", "--stat"];
    let stat = ok(&project, &diff);
    assert_eq!(
        stat.lines().filter(|line| line.contains("Support")).count(),
        0,
        "{stat}"
    );
    // An engine that takes the two sections for each other.
    let other = "rows 1.0 0-0 1-2/relocation,retitling,substitution 2-1/relocation,retitling,substitution\n";
    let facts = seal.replace(rows, other);
    let facts = &facts[..facts.rfind("seal ").expect("a seal")];
    let own = avtalslogg::model::digest::of(facts.as_bytes());
    project.write("changelog/a/2.0.seal", format!("{facts}seal {own}\n"));
    let check = project.run(&["check", "--on", "2022-12-01"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    let other = ok(&project, &diff);
    assert_ne!(other, stat);
    ok(&project, &["build", "--out", "site", "--on", "2022-12-01"]);
    let pages = files(&project, "site");
    let told = pages.values().any(|page| {
        let page = String::from_utf8_lossy(page);
        page.contains("Vardagar") && page.contains("<del") && page.contains("<ins")
    });
    assert!(told, "the site shows the comparison that is sealed");
}

#[test]
fn altered_words_about_a_release_are_found() {
    let project = Project::bare();
    project.write(SETTINGS, "format: 2\npublisher: X AB\n");
    project.write(
        "contracts/a.md",
        "---\nid: a\ntitle: A\nversion: \"1.0\"\n---\n# A\n\n## 1 Avgift\n\n100 kr.\n",
    );
    project.write(
        "changelog/2022-06-17.md",
        "Priserna höjs.\n\nMer står i brevet.\n",
    );
    project.write("changelog/2022-12-01.md", "Ännu inte skrivet.\n");
    ok(&project, &["publish", "--date", "2022-06-17"]);
    assert!(!project.path("changelog/2022-12-01.seal").exists());
    assert_eq!(project.findings(), [""; 0]);
    project.edit("changelog/2022-06-17.md", "brevet", "mejlet");
    assert_eq!(
        project.findings(),
        ["announcement-mismatch changelog/2022-06-17.md:3"]
    );
    std::fs::remove_file(project.path("changelog/2022-06-17.md")).expect("removed");
    assert_eq!(
        project.findings(),
        ["announcement-mismatch changelog/2022-06-17.md:1"]
    );
}

#[test]
fn a_lost_text_is_said_how_to_bring_back() {
    let repo = Repo::new();
    let said = |repo: &Repo| {
        let run = crate::repo::program(&repo.root, &["check"]);
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    repo.edit(DOC, "100 kr", "150 kr");
    let hint = format!("`git restore {DOC}`");
    assert!(said(&repo).contains(&hint), "{}", said(&repo));
    repo.commit("Alter");
    let base = &crate::repo::git(&repo.top, &["rev-parse", "main"])[..12];
    let hint = format!("`git show {base}:./{DOC} > {DOC}`");
    assert!(said(&repo).contains(&hint), "{}", said(&repo));
    repo.edit(RECORD, "Lägre.", "Högre.");
    let hint = format!("`git restore {RECORD}`");
    assert!(said(&repo).contains(&hint), "{}", said(&repo));
}

#[test]
fn words_that_were_corrected_are_told_beside_what_was_said() {
    let project = first_format();
    let text = project.read("changelog/a/2.0.yaml");
    project.write(
        "changelog/a/2.0.yaml",
        text[..text.find("digest:").expect("a digest")].to_owned()
            + "later:\n  - on: 2022-07-02\n    correct: {change: avgift, set: {note: Avgiften har höjts mycket., action_by: 2022-08-01, action: Betala.}}\n    note: Beloppet saknades.\n",
    );
    project.edit(SETTINGS, "publisher", "format: 2\npublisher");
    ok(&project, &["publish", "--seal"]);
    let page = |day: &str| {
        ok(&project, &["build", "--out", "site", "--on", day]);
        project.read("site/andringar/2022/index.html")
    };
    let before = page("2022-07-01");
    assert!(before.contains("Avgiften har höjts.") && !before.contains("Betala."));
    let after = page("2022-07-02");
    for words in [
        "Avgiften har höjts mycket.",
        "Tidigare stod: ”Avgiften har höjts.”",
        "Beloppet saknades.",
        "Betala.",
    ] {
        assert!(after.contains(words), "{words}: {after}");
    }
}
