//! What applies of a document on a day, for the commands that take a day; where nothing does, or no
//! rule can say what, they cannot run.

use crate::problem::{Kind, Problem};
use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::changelog::history::History;
use crate::chronicle::{Chronicle, Text};
use crate::model::repository::Document;
use crate::render::undecided::Undecided;

/// The document of `history`, which has a text on its day.
///
/// # Errors
/// When a comparison could not be proven, nothing applies on the day, or no rule can say what does.
pub fn chronicle<'h, 'r>(
    history: &'h History<'r>,
    document: &'r Document,
) -> Result<Chronicle<'h, 'r>> {
    if let Some(mismatch) = history.mismatches.first() {
        bail!(
            "{} and {} could not be compared in {}",
            mismatch.old,
            mismatch.new,
            mismatch.section
        );
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
            bail!(Problem::new(Kind::Request, format!("{id}: the document has not applied since {since}")).hint("name a version to see what applied last, or an earlier day for what applied then"))
        }
        Text::Undecided(why, _) => {
            let why = why.first().map(Undecided::from);
            let why = why.map(|why| {
                format!(
                    "what binds in {} on {on} cannot be decided: version {} took effect before the change of version {}",
                    why.section, why.later, why.earlier
                )
            });
            bail!(
                Problem::new(Kind::Request, format!("{id}: {}", why.unwrap_or_default()))
                    .hint("run `avtalslogg check` for the place")
            )
        }
        Text::Whole(_) | Text::Stored(..) | Text::Composed(_) => Ok(chronicle),
    }
}

fn first_text(document: &Document, on: NaiveDate) -> Problem {
    let mut public = document
        .versions
        .iter()
        .filter(|version| !version.is_draft());
    let first = public.find_map(|version| {
        let date = version.front.effective?;
        Some(format!(
            "version {} is the first, from {date}",
            version.front.version
        ))
    });
    let first = first.unwrap_or_else(|| "no version has been published yet".to_owned());
    Problem::new(
        Kind::Request,
        format!("{}: no text was in force on {on}", document.id),
    )
    .hint(first)
}
