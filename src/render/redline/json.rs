//! The comparison as JSON: one object with a `schema_version`.

use serde::Serialize;

use super::View;
use crate::classify::Materiality;
use crate::diff::{ChangeKind, Op, Row};
use crate::model::section::SectionTree;
use crate::render::json;
use crate::terms::changed::ChangedDefinition;

/// The comparison as one JSON object on one line, ended by a line break. Further keys may come;
/// none changes its meaning.
pub fn render(view: &View<'_>) -> String {
    let alignment: Vec<RowView<'_>> = view.comparison.rows.iter().map(row).collect();
    let changes = view
        .comparison
        .changes
        .iter()
        .enumerate()
        .map(|(at, change)| {
            let row = &view.comparison.rows[change.row];
            let verdict = view.verdicts.get(at);
            let headings = view.comparison.headings(change, view.old, view.new);
            ChangeView {
                old: &row.old,
                new: &row.new,
                kinds: kinds(row),
                materiality: verdict.map_or("material", |verdict| verdict.materiality.name()),
                consequence: change.consequence,
                fingerprint: view.comparison.fingerprint(change, view.old, view.new),
                outside_points: change.outside_points,
                points: change
                    .points
                    .iter()
                    .map(|point| point.label.as_str())
                    .collect(),
                headings: headings
                    .into_iter()
                    .map(|segment| HeadingView {
                        op: op(segment.op),
                        text: segment.text,
                    })
                    .collect(),
                reasons: verdict
                    .map(|verdict| {
                        let reason = |reason: &crate::classify::Reason| ReasonView {
                            rule: reason.rule,
                            old: reason.old.clone(),
                            new: reason.new.clone(),
                        };
                        verdict.reasons.iter().map(reason).collect()
                    })
                    .unwrap_or_default(),
                segments: change
                    .segments
                    .iter()
                    .map(|segment| SegmentView {
                        op: op(segment.op),
                        text: &segment.text,
                    })
                    .collect(),
            }
        });
    let count = |kind: ChangeKind| {
        view.comparison
            .rows
            .iter()
            .filter(|row| row.kinds.contains(&kind))
            .count()
    };
    let definitions = super::touched::definitions(view);
    let object = DiffView {
        schema_version: 1,
        old: side(view.old_source, view.old),
        new: side(view.new_source, view.new),
        alignment,
        changes: changes.collect(),
        definitions: definitions
            .iter()
            .map(|own| definition(own, view.new))
            .collect(),
        totals: Totals {
            old: view.old.sections.len(),
            new: view.new.sections.len(),
            unchanged: view
                .comparison
                .rows
                .iter()
                .filter(|row| row.kinds.is_empty())
                .count(),
            changed: view.comparison.changes.len(),
            material: view
                .verdicts
                .iter()
                .filter(|verdict| verdict.materiality == Materiality::Material)
                .count(),
            unclear: view
                .verdicts
                .iter()
                .filter(|verdict| verdict.materiality == Materiality::Unclear)
                .count(),
            editorial: view
                .verdicts
                .iter()
                .filter(|verdict| verdict.materiality == Materiality::Editorial)
                .count(),
            insertion: count(ChangeKind::Insertion),
            repeal: count(ChangeKind::Repeal),
            substitution: count(ChangeKind::Substitution),
            renumbering: count(ChangeKind::Renumbering),
            split: count(ChangeKind::Split),
            join: count(ChangeKind::Join),
            relocation: count(ChangeKind::Relocation),
            retitling: count(ChangeKind::Retitling),
            relevelling: count(ChangeKind::Relevelling),
        },
    };
    json::line(&object)
}

fn definition<'a>(own: &'a ChangedDefinition, new: &'a SectionTree) -> DefinitionView<'a> {
    let touched = own.touched.iter().map(|at| TouchedView {
        section: at.section,
        number: new.get(at.section).number.as_deref(),
        points: &at.points,
    });
    DefinitionView {
        term: &own.term,
        fate: own.fate.name(),
        change: own.change,
        touches: touched.collect(),
    }
}

fn op(op: Op) -> &'static str {
    match op {
        Op::Equal => "equal",
        Op::Delete => "delete",
        Op::Insert => "insert",
    }
}

fn kinds(row: &Row) -> Vec<&'static str> {
    row.kinds.iter().map(|kind| kind.name()).collect()
}

fn row(row: &Row) -> RowView<'_> {
    RowView {
        old: &row.old,
        new: &row.new,
        kinds: kinds(row),
    }
}

fn side<'a>(source: &'a str, tree: &'a SectionTree) -> SideView<'a> {
    let section = |section: &'a crate::model::section::Section| SectionView {
        index: section.index,
        id: section.id.as_deref(),
        number: section.number.as_deref(),
        title: &section.title,
        level: section.level,
        line: section.line,
    };
    SideView {
        source,
        sections: tree.sections.iter().map(section).collect(),
    }
}

#[derive(Serialize)]
struct DiffView<'a> {
    schema_version: u32,
    old: SideView<'a>,
    new: SideView<'a>,
    alignment: Vec<RowView<'a>>,
    changes: Vec<ChangeView<'a>>,
    definitions: Vec<DefinitionView<'a>>,
    totals: Totals,
}

#[derive(Serialize)]
struct SideView<'a> {
    source: &'a str,
    sections: Vec<SectionView<'a>>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    index: usize,
    id: Option<&'a str>,
    number: Option<&'a str>,
    title: &'a str,
    level: u8,
    line: usize,
}

#[derive(Serialize)]
struct RowView<'a> {
    old: &'a [usize],
    new: &'a [usize],
    kinds: Vec<&'static str>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    old: &'a [usize],
    new: &'a [usize],
    kinds: Vec<&'static str>,
    materiality: &'static str,
    consequence: bool,
    fingerprint: String,
    points: Vec<&'a str>,
    outside_points: bool,
    headings: Vec<HeadingView>,
    reasons: Vec<ReasonView>,
    segments: Vec<SegmentView<'a>>,
}

#[derive(Serialize)]
struct DefinitionView<'a> {
    term: &'a str,
    fate: &'static str,
    change: usize,
    touches: Vec<TouchedView<'a>>,
}

#[derive(Serialize)]
struct TouchedView<'a> {
    section: usize,
    number: Option<&'a str>,
    points: &'a [String],
}

#[derive(Serialize)]
struct HeadingView {
    op: &'static str,
    text: String,
}

#[derive(Serialize)]
struct ReasonView {
    rule: &'static str,
    old: String,
    new: String,
}

#[derive(Serialize)]
struct SegmentView<'a> {
    op: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Totals {
    old: usize,
    new: usize,
    unchanged: usize,
    changed: usize,
    material: usize,
    unclear: usize,
    editorial: usize,
    insertion: usize,
    repeal: usize,
    substitution: usize,
    renumbering: usize,
    split: usize,
    join: usize,
    relocation: usize,
    retitling: usize,
    relevelling: usize,
}
