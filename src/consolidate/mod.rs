//! The text in force on a day, section by section.

use chrono::NaiveDate;

use crate::changelog::amendment::Amendment;
use crate::model::repository::Version;

/// A document's text as it binds on a day.
#[derive(Debug, Clone)]
pub struct Consolidation<'r> {
    /// The day.
    pub on: NaiveDate,
    /// The sections in their order, each as the version that put it there has it.
    pub sections: Vec<Placed<'r>>,
    /// The versions that the text is composed of, oldest first; a single one when the text is whole.
    pub sources: Vec<&'r Version>,
    /// Sections of which no rule can say what binds: a later version took effect before an older pending change.
    pub overtaken: Vec<Overtaken<'r>>,
}

/// One section of a consolidated text.
#[derive(Debug, Clone)]
pub struct Placed<'r> {
    /// The version whose words these are.
    pub version: &'r Version,
    /// The section's index in that version.
    pub section: usize,
    /// From when these words are in force.
    pub since: Option<NaiveDate>,
    /// Changes that are published and not yet in effect, by date.
    pub pending: Vec<Pending<'r>>,
}

/// A published change of a section that is not in effect yet.
#[derive(Debug, Clone)]
pub struct Pending<'r> {
    /// The version that brings it.
    pub version: &'r Version,
    /// From when.
    pub date: NaiveDate,
    /// The section's index in that version; `None` when the section is repealed.
    pub section: Option<usize>,
}

/// A section whose words on the day cannot be decided.
#[derive(Debug, Clone)]
pub struct Overtaken<'r> {
    /// The older version, whose change is pending.
    pub earlier: &'r Version,
    /// When that change takes effect.
    pub earlier_date: NaiveDate,
    /// The later version, in effect already.
    pub later: &'r Version,
    /// When it took effect.
    pub later_date: NaiveDate,
    /// The section's index in the later version; its index in the earlier when it is gone.
    pub section: usize,
    /// Whether `section` counts in the earlier version.
    pub in_earlier: bool,
}

/// The text of a document in force on `on`. `amendments` are the document's, oldest first; those published
/// after `known` do not count. `None` before the first text.
pub fn on<'r>(amendments: &[&Amendment<'r>], on: NaiveDate, known: NaiveDate) -> Option<Consolidation<'r>> {
    let _ = (amendments, on, known);
    None
}
