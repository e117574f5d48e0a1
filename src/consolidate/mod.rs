//! The text in force on a day, composed section by section of the versions that made it.

mod compose;

pub use compose::{Composer, days};

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
    /// The versions that the text is composed of, oldest first; a single one when the text is
    /// whole.
    pub sources: Vec<&'r Version>,
    /// Published insertions that are not in effect yet.
    pub coming: Vec<Pending<'r>>,
    /// Sections of which no rule can say what binds: a later version took effect before an older
    /// pending change.
    pub overtaken: Vec<Overtaken<'r>>,
}

/// A section of one version.
#[derive(Debug, Clone, Copy)]
pub struct SectionOf<'r> {
    /// The version.
    pub version: &'r Version,
    /// The section's index in it.
    pub section: usize,
}

/// One section of a consolidated text.
#[derive(Debug, Clone)]
pub struct Placed<'r> {
    /// Whose words the body is: the version that put it there.
    pub body: SectionOf<'r>,
    /// Whose heading stands above it; another one than the body's when a later version only
    /// renumbered it.
    pub heading: SectionOf<'r>,
    /// From when these words are in force.
    pub since: Option<NaiveDate>,
    /// Changes that are published and not yet in effect, oldest version first.
    pub pending: Vec<Pending<'r>>,
}

/// A published change of a section that is not in effect yet.
#[derive(Debug, Clone, Copy)]
pub struct Pending<'r> {
    /// The version that brings it.
    pub version: &'r Version,
    /// From when.
    pub date: NaiveDate,
    /// The section's index in that version; `None` when the section is repealed.
    pub section: Option<usize>,
}

/// A section whose words on the day cannot be decided.
#[derive(Debug, Clone, Copy)]
pub struct Overtaken<'r> {
    /// The older version, whose change is pending.
    pub earlier: &'r Version,
    /// When that change takes effect.
    pub earlier_date: NaiveDate,
    /// The later version, in effect already.
    pub later: &'r Version,
    /// When it took effect.
    pub later_date: NaiveDate,
    /// The section, in the later version where it still stands there.
    pub section: SectionOf<'r>,
}

/// The text of a document in force on `on`, composed of the versions that `published` brought,
/// oldest first. `None` before the first text.
pub fn on<'r>(published: &[&Amendment<'r>], on: NaiveDate) -> Option<Consolidation<'r>> {
    Composer::of(published).on(on)
}

impl Consolidation<'_> {
    /// Whether the text is one version's, not composed of several.
    pub fn is_whole(&self) -> bool {
        self.sources.len() == 1
    }

    /// Whether `other` has the same sections of the same versions in the same order.
    pub fn has_the_sections_of(&self, other: &Consolidation<'_>) -> bool {
        let same = |a: &SectionOf<'_>, b: &SectionOf<'_>| {
            a.version.front.version == b.version.front.version && a.section == b.section
        };
        let pairs = || self.sections.iter().zip(&other.sections);
        self.sections.len() == other.sections.len()
            && pairs().all(|(a, b)| same(&a.heading, &b.heading) && same(&a.body, &b.body))
    }

    /// The text as Markdown without front matter: a whole text is the version's own, byte for byte;
    /// a composed one joins its sections as their versions have them.
    pub fn markdown(&self) -> String {
        if let ([version], true) = (self.sources.as_slice(), self.is_whole()) {
            return version.text[version.body_start..].to_owned();
        }
        let mut out = String::new();
        for placed in &self.sections {
            let heading = placed.heading.version.sections.get(placed.heading.section);
            let body = placed.body.version.sections.get(placed.body.section);
            out.push_str(&placed.heading.version.text[heading.heading_span.range()]);
            let text = &placed.body.version.text[body.body_span.range()];
            if !out.is_empty() && !out.ends_with('\n') && !text.starts_with(['\n', '\r']) {
                out.push('\n');
            }
            out.push_str(text);
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
        out
    }
}
