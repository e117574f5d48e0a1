//! The release record: what one version changes, in the words and by the dates of its author.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use chrono::NaiveDate;
use serde::Serialize;

use super::relation::Relation;
use super::seal::{Seal, TextOfDay};
use super::span::{Located, Span};
use super::version::VersionNumber;

/// What `changelog/<document>/<version>.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The file.
    pub path: String,
    /// The document's id.
    pub document: Located<String>,
    /// The version that it describes.
    pub version: Located<VersionNumber>,
    /// Whether the version existed before the history here begins: in force from its dates, never
    /// announced.
    pub baseline: bool,
    /// Where an imported version comes from.
    pub provenance: Option<Provenance>,
    /// The entries in the author's order.
    pub entries: Vec<Entry>,
    /// Notes about changed facts of the front matter.
    pub facts: Vec<FactNote>,
    /// Declared changes of term.
    pub terms: Vec<TermChange>,
    /// What proves it and the texts that it speaks of; empty while nothing is sealed.
    pub seal: Seal,
    /// Where each fact of the list `later` stands, in the order of the file.
    pub later: Vec<Span>,
    /// Facts about entries that were appended after publication.
    pub corrections: Corrections,
    /// The document's end, when this version was its last.
    pub withdrawn: Option<Withdrawal>,
}

/// Where an imported version comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The full name of the commit in the repository that it was imported from.
    pub commit: String,
    /// The commit's author.
    pub author: Option<String>,
    /// The day of the commit, which the publication date may differ from.
    pub date: Option<NaiveDate>,
    /// The tag, where tags were imported.
    pub tag: Option<String>,
}

/// One entry: the sections that it speaks of, and what the reader is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where the entry stands in its file.
    pub span: Span,
    /// Unique in the record.
    pub id: Located<String>,
    /// Addresses: number, id, title, "preamble", a point as "6.2 punkt 4", or "*".
    pub sections: Vec<Located<String>>,
    /// The marks of the changes that its author judged: `c1-` and twelve hexadecimal digits each, in
    /// the key `for`. Empty where nobody has said.
    pub judged: Vec<Located<String>>,
    /// The author's label.
    pub materiality: Option<Located<Materiality>>,
    /// The direction, seen from the customer.
    pub effect: Option<Located<Effect>>,
    /// The contract's own class "väsentlig ändring".
    pub significant: bool,
    /// From when, where it is not the version's date.
    pub effective: Option<Located<NaiveDate>>,
    /// Why label or date depart from what the engine holds.
    pub reason: Option<GivenReason>,
    /// The sentence for the reader; generated when absent.
    pub note: Option<Located<String>>,
    /// Why the change was made.
    pub purpose: Option<String>,
    /// Whom it concerns.
    pub affects: Vec<Located<String>>,
    /// What the customer must do.
    pub action: Option<String>,
    /// The last day to do it.
    pub action_by: Option<Located<NaiveDate>>,
    /// An address with more to read.
    pub more: Option<String>,
    /// The mark that `draft` leaves on what it proposed.
    pub proposed: Option<String>,
}

/// Whether a change may alter a right or a duty: as its author labels it, or as the engine holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Materiality {
    /// It cannot.
    Editorial,
    /// Only a person can tell: the engine proposes it, the author never writes it.
    Unclear,
    /// It may.
    Material,
}

impl Materiality {
    /// The name in data and in records.
    pub fn name(self) -> &'static str {
        match self {
            Materiality::Editorial => "editorial",
            Materiality::Unclear => "unclear",
            Materiality::Material => "material",
        }
    }
}

/// A change's direction, seen from the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// To the customer's advantage.
    Favourable,
    /// Neither.
    Neutral,
    /// To the customer's disadvantage.
    Adverse,
}

impl Entry {
    /// Whether it speaks of all that is editorial and no entry names.
    pub fn is_rest(&self) -> bool {
        self.sections
            .iter()
            .any(|address| address.value.trim() == "*")
    }

    /// Whether its author calls it editorial.
    pub fn is_editorial(&self) -> bool {
        let label = self.materiality.as_ref();
        label.is_some_and(|label| label.value == Materiality::Editorial)
    }

    /// Whom the entry concerns, in the author's words.
    pub fn affected(&self) -> Vec<String> {
        self.affects.iter().map(|whom| whom.value.clone()).collect()
    }
}

impl Effect {
    /// The word in the record.
    pub fn name(self) -> &'static str {
        match self {
            Effect::Favourable => "favourable",
            Effect::Neutral => "neutral",
            Effect::Adverse => "adverse",
        }
    }
}

/// An explanation bound to the change that it was given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenReason {
    /// The words.
    pub text: String,
    /// The fingerprints of the changes that it is bound to; empty: it is bound to none and holds
    /// for all.
    pub fingerprints: Vec<Located<String>>,
    /// Where it stands.
    pub span: Span,
}

impl GivenReason {
    /// Tells for which of several changes it was given, by their fingerprints.
    pub fn holds(&self) -> impl Fn(&str) -> bool + use<'_> {
        let given: BTreeSet<&str> = self
            .fingerprints
            .iter()
            .map(|given| given.value.as_str())
            .collect();
        move |fingerprint| given.is_empty() || given.contains(fingerprint)
    }
}

/// Whether `words` explain something: blanks, dashes and signs that nobody can see do not.
pub fn explains(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

/// A note about a changed fact of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactNote {
    /// Which fact.
    pub fact: Located<Fact>,
    /// The sentence; generated when absent.
    pub note: Option<String>,
    /// The entry whose note already tells of it: no sentence of its own is printed then.
    pub entry: Option<Located<String>>,
}

/// The facts of the front matter that readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The document's title.
    Title,
    /// The service that it describes.
    Service,
    /// The agreements that it belongs to.
    Agreements,
    /// The data-processing agreement that applies.
    PersonalData,
    /// Between whom it is.
    Parties,
    /// How it stands to other documents.
    Related(Relation),
}

impl Fact {
    /// Every fact, in the order of the front matter.
    pub const ALL: [Fact; 9] = [
        Fact::Title,
        Fact::Service,
        Fact::Agreements,
        Fact::PersonalData,
        Fact::Parties,
        Fact::Related(Relation::PartOf),
        Fact::Related(Relation::Replaces),
        Fact::Related(Relation::Supplements),
        Fact::Related(Relation::AppliesWith),
    ];

    /// The key in the front matter.
    pub fn name(self) -> &'static str {
        match self {
            Fact::Title => "title",
            Fact::Service => "service",
            Fact::Agreements => "agreements",
            Fact::PersonalData => "personal_data",
            Fact::Parties => "parties",
            Fact::Related(relation) => relation.name(),
        }
    }
}

/// A declared change of term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermChange {
    /// The old term.
    pub from: Located<String>,
    /// The new term.
    pub to: Located<String>,
}

/// A fact appended to a published record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where it stands.
    pub span: Span,
    /// The day on which it was made.
    pub on: Located<NaiveDate>,
    /// The entry that it is about.
    pub change: Located<String>,
    /// Another date of effect.
    pub effective: Option<Located<NaiveDate>>,
    /// The change will not be carried out.
    pub cancelled: bool,
    /// Other words of the entry.
    pub reworded: Reworded,
    /// What the reader is told.
    pub note: Option<String>,
    /// Why the day departs from the notice that the rules ask for.
    pub reason: Option<String>,
    /// The digests of the texts that bind from the day of the correction on where they are
    /// composed of several versions, by the day from which each is in force; `None` where the
    /// correction does not say. They stand where the seal stands.
    pub interim: Option<Vec<TextOfDay>>,
    /// Its place among the facts of the list `later`, counted from 1.
    pub nth: Option<usize>,
}

/// Words of an entry that a correction puts in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reworded {
    /// The sentence for the reader.
    pub note: Option<String>,
    /// What the customer must do.
    pub action: Option<String>,
    /// The last day to do it.
    pub action_by: Option<NaiveDate>,
    /// An address with more to read.
    pub more: Option<String>,
}

impl Reworded {
    /// Whether nothing is said otherwise.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The words of an entry that hold on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held<'r> {
    /// The sentence for the reader.
    pub note: Option<&'r str>,
    /// What the customer must do.
    pub action: Option<&'r str>,
    /// The last day to do it.
    pub action_by: Option<NaiveDate>,
    /// An address with more to read.
    pub more: Option<&'r str>,
}

impl<'r> Held<'r> {
    /// The words of `entry`, by the corrections of `record` that were made on or before `known`.
    pub fn of(record: &'r Record, entry: &'r Entry, known: NaiveDate) -> Self {
        let mut held = Self {
            note: entry.note.as_ref().map(|note| note.value.as_str()),
            action: entry.action.as_deref(),
            action_by: entry.action_by.as_ref().map(|day| day.value),
            more: entry.more.as_deref(),
        };
        let made = record.corrections.about(&entry.id.value);
        for own in made.filter(|own| own.on.value <= known) {
            let words = &own.reworded;
            held = Self {
                note: words.note.as_deref().or(held.note),
                action: words.action.as_deref().or(held.action),
                action_by: words.action_by.or(held.action_by),
                more: words.more.as_deref().or(held.more),
            };
        }
        held
    }
}

/// What was appended to a record about its entries, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    all: Vec<Correction>,
    /// Where those about each entry stand, by its id.
    about: BTreeMap<String, Vec<usize>>,
}

impl Corrections {
    /// Those about the entry `id`.
    pub fn about(&self, id: &str) -> impl Iterator<Item = &Correction> {
        self.about
            .get(id)
            .into_iter()
            .flatten()
            .map(|at| &self.all[*at])
    }
}

impl From<Vec<Correction>> for Corrections {
    fn from(all: Vec<Correction>) -> Self {
        let mut about: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, correction) in all.iter().enumerate() {
            about
                .entry(correction.change.value.clone())
                .or_default()
                .push(at);
        }
        Self { all, about }
    }
}

impl Deref for Corrections {
    type Target = [Correction];

    fn deref(&self) -> &[Correction] {
        &self.all
    }
}

impl<'c> IntoIterator for &'c Corrections {
    type Item = &'c Correction;
    type IntoIter = std::slice::Iter<'c, Correction>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// The end of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When it was made known.
    pub published: Located<NaiveDate>,
    /// From which day the document no longer applies.
    pub effective: Located<NaiveDate>,
    /// What the reader is told.
    pub note: Option<String>,
    /// Why the end comes sooner than the notice that the rules ask for.
    pub reason: Option<String>,
    /// What became of it since: another day, called off, or decided anew.
    pub corrections: Vec<EndCorrection>,
}

/// A fact appended to a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndCorrection {
    /// Where it stands.
    pub span: Span,
    /// The day on which it was made.
    pub on: Located<NaiveDate>,
    /// Another day from which the document no longer applies.
    pub effective: Option<Located<NaiveDate>>,
    /// The document goes on.
    pub cancelled: bool,
    /// What the reader is told.
    pub note: Option<String>,
    /// Why the end comes sooner than the notice that the rules ask for.
    pub reason: Option<String>,
}

impl Record {
    /// Whether the program sealed it.
    pub fn is_sealed(&self) -> bool {
        self.seal.is_sealed()
    }

    /// Takes `seal`, which stands in a file of its own, for its own.
    pub fn join(&mut self, seal: Seal) {
        for correction in &mut self.corrections.all {
            let stated = correction.nth.and_then(|nth| seal.stated.get(&nth));
            correction.interim = stated.cloned().or(correction.interim.take());
        }
        self.seal = seal;
    }
}
