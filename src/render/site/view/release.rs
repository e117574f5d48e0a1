//! Releases, their documents and their notes.

use serde::Serialize;

use super::{Day, Link};
use crate::render::templates::Html;

/// The page of a year.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// "Ändringar i kundavtalet 2022".
    pub title: String,
    /// The agreement's name.
    pub agreement: String,
    /// The year.
    pub year: i32,
    /// The lead.
    pub lead: Option<Html>,
    /// The releases, newest first.
    pub releases: Vec<ReleaseView>,
    /// The year before.
    pub earlier: Option<Link>,
    /// The year after.
    pub later: Option<Link>,
    /// The same year by date of effect, where something takes effect.
    pub effects: Option<String>,
    /// All years.
    pub years_href: String,
}

/// A year by date of effect.
#[derive(Debug, Serialize)]
pub struct EffectsView {
    /// The agreement's name.
    pub agreement: String,
    /// The year.
    pub year: i32,
    /// The days on which something takes effect, earliest first.
    pub days: Vec<ComingDay>,
    /// The year before.
    pub earlier: Option<Link>,
    /// The year after.
    pub later: Option<Link>,
    /// The same year by publication, where something was published.
    pub publications: Option<String>,
}

/// The page of one release.
#[derive(Debug, Serialize)]
pub struct ReleasePageView {
    /// "Ändringar i kundavtalet 2022".
    pub title: String,
    /// The page of its year.
    pub year_href: String,
    /// The release.
    pub release: ReleaseView,
    /// The release before.
    pub earlier: Option<Link>,
    /// The release after.
    pub later: Option<Link>,
}

/// All that was published on one day.
#[derive(Debug, Serialize)]
pub struct ReleaseView {
    /// Its anchor.
    pub anchor: String,
    /// When.
    pub day: Day,
    /// A heading of its own, where it has one.
    pub heading: Option<String>,
    /// The level of its heading.
    pub level: u8,
    /// Its own page.
    pub href: String,
    /// Words of its own.
    pub announcement: Option<Html>,
    /// New services, by date of effect.
    pub services: Vec<NewGroup>,
    /// How many new services there are.
    pub service_count: usize,
    /// Other new documents, by date of effect.
    pub documents: Vec<NewGroup>,
    /// How many other new documents there are.
    pub document_count: usize,
    /// Changed documents in Swedish order.
    pub improved: Vec<ImprovedView>,
    /// Services whose end it makes known.
    pub withdrawn_services: Vec<WithdrawnView>,
    /// Other documents whose end it makes known.
    pub withdrawn: Vec<WithdrawnView>,
}

/// New services or documents that apply from one day.
#[derive(Debug, Serialize)]
pub struct NewGroup {
    /// They, in Swedish order.
    pub items: Vec<NewItem>,
    /// From when they apply.
    pub day: Option<Day>,
    /// Whether they are a significant change to the customer's advantage.
    pub significant: bool,
    /// Where they stand by date of effect.
    pub twin: Option<String>,
}

/// A new service or document.
#[derive(Debug, Serialize)]
pub struct NewItem {
    /// Its anchor.
    pub anchor: String,
    /// Its title as of the version.
    pub title: String,
    /// The version's page.
    pub href: String,
    /// What the author says of it.
    pub notes: Vec<NoteView>,
}

/// A document whose end is made known.
#[derive(Debug, Serialize)]
pub struct WithdrawnView {
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// The document's page.
    pub href: String,
    /// From when it no longer applies, or would have.
    pub day: Day,
    /// Whether the end was called off.
    pub cancelled: bool,
    /// Where it stands by date of effect.
    pub twin: Option<String>,
    /// What the reader is told.
    pub note: Option<String>,
    /// What became of it since.
    pub corrections: Vec<CorrectionView>,
}

/// A changed document.
#[derive(Debug, Serialize)]
pub struct ImprovedView {
    /// Its anchor.
    pub anchor: String,
    /// Its title as of the version.
    pub title: String,
    /// Its title before, where the version changed it.
    pub former_title: Option<String>,
    /// The document's page.
    pub href: String,
    /// The version.
    pub version: Link,
    /// The version before.
    pub before: Option<Link>,
    /// The comparison with the version before.
    pub comparison: Option<String>,
    /// Its notes by date of effect.
    pub groups: Vec<NoteGroup>,
}

/// Notes that apply from one day.
#[derive(Debug, Serialize)]
pub struct NoteGroup {
    /// From when; `None` when that is not decided or the changes are called off.
    pub day: Option<Day>,
    /// Whether the changes will not be carried out.
    pub cancelled: bool,
    /// Whether the date line speaks of several changes.
    pub plural: bool,
    /// The notes.
    pub notes: Vec<NoteView>,
    /// Where the same changes stand by date of effect.
    pub twin: Option<String>,
}

/// What the reader is told.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// Its anchor.
    pub anchor: String,
    /// The words.
    pub text: String,
    /// Whether it is editorial.
    pub editorial: bool,
    /// Whether it is a significant change.
    pub significant: bool,
    /// Whether it is to the customer's advantage.
    pub favourable: bool,
    /// What a customer who does not agree can do, for a significant change.
    pub remedy: Option<String>,
    /// Why the change was made.
    pub purpose: Option<String>,
    /// Whom it concerns.
    pub affects: Vec<String>,
    /// What the customer must do.
    pub action: Option<String>,
    /// The last day to do it.
    pub action_by: Option<Day>,
    /// An address with more to read.
    pub more: Option<String>,
    /// What was corrected since.
    pub corrections: Vec<CorrectionView>,
    /// The particulars about the processing of personal data that it changes, by their names.
    pub particulars: Vec<String>,
    /// Whether it changes an instruction to the processor.
    pub instruction: bool,
    /// For each definition that it changes, which sections use the term, in a sentence.
    pub touches: Vec<String>,
    /// The redline of the sections that it speaks of.
    pub redline: Vec<ChangeView>,
}

/// A correction made after publication.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub on: Day,
    /// The date before.
    pub from: Option<Day>,
    /// The date since.
    pub to: Option<Day>,
    /// Whether the change will not be carried out.
    pub cancelled: bool,
    /// Whether the words of the note are others.
    pub reworded: bool,
    /// The sentence before.
    pub was: Option<String>,
    /// What the reader is told.
    pub note: Option<String>,
}

/// The redline of one section.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// Its anchor on the page of the comparison.
    pub anchor: String,
    /// The way there.
    pub href: Option<String>,
    /// Number and title.
    pub label: String,
    /// The heading before, where it was another.
    pub former: Option<String>,
    /// The points that changed, in words.
    pub points: Option<String>,
    /// The kinds of change, by name.
    pub kinds: Vec<&'static str>,
    /// From when it applies.
    pub day: Option<Day>,
    /// The redline.
    pub html: Html,
}

/// What takes effect on one day to come.
#[derive(Debug, Serialize)]
pub struct ComingDay {
    /// The day; `None` where it is not decided.
    pub day: Option<Day>,
    /// The documents, in Swedish order.
    pub documents: Vec<ComingDocument>,
}

/// A document that changes on a day to come.
#[derive(Debug, Serialize)]
pub struct ComingDocument {
    /// Its anchor on a page of dates of effect.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// When the change was published.
    pub published: Day,
    /// The entry on the page of the release.
    pub release: String,
    /// Whether the document itself is new.
    pub is_new: bool,
    /// Whether the document ends.
    pub ends: bool,
    /// What changes.
    pub notes: Vec<NoteView>,
}

/// The page of what is to come.
#[derive(Debug, Serialize)]
pub struct ComingView {
    /// The day that the page looks from.
    pub on: Day,
    /// By date of effect, the next first.
    pub days: Vec<ComingDay>,
    /// Drafts, where the site shows them.
    pub drafts: Vec<DraftView>,
}

/// A draft.
#[derive(Debug, Serialize)]
pub struct DraftView {
    /// The document's title.
    pub title: String,
    /// The version's number.
    pub version: String,
    /// The version's page.
    pub href: String,
    /// What it changes.
    pub notes: Vec<NoteView>,
}
