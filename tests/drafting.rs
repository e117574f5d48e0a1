//! What `draft` proposes is what `check` asks for: with the questions answered that only a person can
//! answer, the record of any draft has no finding of its own, and drafting it again changes nothing.

#![allow(clippy::disallowed_methods)]

use std::path::Path;

use avtalslogg::author::{draft, renumber};
use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::codes::coverage as codes;
use avtalslogg::model::finding::Code;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse::{self, dates::iso};
use proptest::prelude::*;

const TEXT: &str = "contracts/a.md";
const RECORD: &str = "changelog/a/2.0.yaml";

const CODES: [&Code; 15] = [
    &codes::CHANGE_WITHOUT_NOTE,
    &codes::NOTE_WITHOUT_CHANGE,
    &codes::UNKNOWN_SECTION,
    &codes::AMBIGUOUS_SECTION,
    &codes::CONFLICTING_ENTRIES,
    &codes::EDITORIAL_CONTRADICTED,
    &codes::STALE_REASON,
    &codes::FACT_WITHOUT_NOTE,
    &codes::FACT_NOT_CHANGED,
    &codes::EFFECT_MISSING,
    &codes::MATERIALITY_UNDECIDED,
    &codes::DUPLICATE_ENTRY_ID,
    &codes::ENTRY_WITHOUT_SECTIONS,
    &codes::JUDGED_OTHER_CHANGE,
    &codes::NOTE_NAMES_OTHER_SECTION,
];

fn day() -> chrono::NaiveDate {
    iso("2023-01-01").expect("a day")
}

/// A repository whose document has `old` published and `new` as its draft.
fn of(old: &str, new: &str) -> Snapshot {
    let front = |version: &str, dates: &str| {
        format!("---\nid: a\ntitle: A\nversion: \"{version}\"\n{dates}---\n")
    };
    let dates = "published: 2022-01-10\neffective: 2022-01-10\n";
    let files = [
        ("contracts/archive/a/1.0.md", front("1.0", dates) + old),
        (TEXT, front("2.0", "") + new),
    ];
    Snapshot::from_iter(files.map(|(path, text)| (path, text.into_bytes())))
}

/// `files` after a step on the document.
fn after(mut files: Snapshot, step: impl Fn(&Snapshot) -> avtalslogg::author::Plan) -> Snapshot {
    for write in step(&files).writes {
        files.insert(write.path, write.bytes);
    }
    files
}

fn drafted(files: Snapshot) -> Snapshot {
    after(files, |files| {
        let (repository, _) = parse::repository::read(files);
        draft::plan(&repository.documents["a"], files, day()).expect("a draft")
    })
}

fn record(files: &Snapshot) -> String {
    files.text(RECORD).unwrap_or_default()
}

/// The answers that only a person can give.
fn answered(mut files: Snapshot) -> Snapshot {
    let answer = |line: &str| {
        if line.starts_with("    effect:  #") {
            "    effect: neutral".to_owned()
        } else if line.starts_with("    # materiality: ") {
            "    materiality: material".to_owned()
        } else {
            line.to_owned()
        }
    };
    let text: Vec<String> = record(&files).lines().map(answer).collect();
    files.insert(RECORD, (text.join("\n") + "\n").into_bytes());
    files
}

/// What `check` finds in the record, a line each.
fn findings(files: &Snapshot) -> Vec<String> {
    let (repository, read) = parse::repository::read(files);
    let history = History::of(&repository, day());
    let found = check::check(&history, files, read, &Scope::default());
    let ours = found.iter().filter(|own| CODES.contains(&own.code));
    ours.map(|own| format!("{}: {:?}", own.code, own.args))
        .collect()
}

#[track_caller]
fn agrees(old: &str, new: &str) {
    let files = answered(drafted(of(old, new)));
    assert_eq!(
        findings(&files),
        [""; 0],
        "{old}\n→\n{new}\n{}",
        record(&files)
    );
    let again = drafted(files.clone());
    assert_eq!(record(&again), record(&files), "{old}\n→\n{new}");
}

#[test]
fn of_every_pair_of_texts_that_the_engine_is_tried_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut pairs = 0;
    for entry in std::fs::read_dir(folder).expect("the pairs") {
        let folder = entry.expect("a pair").path();
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let (Some(old), Some(new)) = (text("old.md"), text("new.md")) else {
            continue;
        };
        let files = answered(drafted(of(&old, &new)));
        assert_eq!(
            findings(&files),
            [""; 0],
            "{}\n{}",
            folder.display(),
            record(&files)
        );
        pairs += 1;
    }
    assert!(pairs > 100, "{pairs}");
}

#[test]
fn a_section_put_in_the_place_of_another_is_told_in_one_entry() {
    let old = "# A\n\n## 9 Avgift\n\nKunden betalar 100 kr.\n\n## 10 Support\n\nStöd lämnas på vardagar.\n";
    let new = "# A\n\n## 9 Avgift\n\nKunden betalar 100 kr.\n\n## 10 Loggar\n\nRegionen sparar åtkomster i sju år.\n";
    agrees(old, new);
}

#[test]
fn headings_that_repeat_without_numbers_have_addresses_that_can_be_written() {
    let text = |first: &str, second: &str| {
        format!(
            "# A\n\n## Tjänst A\n\n### Pris\n\n{first}\n\n## Tjänst B\n\n### Pris\n\n{second}\n"
        )
    };
    agrees(&text("100 kr.", "200 kr."), &text("100 kr.", "300 kr."));
    agrees(&text("100 kr.", "200 kr."), &text("150 kr.", "300 kr."));
}

#[test]
fn a_point_that_changed_after_the_author_named_another_gets_an_entry() {
    let text = |one: &str, two: &str| {
        format!("# A\n\n## 1 Pris\n\n1. Avgiften är {one} kr.\n2. Svar ges på {two} dagar.\n")
    };
    let mut files = of(&text("100", "5"), &text("200", "7"));
    files.insert(
        RECORD,
        b"document: a\nversion: \"2.0\"\nchanges:\n  - id: pris\n    sections: [\"1 punkt 1\"]\n    materiality: material\n    effect: adverse\n"
            .to_vec(),
    );
    let files = answered(drafted(files));
    assert_eq!(findings(&files), [""; 0], "{}", record(&files));
    assert!(
        record(&files).contains("sections: [\"1 punkt 2\"]"),
        "{}",
        record(&files)
    );
}

const TWO: &str = "# A\n\n## 4 Behandling\n\n### 4.1 Gallring\n\nUppgifter gallras efter 30 dagar.\n\n## 5 Support\n\nStöd lämnas på vardagar.\n";

/// A draft of `TWO` with a longer period, judged neutral, with a note of its author's own.
fn judged() -> Snapshot {
    let mut files = drafted(of(TWO, &TWO.replace("30", "90")));
    let text = record(&files);
    let note = text
        .lines()
        .find(|line| line.starts_with("    note: "))
        .expect("a note");
    let text = text.replace(
        note,
        "    note: Avsnitt 4.1 Gallring har justerats för loggar.",
    );
    files.insert(RECORD, text.into_bytes());
    answered(files)
}

fn with_text(mut files: Snapshot, edit: impl Fn(&str) -> String) -> Snapshot {
    let text = edit(&files.text(TEXT).expect("the draft"));
    files.insert(TEXT, text.into_bytes());
    files
}

#[test]
fn a_judgement_falls_when_something_else_comes_under_its_entry() {
    let files = judged();
    assert_eq!(findings(&files), [""; 0]);
    let files = with_text(files, |text| {
        text.replace(
            "90 dagar.",
            "90 dagar.\n\n1. Kunden ska betala 500 kronor per bokning.",
        )
    });
    let found = findings(&files);
    assert!(
        found
            .iter()
            .any(|own| own.starts_with("judged-other-change") && own.contains("500 kronor")),
        "{found:?}"
    );
    let files = drafted(files);
    let text = record(&files);
    assert!(
        text.contains("    # effect: neutral") && text.contains("500 kronor"),
        "{text}"
    );
    assert!(
        text.contains("note: Avsnitt 4.1 Gallring har justerats för loggar."),
        "{text}"
    );
    assert_eq!(
        findings(&files).len(),
        1,
        "only the effect is asked for: {:?}",
        findings(&files)
    );
    assert_eq!(findings(&answered(files)), [""; 0]);
}

#[test]
fn a_judgement_falls_when_what_was_judged_becomes_something_else() {
    let files = with_text(judged(), |text| text.replace("90 dagar", "900 dagar"));
    assert!(
        findings(&files)
            .iter()
            .any(|own| own.starts_with("judged-other-change"))
    );
}

#[test]
fn a_judgement_stays_through_edits_elsewhere_and_through_renumbering() {
    let files = with_text(judged(), |text| {
        text.replace(
            "## 4 Behandling",
            "## 4 Nytt\n\nInera får ändra priset.\n\n## 4 Behandling",
        )
        .replace("vardagar", "alla dagar")
    });
    let files = after(files, |files| {
        let (repository, _) = parse::repository::read(files);
        renumber::plan(&repository.documents["a"], files, day()).expect("new numbers")
    });
    let moved = record(&files);
    assert!(moved.contains("sections: [\"5.1\"]"), "{moved}");
    let found = findings(&files);
    let of_note = |own: &&String| own.starts_with("note-names-other-section");
    assert_eq!(found.iter().filter(of_note).count(), 1, "{found:?}");
    assert!(
        !found
            .iter()
            .any(|own| own.starts_with("judged-other-change")),
        "{found:?}"
    );
    let files = drafted(files);
    let text = record(&files);
    assert!(
        text.contains("effect: neutral") && !text.contains("# effect: neutral"),
        "{text}"
    );
}

#[test]
fn addresses_follow_what_was_judged_where_numbers_were_typed_by_hand() {
    let files = with_text(judged(), |text| {
        text.replace(
            "### 4.1 Gallring",
            "### 4.1 Loggar\n\nLoggar förs.\n\n### 4.2 Gallring",
        )
    });
    let files = drafted(files);
    let text = record(&files);
    assert!(
        text.contains("sections: [\"4.2\"]") && text.contains("sections: [\"4.1\"]"),
        "{text}"
    );
    assert!(text.contains("    effect: neutral"), "{text}");
}

#[test]
fn a_sentence_of_the_programs_follows_the_text_where_the_author_touched_something_else() {
    let files = answered(drafted(of(TWO, &TWO.replace("30", "90"))));
    assert!(
        record(&files).contains("Avsnitt 4.1 Gallring har justerats."),
        "{}",
        record(&files)
    );
    let files = with_text(files, |text| text.replace("4.1 Gallring", "4.2 Gallring"));
    assert!(
        drafted(files.clone())
            .text(RECORD)
            .expect("a record")
            .contains("Avsnitt 4.2 Gallring"),
        "{}",
        record(&drafted(files))
    );
}

/// Texts of a few sections, some with numbers, some with points, some with one name.
fn a_text() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec!["Pris", "Support", "Gallring", "Pris", ""]);
    let sentence = prop::sample::select(vec![
        "Kunden betalar 100 kr.",
        "Kunden betalar 200 kr.",
        "Stöd lämnas på vardagar.",
        "Stöd lämnas på vardagar",
        "Inera får ändra priset.",
        "Inera ska ändra priset, eller avsluta.",
        "Uppgifter gallras efter 30 dagar.",
    ]);
    let section = (
        0..3_u8,
        any::<bool>(),
        title,
        prop::collection::vec((any::<bool>(), sentence), 0..4),
    );
    prop::collection::vec(section, 1..7).prop_map(|sections| {
        let mut text = "# A\n".to_owned();
        let (mut number, mut below) = (0, 0);
        for (level, numbered, title, sentences) in sections {
            let own = if level == 2 && number > 0 {
                below += 1;
                format!("{number}.{below}")
            } else {
                (number, below) = (number + 1, 0);
                number.to_string()
            };
            let signs = if level == 2 { "###" } else { "##" };
            let own = if numbered || title.is_empty() {
                own + " "
            } else {
                String::new()
            };
            text.push_str(&format!("\n{signs} {own}{title}\n"));
            let mut point = 0;
            for (in_list, sentence) in sentences {
                if in_list {
                    point += 1;
                    text.push_str(&format!("\n{point}. {sentence}\n"));
                } else {
                    text.push_str(&format!("\n{sentence}\n"));
                }
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_two_texts(old in a_text(), new in a_text()) {
        agrees(&old, &new);
    }
}
