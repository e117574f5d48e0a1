//! Where each version stands on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Chronicle, Text};
use crate::changelog::amendment::Amendment;
use crate::model::repository::Version;

/// What a version is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It is being written.
    Draft,
    /// Its publication lies ahead.
    NotPublic,
    /// It is published, and nothing of it applies yet.
    Coming,
    /// It is what applies.
    InForce,
    /// Something of it applies and something does not, or not any more.
    Partly,
    /// A later version has taken its place.
    Superseded,
    /// Nothing of it will apply: what it changes was called off, or the document ends before.
    CalledOff,
    /// It is what applied last before the document's end.
    Ended,
}

/// Where a version stands on a day, with the days that tell why.
#[derive(Debug, Clone)]
pub struct Standing<'r> {
    /// The version.
    pub version: &'r Version,
    /// What it is.
    pub stage: Stage,
    /// The days from which something of it applies; what is called off has none.
    pub days: BTreeSet<NaiveDate>,
    /// Those of them that lie ahead.
    pub pending: Vec<NaiveDate>,
    /// Whether what applies is made of it and others.
    pub composed: bool,
    /// The next version of which something applies or will apply.
    pub by: Option<&'r Version>,
    /// From which days that one applies.
    pub by_days: BTreeSet<NaiveDate>,
    /// Since when nothing that applies is made of it any more, where a later version has taken its
    /// place.
    pub superseded: Option<NaiveDate>,
}

/// The days from which something of what `amendment` changes applies, in the text or in the front
/// matter; what is called off has none.
pub fn days_of(amendment: &Amendment<'_>) -> BTreeSet<NaiveDate> {
    if amendment.is_first() {
        return amendment.new.front.effective.into_iter().collect();
    }
    let changes = 0..amendment.comparison.changes.len();
    let of_changes = changes.filter_map(|at| amendment.effective_of(at));
    let of_items = amendment
        .items
        .iter()
        .filter_map(|item| item.effectiveness.day());
    let mut days: BTreeSet<NaiveDate> = of_changes.chain(of_items).collect();
    if amendment.items.is_empty() && amendment.comparison.changes.is_empty() {
        days.extend(amendment.new.front.effective);
    }
    days
}

impl<'h, 'r> Chronicle<'h, 'r> {
    /// The days from which something of what `amendment` changes applies, as long as the document
    /// lasts.
    pub fn days_of(&self, amendment: &Amendment<'_>) -> BTreeSet<NaiveDate> {
        let mut days = days_of(amendment);
        days.retain(|day| !self.has_ended(*day));
        days
    }

    /// Where each version stands on `day`, oldest first, drafts and later publications included.
    pub fn standings(&self, day: NaiveDate) -> Vec<Standing<'r>> {
        self.amendments
            .iter()
            .map(|own| self.standing(own, day))
            .collect()
    }

    /// Where the version that `amendment` brought stands on `day`.
    pub fn standing(&self, amendment: &Amendment<'r>, day: NaiveDate) -> Standing<'r> {
        let version = amendment.new;
        let days = self.days_of(amendment);
        let pending: Vec<NaiveDate> = days.iter().copied().filter(|own| *own > day).collect();
        let text = self.text(day);
        let stage = self.stage(amendment, day, &days, &pending);
        let successor = self.successor(version, (stage == Stage::Superseded).then_some(day));
        let by_days = successor.map(|own| self.days_of(own)).unwrap_or_default();
        let superseded = (stage == Stage::Superseded)
            .then(|| self.left(version, day).or(by_days.first().copied()))
            .flatten();
        Standing {
            version,
            stage,
            composed: text.versions().len() > 1 && text.is_made_of(version),
            days,
            pending,
            by: successor.map(|own| own.new),
            by_days,
            superseded,
        }
    }

    /// Where the document stands on `day`: where the newest published version stands that has begun
    /// to apply; while none has, where the newest one stands.
    pub fn newest_standing(&self, day: NaiveDate) -> Option<Standing<'r>> {
        let mut standings = self.public.iter().rev().map(|own| self.standing(own, day));
        let waits = |own: &Standing<'_>| matches!(own.stage, Stage::Coming | Stage::CalledOff);
        let newest = standings.next()?;
        if !waits(&newest) {
            return Some(newest);
        }
        Some(standings.find(|own| !waits(own)).unwrap_or(newest))
    }

    fn stage(
        &self,
        amendment: &Amendment<'r>,
        day: NaiveDate,
        days: &BTreeSet<NaiveDate>,
        pending: &[NaiveDate],
    ) -> Stage {
        let version = amendment.new;
        match version.front.published {
            None => return Stage::Draft,
            Some(published) if published > self.known => return Stage::NotPublic,
            Some(_) => {}
        }
        let begun = days.first().is_some_and(|first| *first <= day);
        let text = self.text(day);
        let newest = text.versions().last().map(|own| &own.front.version);
        match text {
            Text::Ended if begun => {
                let last = self.last_text(day);
                let newer = last
                    .versions()
                    .last()
                    .is_some_and(|own| own.front.version > version.front.version);
                if newer && !last.is_made_of(version) {
                    Stage::Superseded
                } else {
                    Stage::Ended
                }
            }
            _ if days.is_empty() && self.will_not_apply(amendment) => Stage::CalledOff,
            Text::Whole(own)
                if own.front.version == version.front.version && pending.is_empty() =>
            {
                Stage::InForce
            }
            _ if text.is_made_of(version) => Stage::Partly,
            _ if !begun || newest.is_none() => Stage::Coming,
            _ if newest < Some(&version.front.version) => Stage::Partly,
            _ => Stage::Superseded,
        }
    }

    /// Whether what the version changes is called off, or comes after the document's end.
    fn will_not_apply(&self, amendment: &Amendment<'_>) -> bool {
        amendment
            .items
            .iter()
            .any(|item| item.effectiveness.cancelled)
            || !days_of(amendment).is_empty()
    }

    /// The next version after `version` of which something applies or will apply; where it has
    /// taken the place of `version` on a day, of which something did by then.
    fn successor(&self, version: &Version, by: Option<NaiveDate>) -> Option<&'h Amendment<'r>> {
        let up_to = self
            .public
            .partition_point(|own| own.new.front.version <= version.front.version);
        let applies = |own: &&Amendment<'_>| match by {
            Some(by) => self.days_of(own).first().is_some_and(|first| *first <= by),
            None => !self.days_of(own).is_empty() || !self.will_not_apply(own),
        };
        self.public[up_to..].iter().copied().find(applies)
    }

    /// The day, up to `day`, from which what applies was no longer made of `version`.
    fn left(&self, version: &Version, day: NaiveDate) -> Option<NaiveDate> {
        let places = self.made_of.get(&version.front.version)?;
        let ended = |place: &usize| self.intervals[*place].until.is_some_and(|end| end <= day);
        let last = places[..places.partition_point(ended)].last()?;
        self.intervals[*last].until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::history::History;
    use crate::model::snapshot::Snapshot;
    use crate::parse::{self, dates::iso};

    fn day(text: &str) -> NaiveDate {
        iso(text).expect("a day")
    }

    /// Three versions, each with other words in its only section, with what is added to their
    /// records; the stages of all on a day.
    fn stages(records: [&str; 3], on: &str) -> Vec<Stage> {
        let published = ["2022-01-03", "2022-03-01", "2022-06-01"];
        let mut snapshot = Snapshot::new();
        for (at, (date, record)) in published.iter().zip(records).enumerate() {
            let number = format!("{}.0", at + 1);
            let front = format!(
                "id: a\ntitle: A\nversion: \"{number}\"\npublished: {date}\neffective: {date}\n"
            );
            let text = format!("---\n{front}---\n## 1 Avgift {{#s}}\n\nAvgiften är {at} kr.\n");
            let path = if at == 2 {
                "contracts/a.md".to_owned()
            } else {
                format!("contracts/archive/a/{number}.md")
            };
            snapshot.insert(path, text.into_bytes());
            let record = format!("document: a\nversion: \"{number}\"\n{record}");
            snapshot.insert(format!("changelog/a/{number}.yaml"), record.into_bytes());
        }
        let (repository, findings) = parse::repository::read(&snapshot);
        assert_eq!(findings, []);
        let history = History::of(&repository, day(on));
        let chronicle = Chronicle::of(&history, "a").expect("a document");
        chronicle
            .standings(day(on))
            .iter()
            .map(|own| own.stage)
            .collect()
    }

    const LATER: &str = "changes:\n  - {id: avgift, sections: [s], effective: 2022-09-01}\n";

    #[test]
    fn a_version_is_public_coming_in_force_and_superseded_in_turn() {
        let plain = ["", LATER, ""];
        use Stage::{Coming, InForce, NotPublic};
        assert_eq!(stages(plain, "2022-02-01"), [InForce, NotPublic, NotPublic]);
        assert_eq!(stages(plain, "2022-03-01"), [InForce, Coming, NotPublic]);
        assert_eq!(
            stages(["", "", ""], "2022-06-01"),
            [Stage::Superseded, Stage::Superseded, InForce]
        );
    }

    #[test]
    fn a_version_whose_only_change_was_called_off_supersedes_nothing() {
        let off = format!(
            "{LATER}corrections:\n  - {{on: 2022-04-01, change: avgift, cancelled: true}}\n"
        );
        let off = off.as_str();
        assert_eq!(
            stages(["", off, LATER], "2022-03-31")[..2],
            [Stage::InForce, Stage::Coming]
        );
        assert_eq!(
            stages(["", off, LATER], "2022-04-01")[..2],
            [Stage::InForce, Stage::CalledOff]
        );
        // Its words are gone for good when the next version takes effect: that one applies whole.
        let after = stages(["", off, LATER], "2022-09-01");
        assert_eq!(after, [Stage::Superseded, Stage::CalledOff, Stage::InForce]);
    }

    #[test]
    fn what_would_begin_after_the_documents_end_is_called_off_until_the_end_is() {
        let end = "withdrawn: {published: 2022-06-01, effective: 2022-08-01}\n";
        let ended = format!("{LATER}{end}");
        let both = ["", "", ended.as_str()];
        assert_eq!(
            stages(both, "2022-06-01"),
            [Stage::Superseded, Stage::InForce, Stage::CalledOff]
        );
        assert_eq!(
            stages(both, "2022-08-01"),
            [Stage::Superseded, Stage::Ended, Stage::CalledOff]
        );
        let off = format!(
            "{LATER}{}",
            end.replace(
                "-01}",
                "-01, corrections: [{on: 2022-07-01, cancelled: true}]}"
            )
        );
        assert_eq!(stages(["", "", &off], "2022-07-01")[2], Stage::Coming);
    }
}
