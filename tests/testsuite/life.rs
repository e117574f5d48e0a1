//! The life of a release: from an empty folder to a published, corrected and withdrawn document.

use crate::project::{Project, Run};

const DOC: &str = "contracts/digital-tidbok.md";
const RECORD: &str = "changelog/digital-tidbok/2.0.yaml";
const SEAL: &str = "changelog/digital-tidbok/2.0.seal";

#[track_caller]
fn ok(run: Run) -> String {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run.stdout
}

/// Writes something wherever the skeleton leaves a place open: such a text cannot be published.
fn fill_in(project: &Project, path: &str) {
    let text = project.read(path);
    assert!(text.contains('…'), "{path} has no open place");
    project.write(path, text.replace('…', "Klart."));
}

/// A repository with one published document and a draft of its second version, one section adverse,
/// one favourable.
fn with_draft() -> Project {
    let project = Project::bare();
    ok(project.run(&["init"]));
    ok(project.run(&["new", "digital-tidbok", "--title", "Digital tidbok"]));
    project.edit(
        DOC,
        "### 5.3 Regelverk\n\n…",
        "### 5.3 Regelverk\n\nKunden ska följa tidbokens regler.",
    );
    fill_in(&project, DOC);
    ok(project.run(&["draft", "--on", "2022-01-10"]));
    ok(project.run(&["check", "--on", "2022-01-10"]));
    ok(project.run(&["publish", "--date", "2022-01-10"]));
    ok(project.run(&["check", "--all", "--on", "2022-01-10"]));
    ok(project.run(&["revise", "digital-tidbok"]));
    project.edit(
        DOC,
        "tidbokens regler.",
        "tidbokens regler och betala 500 kr per månad.",
    );
    project.edit(
        DOC,
        "## 10 Support\n\nKlart.",
        "## 10 Support\n\nSupport ges varje vardag kl. 8–16.",
    );
    project
}

/// The author states the directions, and the date that the engine proposed for what is adverse.
fn decide(project: &Project) {
    project.edit(RECORD, "    effect:  #", "    effect: adverse  #");
    project.edit(RECORD, "    # effective:", "    effective:");
    project.edit(RECORD, "    effect:  #", "    effect: favourable  #");
}

#[test]
fn a_release_is_drafted_refused_decided_and_published() {
    let project = with_draft();
    let said = ok(project.run(&["draft", "--on", "2022-06-17"]));
    assert!(
        said.contains("föreslog `regelverk`: Avsnitt 5.3 Regelverk har justerats."),
        "{said}"
    );
    let refused = project.run(&["publish", "--date", "2022-06-17"]);
    assert_eq!(refused.code, 1);
    assert_eq!(
        refused.stdout.matches("[effect-missing]").count(),
        2,
        "{}",
        refused.stdout
    );
    assert!(
        !project.read(DOC).contains("published:"),
        "a refused publish wrote something"
    );

    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    ok(project.run(&["check", "--all", "--on", "2022-06-17"]));
    let record = project.read(RECORD);
    assert!(record.contains("effective: 2022-09-17"), "{record}");
    assert!(
        !record.contains("proposed:") && !record.contains("sha256:"),
        "{record}"
    );
    let seal = project.read(SEAL);
    assert!(seal.starts_with("text sha256:"), "{seal}");
}

#[test]
fn check_answers_after_every_step_from_the_empty_folder_to_the_second_release() {
    let project = Project::bare();
    let step = |args: &[&str], day: &str, code: i32, finding: &str| {
        ok(project.run(args));
        let check = project.run(&["check", "--on", day]);
        assert_eq!(check.code, code, "after {args:?}: {}", check.stdout);
        assert!(
            check.stdout.contains(finding),
            "after {args:?}: {}",
            check.stdout
        );
    };
    step(&["init"], "2022-01-10", 0, "");
    step(
        &["new", "digital-tidbok", "--title", "Digital tidbok"],
        "2022-01-10",
        0,
        "",
    );
    project.edit(
        DOC,
        "### 5.3 Regelverk\n\n…",
        "### 5.3 Regelverk\n\nKunden ska följa tidbokens regler.",
    );
    fill_in(&project, DOC);
    step(&["draft", "--on", "2022-01-10"], "2022-01-10", 0, "");
    step(&["publish", "--date", "2022-01-10"], "2022-01-10", 0, "");
    step(&["revise", "digital-tidbok"], "2022-06-17", 0, "");
    project.edit(
        DOC,
        "tidbokens regler.",
        "tidbokens regler och betala 500 kr per månad.",
    );
    let undocumented = project.run(&["check", "--on", "2022-06-17"]);
    assert!(undocumented.code == 1 && undocumented.stdout.contains("change-without-note"));
    step(
        &["draft", "--on", "2022-06-17"],
        "2022-06-17",
        1,
        "effect-missing",
    );
    project.edit(RECORD, "    effect:  #", "    effect: adverse  #");
    project.edit(RECORD, "    # effective:", "    effective:");
    assert_eq!(project.run(&["check", "--on", "2022-06-17"]).code, 0);
    step(&["publish", "--date", "2022-06-17"], "2022-06-17", 0, "");
    step(&["build", "--on", "2022-06-17"], "2022-06-17", 0, "");
    assert_eq!(
        project.run(&["check", "--all", "--on", "2022-09-17"]).code,
        0
    );
}

#[test]
fn the_text_is_right_before_on_and_after_the_deferred_date() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let shown = |day: &str| {
        let text = ok(project.run(&["show", "digital-tidbok", "--on", day]));
        ok(project.run(&["build", "--on", day]));
        let page = project.read("site/dokument/digital-tidbok/index.html");
        let in_force = page
            .split("id=\"lydelse\"")
            .nth(1)
            .expect("the text in force");
        let in_force = in_force
            .split("class=\"historik\"")
            .next()
            .expect("the text")
            .replace('\u{a0}', " ");
        for words in ["500 kr", "kl. 8–16"] {
            assert_eq!(
                in_force.contains(words),
                text.contains(words),
                "{words} on {day}"
            );
        }
        (text.contains("500 kr"), text.contains("kl. 8–16"))
    };
    assert_eq!(shown("2022-06-16"), (false, false));
    assert_eq!(shown("2022-06-17"), (false, true));
    assert_eq!(shown("2022-09-16"), (false, true));
    assert_eq!(shown("2022-09-17"), (true, true));
}

#[test]
fn what_show_gives_between_two_dates_is_the_stored_text() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let stored = project.read("contracts/archive/digital-tidbok/2.0@2022-06-17.md");
    assert_eq!(
        ok(project.run(&["show", "digital-tidbok", "--on", "2022-07-01"])),
        stored
    );
}

#[test]
fn a_correction_moves_the_text_of_the_days_between_although_an_interim_text_is_stored() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let sooner = [
        "correct",
        "digital-tidbok@2.0",
        "--change",
        "regelverk",
        "--effective",
        "2022-07-01",
    ];
    let refused = project.run(&[&sooner[..], &["--on", "2022-06-20"]].concat());
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(
        refused
            .stderr
            .contains("2022-06-20 + 3 månader = 2022-09-20"),
        "{}",
        refused.stderr
    );
    let why = [
        "--on",
        "2022-06-20",
        "--reason",
        "Alla kunder har begärt det.",
    ];
    ok(project.run(&[&sooner[..], &why].concat()));
    assert!(!ok(project.run(&["show", "digital-tidbok", "--on", "2022-06-30"])).contains("500 kr"));
    assert!(ok(project.run(&["show", "digital-tidbok", "--on", "2022-07-01"])).contains("500 kr"));
}

#[test]
fn what_has_begun_to_apply_or_was_called_off_is_not_corrected() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let correct = |change: &str, what: &[&str]| {
        let head = [
            "correct",
            "digital-tidbok@2.0",
            "--change",
            change,
            "--on",
            "2022-06-20",
        ];
        project.run(&[&head[..], what].concat())
    };
    let late = correct("support", &["--effective", "2022-08-01"]);
    assert!(
        late.code == 2 && late.stderr.contains("gäller sedan 2022-06-17"),
        "{}",
        late.stderr
    );
    ok(correct("regelverk", &["--cancel"]));
    let again = correct("regelverk", &["--effective", "2022-10-01"]);
    assert!(
        again.code == 2 && again.stderr.contains("genomförs inte"),
        "{}",
        again.stderr
    );
}

#[test]
fn nothing_is_appended_to_a_record_whose_seal_is_broken() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let record = project.read(RECORD) + "# tillagt\n";
    project.write(RECORD, &record);
    let run = project.run(&[
        "withdraw",
        "digital-tidbok",
        "--date",
        "2022-10-01",
        "--effective",
        "2023-01-01",
    ]);
    assert!(
        run.code == 2 && run.stderr.contains("har ändrats efter att den förseglades"),
        "{}",
        run.stderr
    );
    assert_eq!(project.read(RECORD), record);
}

#[test]
fn a_withdrawn_document_no_longer_applies_and_has_no_next_version() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    ok(project.run(&[
        "withdraw",
        "digital-tidbok",
        "--date",
        "2022-10-01",
        "--effective",
        "2023-01-01",
    ]));
    ok(project.run(&["show", "digital-tidbok", "--on", "2022-12-31"]));
    let ended = project.run(&["show", "digital-tidbok", "--on", "2023-01-01"]);
    assert!(
        ended.code == 2 && ended.stderr.contains("har inte gällt sedan 2023-01-01"),
        "{}",
        ended.stderr
    );
    assert!(ok(project.run(&["log", "--on", "2023-01-01"])).contains("har upphört att gälla"));
    assert!(
        project
            .run(&["revise", "digital-tidbok"])
            .stderr
            .contains("upphör att gälla 2023-01-01")
    );
}

#[test]
fn a_version_that_changes_nothing_is_not_published() {
    let project = with_draft();
    project.edit(
        DOC,
        "tidbokens regler och betala 500 kr per månad.",
        "tidbokens regler.",
    );
    project.edit(
        DOC,
        "## 10 Support\n\nSupport ges varje vardag kl. 8–16.",
        "## 10 Support\n\nKlart.",
    );
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    let run = project.run(&["publish", "--date", "2022-06-17"]);
    assert!(
        run.code == 2 && run.stderr.contains("ändrar ingenting"),
        "{}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn a_second_draft_refreshes_what_is_proposed_and_keeps_what_the_author_wrote() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    project.edit(
        RECORD,
        "note: Avsnitt 5.3 Regelverk har justerats.",
        "note: En avgift har införts.  # mina ord",
    );
    project.edit(DOC, "kl. 8–16.", "kl. 7–19.");
    project.edit(
        DOC,
        "## 9 Servicenivåer\n\nKlart.",
        "## 9 Servicenivåer\n\nTjänsten är tillgänglig 99,5 % av tiden.",
    );
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    let record = project.read(RECORD);
    assert!(
        record.contains("note: En avgift har införts.  # mina ord"),
        "{record}"
    );
    assert_eq!(record.matches("sections: [\"5.3\"]").count(), 1, "{record}");
    assert!(
        record.contains("sections: [\"9\"]") && record.contains("sections: [\"10\"]"),
        "{record}"
    );
    let again = ok(project.run(&["draft", "--on", "2022-06-17"]));
    assert!(again.contains("är aktuell"), "{again}");
    assert_eq!(project.read(RECORD), record);
}

#[test]
fn a_correction_and_a_withdrawal_are_appended_and_sealed() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let before = project.read(RECORD);
    let correct = [
        "correct",
        "digital-tidbok@2.0",
        "--change",
        "regelverk",
        "--effective",
        "2022-10-01",
    ];
    ok(project.run(
        &[
            &correct[..],
            &["--on", "2022-07-01", "--note", "Införandet är senarelagt."],
        ]
        .concat(),
    ));
    assert!(project.read(RECORD).starts_with(&before));
    let again = project.run(&[&correct[..], &["--on", "2022-07-02"]].concat());
    assert_eq!(again.code, 2);
    assert!(
        again.stderr.contains("ändrar ingenting"),
        "{}",
        again.stderr
    );
    ok(project.run(&[
        "withdraw",
        "digital-tidbok",
        "--date",
        "2022-10-01",
        "--effective",
        "2023-01-01",
    ]));
    ok(project.run(&["check", "--all", "--on", "2022-12-01"]));
    let shown = ok(project.run(&["show", "digital-tidbok", "--on", "2022-09-20"]));
    assert!(
        !shown.contains("500 kr"),
        "the corrected date does not hold"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = with_draft();
    let text = project.read(DOC);
    let said = ok(project.run(&["draft", "--on", "2022-06-17", "--dry-run"]));
    assert!(
        said.contains("skulle skriva changelog/digital-tidbok/2.0.yaml"),
        "{said}"
    );
    assert!(!project.path(RECORD).exists());
    assert_eq!(project.read(DOC), text);
}

#[test]
fn steps_that_cannot_be_taken_say_what_to_do_instead() {
    let project = with_draft();
    for (args, words) in [
        (&["revise", "digital-tidbok"][..], "är redan ett utkast"),
        (&["new", "digital-tidbok"], "finns redan"),
        (&["new", "Digital Tidbok"], "till exempel digital-tidbok"),
        (&["init"], "finns redan"),
        (
            &["revise", "finns-inte"],
            "dokument som finns: digital-tidbok",
        ),
        (
            &["correct", "digital-tidbok@1.0", "--change", "x", "--cancel"],
            "ingen ändring heter `x`",
        ),
    ] {
        let run = project.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(
            run.stderr.contains(words) && run.stderr.contains("hint:"),
            "{args:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_change_that_overtakes_a_pending_one_is_refused_until_the_author_gives_the_text() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    ok(project.run(&["revise", "digital-tidbok"]));
    project.edit(DOC, "500 kr per månad", "400 kr per månad");
    ok(project.run(&["draft", "--on", "2022-07-01"]));
    project.edit(
        "changelog/digital-tidbok/3.0.yaml",
        "    effect:  #",
        "    effect: favourable  #",
    );
    let refused = project.run(&["publish", "--date", "2022-07-01"]);
    assert_eq!(refused.code, 1, "{}{}", refused.stdout, refused.stderr);
    assert!(
        refused.stdout.contains("overtaken-change"),
        "{}",
        refused.stdout
    );
    let given = "contracts/archive/digital-tidbok/3.0@2022-07-01.md";
    assert!(refused.stdout.contains(given), "{}", refused.stdout);

    project.write(
        given,
        "# Digital tidbok\n\n## 5.3 Regelverk\n\nIngen avgift före den 17 september.\n",
    );
    ok(project.run(&["publish", "--date", "2022-07-01"]));
    ok(project.run(&["check", "--all", "--on", "2022-07-01"]));
    let shown = ok(project.run(&["show", "digital-tidbok", "--on", "2022-08-01"]));
    assert_eq!(shown, project.read(given));
    let json = ok(project.run(&[
        "show",
        "digital-tidbok",
        "--on",
        "2022-08-01",
        "--format",
        "json",
    ]));
    assert!(
        json.contains("Ingen avgift före den 17 september."),
        "{json}"
    );
    ok(project.run(&["build", "--on", "2022-08-01"]));
    let page = project.read("site/dokument/digital-tidbok/index.html");
    assert!(
        page.contains("Ingen avgift före den 17") && !page.contains("400 kr"),
        "{page}"
    );
    let later = ok(project.run(&["show", "digital-tidbok", "--on", "2022-09-17"]));
    assert!(later.contains("400 kr per månad"), "{later}");
}

/// Runs git in the project without anybody's configuration.
fn git(folder: &std::path::Path, args: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.args(args).current_dir(folder).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for name in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] {
        command.env(name, "/dev/null");
    }
    for name in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{name}_NAME"), "A")
            .env(format!("GIT_{name}_EMAIL"), "a@example.se");
    }
    let output = command.output().expect("git runs");
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_checkout_that_rewrites_line_endings_breaks_no_digest() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    git(&project.path(""), &["init", "-q"]);
    git(&project.path(""), &["add", "."]);
    git(&project.path(""), &["commit", "-qm", "Publish"]);
    git(
        &project.path(""),
        &[
            "-c",
            "core.autocrlf=true",
            "clone",
            "-q",
            "--config",
            "core.autocrlf=true",
            ".",
            "copy",
        ],
    );
    let copy = project.path("copy");
    let run = project.run(&[
        "check",
        "--all",
        "--on",
        "2022-06-17",
        "--root",
        copy.to_str().expect("a path"),
    ]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(
        !project
            .read("copy/contracts/digital-tidbok.md")
            .contains('\r')
    );
}

#[test]
fn words_of_a_change_that_was_called_off_are_not_published_again() {
    let project = with_draft();
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let cancel = [
        "correct",
        "digital-tidbok@2.0",
        "--change",
        "regelverk",
        "--cancel",
        "--on",
        "2022-07-01",
    ];
    let said = ok(project.run(&cancel));
    assert!(said.contains("ta bort texten till `regelverk`"), "{said}");
    let said = ok(project.run(&["revise", "digital-tidbok"]));
    assert!(
        said.contains("fortfarande `regelverk`, som enligt rättelsen 2022-07-01 inte genomförs"),
        "{said}"
    );
    let check = || project.run(&["check", "--on", "2022-07-02"]);
    assert!(
        check().code == 1 && check().stdout.contains("cancelled-text-kept"),
        "{}",
        check().stdout
    );
    // More words around those that were called off change nothing about them.
    project.edit(
        DOC,
        "och betala 500 kr per månad.",
        "samt betala 500 kr per månad i förskott.",
    );
    assert!(
        check().stdout.contains("cancelled-text-kept"),
        "{}",
        check().stdout
    );
    project.edit(DOC, " samt betala 500 kr per månad i förskott.", ".");
    assert!(
        !check().stdout.contains("cancelled-text-kept"),
        "{}",
        check().stdout
    );
    ok(project.run(&["draft", "--on", "2022-07-02"]));
    project.edit(
        "changelog/digital-tidbok/3.0.yaml",
        "    effect:  #",
        "    effect: neutral  #",
    );
    ok(project.run(&["publish", "--date", "2022-07-02"]));
    ok(project.run(&["check", "--all", "--on", "2022-07-02"]));
    assert!(!ok(project.run(&["show", "digital-tidbok", "--on", "2022-12-01"])).contains("500 kr"));
}

#[test]
fn after_a_correction_what_applies_is_stored_and_the_same_wherever_it_is_shown() {
    let project = with_draft();
    project.edit(
        DOC,
        "## 9 Servicenivåer\n\nKlart.",
        "## 9 Servicenivåer\n\nTjänsten är tillgänglig 99,5 % av tiden.",
    );
    ok(project.run(&["draft", "--on", "2022-06-17"]));
    decide(&project);
    project.edit(RECORD, "    effect:  #", "    effect: favourable  #");
    ok(project.run(&["publish", "--date", "2022-06-17"]));
    let correct = |change: &str, what: &[&str], on: &str| {
        let head = [
            "correct",
            "digital-tidbok@2.0",
            "--change",
            change,
            "--on",
            on,
        ];
        project.run(&[&head[..], what].concat())
    };
    ok(correct(
        "regelverk",
        &["--effective", "2022-10-17"],
        "2022-07-01",
    ));
    ok(project.run(&["check", "--all", "--on", "2022-07-01"]));
    let seal = project.read(SEAL);
    assert!(seal.contains("\ninterim 2022-07-01 sha256:"), "{seal}");
    ok(correct(
        "regelverk",
        &["--cancel", "--note", "Avgiften införs inte."],
        "2022-08-01",
    ));
    let again = project.run(&["check", "--all", "--on", "2022-08-01"]);
    assert_eq!(again.code, 0, "{}", again.stdout);
    for day in ["2022-06-20", "2022-07-20", "2022-09-20", "2022-12-01"] {
        let stored = ok(project.run(&["show", "digital-tidbok", "--on", day]));
        assert!(
            !stored.contains("500 kr") && stored.contains("kl. 8–16"),
            "{day}"
        );
        let archive = project.path("contracts/archive/digital-tidbok");
        let is_stored = std::fs::read_dir(archive).expect("an archive").any(|file| {
            std::fs::read_to_string(file.expect("a file").path()).is_ok_and(|text| text == stored)
        });
        assert!(is_stored, "what applies on {day} stands in no file");
        let json = ok(project.run(&["show", "digital-tidbok", "--on", day, "--format", "json"]));
        assert!(
            !json.contains("500 kr") && json.contains("kl. 8–16"),
            "{day}"
        );
        ok(project.run(&["build", "--on", day]));
        let page = project.read("site/dokument/digital-tidbok/index.html");
        let text = page.split("class=\"historik\"").next().expect("the text");
        let text = text.split("id=\"lydelse\"").nth(1).expect("the text");
        assert!(!text.contains("500 kr") && text.contains("8–16"), "{day}");
    }
    project.write(
        "contracts/archive/digital-tidbok/2.0@2022-06-17.md",
        "Annat.\n",
    );
    assert!(
        project
            .run(&["check", "--on", "2022-08-01"])
            .stdout
            .contains("interim-mismatch")
    );
}

#[test]
fn a_repository_in_english_begins_in_english() {
    let project = Project::bare();
    ok(project.run(&["init", "--language", "en"]));
    ok(project.run(&["new", "time-book", "--title", "Time book"]));
    let text = project.read("contracts/time-book.md");
    assert!(
        text.contains("## 1 Introduction") && !text.contains("Inledning"),
        "{text}"
    );
    ok(project.run(&["draft", "--on", "2022-01-10"]));
    let refused = project.run(&["publish", "--date", "2022-01-10"]);
    assert!(
        refused.code == 1 && refused.stdout.contains("error[placeholder]"),
        "{}",
        refused.stdout
    );
    fill_in(&project, "contracts/time-book.md");
    ok(project.run(&["draft", "--on", "2022-01-10"]));
    ok(project.run(&["publish", "--date", "2022-01-10"]));
    ok(project.run(&["build", "--on", "2022-01-10"]));
    assert!(ok(project.run(&["check", "--all", "--on", "2022-01-10"])).contains("0 errors"));
}
