//! Lists whose labels became others, around every sort of running text: nothing stops, both texts
//! can be rebuilt, and what is said about a label names the label.

use std::collections::BTreeSet;

use avtalslogg::classify::{Verdict, weigh};
use avtalslogg::diff::{Comparison, Op, body, compare};
use avtalslogg::model::section::{BlockKind, MarkKind, SectionTree};
use avtalslogg::parse::sections::read;
use avtalslogg::render::redline::{Language, View, html, json, markdown, text};
use avtalslogg::words::Words;
use proptest::prelude::*;

/// What stands before the item at `at`, counted from 0.
type Labelling = fn(usize) -> String;

const LABELLINGS: &[Labelling] = &[
    |_| "- ".to_owned(),
    |_| "* ".to_owned(),
    |at| format!("{}. ", at + 1),
    |at| format!("{}. ", at + 9),
    |at| format!("{}) ", at + 99_999),
    |at| format!("{}) ", letter(at)),
    |at| format!("({}) ", letter(at)),
    |at| format!("{}. ", letter(at)),
    |at| format!("{}) ", letter(at).to_uppercase()),
    |at| format!("{}) ", ROMAN[at % ROMAN.len()]),
    |at| format!("({}) ", ROMAN[at % ROMAN.len()]),
    |_| "- [ ] ".to_owned(),
    |_| "- [x] ".to_owned(),
    |at| format!("{}. [ ] ", at + 1),
    |_| "> - ".to_owned(),
    |at| format!("> {}. ", at + 1),
    |at| {
        if at % 2 == 0 {
            "- ".to_owned()
        } else {
            "  1. ".to_owned()
        }
    },
    |_| String::new(),
];

const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

fn letter(at: usize) -> char {
    char::from(b'a' + u8::try_from(at % 26).unwrap_or(0))
}

/// Running text that begins, ends or consists of what is more than ASCII letters.
const ITEMS: &[&str] = &[
    "Ändringar meddelas **skriftligen**.",
    "**Å** är en bokstav.",
    "[Länken](https://a.se/å) leder hit; och",
    "`kod` och *kursiv*",
    "e\u{301}te\u{301} med accent, **fett**,",
    "👩‍👩‍👧 familjen ![bild](å.png) ser på 🇸🇪.",
    "Fotnot[^1] om ~~ångrat~~ köp.",
    "Avgiften\u{a0}är 1\u{a0}000\u{a0}kr enligt **avsnitt 1**.",
    "<b>Öppet</b> och \\*stängt\\*, eller",
    "ö",
    "***Äntligen* klart**",
    "https://å.se/ö och <https://a.se>",
];

const FRAMES: &[(&str, &str)] = &[
    ("", ""),
    (
        "",
        "\n| Å | **B** |\n|---|---|\n| ä | `ö` |\n\n[^1]: En not om **allt**.\n",
    ),
    ("Inledning före listan:\n\n", "\nOch *efter* listan.\n"),
];

/// How the bytes of one text are written.
type Writing = fn(&str) -> String;

const WRITINGS: &[Writing] = &[
    str::to_owned,
    |text| text.replace('\n', "\r\n"),
    |text| format!("\u{feff}{}", text.replace(" är", "\u{a0}är")),
    |text| text.replace('å', "a\u{30a}").replace('Ä', "A\u{308}"),
];

fn document(labels: &[String], items: &[&str], frame: (&str, &str)) -> String {
    let lines: Vec<String> = items
        .iter()
        .zip(labels)
        .map(|(item, label)| format!("{label}{item}\n"))
        .collect();
    format!(
        "# Villkor\n\n## 1 Regler\n\n{}{}{}",
        frame.0,
        lines.concat(),
        frame.1
    )
}

#[track_caller]
fn holds(old_text: &str, new_text: &str) {
    let (old, new) = (read(old_text, 0), read(new_text, 0));
    let comparison = compare(&old, &new).expect("both texts can be rebuilt");
    let verdicts = weigh(&comparison, &old, &new, &[]);
    let view = View {
        old_source: "old",
        old: &old,
        new_source: "new",
        new: &new,
        comparison: &comparison,
        verdicts: &verdicts,
    };
    for words in [Language::Sv, Language::En].map(Words::of) {
        let options = text::TextOptions {
            words: words.clone(),
            ..text::TextOptions::default()
        };
        assert!(!text::render(&view, &options).is_empty());
        assert!(!markdown::render(&view, &words).is_empty());
        assert!(!html::page(&view, &words).is_empty());
    }
    rebuilds(&json::render(&view), &comparison, &old, &new);
    evidence_is_true(&comparison, &verdicts, &old, &new);
}

/// The data hold both texts of every change.
#[track_caller]
fn rebuilds(data: &str, comparison: &Comparison, old: &SectionTree, new: &SectionTree) {
    let value: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let changes = value["changes"].as_array().expect("changes");
    assert_eq!(changes.len(), comparison.changes.len());
    for (told, change) in changes.iter().zip(&comparison.changes) {
        let without = |op: &str| -> String {
            let segments = told["segments"].as_array().into_iter().flatten();
            segments
                .filter(|one| one["op"] != op)
                .filter_map(|one| one["text"].as_str())
                .collect()
        };
        let row = &comparison.rows[change.row];
        assert_eq!(without("insert"), body(old, &row.old));
        assert_eq!(without("delete"), body(new, &row.new));
    }
    assert!(
        comparison
            .changes
            .iter()
            .all(|change| change.segments.iter().any(|one| one.op != Op::Equal))
    );
}

/// What a verdict quotes stands in the texts that it quotes from, and a label is quoted whole.
#[track_caller]
fn evidence_is_true(
    comparison: &Comparison,
    verdicts: &[Verdict],
    old: &SectionTree,
    new: &SectionTree,
) {
    for (change, verdict) in comparison.changes.iter().zip(verdicts) {
        let row = &comparison.rows[change.row];
        for reason in &verdict.reasons {
            for (tree, sections, quoted) in
                [(old, &row.old, &reason.old), (new, &row.new, &reason.new)]
            {
                let blocks = || sections.iter().flat_map(|at| tree.get(*at).blocks());
                if matches!(reason.rule, "list-marker" | "point-changed") {
                    let labels: BTreeSet<&str> = blocks()
                        .map(|block| match &block.kind {
                            BlockKind::Item { label } => label.as_deref().unwrap_or("-"),
                            _ => "",
                        })
                        .collect();
                    assert!(
                        labels.contains(quoted.as_str()),
                        "{}: ”{quoted}” is no label",
                        reason.rule
                    );
                    continue;
                }
                let whole: String = sections
                    .iter()
                    .map(|at| letters(&visible(tree, *at)))
                    .collect();
                assert!(
                    reason.rule == "address-changed" || whole.contains(&letters(quoted)),
                    "{}: ”{quoted}” stands nowhere in {whole}",
                    reason.rule
                );
            }
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A section's text without the signs of its formatting.
fn visible(tree: &SectionTree, section: usize) -> String {
    let mut out = tree.get(section).title.clone();
    for block in tree.get(section).blocks() {
        let mut at = 0;
        for mark in block
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Syntax)
        {
            out.push_str(&block.text[at.min(mark.span.start)..mark.span.start]);
            at = mark.span.end;
        }
        out.push_str(&block.text[at..]);
    }
    out
}

#[test]
fn a_bullet_that_becomes_a_number_is_told_by_its_label_whatever_the_item_begins_with() {
    for item in [
        "Ändringar meddelas **skriftligen**.",
        "Kunden meddelas **skriftligen**.",
        "[Å](https://a.se) gäller.",
    ] {
        let (old, new) = (
            read(&format!("- {item}\n"), 0),
            read(&format!("10. {item}\n"), 0),
        );
        let comparison = compare(&old, &new).expect("both texts can be rebuilt");
        let verdict = &weigh(&comparison, &old, &new, &[])[0];
        let told: Vec<_> = verdict
            .reasons
            .iter()
            .map(|one| (one.rule, one.old.as_str(), one.new.as_str()))
            .collect();
        assert_eq!(told, [("list-marker", "-", "10")], "{item}");
    }
}

#[test]
fn every_labelling_becomes_every_other_in_all_formats() {
    for (x, one) in LABELLINGS.iter().enumerate() {
        for (y, two) in LABELLINGS.iter().enumerate() {
            let at = (x + y) % FRAMES.len();
            let text = |labelling: &Labelling| {
                let labels: Vec<String> = (0..ITEMS.len()).map(labelling).collect();
                document(&labels, ITEMS, FRAMES[at])
            };
            holds(
                &WRITINGS[x % WRITINGS.len()](&text(one)),
                &WRITINGS[0](&text(two)),
            );
        }
    }
}

/// A list of any items with any labels.
fn list() -> impl Strategy<Value = String> {
    let item = (0..LABELLINGS.len(), prop::sample::select(ITEMS));
    (
        prop::collection::vec(item, 1..8),
        0..FRAMES.len(),
        0..WRITINGS.len(),
        any::<bool>(),
    )
        .prop_map(|(items, frame, writing, same)| {
            let first = items[0].0;
            let labels: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(at, (own, _))| LABELLINGS[if same { first } else { *own }](at))
                .collect();
            let items: Vec<&str> = items.iter().map(|(_, item)| *item).collect();
            WRITINGS[writing](&document(&labels, &items, FRAMES[frame]))
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_list_becomes_any_other_in_all_formats(old in list(), new in list()) {
        holds(&old, &new);
    }
}
