//! A rule as a record: its name in data, and what it speaks for. What it is called for people, what
//! it catches and why that matters stand in the catalogue of words under `rule.<code>`.

use std::cell::OnceCell;

use super::declared::Declared;
use super::defined::Defined;
use super::language::Tongues;
use super::site::Site;
use super::terms::{self, TermChange};
use super::vocabulary::Vocabulary;
use super::{Materiality, Term};
use crate::args;
use crate::diff::Comparison;
use crate::diff::references::Follower;
use crate::model::finding::Language;
use crate::model::section::SectionTree;

/// A rule that a verdict can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name in data; never changes meaning.
    pub code: &'static str,
    /// What it speaks for.
    pub materiality: Materiality,
}

/// What a detector saw: both sides as they stand.
pub(super) type Evidence = (String, String);

impl Rule {
    /// Its name for people.
    pub fn name(&self, language: Language) -> String {
        language.say(&format!("rule.{}", self.code), args![])
    }

    /// What it catches.
    pub fn catches(&self, language: Language) -> String {
        language.say(&format!("rule.{}.catches", self.code), args![])
    }

    /// Why that matters to a right or a duty, or why it does not.
    pub fn why(&self, language: Language) -> String {
        language.say(&format!("rule.{}.why", self.code), args![])
    }
}

/// A rule that looks for one thing at a site that no editorial rule explains.
pub(super) struct Detector {
    /// The record.
    pub(super) rule: Rule,
    /// What it sees at a site.
    pub(super) see: fn(&Site<'_>, &Context<'_>) -> Vec<Evidence>,
}

/// A record of a rule that speaks for material.
pub(super) const fn material(code: &'static str) -> Rule {
    Rule {
        code,
        materiality: Materiality::Material,
    }
}

/// A record of a rule that speaks for unclear.
pub(super) const fn unclear(code: &'static str) -> Rule {
    Rule {
        code,
        materiality: Materiality::Unclear,
    }
}

/// A record of a rule that speaks for editorial.
pub(super) const fn editorial(code: &'static str) -> Rule {
    Rule {
        code,
        materiality: Materiality::Editorial,
    }
}

/// What rules may look at besides the site itself.
pub struct Context<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) old: &'a SectionTree,
    pub(super) new: &'a SectionTree,
    pub(super) terms: &'a [Term],
    words: OnceCell<(Vocabulary<'a>, Vocabulary<'a>)>,
    replaced: OnceCell<Vec<TermChange>>,
    follower: OnceCell<Follower<'a>>,
    declared: OnceCell<Declared<'a>>,
    tongues: OnceCell<Tongues>,
    defined: OnceCell<Defined>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        comparison: &'a Comparison,
        old: &'a SectionTree,
        new: &'a SectionTree,
        terms: &'a [Term],
    ) -> Self {
        Self {
            comparison,
            old,
            new,
            terms,
            words: OnceCell::new(),
            replaced: OnceCell::new(),
            follower: OnceCell::new(),
            declared: OnceCell::new(),
            tongues: OnceCell::new(),
            defined: OnceCell::new(),
        }
    }

    /// The words of the old and the new text.
    pub(super) fn vocabulary(&self) -> &(Vocabulary<'a>, Vocabulary<'a>) {
        self.words
            .get_or_init(|| (Vocabulary::of(self.old), Vocabulary::of(self.new)))
    }

    /// The languages that words at `site` may belong to: those of the texts, and those of what
    /// stands around it.
    pub(super) fn tongues(&self, site: &Site<'_>) -> Tongues {
        let texts = *self
            .tongues
            .get_or_init(|| Tongues::of(self.old).and(Tongues::of(self.new)));
        [&site.old, &site.new]
            .into_iter()
            .fold(texts, |tongues, fragment| {
                tongues.and(Tongues::in_words(fragment.surroundings()))
            })
    }

    /// Whether a word stands in both texts, or twice in one.
    pub(super) fn uses(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let (old, new) = self.vocabulary();
        old.count(&lower) + new.count(&lower) > 1
    }

    /// Says which references follow a renumbering.
    pub(crate) fn follower(&self) -> &Follower<'a> {
        self.follower.get_or_init(|| {
            Follower::new(
                &self.comparison.rows,
                &self.comparison.changes,
                self.old,
                self.new,
            )
        })
    }

    /// The changes of term that the record declares.
    pub(super) fn declared(&self) -> &Declared<'a> {
        self.declared.get_or_init(|| Declared::of(self.terms))
    }

    /// The terms that the texts define.
    pub(super) fn defined(&self) -> &Defined {
        self.defined.get_or_init(|| Defined::of(self.old, self.new))
    }

    /// The terms that were replaced throughout.
    pub(super) fn replaced(&self) -> &[TermChange] {
        self.replaced
            .get_or_init(|| terms::replaced(self.comparison, self.old, self.new))
    }
}
