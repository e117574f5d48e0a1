//! What a reviewer has seen already: an earlier state of the same branch.

use std::collections::BTreeSet;

use super::facts::Fact;
use super::{Review, document::DocumentReview};
use crate::changelog::amendment::Item;
use crate::model::finding::Finding;

/// All that an earlier review showed, each by what makes it the same: a change by its fingerprint,
/// whatever else was edited around it and wherever it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen(BTreeSet<String>);

impl Seen {
    /// What `review` shows.
    pub fn of(review: &Review<'_>) -> Self {
        let mut seen = BTreeSet::new();
        for document in &review.documents {
            seen.insert(fate(document));
            seen.extend(document.facts.iter().map(fact));
            for version in &document.versions {
                let amendment = &version.amendment;
                seen.insert(first(document, amendment.new));
                let changes = 0..amendment.comparison.changes.len();
                seen.extend(changes.map(|at| change(&document.id, &amendment.fingerprint(at))));
                seen.extend(amendment.items.iter().map(|item| note(&document.id, item)));
                seen.extend(version.facts.iter().map(fact));
            }
        }
        seen.extend(review.rules.iter().map(fact));
        seen.extend(review.findings.iter().map(finding));
        Self(seen)
    }

    /// Whether the change of `document` with this fingerprint was shown.
    pub fn change(&self, document: &str, fingerprint: &str) -> bool {
        self.0.contains(&change(document, fingerprint))
    }

    /// Whether the note of `document` was shown with these words, this date and these labels.
    pub fn note(&self, document: &str, item: &Item<'_>) -> bool {
        self.0.contains(&note(document, item))
    }

    /// Whether the fact was shown.
    pub fn fact(&self, wanted: &Fact) -> bool {
        self.0.contains(&fact(wanted))
    }

    /// Whether the finding was shown, on whatever line it stood then.
    pub fn finding(&self, wanted: &Finding) -> bool {
        self.0.contains(&finding(wanted))
    }

    /// Whether the document was shown with the same fate, and so was this version of it where that
    /// has no changes of its own to look at.
    pub fn document(&self, document: &DocumentReview<'_>) -> bool {
        let firsts = document
            .versions
            .iter()
            .filter(|version| version.amendment.is_first());
        let mut firsts = firsts.map(|version| first(document, version.amendment.new));
        self.0.contains(&fate(document)) && firsts.all(|key| self.0.contains(&key))
    }
}

fn fate(document: &DocumentReview<'_>) -> String {
    format!(
        "document {} {:?} {:?}",
        document.id, document.fate, document.moved_from
    )
}

fn first(document: &DocumentReview<'_>, version: &crate::model::repository::Version) -> String {
    format!(
        "version {} {}",
        document.id,
        crate::model::digest::of(version.text.as_bytes())
    )
}

fn change(document: &str, fingerprint: &str) -> String {
    format!("change {document} {fingerprint}")
}

fn note(document: &str, item: &Item<'_>) -> String {
    let effect = item.effect.map(crate::model::record::Effect::name);
    format!(
        "note {document} {} {:?} {:?} {:?} {effect:?}",
        item.id, item.note, item.effectiveness, item.materiality
    )
}

fn fact(fact: &Fact) -> String {
    format!(
        "fact {} {:?} {} {:?} {:?}",
        fact.path, fact.subject, fact.key, fact.old, fact.new
    )
}

fn finding(finding: &Finding) -> String {
    format!(
        "finding {} {} {:?} {:?}",
        finding.code.name, finding.place.path, finding.level, finding.args
    )
}
