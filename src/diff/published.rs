//! The alignment as it was published. A newer engine could align two texts otherwise; what readers were
//! shown of an old change is never redrawn.

use std::collections::BTreeSet;

use super::{ChangeKind, Comparison, RebuildMismatch, Row, compare_along, rows};
use crate::model::seal;
use crate::model::section::SectionTree;
use crate::model::version::VersionNumber;

/// The rows of `comparison`, with the version `against`, as a seal keeps them.
pub fn sealed(comparison: &Comparison, against: &VersionNumber) -> seal::Rows {
    let row = |row: &Row| {
        let mut kinds: Vec<String> = row
            .kinds
            .iter()
            .map(|kind| kind.name().to_owned())
            .collect();
        kinds.sort();
        seal::Row {
            old: row.old.clone(),
            new: row.new.clone(),
            kinds,
        }
    };
    seal::Rows {
        against: against.clone(),
        rows: comparison.rows.iter().map(row).collect(),
    }
}

/// Compares two texts along the rows that were published; `None` where these do not fit: they do not
/// hold every section of both texts once.
///
/// # Errors
/// When a redline does not rebuild both bodies.
pub fn compare(
    sealed: &seal::Rows,
    old: &SectionTree,
    new: &SectionTree,
) -> Option<Result<Comparison, RebuildMismatch>> {
    let rows = sealed
        .rows
        .iter()
        .map(|row| fitting(row, old, new))
        .collect::<Option<Vec<Row>>>()?;
    let whole = holds_once(rows.iter().flat_map(|row| &row.old), old)
        && holds_once(rows.iter().flat_map(|row| &row.new), new);
    whole.then(|| compare_along(rows, old, new))
}

fn holds_once<'p>(places: impl Iterator<Item = &'p usize>, tree: &SectionTree) -> bool {
    let mut places: Vec<usize> = places.copied().collect();
    places.sort_unstable();
    places.into_iter().eq(0..tree.sections.len())
}

/// The row with its kinds. A body that differs is never shown as unchanged, whatever was written.
fn fitting(row: &seal::Row, old: &SectionTree, new: &SectionTree) -> Option<Row> {
    let named = |name: &String| ChangeKind::ALL.into_iter().find(|kind| kind.name() == name);
    let mut kinds: BTreeSet<ChangeKind> = row.kinds.iter().map(named).collect::<Option<_>>()?;
    let stands = |places: &[usize], tree: &SectionTree| {
        places.iter().all(|place| *place < tree.sections.len())
    };
    if !stands(&row.old, old) || !stands(&row.new, new) {
        return None;
    }
    let both = !row.old.is_empty() && !row.new.is_empty();
    if both && !rows::same_text(old, &row.old, new, &row.new) {
        kinds.insert(ChangeKind::Substitution);
    } else if !both {
        let kind = if row.old.is_empty() {
            ChangeKind::Insertion
        } else {
            ChangeKind::Repeal
        };
        kinds.insert(kind);
    }
    Some(Row {
        old: row.old.clone(),
        new: row.new.clone(),
        kinds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections;

    fn tree(text: &str) -> SectionTree {
        sections::read(text, 0)
    }

    fn number() -> VersionNumber {
        VersionNumber::parse("1.0").expect("a number")
    }

    const OLD: &str = "# A\n\n## 1 Avgift\n\n100 kr.\n\n## 2 Support\n\nVardagar.\n";
    const NEW: &str = "# A\n\n## 1 Support\n\nVardagar.\n\n## 2 Avgift\n\n200 kr.\n";

    #[test]
    fn what_was_published_is_compared_along_its_rows_again() {
        let (old, new) = (tree(OLD), tree(NEW));
        let comparison = super::super::compare(&old, &new).expect("a comparison");
        let rows = sealed(&comparison, &number());
        let again = compare(&rows, &old, &new).expect("rows that fit");
        assert_eq!(again.expect("a comparison"), comparison);
    }

    #[test]
    fn rows_that_the_engine_would_not_find_hold_and_hide_no_word() {
        let (old, new) = (tree(OLD), tree(NEW));
        let mut rows = sealed(
            &super::super::compare(&old, &new).expect("a comparison"),
            &number(),
        );
        let places: Vec<usize> = (0..old.sections.len()).collect();
        rows.rows = places
            .iter()
            .map(|place| seal::Row {
                old: vec![*place],
                new: vec![*place],
                kinds: Vec::new(),
            })
            .collect();
        let along = compare(&rows, &old, &new).expect("rows that fit");
        let along = along.expect("a comparison");
        let pairs = along
            .rows
            .iter()
            .map(|row| (row.old.clone(), row.new.clone()));
        assert!(pairs.eq(places.iter().map(|place| (vec![*place], vec![*place]))));
        assert_eq!(along.changes.len(), 2, "both bodies differ");
    }

    #[test]
    fn rows_that_lose_or_double_a_section_do_not_fit() {
        let (old, new) = (tree(OLD), tree(NEW));
        let rows = sealed(
            &super::super::compare(&old, &new).expect("a comparison"),
            &number(),
        );
        let mut less = rows.clone();
        less.rows.pop();
        let mut twice = rows.clone();
        twice.rows.push(twice.rows[0].clone());
        let mut strange = rows;
        strange.rows[0].kinds.push("transfiguration".to_owned());
        for rows in [less, twice, strange] {
            assert!(compare(&rows, &old, &new).is_none());
        }
    }
}
