//! Entries whose author judged other changes than those that stand under them now, and notes that
//! name another section than the one that they speak of.

use crate::changelog::amendment::Amendment;
use crate::changelog::judged::{self, Judgements, says_something};
use crate::changelog::named::{Misnamed, Notes};
use crate::model::codes::coverage as codes;
use crate::model::finding::{Finding, Place};
use crate::model::names;

/// Both for one version.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let (Some(record), Some(texts)) = (amendment.record, amendment.texts()) else {
        return;
    };
    let judgements = Judgements::of(amendment, &texts);
    let notes = Notes::of(amendment, texts.old);
    for (at, entry) in record.entries.iter().enumerate() {
        let became = judgements.of_entry(at);
        if let Some(became) = became.filter(|own| !own.holds() && says_something(entry)) {
            let unseen: Vec<String> = became
                .unseen()
                .map(|unit| judged::told(amendment, unit))
                .collect();
            let span = entry.judged.first().map_or(entry.id.span, |mark| mark.span);
            let finding = Finding::new(&codes::JUDGED_OTHER_CHANGE, Place::new(&record.path, span))
                .with("entry", &entry.id.value)
                .with("gone", became.gone.len())
                .with("now", names::listed(unseen.iter().map(String::as_str)))
                .with("document", &amendment.document.id);
            findings.push(finding);
        }
        if let (Some(note), false) = (&entry.note, entry.is_rest()) {
            for Misnamed { named, meant } in notes.misnamed(at, &note.value) {
                let place = Place::new(&record.path, note.span);
                let finding = Finding::new(&codes::NOTE_NAMES_OTHER_SECTION, place)
                    .with("named", named)
                    .with("meant", meant);
                findings.push(finding);
            }
        }
    }
}
