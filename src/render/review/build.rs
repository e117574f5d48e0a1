//! A review as the views that every format is made of.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::version::Versions;
use super::view::{
    DocumentView, FactView, FileView, ReviewView, RevisionView, SCHEMA_VERSION, SeenView,
    SummaryView,
};
use super::words::key;
use crate::changelog::sorting::SwedishOrder;
use crate::classify::Materiality;
use crate::model::finding::{Finding, Level};
use crate::model::places;
use crate::model::register;
use crate::render::findings::{self, FindingView};
use crate::render::site::EntryView;
use crate::render::sources::Sources;
use crate::render::templates::{TemplateError, Templates};
use crate::review::{DocumentReview, Fact, Review, Seen, VersionReview};
use crate::words::Words;

/// How a review is called and shown.
#[derive(Debug, Clone)]
pub struct Frame<'s> {
    /// What the branch began from.
    pub base: RevisionView,
    /// What is reviewed.
    pub head: RevisionView,
    /// The earlier state of the branch, and what was seen of it.
    pub since: Option<(RevisionView, &'s Seen)>,
    /// Whether the plain redlines are coloured.
    pub color: bool,
    /// How wide plain text may be.
    pub width: usize,
}

/// The views of `review`, with the `previews` of the pages of years.
///
/// # Errors
/// When a template is broken.
pub fn view(
    review: &Review<'_>,
    frame: &Frame<'_>,
    previews: Vec<EntryView>,
) -> Result<ReviewView, TemplateError> {
    let seen = frame.since.as_ref().map(|(_, seen)| *seen);
    let mut summary = summary(review);
    summary.seen = seen.map(|seen| already(review, seen));
    let mut shown: BTreeMap<Option<&str>, Vec<(usize, &Finding)>> = BTreeMap::new();
    let is_new = |(_, finding): &(usize, &Finding)| !seen.is_some_and(|seen| seen.finding(finding));
    for (at, finding) in review.findings.iter().enumerate().filter(is_new) {
        shown
            .entry(places::document_of(&finding.place.path))
            .or_default()
            .push((at, finding));
    }
    let mut builder = Builder {
        review,
        words: Words::of(review.head.repository.settings.language),
        versions: Versions {
            review,
            seen,
            templates: Templates::new(
                &review.head.snapshot,
                review.head.repository.settings.language,
            ),
            color: frame.color,
            width: frame.width,
        },
        seen,
        shown,
        sources: Sources::of(&review.head.snapshot),
    };
    let (mut documents, mut unchanged) = (Vec::new(), Vec::new());
    for document in in_order(review) {
        let view = builder.document(document)?;
        let nothing_new = seen.is_some_and(|seen| seen.document(document)) && is_empty(&view);
        if nothing_new {
            unchanged.push(view.title);
        } else {
            documents.push(view);
        }
    }
    let facts = review
        .rules
        .iter()
        .filter(|fact| !seen.is_some_and(|seen| seen.fact(fact)));
    let rules = facts.map(|fact| self::fact(fact, &builder.words)).collect();
    let mut rest: Vec<(usize, &Finding)> = std::mem::take(&mut builder.shown)
        .into_values()
        .flatten()
        .collect();
    rest.sort_unstable_by_key(|(at, _)| *at);
    Ok(ReviewView {
        schema_version: SCHEMA_VERSION,
        language: review.head.repository.settings.language.code(),
        base: frame.base.clone(),
        head: frame.head.clone(),
        since: frame.since.as_ref().map(|(revision, _)| revision.clone()),
        on: review.on.to_string(),
        denies: review.denies(),
        summary,
        findings: rest
            .into_iter()
            .map(|(_, finding)| builder.finding(finding))
            .collect(),
        rules,
        files: review.files.iter().map(file).collect(),
        documents,
        unchanged,
        previews,
    })
}

/// The documents in Swedish order of their titles.
fn in_order<'a, 'r>(review: &'a Review<'r>) -> Vec<&'a DocumentReview<'r>> {
    let order = SwedishOrder::new();
    let mut documents: Vec<&DocumentReview<'_>> = review.documents.iter().collect();
    documents.sort_by(|a, b| {
        order
            .compare(&a.title, &b.title)
            .then_with(|| a.id.cmp(&b.id))
    });
    documents
}

/// Whether a document has nothing to show.
fn is_empty(view: &DocumentView) -> bool {
    view.findings.is_empty() && view.facts.is_empty() && view.versions.is_empty()
}

struct Builder<'a, 'r> {
    review: &'a Review<'r>,
    words: Words,
    versions: Versions<'a, 'r>,
    seen: Option<&'a Seen>,
    /// Findings that stand under no document yet, by the id of theirs, each with its place among
    /// all.
    shown: BTreeMap<Option<&'a str>, Vec<(usize, &'a Finding)>>,
    /// The texts that findings are about.
    sources: Sources<'a>,
}

impl<'a> Builder<'a, '_> {
    fn document(
        &mut self,
        document: &'a DocumentReview<'_>,
    ) -> Result<DocumentView, TemplateError> {
        let own = self
            .shown
            .remove(&Some(document.id.as_str()))
            .unwrap_or_default();
        let mut versions = Vec::new();
        for version in document.versions.iter().rev() {
            versions.extend(self.versions.view(document, version)?);
        }
        let facts = document
            .facts
            .iter()
            .filter(|fact| !self.seen.is_some_and(|seen| seen.fact(fact)));
        Ok(DocumentView {
            id: document.id.clone(),
            title: one_line(&document.title),
            fate: document.fate,
            moved_from: document.moved_from.clone(),
            versions,
            facts: facts.map(|fact| self::fact(fact, &self.words)).collect(),
            findings: own
                .into_iter()
                .map(|(_, finding)| self.finding(finding))
                .collect(),
        })
    }

    fn finding(&mut self, finding: &Finding) -> FindingView {
        let settings = &self.review.head.repository.settings;
        findings::view(finding, &mut self.sources, settings)
    }
}

/// `text` on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fact with its name in words.
pub(super) fn fact(fact: &Fact, words: &Words) -> FactView {
    // The lists that hold the items go without saying.
    const LISTS: [&str; 3] = ["changes", "corrections", "set"];
    let whole: Vec<&str> = fact
        .subject
        .iter()
        .map(String::as_str)
        .chain([fact.key.as_str()])
        .collect();
    let named: Vec<String> = whole
        .iter()
        .enumerate()
        .filter(|(at, part)| *at + 1 == whole.len() || !LISTS.contains(part))
        .map(|(_, part)| key(words, part))
        .filter(|part| !part.is_empty())
        .collect();
    FactView {
        path: fact.path.clone(),
        line: fact.line,
        key: whole.join(" › "),
        name: named.join(" › "),
        old: fact.old.clone(),
        new: fact.new.clone(),
    }
}

fn file(file: &crate::review::FileChange) -> FileView {
    FileView {
        path: register::shown_path(&file.path).into_owned(),
        fate: file.fate,
    }
}

fn versions<'a, 'r>(review: &'a Review<'r>) -> impl Iterator<Item = &'a VersionReview<'r>> {
    review
        .documents
        .iter()
        .flat_map(|document| &document.versions)
}

fn summary(review: &Review<'_>) -> SummaryView {
    let settings = &review.head.repository.settings;
    let mut summary = SummaryView {
        documents: review.documents.len(),
        versions: versions(review).count(),
        ..SummaryView::default()
    };
    let mut dates: Vec<NaiveDate> = Vec::new();
    let mut sections: BTreeMap<&'static str, usize> = BTreeMap::new();
    for version in versions(review) {
        let amendment = &version.amendment;
        for (at, change) in amendment.comparison.changes.iter().enumerate() {
            if change.consequence {
                summary.consequences += 1;
                continue;
            }
            for kind in &amendment.comparison.rows[change.row].kinds {
                *sections.entry(kind.name()).or_default() += 1;
            }
            let labels = amendment.items_about(at);
            let heaviest = labels.map(|item| item.materiality).max();
            let held = amendment.verdicts[at].materiality;
            match heaviest.unwrap_or(held) {
                Materiality::Material => summary.material += 1,
                Materiality::Unclear => summary.unclear += 1,
                Materiality::Editorial => {
                    summary.editorial += 1;
                    summary.disputed += usize::from(held == Materiality::Material);
                }
            }
        }
        for item in amendment
            .items
            .iter()
            .filter(|item| !item.effectiveness.cancelled)
        {
            match item.effectiveness.date {
                Some(date) => dates.push(date),
                None => summary.undated += 1,
            }
        }
        if amendment.items.is_empty() {
            dates.extend(amendment.new.front.effective);
        }
    }
    summary.sections = sections;
    summary.earliest = dates.iter().min().map(NaiveDate::to_string);
    summary.latest = dates.iter().max().map(NaiveDate::to_string);
    let level = |finding: &&Finding| crate::check::level(finding, settings) == Level::Deny;
    summary.deny = review.findings.iter().filter(level).count();
    summary.warn = review.findings.len() - summary.deny;
    summary
}

/// How much of `review` was seen.
fn already(review: &Review<'_>, seen: &Seen) -> SeenView {
    let mut view = SeenView::default();
    for document in &review.documents {
        for version in &document.versions {
            let amendment = &version.amendment;
            let changes = amendment.comparison.changes.iter().enumerate();
            let told = changes
                .filter(|(_, change)| !change.consequence)
                .map(|(at, _)| amendment.fingerprint(at));
            view.changes += told.filter(|own| seen.change(&document.id, own)).count();
            view.notes += amendment
                .items
                .iter()
                .filter(|item| seen.note(&document.id, item))
                .count();
            view.facts += version.facts.iter().filter(|fact| seen.fact(fact)).count();
        }
        view.facts += document.facts.iter().filter(|fact| seen.fact(fact)).count();
    }
    view.facts += review.rules.iter().filter(|fact| seen.fact(fact)).count();
    view.findings = review
        .findings
        .iter()
        .filter(|finding| seen.finding(finding))
        .count();
    view
}
