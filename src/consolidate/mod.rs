//! The text in force on a day, section by section.

mod compose;
pub mod stored;

use chrono::NaiveDate;

use crate::changelog::amendment::Amendment;
use crate::model::digest;
use crate::model::repository::{InterimText, Repository, Version};

/// A document's text as it binds on a day.
#[derive(Debug, Clone)]
pub struct Consolidation<'r> {
    /// The day.
    pub on: NaiveDate,
    /// The sections in their order, each as the version that put it there has it.
    pub sections: Vec<Placed<'r>>,
    /// The versions that the text is composed of, oldest first; a single one when the text is whole.
    pub sources: Vec<&'r Version>,
    /// Published insertions that are not in effect yet.
    pub coming: Vec<Pending<'r>>,
    /// Sections of which no rule can say what binds: a later version took effect before an older pending change.
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
    /// Whose heading stands above it; another one than the body's when a later version only renumbered it.
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

/// The text of a document in force on `on`. `amendments` are the document's, oldest first; those published
/// after `known`, and drafts, do not count. `None` before the first text.
pub fn on<'r>(amendments: &[&Amendment<'r>], on: NaiveDate, known: NaiveDate) -> Option<Consolidation<'r>> {
    let published =
        amendments.iter().filter(|amendment| amendment.new.front.published.is_some_and(|d| d <= known));
    compose::compose(&published.copied().collect::<Vec<_>>(), on)
}

/// The text that was published for the day of `text`, where it is composed of several versions: what applied on a day
/// is a published fact and does not change with the engine. A version's record and each later correction state the
/// texts from their own day on; the last of them made by the day, and by `known`, holds. `None` where nothing is stored.
pub fn published<'r>(
    repository: &'r Repository,
    document: &str,
    text: &Consolidation<'_>,
    known: NaiveDate,
) -> Option<&'r InterimText> {
    if text.is_whole() && text.overtaken.is_empty() {
        return None;
    }
    let last = statements(repository, document).into_iter().rfind(|own| own.made <= known.min(text.on))?;
    last.texts
        .into_iter()
        .filter(|(from, _)| *from <= text.on)
        .max_by_key(|(from, _)| *from)
        .map(|(_, text)| text)
}

/// The texts that a version's record or a correction states for the days from its own on.
struct Statement<'r> {
    made: NaiveDate,
    texts: Vec<(NaiveDate, &'r InterimText)>,
}

/// All statements about `document`, in the order in which they were made.
fn statements<'r>(repository: &'r Repository, document: &str) -> Vec<Statement<'r>> {
    let Some(versions) = repository.documents.get(document).map(|document| &document.versions) else {
        return Vec::new();
    };
    let stored: Vec<&InterimText> =
        repository.interims.iter().filter(|interim| interim.document == document).collect();
    let mut statements = Vec::new();
    for version in versions {
        let Some(made) = version.front.published else { continue };
        let number = &version.front.version;
        let own = stored.iter().filter(|own| own.version == *number && own.corrected.is_none());
        let record = repository.record(document, number);
        // Before the record is sealed, the files that its author gives are the statement.
        let sealed = record.filter(|record| record.seal.is_some());
        let named = |own: &&&InterimText| {
            sealed.is_none_or(|record| record.interim.iter().any(|(day, _)| day.value == own.from))
        };
        let texts = own.filter(named).map(|own| (own.from, *own)).collect();
        statements.push((false, Statement { made, texts }));
        for correction in record.into_iter().flat_map(|record| &record.corrections) {
            // A correction that does not say what binds takes the texts before it away: the composition holds.
            let named = correction.interim.iter().flatten();
            let found = named.filter_map(|(day, digest)| {
                let same = |own: &&&InterimText| digest::of(own.text.as_bytes()) == digest.value;
                Some((day.value, *stored.iter().find(same)?))
            });
            statements.push((true, Statement { made: correction.on.value, texts: found.collect() }));
        }
    }
    // A version published on the day of a correction includes it, or is included by it: the newer text tells.
    statements.sort_by_key(|(correction, own)| {
        let newest = own.texts.iter().map(|(_, text)| text.version.clone()).max();
        (own.made, newest, *correction)
    });
    statements.into_iter().map(|(_, own)| own).collect()
}

impl<'r> Consolidation<'r> {
    /// Whether the text is one version's, not composed of several.
    pub fn is_whole(&self) -> bool {
        self.sources.len() == 1
    }

    /// The text as Markdown without front matter: a whole text is the version's own, byte for byte; a composed
    /// one joins its sections as their versions have them.
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

    /// The title as of the newest version that the text is composed of.
    pub fn title(&self) -> &str {
        self.sources.last().map_or("", |version| version.front.title.as_str())
    }
}
