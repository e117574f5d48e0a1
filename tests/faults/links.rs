//! A link in the way of a command that writes: it is named, and nothing is written through it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use avtalslogg::files::steps::Steps;

use crate::scenarios::{ALL, Scenario};
use crate::tree;

fn scenario(name: &str) -> &'static Scenario {
    ALL.iter()
        .find(|scenario| scenario.name == name)
        .expect("a scenario")
}

/// Runs the command `name` with a link at `link` below the repository, which leads outside, to a
/// folder or a file. What stood there is moved to where the link leads.
fn run(name: &str, link: &str) -> (tempfile::TempDir, anyhow::Result<u8>) {
    let scenario = scenario(name);
    let folder = scenario.start();
    let (at, outside) = (
        folder.path().join("r").join(link),
        folder.path().join("outside"),
    );
    if at.exists() {
        fs::rename(&at, &outside).expect("moved away");
    } else if link.contains('.') && !link.ends_with(".avtalslogg") {
        fs::write(&outside, "Inget av detta ändras.\n").expect("a file");
    } else {
        tree::write(&outside, &[("a.txt", "Inget av detta ändras.\n")]);
    }
    fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
    symlink(&outside, &at).expect("a link");
    let before = tree::all(folder.path());
    let result = scenario.run(folder.path(), Steps::default());
    let after = tree::all(folder.path());
    let outside = |tree: &tree::Tree| -> tree::Tree {
        tree.clone()
            .into_iter()
            .filter(|(path, _)| path.starts_with("outside"))
            .collect()
    };
    assert!(
        outside(&before) == outside(&after),
        "{name} wrote through the link {link}"
    );
    assert!(
        fs::symlink_metadata(&at).is_ok_and(|found| found.is_symlink()),
        "{name} took the link {link} away"
    );
    (folder, result)
}

#[track_caller]
fn refuses(name: &str, link: &str) {
    let (_folder, result) = run(name, link);
    let said = format!("{:#}", result.expect_err("a refusal"));
    assert!(
        said.contains(link) && said.contains("symbolic link"),
        "{name}, {link}: {said}"
    );
}

#[test]
fn a_link_in_the_place_of_a_folder_is_named() {
    refuses("revise", "contracts/archive");
    refuses("draft", "changelog");
    refuses("draft", "changelog/a");
    refuses("import git", "contracts/archive");
    refuses("import git", "changelog");
    for name in [
        "new",
        "revise",
        "draft",
        "publish",
        "correct",
        "withdraw",
        "import git",
        "build",
    ] {
        refuses(name, "contracts");
    }
    refuses("init", "contracts");
}

#[test]
fn a_link_in_the_place_of_a_file_is_named() {
    refuses("new", "contracts/avtal.md");
    refuses("import git", "contracts/villkor.md");
    refuses("draft", "changelog/a/2.0.yaml");
    refuses("review", "review.md");
    refuses("init", ".gitignore");
}

#[test]
fn a_link_in_the_place_of_what_a_step_begins_from_stops_it() {
    for (name, link) in [
        ("revise", "contracts/a.md"),
        ("renumber", "contracts/a.md"),
        ("publish", "changelog/a/2.0.yaml"),
        ("publish", "contracts/archive/a"),
        ("correct", "changelog/a/2.0.yaml"),
        ("withdraw", "changelog/a/2.0.yaml"),
        ("publish", "contracts/agreement.yaml"),
        ("build", "contracts/agreement.yaml"),
    ] {
        let (folder, result) = run(name, link);
        assert!(!matches!(result, Ok(0)), "{name}, {link}");
        assert_eq!(tree::left(folder.path()), [""; 0], "{name}, {link}");
    }
}

#[test]
fn the_programs_own_folder_and_lock_are_no_way_out_either() {
    for scenario in ALL
        .iter()
        .filter(|own| !own.name.starts_with("build") && own.name != "review")
    {
        refuses(scenario.name, ".avtalslogg");
    }
    let (_folder, result) = run("draft", ".avtalslogg/lock");
    assert!(format!("{:#}", result.expect_err("a refusal")).contains(".avtalslogg/lock"));
    let (_folder, result) = run("draft", ".avtalslogg/.gitignore");
    assert!(format!("{:#}", result.expect_err("a refusal")).contains(".avtalslogg/.gitignore"));
    refuses("build", ".site.avtalslogg");
    refuses("review", ".review.md.avtalslogg");
}

#[test]
fn links_with_the_names_of_earlier_temporary_files_are_not_followed() {
    for (name, link) in [
        ("revise", "contracts/.a.md.new"),
        ("draft", "changelog/a/.2.0.yaml.new"),
        ("publish", "contracts/.a.md.new"),
        ("init", "contracts/.agreement.yaml.new"),
        ("build", ".site.new"),
        ("build over an old site", ".site.old"),
    ] {
        let (_folder, result) = run(name, link);
        assert!(
            matches!(result, Ok(0)),
            "{name}: {:?}",
            result.map_err(|error| format!("{error:#}"))
        );
    }
}

#[test]
fn the_unfinished_work_that_a_branch_brought_is_taken_away_and_not_followed() {
    let folder = scenario("draft").start();
    let outside = folder.path().join("outside");
    tree::write(&outside, &[("a.txt", "Kvar.\n")]);
    let own = folder.path().join("r/.avtalslogg");
    tree::write(&own, &[("new-1/0", "x")]);
    symlink(&outside, own.join("new-2")).expect("a link");
    symlink(&outside, own.join("new-1/1")).expect("a link");
    assert!(
        scenario("draft")
            .run(folder.path(), Steps::default())
            .is_ok_and(|code| code == 0)
    );
    assert_eq!(tree::all(&outside).len(), 1);
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

/// The folder itself may be named through a link: that is the user's own word.
#[test]
fn a_root_that_is_named_through_a_link_is_written() {
    let folder = scenario("draft").start();
    symlink(folder.path().join("r"), folder.path().join("link")).expect("a link");
    let root = folder.path().join("link").to_string_lossy().into_owned();
    let args = ["draft", "--root", root.as_str()].map(str::to_owned);
    assert!(crate::scenarios::run(&args, Steps::default()).is_ok_and(|code| code == 0));
    assert!(Path::new(&root).join("changelog/a/2.0.yaml").is_file());
}
