//! Documents, their versions and their comparisons.

use serde::Serialize;

use super::super::timeline::TimelineView;
use super::release::{ChangeView, NoteView};
use super::{Day, Link};
use crate::render::templates::Html;

/// The list of documents.
#[derive(Debug, Serialize)]
pub struct DocumentsView {
    /// The day that the list shows.
    pub on: super::Day,
    /// The year whose changes are shown.
    pub year: i32,
    /// The documents in Swedish order.
    pub documents: Vec<DocumentSummary>,
}

/// A document in one row.
#[derive(Debug, Serialize)]
pub struct DocumentSummary {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The kind's name.
    pub kind: Option<String>,
    /// What is in force.
    pub status: Status,
    /// What was published this year.
    pub this_year: Vec<DatedLink>,
    /// What was published last, when nothing was this year.
    pub latest: Option<DatedLink>,
}

/// A day that leads somewhere.
#[derive(Debug, Clone, Serialize)]
pub struct DatedLink {
    /// The day.
    pub day: Day,
    /// Where it leads.
    pub href: String,
}

/// Where a document or a version stands on the day.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Status {
    /// `draft`, `upcoming`, `in-force`, `partly`, `superseded`, `called-off` or `withdrawn`.
    pub key: &'static str,
    /// Whether what binds is composed of this version and others.
    pub composed: bool,
    /// The version that the words speak of.
    pub version: String,
    /// Since when it applies, or from when it will.
    pub from: Option<Day>,
    /// Parts that apply from later days.
    pub later: Vec<Day>,
    /// The version that supersedes it.
    pub by: Option<Link>,
    /// From which days the superseding version applies.
    pub by_days: Vec<Day>,
    /// Since when nothing of it applies any more.
    pub superseded: Option<Day>,
    /// From when the document no longer applies.
    pub ends: Option<Day>,
    /// What the reader is told about the end.
    pub ends_note: Option<String>,
}

/// Between whom a document is, and how it stands to others.
#[derive(Debug, Serialize)]
pub struct RelationsView {
    /// The parties.
    pub parties: Vec<String>,
    /// What it is an integrated part of.
    pub part_of: Vec<Link>,
    /// What is an integrated part of it.
    pub parts: Vec<Link>,
    /// What it supplements.
    pub supplements: Vec<Link>,
    /// What supplements it.
    pub supplemented_by: Vec<Link>,
    /// What it applies together with.
    pub applies_with: Vec<Link>,
    /// What it replaces.
    pub replaces: Vec<Link>,
    /// What replaces it.
    pub replaced_by: Vec<Link>,
}

/// A document's page.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// Its title as of the text in force.
    pub title: String,
    /// Its newest title, where the text in force has an older one.
    pub new_title: Option<String>,
    /// The kind's name.
    pub kind: Option<String>,
    /// The service.
    pub service: Option<String>,
    /// The agreements that it belongs to.
    pub agreements: Vec<String>,
    /// Whether the page says which data-processing agreement applies, or that none is stated: a
    /// service's does.
    pub tells_personal_data: bool,
    /// The data-processing agreement.
    pub personal_data: Option<String>,
    /// Its own page, where the site has it.
    pub personal_data_href: Option<String>,
    /// The page of what it states about the processing of personal data.
    pub processing: Option<String>,
    /// Between whom it is, and how it stands to other documents.
    pub relations: RelationsView,
    /// What is in force.
    pub status: Status,
    /// What is decided and not in effect yet.
    pub coming: Vec<super::release::ComingDay>,
    /// The day that the text is shown for.
    pub on: Day,
    /// The versions that the text is composed of.
    pub composed_of: Vec<Link>,
    /// Why no rule can say what binds in some sections, in sentences: their words are left out.
    pub undecided: Vec<String>,
    /// Whether the text shown is `in-force`, `upcoming`, or what applied last (`ended`).
    pub text: &'static str,
    /// The text.
    pub sections: Vec<SectionView>,
    /// The versions as a picture; absent while nothing is published.
    pub timeline: Option<TimelineView>,
    /// The versions, newest first.
    pub history: Vec<HistoryRow>,
    /// The document's feed.
    pub feed: String,
    /// The document's calendar.
    pub calendar: String,
}

/// A version in the table of versions.
#[derive(Debug, Serialize)]
pub struct HistoryRow {
    /// The version and its page.
    pub version: Link,
    /// The title, where it differs from the document's.
    pub title: Option<String>,
    /// When it was published; `None` for a draft.
    pub published: Option<Day>,
    /// From which days its changes apply.
    pub applies: Vec<Day>,
    /// What changed, in sentences.
    pub notes: Vec<String>,
    /// Whether it existed before the history here begins.
    pub baseline: bool,
    /// Whether it is the first version.
    pub first: bool,
    /// Its entry on the page of the year.
    pub release: Option<String>,
    /// The comparison with the version before.
    pub comparison: Option<Link>,
    /// Where it stands.
    pub status: Status,
}

/// A version's page.
#[derive(Debug, Serialize)]
pub struct VersionView {
    /// The title as of the version.
    pub title: String,
    /// The version's number.
    pub version: String,
    /// When it was published.
    pub published: Option<Day>,
    /// The document's page.
    pub document: String,
    /// Where it stands.
    pub status: Status,
    /// Notes of which something was corrected or called off since.
    pub corrected: Vec<NoteView>,
    /// The version before.
    pub earlier: Option<Link>,
    /// The version after.
    pub later: Option<Link>,
    /// The comparison with the version before.
    pub comparison: Option<Link>,
    /// The text.
    pub sections: Vec<SectionView>,
}

/// A section of a text.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its anchor.
    pub anchor: String,
    /// The level of its heading on this page; 0 without heading.
    pub level: u8,
    /// How deep it stands in the text, counted from 0.
    pub depth: u8,
    /// The printed number.
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// The body.
    pub html: Html,
    /// What happened to it, and what will.
    pub marks: Vec<SectionMark>,
    /// Whether the body is empty.
    #[serde(skip)]
    pub empty: bool,
}

/// A small dated mark at a section.
#[derive(Debug, Serialize)]
pub struct SectionMark {
    /// `changed`, `added`, `pending`, `pending-repeal` or `undecided`.
    pub key: &'static str,
    /// The day.
    pub day: Day,
    /// The redline.
    pub href: Option<String>,
    /// The version that brings or brought it.
    pub version: String,
}

/// The comparison of two versions.
#[derive(Debug, Serialize)]
pub struct ComparisonView {
    /// The title as of the newer version.
    pub title: String,
    /// The older version.
    pub old: Link,
    /// The newer version.
    pub new: Link,
    /// When the newer version was published.
    pub published: Option<Day>,
    /// The document's page.
    pub document: String,
    /// Facts of the front matter that changed, in sentences.
    pub facts: Vec<String>,
    /// What became of the sections, in one line.
    pub account: Option<String>,
    /// The day from which all of it applies, where it is one.
    pub same_day: Option<Day>,
    /// The changed sections.
    pub changes: Vec<ChangeView>,
    /// The sections that did not change.
    pub unchanged: Vec<String>,
}
