//! What a review says in single lines, the same in every format.

use super::view::{
    ChangeView, DocumentView, FactView, LabelView, NoteView, ReviewView, RevisionView, VersionView,
};
use super::words::Words;
use crate::model::finding::Level;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;

/// How many of a change's reasons are shown.
pub(super) const MOST_REASONS: usize = 8;

/// How much of one reason is shown, in characters.
const LONGEST_REASON: usize = 240;

/// What a change means for records of the processing of personal data.
pub(super) fn marks(change: &ChangeView, words: Words) -> Vec<String> {
    let mut lines = Vec::new();
    if !change.particulars.is_empty() {
        let what = words.choose(
            "Ändrad uppgift om personuppgiftsbehandlingen",
            "Changed particular of the processing of personal data",
        );
        lines.push(format!("{what}: {}", change.particulars.join(", ")));
    }
    if change.instruction {
        lines.push(
            words
                .choose("Ändrad instruktion", "Changed instruction")
                .to_owned(),
        );
    }
    lines
}

/// "main (0123456789ab) → the work tree".
pub(super) fn revisions(view: &ReviewView, words: Words) -> String {
    let name = |revision: &RevisionView| match &revision.commit {
        Some(commit) => format!("{} ({})", revision.name, &commit[..commit.len().min(12)]),
        None => words.choose("arbetskopian", "the work tree").to_owned(),
    };
    let since = view.since.as_ref().map(|since| match words.0 {
        crate::model::finding::Language::Sv => format!(", nytt sedan {}", name(since)),
        crate::model::finding::Language::En => format!(", new since {}", name(since)),
    });
    format!(
        "{} → {}{}",
        name(&view.base),
        name(&view.head),
        since.unwrap_or_default()
    )
}

/// The summary, line by line.
pub(super) fn summary(view: &ReviewView, words: Words) -> Vec<String> {
    let summary = &view.summary;
    if summary.documents == 0 && view.rules.is_empty() && view.files.is_empty() {
        let mut lines = vec![
            words
                .choose(
                    "Inget i avtalen har ändrats.",
                    "Nothing in the contracts has changed.",
                )
                .to_owned(),
        ];
        lines.extend(
            (summary.deny + summary.warn > 0).then(|| counts(summary.deny, summary.warn, words)),
        );
        return lines;
    }
    let mut lines = vec![format!(
        "{}, {}",
        words.documents(summary.documents),
        words.versions(summary.versions)
    )];
    if summary.material + summary.editorial + summary.consequences > 0 {
        lines.push(format!(
            "{}, {}, {}",
            words.count(
                summary.material,
                ("ändring i sak", "ändringar i sak"),
                ("material change", "material changes")
            ),
            words.count(
                summary.editorial,
                ("redaktionell", "redaktionella"),
                ("editorial", "editorial")
            ),
            words.count(
                summary.consequences,
                ("följdändring", "följdändringar"),
                ("consequence", "consequences")
            ),
        ));
    }
    if summary.disputed > 0 {
        lines.push(words.count(
            summary.disputed,
            (
                "kallas redaktionell men ändrar texten i sak",
                "kallas redaktionella men ändrar texten i sak",
            ),
            (
                "is called editorial but the text says otherwise",
                "are called editorial but the text says otherwise",
            ),
        ));
    }
    if !summary.sections.is_empty() {
        let kinds = summary
            .sections
            .iter()
            .map(|(kind, n)| words.kind_count(kind, *n))
            .collect::<Vec<_>>();
        lines.push(format!(
            "{}: {}",
            words.choose("avsnitt", "sections"),
            kinds.join(", ")
        ));
    }
    lines.extend(dates(view, words));
    lines.push(counts(summary.deny, summary.warn, words));
    if let (Some(seen), Some(since)) = (&summary.seen, &view.since) {
        let all = [
            words.count(
                seen.changes,
                ("ändring", "ändringar"),
                ("change", "changes"),
            ),
            words.count(
                seen.notes,
                ("text till läsaren", "texter till läsaren"),
                ("note", "notes"),
            ),
            words.count(seen.facts, ("uppgift", "uppgifter"), ("fact", "facts")),
            words.count(seen.findings, ("fynd", "fynd"), ("finding", "findings")),
        ];
        let lead = words.choose("oförändrat sedan", "the same as in");
        lines.push(format!("{lead} {}: {}", since.name, all.join(", ")));
    }
    lines
}

fn dates(view: &ReviewView, words: Words) -> Option<String> {
    let summary = &view.summary;
    let undated = (summary.undated > 0).then(|| {
        words.count(
            summary.undated,
            ("utan eget datum", "utan eget datum"),
            ("without a date of its own", "without a date of their own"),
        )
    });
    let range = match (&summary.earliest, &summary.latest) {
        (Some(first), Some(last)) if first == last => Some(first.clone()),
        (Some(first), Some(last)) => Some(format!("{first} – {last}")),
        _ => None,
    };
    let parts: Vec<String> = range.into_iter().chain(undated).collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{}: {}",
            words.choose("gäller från", "applies from"),
            parts.join("; ")
        )
    })
}

/// "fynd: 1 fel, 2 varningar".
fn counts(deny: usize, warn: usize, words: Words) -> String {
    format!(
        "{}: {}, {}",
        words.choose("fynd", "findings"),
        words.errors(deny),
        words.warnings(warn)
    )
}

/// A document in the table of contents: "Digitalt möte · 2.0 → 3.0 (utkast) · 3 ändringar · 1 fel".
pub(super) fn contents(document: &DocumentView, words: Words) -> String {
    let mut parts = vec![document.title.clone()];
    parts.extend(about_document(document, words));
    parts.join(" · ")
}

/// The same without the title.
pub(super) fn about_document(document: &DocumentView, words: Words) -> Vec<String> {
    let mut parts = Vec::new();
    if document.fate != "changed" {
        parts.push(words.fate(document.fate));
    }
    for version in &document.versions {
        parts.push(numbers(version, words));
    }
    let changes: usize = document
        .versions
        .iter()
        .map(|version| version.changes.len())
        .sum();
    if changes > 0 {
        parts.push(words.count(changes, ("ändring", "ändringar"), ("change", "changes")));
    }
    let deny = document
        .findings
        .iter()
        .filter(|finding| denies(finding))
        .count();
    let warn = document.findings.len() - deny;
    parts.extend((deny > 0).then(|| words.errors(deny)));
    parts.extend((warn > 0).then(|| words.warnings(warn)));
    parts
}

/// Whether a finding denies.
pub(super) fn denies(finding: &FindingView) -> bool {
    finding.level == Level::Deny.name()
}

/// "2.0 → 3.0 (utkast)".
fn numbers(version: &VersionView, words: Words) -> String {
    let state = match version.baseline {
        true => words
            .choose("från tiden före", "from the time before")
            .to_owned(),
        false => words.state(version.state),
    };
    match &version.before {
        Some(before) if *before != version.number => {
            format!("{before} → {} ({state})", version.number)
        }
        _ => format!("{} ({state})", version.number),
    }
}

/// A version's heading: "Version 3.0, utkast, jämförd med 2.0".
pub(super) fn version(version: &VersionView, words: Words) -> String {
    let state = match version.state {
        "published" if version.baseline => words
            .choose("från tiden före", "from the time before")
            .to_owned(),
        "published" => {
            let day = version.published.as_deref().unwrap_or_default();
            format!("{} {day}", words.state(version.state))
        }
        state => words.state(state),
    };
    match (&version.before, version.state) {
        (_, "altered") => format!("Version {}: {state}", version.number),
        (Some(before), _) => {
            format!(
                "Version {}, {state}, {} {before}",
                version.number,
                words.choose("jämförd med", "compared with")
            )
        }
        (None, _) => format!(
            "Version {}, {state}, {}",
            version.number,
            words.choose("dokumentets första", "the document's first")
        ),
    }
}

/// What became of a document, where that is more than a change.
pub(super) fn fate(document: &DocumentView, words: Words) -> Option<String> {
    let moved = document.moved_from.as_ref().map(|id| match words.0 {
        crate::model::finding::Language::Sv => {
            format!("texten är den som `{id}` hade: ett dokuments id ändras aldrig, bara titeln")
        }
        crate::model::finding::Language::En => {
            format!("the text is that of `{id}`: a document's id never changes, only its title")
        }
    });
    let fate = (document.fate != "changed").then(|| words.fate(document.fate));
    let parts: Vec<String> = fate.into_iter().chain(moved).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// "gäller från: 2022-12-19 → 2023-03-19".
pub(super) fn fact(fact: &FactView, words: Words) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
    let _ = words;
    format!("{}: {} → {}", fact.name, side(&fact.old), side(&fact.new))
}

/// What a change is: kinds, what the engine holds, points, date, whether the branch adds it.
pub(super) fn about(change: &ChangeView, words: Words) -> String {
    let mut parts = vec![change.about.clone(), words.materiality(change.materiality)];
    parts.extend(change.points.clone());
    parts.extend(
        change
            .effective
            .as_ref()
            .map(|date| format!("{} {date}", words.choose("gäller från", "applies from"))),
    );
    let known = words.choose("fanns i utkastet redan", "stood in the draft already");
    parts.extend((!change.added).then(|| known.to_owned()));
    parts.join(" · ")
}

/// What the author says of a change: "avgift: redaktionell, till kundens fördel; skäl: …".
pub(super) fn label(label: &LabelView, words: Words) -> String {
    let mut parts = Vec::new();
    match label.materiality {
        Some(name) => parts.push(words.materiality(name)),
        None => parts.push(
            words
                .choose(
                    "lämnar bedömningen till verktyget",
                    "leaves the weight to the engine",
                )
                .to_owned(),
        ),
    }
    parts.extend(label.effect.map(|effect| words.effect(effect)));
    let lead = words.choose("författaren", "the author");
    let reason = label
        .reason
        .as_ref()
        .map(|reason| format!("; {}: {reason}", words.choose("skäl", "reason")));
    format!(
        "{lead} ({}): {}{}",
        label.note,
        parts.join(", "),
        reason.unwrap_or_default()
    )
}

/// What stands under a note's words.
pub(super) fn note(note: &NoteView, words: Words) -> Vec<String> {
    let mut about = vec![note.id.clone(), words.materiality(note.materiality)];
    about.extend(note.effect.map(|effect| words.effect(effect)));
    about.extend(note.significant.then(|| {
        words
            .choose("väsentlig ändring", "significant change")
            .to_owned()
    }));
    if !note.recorded {
        about.push(
            words
                .choose("ingen post i ändringsloggen", "no entry in the record")
                .to_owned(),
        );
    } else if !note.written {
        about.push(
            words
                .choose("verktygets ord", "the engine's words")
                .to_owned(),
        );
    }
    let mut lines = vec![about.join(" · ")];
    let date = match (&note.effective, note.cancelled) {
        (_, true) => words.choose("genomförs inte", "called off").to_owned(),
        (Some(date), _) => format!("{} {date}", words.choose("gäller från", "applies from")),
        (None, _) => words
            .choose(
                "inget eget datum: gäller från publiceringen",
                "no date of its own: applies from publication",
            )
            .to_owned(),
    };
    let from = note
        .corrected_from
        .as_ref()
        .map(|date| format!(", {} {date}", words.choose("tidigare", "formerly")));
    let derivation = note.derivation.as_ref().map(|words| format!(" ({words})"));
    lines.push(format!(
        "{date}{}{}",
        from.unwrap_or_default(),
        derivation.unwrap_or_default()
    ));
    let mut more = |name: String, value: Option<String>| {
        lines.extend(
            value
                .filter(|value| !value.is_empty())
                .map(|value| format!("{name}: {value}")),
        );
    };
    more(
        words.choose("skäl", "reason").to_owned(),
        note.reason.clone(),
    );
    more(words.key("purpose"), note.purpose.clone());
    more(words.key("affects"), Some(note.affects.join(", ")));
    more(words.key("action"), note.action.clone());
    more(words.key("action_by"), note.action_by.clone());
    lines
}

/// The heading of a preview.
pub(super) fn preview(preview: &EntryView, words: Words) -> String {
    let lead = words.choose("Så kommer det att stå i", "How it will stand in");
    let (open, close) = words
        .choose("” ”", "“ ”")
        .split_once(' ')
        .unwrap_or_default();
    format!("{lead} {open}{}{close}, {}", preview.page, preview.day)
}

/// The documents of which nothing is new.
pub(super) fn unchanged(view: &ReviewView, words: Words) -> Option<String> {
    let lead = words.choose("Inget nytt i", "Nothing new in");
    (!view.unchanged.is_empty()).then(|| format!("{lead}: {}", view.unchanged.join(", ")))
}

/// A reason of bounded length.
pub(super) fn short(reason: &str) -> String {
    if reason.chars().count() <= LONGEST_REASON {
        return reason.to_owned();
    }
    let cut: String = reason.chars().take(LONGEST_REASON - 1).collect();
    format!("{cut}…")
}
