//! From the alignment to rows: every section of both texts in exactly one, with what happened to it.

use std::collections::{BTreeSet, HashMap};

use super::align::{Alignment, Division};
use super::{ChangeKind, Row};
use crate::model::section::{Section, SectionTree};

/// The rows in the order of the new text; what was repealed stands after what came before it in the old one.
pub(super) fn of(old: &SectionTree, new: &SectionTree, alignment: &Alignment) -> Vec<Row> {
    let mut partner_new: HashMap<usize, usize> = HashMap::new();
    for (at, pair) in alignment.pairs.iter().enumerate() {
        partner_new.insert(pair.new, at);
    }
    let pair_of_old: HashMap<usize, usize> =
        alignment.pairs.iter().enumerate().map(|(at, pair)| (pair.old, at)).collect();
    let mut parts: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
    let mut part_of_new: HashMap<usize, usize> = HashMap::new();
    let mut part_of_old: HashMap<usize, usize> = HashMap::new();
    for division in &alignment.divisions {
        match *division {
            Division::Split { whole, part } => {
                if let Some(pair) = pair_of_old.get(&whole) {
                    parts.entry(*pair).or_default().1.push(part);
                    part_of_new.insert(part, *pair);
                }
            }
            Division::Join { part, whole } => {
                if let Some(pair) = partner_new.get(&whole) {
                    parts.entry(*pair).or_default().0.push(part);
                    part_of_old.insert(part, *pair);
                }
            }
        }
    }
    let mut rows: Vec<Row> = Vec::with_capacity(new.sections.len());
    let mut row_of_old: HashMap<usize, usize> = HashMap::new();
    for section in &new.sections {
        let b = section.index;
        if part_of_new.contains_key(&b) {
            continue;
        }
        let row = match partner_new.get(&b) {
            None => Row { old: Vec::new(), new: vec![b], kinds: BTreeSet::from([ChangeKind::Insertion]) },
            Some(pair) => {
                let aligned = alignment.pairs[*pair];
                let a = aligned.old;
                let (mut from, mut to) = parts.remove(pair).unwrap_or_default();
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
                Row { old: from, new: to, kinds }
            }
        };
        row_of_old.extend(row.old.iter().map(|a| (*a, rows.len())));
        rows.push(row);
    }
    let mut repealed: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut after = None;
    for section in &old.sections {
        match row_of_old.get(&section.index) {
            Some(row) => after = Some(*row),
            None => repealed.entry(after).or_default().push(section.index),
        }
    }
    let repeal =
        |a: usize| Row { old: vec![a], new: Vec::new(), kinds: BTreeSet::from([ChangeKind::Repeal]) };
    let mut ordered: Vec<Row> = repealed.remove(&None).unwrap_or_default().into_iter().map(repeal).collect();
    for (at, row) in rows.into_iter().enumerate() {
        ordered.push(row);
        ordered.extend(repealed.remove(&Some(at)).unwrap_or_default().into_iter().map(repeal));
    }
    ordered
}

/// Puts the main part of a divided section first: the one that keeps the heading of the whole, else the title
/// or the number, else the first.
fn main_first(parts: &mut Vec<usize>, tree: &SectionTree, whole: &Section) {
    if parts.len() < 2 {
        return;
    }
    parts.sort_unstable();
    let rank = |part: &usize| {
        let section = tree.get(*part);
        let title = section.title == whole.title && !whole.title.is_empty();
        let number = section.number == whole.number && whole.number.is_some();
        (section.heading == whole.heading, title, number)
    };
    let main = parts.iter().copied().max_by_key(|part| (rank(part), usize::MAX - part));
    if let Some(main) = main {
        parts.retain(|part| *part != main);
        parts.insert(0, main);
    }
}

fn kinds(old: &Section, new: &Section, root: bool, within: bool) -> BTreeSet<ChangeKind> {
    let mut kinds = BTreeSet::new();
    if old.number != new.number {
        kinds.insert(ChangeKind::Renumbering);
    }
    if old.title != new.title {
        kinds.insert(ChangeKind::Retitling);
    }
    if root {
        kinds.insert(ChangeKind::Relocation);
    } else if old.level != new.level && !within {
        kinds.insert(ChangeKind::Relevelling);
    }
    kinds
}

/// Whether the normalised bodies of both sides are the same text.
fn same_text(old: &SectionTree, a: &[usize], new: &SectionTree, b: &[usize]) -> bool {
    if let ([a], [b]) = (a, b) {
        let (a, b) = (&old.get(*a).blocks, &new.get(*b).blocks);
        return a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                a.text == b.text && a.kind == b.kind && a.nesting == b.nesting && a.marks == b.marks
            });
    }
    super::segments::body(old, a) == super::segments::body(new, b)
}
