//! The page about the processing of personal data.

use serde::Serialize;

use super::super::parties_picture::PictureView;
use super::document::{RelationsView, Status};
use super::{ContactView, Day, Link};
use crate::render::templates::Html;

/// The page.
#[derive(Debug, Serialize)]
pub struct ProcessingView {
    /// The day that the page shows.
    pub on: Day,
    /// The opening.
    pub lead: Option<Html>,
    /// The agreements with documents that regulate the processing, the newest first.
    pub families: Vec<FamilyView>,
    /// Who stands in a relation with whom, as a picture; absent where no document names its
    /// parties.
    pub picture: Option<PictureView>,
    /// The same as a list.
    pub pairs: Vec<PairView>,
    /// How the families differ.
    pub differences: Option<Html>,
    /// What the agreements regulate above all.
    pub regulates: Option<Html>,
    /// What each service's own document states about the processing, and what such a document is
    /// called.
    pub particulars: Vec<String>,
    /// The kind of document that states it.
    pub particulars_in: Option<String>,
    /// The heading of the controller's instructions there.
    pub instructions: Option<String>,
    /// The page on which all services' particulars stand beside each other, where there is one.
    pub personal_data: Option<String>,
    /// The services by the agreement that applies to them.
    pub services: Vec<ServiceGroup>,
    /// Services that process no personal data.
    pub without: Vec<Link>,
    /// Words about the lists of signatories.
    pub registers_lead: Option<Html>,
    /// The lists.
    pub registers: Vec<RegisterLink>,
    /// Words about whom to ask.
    pub contact_lead: Option<Html>,
    /// Whom to ask.
    pub contact: ContactView,
}

/// An agreement, with its documents that regulate the processing.
#[derive(Debug, Serialize)]
pub struct FamilyView {
    /// Its anchor.
    pub anchor: String,
    /// What texts call it.
    pub name: String,
    /// Its main document.
    pub main: Option<Link>,
    /// What texts call the agreements that it replaces.
    pub replaces: Vec<String>,
    /// What texts call the agreements that replace it.
    pub replaced_by: Vec<String>,
    /// Words of its own.
    pub text: Option<Html>,
    /// How many services it covers on the day.
    pub services: usize,
    /// Its documents.
    pub documents: Vec<RegulationView>,
}

/// A document that regulates the processing.
#[derive(Debug, Serialize)]
pub struct RegulationView {
    /// Its anchor.
    pub anchor: String,
    /// Its title and page.
    pub document: Link,
    /// Words of its own.
    pub text: Option<Html>,
    /// Between whom it is, and how it stands to other documents.
    pub relations: RelationsView,
    /// Where it stands.
    pub status: Status,
    /// How many services name it, and where they are listed.
    pub services: usize,
    /// The anchor of that list.
    pub services_anchor: String,
    /// Who has signed it.
    pub register: Option<RegisterLink>,
}

/// Two parties and what regulates their relation.
#[derive(Debug, Serialize)]
pub struct PairView {
    /// The parties.
    pub parties: Vec<String>,
    /// The documents between them, older ones first.
    pub documents: Vec<PairDocument>,
}

/// A document between two parties.
#[derive(Debug, Serialize)]
pub struct PairDocument {
    /// Its title and page.
    pub document: Link,
    /// What texts call the agreement that it belongs to.
    pub agreement: String,
    /// What replaces it.
    pub replaced_by: Vec<Link>,
    /// What it supplements among such documents.
    pub supplements: Vec<Link>,
}

/// The services to which one agreement applies.
#[derive(Debug, Serialize)]
pub struct ServiceGroup {
    /// Its anchor.
    pub anchor: String,
    /// The agreement's name.
    pub name: String,
    /// Its page, where the site has it.
    pub href: Option<String>,
    /// The services, in Swedish order.
    pub services: Vec<ServiceRow>,
}

/// A service under an agreement.
#[derive(Debug, Serialize)]
pub struct ServiceRow {
    /// Its title and page.
    pub service: Link,
    /// Since when.
    pub since: Day,
    /// The agreement that applied before.
    pub before: Option<String>,
}

/// A list of those who have signed a document.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterLink {
    /// The document that is signed, or of which the signed one makes it a part.
    pub title: String,
    /// The list.
    pub href: Option<String>,
    /// How many are bound on the day.
    pub count: usize,
    /// The day of the list.
    pub updated: Option<Day>,
    /// The document whose list it is, where it is signed as a part of that one.
    pub through: Option<String>,
}
