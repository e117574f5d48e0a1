//! What the front matter states from day to day. A changed fact has a date of its own: that of the
//! entry that tells of it, corrections included, else its version's.

use chrono::NaiveDate;

use super::Chronicle;
use crate::changelog::amendment::Amendment;
use crate::changelog::facts;
use crate::model::record::Fact;
use crate::model::repository::Version;

/// What a document states of a fact from a day on.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'r> {
    /// From when.
    pub since: NaiveDate,
    /// The version that states it.
    pub version: &'r Version,
    /// The entry that tells of it, where one does.
    pub entry: Option<&'r str>,
}

/// What holds on `day` by the `history` of a fact; `None` before its first text.
pub fn at<'r>(history: &[Stated<'r>], day: NaiveDate) -> Option<Stated<'r>> {
    history[..history.partition_point(|stated| stated.since <= day)]
        .last()
        .copied()
}

impl<'r> Chronicle<'_, 'r> {
    /// Every day from which the document states another value of `fact`, earliest first. As for
    /// sections, the highest version in effect holds.
    pub fn history(&self, fact: Fact) -> Vec<Stated<'r>> {
        let mut statements = self.statements(fact);
        // They stand in the order of the versions, and those of one day still do.
        statements.sort_by_key(|stated| stated.since);
        statements.retain(|stated| !self.has_ended(stated.since));
        let mut history: Vec<Stated<'r>> = Vec::new();
        let mut holds: Option<Stated<'r>> = None;
        for of_day in statements.chunk_by(|a, b| a.since == b.since) {
            let Some(newest) = of_day.last() else {
                continue;
            };
            let higher =
                holds.filter(|own| own.version.front.version > newest.version.front.version);
            let now = higher.unwrap_or(*newest);
            holds = Some(now);
            let before = history.last().map(|last| last.version.front.fact(fact));
            if before.as_ref() != Some(&now.version.front.fact(fact)) {
                history.push(Stated {
                    since: newest.since,
                    ..now
                });
            }
        }
        history
    }

    /// What the document states of `fact` on `day`, or stated last before its end; `None` before
    /// its first text.
    pub fn stated(&self, fact: Fact, day: NaiveDate) -> Option<Stated<'r>> {
        at(&self.history(fact), day)
    }

    /// The same as it is written: ids where the format has ids, nothing where it states nothing.
    pub fn values(&self, fact: Fact, day: NaiveDate) -> Vec<&'r str> {
        self.stated(fact, day)
            .map(|stated| stated.version.front.fact(fact))
            .unwrap_or_default()
    }

    /// The first version, and each one that states the fact otherwise than the one before it, with
    /// its own date.
    fn statements(&self, fact: Fact) -> Vec<Stated<'r>> {
        let statement = |amendment: &&Amendment<'r>| {
            let version = amendment.new;
            if amendment.is_first() {
                return Some(Stated {
                    since: version.front.effective?,
                    version,
                    entry: None,
                });
            }
            let change = amendment.facts.iter().find(|change| change.fact == fact)?;
            let effect =
                facts::effectiveness(&version.front, amendment.record, change.note, self.known);
            let entry = change
                .note
                .and_then(|note| note.entry.as_ref())
                .map(|id| id.value.as_str());
            Some(Stated {
                since: effect.day()?,
                version,
                entry,
            })
        };
        self.public.iter().filter_map(statement).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::history::History;
    use crate::model::snapshot::Snapshot;
    use crate::parse::{self, dates::iso};

    const ENTRY: &str = "changes:\n  - {id: byte, sections: [A], effective: 2020-09-01, note: Byte.}\nfacts: [{fact: personal_data, entry: byte}]\n";

    /// From when which data-processing agreement is stated, as known on a day, and which entry
    /// tells of it.
    fn agreements(record: &str, known: &str) -> Vec<String> {
        let text = |version: &str, date: &str, agreement: &str| {
            let front = format!(
                "id: a\ntitle: A\nversion: \"{version}\"\npublished: {date}\neffective: {date}\n"
            );
            format!("---\n{front}personal_data: {agreement}\n---\n# A\n\nText {version}.\n")
                .into_bytes()
        };
        let record = format!("document: a\nversion: \"2.0\"\n{record}").into_bytes();
        let files = [
            (
                "contracts/archive/a/1.0.md",
                text("1.0", "2019-01-01", "old"),
            ),
            ("contracts/a.md", text("2.0", "2020-06-01", "new")),
            ("changelog/a/2.0.yaml", record),
        ];
        let (repository, findings) = parse::repository::read(&Snapshot::from_iter(files));
        assert_eq!(findings, []);
        let history = History::of(&repository, iso(known).expect("a day"));
        let chronicle = Chronicle::of(&history, "a").expect("a document");
        let told = |own: Stated<'_>| {
            let entry = own.entry.map(|id| format!(" ({id})")).unwrap_or_default();
            format!(
                "{} {}{entry}",
                own.since,
                own.version.front.personal_data.clone().unwrap_or_default()
            )
        };
        chronicle
            .history(Fact::PersonalData)
            .into_iter()
            .map(told)
            .collect()
    }

    #[test]
    fn a_fact_holds_from_its_versions_date_or_that_of_the_entry_that_tells_of_it() {
        let plain = "facts: [{fact: personal_data, note: Byte.}]\n";
        assert_eq!(
            agreements(plain, "2023-01-01"),
            ["2019-01-01 old", "2020-06-01 new"]
        );
        assert_eq!(
            agreements(plain, "2020-05-31"),
            ["2019-01-01 old"],
            "not published yet"
        );
        assert_eq!(
            agreements(ENTRY, "2023-01-01"),
            ["2019-01-01 old", "2020-09-01 new (byte)"]
        );
    }

    #[test]
    fn a_correction_of_the_entry_moves_the_fact_from_the_day_it_is_made_known() {
        let moved = format!(
            "{ENTRY}corrections:\n  - {{on: 2020-08-01, change: byte, set: {{effective: 2020-12-01}}}}\n"
        );
        assert_eq!(agreements(&moved, "2020-07-31")[1], "2020-09-01 new (byte)");
        assert_eq!(agreements(&moved, "2020-08-01")[1], "2020-12-01 new (byte)");
        let off =
            format!("{ENTRY}corrections:\n  - {{on: 2020-08-01, change: byte, cancelled: true}}\n");
        assert_eq!(agreements(&off, "2023-01-01"), ["2019-01-01 old"]);
    }

    #[test]
    fn what_would_hold_from_a_day_after_the_documents_end_never_does() {
        let ended = format!("{ENTRY}withdrawn: {{published: 2020-07-01, effective: 2020-08-01}}\n");
        assert_eq!(agreements(&ended, "2023-01-01"), ["2019-01-01 old"]);
    }
}
