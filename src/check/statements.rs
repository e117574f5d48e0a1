//! What notes and texts say about dates, against the dates in the data.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::changelog::amendment::Amendment;
use crate::chronicle::status;
use crate::dates::mentions::{self, Mention};
use crate::model::codes::dating as codes;
use crate::model::finding::{Code, Finding, Place};
use crate::model::names;
use crate::model::span::Span;

/// Notes that state another date than their entry's, texts that state a date on which nothing of
/// the version takes effect, and dates in two spellings that disagree.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    notes(amendment, findings);
    texts(amendment, findings);
}

fn notes(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let Some(record) = amendment.record else {
        return;
    };
    for item in &amendment.items {
        let Some((entry, note)) = item
            .entry
            .and_then(|entry| entry.note.as_ref().map(|note| (entry, note)))
        else {
            continue;
        };
        let mentioned = mentions::of(&note.value);
        let place = || Place::new(&record.path, note.span);
        // What the record says of itself; a correction stands beside it with its own date.
        let stated = entry
            .effective
            .as_ref()
            .map(|date| date.value)
            .or(amendment.new.front.effective);
        if let Some(stated) = stated {
            for mention in mentioned
                .iter()
                .filter(|mention| mention.takes_effect && mention.date != stated)
            {
                findings.push(contradiction(
                    &codes::NOTE_STATES_OTHER_DATE,
                    place(),
                    mention,
                    &stated.to_string(),
                ));
            }
        }
        disagreements(&note.value, &mentioned, |_| place(), findings);
    }
}

/// Only the sections that the version changed: what stood before was judged then.
fn texts(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let new = amendment.new;
    let mut dates: BTreeSet<NaiveDate> = status::days_of(amendment);
    dates.extend(new.front.effective);
    let known: Vec<String> = dates.iter().map(ToString::to_string).collect();
    let known = names::listed(known.iter().map(String::as_str));
    let changed: BTreeSet<usize> = amendment
        .comparison
        .changes
        .iter()
        .flat_map(|change| amendment.comparison.rows[change.row].new.iter().copied())
        .collect();
    for section in &new.sections.sections {
        if !changed.contains(&section.index) && !amendment.is_first() {
            continue;
        }
        let body = &new.text[section.body_span.range()];
        let mentioned = mentions::of(body);
        let place = |span: Span| Place::new(&new.path, span.shifted(section.body_span.start));
        if !dates.is_empty() {
            for mention in mentioned
                .iter()
                .filter(|mention| mention.takes_effect && !dates.contains(&mention.date))
            {
                let code = &codes::TEXT_STATES_OTHER_DATE;
                findings.push(contradiction(code, place(mention.span), mention, &known));
            }
        }
        disagreements(body, &mentioned, place, findings);
    }
}

fn contradiction(code: &'static Code, place: Place, mention: &Mention, stated: &str) -> Finding {
    Finding::new(code, place)
        .with("said", mention.date)
        .with("stated", stated)
}

fn disagreements(
    text: &str,
    mentioned: &[Mention],
    place: impl Fn(Span) -> Place,
    findings: &mut Vec<Finding>,
) {
    for (first, second) in mentions::disagreeing(text, mentioned) {
        let finding = Finding::new(&codes::DATES_DISAGREE, place(second.span));
        findings.push(
            finding
                .with("first", first.date)
                .with("second", second.date),
        );
    }
    for mention in mentioned
        .iter()
        .filter(|mention| mention.has_wrong_weekday())
    {
        use chrono::Datelike;
        let finding = Finding::new(&codes::DATES_DISAGREE, place(mention.span));
        let weekday = mention
            .weekday
            .map(|day| day.to_string())
            .unwrap_or_default();
        let actual = format!("{} ({})", mention.date, mention.date.weekday());
        findings.push(finding.with("first", weekday).with("second", actual));
    }
}
