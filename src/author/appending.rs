//! What `correct` and `withdraw` share: when a fact may be appended to a record, and the lines that
//! hold it.

use chrono::NaiveDate;

use super::{seal, uncontested};
use crate::args;
use crate::check::integrity;
use crate::dates::notice::{self, Change};
use crate::model::codes::dating as codes;
use crate::model::finding::Level;
use crate::model::record::{Effect, Materiality, Record, explains};
use crate::model::repository::{Document, Repository, Version};
use crate::model::snapshot::Snapshot;
use crate::problem::Problem;
use crate::words::{Text, saying};

/// A published version with its sealed record, to which facts can be appended.
pub(super) struct Open<'r> {
    /// How the version is called in messages.
    pub name: String,
    /// The document.
    pub document: &'r Document,
    /// The version.
    pub version: &'r Version,
    /// Its record.
    pub record: &'r Record,
    /// The record's file.
    pub text: String,
}

/// Opens the record of `version` for a fact made known on `on`.
///
/// # Errors
/// When the version is a draft or not public on that day, its record is not sealed or not whole, or
/// a later fact stands in it already.
pub(super) fn open<'r>(
    repository: &'r Repository,
    snapshot: &Snapshot,
    (document, version): (&'r Document, &'r Version),
    on: NaiveDate,
) -> Result<Open<'r>, Problem> {
    let name = format!("{}@{}", document.id, version.front.version);
    uncontested(repository, &document.id)?;
    let Some(published) = version.front.published else {
        return Err(Problem::refused(
            saying(
                "problem.draft-not-corrected",
                args![name = name.to_string()],
            ),
            saying("problem.draft-not-corrected-hint", args![]),
        ));
    };
    if on < published {
        return Err(Problem::refused(
            saying(
                "problem.fact-before-publication",
                args![
                    name = name.to_string(),
                    on = on.to_string(),
                    published = published.to_string()
                ],
            ),
            saying("problem.fact-before-publication-hint", args![]),
        ));
    }
    let record = repository.record(&document.id, &version.front.version);
    let text = record.and_then(|record| snapshot.text(&record.path));
    let Some((record, text)) = record.zip(text).filter(|(record, _)| record.is_sealed()) else {
        return Err(Problem::refused(
            saying("problem.not-sealed", args![name = name.to_string()]),
            saying("problem.not-sealed-hint", args![]),
        ));
    };
    if !integrity::is_intact(record, text.as_bytes()) {
        let altered = if record.seal.whole {
            &record.path
        } else {
            &record.seal.path
        };
        return Err(Problem::refused(
            saying(
                "problem.changed-after-seal",
                args![path = altered.to_string()],
            ),
            saying("problem.changed-after-seal-hint", args![]),
        ));
    }
    let end = record.withdrawn.iter();
    let known = record.corrections.iter().map(|own| own.on.value);
    let known = known.chain(end.clone().map(|end| end.published.value));
    let known = known.chain(end.flat_map(|end| &end.corrections).map(|own| own.on.value));
    if let Some(later) = known.max().filter(|later| *later > on) {
        return Err(Problem::refused(
            saying(
                "problem.fact-out-of-order",
                args![
                    name = name.to_string(),
                    later = later.to_string(),
                    on = on.to_string()
                ],
            ),
            saying("problem.fact-out-of-order-hint", args![]),
        ));
    }
    Ok(Open {
        name,
        document,
        version,
        record,
        text,
    })
}

impl Open<'_> {
    /// The record with the fact whose lines are `lines` (as `key: value`, without indentation)
    /// appended under the list that takes corrections: below a withdrawal where there is one,
    /// since nothing can follow it otherwise.
    pub(super) fn with_correction(&self, lines: &[String]) -> String {
        let (indent, begun) = match &self.record.withdrawn {
            Some(end) => {
                let below = self
                    .record
                    .corrections
                    .iter()
                    .any(|own| own.span.start > end.published.span.start);
                ("    ", below || !end.corrections.is_empty())
            }
            None => ("  ", !self.record.corrections.is_empty()),
        };
        let outer = &indent[2..];
        let mut out = Vec::new();
        if !begun {
            out.push(format!("{outer}corrections:"));
        }
        let dash = |(at, line): (usize, &String)| {
            let lead = if at == 0 { "- " } else { "  " };
            format!("{indent}{lead}{line}")
        };
        out.extend(lines.iter().enumerate().map(dash));
        seal::append_sealed(&self.text, &out, &format!("{indent}  "))
    }
}

/// Refuses the day `stated` where the rules ask for more notice of something to the customer's
/// disadvantage, counted from `from`, and no `reason` is given. Where agreement.yaml lowers
/// `notice-too-short`, it is a warning, returned.
///
/// # Errors
/// With the derivation of the earliest day.
pub(super) fn require_notice(
    repository: &Repository,
    open: &Open<'_>,
    materiality: Materiality,
    (from, stated): (NaiveDate, NaiveDate),
    reason: Option<&str>,
) -> Result<Option<Text>, Problem> {
    let change = Change {
        kind: &open.version.front.kind,
        materiality,
        effect: Effect::Adverse,
    };
    let proposal = notice::propose(&repository.settings, change, from, from);
    if stated >= proposal.date {
        return Ok(None);
    }
    let code = &codes::NOTICE_TOO_SHORT;
    let level = repository.settings.level_of(code);
    let message = saying(
        "author.notice-too-short",
        args![
            name = open.name.as_str(),
            code = code.name,
            derivation = proposal.against(stated, repository.settings.language)
        ],
    );
    if reason.is_some_and(explains) || level != Level::Deny {
        let warning = || saying("author.warning", args![text = message]);
        return Ok((level != Level::Allow).then(warning));
    }
    Err(Problem::denied(
        message,
        saying(
            "problem.state-later",
            args![day = proposal.date.to_string()],
        ),
    ))
}
