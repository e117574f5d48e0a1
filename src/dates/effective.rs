//! From when something applies: what was stated first, and each fact appended since. The one place
//! that chains them.

use chrono::NaiveDate;

use crate::model::record::{Entry, Record, Reworded};
use crate::model::repository::FrontMatter;
use crate::model::span::{Located, Span};

/// The days of one thing that has a day: of an entry's changes, or of a document's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<'r> {
    /// The day that was stated first; `None` for a draft without a date.
    pub first: Option<NaiveDate>,
    /// What was appended, in the order of the file.
    pub steps: Vec<Step<'r>>,
}

/// One fact appended about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'r> {
    /// Where it stands.
    pub span: Span,
    /// The day on which it was made known.
    pub on: NaiveDate,
    /// The day that was stated last before it, called off or not.
    pub before: Option<NaiveDate>,
    /// Whether it had been called off before.
    pub was_off: bool,
    /// The day that it states.
    pub stated: Option<&'r Located<NaiveDate>>,
    /// Whether it calls off.
    pub calls_off: bool,
    /// What it says otherwise than the entry did.
    pub reworded: Option<&'r Reworded>,
    /// What the reader is told.
    pub note: Option<&'r str>,
    /// Why the day departs from the notice that the rules ask for.
    pub reason: Option<&'r str>,
}

impl Step<'_> {
    /// The day that held before it; `None` where none did.
    pub fn held_before(&self) -> Option<NaiveDate> {
        self.before.filter(|_| !self.was_off)
    }

    /// The day that it states.
    pub fn day(&self) -> Option<NaiveDate> {
        self.stated.map(|date| date.value)
    }

    /// Whether it says what was so already.
    pub fn changes_nothing(&self) -> bool {
        self.day().is_none_or(|day| Some(day) == self.before)
            && (!self.calls_off || self.was_off)
            && self.reworded.is_none()
    }
}

impl<'r> Course<'r> {
    /// The days of `entry`, where it states none those of its version. What was called off stays
    /// so: a day cannot bring it back.
    pub fn of_entry(front: &FrontMatter, record: &'r Record, entry: &Entry) -> Self {
        let first = stated(front, Some(entry));
        let own = record.corrections.about(&entry.id.value);
        let (mut before, mut was_off) = (first, false);
        let step = |own: &'r crate::model::record::Correction| {
            let step = Step {
                span: own.change.span,
                on: own.on.value,
                before,
                was_off,
                stated: own.effective.as_ref(),
                calls_off: own.cancelled,
                reworded: Some(&own.reworded).filter(|words| !words.is_empty()),
                note: own.note.as_deref(),
                reason: own.reason.as_deref(),
            };
            before = step.day().or(before);
            was_off |= own.cancelled;
            step
        };
        Self {
            first,
            steps: own.map(step).collect(),
        }
    }

    /// The days of the end that `record` states. A day stated after the end was called off is an
    /// end decided anew.
    pub fn of_end(record: &'r Record) -> Option<Self> {
        let end = record.withdrawn.as_ref()?;
        let (mut before, mut was_off) = (end.effective.value, false);
        let step = |own: &'r crate::model::record::EndCorrection| {
            let step = Step {
                span: own.span,
                on: own.on.value,
                before: Some(before),
                was_off,
                stated: own.effective.as_ref(),
                calls_off: own.cancelled,
                reworded: None,
                note: own.note.as_deref(),
                reason: own.reason.as_deref(),
            };
            before = step.day().unwrap_or(before);
            was_off = own.cancelled;
            step
        };
        Some(Self {
            first: Some(end.effective.value),
            steps: end.corrections.iter().map(step).collect(),
        })
    }

    /// What was made known on or before `known`.
    pub fn known(&self, known: NaiveDate) -> impl DoubleEndedIterator<Item = &Step<'r>> {
        self.steps.iter().filter(move |step| step.on <= known)
    }
}

/// The day that an entry states, else its version.
fn stated(front: &FrontMatter, entry: Option<&Entry>) -> Option<NaiveDate> {
    entry
        .and_then(|entry| entry.effective.as_ref().map(|date| date.value))
        .or(front.effective)
}

/// What is known on a day about when an entry's changes apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effectiveness {
    /// From when; `None` for a draft without a date.
    pub date: Option<NaiveDate>,
    /// The date before corrections, where they changed it.
    pub corrected_from: Option<NaiveDate>,
    /// The change will not be carried out.
    pub cancelled: bool,
}

impl Effectiveness {
    /// From when it applies; `None` for what will not be carried out or has no date.
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.filter(|_| !self.cancelled)
    }
}

/// When `entry` of `record` applies, by the corrections made on or before `known`.
pub fn of(
    front: &FrontMatter,
    record: Option<&Record>,
    entry: Option<&Entry>,
    known: NaiveDate,
) -> Effectiveness {
    let mut out = Effectiveness {
        date: stated(front, entry),
        corrected_from: None,
        cancelled: false,
    };
    let (Some(record), Some(entry)) = (record, entry) else {
        return out;
    };
    for step in Course::of_entry(front, record, entry).known(known) {
        out.cancelled |= step.calls_off;
        if let Some(day) = step.day() {
            out.corrected_from = out.corrected_from.or(out.date);
            out.date = Some(day);
        }
    }
    out
}

/// What is known on a day about a document's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End<'r> {
    /// When an end was first made known.
    pub announced: NaiveDate,
    /// When it was last made known, moved or called off.
    pub decided: NaiveDate,
    /// From when the document no longer applies; `None` when the end was called off.
    pub date: Option<NaiveDate>,
    /// The day that was stated last, called off or not.
    pub stated: NaiveDate,
    /// What the reader is told of the last decision.
    pub note: Option<&'r str>,
    /// How many facts were appended since the end was made known.
    pub corrections: usize,
}

/// The end of the document that `record` states, by what was made known on or before `known`.
pub fn end(record: &Record, known: NaiveDate) -> Option<End<'_>> {
    let withdrawal = record
        .withdrawn
        .as_ref()
        .filter(|end| end.published.value <= known)?;
    let mut out = End {
        announced: withdrawal.published.value,
        decided: withdrawal.published.value,
        date: Some(withdrawal.effective.value),
        stated: withdrawal.effective.value,
        note: withdrawal.note.as_deref(),
        corrections: 0,
    };
    for step in Course::of_end(record)?.known(known) {
        out.decided = step.on;
        out.corrections += 1;
        out.note = step.note.or(out.note.filter(|_| !step.calls_off));
        out.stated = step.day().unwrap_or(out.stated);
        out.date = (!step.calls_off).then_some(out.stated);
    }
    Some(out)
}
