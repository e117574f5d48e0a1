//! A stored text with what the composition of the same day knows of each section.

use crate::consolidate::{Consolidation, Placed};
use crate::model::repository::InterimText;
use crate::model::section::{Section, SectionTree};
use crate::parse::sections;

/// A text that was published for a day, section by section.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its sections.
    pub tree: SectionTree,
    /// For each section the place in the composition of the one with the same heading and body,
    /// which knows which version put it there, since when and what is pending. `None` where
    /// the author gave other words, or the engine would compose otherwise today: what was
    /// published holds.
    pub origins: Vec<Option<usize>>,
}

/// Reads `stored` and finds its sections in `text`, each at most once and in order.
pub fn read(stored: &InterimText, text: &Consolidation<'_>) -> Stored {
    let tree = sections::read(&stored.text, 0);
    let mut next = 0;
    let origins = tree.sections.iter().map(|section| {
        let found = (next..text.sections.len()).find(|at| is_same(section, &text.sections[*at]));
        next = found.map_or(next, |at| at + 1);
        found
    });
    let origins = origins.collect();
    Stored { tree, origins }
}

fn is_same(section: &Section, placed: &Placed<'_>) -> bool {
    let heading = placed.heading.version.sections.get(placed.heading.section);
    let body = placed.body.version.sections.get(placed.body.section);
    section.heading == heading.heading
        && section.level == heading.level
        && section.body() == body.body()
}
