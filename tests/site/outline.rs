//! What every page owes its readers: one main heading, ordered headings, landmarks, its language,
//! its sources.

use super::site::{all, our_contracts, pages, site, words};

#[test]
fn every_page_has_one_main_heading_and_skips_no_level() {
    for (path, page) in pages(&site(&our_contracts(), "2022-12-31")) {
        let levels: Vec<u8> = all(page.root_element(), "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        assert_eq!(
            levels.iter().filter(|level| **level == 1).count(),
            1,
            "{path}"
        );
        assert_eq!(levels[0], 1, "{path}");
        for pair in levels.windows(2) {
            assert!(
                pair[1] <= pair[0] + 1,
                "{path}: h{} is followed by h{}",
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn every_page_has_its_landmarks_and_says_what_it_was_made_from() {
    for (path, page) in pages(&site(&our_contracts(), "2022-12-31")) {
        let root = page.root_element();
        assert_eq!(root.value().attr("lang"), Some("sv"), "{path}");
        for landmark in [
            "header",
            "nav",
            "main#huvudinnehall",
            "footer",
            "a.hoppa",
            "title",
        ] {
            assert!(!all(root, landmark).is_empty(), "{path} has no {landmark}");
        }
        assert!(all(root, "style, iframe, img").is_empty(), "{path}");
        // Lists of signatories can be searched with a script; nothing else has one.
        let scripts = all(root, "script").len();
        assert_eq!(
            scripts,
            usize::from(path.starts_with("tecknade/")),
            "{path}"
        );
        assert!(all(root, "[style]").is_empty(), "{path}");
        let foot = words(all(root, "footer")[0]);
        assert!(
            foot.contains("31 december 2022") && foot.contains("SHA-256"),
            "{path}: {foot}"
        );
    }
}

#[test]
fn a_version_page_names_the_digest_of_its_file() {
    let snapshot = our_contracts();
    let files = site(&snapshot, "2022-12-31");
    let bytes = snapshot
        .get("contracts/digitalt-mote.md")
        .expect("the file");
    let digest: String = <sha2::Sha256 as sha2::Digest>::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let page = super::site::page(&files, "dokument/digitalt-mote/3.0/index.html");
    assert!(words(all(page.root_element(), "footer")[0]).contains(&digest));
}

#[test]
fn times_are_machine_readable() {
    for (path, page) in pages(&site(&our_contracts(), "2022-12-31")) {
        for time in all(page.root_element(), "time") {
            let day = time.value().attr("datetime").unwrap_or_default();
            assert!(
                avtalslogg::parse::dates::iso(day).is_some(),
                "{path}: {day}"
            );
            assert!(
                !time.text().any(|text| text.contains(' ')),
                "{path}: a date can break"
            );
        }
    }
}
