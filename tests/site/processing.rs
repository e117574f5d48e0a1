//! The page about the processing of personal data: it tells every rule and relation, and follows
//! the data.

use std::collections::BTreeSet;

use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::render::site::SiteFiles;
use scraper::{ElementRef, Html};

use super::site::{all, few_contracts, our_contracts, page, pages, site, words};

const PAGE: &str = "personuppgiftsbitrade/index.html";

fn told(files: &SiteFiles) -> Html {
    page(files, PAGE)
}

/// What stands in the page's main part, with plain spaces and undivided words.
fn text(page: &Html) -> String {
    plain(&words(all(page.root_element(), "main")[0]))
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{ad}', "")
}

/// Our contracts with one place of one file replaced.
fn changed(path: &str, old: &str, new: &str) -> Snapshot {
    let mut snapshot = our_contracts();
    let text = snapshot
        .text(path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    assert!(text.contains(old), "{path} does not hold {old}");
    snapshot.insert(path.to_owned(), text.replacen(old, new, 1).into_bytes());
    snapshot
}

/// The section of the document `id`.
#[track_caller]
fn regulation(page: &Html, id: &str) -> String {
    let found = all(
        page.root_element(),
        &format!("section.reglering[aria-labelledby='{id}']"),
    );
    plain(&words(
        *found
            .first()
            .unwrap_or_else(|| panic!("nothing is told of {id}")),
    ))
}

/// What holds, in our own words, and the words on the page that say it.
const RULES: &[(&str, &[&str])] = &[
    (
        "some services process personal data; agreements say how the processor may handle them",
        &[
            "I flera av Ineras tjänster behandlas personuppgifter",
            "Inera är personuppgiftsbiträde",
            "regleras i avtal",
        ],
    ),
    (
        "everyone who uses such a service, directly or indirectly, signs",
        &["tecknas med alla organisationer som direkt eller indirekt använder"],
    ),
    (
        "since the spring of 2018 the new model replaces the old one, service by service",
        &[
            "Sedan våren 2018",
            "Kundavtal 2 ersätter Kundavtal 1, en tjänst i taget",
            "successivt",
        ],
    ),
    (
        "which agreements belong to which model",
        &[
            "Till Kundavtal 1 hör Ineras Modellavtal 1, Ineras Modellavtal 2 och Ineras Modellavtal 3.",
            "Till Kundavtal 2 hör Ineras Personuppgiftsbiträdesavtal 1, Ineras Personuppgiftsbiträdesavtal 2, \
             Ineras Personuppgiftsbiträdesavtal 3, SKR-koncernens personuppgiftsbiträdesavtal, \
             Allmänna instruktioner och Ineras fullmakt för kommuner.",
        ],
    ),
    (
        "the newer agreements meet the formal demands of the GDPR",
        &["formella krav", "dataskyddsförordningen (GDPR)"],
    ),
    (
        "they let the publisher do more within municipalities",
        &["större möjlighet att hantera personuppgifter inom kommunal verksamhet"],
    ),
    (
        "the first of them is an integrated part of the customer agreement and is not signed apart",
        &[
            "integrerad del av Kundavtal 2",
            "behöver därför inte teckna något separat avtal",
        ],
    ),
    (
        "the older agreements apply until they have been replaced",
        &[
            "Till dess att en tjänst har gått över till Kundavtal 2 fortsätter Modellavtalen att gälla",
        ],
    ),
    (
        "the newer ones are used for the services of the new model",
        &["gäller för de tjänster som omfattas av Kundavtal 2"],
    ),
    (
        "what the newer agreements regulate above all",
        &[
            "Nationella tjänsteplattformen",
            "driver och förvaltar",
            "rättigheter och skyldigheter Inera har mot sina underleverantörer",
            "Nationell patientöversikt (sammanhållen journalföring)",
            "Försäkringsmedicinska utredningar",
            "Kvalitetsregisterregistrering",
            "Vården i siffror och Öppna data",
            "Journalen",
            "1177 Vårdguiden",
        ],
    ),
    (
        "the particulars stand in the service's own document, not in the agreement",
        &[
            "Beskrivning och tjänstespecifika villkor. Där, och inte i personuppgiftsbiträdesavtalet, anges",
            "behandlingens art",
            "behandlingens omfattning",
            "behandlingens varaktighet",
            "föremålet för behandlingen",
            "behandlingens ändamål",
            "typ av personuppgifter",
            "kategorier av registrerade personer",
        ],
    ),
    (
        "since 18 December 2019 another agreement, service by service",
        &["18 december 2019", "Det tas i bruk för en tjänst i taget"],
    ),
    (
        "the order of precedence stands in the main agreement",
        &["anges i huvudavtalet"],
    ),
    ("the lists are kept up to date", &["De uppdateras löpande"]),
    (
        "whom to ask",
        &["Kontakta oss", "Kundservice", "kundservice@example.se"],
    ),
];

/// What holds of one document, and the words of its section that say it.
const DOCUMENTS: &[(&str, &[&str])] = &[
    (
        "modellavtal-1",
        &[
            "Mellan Inera och direktansluten kund",
            "ansluter sig direkt till en eller flera tjänster",
            "för den personuppgiftsansvariges räkning",
            "Kompletterar Kundavtal 1",
            "Ersätts av Ineras Personuppgiftsbiträdesavtal 1",
        ],
    ),
    (
        "modellavtal-2",
        &[
            "Mellan direktansluten kund och indirekt ansluten vårdgivare",
            "ansluter en vårdgivare till sitt it-system",
            "för vårdgivarens räkning",
            "Kunden ska informera Inera om vilka indirekt anslutna vårdgivare kunden har",
            "med vilka av dem Modellavtal 2 är tecknat",
            "vilka av Ineras tjänster var och en använder",
            "Ersätts av Ineras Personuppgiftsbiträdesavtal 2",
        ],
    ),
    (
        "modellavtal-3",
        &[
            "Mellan Inera och underleverantör",
            "på uppdrag av Inera",
            "Ineras personuppgiftsunderbiträden",
            "Ersätts av Ineras Personuppgiftsbiträdesavtal 3",
        ],
    ),
    (
        "pub-avtal-1",
        &[
            "Mellan Inera och direktansluten kund",
            "ansluter sig direkt till en av Ineras tjänster",
            "för den personuppgiftsansvariges räkning",
            "Integrerad del av Avtal om Kundens användning av Ineras tjänster",
            "Ersätter Ineras Modellavtal 1, som gäller till dess att det har ersatts",
        ],
    ),
    (
        "pub-avtal-2",
        &[
            "Mellan direktansluten kund och indirekt ansluten vårdgivare",
            "ansluter en vårdgivare till sitt it-system",
            "för vårdgivarens räkning",
            "Kunden ska informera Inera om vilka indirekt anslutna vårdgivare kunden har",
            "med vilka av dem PuB-avtal 2 är tecknat",
            "vilka av Ineras tjänster var och en använder",
            "Ersätter Ineras Modellavtal 2",
        ],
    ),
    (
        "pub-avtal-3",
        &[
            "Mellan Inera och underleverantör",
            "på uppdrag av Inera",
            "Ineras personuppgiftsunderbiträden",
            "Ersätter Ineras Modellavtal 3",
        ],
    ),
    (
        "fullmakt-for-kommuner",
        &[
            "Inera tecknar ett Kundavtal 2 med varje kommun",
            "självständiga nämnder inte ska behöva teckna egna personuppgiftsbiträdesavtal",
            "Mellan den del av kommunen som har undertecknat Kundavtal 2 och självständig nämnd i samma kommun",
            "rätt att hantera nämndens personuppgifter inom ramen för Ineras tjänster",
        ],
    ),
];

/// Documents of which the page leads to a list of signatories.
const LISTS: &[&str] = &[
    "Ineras Modellavtal 1",
    "Ineras Modellavtal 2",
    "Ineras Personuppgiftsbiträdesavtal 1",
    "Ineras Personuppgiftsbiträdesavtal 2",
    "Ineras Personuppgiftsbiträdesavtal 3",
    "Ineras fullmakt för kommuner",
];

#[test]
fn every_rule_and_relation_is_told() {
    let page = told(&site(&our_contracts(), "2022-12-31"));
    let text = text(&page);
    for (rule, said) in RULES {
        for words in *said {
            assert!(text.contains(words), "{rule}: {words:?} is not in\n{text}");
        }
    }
    for (id, said) in DOCUMENTS {
        let section = regulation(&page, id);
        for words in *said {
            assert!(
                section.contains(words),
                "{id}: {words:?} is not in\n{section}"
            );
        }
    }
    for title in LISTS {
        assert!(
            text.contains(&format!("Tecknade {title}")),
            "{title} has no list"
        );
    }
}

#[test]
fn every_page_leads_to_it() {
    let files = site(&our_contracts(), "2022-12-31");
    for (path, page) in pages(&files) {
        let menu = all(page.root_element(), "header nav a")
            .into_iter()
            .map(words);
        assert!(
            menu.collect::<Vec<_>>()
                .contains(&"Personuppgiftsbiträde".to_owned()),
            "{path}"
        );
    }
}

#[test]
fn it_does_not_exist_where_no_document_regulates_personal_data() {
    let files = site(&few_contracts(), "2022-12-31");
    assert!(!files.contains_key(PAGE));
    let start = page(&files, "index.html");
    assert!(!words(start.root_element()).contains("Personuppgiftsbiträde"));
}

/// The titles that `selector` finds in the picture, divided lines joined.
fn drawn(page: &Html, selector: &str) -> String {
    let texts = all(page.root_element(), selector).into_iter().map(words);
    texts.collect::<Vec<_>>().join(" ")
}

fn list(page: &Html) -> Vec<ElementRef<'_>> {
    all(page.root_element(), ".parlista")
}

#[test]
fn the_picture_and_the_list_beside_it_hold_the_same_facts() {
    let page = told(&site(&our_contracts(), "2022-12-31"));
    let svg = all(page.root_element(), "figure.parter svg")[0];
    assert_eq!(svg.value().attr("role"), Some("img"));
    let named = svg.value().attr("aria-labelledby").expect("a name");
    for id in named.split(' ') {
        assert!(
            !words(all(svg, &format!("#{id}"))[0]).is_empty(),
            "{id} says nothing"
        );
    }
    let letters = drawn(&page, "figure.parter text");
    let list = list(&page)[0];
    let titles: BTreeSet<String> = all(list, "li > a:first-child")
        .into_iter()
        .map(words)
        .collect();
    assert_eq!(all(svg, "rect.avtalet").len(), titles.len());
    for title in &titles {
        assert!(
            letters.contains(title.as_str()),
            "{title} is not drawn in {letters}"
        );
    }
    // Each "is replaced by" of the list has its arrow.
    let replaced = all(list, "li")
        .into_iter()
        .filter(|item| words(*item).contains("ersätts av"))
        .count();
    assert_eq!(
        (all(svg, "path.pil").len(), all(svg, "rect.ersatt").len()),
        (replaced, replaced)
    );
    let parties = drawn(&page, "figure.parter .partnamn").to_lowercase();
    for heading in all(list, "h3") {
        let heading = words(heading).to_lowercase();
        let two = heading
            .strip_prefix("mellan ")
            .and_then(|pair| pair.split_once(" och "))
            .expect("two parties");
        assert!(
            parties.contains(two.0) && parties.contains(two.1),
            "{heading} is not drawn in {parties}"
        );
    }
}

#[test]
fn relations_follow_the_data() {
    let before = told(&site(&our_contracts(), "2022-12-31"));
    assert!(!regulation(&before, "pub-avtal-3").contains("fullmakt"));
    let other = changed(
        "contracts/pub-avtal-3.md",
        "replaces: [modellavtal-3]",
        "replaces: [fullmakt-for-kommuner]",
    );
    let page = told(&site(&other, "2022-12-31"));
    assert!(regulation(&page, "pub-avtal-3").contains("Ersätter Ineras fullmakt för kommuner"));
    assert!(
        regulation(&page, "fullmakt-for-kommuner")
            .contains("Ersätts av Ineras Personuppgiftsbiträdesavtal 3")
    );
    assert!(!regulation(&page, "modellavtal-3").contains("Ersätts av"));
    let parties = changed(
        "contracts/pub-avtal-3.md",
        "parties: [inera, underbitrade]",
        "parties: [kund, namnd]",
    );
    let page = told(&site(&parties, "2022-12-31"));
    assert!(
        regulation(&page, "pub-avtal-3")
            .contains("Mellan direktansluten kund och självständig nämnd")
    );
    assert!(
        words(list(&page)[0])
            .contains("Mellan direktansluten kund och självständig nämnd i samma kommun")
    );
    let name = changed(
        "contracts/pub-avtal-3.md",
        "title: Ineras Personuppgiftsbiträdesavtal 3",
        "title: Ett nytt namn",
    );
    let page = told(&site(&name, "2022-12-31"));
    assert!(drawn(&page, "figure.parter text").contains("Ett nytt namn"));
    assert!(text(&page).contains("Tecknade Ett nytt namn"));
}

/// The services that the page lists under the agreement `id`, each with its day.
fn services(page: &Html, id: &str) -> Vec<String> {
    let rows = format!("[aria-labelledby='tjanster-{id}'] tbody tr");
    all(page.root_element(), &rows)
        .into_iter()
        .map(|row| plain(&words(row)))
        .collect()
}

#[test]
fn services_stand_under_the_agreement_that_applies_to_them_on_the_day() {
    let earlier = told(&site(&our_contracts(), "2019-12-17"));
    assert!(
        services(&earlier, "pub-avtal-1")
            .iter()
            .any(|row| row.starts_with("Nationell patientöversikt"))
    );
    assert!(services(&earlier, "skr-pub-avtal").is_empty());
    assert!(!text(&earlier).contains("Till Kundavtal 2 hör Ineras Personuppgiftsbiträdesavtal 1, Ineras Personuppgiftsbiträdesavtal 2, Ineras Personuppgiftsbiträdesavtal 3, SKR"));
    let later = told(&site(&our_contracts(), "2019-12-18"));
    let own = services(&later, "skr-pub-avtal");
    assert_eq!(
        own,
        [
            "Nationell patientöversikt Gäller sedan: 18 december 2019, dessförinnan Ineras Personuppgiftsbiträdesavtal 1"
        ]
    );
    // A service moves from the old model to the new one.
    let old = told(&site(&our_contracts(), "2018-09-30"));
    assert!(
        services(&old, "modellavtal-1")
            .iter()
            .any(|row| row.starts_with("Elektronisk remiss"))
    );
    let new = told(&site(&our_contracts(), "2018-10-01"));
    assert!(
        services(&new, "pub-avtal-1")
            .iter()
            .any(|row| row.starts_with("Elektronisk remiss"))
    );
    let today = told(&site(&our_contracts(), "2022-12-31"));
    assert!(text(&today).contains("omfattas 1 tjänst av Kundavtal 1"));
    assert!(text(&today).contains("omfattas 25 tjänster av Kundavtal 2"));
}

#[test]
fn the_lists_follow_the_registers() {
    let count = |files: &SiteFiles, title: &str| {
        let page = told(files);
        let items = all(page.root_element(), "[aria-labelledby='forteckningar'] li");
        let own = items
            .into_iter()
            .map(words)
            .find(|item| item.starts_with(&format!("Tecknade {title}")));
        own.unwrap_or_default()
    };
    let two = "Ineras Personuppgiftsbiträdesavtal 2";
    assert!(count(&site(&our_contracts(), "2021-05-30"), two).contains("7 avtal"));
    assert!(
        count(&site(&our_contracts(), "2021-05-31"), two).contains("6 avtal"),
        "one has ended"
    );
    // What is a part of another agreement has that one's list.
    let one = count(
        &site(&our_contracts(), "2022-12-31"),
        "Ineras Personuppgiftsbiträdesavtal 1",
    );
    assert!(
        one.contains("22 avtal") && one.contains("Avtal om Kundens användning av Ineras tjänster"),
        "{one}"
    );
    let mut without = our_contracts();
    without.insert("contracts/registers/pub-avtal-2.csv".to_owned(), Vec::new());
    assert_eq!(count(&site(&without, "2022-12-31"), two), "");
}
