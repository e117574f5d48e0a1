//! Entries that follow the text they were written for: their addresses move along with what was
//! judged, and a judgement of something else is asked for anew. What the author wrote stays, if
//! only as a comment.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry_lines::EntryLines;
use super::proposal;
use super::record_file::{edit_items, is_own_note, note_mark, rewritten};
use crate::args;
use crate::changelog::address;
use crate::changelog::amendment::Amendment;
use crate::changelog::coverage::Finder;
use crate::changelog::judged::{Judged, Judgements, says_something, told};
use crate::changelog::units::Unit;
use crate::model::record::{Entry, Record};
use crate::parse::yaml_text::{comment, quoted, scalar};
use crate::words::{Text, saying};

/// The record `text` with the addresses of each entry whose judged changes stand elsewhere now.
pub(super) fn readdressed(text: &str, amendment: &Amendment<'_>) -> String {
    let (Some(record), Some(texts)) = (amendment.record, amendment.texts()) else {
        return text.to_owned();
    };
    let judgements = Judgements::of(amendment, &texts);
    let finder = Finder::of(&texts);
    let mut all: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
    for unit in judgements.all() {
        all.entry(unit.mark.clone()).or_default().push(unit);
    }
    edit_items(text, "changes", |place, lines| {
        let Some((at, entry)) = entry_at(record, &place) else {
            return;
        };
        let Some(judged) = judgements.of_entry(at) else {
            return;
        };
        let elsewhere = |mark: &String| matches!(all.get(mark).map(Vec::as_slice), Some([_]));
        if !judged.gone.iter().any(elsewhere) {
            return;
        }
        let by_points = entry
            .sections
            .iter()
            .all(|own| address::parse(&own.value).point().is_some());
        let units = entry
            .judged
            .iter()
            .filter_map(|mark| match all.get(&mark.value)?.as_slice() {
                [one] => Some(one),
                _ => None,
            });
        let mut addresses: Vec<String> = Vec::new();
        for unit in units {
            let point = unit.point.as_deref().filter(|_| by_points);
            let address = finder.address(unit.change, point);
            addresses.extend(address.filter(|own| !addresses.contains(own)));
        }
        if !addresses.is_empty() {
            lines.set("sections", &list(&addresses), "id");
        }
    })
}

/// The record `text` with each entry's marks of what stands under it now, with the program's own
/// sentences as they would be written now, and with judgements of other changes asked for anew; and
/// what to say about those.
pub(super) fn refreshed(text: &str, amendment: &Amendment<'_>) -> (String, Vec<Text>) {
    let (Some(record), Some(texts)) = (amendment.record, amendment.texts()) else {
        return (text.to_owned(), Vec::new());
    };
    let judgements = Judgements::of(amendment, &texts);
    let mut said = Vec::new();
    let text = edit_items(text, "changes", |place, lines| {
        let Some((at, entry)) = entry_at(record, &place) else {
            return;
        };
        let now = judgements.under(at);
        if now.is_empty() {
            return;
        }
        if let Some(judged) = judgements.of_entry(at)
            && !judged.holds()
            && says_something(entry)
        {
            reopen(lines, entry, &judged, amendment);
            said.push(saying(
                "author.reopened",
                args![id = entry.id.value.as_str()],
            ));
        }
        let known = entry.judged.iter().map(|own| own.value.as_str());
        if !now.iter().map(|unit| unit.mark.as_str()).eq(known) {
            lines.set("for", &marks(&now), "sections");
        }
        if let (Some(note), Some(mark)) = (&entry.note, &entry.proposed)
            && is_own_note(mark, &note.value)
            && !entry.is_rest()
        {
            let own = proposal::note(amendment, &amendment.coverage.entries[at]);
            if own != note.value {
                lines.set("note", &scalar(&own), "sections");
                lines.set("proposed", &quoted(&note_mark(&own)), "note");
            }
        }
    });
    (text, said)
}

/// The record `text` as it is published: each entry that is written key by key says which changes it
/// was judged for.
pub(super) fn completed(text: &str, amendment: &Amendment<'_>) -> String {
    let (Some(record), Some(texts)) = (amendment.record, amendment.texts()) else {
        return text.to_owned();
    };
    let judgements = Judgements::of(amendment, &texts);
    edit_items(text, "changes", |place, lines| {
        let Some((at, entry)) = entry_at(record, &place) else {
            return;
        };
        let now = judgements.under(at);
        if now.is_empty() || !entry.judged.is_empty() {
            return;
        }
        // A proposal tells of all that it covers when the whole record stands.
        let is_own = |note: &String| {
            let mark = entry.proposed.as_ref();
            mark.is_some_and(|mark| is_own_note(mark, note))
        };
        let note = entry
            .note
            .as_ref()
            .map(|note| &note.value)
            .filter(|note| is_own(note));
        let note = note.map(|_| proposal::note(amendment, &amendment.coverage.entries[at]));
        match rewritten(lines, note.as_deref(), &marks(&now)) {
            Some(proposal) => *lines = proposal,
            None => lines.set("for", &marks(&now), "sections"),
        }
    })
}

/// The marks of `units` as the key `for` takes them.
pub(super) fn marks(units: &[Unit]) -> String {
    let marks: Vec<&str> = units.iter().map(|unit| unit.mark.as_str()).collect();
    format!("[{}]", marks.join(", "))
}

/// The addresses as a list.
pub(super) fn list(addresses: &[String]) -> String {
    let quoted: Vec<String> = addresses.iter().map(|own| quoted(own)).collect();
    format!("[{}]", quoted.join(", "))
}

/// The entry that stands at `place` of the record.
fn entry_at<'r>(record: &'r Record, place: &Range<usize>) -> Option<(usize, &'r Entry)> {
    let before = |entry: &Entry| entry.id.span.start < place.start;
    let at = record.entries.partition_point(before);
    let entry = record.entries.get(at)?;
    place.contains(&entry.id.span.start).then_some((at, entry))
}

/// Asks anew for what was judged of other changes, and says which stand there now.
fn reopen(lines: &mut EntryLines, entry: &Entry, judged: &Judged, amendment: &Amendment<'_>) {
    let language = amendment.settings.language;
    let say = |name: &str| language.say(name, args![]);
    if entry.effect.is_some() {
        lines.reopen(
            "effect",
            Some(format!("effect:  # {}", say("author.effect"))),
        );
    }
    if entry.is_editorial() {
        lines.reopen("materiality", None);
    }
    lines.reopen("effective", None);
    lines.reopen("reason", None);
    let mut comments = vec![say("author.judged-for-other")];
    comments.extend(judged.unseen().map(|unit| {
        let what = comment(&told(amendment, unit));
        language.say("author.not-judged", args![what])
    }));
    lines.comment(&comments, "sections");
}
