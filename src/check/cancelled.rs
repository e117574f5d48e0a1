//! Words of a change that was called off, kept in a later version: they would stand in its text and
//! never apply.

use chrono::NaiveDate;

use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item};
use crate::changelog::history::History;
use crate::dates::effective::Course;
use crate::diff::{ChangeKind, Op};
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Place};
use crate::model::repository::Document;

use super::Scope;

/// A change that will not be carried out.
struct Cancelled<'h, 'r> {
    /// Where its version stands among the document's.
    at: usize,
    amendment: &'h Amendment<'r>,
    item: &'h Item<'r>,
    /// When that was made known.
    on: NaiveDate,
}

/// Every judged version of `document` that keeps words of a change that was called off before it.
pub(super) fn document(
    history: &History<'_>,
    document: &Document,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let amendments: Vec<&Amendment<'_>> = history.of_document(&document.id).collect();
    for cancelled in all(&amendments, history.on) {
        for later in cancelled.at + 1..amendments.len() {
            if !scope.judges(amendments[later]) {
                continue;
            }
            for change in &cancelled.item.changes {
                let Some((place, section)) = kept(&amendments, &cancelled, *change, later) else {
                    continue;
                };
                let finding = Finding::new(&codes::CANCELLED_TEXT_KEPT, place)
                    .with("section", section)
                    .with("change", &cancelled.item.id)
                    .with("version", &cancelled.amendment.new.front.version)
                    .with(
                        "before",
                        cancelled
                            .amendment
                            .old
                            .map_or("", |old| old.front.version.as_str()),
                    )
                    .with("on", cancelled.on)
                    .with("document", &document.id);
                findings.push(finding);
            }
        }
    }
}

fn all<'h, 'r>(amendments: &[&'h Amendment<'r>], on: NaiveDate) -> Vec<Cancelled<'h, 'r>> {
    let mut out = Vec::new();
    for (at, amendment) in amendments.iter().enumerate() {
        let Some(record) = amendment.record else {
            continue;
        };
        for item in amendment
            .items
            .iter()
            .filter(|item| item.effectiveness.cancelled)
        {
            let course = item
                .entry
                .map(|entry| Course::of_entry(&amendment.new.front, record, entry));
            let by = course.and_then(|course| {
                course
                    .known(on)
                    .find(|step| step.calls_off)
                    .map(|step| step.on)
            });
            out.extend(by.map(|on| Cancelled {
                at,
                amendment,
                item,
                on,
            }));
        }
    }
    out
}

/// Where the version at `later` keeps the change, and what the section is called.
fn kept(
    amendments: &[&Amendment<'_>],
    cancelled: &Cancelled<'_, '_>,
    change: usize,
    later: usize,
) -> Option<(Place, String)> {
    let amendment = cancelled.amendment;
    let row = &amendment.comparison.rows[amendment.comparison.changes[change].row];
    let now = amendments[later].new;
    let Some(new) = row.new.first() else {
        // A repeal that is called off: its section must have come back.
        let old = amendment.old?.sections.get(*row.old.first()?);
        let is_back = now
            .sections
            .sections
            .iter()
            .any(|section| section.body() == old.body() && section.title == old.title);
        let place = Place::new(&now.path, now.front.span("version"));
        return (!is_back).then(|| (place, address::label(old)));
    };
    let at = followed(&amendments[cancelled.at + 1..=later], *new)?;
    let section = now.sections.get(at);
    let found = || {
        Some((
            Place::new(&now.path, section.heading_span),
            address::label(section),
        ))
    };
    let (Some(before), Some(old)) = (amendment.old, row.old.first()) else {
        return found();
    };
    let (before, after) = (before.sections.get(*old), amendment.new.sections.get(*new));
    if row.kinds.contains(&ChangeKind::Retitling)
        && section.title == after.title
        && before.title != after.title
    {
        return found();
    }
    holds(amendment, change, (&before.body(), &section.body()))
        .then(found)
        .flatten()
}

/// Where section `at` of a version stands after the versions that follow it; `None` when it is
/// gone.
fn followed(later: &[&Amendment<'_>], at: usize) -> Option<usize> {
    later.iter().try_fold(at, |at, amendment| {
        let row = amendment
            .comparison
            .rows
            .iter()
            .find(|row| row.old.contains(&at))?;
        row.new.first().copied()
    })
}

/// How many words in a row tell that they were kept and not written anew.
const RUN: usize = 3;

/// Whether `now` holds words that the change brought, or still lacks words that it took out of
/// `before`.
fn holds(amendment: &Amendment<'_>, change: usize, (before, now): (&str, &str)) -> bool {
    let (before, now) = (in_words(before), in_words(now));
    before != now
        && amendment.comparison.changes[change]
            .segments
            .iter()
            .any(|segment| match segment.op {
                Op::Insert => {
                    runs(&segment.text).any(|run| now.contains(&run) && !before.contains(&run))
                }
                Op::Delete => {
                    runs(&segment.text).next().is_some() && !now.contains(&in_words(&segment.text))
                }
                Op::Equal => false,
            })
}

fn in_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of `text`, a few in a row at a time; nothing where it only has signs.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let size = words.len().clamp(1, RUN);
    let runs: Vec<String> = words.windows(size).map(|run| run.join(" ")).collect();
    runs.into_iter()
        .filter(|run| run.chars().any(char::is_alphanumeric))
}
