//! What a review says in single lines, the same in every format.

use super::view::{
    ChangeView, DocumentView, FactView, FileView, LabelView, NoteView, ReviewView, RevisionView,
    VersionView,
};
use super::words;
use crate::args;
use crate::model::finding::Level;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;
use crate::review::State;
use crate::words::Words;

/// How many of a change's reasons are shown.
pub(super) const MOST_REASONS: usize = 8;

/// How much of one reason is shown, in characters.
const LONGEST_REASON: usize = 240;

/// What a change means for records of the processing of personal data.
pub(super) fn marks(change: &ChangeView, words: &Words) -> Vec<String> {
    let labels = change.particulars.join(", ");
    let particulars = (!labels.is_empty()).then(|| words.say("review.particulars", args![labels]));
    let instruction = change
        .instruction
        .then(|| words.say("note.instruction_changed", args![]));
    particulars.into_iter().chain(instruction).collect()
}

/// "main (0123456789ab) → the work tree".
pub(super) fn revisions(view: &ReviewView, words: &Words) -> String {
    let name = |revision: &RevisionView| match &revision.commit {
        Some(commit) => format!("{} ({})", revision.name, &commit[..commit.len().min(12)]),
        None => words.say("review.work-tree", args![]),
    };
    words.say(
        "review.revisions",
        args![
            base = name(&view.base),
            head = name(&view.head),
            since = view.since.as_ref().map(name)
        ],
    )
}

/// The summary, line by line.
pub(super) fn summary(view: &ReviewView, words: &Words) -> Vec<String> {
    let summary = &view.summary;
    let (deny, warn) = (summary.deny, summary.warn);
    let findings = || words.say("review.findings", args![deny, warn]);
    if summary.documents == 0 && view.rules.is_empty() && view.files.is_empty() {
        let nothing = words.say("review.nothing", args![]);
        let findings = (deny + warn > 0).then(findings);
        return [nothing].into_iter().chain(findings).collect();
    }
    let (documents, versions) = (summary.documents, summary.versions);
    let mut lines = vec![words.say("review.size", args![documents, versions])];
    let (material, editorial) = (summary.material, summary.editorial);
    let consequences = summary.consequences;
    if summary.unclear > 0 {
        lines.push(words.say("review.unclear", args![n = summary.unclear]));
    }
    if material + editorial + consequences > 0 {
        lines.push(words.say("review.changes", args![material, editorial, consequences]));
    }
    if summary.disputed > 0 {
        lines.push(words.say("review.disputed", args![n = summary.disputed]));
    }
    if !summary.sections.is_empty() {
        let kinds: Vec<String> = summary
            .sections
            .iter()
            .map(|(kind, n)| words.say(&format!("sections.{kind}"), args![n = *n]))
            .collect();
        lines.push(words.say("review.sections", args![kinds = kinds.join(", ")]));
    }
    lines.extend(dates(view, words));
    lines.push(findings());
    if let (Some(seen), Some(since)) = (&summary.seen, &view.since) {
        lines.push(words.say(
            "review.seen",
            args![
                since = &since.name,
                changes = seen.changes,
                notes = seen.notes,
                facts = seen.facts,
                findings = seen.findings
            ],
        ));
    }
    lines
}

fn dates(view: &ReviewView, words: &Words) -> Option<String> {
    let summary = &view.summary;
    let (first, undated) = (summary.earliest.as_ref(), summary.undated);
    let last = summary.latest.as_ref().filter(|last| Some(*last) != first);
    (first.is_some() || undated > 0).then(|| words.say("review.dates", args![first, last, undated]))
}

/// A document in the table of contents: "Digitalt möte · 2.0 → 3.0 (utkast) · 3 ändringar · 1 fel".
pub(super) fn contents(document: &DocumentView, words: &Words) -> String {
    let mut parts = vec![document.title.clone()];
    parts.extend(about_document(document, words));
    parts.join(" · ")
}

/// The same without the title.
pub(super) fn about_document(document: &DocumentView, words: &Words) -> Vec<String> {
    let mut parts: Vec<String> = words::fate(words, document.fate).into_iter().collect();
    for version in &document.versions {
        parts.push(numbers(version, words));
    }
    let changes: usize = document
        .versions
        .iter()
        .map(|version| version.changes.len())
        .sum();
    let (deny, warn): (Vec<_>, Vec<_>) = document
        .findings
        .iter()
        .partition(|finding| denies(finding));
    let counted = [
        ("count.changes", changes),
        ("count.errors", deny.len()),
        ("count.warnings", warn.len()),
    ];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    parts.extend(counted.map(|(name, n)| words.say(name, args![n])));
    parts
}

/// Whether a finding denies.
pub(super) fn denies(finding: &FindingView) -> bool {
    finding.level == Level::Deny
}

/// "2.0 → 3.0 (utkast)".
fn numbers(version: &VersionView, words: &Words) -> String {
    let state = match version.state {
        _ if version.baseline => "baseline",
        State::Draft => "draft",
        State::Published => "published",
        State::Altered => "altered",
    };
    let number = &version.number;
    let before = version.before.as_ref().filter(|before| *before != number);
    words.say("review.numbers", args![before, number, state])
}

/// A version's heading: "Version 3.0, utkast, jämförd med 2.0".
pub(super) fn version(version: &VersionView, words: &Words) -> String {
    let state = match version.state {
        State::Published if version.baseline => "baseline",
        State::Published => "published",
        State::Draft => "draft",
        State::Altered => "altered",
    };
    words.say(
        "review.version",
        args![
            number = &version.number,
            state,
            day = version.published.as_ref(),
            before = version.before.as_ref()
        ],
    )
}

/// What became of a document, where that is more than a change.
pub(super) fn fate(document: &DocumentView, words: &Words) -> Option<String> {
    let id = document.moved_from.as_ref();
    let moved = id.map(|id| words.say("review.moved-document", args![id]));
    let parts: Vec<String> = words::fate(words, document.fate)
        .into_iter()
        .chain(moved)
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// "gäller från: 2022-12-19 → 2023-03-19".
pub(super) fn fact(fact: &FactView) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
    format!("{}: {} → {}", fact.name, side(&fact.old), side(&fact.new))
}

/// "contracts/logo.png (ny)".
pub(super) fn file(file: &FileView, words: &Words) -> String {
    format!("{} ({})", file.path, words::file_fate(words, file.fate))
}

/// What a change is: kinds, what the engine holds, points, date, whether the branch adds it.
pub(super) fn about(change: &ChangeView, words: &Words) -> String {
    let mut parts = vec![change.about.clone(), words.materiality(change.materiality)];
    parts.extend(change.points.clone());
    let day = change.effective.as_ref();
    parts.extend(day.map(|day| words.say("review.effective", args![day])));
    parts.extend((!change.added).then(|| words.say("review.known", args![])));
    parts.join(" · ")
}

/// Where a change stands, and what makes it the same: "contracts/a.md:12 · 1f0e…".
pub(super) fn place(change: &ChangeView) -> (String, &str) {
    (
        format!("{}:{}", change.path, change.line),
        &change.fingerprint,
    )
}

/// What the author says of a change: "avgift: redaktionell, till kundens fördel; skäl: …".
pub(super) fn label(label: &LabelView, words: &Words) -> String {
    words.say(
        "review.label",
        args![
            note = &label.note,
            materiality = label.materiality.map(|own| words.materiality(own)),
            effect = label.effect.map(|effect| words::effect(words, effect)),
            reason = label.reason.as_ref()
        ],
    )
}

/// What stands under a note's words.
pub(super) fn note(note: &NoteView, words: &Words) -> Vec<String> {
    let mut about = vec![note.id.clone(), words.materiality(note.materiality)];
    about.extend(note.effect.map(|effect| words::effect(words, effect)));
    let holds = [
        ("review.significant", note.significant),
        ("review.not-recorded", !note.recorded),
        ("review.engines-words", note.recorded && !note.written),
    ];
    let holds = holds.into_iter().filter(|(_, holds)| *holds);
    about.extend(holds.map(|(name, _)| words.say(name, args![])));
    let mut lines = vec![about.join(" · ")];
    lines.push(words.say(
        "review.note-date",
        args![
            cancelled = note.cancelled,
            day = note.effective.as_ref(),
            from = note.corrected_from.as_ref(),
            derivation = note.derivation.as_ref()
        ],
    ));
    let affects = note.affects.join(", ");
    let more = [
        ("reason", note.reason.as_deref()),
        ("purpose", note.purpose.as_deref()),
        ("affects", Some(affects.as_str())),
        ("action", note.action.as_deref()),
        ("action_by", note.action_by.as_deref()),
    ];
    lines.extend(more.into_iter().filter_map(|(key, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(format!("{}: {value}", words::key(words, key)))
    }));
    lines
}

/// The heading of a preview.
pub(super) fn preview(preview: &EntryView, words: &Words) -> String {
    let (page, day) = (&preview.page, &preview.day);
    words.say("review.preview", args![page, day])
}

/// The documents of which nothing is new.
pub(super) fn unchanged(view: &ReviewView, words: &Words) -> Option<String> {
    let titles = view.unchanged.join(", ");
    (!view.unchanged.is_empty()).then(|| words.say("review.unchanged", args![titles]))
}

/// A reason of bounded length.
pub(super) fn short(reason: &str) -> String {
    if reason.chars().count() <= LONGEST_REASON {
        return reason.to_owned();
    }
    let cut: String = reason.chars().take(LONGEST_REASON - 1).collect();
    format!("{cut}…")
}
