//! From items to the notes that readers see, grouped by date of effect.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::address::{Anchors, Here};
use super::context::Site;
use super::effects;
use super::redline::{self, Changes};
use super::view::release::{CorrectionView, NoteGroup, NoteView};
use crate::changelog::amendment::{Amendment, Item, Note, Sentence};
use crate::classify::Materiality;
use crate::dates::effective::{Course, Step};
use crate::model::record::{Effect, Entry};
use crate::render::markdown;
use crate::render::templates::TemplateError;
use crate::render::typography::joined;

/// One item with its note, where it has words.
pub(super) struct Noted<'a, 'r> {
    /// The item.
    pub item: &'a Item<'r>,
    /// Its note.
    pub view: NoteView,
}

/// All notes of `amendment`, in their order.
///
/// # Errors
/// When a template is broken.
pub(super) fn of<'a, 'r>(
    site: &Site<'_, 'r>,
    here: &Here,
    amendment: &'a Amendment<'r>,
) -> Result<Vec<Noted<'a, 'r>>, TemplateError> {
    let changes = Changes::of(amendment);
    let mut anchors = Anchors::default();
    let date = amendment
        .new
        .front
        .published
        .map_or_else(|| "utkast".to_owned(), |date| date.to_string());
    let touched = redline::touched(amendment, site.words());
    let mut notes = Vec::new();
    for item in &amendment.items {
        let text = site.note(&item.note);
        if text.is_empty() {
            continue;
        }
        let anchor = anchors.unique(&format!("{date}-{}-{}", amendment.document.id, item.id));
        notes.push(Noted {
            item,
            view: NoteView {
                touches: touches(item, &touched),
                ..view(site, here, (amendment, &changes), item, text, anchor)
            },
        });
    }
    Ok(notes)
}

fn view(
    site: &Site<'_, '_>,
    here: &Here,
    (amendment, changes): (&Amendment<'_>, &Changes<'_, '_>),
    item: &Item<'_>,
    text: String,
    anchor: String,
) -> NoteView {
    let entry = item.entry;
    let significant = entry.is_some_and(|entry| entry.significant);
    NoteView {
        anchor,
        text,
        editorial: item.materiality == Materiality::Editorial,
        significant,
        favourable: item.effect == Some(Effect::Favourable),
        remedy: site
            .settings
            .significant_change
            .clone()
            .filter(|_| significant),
        purpose: entry.and_then(|entry| entry.purpose.as_deref()).map(joined),
        affects: entry.map(Entry::affected).unwrap_or_default(),
        action: item.held.action.map(joined),
        action_by: item.held.action_by.map(|day| site.day(day)),
        more: item.held.more.and_then(markdown::web_address),
        corrections: corrections(site, amendment, item),
        particulars: item
            .marks
            .particulars
            .iter()
            .map(|particular| particular.label.clone())
            .collect(),
        instruction: item.marks.instruction,
        touches: Vec::new(),
        redline: item
            .changes
            .iter()
            .map(|at| changes.view(site, here, *at))
            .collect(),
    }
}

/// What the definitions among the changes of `item` touch besides.
fn touches(item: &Item<'_>, touched: &[(usize, String)]) -> Vec<String> {
    let own = touched
        .iter()
        .filter(|(change, _)| item.changes.contains(change));
    own.map(|(_, line)| line.clone()).collect()
}

fn corrections(
    site: &Site<'_, '_>,
    amendment: &Amendment<'_>,
    item: &Item<'_>,
) -> Vec<CorrectionView> {
    let (Some(record), Some(entry)) = (amendment.record, item.entry) else {
        return Vec::new();
    };
    let course = Course::of_entry(&amendment.new.front, record, entry);
    let mut said = entry.note.as_ref().map(|note| note.value.as_str());
    let mut views = Vec::new();
    for step in course.known(site.on()) {
        // What was said before stands beside what is said now.
        let now = step.reworded.and_then(|words| words.note.as_deref());
        let was = now.and(said).map(joined);
        said = now.or(said);
        views.push(CorrectionView {
            was,
            ..correction(site, step)
        });
    }
    views
}

/// What one appended fact says.
pub(super) fn correction(site: &Site<'_, '_>, step: &Step<'_>) -> CorrectionView {
    CorrectionView {
        on: site.day(step.on),
        from: step.held_before().map(|date| site.day(date)),
        to: step.day().map(|date| site.day(date)),
        cancelled: step.calls_off,
        reworded: step.reworded.is_some(),
        was: None,
        note: step.note.map(joined),
    }
}

/// The notes by date of effect, the earliest first; what is called off or undecided comes last.
pub(super) fn grouped(
    site: &Site<'_, '_>,
    here: &Here,
    notes: Vec<Noted<'_, '_>>,
) -> Vec<NoteGroup> {
    let mut groups: BTreeMap<(bool, Option<NaiveDate>), Vec<Noted<'_, '_>>> = BTreeMap::new();
    for noted in notes {
        let effectiveness = noted.item.effectiveness;
        groups
            .entry((effectiveness.cancelled, effectiveness.day()))
            .or_default()
            .push(noted);
    }
    let mut groups: Vec<NoteGroup> = groups
        .into_iter()
        .map(|((cancelled, date), notes)| NoteGroup {
            day: date.map(|date| site.day(date)),
            twin: date
                .filter(|_| !cancelled)
                .map(|date| effects::twin(here, date)),
            cancelled,
            plural: notes.len() > 1 || notes.iter().any(|noted| speaks_of_several(noted.item)),
            notes: notes.into_iter().map(|noted| noted.view).collect(),
        })
        .collect();
    groups.sort_by_key(|group| (group.cancelled, group.day.is_none()));
    groups
}

/// "Redaktionella justeringar" are several whatever the count.
fn speaks_of_several(item: &Item<'_>) -> bool {
    match &item.note {
        Note::Generated(sentences) => {
            sentences.len() > 1 || sentences.contains(&Sentence::Editorial)
        }
        Note::Written(text) => {
            let first = text
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_lowercase();
            let plural = ["redaktionella", "justeringar", "ändringar", "editorial"];
            plural.contains(&first.as_str())
                || (item.materiality == Materiality::Editorial && item.changes.len() > 1)
        }
    }
}
