//! Findings about dates.

use chrono::NaiveDate;

use super::Scope;
use super::coverage::fingerprints;
use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item};
use crate::changelog::history::History;
use crate::chronicle::{Chronicle, Text};
use crate::dates::effective::Course;
use crate::dates::notice;
use crate::model::codes::dating as codes;
use crate::model::finding::{Finding, Level, Place};
use crate::model::places;
use crate::model::record::Record;
use crate::model::repository::{Document, Repository};

/// Dates of effect against the publication, and notice.
pub(super) fn version(
    history: &History<'_>,
    amendment: &Amendment<'_>,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let repository = history.repository;
    let front = &amendment.new.front;
    let Some(published) = front.published else {
        // A draft is judged as if it were published on the day: the author learns before `publish`
        // refuses.
        let mut early = Vec::new();
        for item in amendment.items.iter().filter(|_| !amendment.is_first()) {
            notice_of(repository, amendment, item, history.on, &mut early);
        }
        findings.extend(
            early
                .into_iter()
                .map(|finding| finding.at_level(Level::Warn)),
        );
        return;
    };
    let in_document = |key: &str| Place::new(&amendment.new.path, front.span(key));
    match front.effective {
        Some(effective) if effective < published => {
            findings.push(before(in_document("effective"), effective, published))
        }
        None if !front.spans.contains_key("effective") => {
            let finding = Finding::new(&codes::EFFECTIVE_MISSING, in_document("published"));
            findings.push(finding.with("published", published));
        }
        _ => {}
    }
    let Some(record) = amendment.record else {
        return;
    };
    let corrected = record
        .corrections
        .iter()
        .filter_map(|correction| correction.effective.as_ref());
    let stated = record
        .entries
        .iter()
        .filter_map(|entry| entry.effective.as_ref());
    for date in stated
        .chain(corrected)
        .filter(|date| date.value < published)
    {
        findings.push(before(
            Place::new(&record.path, date.span),
            date.value,
            published,
        ));
    }
    corrections(amendment, record, findings);
    let announcement = repository.announcements.get(&published);
    if let Some(announcement) = announcement
        && let Some(notified) = announcement
            .notified
            .as_ref()
            .filter(|day| day.value > published)
    {
        let finding = Finding::new(
            &codes::NOTIFIED_AFTER_PUBLISHED,
            Place::new(&announcement.path, notified.span),
        );
        findings.push(
            finding
                .with("notified", notified.value)
                .with("published", published),
        );
    }
    if scope.judges(amendment) && !amendment.is_first() {
        for item in &amendment.items {
            notice_of(repository, amendment, item, published, findings);
        }
    }
}

/// Corrections that state what holds already.
fn corrections(amendment: &Amendment<'_>, record: &Record, findings: &mut Vec<Finding>) {
    for entry in &record.entries {
        let course = Course::of_entry(&amendment.new.front, record, entry);
        let steps = course
            .steps
            .iter()
            .zip(record.corrections.about(&entry.id.value));
        for (step, correction) in steps.filter(|(step, _)| step.changes_nothing()) {
            let place = Place::new(&record.path, correction.change.span);
            let finding = Finding::new(&codes::CORRECTION_CHANGES_NOTHING, place)
                .with("change", &entry.id.value);
            findings.push(finding.with(
                "date",
                step.before.map(|date| date.to_string()).unwrap_or_default(),
            ));
        }
    }
}

fn before(place: Place, effective: NaiveDate, published: NaiveDate) -> Finding {
    Finding::new(&codes::EFFECTIVE_BEFORE_PUBLISHED, place)
        .with("effective", effective)
        .with("published", published)
}

fn notice_of(
    repository: &Repository,
    amendment: &Amendment<'_>,
    item: &Item<'_>,
    published: NaiveDate,
    findings: &mut Vec<Finding>,
) {
    let (Some(entry), Some(effect), Some(stated)) =
        (item.entry, item.effect, item.effectiveness.date)
    else {
        return;
    };
    let Some(record) = amendment.record else {
        return;
    };
    let announcement = repository.announcements.get(&published);
    let from = announcement
        .and_then(|announcement| announcement.notified.as_ref())
        .map_or(published, |notified| notified.value.min(published));
    let change = notice::Change {
        kind: &amendment.new.front.kind,
        materiality: item.materiality,
        effect,
    };
    let proposal = notice::propose(&repository.settings, change, published, from);
    if proposal.period.is_none() || stated >= proposal.date {
        return;
    }
    let span = entry
        .effective
        .as_ref()
        .map_or(entry.id.span, |date| date.span);
    let finding = Finding::new(&codes::NOTICE_TOO_SHORT, Place::new(&record.path, span))
        .with(
            "derivation",
            proposal.against(stated, repository.settings.language),
        )
        .with("proposed", proposal.date)
        .with("fingerprints", fingerprints(amendment, item));
    let explained = amendment.is_explained(item);
    findings.push(if explained {
        finding.at_level(Level::Warn)
    } else {
        finding
    });
}

/// Sections in which a later version overtakes an older one's pending change, on any date of the
/// document, and for which the author has not given the words that bind from that day.
pub(super) fn document(history: &History<'_>, document: &Document, findings: &mut Vec<Finding>) {
    let Some(chronicle) = Chronicle::of_all(history, &document.id) else {
        return;
    };
    for interval in chronicle.intervals() {
        let (Text::Undecided(overtaken, _), Some(from)) = (&interval.text, interval.from) else {
            continue;
        };
        let mut stated_by = chronicle.public.iter().map(|own| own.new);
        let stated_by = stated_by.rfind(|own| own.front.published.is_some_and(|day| day <= from));
        let Some(number) = stated_by.map(|own| &own.front.version) else {
            continue;
        };
        let sealed = history
            .repository
            .record(&document.id, number)
            .is_some_and(|own| own.is_sealed());
        for overtaken in overtaken {
            let section = overtaken
                .section
                .version
                .sections
                .get(overtaken.section.section);
            let place = Place::new(&overtaken.section.version.path, section.heading_span);
            let finding = Finding::new(&codes::OVERTAKEN_CHANGE, place)
                .with("section", address::label(section))
                .with("later", &overtaken.later.front.version)
                .with("later_date", overtaken.later_date)
                .with("earlier", &overtaken.earlier.front.version)
                .with("earlier_date", overtaken.earlier_date)
                .with("from", from)
                .with("interim", places::interim(&document.id, number, from));
            // Nothing can be added to a sealed record: a day that was not asked for when it was
            // sealed is told only.
            let too_late = sealed && from != overtaken.later_date;
            findings.push(if too_late {
                finding.at_level(Level::Warn)
            } else {
                finding
            });
        }
    }
}
