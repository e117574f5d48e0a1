//! The laws of the comparison, for generated texts: rebuild, partition, identity, mirror.

#[path = "../fuzz/drivers/mod.rs"]
mod drivers;

use avtalslogg::diff::references;
use drivers::texts::laws;
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
    prop::collection::vec(0..WORDS.len(), 2..9).prop_map(|words| {
        format!(
            "{}.",
            words
                .iter()
                .map(|at| WORDS[*at])
                .collect::<Vec<_>>()
                .join(" ")
        )
    })
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
    let title = prop::sample::select(vec![
        "Pris", "Svar", "Jour", "Drift", "Support", "Ansvar", "",
    ]);
    let number = prop::option::of(1..9u8);
    let id = prop::option::weighted(0.15, prop::sample::select(vec!["a", "b", "c"]));
    (
        1..4usize,
        title,
        number,
        id,
        prop::collection::vec(block(), 0..4),
    )
        .prop_map(|(level, title, number, id, blocks)| {
            let number = number
                .map(|number| format!("{number} "))
                .unwrap_or_default();
            let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            format!(
                "{} {number}{title}{id}\n\n{}",
                "#".repeat(level),
                blocks.concat()
            )
        })
}

fn document() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(section(), 0..9)
}

/// A text and a revision of it: sections dropped, moved, repeated, rewritten.
fn revision() -> impl Strategy<Value = (String, String)> {
    (
        document(),
        prop::collection::vec((0..7u8, any::<prop::sample::Index>(), section()), 0..5),
    )
        .prop_map(|(old, edits)| {
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
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_laws_hold_for_revisions((old, new) in revision()) {
        laws(&old, &new);
    }

    #[test]
    fn the_laws_hold_for_unrelated_texts(old in document(), new in document()) {
        laws(&old.concat(), &new.concat());
    }

    #[test]
    fn the_laws_hold_for_hostile_markdown(old in "([#>*_`~|\\[\\]()!<&\\-+=:.0-9a-c \n]{0,4}){0,60}", new in "([#>*_`~|\\[\\]()!<&\\-+=:.0-9a-c \n\r\t]{0,4}){0,60}") {
        laws(&old, &new);
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
        laws(&old, &new);
    }
}
