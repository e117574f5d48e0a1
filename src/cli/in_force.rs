//! What applies of a document on a day, for the commands that take a day; where nothing does, or no
//! rule can say what, they cannot run.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::args;
use crate::changelog::history::{History, Mismatch};
use crate::chronicle::{Chronicle, Text};
use crate::model::repository::Document;
use crate::problem::{Kind, Problem};
use crate::render::undecided::Undecided;
use crate::words::saying;

/// The document of `history`, which has a text on its day.
///
/// # Errors
/// When a comparison could not be proven, nothing applies on the day, or no rule can say what does.
pub(super) fn chronicle<'h, 'r>(
    history: &'h History<'r>,
    document: &'r Document,
) -> Result<Chronicle<'h, 'r>> {
    if let Some(mismatch) = history.mismatches.first() {
        bail!(not_compared(mismatch));
    }
    let (id, on) = (&document.id, history.on);
    let Some(chronicle) = Chronicle::of(history, id) else {
        bail!(first_text(document, on))
    };
    match chronicle.text(on) {
        Text::NotYet => bail!(first_text(document, on)),
        Text::Ended => {
            let since = chronicle
                .ends()
                .map(|day| day.to_string())
                .unwrap_or_default();
            bail!(
                Problem::new(
                    Kind::Request,
                    saying("problem.not-applied-since", args![id, since])
                )
                .hint(saying("problem.not-applied-since-hint", args![]))
            )
        }
        Text::Undecided(why, _) => {
            let why = why.first().map(Undecided::from);
            let (section, later, earlier) = why.map_or_else(Default::default, |why| {
                let (later, earlier) = (why.later.to_string(), why.earlier.to_string());
                (why.section.to_string(), later, earlier)
            });
            let on = on.to_string();
            bail!(
                Problem::new(
                    Kind::Request,
                    saying("problem.undecided", args![id, section, on, later, earlier])
                )
                .hint(saying("problem.undecided-hint", args![]))
            )
        }
        Text::Whole(_) | Text::Stored(..) | Text::Composed(_) => Ok(chronicle),
    }
}

/// Two texts of which the comparison could not be proven.
pub(super) fn not_compared(mismatch: &Mismatch) -> Problem {
    let (old, new) = (mismatch.old.to_string(), mismatch.new.to_string());
    let section = mismatch.section.to_string();
    Problem::new(
        Kind::Fault,
        saying("problem.not-compared", args![old, new, section]),
    )
}

fn first_text(document: &Document, on: NaiveDate) -> Problem {
    let mut public = document
        .versions
        .iter()
        .filter(|version| !version.is_draft());
    let first = public.find_map(|version| {
        let date = version.front.effective?;
        let (version, day) = (version.front.version.to_string(), date.to_string());
        Some(saying("problem.first-version", args![version, day]))
    });
    let first = first.unwrap_or_else(|| saying("problem.nothing-published-yet", args![]));
    Problem::new(
        Kind::Request,
        saying(
            "problem.not-in-force",
            args![id = document.id.to_string(), on = on.to_string()],
        ),
    )
    .hint(first)
}
