use crate::parse::sections::read;
use crate::terms::Glossary;

fn defined(text: &str) -> Vec<String> {
    let glossary = Glossary::of(&read(text, 0));
    glossary
        .definitions
        .into_iter()
        .map(|own| format!("{}: {}", own.term, own.meaning))
        .collect()
}

#[test]
fn a_table_of_terms_defines_what_its_first_cells_name() {
    let text = "# Definitioner\n\n## 2 Personuppgifter\n\n| Term | Betydelse |\n| --- | --- |\n| Underbiträde (UB) | Den som anlitas |\n| Behandling, personuppgift och registrerad | Detsamma som i lagen |\n";
    assert_eq!(
        defined(text),
        [
            "Underbiträde: Den som anlitas",
            "UB: Den som anlitas",
            "Behandling: Detsamma som i lagen",
            "personuppgift: Detsamma som i lagen",
            "registrerad: Detsamma som i lagen",
        ]
    );
}

#[test]
fn the_items_of_a_section_of_terms_begin_with_the_term() {
    let text = "## 1 Definitions\n\nThe following words are used:\n\n- **Fee** is what the Customer pays.\n- \"Service\": the hosting.\n- User – a person with an account.\n- Agreement means this text.\n\nIn case of doubt: ask.\n";
    assert_eq!(
        defined(text),
        [
            "Fee: is what the Customer pays",
            "Service: the hosting",
            "User: a person with an account",
            "Agreement: this text",
        ]
    );
    assert!(defined("## 1 Pris\n\n- Avgift: 20 kr\n- **Obs!** Pris\n").is_empty());
}

#[test]
fn parentheses_name_what_stands_before_them() {
    assert_eq!(
        defined(
            "Detta gäller tjänsten Journalen (”Tjänsten”), som Inera AB (nedan kallat ”Inera”) ger."
        ),
        [
            "Tjänsten: Detta gäller tjänsten Journalen",
            "Inera: som Inera AB"
        ]
    );
    assert_eq!(
        defined("Acme Ltd. (the \"Supplier\" or \"Us\") and You (**Customer**) agree."),
        ["Supplier: ", "Us: ", "Customer: and You"]
    );
    assert!(defined("Felet (som ”Kunden” anmäler) rättas, se ”Villkor” (2020).").is_empty());
}

#[test]
fn a_sentence_that_says_what_is_meant_defines() {
    assert_eq!(
        defined("Med Användare avses den som loggar in. Övrigt gäller."),
        ["Användare: Med Användare avses den som loggar in."]
    );
    assert_eq!(
        defined("In this agreement \"Fee\" means the price."),
        ["Fee: In this agreement \"Fee\" means the price."]
    );
    for text in [
        "Med det avses inget.",
        "Med uppgifter som avses i 3 § menas inget.",
        "Han sade ”Ja” och gick.",
    ] {
        assert!(defined(text).is_empty(), "{text}");
    }
}

#[test]
fn what_stands_below_words_that_lead_in_terms_is_a_list_of_terms() {
    let text = "### 2 §\n\nI denna lag avses med\n\n- konsument: en fysisk person,\n- *näringsidkare*: den som handlar.\n\nLagen gäller inte: lån.\n";
    assert_eq!(
        defined(text),
        [
            "konsument: en fysisk person",
            "näringsidkare: den som handlar"
        ]
    );
}
