//! What every format of a review is made of, and what `--format json` prints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::classify::Materiality;
use crate::diff::ChangeKind;
use crate::model::record::Effect;
use crate::render::findings::FindingView;
use crate::render::site::EntryView;
use crate::render::templates::Html;
use crate::review::{Fate, FileFate, State};

/// The version of these shapes: further keys may come under the same number.
pub const SCHEMA_VERSION: u32 = 1;

/// A whole review.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The language's code.
    pub language: &'static str,
    /// What the branch began from.
    pub base: RevisionView,
    /// What is reviewed.
    pub head: RevisionView,
    /// The earlier state of the branch that was seen already; what is the same as then is left out
    /// and counted.
    pub since: Option<RevisionView>,
    /// The day from which it is looked at.
    pub on: String,
    /// Whether a finding denies.
    pub denies: bool,
    /// The counts.
    pub summary: SummaryView,
    /// Findings that belong to none of the documents.
    pub findings: Vec<FindingView>,
    /// The rules that differ: values of agreement.yaml.
    pub rules: Vec<FactView>,
    /// Other files that differ.
    pub files: Vec<FileView>,
    /// The documents that differ, in Swedish order.
    pub documents: Vec<DocumentView>,
    /// Titles of documents of which nothing is new since the earlier state.
    pub unchanged: Vec<String>,
    /// The entries of the pages of years, as they will stand. A draft is shown as if it were
    /// published on the day.
    pub previews: Vec<EntryView>,
}

/// A revision.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionView {
    /// What the user called it.
    pub name: String,
    /// The commit's full name; `None` for the files of the work tree.
    pub commit: Option<String>,
}

/// The counts of a review.
#[derive(Debug, Default, Serialize)]
pub struct SummaryView {
    /// Documents that differ.
    pub documents: usize,
    /// Versions drafted, published or altered.
    pub versions: usize,
    /// Changed sections by kind of change, consequences aside; a section can change in several
    /// ways at once.
    pub sections: BTreeMap<&'static str, usize>,
    /// Changes that may alter a right or a duty, as labelled by the author, else as the engine
    /// proposes.
    pub material: usize,
    /// Changes of which only a person can tell, and nobody has.
    pub unclear: usize,
    /// Changes that cannot.
    pub editorial: usize,
    /// Those of them that the engine holds to be material all the same.
    pub disputed: usize,
    /// Changes that only follow from others.
    pub consequences: usize,
    /// The earliest date of effect.
    pub earliest: Option<String>,
    /// The latest date of effect.
    pub latest: Option<String>,
    /// Notes whose date of effect is not decided.
    pub undated: usize,
    /// Findings that deny.
    pub deny: usize,
    /// Findings that warn.
    pub warn: usize,
    /// What was left out because it was seen already.
    pub seen: Option<SeenView>,
}

/// How much is the same as in an earlier state of the branch.
#[derive(Debug, Default, Clone, Serialize)]
pub struct SeenView {
    /// Changes of sections.
    pub changes: usize,
    /// Notes.
    pub notes: usize,
    /// Facts.
    pub facts: usize,
    /// Findings.
    pub findings: usize,
}

/// A document that differs.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// Its title as of its newest version.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// The id of a document that is gone and whose text this one has.
    pub moved_from: Option<String>,
    /// The versions that are drafted, published or altered, the newest first.
    pub versions: Vec<VersionView>,
    /// Facts of records that were published already.
    pub facts: Vec<FactView>,
    /// The findings about its files.
    pub findings: Vec<FindingView>,
}

/// A version against the last published one.
#[derive(Debug, Serialize)]
pub struct VersionView {
    /// Its number.
    pub number: String,
    /// The number that it is compared with; `None` for a document's first version.
    pub before: Option<String>,
    /// What it is in the branch.
    pub state: State,
    /// When it was published.
    pub published: Option<String>,
    /// From when its changes apply, where no note says otherwise.
    pub effective: Option<String>,
    /// Its file.
    pub path: String,
    /// Whether it is older than the history kept here.
    pub baseline: bool,
    /// The facts that differ.
    pub facts: Vec<FactView>,
    /// The changed sections, in the order of the text.
    pub changes: Vec<ChangeView>,
    /// What only followed, in one sentence.
    pub consequences: Option<String>,
    /// What became of its sections, in the short form.
    #[serde(skip)]
    pub account: Option<String>,
    /// What the readers are told.
    pub notes: Vec<NoteView>,
    /// What the notes do not cover: sections, and points of sections.
    pub uncovered: Vec<String>,
    /// The headings of a document's first version.
    pub outline: Vec<String>,
    /// The text of a document's first version.
    pub text: Option<Html>,
}

/// A changed section.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The heading, number and title.
    pub heading: String,
    /// The heading with what changed in it.
    pub heading_redline: RedlineView,
    /// The kinds of change.
    pub kinds: Vec<ChangeKind>,
    /// The same in words.
    pub about: String,
    /// The points that changed, in words.
    pub points: Option<String>,
    /// What the engine holds.
    pub materiality: Materiality,
    /// Why, each reason on one line.
    pub reasons: Vec<String>,
    /// The particulars about the processing of personal data that it changes, by their names.
    pub particulars: Vec<String>,
    /// Whether it changes an instruction to the processor of personal data.
    pub instruction: bool,
    /// What the author says of it, entry by entry.
    pub labels: Vec<LabelView>,
    /// From when it applies.
    pub effective: Option<String>,
    /// Whether the branch adds it; else it stood in a draft at the base already.
    pub added: bool,
    /// What makes it the same change; a `reason` is bound to it.
    pub fingerprint: String,
    /// The file in which the section stands.
    pub path: String,
    /// The line of its heading.
    pub line: usize,
    /// The text with what changed in it.
    pub redline: RedlineView,
}

/// A redline in three kinds of signs.
#[derive(Debug, Serialize)]
pub struct RedlineView {
    /// As HTML.
    pub html: Html,
    /// As inert Markdown.
    pub markdown: String,
    /// As plain text, with `[-…-]` and `{+…+}`, or with colours.
    pub text: String,
}

/// What an entry of the record says of a change.
#[derive(Debug, Clone, Serialize)]
pub struct LabelView {
    /// The entry's id.
    pub note: String,
    /// `None` where the author leaves it to the engine.
    pub materiality: Option<Materiality>,
    /// The direction, seen from the customer.
    pub effect: Option<Effect>,
    /// The author's reason for departing from what the engine holds.
    pub reason: Option<String>,
}

/// What the readers are told.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// The entry's id, or a generated one.
    pub id: String,
    /// The words.
    pub text: String,
    /// Whether the author wrote them; else the engine does.
    pub written: bool,
    /// Whether the record has an entry; else the engine adds the note by itself.
    pub recorded: bool,
    /// Whether it may alter a right or a duty.
    pub materiality: Materiality,
    /// The direction, seen from the customer.
    pub effect: Option<Effect>,
    /// Whether it is a significant change.
    pub significant: bool,
    /// From when.
    pub effective: Option<String>,
    /// How the date follows from the rules.
    pub derivation: Option<String>,
    /// The date before corrections.
    pub corrected_from: Option<String>,
    /// Whether the change is called off.
    pub cancelled: bool,
    /// The author's reason.
    pub reason: Option<String>,
    /// Why the change was made.
    pub purpose: Option<String>,
    /// Whom it concerns.
    pub affects: Vec<String>,
    /// What the customer must do.
    pub action: Option<String>,
    /// The last day to do it.
    pub action_by: Option<String>,
}

/// A value that is another one now.
#[derive(Debug, Serialize)]
pub struct FactView {
    /// The file.
    pub path: String,
    /// The line.
    pub line: usize,
    /// The key, as it is written, with what it belongs to: `changes › avgift › effective`.
    pub key: String,
    /// The same in words.
    pub name: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// A file that belongs to no document.
#[derive(Debug, Serialize)]
pub struct FileView {
    /// The file.
    pub path: String,
    /// What became of it.
    pub fate: FileFate,
}
