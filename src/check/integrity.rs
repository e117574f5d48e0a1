//! Whether published texts, interim texts and records are, byte for byte, what was published.

use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::finding::{Finding, Place};
use crate::model::record::Record;
use crate::model::repository::{Document, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::model::span::{Located, Span};

/// Proves every digest and seal of the repository.
pub fn all(repository: &Repository, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    let sealed =
        repository.elsewhere.sealed || repository.records.values().any(|record| record.seal.is_some());
    for document in repository.documents.values() {
        for version in document.versions.iter().filter(|version| !version.is_draft()) {
            let Some(record) = repository.record(&document.id, &version.front.version) else {
                if sealed && !repository.unreadable_records.contains(&record_path(document, version)) {
                    let place = Place::new(&version.path, version.front.span("version"));
                    let finding = Finding::new(&codes::RECORD_MISSING, place);
                    let finding = finding.with("version", &version.front.version);
                    findings.push(finding.with("record", record_path(document, version)));
                }
                continue;
            };
            published(document, version, record, findings);
            interims(repository, document, record, findings);
        }
    }
    for interim in &repository.interims {
        let record = repository.record(&interim.document, &interim.version);
        let known =
            record.is_some_and(|record| record.interim.iter().any(|(date, _)| date.value == interim.from));
        let published = repository
            .documents
            .get(&interim.document)
            .and_then(|document| document.version(&interim.version))
            .is_some_and(|version| !version.is_draft());
        if published && !known {
            let finding = Finding::new(&codes::INTERIM_MISMATCH, Place::new(&interim.path, Span::default()));
            let what = match repository.settings.language {
                crate::model::finding::Language::Sv => "finns inte i någon post",
                crate::model::finding::Language::En => "is not named by any record",
            };
            findings.push(finding.with("date", interim.from).with("what", what));
        }
    }
    for record in repository.records.values() {
        if let Some(bytes) = snapshot.get(&record.path) {
            seals(record, bytes, findings);
        }
    }
}

fn record_path(document: &Document, version: &Version) -> String {
    format!("changelog/{}/{}.yaml", document.id, version.front.version)
}

fn published(document: &Document, version: &Version, record: &Record, findings: &mut Vec<Finding>) {
    let Some(expected) = &record.digest else {
        let finding = Finding::new(&codes::DIGEST_MISSING, Place::new(&record.path, record.version.span));
        findings.push(finding.with("version", &version.front.version));
        return;
    };
    let bytes = version.text.as_bytes();
    if digest::of(bytes) != expected.value {
        let finding = Finding::new(&codes::DIGEST_MISMATCH, Place::new(&version.path, Span::default()))
            .with("version", &version.front.version)
            .with("document", &document.id)
            .with("what", difference(&version.text, &expected.value));
        findings.push(finding);
    }
}

/// What a digest can tell about how the bytes differ: line endings, or something else.
fn difference(text: &str, expected: &str) -> String {
    let unix = text.replace("\r\n", "\n");
    let windows = unix.replace('\n', "\r\n");
    for (name, other) in [("LF → CRLF", &unix), ("CRLF → LF", &windows)] {
        if digest::of(other.as_bytes()) == expected {
            return format!("{name}: .gitattributes `contracts/** -text`");
        }
    }
    format!("{} ≠ {}", &digest::of(text.as_bytes())[..19], expected.get(..19).unwrap_or(expected))
}

fn interims(repository: &Repository, document: &Document, record: &Record, findings: &mut Vec<Finding>) {
    for (date, expected) in &record.interim {
        let stored = repository.interims.iter().find(|interim| {
            interim.document == document.id
                && interim.version == record.version.value
                && interim.from == date.value
        });
        let sv = repository.settings.language == crate::model::finding::Language::Sv;
        let what = match stored {
            None if sv => "saknas",
            None => "is missing",
            Some(stored) if digest::of(stored.text.as_bytes()) == expected.value => continue,
            Some(_) if sv => "är inte den som publicerades",
            Some(_) => "is not the one that was published",
        };
        let place = stored.map_or_else(
            || Place::new(&record.path, expected.span),
            |stored| Place::new(&stored.path, Span::default()),
        );
        findings
            .push(Finding::new(&codes::INTERIM_MISMATCH, place).with("date", date.value).with("what", what));
    }
}

/// Whether every seal of `record` holds for its file's `bytes`: the condition for appending to it.
pub fn is_intact(record: &Record, bytes: &[u8]) -> bool {
    let mut findings = Vec::new();
    seals(record, bytes, &mut findings);
    findings.is_empty()
}

/// Each seal is the digest of all bytes before its own line.
fn seals(record: &Record, bytes: &[u8], findings: &mut Vec<Finding>) {
    let mut prove = |seal: &Located<String>| {
        let before = &bytes[..seal.span.start.min(bytes.len())];
        let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if digest::of(&bytes[..line]) != seal.value {
            findings.push(Finding::new(&codes::SEAL_MISMATCH, Place::new(&record.path, seal.span)));
        }
    };
    record.seal.iter().for_each(&mut prove);
    record.corrections.iter().filter_map(|correction| correction.seal.as_ref()).for_each(&mut prove);
    record.withdrawn.iter().filter_map(|withdrawn| withdrawn.seal.as_ref()).for_each(&mut prove);
    let unsealed = record.corrections.iter().filter(|correction| correction.seal.is_none()).map(|c| c.span);
    let withdrawn = record.withdrawn.iter().filter(|withdrawn| withdrawn.seal.is_none());
    for span in unsealed.chain(withdrawn.map(|withdrawn| withdrawn.published.span)) {
        findings.push(Finding::new(&codes::SEAL_MISSING, Place::new(&record.path, span)));
    }
    // After the last seal nothing may follow: it would be bound by none.
    if let Some(last) = last_seal_end(record).filter(|_| record.seal.is_some()) {
        let rest = &bytes[last.min(bytes.len())..];
        if ![b"\n".as_slice(), b"\r\n", b"}\n", b"}\r\n"].contains(&rest) {
            findings
                .push(Finding::new(&codes::SEAL_MISMATCH, Place::new(&record.path, Span::new(last, last))));
        }
    }
}

fn last_seal_end(record: &Record) -> Option<usize> {
    let corrections = record.corrections.iter().filter_map(|correction| correction.seal.as_ref());
    let withdrawn = record.withdrawn.iter().filter_map(|withdrawn| withdrawn.seal.as_ref());
    record.seal.iter().chain(corrections).chain(withdrawn).map(|seal| seal.span.end).max()
}
