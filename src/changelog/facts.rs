//! The facts of the front matter over the versions: what changed, from when, and what held on a day.

use chrono::NaiveDate;

use super::amendment::Amendment;
use crate::dates::effective::{self, Effectiveness};
use crate::model::record::{Fact, FactNote, Record};
use crate::model::repository::{FrontMatter, Repository, Version};

/// A changed fact of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange<'r> {
    /// Which fact.
    pub fact: Fact,
    /// What it was, in names; empty when it was absent.
    pub old: String,
    /// What it is.
    pub new: String,
    /// The author's note, where there is one.
    pub note: Option<&'r FactNote>,
}

/// What `new` states otherwise than `old`. Names of other documents are those of the day `on`.
pub fn changed<'r>(
    repository: &Repository,
    (old, new): (&Version, &Version),
    record: Option<&'r Record>,
    on: NaiveDate,
) -> Vec<FactChange<'r>> {
    let changed = |fact: Fact| {
        let note = record.and_then(|record| record.facts.iter().find(|note| note.fact.value == fact));
        (stated(repository, &old.front, fact) != stated(repository, &new.front, fact)).then(|| FactChange {
            fact,
            old: in_names(repository, &old.front, fact, on),
            new: in_names(repository, &new.front, fact, on),
            note,
        })
    };
    Fact::ALL.into_iter().filter_map(changed).collect()
}

/// The fact as a reader reads it: agreements, documents and parties by their names.
pub fn in_names(repository: &Repository, front: &FrontMatter, fact: Fact, on: NaiveDate) -> String {
    let settings = &repository.settings;
    let name = |id: &str| match fact {
        Fact::Title | Fact::Service => id.to_owned(),
        Fact::Agreements => settings.agreement(id).map_or(id, |agreement| agreement.name.as_str()).to_owned(),
        Fact::Parties => settings.party(id).map_or(id, |party| party.label.as_str()).to_owned(),
        Fact::PersonalData | Fact::Related(_) => repository.title_on(id, on).to_owned(),
    };
    stated(repository, front, fact).into_iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The fact as it is stated; a document that names no agreement belongs to the first.
fn stated<'f>(repository: &'f Repository, front: &'f FrontMatter, fact: Fact) -> Vec<&'f str> {
    let stated = front.fact(fact);
    if fact != Fact::Agreements || !stated.is_empty() {
        return stated;
    }
    repository.settings.agreements.first().map(|agreement| agreement.id.as_str()).into_iter().collect()
}

/// From when a changed fact holds: the date of the entry that tells of it, corrections included, else the version's.
pub fn effectiveness(
    front: &FrontMatter,
    record: Option<&Record>,
    note: Option<&FactNote>,
    known: NaiveDate,
) -> Effectiveness {
    let told_by = note.and_then(|note| note.entry.as_ref());
    let entry = told_by.and_then(|id| record?.entries.iter().find(|entry| entry.id.value == id.value));
    effective::of(front, record, entry, known)
}

/// What a document states of a fact from a day on.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'r> {
    /// From when.
    pub since: NaiveDate,
    /// The version that states it.
    pub version: &'r Version,
}

/// Every day from which a document states another value of `fact`, earliest first. `amendments` are the document's,
/// oldest first; those not published by `known` do not count. As for sections, the highest version in effect holds.
pub fn history<'r>(amendments: &[&Amendment<'r>], fact: Fact, known: NaiveDate) -> Vec<Stated<'r>> {
    let statements = statements(amendments, fact, known);
    let mut days: Vec<NaiveDate> = statements.iter().map(|stated| stated.since).collect();
    days.sort_unstable();
    days.dedup();
    let mut history: Vec<Stated<'r>> = Vec::new();
    for day in days {
        // The statements stand in the order of the versions.
        let Some(holds) = statements.iter().rev().find(|stated| stated.since <= day) else { continue };
        let before = history.last().map(|last| last.version.front.fact(fact));
        if before.as_ref() != Some(&holds.version.front.fact(fact)) {
            history.push(Stated { since: day, version: holds.version });
        }
    }
    history
}

/// What the document states of `fact` on `day`; `None` before its first text.
pub fn on<'r>(
    amendments: &[&Amendment<'r>],
    fact: Fact,
    day: NaiveDate,
    known: NaiveDate,
) -> Option<Stated<'r>> {
    history(amendments, fact, known).into_iter().rev().find(|stated| stated.since <= day)
}

/// The first version, and each one that states the fact otherwise than the one before it, with its own date.
fn statements<'r>(amendments: &[&Amendment<'r>], fact: Fact, known: NaiveDate) -> Vec<Stated<'r>> {
    let public = amendments.iter().filter(|own| own.new.front.published.is_some_and(|date| date <= known));
    public
        .filter_map(|amendment| {
            let version = amendment.new;
            if amendment.is_first() {
                return Some(Stated { since: version.front.effective?, version });
            }
            let change = amendment.facts.iter().find(|change| change.fact == fact)?;
            let effect = effectiveness(&version.front, amendment.record, change.note, known);
            Some(Stated { since: effect.date.filter(|_| !effect.cancelled)?, version })
        })
        .collect()
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

    fn repository(record: &str) -> Repository {
        let text = |version: &str, date: &str, agreement: &str| {
            format!(
                "---\nid: a\ntitle: A\nversion: \"{version}\"\npublished: {date}\neffective: {date}\npersonal_data: {agreement}\n---\n# A\n\nText {version}.\n"
            )
        };
        let other = "---\nid: nytt\ntitle: Nya avtalet\nversion: \"1\"\npublished: 2020-01-01\neffective: 2020-01-01\n---\n# N\n";
        let files = [
            ("contracts/archive/a/1.0.md", text("1.0", "2019-01-01", "gammalt")),
            ("contracts/a.md", text("2.0", "2020-06-01", "nytt")),
            ("contracts/nytt.md", other.to_owned()),
            ("changelog/a/2.0.yaml", format!("document: a\nversion: \"2.0\"\n{record}")),
        ];
        let snapshot: Snapshot = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        let (repository, findings) = parse::repository::read(&snapshot);
        assert_eq!(findings, []);
        repository
    }

    fn agreements(repository: &Repository, known: &str) -> Vec<(String, String)> {
        let history = History::of(repository, day(known));
        let amendments: Vec<_> = history.of_document("a").collect();
        let stated = super::history(&amendments, Fact::PersonalData, day(known));
        stated
            .into_iter()
            .map(|own| (own.since.to_string(), own.version.front.personal_data.clone().unwrap_or_default()))
            .collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(date, id)| ((*date).to_owned(), (*id).to_owned())).collect()
    }

    #[test]
    fn a_fact_holds_from_the_versions_date_or_that_of_the_entry_that_tells_of_it() {
        let plain = repository("facts: [{fact: personal_data, note: Byte.}]\n");
        let old = ("2019-01-01", "gammalt");
        assert_eq!(agreements(&plain, "2023-01-01"), pairs(&[old, ("2020-06-01", "nytt")]));
        assert_eq!(agreements(&plain, "2020-05-31"), pairs(&[old]), "not published yet");
        let entry = "changes:\n  - {id: byte, sections: [A], effective: 2020-09-01, note: Byte.}\nfacts: [{fact: personal_data, entry: byte}]\n";
        assert_eq!(agreements(&repository(entry), "2023-01-01"), pairs(&[old, ("2020-09-01", "nytt")]));
        let later = "corrections:\n  - {on: 2020-08-01, change: byte, set: {effective: 2020-12-01}}\n";
        let corrected = repository(&format!("{entry}{later}"));
        assert_eq!(agreements(&corrected, "2020-07-31"), pairs(&[old, ("2020-09-01", "nytt")]));
        assert_eq!(agreements(&corrected, "2020-08-01"), pairs(&[old, ("2020-12-01", "nytt")]));
        let off = "corrections:\n  - {on: 2020-08-01, change: byte, cancelled: true}\n";
        assert_eq!(agreements(&repository(&format!("{entry}{off}")), "2023-01-01"), pairs(&[old]));
    }

    #[test]
    fn readers_are_told_names_and_ids_where_nothing_has_the_name() {
        let repository = repository("");
        let history = History::of(&repository, day("2023-01-01"));
        let change = &history.of_document("a").last().expect("a version").facts[0];
        assert_eq!((change.old.as_str(), change.new.as_str()), ("gammalt", "Nya avtalet"));
    }
}
