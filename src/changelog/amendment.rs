//! What one version changes relative to the one before it, with what its record tells the reader.

use chrono::NaiveDate;

use super::coverage::{self, Coverage, Texts};
use super::facts::{self, FactChange};
use super::particulars::{self, Marks};
use crate::classify::{self, Term, Verdict};
use crate::dates::effective::{self, Effectiveness, End};
use crate::diff::{self, ChangeKind, Comparison, RebuildMismatch};
use crate::model::record::{Effect, Entry, Fact, Held, Materiality, Record};
use crate::model::repository::{Document, Repository, Version};
use crate::model::section::SectionTree;
use crate::model::settings::Settings;

/// One version against the one before it.
#[derive(Debug, Clone)]
pub struct Amendment<'r> {
    /// The document.
    pub document: &'r Document,
    /// The version before; `None` for a document's first version.
    pub old: Option<&'r Version>,
    /// The version.
    pub new: &'r Version,
    /// Its record, where there is one.
    pub record: Option<&'r Record>,
    /// The settings of its repository.
    pub settings: &'r Settings,
    /// What changed in the text; empty for a first version.
    pub comparison: Comparison,
    /// What the engine holds of each change.
    pub verdicts: Vec<Verdict>,
    /// Which entry speaks of which change.
    pub coverage: Coverage,
    /// The changed facts of the front matter.
    pub facts: Vec<FactChange<'r>>,
    /// What each change means for records of the processing of personal data.
    pub marks: Vec<Marks<'r>>,
    /// What the reader is told, in the record's order; what it leaves out follows with generated
    /// words.
    pub items: Vec<Item<'r>>,
    /// For each change, the items that speak of it.
    telling: Vec<Vec<usize>>,
    /// For each change, the structural one that it would follow as a consequence.
    causes: Vec<Option<usize>>,
}

/// One thing that the reader is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'r> {
    /// The entry's id, or a generated one.
    pub id: String,
    /// The entry; `None` for what the engine adds by itself.
    pub entry: Option<&'r Entry>,
    /// The changes that it speaks of: places in [`Comparison::changes`].
    pub changes: Vec<usize>,
    /// The author's label, else the engine's proposal.
    pub materiality: Materiality,
    /// The direction, where the author states it.
    pub effect: Option<Effect>,
    /// From when.
    pub effectiveness: Effectiveness,
    /// The words.
    pub note: Note,
    /// The author's words as they hold, corrections included.
    pub held: Held<'r>,
    /// What it means for whoever keeps records of the processing of personal data.
    pub marks: Marks<'r>,
}

/// The words of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The author's.
    Written(String),
    /// Sentences for the engine to write.
    Generated(Vec<Sentence>),
}

/// A sentence that the engine writes; its wording lives in a template.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sentence {
    /// Only editorial changes.
    Editorial,
    /// A section and what became of it.
    Section {
        /// The section's number and title.
        label: String,
        /// Whether it has a number ("Avsnitt 6.2 …" against "Avsnittet Support …").
        numbered: bool,
        /// What became of it.
        verb: Verb,
    },
    /// A changed fact.
    Fact {
        /// Which fact.
        fact: Fact,
        /// What it was; empty when it was absent.
        from: String,
        /// What it is; empty when it is gone.
        to: String,
        /// Whether the document is one that is listed as a service.
        service: bool,
    },
}

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text changed.
    Adjusted,
    /// It stands elsewhere.
    Moved,
    /// It has another title.
    Retitled,
    /// It was divided.
    Split,
    /// It was joined from several.
    Joined,
}

impl<'r> Amendment<'r> {
    /// The fingerprint of the change at `change` in [`Comparison::changes`].
    pub fn fingerprint(&self, change: usize) -> String {
        let empty = SectionTree::default();
        let old = self.old.map_or(&empty, |old| &old.sections);
        self.comparison
            .fingerprint(&self.comparison.changes[change], old, &self.new.sections)
    }

    /// The texts and their comparison, as coverage needs them; `None` for a first version.
    pub fn texts(&self) -> Option<Texts<'_>> {
        Some(Texts {
            old: &self.old?.sections,
            new: &self.new.sections,
            comparison: &self.comparison,
            verdicts: &self.verdicts,
            title_changed: self.facts.iter().any(|own| own.fact == Fact::Title),
        })
    }

    /// How the section of `change` is called: as the new text has it, else as the old one had it.
    pub fn section_label(&self, change: usize) -> String {
        let row = &self.comparison.rows[self.comparison.changes[change].row];
        let new = row.new.first().map(|at| self.new.sections.get(*at));
        let old = || Some(self.old?.sections.get(*row.old.first()?));
        new.or_else(old)
            .map(super::address::label)
            .unwrap_or_default()
    }

    /// Whether the author gave a reason for `item` that holds for at least one of its changes.
    pub fn is_explained(&self, item: &Item<'_>) -> bool {
        let reason = item.entry.and_then(|entry| entry.reason.as_ref());
        reason.is_some_and(|reason| {
            let holds = reason.holds();
            reason.fingerprints.is_empty()
                || item
                    .changes
                    .iter()
                    .any(|change| holds(&self.fingerprint(*change)))
        })
    }

    /// Compares `new` with `old` and reads what its record says, as known on `known`.
    ///
    /// # Errors
    /// When a redline could not be proven; see [`diff::compare`].
    pub fn new(
        repository: &'r Repository,
        document: &'r Document,
        old: Option<&'r Version>,
        new: &'r Version,
        known: NaiveDate,
    ) -> Result<Self, RebuildMismatch> {
        let record = repository.record(&document.id, &new.front.version);
        Self::with_record(repository, document, (old, new), record, known)
    }

    /// Compares two texts of which the second was never said to amend the first, such as a
    /// published text that was edited in place: no record speaks of the changes.
    ///
    /// # Errors
    /// When a redline could not be proven; see [`diff::compare`].
    pub fn unrecorded(
        repository: &'r Repository,
        document: &'r Document,
        (old, new): (&'r Version, &'r Version),
        known: NaiveDate,
    ) -> Result<Self, RebuildMismatch> {
        Self::with_record(repository, document, (Some(old), new), None, known)
    }

    fn with_record(
        repository: &'r Repository,
        document: &'r Document,
        (old, new): (Option<&'r Version>, &'r Version),
        record: Option<&'r Record>,
        known: NaiveDate,
    ) -> Result<Self, RebuildMismatch> {
        let comparison = match old {
            Some(old) => compared(old, new, record)?,
            None => Comparison::default(),
        };
        let terms = declared_terms(record);
        let empty = SectionTree::default();
        let old_tree = old.map_or(&empty, |old| &old.sections);
        let verdicts = classify::weigh(&comparison, old_tree, &new.sections, &terms);
        let named_on = new.front.published.unwrap_or(known);
        let facts = old
            .map(|old| facts::changed(repository, (old, new), record, named_on))
            .unwrap_or_default();
        let texts = Texts {
            old: old_tree,
            new: &new.sections,
            comparison: &comparison,
            verdicts: &verdicts,
            title_changed: facts.iter().any(|change| change.fact == Fact::Title),
        };
        let coverage = match record {
            Some(record) if old.is_some() => coverage::of(&texts, record),
            _ => Coverage {
                uncovered: all_changes(&comparison),
                ..Coverage::default()
            },
        };
        let settings = &repository.settings;
        let marks = old
            .map(|old| particulars::marks(settings, (old, new), &comparison))
            .unwrap_or_default();
        let mut amendment = Self {
            document,
            old,
            new,
            record,
            settings,
            comparison,
            verdicts,
            coverage,
            facts,
            marks,
            items: Vec::new(),
            telling: Vec::new(),
            causes: Vec::new(),
        };
        amendment.items = amendment.collect_items(known);
        amendment.telling = vec![Vec::new(); amendment.comparison.changes.len()];
        for (at, item) in amendment.items.iter().enumerate() {
            for change in &item.changes {
                amendment.telling[*change].push(at);
            }
        }
        amendment.causes = amendment.nearest_causes();
        Ok(amendment)
    }

    /// The same as known on another day.
    #[must_use]
    pub fn known_on(&self, known: NaiveDate) -> Self {
        let mut other = self.clone();
        other.items = other.collect_items(known);
        other
    }

    /// The same with what another record of the version covers; what its items tell is left out.
    #[must_use]
    pub fn recorded<'s>(&self, record: &'s Record) -> Amendment<'s>
    where
        'r: 's,
    {
        let mut other: Amendment<'s> = self.clone();
        other.record = Some(record);
        let coverage = other.texts().map(|texts| coverage::of(&texts, record));
        other.coverage = coverage.unwrap_or(other.coverage);
        other.items = Vec::new();
        other.telling.iter_mut().for_each(Vec::clear);
        other
    }

    /// Whether the version is the document's first.
    pub fn is_first(&self) -> bool {
        self.old.is_none()
    }

    /// Whether the version existed before the history here begins.
    pub fn is_baseline(&self) -> bool {
        self.record.is_some_and(|record| record.baseline)
    }

    /// The document's end, where this version's record states one, by what was made known on or
    /// before `known`.
    pub fn end(&self, known: NaiveDate) -> Option<End<'r>> {
        effective::end(self.record?, known)
    }

    /// The items that speak of `change`, in the record's order.
    pub fn items_about(&self, change: usize) -> impl Iterator<Item = &Item<'r>> {
        self.telling[change].iter().map(|at| &self.items[*at])
    }

    /// From when `change` applies: its item's date, or for a consequence the date of its cause.
    pub fn effective_of(&self, change: usize) -> Option<NaiveDate> {
        let of_item = |change: usize| {
            self.items_about(change)
                .next()
                .map(|item| item.effectiveness)
        };
        match of_item(change).or_else(|| of_item(self.causes[change]?)) {
            Some(effectiveness) if effectiveness.cancelled => None,
            Some(effectiveness) => effectiveness.date,
            None => self.new.front.effective,
        }
    }

    /// For each change what it follows if it is a consequence: the nearest structural change before
    /// it, else after it.
    fn nearest_causes(&self) -> Vec<Option<usize>> {
        const STRUCTURAL: [ChangeKind; 5] = [
            ChangeKind::Insertion,
            ChangeKind::Repeal,
            ChangeKind::Split,
            ChangeKind::Join,
            ChangeKind::Relocation,
        ];
        let is_cause = |at: &usize| {
            let kinds = &self.comparison.rows[self.comparison.changes[*at].row].kinds;
            STRUCTURAL.iter().any(|kind| kinds.contains(kind))
        };
        let nearest = |places: &mut dyn Iterator<Item = usize>| -> Vec<Option<usize>> {
            let mut nearest = None;
            let nearest_before = |at: usize| {
                let found = nearest;
                nearest = Some(at).filter(is_cause).or(nearest);
                found
            };
            places.map(nearest_before).collect()
        };
        let places = 0..self.comparison.changes.len();
        let (before, after) = (nearest(&mut places.clone()), nearest(&mut places.rev()));
        before
            .into_iter()
            .zip(after.into_iter().rev())
            .map(|(before, after)| before.or(after))
            .collect()
    }

    fn collect_items(&self, known: NaiveDate) -> Vec<Item<'r>> {
        let mut items = Vec::new();
        let told_by_entry =
            |fact: &&FactChange<'r>| fact.note.is_some_and(|note| note.entry.is_some());
        for fact in self.facts.iter().filter(|fact| !told_by_entry(fact)) {
            items.push(self.fact_item(fact, known));
        }
        if let Some(record) = self.record {
            for (at, entry) in record.entries.iter().enumerate() {
                let changes = self.coverage.entries.get(at).cloned().unwrap_or_default();
                items.push(self.entry_item(entry, changes, known));
            }
        }
        items.extend(self.generated_items(known));
        items
    }

    fn fact_item(&self, fact: &FactChange<'r>, known: NaiveDate) -> Item<'r> {
        let written = fact.note.and_then(|note| note.note.clone());
        let sentence = self.fact_sentence(fact);
        Item {
            id: fact.fact.name().replace('_', "-"),
            entry: None,
            changes: Vec::new(),
            materiality: Materiality::Editorial,
            effect: None,
            effectiveness: facts::effectiveness(&self.new.front, self.record, fact.note, known),
            note: written.map_or_else(|| Note::Generated(vec![sentence]), Note::Written),
            held: Held::default(),
            marks: Marks::default(),
        }
    }

    /// The sentence about a changed fact of the front matter.
    pub fn fact_sentence(&self, fact: &FactChange<'_>) -> Sentence {
        let kind = self.settings.kind(&self.new.front.kind);
        let service = kind.is_some_and(|kind| kind.listed_as_service);
        Sentence::Fact {
            fact: fact.fact,
            from: fact.old.clone(),
            to: fact.new.clone(),
            service,
        }
    }

    fn entry_item(&self, entry: &'r Entry, changes: Vec<usize>, known: NaiveDate) -> Item<'r> {
        let labelled = entry.materiality.as_ref().map(|label| label.value);
        let materiality = labelled.unwrap_or_else(|| self.heaviest(&changes));
        let held = self.record.map(|record| Held::of(record, entry, known));
        let held = held.unwrap_or_default();
        let note = match held.note {
            Some(note) => Note::Written(note.to_owned()),
            None => Note::Generated(self.sentences(&changes, materiality)),
        };
        Item {
            id: entry.id.value.clone(),
            entry: Some(entry),
            effect: entry.effect.as_ref().map(|effect| effect.value),
            effectiveness: effective::of(&self.new.front, self.record, Some(entry), known),
            marks: self.marks_of(&changes),
            changes,
            materiality,
            note,
            held,
        }
    }

    /// What the record leaves out: one item for each change of substance, one for all that is
    /// editorial.
    fn generated_items(&self, known: NaiveDate) -> Vec<Item<'r>> {
        let open: Vec<usize> = self
            .coverage
            .uncovered
            .iter()
            .filter(|open| open.point.is_none())
            .map(|open| open.change)
            .collect();
        let (editorial, material): (Vec<usize>, Vec<usize>) = open
            .into_iter()
            .partition(|at| self.verdicts[*at].materiality == Materiality::Editorial);
        let item = |id: String, changes: Vec<usize>, materiality| Item {
            id,
            entry: None,
            effect: None,
            effectiveness: effective::of(&self.new.front, self.record, None, known),
            note: Note::Generated(self.sentences(&changes, materiality)),
            held: Held::default(),
            marks: self.marks_of(&changes),
            changes,
            materiality,
        };
        let mut items: Vec<Item<'r>> = material
            .into_iter()
            .map(|at| {
                item(
                    format!("andring-{}", at + 1),
                    vec![at],
                    self.verdicts[at].materiality,
                )
            })
            .collect();
        if !editorial.is_empty() {
            items.push(item(
                "redaktionellt".to_owned(),
                editorial,
                Materiality::Editorial,
            ));
        }
        items
    }

    /// The marks of all `changes` together.
    fn marks_of(&self, changes: &[usize]) -> Marks<'r> {
        Marks::of(changes.iter().map(|change| &self.marks[*change]))
    }

    fn heaviest(&self, changes: &[usize]) -> Materiality {
        changes
            .iter()
            .map(|at| self.verdicts[*at].materiality)
            .max()
            .unwrap_or(Materiality::Material)
    }

    /// The sentences for `changes`, in the order of the text.
    pub fn sentences(&self, changes: &[usize], materiality: Materiality) -> Vec<Sentence> {
        if materiality == Materiality::Editorial {
            return vec![Sentence::Editorial];
        }
        changes.iter().map(|at| self.sentence(*at)).collect()
    }

    fn sentence(&self, change: usize) -> Sentence {
        let row = &self.comparison.rows[self.comparison.changes[change].row];
        let section = match (row.new.first(), row.old.first(), self.old) {
            (Some(new), _, _) => self.new.sections.get(*new),
            (None, Some(old), Some(version)) => version.sections.get(*old),
            _ => return Sentence::Editorial,
        };
        let verbs = [
            (ChangeKind::Insertion, Verb::Added),
            (ChangeKind::Repeal, Verb::Removed),
            (ChangeKind::Split, Verb::Split),
            (ChangeKind::Join, Verb::Joined),
            (ChangeKind::Substitution, Verb::Adjusted),
            (ChangeKind::Relocation, Verb::Moved),
            (ChangeKind::Retitling, Verb::Retitled),
        ];
        let verb = verbs
            .iter()
            .find(|(kind, _)| row.kinds.contains(kind))
            .map_or(Verb::Adjusted, |(_, verb)| *verb);
        Sentence::Section {
            label: super::address::label(section),
            numbered: section.number.is_some(),
            verb,
        }
    }
}

/// The comparison of two versions: along the rows that were published where they are sealed.
fn compared(
    old: &Version,
    new: &Version,
    record: Option<&Record>,
) -> Result<Comparison, RebuildMismatch> {
    let sealed = record.and_then(|record| record.seal.rows.as_ref());
    sealed
        .filter(|rows| rows.against == old.front.version && !new.is_draft())
        .and_then(|rows| diff::published::compare(rows, &old.sections, &new.sections))
        .unwrap_or_else(|| diff::compare(&old.sections, &new.sections))
}

fn declared_terms(record: Option<&Record>) -> Vec<Term> {
    record
        .map(|record| {
            let term = |term: &crate::model::record::TermChange| Term {
                from: term.from.value.clone(),
                to: term.to.value.clone(),
            };
            record.terms.iter().map(term).collect()
        })
        .unwrap_or_default()
}

fn all_changes(comparison: &Comparison) -> Vec<coverage::Uncovered> {
    let open = comparison
        .changes
        .iter()
        .enumerate()
        .filter(|(_, change)| !change.consequence);
    open.map(|(change, _)| coverage::Uncovered {
        change,
        point: None,
    })
    .collect()
}
