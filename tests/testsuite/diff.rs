//! `diff`: which part of a comparison is shown, and what it answers of a day.

use crate::project::{Project, Run};

const OLD: &str = "# A\n\n## 6.2 B\n\n1. Ett gäller.\n2. Två gäller i 30 dagar.\n3. Tre gäller.\n4. Fyra gäller i 30 dagar.\n\n## 7 C\n\nSju.\n";

fn section(new: &str, name: &str, format: &str) -> Run {
    let project = Project::bare();
    project.write("a.md", OLD).write("b.md", new);
    project.run(&[
        "diff",
        "a.md",
        "b.md",
        "--section",
        name,
        "--exit-code",
        "--format",
        format,
    ])
}

#[test]
fn a_point_can_be_asked_for_alone_in_every_format() {
    let new = OLD
        .replace("Två gäller i 30", "Två gäller i 60")
        .replace("Fyra gäller i 30", "Fyra gäller i 90");
    for format in ["text", "markdown", "html"] {
        let run = section(&new, "6.2 punkt 4", format);
        assert!(
            run.stdout.contains("90") && !run.stdout.contains("Två"),
            "{format}: {}",
            run.stdout
        );
        assert_eq!(run.code, 1, "{format}");
        let other = section(&new, "6.2 punkt 1", format);
        assert!(
            other.code == 0 && !other.stdout.contains("90"),
            "{format}: {}",
            other.stdout
        );
    }
    let missing = section(&new, "6.2 punkt 5", "text");
    assert!(
        missing.code == 2 && missing.stderr.contains("neither text has"),
        "{}",
        missing.stderr
    );
}

#[test]
fn data_of_a_section_hold_its_changes_whole_and_the_whole_alignment() {
    let new = OLD
        .replace("Fyra gäller i 30", "Fyra gäller i 90")
        .replace("Sju", "Åtta");
    let run = section(&new, "6.2 punkt 4", "json");
    let view: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        view["alignment"].as_array().map(Vec::len),
        Some(3),
        "every section stands in one row"
    );
    let changes = view["changes"].as_array().expect("changes");
    assert_eq!(
        (changes.len(), &view["totals"]["changed"]),
        (1, &1.into()),
        "{view:#}"
    );
    let segments = changes[0]["segments"].as_array().expect("segments");
    let rebuilt: String = segments
        .iter()
        .filter(|own| own["op"] != "delete")
        .filter_map(|own| own["text"].as_str())
        .collect();
    assert!(
        rebuilt.contains("Ett gäller") && rebuilt.contains("Fyra gäller i 90"),
        "{rebuilt}"
    );
    assert_eq!(run.code, 1);
}

/// Version 3.0 takes effect before the pending change of version 2.0 in the same section; the
/// finding about it is allowed, so that the site is built all the same.
fn overtaken() -> Project {
    let project = Project::bare();
    project.write(
        "contracts/agreement.yaml",
        "publisher: P\nlevels: {overtaken-change: allow}\n",
    );
    let text = |version: &str, published: &str, effective: &str, fee: &str| {
        let front = format!(
            "id: a\ntitle: Avtal A\nversion: \"{version}\"\npublished: {published}\neffective: {effective}\n"
        );
        format!(
            "---\n{front}---\n# Avtal A\n\n## 1 Avgift\n\nAvgiften är {fee} kr.\n\n## 2 Support\n\nVardagar.\n"
        )
    };
    project
        .write(
            "contracts/archive/a/1.0.md",
            text("1.0", "2022-01-10", "2022-01-10", "100"),
        )
        .write(
            "contracts/archive/a/2.0.md",
            text("2.0", "2022-06-17", "2022-09-17", "500"),
        )
        .write(
            "contracts/a.md",
            text("3.0", "2022-07-01", "2022-07-01", "400"),
        );
    project
}

#[test]
fn what_no_rule_can_decide_is_shown_by_no_command_and_no_page() {
    let project = overtaken();
    let shown = project.run(&["show", "a", "--on", "2022-08-01"]);
    let compared = project.run(&["diff", "a@1.0", "a@2022-08-01"]);
    for run in [&shown, &compared] {
        assert!(
            run.code == 2 && run.stdout.is_empty(),
            "{}{}",
            run.stdout,
            run.stderr
        );
        assert!(run.stderr.contains("går inte att avgöra"), "{}", run.stderr);
    }
    let log = project.run(&["log", "a", "--on", "2022-08-01"]).stdout;
    assert!(
        log.contains("Vad som gäller i 1 Avgift går inte att avgöra"),
        "{log}"
    );
    assert_eq!(project.run(&["build", "--on", "2022-08-01"]).code, 0);
    let page = project.read("site/dokument/a/index.html");
    assert!(
        page.contains("går inte att avgöra") && page.contains("Vardagar."),
        "{page}"
    );
    assert!(
        ["100 kr", "400 kr", "500 kr"]
            .iter()
            .all(|fee| !page.contains(fee)),
        "{page}"
    );
    for day in ["2022-06-30", "2022-09-17"] {
        assert_eq!(project.run(&["show", "a", "--on", day]).code, 0, "{day}");
    }
}
