//! What changed between two texts, section by section.

pub mod account;
mod align;
mod blocks;
mod cleanup;
mod crossing;
mod hashing;
pub(crate) mod lists;
mod moved;
mod numbering;
pub mod published;
pub mod redline;
pub mod references;
pub mod renumber;
mod rows;
mod segments;
mod sentences;
pub(crate) mod sequence;
mod shown;
mod tables;
pub mod tokens;
mod words;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::section::SectionTree;
pub use segments::body;

/// How a section changed; a section can change in several ways at once. After the textual
/// modifications of Akoma Ntoso, with relocation, retitling and relevelling added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only the new text has it.
    Insertion,
    /// Only the old text has it.
    Repeal,
    /// Its body differs.
    Substitution,
    /// Its printed number differs.
    Renumbering,
    /// One section became several.
    Split,
    /// Several sections became one.
    Join,
    /// It stands elsewhere.
    Relocation,
    /// Its title differs.
    Retitling,
    /// Its heading has another level, with the order of the text unchanged.
    Relevelling,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [ChangeKind; 9] = [
        ChangeKind::Insertion,
        ChangeKind::Repeal,
        ChangeKind::Substitution,
        ChangeKind::Renumbering,
        ChangeKind::Split,
        ChangeKind::Join,
        ChangeKind::Relocation,
        ChangeKind::Retitling,
        ChangeKind::Relevelling,
    ];

    /// The name in data, in addresses of words and in templates.
    pub fn name(self) -> &'static str {
        match self {
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
}

/// The whole comparison of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The alignment: every section of both texts stands in exactly one row.
    pub rows: Vec<Row>,
    /// The rows with at least one kind, in the order of the rows.
    pub changes: Vec<SectionChange>,
}

/// Sections of the two texts that are the same section. A split has one old and several new, the
/// main part first; a join the reverse; an insertion no old, a repeal no new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Indices into the old tree.
    pub old: Vec<usize>,
    /// Indices into the new tree.
    pub new: Vec<usize>,
    /// What happened; empty when the section is unchanged.
    pub kinds: BTreeSet<ChangeKind>,
}

/// One changed row with its redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChange {
    /// The row's place in [`Comparison::rows`].
    pub row: usize,
    /// The redline of the bodies: what is not inserted rebuilds the old normalised body, what is
    /// not deleted the new one. Several sections on a side are joined by a blank line.
    pub segments: Vec<Segment>,
    /// The same block by block, as ranges into both texts.
    pub redline: redline::Redline,
    /// The points (numbered list items) that the change touches.
    pub points: Vec<ChangedPoint>,
    /// Whether it touches the body outside points too: running text, bullets, tables.
    pub outside_points: bool,
    /// Whether the change only follows from another: a number that moved because a section came
    /// before it, a cross-reference that follows a renumbering. A consequence needs no note of
    /// its own.
    pub consequence: bool,
}

impl Comparison {
    /// A hash of both normalised bodies and both titles of a change, without numbers, in
    /// hexadecimal: renumbering keeps it. `old` and `new` are the texts that were compared.
    pub fn fingerprint(
        &self,
        change: &SectionChange,
        old: &SectionTree,
        new: &SectionTree,
    ) -> String {
        let row = &self.rows[change.row];
        segments::fingerprint((old, &row.old), (new, &row.new))
    }

    /// The redline of a change's heading lines: what is not inserted gives the old ones, what is
    /// not deleted the new ones, each on its line in the order of the row. Where a heading came or
    /// went above text that stands, that is all that shows it.
    pub fn headings(
        &self,
        change: &SectionChange,
        old: &SectionTree,
        new: &SectionTree,
    ) -> Vec<Segment> {
        let row = &self.rows[change.row];
        segments::headings((old, &row.old), (new, &row.new))
    }
}

/// A point that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangedPoint {
    /// The section: an index into the old tree when `old`, else into the new one.
    pub section: usize,
    /// Whether the point is named as the old text has it (it was removed).
    pub old: bool,
    /// The point's path of labels, such as "4" or "4.b".
    pub label: String,
}

/// A run of text with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What became of it.
    pub op: Op,
    /// The run itself.
    pub text: String,
}

/// What became of a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// In both texts.
    Equal,
    /// Only in the old text.
    Delete,
    /// Only in the new text.
    Insert,
}

/// An internal error: a redline did not rebuild the text it was made from. Never shown as a
/// redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebuildMismatch {
    /// The heading of the section at fault.
    pub section: String,
}

/// Aligns and compares two texts. Deterministic; comparing (new, old) gives the mirror of (old,
/// new).
///
/// # Errors
/// When a redline does not rebuild both bodies (checked on every run).
pub fn compare(old: &SectionTree, new: &SectionTree) -> Result<Comparison, RebuildMismatch> {
    let alignment = align::align(old, new);
    compare_along(rows::of(old, new, &alignment), old, new)
}

/// Compares two texts whose sections are aligned already.
fn compare_along(
    rows: Vec<Row>,
    old: &SectionTree,
    new: &SectionTree,
) -> Result<Comparison, RebuildMismatch> {
    let mut changes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if !row.kinds.is_empty() {
            changes.push(change(at, row, old, new)?);
        }
    }
    moved::between(&mut changes, (old, new));
    let follower = references::Follower::new(&rows, &changes, old, new);
    let followed: Vec<bool> = changes
        .iter()
        .map(|change| follows(change, &rows[change.row], &follower))
        .collect();
    for (change, follows) in changes.iter_mut().zip(followed) {
        change.consequence |= follows;
    }
    Ok(Comparison { rows, changes })
}

/// The redline of two plain texts, such as two headings.
pub fn plain(old: &str, new: &str) -> Vec<Segment> {
    let side = |text| words::Side { text, marks: &[] };
    let runs = words::compare(side(old), side(new), cleanup::Tidy::Sparingly);
    let segment = |run: &redline::Run| Segment {
        op: run.op,
        text: if run.op == Op::Insert {
            new[run.new.range()].to_owned()
        } else {
            old[run.old.range()].to_owned()
        },
    };
    runs.iter().map(segment).collect()
}

/// Whether a section changed only because its references followed a renumbering.
fn follows(change: &SectionChange, row: &Row, follower: &references::Follower<'_>) -> bool {
    let kinds = row
        .kinds
        .iter()
        .all(|kind| matches!(kind, ChangeKind::Renumbering | ChangeKind::Substitution));
    kinds && references::only_follows(&change.redline, follower)
}

fn change(
    at: usize,
    row: &Row,
    old: &SectionTree,
    new: &SectionTree,
) -> Result<SectionChange, RebuildMismatch> {
    let redline = blocks::compare(old, &row.old, new, &row.new);
    let segments = segments::of(&redline, old, new);
    if !segments::rebuild(&segments, (old, &row.old), (new, &row.new)) {
        let section = row
            .new
            .first()
            .map(|b| new.get(*b))
            .or_else(|| row.old.first().map(|a| old.get(*a)));
        return Err(RebuildMismatch {
            section: section.map(segments::name).unwrap_or_default(),
        });
    }
    let (points, outside_points) = points(&redline, row, old, new);
    Ok(SectionChange {
        row: at,
        segments,
        points,
        outside_points,
        consequence: row
            .kinds
            .iter()
            .all(|kind| *kind == ChangeKind::Renumbering),
        redline,
    })
}

/// Whether a list item differs in its end alone, and that only because other items came or went.
fn only_end_follows(edit: &redline::BlockEdit, old: &SectionTree, new: &SectionTree) -> bool {
    let (Some(a), Some(b)) = (edit.old, edit.new) else {
        return false;
    };
    let (x, y) = (
        lists::end_of(&a.block(old).text),
        lists::end_of(&b.block(new).text),
    );
    let at_end = |run: &redline::Run| run.is_same() || (run.old.start >= x && run.new.start >= y);
    !edit.crosses() && edit.runs.iter().all(at_end) && lists::ends_follow((old, a), (new, b))
}

/// The points whose text a redline touches, each once, in the order of the text, and whether it
/// touches anything else. A section that came or went is touched as a whole.
fn points(
    redline: &redline::Redline,
    row: &Row,
    old: &SectionTree,
    new: &SectionTree,
) -> (Vec<ChangedPoint>, bool) {
    let mut points = Vec::new();
    let mut outside = false;
    if row.old.is_empty() || row.new.is_empty() {
        return (points, true);
    }
    let mut seen = std::collections::HashSet::new();
    for edit in redline
        .edits
        .iter()
        .filter(|edit| !edit.is_equal() && !only_end_follows(edit, old, new))
    {
        // A moved block is named where it stands now.
        let (place, tree, is_old) = match (edit.new, edit.old) {
            (None, Some(_)) if edit.moved.is_some() => continue,
            (Some(place), _) => (place, new, false),
            (None, Some(place)) => (place, old, true),
            (None, None) => continue,
        };
        let sides = [
            edit.old.map(|place| place.block(old)),
            edit.new.map(|place| place.block(new)),
        ];
        outside |= sides
            .into_iter()
            .flatten()
            .any(|block| block.point.is_none());
        if let Some(label) = segments::point(place.block(tree)) {
            let point = ChangedPoint {
                section: place.section,
                old: is_old,
                label: label.clone(),
            };
            if seen.insert(point.clone()) {
                points.push(point);
            }
        }
    }
    (points, outside)
}
