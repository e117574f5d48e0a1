//! What the services state about the processing of personal data.

use serde::Serialize;

use super::{Day, Link};
use crate::render::templates::Html;

/// All services.
#[derive(Debug, Serialize)]
pub struct PersonalDataView {
    /// The day that the page shows.
    pub on: Day,
    /// The services that process personal data, in Swedish order.
    pub services: Vec<ServiceRow>,
    /// Those that process none.
    pub without: Vec<Link>,
    /// The particulars, each with the page on which all services stand side by side.
    pub particulars: Vec<Link>,
    /// The table as CSV.
    pub csv: String,
    /// The table as JSON.
    pub json: String,
}

/// A service in one row.
#[derive(Debug, Serialize)]
pub struct ServiceRow {
    /// The service, with the page of what it states.
    pub service: Link,
    /// Its data-processing agreement.
    pub agreement: AgreementView,
    /// Since when the agreement applies.
    pub since: Day,
    /// When one of the particulars became another last.
    pub changed: Option<Day>,
    /// The next day on which something becomes another.
    pub next: Option<Day>,
}

/// A data-processing agreement by its name.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct AgreementView {
    /// Its title, or its id where it is kept elsewhere.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
}

/// One particular of all services.
#[derive(Debug, Serialize)]
pub struct ParticularView {
    /// Its name.
    pub label: String,
    /// The day that the page shows.
    pub on: Day,
    /// The page of all services.
    pub all: String,
    /// The services, in Swedish order.
    pub services: Vec<StatedView>,
    /// The other particulars.
    pub others: Vec<Link>,
}

/// What a service states of one particular.
#[derive(Debug, Serialize)]
pub struct StatedView {
    /// Its anchor.
    pub anchor: String,
    /// The service, with its page.
    pub service: Link,
    /// The words; absent where it is not stated.
    pub text: Option<Html>,
    /// Why no rule can say what they are.
    pub undecided: Option<String>,
    /// Since when they are these.
    pub since: Day,
}

/// One service.
#[derive(Debug, Serialize)]
pub struct ProcessingOfView {
    /// Its title.
    pub title: String,
    /// Its document.
    pub document: String,
    /// The day that the page shows.
    pub on: Day,
    /// The versions in force.
    pub versions: String,
    /// Its data-processing agreement.
    pub agreement: Option<AgreementView>,
    /// Since when it applies.
    pub since: Option<Day>,
    /// What it states.
    pub particulars: Vec<OwnParticular>,
    /// Why no rule can say what it states.
    pub undecided: Option<String>,
    /// What became another, the latest day first.
    pub changes: Vec<ChangedDay>,
    /// The page of all services.
    pub all: String,
}

/// A particular of one service.
#[derive(Debug, Serialize)]
pub struct OwnParticular {
    /// Its name, with the page on which all services stand side by side.
    pub particular: Link,
    /// The words; absent where it is not stated.
    pub text: Option<Html>,
    /// Since when they are these.
    pub since: Day,
}

/// A day on which something became another.
#[derive(Debug, Serialize)]
pub struct ChangedDay {
    /// Its anchor.
    pub anchor: String,
    /// The day.
    pub day: Day,
    /// Whether it is still to come.
    pub coming: bool,
    /// The agreement before and after, where it changed; either may be none.
    pub agreement: Option<ChangedAgreement>,
    /// Why no rule can say what the particulars are from then on.
    pub undecided: Option<String>,
    /// The particulars that changed.
    pub particulars: Vec<ChangedParticular>,
}

/// The agreement before and after a day.
#[derive(Debug, Serialize)]
pub struct ChangedAgreement {
    /// Before.
    pub before: Option<AgreementView>,
    /// After.
    pub after: Option<AgreementView>,
}

/// A particular before and after a day.
#[derive(Debug, Serialize)]
pub struct ChangedParticular {
    /// Its name.
    pub label: String,
    /// Before; absent where it was not stated.
    pub before: Option<Html>,
    /// After.
    pub after: Option<Html>,
}
