//! Registers of signatories, as their author meets them.

use crate::project::Project;

const HEADER: &str = "organisation,organisation_number,category,signed,version,services\n";

fn project(rows: &str) -> Project {
    let project = Project::bare();
    project.write(
        "contracts/avtal.md",
        "---\nid: avtal\ntitle: Avtal\nversion: \"1.0\"\npublished: 2022-01-10\neffective: 2022-01-10\n---\n# Avtal\n\nParterna är överens.\n",
    );
    project.write("contracts/registers/avtal.csv", format!("{HEADER}{rows}"));
    project
}

fn check(project: &Project, format: &str) -> String {
    let run = project.run(&["check", "--on", "2023-01-01", "--format", format]);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn a_persons_number_is_never_repeated_whatever_else_is_wrong_and_however_it_is_shown() {
    let rows = "A,811228-9874,,2022-02-01,1.0,\nB,002000-0006,,2022-02-30,1.0,\nC,19811228-9874,,igår,9,x\n";
    let project = project(rows);
    for format in ["text", "json", "github", "sarif"] {
        let said = check(&project, format);
        assert!(
            said.contains("personal-identity-number"),
            "{format}: {said}"
        );
        assert!(
            !said.contains("9874") && !said.contains("811228"),
            "{format}: {said}"
        );
    }
    assert!(
        check(&project, "text").contains("XXXXXX-XXXX"),
        "the place is still shown"
    );
    assert_eq!(project.run(&["build", "--on", "2023-01-01"]).code, 1);
    project.write(
        "contracts/agreement.yaml",
        "levels: {personal-identity-number: allow, invalid-date: allow}\n",
    );
    assert_eq!(project.run(&["build", "--on", "2023-01-01"]).code, 0);
    for (path, bytes) in crate::build::files(&project.path("site")) {
        let text = String::from_utf8(bytes).expect("a text file");
        assert!(!text.contains("9874") && !text.contains("811228"), "{path}");
    }
}

#[test]
fn row_and_column_are_those_that_the_author_sees() {
    let project =
        project("Region Ö,002000-0006,,2022-02-01,1.0,\n\"Å, Ä\",003000-0004,,2022-02-29,1.0,\n");
    assert_eq!(
        project.findings(),
        ["invalid-date contracts/registers/avtal.csv:3"]
    );
    assert!(
        check(&project, "text").contains("avtal.csv:3:21"),
        "{}",
        check(&project, "text")
    );
}

#[test]
fn a_list_of_a_later_day_does_not_stop_a_look_at_an_earlier_one() {
    let project = project("Region Ö,002000-0006,,2022-12-01,1.0,\n");
    let findings = |on: &str| project.run(&["check", "--on", on]).code;
    assert_eq!((findings("2022-11-30"), findings("2022-12-01")), (1, 0));
    project.write(
        "contracts/agreement.yaml",
        "registers: {avtal: {updated: 2022-12-19}}\n",
    );
    assert_eq!(findings("2022-11-30"), 0);
}
