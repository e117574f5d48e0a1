//! No number of a person is repeated anywhere, in whatever form it stands in a register.

use unicode_normalization::UnicodeNormalization as _;

use crate::everything::{self, Written};
use crate::repo::{DOC, RECORD, Repo, text};

/// The digits of everybody below, without what stands between them, and of their last four.
const PERSONS: [&str; 3] = ["8112189876", "8112789873", "811218T123"];

/// One number as people and text processors write it.
const FORMS: [&str; 44] = [
    "811218-9876",
    "811218+9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "19811218+9876",
    "811218‐9876",
    "811218‑9876",
    "811218‒9876",
    "811218–9876",
    "811218—9876",
    "811218―9876",
    "811218−9876",
    "811218－9876",
    "811218 9876",
    "811218  9876",
    "811218 - 9876",
    "811218\u{a0}9876",
    "811218\u{2009}9876",
    "811218\u{202f}–\u{202f}9876",
    "811218.9876",
    "811218:9876",
    "811218/9876",
    "811218\u{ad}9876",
    "811218\u{ad}-9876",
    "8112\u{200b}18-98\u{200b}76",
    "811218\u{2060}9876",
    "\u{202e}811218-9876\u{202c}",
    "811218\u{200e}-9876",
    "811218\u{1b}-9876",
    "811218&nbsp;9876",
    "８１１２１８－９８７６",
    "𝟖𝟏𝟏𝟐𝟏𝟖-𝟗𝟖𝟕𝟔",
    "⑧①①②①⑧-⑨⑧⑦⑥",
    "81-12-18-9876",
    "81 12 18 98 76",
    "1981-12-18-9876",
    "1981-12-18 9876",
    "1981 1218 9876",
    "8 1 1 2 1 8 9 8 7 6",
    "811278-9873",
    "19811278–9873",
    "16811218-9876",
    "811218-T123",
];

const HEADER: &str =
    "organisation,organisation_number,category,signed,version,services,through,board,ended\n";

/// What is left of `text` when every sign but letters and digits is taken away, whatever script
/// they are in.
fn bare(text: &str) -> String {
    text.nfkc().filter(|c| c.is_ascii_alphanumeric()).collect()
}

#[track_caller]
fn nothing_in(written: &[Written]) {
    for own in written {
        let bare = bare(&own.text);
        for person in PERSONS {
            assert!(
                !bare.contains(person),
                "{person} in {}:\n{}",
                own.by,
                own.text
            );
        }
        // Nor the last four alone, where they are written as such.
        for last in ["9876", "9873", "９８７６", "T123"] {
            let alone = own.text.match_indices(last).find(|(at, _)| {
                let around = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
                !around(own.text[..*at].chars().next_back())
                    && !around(own.text[at + last.len()..].chars().next())
            });
            assert_eq!(alone, None, "{last} in {}:\n{}", own.by, own.text);
        }
    }
}

/// A branch whose registers hold every form in every field and in every way to be wrong; `levels`
/// of agreement.yaml.
fn branch(levels: &str) -> Repo {
    let repo = Repo::new();
    let document = |id: &str| {
        let own = text("1.0", "2022-01-10", "200")
            .replace("id: avtal\ntitle: Avtal", &format!("id: {id}\ntitle: {id}"));
        repo.write(&format!("contracts/{id}.md"), &own);
    };
    let quoted = |form: &str| format!("\"{}\"", form.replace('"', "\"\""));
    let ids = [
        "styrelser",
        "nummer",
        "dagar",
        "utan-rubrik",
        "semikolon",
        "utf16",
        "latin1",
        "rubriker",
        "rader",
        "citat",
    ];
    ids.into_iter().for_each(document);
    let rows =
        |row: &dyn Fn(&str) -> String| FORMS.iter().map(|form| row(form)).collect::<String>();
    let sound = "Region Ö,002000-0006,,2022-07-01,2.0,,,,\n";
    let register =
        |id: &str, text: &str| repo.write(&format!("contracts/registers/{id}.csv"), text);
    let names = rows(&|form| {
        format!(
            "{},002000-0006,,2022-07-01,2.0,,,,\n",
            quoted(&format!("Firma {form}"))
        )
    });
    // The base holds half of it already.
    register(
        "avtal",
        &format!(
            "{HEADER}{sound}{}",
            &names[..names.len() / 2].rsplit_once('\n').expect("rows").0
        ),
    );
    repo.commit("Half of it");
    crate::repo::git(&repo.top, &["branch", "-f", "main"]);
    register("avtal", &format!("{HEADER}{sound}{names}"));
    register(
        "styrelser",
        &format!(
            "{HEADER}{}",
            rows(&|form| format!("A,002000-0006,,2022-01-11,1.0,,,{},\n", quoted(form)))
        ),
    );
    register(
        "nummer",
        &format!(
            "{HEADER}{}",
            rows(&|form| format!(
                "A,{},x y,2022-01-11,1.0,,{},,\n",
                quoted(form),
                quoted(form)
            ))
        ),
    );
    let days = rows(&|form| {
        let form = quoted(form);
        format!("A,002000-0006,{form},{form},{form},{form},,,{form}\n")
    });
    register("dagar", &format!("{HEADER}{days}"));
    register(
        "utan-rubrik",
        &rows(&|form| format!("Firma,{},2022-01-11\n", quoted(form))),
    );
    register(
        "semikolon",
        &rows(&|form| format!("Firma;{form};2022-01-11\n")),
    );
    register(
        "rubriker",
        &format!("organisation,{}\n", FORMS.map(quoted).join(",")),
    );
    register(
        "rader",
        &format!("{HEADER}{}", rows(&|form| format!("A,{}\n", quoted(form)))),
    );
    register(
        "citat",
        &format!("{HEADER}\"A,811218-9876\nB,811218–9876,,\n"),
    );
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let encoded = |id: &str, bytes: Vec<u8>| {
        std::fs::write(
            repo.root.join(format!("contracts/registers/{id}.csv")),
            bytes,
        )
        .expect("a written file");
    };
    encoded("utf16", utf16(&format!("{HEADER}{names}")));
    encoded(
        "latin1",
        [
            b"Bolag \xc5,811218-9876\n\xc5,811218\x969876\n".as_slice(),
            names.as_bytes(),
        ]
        .concat(),
    );
    for form in FORMS.iter().filter(|form| !form.contains(['/', '\u{1b}'])) {
        register(form, &format!("{HEADER}{sound}"));
        register(&format!("{form}/inuti"), &format!("{HEADER}{sound}"));
        repo.write(&format!("contracts/{form}.csv"), &names);
    }
    repo.write(
        "contracts/agreement.yaml",
        &format!("language: sv\nlevels: {{{levels}}}\n"),
    );
    repo.write(
        "contracts/archive/avtal/2.0.md",
        &text("2.0", "2022-06-17", "100"),
    );
    repo.write(DOC, &text("3.0", "", "90"));
    repo.commit("Everything");
    assert!(repo.read(RECORD).contains("seal: "));
    repo
}

#[test]
fn nothing_is_repeated_in_any_output() {
    let repo = branch("");
    let written = everything::of(&repo);
    let check = &written
        .iter()
        .find(|own| own.by == "check --format json")
        .expect("check")
        .text;
    for code in [
        "register-delimiter",
        "register-encoding",
        "register-column-unknown",
        "personal-identity-number-in-file-name",
    ] {
        assert!(check.contains(code), "{code}: {check}");
    }
    for id in [
        "avtal",
        "styrelser",
        "nummer",
        "dagar",
        "utan-rubrik",
        "semikolon",
        "rader",
    ] {
        let report: serde_json::Value = serde_json::from_str(check).expect("JSON");
        let path = format!("contracts/registers/{id}.csv");
        let refused = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|own| {
                own["code"] == "personal-identity-number" && own["path"] == path.as_str()
            });
        // Where semicolons divide, an entity is two fields.
        let entity = usize::from(id == "semikolon");
        assert_eq!(refused.count(), FORMS.len() - entity, "{id}");
    }
    nothing_in(&written);
}

#[test]
fn nothing_is_published_even_where_every_finding_is_allowed() {
    let allowed = avtalslogg::model::codes::all()
        .filter(|code| !code.firm)
        .map(|code| format!("{}: allow", code.name))
        .collect::<Vec<_>>()
        .join(", ");
    let repo = branch(&allowed);
    let written = everything::of(&repo);
    assert!(
        written
            .iter()
            .any(|own| own.by.ends_with("site/index.html")),
        "the site is built"
    );
    assert!(
        written
            .iter()
            .any(|own| own.text.contains("Region Ö,002000-0006")),
        "sound rows are published"
    );
    nothing_in(&written);
}

#[test]
fn what_the_user_types_is_not_repeated_in_messages() {
    let repo = Repo::new();
    for form in FORMS
        .iter()
        .filter(|form| !form.starts_with(['\u{202e}', '-']))
    {
        for args in [
            ["binds", form].as_slice(),
            &["show", form],
            &["diff", form, "avtal@1.0"],
            &["log", form],
        ] {
            let own = everything::written(&repo, args);
            assert!(own.text.contains("error: "), "{}", own.text);
        }
        nothing_in(&[everything::written(&repo, &["binds", form])]);
    }
}
