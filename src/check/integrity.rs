//! Whether published texts, interim texts and records are, byte for byte, what was published.

mod seals;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::alterations;
use crate::args;
use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::finding::{Finding, Language, Place};
use crate::model::places;
use crate::model::record::Record;
use crate::model::repository::{Document, InterimText, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;
use crate::model::version::VersionNumber;
pub use seals::is_intact;

/// Proves every digest and seal of the repository.
pub fn all(repository: &Repository, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    let sealed = repository.is_sealed();
    for document in repository.documents.values() {
        for version in &document.versions {
            if version.is_draft() {
                let record = repository.record(&document.id, &version.front.version);
                if let Some(record) = record.filter(|record| record.is_sealed()) {
                    let place = Place::new(&version.path, version.front.span("version"));
                    let finding = Finding::new(&codes::SEALED_DRAFT, place);
                    let finding = finding.with("version", &version.front.version);
                    findings.push(finding.with("record", &record.path));
                }
                continue;
            }
            let Some(record) = repository.record(&document.id, &version.front.version) else {
                let path = repository.record_path(&document.id, &version.front.version);
                let key = (document.id.clone(), version.front.version.clone());
                let known = repository.unreadable_records.contains(&path)
                    || repository.lone_seals.contains_key(&key);
                if sealed && !known {
                    let place = Place::new(&version.path, version.front.span("version"));
                    let finding = Finding::new(&codes::RECORD_MISSING, place);
                    findings.push(
                        finding
                            .with("version", &version.front.version)
                            .with("record", path),
                    );
                }
                continue;
            };
            published(repository, document, version, record, findings);
            interims(repository, document, record, findings);
        }
    }
    for stored in repository
        .interims
        .chunk_by(|a, b| a.document == b.document)
    {
        unnamed_interims(repository, stored, findings);
    }
    for record in repository.records.values() {
        if let Some(bytes) = snapshot.get(&record.path) {
            seals::of_record(record, bytes, repository.settings.language, findings);
        }
    }
    seals::alone(repository, findings);
    announcements(repository, snapshot, findings);
}

/// The words about releases that are sealed.
fn announcements(repository: &Repository, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    let language = repository.settings.language;
    for (day, seal) in &repository.announcement_seals {
        seals::itself(seal, findings);
        let path = places::announcement(day);
        let Some(expected) = &seal.text else { continue };
        let text = snapshot.get(&path).unwrap_or_default();
        if digest::of(text) == expected.value {
            continue;
        }
        let what = match std::str::from_utf8(text) {
            Ok("") => (missing(language), Span::default()),
            Ok(text) => difference(text, &expected.value, Some(&seal.lines.text), language),
            Err(_) => continue,
        };
        let finding = Finding::new(&codes::ANNOUNCEMENT_MISMATCH, Place::new(&path, what.1));
        findings.push(finding.with("date", day).with("what", what.0));
    }
}

/// Of the stored texts of one document those that nobody names.
fn unnamed_interims(repository: &Repository, stored: &[InterimText], findings: &mut Vec<Finding>) {
    let Some(InterimText { document: id, .. }) = stored.first() else {
        return;
    };
    if repository.unreadable.contains(id) || repository.unreadable_drafts.contains_key(id) {
        return;
    }
    let document = repository.documents.get(id);
    let mut named: BTreeMap<&VersionNumber, Named<'_>> = BTreeMap::new();
    for interim in stored {
        let of_version = || Named::of(repository.record(id, &interim.version));
        let named = named.entry(&interim.version).or_insert_with(of_version);
        let own = interim.corrected.is_none() && named.days.contains(&interim.from);
        // A draft's interim text is what its author gives for a day that no rule can decide.
        let given = || {
            document
                .and_then(|own| own.version(&interim.version))
                .is_some_and(Version::is_draft)
        };
        let corrected = || {
            named
                .digests
                .contains(digest::of(interim.text.as_bytes()).as_str())
        };
        if !own && !given() && !corrected() {
            let language = repository.settings.language;
            let what = language.say("integrity.not-named", args![]);
            let place = Place::new(&interim.path, Span::default());
            findings.push(interim_mismatch(place, interim.from, &what));
        }
    }
}

/// The stored texts that a record names: those of its own by their days, those of its corrections
/// by their digests.
#[derive(Default)]
struct Named<'r> {
    days: BTreeSet<NaiveDate>,
    digests: BTreeSet<&'r str>,
}

impl<'r> Named<'r> {
    fn of(record: Option<&'r Record>) -> Self {
        let Some(record) = record else {
            return Self::default();
        };
        let corrected = record
            .corrections
            .iter()
            .flat_map(|correction| correction.interim.iter().flatten());
        Self {
            days: record
                .seal
                .interim
                .iter()
                .map(|(date, _)| date.value)
                .collect(),
            digests: corrected.map(|(_, digest)| digest.value.as_str()).collect(),
        }
    }
}

fn published(
    repository: &Repository,
    document: &Document,
    version: &Version,
    record: &Record,
    findings: &mut Vec<Finding>,
) {
    let language = repository.settings.language;
    let of_record = |code| {
        let finding = Finding::new(code, Place::new(&record.path, record.version.span));
        finding.with("version", &version.front.version)
    };
    // Only the program writes these lines, and the seal with them.
    let was_sealed = record.seal.text.is_some() || !record.seal.lines.is_empty();
    if !record.is_sealed() && (was_sealed || repository.is_sealed()) {
        findings.push(of_record(&codes::RECORD_UNSEALED));
    } else if record.seal.text.is_none() {
        findings.push(of_record(&codes::DIGEST_MISSING));
    }
    let Some(expected) = &record.seal.text else {
        return;
    };
    if digest::of(version.text.as_bytes()) != expected.value {
        let marks = Some(record.seal.lines.text.as_str()).filter(|marks| !marks.is_empty());
        let (what, span) = difference(&version.text, &expected.value, marks, language);
        let finding = Finding::new(&codes::DIGEST_MISMATCH, Place::new(&version.path, span))
            .with("version", &version.front.version)
            .with("document", &document.id)
            .with("what", what);
        findings.push(finding);
    }
}

/// How a text differs from the one whose digest is `expected`, and where: line endings, the lines
/// that lost their mark, or, where the record has no `marks`, only that it does.
fn difference(
    text: &str,
    expected: &str,
    marks: Option<&str>,
    language: Language,
) -> (String, Span) {
    let unix = text.replace("\r\n", "\n");
    let windows = unix.replace('\n', "\r\n");
    for (name, other) in [("LF → CRLF", &unix), ("CRLF → LF", &windows)] {
        if digest::of(other.as_bytes()) == expected {
            return (
                format!("{name}: .gitattributes `contracts/** -text`"),
                Span::default(),
            );
        }
    }
    if let Some(place) =
        marks.and_then(|marks| alterations::located(marks, text.as_bytes(), language))
    {
        return place;
    }
    let digests = format!(
        "{} ≠ {}",
        &digest::of(text.as_bytes())[..19],
        expected.get(..19).unwrap_or(expected)
    );
    let words = language.say("integrity.without-marks", args![digests]);
    (words, Span::default())
}

fn interims(
    repository: &Repository,
    document: &Document,
    record: &Record,
    findings: &mut Vec<Finding>,
) {
    let language = repository.settings.language;
    let stored = repository.interims_of(&document.id);
    let own = stored
        .iter()
        .filter(|own| own.version == record.version.value && own.corrected.is_none());
    let own: BTreeMap<NaiveDate, &InterimText> =
        own.rev().map(|interim| (interim.from, interim)).collect();
    for (date, expected) in &record.seal.interim {
        let Some(stored) = own.get(&date.value) else {
            let place = Place::new(&record.seal.path, expected.span);
            findings.push(interim_mismatch(place, date.value, &missing(language)));
            continue;
        };
        if digest::of(stored.text.as_bytes()) == expected.value {
            continue;
        }
        let marks = record.seal.lines.of_day(date.value);
        let (what, span) = difference(&stored.text, &expected.value, marks, language);
        let what = language.say("integrity.not-as-published", args![what]);
        findings.push(interim_mismatch(
            Place::new(&stored.path, span),
            date.value,
            &what,
        ));
    }
    // Texts that a correction names may also be ones that the version was published with.
    let named = || {
        record
            .corrections
            .iter()
            .flat_map(|correction| correction.interim.iter().flatten())
    };
    if named().next().is_none() {
        return;
    }
    let digests: BTreeSet<String> = stored
        .iter()
        .map(|interim| digest::of(interim.text.as_bytes()))
        .collect();
    for (date, expected) in named().filter(|(_, expected)| !digests.contains(&expected.value)) {
        let place = Place::new(&record.seal.path, expected.span);
        findings.push(interim_mismatch(place, date.value, &missing(language)));
    }
}

fn missing(language: Language) -> String {
    language.say("integrity.missing", args![])
}

fn interim_mismatch(place: Place, date: NaiveDate, what: &str) -> Finding {
    Finding::new(&codes::INTERIM_MISMATCH, place)
        .with("date", date)
        .with("what", what)
}
