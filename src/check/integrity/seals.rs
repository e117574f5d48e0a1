//! Whether records, and the seals themselves, are what was sealed. One value is asked, wherever it was
//! read from.

use crate::args;
use crate::check::alterations;
use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::finding::{Finding, Language, Place};
use crate::model::places;
use crate::model::record::Record;
use crate::model::repository::Repository;
use crate::model::seal::Seal;
use crate::model::span::Span;

/// Whether every seal of `record` holds for its file's `bytes`: the condition for appending to it. A
/// seal that is ahead of them is one of a step that was interrupted.
pub fn is_intact(record: &Record, bytes: &[u8]) -> bool {
    let mut findings = Vec::new();
    of_record(record, bytes, Language::En, &mut findings);
    findings.iter().all(|own| own.code == &codes::SEAL_AHEAD)
}

/// Each digest is that of the record's beginning. The first that is not is reported: those after it
/// bind the same bytes.
pub(super) fn of_record(
    record: &Record,
    bytes: &[u8],
    language: Language,
    findings: &mut Vec<Finding>,
) {
    let seal = &record.seal;
    if seal.apart {
        itself(seal, findings);
    }
    let of_seal = |code, span| Finding::new(code, Place::new(&seal.path, span));
    let mut read = digest::Reading::of(bytes);
    let ahead = seal.ahead_of(bytes.len());
    let broken = seal
        .record
        .iter()
        .take_while(|bound| bound.length <= bytes.len())
        .position(|bound| read.up_to(bound.length) != bound.digest.value);
    if let Some(at) = broken {
        let after = at
            .checked_sub(1)
            .map_or(0, |before| seal.record[before].until);
        let (what, span) = broken_seal(seal, bytes, (after, seal.record[at].length), language);
        let place = match span {
            Some(span) => Place::new(&record.path, span),
            None => Place::new(&seal.path, seal.record[at].digest.span),
        };
        findings.push(Finding::new(&codes::SEAL_MISMATCH, place).with("what", what));
    } else if let Some(ahead) = ahead {
        let finding = of_seal(&codes::SEAL_AHEAD, ahead.digest.span);
        let finding = finding.with("record", &record.path);
        findings.push(finding.with("length", ahead.length).with("is", bytes.len()));
    }
    for span in &seal.open {
        findings.push(of_seal(&codes::SEAL_MISSING, *span));
    }
    // After the last seal nothing may follow: it would be bound by none.
    let last = seal.record.last().map(|last| last.until);
    // Of a seal apart the length tells where, as long as what it binds is whole.
    let tells = ahead.is_none() && (broken.is_none() || !seal.apart);
    if let Some(last) = last.filter(|_| tells) {
        unbound(record, bytes, last, language, findings);
    }
}

/// What stands after byte `last` of the record, where the last seal ends.
fn unbound(
    record: &Record,
    bytes: &[u8],
    last: usize,
    language: Language,
    findings: &mut Vec<Finding>,
) {
    let rest = &bytes[last.min(bytes.len())..];
    // The line of a seal that stands among those of the record has an end.
    let ends = [b"\n".as_slice(), b"\r\n", b"}\n", b"}\r\n"];
    let nothing = if record.seal.apart {
        rest.is_empty()
    } else {
        ends.contains(&rest)
    };
    if nothing {
        return;
    }
    let typed: Vec<&Span> = record
        .later
        .iter()
        .filter(|span| span.start >= last)
        .collect();
    for span in &typed {
        let place = Place::new(&record.path, **span);
        findings.push(Finding::new(&codes::SEAL_MISSING, place));
    }
    if typed.is_empty() {
        let span = Span::new(last, bytes.len().max(last));
        let what = language.say("integrity.after-the-last-seal", args![]);
        let finding = Finding::new(&codes::SEAL_MISMATCH, Place::new(&record.path, span));
        findings.push(finding.with("what", what));
    }
}

/// The file of a seal, whose last line proves the others.
pub(super) fn itself(seal: &Seal, findings: &mut Vec<Finding>) {
    if !seal.whole {
        let place = Place::new(&seal.path, Span::default());
        findings.push(Finding::new(&codes::SEAL_ALTERED, place));
    }
}

/// Seals whose records are gone.
pub(super) fn alone(repository: &Repository, findings: &mut Vec<Finding>) {
    for ((document, number), seal) in &repository.lone_seals {
        let record = places::record(document, number);
        let stem = seal.path.trim_end_matches(".seal");
        if repository
            .unreadable_records
            .contains(&format!("{stem}.yaml"))
        {
            continue;
        }
        let place = Place::new(&seal.path, Span::default());
        let finding = Finding::new(&codes::SEAL_WITHOUT_RECORD, place);
        findings.push(finding.with("record", record));
    }
}

/// Where a record was altered whose first `end` bytes are not what they were, while those before
/// `after` are: by the marks of its lines, else between the two.
fn broken_seal(
    seal: &Seal,
    bytes: &[u8],
    (after, end): (usize, usize),
    language: Language,
) -> (String, Option<Span>) {
    let mut first = if after == 0 || seal.apart {
        after
    } else {
        after + 1
    };
    let line = |at: usize| {
        bytes[..at.min(bytes.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1
    };
    let marks = &seal.lines;
    if !marks.record.is_empty() && marks.covers > after {
        let covered = &bytes[..marks.covers.min(bytes.len())];
        if let Some((what, span)) = alterations::located(&marks.record, covered, language) {
            return (what, Some(span));
        }
        // Every line above the marks is as it was: the marks or the seal are not.
        first = marks.covers.min(end);
    }
    let (first, last) = (line(first), line(end));
    let what = if !marks.is_empty() || after > 0 {
        language.say("integrity.between-lines", args![first, last])
    } else {
        language.say("integrity.somewhere", args![first, last])
    };
    (what, None)
}
