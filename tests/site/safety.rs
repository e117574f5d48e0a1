//! Hostile texts do nothing, and the same input gives the same bytes.

use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::render::site::SiteOptions;

use super::site::{all, our_contracts, page, pages, site, text, try_site};

const HOSTILE: &str = "---\nid: farlig\ntitle: \"<script>alert('t')</script> \\u202Eabc\"\nkind: btv\nversion: \"1.0\"\n\
published: 2022-01-01\neffective: 2022-01-01\nservice: \"<img src=x onerror=alert(1)>\"\npersonal_data: \"<b>x</b>\"\n---\n\
# <script>alert('rubrik')</script>\n\n<script>alert(1)</script>\n\n## 1 Länkar {#x\"onmouseover=alert(1)}\n\n\
[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) <a href=\"javascript:x\">d</a>\n\n\
![bild](https://evil.example/spion.png)\n\nAvgiften är \u{202e}001\u{202c} kr[^1].\n\n[^1]: <iframe src=x></iframe>\n";

fn hostile() -> Snapshot {
    let mut snapshot = Snapshot::new();
    let newer = HOSTILE
        .replace("\"1.0\"", "\"2.0\"")
        .replace("2022-01-01", "2022-02-01")
        .replace("001", "002");
    snapshot.insert(
        "contracts/archive/farlig/1.0.md",
        HOSTILE.as_bytes().to_vec(),
    );
    snapshot.insert("contracts/farlig.md", newer.into_bytes());
    let record = "document: farlig\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"*\", \"1\"]\n    note: \"<script>alert(2)</script>\"\n    \
        action: \"<svg onload=x>\"\n    more: \"javascript:alert(3)\"\n    affects: [\"<i>\"]\n    purpose: \"<u>\"\n";
    snapshot.insert("changelog/farlig/2.0.yaml", record.as_bytes().to_vec());
    snapshot.insert(
        "contracts/pages/om.md",
        "<script>alert(4)</script>\n\n[x](javascript:y)\n"
            .as_bytes()
            .to_vec(),
    );
    snapshot
}

#[test]
fn hostile_text_does_nothing() {
    let files = site(&hostile(), "2022-12-31");
    assert!(
        files.contains_key("dokument/farlig/1.0-2.0/index.html"),
        "{:?}",
        files.keys()
    );
    for (path, page) in pages(&files) {
        assert!(
            all(
                page.root_element(),
                "script, iframe, img, svg:not(.tidslinje svg), b, u, i"
            )
            .is_empty(),
            "{path}"
        );
        for link in all(page.root_element(), "[href]") {
            let href = link.value().attr("href").unwrap_or_default();
            let bad = ["javascript:", "data:", "//"]
                .iter()
                .any(|start| href.starts_with(start));
            assert!(!bad, "{path}: {href}");
        }
        for element in all(page.root_element(), "*") {
            let handler = element
                .value()
                .attrs()
                .find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{path}");
        }
        assert!(
            !text(&files, path).contains(['\u{202e}', '\u{202c}']),
            "{path}"
        );
    }
    let version = text(&files, "dokument/farlig/1.0/index.html");
    assert!(
        version.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "raw HTML is shown as text"
    );
    assert!(
        version.contains("[U+202E]001[U+202C]"),
        "hidden characters are named"
    );
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_cores() {
    let snapshot = our_contracts();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| site(&snapshot, "2022-12-31"))
    };
    assert!(with(1) == with(2), "one core and two give the same bytes");
}

#[test]
fn drafts_are_shown_on_request_only_and_marked() {
    let mut snapshot = our_contracts();
    let text = snapshot
        .text("contracts/digitalt-mote.md")
        .expect("a document");
    snapshot.insert(
        "contracts/archive/digitalt-mote/3.0.md",
        text.clone().into_bytes(),
    );
    let draft = text
        .replace(
            "version: \"3.0\"\npublished: 2022-12-19\neffective: 2022-12-19\n",
            "version: \"4.0\"\n",
        )
        .replace("60 dagar", "97 dagar");
    snapshot.insert("contracts/digitalt-mote.md", draft.into_bytes());
    let path = "dokument/digitalt-mote/4.0/index.html";
    let public = site(&snapshot, "2022-12-31");
    assert!(!public.contains_key(path));
    assert!(
        !public
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("97 dagar"))
    );
    let preview = try_site(&snapshot, "2022-12-31", SiteOptions { drafts: true }).expect("a site");
    let draft = page(&preview, path);
    let status = all(draft.root_element(), ".lage .status");
    assert_eq!(super::site::words(status[0]), "Utkast");
    assert!(super::site::text(&preview, "kommande/index.html").contains("Utkast"));
    let year = super::site::text(&preview, "andringar/2022/index.html");
    assert!(!year.contains("97 dagar"), "a draft is in no release");
}

#[test]
fn a_corrected_date_and_a_change_that_is_called_off_are_shown_with_their_day() {
    let mut snapshot = our_contracts();
    let path = "changelog/sakerhetstjanster-autentisering/2.0.yaml";
    let record = snapshot.text(path).expect("a record");
    let record = format!(
        "{record}corrections:\n  - {{on: 2023-01-10, change: behandling-av-personuppgifter, set: {{effective: 2023-04-19}}, note: Datumet var fel.}}\n  \
         - {{on: 2023-02-01, change: indirekt-anslutna, cancelled: true, note: Villkoren införs senare.}}\n"
    );
    snapshot.insert(path, record.into_bytes());
    let of = |on: &str| {
        let files = site(&snapshot, on);
        super::site::words(page(&files, "andringar/2022/index.html").root_element())
    };
    assert!(!of("2023-01-09").contains("Rättat"));
    let corrected = of("2023-01-10");
    assert!(
        corrected.contains("Rättat den 10 januari 2023: tidigare angavs 19 mars 2023, rätt dag är 19 april 2023. Datumet var fel."),
        "{corrected}"
    );
    assert!(
        corrected.contains("Följande ändring gäller från och med 19 april 2023:"),
        "{corrected}"
    );
    let called_off = of("2023-02-01");
    assert!(called_off.contains(
        "Beslutat den 1 februari 2023: ändringen genomförs inte. Villkoren införs senare."
    ));
    assert!(
        called_off.contains("Följande ändring genomförs inte:"),
        "{called_off}"
    );
}
