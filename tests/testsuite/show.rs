//! `show`: the text in force on a day.

use crate::project::Project;

const IDP: &str = "sakerhetstjanster-idp";

fn section_texts(on: &str) -> (String, String) {
    let project = Project::of_our_contracts();
    let run = project.run(&["show", IDP, "--on", on, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let view: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let version_of = |number: &str| {
        let sections = view["sections"].as_array().expect("sections");
        let found = sections
            .iter()
            .find(|section| section["number"] == number)
            .expect(number);
        found["version"].as_str().expect("a version").to_owned()
    };
    (version_of("6.1.6"), version_of("5.3"))
}

#[test]
fn a_section_changes_on_its_own_date_and_not_before() {
    assert_eq!(
        section_texts("2022-02-23"),
        ("1.0".to_owned(), "1.0".to_owned())
    );
    assert_eq!(
        section_texts("2022-03-01"),
        ("2.0".to_owned(), "1.0".to_owned())
    );
    assert_eq!(
        section_texts("2022-05-24"),
        ("2.0".to_owned(), "2.0".to_owned())
    );
}

#[test]
fn when_every_date_has_passed_the_text_is_the_newest_version_byte_for_byte() {
    let project = Project::of_our_contracts();
    let shown = project.run(&["show", IDP, "--on", "2022-05-24"]).stdout;
    let file = project.read("contracts/sakerhetstjanster-idp.md");
    assert!(
        file.ends_with(&shown) && shown.starts_with("# Säkerhetstjänster"),
        "{shown}"
    );
}

#[test]
fn before_the_first_text_show_says_so_and_cannot_run() {
    let run = Project::of_our_contracts().run(&["show", IDP, "--on", "2019-01-01"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("ingen text gällde den 2019-01-01"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("version 1.0 är den första"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_composed_text_says_of_which_versions() {
    let run =
        Project::of_our_contracts().run(&["show", IDP, "--on", "2022-03-01", "--format", "text"]);
    assert!(
        run.stdout
            .starts_with("Lydelse den 1 mars 2022. Sammanställd av version 1.0 och 2.0."),
        "{}",
        run.stdout
    );
}

#[test]
fn a_version_is_shown_as_it_was_published() {
    let project = Project::of_our_contracts();
    let run = project.run(&["show", IDP, "--version", "1.0"]);
    assert_eq!(
        run.stdout,
        project.read("contracts/archive/sakerhetstjanster-idp/1.0.md")
    );
    let missing = project.run(&["show", IDP, "--version", "7"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.stderr.contains("versioner: 1.0, 2.0"),
        "{}",
        missing.stderr
    );
}

#[test]
fn a_text_can_be_shown_as_one_page_that_needs_nothing_else() {
    let project = Project::of_our_contracts();
    let run = project.run(&["show", IDP, "--on", "2022-03-01", "--format", "html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = run.stdout.replace('\u{a0}', " ");
    assert!(
        page.contains("Lydelse den 1 mars 2022. Sammanställd av version 1.0 och 2.0."),
        "{page}"
    );
    assert!(
        page.contains("<style>") && !page.contains("stil.css") && !page.contains("src="),
        "{page}"
    );
    assert!(
        page.contains("Ändras den <time datetime=\"2022-05-24\">"),
        "{page}"
    );
    for link in page.split("href=\"").skip(1) {
        assert!(
            link.starts_with(['#']) || link.starts_with("https://") || link.starts_with("mailto:"),
            "{link}"
        );
    }
    let version = project.run(&["show", IDP, "--version", "1.0", "--format", "html"]);
    assert!(
        version.stdout.contains("Version 1.0, publicerad den"),
        "{}",
        version.stdout
    );
}

#[test]
fn what_was_stored_for_a_day_is_what_every_format_shows_even_if_the_engine_would_compose_otherwise()
{
    let project = Project::of_our_contracts();
    let file = "contracts/archive/sakerhetstjanster-idp/2.0@2022-02-24.md";
    // The stored text stands for what an earlier engine composed.
    project.edit(file, "## 2 ", "Ett stycke till.\n\n## 2 ");
    for format in ["markdown", "text", "json", "html"] {
        let run = project.run(&["show", IDP, "--on", "2022-03-01", "--format", format]);
        assert!(
            run.stdout.contains("Ett stycke till."),
            "{format}: {}",
            run.stdout
        );
    }
}
