//! `binds`: which texts bind an organisation on a day, and why.

use serde_json::Value;

use crate::project::Project;

const AGREEMENT: &str = "agreements:
  - {id: kundavtal, name: Kundavtal 2}
  - {id: kundavtal-1, name: Kundavtal 1}
parties:
  - {id: inera, label: Inera}
  - {id: kund, label: kund}
  - {id: vardgivare, label: vårdgivare}
  - {id: namnd, label: nämnd}
kinds:
  - {id: btv, label: BTV, listed_as: service}
  - {id: avtal, label: Avtal}
";

fn text(id: &str, title: &str, kind: &str, version: &str, date: &str, facts: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: {kind}\nversion: \"{version}\"\npublished: {date}\neffective: {date}\n{facts}---\n# {title}\n\nLydelse {version}.\n"
    )
}

/// Two families of agreements, two services of which one changes its agreement on personal data,
/// and six organisations.
fn project() -> Project {
    let project = Project::bare();
    project.write("contracts/agreement.yaml", AGREEMENT);
    let document = |id: &str, title: &str, kind: &str, facts: &str| {
        project.write(
            &format!("contracts/{id}.md"),
            text(id, title, kind, "1.0", "2018-04-01", facts),
        );
    };
    let own = "parties: [inera, kund]\n";
    document(
        "huvud",
        "Huvudavtal",
        "avtal",
        &format!("{own}replaces: gamla\n"),
    );
    document("villkor", "Allmänna villkor", "avtal", "part_of: huvud\n");
    document("bilaga", "Bilaga", "avtal", "part_of: villkor\n");
    document("pub-1", "PuB 1", "avtal", &format!("{own}part_of: huvud\n"));
    document(
        "skr",
        "SKR-avtalet",
        "avtal",
        &format!("{own}part_of: huvud\nreplaces: pub-1\n"),
    );
    document(
        "instruktioner",
        "Instruktioner",
        "avtal",
        &format!("{own}supplements: skr\n"),
    );
    document(
        "pub-2",
        "PuB 2",
        "avtal",
        "parties: [kund, vardgivare]\nsupplements: huvud\n",
    );
    document(
        "fullmakt",
        "Fullmakt",
        "avtal",
        "parties: [kund, namnd]\nsupplements: huvud\n",
    );
    document(
        "gamla",
        "Gamla avtalet",
        "avtal",
        &format!("{own}agreements: [kundavtal-1]\n"),
    );
    document(
        "modell-1",
        "Modell 1",
        "avtal",
        &format!("{own}agreements: [kundavtal-1]\nsupplements: gamla\n"),
    );
    document(
        "arkiv",
        "Arkivet",
        "btv",
        "agreements: [kundavtal-1]\npersonal_data: modell-1\n",
    );
    document("listan", "Listan", "btv", "personal_data: pub-1\n");
    project.write(
        "contracts/archive/journal/1.0.md",
        text(
            "journal",
            "Journal",
            "btv",
            "1.0",
            "2018-04-01",
            "personal_data: pub-1\n",
        ),
    );
    project.write(
        "contracts/journal.md",
        text(
            "journal",
            "Journal",
            "btv",
            "2.0",
            "2019-12-18",
            "personal_data: skr\n",
        ),
    );
    project.write(
        "changelog/journal/2.0.yaml",
        "document: journal\nversion: \"2.0\"\nchanges:\n  - {id: byte, sections: [Journal], materiality: material, effect: neutral, note: Nytt avtal.}\nfacts: [{fact: personal_data, entry: byte}]\n",
    );
    let register = |id: &str, rows: &str| {
        let header =
            "organisation,organisation_number,category,signed,version,services,through,board,ended";
        project.write(
            &format!("contracts/registers/{id}.csv"),
            format!("{header}\n{rows}"),
        );
    };
    register(
        "huvud",
        "Region Ö,002000-0006,,2018-05-01,1.0,journal;listan,,,\nKommun Å,003000-0004,,2018-06-01,1.0,Journal,,,\nBolaget,004000-0002,,2018-07-01,1.0,listan,,,2020-01-01\n",
    );
    register(
        "fullmakt",
        "Kommun Å,003000-0004,,2018-06-02,1.0,journal,,Socialnämnden,\n",
    );
    register(
        "pub-2",
        "Vård Ä AB,005000-0009,,2018-08-01,1.0,journal,002000-0006,,\n",
    );
    register(
        "gamla",
        "Region Z,006000-0007,,2018-04-02,1.0,arkiv;listan,,,\n",
    );
    register(
        "modell-1",
        "Region Z,006000-0007,,2018-04-02,1.0,arkiv,,,\n",
    );
    project
}

fn binds(project: &Project, organisation: &str, on: &str) -> Value {
    let run = project.run(&["binds", organisation, "--on", on, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn ids(view: &Value) -> Vec<&str> {
    view["texts"]
        .as_array()
        .expect("texts")
        .iter()
        .filter_map(|text| text["document"].as_str())
        .collect()
}

fn bound<'v>(view: &'v Value, id: &str) -> &'v Value {
    let mut texts = view["texts"].as_array().expect("texts").iter();
    texts
        .find(|text| text["document"] == id)
        .unwrap_or_else(|| panic!("{id} does not bind: {view:#}"))
}

fn kinds(text: &Value) -> Vec<&str> {
    text["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .filter_map(|own| own["kind"].as_str())
        .collect()
}

#[test]
fn the_example_has_no_finding() {
    let said = project().run(&["check", "--all", "--on", "2022-01-01"]);
    assert_eq!(said.code, 0, "{}", said.stdout);
}

#[test]
fn a_region_is_bound_by_what_it_signed_its_parts_its_services_and_their_agreements() {
    let project = project();
    let view = binds(&project, "002000-0006", "2022-01-01");
    let expected = [
        "huvud",
        "pub-2",
        "villkor",
        "bilaga",
        "instruktioner",
        "pub-1",
        "skr",
        "journal",
        "listan",
    ];
    let mut found = ids(&view);
    found.sort_unstable();
    let mut sorted = expected;
    sorted.sort_unstable();
    assert_eq!(found, sorted);
    assert_eq!(
        kinds(bound(&view, "bilaga")),
        ["part-of"],
        "a part of a part"
    );
    assert_eq!(
        kinds(bound(&view, "pub-2")),
        ["customer"],
        "it is the customer of a care provider"
    );
    assert_eq!(
        bound(&view, "pub-2")["reasons"][0]["organisation"],
        "Vård Ä AB"
    );
    assert_eq!(kinds(bound(&view, "instruktioner")), ["beside"]);
    let journal = bound(&view, "journal");
    assert_eq!(journal["versions"], serde_json::json!(["2.0"]));
    assert_eq!(journal["in_force_since"], "2019-12-18");
    assert_eq!(journal["since_signed"]["changes"], 1);
    assert_eq!(
        journal["since_signed"]["releases"][0]["notes"][0]["note"],
        "Nytt avtal."
    );
    let command = journal["since_signed"]["compare"]
        .as_str()
        .expect("a command");
    assert_eq!(
        command,
        "avtalslogg diff journal@2018-05-01 journal@2022-01-01"
    );
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    assert_eq!(
        project.run(&arguments).code,
        0,
        "the command works as it stands"
    );
    assert_eq!(bound(&view, "huvud")["since_signed"]["changes"], 0);
}

#[test]
fn before_on_and_after_the_day_a_service_changes_its_agreement() {
    let project = project();
    for (on, agreement, other) in [
        ("2019-12-17", "pub-1", "skr"),
        ("2019-12-18", "skr", "pub-1"),
        ("2020-06-01", "skr", "pub-1"),
    ] {
        let view = binds(&project, "Kommun Å", on);
        assert_eq!(
            kinds(bound(&view, agreement)),
            ["part-of", "personal-data"],
            "{on}"
        );
        assert!(
            !ids(&view).contains(&other),
            "{on}: {other} governs no service"
        );
        assert_eq!(
            ids(&view).contains(&"instruktioner"),
            agreement == "skr",
            "{on}"
        );
        assert_eq!(view["left_out"][0]["document"], other, "{on}");
        assert_eq!(view["left_out"][0]["why"], "governs-no-service");
    }
}

#[test]
fn a_municipality_is_bound_by_the_power_of_attorney_of_its_board() {
    let view = binds(&project(), "kommun å", "2022-01-01");
    let reason = &bound(&view, "fullmakt")["reasons"][0];
    assert_eq!(
        (&reason["kind"], &reason["board"]),
        (&"signed".into(), &"Socialnämnden".into())
    );
    assert_eq!(
        kinds(bound(&view, "journal")),
        ["service", "service"],
        "for itself and for the board"
    );
}

#[test]
fn a_care_provider_is_bound_through_its_customer_and_not_by_the_customers_own_agreement() {
    let view = binds(&project(), "Vård Ä", "2022-01-01");
    assert_eq!(ids(&view), ["pub-2", "journal"]);
    let reason = &bound(&view, "pub-2")["reasons"][0];
    assert_eq!(reason["through"]["name"], "Region Ö");
    assert_eq!(reason["through"]["number"], "002000-0006");
}

#[test]
fn an_organisation_still_under_the_old_family_is_bound_by_that_one_only() {
    let view = binds(&project(), "Region Z", "2022-01-01");
    assert_eq!(ids(&view), ["gamla", "modell-1", "arkiv"]);
    assert_eq!(kinds(bound(&view, "modell-1")), ["signed", "personal-data"]);
    assert_eq!(view["left_out"][0]["document"], "listan");
    assert_eq!(view["left_out"][0]["why"], "other-agreement");
}

#[test]
fn an_agreement_that_ended_binds_up_to_the_day_before() {
    let project = project();
    assert!(ids(&binds(&project, "Bolaget", "2019-12-31")).contains(&"huvud"));
    let view = binds(&project, "Bolaget", "2020-01-01");
    assert_eq!(ids(&view), [""; 0]);
    assert_eq!(view["ended"][0]["document"], "huvud");
    assert_eq!(view["ended"][0]["ended"], "2020-01-01");
    assert_eq!(
        ids(&binds(&project, "Bolaget", "2018-06-30")),
        [""; 0],
        "not signed yet"
    );
}

#[test]
fn several_that_fit_are_listed_and_none_is_guessed() {
    let project = project();
    let run = project.run(&["binds", "region", "--on", "2022-01-01"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr
            .contains("Region Z (006000-0007), Region Ö (002000-0006)"),
        "{}",
        run.stderr
    );
    assert_eq!(
        project
            .run(&["binds", "Stockholm", "--on", "2022-01-01"])
            .code,
        2
    );
    let run = project.run(&["binds", "811228-9874", "--on", "2022-01-01"]);
    assert!(
        run.code == 2 && !run.stderr.contains("9874"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_terminal_speaks_the_words_of_the_repository() {
    let project = project();
    project.write(
        "templates/words.sv.txt",
        "[binds]\nheading = {organisation} är bunden den {day}\n\n[log]\nin-force = i kraft\n",
    );
    let binds = project.run(&["binds", "Vård Ä", "--on", "2022-01-01"]);
    let heading = "Vård Ä AB (005000-0009) är bunden den 2022-01-01";
    assert_eq!(binds.stdout.lines().next(), Some(heading));
    let log = project.run(&["log", "--on", "2022-01-01"]).stdout;
    assert!(
        log.contains("  i kraft") && !log.contains("gäller"),
        "{log}"
    );
}

#[test]
fn text_and_markdown_tell_the_same() {
    let project = project();
    let plain = project
        .run(&["binds", "Vård Ä", "--on", "2022-01-01"])
        .stdout;
    for line in [
        "Det här binder Vård Ä AB (005000-0009) den 2022-01-01",
        "  version 1.0, i kraft sedan 2018-04-01",
        "  – tecknat 2018-08-01 (version 1.0) genom Region Ö",
        "  oförändrat sedan tecknandet (2018-08-01)",
        "  1 ändring sedan tecknandet (2018-08-01), publicerad 2019-12-18",
        "    avtalslogg diff journal@2018-08-01 journal@2022-01-01",
    ] {
        assert!(plain.lines().any(|own| own == line), "{line}\n{plain}");
    }
    let markdown = project
        .run(&[
            "binds",
            "Vård Ä",
            "--on",
            "2022-01-01",
            "--format",
            "markdown",
        ])
        .stdout;
    assert!(
        markdown.contains("\n## Journal\n") && markdown.contains("2019-12-18: Nytt avtal."),
        "{markdown}"
    );
}
