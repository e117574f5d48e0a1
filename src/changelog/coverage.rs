//! Which entry speaks of which change, both ways: every change needs an entry, every entry a
//! change.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{self, Address, Directory};
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
    /// For an entry and a change that it names by points alone: those points.
    pub points: BTreeMap<(usize, usize), BTreeSet<String>>,
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

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    let finder = Finder::of(texts);
    let mut coverage = Coverage {
        entries: vec![Vec::new(); record.entries.len()],
        ..Coverage::default()
    };
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
            match finder.target(&address) {
                Ok(targets) => {
                    // Believed unchanged until a change is found; the finding is taken back then.
                    claims.extend(targets.into_iter().map(|target| Claim {
                        entry: entry_at,
                        problem: coverage.problems.len(),
                        target,
                        point: address.point().map(str::to_owned),
                    }));
                    coverage.problems.push(problem(ProblemKind::Unchanged));
                }
                Err(kind) => coverage.problems.push(problem(kind)),
            }
        }
    }
    let mut served = vec![false; coverage.problems.len()];
    let claims = Claims::of(claims);
    for (at, change) in texts.comparison.changes.iter().enumerate() {
        assign(texts, at, change, &claims, &mut coverage, &mut served);
    }
    let mut at = 0;
    coverage.problems.retain(|_| {
        at += 1;
        !served[at - 1]
    });
    cover_rest(texts, record.seal.text.is_some(), rests, &mut coverage);
    coverage
}

/// Finds what addresses mean, and addresses for what changed.
pub struct Finder<'t> {
    texts: &'t Texts<'t>,
    new: Directory<'t>,
    old: Directory<'t>,
    /// All that holds a change which needs a note.
    changed: BTreeSet<Target>,
    /// The sections that only the old text has.
    repealed: BTreeSet<Target>,
}

impl<'t> Finder<'t> {
    /// The finder of `texts`.
    pub fn of(texts: &'t Texts<'t>) -> Self {
        let needs_note = |change: &&SectionChange| !change.consequence;
        let changes = texts.comparison.changes.iter().filter(needs_note);
        Self {
            texts,
            new: Directory::of(texts.new),
            old: Directory::of(texts.old),
            changed: changes
                .flat_map(|change| holders(texts, change))
                .map(|(target, _)| target)
                .collect(),
            repealed: texts
                .comparison
                .rows
                .iter()
                .filter(|row| row.new.is_empty())
                .flat_map(|row| row.old.iter().map(|at| Target::Old(*at)))
                .collect(),
        }
    }

    /// The sections that an address means: the one of the new text, or – when nothing changed there
    /// – that of the old one. Where one was put in another's place, both; after "tidigare" that of
    /// the old one alone.
    fn target(&self, address: &Address) -> Result<Vec<Target>, ProblemKind> {
        let (new, old) = (self.new.resolve(address), self.old.resolve(address));
        let labels = |tree: &SectionTree, found: &[usize]| {
            let label =
                |at: &usize| format!("{} ({})", address::label(tree.get(*at)), tree.get(*at).line);
            ProblemKind::Ambiguous(found.iter().map(label).collect())
        };
        let changed = |target: Target| self.changed.contains(&target);
        match (new.as_slice(), old.as_slice()) {
            ([], []) => match address::of_old(address).map(|own| self.old.resolve(&own)) {
                Some(found) if found.len() == 1 => Ok(vec![Target::Old(found[0])]),
                Some(found) if !found.is_empty() => Err(labels(self.texts.old, &found)),
                _ => Err(ProblemKind::Unknown),
            },
            // Which of several is meant depends on the text: the new one is at hand.
            ([one], _) if self.new.counts(address) => Ok(vec![Target::New(*one)]),
            ([one], [other]) => {
                let (one, other) = (Target::New(*one), Target::Old(*other));
                let mut targets = Vec::new();
                if changed(one) || !changed(other) {
                    targets.push(one);
                }
                if changed(other) && (targets.is_empty() || self.repealed.contains(&other)) {
                    targets.push(other);
                }
                Ok(targets)
            }
            ([one], _) => Ok(vec![Target::New(*one)]),
            ([], [one]) => Ok(vec![Target::Old(*one)]),
            ([], several) => Err(labels(self.texts.old, several)),
            (several, _) => Err(labels(self.texts.new, several)),
        }
    }

    /// The section of the new text that `address` means, where it means one.
    pub fn in_new(&self, address: &Address) -> Option<usize> {
        let targets = self.target(address).ok()?;
        targets.into_iter().find_map(|target| match target {
            Target::New(at) => Some(at),
            Target::Old(_) => None,
        })
    }

    /// The plainest address that means the section of `change` and no other, with it the point `point`; `None`
    /// where nothing that a person can write does.
    pub fn address(&self, change: usize, point: Option<&str>) -> Option<String> {
        let row = &self.texts.comparison.rows[self.texts.comparison.changes[change].row];
        let (target, names) = match (row.new.first(), row.old.first()) {
            (Some(at), _) => (Target::New(*at), self.new.names(*at)),
            (None, Some(at)) => (Target::Old(*at), self.old.names(*at)),
            (None, None) => return None,
        };
        let whole = |name: String| match point {
            Some(point) => format!("{name} punkt {point}"),
            None => name,
        };
        let former = |name: &String| match target {
            Target::Old(_) => Some(format!("tidigare {name}")),
            Target::New(_) => None,
        };
        let means = |name: &String| {
            let address = address::parse(name);
            address.point().is_some() == point.is_some()
                && self.target(&address).is_ok_and(|found| found == [target])
        };
        let former: Vec<String> = names.iter().filter_map(former).collect();
        names.into_iter().chain(former).map(whole).find(means)
    }
}

/// All that holds `change`: its sections and those above them, each with the number of headings
/// between. The document's own heading holds nothing but its own text.
fn holders<'t>(
    texts: &'t Texts<'t>,
    change: &SectionChange,
) -> impl Iterator<Item = (Target, usize)> + use<'t> {
    let row = &texts.comparison.rows[change.row];
    let new = row
        .new
        .iter()
        .flat_map(|at| above(texts.new, *at))
        .map(|(at, steps)| (Target::New(at), steps));
    let old = row
        .old
        .iter()
        .flat_map(|at| above(texts.old, *at))
        .map(|(at, steps)| (Target::Old(at), steps));
    new.chain(old)
}

fn above(tree: &SectionTree, section: usize) -> impl Iterator<Item = (usize, usize)> {
    let parent = |at: &usize| tree.get(*at).parent;
    let own_heading = |at: usize| tree.get(at).parent.is_none() && tree.get(at).level == 1;
    let chain = std::iter::successors(Some(section), parent)
        .enumerate()
        .map(|(steps, at)| (at, steps));
    chain.filter(move |(at, steps)| *steps == 0 || !own_heading(*at))
}

/// The addresses of all entries, by what they mean.
struct Claims {
    all: Vec<Claim>,
    of: BTreeMap<Target, Vec<usize>>,
}

impl Claims {
    fn of(all: Vec<Claim>) -> Self {
        let mut of: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
        for (at, claim) in all.iter().enumerate() {
            of.entry(claim.target).or_default().push(at);
        }
        Self { all, of }
    }

    /// The addresses that `change` lies within, in their order, each with the number of headings
    /// between.
    fn reaching(&self, texts: &Texts<'_>, change: &SectionChange) -> Vec<(usize, &Claim)> {
        let mut reach: BTreeMap<usize, usize> = BTreeMap::new();
        for (target, steps) in holders(texts, change) {
            for claim in self.of.get(&target).into_iter().flatten() {
                let nearest = reach.entry(*claim).or_insert(steps);
                *nearest = steps.min(*nearest);
            }
        }
        reach
            .into_iter()
            .map(|(claim, steps)| (steps, &self.all[claim]))
            .collect()
    }
}

fn assign(
    texts: &Texts<'_>,
    at: usize,
    change: &SectionChange,
    claims: &Claims,
    coverage: &mut Coverage,
    served: &mut [bool],
) {
    let labels: Vec<String> = change
        .points
        .iter()
        .map(|point| point.label.to_ascii_lowercase())
        .collect();
    let changed: BTreeSet<&str> = labels
        .iter()
        .flat_map(|label| with_outer_points(label))
        .collect();
    let reach = claims.reaching(texts, change);
    let fits = |claim: &Claim| {
        claim
            .point
            .as_ref()
            .is_none_or(|point| changed.contains(point.as_str()))
    };
    let nearest = reach
        .iter()
        .filter(|(_, claim)| fits(claim))
        .map(|(steps, _)| *steps)
        .min();
    let Some(nearest) = nearest else {
        if !change.consequence && !told_by_title(texts, change) {
            coverage.uncovered.push(Uncovered {
                change: at,
                point: None,
            });
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
        let told = &mut coverage.entries[claim.entry];
        if told.last() != Some(&at) {
            told.push(at);
        }
    }
    note_points(at, &chosen, coverage);
    // The wider address is true too, when all that lies within it is named more specifically.
    for (_, claim) in &reach {
        served[claim.problem] |= claim.point.is_none();
    }
    let points: Option<BTreeSet<&str>> =
        chosen.iter().map(|claim| claim.point.as_deref()).collect();
    if let Some(named) = points {
        for (point, label) in change.points.iter().zip(&labels) {
            if !with_outer_points(label).any(|point| named.contains(point)) {
                coverage.uncovered.push(Uncovered {
                    change: at,
                    point: Some(point.label.clone()),
                });
            }
        }
        if reaches_beyond_points(texts, change) {
            coverage.uncovered.push(Uncovered {
                change: at,
                point: None,
            });
        }
    }
}

/// Notes by which points each entry names the change at `at`, where it does so by points alone.
fn note_points(at: usize, chosen: &[&Claim], coverage: &mut Coverage) {
    for claim in chosen {
        let own = || chosen.iter().filter(|other| other.entry == claim.entry);
        if let Some(points) = own().map(|own| own.point.clone()).collect() {
            coverage.points.insert((claim.entry, at), points);
        }
    }
}

/// Whether something besides numbered points changed: then entries that name points only leave
/// something out.
fn reaches_beyond_points(texts: &Texts<'_>, change: &SectionChange) -> bool {
    change.outside_points
        || texts.comparison.rows[change.row]
            .kinds
            .contains(&ChangeKind::Retitling)
}

/// The point `label` and those that it lies within: 4.b.1, 4.b, 4.
fn with_outer_points(label: &str) -> impl Iterator<Item = &str> {
    let outer = label.match_indices('.').map(|(dot, _)| &label[..dot]);
    outer.chain([label])
}

/// The document's own heading that changed with the title: the note about the title speaks of it.
fn told_by_title(texts: &Texts<'_>, change: &SectionChange) -> bool {
    let row = &texts.comparison.rows[change.row];
    let only_title = row.kinds.len() == 1 && row.kinds.contains(&ChangeKind::Retitling);
    let own_heading =
        |at: &usize| texts.new.get(*at).level == 1 && texts.new.get(*at).parent.is_none();
    texts.title_changed && only_title && row.new.iter().all(own_heading)
}

/// `"*"` speaks of all that is editorial and that no other entry names. What only a person can tell
/// needs an entry of its own until the record is sealed: then she has told.
fn cover_rest(
    texts: &Texts<'_>,
    sealed: bool,
    rests: Vec<(usize, AddressProblem)>,
    coverage: &mut Coverage,
) {
    if rests.is_empty() {
        return;
    }
    let mut editorial = Vec::new();
    coverage.uncovered.retain(|open| {
        let is_editorial = open.point.is_none()
            && match texts.verdicts[open.change].materiality {
                Materiality::Editorial => true,
                Materiality::Unclear => sealed,
                Materiality::Material => false,
            };
        if is_editorial {
            editorial.push(open.change);
        }
        !is_editorial
    });
    for (entry, problem) in rests {
        // A consequence is editorial too: it keeps the sentence true although it needs none.
        let true_at_all = !editorial.is_empty()
            || texts
                .comparison
                .changes
                .iter()
                .any(|change| change.consequence);
        if !true_at_all && !texts.comparison.rows.is_empty() {
            coverage.problems.push(problem);
        }
        coverage.entries[entry].extend(&editorial);
        coverage.entries[entry].sort_unstable();
    }
}
