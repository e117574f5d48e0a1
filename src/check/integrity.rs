//! Whether published texts, interim texts and records are, byte for byte, what was published.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::alterations;
use crate::args;
use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::finding::{Finding, Language, Place};
use crate::model::record::Record;
use crate::model::repository::{Document, InterimText, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::model::span::{Located, Span};
use crate::model::version::VersionNumber;

/// Proves every digest and seal of the repository.
pub fn all(repository: &Repository, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    let sealed = repository.is_sealed();
    for document in repository.documents.values() {
        for version in &document.versions {
            if version.is_draft() {
                let record = repository.record(&document.id, &version.front.version);
                if let Some(record) = record.filter(|record| record.seal.is_some()) {
                    let place = Place::new(&version.path, version.front.span("version"));
                    let finding = Finding::new(&codes::SEALED_DRAFT, place);
                    let finding = finding.with("version", &version.front.version);
                    findings.push(finding.with("record", &record.path));
                }
                continue;
            }
            let Some(record) = repository.record(&document.id, &version.front.version) else {
                let path = repository.record_path(&document.id, &version.front.version);
                if sealed && !repository.unreadable_records.contains(&path) {
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
            seals(record, bytes, repository.settings.language, findings);
        }
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
            days: record.interim.iter().map(|(date, _)| date.value).collect(),
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
    let was_sealed = record.digest.is_some() || record.lines.is_some();
    if record.seal.is_none() && (was_sealed || repository.is_sealed()) {
        findings.push(of_record(&codes::RECORD_UNSEALED));
    } else if record.digest.is_none() {
        findings.push(of_record(&codes::DIGEST_MISSING));
    }
    let Some(expected) = &record.digest else {
        return;
    };
    if digest::of(version.text.as_bytes()) != expected.value {
        let marks = record.lines.as_ref().map(|lines| lines.text.as_str());
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
    for (date, expected) in &record.interim {
        let Some(stored) = own.get(&date.value) else {
            let place = Place::new(&record.path, expected.span);
            findings.push(interim_mismatch(place, date.value, &missing(language)));
            continue;
        };
        if digest::of(stored.text.as_bytes()) == expected.value {
            continue;
        }
        let marks = record.lines.iter().flat_map(|lines| &lines.interim);
        let marks = marks
            .filter(|(day, _)| *day == date.value)
            .map(|(_, marks)| marks.as_str())
            .next();
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
        let place = Place::new(&record.path, expected.span);
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

/// Whether every seal of `record` holds for its file's `bytes`: the condition for appending to it.
pub fn is_intact(record: &Record, bytes: &[u8]) -> bool {
    let mut findings = Vec::new();
    seals(record, bytes, Language::En, &mut findings);
    findings.is_empty()
}

/// Each seal is the digest of all bytes before its own line. The first that does not hold is
/// reported: those below it bind the same bytes.
fn seals(record: &Record, bytes: &[u8], language: Language, findings: &mut Vec<Finding>) {
    let seals = record.seals();
    let line_of = |seal: &Located<String>| {
        let before = &bytes[..seal.span.start.min(bytes.len())];
        before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1)
    };
    let mut read = digest::Reading::of(bytes);
    let broken = seals
        .iter()
        .position(|seal| read.up_to(line_of(seal)) != seal.value);
    if let Some(at) = broken {
        let after = at.checked_sub(1).map_or(0, |before| seals[before].span.end);
        let (what, span) = broken_seal(record, bytes, (after, line_of(seals[at])), language);
        let place = Place::new(&record.path, span.unwrap_or(seals[at].span));
        findings.push(Finding::new(&codes::SEAL_MISMATCH, place).with("what", what));
    }
    let corrections = record
        .corrections
        .iter()
        .filter(|own| own.seal.is_none())
        .map(|own| own.span);
    let end = record.withdrawn.iter();
    let of_end = end
        .clone()
        .flat_map(|end| &end.corrections)
        .filter(|own| own.seal.is_none());
    let end = end
        .filter(|end| end.seal.is_none())
        .map(|end| end.published.span);
    for span in corrections.chain(end).chain(of_end.map(|own| own.span)) {
        findings.push(Finding::new(
            &codes::SEAL_MISSING,
            Place::new(&record.path, span),
        ));
    }
    // After the last seal nothing may follow: it would be bound by none.
    if let Some(last) = seals
        .last()
        .map(|seal| seal.span.end)
        .filter(|_| record.seal.is_some())
    {
        let rest = &bytes[last.min(bytes.len())..];
        if ![b"\n".as_slice(), b"\r\n", b"}\n", b"}\r\n"].contains(&rest) {
            let span = Span::new(last, bytes.len().max(last));
            let what = language.say("integrity.after-the-last-seal", args![]);
            findings.push(
                Finding::new(&codes::SEAL_MISMATCH, Place::new(&record.path, span))
                    .with("what", what),
            );
        }
    }
}

/// Where a record was altered whose seal on the line that begins at byte `end` does not hold: by
/// the marks of its lines, else between the last seal that holds and this one.
fn broken_seal(
    record: &Record,
    bytes: &[u8],
    (after, end): (usize, usize),
    language: Language,
) -> (String, Option<Span>) {
    let mut first = if after == 0 { 0 } else { after + 1 };
    let line = |at: usize| {
        bytes[..at.min(bytes.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1
    };
    if let Some(lines) = record
        .lines
        .as_ref()
        .filter(|lines| lines.span.start > after)
    {
        let before = &bytes[..lines.span.start.min(bytes.len())];
        let own_key = before
            .windows(6)
            .rposition(|word| word == b"lines:")
            .unwrap_or(0);
        if let Some((what, span)) = alterations::located(&lines.record, &bytes[..own_key], language)
        {
            return (what, Some(span));
        }
        // Every line above the marks is as it was: the marks or the seal are not.
        first = own_key;
    }
    let (first, last) = (line(first), line(end));
    let what = if record.lines.is_some() || after > 0 {
        language.say("integrity.between-lines", args![first, last])
    } else {
        language.say("integrity.somewhere", args![first, last])
    };
    (what, None)
}
