//! Which section is which, and what happened to it.

use avtalslogg::diff::{ChangeKind, compare};
use avtalslogg::parse::sections::read;

/// The changed rows as "old heading → new heading: kinds".
fn changes(old: &str, new: &str) -> Vec<String> {
    let (a, b) = (read(old, 0), read(new, 0));
    let comparison = compare(&a, &b).expect("rebuilt");
    let names = |tree: &avtalslogg::model::section::SectionTree, at: &[usize]| {
        at.iter()
            .map(|at| tree.get(*at).heading.clone())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    comparison
        .rows
        .iter()
        .filter(|row| !row.kinds.is_empty())
        .map(|row| {
            let kinds: Vec<ChangeKind> = row.kinds.iter().copied().collect();
            format!(
                "{} → {}: {kinds:?}",
                names(&a, &row.old),
                names(&b, &row.new)
            )
        })
        .collect()
}

const PRICE: &str = "Kunden betalar en avgift för varje påbörjad månad.";
const DUTY: &str = "Inera har jour dygnet runt och svarar i telefon.";
const DATA: &str = "Personuppgifter raderas när uppdraget har upphört.";
const TERM: &str = "Avtalet löper tills vidare med tre månaders uppsägning.";

#[test]
fn a_section_before_which_another_was_added_is_renumbered_and_nothing_more() {
    let old = format!("## 1 Pris\n\n{PRICE}\n\n## 2 Jour\n\n{DUTY}\n");
    let new = format!("## 1 Syfte\n\n{DATA}\n\n## 2 Pris\n\n{PRICE}\n\n## 3 Jour\n\n{DUTY}\n");
    assert_eq!(
        changes(&old, &new),
        [
            " → 1 Syfte: [Insertion]",
            "1 Pris → 2 Pris: [Renumbering]",
            "2 Jour → 3 Jour: [Renumbering]"
        ]
    );
}

#[test]
fn a_section_whose_heading_changed_wholly_is_retitled() {
    let old = format!("# Avtal\n\n## Pris\n\n{PRICE}\n\n## Jour\n\n{DUTY}\n");
    let new = old.replace("## Pris", "## Vad tjänsten kostar");
    assert_eq!(
        changes(&old, &new),
        ["Pris → Vad tjänsten kostar: [Retitling]"]
    );
}

#[test]
fn an_edited_section_keeps_its_place_even_if_its_title_repeats() {
    let old = format!("# A\n\n## Pris\n\n{PRICE}\n\n# B\n\n## Pris\n\n{DUTY}\n");
    let new = old.replace("dygnet runt", "på vardagar");
    assert_eq!(changes(&old, &new), ["Pris → Pris: [Substitution]"]);
}

#[test]
fn a_subtree_moves_at_its_root() {
    let moved = format!("## Data\n\n{DATA}\n\n### Radering\n\n{TERM}\n\n");
    let others = format!(
        "## Pris\n\n{PRICE}\n\n## Jour\n\n{DUTY}\n\n## Svar\n\nSvar ges inom två arbetsdagar.\n\n"
    );
    let (old, new) = (
        format!("# Avtal\n\n{moved}{others}"),
        format!("# Avtal\n\n{others}{moved}"),
    );
    assert_eq!(changes(&old, &new), ["Data → Data: [Relocation]"]);
}

#[test]
fn another_heading_level_in_the_old_place_is_no_move() {
    let old = format!("# Avtal\n\n## Pris\n\n{PRICE}\n\n## Jour\n\n{DUTY}\n\n## Data\n\n{DATA}\n");
    let new = old.replace("## Jour", "### Jour");
    assert_eq!(changes(&old, &new), ["Jour → Jour: [Relevelling]"]);
}

#[test]
fn one_section_that_became_two_is_a_split_and_the_reverse_a_join() {
    let one = format!("# Avtal\n\n## Villkor\n\n{PRICE}\n\n{DUTY}\n\n{DATA}\n\n{TERM}\n");
    let two =
        format!("# Avtal\n\n## Villkor\n\n{PRICE}\n\n{DUTY}\n\n## Uppgifter\n\n{DATA}\n\n{TERM}\n");
    assert_eq!(
        changes(&one, &two),
        ["Villkor → Villkor + Uppgifter: [Split]"]
    );
    assert_eq!(
        changes(&two, &one),
        ["Villkor + Uppgifter → Villkor: [Join]"]
    );
}

#[test]
fn an_id_is_the_identity_whatever_else_changed() {
    let old = format!("## 1 Pris {{#pris}}\n\n{PRICE}\n\n## 2 Jour {{#jour}}\n\n{DUTY}\n");
    let new = format!(
        "## 1 Avgifter {{#pris}}\n\n{TERM}\n\n## 2 Pris {{#ny}}\n\n{PRICE}\n\n## 3 Jour {{#jour}}\n\n{DUTY}\n"
    );
    let found = changes(&old, &new);
    assert!(
        found.contains(&"1 Pris → 1 Avgifter: [Substitution, Retitling]".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&" → 2 Pris: [Insertion]".to_owned()),
        "{found:?}"
    );
}

#[test]
fn paragraphs_that_are_only_numbers_are_told_apart_by_their_text() {
    let old = format!("## 1 §\n\n{PRICE}\n\n## 2 §\n\n{DUTY}\n\n## 3 §\n\n{DATA}\n");
    let new = format!("## 1 §\n\n{DUTY}\n\n## 2 §\n\n{DATA}\n");
    assert_eq!(
        changes(&old, &new),
        [
            "1 § → : [Repeal]",
            "2 § → 1 §: [Renumbering]",
            "3 § → 2 §: [Renumbering]"
        ]
    );
}

#[test]
fn what_has_nothing_in_common_is_repealed_and_inserted() {
    let old = format!("# Avtal\n\n## Pris\n\n{PRICE}\n");
    let new = format!("# Avtal\n\n## Uppgifter\n\n{DATA}\n");
    assert_eq!(
        changes(&old, &new),
        ["Pris → : [Repeal]", " → Uppgifter: [Insertion]"]
    );
}

#[test]
fn rewrapping_list_style_and_composition_are_no_change() {
    let old = "# Avtal\n\nKunden betalar\n1\u{a0}000 kr.\n\n* ett\n* tva\u{30a}\n\nUnderrubrik\n---\n\nText.  \n";
    let new =
        "Avtal\n=====\n\nKunden betalar 1 000 kr.\n\n- ett\n\n- två\n\n## Underrubrik\n\nText.\n";
    assert!(changes(old, new).is_empty());
}

#[test]
fn five_thousand_equal_headings_are_aligned() {
    let old = "## Samma\n\nText.\n\n".repeat(5_000);
    let new = "## Samma\n\nText.\n\n".repeat(4_999);
    assert_eq!(changes(&old, &new).len(), 1);
}
