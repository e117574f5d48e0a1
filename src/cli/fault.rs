//! A fault of the program itself: noted where it happens, and said in a sentence.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{AssertUnwindSafe, Location, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::output::say;
use crate::args;
use crate::model::finding::Language;

/// Where the program failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fault {
    /// The place in the source.
    place: Option<String>,
    /// How it came there, where the environment asks for that.
    trace: Option<String>,
}

/// The first fault since the last one was looked at.
static MET: Mutex<Option<Fault>> = Mutex::new(None);

/// From now on a fault prints nothing by itself. What is kept of it holds no word of a document.
pub(super) fn watch() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let trace = Backtrace::capture();
        let trace = (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string());
        let fault = Fault {
            place: info.location().map(place),
            trace,
        };
        met().get_or_insert(fault);
    }));
}

/// The place in the source, without the folders of the machine that the program was built on.
fn place(location: &Location<'_>) -> String {
    format!("{}:{}", short(location.file()), location.line())
}

fn short(file: &str) -> &str {
    let Some((before, _)) = file.rsplit_once("/src/") else {
        return file;
    };
    let start = before.rfind('/').map_or(0, |at| at + 1);
    &file[start..]
}

/// The result of `work`, or the fault that it met.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| met().take().unwrap_or_default())
}

/// Forgets what was met.
pub(super) fn forget() {
    met().take();
}

fn met() -> MutexGuard<'static, Option<Fault>> {
    MET.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that the program met `fault`, and that it left out the documents `names`, in one sentence
/// on standard error.
pub(super) fn report(fault: &Fault, names: &[String], language: Language) {
    say(&sentence(fault, names, language));
    if let Some(trace) = &fault.trace {
        say(trace);
    }
}

/// Where faults are reported, as the package says.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

fn sentence(fault: &Fault, names: &[String], language: Language) -> String {
    let (version, address) = (env!("CARGO_PKG_VERSION"), REPOSITORY);
    let place = fault.place.as_deref();
    let (n, names) = (names.len(), names.join(", "));
    if n == 0 {
        language.say("fault.stopped", args![version, place, address])
    } else {
        language.say("fault.left-out", args![names, n, version, place, address])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_whose_fault_it_is_what_to_send_and_names_no_folder_of_a_machine() {
        let own = "/home/x/.cargo/registry/src/index.crates.io-1/parser-0.1.0/src/a/b.rs";
        assert_eq!(short(own), "parser-0.1.0/src/a/b.rs");
        assert_eq!(short("src/classify/site.rs"), "src/classify/site.rs");
        let fault = Fault {
            place: Some("src/a.rs:1".to_owned()),
            trace: None,
        };
        let of = |names: &[&str], language| {
            sentence(
                &fault,
                &names
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>(),
                language,
            )
        };
        for (told, words) in [
            (
                of(&[], Language::Sv),
                [
                    "fel i programmet",
                    "src/a.rs:1",
                    "alla filer är hela",
                    "anmäl det",
                ],
            ),
            (
                of(&[], Language::En),
                [
                    "fault in the program",
                    "src/a.rs:1",
                    "every file is whole",
                    "report it",
                ],
            ),
            (
                of(&["a.md"], Language::En),
                [
                    "a.md was left out",
                    "not in the document",
                    "all others",
                    "report it",
                ],
            ),
            (
                of(&["a.md", "b.md"], Language::Sv),
                [
                    "a.md, b.md lämnades",
                    "dokumenten",
                    "alla andra",
                    "anmäl det",
                ],
            ),
        ] {
            assert!(
                words.iter().all(|word| told.contains(word)) && !told.contains('\n'),
                "{told}"
            );
        }
    }
}
