//! `draft`: writes or refreshes the record of a draft from the diff, and keeps what its author
//! wrote.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::ids::Ids;
use super::record_file::{self, append_items, with_mark, without_untouched};
use super::{Plan, published_already};
use crate::args;
use crate::changelog::address::{self, Directory};
use crate::changelog::amendment::{Amendment, Sentence};
use crate::changelog::history::History;
use crate::classify::Materiality;
use crate::dates::notice;
use crate::diff::ChangeKind;
use crate::model::finding::Language;
use crate::model::record::{Effect, Entry, Record};
use crate::model::repository::Document;
use crate::model::slug::slug;
use crate::model::snapshot::Snapshot;
use crate::model::span::Located;
use crate::parse::yaml_text::{comment, quoted, scalar};
use crate::parse::{self, fields::Source};
use crate::problem::Problem;
use crate::render::sentences;
use crate::words::{Text, saying};

fn unreadable_record(path: &str) -> Problem {
    Problem::refused(
        saying("problem.record-unreadable", args![path = path.to_owned()]),
        saying("problem.mend-first", args![]),
    )
}

/// What `draft` writes for `document`: its record, with a proposal for each change that no entry of
/// the author's names. `on` is the day from which proposed dates count.
///
/// # Errors
/// When the newest version is published, its record cannot be read, or the texts cannot be
/// compared.
pub fn plan(document: &Document, snapshot: &Snapshot, on: NaiveDate) -> Result<Plan, Problem> {
    let newest = document.newest();
    let number = &newest.front.version;
    if let Some(published) = newest.front.published {
        return Err(published_already(document, published));
    }
    let path = record_file::path(snapshot, &document.id, number);
    // Bytes of another encoding would be replaced: what the author wrote would be lost.
    let before = snapshot.get(&path).map(std::str::from_utf8);
    let Ok(before) = before.transpose() else {
        return Err(unreadable_record(&path));
    };
    let head = record_file::head(&document.id, number);
    let kept = before.map_or(head, without_untouched);
    let mut with_kept = snapshot.clone();
    with_kept.insert(path.clone(), kept.as_bytes());
    let (repository, _) = parse::repository::read(&with_kept);
    let Some(document) = repository.documents.get(&document.id) else {
        return Err(Problem::refused(
            saying("problem.unreadable", args![path = newest.path.to_string()]),
            saying("problem.run-check", args![]),
        ));
    };
    if repository.record(&document.id, number).is_none() {
        return Err(unreadable_record(&path));
    }
    let history = History::of_documents(&repository, &[document], on);
    let Some(amendment) = history
        .amendments
        .iter()
        .find(|amendment| amendment.new.front.version == *number)
    else {
        return Err(Problem::refused(
            saying(
                "problem.comparison-unproven",
                args![path = newest.path.to_string()],
            ),
            saying("problem.run-check", args![]),
        ));
    };
    let drafter = Drafter::new(amendment, on);
    let (entries, said) = drafter.entries();
    let text = append_items(&kept, "changes", &entries)?;
    let text = append_items(&text, "facts", &drafter.facts())?;
    if !is_record(&path, &text) {
        return Err(unreadable_record(&path));
    }
    let mut plan = Plan::default();
    if before == Some(text.as_str()) {
        plan.done
            .push(saying("author.up-to-date", args![path = path.as_str()]));
    } else {
        plan.replace(&path, text);
        plan.done
            .push(saying("author.wrote", args![path = path.as_str()]));
    }
    plan.done.extend(said);
    let missing = |entry: &Entry| {
        entry.effect.is_none() && entry.materiality.as_ref().is_some_and(is_material)
    };
    let asked = amendment
        .record
        .is_some_and(|record| record.entries.iter().any(missing));
    let undecided = |record: &&Record| {
        record
            .entries
            .iter()
            .any(|entry| entry.materiality.is_none() && entry.proposed.is_some())
    };
    let unclear = amendment.record.as_ref().is_some_and(undecided)
        || entries.iter().any(|entry| entry.contains(UNDECIDED));
    plan.next = Some(if unclear {
        saying("author.next-decide", args![path])
    } else if asked || entries.iter().any(|entry| entry.contains(NO_EFFECT)) {
        saying("author.next-effect", args![path])
    } else {
        saying("author.next-publish", args![path])
    });
    Ok(plan)
}

/// Whether `text` is read as a record. Where something else stands under a key that holds a list,
/// what is added to that list makes the file unreadable.
fn is_record(path: &str, text: &str) -> bool {
    parse::record::read(&mut Source::new(path, text)).is_some()
}

fn is_material(label: &Located<Materiality>) -> bool {
    label.value == Materiality::Material
}

struct Drafter<'d, 'r> {
    amendment: &'d Amendment<'r>,
    on: NaiveDate,
    /// The sections of the new text that were inserted, and those of the old one that were
    /// repealed.
    inserted: BTreeSet<usize>,
    repealed: BTreeSet<usize>,
    new_names: Directory<'r>,
    old_names: Option<Directory<'r>>,
}

impl<'d, 'r> Drafter<'d, 'r> {
    fn new(amendment: &'d Amendment<'r>, on: NaiveDate) -> Self {
        let rows = |kind: ChangeKind| {
            amendment
                .comparison
                .rows
                .iter()
                .filter(move |row| row.kinds.contains(&kind))
        };
        Self {
            amendment,
            on,
            inserted: rows(ChangeKind::Insertion)
                .flat_map(|row| row.new.iter().copied())
                .collect(),
            repealed: rows(ChangeKind::Repeal)
                .flat_map(|row| row.old.iter().copied())
                .collect(),
            new_names: Directory::of(&amendment.new.sections),
            old_names: amendment.old.map(|old| Directory::of(&old.sections)),
        }
    }

    /// The proposed entries, and what to say about each.
    fn entries(&self) -> (Vec<String>, Vec<Text>) {
        let entries_of = self
            .amendment
            .record
            .into_iter()
            .flat_map(|record| &record.entries);
        let mut ids = Ids::taken(entries_of.map(|entry| entry.id.value.clone()));
        let (mut entries, mut said) = (Vec::new(), Vec::new());
        if self.amendment.is_first() {
            if self
                .amendment
                .record
                .is_some_and(|record| record.entries.is_empty())
            {
                entries.push(first_version_entry(self.language()));
                said.push(saying("author.new-document", args![]));
            }
            return (entries, said);
        }
        let mut editorial = false;
        for open in self
            .amendment
            .coverage
            .uncovered
            .iter()
            .filter(|open| open.point.is_none())
        {
            if self.amendment.verdicts[open.change].materiality == Materiality::Editorial {
                editorial = true;
            } else if !self.is_told_by_parent(open.change) {
                let id = ids.free(&self.entry_id(open.change));
                let note = self.sentence(open.change);
                said.push(saying("author.proposed", args![id = id.as_str(), note]));
                entries.push(self.entry(open.change, &id));
            }
        }
        if editorial {
            let id = ids.free("redaktionellt");
            let note = sentences::text(&Sentence::Editorial, self.language());
            said.push(saying(
                "author.proposed",
                args![id = id.as_str(), note = note.as_str()],
            ));
            let lines = format!(
                "  - id: {}\n    sections: [\"*\"]\n    materiality: editorial\n    note: {}\n",
                scalar(&id),
                scalar(&note)
            );
            entries.push(with_mark(&lines));
        }
        (entries, said)
    }

    fn language(&self) -> Language {
        self.amendment.settings.language
    }

    /// An inserted or repealed section below one that was too: its parent's entry speaks of it.
    fn is_told_by_parent(&self, change: usize) -> bool {
        let row = &self.amendment.comparison.rows[self.amendment.comparison.changes[change].row];
        let parent_new = row
            .new
            .first()
            .and_then(|at| self.amendment.new.sections.get(*at).parent);
        let parent_old = row.old.first().and_then(|at| {
            self.amendment
                .old
                .and_then(|old| old.sections.get(*at).parent)
        });
        let told = |kind: ChangeKind, parent: Option<usize>, told: &BTreeSet<usize>| {
            row.kinds.contains(&kind) && parent.is_some_and(|parent| told.contains(&parent))
        };
        told(ChangeKind::Insertion, parent_new, &self.inserted)
            || told(ChangeKind::Repeal, parent_old, &self.repealed)
    }

    /// The section that an entry about `change` names, and how.
    fn named(&self, change: usize) -> (String, String) {
        let row = &self.amendment.comparison.rows[self.amendment.comparison.changes[change].row];
        let (directory, at) = match (row.new.first(), row.old.first(), &self.old_names) {
            (Some(at), _, _) => (&self.new_names, *at),
            (None, Some(at), Some(old)) => (old, *at),
            _ => return (String::new(), String::new()),
        };
        let section = directory.section(at);
        let names = [
            section.number.clone(),
            section.id.clone(),
            Some(section.title.clone()),
        ];
        let fits = |name: &String| directory.resolve(&address::parse(name)) == [at];
        let name = if section.level == 0 {
            "preamble".to_owned()
        } else {
            names
                .into_iter()
                .flatten()
                .find(fits)
                .unwrap_or_else(|| section.heading.clone())
        };
        (name, address::label(section))
    }

    fn entry_id(&self, change: usize) -> String {
        let (_, label) = self.named(change);
        let title = label.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        let id: String = slug(if title.is_empty() { &label } else { title })
            .chars()
            .take(60)
            .collect();
        let id = id.trim_end_matches('-');
        if id.is_empty() {
            "andring".to_owned()
        } else {
            id.to_owned()
        }
    }

    fn sentence(&self, change: usize) -> String {
        let sentences = self.amendment.sentences(&[change], Materiality::Material);
        sentences
            .iter()
            .map(|sentence| sentences::text(sentence, self.language()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// An entry of its own for a change that is material, or of which only its author can say.
    fn entry(&self, change: usize, id: &str) -> String {
        let (name, _) = self.named(change);
        let unclear = self.amendment.verdicts[change].materiality == Materiality::Unclear;
        let language = self.language();
        let label = if unclear {
            let asked = language.say("author.undecided", args![]);
            format!("{UNDECIDED}{asked}\n")
        } else {
            "    materiality: material\n".to_owned()
        };
        let mut lines = format!(
            "  - id: {}\n    sections: [{}]\n{label}",
            scalar(id),
            quoted(&name)
        );
        let points: BTreeSet<&str> = self.amendment.comparison.changes[change]
            .points
            .iter()
            .map(|point| point.label.as_str())
            .collect();
        if !points.is_empty() {
            let points = points.into_iter().collect::<Vec<_>>().join(", ");
            let points = language.say("author.points", args![points]);
            lines.push_str(&format!("    # {}\n", comment(&points)));
        }
        for reason in self.amendment.verdicts[change].reasons.iter().take(4) {
            lines.push_str(&format!(
                "    # {}: {} → {}\n",
                language.say(&format!("rule.{}", reason.rule), args![]),
                excerpt(&reason.old),
                excerpt(&reason.new)
            ));
        }
        let front = &self.amendment.new.front;
        let adverse = notice::Change {
            kind: &front.kind,
            materiality: Materiality::Material,
            effect: Effect::Adverse,
        };
        let proposal = notice::propose(self.amendment.settings, adverse, self.on, self.on);
        let asked = if unclear {
            language.say("author.effect-if-material", args![])
        } else {
            language.say("author.effect", args![])
        };
        lines.push_str(&format!("{NO_EFFECT}{asked}\n"));
        if proposal.period.is_some() {
            let (on, derivation) = (self.on.to_string(), proposal.derivation(language));
            let why = language.say("author.if-adverse", args![on, derivation]);
            let day = proposal.date;
            lines.push_str(&format!("    # effective: {day}  # {}\n", comment(&why)));
        }
        lines.push_str(&format!("    note: {}\n", scalar(&self.sentence(change))));
        with_mark(&lines)
    }

    /// Facts of the front matter that changed and have no note. Their sentences are written when a
    /// page is, so that they follow what the front matter says in the end.
    fn facts(&self) -> Vec<String> {
        let open = self
            .amendment
            .facts
            .iter()
            .filter(|change| change.note.is_none());
        open.map(|change| format!("  - {{fact: {}}}\n", change.fact.name()))
            .collect()
    }
}

/// How an entry leaves the label to its author; why follows.
const UNDECIDED: &str = "    # materiality: ";

/// How an entry asks for its effect; what it may be follows.
const NO_EFFECT: &str = "    effect:  # ";

fn first_version_entry(language: Language) -> String {
    let significant = language.say("author.significant", args![]);
    with_mark(&format!(
        "  - id: nytt-dokument\n    sections: [\"*\"]\n    materiality: material\n    effect: favourable\n    \
         # significant: true  # {significant}\n",
    ))
}

fn excerpt(text: &str) -> String {
    const LIMIT: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(LIMIT).collect();
    let dots = if cut.len() < line.len() { "…" } else { "" };
    comment(&format!("”{cut}{dots}”"))
}
