//! The alignment while it grows.

use std::collections::HashSet;

use super::features::{Feature, Features};
use crate::model::section::SectionTree;

/// Two texts and the pairs found so far.
pub(super) struct State<'a> {
    pub(super) old: Half<'a>,
    pub(super) new: Half<'a>,
    ids: (HashSet<&'a str>, HashSet<&'a str>),
    paired: usize,
}

/// One text of the two.
pub(super) struct Half<'a> {
    pub(super) tree: &'a SectionTree,
    pub(super) features: &'a [Feature],
    /// For each section its partner in the other text.
    pub(super) partner: Vec<Option<usize>>,
    /// For each section those right below it.
    pub(super) children: Vec<Vec<usize>>,
}

impl<'a> Half<'a> {
    fn new(tree: &'a SectionTree, features: &'a Features) -> Self {
        let count = tree.sections.len();
        let mut children = vec![Vec::new(); count];
        for section in &tree.sections {
            if let Some(parent) = section.parent {
                children[parent].push(section.index);
            }
        }
        Self {
            tree,
            features: &features.sections,
            partner: vec![None; count],
            children,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.partner.len()
    }

    pub(super) fn free(&self, at: usize) -> bool {
        self.partner[at].is_none()
    }

    pub(super) fn unmatched(&self) -> Vec<usize> {
        (0..self.len()).filter(|at| self.free(*at)).collect()
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.tree.sections[at].parent
    }
}

impl<'a> State<'a> {
    pub(super) fn new(
        old: &'a SectionTree,
        a: &'a Features,
        new: &'a SectionTree,
        b: &'a Features,
    ) -> Self {
        let ids = |tree: &'a SectionTree| {
            tree.sections
                .iter()
                .filter_map(|section| section.id.as_deref())
                .collect()
        };
        Self {
            ids: (ids(old), ids(new)),
            paired: 0,
            old: Half::new(old, a),
            new: Half::new(new, b),
        }
    }

    /// Whether one of the texts has no section left to pair.
    pub(super) fn is_settled(&self) -> bool {
        self.paired >= self.old.len().min(self.new.len())
    }

    /// How many sections of both texts are left at most.
    pub(super) fn left(&self) -> usize {
        self.old.len().max(self.new.len()) - self.paired
    }

    /// Whether the two may be one section: both are free, the text before the first heading pairs
    /// with its like only, and no id says that one of them is another section.
    pub(super) fn may_pair(&self, a: usize, b: usize) -> bool {
        if !self.old.free(a) || !self.new.free(b) {
            return false;
        }
        let (one, two) = (&self.old.tree.sections[a], &self.new.tree.sections[b]);
        if (one.level == 0) != (two.level == 0) {
            return false;
        }
        match (one.id.as_deref(), two.id.as_deref()) {
            (Some(x), Some(y)) => x == y || (!self.ids.1.contains(x) && !self.ids.0.contains(y)),
            (Some(x), None) => !self.ids.1.contains(x),
            (None, Some(y)) => !self.ids.0.contains(y),
            (None, None) => true,
        }
    }

    /// Pairs the two if they may be paired.
    pub(super) fn pair(&mut self, a: usize, b: usize) -> bool {
        let may = self.may_pair(a, b);
        if may {
            self.old.partner[a] = Some(b);
            self.new.partner[b] = Some(a);
            self.paired += 1;
        }
        may
    }

    /// Whether the sections stand below the same section, or both below none.
    pub(super) fn same_parent(&self, a: usize, b: usize) -> bool {
        match (self.old.parent(a), self.new.parent(b)) {
            (None, None) => true,
            (Some(x), Some(y)) => self.old.partner[x] == Some(y),
            _ => false,
        }
    }

    /// Whether the sections just before these are a pair, or both are the first.
    pub(super) fn same_before(&self, a: usize, b: usize) -> bool {
        match (a.checked_sub(1), b.checked_sub(1)) {
            (None, None) => true,
            (Some(x), Some(y)) => self.old.partner[x] == Some(y),
            _ => false,
        }
    }

    /// Whether the sections just after these are a pair, or both are the last.
    pub(super) fn same_after(&self, a: usize, b: usize) -> bool {
        match (a + 1 < self.old.len(), b + 1 < self.new.len()) {
            (false, false) => true,
            (true, true) => self.old.partner[a + 1] == Some(b + 1),
            _ => false,
        }
    }

    /// All pairs in the order of the old text.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        self.old
            .partner
            .iter()
            .enumerate()
            .filter_map(|(a, b)| b.map(|b| (a, b)))
            .collect()
    }
}
