//! `upgrade`: moves a contract repository to the newest format, with the same facts. What proves a
//! record goes from its own lines to a seal beside it.

use std::cell::LazyCell;

use chrono::NaiveDate;

use super::Plan;
use super::front::line_ending;
use super::init::{ATTRIBUTES, SEAL_ATTRIBUTES};
use super::seal::{announcements, kept, last_published};
use crate::args;
use crate::changelog::history::History;
use crate::check::integrity;
use crate::model::digest;
use crate::model::places::{self, SETTINGS};
use crate::model::record::Record;
use crate::model::repository::{Repository, Version};
use crate::model::settings::NEWEST_FORMAT;
use crate::model::snapshot::Snapshot;
use crate::parse::record::moved;
use crate::parse::seal::written;
use crate::problem::Problem;
use crate::words::saying;

/// What `upgrade` writes: of each record first the seal, then the record without what proves it, and
/// the format last. Interrupted anywhere, what is moved is read as it stands, and the same command
/// moves the rest. `snapshot` can also hold the file of attributes that git reads.
///
/// # Errors
/// When a sealed record is not whole, or its lines cannot be told apart.
pub fn plan(snapshot: &Snapshot, repository: &Repository) -> Result<Plan, Problem> {
    let mut plan = Plan::default();
    let inside = |record: &&Record| record.is_sealed() && !record.seal.apart;
    let history = LazyCell::new(|| History::of(repository, NaiveDate::MAX));
    for record in repository.records.values().filter(inside) {
        let (text, seal) = apart(snapshot, &history, record)?;
        plan.replace(places::seal_of(&record.path), seal);
        plan.replace(&record.path, text);
    }
    let moved = plan.writes.len() / 2;
    let last = last_published(repository);
    announcements(&mut plan, (snapshot, repository), |day| {
        last.is_some_and(|last| day <= last)
    });
    attributes(snapshot, &mut plan);
    if repository.settings.format < NEWEST_FORMAT {
        let text = snapshot.text(SETTINGS).unwrap_or_default();
        plan.replace(SETTINGS, with_format(&text));
        let format = NEWEST_FORMAT.to_string();
        plan.done
            .push(saying("author.upgraded", args![n = moved, format]));
        plan.next = Some(saying("author.next-check-base", args![]));
    } else if moved > 0 {
        plan.done
            .push(saying("author.moved-more", args![n = moved]));
    } else {
        let format = NEWEST_FORMAT.to_string();
        plan.done
            .push(saying("author.upgraded-already", args![format]));
    }
    Ok(plan)
}

/// The record in its new form, and its seal.
fn apart(
    snapshot: &Snapshot,
    history: &History<'_>,
    record: &Record,
) -> Result<(String, String), Problem> {
    let bytes = snapshot.get(&record.path).unwrap_or_default();
    let text = std::str::from_utf8(bytes).ok();
    let text = text.filter(|_| integrity::is_intact(record, bytes));
    let Some((text, mut seal)) = text.and_then(|text| moved(record, text)) else {
        return Err(Problem::refused(
            saying("problem.not-movable", args![path = record.path.to_string()]),
            saying("problem.not-movable-hint", args![]),
        ));
    };
    let (id, number) = (&record.document.value, &record.version.value);
    let document = history.repository.documents.get(id);
    let version = document.and_then(|own| own.version(number));
    let proven = seal.text.as_ref().map(|own| own.value.clone());
    let whole = |version: &&Version| proven == Some(digest::of(version.text.as_bytes()));
    if let Some(version) = version.filter(whole) {
        if seal.lines.text.is_empty() {
            seal.lines.text = digest::line_marks(version.text.as_bytes());
        }
        (seal.outline, seal.rows) = kept(history, id, number);
    }
    Ok((text, written(&seal)))
}

/// The settings `text` with the newest format: before the first key, below the comments above it.
fn with_format(text: &str) -> String {
    let end = line_ending(text);
    let line = format!("format: {NEWEST_FORMAT}{end}");
    let is_own = |line: &&str| line.starts_with("format:");
    if let Some(own) = text.split_inclusive('\n').find(is_own) {
        return text.replacen(own, &line, 1);
    }
    let mut at = 0;
    for own in text.split_inclusive('\n') {
        if !own
            .trim_start_matches('\u{feff}')
            .starts_with(['#', '\r', '\n'])
        {
            break;
        }
        at += own.len();
    }
    format!("{}{line}{}", &text[..at], &text[at..])
}

/// That forges fold the seals and no diff shows them, where git has a file for it.
fn attributes(snapshot: &Snapshot, plan: &mut Plan) {
    let text = snapshot.text(ATTRIBUTES).unwrap_or_default();
    if text.is_empty() || text.contains(SEAL_ATTRIBUTES) {
        return;
    }
    let end = line_ending(&text);
    let gap = if text.ends_with('\n') { "" } else { end };
    plan.replace(ATTRIBUTES, format!("{text}{gap}{SEAL_ATTRIBUTES}{end}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_stands_before_the_first_key_and_below_the_comments() {
        assert_eq!(with_format(""), "format: 2\n");
        assert_eq!(
            with_format("# Vi\n\npublisher: X\n"),
            "# Vi\n\nformat: 2\npublisher: X\n"
        );
        assert_eq!(
            with_format("publisher: X\r\nformat: 1\r\n"),
            "publisher: X\r\nformat: 2\r\n"
        );
    }
}
