//! From when an entry's changes apply: the version's date, the entry's own, and corrections made since.

use chrono::NaiveDate;

use crate::model::record::{Entry, Record};
use crate::model::repository::FrontMatter;

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

/// When `entry` of `record` applies, by the corrections made on or before `known`.
pub fn of(
    front: &FrontMatter,
    record: Option<&Record>,
    entry: Option<&Entry>,
    known: NaiveDate,
) -> Effectiveness {
    let stated = entry.and_then(|entry| entry.effective.as_ref().map(|date| date.value)).or(front.effective);
    let mut out = Effectiveness { date: stated, corrected_from: None, cancelled: false };
    let (Some(record), Some(entry)) = (record, entry) else { return out };
    for correction in &record.corrections {
        if correction.change.value != entry.id.value || correction.on.value > known {
            continue;
        }
        out.cancelled |= correction.cancelled;
        if let Some(date) = &correction.effective {
            out.corrected_from = out.corrected_from.or(out.date);
            out.date = Some(date.value);
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

/// The end of the document that `record` states, by what was made known on or before `known`. A day stated after the
/// end was called off is an end decided anew.
pub fn end(record: &Record, known: NaiveDate) -> Option<End<'_>> {
    let withdrawal = record.withdrawn.as_ref().filter(|end| end.published.value <= known)?;
    let mut out = End {
        announced: withdrawal.published.value,
        decided: withdrawal.published.value,
        date: Some(withdrawal.effective.value),
        stated: withdrawal.effective.value,
        note: withdrawal.note.as_deref(),
        corrections: 0,
    };
    for correction in withdrawal.corrections.iter().filter(|correction| correction.on.value <= known) {
        out.decided = correction.on.value;
        out.corrections += 1;
        out.note = correction.note.as_deref().or(out.note.filter(|_| !correction.cancelled));
        if let Some(date) = &correction.effective {
            out.stated = date.value;
        }
        out.date = (!correction.cancelled).then_some(out.stated);
    }
    Some(out)
}

/// Whether `end` has come on `day`.
pub fn has_ended(end: Option<End<'_>>, day: NaiveDate) -> bool {
    end.and_then(|end| end.date).is_some_and(|date| date <= day)
}
