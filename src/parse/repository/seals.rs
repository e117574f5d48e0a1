//! Seals, joined to the records that they prove.

use super::Reader;
use crate::model::codes::{integrity, reading, structure};
use crate::model::finding::{Finding, Place};
use crate::model::span::Span;
use crate::model::version::VersionNumber;
use crate::parse::fields::Source;
use crate::parse::{dates, seal};

impl Reader {
    pub(super) fn seal(&mut self, source: &mut Source<'_>, document: &str, version: &str) {
        let seal = seal::read(source);
        match VersionNumber::parse(version) {
            Some(number) => self.seals.push((document.to_owned(), number, seal)),
            None => source.report(&reading::MISPLACED_FILE, Span::default(), |f| {
                f.with("expected", "changelog/<document>/<version>.seal")
            }),
        }
    }

    pub(super) fn announcement_seal(&mut self, source: &mut Source<'_>, date: &str) {
        let seal = seal::read(source);
        match dates::iso(date) {
            Some(day) => {
                self.repository.announcement_seals.insert(day, seal);
            }
            None => source.report(&reading::MISPLACED_FILE, Span::default(), |f| {
                f.with("expected", "changelog/<date>.seal")
            }),
        }
    }

    /// Gives each record its seal. One that proves itself by its own lines has two then: a step that
    /// moves it was interrupted. Of two seals of one version the one beside the record is taken.
    pub(super) fn join_seals(&mut self) {
        for (document, number, seal) in std::mem::take(&mut self.seals) {
            let place = Place::new(&seal.path, Span::default());
            let key = (document, number);
            let Some(record) = self.repository.records.get_mut(&key) else {
                self.repository.lone_seals.insert(key, seal);
                continue;
            };
            if record.seal.apart {
                let finding = Finding::new(&structure::DUPLICATE_FILE, place);
                let finding = finding.saying("what", &structure::OF_A_RECORD);
                let finding = finding
                    .with("path", &seal.path)
                    .with("other", &record.seal.path);
                self.findings
                    .push(finding.with("version", &key.1).with("document", &key.0));
                self.repository.contested.insert(key.0, seal.path);
            } else if record.is_sealed() {
                let finding = Finding::new(&integrity::SEALED_TWICE, place);
                self.findings.push(finding.with("record", &record.path));
            } else {
                record.join(seal);
            }
        }
    }
}
