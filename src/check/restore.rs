//! Which bytes a file that is not as it was published should have: what proves them, and the advice
//! that names the command which brings them back, where somebody has them.

use std::collections::BTreeMap;

use super::integrity;
use crate::model::codes::{advice, integrity as codes};
use crate::model::digest;
use crate::model::finding::Finding;
use crate::model::places::{self, Role, role};
use crate::model::record::Record;
use crate::model::repository::Repository;
use crate::model::version::VersionNumber;
use crate::parse::fields::Source;
use crate::parse::{record, seal};

/// A file and what proves its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its path.
    pub path: String,
    proof: Proof,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Proof {
    /// The digest of all of them.
    Whole(String),
    /// The digest of the first ones.
    Beginning(usize, String),
    /// Seals among them.
    Inside,
    /// Their own last line.
    Own,
}

impl Wanted {
    /// Whether `bytes` are the ones.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let read = || std::str::from_utf8(bytes).ok();
        match &self.proof {
            Proof::Whole(proof) => digest::of(bytes) == *proof,
            Proof::Beginning(length, proof) => bytes
                .get(..*length)
                .is_some_and(|beginning| digest::of(beginning) == *proof),
            Proof::Inside => read().is_some_and(|text| {
                let read = record::read(&mut Source::new(&self.path, text));
                read.is_some_and(|own| own.is_sealed() && integrity::is_intact(&own, bytes))
            }),
            Proof::Own => {
                read().is_some_and(|text| seal::read(&mut Source::new(&self.path, text)).whole)
            }
        }
    }
}

/// The file that `finding` says is not as it was published, where something proves what it was.
pub fn wanted(finding: &Finding, repository: &Repository) -> Option<Wanted> {
    let path = finding.place.path.as_str();
    let code = finding.code;
    let proof = if code == &codes::DIGEST_MISMATCH {
        Proof::Whole(of_text(path, repository)?)
    } else if code == &codes::INTERIM_MISMATCH {
        Proof::Whole(of_interim(path, repository)?)
    } else if code == &codes::ANNOUNCEMENT_MISMATCH {
        let sealed = repository.announcement_seals.iter();
        let mut own = sealed.filter(|(day, _)| places::announcement(day) == path);
        Proof::Whole(own.next()?.1.text.as_ref()?.value.clone())
    } else if code == &codes::SEAL_ALTERED {
        Proof::Own
    } else if code == &codes::SEAL_MISMATCH {
        let (_, record) = repository
            .records
            .iter()
            .find(|(_, own)| own.path == path)?;
        of_record(record)?
    } else {
        return None;
    };
    Some(Wanted {
        path: path.to_owned(),
        proof,
    })
}

fn of_record(record: &Record) -> Option<Proof> {
    if !record.seal.apart {
        return Some(Proof::Inside);
    }
    let last = record.seal.record.last()?;
    Some(Proof::Beginning(last.length, last.digest.value.clone()))
}

fn of_text(path: &str, repository: &Repository) -> Option<String> {
    let document = repository.documents.get(places::document_of(path)?)?;
    let version = document.versions.iter().find(|own| own.path == path)?;
    let record = repository.record(&document.id, &version.front.version)?;
    record.seal.text.as_ref().map(|own| own.value.clone())
}

fn of_interim(path: &str, repository: &Repository) -> Option<String> {
    let Role::Interim { id, name } = role(path) else {
        return None;
    };
    let (number, _) = name.split_once('@')?;
    let mut stored = repository.interims_of(id).iter();
    let stored = stored.find(|own| own.path == path && own.corrected.is_none())?;
    let record = repository.record(id, &VersionNumber::parse(number)?)?;
    let mut days = record.seal.interim.iter();
    days.find(|(day, _)| day.value == stored.from)
        .map(|(_, proof)| proof.value.clone())
}

/// Adds to each finding the command that brings its file back, by the file's path.
pub fn advise(findings: &mut [Finding], commands: &BTreeMap<String, String>) {
    for finding in findings {
        let command = commands.get(&finding.place.path);
        let command = command.filter(|_| finding.advice.is_none());
        // A file can have several findings; only those that bytes would mend say so.
        let mends = [
            &codes::DIGEST_MISMATCH,
            &codes::INTERIM_MISMATCH,
            &codes::ANNOUNCEMENT_MISMATCH,
            &codes::SEAL_ALTERED,
            &codes::SEAL_MISMATCH,
        ];
        if let Some(command) = command.filter(|_| mends.contains(&finding.code)) {
            finding.args.push(("command", command.clone()));
            finding.advice = Some(&advice::RESTORE);
        }
    }
}
