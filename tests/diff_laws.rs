//! The laws of the comparison, for generated texts: rebuild, partition, identity, mirror.

use std::collections::BTreeSet;

use avtalslogg::classify::{Materiality, weigh};
use avtalslogg::diff::renumber::renumber;
use avtalslogg::diff::{ChangeKind, Comparison, Op, body, compare, references};
use avtalslogg::model::section::SectionTree;
use avtalslogg::parse::sections::read;
use avtalslogg::render::redline::{Language, View, html, json, markdown, text};
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "Kunden",
    "ska",
    "betala",
    "avgiften",
    "inom",
    "30 dagar",
    "enligt",
    "avsnitt 2",
    "får",
    "inte",
    "Inera",
    "tjänsten",
    "1 000 kr",
    "den 1 juli 2023",
    "**viktigt**",
    "[länk](https://a.se)",
    "uppgifter",
    "raderas",
    "om",
    "och",
    "loggar",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(0..WORDS.len(), 2..9)
        .prop_map(|words| format!("{}.", words.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ")))
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(sentence(), 1..4).prop_map(|sentences| format!("{}\n\n", sentences.join(" "))),
        2 => prop::collection::vec(sentence(), 1..4).prop_map(|items| {
            items.iter().enumerate().map(|(at, item)| format!("{}. {item}\n", at + 1)).collect::<String>() + "\n"
        }),
        1 => prop::collection::vec(sentence(), 1..3).prop_map(|items| {
            items.iter().map(|item| format!("- {item}\n  - {item}\n")).collect::<String>() + "\n"
        }),
        1 => prop::collection::vec(sentence(), 1..4).prop_map(|cells| {
            let rows: String = cells.iter().map(|cell| format!("| {cell} | x |\n")).collect();
            format!("| A | B |\n|---|---|\n{rows}\n")
        }),
        1 => sentence().prop_map(|quote| format!("> {quote}\n\n")),
    ]
}

fn section() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec!["Pris", "Svar", "Jour", "Drift", "Support", "Ansvar", ""]);
    let number = prop::option::of(1..9u8);
    let id = prop::option::weighted(0.15, prop::sample::select(vec!["a", "b", "c"]));
    (1..4usize, title, number, id, prop::collection::vec(block(), 0..4)).prop_map(
        |(level, title, number, id, blocks)| {
            let number = number.map(|number| format!("{number} ")).unwrap_or_default();
            let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            format!("{} {number}{title}{id}\n\n{}", "#".repeat(level), blocks.concat())
        },
    )
}

fn document() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(section(), 0..9)
}

/// A text and a revision of it: sections dropped, moved, repeated, rewritten.
fn revision() -> impl Strategy<Value = (String, String)> {
    (document(), prop::collection::vec((0..7u8, any::<prop::sample::Index>(), section()), 0..5)).prop_map(
        |(old, edits)| {
            let mut new = old.clone();
            for (edit, at, fresh) in edits {
                if new.is_empty() {
                    new.push(fresh);
                    continue;
                }
                let at = at.index(new.len());
                match edit {
                    0 => drop(new.remove(at)),
                    1 => new.insert(at, fresh),
                    2 => {
                        let moved = new.remove(at);
                        new.insert(0, moved);
                    }
                    3 => new[at] = new[at].replace("ska", "får"),
                    4 => new[at] = new[at].replacen("# ", "## ", 1),
                    5 => new[at].push_str("Ett tillägg görs här.\n\n"),
                    _ => new[at] = fresh,
                }
            }
            (old.concat(), new.concat())
        },
    )
}

fn rebuilt(comparison: &Comparison, without: Op) -> Vec<String> {
    let text = |at: usize| {
        let kept = comparison.changes[at].segments.iter().filter(|segment| segment.op != without);
        kept.map(|segment| segment.text.as_str()).collect()
    };
    (0..comparison.changes.len()).map(text).collect()
}

fn check_laws(old_text: &str, new_text: &str) {
    let (old, new) = (read(old_text, 0), read(new_text, 0));
    let comparison = compare(&old, &new).expect("every redline rebuilds both sides");
    // Rebuild.
    for (at, change) in comparison.changes.iter().enumerate() {
        let row = &comparison.rows[change.row];
        assert_eq!(rebuilt(&comparison, Op::Insert)[at], body(&old, &row.old));
        assert_eq!(rebuilt(&comparison, Op::Delete)[at], body(&new, &row.new));
    }
    // Partition.
    let mut seen: Vec<usize> = comparison.rows.iter().flat_map(|row| row.old.clone()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..old.sections.len()).collect::<Vec<_>>());
    let mut seen: Vec<usize> = comparison.rows.iter().flat_map(|row| row.new.clone()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..new.sections.len()).collect::<Vec<_>>());
    // Mirror.
    let back = compare(&new, &old).expect("every redline rebuilds both sides");
    let forth: BTreeSet<_> =
        comparison.rows.iter().map(|row| (row.old.clone(), row.new.clone(), mirrored(&row.kinds))).collect();
    let back: BTreeSet<_> =
        back.rows.iter().map(|row| (row.new.clone(), row.old.clone(), row.kinds.clone())).collect();
    assert_eq!(forth, back);
    // Identity.
    for (tree, text) in [(&old, old_text), (&new, new_text)] {
        let same = compare(tree, &read(text, 0)).expect("every redline rebuilds both sides");
        assert!(same.changes.is_empty(), "{:?}", same.changes);
    }
    show(&comparison, &old, &new);
    for one in references::stale(&comparison, &old, &new) {
        assert!(one.label != one.now);
        let span = references::locate(new_text, one.block_span, &one.text);
        assert!(new_text.get(span.range()).is_some());
    }
    for one in references::dangling(&new) {
        assert!(new_text.get(one.block_span.range()).is_some());
    }
    // Numbering anew what is numbered changes nothing more.
    let once = renumber(new_text, 0, Some(&old));
    assert_eq!(renumber(&once.text, 0, None).text, once.text);
}

fn mirrored(kinds: &BTreeSet<ChangeKind>) -> BTreeSet<ChangeKind> {
    let mirror = |kind: &ChangeKind| match kind {
        ChangeKind::Insertion => ChangeKind::Repeal,
        ChangeKind::Repeal => ChangeKind::Insertion,
        ChangeKind::Split => ChangeKind::Join,
        ChangeKind::Join => ChangeKind::Split,
        other => *other,
    };
    kinds.iter().map(mirror).collect()
}

/// Every renderer writes something for every comparison, and every change has a reason.
fn show(comparison: &Comparison, old: &SectionTree, new: &SectionTree) {
    let verdicts = weigh(comparison, old, new, &[]);
    assert!(verdicts.iter().all(|verdict| !verdict.reasons.is_empty()));
    for (change, verdict) in comparison.changes.iter().zip(&verdicts) {
        let kinds = &comparison.rows[change.row].kinds;
        let whole = kinds.contains(&ChangeKind::Insertion) || kinds.contains(&ChangeKind::Repeal);
        assert!(!whole || verdict.materiality == Materiality::Material);
    }
    let view = View { old_source: "a", old, new_source: "b", new, comparison, verdicts: &verdicts };
    let value: serde_json::Value = serde_json::from_str(&json::render(&view)).expect("JSON");
    assert_eq!(value["changes"].as_array().map(Vec::len), Some(comparison.changes.len()));
    let page = html::page(&view, Language::Sv, None);
    balanced(&page);
    assert!(!markdown::render(&view, Language::Sv, None).is_empty());
    assert!(!text::render(&view, &text::TextOptions::default()).is_empty());
}

/// Every element of a page is closed in the order of its opening.
fn balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    for tag in body.split('<').skip(1) {
        let name = tag.split(['>', ' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some("head" | "html") => {}
            Some(name) => assert_eq!(open.pop(), Some(name), "{body}"),
            None if matches!(name, "hr" | "input" | "meta") => {}
            None => open.push(name),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_laws_hold_for_revisions((old, new) in revision()) {
        check_laws(&old, &new);
    }

    #[test]
    fn the_laws_hold_for_unrelated_texts(old in document(), new in document()) {
        check_laws(&old.concat(), &new.concat());
    }

    #[test]
    fn the_laws_hold_for_hostile_markdown(old in "([#>*_`~|\\[\\]()!<&\\-+=:.0-9a-c \n]{0,4}){0,60}", new in "([#>*_`~|\\[\\]()!<&\\-+=:.0-9a-c \n\r\t]{0,4}){0,60}") {
        check_laws(&old, &new);
    }

    #[test]
    fn references_are_found_in_any_text_at_whole_characters(
        text in "((avsnitt|punkterna|§|kap\\.|5|6\\.2|a|i|och|–|till|lagen|Allmänna villkor|å|,|\\(|\\)) ?){0,30}",
    ) {
        for mention in references::mentions(&text) {
            prop_assert!(text.get(mention.span.range()).is_some());
            for label in mention.labels {
                prop_assert_eq!(text.get(label.span.range()), Some(label.text.as_str()));
            }
        }
    }

    #[test]
    fn the_laws_hold_for_any_unicode(old in "\\PC{0,200}", new in "(\\PC|\n){0,200}") {
        check_laws(&old, &new);
    }
}
