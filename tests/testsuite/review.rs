//! What a reviewer is told: `review` in real git repositories.

use serde_json::Value;

use crate::repo::{ARCHIVED, DOC, ENTRY, RECORD, Repo, git, program, text};

const DRAFT: &str = "changelog/avtal/3.0.yaml";

/// The review of the work tree against `main`, with its exit code.
#[track_caller]
fn review_with(repo: &Repo, args: &[&str]) -> (Value, i32) {
    let output = program(
        &repo.root,
        &[&["review", "--base", "main", "--format", "json"], args].concat(),
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let view = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
    (view, output.status.code().unwrap_or(-1))
}

#[track_caller]
fn review(repo: &Repo) -> (Value, i32) {
    review_with(repo, &[])
}

/// The codes of all findings, with the lines on which they stand.
fn findings(view: &Value) -> Vec<String> {
    let documents = view["documents"].as_array().expect("documents");
    let all = documents
        .iter()
        .map(|document| &document["findings"])
        .chain([&view["findings"]]);
    let all = all.flat_map(|findings| findings.as_array().expect("findings"));
    all.map(|finding| {
        let part = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        format!(
            "{} {} {}:{}",
            part("level"),
            part("code"),
            part("path"),
            finding["line"]
        )
    })
    .collect()
}

/// The one version of the one document of a review.
#[track_caller]
fn only_version(view: &Value) -> &Value {
    assert_eq!(
        view["documents"].as_array().map(Vec::len),
        Some(1),
        "{view:#}"
    );
    let versions = view["documents"][0]["versions"]
        .as_array()
        .expect("versions");
    assert_eq!(versions.len(), 1, "{view:#}");
    &versions[0]
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|item| item.as_str().unwrap_or_default())
        .collect()
}

fn facts(list: &Value) -> Vec<String> {
    let side = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let fact = |fact: &Value| {
        format!(
            "{}: {} → {}",
            side(&fact["name"]),
            side(&fact["old"]),
            side(&fact["new"])
        )
    };
    list.as_array().expect("facts").iter().map(fact).collect()
}

/// A repository with a draft of version 3.0 whose fee is another one, and its record.
fn revised() -> Repo {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.write(
        DRAFT,
        &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"),
    );
    repo
}

#[test]
fn nothing_changed_is_nothing_to_review() {
    let repo = Repo::new();
    let (view, code) = review(&repo);
    assert_eq!((view["summary"]["documents"].as_u64(), code), (Some(0), 0));
    assert!(
        repo.ok(&["review", "--base", "main"])
            .contains("Inget i avtalen har ändrats.")
    );
}

#[test]
fn a_clean_revision_shows_the_change_its_note_and_how_the_page_will_stand() {
    let repo = revised();
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
    let version = only_version(&view);
    assert_eq!(
        (version["before"].as_str(), version["number"].as_str()),
        (Some("2.0"), Some("3.0"))
    );
    assert_eq!(version["state"], "draft");
    let change = &version["changes"][0];
    assert_eq!(
        (change["heading"].as_str(), change["materiality"].as_str()),
        (Some("1 Avgift"), Some("material"))
    );
    assert_eq!(strings(&change["kinds"]), ["substitution"]);
    assert_eq!(
        strings(&change["reasons"]),
        ["belopp ändrat: ”100 kr” → ”90 kr”"]
    );
    assert!(
        change["redline"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("[-100 kr-]{+90 kr+}")),
        "{change:#}"
    );
    assert_eq!(
        (change["path"].as_str(), change["line"].as_u64()),
        (Some(DOC), Some(8))
    );
    assert_eq!(change["labels"][0]["effect"], "favourable");
    let note = &version["notes"][0];
    assert_eq!(
        (note["id"].as_str(), note["text"].as_str()),
        (Some("avgift"), Some("Lägre."))
    );
    assert!(
        note["derivation"]
            .as_str()
            .is_some_and(|words| words.contains("inget varsel krävs"))
    );
    assert_eq!(version["uncovered"].as_array().map(Vec::len), Some(0));
    let preview = view["previews"][0]["text"].as_str().expect("a preview");
    for line in [
        "## 1\u{a0}januari\u{a0}2023",
        "### Avtal",
        "- Lägre.",
        "Ändringen gäller från och med 1\u{a0}januari\u{a0}2023.",
    ] {
        assert!(
            preview.lines().any(|own| own == line),
            "{line} is not in\n{preview}"
        );
    }
}

#[test]
fn a_branch_that_only_stamps_the_date_shows_what_is_being_published() {
    let repo = revised();
    repo.commit("Draft");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.ok(&["publish", "--date", "2022-12-19"]);
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
    let version = only_version(&view);
    assert_eq!(
        (version["state"].as_str(), version["before"].as_str()),
        (Some("published"), Some("2.0"))
    );
    assert_eq!(version["changes"][0]["heading"], "1 Avgift");
    assert_eq!(version["changes"][0]["added"], false);
    assert_eq!(
        facts(&version["facts"]),
        ["publicerad: – → 2022-12-19", "gäller från: – → 2022-12-19"]
    );
    // What the branch itself adds is marked.
    git(&repo.top, &["reset", "-q", "--hard", "main"]);
    repo.edit(DOC, "Inget övrigt", "Allt övrigt");
    let (view, code) = review(&repo);
    assert_eq!(code, 1);
    let added: Vec<&Value> = only_version(&view)["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|change| &change["added"])
        .collect();
    assert_eq!(added, [false, true]);
    assert_eq!(strings(&only_version(&view)["uncovered"]), ["2 Övrigt"]);
}

#[test]
fn the_preview_holds_what_others_publish_on_the_same_day() {
    let repo = Repo::new();
    let other = text("1.0", "2022-12-19", "5")
        .replace("id: avtal\ntitle: Avtal", "id: bilaga\ntitle: Bilaga");
    repo.write("contracts/bilaga.md", &other);
    repo.ok(&["publish", "--seal"]);
    repo.commit("Another document");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.write(
        DRAFT,
        &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"),
    );
    repo.ok(&["publish", "--date", "2022-12-19"]);
    repo.commit("Publish");
    for head in [&[][..], &["--head", "work"]] {
        let (view, code) = review_with(&repo, head);
        assert_eq!(
            (view["documents"].as_array().map(Vec::len), code),
            (Some(1), 0),
            "{view:#}"
        );
        let preview = view["previews"][0]["text"].as_str().expect("a preview");
        assert!(
            preview.contains("- Bilaga") && preview.contains("### Avtal"),
            "{preview}"
        );
    }
}

#[test]
fn an_undocumented_change_is_named_with_its_line() {
    let repo = revised();
    repo.edit(DOC, "Inget övrigt", "Allt övrigt");
    let (view, code) = review(&repo);
    assert_eq!(
        (findings(&view), code),
        (vec![format!("deny change-without-note {DOC}:12")], 1)
    );
    assert_eq!(strings(&only_version(&view)["uncovered"]), ["2 Övrigt"]);
}

#[test]
fn a_note_without_a_change_is_named_with_its_line() {
    let repo = revised();
    repo.edit(DRAFT, "[\"1\"]", "[\"1\", \"2\"]");
    let (view, code) = review(&repo);
    assert_eq!(
        (findings(&view), code),
        (vec![format!("deny note-without-change {DRAFT}:5")], 1)
    );
}

#[test]
fn a_label_that_the_text_contradicts_is_shown_beside_what_the_engine_holds() {
    let repo = revised();
    repo.edit(
        DRAFT,
        "materiality: material\n    effect: favourable",
        "materiality: editorial",
    );
    let (view, code) = review(&repo);
    assert_eq!(
        (findings(&view), code),
        (vec![format!("deny editorial-contradicted {DRAFT}:6")], 1)
    );
    let change = &only_version(&view)["changes"][0];
    assert_eq!(
        (
            change["materiality"].as_str(),
            change["labels"][0]["materiality"].as_str()
        ),
        (Some("material"), Some("editorial"))
    );
}

#[test]
fn a_renumbering_is_one_line_and_a_forgotten_reference_a_finding() {
    let repo = Repo::new();
    repo.ok(&["revise", "avtal"]);
    let numbered = "## 1 Avgift\n\nAvgiften är 100 kr.\n\n## 2 Nytt\n\nEtt helt nytt avsnitt om något annat.\n\n## 3 Övrigt\n\nInget övrigt är överenskommet.\n";
    let body = repo.read(DOC);
    let head = &body[..body.find("## 1").expect("a first section")];
    repo.write(DOC, &format!("{head}{numbered}"));
    repo.ok(&["draft", "avtal"]);
    repo.edit(DRAFT, "    effect:  #", "    effect: neutral  #");
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
    let version = only_version(&view);
    assert_eq!(
        version["consequences"],
        "Avsnitt 2 har numrerats om till 3."
    );
    assert_eq!(version["changes"].as_array().map(Vec::len), Some(1));
    assert_eq!(view["summary"]["consequences"], 1);
    // A reference that did not follow.
    let with_reference = |number: &str| {
        format!(
            "{head}{}",
            numbered.replace("100 kr.", &format!("100 kr. Se avsnitt {number}."))
        )
    };
    let repo = Repo::new();
    repo.write(
        DOC,
        &repo.read(DOC).replace("100 kr.", "100 kr. Se avsnitt 2."),
    );
    repo.write(
        RECORD,
        &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"),
    );
    repo.ok(&["publish", "--seal"]);
    repo.commit("A reference");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.ok(&["revise", "avtal"]);
    for (number, found) in [
        ("2", vec![format!("deny stale-cross-reference {DOC}:10")]),
        ("3", vec![]),
    ] {
        repo.write(DOC, &with_reference(number));
        repo.ok(&["draft", "avtal"]);
        let record = repo
            .read(DRAFT)
            .replace("    effect:  #", "    effect: neutral  #");
        repo.write(DRAFT, &record);
        let (view, code) = review(&repo);
        assert_eq!(
            (findings(&view), code),
            (found.clone(), i32::from(!found.is_empty()))
        );
        if found.is_empty() {
            let line =
                "Avsnitt 2 har numrerats om till 3; 1 hänvisning har ändrats till följd av det.";
            assert_eq!(only_version(&view)["consequences"], line);
        }
    }
}

#[test]
fn a_published_text_edited_in_place_is_shown_against_what_was_published() {
    let repo = Repo::new();
    repo.edit(DOC, "100 kr", "150 kr");
    let (view, code) = review(&repo);
    assert_eq!(code, 1);
    assert!(
        findings(&view).contains(&format!("deny edited-in-place {DOC}:12")),
        "{:?}",
        findings(&view)
    );
    let version = only_version(&view);
    assert_eq!(version["state"], "altered");
    assert!(
        version["changes"][0]["redline"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("[-100 kr-]{+150 kr+}"))
    );
}

#[test]
fn an_altered_archive_is_shown_too() {
    let repo = Repo::new();
    repo.edit(ARCHIVED, "200 kr", "201 kr");
    let (view, code) = review(&repo);
    assert_eq!(code, 1);
    assert!(
        findings(&view).contains(&format!("deny archive-altered {ARCHIVED}:12")),
        "{:?}",
        findings(&view)
    );
    let version = only_version(&view);
    assert_eq!(
        (version["state"].as_str(), version["number"].as_str()),
        (Some("altered"), Some("1.0"))
    );
}

#[test]
fn a_reason_survives_a_rebase_and_other_edits_and_falls_with_its_change() {
    let repo = revised();
    repo.edit(
        DRAFT,
        "materiality: material\n    effect: favourable",
        "materiality: editorial",
    );
    let output = program(&repo.root, &["review", "--base", "main"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    // The finding shows the line to write.
    let line = said
        .split("reason: {text: …, for: ")
        .nth(1)
        .and_then(|rest| rest.split('}').next());
    let fingerprint = line.unwrap_or_else(|| panic!("{said}")).to_owned();
    repo.edit(
        DRAFT,
        "    note:",
        &format!("    reason: {{text: Skrivfel i 2.0., for: {fingerprint}}}\n    note:"),
    );
    repo.commit("Judged");
    let (view, code) = review(&repo);
    assert_eq!(
        (findings(&view), code),
        (vec![format!("warn editorial-contradicted {DRAFT}:6")], 0)
    );
    assert_eq!(
        only_version(&view)["changes"][0]["labels"][0]["reason"],
        "Skrivfel i 2.0."
    );
    // A rebase on what another branch did, and an edit elsewhere in the text.
    git(&repo.top, &["switch", "-q", "main"]);
    repo.write("contracts/pages/om.md", "Om.\n");
    repo.commit("On main");
    git(&repo.top, &["switch", "-q", "work"]);
    git(&repo.top, &["rebase", "-q", "main"]);
    repo.edit(DOC, "Inget övrigt", "Allt övrigt");
    repo.edit(DRAFT, "[\"1\"]", "[\"1\", \"2\"]");
    let (view, _) = review(&repo);
    assert!(
        !findings(&view)
            .iter()
            .any(|finding| finding.contains("stale-reason")),
        "{:?}",
        findings(&view)
    );
    // The change itself.
    repo.edit(DOC, "90 kr", "80 kr");
    let (view, code) = review(&repo);
    let found = findings(&view);
    assert_eq!(code, 1);
    for expected in [
        format!("deny stale-reason {DRAFT}:7"),
        format!("deny editorial-contradicted {DRAFT}:6"),
    ] {
        assert!(
            found.contains(&expected),
            "{expected} is not among {found:?}"
        );
    }
}

#[test]
fn a_document_with_another_title_is_the_same_document() {
    let repo = revised();
    let bilaga = |title: &str| {
        format!(
            "---\nid: bilaga\ntitle: {title}\nversion: \"1.0\"\npublished: 2022-06-17\neffective: 2022-06-17\n---\n# Bilaga\n\n## 1 A\n\nText.\n"
        )
    };
    repo.write("contracts/bilaga.md", &bilaga("Bilaga"));
    repo.ok(&["publish", "--seal"]);
    repo.commit("Two documents");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    for (id, old, new) in [
        ("avtal", "title: Avtal", "title: Nya avtalet"),
        ("bilaga", "title: Bilaga", "title: Nya bilagan"),
    ] {
        if id == "bilaga" {
            repo.ok(&["revise", id]);
        }
        repo.edit(&format!("contracts/{id}.md"), old, new);
        let number = if id == "avtal" { "3.0" } else { "2.0" };
        let record = format!("changelog/{id}/{number}.yaml");
        let known = std::fs::read_to_string(repo.root.join(&record));
        let known = known.unwrap_or_else(|_| format!("document: {id}\nversion: \"{number}\"\n"));
        repo.write(
            &record,
            &format!("{known}facts: [{{fact: title, note: Nytt namn.}}]\n"),
        );
    }
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0), "{view:#}");
    let documents = view["documents"].as_array().expect("documents");
    let told: Vec<_> = documents
        .iter()
        .map(|document| (document["id"].as_str(), document["title"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("avtal"), Some("Nya avtalet")),
            (Some("bilaga"), Some("Nya bilagan"))
        ]
    );
    for (document, line) in documents
        .iter()
        .zip(["titel: Avtal → Nya avtalet", "titel: Bilaga → Nya bilagan"])
    {
        let facts = facts(&document["versions"][0]["facts"]);
        assert!(facts.contains(&line.to_owned()), "{facts:?}");
    }
}

#[test]
fn a_renamed_file_is_told_from_a_new_document() {
    let repo = Repo::new();
    std::fs::rename(repo.root.join(DOC), repo.root.join("contracts/villkor.md"))
        .expect("a renamed file");
    repo.edit("contracts/villkor.md", "id: avtal", "id: villkor");
    let (view, code) = review(&repo);
    assert_eq!(code, 1);
    assert!(
        findings(&view).contains(&format!("deny published-lost {DOC}:1")),
        "{:?}",
        findings(&view)
    );
    let villkor = view["documents"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["id"] == "villkor"));
    assert_eq!(villkor.expect("the new one")["moved_from"], "avtal");
}

#[test]
fn a_deleted_document_is_named() {
    let repo = Repo::new();
    for file in [DOC, ARCHIVED, RECORD, "changelog/avtal/1.0.yaml"] {
        repo.remove(file);
    }
    let (view, code) = review(&repo);
    assert_eq!(
        (
            view["documents"][0]["fate"].as_str(),
            view["documents"][0]["title"].as_str(),
            code
        ),
        (Some("gone"), Some("Avtal"), 1)
    );
    assert!(
        findings(&view).contains(&format!("deny published-lost {DOC}:1")),
        "{:?}",
        findings(&view)
    );
}

#[test]
fn a_conflict_marker_is_found_on_its_line_wherever_it_stands() {
    let conflict = |a: &str, b: &str| format!("<<<<<<< HEAD\n{a}\n=======\n{b}\n>>>>>>> main\n");
    let repo = revised();
    repo.edit(
        DOC,
        "Avgiften är 90 kr.\n",
        &conflict("Avgiften är 90 kr.", "Avgiften är 80 kr."),
    );
    let (view, code) = review(&repo);
    assert_eq!(code, 1);
    assert!(
        findings(&view).contains(&format!("deny conflict-marker {DOC}:10")),
        "{:?}",
        findings(&view)
    );
    for (file, from, line) in [(DOC, "title: Avtal\n", 3), (DRAFT, "    note: Lägre.\n", 8)] {
        let repo = revised();
        repo.edit(file, from, &conflict(from.trim_end(), from.trim_end()));
        let (view, code) = review(&repo);
        assert_eq!(code, 1);
        assert!(
            findings(&view).contains(&format!("deny conflict-marker {file}:{line}")),
            "{:?}",
            findings(&view)
        );
    }
}

#[test]
fn a_file_name_with_letters_that_no_id_has_is_refused_with_a_proposal() {
    let repo = Repo::new();
    let body = text("1.0", "", "10").replace("id: avtal", "id: möte-på-ö");
    repo.write("contracts/möte-på-ö.md", &body);
    let output = program(&repo.root, &["review", "--base", "main"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("invalid-id")
            && said.contains("contracts/möte-på-ö.md:2")
            && said.contains("mote-pa-o"),
        "{said}"
    );
}

#[test]
fn a_document_that_names_one_which_does_not_exist_makes_no_other_document_new() {
    let repo = Repo::new();
    let other = |version: &str| {
        text(version, "2022-06-17", "5")
            .replace("id: avtal\ntitle: Avtal", "id: bilaga\ntitle: Bilaga")
    };
    repo.write(
        "contracts/archive/bilaga/1.0.md",
        &other("1.0").replace("2022-06-17", "2022-01-10"),
    );
    repo.write("contracts/bilaga.md", &other("2.0").replace("5 kr", "6 kr"));
    repo.write(
        "changelog/bilaga/2.0.yaml",
        "document: bilaga\nversion: \"2.0\"\n",
    );
    repo.edit(
        DOC,
        "title: Avtal\n",
        "title: Avtal\npersonal_data: finns-inte\n",
    );
    repo.write(
        RECORD,
        &format!("document: avtal\nversion: \"2.0\"\n{ENTRY}"),
    );
    repo.seal_unjudged();
    repo.commit("A document whose change no note tells");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    repo.write(
        DRAFT,
        &format!("document: avtal\nversion: \"3.0\"\n{ENTRY}"),
    );
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
}

#[test]
fn a_correction_is_a_fact() {
    let repo = revised();
    repo.edit(DRAFT, "    note:", "    effective: 2023-03-01\n    note:");
    repo.ok(&["publish", "--date", "2022-12-19"]);
    repo.commit("Publish");
    git(&repo.top, &["branch", "-f", "main", "work"]);
    repo.ok(&[
        "correct",
        "avtal@3.0",
        "--change",
        "avgift",
        "--effective",
        "2023-05-01",
        "--note",
        "Senare.",
    ]);
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
    assert_eq!(
        facts(&view["documents"][0]["facts"]),
        [
            "avgift › gäller från: 2023-03-01 → 2023-05-01",
            "avgift › text till läsaren: – → Senare."
        ]
    );
    let preview = view["previews"][0]["text"].as_str().expect("a preview");
    assert!(preview.contains("1\u{a0}maj\u{a0}2023"), "{preview}");
}

#[test]
fn a_changed_rule_is_a_fact_and_other_files_are_named() {
    let repo = Repo::new();
    repo.write(
        "contracts/agreement.yaml",
        "publisher: X AB\nnotice:\n  - {from: 2018-04-01, adverse: {months: 3}}\n",
    );
    repo.write("contracts/pages/om.md", "Om.\n");
    let (view, code) = review(&repo);
    assert_eq!((findings(&view), code), (vec![], 0));
    let rules = facts(&view["rules"]);
    assert!(
        rules.contains(&"varsel › 2018-04-01 › adverse › months: – → 3".to_owned()),
        "{rules:?}"
    );
    assert_eq!(
        (
            view["files"][0]["path"].as_str(),
            view["files"][0]["fate"].as_str()
        ),
        (Some("contracts/pages/om.md"), Some("added"))
    );
}

#[test]
fn only_what_is_new_since_an_earlier_look_is_shown() {
    let repo = revised();
    repo.commit("First");
    let first = git(&repo.top, &["rev-parse", "HEAD"]).trim().to_owned();
    let (view, code) = review_with(&repo, &["--since", &first]);
    assert_eq!(
        (view["documents"].as_array().map(Vec::len), code),
        (Some(0), 0),
        "{view:#}"
    );
    assert_eq!(strings(&view["unchanged"]), ["Avtal"]);
    assert_eq!(view["summary"]["seen"]["changes"], 1);
    // Another section, and the first one moved down by a line.
    repo.edit(DOC, "Inget övrigt", "Allt övrigt");
    repo.edit(DOC, "# Avtal\n", "# Avtal\n\n");
    let (view, code) = review_with(&repo, &["--since", &first]);
    assert_eq!(code, 1);
    let changes = only_version(&view)["changes"].as_array().expect("changes");
    let told: Vec<_> = changes
        .iter()
        .map(|change| change["heading"].as_str())
        .collect();
    assert_eq!(told, [Some("2 Övrigt")]);
    assert_eq!(findings(&view).len(), 1, "{:?}", findings(&view));
    let said = program(&repo.root, &["review", "--base", "main", "--since", &first]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("oförändrat sedan") && said.contains("1 ändring, 1 text till läsaren"),
        "{said}"
    );
}

#[test]
fn a_revision_is_reviewed_as_the_work_tree_is() {
    let repo = revised();
    repo.commit("Draft");
    let (of_tree, _) = review(&repo);
    let (of_revision, _) = review_with(&repo, &["--head", "work"]);
    for key in ["documents", "summary", "previews", "findings"] {
        assert_eq!(of_tree[key], of_revision[key], "{key}");
    }
    assert!(of_tree["head"]["commit"].is_null() && of_revision["head"]["commit"].is_string());
}

#[test]
fn a_shallow_clone_names_the_command_that_helps() {
    let repo = revised();
    repo.commit("Draft");
    git(&repo.top, &["switch", "-q", "main"]);
    repo.commit("On main");
    let clone = repo.shallow_clone();
    let failed = program(&clone, &["review", "--base", "origin/main"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(2), "{said}");
    assert!(
        said.contains("git fetch --unshallow") && said.contains("fetch-depth: 0"),
        "{said}"
    );
    git(&clone, &["fetch", "-q", "--unshallow"]);
    let told = program(&clone, &["review", "--base", "main"]);
    assert!(
        String::from_utf8_lossy(&told.stdout).contains("2.0 → 3.0"),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
}

#[test]
fn annotations_stand_on_the_lines_of_the_files_as_the_forge_knows_them() {
    let repo = Repo::at("våra avtal", &[]);
    repo.ok(&["revise", "avtal"]);
    repo.edit(DOC, "100 kr", "90 kr");
    let output = program(
        &repo.root,
        &["review", "--base", "main", "--format", "github"],
    );
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let place = format!("file=våra avtal/{DOC},line=8,");
    assert!(
        said.contains(&format!("::error {place}col=1,title=change-without-note::")),
        "{said}"
    );
    assert!(
        said.contains(&format!(
            "::notice {place}col=1,title=1 Avgift::ändrat · i sak"
        )),
        "{said}"
    );
    let output = program(
        &repo.root,
        &["review", "--base", "main", "--format", "sarif"],
    );
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"]["uri"],
        format!("v%C3%A5ra%20avtal/{DOC}")
    );
    assert_eq!(location["region"]["startLine"], 8);
}

#[test]
fn a_report_can_be_written_to_a_file() {
    let repo = revised();
    let said = repo.ok(&[
        "review",
        "--base",
        "main",
        "--format",
        "html",
        "--out",
        "report.html",
    ]);
    assert_eq!(said, "");
    assert!(repo.read("report.html").starts_with("<!doctype html>"));
}
