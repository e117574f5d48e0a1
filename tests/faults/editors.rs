//! Somebody else writes at the same time: an editor that saves, another run that is about to write,
//! one that reads.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use avtalslogg::author::Plan;
use avtalslogg::files::apply::Writer;
use avtalslogg::files::read;
use avtalslogg::files::steps::{Step, Steps};
use avtalslogg::model::finding::Language;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::problem::told;
use tempfile::TempDir;

use crate::tree;

const TEXT: &str = "contracts/a.md";

fn repository() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    tree::write(folder.path(), &[(TEXT, "Som den lästes.\n")]);
    folder
}

/// A plan that replaces the text and makes a file that is new.
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.create("contracts/archive/a/1.0.md", "Som den lästes.\n");
    plan.replace(TEXT, "Som den ska bli.\n");
    plan
}

/// Reads, applies the plan, and does `what` ahead of the first step that `when` chooses.
fn apply(
    folder: &Path,
    when: impl Fn(Step, &Path) -> bool + Send + Sync + 'static,
    what: impl Fn() -> io::Result<()> + Send + Sync + 'static,
) -> anyhow::Result<()> {
    let done = Mutex::new(false);
    let steps = Steps::watched(move |step, path| {
        let mut done = done.lock().expect("a lock");
        if *done || !when(step, path) {
            return Ok(());
        }
        *done = true;
        what()
    });
    let writer = Writer::open(folder, "revise", &steps)?;
    let read = writer.snapshot()?;
    writer.apply(&read, &plan())
}

/// Whatever the moment, what was saved stays and is named.
fn keeps_what_is_saved(when: fn(Step, &Path) -> bool, path: &'static str, in_place: usize) {
    let folder = repository();
    let place = folder.path().join(path);
    let refused = apply(folder.path(), when, move || {
        fs::create_dir_all(place.parent().expect("a folder"))?;
        fs::write(&place, "Sparad under tiden.\n")
    });
    let said = format!("{:#}", refused.expect_err("a refusal"));
    assert!(said.contains(path), "{said}");
    assert_eq!(
        fs::read_to_string(folder.path().join(path)).expect(path),
        "Sparad under tiden.\n"
    );
    assert_eq!(tree::tree(folder.path()).len(), 1 + in_place, "{said}");
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

#[test]
fn a_file_that_is_saved_while_the_step_is_prepared_is_not_overwritten() {
    keeps_what_is_saved(|step, _| step == Step::Sync, TEXT, 0);
}

#[test]
fn a_file_that_is_saved_in_the_very_moment_of_its_replacement_is_put_back() {
    keeps_what_is_saved(
        |step, path| step == Step::Place && path == Path::new(TEXT),
        TEXT,
        1,
    );
}

#[test]
fn a_file_that_appears_where_a_new_one_is_to_stand_stays() {
    let new = "contracts/archive/a/1.0.md";
    keeps_what_is_saved(|step, _| step == Step::Sync, new, 1);
    keeps_what_is_saved(|step, _| step == Step::Place, new, 1);
}

#[test]
fn a_file_that_already_is_as_it_shall_be_is_left_alone() {
    let folder = repository();
    apply(folder.path(), |_, _| false, || Ok(())).expect("a step");
    let again = apply(
        folder.path(),
        |step, _| step == Step::Place,
        || Err(io::Error::other("placed")),
    );
    again.expect("nothing to place");
}

#[test]
fn where_the_system_cannot_exchange_files_they_replace_each_other() {
    for number in [22, 38, 95] {
        let folder = repository();
        let unknown = move || Err(io::Error::from_raw_os_error(number));
        apply(
            folder.path(),
            |step, path| step == Step::Place && path == Path::new(TEXT),
            unknown,
        )
        .expect("a step");
        assert_eq!(
            fs::read_to_string(folder.path().join(TEXT)).expect(TEXT),
            "Som den ska bli.\n"
        );
    }
}

#[test]
fn a_folder_on_another_mount_is_written_too_and_swept() {
    const CROSSES_DEVICES: i32 = 18;
    let folder = repository();
    tree::write(
        folder.path(),
        &[(
            "contracts/.avtalslogg-new-0",
            "Kvar efter en dödad körning.\n",
        )],
    );
    let crosses = || Err(io::Error::from_raw_os_error(CROSSES_DEVICES));
    apply(
        folder.path(),
        |step, path| step == Step::Place && path == Path::new(TEXT),
        crosses,
    )
    .expect("a step");
    assert_eq!(
        fs::read_to_string(folder.path().join(TEXT)).expect(TEXT),
        "Som den ska bli.\n"
    );
    assert_eq!(tree::left(folder.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = repository();
    let text = folder.path().join(TEXT);
    for mode in [0o600, 0o640, 0o444, 0o755] {
        fs::write(&text, "Som den lästes.\n").expect("a file");
        fs::set_permissions(&text, fs::Permissions::from_mode(mode)).expect("a mode");
        apply(folder.path(), |_, _| false, || Ok(())).expect("a step");
        assert_eq!(
            fs::metadata(&text).expect("metadata").permissions().mode() & 0o7777,
            mode
        );
        fs::set_permissions(&text, fs::Permissions::from_mode(0o644)).expect("a mode");
    }
}

#[test]
fn a_second_run_waits_and_then_works_on_what_the_first_one_left() {
    let folder = repository();
    let first = Mutex::new(Some(
        Writer::open(folder.path(), "draft", &Steps::default()).expect("a first run"),
    ));
    let text = folder.path().join(TEXT);
    let steps = Steps::watched(move |step, _| {
        if step == Step::Wait {
            fs::write(&text, "Av den första.\n")?;
            drop(first.lock().expect("a lock").take());
        }
        Ok(())
    });
    let second = Writer::open(folder.path(), "publish", &steps).expect("a second run");
    let read = second.snapshot().expect("a snapshot");
    assert_eq!(read.text(TEXT).as_deref(), Some("Av den första.\n"));
}

#[test]
fn a_run_that_waits_in_vain_says_for_whom_and_what_to_do() {
    let folder = repository();
    let _first = Writer::open(folder.path(), "import git", &Steps::default()).expect("a first run");
    let impatient = Steps::watched(|step, _| match step {
        Step::Wait => Err(io::Error::other("no more patience")),
        _ => Ok(()),
    });
    let refused = Writer::open(folder.path(), "publish", &impatient).expect_err("a refusal");
    let said = told(&refused, Language::En);
    let own = format!(
        "`avtalslogg import git` (process {}) is writing",
        std::process::id()
    );
    assert!(
        said.contains(&own) && said.contains("nothing was done") && said.contains("hint: wait"),
        "{said}"
    );
    // What a branch brought is not repeated.
    fs::write(folder.path().join(".avtalslogg/lock"), "\u{1b}[2J 1\n").expect("a file");
    let refused = Writer::open(folder.path(), "publish", &impatient).expect_err("a refusal");
    assert!(
        format!("{refused:#}").contains("another avtalslogg"),
        "{refused:#}"
    );
}

#[test]
fn a_lock_that_was_taken_away_while_it_was_held_is_not_taken_for_one() {
    let folder = repository();
    let first = Writer::open(folder.path(), "draft", &Steps::default()).expect("a first run");
    fs::remove_dir_all(folder.path().join(".avtalslogg")).expect("a removed folder");
    let second = Writer::open(folder.path(), "draft", &Steps::default())
        .expect("the folder is safe to delete");
    drop(first);
    let impatient = Steps::watched(|step, _| match step {
        Step::Wait => Err(io::Error::other("no more patience")),
        _ => Ok(()),
    });
    assert!(Writer::open(folder.path(), "draft", &impatient).is_err());
    drop(second);
}

#[test]
fn who_reads_while_files_are_put_in_place_sees_all_of_them() {
    let folder = repository();
    Writer::open(folder.path(), "draft", &Steps::default())
        .and_then(|writer| writer.apply(&Snapshot::new(), &first_step()))
        .expect("a first step");
    let (root, reader) = (
        folder.path().to_owned(),
        std::sync::Arc::new(Mutex::new(None)),
    );
    let started = std::sync::Arc::clone(&reader);
    let at_place = |step: Step, path: &Path| step == Step::Place && path == Path::new(TEXT);
    let step = apply(folder.path(), at_place, move || {
        let root = root.clone();
        let reading = std::thread::spawn(move || read::snapshot(&root).expect("a snapshot"));
        std::thread::sleep(Duration::from_millis(60));
        assert!(
            !reading.is_finished(),
            "it reads while files are put in place"
        );
        *started.lock().expect("a lock") = Some(reading);
        Ok(())
    });
    step.expect("a step");
    let reading = reader.lock().expect("a lock").take().expect("a reader");
    let read = reading.join().expect("a reader that ends");
    assert_eq!(read.text(TEXT).as_deref(), Some("Som den ska bli.\n"));
    assert!(read.get("contracts/archive/a/1.0.md").is_some());
}

fn first_step() -> Plan {
    let mut plan = Plan::default();
    plan.create("changelog/2022-06-17.md", "Ord.\n");
    plan
}

#[test]
fn many_files_reach_the_disk_in_two_calls() {
    let folder = repository();
    let mut plan = Plan::default();
    for at in 0..200 {
        plan.create(
            format!("contracts/archive/a/{at}.md"),
            format!("Text {at}.\n"),
        );
    }
    let synced = std::sync::Arc::new(Mutex::new(0));
    let counter = std::sync::Arc::clone(&synced);
    let steps = Steps::watched(move |step, _| {
        *counter.lock().expect("a lock") += usize::from(step == Step::Sync);
        Ok(())
    });
    let writer = Writer::open(folder.path(), "import git", &steps).expect("a run");
    writer
        .apply(&writer.snapshot().expect("a snapshot"), &plan)
        .expect("a step");
    assert_eq!(tree::tree(folder.path()).len(), 201);
    let synced = *synced.lock().expect("a lock");
    assert!(synced == 2 || !cfg!(target_os = "linux"), "{synced}");
}
