//! `draft`: writes or refreshes the record of a draft from the diff, and keeps what its author
//! wrote and still holds.

use chrono::NaiveDate;

use super::ids::Ids;
use super::proposal::{Proposals, Round};
use super::record_file::{self, append_items, without_untouched};
use super::{Plan, published_already, rebind};
use crate::args;
use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::classify::Materiality;
use crate::model::record::{Entry, Record};
use crate::model::repository::Document;
use crate::model::snapshot::Snapshot;
use crate::model::span::Located;
use crate::parse::{self, fields::Source};
use crate::problem::Problem;
use crate::words::{Text, saying};

fn unreadable_record(path: &str) -> Problem {
    Problem::refused(
        saying("problem.record-unreadable", args![path = path.to_owned()]),
        saying("problem.mend-first", args![]),
    )
}

/// What `draft` writes for `document`: its record, with a proposal for each change that no entry of
/// the author's names. `on` is the day from which proposed dates count.
///
/// # Errors
/// When the newest version is published, its record cannot be read, or the texts cannot be
/// compared.
pub fn plan(document: &Document, snapshot: &Snapshot, on: NaiveDate) -> Result<Plan, Problem> {
    let newest = document.newest();
    let number = &newest.front.version;
    if let Some(published) = newest.front.published {
        return Err(published_already(document, published));
    }
    let path = record_file::path(snapshot, &document.id, number);
    // Bytes of another encoding would be replaced: what the author wrote would be lost.
    let before = snapshot.get(&path).map(std::str::from_utf8);
    let Ok(before) = before.transpose() else {
        return Err(unreadable_record(&path));
    };
    let head = record_file::head(&document.id, number);
    let kept = before.map_or(head, without_untouched);
    let mut with_kept = snapshot.clone();
    with_kept.insert(path.clone(), kept.as_bytes());
    let (repository, _) = parse::repository::read(&with_kept);
    let Some(document) = repository.documents.get(&document.id) else {
        return Err(Problem::refused(
            saying("problem.unreadable", args![path = newest.path.to_string()]),
            saying("problem.run-check", args![]),
        ));
    };
    if repository.record(&document.id, number).is_none() {
        return Err(unreadable_record(&path));
    }
    let history = History::of_documents(&repository, &[document], on);
    let Some(amendment) = history
        .amendments
        .iter()
        .find(|amendment| amendment.new.front.version == *number)
    else {
        return Err(Problem::refused(
            saying(
                "problem.comparison-unproven",
                args![path = newest.path.to_string()],
            ),
            saying("problem.run-check", args![]),
        ));
    };
    let drawn = drawn(&path, &kept, amendment, on)?;
    let Drawn { text, record, said } = drawn;
    let mut plan = Plan::default();
    if before == Some(text.as_str()) {
        plan.done
            .push(saying("author.up-to-date", args![path = path.as_str()]));
    } else {
        plan.replace(&path, text);
        plan.done
            .push(saying("author.wrote", args![path = path.as_str()]));
    }
    plan.done.extend(said);
    let missing = |entry: &Entry| {
        entry.effect.is_none() && entry.materiality.as_ref().is_some_and(is_material)
    };
    let undecided = |entry: &Entry| entry.materiality.is_none() && entry.proposed.is_some();
    plan.next = Some(if record.entries.iter().any(undecided) {
        saying("author.next-decide", args![path])
    } else if record.entries.iter().any(missing) {
        saying("author.next-effect", args![path])
    } else {
        saying("author.next-publish", args![path])
    });
    Ok(plan)
}

/// A record as `draft` leaves it.
struct Drawn {
    text: String,
    record: Record,
    said: Vec<Text>,
}

/// The record `kept`, which the author wrote or touched, brought in line with the text: addresses
/// that move along with what was judged, judgements of something else asked for anew, and a proposal
/// for each change that no entry names.
fn drawn(
    path: &str,
    kept: &str,
    amendment: &Amendment<'_>,
    on: NaiveDate,
) -> Result<Drawn, Problem> {
    let read = |text: &str| {
        let record = parse::record::read(&mut Source::new(path, text));
        record.ok_or_else(|| unreadable_record(path))
    };
    let text = rebind::readdressed(kept, &amendment.recorded(&read(kept)?));
    let (mut text, mut said) = rebind::refreshed(&text, &amendment.recorded(&read(&text)?));
    let mut ids = Ids::taken(entry_ids(&read(&text)?));
    for round in Round::ALL {
        let record = read(&text)?;
        let amendment = amendment.recorded(&record);
        let (entries, told) = Proposals::of(&amendment, on).entries(round, &mut ids);
        text = append_items(&text, "changes", &entries)?;
        said.extend(told);
    }
    text = append_items(&text, "facts", &facts(amendment))?;
    text = rebind::completed(&text, &amendment.recorded(&read(&text)?));
    let record = read(&text)?;
    Ok(Drawn { text, record, said })
}

fn entry_ids(record: &Record) -> impl Iterator<Item = String> {
    record.entries.iter().map(|entry| entry.id.value.clone())
}

/// Facts of the front matter that changed and have no note. Their sentences are written when a page
/// is, so that they follow what the front matter says in the end.
fn facts(amendment: &Amendment<'_>) -> Vec<String> {
    let open = amendment
        .facts
        .iter()
        .filter(|change| change.note.is_none());
    open.map(|change| format!("  - {{fact: {}}}\n", change.fact.name()))
        .collect()
}

fn is_material(label: &Located<Materiality>) -> bool {
    label.value == Materiality::Material
}
