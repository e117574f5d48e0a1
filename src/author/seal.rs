//! What proves a published version: a seal in a file of its own, or, as the first format has it,
//! lines at the end of the record.

use chrono::NaiveDate;

use super::Plan;
use super::front::line_ending;
use crate::args;
use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::changelog::outline;
use crate::diff;
use crate::model::codes::reading::DUPLICATE_KEY;
use crate::model::digest;
use crate::model::places;
use crate::model::repository::Repository;
use crate::model::seal::{Bound, LineMarks, Outline, Rows, Seal};
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;
use crate::model::span::{Located, Span};
use crate::model::version::VersionNumber;
use crate::parse::{self, fields::Source};
use crate::problem::Problem;
use crate::words::saying;

/// What a version is published with.
#[derive(Debug, Clone, Default)]
pub struct Published<'p> {
    /// Its text.
    pub text: &'p [u8],
    /// Its interim texts, by the day from which each is in force.
    pub interim: &'p [(NaiveDate, Vec<u8>)],
    /// Its annexes, by their files.
    pub annexes: Vec<(String, &'p [u8])>,
    /// The addresses of its sections.
    pub outline: Outline,
    /// Its alignment with the version before it.
    pub rows: Option<Rows>,
}

/// What is kept of how version `number` of the document `id` was compared and how its sections are
/// addressed.
pub fn kept(history: &History<'_>, id: &str, number: &VersionNumber) -> (Outline, Option<Rows>) {
    let amendments: Vec<&Amendment<'_>> = history.of_document(id).collect();
    let at = amendments
        .iter()
        .position(|own| own.new.front.version == *number);
    let Some(at) = at else {
        return (Outline::default(), None);
    };
    let own = amendments[at];
    let rows = own
        .old
        .map(|old| diff::published::sealed(&own.comparison, &old.front.version));
    let outline = outline::all(&amendments[..=at]).pop();
    (outline.unwrap_or_default(), rows)
}

/// Adds the record `text`, which is to stand at `record`, and what proves it to `plan`: in the form
/// that `settings` asks for, and the seal first.
///
/// # Errors
/// When nothing can be added to the record, and its seal would be lines of it.
pub fn write(
    plan: &mut Plan,
    settings: &Settings,
    (record, text): (&str, &str),
    published: &Published<'_>,
) -> Result<(), Problem> {
    if !settings.seals_apart() {
        let sealed = sealed(record, text, published.text, published.interim)?;
        plan.replace(record, sealed);
        return Ok(());
    }
    let text = ended(text);
    let seal = apart(&text, published);
    plan.replace(places::seal_of(record), parse::seal::written(&seal));
    plan.replace(record, text);
    Ok(())
}

/// Adds seals of the words about releases of the days that `published` tells to `plan`, where they
/// stand in files of their own and have none yet. Gives how many.
pub fn announcements(
    plan: &mut Plan,
    (snapshot, repository): (&Snapshot, &Repository),
    published: impl Fn(NaiveDate) -> bool,
) -> usize {
    let sealed = &repository.announcement_seals;
    let days = repository.announcements.iter();
    let open = days.filter(|(day, _)| published(**day) && !sealed.contains_key(day));
    let mut added = 0;
    for (day, announcement) in open {
        let Some(bytes) = snapshot.get(&announcement.path) else {
            continue;
        };
        let seal = Seal {
            apart: true,
            text: Some(Located::new(digest::of(bytes), Span::default())),
            lines: LineMarks {
                text: digest::line_marks(bytes),
                ..LineMarks::default()
            },
            ..Seal::default()
        };
        plan.replace(places::announcement_seal(day), parse::seal::written(&seal));
        added += 1;
    }
    added
}

/// The last day on which something was published.
pub fn last_published(repository: &Repository) -> Option<NaiveDate> {
    let versions = repository.documents.values().flat_map(|own| &own.versions);
    versions.filter_map(|version| version.front.published).max()
}

/// The record `text` with an ending to its last line.
fn ended(text: &str) -> String {
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(line_ending(text));
    }
    out
}

/// The seal of the record `text`, as a file of its own.
pub fn apart(text: &str, published: &Published<'_>) -> Seal {
    let located = |value: String| Located::new(value, Span::default());
    let interim = published.interim.iter();
    let annexes = published.annexes.iter();
    Seal {
        apart: true,
        text: Some(located(digest::of(published.text))),
        record: vec![Bound {
            length: text.len(),
            until: text.len(),
            digest: located(digest::of(text.as_bytes())),
        }],
        interim: interim
            .clone()
            .map(|(day, bytes)| {
                (
                    Located::new(*day, Span::default()),
                    located(digest::of(bytes)),
                )
            })
            .collect(),
        annexes: annexes
            .map(|(file, bytes)| (located(file.clone()), located(digest::of(bytes))))
            .collect(),
        outline: published.outline.clone(),
        rows: published.rows.clone(),
        lines: LineMarks {
            record: digest::line_marks(text.as_bytes()),
            covers: text.len(),
            text: digest::line_marks(published.text),
            interim: interim
                .map(|(day, bytes)| (*day, digest::line_marks(bytes)))
                .collect(),
        },
        whole: true,
        ..Seal::default()
    }
}

/// The record `text` without the lines that an earlier, interrupted `publish` added at its end.
pub fn unsealed(text: &str) -> &str {
    let ours = |line: &str| {
        ["digest:", "interim:", "lines:", "seal:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let mut end = text.len();
    // Only at the end: a line of that name further up is the author's, and a finding.
    for line in text
        .split_inclusive('\n')
        .rev()
        .take_while(|line| ours(line))
    {
        end -= line.len();
    }
    &text[..end]
}

/// The record `text` with the digest of the published bytes, those of its interim texts, and the
/// seal.
pub fn seal_record(text: &str, published: &[u8], interim: &[(NaiveDate, Vec<u8>)]) -> String {
    let end = line_ending(text);
    let mut out = ended(unsealed(text));
    out.push_str(&format!("digest: {}{end}", digest::of(published)));
    if !interim.is_empty() {
        let pairs: Vec<String> = interim
            .iter()
            .map(|(date, bytes)| format!("{date}: {}", digest::of(bytes)))
            .collect();
        out.push_str(&format!("interim: {{{}}}{end}", pairs.join(", ")));
    }
    let marks = line_marks(&out, published, interim);
    out.push_str(&format!("lines: {{{}}}{end}", marks.join(", ")));
    let seal = digest::of(out.as_bytes());
    out.push_str(&format!("seal: {seal}{end}"));
    out
}

/// The same, where the record is written so that these lines can stand below it.
///
/// # Errors
/// When it could not be read afterwards.
fn sealed(
    record: &str,
    text: &str,
    published: &[u8],
    interim: &[(NaiveDate, Vec<u8>)],
) -> Result<String, Problem> {
    let sealed = seal_record(text, published, interim);
    let mut source = Source::new(record, &sealed);
    let is_sealed = parse::record::read(&mut source).is_some_and(|read| read.is_sealed());
    if is_sealed
        && !source
            .findings
            .iter()
            .any(|finding| finding.code == &DUPLICATE_KEY)
    {
        return Ok(sealed);
    }
    Err(Problem::refused(
        saying(
            "problem.proof-not-added",
            args![record = record.to_string()],
        ),
        saying("problem.proof-not-added-hint", args![]),
    ))
}

/// A sealed record that has no marks of lines yet, with them appended under a seal of their own.
pub fn append_line_marks(text: &str, published: &[u8], interim: &[(NaiveDate, Vec<u8>)]) -> String {
    let mut lines = vec!["lines:".to_owned()];
    lines.extend(
        line_marks(text, published, interim)
            .into_iter()
            .map(|pair| format!("  {pair}")),
    );
    append_sealed(text, &lines, "  ")
}

/// The marks of the record, of the published text and of its interim texts, a pair of key and value
/// each.
fn line_marks(record: &str, published: &[u8], interim: &[(NaiveDate, Vec<u8>)]) -> Vec<String> {
    let pair = |key: &str, bytes: &[u8]| format!("{key}: \"{}\"", digest::line_marks(bytes));
    let of_interim = interim
        .iter()
        .map(|(date, bytes)| pair(&date.to_string(), bytes));
    [pair("record", record.as_bytes()), pair("text", published)]
        .into_iter()
        .chain(of_interim)
        .collect()
}

/// The record `text` with `lines` appended and, as their last line, a seal over all bytes before
/// it.
pub fn append_sealed(text: &str, lines: &[String], indent: &str) -> String {
    let end = line_ending(text);
    let mut out = text.to_owned();
    if !out.ends_with('\n') {
        out.push_str(end);
    }
    for line in lines {
        out.push_str(line);
        out.push_str(end);
    }
    let seal = digest::of(out.as_bytes());
    out.push_str(&format!("{indent}seal: {seal}{end}"));
    out
}
