//! Whether what an entry's author judged is still what changes under it.
//!
//! A direction, a label, a date and a reason are judgements of certain changes. When one of those
//! has become another, or another one has come under the entry's addresses, they say nothing of
//! what stands there now.

use std::collections::BTreeSet;

use super::amendment::Amendment;
use super::coverage::Texts;
use super::units::{Unit, Units};
use crate::args;
use crate::model::record::Entry;

/// What became of what an entry's author judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// What changes under the entry now.
    pub now: Vec<Unit>,
    /// The marks of what was judged and is not there any more.
    pub gone: Vec<String>,
    /// The marks of what is there now and was not judged.
    pub unseen: BTreeSet<String>,
}

impl Judged {
    /// Whether what was judged is exactly what is there.
    pub fn holds(&self) -> bool {
        self.gone.is_empty() && self.unseen.is_empty()
    }

    /// What is there now and was not judged.
    pub fn unseen(&self) -> impl Iterator<Item = &Unit> {
        self.now
            .iter()
            .filter(|unit| self.unseen.contains(&unit.mark))
    }
}

/// Whether `entry` says something about its changes that holds for those alone.
pub fn says_something(entry: &Entry) -> bool {
    entry.is_editorial()
        || entry.effect.is_some()
        || entry.effective.is_some()
        || entry.reason.is_some()
}

/// Answers for the entries of one version.
pub struct Judgements<'t> {
    amendment: &'t Amendment<'t>,
    units: Units<'t>,
}

impl<'t> Judgements<'t> {
    /// For the entries of `amendment`, whose texts are `texts`.
    pub fn of(amendment: &'t Amendment<'t>, texts: &'t Texts<'t>) -> Self {
        Self {
            amendment,
            units: Units::of(texts),
        }
    }

    /// All units of the version, in the order of the text.
    pub fn all(&self) -> Vec<Unit> {
        let changes = 0..self.amendment.comparison.changes.len();
        changes
            .flat_map(|change| self.units.of_change(change))
            .collect()
    }

    /// What changes under the entry at `at` of the record: of a section that it names by points
    /// those points alone. Nothing for "*", which nobody judges piece by piece.
    pub fn under(&self, at: usize) -> Vec<Unit> {
        let coverage = &self.amendment.coverage;
        if self
            .amendment
            .record
            .is_some_and(|record| record.entries[at].is_rest())
        {
            return Vec::new();
        }
        let changes = coverage.entries.get(at).into_iter().flatten();
        let of_change = |change: &usize| {
            let points = coverage.points.get(&(at, *change));
            let named = move |unit: &Unit| {
                points.is_none_or(|points| {
                    let own = unit.point.as_deref();
                    own.is_some_and(|own| {
                        points
                            .iter()
                            .any(|point| super::address::is_within(own, point))
                    })
                })
            };
            self.units.of_change(*change).into_iter().filter(named)
        };
        changes.flat_map(of_change).collect()
    }

    /// What became of what the author of the entry at `at` judged; `None` where the entry does not
    /// say which changes that were.
    pub fn of_entry(&self, at: usize) -> Option<Judged> {
        let entry = self.amendment.record?.entries.get(at)?;
        if entry.judged.is_empty() {
            return None;
        }
        let now = self.under(at);
        let judged: BTreeSet<&str> = entry
            .judged
            .iter()
            .map(|mark| mark.value.as_str())
            .collect();
        let there: BTreeSet<&str> = now.iter().map(|unit| unit.mark.as_str()).collect();
        Some(Judged {
            gone: judged
                .difference(&there)
                .map(|mark| (*mark).to_owned())
                .collect(),
            unseen: there
                .difference(&judged)
                .map(|mark| (*mark).to_owned())
                .collect(),
            now,
        })
    }
}

/// A unit as a person would point at it: its section, its point, and how it begins.
pub fn told(amendment: &Amendment<'_>, unit: &Unit) -> String {
    const LIMIT: usize = 60;
    let label = amendment.section_label(unit.change);
    let point = unit.point.as_deref().unwrap_or_default();
    let mut words: String = unit.words.chars().take(LIMIT).collect();
    if words.len() < unit.words.len() {
        words.push('…');
    }
    let language = amendment.settings.language;
    language.say("judged.unit", args![label, point, words])
}
