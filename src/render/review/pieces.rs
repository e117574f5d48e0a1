//! A review as pieces in the order in which they are read: one walk over the view. Text, Markdown
//! and HTML are three printers of them, and say nothing that is not in a piece.

use super::lines;
use super::view::{
    ChangeView, DocumentView, FactView, FileView, NoteView, RedlineView, ReviewView, VersionView,
};
use crate::args;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;
use crate::render::templates::Html;
use crate::words::Words;

/// A piece of a review.
pub(super) enum Piece<'v> {
    /// What stands over the pieces that follow.
    Title(Title, String),
    /// One line.
    Line(Line, String),
    /// Lines of one kind.
    List(List, Vec<String>),
    /// A document in the table of contents, with its place.
    Entry(usize, &'v DocumentView),
    /// A finding.
    Finding(&'v FindingView),
    /// The files that belong to no document.
    Files(&'v [FileView]),
    /// What readers are told, and what stands under it.
    Note(&'v NoteView, Vec<String>),
    /// Where a change stands, and its fingerprint.
    Place(String, &'v str),
    /// A text with what changed in it.
    Redline(&'v RedlineView),
    /// A text as a whole, with what it is called.
    Whole(String, &'v Html),
    /// Pieces that belong together.
    Fold(Fold<'v>, Vec<Piece<'v>>),
}

/// What a title stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// The whole review.
    Review,
    /// A version.
    Version,
    /// What readers are told.
    Told,
    /// What they are not told.
    NotTold,
    /// The headings of a first version.
    Headings,
    /// The changed sections.
    Redlines,
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Which revisions are compared.
    Revisions,
    /// Of which documents nothing is new.
    Unchanged,
    /// What became of a document.
    Fate,
    /// What a change is.
    About,
    /// What only followed.
    Consequences,
}

/// What the lines of a list say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// The counts.
    Summary,
    /// Values that are other ones now.
    Facts,
    /// What no note covers.
    NotTold,
    /// Headings.
    Headings,
    /// Why a change weighs what it weighs.
    Reasons,
    /// What the author says of a change.
    Labels,
    /// What a change means for records of processing.
    Marks,
}

/// What belongs together.
pub(super) enum Fold<'v> {
    /// A part that belongs to no document.
    Part(Part, String),
    /// A document, with its place among them.
    Document(usize, &'v DocumentView),
    /// A changed section.
    Change(&'v ChangeView),
    /// How the page of a year will stand, with its place and its heading.
    Preview(usize, String, &'v EntryView),
}

/// A part that belongs to no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The counts.
    Summary,
    /// Which documents differ.
    Contents,
    /// Findings outside the documents.
    Findings,
    /// Changed rules.
    Rules,
    /// Other files.
    Files,
    /// The documents.
    Documents,
}

/// The pieces of `view`.
pub(super) fn of<'v>(view: &'v ReviewView, words: &Words) -> Vec<Piece<'v>> {
    let mut pieces = vec![
        Piece::Title(Title::Review, words.say("review.title", args![])),
        Piece::Line(Line::Revisions, lines::revisions(view, words)),
    ];
    let mut part = |part: Part, name: &str, inner: Vec<Piece<'v>>| {
        if !inner.is_empty() {
            let title = words.say(name, args![]);
            pieces.push(Piece::Fold(Fold::Part(part, title), inner));
        }
    };
    let mut summary = vec![Piece::List(List::Summary, lines::summary(view, words))];
    summary.extend(lines::unchanged(view, words).map(|line| Piece::Line(Line::Unchanged, line)));
    part(Part::Summary, "review.summary", summary);
    let documents = || view.documents.iter().enumerate();
    let entries = documents().map(|(at, document)| Piece::Entry(at, document));
    part(Part::Contents, "review.contents", entries.collect());
    let findings = view.findings.iter().map(Piece::Finding).collect();
    part(Part::Findings, "review.findings-title", findings);
    let rules = facts(&view.rules).into_iter().collect();
    part(Part::Rules, "review.rules", rules);
    let files = (!view.files.is_empty()).then_some(Piece::Files(&view.files));
    part(Part::Files, "review.files", files.into_iter().collect());
    let folds = documents().map(|(at, document)| self::document(at, document, words));
    let title = words.say("review.documents", args![]);
    pieces.push(Piece::Fold(
        Fold::Part(Part::Documents, title),
        folds.collect(),
    ));
    pieces.extend(view.previews.iter().enumerate().map(|(at, preview)| {
        let title = lines::preview(preview, words);
        Piece::Fold(Fold::Preview(at, title, preview), Vec::new())
    }));
    pieces
}

fn facts<'v>(facts: &[FactView]) -> Option<Piece<'v>> {
    let lines: Vec<String> = facts.iter().map(lines::fact).collect();
    list(List::Facts, lines)
}

/// A list, where there is something in it.
fn list<'v>(kind: List, lines: Vec<String>) -> Option<Piece<'v>> {
    (!lines.is_empty()).then_some(Piece::List(kind, lines))
}

fn document<'v>(at: usize, document: &'v DocumentView, words: &Words) -> Piece<'v> {
    let mut pieces = Vec::new();
    pieces.extend(lines::fate(document, words).map(|line| Piece::Line(Line::Fate, line)));
    pieces.extend(document.findings.iter().map(Piece::Finding));
    pieces.extend(facts(&document.facts));
    for each in &document.versions {
        version(each, words, &mut pieces);
    }
    Piece::Fold(Fold::Document(at, document), pieces)
}

fn version<'v>(version: &'v VersionView, words: &Words, out: &mut Vec<Piece<'v>>) {
    let title = |title: Title, name: &str| Piece::Title(title, words.say(name, args![]));
    out.push(Piece::Title(Title::Version, lines::version(version, words)));
    out.extend(
        version
            .account
            .clone()
            .map(|line| Piece::Line(Line::Fate, line)),
    );
    out.extend(facts(&version.facts));
    if !version.notes.is_empty() {
        out.push(title(Title::Told, "review.told"));
        let note = |note: &'v NoteView| Piece::Note(note, lines::note(note, words));
        out.extend(version.notes.iter().map(note));
    }
    if let Some(list) = list(List::NotTold, version.uncovered.clone()) {
        out.extend([title(Title::NotTold, "review.not-told"), list]);
    }
    if let Some(list) = list(List::Headings, version.outline.clone()) {
        out.extend([title(Title::Headings, "review.headings"), list]);
    }
    if let Some(text) = &version.text {
        out.push(Piece::Whole(words.say("review.whole-text", args![]), text));
    }
    if !version.changes.is_empty() {
        out.push(title(Title::Redlines, "review.redlines"));
    }
    out.extend(version.changes.iter().map(|each| change(each, words)));
    let consequences = version.consequences.clone();
    out.extend(consequences.map(|line| Piece::Line(Line::Consequences, line)));
}

fn change<'v>(change: &'v ChangeView, words: &Words) -> Piece<'v> {
    let mut pieces = vec![Piece::Line(Line::About, lines::about(change, words))];
    let reasons = change.reasons.iter().take(lines::MOST_REASONS);
    let reasons = reasons.map(|reason| lines::short(reason)).collect();
    let labels = change.labels.iter().map(|own| lines::label(own, words));
    pieces.extend(list(List::Reasons, reasons));
    pieces.extend(list(List::Labels, labels.collect()));
    pieces.extend(list(List::Marks, lines::marks(change, words)));
    let (place, fingerprint) = lines::place(change);
    pieces.push(Piece::Place(place, fingerprint));
    pieces.push(Piece::Redline(&change.redline));
    Piece::Fold(Fold::Change(change), pieces)
}
