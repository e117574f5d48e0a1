//! The redline of single sections, as the pages show it.

use super::address::{Anchors, Here};
use super::context::Site;
use super::view::release::ChangeView;
use crate::changelog::{address as section_address, amendment::Amendment};
use crate::diff::ChangeKind;
use crate::model::finding;
use crate::model::section::{Section, SectionTree};
use crate::render::controls;
use crate::render::redline::{self, Language};
use crate::render::templates::Html;

/// The redline of the change at `at` in the comparison that `amendment` made.
pub fn change(site: &Site<'_, '_>, here: &Here, amendment: &Amendment<'_>, at: usize) -> ChangeView {
    let change = &amendment.comparison.changes[at];
    let row = &amendment.comparison.rows[change.row];
    let anchor = anchors(amendment).swap_remove(at);
    let target = site.comparison_target(amendment).map(|page| format!("{page}#{anchor}"));
    ChangeView {
        href: target.map(|target| here.to(&target)),
        anchor,
        label: section(amendment, at).map(section_address::label).unwrap_or_default(),
        kinds: row.kinds.iter().map(|kind| kind_name(*kind)).collect(),
        day: amendment.effective_of(at).map(|date| site.day(date)),
        former: former(amendment, at),
        points: match change.points.as_slice() {
            [] => None,
            _ => Some(redline::points(change, language(site))),
        },
        html: Html::new(fragment(language(site), amendment, at)),
    }
}

/// The anchors of all changes on the page of the comparison, in their order.
pub fn anchors(amendment: &Amendment<'_>) -> Vec<String> {
    let mut anchors = Anchors::beside(super::OWN_ANCHORS);
    let changes = 0..amendment.comparison.changes.len();
    changes
        .map(|at| match section(amendment, at) {
            Some(section) => {
                anchors.section(section.id.as_deref(), section.number.as_deref(), &section.title)
            }
            None => anchors.section(None, None, ""),
        })
        .collect()
}

/// The section that a change is about, as the new text has it; for a repeal as the old.
pub fn section<'a>(amendment: &Amendment<'a>, at: usize) -> Option<&'a Section> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
    match (row.new.first(), row.old.first(), amendment.old) {
        (Some(new), _, _) => Some(amendment.new.sections.get(*new)),
        (None, Some(old), Some(version)) => Some(version.sections.get(*old)),
        _ => None,
    }
}

/// The change of the section at `index` of the amendment's version.
pub fn of_section(amendment: &Amendment<'_>, index: usize) -> Option<usize> {
    let changes = &amendment.comparison.changes;
    changes.iter().position(|change| amendment.comparison.rows[change.row].new.contains(&index))
}

fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Insertion => "insertion",
        ChangeKind::Repeal => "repeal",
        ChangeKind::Substitution => "substitution",
        ChangeKind::Renumbering => "renumbering",
        ChangeKind::Split => "split",
        ChangeKind::Join => "join",
        ChangeKind::Relocation => "relocation",
        ChangeKind::Retitling => "retitling",
        ChangeKind::Relevelling => "relevelling",
    }
}

/// The markup of one change; hidden characters are named, since this is where a reader looks for them.
fn fragment(language: Language, amendment: &Amendment<'_>, at: usize) -> String {
    let none = SectionTree::default();
    let view = redline::View {
        old_source: "",
        old: amendment.old.map_or(&none, |old| &old.sections),
        new_source: "",
        new: &amendment.new.sections,
        comparison: &amendment.comparison,
        verdicts: &amendment.verdicts,
    };
    let body = redline::html::body(&view, at, language);
    controls::shown(&body).into_owned()
}

fn language(site: &Site<'_, '_>) -> Language {
    match site.language {
        finding::Language::Sv => Language::Swedish,
        finding::Language::En => Language::English,
    }
}

/// The heading that the section had, where it has another now.
fn former(amendment: &Amendment<'_>, at: usize) -> Option<String> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
    let (old, new) = (amendment.old?.sections.get(*row.old.first()?), section(amendment, at)?);
    (!row.new.is_empty() && old.heading != new.heading).then(|| section_address::label(old))
}
