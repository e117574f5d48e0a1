//! Whatever the author's steps write, they read back: titles, notes, reasons, marks, evidence,
//! names from elsewhere.
//!
//! Each property takes words with all the signs that YAML, Markdown or a terminal makes something
//! of.

use avtalslogg::author::correct::{self, Change};
use avtalslogg::author::import::edition::{Content, Edition};
use avtalslogg::author::import::git::{self, Wishes};
use avtalslogg::author::withdraw::{self, Said};
use avtalslogg::author::{Plan, draft, init, publish, sealing};
use avtalslogg::model::record::Record;
use avtalslogg::model::repository::Repository;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::model::version::VersionNumber;
use avtalslogg::parse;
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    parse::dates::iso(text).expect("a day")
}

/// Words on one line.
fn words() -> impl Strategy<Value = String> {
    let signs = "[ \t:#'\"{},&*!|>%@`?~\\\\=<+._0-9eaåÖ–\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{a0}\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{e0041}\\-\\[\\]]{1,16}";
    let number = "[0-9]{1,6}[eE][0-9]{1,6}";
    prop_oneof![
        signs.prop_map(|text| format!("a{text}b")),
        number.prop_map(|text| text),
        signs.prop_map(|text| text)
    ]
    .prop_filter("words that are only white space are none", |text| {
        !text.trim().is_empty()
    })
}

fn carried_out(snapshot: &Snapshot, plan: &Plan) -> Snapshot {
    let mut out = snapshot.clone();
    for write in &plan.writes {
        out.insert(write.path.clone(), write.bytes.clone());
    }
    out
}

/// What `snapshot` says, when all of it can be read.
fn read(snapshot: &Snapshot) -> Repository {
    let (repository, mut findings) = parse::repository::read(snapshot);
    // A section of which title and number are both empty has no address that could be written; it
    // is said to have none.
    findings
        .retain(|finding| !["empty-value", "entry-without-sections"].contains(&finding.code.name));
    let texts: Vec<String> = snapshot
        .iter()
        .map(|(path, _)| snapshot.text(path).unwrap_or_default())
        .collect();
    assert_eq!(findings, [], "{texts:#?}");
    repository
}

fn record<'r>(repository: &'r Repository, version: &str) -> &'r Record {
    repository
        .record("a", &VersionNumber::parse(version).expect("a version"))
        .expect("a record")
}

fn text(version: &str, published: &str, sections: &[(String, String)]) -> Vec<u8> {
    let dates = match published {
        "" => String::new(),
        day => format!("published: {day}\neffective: {day}\n"),
    };
    let body: String = sections
        .iter()
        .map(|(title, body)| format!("## {title}\n\n{body}\n\n1. {body} {title}\n\n"))
        .collect();
    format!("---\nid: a\ntitle: A\nversion: \"{version}\"\n{dates}---\n# A\n\n{body}").into_bytes()
}

/// A document with one published, sealed version.
fn published() -> Snapshot {
    let mut snapshot = Snapshot::new();
    snapshot.insert(
        "contracts/a.md",
        text(
            "1.0",
            "2022-01-10",
            &[("1 Avgift".to_owned(), "100 kr".to_owned())],
        ),
    );
    let sealed = sealing::seals(&snapshot, &read(&snapshot), day("2022-01-10")).expect("seals");
    carried_out(&snapshot, &sealed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_new_document_has_the_title_that_it_was_given(title in words()) {
        let repository = Repository::default();
        let snapshot = Snapshot::new();
        let plan = init::new_document(&repository, &snapshot, "null", Some(&title), None).expect("a plan");
        let repository = read(&carried_out(&snapshot, &plan));
        prop_assert_eq!(&repository.documents["null"].newest().front.title, &title);
    }

    #[test]
    fn a_proposal_is_read_back_and_known_again(
        old in proptest::collection::vec((words(), words()), 1..4),
        new in proptest::collection::vec((words(), words()), 1..4),
    ) {
        let mut snapshot = Snapshot::new();
        snapshot.insert("contracts/archive/a/1.0.md", text("1.0", "2022-01-10", &old));
        snapshot.insert("contracts/a.md", text("2.0", "", &new));
        let on = day("2022-06-17");
        let before = read(&snapshot);
        let plan = draft::plan(&before.documents["a"], &snapshot, on).expect("a plan");
        let written = carried_out(&snapshot, &plan);
        let repository = read(&written);
        for entry in &record(&repository, "2.0").entries {
            prop_assert!(entry.proposed.as_ref().is_some_and(|mark| mark.len() == 12 + " n-".len() + 12), "{:?}", entry);
            prop_assert!(entry.note.as_ref().is_some_and(|note| !note.value.is_empty()), "{:?}", entry);
        }
        let again = draft::plan(&repository.documents["a"], &written, on).expect("a plan");
        prop_assert_eq!(again.writes, []);
    }

    #[test]
    fn what_is_said_of_a_correction_and_of_an_end_is_read_back(note in words(), reason in words()) {
        let snapshot = published();
        let repository = read(&snapshot);
        let said = Said { note: Some(&note), reason: Some(&reason) };
        let days = (day("2022-06-17"), day("2023-06-17"));
        let plan = withdraw::withdraw(&repository, &snapshot, &repository.documents["a"], days, said).expect("a plan");
        let snapshot = carried_out(&snapshot, &plan);
        let repository = read(&snapshot);
        let end = record(&repository, "1.0").withdrawn.as_ref().expect("an end");
        prop_assert_eq!((end.note.as_deref(), end.reason.as_deref()), (Some(note.as_str()), Some(reason.as_str())));
        let document = &repository.documents["a"];
        let on = day("2022-06-18");
        let plan = withdraw::correct(&repository, &snapshot, (document, document.newest()), None, said, on).expect("a plan");
        let repository = read(&carried_out(&snapshot, &plan));
        let end = record(&repository, "1.0").withdrawn.as_ref().expect("an end");
        prop_assert_eq!(end.corrections[0].note.as_deref(), Some(note.as_str()));
    }

    #[test]
    fn a_note_that_the_author_wrote_survives_publishing_and_a_correction(note in words(), later in words()) {
        let mut snapshot = published();
        let archived = snapshot.get("contracts/a.md").expect("a text").to_vec();
        snapshot.insert("contracts/archive/a/1.0.md", archived);
        snapshot.insert("contracts/a.md", text("2.0", "", &[("1 Avgift".to_owned(), "90 kr".to_owned())]));
        let quoted = parse::yaml_text::scalar(&note);
        let own = format!(
            "document: a\nversion: \"2.0\"\nchanges:\n  - id: \"1e5\"\n    sections: [\"1\"]\n    materiality: material\n    effect: favourable\n    effective: 2022-12-01\n    note: {quoted}\n"
        );
        snapshot.insert("changelog/a/2.0.yaml", own.into_bytes());
        let published = publish::plan(&snapshot, &read(&snapshot), &[], day("2022-06-17")).expect("published");
        let publish::Published::Plan(plan) = published else { panic!("{published:?}") };
        let snapshot = carried_out(&snapshot, &plan);
        let repository = read(&snapshot);
        prop_assert_eq!(record(&repository, "2.0").entries[0].note.as_ref().map(|own| own.value.as_str()), Some(note.as_str()));
        let document = &repository.documents["a"];
        let said = Said { note: Some(&later), reason: Some(&later) };
        let (change, on) = (Change::Effective(day("2022-12-24")), day("2022-06-18"));
        let plan = correct::correct(&repository, &snapshot, (document, document.newest()), ("1e5", change), said, on);
        let repository = read(&carried_out(&snapshot, &plan.expect("a plan")));
        let correction = &record(&repository, "2.0").corrections[0];
        prop_assert_eq!(&correction.change.value, "1e5");
        prop_assert_eq!(correction.note.as_deref(), Some(later.as_str()));
        prop_assert_eq!(correction.reason.as_deref(), Some(later.as_str()));
    }

    #[test]
    fn names_from_elsewhere_are_read_back(author in words(), tag in words(), title in words()) {
        let edition = Edition {
            commit: "95e649418471".to_owned(),
            author: author.clone(),
            date: day("2020-01-01"),
            path: "a.md".to_owned(),
            tag: Some(tag.clone()),
            content: Content::Bytes(b"Villkor.\n".to_vec()),
        };
        let wishes = Wishes { id: Some("a"), title: Some(&title), kind: None };
        let snapshot = Snapshot::new();
        let plan = git::plan(&[edition], "a.md", wishes, &Repository::default(), &snapshot).expect("a plan");
        let repository = read(&carried_out(&snapshot, &plan));
        let newest = repository.documents["a"].newest();
        let from = record(&repository, newest.front.version.as_str()).provenance.clone().expect("provenance");
        prop_assert_eq!(from.author.as_ref(), Some(&author));
        prop_assert_eq!(from.tag.as_ref(), Some(&tag));
        prop_assert_eq!(from.commit.as_str(), "95e649418471");
        prop_assert_eq!(&newest.front.title, &title);
    }
}
