//! What only followed from other changes: numbers that moved, and references that followed them.

pub use crate::diff::account::Run;
use crate::diff::account::runs;
use crate::diff::redline::BlockEdit;
use crate::diff::references::mentions;
use crate::diff::{ChangeKind, Comparison};
use crate::model::section::{Block, SectionTree};

/// What is folded to one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequences {
    /// The sections that only got another number, in runs that moved by one step: each from its
    /// first and last old number to its first and last new one. Sub-sections that moved with
    /// theirs are not named.
    pub renumbered: Vec<Run>,
    /// How many references followed.
    pub references: usize,
}

impl Consequences {
    /// Those of a comparison.
    pub fn of(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Self {
        let mut moved: Vec<(usize, usize)> = Vec::new();
        let mut references = 0;
        for change in comparison
            .changes
            .iter()
            .filter(|change| change.consequence)
        {
            let row = &comparison.rows[change.row];
            if row.kinds.contains(&ChangeKind::Renumbering)
                && let (Some(a), Some(b)) = (row.old.first(), row.new.first())
            {
                moved.push((*a, *b));
            }
            references += change
                .redline
                .edits
                .iter()
                .map(|edit| followed(edit, old, new))
                .sum::<usize>();
        }
        moved.sort_by_key(|(_, b)| *b);
        Self {
            renumbered: runs(&moved, old, new),
            references,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.renumbered.is_empty() && self.references == 0
    }
}

/// How many references of a pair of blocks have another label now.
fn followed(edit: &BlockEdit, old: &SectionTree, new: &SectionTree) -> usize {
    let (Some(before), Some(after)) = (edit.old, edit.new) else {
        return 0;
    };
    if edit.is_equal() {
        return 0;
    }
    let labels = |block: &Block| -> Vec<String> {
        let mentions = mentions(&block.text);
        mentions
            .into_iter()
            .flat_map(|mention| mention.labels)
            .map(|label| label.text)
            .collect()
    };
    let (was, is) = (labels(before.block(old)), labels(after.block(new)));
    was.iter().zip(&is).filter(|(was, is)| was != is).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diff, parse};

    fn told(old: &str, new: &str) -> (Vec<String>, usize) {
        let (old, new) = (parse::sections::read(old, 0), parse::sections::read(new, 0));
        let comparison = diff::compare(&old, &new).expect("a proven comparison");
        let found = Consequences::of(&comparison, &old, &new);
        let run = |run: &Run| format!("{}–{} → {}–{}", run.old.0, run.old.1, run.new.0, run.new.1);
        (found.renumbered.iter().map(run).collect(), found.references)
    }

    #[test]
    fn sections_that_moved_together_are_one_run_and_their_parts_go_with_them() {
        let old = "## 1 Ett\n\nOrd om ett.\n\n## 2 Två\n\nSe avsnitt 3 och avsnitt 2.1.\n\n### 2.1 Del\n\nOrd om delen.\n\n## 3 Tre\n\nOrd om tre.\n";
        let new = "## 1 Ett\n\nOrd om ett.\n\n## 2 Nytt\n\nEtt helt annat innehåll.\n\n## 3 Två\n\nSe avsnitt 4 och avsnitt 3.1.\n\n### 3.1 Del\n\nOrd om delen.\n\n## 4 Tre\n\nOrd om tre.\n";
        assert_eq!(told(old, new), (vec!["2–3 → 3–4".to_owned()], 2));
    }

    #[test]
    fn where_nothing_was_renumbered_there_is_nothing_to_say() {
        assert_eq!(told("## 1 A\n\nx\n", "## 1 A\n\ny\n"), (Vec::new(), 0));
    }
}
