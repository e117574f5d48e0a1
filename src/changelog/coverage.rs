//! Which entry speaks of which change, both ways: every change needs an entry, every entry a change.

use super::address::{self, Address};
use crate::classify::{Materiality, Verdict};
use crate::diff::{ChangeKind, Comparison, SectionChange};
use crate::model::record::Record;
use crate::model::section::SectionTree;
use crate::model::span::Span;

/// The result of matching a record's entries with a comparison's changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// For each entry of the record, the changes that it speaks of, in the order of the text.
    pub entries: Vec<Vec<usize>>,
    /// Changes that no entry speaks of, and points that entries with points leave out.
    pub uncovered: Vec<Uncovered>,
    /// What is wrong with the addresses.
    pub problems: Vec<AddressProblem>,
}

/// A change that lacks an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// The change.
    pub change: usize,
    /// The point, where the section is named by points and this one is not.
    pub point: Option<String>,
}

/// An address that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressProblem {
    /// The entry's place in the record.
    pub entry: usize,
    /// Where the address stands in the record.
    pub span: Span,
    /// The address as written.
    pub address: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Neither text has such a section.
    Unknown,
    /// Several sections fit; their labels.
    Ambiguous(Vec<String>),
    /// Nothing changed there.
    Unchanged,
}

/// One address of one entry, resolved.
struct Claim {
    entry: usize,
    problem: usize,
    target: Target,
    point: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    New(usize),
    Old(usize),
}

/// The texts and their comparison, as coverage needs them.
pub struct Texts<'t> {
    /// The older text.
    pub old: &'t SectionTree,
    /// The newer text.
    pub new: &'t SectionTree,
    /// What changed between them.
    pub comparison: &'t Comparison,
    /// What the engine holds of each change.
    pub verdicts: &'t [Verdict],
    /// Whether the document's title changed in the front matter, which has a note of its own.
    pub title_changed: bool,
}

/// Matches the entries of `record` with the changes.
pub fn of(texts: &Texts<'_>, record: &Record) -> Coverage {
    let mut coverage = Coverage { entries: vec![Vec::new(); record.entries.len()], ..Coverage::default() };
    let mut claims = Vec::new();
    let mut rests = Vec::new();
    for (entry_at, entry) in record.entries.iter().enumerate() {
        for written in &entry.sections {
            let address = address::parse(&written.value);
            let problem = |kind| AddressProblem {
                entry: entry_at,
                span: written.span,
                address: written.value.clone(),
                kind,
            };
            if address == Address::Rest {
                rests.push((entry_at, problem(ProblemKind::Unchanged)));
                continue;
            }
            match target(texts, &address) {
                Ok(target) => {
                    let point = match address {
                        Address::Section { point, .. } => point,
                        _ => None,
                    };
                    // Believed unchanged until a change is found; the finding is taken back then.
                    claims.push(Claim { entry: entry_at, problem: coverage.problems.len(), target, point });
                    coverage.problems.push(problem(ProblemKind::Unchanged));
                }
                Err(kind) => coverage.problems.push(problem(kind)),
            }
        }
    }
    let mut served = vec![false; coverage.problems.len()];
    for (at, change) in texts.comparison.changes.iter().enumerate() {
        assign(texts, at, change, &claims, &mut coverage, &mut served);
    }
    let mut at = 0;
    coverage.problems.retain(|_| {
        at += 1;
        !served[at - 1]
    });
    cover_rest(texts, rests, &mut coverage);
    coverage
}

/// The section that an address means: in the new text, or – when nothing changed there – in the old one.
fn target(texts: &Texts<'_>, address: &Address) -> Result<Target, ProblemKind> {
    let new = address::resolve(texts.new, address);
    let old = address::resolve(texts.old, address);
    let labels = |tree: &SectionTree, found: &[usize]| {
        ProblemKind::Ambiguous(
            found
                .iter()
                .map(|at| format!("{} ({})", address::label(tree.get(*at)), tree.get(*at).line))
                .collect(),
        )
    };
    let changed = |target: Target| {
        let needs_note = |change: &&SectionChange| !change.consequence;
        texts
            .comparison
            .changes
            .iter()
            .filter(needs_note)
            .any(|change| distance(texts, change, target).is_some())
    };
    match (new.as_slice(), old.as_slice()) {
        ([], []) => Err(ProblemKind::Unknown),
        ([one], [other]) if !changed(Target::New(*one)) && changed(Target::Old(*other)) => {
            Ok(Target::Old(*other))
        }
        ([one], _) => Ok(Target::New(*one)),
        ([], [one]) => Ok(Target::Old(*one)),
        ([], several) => Err(labels(texts.old, several)),
        (several, _) => Err(labels(texts.new, several)),
    }
}

/// How many headings stand between the target and the change; `None` when the target does not hold it. The
/// document's own heading holds nothing but its own text.
fn distance(texts: &Texts<'_>, change: &SectionChange, target: Target) -> Option<usize> {
    let row = &texts.comparison.rows[change.row];
    let (tree, sections, goal) = match target {
        Target::New(at) => (texts.new, &row.new, at),
        Target::Old(at) => (texts.old, &row.old, at),
    };
    sections
        .iter()
        .filter_map(|section| {
            let mut steps = 0;
            let mut at = Some(*section);
            while let Some(here) = at {
                if here == goal {
                    let own_heading = tree.get(goal).parent.is_none() && tree.get(goal).level == 1;
                    return (steps == 0 || !own_heading).then_some(steps);
                }
                steps += 1;
                at = tree.get(here).parent;
            }
            None
        })
        .min()
}

fn assign(
    texts: &Texts<'_>,
    at: usize,
    change: &SectionChange,
    claims: &[Claim],
    coverage: &mut Coverage,
    served: &mut [bool],
) {
    let labels: Vec<&str> = change.points.iter().map(|point| point.label.as_str()).collect();
    let reach: Vec<(usize, &Claim)> = claims
        .iter()
        .filter_map(|claim| distance(texts, change, claim.target).map(|steps| (steps, claim)))
        .collect();
    let fits = |claim: &Claim| match &claim.point {
        Some(point) => labels.iter().any(|label| within_point(label, point)),
        None => true,
    };
    let nearest = reach.iter().filter(|(_, claim)| fits(claim)).map(|(steps, _)| *steps).min();
    let Some(nearest) = nearest else {
        if !change.consequence && !told_by_title(texts, change) {
            coverage.uncovered.push(Uncovered { change: at, point: None });
        }
        return;
    };
    let chosen: Vec<&Claim> = reach
        .iter()
        .filter(|(steps, claim)| *steps == nearest && fits(claim))
        .map(|(_, claim)| *claim)
        .collect();
    for claim in &chosen {
        served[claim.problem] = true;
        if !coverage.entries[claim.entry].contains(&at) {
            coverage.entries[claim.entry].push(at);
        }
    }
    // The wider address is true too, when all that lies within it is named more specifically.
    for (_, claim) in &reach {
        served[claim.problem] |= claim.point.is_none();
    }
    if chosen.iter().all(|claim| claim.point.is_some()) {
        for label in labels {
            let named =
                |claim: &&Claim| claim.point.as_deref().is_some_and(|point| within_point(label, point));
            if !chosen.iter().any(named) {
                coverage.uncovered.push(Uncovered { change: at, point: Some(label.to_owned()) });
            }
        }
        if reaches_beyond_points(texts, change) {
            coverage.uncovered.push(Uncovered { change: at, point: None });
        }
    }
}

/// Whether something besides numbered points changed: then entries that name points only leave something out.
fn reaches_beyond_points(texts: &Texts<'_>, change: &SectionChange) -> bool {
    change.outside_points || texts.comparison.rows[change.row].kinds.contains(&ChangeKind::Retitling)
}

/// Whether the point `label` is `point` or lies within it.
fn within_point(label: &str, point: &str) -> bool {
    label.eq_ignore_ascii_case(point)
        || (label.len() > point.len()
            && label.as_bytes()[point.len()] == b'.'
            && label[..point.len()].eq_ignore_ascii_case(point))
}

/// The document's own heading that changed with the title: the note about the title speaks of it.
fn told_by_title(texts: &Texts<'_>, change: &SectionChange) -> bool {
    let row = &texts.comparison.rows[change.row];
    let only_title = row.kinds.len() == 1 && row.kinds.contains(&ChangeKind::Retitling);
    let own_heading = |at: &usize| texts.new.get(*at).level == 1 && texts.new.get(*at).parent.is_none();
    texts.title_changed && only_title && row.new.iter().all(own_heading)
}

/// `"*"` speaks of all that is editorial and that no other entry names.
fn cover_rest(texts: &Texts<'_>, rests: Vec<(usize, AddressProblem)>, coverage: &mut Coverage) {
    if rests.is_empty() {
        return;
    }
    let mut editorial = Vec::new();
    coverage.uncovered.retain(|open| {
        let is_editorial =
            open.point.is_none() && texts.verdicts[open.change].materiality == Materiality::Editorial;
        if is_editorial {
            editorial.push(open.change);
        }
        !is_editorial
    });
    for (entry, problem) in rests {
        // A consequence is editorial too: it keeps the sentence true although it needs none.
        let true_at_all =
            !editorial.is_empty() || texts.comparison.changes.iter().any(|change| change.consequence);
        if !true_at_all && !texts.comparison.rows.is_empty() {
            coverage.problems.push(problem);
        }
        coverage.entries[entry].extend(&editorial);
        coverage.entries[entry].sort_unstable();
    }
}
