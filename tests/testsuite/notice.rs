//! `notice`: the letter about a release.

use crate::project::Project;

#[test]
fn the_letter_tells_every_document_with_its_dates_and_what_to_do() {
    let run = Project::of_our_contracts().run(&["notice", "2022-02-24"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for words in [
        "Ändringar i kundavtalet, 24 februari 2022\n",
        "NY TJÄNST\n- Säker digital kommunikation\n",
        "Ändringarna gäller från och med 24 februari 2022.",
        "Ändringarna gäller från och med 24 maj 2022.",
        "Det här behöver ni göra: Kontrollera",
        "https://avtal.example.se/andringar/2022/2022-02-24/",
    ] {
        assert!(
            run.stdout.contains(words),
            "{words:?} is not in\n{}",
            run.stdout
        );
    }
    assert!(
        !run.stdout.contains('&') && !run.stdout.contains("\n\n\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_letter_is_safe_in_markdown_and_in_html() {
    let project = Project::of_our_contracts();
    let record = "changelog/digitalt-mote/3.0.yaml";
    project.edit(
        record,
        "avseende gallringstid",
        "avseende *gallringstid* <b>fet</b>",
    );
    let markdown = project
        .run(&["notice", "2022-12-19", "--format", "markdown"])
        .stdout;
    assert!(
        markdown.contains("\\*gallringstid\\*") && !markdown.contains("<b>"),
        "{markdown}"
    );
    let html = project
        .run(&["notice", "2022-12-19", "--format", "html"])
        .stdout;
    assert!(
        html.contains("&lt;b&gt;fet") && html.contains("<h1>"),
        "{html}"
    );
}

#[test]
fn the_letter_tells_what_is_significant_and_what_ends() {
    let project = Project::of_our_contracts();
    project.edit(
        "changelog/digitalt-mote/3.0.yaml",
        "    materiality: material\n",
        "    materiality: material\n    significant: true\n",
    );
    let args = [
        "withdraw",
        "svevac",
        "--date",
        "2022-12-19",
        "--effective",
        "2023-06-01",
        "--note",
        "Ersätts.",
    ];
    assert_eq!(project.run(&args).code, 0);
    for format in ["text", "markdown", "html"] {
        let letter = project
            .run(&["notice", "2022-12-19", "--format", format])
            .stdout;
        for words in [
            "utgör en väsentlig ändring av Avtalet",
            "Svevac: upphör att gälla den 1 juni 2023. Ersätts.",
        ] {
            assert!(
                letter.replace('\u{a0}', " ").contains(words),
                "{format}: {words} is not in {letter}"
            );
        }
    }
}

#[test]
fn a_day_without_a_release_names_the_releases() {
    let run = Project::of_our_contracts().run(&["notice", "2022-12-20"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("publiceringar: 2022-12-19"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_letter_has_the_words_about_the_release_whom_a_change_concerns_and_what_was_corrected() {
    let project = Project::of_our_contracts();
    project.write(
        "changelog/2022-12-19.md",
        "---\ntitle: Priser för 2023\n---\nPrislistan <b>ändras</b> från årsskiftet.\n",
    );
    let args = [
        "withdraw",
        "svevac",
        "--date",
        "2022-12-19",
        "--effective",
        "2023-06-01",
    ];
    assert_eq!(project.run(&args).code, 0);
    let svevac = project.read("contracts/svevac.md");
    let version = svevac
        .split("version: \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a version");
    let name = format!("svevac@{version}");
    let cancel = [
        "correct",
        &name,
        "--withdrawal",
        "--cancel",
        "--on",
        "2023-01-10",
    ];
    assert_eq!(project.run(&cancel).code, 0);
    for format in ["text", "markdown", "html"] {
        let letter = project
            .run(&[
                "notice",
                "2022-12-19",
                "--on",
                "2023-01-11",
                "--format",
                format,
            ])
            .stdout;
        for words in [
            "Priser för 2023",
            "från årsskiftet.",
            "Beslutat den 10 januari 2023: dokumentet upphör inte att gälla.",
        ] {
            assert!(
                letter.replace('\u{a0}', " ").contains(words),
                "{format}: {words} is not in {letter}"
            );
        }
        assert!(format == "text" || !letter.contains("<b>"), "{letter}");
    }
}
