//! What a branch does to one document.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::consequences::Consequences;
use super::facts::{self, Fact};
use super::touched::{Part, Touched};
use serde::Serialize;

use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::dates::effective::{Course, Step};
use crate::model::record::Record;
use crate::model::repository::{Document, Version};
use crate::model::span::LineIndex;

/// What a branch does to one document.
#[derive(Debug)]
pub struct DocumentReview<'r> {
    /// The document's id.
    pub id: String,
    /// Its title as of its newest version.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// The id of a document that is gone and whose text this one has: an id never changes.
    pub moved_from: Option<String>,
    /// The versions that the branch drafts, publishes or alters, oldest first.
    pub versions: Vec<VersionReview<'r>>,
    /// Facts of records that were published already: corrections, an end.
    pub facts: Vec<Fact>,
    /// The releases that told of those records, or will tell of the end.
    pub retold: BTreeSet<NaiveDate>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// The base does not have it.
    New,
    /// It differs.
    Changed,
    /// The branch does not have it any longer.
    Gone,
    /// It cannot be read; the findings say why.
    Unreadable,
}

/// What a branch does to one version, against the last version that was published.
#[derive(Debug)]
pub struct VersionReview<'r> {
    /// Whether it is a draft, being published, or was altered.
    pub state: State,
    /// The changes and what is said about them.
    pub amendment: Amendment<'r>,
    /// For each change of the comparison: whether the branch adds it. Others stood in a draft at
    /// the base already.
    pub added: Vec<bool>,
    /// What only followed.
    pub consequences: Consequences,
    /// Facts of its front matter and its record that differ from the last published version, or
    /// from what the base has of this version.
    pub facts: Vec<Fact>,
}

/// What a version is in a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is being written.
    Draft,
    /// The branch publishes it.
    Published,
    /// It was published already and has another text now.
    Altered,
}

/// The documents that `touched` names. `history` holds the amendments of those that can be read.
pub(super) fn all<'r>(
    base: &'r Part,
    history: &History<'r>,
    head: &'r Part,
    touched: &Touched,
) -> Vec<DocumentReview<'r>> {
    let documents = touched.documents.iter().filter_map(|id| {
        let before = base.repository.documents.get(id);
        let look = Look {
            base,
            head,
            history,
            before,
        };
        match head.repository.documents.get(id) {
            Some(document) => Some(look.document(document)),
            None if head.repository.unreadable.contains(id) => {
                Some(look.without_text(id, Fate::Unreadable))
            }
            None => before.map(|_| look.without_text(id, Fate::Gone)),
        }
    });
    let differs = |review: &DocumentReview<'_>| {
        review.fate != Fate::Changed || !review.versions.is_empty() || !review.facts.is_empty()
    };
    documents.filter(differs).collect()
}

struct Look<'l, 'r> {
    base: &'r Part,
    head: &'r Part,
    history: &'l History<'r>,
    before: Option<&'r Document>,
}

impl<'r> Look<'_, 'r> {
    fn without_text(&self, id: &str, fate: Fate) -> DocumentReview<'r> {
        let title = self
            .before
            .map_or(id, |before| before.newest().front.title.as_str());
        DocumentReview {
            id: id.to_owned(),
            title: title.to_owned(),
            fate,
            moved_from: None,
            versions: Vec::new(),
            facts: Vec::new(),
            retold: BTreeSet::new(),
        }
    }

    fn document(&self, document: &'r Document) -> DocumentReview<'r> {
        let mut review = DocumentReview {
            id: document.id.clone(),
            title: document.newest().front.title.clone(),
            fate: if self.before.is_some() {
                Fate::Changed
            } else {
                Fate::New
            },
            moved_from: self.moved_from(document),
            versions: Vec::new(),
            facts: Vec::new(),
            retold: BTreeSet::new(),
        };
        for (at, version) in document.versions.iter().enumerate() {
            let known = self
                .before
                .and_then(|before| before.version(&version.front.version));
            match known.filter(|known| !known.is_draft()) {
                Some(published) => {
                    if published.text != version.text {
                        review
                            .versions
                            .extend(self.altered(document, published, version));
                    }
                    let appended = self.appended(document, version);
                    if !appended.is_empty() {
                        review.retold.extend(self.told_on(document, version));
                    }
                    review.facts.extend(appended);
                }
                None => {
                    let earlier = at.checked_sub(1).map(|at| &document.versions[at]);
                    review
                        .versions
                        .extend(self.version(document, earlier, version));
                }
            }
        }
        review
    }

    /// A version that was not published at the base, against the version before it as it was
    /// published.
    fn version(
        &self,
        document: &'r Document,
        earlier: Option<&'r Version>,
        version: &'r Version,
    ) -> Option<VersionReview<'r>> {
        let known = self
            .before
            .and_then(|before| before.version(&version.front.version));
        let path = self
            .head
            .repository
            .record_path(&document.id, &version.front.version);
        let (record_before, record_now) = (
            self.base.snapshot.text(&path),
            self.head.snapshot.text(&path),
        );
        if known.is_some_and(|known| known.text == version.text) && record_before == record_now {
            return None;
        }
        let old = earlier.map(|earlier| self.as_published(earlier));
        let amendment = self.amendment(document, (earlier, old), version)?;
        let mut facts = Vec::new();
        if let Some(old) = old {
            let own = ["id", "version", "published", "effective"];
            facts =
                facts::of_front_matter(&version.path, Some(&old.text), Some(&version.text), &own);
        }
        if let Some(known) = known {
            for fact in
                facts::of_front_matter(&version.path, Some(&known.text), Some(&version.text), &[])
            {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        if record_before.is_some() {
            facts.extend(facts::of_file(
                &path,
                record_before.as_deref(),
                record_now.as_deref(),
            ));
        }
        let state = if version.is_draft() {
            State::Draft
        } else {
            State::Published
        };
        let known = self.known_changes();
        Some(self.reviewed(state, amendment, &known, facts))
    }

    /// A version that was published at the base with another text.
    fn altered(
        &self,
        document: &'r Document,
        published: &'r Version,
        version: &'r Version,
    ) -> Option<VersionReview<'r>> {
        let (repository, on) = (&self.head.repository, self.history.on);
        let amendment =
            Amendment::unrecorded(repository, document, (published, version), on).ok()?;
        let facts = facts::of_front_matter(
            &version.path,
            Some(&published.text),
            Some(&version.text),
            &[],
        );
        Some(self.reviewed(State::Altered, amendment, &BTreeSet::new(), facts))
    }

    fn reviewed(
        &self,
        state: State,
        amendment: Amendment<'r>,
        known: &BTreeSet<String>,
        facts: Vec<Fact>,
    ) -> VersionReview<'r> {
        let changes = 0..amendment.comparison.changes.len();
        let added = changes
            .map(|at| !known.contains(&amendment.fingerprint(at)))
            .collect();
        let consequences = match amendment.old {
            Some(old) => Consequences::of(
                &amendment.comparison,
                &old.sections,
                &amendment.new.sections,
            ),
            None => Consequences::default(),
        };
        VersionReview {
            state,
            amendment,
            added,
            consequences,
            facts,
        }
    }

    /// The amendment from `old` to `version`; `earlier` is what the branch has in place of `old`.
    fn amendment(
        &self,
        document: &'r Document,
        (earlier, old): (Option<&'r Version>, Option<&'r Version>),
        version: &'r Version,
    ) -> Option<Amendment<'r>> {
        let text = |version: Option<&'r Version>| version.map(|version| &version.text);
        if text(earlier) == text(old) {
            let same = |amendment: &&Amendment<'r>| amendment.new.path == version.path;
            return self.history.of_document(&document.id).find(same).cloned();
        }
        Amendment::new(
            &self.head.repository,
            document,
            old,
            version,
            self.history.on,
        )
        .ok()
    }

    /// `version` as the base published it, where it did: the branch may have altered it.
    fn as_published(&self, version: &'r Version) -> &'r Version {
        let known = self
            .before
            .and_then(|before| before.version(&version.front.version));
        known.filter(|known| !known.is_draft()).unwrap_or(version)
    }

    /// The fingerprints of what the base's own draft of the document changes.
    fn known_changes(&self) -> BTreeSet<String> {
        let Some([.., old, draft]) = self.before.map(|before| before.versions.as_slice()) else {
            return BTreeSet::new();
        };
        let (Some(document), true) = (self.before, draft.is_draft()) else {
            return BTreeSet::new();
        };
        let (repository, on) = (&self.base.repository, self.history.on);
        let Ok(amendment) = Amendment::new(repository, document, Some(old), draft, on) else {
            return BTreeSet::new();
        };
        (0..amendment.comparison.changes.len())
            .map(|at| amendment.fingerprint(at))
            .collect()
    }

    /// What was appended to the record of a version that is published already.
    fn appended(&self, document: &Document, version: &Version) -> Vec<Fact> {
        let path = self
            .head
            .repository
            .record_path(&document.id, &version.front.version);
        let (old, new) = (
            self.base.snapshot.text(&path),
            self.head.snapshot.text(&path),
        );
        if old == new {
            return Vec::new();
        }
        let number = &version.front.version;
        let record = self.head.repository.record(&document.id, number);
        let before = self.base.repository.record(&document.id, number);
        let mut facts = match (before, record) {
            (Some(before), Some(now)) => {
                corrections(before, now, version, new.as_deref().unwrap_or_default())
            }
            _ => Vec::new(),
        };
        let others = facts::of_file(&path, old.as_deref(), new.as_deref());
        let told = |fact: &Fact| {
            fact.subject
                .first()
                .is_some_and(|part| part == "corrections")
        };
        facts.extend(others.into_iter().filter(|fact| !told(fact)));
        facts
    }

    /// The releases that tell of `version`, and of the document's end.
    fn told_on(&self, document: &Document, version: &Version) -> impl Iterator<Item = NaiveDate> {
        let record = self
            .head
            .repository
            .record(&document.id, &version.front.version);
        let baseline = record.is_some_and(|record| record.baseline);
        let end = record
            .and_then(|record| record.withdrawn.as_ref())
            .map(|end| end.published.value);
        version
            .front
            .published
            .filter(|_| !baseline)
            .into_iter()
            .chain(end)
    }

    /// A document of the base that is gone and whose text, in any version, is this one's.
    fn moved_from(&self, document: &Document) -> Option<String> {
        if self.before.is_some() {
            return None;
        }
        let bodies: BTreeSet<&str> = document.versions.iter().map(body).collect();
        let gone = self.base.repository.documents.values().filter(|other| {
            let head = &self.head.repository;
            !head.documents.contains_key(&other.id) && !head.elsewhere.documents.contains(&other.id)
        });
        let same = |other: &&Document| {
            other
                .versions
                .iter()
                .any(|version| bodies.contains(body(version)))
        };
        gone.into_iter().find(same).map(|other| other.id.clone())
    }
}

fn body(version: &Version) -> &str {
    &version.text[version.body_start..]
}

/// The corrections that `now` has and `before` has not: another date, or the end of a change.
fn corrections(before: &Record, now: &Record, version: &Version, text: &str) -> Vec<Fact> {
    let lines = LineIndex::new(text);
    let mut facts = Vec::new();
    for entry in &now.entries {
        let told = |record| Course::of_entry(&version.front, record, entry).steps;
        let what = |step: &Step<'_>| {
            let words = step.reworded.cloned().unwrap_or_default();
            let words = (words.note, words.action, words.action_by, words.more);
            (step.on, step.day(), step.calls_off, words)
        };
        let known: BTreeSet<_> = told(before).iter().map(what).collect();
        for step in told(now).iter().filter(|step| !known.contains(&what(step))) {
            let mut fact = |key: &str, old: Option<String>, new: Option<String>| {
                facts.push(Fact {
                    path: now.path.clone(),
                    line: lines.line(step.span.start),
                    subject: vec![entry.id.value.clone()],
                    key: key.to_owned(),
                    old,
                    new,
                });
            };
            if let Some(day) = step.day() {
                fact(
                    "effective",
                    step.before.map(|date| date.to_string()),
                    Some(day.to_string()),
                );
            }
            let words = step.reworded.cloned().unwrap_or_default();
            let day = words.action_by.map(|day| day.to_string());
            for (key, new) in [
                ("note", words.note),
                ("action", words.action),
                ("action_by", day),
                ("more", words.more),
            ] {
                if new.is_some() {
                    fact(key, None, new);
                }
            }
            if step.calls_off {
                fact("cancelled", None, Some("true".to_owned()));
            }
            if let Some(note) = step.note {
                fact(
                    "note",
                    None,
                    Some(note.split_whitespace().collect::<Vec<_>>().join(" ")),
                );
            }
        }
    }
    facts
}
