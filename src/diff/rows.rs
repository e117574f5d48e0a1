//! From the alignment to rows: every section of both texts in exactly one, with what happened to
//! it.

use std::collections::BTreeSet;

use super::align::{Alignment, Division};
use super::hashing::FastMap;
use super::{ChangeKind, Row};
use crate::model::section::{Section, SectionTree};

/// The rows in the order of the new text; what was repealed stands after what came before it in the
/// old one.
pub(super) fn of(old: &SectionTree, new: &SectionTree, alignment: &Alignment) -> Vec<Row> {
    let mut pair_of_old: Vec<Option<usize>> = vec![None; old.sections.len()];
    let mut pair_of_new: Vec<Option<usize>> = vec![None; new.sections.len()];
    for (at, pair) in alignment.pairs.iter().enumerate() {
        pair_of_old[pair.old] = Some(at);
        pair_of_new[pair.new] = Some(at);
    }
    let mut parts: FastMap<usize, (Vec<usize>, Vec<usize>)> = FastMap::default();
    let mut is_part = vec![false; new.sections.len()];
    for division in &alignment.divisions {
        match *division {
            Division::Split { whole, part } => {
                if let Some(pair) = pair_of_old[whole] {
                    parts.entry(pair).or_default().1.push(part);
                    is_part[part] = true;
                }
            }
            Division::Join { part, whole } => {
                if let Some(pair) = pair_of_new[whole] {
                    parts.entry(pair).or_default().0.push(part);
                }
            }
        }
    }
    let mut rows: Vec<Row> = Vec::with_capacity(new.sections.len());
    let mut row_of_old: Vec<Option<usize>> = vec![None; old.sections.len()];
    for section in &new.sections {
        let b = section.index;
        if is_part[b] {
            continue;
        }
        let row = match pair_of_new[b] {
            None => Row {
                old: Vec::new(),
                new: vec![b],
                kinds: BTreeSet::from([ChangeKind::Insertion]),
            },
            Some(pair) => {
                let aligned = alignment.pairs[pair];
                let a = aligned.old;
                let (mut from, mut to) = parts.remove(&pair).unwrap_or_default();
                // The main part first, the others in the order of the text.
                from.push(a);
                to.push(b);
                main_first(&mut from, old, new.get(b));
                main_first(&mut to, new, old.get(a));
                let (a, b) = (from[0], to[0]);
                let mut kinds = kinds(old.get(a), new.get(b), aligned.moved, aligned.within_moved);
                if from.len() > 1 {
                    kinds.insert(ChangeKind::Join);
                }
                if to.len() > 1 {
                    kinds.insert(ChangeKind::Split);
                }
                if !same_text(old, &from, new, &to) {
                    kinds.insert(ChangeKind::Substitution);
                }
                Row {
                    old: from,
                    new: to,
                    kinds,
                }
            }
        };
        for a in &row.old {
            row_of_old[*a] = Some(rows.len());
        }
        rows.push(row);
    }
    let mut repealed: FastMap<Option<usize>, Vec<usize>> = FastMap::default();
    let mut after = None;
    for section in &old.sections {
        match row_of_old[section.index] {
            Some(row) => after = Some(row),
            None => repealed.entry(after).or_default().push(section.index),
        }
    }
    let repeal = |a: usize| Row {
        old: vec![a],
        new: Vec::new(),
        kinds: BTreeSet::from([ChangeKind::Repeal]),
    };
    let mut ordered: Vec<Row> = repealed
        .remove(&None)
        .unwrap_or_default()
        .into_iter()
        .map(repeal)
        .collect();
    for (at, row) in rows.into_iter().enumerate() {
        ordered.push(row);
        ordered.extend(
            repealed
                .remove(&Some(at))
                .unwrap_or_default()
                .into_iter()
                .map(repeal),
        );
    }
    ordered
}

/// Puts the main part of a divided section first: the one that keeps the id of the whole, else its
/// title, else the first. A number alone is a label that says nothing.
fn main_first(parts: &mut Vec<usize>, tree: &SectionTree, whole: &Section) {
    if parts.len() < 2 {
        return;
    }
    parts.sort_unstable();
    let rank = |part: &usize| {
        let section = tree.get(*part);
        let named = section.id.is_some() && section.id == whole.id;
        let titled = section.title == whole.title && !whole.title.is_empty();
        (named, titled, titled && section.number == whole.number)
    };
    let main = parts
        .iter()
        .copied()
        .max_by_key(|part| (rank(part), usize::MAX - part));
    if let Some(main) = main {
        parts.retain(|part| *part != main);
        parts.insert(0, main);
    }
}

fn kinds(old: &Section, new: &Section, root: bool, within: bool) -> BTreeSet<ChangeKind> {
    let mut kinds = BTreeSet::new();
    let retitled = old.title != new.title;
    if retitled {
        kinds.insert(ChangeKind::Retitling);
    }
    // A heading that was replaced wholly, its number with it, has another title, not another
    // number.
    let both = old.number.is_some() && new.number.is_some();
    if old.number != new.number && (both || !retitled) {
        kinds.insert(ChangeKind::Renumbering);
    }
    if root {
        kinds.insert(ChangeKind::Relocation);
    } else if old.level != new.level && !within {
        kinds.insert(ChangeKind::Relevelling);
    }
    kinds
}

/// Whether the normalised bodies of both sides are the same text.
pub(super) fn same_text(old: &SectionTree, a: &[usize], new: &SectionTree, b: &[usize]) -> bool {
    if let ([a], [b]) = (a, b) {
        return old.get(*a).body.is_same(&new.get(*b).body);
    }
    super::segments::body(old, a) == super::segments::body(new, b)
}
