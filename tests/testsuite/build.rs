//! `build`: the same bytes everywhere, and never half a site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::project::Project;

/// All files below `folder`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("below")
                    .to_string_lossy()
                    .into_owned();
                out.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    out
}

#[test]
fn the_same_input_gives_the_same_bytes_on_one_core_and_two_in_any_zone_and_locale() {
    let build = |environment: &[(&str, &str)]| {
        let project = Project::of_our_contracts();
        let run = project.run_with(&["build", "--on", "2022-12-20"], environment);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        files(&project.path("site"))
    };
    let one = build(&[
        ("RAYON_NUM_THREADS", "1"),
        ("TZ", "Pacific/Auckland"),
        ("LC_ALL", "C"),
    ]);
    let two = build(&[
        ("RAYON_NUM_THREADS", "2"),
        ("TZ", "America/Los_Angeles"),
        ("LC_ALL", "sv_SE.UTF-8"),
    ]);
    assert!(one.len() > 20, "{} files", one.len());
    assert!(one == two, "the builds differ");
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one_but_never_a_half() {
    let project = Project::of_our_contracts();
    let site = project.path("site");
    assert_eq!(project.run(&["build", "--on", "2022-12-20"]).code, 0);
    let new = files(&site);
    assert_eq!(project.run(&["build", "--on", "2022-03-01"]).code, 0);
    let old = files(&site);
    assert!(old != new);
    for millis in [0, 1, 2, 3, 5, 8, 12, 18, 25, 40, 60, 90] {
        let mut child = project.start(&["build", "--on", "2022-12-20"]);
        sleep(Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().expect("the killed build ends");
        let now = files(&site);
        assert!(
            now == old || now == new,
            "killed after {millis} ms, the site is neither old nor new"
        );
    }
    assert_eq!(project.run(&["build", "--on", "2022-12-20"]).code, 0);
    assert!(files(&site) == new, "a build after killed ones is whole");
}

#[test]
fn a_folder_that_is_no_site_of_ours_is_not_replaced() {
    let project = Project::of_our_contracts();
    project.write("mina-filer/viktigt.txt", "kvar");
    let run = project.run(&["build", "--on", "2022-12-20", "--out", "mina-filer"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("byts inte ut"), "{}", run.stderr);
    assert_eq!(project.read("mina-filer/viktigt.txt"), "kvar");
}

#[test]
fn a_published_text_that_denies_stops_the_build_and_the_old_site_stays() {
    let project = Project::of_our_contracts();
    assert_eq!(project.run(&["build", "--on", "2022-12-20"]).code, 0);
    let old = files(&project.path("site"));
    project.edit(
        "contracts/digitalt-mote.md",
        "effective: 2022-12-19",
        "effective: 2021-12-19",
    );
    let run = project.run(&["build", "--on", "2022-12-20"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stdout.contains("effective-before-published"),
        "{}",
        run.stdout
    );
    assert!(files(&project.path("site")) == old);
}

#[test]
fn a_draft_never_stops_the_build_and_is_shown_only_when_asked_for() {
    let project = Project::of_our_contracts();
    assert_eq!(project.run(&["revise", "digitalt-mote"]).code, 0);
    project.edit(
        "contracts/digitalt-mote.md",
        "## 9 Support\n",
        "## 9 Support\n\nUtkastets egna ord.\n",
    );
    assert_eq!(project.run(&["build", "--on", "2022-12-20"]).code, 0);
    let shows = |project: &Project| {
        files(&project.path("site"))
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("Utkastets egna ord"))
    };
    assert!(!shows(&project));
    assert_eq!(
        project
            .run(&["build", "--on", "2022-12-20", "--drafts"])
            .code,
        0
    );
    assert!(shows(&project));
}
