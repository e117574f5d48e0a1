//! A document's end: its notice, its corrections, and what customers see of it.

use crate::project::{Project, Run};

const RECORD: &str = "changelog/a/1.0.yaml";

#[track_caller]
fn ok(run: Run) -> String {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run.stdout
}

fn published(kind: &str) -> Project {
    let project = Project::bare();
    project.write(
        "contracts/agreement.yaml",
        "publisher: P\nnotice:\n  - {from: 2020-01-01, adverse: {months: 3}}\nkinds:\n  - {id: btv, label: BTV, listed_as: service}\n  - {id: bilaga, label: Bilaga}\n",
    );
    project.write(
        "contracts/a.md",
        format!("---\nid: a\ntitle: Tjänst A\nkind: {kind}\nversion: \"1.0\"\npublished: 2022-01-10\neffective: 2022-01-10\n---\n# Tjänst A\n\nText.\n"),
    );
    ok(project.run(&["publish", "--seal", "--on", "2022-01-10"]));
    project
}

fn page(project: &Project, on: &str, path: &str) -> String {
    ok(project.run(&["check", "--on", on]));
    ok(project.run(&["build", "--on", on]));
    project
        .read(&format!("site/{path}"))
        .replace(['\u{a0}', '\n'], " ")
}

fn without_tags(page: &str) -> String {
    let mut out = String::new();
    for part in page.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    out
}

#[test]
fn an_end_needs_the_notice_of_an_adverse_change_or_a_reason() {
    let project = published("btv");
    let args = [
        "withdraw",
        "a",
        "--date",
        "2022-03-31",
        "--effective",
        "2022-06-29",
    ];
    let refused = project.run(&args);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(
        refused.stderr.contains(
            "2022-03-31 + 3 månader = 2022-06-30; angivet 2022-06-29 är 1 dag för tidigt"
        ),
        "{}",
        refused.stderr
    );
    assert!(!project.read(RECORD).contains("withdrawn"));
    let said = ok(project.run(&[&args[..], &["--reason", "Leverantören har upphört."]].concat()));
    assert!(
        said.contains("varning: ") && said.contains("1 dag för tidigt"),
        "{said}"
    );
    ok(project.run(&["check", "--on", "2022-04-01"]));
    let all = project.run(&["check", "--all", "--on", "2022-04-01"]);
    assert!(
        all.code == 0 && all.stdout.contains("warning[notice-too-short]"),
        "{}",
        all.stdout
    );
}

#[test]
fn an_end_is_moved_called_off_and_decided_anew_and_every_page_tells() {
    let project = published("btv");
    ok(project.run(&[
        "withdraw",
        "a",
        "--date",
        "2022-03-01",
        "--effective",
        "2022-07-01",
        "--note",
        "Ersätts av B.",
    ]));
    let correct = |on: &str, what: &[&str]| {
        project.run(&[&["correct", "a@1.0", "--withdrawal", "--on", on], what].concat())
    };
    let sooner = correct("2022-04-01", &["--effective", "2022-06-30"]);
    assert!(
        sooner.code == 1 && sooner.stderr.contains("2022-04-01 + 3 månader"),
        "{}",
        sooner.stderr
    );
    let before = project.read(RECORD);
    ok(correct(
        "2022-04-01",
        &["--effective", "2022-10-01", "--note", "B dröjer."],
    ));
    assert!(project.read(RECORD).starts_with(&before));
    let year = without_tags(&page(&project, "2022-05-01", "andringar/2022/index.html"));
    assert!(year.contains("Tjänst som utgår"), "{year}");
    assert!(
        year.contains("Tjänst A: upphör att gälla den 1 oktober 2022."),
        "{year}"
    );
    assert!(
        year.contains(
            "Rättat den 1 april 2022: tidigare angavs 1 juli 2022, rätt dag är 1 oktober 2022. B dröjer."
        ),
        "{year}"
    );
    ok(project.run(&["show", "a", "--on", "2022-07-01"]));

    ok(correct(
        "2022-06-01",
        &["--cancel", "--note", "Tjänsten blir kvar."],
    ));
    assert_eq!(
        correct("2022-06-02", &["--effective", "2022-12-01"]).code,
        2,
        "called off"
    );
    let status = without_tags(&page(&project, "2022-11-01", "dokument/a/index.html"));
    assert!(
        !status.contains("upphör att gälla") && !status.contains("Har upphört"),
        "{status}"
    );
    let year = without_tags(&page(&project, "2022-11-01", "andringar/2022/index.html"));
    assert!(
        year.contains(
            "Beslutat den 1 juni 2022: dokumentet upphör inte att gälla. Tjänsten blir kvar."
        ),
        "{year}"
    );
    assert!(!page(&project, "2022-06-02", "kommande/index.html").contains("upphör"));
    let letter = ok(project.run(&["notice", "2022-03-01", "--on", "2022-11-01"]));
    assert!(
        letter.contains("gäller även fortsättningsvis") && letter.contains("TJÄNST SOM UTGÅR"),
        "{letter}"
    );

    ok(project.run(&[
        "withdraw",
        "a",
        "--date",
        "2022-12-01",
        "--effective",
        "2023-03-01",
    ]));
    assert_eq!(project.read(RECORD).matches("withdrawn:").count(), 1);
    let ended = project.run(&["show", "a", "--on", "2023-03-01"]);
    assert!(
        ended.stderr.contains("har inte gällt sedan 2023-03-01"),
        "{}",
        ended.stderr
    );
    assert!(
        page(&project, "2023-03-01", "dokument/a/index.html").contains("Har upphört att gälla")
    );
    assert!(
        project
            .run(&["revise", "a"])
            .stderr
            .contains("upphör att gälla 2023-03-01")
    );
}

/// What each command and page says of a document of ours on 1 October 2023: that it applies, or
/// that it does not.
fn told_to_apply(
    project: &Project,
    id: &str,
    page: &str,
    probe: &str,
) -> Vec<(&'static str, bool)> {
    let on = ["--on", "2023-10-01"];
    let run = |args: &[&str]| project.run(&[args, &on].concat());
    let json = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&ok(run(&[args, &["--format", "json"]].concat()))).expect("JSON")
    };
    let names = |list: &serde_json::Value| {
        list.as_array()
            .into_iter()
            .flatten()
            .any(|own| own["document"] == id)
    };
    ok(run(&["build"]));
    let log = &json(&["log", id])["documents"][0]["in_force"];
    vec![
        ("show", run(&["show", id]).code == 0),
        (
            "log",
            log.as_array().is_some_and(|versions| !versions.is_empty()),
        ),
        ("binds", names(&json(&["binds", "Region Almdal"])["texts"])),
        ("page", project.read(page).contains(probe)),
    ]
}

#[test]
fn an_end_that_was_called_off_ends_nothing_wherever_one_asks() {
    let project = Project::of_our_contracts();
    for (id, version, page, probe) in [
        (
            "pascal",
            "pascal@2.0",
            "site/personuppgifter/index.html",
            "/dokument/pascal/",
        ),
        (
            "skr-pub-avtal",
            "skr-pub-avtal@1.0",
            "site/personuppgiftsbitrade/index.html",
            "id=\"skr-pub-avtal\"",
        ),
    ] {
        ok(project.run(&[
            "withdraw",
            id,
            "--effective",
            "2023-09-01",
            "--date",
            "2023-02-01",
        ]));
        assert!(
            told_to_apply(&project, id, page, probe)
                .iter()
                .all(|(_, applies)| !applies),
            "{id}"
        );
        ok(project.run(&[
            "correct",
            version,
            "--withdrawal",
            "--cancel",
            "--on",
            "2023-04-01",
        ]));
        let told = told_to_apply(&project, id, page, probe);
        assert!(told.iter().all(|(_, applies)| *applies), "{id}: {told:?}");
    }
    let table = ok(project.run(&["personal-data", "--on", "2023-10-01", "--format", "csv"]));
    assert!(table.contains("\npascal,Pascal,2.0,"), "{table}");
}

#[test]
fn a_document_that_is_no_service_ends_as_a_document() {
    let project = published("bilaga");
    ok(project.run(&[
        "withdraw",
        "a",
        "--date",
        "2022-03-01",
        "--effective",
        "2022-07-01",
    ]));
    let year = without_tags(&page(&project, "2022-05-01", "andringar/2022/index.html"));
    assert!(
        year.contains("Avtalsdokument som utgår") && !year.contains("Tjänst som utgår"),
        "{year}"
    );
}

#[test]
fn facts_are_appended_in_the_order_of_their_days() {
    let project = published("btv");
    ok(project.run(&[
        "withdraw",
        "a",
        "--date",
        "2022-03-01",
        "--effective",
        "2022-07-01",
    ]));
    let late = project.run(&[
        "correct",
        "a@1.0",
        "--withdrawal",
        "--cancel",
        "--on",
        "2022-02-01",
    ]);
    assert!(
        late.code == 2
            && late
                .stderr
                .contains("en uppgift från den 2022-03-01 står redan i posten"),
        "{}",
        late.stderr
    );
}
