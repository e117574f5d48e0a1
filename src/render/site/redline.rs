//! The redline of single sections, as the pages show it.

use std::collections::HashMap;

use super::address::{Anchors, Here};
use super::context::Site;
use super::view::release::ChangeView;
use crate::changelog::{address as section_address, amendment::Amendment};
use crate::harmless;
use crate::model::section::{Section, SectionTree};
use crate::render::redline;
use crate::render::templates::Html;
use crate::words::Words;

/// The changes of one amendment, with where each stands on the page of the comparison.
pub(super) struct Changes<'a, 'r> {
    amendment: &'a Amendment<'r>,
    anchors: Vec<String>,
    by_section: HashMap<usize, usize>,
}

impl<'a, 'r> Changes<'a, 'r> {
    /// Those of `amendment`.
    pub(super) fn of(amendment: &'a Amendment<'r>) -> Self {
        let mut taken = Anchors::beside(super::OWN_ANCHORS);
        let mut anchors = Vec::with_capacity(amendment.comparison.changes.len());
        let mut by_section = HashMap::new();
        for (at, change) in amendment.comparison.changes.iter().enumerate() {
            let section = section(amendment, at);
            let (id, number) = section
                .map(|section| (section.id.as_deref(), section.number.as_deref()))
                .unwrap_or_default();
            anchors.push(taken.section(id, number, section.map_or("", |section| &section.title)));
            let new = &amendment.comparison.rows[change.row].new;
            by_section.extend(new.iter().map(|section| (*section, at)));
        }
        Self {
            amendment,
            anchors,
            by_section,
        }
    }

    /// The change of the section at `index` of the amendment's version.
    pub(super) fn of_section(&self, index: usize) -> Option<usize> {
        self.by_section.get(&index).copied()
    }

    /// Where the change at `at` is shown; without one the whole comparison.
    pub(super) fn target(&self, site: &Site<'_, '_>, at: Option<usize>) -> Option<String> {
        let page = site.comparison_target(self.amendment)?;
        Some(at.map_or(page.clone(), |at| format!("{page}#{}", self.anchors[at])))
    }

    /// The redline of the change at `at`.
    pub(super) fn view(&self, site: &Site<'_, '_>, here: &Here, at: usize) -> ChangeView {
        let amendment = self.amendment;
        let change = &amendment.comparison.changes[at];
        let row = &amendment.comparison.rows[change.row];
        ChangeView {
            href: self.target(site, Some(at)).map(|target| here.to(&target)),
            anchor: self.anchors[at].clone(),
            label: section(amendment, at)
                .map(section_address::label)
                .unwrap_or_default(),
            former: former(amendment, at),
            points: match change.points.as_slice() {
                [] => None,
                _ => Some(redline::points(change, site.words())),
            },
            kinds: row.kinds.iter().map(|kind| kind.name()).collect(),
            day: amendment.effective_of(at).map(|date| site.day(date)),
            html: Html::new(fragment(site.words(), amendment, at)),
        }
    }
}

/// The section that a change is about, as the new text has it; for a repeal as the old.
fn section<'a>(amendment: &Amendment<'a>, at: usize) -> Option<&'a Section> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
    match (row.new.first(), row.old.first(), amendment.old) {
        (Some(new), _, _) => Some(amendment.new.sections.get(*new)),
        (None, Some(old), Some(version)) => Some(version.sections.get(*old)),
        _ => None,
    }
}

/// The markup of one change; hidden characters are named, since this is where a reader looks for
/// them.
fn fragment(words: &Words, amendment: &Amendment<'_>, at: usize) -> String {
    let none = SectionTree::default();
    let view = compared(amendment, &none);
    let body = redline::html::body(&view, at, words);
    harmless::shown(&body).into_owned()
}

/// The heading that the section had, where it has another now.
fn former(amendment: &Amendment<'_>, at: usize) -> Option<String> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
    let (old, new) = (
        amendment.old?.sections.get(*row.old.first()?),
        section(amendment, at)?,
    );
    (!row.new.is_empty() && old.heading != new.heading).then(|| section_address::label(old))
}

/// The comparison of `amendment`, whose older text is `none` where it has none.
fn compared<'a>(amendment: &'a Amendment<'_>, none: &'a SectionTree) -> redline::View<'a> {
    redline::View {
        old_source: "",
        old: amendment.old.map_or(none, |old| &old.sections),
        new_source: "",
        new: &amendment.new.sections,
        comparison: &amendment.comparison,
        verdicts: &amendment.verdicts,
    }
}

/// For each change of a definition, which sections use its term, in a sentence.
pub(super) fn touched(amendment: &Amendment<'_>, words: &Words) -> Vec<(usize, String)> {
    let none = SectionTree::default();
    redline::touched::lines(&compared(amendment, &none), words)
}
