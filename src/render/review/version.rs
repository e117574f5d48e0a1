//! One version of a review as its view.

use super::build::{fact, one_line};
use super::dates;
use super::view::{ChangeView, LabelView, NoteView, RedlineView, VersionView};
use super::words::consequences;
use crate::args;
use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item, Note};
use crate::classify::Materiality;
use crate::harmless;
use crate::model::finding::Language;
use crate::model::record::Entry;
use crate::model::section::SectionTree;
use crate::render::redline::{self, text::TextOptions};
use crate::render::templates::{Html, TemplateError, Templates};
use crate::render::{markdown, sentences};
use crate::review::{DocumentReview, Review, Seen, State, VersionReview};
use crate::words::Words;

/// Makes the views of versions.
pub(super) struct Versions<'a, 'r> {
    /// The review.
    pub review: &'a Review<'r>,
    /// What was seen already.
    pub seen: Option<&'a Seen>,
    /// The sentences of generated notes.
    pub templates: Templates,
    /// Whether plain redlines are coloured.
    pub color: bool,
    /// How wide they are.
    pub width: usize,
}

/// A text without sections: what stands before a document's first version.
static NOTHING: SectionTree = SectionTree {
    sections: Vec::new(),
};

impl Versions<'_, '_> {
    /// The view of `version`; `None` where all of it was seen.
    pub(super) fn view(
        &self,
        document: &DocumentReview<'_>,
        version: &VersionReview<'_>,
    ) -> Result<Option<VersionView>, TemplateError> {
        let amendment = &version.amendment;
        let is_seen = |fingerprint: &str| {
            self.seen
                .is_some_and(|seen| seen.change(&document.id, fingerprint))
        };
        let mut notes = Vec::new();
        for item in &amendment.items {
            if !self.seen.is_some_and(|seen| seen.note(&document.id, item)) {
                notes.push(self.note(amendment, item)?);
            }
        }
        let changes = &amendment.comparison.changes;
        // What a changed definition touches is read before why the change weighs what it weighs.
        let words = Words::of(self.language());
        let touched = redline::touched::lines(&compared(amendment), &words);
        let told = (0..changes.len())
            .filter(|at| !changes[*at].consequence && !is_seen(&amendment.fingerprint(*at)))
            .map(|at| self.change(version, at, &touched));
        // What waits for a person's judgement is read first.
        let mut told: Vec<ChangeView> = told.collect();
        told.sort_by_key(|change| change.materiality != Materiality::Unclear);
        let facts = version
            .facts
            .iter()
            .filter(|fact| !self.seen.is_some_and(|seen| seen.fact(fact)));
        let words = &Words::of(self.language());
        let first = amendment.is_first();
        let view = VersionView {
            number: amendment.new.front.version.to_string(),
            before: amendment.old.map(|old| old.front.version.to_string()),
            state: version.state,
            published: amendment.new.front.published.map(|date| date.to_string()),
            effective: amendment.new.front.effective.map(|date| date.to_string()),
            path: amendment.new.path.clone(),
            baseline: amendment.is_baseline(),
            facts: facts.map(|each| fact(each, words)).collect(),
            changes: told,
            consequences: consequences(words, &version.consequences),
            account: amendment.old.and_then(|old| {
                let (old, new) = (&old.sections, &amendment.new.sections);
                redline::account::short(&amendment.comparison, old, new, words)
            }),
            notes,
            uncovered: self.uncovered(version, &is_seen),
            outline: if first {
                outline(&amendment.new.sections)
            } else {
                Vec::new()
            },
            text: first.then(|| self.text(amendment)),
        };
        let nothing = view.changes.is_empty() && view.notes.is_empty() && view.facts.is_empty();
        let unseen_first = first && !self.seen.is_some_and(|seen| seen.document(document));
        Ok((self.seen.is_none() || !nothing || unseen_first).then_some(view))
    }

    fn language(&self) -> Language {
        self.review.head.repository.settings.language
    }

    fn uncovered(
        &self,
        version: &VersionReview<'_>,
        is_seen: &dyn Fn(&str) -> bool,
    ) -> Vec<String> {
        // No note speaks of what was altered in place: that is the finding.
        if version.state == State::Altered {
            return Vec::new();
        }
        let amendment = &version.amendment;
        let open = amendment.coverage.uncovered.iter().filter(|open| {
            let change = &amendment.comparison.changes[open.change];
            !change.consequence && !is_seen(&amendment.fingerprint(open.change))
        });
        let words = Words::of(self.language());
        open.map(|open| {
            let label = section(amendment, open.change).map(|(_, section)| address::label(section));
            let label = label.unwrap_or_default();
            match &open.point {
                Some(point) => words.say("review.point-of", args![section = label, point]),
                None => label,
            }
        })
        .collect()
    }

    fn change(
        &self,
        version: &VersionReview<'_>,
        at: usize,
        touched: &[(usize, String)],
    ) -> ChangeView {
        let amendment = &version.amendment;
        let view = compared(amendment);
        let change = &amendment.comparison.changes[at];
        let row = &amendment.comparison.rows[change.row];
        let verdict = &amendment.verdicts[at];
        let words = &Words::of(self.language());
        let options = TextOptions {
            words: words.clone(),
            color: self.color,
            width: self.width,
            stat: false,
        };
        let mut text = String::new();
        redline::text::body(&view, change, &options, &mut text);
        let shown = |html: &str| Html::new(harmless::shown(html).into_owned());
        let (path, line) = section(amendment, at)
            .map(|(path, section)| (path.to_owned(), section.line))
            .unwrap_or_default();
        let about = amendment.items_about(at);
        let touched = touched
            .iter()
            .filter(|(change, _)| *change == at)
            .map(|(_, line)| line.clone());
        ChangeView {
            heading: redline::heading(&view, row, words),
            heading_redline: RedlineView {
                html: shown(&redline::html::heading(&view, row, words)),
                markdown: redline::markdown::heading(&view, row, words),
                text: redline::text::heading(&view, row, &options),
            },
            kinds: row.kinds.iter().copied().collect(),
            about: redline::kinds(&view, row, words),
            points: (!change.points.is_empty()).then(|| redline::points(change, words)),
            materiality: verdict.materiality,
            reasons: touched
                .chain(
                    verdict
                        .reasons
                        .iter()
                        .map(|reason| redline::reason(reason, words)),
                )
                .collect(),
            particulars: amendment.marks[at]
                .particulars
                .iter()
                .map(|own| own.label.clone())
                .collect(),
            instruction: amendment.marks[at].instruction,
            labels: about.filter_map(|item| label(item)).collect(),
            effective: amendment.effective_of(at).map(|date| date.to_string()),
            added: version.added[at],
            fingerprint: amendment.fingerprint(at),
            path,
            line,
            redline: RedlineView {
                html: shown(&redline::html::body(&view, at, words)),
                markdown: redline::markdown::body(&view, at, words),
                text,
            },
        }
    }

    fn note(&self, amendment: &Amendment<'_>, item: &Item<'_>) -> Result<NoteView, TemplateError> {
        let entry = item.entry;
        let date = item.effectiveness.date;
        let review = self.review;
        Ok(NoteView {
            id: item.id.clone(),
            text: sentences::note(self.templates.words(), &item.note),
            written: matches!(item.note, Note::Written(_)),
            recorded: entry.is_some()
                || amendment.facts.iter().any(|fact| {
                    fact.note.is_some() && item.id == fact.fact.name().replace('_', "-")
                }),
            materiality: item.materiality,
            effect: item.effect,
            significant: entry.is_some_and(|entry| entry.significant),
            effective: date.map(|date| date.to_string()),
            derivation: dates::derivation(&review.head.repository, amendment, item, review.on),
            corrected_from: item
                .effectiveness
                .corrected_from
                .map(|date| date.to_string()),
            cancelled: item.effectiveness.cancelled,
            reason: entry
                .and_then(|entry| entry.reason.as_ref())
                .map(|reason| one_line(&reason.text)),
            purpose: entry
                .and_then(|entry| entry.purpose.as_deref())
                .map(one_line),
            affects: entry.map(Entry::affected).unwrap_or_default(),
            action: item.held.action.map(one_line),
            action_by: item.held.action_by.map(|day| day.to_string()),
        })
    }

    /// The whole text of a first version.
    fn text(&self, amendment: &Amendment<'_>) -> Html {
        let version = amendment.new;
        let table = self.language().say("other.table", args![]);
        let showing = markdown::Showing {
            prefix: "text-",
            table: &table,
            resolve: &|_| None,
        };
        let bodies = markdown::bodies(
            &version.text,
            version.body_start,
            &version.sections,
            showing,
        );
        let mut html = String::new();
        for (section, body) in version.sections.sections.iter().zip(&bodies) {
            if section.level > 0 {
                html.push_str("<p class=\"heading\"><strong>");
                html.push_str(&harmless::html(&section.heading));
                html.push_str("</strong></p>\n");
            }
            html.push_str(body);
        }
        Html::new(html)
    }
}

/// The comparison as the renderers of redlines take it.
fn compared<'a>(amendment: &'a Amendment<'_>) -> redline::View<'a> {
    redline::View {
        old_source: "",
        old: amendment.old.map_or(&NOTHING, |old| &old.sections),
        new_source: "",
        new: &amendment.new.sections,
        comparison: &amendment.comparison,
        verdicts: &amendment.verdicts,
    }
}

/// The section that a change is about and the file in which it stands: for a repeal those of the
/// old text.
fn section<'a>(
    amendment: &'a Amendment<'_>,
    at: usize,
) -> Option<(&'a str, &'a crate::model::section::Section)> {
    let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
    match (row.new.first(), row.old.first(), amendment.old) {
        (Some(new), ..) => Some((&amendment.new.path, amendment.new.sections.get(*new))),
        (None, Some(old), Some(version)) => Some((&version.path, version.sections.get(*old))),
        _ => None,
    }
}

/// What the record says of a change; nothing where the engine added the item by itself.
fn label(item: &Item<'_>) -> Option<LabelView> {
    let entry = item.entry?;
    Some(LabelView {
        note: item.id.clone(),
        materiality: entry.materiality.as_ref().map(|label| label.value),
        effect: item.effect,
        reason: entry.reason.as_ref().map(|reason| one_line(&reason.text)),
    })
}

fn outline(tree: &SectionTree) -> Vec<String> {
    tree.sections
        .iter()
        .filter(|section| section.level > 0)
        .map(|section| section.heading.clone())
        .collect()
}
