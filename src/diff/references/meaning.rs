//! Where that which a reference of the old text points at stands in the new one.

use super::super::hashing::FastMap;
use super::super::{ChangeKind, Row, SectionChange};
use super::resolve::Target;
use crate::model::section::{BlockKind, SectionTree};

/// From the sections and points of the old text to those of the new one.
pub(crate) struct Meaning {
    now: Vec<Option<usize>>,
    /// The sections whose text stands in several now.
    split: Vec<bool>,
    /// The points of changed sections: where each stands now.
    points: FastMap<(usize, String), (usize, String)>,
    /// Whether a section changed, so that its points are in the map or gone.
    changed: Vec<bool>,
    renumbered: bool,
}

impl Meaning {
    /// Reads it from the rows and the redlines of the changed ones.
    pub(crate) fn new(
        rows: &[Row],
        changes: &[SectionChange],
        old: &SectionTree,
        new: &SectionTree,
    ) -> Self {
        let mut now = vec![None; old.sections.len()];
        let mut split = vec![false; old.sections.len()];
        let mut renumbered = false;
        for row in rows {
            renumbered |= row.kinds.contains(&ChangeKind::Renumbering);
            for a in &row.old {
                now[*a] = row.new.first().copied();
                split[*a] = row.new.len() > 1;
            }
        }
        let mut points = FastMap::default();
        let mut changed = vec![false; old.sections.len()];
        for change in changes
            .iter()
            .filter(|change| rows[change.row].kinds.contains(&ChangeKind::Substitution))
        {
            for a in &rows[change.row].old {
                changed[*a] = true;
            }
            for edit in &change.redline.edits {
                let Some((a, b)) = edit.in_both() else {
                    continue;
                };
                let (before, after) = (a.block(old), b.block(new));
                let items = matches!(
                    (&before.kind, &after.kind),
                    (BlockKind::Item { .. }, BlockKind::Item { .. })
                );
                if let (Some(x), Some(y), true) = (&before.point, &after.point, items) {
                    renumbered |= x != y;
                    points
                        .entry((a.section, x.clone()))
                        .or_insert((b.section, y.clone()));
                }
            }
        }
        Self {
            now,
            split,
            points,
            changed,
            renumbered,
        }
    }

    /// Whether any section or point bears another number than before.
    pub(crate) fn renumbered(&self) -> bool {
        self.renumbered
    }

    /// Whether the text of an old section stands in several now.
    pub(crate) fn is_split(&self, old: usize) -> bool {
        self.split.get(old) == Some(&true)
    }

    /// The new section of an old one.
    pub(crate) fn section(&self, old: usize) -> Option<usize> {
        self.now.get(old).copied().flatten()
    }

    /// What an old target is in the new text; `None` if it is gone or was none.
    pub(crate) fn target(&self, old: &Target) -> Option<Target> {
        match old {
            Target::Section(section) => self.section(*section).map(Target::Section),
            Target::Point { section, label } if self.changed.get(*section) == Some(&true) => {
                let (section, label) = self.points.get(&(*section, label.clone()))?;
                Some(Target::Point {
                    section: *section,
                    label: label.clone(),
                })
            }
            Target::Point { section, label } => {
                self.section(*section).map(|section| Target::Point {
                    section,
                    label: label.clone(),
                })
            }
            Target::Ambiguous | Target::Nowhere | Target::Elsewhere => None,
        }
    }
}
