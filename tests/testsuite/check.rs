//! `check`: each mistake has its own finding at the right place.

use crate::project::Project;

const DM: &str = "contracts/digitalt-mote.md";
const DM_RECORD: &str = "changelog/digitalt-mote/3.0.yaml";

/// Makes one mistake in a copy of our contracts; `expected` must be among the new findings, and the exit code 1.
#[track_caller]
fn found(expected: &str, mistake: impl FnOnce(&Project)) {
    let project = Project::of_our_contracts();
    let before = project.findings();
    mistake(&project);
    let after = project.findings();
    let new: Vec<&String> = after.iter().filter(|finding| !before.contains(finding)).collect();
    assert!(new.iter().any(|finding| finding.starts_with(expected)), "{expected} is not among {new:#?}");
    assert_eq!(project.run(&["check", "--all", "--on", "2023-01-01"]).code, 1);
}

#[test]
fn our_own_contracts_have_no_finding_that_denies() {
    let run = Project::of_our_contracts().run(&["check", "--all", "--on", "2023-01-01"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn an_unknown_key_is_found() {
    found("unknown-key contracts/digitalt-mote.md:3", |p| {
        p.edit(DM, "title:", "titel: x\ntitle:");
    });
}

#[test]
fn a_duplicate_key_is_found() {
    found("duplicate-key contracts/digitalt-mote.md:4", |p| {
        p.edit(DM, "title: Digitalt möte\n", "title: Digitalt möte\ntitle: Digitalt möte\n");
    });
}

#[test]
fn an_unquoted_version_is_found() {
    found("unquoted-version contracts/digitalt-mote.md:5", |p| {
        p.edit(DM, "version: \"3.0\"", "version: 3.0");
    });
}

#[test]
fn a_date_that_does_not_exist_is_found() {
    found("invalid-date contracts/digitalt-mote.md:7", |p| {
        p.edit(DM, "effective: 2022-12-19", "effective: 2022-02-30");
    });
}

#[test]
fn effect_before_publication_is_found() {
    found("effective-before-published contracts/digitalt-mote.md:7", |p| {
        p.edit(DM, "effective: 2022-12-19", "effective: 2021-12-19");
    });
}

#[test]
fn an_id_that_is_not_the_files_name_is_found() {
    found("id-not-file-name contracts/digitalt-mote.md:2", |p| {
        p.edit(DM, "id: digitalt-mote", "id: digitala-moten");
    });
}

#[test]
fn two_documents_with_the_same_id_are_found() {
    found("duplicate-id contracts/zz.md:2", |p| {
        p.write("contracts/zz.md", p.read(DM));
    });
}

#[test]
fn a_note_for_a_section_that_did_not_change_is_found() {
    found("note-without-change changelog/digitalt-mote/3.0.yaml", |p| {
        p.edit(DM_RECORD, "6.2 punkt 4", "5.3");
    });
}

#[test]
fn a_note_about_a_point_does_not_hide_a_change_of_the_running_text() {
    let heading = "### 6.2 Tjänstespecifika instruktioner\n\n";
    found("change-without-note contracts/digitalt-mote.md", |p| {
        p.edit(DM, heading, &format!("{heading}Kunden ska betala 500 kr per instruktion.\n\n"));
    });
}

#[test]
fn a_changed_section_without_a_note_is_found() {
    found("change-without-note contracts/digitalt-mote.md", |p| {
        p.edit(DM, "## 9 Support\n", "## 9 Support\n\nKunden ska betala 500 kr per ärende.\n");
    });
}

#[test]
fn an_adverse_change_with_a_day_too_little_notice_is_found() {
    found("notice-too-short changelog/sakerhetstjanster-autentisering/2.0.yaml", |p| {
        p.edit(
            "contracts/sakerhetstjanster-autentisering.md",
            "effective: 2023-03-19",
            "effective: 2023-03-18",
        );
    });
}

#[test]
fn a_point_added_under_a_lead_in_is_a_new_duty() {
    let run = Project::of_our_contracts().run(&["check", "--all", "--on", "2023-01-01"]);
    assert!(
        run.stdout.contains("warning[new-duty-at-once]: nya åtaganden för kunden i 8.1"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_record_for_a_version_that_does_not_exist_is_found() {
    found("record-without-version changelog/digitalt-mote/9.0.yaml:2", |p| {
        p.write("changelog/digitalt-mote/9.0.yaml", "document: digitalt-mote\nversion: \"9.0\"\n");
    });
}

#[test]
fn a_heading_number_used_twice_is_found() {
    found("duplicate-number contracts/digitalt-mote.md", |p| {
        p.edit(DM, "## 9 Support", "## 8 Support");
    });
}

#[test]
fn a_broken_yaml_quote_is_found() {
    found("yaml-syntax contracts/digitalt-mote.md", |p| {
        p.edit(DM, "title: Digitalt möte", "title: \"Digitalt möte");
    });
    found("yaml-syntax changelog/digitalt-mote/3.0.yaml", |p| {
        p.edit(DM_RECORD, "version: \"3.0\"", "version: \"3.0");
    });
}

#[test]
fn a_file_that_is_not_utf8_is_found() {
    found("not-utf8 contracts/digitalt-mote.md", |p| {
        let latin1: Vec<u8> =
            p.read(DM).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        p.write(DM, latin1);
    });
}

#[test]
fn an_empty_file_is_found() {
    found("empty-file contracts/digitalt-mote.md", |p| {
        p.write(DM, "");
    });
}

#[test]
fn forges_get_the_same_findings_in_their_own_formats() {
    let project = Project::of_our_contracts();
    project.edit(DM, "title:", "titel: x\ntitle:");
    let sarif = project.run(&["check", "--on", "2023-01-01", "--format", "sarif"]).stdout;
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let unknown = results.iter().find(|result| result["ruleId"] == "unknown-key").expect("the finding");
    let place = &unknown["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], DM);
    assert_eq!(place["region"]["startLine"], 3);
    let github = project.run(&["check", "--on", "2023-01-01", "--format", "github"]).stdout;
    assert!(
        github.contains("::error file=contracts/digitalt-mote.md,line=3,col=1,title=unknown-key::"),
        "{github}"
    );
}

#[test]
fn findings_of_several_files_are_reported_together() {
    let project = Project::of_our_contracts();
    project.edit(DM, "id: digitalt-mote", "id: Digitalt").write("contracts/tom.md", "");
    project.edit(DM_RECORD, "document: digitalt-mote", "document: digitalt-mote\nxyz: 1");
    let findings = project.findings().join("\n");
    for code in ["invalid-id", "empty-file", "unknown-key"] {
        assert!(findings.contains(code), "{code} is not in {findings}");
    }
}
