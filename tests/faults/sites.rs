//! Where a site may be written, and what of somebody else's stays there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use avtalslogg::files::site::{MARKER, Place};
use avtalslogg::files::steps::{Step, Steps};
use avtalslogg::model::finding::Language;
use avtalslogg::problem::told;
use tempfile::TempDir;

use crate::tree;

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    tree::write(
        folder.path(),
        &[
            ("r/contracts/a.md", "A\n"),
            ("r/changelog/a/1.0.yaml", "a: b\n"),
        ],
    );
    folder
}

fn files(pages: &[&str]) -> BTreeMap<String, Vec<u8>> {
    pages
        .iter()
        .map(|page| ((*page).to_owned(), format!("Sidan {page}.\n").into_bytes()))
        .collect()
}

fn write_with(folder: &Path, out: &str, pages: &[&str], steps: &Steps) -> anyhow::Result<()> {
    Place::open(&folder.join(out), &folder.join("r"), steps)?.write(&files(pages))
}

fn write(folder: &Path, out: &str, pages: &[&str]) -> anyhow::Result<()> {
    write_with(folder, out, pages, &Steps::default())
}

#[track_caller]
fn refused(folder: &Path, out: &str, expected: &str) {
    let before = tree::all(folder);
    let refused = write(folder, out, &["index.html"]).expect_err("a refusal");
    let said = told(&refused, Language::En);
    assert!(
        said.contains(expected) && said.contains("hint: "),
        "{out}: {said}"
    );
    assert!(tree::all(folder) == before, "{out}: something was written");
}

const OLD: [&str; 3] = ["index.html", "andringar/2021/index.html", "stil.css"];
const NEW: [&str; 3] = ["index.html", "andringar/2022/index.html", "stil.css"];

/// What others keep in a site, each among what is ours too.
const KEPT: [(&str, &str); 6] = [
    ("site/.git/config", "[core]\n"),
    ("site/CNAME", "avtal.example.se\n"),
    ("site/.nojekyll", ""),
    ("site/.well-known/security.txt", "Contact\n"),
    ("site/eget/sida.html", "Egen.\n"),
    ("site/andringar/2021/egen.html", "Egen.\n"),
];

#[test]
fn what_others_keep_in_a_site_stays_and_old_pages_go() {
    let folder = folder();
    write(folder.path(), "site", &OLD).expect("a site");
    tree::write(folder.path(), &KEPT);
    write(folder.path(), "site", &NEW).expect("a new site");
    let site = tree::all(&folder.path().join("site"));
    let mut expected: Vec<&str> = KEPT
        .iter()
        .map(|(path, _)| &path["site/".len()..])
        .chain(NEW)
        .collect();
    expected.push(MARKER);
    expected.sort_unstable();
    assert_eq!(site.keys().collect::<Vec<_>>(), expected);
    for (path, text) in KEPT {
        assert_eq!(
            fs::read_to_string(folder.path().join(path)).expect(path),
            text
        );
    }
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

#[test]
fn of_a_site_of_the_first_version_hidden_files_and_the_name_of_the_host_stay() {
    let folder = folder();
    let marker = "This folder is written by `avtalslogg build` and replaced as a whole.\n";
    tree::write(
        folder.path(),
        &[
            ("site/.avtalslogg-site", marker),
            ("site/gammal.html", "Gammal.\n"),
        ],
    );
    tree::write(folder.path(), &KEPT[..4]);
    write(folder.path(), "site", &NEW).expect("a new site");
    assert!(!folder.path().join("site/gammal.html").exists());
    assert!(
        KEPT[..4]
            .iter()
            .all(|(path, _)| folder.path().join(path).exists())
    );
}

#[test]
fn a_folder_that_only_holds_what_serves_a_site_becomes_one() {
    let folder = folder();
    tree::write(folder.path(), &KEPT[..4]);
    write(folder.path(), "site", &NEW).expect("a site");
    assert!(
        KEPT[..4]
            .iter()
            .all(|(path, _)| folder.path().join(path).exists())
    );
    assert!(folder.path().join("site/index.html").exists());
}

#[test]
fn a_page_does_not_take_the_place_of_what_is_not_ours() {
    let folder = folder();
    write(folder.path(), "site", &["index.html"]).expect("a site");
    tree::write(
        folder.path(),
        &[
            ("site/om/egen.html", "Egen.\n"),
            ("site/feed.xml", "Egen.\n"),
        ],
    );
    let before = tree::all(folder.path());
    for pages in [
        ["index.html", "feed.xml"],
        ["index.html", "om"],
        ["index.html", "feed.xml/index.html"],
    ] {
        let said = format!(
            "{:#}",
            write(folder.path(), "site", &pages).expect_err("a refusal")
        );
        assert!(said.contains("not written by `avtalslogg build`"), "{said}");
        assert!(tree::all(folder.path()) == before);
    }
}

#[test]
fn folders_beside_the_site_are_nobodys_business() {
    let folder = folder();
    tree::write(
        folder.path(),
        &[
            (".site.new/mitt.txt", "Mitt.\n"),
            (".site.old/mitt.txt", "Mitt.\n"),
        ],
    );
    write(folder.path(), "site", &OLD).expect("a site");
    write(folder.path(), "site", &NEW).expect("a site");
    assert!(
        folder.path().join(".site.new/mitt.txt").exists()
            && folder.path().join(".site.old/mitt.txt").exists()
    );
}

#[test]
fn a_site_is_never_written_over_or_into_a_contract_repository() {
    let folder = folder();
    for out in ["r", "r/.", "."] {
        refused(folder.path(), out, "the contract repository lies there");
    }
    for out in [
        "r/contracts",
        "r/contracts/site",
        "r/changelog/x/y",
        "r/templates",
        "r/.git/site",
        "r/.avtalslogg/site",
    ] {
        refused(
            folder.path(),
            out,
            "of the contract repository, where no site is written",
        );
    }
    refused(
        folder.path(),
        "r/site/../contracts/site",
        "of the contract repository",
    );
    write(folder.path(), "r/site", &NEW).expect("a site beside the contracts");
    write(folder.path(), "r/contracts-site", &NEW).expect("a site of another name");
}

#[test]
fn a_folder_with_somebodys_work_and_a_file_are_refused() {
    let folder = folder();
    tree::write(
        folder.path(),
        &[("mitt/a.txt", "Mitt.\n"), ("fil", "Mitt.\n")],
    );
    refused(folder.path(), "mitt", "not a site of ours");
    refused(folder.path(), "fil", "stands where a folder belongs");
}

#[cfg(unix)]
#[test]
fn a_link_as_the_place_of_a_site_is_refused_and_one_in_it_is_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    write(folder.path(), "site", &OLD).expect("a site");
    symlink("site", folder.path().join("link")).expect("a link");
    symlink("nowhere", folder.path().join("dangling")).expect("a link");
    symlink("r/contracts", folder.path().join("contracts")).expect("a link");
    refused(folder.path(), "link", "symbolic link");
    refused(folder.path(), "dangling", "symbolic link");
    refused(
        folder.path(),
        "contracts/site",
        "of the contract repository",
    );
    symlink("../r", folder.path().join("site/eget")).expect("a link");
    write(folder.path(), "site", &NEW).expect("a site");
    assert_eq!(
        fs::read_link(folder.path().join("site/eget")).expect("the link stays"),
        PathBuf::from("../r")
    );
    assert!(folder.path().join("r/contracts/a.md").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused_before_anything_is_written() {
    let folder = folder();
    let refused = Place::open(
        Path::new("/proc"),
        &folder.path().join("r"),
        &Steps::default(),
    );
    let said = told(&refused.expect_err("a refusal"), Language::En);
    assert!(
        said.contains("mounted there") && said.contains("/proc/site"),
        "{said}"
    );
}

/// Steps of which the first that puts something in place is refused by the system.
fn refusing(number: i32) -> Steps {
    let refused = std::sync::atomic::AtomicBool::new(false);
    Steps::watched(move |step, _| {
        let first = step == Step::Place && !refused.swap(true, std::sync::atomic::Ordering::SeqCst);
        if first {
            Err(io::Error::from_raw_os_error(number))
        } else {
            Ok(())
        }
    })
}

#[test]
fn a_mount_that_is_only_seen_when_the_site_is_put_in_place_leaves_the_old_site() {
    for number in [16, 18] {
        let folder = folder();
        write(folder.path(), "site", &OLD).expect("a site");
        let before = tree::all(folder.path());
        let refused = write_with(folder.path(), "site", &NEW, &refusing(number));
        assert!(format!("{:#}", refused.expect_err("a refusal")).contains("mounted there"));
        assert!(tree::all(folder.path()) == before);
    }
}

#[test]
fn where_the_system_cannot_exchange_folders_they_are_moved_in_turn() {
    let folder = folder();
    for pages in [OLD, NEW] {
        write_with(folder.path(), "site", &pages, &refusing(22)).expect("a site");
        tree::write(folder.path(), &KEPT[..5]);
    }
    let expected = files(&NEW).len() + 5 + 1;
    assert_eq!(tree::all(&folder.path().join("site")).len(), expected);
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

#[test]
fn a_second_build_to_the_same_place_waits_for_the_first() {
    let folder = folder();
    let out = folder.path().join("site");
    let first = Place::open(&out, &folder.path().join("r"), &Steps::default()).expect("a place");
    let first = std::sync::Mutex::new(Some(first));
    let steps = Steps::watched(move |step, _| {
        if step == Step::Wait {
            let first = first.lock().expect("a lock").take();
            first.map_or(Ok(()), |first| {
                first.write(&files(&OLD)).map_err(io::Error::other)
            })?;
        }
        Ok(())
    });
    write_with(folder.path(), "site", &NEW, &steps).expect("a second build");
    assert_eq!(tree::all(&out).len(), NEW.len() + 1);
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

#[test]
fn an_old_site_that_was_taken_away_in_part_is_known_as_ours_by_the_next_build() {
    for kept in 0.. {
        let folder = folder();
        write(folder.path(), "site", &OLD).expect("a site");
        let left = std::sync::atomic::AtomicUsize::new(kept);
        let stopped = Steps::watched(move |step, path| {
            let is_of_the_site = step == Step::Remove && !path.ends_with("lock");
            let order = std::sync::atomic::Ordering::SeqCst;
            let next = |left: usize| left.checked_sub(1);
            if is_of_the_site && left.fetch_update(order, order, next).is_err() {
                return Err(io::Error::other("stopped"));
            }
            Ok(())
        });
        let first = write_with(folder.path(), "site", &OLD, &stopped);
        write(folder.path(), "site", &OLD).expect("the same again completes it");
        assert_eq!(tree::left(folder.path()), [""; 0]);
        if first.is_ok() {
            assert!(kept > OLD.len(), "nothing was stopped");
            return;
        }
    }
}
