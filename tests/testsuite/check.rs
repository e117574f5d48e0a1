//! `check` as it is run: which code it ends with, and its formats. What it finds is tested in
//! `codes.rs`.

use crate::project::Project;

const DM: &str = "contracts/digitalt-mote.md";
const DM_RECORD: &str = "changelog/digitalt-mote/3.0.yaml";

#[test]
fn our_own_contracts_have_no_finding_that_denies() {
    let run = Project::of_our_contracts().run(&["check", "--all", "--on", "2023-01-01"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn a_finding_that_denies_is_told_by_the_exit_code() {
    let project = Project::of_our_contracts();
    project.edit(DM, "title:", "titel: x\ntitle:");
    assert_eq!(project.run(&["check", "--on", "2023-01-01"]).code, 1);
}

#[test]
fn a_point_added_under_a_lead_in_is_a_new_duty() {
    let run = Project::of_our_contracts().run(&["check", "--all", "--on", "2023-01-01"]);
    assert!(
        run.stdout
            .contains("warning[new-duty-at-once]: nya åtaganden för kunden i 8.1"),
        "{}",
        run.stdout
    );
}

#[test]
fn forges_get_the_same_findings_in_their_own_formats() {
    let project = Project::of_our_contracts();
    project.edit(DM, "title:", "titel: x\ntitle:");
    let sarif = project
        .run(&["check", "--on", "2023-01-01", "--format", "sarif"])
        .stdout;
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let unknown = results
        .iter()
        .find(|result| result["ruleId"] == "unknown-key")
        .expect("the finding");
    let place = &unknown["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], DM);
    assert_eq!(place["region"]["startLine"], 3);
    let github = project
        .run(&["check", "--on", "2023-01-01", "--format", "github"])
        .stdout;
    assert!(
        github.contains("::error file=contracts/digitalt-mote.md,line=3,col=1,title=unknown-key::"),
        "{github}"
    );
}

#[test]
fn findings_of_several_files_are_reported_together() {
    let project = Project::of_our_contracts();
    project
        .edit(DM, "id: digitalt-mote", "id: Digitalt")
        .write("contracts/tom.md", "");
    project.edit(
        DM_RECORD,
        "document: digitalt-mote",
        "document: digitalt-mote\nxyz: 1",
    );
    let findings = project.findings().join("\n");
    for code in ["invalid-id", "empty-file", "unknown-key"] {
        assert!(findings.contains(code), "{code} is not in {findings}");
    }
}
