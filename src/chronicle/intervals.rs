//! The days on which the text becomes another, found by composing it on every day on which
//! something could change.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::published::{self, Statement};
use super::{Chronicle, Interval, Text};
use crate::consolidate::{self, Composer, Consolidation};
use crate::model::repository::{InterimText, Version};

/// The intervals of `chronicle`, from the beginning of time to its end.
pub(super) fn of<'r>(chronicle: &Chronicle<'_, 'r>) -> Vec<Interval<'r>> {
    let mut finder = Finder::of(chronicle);
    let made = finder.statements.iter().flat_map(Statement::days);
    let mut days: BTreeSet<NaiveDate> = finder.effects.iter().copied().chain(made).collect();
    days.retain(|day| !chronicle.has_ended(*day));
    let mut intervals = vec![Interval {
        from: None,
        until: None,
        text: Text::NotYet,
    }];
    let mut begin = |from: NaiveDate, text: Text<'r>| {
        if let Some(last) = intervals.last_mut() {
            last.until = Some(from);
        }
        intervals.push(Interval {
            from: Some(from),
            until: None,
            text,
        });
    };
    let mut before = Found {
        text: Text::NotYet,
        composition: None,
    };
    for day in days {
        let Some(found) = finder.on(day) else {
            continue;
        };
        if !before.is_same(&found) {
            begin(day, found.text.clone());
        }
        before = found;
    }
    if let Some(end) = chronicle.ends() {
        begin(end, Text::Ended);
    }
    intervals
}

struct Finder<'c, 'h, 'r> {
    chronicle: &'c Chronicle<'h, 'r>,
    statements: Vec<Statement<'r>>,
    /// The days on which something of the text takes effect.
    effects: BTreeSet<NaiveDate>,
    /// Of each version the last of these days; `None` where something never takes effect or has no
    /// day.
    last: Vec<Option<NaiveDate>>,
    /// Of each version and all later ones the first of these days.
    first: Vec<Option<NaiveDate>>,
    /// How many versions are wholly in effect.
    settled: usize,
    composer: Composer<'h, 'r>,
}

/// The text of a day.
struct Found<'r> {
    text: Text<'r>,
    /// Its sections, where it was put together of several versions.
    composition: Option<Consolidation<'r>>,
}

impl<'c, 'h, 'r> Finder<'c, 'h, 'r> {
    fn of(chronicle: &'c Chronicle<'h, 'r>) -> Self {
        let of_versions = consolidate::days(&chronicle.public);
        // `None` is the least: a set that has it begins with it.
        let last = |days: &BTreeSet<Option<NaiveDate>>| {
            days.first()
                .copied()
                .flatten()
                .and(days.last().copied().flatten())
        };
        let mut first: Vec<Option<NaiveDate>> = Vec::with_capacity(of_versions.len());
        for days in of_versions.iter().rev() {
            let later = first.last().copied().flatten();
            first.push(
                days.iter()
                    .flatten()
                    .copied()
                    .next()
                    .into_iter()
                    .chain(later)
                    .min(),
            );
        }
        first.reverse();
        Self {
            chronicle,
            statements: published::statements(chronicle),
            effects: of_versions
                .iter()
                .flatten()
                .filter_map(|day| *day)
                .collect(),
            last: of_versions.iter().map(last).collect(),
            first,
            settled: 0,
            composer: Composer::of(&chronicle.public),
        }
    }

    /// The text of `day`; the days are asked for in ascending order.
    fn on(&mut self, day: NaiveDate) -> Option<Found<'r>> {
        if let Some(version) = self.settled(day) {
            return Some(Found {
                text: Text::Whole(version),
                composition: None,
            });
        }
        let composition = self.composer.on(day)?;
        let given = published::text_of(
            &self.statements,
            &self.effects,
            &composition,
            self.chronicle.known,
        );
        let text = text_of(&composition, given);
        Some(Found {
            text,
            composition: Some(composition),
        })
    }

    /// The version that is in effect with all that came before it, while nothing of a later one is:
    /// its text need not be composed.
    fn settled(&mut self, day: NaiveDate) -> Option<&'r Version> {
        let reached = |own: &Option<NaiveDate>| own.is_some_and(|own| own <= day);
        while self.last.get(self.settled).is_some_and(reached) {
            self.settled += 1;
        }
        if self.first.get(self.settled).is_some_and(reached) {
            return None;
        }
        Some(self.chronicle.public.get(self.settled.checked_sub(1)?)?.new)
    }
}

fn text_of<'r>(composition: &Consolidation<'r>, given: Option<&'r InterimText>) -> Text<'r> {
    let versions = composition.sources.clone();
    match (given, composition.sources.as_slice()) {
        (Some(given), _) => Text::Stored(given, versions),
        (None, _) if !composition.overtaken.is_empty() => {
            Text::Undecided(composition.overtaken.clone(), versions)
        }
        (None, [version]) => Text::Whole(version),
        (None, _) => Text::Composed(versions),
    }
}

impl<'r> Found<'r> {
    /// Whether nothing of the text is another.
    fn is_same(&self, other: &Found<'r>) -> bool {
        let (before, now) = (self.text.versions(), other.text.versions());
        let same_versions = before.len() == now.len()
            && before
                .iter()
                .zip(now)
                .all(|(a, b)| a.front.version == b.front.version);
        let sections = self.composition.as_ref().zip(other.composition.as_ref());
        let same_sections =
            || sections.is_some_and(|(before, now)| before.has_the_sections_of(now));
        same_versions
            && match (&self.text, &other.text) {
                (Text::Whole(_), Text::Whole(_)) => true,
                (Text::Stored(before, _), Text::Stored(now, _)) => before.path == now.path,
                (Text::Composed(_), Text::Composed(_)) => same_sections(),
                (Text::Undecided(before, _), Text::Undecided(now, _)) => {
                    before.len() == now.len() && same_sections()
                }
                _ => false,
            }
    }
}
