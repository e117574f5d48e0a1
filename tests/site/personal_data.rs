//! The pages about what the services state about the processing of personal data.

use crate::site::{all, our_contracts, page, site, text, words};

#[test]
fn every_service_stands_with_its_agreement_and_since_when() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, "personuppgifter/index.html");
    let rows: Vec<String> = all(page.root_element(), "tbody tr")
        .into_iter()
        .map(words)
        .collect();
    let row = rows
        .iter()
        .find(|row| row.starts_with("1177 inkorg"))
        .expect("a service");
    assert!(
        row.contains("SKR-koncernens personuppgiftsbiträdesavtal"),
        "{row}"
    );
    assert!(
        row.contains("20 september 2021") && row.contains("2 november 2022"),
        "{row}"
    );
    assert!(
        words(all(page.root_element(), "main")[0]).contains("Eira"),
        "also those without personal data"
    );
    let json: serde_json::Value =
        serde_json::from_str(text(&files, "personuppgifter/personuppgifter.json")).expect("JSON");
    let without = all(page.root_element(), "#inga + ul li").len();
    assert_eq!(
        json["services"].as_array().expect("services").len(),
        rows.len() + without
    );
}

#[test]
fn one_particular_of_all_services_is_the_one_in_force_on_the_day() {
    let path = "personuppgifter/behandlingens-andamal/index.html";
    let of = |on: &str| {
        let files = site(&our_contracts(), on);
        let page = page(&files, path);
        let own = all(
            page.root_element(),
            "section.uppgift[aria-labelledby='1177-inkorg']",
        );
        words(own[0])
    };
    let (before, after) = (of("2022-11-01"), of("2022-11-02"));
    assert!(
        before.contains("Gäller sedan 20 september 2021"),
        "{before}"
    );
    assert!(after.contains("Gäller sedan 2 november 2022"), "{after}");
    assert_ne!(before, after);
}

#[test]
fn a_services_page_shows_each_change_before_and_after() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, "dokument/1177-inkorg/personuppgifter/index.html");
    let root = page.root_element();
    assert_eq!(all(root, "section.uppgift").len(), 7);
    let changed = all(root, "section[aria-labelledby='2022-11-02']");
    let told = words(changed[0]);
    assert!(
        told.contains("Behandlingens ändamål") && told.contains("Tidigare"),
        "{told}"
    );
    assert_eq!(all(changed[0], ".fore-efter .sida").len(), 2);
    let document = crate::site::page(&files, "dokument/1177-inkorg/index.html");
    assert_eq!(
        all(
            document.root_element(),
            "a[href='personuppgifter/index.html']"
        )
        .len(),
        1
    );
}
