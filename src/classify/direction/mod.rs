//! What a change lays on the customer, or takes from them: told by subject and modal verb, wherever
//! in the text they stand.
//!
//! No text shows that a change is to somebody's advantage, but some show the contrary: a new duty,
//! a penalty, a higher price, a shorter time for the customer or a longer one for the other, a
//! right that is gone.

mod clauses;
mod measures;

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::diff::redline::{BlockEdit, Place};
use crate::diff::{Comparison, Op};
use crate::model::section::SectionTree;
use crate::model::span::Span;
pub use clauses::Customer;
use clauses::{Clause, Force};

/// What a change does to the customer's disadvantage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A duty that was none.
    NewDuty,
    /// A penalty that was none.
    Penalty,
    /// A higher price.
    HigherPrice,
    /// Less time for the customer.
    ShorterTime,
    /// More time for the other.
    LongerTime,
    /// A right that is gone.
    LostRight,
}

/// A disadvantage, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burden {
    /// What it is.
    pub kind: Kind,
    /// Which change of the comparison shows it.
    pub change: usize,
    /// What the old text says; empty when nothing stands there.
    pub old: String,
    /// What the new text says; empty when nothing stands there.
    pub new: String,
}

/// The burdens that the changes at `changes` of `comparison` bring together, in their order. What
/// only moved from one of them to another, or stands elsewhere in the other text, is none.
pub fn burdens(
    comparison: &Comparison,
    changes: &[usize],
    (old, new): (&SectionTree, &SectionTree),
    customer: &Customer,
) -> Vec<Burden> {
    let mut found = Vec::new();
    let lazy = |tree| Lazily::new(Box::new(move || Texts::of(tree, customer)));
    let (before, after) = (lazy(old), lazy(new));
    for at in changes {
        for edit in &comparison.changes[*at].redline.edits {
            if edit.moved.is_some() {
                continue;
            }
            new_duties(*at, edit, &before, new, customer, &mut found);
            lost_rights(*at, edit, &after, old, customer, &mut found);
            if let (Some(a), Some(b)) = (edit.old, edit.new) {
                measures::compare(*at, (old, a), (new, b), customer, &mut found);
            }
        }
    }
    // A duty that was said in other words elsewhere among the changes is none that is new.
    for (kind, force, tree, other) in [
        (Kind::NewDuty, Force::Duty, &after, &before),
        (Kind::LostRight, Force::Right, &before, &after),
    ] {
        if !found.iter().any(|burden| burden.kind == kind) {
            continue;
        }
        let more = tree.count(force).saturating_sub(other.count(force));
        let mut kept = 0;
        found.retain(|burden| {
            kept += usize::from(burden.kind == kind);
            burden.kind != kind || kept <= more
        });
    }
    found
}

/// They are read only where a change may show a burden.
type Lazily<'a> = LazyCell<Texts, Box<dyn FnOnce() -> Texts + 'a>>;

/// The clauses of a text that are about the customer.
struct Texts {
    duties: BTreeSet<String>,
    rights: BTreeSet<String>,
    counts: [usize; 2],
}

impl Texts {
    fn of(tree: &SectionTree, customer: &Customer) -> Self {
        let mut texts = Self {
            duties: BTreeSet::new(),
            rights: BTreeSet::new(),
            counts: [0; 2],
        };
        for section in &tree.sections {
            for block in 0..section.blocks().len() {
                let place = Place {
                    section: section.index,
                    block,
                };
                for clause in clauses::of(tree, place, customer) {
                    let words = plain(&clause.sentence(tree, place));
                    match clause.force {
                        Force::Duty => {
                            texts.counts[0] += 1;
                            texts.duties.insert(words);
                        }
                        Force::Right => {
                            texts.counts[1] += 1;
                            texts.rights.insert(words);
                        }
                    }
                }
            }
        }
        texts
    }

    fn count(&self, force: Force) -> usize {
        match force {
            Force::Duty => self.counts[0],
            Force::Right => self.counts[1],
        }
    }
}

/// Duties of the customer whose subject, verb or whole block is new.
fn new_duties(
    at: usize,
    edit: &BlockEdit,
    before: &Lazily<'_>,
    new: &SectionTree,
    customer: &Customer,
    found: &mut Vec<Burden>,
) {
    let Some(place) = edit.new else { return };
    let inserted = spans(edit, Op::Insert);
    let whole = edit.old.is_none();
    for clause in clauses::of(new, place, customer) {
        if clause.force == Force::Duty
            && (whole || touches(&inserted, &clause))
            && !before.duties.contains(&plain(&clause.sentence(new, place)))
        {
            found.push(Burden {
                kind: Kind::NewDuty,
                change: at,
                old: String::new(),
                new: clause.sentence(new, place),
            });
        }
    }
    let text = place.block(new).text.as_str();
    for span in clauses::penalties(text) {
        let is_new = whole || inserted.iter().any(|own| overlaps(*own, span));
        if is_new && !clauses::is_others(new, place, span, customer) {
            found.push(Burden {
                kind: Kind::Penalty,
                change: at,
                old: String::new(),
                new: clauses::sentence(text, span).to_owned(),
            });
        }
    }
}

/// Rights of the customer whose subject, verb or whole block is gone.
fn lost_rights(
    at: usize,
    edit: &BlockEdit,
    after: &Lazily<'_>,
    old: &SectionTree,
    customer: &Customer,
    found: &mut Vec<Burden>,
) {
    let Some(place) = edit.old else { return };
    let deleted = spans(edit, Op::Delete);
    for clause in clauses::of(old, place, customer) {
        if clause.force == Force::Right
            && (edit.new.is_none() || touches(&deleted, &clause))
            && !after.rights.contains(&plain(&clause.sentence(old, place)))
        {
            found.push(Burden {
                kind: Kind::LostRight,
                change: at,
                old: clause.sentence(old, place),
                new: String::new(),
            });
        }
    }
}

fn spans(edit: &BlockEdit, op: Op) -> Vec<Span> {
    let runs = edit.runs.iter().filter(|run| run.op == op);
    runs.map(|run| if op == Op::Delete { run.old } else { run.new })
        .collect()
}

fn touches(spans: &[Span], clause: &Clause) -> bool {
    spans.iter().any(|span| {
        overlaps(*span, clause.verb) || clause.subject.is_some_and(|own| overlaps(*span, own))
    })
}

fn overlaps(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
