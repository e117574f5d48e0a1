//! What a branch does to what was published where it began: nothing of it may be altered, lost or
//! re-dated.
//!
//! Digests and seals guard against accident, since they stand beside what they prove. Only a
//! comparison with the files of the base guards against intent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::base::{Side, published};
use super::integrity;
use crate::model::codes::landing as codes;
use crate::model::finding::{Finding, Place};
use crate::model::places;
use crate::model::record::{Corrections, Record};
use crate::model::repository::{Document, Version};
use crate::model::seal::Seal;
use crate::model::span::Span;
use crate::parse::fields::Source;
use crate::parse::record;

/// Everything that `head` does to what was published in `base`, which the findings call `name`: a
/// revision that git knows.
pub fn landing(base: Side<'_>, head: Side<'_>, name: &str) -> Vec<Finding> {
    let mut landing = Landing {
        base,
        head,
        name,
        findings: Vec::new(),
    };
    for (document, version) in published(base.repository) {
        landing.text(document, version);
        if let Some(record) = base.repository.record(&document.id, &version.front.version) {
            landing.record(document, record);
        }
    }
    landing.interims();
    landing.announcements();
    landing.announcement_seals();
    landing.dates();
    landing.findings
}

struct Landing<'s> {
    base: Side<'s>,
    head: Side<'s>,
    name: &'s str,
    findings: Vec<Finding>,
}

impl Landing<'_> {
    fn report(&mut self, finding: Finding) {
        self.findings.push(finding.with("base", self.name));
    }

    /// One published version: its bytes must stand somewhere, and no other text may have its
    /// number.
    fn text(&mut self, document: &Document, before: &Version) {
        let current = places::document(&document.id);
        let archived = places::archived(&document.id, &before.front.version);
        let (head, bytes) = (self.head.snapshot, before.text.as_bytes());
        let is_whole = |path: &str| head.get(path) == Some(bytes);
        let kept = [&current, &archived, &before.path]
            .into_iter()
            .any(|path| is_whole(path));
        for path in BTreeSet::from([&archived, &before.path])
            .into_iter()
            .filter(|path| **path != current)
        {
            if head.get(path).is_some_and(|now| now != bytes) {
                self.altered_archive(document, before, path);
            }
        }
        let now = self.head.version_at(&document.id, &current);
        let same_number = now.is_some_and(|now| now.front.version == before.front.version);
        if kept {
            if let Some(now) = now.filter(|_| same_number && !is_whole(&current)) {
                self.reused(before, now);
            }
            return;
        }
        if same_number && let Some(now) = now {
            self.altered_text(document, before, now);
        } else if head.get(&current).is_some() && before.path == current {
            if head.get(&archived).is_none() {
                let span = now.map_or(Span::default(), |now| now.front.span("version"));
                let (_, words) = difference(bytes, head.get(&current).unwrap_or_default());
                self.edited(document, before, (Place::new(&current, span), words));
            }
        } else if head.get(&before.path).is_none() && head.get(&archived).is_none() {
            let what = format!("{} {}", document.id, before.front.version);
            self.lost(document, what, &before.path);
        }
    }

    /// The text that stands with the number of `before` is another one.
    fn altered_text(&mut self, document: &Document, before: &Version, now: &Version) {
        let (old, new) = (&before.front, &now.front);
        let same_body = before.text[before.body_start..] == now.text[now.body_start..];
        if now.is_draft() {
            return self.edited(document, before, differing(before, now));
        }
        if !same_body && new.published > old.published {
            return self.reused(before, now);
        }
        let redated = self.redated(document, before, now);
        if !same_body || !redated {
            self.edited(document, before, differing(before, now));
        }
    }

    /// Whether a date of `before` is another one now; each is a finding.
    fn redated(&mut self, document: &Document, before: &Version, now: &Version) -> bool {
        let (old, new) = (&before.front, &now.front);
        let mut any = false;
        for (key, old, new) in [
            ("published", old.published, new.published),
            ("effective", old.effective, new.effective),
        ] {
            if old == new {
                continue;
            }
            any = true;
            let date = |date: Option<NaiveDate>| {
                date.map_or_else(|| "–".to_owned(), |date| date.to_string())
            };
            let place = Place::new(&now.path, now.front.span(key));
            let finding = Finding::new(&codes::PUBLISHED_REDATED, place)
                .with("version", &before.front.version)
                .with("document", &document.id)
                .with("key", key)
                .with("old", date(old))
                .with("new", date(new));
            self.report(finding);
        }
        any
    }

    fn edited(
        &mut self,
        document: &Document,
        before: &Version,
        (place, difference): (Place, String),
    ) {
        let finding = Finding::new(&codes::EDITED_IN_PLACE, place)
            .with("version", &before.front.version)
            .with("document", &document.id)
            .with("difference", difference);
        self.report(finding);
    }

    fn reused(&mut self, before: &Version, now: &Version) {
        let place = Place::new(&now.path, now.front.span("version"));
        self.report(
            Finding::new(&codes::VERSION_REUSED, place).with("version", &before.front.version),
        );
    }

    fn altered_archive(&mut self, document: &Document, before: &Version, path: &str) {
        let now = self.head.version_at(&document.id, path);
        if let Some(now) = now {
            self.redated(document, before, now);
        }
        self.altered_file(before.text.as_bytes(), path, &before.path);
    }

    /// The archived file `path` holds other bytes than `before`, which was published as the file
    /// `source`.
    fn altered_file(&mut self, before: &[u8], path: &str, source: &str) {
        let (span, difference) =
            difference(before, self.head.snapshot.get(path).unwrap_or_default());
        let finding =
            Finding::new(&codes::ARCHIVE_ALTERED, Place::new(path, span)).with("path", path);
        self.report(
            finding
                .with("source", source)
                .with("difference", difference),
        );
    }

    fn lost(&mut self, document: &Document, what: String, path: &str) {
        let finding = Finding::new(&codes::PUBLISHED_LOST, Place::new(path, Span::default()))
            .with("what", what)
            .with("source", path)
            .with("path", path)
            .with("document", &document.id);
        self.report(finding);
    }

    /// A sealed record: its bytes stand at the start of today's, and what follows only corrects or
    /// withdraws.
    fn record(&mut self, document: &Document, before: &Record) {
        let bytes = self.base.snapshot.get(&before.path);
        let Some(bytes) = bytes.filter(|_| before.is_sealed()) else {
            return;
        };
        let Some(now) = self.head.snapshot.get(&before.path) else {
            return self.lost(document, before.path.clone(), &before.path);
        };
        let read = self
            .head
            .repository
            .record(&document.id, &before.version.value);
        let moves = read.filter(|now| now.seal.apart && !before.seal.apart);
        let moved = moves.and_then(|now| Some((now, moved(before, bytes)?)));
        if before.seal.apart {
            self.seal(document, before, read);
        }
        let only_appended = match &moved {
            // The record in its new form has to be the one that this form is, and no other.
            Some((read, (text, seal))) => {
                let new = record::read(&mut Source::new(&before.path, text));
                now.starts_with(text.as_bytes())
                    && read.seal.keeps(seal)
                    && new.is_some_and(|new| as_sealed(&new) == as_sealed(read))
            }
            None => {
                now.starts_with(bytes) && read.is_none_or(|now| as_sealed(now) == as_sealed(before))
            }
        };
        if !only_appended {
            let moved = moved.map(|(_, (text, _))| text);
            let bytes = moved.as_ref().map_or(bytes, |text| text.as_bytes());
            // What was rightly appended is no difference.
            let (span, difference) = difference(bytes, &now[..now.len().min(bytes.len())]);
            let finding = Finding::new(&codes::RECORD_ALTERED, Place::new(&before.path, span));
            self.report(
                finding
                    .with("path", &before.path)
                    .with("difference", difference),
            );
        }
    }

    /// The seal of `before`, a file of its own: what it held it holds still.
    fn seal(&mut self, document: &Document, before: &Record, now: Option<&Record>) {
        let path = &before.seal.path;
        let Some(after) = self.head.snapshot.get(path) else {
            return self.lost(document, path.clone(), path);
        };
        if now.is_none_or(|now| now.seal.keeps(&before.seal)) {
            return;
        }
        let bytes = self.base.snapshot.get(path).unwrap_or_default();
        let (span, difference) = difference(bytes, after);
        let finding = Finding::new(&codes::RECORD_ALTERED, Place::new(path, span));
        self.report(finding.with("path", path).with("difference", difference));
    }

    /// The interim texts of published versions.
    fn interims(&mut self) {
        for interim in &self.base.repository.interims {
            let Some(document) = self.base.document(&interim.document) else {
                continue;
            };
            if document
                .version(&interim.version)
                .is_none_or(Version::is_draft)
            {
                continue;
            }
            match self.head.snapshot.get(&interim.path) {
                None => self.lost(document, interim.path.clone(), &interim.path),
                Some(now) if now != interim.text.as_bytes() => {
                    self.altered_file(interim.text.as_bytes(), &interim.path, &interim.path);
                }
                Some(_) => {}
            }
        }
    }

    /// The words about releases. Those dated after everything that is published are still being
    /// written.
    fn announcements(&mut self) {
        let newest = published(self.base.repository)
            .filter_map(|(_, version)| version.front.published)
            .max();
        for (day, announcement) in &self.base.repository.announcements {
            let before = self
                .base
                .snapshot
                .get(&announcement.path)
                .unwrap_or_default();
            let now = self
                .head
                .snapshot
                .get(&announcement.path)
                .unwrap_or_default();
            if before == now || newest.is_none_or(|newest| *day > newest) {
                continue;
            }
            let (span, difference) = difference(before, now);
            let place = Place::new(&announcement.path, span);
            let finding = Finding::new(&codes::ANNOUNCEMENT_ALTERED, place)
                .with("path", &announcement.path)
                .with("difference", difference);
            self.report(finding);
        }
    }

    /// The seals of words about releases.
    fn announcement_seals(&mut self) {
        for before in self.base.repository.announcement_seals.values() {
            let path = &before.path;
            let old = self.base.snapshot.get(path).unwrap_or_default();
            let now = self.head.snapshot.get(path).unwrap_or_default();
            if old != now {
                let (span, difference) = difference(old, now);
                let place = Place::new(path, span);
                let finding = Finding::new(&codes::ANNOUNCEMENT_ALTERED, place);
                self.report(finding.with("path", path).with("difference", difference));
            }
        }
    }

    /// New versions that claim to be older than what was published already.
    fn dates(&mut self) {
        for (document, version) in published(self.head.repository) {
            let number = &version.front.version;
            let Some(known) = self.base.document(&document.id) else {
                continue;
            };
            let newest = known
                .versions
                .iter()
                .filter_map(|version| version.front.published)
                .max();
            let (Some(newest), Some(date)) = (newest, version.front.published) else {
                continue;
            };
            let before = known
                .version(number)
                .is_some_and(|version| !version.is_draft());
            let record = self.head.repository.record(&document.id, number);
            if date >= newest || before || record.is_some_and(|record| record.baseline) {
                continue;
            }
            let place = Place::new(&version.path, version.front.span("published"));
            let finding = Finding::new(&codes::BACKDATED_VERSION, place)
                .with("version", number)
                .with("published", date)
                .with("newest", newest);
            self.report(finding);
        }
    }
}

/// What the whole record `before`, whose seal is lines of the file `bytes`, is in the second format.
fn moved(before: &Record, bytes: &[u8]) -> Option<(String, Seal)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let whole = integrity::is_intact(before, bytes);
    whole.then(|| record::moved(before, text)).flatten()
}

/// The record without what may be appended to it.
fn as_sealed(record: &Record) -> Record {
    // A seal apart is compared by itself.
    let proofs = Some(&record.seal);
    Record {
        seal: proofs
            .filter(|own| !own.apart)
            .map_or_else(Seal::default, |own| Seal {
                text: own.text.clone(),
                interim: own.interim.clone(),
                ..Seal::default()
            }),
        later: Vec::new(),
        corrections: Corrections::default(),
        withdrawn: None,
        ..record.clone()
    }
}

/// Where two texts of a version part, in today's file, and how.
fn differing(before: &Version, now: &Version) -> (Place, String) {
    let (span, words) = difference(before.text.as_bytes(), now.text.as_bytes());
    (Place::new(&now.path, span), words)
}

/// How many letters of each side of a difference are shown.
const SHOWN: usize = 40;

/// The bytes between the first and the last difference: where they stand in `now`, and what stood
/// and stands there.
fn difference(before: &[u8], now: &[u8]) -> (Span, String) {
    let is_start = |bytes: &[u8], at: usize| bytes.get(at).is_none_or(|byte| byte & 0xC0 != 0x80);
    let mut start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    while start > 0 && !(is_start(before, start) && is_start(now, start)) {
        start -= 1;
    }
    let rest = before.len().min(now.len()) - start;
    let mut same = before
        .iter()
        .rev()
        .zip(now.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    while same > 0 && !(is_start(before, before.len() - same) && is_start(now, now.len() - same)) {
        same -= 1;
    }
    let (old, new) = (
        &before[start..before.len() - same],
        &now[start..now.len() - same],
    );
    let words = format!(
        "byte {start}–{}: ”{}” → ”{}”",
        start + new.len().max(1) - 1,
        excerpt(old),
        excerpt(new)
    );
    (Span::new(start, start + new.len()), words)
}

/// The beginning of `bytes` on one line.
fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes)
        .replace('\r', "␍")
        .replace('\n', "⏎");
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() {
        format!("{cut}…")
    } else {
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_the_bytes_of_both_sides_and_cuts_no_letter() {
        let of = |before: &str, now: &str| difference(before.as_bytes(), now.as_bytes()).1;
        assert_eq!(of("kl. 8–16.", "kl. 8–15."), "byte 9–9: ”6” → ”5”");
        assert_eq!(of("å", "ä"), "byte 0–1: ”å” → ”ä”");
        assert_eq!(of("a\nb\n", "a\nx\nb\n"), "byte 2–3: ”” → ”x⏎”");
        assert_eq!(of("abc", "ac"), "byte 1–1: ”b” → ””");
    }
}
