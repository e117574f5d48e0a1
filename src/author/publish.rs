//! `publish`: stamps drafts with their date, proves what their records say, and seals it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::rebind;
use super::record_file::{self, without_marks};
use super::{Plan, front, no_document, published_already, seal};
use crate::args;
use crate::changelog::history::History;
use crate::check::{self, Scope};
use crate::chronicle::{Chronicle, Text};
use crate::model::codes::integrity as codes;
use crate::model::finding::Finding;
use crate::model::places;
use crate::model::repository::{Document, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::problem::Problem;
use crate::words::saying;

/// What came of it.
#[derive(Debug)]
pub enum Published {
    /// What to write.
    Plan(Plan),
    /// Findings that deny, in the texts as they would stand.
    Denied(Box<Denied>),
}

/// Why nothing is published.
#[derive(Debug)]
pub struct Denied {
    /// The findings, warnings included.
    pub findings: Vec<Finding>,
    /// The texts that they are about.
    pub snapshot: Snapshot,
    /// Their repository.
    pub repository: Repository,
}

/// What `publish --date` writes for the drafts of `ids` (all drafts when empty), as one release:
/// interim texts first, then the record, then the document. A document that an interrupted run
/// already stamped is left alone.
///
/// # Errors
/// When there is no such document, or nothing to publish.
pub fn plan(
    snapshot: &Snapshot,
    repository: &Repository,
    ids: &[String],
    date: NaiveDate,
) -> Result<Published, Problem> {
    let drafts = drafts(repository, ids, date)?;
    let stamped = stamp_all(snapshot, repository, &drafts, date);
    let (after, reading) = parse::repository::read(&stamped);
    let history = History::of(&after, date);
    let scope = Scope {
        all: false,
        new: drafts
            .iter()
            .map(|document| {
                (
                    document.id.clone(),
                    document.newest().front.version.as_str().to_owned(),
                )
            })
            .collect(),
        ..Scope::default()
    };
    let findings = about(
        check::check(&history, &stamped, reading, &scope),
        &after,
        &drafts,
    );
    if check::denies(&findings, &after.settings) {
        return Ok(Published::Denied(Box::new(Denied {
            findings,
            snapshot: stamped,
            repository: after,
        })));
    }
    let mut plan = Plan::default();
    if after.settings.seals_apart() {
        seal::announcements(&mut plan, (snapshot, repository), |day| day == date);
    }
    for draft in &drafts {
        let Some(document) = after.documents.get(&draft.id) else {
            continue;
        };
        let newest = document.newest();
        let Some(chronicle) = Chronicle::of_all(&history, &document.id) else {
            continue;
        };
        let amendment = chronicle
            .amendments
            .iter()
            .find(|own| own.new.front.version == newest.front.version);
        if let Some(amendment) = amendment
            && !amendment.is_first()
            && amendment.comparison.changes.is_empty()
            && amendment.facts.is_empty()
        {
            return Err(Problem::refused(
                saying(
                    "problem.changes-nothing",
                    args![
                        id = newest.path.to_string(),
                        number = newest.front.version.to_string()
                    ],
                ),
                saying("problem.changes-nothing-hint", args![]),
            ));
        }
        let interim = interim_texts(&chronicle, newest);
        for (day, text) in &interim {
            let path = places::interim(&document.id, &newest.front.version, *day);
            plan.replace(path, text.as_slice());
        }
        let record = after.record_path(&document.id, &newest.front.version);
        let text = stamped.text(&record).unwrap_or_default();
        let text = match amendment {
            Some(amendment) => rebind::completed(&text, amendment),
            None => text,
        };
        let (outline, rows) = seal::kept(&history, &document.id, &newest.front.version);
        let published = seal::Published {
            text: newest.text.as_bytes(),
            interim: &interim,
            outline,
            rows,
            ..seal::Published::default()
        };
        seal::write(&mut plan, &after.settings, (&record, &text), &published)?;
        plan.replace(&newest.path, newest.text.as_bytes());
        plan.done.push(saying(
            "author.published",
            args![
                id = document.id.as_str(),
                number = newest.front.version.as_str(),
                date = date.to_string()
            ],
        ));
    }
    let date = date.to_string();
    plan.next = Some(saying("author.next-commit", args![date]));
    Ok(Published::Plan(plan))
}

fn drafts<'r>(
    repository: &'r Repository,
    ids: &[String],
    date: NaiveDate,
) -> Result<Vec<&'r Document>, Problem> {
    let mut drafts = Vec::new();
    let unread = repository.unreadable_drafts.iter();
    let wanted = |id: &String| ids.is_empty() || ids.contains(id);
    let unread: Vec<&str> = unread
        .filter(|(id, _)| wanted(id))
        .map(|(_, path)| path.as_str())
        .collect();
    if !unread.is_empty() {
        return Err(Problem::refused(
            saying(
                "problem.draft-stops-publishing",
                args![path = unread.join(", ")],
            ),
            saying("problem.draft-stops-publishing-hint", args![]),
        ));
    }
    if ids.is_empty() {
        drafts.extend(
            repository
                .documents
                .values()
                .filter(|document| document.newest().is_draft()),
        );
    }
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let Some(document) = repository.documents.get(id) else {
            return Err(no_document(repository, id));
        };
        match document.newest().front.published {
            None => drafts.push(document),
            Some(published) if published == date => {}
            Some(published) => return Err(published_already(document, published)),
        }
    }
    if drafts.is_empty() && ids.is_empty() {
        return Err(Problem::refused(
            saying("problem.nothing-to-publish", args![]),
            saying("problem.no-draft-hint", args![]),
        ));
    }
    Ok(drafts)
}

/// The snapshot with the drafts stamped and their records without the marks of `draft`.
fn stamp_all(
    snapshot: &Snapshot,
    repository: &Repository,
    drafts: &[&Document],
    date: NaiveDate,
) -> Snapshot {
    let mut out = snapshot.clone();
    for document in drafts {
        let newest = document.newest();
        out.insert(newest.path.clone(), stamp(newest, date).into_bytes());
        let number = &newest.front.version;
        let path = repository.record_path(&document.id, number);
        let text = snapshot.text(&path).map_or_else(
            || record_file::head(&document.id, number),
            |text| without_marks(seal::unsealed(&text)),
        );
        if repository.record(&document.id, number).is_some() || snapshot.get(&path).is_none() {
            out.remove(&places::seal_of(&path));
            out.insert(path, text.into_bytes());
        }
    }
    out
}

/// The draft's text with its publication date, and its effective date where it states none.
fn stamp(version: &Version, date: NaiveDate) -> String {
    let day = date.to_string();
    let text = front::set(version, &version.text, "published", &day, "version");
    if version.front.effective.is_some() {
        text
    } else {
        front::set(version, &text, "effective", &day, "published")
    }
}

/// The findings that concern the drafts: their texts, their records, and what all depend on.
fn about(findings: Vec<Finding>, repository: &Repository, drafts: &[&Document]) -> Vec<Finding> {
    let is_theirs = |path: &str| {
        drafts
            .iter()
            .any(|own| repository.record_path(&own.id, &own.newest().front.version) == path)
    };
    let concerns = |finding: &Finding| {
        let path = finding.place.path.as_str();
        // Seals and digests, of interim texts too, are what this step is about to write.
        let is_written = finding.code == &codes::RECORD_UNSEALED && is_theirs(path)
            || [&codes::DIGEST_MISSING, &codes::INTERIM_MISMATCH].contains(&finding.code);
        if is_written {
            return false;
        }
        let meant = finding
            .args
            .iter()
            .filter(|(name, _)| *name == "meant")
            .map(|(_, path)| path.as_str());
        let mut paths = meant.chain([path]);
        paths.any(|path| is_common(path) || drafts.iter().any(|document| is_of(document, path)))
    };
    findings.into_iter().filter(concerns).collect()
}

/// Whether every document depends on the file at `path`.
fn is_common(path: &str) -> bool {
    path == places::SETTINGS || path.matches('/').count() < 2 && path.starts_with("changelog/")
}

/// Whether the file at `path` belongs to `document`, or is a folder, or a link instead of one, in
/// which its files belong.
fn is_of(document: &Document, path: &str) -> bool {
    let folders = [places::archive(&document.id), places::records(&document.id)];
    let holds =
        |folder: &String| path.starts_with(folder) || folder.starts_with(&format!("{path}/"));
    path == document.newest().path || folders.iter().any(holds)
}

/// The text in force from each date that is still to come when the version is published and on
/// which the text is composed of several versions. Where a version overtakes a pending change, only
/// the author can say what binds: the text given for that day is taken.
pub fn interim_texts(
    chronicle: &Chronicle<'_, '_>,
    version: &Version,
) -> Vec<(NaiveDate, Vec<u8>)> {
    let Some(published) = version.front.published else {
        return Vec::new();
    };
    // An end that lies ahead can still be called off.
    let chronicle = chronicle.up_to(version).without_end();
    let begun = chronicle
        .intervals()
        .iter()
        .filter_map(|interval| Some((interval.from?, &interval.text)));
    let to_come = begun.filter(|(from, _)| *from >= published);
    let text = |(from, text): (NaiveDate, &Text<'_>)| {
        let composition = chronicle.composition(from)?;
        if composition.overtaken.is_empty() {
            let composed = text.is_made_of(version) && !composition.is_whole();
            return composed.then(|| (from, composition.markdown().into_bytes()));
        }
        match text {
            Text::Stored(given, _) => Some((from, given.text.as_bytes().to_vec())),
            _ => None,
        }
    };
    to_come.filter_map(text).collect()
}
