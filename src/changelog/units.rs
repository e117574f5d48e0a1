//! What an entry's author judged: the smallest things of a change that an address can name – a
//! point, or what its section says outside of points – each with a mark of its own.
//!
//! A mark is made of the unit's words in both texts, with the titles and levels of its sections and
//! without any number. So it stays the same when sections are renumbered or something else is
//! edited, and becomes another one as soon as the unit says something else.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::coverage::Texts;
use crate::diff::redline::Place;
use crate::diff::references::{Numbers, settled};
use crate::diff::{ChangeKind, Row};
use crate::model::section::SectionTree;

/// How a mark begins: the way in which it is made, so that a better way can come beside it.
const SCHEME: &str = "c1-";

/// One thing that can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The change that it is of: a place in the comparison's changes.
    pub change: usize,
    /// The point, as the text that has it labels it; `None` for what stands outside of points.
    pub point: Option<String>,
    /// Its mark: `c1-` and twelve hexadecimal digits.
    pub mark: String,
    /// Its words as they are now; of what is gone as they were.
    pub words: String,
}

/// Finds the units of changes.
pub struct Units<'t> {
    texts: &'t Texts<'t>,
    old: Numbers,
    new: Numbers,
}

/// The words of one unit, of the old text and of the new one.
type Sides = [Vec<String>; 2];

impl<'t> Units<'t> {
    /// Prepares for `texts`.
    pub fn of(texts: &'t Texts<'t>) -> Self {
        Self {
            texts,
            old: Numbers::of(texts.old),
            new: Numbers::of(texts.new),
        }
    }

    /// The units of the change at `at`, what stands outside of points first, then the points in the
    /// order of the text. None for a consequence: nobody judges it.
    pub fn of_change(&self, at: usize) -> Vec<Unit> {
        let change = &self.texts.comparison.changes[at];
        if change.consequence {
            return Vec::new();
        }
        let row = &self.texts.comparison.rows[change.row];
        let unit = |point: Option<String>, sides: &Sides| Unit {
            change: at,
            mark: mark(self.texts, row, point.is_some(), sides),
            words: words(sides),
            point,
        };
        let mut units = Vec::new();
        if change.outside_points || change.points.is_empty() || beyond_text(row) {
            let whole = row.old.is_empty() || row.new.is_empty();
            units.push(unit(None, &self.outside(row, whole)));
        }
        let points = self.points(at);
        for point in &change.points {
            let label = point.label.to_lowercase();
            if let Some(sides) = points.get(&(point.section, point.old, label.clone())) {
                units.push(unit(Some(label), sides));
            }
        }
        units
    }

    /// What both sides of `row` say outside of points; with `whole` everything that they say.
    fn outside(&self, row: &Row, whole: bool) -> Sides {
        let side = |old: bool, sections: &[usize]| {
            let tree = self.tree(old);
            let places = sections.iter().flat_map(|section| {
                let blocks = 0..tree.get(*section).blocks().len();
                blocks.map(|block| Place {
                    section: *section,
                    block,
                })
            });
            places
                .filter(|place| whole || place.block(tree).point.is_none())
                .map(|place| self.words(old, place))
                .collect()
        };
        [side(true, &row.old), side(false, &row.new)]
    }

    /// What each point of a change says on both sides, by its section, whether that is one of the
    /// old text, and its label.
    fn points(&self, at: usize) -> BTreeMap<(usize, bool, String), Sides> {
        let mut points: BTreeMap<(usize, bool, String), Sides> = BTreeMap::new();
        for edit in &self.texts.comparison.changes[at].redline.edits {
            let old = edit.old.or(edit
                .moved
                .as_ref()
                .filter(|_| edit.new.is_some())
                .map(|own| own.other));
            let (place, is_old) = match (edit.new, old) {
                (Some(place), _) => (place, false),
                (None, Some(place)) if edit.moved.is_none() => (place, true),
                _ => continue,
            };
            let Some(label) = &place.block(self.tree(is_old)).point else {
                continue;
            };
            let sides = points
                .entry((place.section, is_old, label.to_lowercase()))
                .or_default();
            sides[0].extend(old.map(|place| self.words(true, place)));
            sides[1].extend(edit.new.map(|place| self.words(false, place)));
        }
        points
    }

    fn tree(&self, old: bool) -> &'t SectionTree {
        if old { self.texts.old } else { self.texts.new }
    }

    /// The words of a block, with references that name what they point at.
    fn words(&self, old: bool, place: Place) -> String {
        let (tree, numbers) = (self.tree(old), if old { &self.old } else { &self.new });
        let block = place.block(tree);
        settled(tree, numbers, place.section, &block.text)
    }
}

fn words([old, new]: &Sides) -> String {
    let side = if new.is_empty() { old } else { new };
    // References are shown without the sign that keeps them apart.
    side.join(" ").replace('\u{1}', " ")
}

/// Whether something besides the words of the body changed: the heading, its level, its place.
fn beyond_text(row: &Row) -> bool {
    row.kinds
        .iter()
        .any(|kind| !matches!(kind, ChangeKind::Substitution | ChangeKind::Renumbering))
}

/// The mark of a unit: of a point its words, of what stands outside of points those, with the titles
/// and levels of both sides.
fn mark(texts: &Texts<'_>, row: &Row, is_point: bool, [old, new]: &Sides) -> String {
    let mut hasher = Sha256::new();
    let mut field = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    for (tree, sections, words) in [(texts.old, &row.old, old), (texts.new, &row.new, new)] {
        for section in sections {
            field(&tree.get(*section).title);
            if !is_point {
                field(&tree.get(*section).level.to_string());
            }
        }
        field("");
        words.iter().for_each(|words| field(words));
        field("\u{1}");
    }
    let hex: String = hasher
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{SCHEME}{hex}")
}
