//! What documents state about the processing of personal data.

use std::path::Path;

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;

use crate::project::Project;

const SETTINGS: &str = "contracts/agreement.yaml";

fn codes(files: &[(&str, &str)]) -> Vec<String> {
    let snapshot: Snapshot = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes().to_vec()))
        .collect();
    let (repository, findings) = parse::repository::read(&snapshot);
    let day = parse::dates::iso("2023-01-01").expect("a day");
    let scope = Scope {
        all: true,
        ..Scope::default()
    };
    let found = check::check(&History::of(&repository, day), &snapshot, findings, &scope);
    found
        .iter()
        .filter(|finding| finding.code.name.starts_with("particular-"))
        .map(|finding| format!("{} {}", finding.code.name, finding.args[0].1))
        .collect()
}

/// The text without the heading `title`, or, where `keep_heading`, without what stands below it.
fn without(text: &str, title: &str, keep_heading: bool) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with('#') {
            inside = line.trim_end().ends_with(title);
            if !inside || keep_heading {
                out.push_str(line);
            }
        } else if !inside {
            out.push_str(line);
        }
    }
    out
}

#[test]
fn removing_any_one_of_the_particulars_from_any_document_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text");
    let settings = read(&root.join(SETTINGS));
    let particulars = [
        "Behandlingens art",
        "Behandlingens omfattning",
        "Behandlingens varaktighet",
        "Föremålet för behandlingen",
        "Behandlingens ändamål",
        "Typ av personuppgifter",
        "Kategorier av registrerade personer",
    ];
    let mut documents = 0;
    for entry in std::fs::read_dir(root.join("contracts")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = read(&path);
        if !text.contains("\npersonal_data:") {
            continue;
        }
        documents += 1;
        let name = format!(
            "contracts/{}",
            path.file_name().expect("a name").to_string_lossy()
        );
        assert_eq!(
            codes(&[(SETTINGS, &settings), (&name, &text)]),
            [""; 0],
            "{name}"
        );
        for particular in particulars {
            let gone = without(&text, particular, false);
            assert_eq!(
                codes(&[(SETTINGS, &settings), (&name, &gone)]),
                [format!("particular-missing {particular}")],
                "{name}"
            );
            let empty = without(&text, particular, true);
            assert_eq!(
                codes(&[(SETTINGS, &settings), (&name, &empty)]),
                [format!("particular-empty {particular}")],
                "{name}"
            );
        }
    }
    assert!(documents > 20);
}

#[test]
fn a_draft_that_loses_a_particular_is_not_published() {
    let project = Project::of_our_contracts();
    assert_eq!(project.run(&["revise", "journalen"]).code, 0);
    let draft = without(
        &project.read("contracts/journalen.md"),
        "Behandlingens ändamål",
        true,
    );
    project.write("contracts/journalen.md", draft);
    assert_eq!(
        project
            .run(&["draft", "journalen", "--on", "2023-01-16"])
            .code,
        0
    );
    let run = project.run(&["publish", "--date", "2023-01-16", "journalen"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("particular-empty"), "{}", run.stdout);
}

#[test]
fn what_changes_for_the_controllers_records_is_marked_in_the_letter() {
    let project = Project::of_our_contracts();
    assert_eq!(project.run(&["revise", "journalen"]).code, 0);
    project.edit(
        "contracts/journalen.md",
        "Invånarens Direktåtkomst till",
        "Invånarens egen Direktåtkomst till",
    );
    project.edit(
        "contracts/journalen.md",
        "åtkomstloggar i fem år",
        "åtkomstloggar i tio år",
    );
    project.edit(
        "contracts/journalen.md",
        "Helgfri vardag kl. 08.00–18.00",
        "Helgfri vardag kl. 08.00–20.00",
    );
    assert_eq!(
        project
            .run(&["draft", "journalen", "--on", "2023-01-16"])
            .code,
        0
    );
    let record = "changelog/journalen/1.3.yaml";
    let record = if project.path(record).exists() {
        record
    } else {
        "changelog/journalen/2.0.yaml"
    };
    let stated = project
        .read(record)
        .replace("effect:  #", "effect: neutral #");
    project.write(record, stated);
    let run = project.run(&["publish", "--date", "2023-01-16", "journalen"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let letter = project
        .run(&["notice", "2023-01-16", "--on", "2023-01-16"])
        .stdout;
    let marked = |words: &str| letter.lines().filter(|line| line.trim() == words).count();
    assert_eq!(
        marked("Ändrad uppgift om personuppgiftsbehandlingen: Föremålet för behandlingen"),
        1,
        "{letter}"
    );
    assert_eq!(marked("Ändrad instruktion"), 1, "{letter}");
}

#[test]
fn a_review_marks_them_at_the_section_in_every_format() {
    let project = Project::of_our_contracts();
    let git = |args: &[&str]| {
        let output = crate::repo::isolated("git", &project.path(""))
            .args(args)
            .output()
            .expect("git runs");
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    for args in [
        &["init", "-q", "-b", "main"] as &[&str],
        &["add", "-A"],
        &["commit", "-qm", "Begin"],
    ] {
        git(args);
    }
    assert_eq!(project.run(&["revise", "journalen"]).code, 0);
    project.edit(
        "contracts/journalen.md",
        "Invånarens Direktåtkomst till",
        "Invånarens egen Direktåtkomst till",
    );
    project.edit(
        "contracts/journalen.md",
        "åtkomstloggar i fem år",
        "åtkomstloggar i tio år",
    );
    for format in ["text", "markdown", "html", "github"] {
        let said = project
            .run(&[
                "review",
                "--base",
                "main",
                "--format",
                format,
                "--on",
                "2023-01-16",
            ])
            .stdout;
        for mark in [
            "Ändrad uppgift om personuppgiftsbehandlingen: Föremålet för behandlingen",
            "Ändrad instruktion",
        ] {
            assert!(said.contains(mark), "{format}: {mark}\n{said}");
        }
    }
    let said = project
        .run(&[
            "review",
            "--base",
            "main",
            "--format",
            "json",
            "--on",
            "2023-01-16",
        ])
        .stdout;
    assert!(said.contains("\"instruction\": true"), "{said}");
}

fn table(project: &Project, on: &str) -> serde_json::Value {
    let run = project.run(&["personal-data", "--on", on, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn service<'v>(table: &'v serde_json::Value, id: &str) -> &'v serde_json::Value {
    let mut services = table["services"].as_array().expect("services").iter();
    services
        .find(|own| own["document"] == id)
        .unwrap_or_else(|| panic!("{id} is not in the table"))
}

#[test]
fn the_table_shows_what_is_in_force_on_the_day_before_on_and_after_a_change() {
    let project = Project::bare();
    let settings = "kinds:\n  - {id: btv, label: BTV, listed_as: service, particulars: [{id: nature, label: Art}, {id: purpose, label: Syfte}]}\n";
    project.write(SETTINGS, settings);
    let text = |version: &str, date: &str, agreement: &str, nature: &str| {
        format!(
            "---\nid: a\ntitle: Tjänsten\nkind: btv\nversion: \"{version}\"\npublished: {date}\neffective: {date}\npersonal_data: {agreement}\n---\n# Tjänsten\n\n## 1 Art\n\n{nature}\n\n## 2 Syfte\n\n- Vård\n"
        )
    };
    project.write(
        "contracts/archive/a/1.0.md",
        text("1.0", "2020-01-01", "gammalt", "Insamling."),
    );
    project.write(
        "contracts/a.md",
        text("2.0", "2022-06-17", "nytt", "Insamling och lagring."),
    );
    // The text changes with the version, the agreement later.
    project.write(
        "changelog/a/2.0.yaml",
        "document: a\nversion: \"2.0\"\nchanges:\n  - {id: art, sections: [\"1\"], materiality: material, effect: adverse, effective: 2022-09-17, note: Lagring.}\nfacts: [{fact: personal_data, note: Nytt avtal.}]\n",
    );
    for (on, agreement, since, nature, nature_since) in [
        (
            "2022-06-16",
            "gammalt",
            "2020-01-01",
            "Insamling.",
            "2020-01-01",
        ),
        (
            "2022-06-17",
            "nytt",
            "2022-06-17",
            "Insamling.",
            "2020-01-01",
        ),
        (
            "2022-09-16",
            "nytt",
            "2022-06-17",
            "Insamling.",
            "2020-01-01",
        ),
        (
            "2022-09-17",
            "nytt",
            "2022-06-17",
            "Insamling och lagring.",
            "2022-09-17",
        ),
    ] {
        let table = table(&project, on);
        let own = service(&table, "a");
        assert_eq!(
            (&own["agreement"]["document"], &own["agreement"]["since"]),
            (&agreement.into(), &since.into()),
            "{on}"
        );
        let told = &own["particulars"][0];
        assert_eq!(
            (&told["text"], &told["since"]),
            (&nature.into(), &nature_since.into()),
            "{on}"
        );
        assert_eq!(own["particulars"][1]["text"], "- Vård");
    }
    let known = table(&project, "2022-06-17");
    let changes = &service(&known, "a")["changes"];
    assert_eq!(
        changes[0],
        serde_json::json!({"on": "2022-06-17", "what": ["agreement"]})
    );
    assert_eq!(
        changes[1],
        serde_json::json!({"on": "2022-09-17", "what": ["nature"]}),
        "one that is to come"
    );
    let csv = project
        .run(&["personal-data", "--on", "2022-09-17", "--format", "csv"])
        .stdout;
    assert_eq!(
        csv,
        "document,service,version,agreement,agreement_since,Art,Syfte\na,Tjänsten,2.0,nytt,2022-06-17,Insamling och lagring.,• Vård\n"
    );
    let plain = project.run(&["personal-data", "--on", "2022-09-17"]).stdout;
    assert!(
        plain.contains("  Art (sedan 2022-09-17)\n    Insamling och lagring.\n"),
        "{plain}"
    );
}
