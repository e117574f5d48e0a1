//! `publish --seal`: digests, marks and seals for published versions that have none. For a history
//! that was typed in or imported; it judges what it seals as `publish` does.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::publish::{Denied, Published, interim_texts};
use super::{Plan, record_file, seal};
use crate::args;
use crate::changelog::history::History;
use crate::check::{self, Scope, integrity};
use crate::chronicle::Chronicle;
use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::finding::Finding;
use crate::model::places;
use crate::model::record::Record;
use crate::model::repository::{Repository, Version};
use crate::model::seal::Seal;
use crate::model::snapshot::Snapshot;
use crate::model::span::Located;
use crate::parse;
use crate::parse::fields::is_id;
use crate::problem::Problem;
use crate::words::saying;

/// What `publish --seal` writes: digest and seal into every record of a published version that has
/// none, and records for published versions without one. Nothing while findings deny about one of
/// those documents, or while two files claim to be one record or one version.
///
/// # Errors
/// When a record is written so that nothing can be added to it.
pub fn plan(
    snapshot: &Snapshot,
    repository: &Repository,
    today: NaiveDate,
) -> Result<Published, Problem> {
    let open = open(repository);
    let concerned: BTreeSet<&str> = open
        .iter()
        .map(|(id, _)| *id)
        .chain(repository.contested.keys().map(String::as_str))
        .collect();
    if !concerned.is_empty() {
        let (_, reading) = parse::repository::read(snapshot);
        // In a repository with seals a version without a record has no notes that anybody judged.
        let new = open.iter().filter(|_| repository.is_sealed());
        let new = new
            .map(|(id, version)| ((*id).to_owned(), version.front.version.as_str().to_owned()))
            .collect();
        let scope = Scope {
            new,
            ..Scope::default()
        };
        let history = History::of(repository, today);
        let mut findings = check::check(&history, snapshot, reading, &scope);
        findings.retain(|finding| {
            let path = finding.place.path.as_str();
            concerns(finding, &concerned)
                && !is_of_draft(path, repository)
                && !mends(finding, &open, repository)
        });
        if check::denies(&findings, &repository.settings) {
            let (snapshot, repository) = (snapshot.clone(), repository.clone());
            return Ok(Published::Denied(Box::new(Denied {
                findings,
                snapshot,
                repository,
            })));
        }
    }
    Ok(Published::Plan(seals(snapshot, repository, today)?))
}

/// The digests, marks and seals that are missing, whatever the versions say.
///
/// # Errors
/// When a record is written so that nothing can be added to it.
pub fn seals(
    snapshot: &Snapshot,
    repository: &Repository,
    today: NaiveDate,
) -> Result<Plan, Problem> {
    let history = History::of(repository, today);
    let mut plan = Plan::default();
    // A record of what has no id could not be read: `check` names the file.
    for document in repository
        .documents
        .values()
        .filter(|document| is_id(&document.id))
    {
        let Some(chronicle) = Chronicle::of_all(&history, &document.id) else {
            continue;
        };
        for version in document
            .versions
            .iter()
            .filter(|version| !version.is_draft())
        {
            let number = &version.front.version;
            let path = repository.record_path(&document.id, number);
            let known = repository.record(&document.id, number);
            if known.is_none() && snapshot.get(&path).is_some() {
                continue;
            }
            if let Some(record) = known.filter(|record| record.seal.text.is_some()) {
                mark_lines(snapshot, repository, (record, version), &mut plan);
                keep(snapshot, &history, (record, version), &mut plan);
                continue;
            }
            let interim = if known.is_some_and(|record| record.baseline) {
                Vec::new()
            } else {
                interim_texts(&chronicle, version)
            };
            for (day, text) in &interim {
                plan.replace(places::interim(&document.id, number, *day), text.as_slice());
            }
            let text = snapshot
                .text(&path)
                .unwrap_or_else(|| record_file::head(&document.id, number));
            let (outline, rows) = seal::kept(&history, &document.id, number);
            let published = seal::Published {
                text: version.text.as_bytes(),
                interim: &interim,
                outline,
                rows,
                ..seal::Published::default()
            };
            seal::write(&mut plan, &repository.settings, (&path, &text), &published)?;
            let (id, number) = (document.id.as_str(), number.as_str());
            plan.done.push(saying("author.sealed", args![id, number]));
        }
    }
    if repository.settings.seals_apart() {
        let last = seal::last_published(repository);
        let published = |day| last.is_some_and(|last| day <= last);
        let added = seal::announcements(&mut plan, (snapshot, repository), published);
        if added > 0 {
            plan.done
                .push(saying("author.announcements-sealed", args![n = added]));
        }
    }
    if plan.done.is_empty() {
        plan.done.push(saying("author.all-sealed", args![]));
    }
    Ok(plan)
}

/// The published versions that have no digest yet, and those whose record lost its seal.
fn open(repository: &Repository) -> Vec<(&str, &Version)> {
    let versions = repository.documents.values().flat_map(|document| {
        document
            .versions
            .iter()
            .filter(|version| !version.is_draft())
            .map(|version| (document.id.as_str(), version))
    });
    let is_open = |(id, version): &(&str, &Version)| {
        let record = repository.record(id, &version.front.version);
        record.is_none_or(|record| record.seal.text.is_none() || !record.is_sealed())
    };
    versions.filter(is_open).collect()
}

/// Whether `finding` is about one of the `concerned` documents, or about what all depend on.
fn concerns(finding: &Finding, concerned: &BTreeSet<&str>) -> bool {
    let path = finding.place.path.as_str();
    match places::document_of(path) {
        Some(id) => concerned.contains(id),
        None => places::is_common(path),
    }
}

/// Whether `path` is the text or the record of a draft, which this step leaves as it is.
fn is_of_draft(path: &str, repository: &Repository) -> bool {
    repository
        .documents
        .values()
        .filter(|document| document.newest().is_draft())
        .any(|document| {
            let draft = document.newest();
            path == draft.path || path == repository.record_path(&document.id, &draft.front.version)
        })
}

/// Whether `finding` only says that a version is not sealed yet. A record that has a digest lost
/// its seal, and nobody can tell what else.
fn mends(finding: &Finding, open: &[(&str, &Version)], repository: &Repository) -> bool {
    let code = finding.code;
    let of_record = code == &codes::RECORD_UNSEALED && {
        let mut records = repository
            .records
            .values()
            .filter(|record| record.path == finding.place.path);
        records.all(|record| record.seal.text.is_none() && record.seal.lines.is_empty())
    };
    of_record
        || code == &codes::SEAL_WITHOUT_RECORD && is_begun(&finding.place.path, repository)
        || code == &codes::DIGEST_MISSING
        || code == &codes::RECORD_MISSING
        || code == &codes::INTERIM_MISMATCH && !open.is_empty()
}

/// Whether the seal at `path` is that of a record that holds nothing but its head: an interrupted run
/// wrote the seal and not the record. Any other record was lost, and is none that this step could
/// write.
fn is_begun(path: &str, repository: &Repository) -> bool {
    let own = repository
        .lone_seals
        .iter()
        .find(|(_, seal)| seal.path == path);
    own.is_some_and(|((id, number), seal)| {
        let head = digest::of(record_file::head(id, number).as_bytes());
        let bound = seal.record.iter().map(|bound| &bound.digest.value);
        bound.eq([&head])
    })
}

/// Adds to a seal apart what is kept of how the version was compared and addressed, where everything is
/// as it was sealed. Once it stands there it is frozen.
fn keep(
    snapshot: &Snapshot,
    history: &History<'_>,
    (record, version): (&Record, &Version),
    plan: &mut Plan,
) {
    let bytes = snapshot.get(&record.path).unwrap_or_default();
    let kept = !record.seal.outline.sections.is_empty();
    let text = record.seal.text.as_ref().map(|own| own.value.as_str());
    let whole = integrity::is_intact(record, bytes)
        && record.seal.ahead_of(bytes.len()).is_none()
        && text == Some(digest::of(version.text.as_bytes()).as_str());
    if !record.seal.apart || kept || !whole {
        return;
    }
    let (outline, rows) = seal::kept(history, &record.document.value, &record.version.value);
    if outline.sections.is_empty() {
        return;
    }
    let seal = Seal {
        outline,
        rows: record.seal.rows.clone().or(rows),
        ..record.seal.clone()
    };
    plan.replace(places::seal_of(&record.path), parse::seal::written(&seal));
    let path = record.seal.path.as_str();
    plan.done
        .push(saying("author.addresses-added", args![path]));
}

/// Appends marks of lines to a sealed record that has none, where everything is still as it was
/// sealed and nothing was appended since.
fn mark_lines(
    snapshot: &Snapshot,
    repository: &Repository,
    (record, version): (&Record, &Version),
    plan: &mut Plan,
) {
    let whole = |digest: &Option<Located<String>>, bytes: &[u8]| {
        digest
            .as_ref()
            .is_some_and(|digest| digest.value == digest::of(bytes))
    };
    let Some(text) = snapshot.text(&record.path) else {
        return;
    };
    let closed = !record.corrections.is_empty()
        || record.withdrawn.is_some()
        || !record.seal.lines.is_empty();
    let sealed =
        record.is_sealed() && !record.seal.apart && integrity::is_intact(record, text.as_bytes());
    if closed || !sealed || !whole(&record.seal.text, version.text.as_bytes()) {
        return;
    }
    let stored = record.seal.interim.iter().map(|(date, digest)| {
        let of_day = repository.interims.iter().find(|interim| {
            interim.document == record.document.value
                && interim.version == record.version.value
                && interim.from == date.value
        })?;
        let bytes = of_day.text.as_bytes().to_vec();
        (digest::of(&bytes) == digest.value).then_some((date.value, bytes))
    });
    let Some(interim) = stored.collect::<Option<Vec<_>>>() else {
        return;
    };
    plan.replace(
        &record.path,
        seal::append_line_marks(&text, version.text.as_bytes(), &interim),
    );
    let path = record.path.as_str();
    plan.done.push(saying("author.marked", args![path]));
}
