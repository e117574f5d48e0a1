//! The lines that `publish` adds to a record: digest, interim digests, marks of lines, seal; and
//! seals of appended facts.

use chrono::NaiveDate;

use super::front::line_ending;
use crate::args;
use crate::model::codes::reading::DUPLICATE_KEY;
use crate::model::digest;
use crate::parse::{self, fields::Source};
use crate::problem::Problem;
use crate::words::saying;

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
    let mut out = unsealed(text).to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
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
pub fn sealed(
    record: &str,
    text: &str,
    published: &[u8],
    interim: &[(NaiveDate, Vec<u8>)],
) -> Result<String, Problem> {
    let sealed = seal_record(text, published, interim);
    let mut source = Source::new(record, &sealed);
    let is_sealed = parse::record::read(&mut source).is_some_and(|read| read.seal.is_some());
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
