//! What a branch does to what was published where it began: nothing of it may be altered, lost or re-dated.
//!
//! Digests and seals guard against accident, since they stand beside what they prove. Only a comparison with the
//! files of the base guards against intent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::base::{Side, published};
use crate::model::codes::landing as codes;
use crate::model::finding::{Finding, Place};
use crate::model::record::Record;
use crate::model::repository::{Document, Version};
use crate::model::span::Span;

/// Everything that `head` does to what was published in `base`, which the findings call `name`: a revision that
/// git knows.
pub fn landing(base: Side<'_>, head: Side<'_>, name: &str) -> Vec<Finding> {
    let mut landing = Landing { base, head, name, findings: Vec::new() };
    for (document, version) in published(base.repository) {
        landing.text(document, version);
        if let Some(record) = base.repository.record(&document.id, &version.front.version) {
            landing.record(document, record);
        }
    }
    landing.interims();
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

    /// One published version: its bytes must stand somewhere, and no other text may have its number.
    fn text(&mut self, document: &Document, before: &Version) {
        let current = format!("contracts/{}.md", document.id);
        let archived = format!("contracts/archive/{}/{}.md", document.id, before.front.version);
        let (head, bytes) = (self.head.snapshot, before.text.as_bytes());
        let is_whole = |path: &str| head.get(path) == Some(bytes);
        let kept = [&current, &archived, &before.path].into_iter().any(|path| is_whole(path));
        for path in BTreeSet::from([&archived, &before.path]).into_iter().filter(|path| **path != current) {
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
                let place =
                    Place::new(&current, now.map_or(Span::default(), |now| now.front.span("version")));
                self.edited(document, before, place);
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
            return self.edited(document, before, first_difference(before, now));
        }
        if !same_body && new.published > old.published {
            return self.reused(before, now);
        }
        let redated = self.redated(document, before, now);
        if !same_body || !redated {
            self.edited(document, before, first_difference(before, now));
        }
    }

    /// Whether a date of `before` is another one now; each is a finding.
    fn redated(&mut self, document: &Document, before: &Version, now: &Version) -> bool {
        let (old, new) = (&before.front, &now.front);
        let mut any = false;
        for (key, old, new) in
            [("published", old.published, new.published), ("effective", old.effective, new.effective)]
        {
            if old == new {
                continue;
            }
            any = true;
            let date = |date: Option<NaiveDate>| date.map_or_else(|| "–".to_owned(), |date| date.to_string());
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

    fn edited(&mut self, document: &Document, before: &Version, place: Place) {
        let finding = Finding::new(&codes::EDITED_IN_PLACE, place)
            .with("version", &before.front.version)
            .with("document", &document.id);
        self.report(finding);
    }

    fn reused(&mut self, before: &Version, now: &Version) {
        let place = Place::new(&now.path, now.front.span("version"));
        self.report(Finding::new(&codes::VERSION_REUSED, place).with("version", &before.front.version));
    }

    fn altered_archive(&mut self, document: &Document, before: &Version, path: &str) {
        let now = self.head.version_at(&document.id, path);
        if let Some(now) = now {
            self.redated(document, before, now);
        }
        self.altered_file(before.text.as_bytes(), path, &before.path);
    }

    /// The archived file `path` holds other bytes than `before`, which was published as the file `source`.
    fn altered_file(&mut self, before: &[u8], path: &str, source: &str) {
        let at = self.head.snapshot.get(path).map_or(0, |now| first_difference_of(before, now));
        let place = Place::new(path, Span::new(at, at));
        self.report(Finding::new(&codes::ARCHIVE_ALTERED, place).with("path", path).with("source", source));
    }

    fn lost(&mut self, document: &Document, what: String, path: &str) {
        let finding = Finding::new(&codes::PUBLISHED_LOST, Place::new(path, Span::default()))
            .with("what", what)
            .with("source", path)
            .with("path", path)
            .with("document", &document.id);
        self.report(finding);
    }

    /// A sealed record: its bytes stand at the start of today's, and what follows only corrects or withdraws.
    fn record(&mut self, document: &Document, before: &Record) {
        let (Some(_), Some(bytes)) = (&before.seal, self.base.snapshot.get(&before.path)) else { return };
        let Some(now) = self.head.snapshot.get(&before.path) else {
            return self.lost(document, before.path.clone(), &before.path);
        };
        let read = self.head.repository.record(&document.id, &before.version.value);
        let only_appended =
            now.starts_with(bytes) && read.is_none_or(|now| as_sealed(now) == as_sealed(before));
        if !only_appended {
            let at = first_difference_of(bytes, now);
            let place = Place::new(&before.path, Span::new(at, at));
            self.report(Finding::new(&codes::RECORD_ALTERED, place).with("path", &before.path));
        }
    }

    /// The interim texts of published versions.
    fn interims(&mut self) {
        for interim in &self.base.repository.interims {
            let Some(document) = self.base.document(&interim.document) else { continue };
            if document.version(&interim.version).is_none_or(Version::is_draft) {
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

    /// New versions that claim to be older than what was published already.
    fn dates(&mut self) {
        for (document, version) in published(self.head.repository) {
            let number = &version.front.version;
            let Some(known) = self.base.document(&document.id) else { continue };
            let newest = known.versions.iter().filter_map(|version| version.front.published).max();
            let (Some(newest), Some(date)) = (newest, version.front.published) else { continue };
            let before = known.version(number).is_some_and(|version| !version.is_draft());
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

/// The record without what may be appended to it.
fn as_sealed(record: &Record) -> Record {
    let lines = record.lines.clone().filter(|lines| lines.seal.is_none());
    Record { lines, corrections: Vec::new(), withdrawn: None, ..record.clone() }
}

/// Where two texts of a version part, in today's file.
fn first_difference(before: &Version, now: &Version) -> Place {
    let at = first_difference_of(before.text.as_bytes(), now.text.as_bytes());
    Place::new(&now.path, Span::new(at, at))
}

/// The byte at which `now` departs from `before`, at the start of its letter.
fn first_difference_of(before: &[u8], now: &[u8]) -> usize {
    let mut at = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    while at > 0 && now.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        at -= 1;
    }
    at
}
