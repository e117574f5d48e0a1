//! The file of a record, edited by its lines: comments, order and spelling of its author stay.

use super::entry_lines::EntryLines;
use super::front;
use crate::args;
use crate::model::digest;
use crate::model::places;
use crate::model::snapshot::Snapshot;
use crate::model::version::VersionNumber;
use crate::parse::yaml_text::{quoted, scalar};
use crate::problem::Problem;
use crate::words::saying;

/// How the record of version `number` of the document `id` begins.
pub(super) fn head(id: &str, number: &VersionNumber) -> String {
    format!(
        "document: {}\nversion: {}\n",
        scalar(id),
        quoted(number.as_str())
    )
}

/// Where the record of version `number` of the document `id` stands in `snapshot`, or will stand:
/// its name may spell the number otherwise.
pub(super) fn path(snapshot: &Snapshot, id: &str, number: &VersionNumber) -> String {
    let own = places::record(id, number);
    let folder = places::records(id);
    let is_of_number = |path: &&str| {
        let name = path
            .strip_prefix(&folder)
            .and_then(|name| name.strip_suffix(".yaml"));
        name.and_then(VersionNumber::parse).as_ref() == Some(number)
    };
    if snapshot.get(&own).is_some() {
        return own;
    }
    snapshot
        .iter()
        .map(|(path, _)| path)
        .find(is_of_number)
        .map_or(own, str::to_owned)
}

const MARK: &str = "    proposed: ";

/// The lines of an entry with their mark, by which `draft` knows them again, and that of the sentence
/// `note`, which stays the program's where the author touches something else.
pub(super) fn with_mark(lines: &str, note: &str) -> String {
    let mut mark = entry_mark(lines);
    if !note.is_empty() {
        mark = format!("{mark} {}", note_mark(note));
    }
    format!("{lines}{MARK}{}\n", quoted(&mark))
}

/// An untouched entry as it is written with `note` and the changes `marks`; `None` where its author
/// touched it.
pub(super) fn rewritten(lines: &EntryLines, note: Option<&str>, marks: &str) -> Option<EntryLines> {
    let text = lines.text();
    let (own, _) = text.split_at(text.rfind(MARK).filter(|_| is_untouched(&text))?);
    let mut lines = EntryLines::read(own)?;
    lines.set("for", marks, "sections");
    if let Some(note) = note {
        lines.set("note", &scalar(note), "sections");
    }
    EntryLines::read(&with_mark(&lines.text(), note.unwrap_or_default()))
}

/// The mark of an entry's lines. Which changes it was judged for is no word of its author's.
fn entry_mark(lines: &str) -> String {
    let lines = lines.replace("\r\n", "\n");
    let told = lines
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("    for: "));
    digest::mark(&told.collect::<String>())
}

/// The mark of a sentence of the program's.
pub(super) fn note_mark(note: &str) -> String {
    format!("n-{}", digest::mark(note))
}

/// Whether `note` is the sentence that the program wrote when it left `mark`.
pub(super) fn is_own_note(mark: &str, note: &str) -> bool {
    mark.split_whitespace().any(|own| own == note_mark(note))
}

/// Whether an entry's lines are as `draft` wrote them.
fn is_untouched(lines: &str) -> bool {
    let Some(at) = lines.rfind(MARK) else {
        return false;
    };
    // Earlier the mark stood without quotation marks.
    let mark = lines[at + MARK.len()..].trim_end().trim_matches('"');
    let mark = mark.split(' ').next().unwrap_or_default();
    entry_mark(&lines[..at]) == mark
}

/// The record without the proposals that its author never touched.
pub(super) fn without_untouched(text: &str) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for place in untouched(text) {
        out.push_str(&text[at..place.start]);
        at = place.end;
    }
    out + &text[at..]
}

/// Where the proposals stand that their author never touched.
pub(super) fn untouched(text: &str) -> Vec<std::ops::Range<usize>> {
    let Some(block) = block(text, "changes") else {
        return Vec::new();
    };
    let all = items(&text[block.start..block.end]).into_iter();
    all.map(|(start, end)| block.start + start..block.start + end)
        .filter(|place| is_untouched(&text[place.clone()]))
        .collect()
}

/// The record with each item under `key` that is written key by key as `edit` leaves it; it is told
/// where the item stands.
pub(super) fn edit_items(
    text: &str,
    key: &str,
    mut edit: impl FnMut(std::ops::Range<usize>, &mut EntryLines),
) -> String {
    let Some(block) = block(text, key) else {
        return text.to_owned();
    };
    let mut out = text[..block.start].to_owned();
    let mut at = block.start;
    for (start, end) in items(&text[block.start..block.end]) {
        let place = block.start + start..block.start + end;
        out.push_str(&text[at..place.start]);
        at = place.end;
        let item = &text[place.clone()];
        match EntryLines::read(item) {
            Some(mut lines) => {
                edit(place, &mut lines);
                out.push_str(&lines.text());
            }
            None => out.push_str(item),
        }
    }
    out.push_str(&text[at..]);
    out
}

/// The record without the marks of `draft`; `publish` writes it so.
pub(super) fn without_marks(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with(MARK))
        .collect()
}

struct Block {
    /// The start of the key's own line.
    line: usize,
    /// Where its items start.
    start: usize,
    /// Where the next key starts.
    end: usize,
}

/// The lines that belong to the top-level key `key`.
fn block(text: &str, key: &str) -> Option<Block> {
    let mut at = 0;
    let mut found: Option<Block> = None;
    for line in text.split_inclusive('\n') {
        let starts_key = !line.starts_with([' ', '#', '-', '\r', '\n']);
        if let Some(block) = &mut found {
            if starts_key {
                break;
            }
            // A comment at the margin belongs to what follows it.
            if line.starts_with([' ', '-']) && !line.trim().is_empty() {
                block.end = at + line.len();
            }
        } else if starts_key
            && line
                .strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        {
            found = Some(Block {
                line: at,
                start: at + line.len(),
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    found
}

/// The items of a block list, each from its dash to the next.
fn items(block: &str) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let own = line.len() - line.trim_start_matches(' ').len();
        if line[own..].starts_with("- ") && indent.is_none_or(|indent| indent == own) {
            indent = Some(own);
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// The record with `entries` at the end of the list under `key`.
pub(super) fn append_items(text: &str, key: &str, entries: &[String]) -> Result<String, Problem> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let end = front::line_ending(text);
    let new = entries.concat().replace('\n', end);
    let mut text = text.to_owned();
    if !text.ends_with('\n') {
        text.push_str(end);
    }
    let Some(block) = block(&text, key) else {
        return Ok(format!("{text}{key}:{end}{new}"));
    };
    let value = text[block.line + key.len() + 1..block.start]
        .split('#')
        .next()
        .unwrap_or_default()
        .trim();
    match value {
        "" => Ok(format!("{}{new}{}", &text[..block.end], &text[block.end..])),
        "[]" => Ok(format!(
            "{}{key}:{end}{new}{}",
            &text[..block.line],
            &text[block.start..]
        )),
        _ => Err(Problem::refused(
            saying("problem.list-on-one-line", args![key = key.to_string()]),
            saying(
                "problem.list-on-one-line-hint",
                args![key = key.to_string()],
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_untouched_proposal_is_taken_away_and_a_touched_one_stays() {
        let proposal = with_mark("  - id: a\n    sections: [\"1\"]\n", "");
        let touched = with_mark("  - id: b\n    sections: [\"2\"]\n", "").replace("\"2\"", "\"3\"");
        let own = "  - id: c\n    sections: [\"4\"]  # min egen\n";
        let unquoted = with_mark("  - id: d\n    sections: [\"5\"]\n", "");
        let (lines, mark) = unquoted.split_at(
            unquoted
                .rfind('"')
                .and_then(|end| unquoted[..end].rfind('"'))
                .expect("a mark"),
        );
        let unquoted = format!("{lines}{}", mark.replace('"', ""));
        let head = "document: x\nversion: \"2\"\nchanges:\n";
        let text = format!("{head}{proposal}{unquoted}{touched}{own}terms: []\n");
        assert_eq!(
            without_untouched(&text),
            format!("{head}{touched}{own}terms: []\n")
        );
    }

    #[test]
    fn items_are_added_at_the_end_of_their_list_and_nothing_else_moves() {
        let text = "document: x\nchanges:\n  - id: a\n    sections: [\"1\"]\n\n# slut\nterms: []\n";
        let added = append_items(text, "changes", &["  - id: b\n".to_owned()]).expect("added");
        assert_eq!(added, text.replace("[\"1\"]\n", "[\"1\"]\n  - id: b\n"));
        let without =
            append_items("document: x", "changes", &["  - id: b\n".to_owned()]).expect("added");
        assert_eq!(without, "document: x\nchanges:\n  - id: b\n");
        assert!(
            append_items(
                "changes: [{id: a}]\n",
                "changes",
                &["  - id: b\n".to_owned()]
            )
            .is_err()
        );
    }
}
