//! What became of the sections of a text, as a statute tells it: which are new, changed, gone and
//! renumbered. It says what the alignment holds, no more and no less.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChangeKind, Comparison, Row, SectionChange};
use crate::model::section::SectionTree;

/// The account of a whole comparison, each list in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// What came.
    pub new: Vec<Part>,
    /// What has other words or another heading.
    pub changed: Vec<Part>,
    /// What went, as the old text has it.
    pub gone: Vec<Part>,
    /// What stands elsewhere, with its words as they were.
    pub moved: Vec<Part>,
    /// What only got another number.
    pub renumbered: Vec<Run>,
}

/// A section, or points of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The section's number, its title where it has none; empty before the first heading.
    pub section: String,
    /// The points, if it is no more than these.
    pub points: Vec<String>,
}

/// A run of sections that moved together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The first and the last old number.
    pub old: (String, String),
    /// The first and the last new number.
    pub new: (String, String),
}

impl Account {
    /// The account of a comparison.
    pub fn of(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Self {
        let mut account = Self::default();
        let mut renumbered = Vec::new();
        let came: BTreeSet<usize> = whole(comparison, ChangeKind::Insertion, |row| &row.new);
        let went: BTreeSet<usize> = whole(comparison, ChangeKind::Repeal, |row| &row.old);
        for change in &comparison.changes {
            let row = &comparison.rows[change.row];
            if row.kinds.contains(&ChangeKind::Insertion) {
                account.new.extend(outermost(new, &row.new, &came));
                continue;
            }
            if row.kinds.contains(&ChangeKind::Repeal) {
                account.gone.extend(outermost(old, &row.old, &went));
                continue;
            }
            let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else {
                continue;
            };
            if row.kinds.contains(&ChangeKind::Renumbering) {
                renumbered.push((*a, *b));
            }
            let further = |tree: &SectionTree, sections: &[usize]| -> Vec<Part> {
                sections.iter().skip(1).map(|at| part(tree, *at)).collect()
            };
            account.new.extend(further(new, &row.new));
            account.gone.extend(further(old, &row.old));
            if change.consequence {
                continue;
            }
            account.words(change, row, (old, new), *b);
        }
        account.renumbered = runs(&renumbered, old, new);
        account
    }

    /// Adds a section whose words, heading, place or level is another.
    fn words(
        &mut self,
        change: &SectionChange,
        row: &Row,
        (old, new): (&SectionTree, &SectionTree),
        section: usize,
    ) {
        let only_moved = row
            .kinds
            .iter()
            .all(|kind| matches!(kind, ChangeKind::Relocation | ChangeKind::Renumbering));
        if only_moved {
            self.moved.push(part(new, section));
            return;
        }
        let own = row
            .kinds
            .iter()
            .all(|kind| matches!(kind, ChangeKind::Substitution | ChangeKind::Renumbering));
        if change.outside_points || change.points.is_empty() || !own {
            self.changed.push(part(new, section));
            return;
        }
        let came = |label: &str, at: usize| {
            change.redline.edits.iter().any(|edit| {
                edit.old.is_none()
                    && edit.moved.is_none()
                    && edit.new.is_some_and(|place| {
                        place.section == at && place.block(new).point.as_deref() == Some(label)
                    })
            })
        };
        let stays = |label: &str, at: usize| {
            change.redline.edits.iter().any(|edit| {
                edit.old.is_some()
                    && edit.new.is_some_and(|place| {
                        place.section == at && place.block(new).point.as_deref() == Some(label)
                    })
            })
        };
        let mut lists: [(&mut Vec<Part>, Vec<String>, Part); 3] = {
            let (now, then) = (part(new, section), row.old.first().map(|at| part(old, *at)));
            [
                (&mut self.new, Vec::new(), now.clone()),
                (
                    &mut self.gone,
                    Vec::new(),
                    then.unwrap_or_else(|| now.clone()),
                ),
                (&mut self.changed, Vec::new(), now),
            ]
        };
        for point in &change.points {
            let list = match () {
                () if point.old => 1,
                () if came(&point.label, point.section) && !stays(&point.label, point.section) => 0,
                () => 2,
            };
            lists[list].1.push(point.label.clone());
        }
        for (list, points, part) in lists {
            if !points.is_empty() {
                list.push(Part { points, ..part });
            }
        }
    }

    /// Whether nothing became another.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The sections of all rows of one kind.
fn whole(
    comparison: &Comparison,
    kind: ChangeKind,
    side: fn(&Row) -> &Vec<usize>,
) -> BTreeSet<usize> {
    let rows = comparison
        .rows
        .iter()
        .filter(|row| row.kinds.contains(&kind));
    rows.flat_map(|row| side(row).iter().copied()).collect()
}

/// The sections that did not come or go with the section above them.
fn outermost(tree: &SectionTree, sections: &[usize], all: &BTreeSet<usize>) -> Vec<Part> {
    let own = sections.iter().filter(|at| {
        tree.get(**at)
            .parent
            .is_none_or(|parent| !all.contains(&parent))
    });
    own.map(|at| part(tree, *at)).collect()
}

fn part(tree: &SectionTree, at: usize) -> Part {
    let section = tree.get(at);
    let number = section
        .number
        .as_deref()
        .map(|number| number.trim_end_matches('.'));
    Part {
        section: number.unwrap_or(&section.title).to_owned(),
        points: Vec::new(),
    }
}

/// The pairs of sections in runs that moved by one step each; sub-sections that moved with theirs are
/// not named.
pub fn runs(moved: &[(usize, usize)], old: &SectionTree, new: &SectionTree) -> Vec<Run> {
    let number = |tree: &SectionTree, at: usize| tree.get(at).number.clone().unwrap_or_default();
    let numbers: BTreeMap<usize, (String, String)> = moved
        .iter()
        .map(|(a, b)| (*b, (number(old, *a), number(new, *b))))
        .collect();
    let mut runs: Vec<(usize, Run)> = Vec::new();
    for (at, (was, is)) in &numbers {
        let parent = new.get(*at).parent.and_then(|parent| numbers.get(&parent));
        if parent.is_some_and(|(old, new)| moved_with((was, is), (old, new))) {
            continue;
        }
        let (was, is) = (was.clone(), is.clone());
        match runs.last_mut() {
            Some((level, run))
                if *level == usize::from(new.get(*at).level)
                    && follows(&run.old.1, &was)
                    && follows(&run.new.1, &is) =>
            {
                run.old.1 = was;
                run.new.1 = is;
            }
            _ => runs.push((
                usize::from(new.get(*at).level),
                Run {
                    old: (was.clone(), was),
                    new: (is.clone(), is),
                },
            )),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Whether a section's number changed only in the part that is its parent's.
fn moved_with((was, is): (&str, &str), (parent_was, parent_is): (&str, &str)) -> bool {
    match (was.strip_prefix(parent_was), is.strip_prefix(parent_is)) {
        (Some(old), Some(new)) => old == new && old.starts_with('.'),
        _ => false,
    }
}

/// Whether `next` is the number after `number`: the same but for the last part, which is one
/// higher.
fn follows(number: &str, next: &str) -> bool {
    let split = |number: &str| {
        let (head, last) = number.rsplit_once('.').unwrap_or(("", number));
        Some((head.to_owned(), last.parse::<u32>().ok()?))
    };
    match (split(number), split(next)) {
        (Some((a, first)), Some((b, second))) => a == b && first.checked_add(1) == Some(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use crate::parse::sections::read;

    fn account(old: &str, new: &str) -> Account {
        let (old, new) = (read(old, 0), read(new, 0));
        let comparison = compare(&old, &new).expect("proven");
        Account::of(&comparison, &old, &new)
    }

    fn names(parts: &[Part]) -> Vec<String> {
        let name = |part: &Part| {
            [part.section.clone(), part.points.join(",")]
                .join(" ")
                .trim()
                .to_owned()
        };
        parts.iter().map(name).collect()
    }

    #[test]
    fn new_changed_and_gone_sections_are_told_and_the_rest_is_renumbered() {
        let old = "## 1 Pris\n\nKunden betalar.\n\n## 2 Jour\n\nJour finns dygnet runt.\n\n## 3 Tvist\n\nTvist prövas i Stockholm.\n\n## 4 Loggar\n\nLoggar sparas i ett år.\n";
        let new = "## 1 Pris\n\nKunden betalar i förskott.\n\n## 2 Säkerhet\n\nAlla ska ha tvåfaktorsinloggning hos sin leverantör.\n\n### 2.1 Nycklar\n\nNycklar byts varje kvartal.\n\n## 3 Jour\n\nJour finns dygnet runt.\n\n## 4 Tvist\n\nTvist prövas i Stockholm.\n";
        let account = account(old, new);
        assert_eq!(
            names(&account.new),
            ["2"],
            "a sub-section comes with its section"
        );
        assert_eq!(names(&account.changed), ["1"]);
        assert_eq!(names(&account.gone), ["4"]);
        let run = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            account.renumbered,
            [Run {
                old: run("2", "3"),
                new: run("3", "4")
            }]
        );
    }

    #[test]
    fn points_that_came_went_and_changed_are_told_by_themselves() {
        let old =
            "## 5 Krav\n\n1. Kunden ska föra logg över åtkomst.\n2. Kunden ska utse ett ombud.\n";
        let new = "## 5 Krav\n\n1. Kunden ska föra logg över all åtkomst.\n2. Kunden ska utse ett ombud.\n3. Leverantören svarar för jouren varje helg.\n";
        let forth = account(old, new);
        assert_eq!(
            (names(&forth.new), names(&forth.changed)),
            (vec!["5 3".to_owned()], vec!["5 1".to_owned()])
        );
        let back = account(new, old);
        assert_eq!(
            (names(&back.gone), names(&back.changed)),
            (vec!["5 3".to_owned()], vec!["5 1".to_owned()])
        );
    }

    #[test]
    fn equal_texts_have_nothing_to_tell() {
        assert!(account("## 1 A\n\nText.\n", "## 1 A\n\nText.\n").is_empty());
    }
}
