//! Nothing that a file, a branch or an author holds is obeyed by whoever reads an output.

use crate::everything::{self, Written};
use crate::repo::{DOC, RECORD, Repo, git, text};

/// Control characters of both kinds, marks and overrides of direction, signs without width, tags,
/// separators of lines.
const HOSTILE: &str = "\u{1}\u{7}\u{8}\u{c}\u{1b}[31m\u{1b}]0;x\u{7f}\u{85}\u{90}\u{9b}2J\u{61c}\u{200b}\u{200e}\u{200f}\
\u{2028}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}\u{e0041}\u{e007f}";

/// Whether a terminal, a browser or a forge would obey or hide `c`; written here anew, on purpose.
fn is_hostile(c: char) -> bool {
    let number = u32::from(c);
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    let hidden = [0x61c, 0x180e, 0xfeff, 0x2028, 0x2029].contains(&number)
        || [
            0x200b..=0x200f,
            0x202a..=0x202e,
            0x2060..=0x206f,
            0xe0000..=0xe007f,
        ]
        .iter()
        .any(|range| range.contains(&number));
    control || hidden
}

/// The same text written so that YAML takes it in double quotes.
fn yaml(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if is_hostile(c) => format!("\\U{:08x}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// A branch that puts hostile signs wherever words can stand; `levels` of agreement.yaml.
fn branch(levels: &str) -> Repo {
    let repo = Repo::new();
    let h = HOSTILE;
    let y = yaml(h);
    let hostile = |version: &str, published: &str, fee: &str| {
        text(version, published, fee)
            .replace("title: Avtal\n", &format!("title: \"Avtal {y}\\n## rubrik\"\nservice: \"Tjänst {y}\"\npersonal_data: avtal\nparties: [inera]\n"))
            .replace("# Avtal\n", &format!("# Avtal {h}\n"))
            .replace("## 1 Avgift\n", &format!("## 1 Avgift{h}\n\n{h} | `{h}` &#x202e;&#27;[31m <b {h}>\r900 kr\n\n1. a{h}\n   a) {fee}{h}\n\n| a{h} | b |\n|---|---|\n| {fee}{h} | c |\n\n```\n{h}{fee}\n```\n\n[länk{h}](https://example.se/{h} \"{h}\") fot[^1]\n\n[^1]: not {h}{fee}\n"))
    };
    let settings = format!(
        "publisher: \"Inera {y}\"\nlanguage: sv\ncontact: {{name: \"Anna {y}\", email: \"a{y}@example.se\", phone: \"{y}08\"}}\nagreements:\n  - {{id: kundavtal, name: \"Kundavtal {y}\", short_name: \"K{y}\", page_title: \"Ändringar {y}\"}}\nparties:\n  - {{id: inera, label: \"Inera {y}\"}}\ncustomer_categories: [\"regioner{y}\"]\nkinds:\n  - {{id: btv, label: \"BTV {y}\", listed_as: service, regulates_processing: true, particulars: [{{id: art, label: \"Övrigt {y}\", titles: [Övrigt]}}]}}\nlevels: {{{levels}}}\n"
    );
    let register = format!(
        "organisation,organisation_number,category,signed,version,services,board\n\"Region {h}\",002000-0006,regioner{h},2022-07-01,2.0,avtal,nämnd {h}\nB{h},002000-0007,,igår{h},{h},tjänst{h},\n"
    );
    repo.write("contracts/agreement.yaml", &settings);
    repo.write(DOC, &hostile("2.0", "2022-06-17", "100"));
    repo.write(
        "contracts/archive/avtal/1.0.md",
        &hostile("1.0", "2022-01-10", "200"),
    );
    let record = format!(
        "document: avtal\nversion: \"2.0\"\nchanges:\n  - id: \"avgift{y}\"\n    sections: [\"1\", \"avsnitt {y}\"]\n    materiality: material\n    effect: favourable\n    note: \"Lägre {y}.\\n- rad\"\n    reason: {{text: \"Därför {y}\", for: \"{y}\"}}\n    purpose: \"{y}\"\n    action: \"{y}\"\n    affects: [\"regioner{y}\"]\n    more: \"https://example.se/{y}\"\nfacts: [{{fact: title, note: \"Namn {y}\"}}]\nterms: [{{from: \"a{y}\", to: \"b{y}\"}}]\n"
    );
    repo.write(RECORD, &record);
    repo.write("contracts/pages/andringar.md", &format!("Ändringar {h}\n"));
    repo.write("contracts/pages/om.md", &format!("# Om {h}\n\nText {h}\n"));
    repo.write(
        "changelog/2022-06-17.md",
        &format!("---\ntitle: \"Ord {y}\"\n---\nText {h}\n"),
    );
    repo.write("contracts/registers/avtal.csv", &register);
    everything::seal(&repo);
    repo.commit(&format!("Hostile {h}"));
    git(&repo.top, &["branch", "-f", "main"]);
    repo.write("contracts/archive/avtal/2.0.md", &repo.read(DOC));
    repo.write(DOC, &hostile("3.0", "", "90"));
    repo.write(
        "changelog/avtal/3.0.yaml",
        &record.replace("\"2.0\"", "\"3.0\""),
    );
    repo.write(
        "contracts/registers/avtal.csv",
        &register.replace("Region", "Kommun"),
    );
    repo.write(
        &format!("contracts/nytt{h}.md"),
        &text("1.0", "", "1").replace("id: avtal", &format!("id: \"{y}\"")),
    );
    repo.write(&format!("contracts/registers/{h}.csv"), &register);
    repo.write(&format!("contracts/{h}.txt"), h);
    repo.write(&format!("changelog/{h}.md"), h);
    repo.write(
        &format!("changelog/avtal/{h}.yaml"),
        &format!("document: {h}\n"),
    );
    repo.write(&format!("contracts/pages/sida{h}.md"), h);
    repo.write("templates/om.html", &format!("{{# {h} #}}<p>{h}</p>\n"));
    repo.commit(&format!("More {h}"));
    repo
}

/// The text without our own colours.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let end = after
            .find(|c: char| !c.is_ascii_digit() && c != ';')
            .unwrap_or(after.len());
        let colour = after[end..].starts_with('m');
        out.push_str(if colour { "" } else { "\u{1b}[" });
        rest = if colour { &after[end + 1..] } else { after };
    }
    out + rest
}

#[track_caller]
fn nothing_obeyed(written: &[Written]) {
    for own in written.iter().filter(|own| !own.exact) {
        let coloured = own.by.contains("--color always");
        let text = if coloured {
            without_colours(&own.text)
        } else {
            own.text.clone()
        };
        // Windows line endings of calendars, and the mark without which spreadsheet programs
        // misread a download.
        let text = if own.by.ends_with(".ics") {
            text.replace("\r\n", "\n")
        } else {
            text
        };
        let text = if own.by.ends_with(".csv") {
            text.replacen('\u{feff}', "", 1)
        } else {
            text
        };
        let found = text.char_indices().find(|(_, c)| is_hostile(*c));
        if let Some((at, c)) = found {
            let from = text.floor_char_boundary(at.saturating_sub(200));
            let to = text.ceil_char_boundary((at + 50).min(text.len()));
            panic!(
                "U+{:04X} in `{}`: {:?}",
                u32::from(c),
                own.by,
                &text[from..to]
            );
        }
    }
}

#[test]
fn nothing_is_obeyed_in_any_output() {
    let written = everything::of(&branch("\"\\u202e\": allow"));
    nothing_obeyed(&written);
    let shown = |by: &str| {
        written
            .iter()
            .find(|own| own.by == by)
            .unwrap_or_else(|| panic!("no {by}"))
    };
    for by in [
        "check --format text",
        "log --format text",
        "diff avtal@2.0 avtal@3.0 --format html",
        "review --base main --format github",
    ] {
        let text = &shown(by).text;
        assert!(
            text.contains("[U+202E]") || text.contains("%5BU+202E"),
            "{by}: {text}"
        );
    }
}

#[test]
fn nothing_is_obeyed_on_the_site_even_where_every_finding_is_allowed() {
    let allowed = avtalslogg::model::codes::all()
        .filter(|code| !code.firm)
        .map(|code| format!("{}: allow", code.name))
        .collect::<Vec<_>>()
        .join(", ");
    let written = everything::of(&branch(&allowed));
    for file in [
        "index.html",
        "dokument/avtal/2.0/index.html",
        ".ics",
        ".xml",
        "csv",
        "json",
    ] {
        let found = written
            .iter()
            .any(|own| own.by.contains("/site/") && own.by.ends_with(file));
        assert!(
            found,
            "no {file} among {:#?}",
            written.iter().map(|own| &own.by).collect::<Vec<_>>()
        );
    }
    nothing_obeyed(&written);
}

#[test]
fn what_the_user_types_is_not_obeyed_in_messages() {
    let repo = branch("");
    git(&repo.top, &["branch", "gren\u{202e}\u{200b}", "main"]);
    let revision = "gren\u{202e}\u{200b}";
    for args in [
        ["show", HOSTILE].as_slice(),
        &["explain", HOSTILE],
        &["diff", HOSTILE, "avtal@1.0"],
        &["check", "--base", HOSTILE],
        &["check", "--format", HOSTILE],
        &["check", "--root", HOSTILE],
        &["binds", HOSTILE],
        &["new", HOSTILE],
        &["correct", "avtal@2.0", "--change", HOSTILE, "--cancel"],
        &["import", "git", HOSTILE],
        &[HOSTILE],
        &["review", "--base", revision],
        &["review", "--base", revision, "--format", "markdown"],
        &["review", "--base", revision, "--format", "json"],
    ] {
        let own = everything::written(&repo, args);
        assert!(!own.text.is_empty(), "{args:?}");
        nothing_obeyed(&[own]);
    }
}

#[test]
fn the_text_of_a_contract_goes_on_byte_by_byte_to_a_file() {
    let repo = branch("");
    let text = repo.read("contracts/archive/avtal/2.0.md");
    let shown = everything::written(
        &repo,
        &["show", "avtal", "--version", "2.0", "--format", "markdown"],
    );
    assert!(shown.exact && shown.text == text, "{}", shown.text);
}
