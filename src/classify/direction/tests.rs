use super::{Customer, Kind, burdens};
use crate::diff::compare;
use crate::parse::sections::read;

fn found(old: &str, new: &str) -> Vec<Kind> {
    let wrap = |text: &str| {
        read(
            &format!("## 1 A\n\nHär står något som är kvar.\n\n{text}\n"),
            0,
        )
    };
    let (old, new) = (wrap(old), wrap(new));
    let comparison = compare(&old, &new).expect("a proven comparison");
    let all: Vec<usize> = (0..comparison.changes.len()).collect();
    let found = burdens(&comparison, &all, (&old, &new), &Customer::new(&[]));
    found.into_iter().map(|burden| burden.kind).collect()
}

/// Old text, new text, what the new one lays on the customer.
const AGAINST: &[(&str, &str, Kind)] = &[
    (
        "Avgiften är låg.",
        "Avgiften är låg. Kunden ska anmäla fel.",
        Kind::NewDuty,
    ),
    (
        "Kunden bör anmäla fel.",
        "Kunden måste anmäla fel.",
        Kind::NewDuty,
    ),
    (
        "Inera ska anmäla fel.",
        "Kunden ska anmäla fel.",
        Kind::NewDuty,
    ),
    (
        "Vid fel ringer Kunden.",
        "Vid fel ska Kunden ringa.",
        Kind::NewDuty,
    ),
    (
        "Kunden ska\n\n1. betala, och\n2. följa avtalet.",
        "Kunden ska\n\n1. betala,\n2. utse en kontaktperson, och\n3. följa avtalet.",
        Kind::NewDuty,
    ),
    (
        "Fees are low.",
        "Fees are low. The Customer shall report faults.",
        Kind::NewDuty,
    ),
    (
        "The Customer may report faults.",
        "The Customer must report faults.",
        Kind::NewDuty,
    ),
    (
        "Customer is free.",
        "Customer is responsible for backups.",
        Kind::NewDuty,
    ),
    (
        "Betalning sker.",
        "Betalning sker. Vid dröjsmål ska Kunden betala vite.",
        Kind::Penalty,
    ),
    (
        "Payment is due.",
        "Payment is due. A penalty applies to late payment.",
        Kind::Penalty,
    ),
    (
        "Avgiften är 100 kr per månad.",
        "Avgiften är 1 200 kr per månad.",
        Kind::HigherPrice,
    ),
    (
        "The fee is EUR 100 per month.",
        "The fee is EUR 150 per month.",
        Kind::HigherPrice,
    ),
    (
        "Kunden ska betala inom 30 dagar.",
        "Kunden ska betala inom 20 dagar.",
        Kind::ShorterTime,
    ),
    (
        "Fakturan ska betalas inom 30 dagar.",
        "Fakturan ska betalas inom tio dagar.",
        Kind::ShorterTime,
    ),
    (
        "Inera ska rätta fel inom 2 dagar.",
        "Inera ska rätta fel inom en vecka eller 5 dagar.",
        Kind::LongerTime,
    ),
    (
        "The Supplier shall answer within 4 hours.",
        "The Supplier shall answer within 8 hours.",
        Kind::LongerTime,
    ),
    (
        "Kunden får säga upp avtalet. Pris.",
        "Pris.",
        Kind::LostRight,
    ),
    (
        "The Customer may terminate the agreement. Price.",
        "Price.",
        Kind::LostRight,
    ),
    (
        "Kunden har rätt till support.",
        "Support ges i mån av tid.",
        Kind::LostRight,
    ),
];

/// Old text and new text of which nobody can say that the new one is worse for the customer.
const NEUTRAL: &[(&str, &str)] = &[
    (
        "Avgiften är låg.",
        "Avgiften är låg. Inera ska anmäla fel till Kunden.",
    ),
    ("Kunden ska anmäla fel. Pris.", "Pris."),
    ("Kunden ska anmäla fel.", "Kunden måste anmäla fel."),
    ("Kunden ska anmäla fel.", "Kunden kan anmäla fel."),
    (
        "Kunden betalar.",
        "Kunden betalar. Kunden får beställa mer.",
    ),
    ("Kundens data finns.", "Kundens data ska raderas av Inera."),
    ("Avgiften är 200 kr.", "Avgiften är 100 kr."),
    (
        "Rabatten på avgiften är 100 kr.",
        "Rabatten på avgiften är 200 kr.",
    ),
    (
        "Kunden ska betala inom 20 dagar.",
        "Kunden ska betala inom 30 dagar.",
    ),
    (
        "Inera ska rätta fel inom 5 dagar.",
        "Inera ska rätta fel inom 2 dagar.",
    ),
    (
        "Support ges.",
        "Support ges. Vid försening ska Inera betala vite till Kunden.",
    ),
    (
        "Support is given.",
        "Support is given. The Supplier shall pay a penalty to the Customer.",
    ),
    ("The fee is EUR 150.", "The fee is EUR 100."),
    (
        "The Customer shall pay within 10 days.",
        "The Customer shall pay within 30 days.",
    ),
    ("The Customer shall report faults. Price.", "Price."),
    (
        "The Customer shall report faults.",
        "The Customer will report faults.",
    ),
];

#[test]
fn what_is_laid_on_the_customer_is_seen() {
    let missed = AGAINST
        .iter()
        .filter(|(old, new, kind)| !found(old, new).contains(kind));
    let missed: Vec<_> = missed.map(|case| (case, found(case.0, case.1))).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_the_others_or_is_eased_is_not() {
    let wrong = NEUTRAL
        .iter()
        .filter(|(old, new)| !found(old, new).is_empty());
    let wrong: Vec<_> = wrong.map(|case| (case, found(case.0, case.1))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_names_of_the_customer_are_those_of_the_settings() {
    let (old, new) = (
        "## 1 A\n\nPris.\n",
        "## 1 A\n\nPris. Deltagaren ska svara.\n",
    );
    let (old, new) = (read(old, 0), read(new, 0));
    let comparison = compare(&old, &new).expect("a proven comparison");
    let seen = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        !burdens(&comparison, &[0], (&old, &new), &Customer::new(&names)).is_empty()
    };
    assert!(seen(&["Kunden", "Deltagaren"]) && !seen(&[]));
}

#[test]
fn a_duty_that_moved_to_another_section_is_none_that_is_new() {
    let old = "## 1 A\n\nKunden ska anmäla fel.\n\nKvar står detta.\n\n## 2 B\n\nAnnat står här.\n";
    let new = "## 1 A\n\nKvar står detta.\n\n## 2 B\n\nAnnat står här.\n\nKunden ska anmäla fel.\n";
    let (old, new) = (read(old, 0), read(new, 0));
    let comparison = compare(&old, &new).expect("a proven comparison");
    for at in 0..comparison.changes.len() {
        assert_eq!(
            burdens(&comparison, &[at], (&old, &new), &Customer::new(&[])),
            []
        );
    }
}
