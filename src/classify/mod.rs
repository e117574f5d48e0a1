//! Whether a change may alter a right or a duty, with evidence.
//!
//! Every place where two texts differ is a [`site::Site`]. A site is editorial if the editorial
//! rules explain all of it; else it is material, and the detectors say what they saw. What no rule
//! explains is material. Where only form differs and form may carry meaning (a comma before a
//! relative clause, a bracket, a heading, the level of a list) the rules say so, and the proposal
//! is unclear: a person has to tell.

mod declared;
mod defined;
pub mod direction;
mod form;
mod order;
pub mod rule;
mod rules;
pub mod site;
mod slips;
pub mod terms;
mod values;
mod vocabulary;

pub use crate::model::record::Materiality;

use crate::diff::{ChangeKind, Comparison, SectionChange};
use crate::model::section::{Block, BlockKind, SectionTree};
use crate::terms::language;
use rule::Context;

/// The engine's proposal for one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is proposed.
    pub materiality: Materiality,
    /// Why, with evidence from both sides; never empty.
    pub reasons: Vec<Reason>,
}

/// The rule that spoke, and what it saw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// The rule's code, such as `period-changed`.
    pub rule: &'static str,
    /// What the old text says; empty when nothing stands there.
    pub old: String,
    /// What the new text says; empty when nothing stands there.
    pub new: String,
}

/// A change of term that the author declared in the release record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term in the old text.
    pub from: String,
    /// The term in the new text.
    pub to: String,
}

/// Weighs every change of `comparison`, in its order. `terms` are the declared changes of term.
pub fn weigh(
    comparison: &Comparison,
    old: &SectionTree,
    new: &SectionTree,
    terms: &[Term],
) -> Vec<Verdict> {
    let context = Context::new(comparison, old, new, terms);
    comparison
        .changes
        .iter()
        .map(|change| verdict(change, &context))
        .collect()
}

/// All rules that a verdict can name: what each catches and why it matters.
pub fn all_rules() -> Vec<rule::Rule> {
    rules::all()
}

/// A section that differs in more places than this was rewritten: the rest is not weighed place by
/// place.
const MOST_SITES: usize = 1_000;

fn verdict(change: &SectionChange, context: &Context<'_>) -> Verdict {
    let row = &context.comparison.rows[change.row];
    let mut found = Evidence::default();
    rules::whole_section(row, context, &mut found);
    // A section that came or went is evidence as a whole; its sentences are not weighed one by one.
    if !row.kinds.contains(&ChangeKind::Insertion) && !row.kinds.contains(&ChangeKind::Repeal) {
        let mut sites = site::of(change, row, context.old, context.new);
        reorder(&mut sites, &mut found);
        if let Some(site) = sites.get(MOST_SITES) {
            found.material.push(rules::unexplained(site));
        }
        for site in sites.into_iter().take(MOST_SITES) {
            match rules::explain(&site, context) {
                Some(explained) => found.add(explained),
                None => {
                    let before = found.material.len();
                    rules::detect(&site, context, &mut found.material);
                    let long = site.kind == site::SiteKind::Words
                        && site.is_rewording()
                        && !site.is_small();
                    // Where only addresses differ, the words say nothing more.
                    if found.material.len() == before
                        || (long && site.old.quote() != site.new.quote())
                    {
                        found.material.insert(before, rules::unexplained(&site));
                    }
                }
            }
        }
    }
    let (materiality, mut reasons) = found.heaviest();
    if reasons.is_empty() {
        reasons.push(rules::nothing());
    }
    let mut seen = std::collections::HashSet::new();
    reasons.retain(|reason| seen.insert(reason.clone()));
    Verdict {
        materiality,
        reasons,
    }
}

/// Takes out the places where a block's words only stand in another order that says the same.
fn reorder(sites: &mut Vec<site::Site<'_>>, found: &mut Evidence) {
    let same = |a: &site::Site<'_>, (old, new): (&Block, &Block)| {
        changed_blocks(a).is_some_and(|(x, y)| std::ptr::eq(x, old) && std::ptr::eq(y, new))
    };
    let mut at = 0;
    while at < sites.len() {
        let Some((old, new)) = changed_blocks(&sites[at]) else {
            at += 1;
            continue;
        };
        let plain = old.marks.is_empty() && new.marks.is_empty();
        let count = sites[at..]
            .iter()
            .take_while(|own| same(own, (old, new)))
            .count();
        let prose = matches!(new.kind, BlockKind::Paragraph | BlockKind::Item { .. });
        if plain && prose && order::says_the_same(&old.text, &new.text) {
            found.editorial.push(rules::reordered(&old.text, &new.text));
            sites.drain(at..at + count);
        } else {
            at += count;
        }
    }
}

/// The two blocks in whose words a place lies.
fn changed_blocks<'a>(site: &site::Site<'a>) -> Option<(&'a Block, &'a Block)> {
    match site.kind {
        site::SiteKind::Words => site.old.block.zip(site.new.block),
        _ => None,
    }
}

/// What was seen of a change so far, by what it speaks for.
#[derive(Debug, Default)]
struct Evidence {
    material: Vec<Reason>,
    unclear: Vec<Reason>,
    editorial: Vec<Reason>,
}

impl Evidence {
    /// Adds what explains a site.
    fn add(&mut self, explained: Explained) {
        match explained.materiality {
            Materiality::Material => self.material.extend(explained.reasons),
            Materiality::Unclear => self.unclear.extend(explained.reasons),
            Materiality::Editorial => self.editorial.extend(explained.reasons),
        }
    }

    /// What weighs most, and the reasons that speak for it.
    fn heaviest(mut self) -> (Materiality, Vec<Reason>) {
        if !self.material.is_empty() {
            (Materiality::Material, self.material)
        } else if !self.unclear.is_empty() {
            // A person who judges sees the rest as well.
            self.unclear.append(&mut self.editorial);
            (Materiality::Unclear, self.unclear)
        } else {
            (Materiality::Editorial, self.editorial)
        }
    }
}

/// What the rules for form and spelling make of a site: never material of their own accord, except
/// where form alone is known to carry meaning.
#[derive(Debug)]
struct Explained {
    materiality: Materiality,
    reasons: Vec<Reason>,
}

impl Explained {
    /// Nothing said yet.
    fn new() -> Self {
        Self {
            materiality: Materiality::Editorial,
            reasons: Vec::new(),
        }
    }

    /// Adds what `rule` saw; what weighs most stands first and decides.
    fn say(&mut self, rule: rule::Rule, old: String, new: String) {
        let reason = Reason {
            rule: rule.code,
            old,
            new,
        };
        match rule.materiality.cmp(&self.materiality) {
            std::cmp::Ordering::Greater => {
                self.materiality = rule.materiality;
                self.reasons = vec![reason];
            }
            std::cmp::Ordering::Equal => self.reasons.push(reason),
            std::cmp::Ordering::Less => {}
        }
    }
}
