//! A draft that cannot be read hides nothing that is published, and stops nobody else's work.

use crate::project::{Project, Run};

const DOC: &str = "contracts/journalen.md";

#[track_caller]
fn ok(run: Run) -> String {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run.stdout
}

/// Our contracts with a draft of Journalen whose bytes are `text`.
fn with_draft_of(text: &[u8]) -> Project {
    let project = Project::of_our_contracts();
    ok(project.run(&["revise", "journalen"]));
    project.write(DOC, text);
    project
}

const UNREADABLE: [&[u8]; 4] = [
    b"",
    b"\xff\xfe\x00",
    b"---\nid: journalen\ntitle: \"Journ\n---\n# J\n",
    b"# Bara text\n",
];

#[test]
fn an_unreadable_draft_never_stops_the_site_and_hides_no_published_version() {
    for text in UNREADABLE {
        let project = with_draft_of(text);
        project.write("changelog/journalen/2.0.yaml", "document: [journalen\n");
        ok(project.run(&["build", "--on", "2023-01-01"]));
        let page = project.read("site/dokument/journalen/index.html");
        assert!(
            page.contains("Gäller") && page.contains("Version\u{a0}1.2"),
            "{page}"
        );
        assert_eq!(project.run(&["check", "--on", "2023-01-01"]).code, 1);
        ok(project.run(&["show", "journalen", "--on", "2023-01-01"]));
    }
}

#[test]
fn no_step_writes_over_a_draft_that_cannot_be_read() {
    for text in UNREADABLE {
        let project = with_draft_of(text);
        for args in [
            &["revise", "journalen"][..],
            &["draft", "journalen"],
            &["draft"],
            &["renumber", "journalen"],
            &["publish", "--date", "2023-01-16"],
            &["publish", "--date", "2023-01-16", "journalen"],
            &[
                "withdraw",
                "journalen",
                "--effective",
                "2024-01-01",
                "--date",
                "2023-01-16",
            ],
        ] {
            let run = project.run(args);
            assert_eq!(run.code, 2, "{args:?}: {}", run.stdout);
            assert!(
                run.stderr.contains(DOC) && run.stderr.contains("kan inte läsas"),
                "{}",
                run.stderr
            );
        }
        assert_eq!(std::fs::read(project.path(DOC)).expect("the draft"), text);
    }
}

#[test]
fn other_drafts_go_on_and_the_unreadable_one_is_named() {
    let project = with_draft_of(b"");
    ok(project.run(&["revise", "svevac"]));
    project.edit(
        "contracts/svevac.md",
        "# Svevac\n",
        "# Svevac\n\nNy inledning.\n",
    );
    let said = ok(project.run(&["draft", "--on", "2023-01-10"]));
    assert!(
        said.contains("skrev changelog/svevac/") && said.contains("lämnade contracts/journalen.md"),
        "{said}"
    );
}

#[test]
fn a_published_text_that_cannot_be_read_is_no_draft() {
    let project = Project::of_our_contracts();
    project.write(DOC, b"");
    let run = project.run(&["build", "--on", "2023-01-01"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    // Without its dates a published text would pass as a draft.
    let project = Project::of_our_contracts();
    let text = project.read(DOC);
    let undated: String = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("published:"))
        .collect();
    project.write(DOC, undated);
    let run = project.run(&["build", "--on", "2023-01-01"]);
    assert!(
        run.code == 1 && run.stdout.contains("sealed-draft"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_record_in_another_encoding_is_not_written_over() {
    let project = Project::bare();
    project.write(
        "contracts/x.md",
        "---\nid: x\ntitle: X\nversion: \"1.0\"\n---\n# X\n\nText.\n",
    );
    let record: &[u8] =
        b"document: x\nversion: \"1.0\"\nchanges:\n  - {id: \xadx, sections: [\"*\"]}\n";
    project.write("changelog/x/1.0.yaml", record);
    let run = project.run(&["draft", "x", "--on", "2024-05-01"]);
    assert!(
        run.code == 2 && run.stderr.contains("changelog/x/1.0.yaml"),
        "{}",
        run.stderr
    );
    let after = std::fs::read(project.path("changelog/x/1.0.yaml")).expect("the record");
    assert_eq!(after, record);
}

#[test]
fn what_only_a_person_can_tell_is_published_when_somebody_has_told_it() {
    let project = Project::of_our_contracts();
    ok(project.run(&["revise", "journalen"]));
    let text = project.read(DOC);
    let (at, word) = text
        .match_indices(" som ")
        .find(|(at, _)| text[..*at].ends_with(char::is_alphabetic))
        .expect("a relative clause");
    project.write(
        DOC,
        format!("{},{word}{}", &text[..at], &text[at + word.len()..]),
    );
    ok(project.run(&["draft", "journalen", "--on", "2023-01-16"]));
    let path = "changelog/journalen/2.0.yaml";
    let record = project.read(path);
    let refused = project.run(&["publish", "--date", "2023-01-16", "journalen"]);
    assert_eq!(refused.code, 1, "{}{}", refused.stdout, refused.stderr);
    assert!(
        refused.stdout.contains("materiality-undecided"),
        "{}",
        refused.stdout
    );
    assert_eq!(project.read(path), record, "nothing was published");
    let line = record
        .lines()
        .find(|line| line.trim_start().starts_with("# materiality:"))
        .expect("the open label");
    project.write(path, record.replace(line, "    materiality: editorial"));
    ok(project.run(&["publish", "--date", "2023-01-16", "journalen"]));
    assert!(project.read(DOC).contains("published: 2023-01-16"));
}
