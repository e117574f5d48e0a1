//! The pages and files of those who have signed.

use avtalslogg::model::snapshot::Snapshot;

use crate::site::{all, our_contracts, page, site, text, words};

const LIST: &str = "tecknade/pub/index.html";

/// A repository with one document on personal data and the register `rows`.
fn contracts(rows: &str) -> Snapshot {
    let settings =
        "customer_categories: [regioner, kommuner]\nregisters: {pub: {updated: 2022-12-01}}\n";
    let document = "---\nid: pub\ntitle: PuB <i>\nversion: \"1.0\"\npublished: 2020-01-01\neffective: 2020-01-01\n---\n# PuB\n\nX.\n";
    let header =
        "organisation,organisation_number,category,signed,version,services,through,board,ended\n";
    let files = [
        ("contracts/agreement.yaml", settings.to_owned()),
        ("contracts/pub.md", document.to_owned()),
        ("contracts/registers/pub.csv", format!("{header}{rows}")),
    ];
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

const ROWS: &str = "Öby kommun,002000-0006,kommuner,2020-02-01,1.0,,,,\nÉdouards Region,003000-0004,regioner,2020-02-01,1.0,,,,\n1 Bolag,004000-0002,,2020-02-01,1.0,,,,\nÅs kommun,005000-0009,kommuner,2020-02-01,1.0,,,,2022-01-01\nFramtid,006000-0007,,2022-12-31,1.0,,,,\n";

#[test]
fn the_list_shows_who_is_bound_on_the_day_in_swedish_order() {
    let files = site(&contracts(ROWS), "2022-12-30");
    let page = page(&files, LIST);
    let root = page.root_element();
    let names: Vec<String> = all(root, "tr.rad > th").into_iter().map(words).collect();
    assert_eq!(names, ["1 Bolag", "Édouards Region", "Öby kommun"]);
    let initials: Vec<String> = all(root, "tr.initial").into_iter().map(words).collect();
    assert_eq!(initials, ["0–9", "E", "Ö"]);
    let lead = words(all(root, "main")[0]);
    assert!(
        lead.contains("Tecknade PuB <i>") && lead.contains("3 undertecknare"),
        "{lead}"
    );
    assert!(lead.contains("uppdaterad den 1 december 2022"), "{lead}");
    assert!(lead.contains("1 tecknat avtal har upphört"), "{lead}");
}

#[test]
fn every_choice_of_letter_and_category_has_its_rule_in_the_stylesheet() {
    let files = site(&contracts(ROWS), "2022-12-30");
    let style = text(&files, "stil.css");
    let page = page(&files, LIST);
    let choices = all(page.root_element(), "form.urval input[type=radio]");
    let ids: Vec<&str> = choices
        .iter()
        .filter_map(|input| input.value().attr("id"))
        .collect();
    assert_eq!(
        ids,
        ["k-alla", "k1", "k2", "b-alla", "b-siffra", "b-e", "b-oe"]
    );
    for id in ids.iter().filter(|id| !id.ends_with("-alla")) {
        let hidden = if id.starts_with('k') {
            format!(".rad:not(.{id})")
        } else {
            format!("tbody:not(.{id})")
        };
        assert!(
            style.contains(&format!(".lista:has(#{id}:checked) {hidden}")),
            "{id} hides nothing"
        );
    }
    let labels = words(all(page.root_element(), "form.urval")[0]);
    assert!(
        labels.contains("regioner (1)") && labels.contains("kommuner (1)"),
        "{labels}"
    );
}

#[test]
fn cells_that_try_to_be_markup_or_formulas_are_harmless() {
    let hostile = "\"=HYPERLINK(\"\"x\"\",\"\"y\"\")\",002000-0006,,2020-02-01,1.0,,,@SUM(1),\n<script>alert(1)</script><img src=x>,003000-0004,,2020-02-01,1.0,,,\"</tbody>\",\n";
    let files = site(&contracts(hostile), "2022-12-30");
    let page = page(&files, LIST);
    let root = page.root_element();
    assert_eq!(all(root, "script").len(), 1, "only our own");
    assert!(all(root, "img").is_empty());
    assert!(words(all(root, "tr.rad")[1]).starts_with("<script>alert(1)</script>"));
    let csv = text(&files, "tecknade/pub/pub.csv");
    assert!(
        csv.starts_with('\u{feff}'),
        "spreadsheet programs read å, ä and ö"
    );
    assert!(
        csv.contains("\"'=HYPERLINK(") && csv.contains(",'@SUM(1)"),
        "{csv}"
    );
    let json: serde_json::Value =
        serde_json::from_str(text(&files, "tecknade/pub/pub.json")).expect("JSON");
    assert_eq!(
        json["signatories"][1]["organisation"],
        "=HYPERLINK(\"x\",\"y\")"
    );
    assert_eq!(json["updated"], "2022-12-01");
}

#[test]
fn our_own_lists_are_reached_from_the_page_about_data_processing() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, "personuppgiftsbitrade/index.html");
    let links = all(page.root_element(), "a[href*=tecknade]");
    let texts: Vec<String> = links.into_iter().map(words).collect();
    for title in [
        "Tecknade Ineras Personuppgiftsbiträdesavtal 1",
        "Tecknade Ineras Modellavtal 2",
    ] {
        assert!(
            texts.iter().any(|own| own == title),
            "{title} is not among {texts:?}"
        );
    }
    let list = crate::site::page(&files, "tecknade/pub-avtal-1/index.html");
    let whole = words(all(list.root_element(), "main")[0]);
    assert!(whole.contains("undertecknas inte för sig"), "{whole}");
}
