//! The facts of the front matter: what a version states otherwise than the one before it, and from
//! when.

use chrono::NaiveDate;

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
        let note =
            record.and_then(|record| record.facts.iter().find(|note| note.fact.value == fact));
        (stated(repository, &old.front, fact) != stated(repository, &new.front, fact)).then(|| {
            FactChange {
                fact,
                old: in_names(repository, &old.front, fact, on),
                new: in_names(repository, &new.front, fact, on),
                note,
            }
        })
    };
    Fact::ALL.into_iter().filter_map(changed).collect()
}

/// The fact as a reader reads it: agreements, documents and parties by their names.
pub fn in_names(repository: &Repository, front: &FrontMatter, fact: Fact, on: NaiveDate) -> String {
    let settings = &repository.settings;
    let name = |id: &str| match fact {
        Fact::Title | Fact::Service => id.to_owned(),
        Fact::Agreements => settings
            .agreement(id)
            .map_or(id, |agreement| agreement.name.as_str())
            .to_owned(),
        Fact::Parties => settings
            .party(id)
            .map_or(id, |party| party.label.as_str())
            .to_owned(),
        Fact::PersonalData | Fact::Related(_) => repository.title_on(id, on).to_owned(),
    };
    stated(repository, front, fact)
        .into_iter()
        .map(name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The fact as it is stated; a document that names no agreement belongs to the first.
fn stated<'f>(repository: &'f Repository, front: &'f FrontMatter, fact: Fact) -> Vec<&'f str> {
    let stated = front.fact(fact);
    if fact != Fact::Agreements || !stated.is_empty() {
        return stated;
    }
    repository
        .settings
        .agreements
        .first()
        .map(|agreement| agreement.id.as_str())
        .into_iter()
        .collect()
}

/// From when a changed fact holds: the date of the entry that tells of it, corrections included,
/// else the version's.
pub fn effectiveness(
    front: &FrontMatter,
    record: Option<&Record>,
    note: Option<&FactNote>,
    known: NaiveDate,
) -> Effectiveness {
    let told_by = note.and_then(|note| note.entry.as_ref());
    let entry = told_by.and_then(|id| {
        record?
            .entries
            .iter()
            .find(|entry| entry.id.value == id.value)
    });
    effective::of(front, record, entry, known)
}

#[cfg(test)]
mod tests {
    use crate::changelog::history::History;
    use crate::model::snapshot::Snapshot;
    use crate::parse::{self, dates::iso};

    #[test]
    fn readers_are_told_names_and_ids_where_nothing_has_the_name() {
        let text = |id: &str, version: &str, date: &str, facts: &str| {
            let front = format!("id: {id}\ntitle: Nya avtalet\nversion: \"{version}\"\n");
            format!("---\n{front}published: {date}\neffective: {date}\n{facts}---\n# A\n\nText.\n")
                .into_bytes()
        };
        let files = [
            (
                "contracts/archive/a/1.0.md",
                text("a", "1.0", "2019-01-01", "personal_data: gammalt\n"),
            ),
            (
                "contracts/a.md",
                text("a", "2.0", "2020-06-01", "personal_data: nytt\n"),
            ),
            ("contracts/nytt.md", text("nytt", "1", "2020-01-01", "")),
        ];
        let (repository, findings) = parse::repository::read(&Snapshot::from_iter(files));
        assert_eq!(findings, []);
        let history = History::of(&repository, iso("2023-01-01").expect("a day"));
        let change = &history.of_document("a").last().expect("a version").facts[0];
        assert_eq!(
            (change.old.as_str(), change.new.as_str()),
            ("gammalt", "Nya avtalet")
        );
    }
}
