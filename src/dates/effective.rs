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
