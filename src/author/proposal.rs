//! What `draft` proposes: an entry for each change that none names, with the evidence and the
//! questions that only the author can answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::ids::Ids;
use super::rebind::list;
use super::record_file::with_mark;
use crate::args;
use crate::changelog::amendment::{Amendment, Sentence};
use crate::changelog::coverage::Finder;
use crate::classify::Materiality;
use crate::dates::notice;
use crate::diff::ChangeKind;
use crate::model::finding::Language;
use crate::model::record::Effect;
use crate::model::slug::slug;
use crate::parse::yaml_text::{comment, scalar};
use crate::render::sentences;
use crate::words::{Text, saying};

/// What is proposed in which order: each round sees what the one before it has covered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    /// Changes, those below a section that came or went aside: its entry speaks of them.
    Widest,
    /// What is still open after that.
    Left,
    /// All that is editorial, in one entry.
    Editorial,
}

impl Round {
    pub(super) const ALL: [Round; 3] = [Round::Widest, Round::Left, Round::Editorial];
}

/// Makes proposals for one version, whose record covers some of its changes already.
pub(super) struct Proposals<'d, 'r> {
    amendment: &'d Amendment<'r>,
    on: NaiveDate,
    /// The sections of the new text that were inserted, and those of the old one that were
    /// repealed.
    inserted: BTreeSet<usize>,
    repealed: BTreeSet<usize>,
}

/// A change that one entry is to speak of, by the addresses that name it.
struct Group {
    change: usize,
    sections: Vec<String>,
    /// Whether those are addresses of points.
    points: bool,
}

impl<'d, 'r> Proposals<'d, 'r> {
    pub(super) fn of(amendment: &'d Amendment<'r>, on: NaiveDate) -> Self {
        let rows = |kind: ChangeKind| {
            let rows = amendment.comparison.rows.iter();
            rows.filter(move |row| row.kinds.contains(&kind))
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
        }
    }

    /// The entries of `round`, and what to say about each.
    pub(super) fn entries(&self, round: Round, ids: &mut Ids) -> (Vec<String>, Vec<Text>) {
        if self.amendment.is_first() {
            return self.first(round);
        }
        if round == Round::Editorial {
            return self.editorial(ids);
        }
        let (mut entries, mut said) = (Vec::new(), Vec::new());
        for group in self.groups(round) {
            let id = ids.free(&self.entry_id(group.change));
            let note = note(self.amendment, &[group.change]);
            said.push(saying(
                "author.proposed",
                args![id = id.as_str(), note = note.as_str()],
            ));
            entries.push(self.entry(&group, &id, &note));
        }
        (entries, said)
    }

    /// A first version has one entry, which speaks of all of it.
    fn first(&self, round: Round) -> (Vec<String>, Vec<Text>) {
        let empty = |record: &crate::model::record::Record| record.entries.is_empty();
        if round == Round::Widest && self.amendment.record.is_some_and(empty) {
            let entry = first_version_entry(self.language());
            return (vec![entry], vec![saying("author.new-document", args![])]);
        }
        (Vec::new(), Vec::new())
    }

    fn editorial(&self, ids: &mut Ids) -> (Vec<String>, Vec<Text>) {
        let mut open = self.amendment.coverage.uncovered.iter();
        let is_editorial =
            |change: usize| self.amendment.verdicts[change].materiality == Materiality::Editorial;
        if !open.any(|open| open.point.is_none() && is_editorial(open.change)) {
            return (Vec::new(), Vec::new());
        }
        let id = ids.free("redaktionellt");
        let note = sentences::text(&Sentence::Editorial, self.language());
        let lines = format!(
            "  - id: {}\n    sections: [\"*\"]\n    materiality: editorial\n    note: {}\n",
            scalar(&id),
            scalar(&note)
        );
        let told = saying(
            "author.proposed",
            args![id = id.as_str(), note = note.as_str()],
        );
        (vec![with_mark(&lines, &note)], vec![told])
    }

    /// The changes that are open, each by its address; the open points of one section together.
    fn groups(&self, round: Round) -> Vec<Group> {
        let Some(texts) = self.amendment.texts() else {
            return Vec::new();
        };
        let finder = Finder::of(&texts);
        let mut groups: Vec<Group> = Vec::new();
        for open in &self.amendment.coverage.uncovered {
            let editorial =
                self.amendment.verdicts[open.change].materiality == Materiality::Editorial;
            let told = round == Round::Widest && self.is_told_by_parent(open.change);
            if open.point.is_none() && (editorial || told) {
                continue;
            }
            let point = open.point.as_deref();
            let Some(address) = finder.address(open.change, point) else {
                continue;
            };
            let is_of =
                |group: &&mut Group| group.points && point.is_some() && group.change == open.change;
            match groups.last_mut().filter(is_of) {
                Some(group) => group.sections.push(address),
                None => groups.push(Group {
                    change: open.change,
                    sections: vec![address],
                    points: point.is_some(),
                }),
            }
        }
        groups
    }

    fn language(&self) -> Language {
        self.amendment.settings.language
    }

    /// An inserted or repealed section below one that was too: its parent's entry speaks of it.
    fn is_told_by_parent(&self, change: usize) -> bool {
        parent_of(self.amendment, change).is_some_and(|(kind, at)| match kind {
            ChangeKind::Insertion => self.inserted.contains(&at),
            _ => self.repealed.contains(&at),
        })
    }

    fn entry_id(&self, change: usize) -> String {
        let label = self.amendment.section_label(change);
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

    /// An entry of its own for a change that is material, or of which only its author can say.
    fn entry(&self, group: &Group, id: &str, note: &str) -> String {
        let verdict = &self.amendment.verdicts[group.change];
        let unclear = verdict.materiality == Materiality::Unclear;
        let language = self.language();
        let label = if unclear {
            let asked = language.say("author.undecided", args![]);
            format!("{UNDECIDED}{asked}\n")
        } else {
            "    materiality: material\n".to_owned()
        };
        let mut lines = format!(
            "  - id: {}\n    sections: {}\n{label}",
            scalar(id),
            list(&group.sections)
        );
        let change = &self.amendment.comparison.changes[group.change];
        let points: BTreeSet<&str> = change
            .points
            .iter()
            .filter(|_| !group.points)
            .map(|point| point.label.as_str())
            .collect();
        if !points.is_empty() {
            let points = points.into_iter().collect::<Vec<_>>().join(", ");
            let points = language.say("author.points", args![points]);
            lines.push_str(&format!("    # {}\n", comment(&points)));
        }
        for reason in verdict.reasons.iter().take(4) {
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
        lines.push_str(&format!("    note: {}\n", scalar(note)));
        with_mark(&lines, note)
    }
}

/// The section above an inserted or repealed one, in the text that has it.
fn parent_of(amendment: &Amendment<'_>, change: usize) -> Option<(ChangeKind, usize)> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[change].row];
    let in_new = || amendment.new.sections.get(*row.new.first()?).parent;
    let in_old = || amendment.old?.sections.get(*row.old.first()?).parent;
    if row.kinds.contains(&ChangeKind::Insertion) {
        Some((ChangeKind::Insertion, in_new()?))
    } else if row.kinds.contains(&ChangeKind::Repeal) {
        Some((ChangeKind::Repeal, in_old()?))
    } else {
        None
    }
}

/// The sentence of an entry that speaks of `changes`. What came or went with the section above it,
/// of which the entry speaks too, is told by that.
pub(super) fn note(amendment: &Amendment<'_>, changes: &[usize]) -> String {
    let row = |change: usize| &amendment.comparison.rows[amendment.comparison.changes[change].row];
    let told = |change: usize| {
        parent_of(amendment, change).is_some_and(|(kind, parent)| {
            let mut rows = changes.iter().map(|own| row(*own));
            rows.any(|row| {
                let sections = if kind == ChangeKind::Insertion {
                    &row.new
                } else {
                    &row.old
                };
                row.kinds.contains(&kind) && sections.contains(&parent)
            })
        })
    };
    let own: Vec<usize> = changes
        .iter()
        .copied()
        .filter(|change| !told(*change))
        .collect();
    let sentences = amendment.sentences(&own, Materiality::Material);
    sentences::joined(&sentences, amendment.settings.language)
}

/// How an entry leaves the label to its author; why follows.
const UNDECIDED: &str = "    # materiality: ";

/// How an entry asks for its effect; what it may be follows.
const NO_EFFECT: &str = "    effect:  # ";

fn first_version_entry(language: Language) -> String {
    let significant = language.say("author.significant", args![]);
    with_mark(
        &format!(
            "  - id: nytt-dokument\n    sections: [\"*\"]\n    materiality: material\n    effect: favourable\n    \
         # significant: true  # {significant}\n",
        ),
        "",
    )
}

fn excerpt(text: &str) -> String {
    const LIMIT: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(LIMIT).collect();
    let dots = if cut.len() < line.len() { "…" } else { "" };
    comment(&format!("”{cut}{dots}”"))
}
