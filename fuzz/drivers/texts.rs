//! Two texts: the laws of their comparison, and that every format shows it without saying more than
//! the texts do.
//!
//! An input is the old text, a line of five per cent signs, and the new text.

use std::collections::BTreeSet;

use avtalslogg::classify::{Materiality, weigh};
use avtalslogg::diff::renumber::renumber;
use avtalslogg::diff::{ChangeKind, Comparison, Op, body, compare, references};
use avtalslogg::model::section::SectionTree;
use avtalslogg::parse::front_matter::body_start;
use avtalslogg::parse::sections::read;
use avtalslogg::render::redline::{Language, View, html, json, markdown, text};
use avtalslogg::words::Words;

use super::html::walk;

/// The line between the two texts of an input.
pub(crate) const BETWEEN: &str = "\n%%%%%\n";

/// Holds two texts to the laws.
pub(crate) fn run(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let (old, new) = input.split_once(BETWEEN).unwrap_or(("", &input));
    laws(old, new);
}

/// What holds for any two texts.
pub(crate) fn laws(old_text: &str, new_text: &str) {
    let (old, new) = (tree(old_text), tree(new_text));
    let comparison = compare(&old, &new).expect("every redline rebuilds both sides");
    rebuilds(&comparison, &old, &new);
    every_section_stands_in_one_row(&comparison, &old, &new);
    let back = compare(&new, &old).expect("every redline rebuilds both sides");
    is_mirrored(&comparison, &back);
    for (tree, text) in [(&old, old_text), (&new, new_text)] {
        let same = compare(tree, &self::tree(text)).expect("every redline rebuilds both sides");
        assert!(
            same.changes.is_empty(),
            "a text differs from itself: {:?}",
            same.changes
        );
    }
    shows(&comparison, &old, &new);
    for published in [Some(&old), None] {
        let start = body_start(new_text);
        let once = renumber(new_text, start, published).text;
        assert_eq!(
            renumber(&once, start, None).text,
            once,
            "numbering twice is not numbering once"
        );
    }
    for one in references::stale(&comparison, &old, &new) {
        assert!(one.label != one.now);
        let span = references::locate(new_text, one.block_span, &one.text);
        assert!(
            new_text.get(span.range()).is_some(),
            "a reference inside a character"
        );
    }
    for one in references::dangling(&new) {
        assert!(
            new_text.get(one.block_span.range()).is_some(),
            "a reference inside a character"
        );
    }
}

fn tree(text: &str) -> SectionTree {
    read(text, body_start(text))
}

fn rebuilds(comparison: &Comparison, old: &SectionTree, new: &SectionTree) {
    for change in &comparison.changes {
        let row = &comparison.rows[change.row];
        let without = |op: Op| -> String {
            let kept = change.segments.iter().filter(|segment| segment.op != op);
            kept.map(|segment| segment.text.as_str()).collect()
        };
        assert_eq!(
            without(Op::Insert),
            body(old, &row.old),
            "the old text is not rebuilt"
        );
        assert_eq!(
            without(Op::Delete),
            body(new, &row.new),
            "the new text is not rebuilt"
        );
    }
}

fn every_section_stands_in_one_row(comparison: &Comparison, old: &SectionTree, new: &SectionTree) {
    let rows = &comparison.rows;
    let mut of_old: Vec<usize> = rows.iter().flat_map(|row| row.old.clone()).collect();
    let mut of_new: Vec<usize> = rows.iter().flat_map(|row| row.new.clone()).collect();
    of_old.sort_unstable();
    of_new.sort_unstable();
    assert_eq!(
        of_old,
        (0..old.sections.len()).collect::<Vec<_>>(),
        "old sections in rows"
    );
    assert_eq!(
        of_new,
        (0..new.sections.len()).collect::<Vec<_>>(),
        "new sections in rows"
    );
}

fn is_mirrored(forth: &Comparison, back: &Comparison) {
    let mirror = |kind: &ChangeKind| match kind {
        ChangeKind::Insertion => ChangeKind::Repeal,
        ChangeKind::Repeal => ChangeKind::Insertion,
        ChangeKind::Split => ChangeKind::Join,
        ChangeKind::Join => ChangeKind::Split,
        other => *other,
    };
    let mirrored = |kinds: &BTreeSet<ChangeKind>| kinds.iter().map(mirror).collect::<BTreeSet<_>>();
    let forth: BTreeSet<_> = forth
        .rows
        .iter()
        .map(|row| (row.old.clone(), row.new.clone(), mirrored(&row.kinds)))
        .collect();
    let back: BTreeSet<_> = back
        .rows
        .iter()
        .map(|row| (row.new.clone(), row.old.clone(), row.kinds.clone()))
        .collect();
    assert_eq!(forth, back, "(new, old) is not the mirror of (old, new)");
}

/// Every format says something of every comparison, says the same twice, and every change has a
/// reason.
fn shows(comparison: &Comparison, old: &SectionTree, new: &SectionTree) {
    let verdicts = weigh(comparison, old, new, &[]);
    assert!(
        verdicts.iter().all(|verdict| !verdict.reasons.is_empty()),
        "a verdict without reason"
    );
    for (change, verdict) in comparison.changes.iter().zip(&verdicts) {
        let kinds = &comparison.rows[change.row].kinds;
        let whole = kinds.contains(&ChangeKind::Insertion) || kinds.contains(&ChangeKind::Repeal);
        assert!(
            !whole || verdict.materiality == Materiality::Material,
            "a whole section is no editorial change"
        );
    }
    let view = View {
        old_source: "<a>",
        old,
        new_source: "\"b\"",
        new,
        comparison,
        verdicts: &verdicts,
    };
    let report = json::render(&view);
    let value: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(
        value["changes"].as_array().map(Vec::len),
        Some(comparison.changes.len())
    );
    let again = compare(old, new).expect("every redline rebuilds both sides");
    let verdicts = weigh(&again, old, new, &[]);
    let same = json::render(&View {
        comparison: &again,
        verdicts: &verdicts,
        ..view
    });
    assert_eq!(report, same, "the same texts give another report");
    for words in [Language::Sv, Language::En].map(Words::of) {
        walk(&html::page(&view, &words));
        assert!(!markdown::render(&view, &words).is_empty());
        for (width, stat) in [(100, false), (20, false), (80, true)] {
            let options = text::TextOptions {
                words: words.clone(),
                width,
                stat,
                ..text::TextOptions::default()
            };
            assert!(!text::render(&view, &options).is_empty());
        }
    }
}
