//! Every finding fires on its own mistake and is silent where nothing is wrong.

use std::collections::BTreeSet;

use avtalslogg::author::publish::Published;
use avtalslogg::author::{sealing, upgrade};
use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::codes;
use avtalslogg::model::digest;
use avtalslogg::model::finding::Finding;
use avtalslogg::model::seal::Seal;
use avtalslogg::model::snapshot::{Apart, Snapshot};
use avtalslogg::model::span::{Located, Span};
use avtalslogg::parse;
use avtalslogg::parse::seal::written;
use avtalslogg::render::unasked;
use chrono::NaiveDate;

const AGREEMENT: &str = "contracts/agreement.yaml";
const TEXT: &str = "contracts/a.md";
const OLD: &str = "contracts/archive/a/1.0.md";
const RECORD: &str = "changelog/a/2.0.yaml";
const REGISTER: &str = "contracts/registers/a.csv";

fn day() -> NaiveDate {
    parse::dates::iso("2023-01-01").expect("a day")
}

fn sound() -> Snapshot {
    let settings = "publisher: X AB\ncustomer_categories: [regioner]\nregisters: {a: {updated: 2022-12-01}}\nnotice:\n  - {from: 2018-04-01, adverse: {months: 3}}\nkinds:\n  - {id: btv, label: BTV, listed_as: service, required_sections: [Support], particulars: [{id: nature, label: Behandling}]}\n";
    let front = |version: &str, dates: &str| {
        format!(
            "---\nid: a\ntitle: Avtal A\nkind: btv\nversion: \"{version}\"\n{dates}service: A\npersonal_data: pub\n---\n"
        )
    };
    let body = |fee: &str, duty: &str, place: &str, support: &str| {
        format!(
            "# Avtal A\n\n## 1 Avgift\n\nAvgiften är {fee} per månad.\n\n## 2 Kundens åtaganden\n\nKunden utser en kontaktperson.{duty}\n\n## 3 Behandling\n\nUppgifterna behandlas i {place} av Leverantören.\n\n## 4 Support\n\nSupport ges {support} på telefon.\n"
        )
    };
    let old = front("1.0", "published: 2022-01-10\neffective: 2022-01-10\n")
        + &body("100 kr", "", "Sverige,", "vardagar");
    let new = front("2.0", "published: 2022-06-17\neffective: 2022-06-17\n")
        + &body("200 kr", " Kunden ska anmäla fel.", "Sverige", "alla dagar");
    let record = "document: a\nversion: \"2.0\"\nchanges:\n  - id: avgift\n    sections: [\"1\"]\n    materiality: material\n    effect: adverse\n    effective: 2022-09-17\n    note: Avgiften har höjts.\n  - id: ataganden\n    sections: [\"2\"]\n    materiality: material\n    effect: neutral\n    reason: {text: Det följer av lag.}\n  - id: support\n    sections: [\"4\"]\n    materiality: material\n    effect: favourable\n  - id: redaktionellt\n    sections: [\"*\"]\n    materiality: editorial\n";
    let mut snapshot: Snapshot = [
        (AGREEMENT, settings.to_owned()),
        (TEXT, new),
        (OLD, old),
        (
            REGISTER,
            "organisation,organisation_number,category,signed,version,services,through,ended\nRegion Ö,002000-0006,regioner,2022-07-01,2.0,a,,\nBolag Å,003000-0004,,2022-07-02,2.0,A,002000-0006,2022-12-31\n"
                .to_owned(),
        ),
        (RECORD, record.to_owned()),
        ("changelog/a/1.0.yaml", "document: a\nversion: \"1.0\"\nbaseline: true\n".to_owned()),
        (
            "changelog/2022-06-17.md",
            "---\ntitle: Publicering\nnotified: 2022-06-17\n---\nOrd om publiceringen.\n".to_owned(),
        ),
    ]
    .into_iter()
    .map(|(path, text)| (path, text.into_bytes()))
    .collect();
    let (repository, findings) = parse::repository::read(&snapshot);
    assert_eq!(findings, []);
    let Ok(Published::Plan(plan)) = sealing::plan(&snapshot, &repository, day()) else {
        panic!("a sound history is sealed");
    };
    for write in plan.writes {
        snapshot.insert(write.path, write.bytes);
    }
    snapshot
}

/// The findings, each as "code file:line".
fn found(snapshot: &Snapshot) -> Vec<String> {
    let place = |finding: &Finding| {
        let bytes = snapshot.get(&finding.place.path).unwrap_or_default();
        let before = &bytes[..finding.place.span.start.min(bytes.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{} {}:{line}", finding.code, finding.place.path)
    };
    findings(snapshot).iter().map(place).collect()
}

fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let (repository, mut findings) = parse::repository::read(snapshot);
    findings.extend(unasked::all(&repository, snapshot));
    let history = History::of(&repository, day());
    let scope = Scope {
        all: true,
        ..Scope::default()
    };
    check::check(&history, snapshot, findings, &scope)
}

fn edit(snapshot: &mut Snapshot, path: &str, from: &str, to: &str) {
    let text = snapshot.text(path).unwrap_or_else(|| panic!("no {path}"));
    assert!(text.contains(from), "{path} does not hold {from:?}");
    snapshot.insert(path, text.replacen(from, to, 1).into_bytes());
}

/// A third version that takes effect before the second's pending change of the same section.
fn overtake(snapshot: &mut Snapshot) {
    let text = snapshot.text(TEXT).expect("a text");
    snapshot.insert("contracts/archive/a/2.0.md", text.clone().into_bytes());
    let third = text
        .replace("\"2.0\"", "\"3.0\"")
        .replace("2022-06-17", "2022-08-01")
        .replace("200 kr", "300 kr");
    snapshot.insert(TEXT, third.into_bytes());
}

/// A draft that states a relation.
fn relating(id: &str, relation: &str) -> Vec<u8> {
    format!("---\nid: {id}\ntitle: {id}\nkind: btv\nversion: \"1\"\n{relation}\n---\n## Support\n")
        .into_bytes()
}

type Mistake = fn(&mut Snapshot);

/// One mistake for each code, with the place that the finding has to name.
const MISTAKES: &[(&str, Mistake)] = &[
    ("not-utf8 contracts/a.md:1", |s| {
        s.insert(TEXT, b"\xff".to_vec())
    }),
    ("program-fault contracts/a.md:1", |s| s.withhold(TEXT)),
    ("empty-file contracts/a.md:1", |s| {
        s.insert(TEXT, b"\n".to_vec())
    }),
    ("conflict-marker contracts/a.md:25", |s| {
        edit(
            s,
            TEXT,
            "## 4",
            "<<<<<<< HEAD\n=======\n>>>>>>> work\n\n## 4",
        )
    }),
    ("file-too-large contracts/a.md:1", |s| {
        s.insert(TEXT, vec![b' '; parse::repository::MAX_FILE + 1])
    }),
    ("yaml-syntax changelog/a/2.0.yaml:2", |s| {
        edit(s, RECORD, "\"2.0\"", "\"2.0")
    }),
    ("duplicate-key contracts/a.md:4", |s| {
        edit(
            s,
            TEXT,
            "title: Avtal A\n",
            "title: Avtal A\ntitle: Avtal A\n",
        )
    }),
    ("text-after-hash changelog/a/2.0.yaml:9", |s| {
        edit(s, RECORD, "höjts.", "höjts, se #123")
    }),
    ("unknown-format contracts/agreement.yaml:1", |s| {
        edit(s, AGREEMENT, "publisher", "format: 3\npublisher")
    }),
    ("unknown-key contracts/a.md:3", |s| {
        edit(s, TEXT, "title:", "titel: x\ntitle:")
    }),
    ("missing-key contracts/a.md:2", |s| {
        edit(s, TEXT, "title: Avtal A\n", "")
    }),
    ("wrong-type contracts/a.md:3", |s| {
        edit(s, TEXT, "title: Avtal A", "title: [a]")
    }),
    ("empty-value contracts/a.md:3", |s| {
        edit(s, TEXT, "title: Avtal A", "title:")
    }),
    ("repeated-value changelog/a/2.0.yaml:5", |s| {
        edit(s, RECORD, "sections: [\"1\"]", "sections: [\"1\", \"1\"]")
    }),
    ("declared-twice contracts/agreement.yaml:2", |s| {
        edit(
            s,
            AGREEMENT,
            "publisher: X AB\n",
            "publisher: X AB\nparties: [{id: a, label: A}, {id: a, label: B}]\n",
        );
    }),
    ("level-fixed contracts/agreement.yaml:2", |s| {
        edit(
            s,
            AGREEMENT,
            "publisher: X AB\n",
            "publisher: X AB\nlevels: {digest-mismatch: allow}\n",
        );
    }),
    ("implausible-date contracts/a.md:7", |s| {
        edit(s, TEXT, "effective: 2022-06-17", "effective: 3022-06-17")
    }),
    ("unquoted-version contracts/a.md:5", |s| {
        edit(s, TEXT, "\"2.0\"", "2.0")
    }),
    ("invalid-version contracts/a.md:5", |s| {
        edit(s, TEXT, "\"2.0\"", "\"två\"")
    }),
    ("invalid-date contracts/a.md:7", |s| {
        edit(s, TEXT, "effective: 2022-06-17", "effective: 2022-02-30")
    }),
    ("invalid-id contracts/a.md:2", |s| {
        edit(s, TEXT, "id: a", "id: Å")
    }),
    ("invalid-value changelog/a/2.0.yaml:7", |s| {
        edit(s, RECORD, "effect: adverse", "effect: bad")
    }),
    ("missing-front-matter contracts/a.md:1", |s| {
        s.insert(TEXT, b"# A\n".to_vec())
    }),
    ("unclosed-front-matter contracts/a.md:1", |s| {
        s.insert(TEXT, b"---\nid: a\n".to_vec())
    }),
    ("misplaced-file contracts/notes/x.txt:1", |s| {
        s.insert("contracts/notes/x.txt", b"x".to_vec())
    }),
    ("misspelt-name contracts/Agreement.yml:1", |s| {
        s.insert("contracts/Agreement.yml", b"x".to_vec())
    }),
    ("misspelt-name Changelog:1", |s| {
        s.set_apart("Changelog", Apart::Folder)
    }),
    ("symbolic-link contracts/a.md:1", |s| {
        s.remove(TEXT);
        s.set_apart(TEXT, Apart::Link);
    }),
    ("symbolic-link contracts/archive:1", |s| {
        s.remove(OLD);
        s.set_apart("contracts/archive", Apart::Link);
    }),
    ("not-a-file changelog/a/3.0.yaml:1", |s| {
        s.set_apart("changelog/a/3.0.yaml", Apart::NoFile)
    }),
    ("name-not-utf8 contracts/\u{fffd}.md:1", |s| {
        s.set_apart("contracts/\u{fffd}.md", Apart::Name)
    }),
    ("unknown-page contracts/pages/omm.md:1", |s| {
        s.insert("contracts/pages/omm.md", b"x".to_vec())
    }),
    ("unknown-template templates/stert.html:1", |s| {
        s.insert("templates/stert.html", b"x".to_vec())
    }),
    ("unused-skeleton templates/skeletons/btw.md:1", |s| {
        s.insert("templates/skeletons/btw.md", b"x".to_vec());
    }),
    ("id-not-file-name contracts/a.md:2", |s| {
        edit(s, TEXT, "id: a", "id: b")
    }),
    ("duplicate-id contracts/b.md:2", |s| {
        let text = s.text(TEXT).expect("a text");
        s.insert("contracts/b.md", text.into_bytes());
    }),
    ("name-contradicts-path contracts/archive/a/1.0.md:5", |s| {
        edit(s, OLD, "\"1.0\"", "\"1.5\"")
    }),
    ("duplicate-version contracts/archive/a/1.0.md:5", |s| {
        edit(s, OLD, "\"1.0\"", "\"2.0\"")
    }),
    ("duplicate-file changelog/a/2.yaml:2", |s| {
        s.insert(
            "changelog/a/2.yaml",
            b"document: a\nversion: \"2\"\nchanges: []\n".to_vec(),
        );
    }),
    (
        "archive-newer-than-current contracts/archive/a/1.0.md:5",
        |s| edit(s, OLD, "\"1.0\"", "\"9.0\""),
    ),
    (
        "archive-without-document contracts/archive/a/1.0.md:2",
        |s| s.remove(TEXT),
    ),
    ("archived-draft contracts/archive/a/1.0.md:5", |s| {
        edit(s, OLD, "published: 2022-01-10\n", "")
    }),
    ("record-without-version changelog/a/9.0.yaml:2", |s| {
        s.insert(
            "changelog/a/9.0.yaml",
            b"document: a\nversion: \"9.0\"\n".to_vec(),
        );
    }),
    ("unknown-kind contracts/a.md:4", |s| {
        edit(s, TEXT, "kind: btv", "kind: bilaga")
    }),
    ("unknown-agreement contracts/a.md:8", |s| {
        edit(s, TEXT, "service: A", "agreements: [annat]")
    }),
    ("missing-section contracts/a.md:3", |s| {
        edit(s, TEXT, "## 4 Support", "## 4 Stöd")
    }),
    ("duplicate-number contracts/a.md:25", |s| {
        edit(s, TEXT, "## 4 Support", "## 3 Support")
    }),
    ("duplicate-section-id contracts/a.md:25", |s| {
        edit(s, TEXT, "## 4 Support", "## 4 Support {#x}");
        edit(s, TEXT, "## 3 Behandling", "## 3 Behandling {#x}");
    }),
    ("versions-out-of-order contracts/a.md:6", |s| {
        edit(s, OLD, "published: 2022-01-10", "published: 2022-07-10")
    }),
    ("late-baseline changelog/a/2.0.yaml:2", |s| {
        edit(s, "changelog/a/1.0.yaml", "baseline: true\n", "");
        edit(s, RECORD, "changes:", "baseline: true\nchanges:");
    }),
    ("stale-cross-reference contracts/a.md:19", |s| {
        edit(s, OLD, "Kunden utser", "Se avsnitt 4. Kunden utser");
        edit(s, TEXT, "Kunden utser", "Se avsnitt 4. Kunden utser");
        edit(
            s,
            TEXT,
            "## 3 Behandling",
            "## 3 Tillägg\n\nEtt helt nytt avsnitt om tillägg och utskick.\n\n## 4 Behandling",
        );
        edit(s, TEXT, "## 4 Support", "## 5 Support");
    }),
    ("dangling-cross-reference contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "enligt avsnitt 9 alla dagar")
    }),
    ("struck-text contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "~~alla~~ dagar")
    }),
    ("unseen-text contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "alla <!-- helgfria --> dagar")
    }),
    ("undefined-term contracts/a.md:27", |s| {
        edit(
            s,
            TEXT,
            "på telefon.",
            "på telefon. Inera (”Utgivaren”), den som ringer (”Ringaren”) och den som svarar (”Svararen”) talar; Utgivaren, Ringaren och Svararen. Då ger Beställaren svar, och till Beställaren går ett brev.",
        )
    }),
    ("unused-term contracts/a.md:27", |s| {
        edit(s, TEXT, "på telefon.", "på telefon (”Jouren”).")
    }),
    ("duplicate-definition contracts/a.md:29", |s| {
        edit(
            s,
            TEXT,
            "på telefon.",
            "på telefon (”Jouren”).\n\nMed ”Jouren” avses all tid.",
        );
        edit(s, TEXT, "alla dagar", "av Jouren alla dagar")
    }),
    ("placeholder contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "inom … dagar")
    }),
    ("number-words-disagree contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "inom trettio (60) dagar")
    }),
    ("unmatched-sign contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "alla (dagar")
    }),
    ("missing-annex contracts/a.md:27", |s| {
        edit(s, TEXT, "alla dagar", "enligt bilaga 2 alla dagar")
    }),
    ("unknown-document contracts/a.md:9", |s| {
        edit(s, TEXT, "service: A", "service: A\nsupplements: finns-inte")
    }),
    ("relation-to-itself contracts/a.md:9", |s| {
        edit(s, TEXT, "service: A", "service: A\npart_of: a")
    }),
    ("relation-cycle contracts/a.md:9", |s| {
        edit(s, TEXT, "service: A", "service: A\npart_of: b");
        s.insert("contracts/b.md", relating("b", "part_of: c"));
        s.insert("contracts/c.md", relating("c", "part_of: [a]"));
    }),
    ("contradicting-relations contracts/a.md:10", |s| {
        edit(s, TEXT, "service: A", "service: A\nreplaces: b\npart_of: b");
        s.insert("contracts/b.md", relating("b", ""));
    }),
    ("unknown-party contracts/a.md:9", |s| {
        edit(
            s,
            AGREEMENT,
            "publisher",
            "parties: [{id: kund, label: kund}]\npublisher",
        );
        edit(s, TEXT, "service: A", "service: A\nparties: [kund, ombud]");
    }),
    ("duplicate-rank contracts/agreement.yaml:1", |s| {
        let parts = "agreements: [{id: x, name: X, precedence: [{rank: 1, kind: btv}, {rank: 1, document: a}]}]\n";
        edit(s, AGREEMENT, "publisher", &format!("{parts}publisher"));
    }),
    ("ranked-twice contracts/agreement.yaml:1", |s| {
        let parts = "agreements: [{id: x, name: X, precedence: [{rank: 1, kind: btv}, {rank: 2, kind: btv}]}]\n";
        edit(s, AGREEMENT, "publisher", &format!("{parts}publisher"));
    }),
    ("particular-missing contracts/a.md:9", |s| {
        edit(s, TEXT, "## 3 Behandling", "## 3 Uppgifter");
    }),
    ("particular-empty contracts/a.md:21", |s| {
        edit(
            s,
            TEXT,
            "Uppgifterna behandlas i Sverige av Leverantören.",
            "",
        );
    }),
    ("agreement-not-stated contracts/a.md:3", |s| {
        edit(s, TEXT, "personal_data: pub\n", "");
    }),
    ("register-encoding contracts/registers/a.csv:2", |s| {
        s.insert(REGISTER, b"organisation\nRegion \xd6\n".to_vec())
    }),
    ("register-delimiter contracts/registers/a.csv:1", |s| {
        let text = s.text(REGISTER).expect("a register").replace(',', ";");
        s.insert(REGISTER, text.into_bytes());
    }),
    ("register-column-missing contracts/registers/a.csv:1", |s| {
        edit(s, REGISTER, "signed", "tecknat")
    }),
    ("register-column-unknown contracts/registers/a.csv:1", |s| {
        edit(s, REGISTER, "through", "via")
    }),
    ("register-without-rows contracts/registers/a.csv:1", |s| {
        let text = s.text(REGISTER).expect("a register");
        s.insert(
            REGISTER,
            text.lines().next().expect("a header").as_bytes().to_vec(),
        );
    }),
    ("register-stray-quote contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "Region Ö", "Region \"Ö\"")
    }),
    ("unknown-register contracts/agreement.yaml:3", |s| {
        edit(s, AGREEMENT, "{a: {updated", "{b: {updated")
    }),
    ("service-name-taken contracts/b.md:6", |s| {
        s.insert("contracts/b.md", relating("b", "service: a"))
    }),
    ("register-row-length contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "Region Ö", "Region, Ö")
    }),
    ("register-line-break contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "Region Ö", "\"Region Ö")
    }),
    ("register-value-missing contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "Region Ö", "")
    }),
    (
        "personal-identity-number-in-file-name contracts/registers/811218-9876.csv:1",
        |s| {
            let register = s.text(REGISTER).expect("a register");
            s.insert("contracts/registers/811218-9876.csv", register.into_bytes());
        },
    ),
    (
        "personal-identity-number-in-text changelog/a/2.0.yaml:9",
        |s| {
            edit(s, RECORD, "höjts.", "höjts för 811218-9876.");
        },
    ),
    (
        "personal-identity-number contracts/registers/a.csv:2",
        |s| edit(s, REGISTER, "002000-0006,regioner", "811228-9874,regioner"),
    ),
    (
        "organisation-number-form contracts/registers/a.csv:2",
        |s| edit(s, REGISTER, "002000-0006,regioner", "2000-0006,regioner"),
    ),
    (
        "organisation-number-check-digit contracts/registers/a.csv:2",
        |s| edit(s, REGISTER, "002000-0006,regioner", "002000-0007,regioner"),
    ),
    (
        "register-without-document contracts/registers/b.csv:1",
        |s| {
            let text = s.text(REGISTER).expect("a register");
            s.insert("contracts/registers/b.csv", text.into_bytes());
        },
    ),
    ("signed-version-unknown contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "2022-07-01,2.0", "2022-07-01,7.0")
    }),
    (
        "signed-version-not-in-force contracts/registers/a.csv:2",
        |s| edit(s, REGISTER, "2022-07-01,2.0", "2022-02-01,2.0"),
    ),
    ("signed-in-future contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "2022-07-01", "2023-01-02")
    }),
    ("ended-before-signed contracts/registers/a.csv:3", |s| {
        edit(s, REGISTER, "2022-12-31", "2022-07-01")
    }),
    ("unknown-service contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "2.0,a", "2.0,a;b")
    }),
    ("unknown-category contracts/registers/a.csv:2", |s| {
        edit(s, REGISTER, "regioner", "region")
    }),
    ("signatory-twice contracts/registers/a.csv:3", |s| {
        edit(
            s,
            REGISTER,
            "Bolag Å,003000-0004,,2022-07-02,2.0,A,002000-0006",
            "Ö,002000-0006,,2022-08-01,2.0,,",
        )
    }),
    ("through-missing contracts/registers/a.csv:2", |s| {
        edit(
            s,
            AGREEMENT,
            "publisher",
            "parties: [{id: x, label: X}, {id: kund, label: kund}]\npublisher",
        );
        edit(s, TEXT, "service: A", "service: A\nparties: kund");
    }),
    ("through-unknown contracts/registers/a.csv:3", |s| {
        edit(s, REGISTER, "002000-0006,2022-12-31", "003000-0004,")
    }),
    ("change-without-note contracts/a.md:13", |s| {
        edit(s, RECORD, "sections: [\"1\"]", "sections: [\"4\"]")
    }),
    ("note-without-change changelog/a/2.0.yaml:20", |s| {
        edit(
            s,
            RECORD,
            "sections: [\"*\"]",
            "sections: [\"*\", \"Avtal A\"]",
        )
    }),
    ("unknown-section changelog/a/2.0.yaml:5", |s| {
        edit(s, RECORD, "sections: [\"1\"]", "sections: [\"7\"]")
    }),
    ("ambiguous-section changelog/a/2.0.yaml:16", |s| {
        edit(s, TEXT, "## 3 Behandling", "## 3 Support");
        edit(s, OLD, "## 3 Behandling", "## 3 Support");
        edit(s, RECORD, "sections: [\"4\"]", "sections: [Support]");
    }),
    ("conflicting-entries changelog/a/2.0.yaml:15", |s| {
        edit(s, RECORD, "sections: [\"4\"]", "sections: [\"4\", \"1\"]")
    }),
    ("editorial-contradicted changelog/a/2.0.yaml:6", |s| {
        edit(s, RECORD, "materiality: material", "materiality: editorial")
    }),
    ("stale-reason changelog/a/2.0.yaml:14", |s| {
        edit(
            s,
            RECORD,
            "{text: Det följer av lag.}",
            "{text: Det följer av lag., for: abc}",
        )
    }),
    ("judged-other-change changelog/a/2.0.yaml:12", |s| {
        edit(
            s,
            RECORD,
            "sections: [\"2\"]",
            "sections: [\"2\"]\n    for: [c1-1a59b2cfbcdf]",
        )
    }),
    ("note-names-other-section changelog/a/2.0.yaml:9", |s| {
        edit(
            s,
            RECORD,
            "Avgiften har höjts.",
            "Avsnitt 4 Support har höjts.",
        )
    }),
    ("fact-without-note contracts/a.md:8", |s| {
        edit(s, TEXT, "service: A", "service: B")
    }),
    ("fact-not-changed changelog/a/2.0.yaml:3", |s| {
        edit(s, RECORD, "changes:", "facts: [{fact: title}]\nchanges:")
    }),
    ("term-not-changed changelog/a/2.0.yaml:3", |s| {
        edit(
            s,
            RECORD,
            "changes:",
            "terms: [{from: agent, to: Leverantören}]\nchanges:",
        )
    }),
    ("effect-missing changelog/a/2.0.yaml:15", |s| {
        edit(s, RECORD, "    effect: favourable\n", "")
    }),
    ("effect-contradicted changelog/a/2.0.yaml:13", |s| {
        edit(s, RECORD, "    reason: {text: Det följer av lag.}\n", "")
    }),
    ("materiality-undecided changelog/a/2.0.yaml:15", |s| {
        edit(s, TEXT, "alla dagar", "”vardagar”");
        edit(
            s,
            RECORD,
            "[\"4\"]\n    materiality: material\n",
            "[\"4\"]\n",
        )
    }),
    ("duplicate-entry-id changelog/a/2.0.yaml:15", |s| {
        edit(s, RECORD, "id: support", "id: avgift")
    }),
    ("entry-without-sections changelog/a/2.0.yaml:15", |s| {
        edit(s, RECORD, "    sections: [\"4\"]\n", "")
    }),
    ("unknown-entry changelog/a/2.0.yaml:3", |s| {
        edit(
            s,
            RECORD,
            "changes:",
            "facts: [{fact: title, entry: finns-inte}]\nchanges:",
        )
    }),
    ("effective-before-published contracts/a.md:7", |s| {
        edit(s, TEXT, "effective: 2022-06-17", "effective: 2021-06-17")
    }),
    ("notice-too-short changelog/a/2.0.yaml:8", |s| {
        edit(s, RECORD, "2022-09-17", "2022-09-16")
    }),
    (
        "notice-rule-without-period contracts/agreement.yaml:5",
        |s| edit(s, AGREEMENT, ", adverse: {months: 3}", ""),
    ),
    ("notice-rules-overlap contracts/agreement.yaml:6", |s| {
        edit(
            s,
            AGREEMENT,
            "kinds:",
            "  - {from: 2018-04-01, adverse: {days: 1}}\nkinds:",
        )
    }),
    ("notice-not-yet contracts/agreement.yaml:5", |s| {
        edit(s, AGREEMENT, "2018-04-01", "2118-04-01")
    }),
    ("new-duty-at-once changelog/a/2.0.yaml:10", |s| {
        edit(s, RECORD, "    reason: {text: Det följer av lag.}\n", "")
    }),
    ("effective-missing contracts/a.md:6", |s| {
        edit(s, TEXT, "effective: 2022-06-17\n", "")
    }),
    ("overtaken-change contracts/a.md:13", overtake),
    ("notified-after-published changelog/2022-06-17.md:3", |s| {
        edit(
            s,
            "changelog/2022-06-17.md",
            "notified: 2022-06-17",
            "notified: 2022-06-18",
        )
    }),
    ("note-states-other-date changelog/a/2.0.yaml:9", |s| {
        edit(
            s,
            RECORD,
            "har höjts.",
            "har höjts och gäller från och med den 17 oktober 2022.",
        )
    }),
    ("text-states-other-date contracts/a.md:27", |s| {
        edit(
            s,
            TEXT,
            "alla dagar",
            "alla dagar och gäller från den 1 maj 2023",
        )
    }),
    ("dates-disagree contracts/a.md:27", |s| {
        edit(
            s,
            TEXT,
            "alla dagar",
            "från den 2 maj 2023 (2023-05-03) alla dagar",
        )
    }),
    ("correction-changes-nothing changelog/a/2.0.yaml:28", |s| {
        let text = s.text(RECORD).expect("a record");
        let more = "corrections:\n  - on: 2022-07-01\n    change: avgift\n    set: {effective: 2022-09-17}\n";
        s.insert(RECORD, (text + more).into_bytes());
    }),
    ("digest-mismatch contracts/archive/a/1.0.md:15", |s| {
        edit(s, OLD, "100 kr", "101 kr")
    }),
    ("record-unsealed changelog/a/2.0.yaml:2", |s| {
        let text = s.text(RECORD).expect("a record");
        let kept: String = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("seal:"))
            .collect();
        s.insert(RECORD, kept.into_bytes());
    }),
    ("digest-missing changelog/a/1.0.yaml:2", |s| {
        let text = s.text("changelog/a/1.0.yaml").expect("a record");
        let kept: String = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("digest:"))
            .collect();
        s.insert("changelog/a/1.0.yaml", kept.into_bytes());
    }),
    ("record-missing contracts/archive/a/1.0.md:5", |s| {
        s.remove("changelog/a/1.0.yaml")
    }),
    ("seal-mismatch changelog/a/2.0.yaml:9", |s| {
        edit(s, RECORD, "Avgiften har höjts.", "Avgiften har sänkts.")
    }),
    ("seal-missing changelog/a/2.0.yaml:26", |s| {
        let text = s.text(RECORD).expect("a record");
        s.insert(
            RECORD,
            (text + "withdrawn: {published: 2022-10-01, effective: 2023-01-01}\n").into_bytes(),
        );
    }),
    ("unknown-category changelog/a/2.0.yaml:8", |s| {
        edit(
            s,
            RECORD,
            "    effect: adverse\n",
            "    effect: adverse\n    affects: [regoiner]\n",
        );
    }),
    ("not-a-web-address changelog/a/2.0.yaml:8", |s| {
        edit(
            s,
            RECORD,
            "    effect: adverse\n",
            "    effect: adverse\n    more: javascript:alert(1)\n",
        )
    }),
    ("cancelled-text-kept contracts/a.md:11", |s| {
        let text = s.text(TEXT).expect("a text");
        s.insert("contracts/archive/a/2.0.md", text.clone().into_bytes());
        let draft = text.replace("\"2.0\"", "\"3.0\"");
        let draft = draft.replace("published: 2022-06-17\neffective: 2022-06-17\n", "");
        s.insert(TEXT, draft.into_bytes());
        let record = s.text(RECORD).expect("a record");
        let more = "corrections:\n  - on: 2022-07-01\n    change: avgift\n    cancelled: true\n";
        s.insert(RECORD, (record + more).into_bytes());
    }),
    ("sealed-draft contracts/a.md:5", |s| {
        edit(
            s,
            TEXT,
            "published: 2022-06-17\neffective: 2022-06-17\n",
            "",
        )
    }),
    ("interim-mismatch changelog/a/2.0.yaml:23", |s| {
        s.remove("contracts/archive/a/2.0@2022-06-17.md")
    }),
    ("seal-altered changelog/a/2.0.seal:1", |s| {
        apart(s);
        edit(s, SEAL, "lines record ", "lines record A")
    }),
    ("seal-unreadable changelog/a/2.0.seal:1", |s| {
        apart(s);
        edit(s, SEAL, "text sha256:", "txt sha256:")
    }),
    ("seal-ahead changelog/a/2.0.seal:2", |s| {
        apart(s);
        let record = s.text(RECORD).expect("a record");
        s.insert(RECORD, &record.as_bytes()[..record.len() - 5]);
    }),
    ("seal-without-record changelog/a/2.0.seal:1", |s| {
        apart(s);
        s.remove(RECORD);
    }),
    ("sealed-twice changelog/a/2.0.seal:1", |s| {
        let before = s.text(RECORD).expect("a record");
        apart(s);
        s.insert(RECORD, before.into_bytes());
    }),
    ("announcement-mismatch changelog/2022-06-17.md:1", |s| {
        let seal = Seal {
            text: Some(Located::new(digest::of(b"Vi hojer.\n"), Span::default())),
            ..Seal::default()
        };
        s.insert("changelog/2022-06-17.seal", written(&seal).into_bytes());
        s.insert("changelog/2022-06-17.md", b"Vi sanker.\n".to_vec());
    }),
];

const SEAL: &str = "changelog/a/2.0.seal";

/// Moves the repository to the format that has seals in files of their own.
fn apart(snapshot: &mut Snapshot) {
    let (repository, _) = parse::repository::read(snapshot);
    let plan = upgrade::plan(snapshot, &repository).expect("a move");
    for write in plan.writes {
        snapshot.insert(write.path, write.bytes);
    }
}

#[test]
fn a_sound_repository_in_the_newest_format_has_no_finding_either() {
    let mut snapshot = sound();
    apart(&mut snapshot);
    assert_eq!(found(&snapshot), Vec::<String>::new());
}

/// Codes that no contract can cause: an error of the tool itself, tested where it could arise.
const INTERNAL: [&str; 1] = ["redline-not-proven"];

/// Codes that only a comparison with a git revision can find, tested in `landing.rs`.
const LANDING: [&str; 8] = [
    "announcement-altered",
    "published-lost",
    "published-redated",
    "archive-altered",
    "edited-in-place",
    "record-altered",
    "version-reused",
    "backdated-version",
];

/// Codes that name the cause of many findings, tested where these are folded.
const CAUSES: [&str; 4] = [
    "document-renamed",
    "file-is-pointer",
    "files-missing",
    "line-endings-changed",
];

#[test]
fn a_sound_repository_has_no_finding_at_all() {
    assert_eq!(found(&sound()), Vec::<String>::new());
}

#[test]
fn every_mistake_has_its_own_finding() {
    for (expected, mistake) in MISTAKES {
        let mut snapshot = sound();
        mistake(&mut snapshot);
        let found = found(&snapshot);
        assert!(
            found.iter().any(|own| own == expected),
            "{expected} did not fire; found: {found:?}"
        );
    }
}

#[test]
fn every_finding_is_told_what_its_words_ask_for_and_nothing_else() {
    let mut wrong = BTreeSet::new();
    for (_, mistake) in MISTAKES {
        let mut snapshot = sound();
        mistake(&mut snapshot);
        let misfits = findings(&snapshot)
            .into_iter()
            .map(|finding| (finding.code.name, finding.misfits()));
        wrong.extend(misfits.filter(|(_, misfits)| *misfits != Default::default()));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The code of a finding that is written with its place.
fn code(found: &str) -> &str {
    found.split_once(' ').map_or(found, |(code, _)| code)
}

#[test]
fn every_code_has_its_mistake() {
    let known: BTreeSet<&str> = codes::all().map(|code| code.name).collect();
    let tested: BTreeSet<&str> = MISTAKES
        .iter()
        .map(|(found, _)| code(found))
        .chain(INTERNAL)
        .chain(LANDING)
        .chain(CAUSES)
        .collect();
    assert_eq!(known, tested);
}
