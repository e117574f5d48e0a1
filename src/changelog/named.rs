//! The sections that a note names, held against the text: a note that was written before sections
//! were renumbered would tell its readers of another one.

use std::collections::BTreeSet;

use super::address::{self, Address, Directory};
use super::amendment::Amendment;
use crate::diff::references::{Class, Document, mentions};
use crate::model::section::{Section, SectionTree};

/// A section that a note names otherwise than the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misnamed {
    /// As the note has it.
    pub named: String,
    /// What it would have to say.
    pub meant: String,
}

/// Holds the notes of one version against its texts.
pub struct Notes<'t> {
    amendment: &'t Amendment<'t>,
    old: Directory<'t>,
    new: Directory<'t>,
}

impl<'t> Notes<'t> {
    /// For the entries of `amendment`, whose older text is `old`.
    pub fn of(amendment: &'t Amendment<'t>, old: &'t SectionTree) -> Self {
        Self {
            amendment,
            old: Directory::of(old),
            new: Directory::of(&amendment.new.sections),
        }
    }

    /// The sections that `note`, the sentence of the entry at `entry`, names by a number that another
    /// section bears: those with a title that stands under another number, and the first one of the
    /// note where nothing changed that the entry speaks of.
    pub fn misnamed(&self, entry: usize, note: &str) -> Vec<Misnamed> {
        let note: String = note.split_whitespace().collect::<Vec<_>>().join(" ");
        let about = About::of(self.amendment, entry);
        let mut found = Vec::new();
        for mention in mentions(&note) {
            if matches!(mention.document, Document::Other(_)) {
                continue;
            }
            let sections = mention.labels.iter().enumerate();
            let sections =
                sections.filter(|(_, label)| matches!(label.class, Class::Section | Class::Plain));
            for (place, label) in sections {
                let rest = note[label.span.end..].trim_start();
                if is_of_old(&note[..mention.span.start]) {
                    continue;
                }
                let named = || note[mention.span.start..label.span.end].to_owned();
                let misnamed = self
                    .by_title(&about, &label.text, rest)
                    .map(|(title, meant)| (format!("{} {title}", named()), meant));
                let misnamed = misnamed.or_else(|| {
                    let opens = mention.span.start == 0 && place == 0;
                    let meant = about.labels(&label.text).filter(|_| opens)?;
                    Some((named(), meant))
                });
                found.extend(misnamed.map(|(named, meant)| Misnamed { named, meant }));
            }
        }
        found
    }

    /// The title that follows a number in a note, and the section that bears it, where that is not
    /// the one with the number.
    fn by_title(&self, about: &About, number: &str, rest: &str) -> Option<(String, String)> {
        let at = |directory: &Directory<'_>| {
            let address = Address::Section {
                name: number.to_owned(),
                point: None,
            };
            directory.resolve(&address)
        };
        let fits = |section: &Section| begins_with(rest, &section.title);
        let by_number = at(&self.new)
            .into_iter()
            .any(|at| fits(self.new.section(at)));
        // What is gone is named as it was.
        let as_it_was = at(&self.old)
            .into_iter()
            .any(|at| fits(self.old.section(at)) && about.old.contains(&at));
        if by_number || as_it_was {
            return None;
        }
        let bearer = self
            .new
            .sections()
            .filter(|section| section.number.is_some() && fits(section))
            .max_by_key(|section| section.title.len())?;
        Some((bearer.title.clone(), address::label(bearer)))
    }
}

/// What an entry speaks of.
struct About {
    /// The sections of the old text that are gone.
    old: BTreeSet<usize>,
    /// All their numbers, of both texts.
    numbers: BTreeSet<String>,
    labels: String,
}

impl About {
    fn of(amendment: &Amendment<'_>, entry: usize) -> Self {
        let (mut old, mut numbers, mut labels) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        let own =
            |tree: &SectionTree, at: usize| tree.get(at).number.clone().map(|own| plain(&own));
        for change in amendment.coverage.entries.get(entry).into_iter().flatten() {
            let row = &amendment.comparison.rows[amendment.comparison.changes[*change].row];
            let before = amendment.old.map(|old| &old.sections);
            for at in &row.old {
                let number = before.and_then(|tree| own(tree, *at));
                if row.new.is_empty() {
                    old.insert(*at);
                    numbers.extend(number);
                }
            }
            numbers.extend(
                row.new
                    .iter()
                    .filter_map(|at| own(&amendment.new.sections, *at)),
            );
            labels.push(amendment.section_label(*change));
        }
        labels.dedup();
        Self {
            old,
            numbers,
            labels: labels.join(", "),
        }
    }

    /// The sections that the entry speaks of, where `number` is neither one of them nor holds one
    /// nor lies in one; `None` where it is, and where the sections bear no numbers.
    fn labels(&self, number: &str) -> Option<String> {
        let number = plain(number);
        let near =
            |own: &String| address::is_within(own, &number) || address::is_within(&number, own);
        // "2 §" is not called section 2, but a generated sentence may say so.
        let comparable = |own: &String| own.chars().all(|c| c.is_alphanumeric() || c == '.');
        let foreign = !self.numbers.is_empty()
            && self.numbers.iter().all(comparable)
            && !self.numbers.iter().any(near);
        foreign.then(|| self.labels.clone())
    }
}

/// Whether what stands before a reference says that the text is meant as it was.
fn is_of_old(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let word = word.to_lowercase();
    ["tidigare", "förutvarande", "former", "formerly", "previous"].contains(&word.as_str())
}

fn plain(number: &str) -> String {
    number.trim_end_matches('.').to_lowercase()
}

/// Whether `text` begins with the words of `title`.
fn begins_with(text: &str, title: &str) -> bool {
    let title = title.to_lowercase();
    let text = text.to_lowercase();
    !title.is_empty()
        && text
            .strip_prefix(title.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::history::History;
    use crate::model::snapshot::Snapshot;
    use crate::parse::{self, dates::iso};

    const OLD: &str = "## 4 Avtalet\n\n### 4.1 Kundens åtaganden\n\nKunden betalar.\n\n## 5 Gallring\n\nGallras efter 30 dagar.\n\n## 6 Slut\n\nSlut.\n";
    const NEW: &str = "## 4 Support\n\nNy text.\n\n## 5 Avtalet\n\n### 5.1 Kundens åtaganden\n\nKunden betalar genast.\n\n## 6 Gallring\n\nGallras efter 60 dagar.\n";

    #[track_caller]
    fn misnamed(sections: &str, note: &str) -> Vec<(String, String)> {
        let text = |version: &str, dates: &str, body: &str| {
            format!("---\nid: a\ntitle: A\nversion: \"{version}\"\n{dates}---\n# A\n\n{body}")
                .into_bytes()
        };
        let dates = "published: 2022-01-01\neffective: 2022-01-01\n";
        let record = format!(
            "document: a\nversion: \"2\"\nchanges:\n  - {{id: x, sections: [{sections}]}}\n"
        );
        let files = [
            ("contracts/archive/a/1.md", text("1", dates, OLD)),
            ("contracts/a.md", text("2", "", NEW)),
            ("changelog/a/2.yaml", record.into_bytes()),
        ];
        let (repository, _) = parse::repository::read(&Snapshot::from_iter(files));
        let history = History::of(&repository, iso("2023-01-01").expect("a day"));
        let amendment = history.of_document("a").last().expect("a version");
        let old = &amendment.old.expect("an older text").sections;
        let found = Notes::of(amendment, old).misnamed(0, note);
        found
            .into_iter()
            .map(|own| (own.named, own.meant))
            .collect()
    }

    fn one(named: &str, meant: &str) -> Vec<(String, String)> {
        vec![(named.to_owned(), meant.to_owned())]
    }

    #[test]
    fn a_title_under_another_number_is_another_section() {
        assert_eq!(
            misnamed(
                "\"5.1\"",
                "Uppgift i avsnitt 4.1 Kundens åtaganden har justerats."
            ),
            one("avsnitt 4.1 Kundens åtaganden", "5.1 Kundens åtaganden")
        );
        assert_eq!(
            misnamed("\"5.1\"", "Avsnitt 5.1 Kundens åtaganden har justerats."),
            []
        );
    }

    #[test]
    fn a_note_that_opens_with_a_section_speaks_of_it() {
        assert_eq!(
            misnamed("Gallring", "Avsnitt 5.1 har justerats."),
            one("Avsnitt 5.1", "6 Gallring")
        );
        assert_eq!(
            misnamed(
                "\"6\"",
                "Avsnitt 6 punkt 2 har justerats, som följer av avsnitt 5.1."
            ),
            []
        );
        assert_eq!(
            misnamed("\"5.1\"", "Avsnitt 5 har justerats."),
            [],
            "the section around it"
        );
    }

    #[test]
    fn what_is_gone_or_moved_may_be_named_as_it_was() {
        assert_eq!(misnamed("\"Slut\"", "Avsnitt 6 Slut har utgått."), []);
        assert_eq!(
            misnamed("\"6\"", "Tidigare avsnitt 5 Gallring har ändrats."),
            []
        );
    }
}
