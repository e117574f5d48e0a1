//! Numbering a text anew, for generated texts: what is written is read as what was meant, nothing
//! else moves, and the second time changes nothing.

use std::collections::BTreeMap;

use avtalslogg::diff::renumber::renumber;
use avtalslogg::model::section::{Section, SectionTree};
use avtalslogg::parse::front_matter::body_start;
use avtalslogg::parse::sections::read;
use proptest::prelude::*;

const NUMBERS: &[&str] = &[
    "",
    "",
    "1 ",
    "2 ",
    "2 ",
    "3. ",
    "4) ",
    "0 ",
    "01 ",
    "7: ",
    "999 ",
    "1000 ",
    "9999. ",
    "1.1 ",
    "1.2 ",
    "2.1. ",
    "3.0 ",
    "1.1.1 ",
    "4.2.7 ",
    "1.2.3.4 ",
    "1.2a ",
    "10000.1 ",
    "Kapitel 1 ",
    "Kapitel 1 ",
    "Kapitel  4: ",
    "kapitel 2 ",
    "Bilaga A ",
    "Bilaga B – ",
    "Bilaga Z ",
    "Bilaga 3 ",
    "Article 5 ",
    "Avsnitt 2.1 ",
    "Tillägg 1 ",
    "5 § ",
    "5 a § ",
    "§ 6 ",
    "2 kap. ",
    "1 kap. 3 § ",
    "IV. ",
    "A. ",
    "a) ",
    "(b) ",
    "**1** ",
    "*2.1* ",
    "1\\. ",
    "&#49; ",
    "[3](#x) ",
    "1\u{a0}",
    "`1` ",
    "1. 1. ",
    "- ",
    "# ",
    "2\t",
];

const TITLES: &[&str] = &[
    "Pris",
    "Svar inom 2 dagar",
    "pris",
    "",
    "**Drift** och *jour*",
    "[Avgift](https://a.se/1)",
    "1177 på telefon",
    "Ändring av avsnitt 2",
    "Överlåtelse {#over}",
    "Pris ##",
    "2 och 3",
    "– streck",
    ". punkt",
    "1",
    "2.1",
    "§",
    "e\u{301}tt",
    "👩‍👩‍👧",
    "Not[^1]",
    "<b>fet</b>",
    "\\# tecken",
    "Pris: 10 kr",
];

const BODIES: &[&str] = &[
    "Se avsnitt 2 och 3.1.\n",
    "Som sägs i avsnitt\n1. Och så vidare, se punkt 2.\n",
    "Enligt kapitel 2, bilaga B och artikel\n5) gäller 5 § och 1 kap. 3 §.\n",
    "1. Ett enligt avsnitt 4.\n2. Två\n   1. Under, se punkt 1.1.\n\nOch punkt 2.\n",
    "- Punkt\n\n  # Rubrik i punkt\n",
    "> # Rubrik i citat\n> avsnitt 2\n",
    "```\n# 1 Ingen rubrik\navsnitt 2\n```\n",
    "| A | B |\n|---|---|\n| avsnitt 2 | punkt 1.1 |\n",
    "a) ett enligt avsnitt 2\nb) två\n",
    "[^1]: En not om avsnitt 3.\n",
    "[avsnitt 2](#2-pris) och **avsnitt 3**\n",
    "",
];

fn heading() -> impl Strategy<Value = String> {
    let picked = (prop::sample::select(NUMBERS), prop::sample::select(TITLES));
    (1..7usize, picked, 0..12u8).prop_map(|(level, (number, title), form)| match (form, level) {
        (0, 1) => format!("{number}{title}\n=====\n"),
        (0 | 1, 2) => format!("{number}{title}\n---\n"),
        (0, _) => format!("  {}\t{number}{title} #\n", "#".repeat(level)),
        (1, _) => format!("{number}\n{title}\n=====\n"),
        _ => format!("{} {number}{title}\n", "#".repeat(level)),
    })
}

/// A document: most of its headings on few levels and numbered alike, so that they have something
/// to follow.
fn document() -> impl Strategy<Value = String> {
    let ordinary = (2..5usize, 0..5usize, 0..4usize).prop_map(|(level, at, title)| {
        let number = ["1 ", "2 ", "1.1 ", "", "Kapitel 1 "][at];
        format!("{} {number}{}\n", "#".repeat(level), TITLES[title])
    });
    let section = (
        prop_oneof![ordinary, heading()],
        prop::sample::select(BODIES),
    )
        .prop_map(|(heading, body)| format!("{heading}\n{body}\n"));
    (prop::collection::vec(section, 0..9), 0..5u8).prop_map(|(sections, form)| {
        let text = sections.concat();
        match form {
            0 => format!("---\nid: a\ntitle: 1 A\n---\n{text}"),
            1 => format!("Ingress om avsnitt 2.\n\n{text}").replace('\n', "\r\n"),
            2 => format!("\u{feff}{text}"),
            _ => text,
        }
    })
}

/// What a heading says besides its number.
fn rest(section: &Section) -> (u8, Option<&str>, &str, usize) {
    (
        section.level,
        section.id.as_deref(),
        &section.title,
        section.line,
    )
}

#[track_caller]
fn holds(text: &str, published: Option<&SectionTree>) {
    let start = body_start(text);
    let before = read(text, start);
    let once = renumber(text, start, published);
    let after = read(&once.text, start);
    let moved: BTreeMap<usize, &str> = once
        .headings
        .iter()
        .map(|own| (own.line, own.to.as_str()))
        .collect();
    assert_eq!(
        before.sections.len(),
        after.sections.len(),
        "{text:?}\n{:?}",
        once.text
    );
    for (one, two) in before.sections.iter().zip(&after.sections) {
        assert_eq!(rest(one), rest(two), "{text:?}\n{:?}", once.text);
        let expected = moved.get(&one.line).copied().or(one.number.as_deref());
        assert_eq!(two.number.as_deref(), expected, "{text:?}\n{:?}", once.text);
    }
    for published in [None, published] {
        let twice = renumber(&once.text, start, published);
        assert_eq!(twice.text, once.text, "{text:?}");
        assert!(twice.headings.is_empty() && twice.references.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_document_is_numbered_once_and_for_all(text in document(), published in document()) {
        holds(&text, None);
        holds(&text, Some(&read(&published, body_start(&published))));
    }

    #[test]
    fn a_draft_of_a_text_is_numbered_once_and_for_all(text in document(), at in any::<prop::sample::Index>(), added in heading()) {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = at.index(lines.len() + 1);
        let draft = format!("{}\n{added}\n{}", lines[..at].concat(), lines[at..].concat());
        holds(&draft, Some(&read(&text, body_start(&text))));
    }

    #[test]
    fn any_text_is_numbered_once_and_for_all(text in "([#>*_`~|\\[\\]()!<&\\-+=:.0-9a-cA-B§ \n\t]{0,4}|\n#{1,3} [0-3](\\.[0-3]){0,2}[.):]? ?[a-cA-C]?|avsnitt [0-3]){0,40}") {
        holds(&text, None);
    }

    #[test]
    fn any_unicode_is_numbered_once_and_for_all(text in "(\\PC|\n|\n# |\n## 1 |\r\n|\u{a0}){0,120}") {
        holds(&text, None);
    }
}

#[test]
fn numbers_go_on_from_the_first_whatever_it_is() {
    let numbers = |text: &str| -> Vec<String> {
        let done = renumber(text, 0, None);
        read(&done.text, 0)
            .sections
            .iter()
            .map(|own| own.number.clone().unwrap_or_default())
            .collect()
    };
    assert_eq!(
        numbers("## 5 A\n\n## 5 B\n\n### 7.3 C\n\n### 7.7 D\n\n## 9 E\n"),
        ["5", "6", "6.1", "6.2", "7"]
    );
    assert_eq!(
        numbers("### 2.3 A\n\n### 2.3 B\n\n## 2 C\n\n### 1.1 D\n"),
        ["2.3", "2.4", "3", "3.1"]
    );
    assert_eq!(
        numbers("## 1 A\n\n#### 1.4.2 B\n\n#### 7.7.7 C\n\n## 5 D\n"),
        ["1", "1.4.2", "1.4.3", "2"]
    );
    assert_eq!(numbers("## 0 A\n\n## 0 B\n\n## 5 C\n"), ["0", "1", "2"]);
    assert_eq!(
        numbers("## Bilaga Y\n\n## Bilaga Y\n\n## Bilaga Y\n"),
        ["Bilaga Y", "Bilaga Z", "Bilaga 27"]
    );
    assert_eq!(
        numbers("## 998 A\n\n## 1 B\n\n## 3 C\n"),
        ["998", "999", "3"]
    );
}

#[test]
fn no_number_is_written_where_it_would_be_read_as_something_else() {
    // "2. pris" above a line of signs would be a list, "2 pris" is no number.
    let text = "1 Avgift\n---\n\npris\n---\n\n3 Svar\n---\n";
    let done = renumber(text, 0, None);
    assert_eq!(done.text, text.replace("3 Svar", "2 Svar"));
    // A number behind an entity is not where it seems to be.
    let text = "## &#51; Avgift\n\n## 7 Svar\n";
    assert_eq!(renumber(text, 0, None).text, text.replace('7', "4"));
    // After white space of any sort the signs of the heading are whole.
    assert_eq!(
        renumber("## 1 A\n\n##\tB\n\n## 2 C\n", 0, None).text,
        "## 1 A\n\n##\t2 B\n\n## 3 C\n"
    );
}

#[test]
fn a_reference_that_begins_a_line_stays_a_reference() {
    let text = "## 2 Avgift\n\nSe avsnitt\n3. Och så vidare.\n\n## 3 Svar\n";
    let draft = format!("## 0 Syfte\n\n{text}");
    let done = renumber(&draft, 0, Some(&read(text, 0)));
    assert!(
        done.text.contains("avsnitt\n2\\. Och så vidare"),
        "{}",
        done.text
    );
    let draft = text.replace("## 2 Avgift", "## 0 Avgift");
    let done = renumber(&draft, 0, None);
    assert!(
        done.text.contains("avsnitt\n1\\. Och så vidare"),
        "{}",
        done.text
    );
    assert_eq!(read(&done.text, 0).get(0).blocks().len(), 1);
}

#[test]
fn a_reference_that_was_moved_along_follows_the_heading_that_it_names_now() {
    let published = "## 1 Avgift\n\nSe avsnitt 2.\n\n## 2 Drift\n\nDriften övervakas.\n\n## 3 Support\n\nSupport ges.\n";
    let tree = read(published, 0);
    let first = renumber(
        &published.replace("## 2 Drift", "## Syfte\n\nNytt här.\n\n## 2 Drift"),
        0,
        Some(&tree),
    );
    assert!(first.text.contains("Se avsnitt 3."), "{}", first.text);
    let second = first
        .text
        .replace("## 2 Syfte", "## Parter\n\nAnnat nytt.\n\n## 2 Syfte");
    let second = renumber(&second, 0, Some(&tree));
    assert!(
        second.text.contains("Se avsnitt 4.") && second.text.contains("## 4 Drift"),
        "{}",
        second.text
    );
}
