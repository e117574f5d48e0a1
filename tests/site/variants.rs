//! Releases and documents of other kinds than our own contracts have.

use avtalslogg::model::snapshot::Snapshot;

use super::site::{page, site, words};

const SETTINGS: &str = "publisher: Utgivaren AB\nkinds:\n  - {id: btv, label: Tjänstevillkor, listed_as: service}\n  - {id: bilaga, label: Bilaga}\n";

fn document(id: &str, title: &str, kind: &str, version: &str, day: &str, text: &str) -> Vec<u8> {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: {kind}\nversion: \"{version}\"\npublished: {day}\neffective: {day}\n---\n# {title}\n\n## 1 Omfattning\n\n{text}\n"
    )
    .into_bytes()
}

fn with(files: &[(&str, Vec<u8>)]) -> Snapshot {
    let mut snapshot: Snapshot = files
        .iter()
        .map(|(path, bytes)| (*path, bytes.clone()))
        .collect();
    snapshot.insert("contracts/agreement.yaml", SETTINGS.as_bytes().to_vec());
    snapshot
}

fn year(snapshot: &Snapshot, on: &str) -> String {
    words(page(&site(snapshot, on), "andringar/2022/index.html").root_element())
}

#[test]
fn only_new_services_or_only_new_documents_say_so() {
    let service = (
        "contracts/a.md",
        document("a", "A", "btv", "1", "2022-03-01", "Text."),
    );
    let annex = (
        "contracts/b.md",
        document("b", "B", "bilaga", "1", "2022-03-01", "Text."),
    );
    let only = year(&with(std::slice::from_ref(&service)), "2022-12-31");
    assert!(
        only.contains("Utgivaren utökar antalet Tjänster som omfattas av Avtalet. Ny tjänst A"),
        "{only}"
    );
    assert!(
        !only.contains("väsentlig ändring"),
        "that is the author's to state"
    );
    let only = year(&with(std::slice::from_ref(&annex)), "2022-12-31");
    assert!(
        only.contains("Utgivaren tillför ett nytt avtalsdokument. Nytt avtalsdokument B"),
        "{only}"
    );
    assert!(
        only.contains("Dokumentet gäller från och med 1 mars 2022."),
        "{only}"
    );
    let both = year(&with(&[service, annex]), "2022-12-31");
    assert!(
        both.contains("omfattas av Avtalet och tillför ett nytt avtalsdokument."),
        "{both}"
    );
}

#[test]
fn without_records_the_engine_writes_the_sentences() {
    let snapshot = with(&[
        (
            "contracts/archive/a/1.md",
            document("a", "A", "btv", "1", "2022-01-01", "Avgiften är 100 kr."),
        ),
        (
            "contracts/a.md",
            document("a", "A", "btv", "2", "2022-03-01", "Avgiften är 200 kr."),
        ),
    ]);
    let text = year(&snapshot, "2022-12-31");
    assert!(
        text.contains("förbättrar ett befintligt avtalsdokument."),
        "{text}"
    );
    assert!(
        text.contains("Avsnitt 1 Omfattning har justerats."),
        "{text}"
    );
    assert!(
        text.contains("Ändringen gäller från och med 1 mars 2022."),
        "{text}"
    );
    assert!(text.contains("Visa ändringen"), "the redline is at hand");
}

#[test]
fn a_release_can_have_words_of_its_own() {
    let snapshot = with(&[
        ("contracts/a.md", document("a", "A", "btv", "1", "2022-01-01", "Text.")),
        (
            "changelog/2022-10-03.md",
            "---\ntitle: Ny prislista\n---\nPrislistan för 2023 gäller från och med den 1 januari 2023.\n"
                .as_bytes()
                .to_vec(),
        ),
    ]);
    let text = year(&snapshot, "2022-12-31");
    assert!(text.contains("Ny prislista"), "{text}");
    assert!(
        text.contains("Prislistan för 2023 gäller från och med den 1 januari 2023."),
        "{text}"
    );
    let files = site(&snapshot, "2022-12-31");
    assert!(files.contains_key("andringar/2022/2022-10-03/index.html"));
}

#[test]
fn a_withdrawn_document_says_when_it_ends_and_that_it_has_ended() {
    let record = "document: a\nversion: \"1\"\nwithdrawn: {published: 2022-06-01, effective: 2022-09-01, note: Tjänsten avvecklas.}\n";
    let snapshot = with(&[
        (
            "contracts/a.md",
            document("a", "A", "btv", "1", "2022-01-01", "Text."),
        ),
        ("changelog/a/1.yaml", record.as_bytes().to_vec()),
    ]);
    let of = |on: &str| words(page(&site(&snapshot, on), "dokument/a/index.html").root_element());
    assert!(!of("2022-05-31").contains("upphör"));
    let ending = of("2022-06-01");
    assert!(
        ending.contains("Dokumentet upphör att gälla den 1 september 2022. Tjänsten avvecklas."),
        "{ending}"
    );
    let year =
        words(page(&site(&snapshot, "2022-06-01"), "andringar/2022/index.html").root_element());
    assert!(
        year.contains(
            "Tjänst som utgår A: upphör att gälla den 1 september 2022. Tjänsten avvecklas."
        ),
        "{year}"
    );
    let ended = of("2022-09-01");
    assert!(ended.contains("Lydelse som gällde sist"), "{ended}");
    assert!(
        ended.contains("Har upphört att gälla Dokumentet upphörde att gälla den 1 september 2022."),
        "{ended}"
    );
}

#[test]
fn a_document_that_has_not_begun_shows_what_will_apply() {
    let text = document("a", "A", "btv", "1", "2022-03-01", "Text.");
    let text = String::from_utf8(text)
        .expect("UTF-8")
        .replace("effective: 2022-03-01", "effective: 2022-06-01");
    let snapshot = with(&[("contracts/a.md", text.into_bytes())]);
    let files = site(&snapshot, "2022-03-02");
    let own = words(page(&files, "dokument/a/index.html").root_element());
    assert!(own.contains("Gäller från och med 1 juni 2022"), "{own}");
    assert!(own.contains("Kommande lydelse"), "{own}");
    let start = words(page(&files, "index.html").root_element());
    assert!(
        start.contains("Från och med 1 juni 2022 A Dokumentet börjar gälla."),
        "{start}"
    );
}

#[test]
fn an_empty_repository_has_a_site_too() {
    let files = site(&with(&[]), "2022-12-31");
    let start = words(page(&files, "index.html").root_element());
    assert!(start.contains("Inget är publicerat ännu."), "{start}");
}

#[test]
fn a_changed_definition_names_the_sections_that_use_its_term() {
    let text = |meaning: &str| {
        format!(
            "Villkoren gäller.\n\n## 2 Begrepp\n\n- **Fel**: {meaning}.\n\n## 3 Ansvar\n\n1. Utgivaren rättar Fel."
        )
    };
    let snapshot = with(&[
        (
            "contracts/archive/a/1.md",
            document("a", "A", "btv", "1", "2022-01-01", &text("en avvikelse")),
        ),
        (
            "contracts/a.md",
            document(
                "a",
                "A",
                "btv",
                "2",
                "2022-03-01",
                &text("en väsentlig avvikelse"),
            ),
        ),
    ]);
    let text = year(&snapshot, "2022-12-31");
    assert!(
        text.contains("Ändrad definition av ”Fel”. Berör även avsnitt 3 punkt 1."),
        "{text}"
    );
}
