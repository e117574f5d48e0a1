//! The facts on the page of the year, against a table of facts that knows nothing of our types.

use scraper::ElementRef;

use super::site::{all, our_contracts, page, site, words};

const TABLE: &str = include_str!("../facts/releases-2022.tsv");
const PAGE: &str = "andringar/2022/index.html";

/// One line: a document in a release, with one date of effect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    published: String,
    document: String,
    effective: String,
    new: bool,
    notes: usize,
}

fn table() -> Vec<(Line, Vec<String>, bool)> {
    let lines = TABLE.lines().skip(1);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let line = Line {
                published: cells[0].to_owned(),
                document: cells[1].to_owned(),
                effective: cells[2].to_owned(),
                new: cells[3] == "service",
                notes: cells[4].parse().expect("a number of notes"),
            };
            let sections = cells[5].split(';').filter(|section| !section.is_empty());
            (
                line,
                sections.map(str::to_owned).collect(),
                cells[6] == "renamed",
            )
        })
        .collect()
}

fn day(element: ElementRef<'_>) -> String {
    let times = all(element, "time");
    times
        .first()
        .and_then(|time| time.value().attr("datetime"))
        .unwrap_or_default()
        .to_owned()
}

/// The lines of the page in its order, each with the words of its notes.
fn lines(root: ElementRef<'_>) -> Vec<(Line, String)> {
    let mut out = Vec::new();
    for release in all(root, "section.publicering") {
        let published = day(all(release, "h2")[0]);
        for new in all(release, "ul.nya") {
            let applies = new
                .next_siblings()
                .find_map(ElementRef::wrap)
                .expect("a date line");
            for item in all(new, "li") {
                out.push((
                    Line {
                        published: published.clone(),
                        document: words(item),
                        effective: day(applies),
                        new: true,
                        notes: 0,
                    },
                    String::new(),
                ));
            }
        }
        for document in all(release, "section.dokument") {
            let dates: Vec<String> = all(document, "p.galler").into_iter().map(day).collect();
            let lists = all(document, "ul.noter");
            assert_eq!(
                dates.len(),
                lists.len(),
                "each list of notes has its date line"
            );
            for (list, effective) in lists.into_iter().zip(dates) {
                let notes: Vec<String> = all(list, "p.not").into_iter().map(words).collect();
                out.push((
                    Line {
                        published: published.clone(),
                        document: words(all(document, "h4")[0]),
                        effective,
                        new: false,
                        notes: notes.len(),
                    },
                    format!("{} {}", notes.join(" "), words(document)),
                ));
            }
        }
    }
    out
}

#[test]
fn the_page_of_2022_tells_the_facts_of_the_table() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, PAGE);
    let told = lines(page.root_element());
    let mut got: Vec<Line> = told.iter().map(|(line, _)| line.clone()).collect();
    let mut expected: Vec<Line> = table().into_iter().map(|(line, ..)| line).collect();
    got.sort();
    expected.sort();
    assert_eq!(got, expected);
    for (line, sections, renamed) in table() {
        let (_, text) = told
            .iter()
            .find(|(told, _)| *told == line)
            .expect("the line");
        for section in sections {
            assert!(
                text.contains(&section),
                "{}: {section} is not named",
                line.document
            );
        }
        if renamed {
            let told = text.contains("namnändring") || text.contains("Namnbyte");
            assert!(told && text.contains("Tidigare namn:"), "{text}");
        }
    }
}

#[test]
fn releases_stand_newest_first_and_documents_in_swedish_order() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, PAGE);
    let days: Vec<String> = all(page.root_element(), "section.publicering > h2")
        .into_iter()
        .map(day)
        .collect();
    assert_eq!(
        days,
        [
            "2022-12-19",
            "2022-11-02",
            "2022-06-17",
            "2022-03-31",
            "2022-02-24"
        ]
    );
    let releases = all(page.root_element(), "section.publicering");
    let titles: Vec<String> = all(releases[1], "h4").into_iter().map(words).collect();
    assert_eq!(
        titles,
        [
            "1177 inkorg",
            "1177 listning",
            "Eira",
            "Intygstjänster",
            "Rådgivningsstödet webb",
            "Sil",
            "Symtombedömning och hänvisning",
            "Öppen testmiljö"
        ]
    );
}

#[test]
fn singular_and_plural_follow_the_data() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, PAGE);
    let text = words(page.root_element());
    for sentence in [
        "Ny tjänst Säker digital kommunikation Utökningen utgör en väsentlig ändring av Avtalet som är till \
         fördel för Kunden. Utökningen gäller från och med 24 februari 2022.",
        "Inera utökar antalet Tjänster som omfattas av Avtalet och förbättrar ett befintligt avtalsdokument.",
        "Inera förbättrar befintliga avtalsdokument.",
        "Följande ändringar gäller från och med 24 februari 2022:",
        "Följande ändringar gäller från och med 24 maj 2022:",
        // One note, against several and against "Redaktionella justeringar" alone.
        "Ändringen gäller från och med 19 december 2022.",
        "Ändringarna gäller från och med 19 mars 2023.",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    let alone = all(page.root_element(), "section.dokument")
        .into_iter()
        .find(|document| words(*document).starts_with("Säker digital kommunikation"))
        .expect("the document with an editorial note alone");
    assert!(
        words(alone).contains("Ändringarna gäller"),
        "{}",
        words(alone)
    );
}

#[test]
fn what_is_published_later_is_not_shown() {
    let files = site(&our_contracts(), "2022-03-01");
    let page = page(&files, PAGE);
    assert_eq!(all(page.root_element(), "section.publicering").len(), 1);
    assert!(!files.contains_key("dokument/digitalt-mote/3.0/index.html"));
    assert!(!files.contains_key("andringar/2022/2022-12-19/index.html"));
    assert!(words(page.root_element()).contains("24 maj 2022"));
}

#[test]
fn anchors_are_permanent_words() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, PAGE);
    for anchor in [
        "2022-12-19",
        "2022-12-19-digitalt-mote",
        "2022-12-19-digitalt-mote-gallringstid",
    ] {
        assert_eq!(
            all(page.root_element(), &format!("[id='{anchor}']")).len(),
            1,
            "{anchor}"
        );
    }
}

#[test]
fn a_document_page_shows_the_text_in_force_and_what_comes() {
    let files = site(&our_contracts(), "2022-03-01");
    let page = page(&files, "dokument/sakerhetstjanster-idp/index.html");
    let text = words(page.root_element());
    assert!(
        text.contains("Gäller delvis Version 2.0 gäller sedan 24 februari 2022"),
        "{text}"
    );
    assert!(text.contains("Sammanställd av version 1.0 och version 2.0."));
    assert!(
        text.contains("verksam hos en part som är indirekt ansluten"),
        "6.1.6 is new"
    );
    assert!(
        !text.contains("Villkor för anslutning till Ineras tekniska infrastruktur, i fråga om"),
        "5.3 is old"
    );
    let marks: Vec<String> = all(page.root_element(), ".marke")
        .into_iter()
        .map(words)
        .collect();
    assert!(
        marks
            .contains(&"Ändrat genom version 2.0, gäller från och med 24 februari 2022".to_owned()),
        "{marks:?}"
    );
    assert!(
        marks.contains(&"Ändras den 24 maj 2022 genom version 2.0".to_owned()),
        "{marks:?}"
    );
}
