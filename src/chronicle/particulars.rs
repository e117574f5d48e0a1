//! What a document states about the processing of personal data, from day to day: its
//! data-processing agreement, and the particulars of its kind as its text has them.

use chrono::NaiveDate;

use super::{Chronicle, Text, stated, stored};
use crate::changelog::particulars::{self, Passage};
use crate::consolidate::{Composer, Consolidation, Overtaken, SectionOf};
use crate::model::record::Fact;
use crate::model::section::Section;
use crate::model::settings::Particular;

/// What a document states from day to day.
#[derive(Debug, Clone)]
pub struct Processing<'r> {
    /// A state for each day on which the document's text, its title or its agreement became
    /// another, earliest first; none before the first text.
    pub states: Vec<State<'r>>,
    /// From which day the document no longer applies.
    pub ends: Option<NaiveDate>,
}

/// What a document states from a day on.
#[derive(Debug, Clone)]
pub struct State<'r> {
    /// From when.
    pub since: NaiveDate,
    /// The document's title.
    pub title: &'r str,
    /// The versions in force, as a reader names a text.
    pub versions: String,
    /// The id of its data-processing agreement; `None` where no personal data are processed.
    pub agreement: Option<&'r str>,
    /// The particulars of its kind, each with its words in Markdown, where it is stated; none
    /// without an agreement, and none where the text is undecided.
    pub particulars: Vec<(&'r Particular, Option<String>)>,
    /// Why no rule can say what the text is.
    pub undecided: Option<Overtaken<'r>>,
}

impl State<'_> {
    /// What it states of the particular with the id `id`.
    pub fn particular(&self, id: &str) -> Option<&str> {
        self.particulars
            .iter()
            .find(|(own, _)| own.id == id)
            .and_then(|(_, text)| text.as_deref())
    }

    fn says_the_same(&self, other: &State<'_>) -> bool {
        self.agreement == other.agreement
            && self.particulars == other.particulars
            && self.undecided.is_some() == other.undecided.is_some()
    }
}

impl<'r> Processing<'r> {
    /// What the document states on `day`; `None` before its first text and after its end.
    pub fn on(&self, day: NaiveDate) -> Option<&State<'r>> {
        let ended = self.ends.is_some_and(|end| end <= day);
        let begun = self.states.partition_point(|state| state.since <= day);
        self.states[..begun].last().filter(|_| !ended)
    }

    /// The days on which the agreement or a particular became another, past and to come: each with
    /// what was stated before. What follows an undecided text is held against what was stated
    /// last.
    pub fn changes(&self) -> Vec<(&State<'r>, &State<'r>)> {
        let mut changes = Vec::new();
        let Some(mut before) = self.states.first() else {
            return changes;
        };
        let mut last = before;
        for state in self.states.iter().skip(1) {
            if !last.says_the_same(state) && !before.says_the_same(state) {
                changes.push((before, state));
            }
            last = state;
            if state.undecided.is_none() {
                before = state;
            }
        }
        changes
    }

    /// Since when its agreement is the one that it is on `day`.
    pub fn agreement_since(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.since(day, |state| state.agreement.map(str::to_owned))
    }

    /// Since when the particular `id` has the words that it has on `day`.
    pub fn particular_since(&self, day: NaiveDate, id: &str) -> Option<NaiveDate> {
        self.since(day, |state| {
            (
                state.undecided.is_some(),
                state.particular(id).map(str::to_owned),
            )
        })
    }

    fn since<T: PartialEq>(
        &self,
        day: NaiveDate,
        of: impl Fn(&State<'r>) -> T,
    ) -> Option<NaiveDate> {
        let mut states = self
            .states
            .iter()
            .rev()
            .skip_while(|state| state.since > day);
        let now = states.next()?;
        let same = states.take_while(|state| of(state) == of(now)).last();
        Some(same.unwrap_or(now).since)
    }
}

impl<'r> Chronicle<'_, 'r> {
    /// What the document states about the processing of personal data, from day to day.
    pub fn processing(&self) -> Processing<'r> {
        let applying = self
            .intervals()
            .iter()
            .filter(|interval| interval.text.applies());
        let mut days: Vec<NaiveDate> = applying.filter_map(|interval| interval.from).collect();
        let (agreements, titles) = (self.history(Fact::PersonalData), self.history(Fact::Title));
        days.extend(agreements.iter().chain(&titles).map(|stated| stated.since));
        days.sort_unstable();
        days.dedup();
        let mut composer = Composer::of(&self.public);
        let state = |day| {
            let agreement = stated::at(&agreements, day);
            let agreement = agreement.and_then(|own| own.version.front.personal_data.as_deref());
            let title = stated::at(&titles, day).map(|own| own.version.front.title.as_str());
            self.state(day, agreement, title, &mut composer)
        };
        Processing {
            states: days.into_iter().filter_map(state).collect(),
            ends: self.ends(),
        }
    }

    fn state(
        &self,
        day: NaiveDate,
        agreement: Option<&'r str>,
        title: Option<&'r str>,
        composer: &mut Composer<'_, 'r>,
    ) -> Option<State<'r>> {
        let text = self.text(day);
        let newest = text.versions().last()?;
        let kind = self
            .repository
            .settings
            .kind(&newest.front.kind)
            .filter(|_| agreement.is_some());
        let particulars = kind.map_or(&[][..], |kind| kind.particulars.as_slice());
        Some(State {
            since: day,
            title: title.unwrap_or(&newest.front.title),
            versions: text.numbers(),
            agreement,
            particulars: if particulars.is_empty() {
                Vec::new()
            } else {
                self.found(day, particulars, composer)
            },
            undecided: text
                .undecided()
                .copied()
                .filter(|_| !particulars.is_empty()),
        })
    }

    /// The particulars in the text of `day`; none where no rule can say what it is.
    fn found(
        &self,
        day: NaiveDate,
        particulars: &'r [Particular],
        composer: &mut Composer<'_, 'r>,
    ) -> Vec<(&'r Particular, Option<String>)> {
        let Some(composition) = composer.on(day) else {
            return Vec::new();
        };
        let stored = match self.text(day) {
            Text::Undecided(..) => return Vec::new(),
            Text::Stored(given, _) => Some(stored::read(given, &composition).tree),
            _ => None,
        };
        let text = match &stored {
            Some(tree) => particulars::Text::whole(tree),
            None => particulars::Text::of(passages(&composition)),
        };
        particulars
            .iter()
            .map(|own| (own, particulars::joined(&text.find(own))))
            .collect()
    }
}

fn passages<'c>(composition: &'c Consolidation<'_>) -> Vec<Passage<'c>> {
    let section = |of: SectionOf<'c>| -> &'c Section { of.version.sections.get(of.section) };
    let placed = composition.sections.iter();
    placed
        .map(|own| Passage {
            heading: section(own.heading),
            body: section(own.body),
        })
        .collect()
}
