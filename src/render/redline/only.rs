//! What a name leaves of a comparison: the changes of a section and its sub-sections, or of one
//! point of it.

use std::collections::BTreeSet;

use crate::changelog::address::{self, Address, Directory};
use crate::diff::redline::BlockEdit;
use crate::diff::{Comparison, Row, SectionChange};
use crate::model::section::{Block, SectionTree};

/// A section, or a point of one, in two texts.
pub struct Only<'t> {
    old: &'t SectionTree,
    new: &'t SectionTree,
    /// The sections that it means, with their sub-sections.
    in_old: BTreeSet<usize>,
    in_new: BTreeSet<usize>,
    point: Option<String>,
}

impl<'t> Only<'t> {
    /// What `name` means, as entries of a record name it; `None` where neither text has it.
    pub fn named(name: &str, old: &'t SectionTree, new: &'t SectionTree) -> Option<Self> {
        let address = address::parse(name);
        let mut only = Self {
            old,
            new,
            in_old: with_subsections(old, &address),
            in_new: with_subsections(new, &address),
            point: None,
        };
        if let Address::Section {
            point: Some(point), ..
        } = address
        {
            let has = |tree: &SectionTree, sections: &BTreeSet<usize>| {
                let mut blocks = sections.iter().flat_map(|at| tree.get(*at).blocks());
                blocks.any(|block| is_of(&point, block))
            };
            if !has(old, &only.in_old) && !has(new, &only.in_new) {
                return None;
            }
            only.point = Some(point);
        }
        (!only.in_old.is_empty() || !only.in_new.is_empty()).then_some(only)
    }

    /// Whether it means one point.
    pub fn is_point(&self) -> bool {
        self.point.is_some()
    }

    /// The changes that touch it, by their places in `comparison`.
    pub fn changes(&self, comparison: &Comparison) -> Vec<usize> {
        let changes = comparison.changes.iter().enumerate();
        let touched = changes.filter(|(_, change)| {
            let row = &comparison.rows[change.row];
            let in_old = row.old.iter().any(|at| self.in_old.contains(at));
            let in_new = row.new.iter().any(|at| self.in_new.contains(at));
            (in_old || in_new)
                && self
                    .point
                    .as_ref()
                    .is_none_or(|point| self.touches(point, change, row))
        });
        touched.map(|(at, _)| at).collect()
    }

    /// Whether the change touches `point`, by its label in either text.
    fn touches(&self, point: &str, change: &SectionChange, row: &Row) -> bool {
        let whole = row.old.is_empty() || row.new.is_empty();
        let told = |edit: &&BlockEdit| {
            let own = edit
                .new
                .map(|place| place.block(self.new))
                .or(edit.old.map(|place| place.block(self.old)));
            let label = own.and_then(|block| block.point.as_ref());
            whole
                || change
                    .points
                    .iter()
                    .any(|point| Some(&point.label) == label)
        };
        let mut changed = change
            .redline
            .edits
            .iter()
            .filter(|edit| !edit.is_equal())
            .filter(told);
        changed.any(|edit| self.is_in(point, edit))
    }

    fn is_in(&self, point: &str, edit: &BlockEdit) -> bool {
        let elsewhere = edit.moved.as_ref().map(|moved| moved.other);
        let (old, new) = match edit.new {
            Some(new) => (edit.old.or(elsewhere), Some(new)),
            None => (edit.old, elsewhere),
        };
        let is_old = old.is_some_and(|place| is_of(point, place.block(self.old)));
        is_old || new.is_some_and(|place| is_of(point, place.block(self.new)))
    }

    /// Of a changed section that the point stands in, the blocks of the point alone.
    pub fn cut(&self, change: &SectionChange) -> SectionChange {
        let mut change = change.clone();
        if let Some(point) = &self.point {
            change.redline.edits.retain(|edit| self.is_in(point, edit));
            change
                .points
                .retain(|own| address::is_within(&own.label, point));
        }
        change
    }
}

fn is_of(point: &str, block: &Block) -> bool {
    block
        .point
        .as_deref()
        .is_some_and(|label| address::is_within(label, point))
}

fn with_subsections(tree: &SectionTree, address: &Address) -> BTreeSet<usize> {
    let named = Directory::of(tree).resolve(address);
    let within = |at: &usize| {
        named
            .iter()
            .any(|root| at == root || tree.is_within(*at, *root))
    };
    (0..tree.sections.len()).filter(within).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;
    use crate::parse::sections;

    const OLD: &str = "## 6 A\n\nAllmänt.\n\n### 6.2 B\n\n1. Ett gäller.\n2. Två gäller.\n3. Tre gäller.\n\n## 7 C\n\nSju.\n";

    /// The changes that `name` leaves, each with the points told of it and the blocks of its
    /// redline.
    fn left(name: &str, new: &str) -> Option<Vec<(Vec<String>, usize)>> {
        let (old, new) = (sections::read(OLD, 0), sections::read(new, 0));
        let comparison = diff::compare(&old, &new).expect("a comparison");
        let only = Only::named(name, &old, &new)?;
        let change = |at: &usize| {
            let change = only.cut(&comparison.changes[*at]);
            (
                change
                    .points
                    .iter()
                    .map(|point| point.label.clone())
                    .collect(),
                change.redline.edits.len(),
            )
        };
        Some(only.changes(&comparison).iter().map(change).collect())
    }

    fn changed() -> String {
        OLD.replace("Två gäller", "Två gäller inte")
            .replace("Tre", "Alla tre")
            .replace("Sju", "Åtta")
    }

    #[test]
    fn a_point_leaves_its_own_change_and_no_other() {
        let only = |label: &str| Some(vec![(vec![label.to_owned()], 1)]);
        assert_eq!(left("6.2 punkt 2", &changed()), only("2"));
        assert_eq!(left("B punkt 3", &changed()), only("3"));
        assert_eq!(
            left("6.2 punkt 1", &changed()),
            Some(vec![]),
            "nothing changed there"
        );
    }

    #[test]
    fn a_section_leaves_what_changed_in_it_and_in_its_sub_sections() {
        let points = vec!["2".to_owned(), "3".to_owned()];
        assert_eq!(left("6", &changed()), Some(vec![(points, 3)]));
        assert_eq!(left("c", &changed()).map(|changes| changes.len()), Some(1));
    }

    #[test]
    fn a_point_that_went_or_came_with_its_section_is_told() {
        let without = OLD.replace("3. Tre gäller.\n", "");
        assert_eq!(
            left("6.2 punkt 3", &without),
            Some(vec![(vec!["3".to_owned()], 1)])
        );
        let repealed = "## 6 A\n\nAllmänt.\n\n## 7 C\n\nSju.\n";
        assert_eq!(left("6.2 punkt 3", repealed), Some(vec![(vec![], 1)]));
    }

    #[test]
    fn what_neither_text_has_means_nothing() {
        assert_eq!(left("9", &changed()), None);
        assert_eq!(left("6.2 punkt 4", &changed()), None);
        assert_eq!(left("7 punkt 1", &changed()), None);
    }
}
