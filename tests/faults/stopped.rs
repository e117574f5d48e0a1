//! A command that is killed before any of its steps, and one of whose steps fails.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use avtalslogg::files::steps::{Step, Steps};

use crate::scenarios::{ALL, Ends, Scenario};
use crate::tree;

/// What befalls the step of a number.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// The process ends: nothing is done any more, not even what is done after an error.
    Killed,
    /// The system says no, with this number.
    Failed(i32),
}

/// No space left, a broken disk, no right.
const ERRORS: [i32; 3] = [28, 5, 13];

/// Steps of which the one numbered `at` meets `fate`; and how many were taken.
fn meeting(at: usize, fate: Fate) -> (Steps, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let steps = Steps::watched(move |_, _| {
        let now = counter.fetch_add(1, Ordering::SeqCst);
        match fate {
            Fate::Killed if now >= at => Err(io::Error::other("killed")),
            Fate::Failed(number) if now == at => Err(io::Error::from_raw_os_error(number)),
            _ => Ok(()),
        }
    });
    (steps, taken)
}

/// How many of the last steps are always among those chosen: there files are put in place.
const LAST: usize = 12;

/// Lets `fate` meet every `nth` step of each command in turn, the first and the last ones included.
fn survive(nth: usize, fate: impl Fn(usize) -> Fate) {
    let mut met = 0;
    for scenario in ALL {
        let ends = Ends::of(scenario);
        let (nothing, taken) = meeting(usize::MAX, Fate::Killed);
        let _ = scenario.run(ends.again().path(), nothing);
        let steps = taken.load(Ordering::SeqCst);
        assert!(steps >= 4, "{} takes {steps} steps only", scenario.name);
        for at in (0..=steps).filter(|at| at % nth == 0 || at + LAST > steps) {
            survives(scenario, &ends, at, fate(at));
            met += 1;
        }
    }
    println!("{met} steps of {} commands", ALL.len());
}

/// Lets `fate` meet the step numbered `at` of `scenario`.
fn survives(scenario: &Scenario, ends: &Ends, at: usize, fate: Fate) {
    let folder = ends.again();
    let (steps, _) = meeting(at, fate);
    let result = scenario.run(folder.path(), steps);
    let what = format!("{}, step {at} {fate:?}", scenario.name);
    ends.require_whole(folder.path(), &what);
    if result.is_ok_and(|code| code < 2) {
        assert!(
            tree::tree(folder.path()) == ends.after,
            "{what}: done, but not all of it"
        );
    }
    // That it is done already may be refused; what counts is what stands there.
    let _ = scenario.run(folder.path(), Steps::default());
    let now = tree::tree(folder.path());
    let other = now
        .keys()
        .chain(ends.after.keys())
        .filter(|path| now.get(*path) != ends.after.get(*path));
    assert_eq!(
        other.collect::<Vec<_>>(),
        [""; 0],
        "{what}: the same command does not complete it"
    );
    assert_eq!(
        tree::left(folder.path()),
        [""; 0],
        "{what}: something is left"
    );
}

#[test]
fn a_command_that_is_killed_before_any_step_is_completed_by_the_same_command() {
    survive(9, |_| Fate::Killed);
}

#[test]
fn a_command_of_which_any_step_fails_leaves_every_file_whole_and_completes_when_it_can() {
    survive(9, |at| Fate::Failed(ERRORS[at % ERRORS.len()]));
}

#[test]
#[ignore = "long: see .ci/deep"]
fn the_same_holds_for_every_step_and_every_error() {
    survive(1, |_| Fate::Killed);
    ERRORS
        .iter()
        .for_each(|error| survive(1, |_| Fate::Failed(*error)));
}

#[test]
fn files_are_brought_to_the_disk_before_they_are_put_in_place_and_the_folder_after() {
    let scenario = ALL
        .iter()
        .find(|scenario| scenario.name == "publish")
        .expect("a scenario");
    let folder = scenario.start();
    let (sender, taken) = std::sync::mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let steps = Steps::watched(move |step, _| {
        sender
            .lock()
            .map(|sender| sender.send(step))
            .map_or(Ok(()), |_| Ok(()))
    });
    assert!(scenario.run(folder.path(), steps).is_ok());
    let taken: Vec<Step> = taken
        .into_iter()
        .filter(|step| matches!(step, Step::Sync | Step::Place))
        .collect();
    let files = taken.iter().filter(|step| **step == Step::Place).count();
    assert!(files >= 6, "{taken:?}");
    assert!(
        taken[..files].iter().all(|step| *step == Step::Sync),
        "{taken:?}"
    );
    for placed in taken[files..].chunks(2) {
        assert_eq!(placed, [Step::Place, Step::Sync], "{taken:?}");
    }
}
