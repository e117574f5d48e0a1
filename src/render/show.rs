//! `show`: the text of a version or in force on a day.

use chrono::NaiveDate;
use serde::Serialize;

use super::json;
use crate::args;
use crate::changelog::address;
use crate::chronicle::{Chronicle, Text, stored};
use crate::consolidate::{Consolidation, Pending, Placed};
use crate::dates::words::long;
use crate::model::repository::{InterimText, Version};
use crate::model::section::Section;
use crate::words::Words;

#[derive(Debug, Serialize)]
struct ShowView<'a> {
    schema_version: u32,
    document: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    composed_of: Vec<&'a str>,
    sections: Vec<SectionView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coming: Vec<PendingView<'a>>,
}

#[derive(Debug, Serialize)]
struct SectionView<'a> {
    number: Option<&'a str>,
    title: &'a str,
    level: u8,
    id: Option<&'a str>,
    /// The version whose words these are.
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pending: Vec<PendingView<'a>>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct PendingView<'a> {
    version: &'a str,
    effective: String,
    section: Option<String>,
}

/// The text in force on `day` as JSON, with the version that put each section there; of a text that
/// was published for the day with what the composition knows of each of its sections.
pub fn on_day_json(chronicle: &Chronicle<'_, '_>, day: NaiveDate) -> String {
    let Some(composition) = chronicle.composition(day) else {
        return String::new();
    };
    let stored = match chronicle.text(day) {
        Text::Stored(given, _) => Some((*given, stored::read(given, &composition))),
        _ => None,
    };
    let sections: Vec<SectionView<'_>> = match &stored {
        Some((given, stored)) => {
            let sections = stored.tree.sections.iter().zip(&stored.origins);
            sections
                .map(|(section, origin)| of_stored(given, section, *origin, &composition))
                .collect()
        }
        None => composition.sections.iter().map(section).collect(),
    };
    let versions = composition
        .sources
        .iter()
        .map(|version| version.front.version.as_str());
    let view = ShowView {
        schema_version: 1,
        document: &chronicle.document.id,
        title: chronicle.title(day),
        on: Some(day.to_string()),
        composed_of: versions.collect(),
        sections,
        coming: composition.coming.iter().map(pending).collect(),
    };
    json::pretty(&view)
}

fn of_stored<'a>(
    given: &'a InterimText,
    section: &'a Section,
    origin: Option<usize>,
    composition: &'a Consolidation<'_>,
) -> SectionView<'a> {
    let plain = plain_section(section, given.version.as_str(), &given.text);
    match origin.map(|at| self::section(&composition.sections[at])) {
        Some(known) => SectionView {
            version: known.version,
            since: known.since,
            pending: known.pending,
            ..plain
        },
        None => SectionView {
            since: Some(given.from.to_string()),
            ..plain
        },
    }
}

/// A section of a text that is one version's, without dates.
fn plain_section<'a>(section: &'a Section, version: &'a str, text: &'a str) -> SectionView<'a> {
    SectionView {
        number: section.number.as_deref(),
        title: &section.title,
        level: section.level,
        id: section.id.as_deref(),
        version,
        since: None,
        pending: Vec::new(),
        text: text[section.body_span.range()].trim(),
    }
}

/// One version as JSON.
pub fn version_json(document: &str, version: &Version) -> String {
    let number = version.front.version.as_str();
    let sections = version
        .sections
        .sections
        .iter()
        .map(|section| plain_section(section, number, &version.text));
    let view = ShowView {
        schema_version: 1,
        document,
        title: &version.front.title,
        on: None,
        composed_of: vec![version.front.version.as_str()],
        sections: sections.collect(),
        coming: Vec::new(),
    };
    json::pretty(&view)
}

fn section<'a>(placed: &'a Placed<'_>) -> SectionView<'a> {
    let heading = placed.heading.version.sections.get(placed.heading.section);
    let body = placed.body.version.sections.get(placed.body.section);
    SectionView {
        number: heading.number.as_deref(),
        title: &heading.title,
        level: heading.level,
        id: heading.id.as_deref(),
        version: placed.body.version.front.version.as_str(),
        since: placed.since.map(|date| date.to_string()),
        pending: placed.pending.iter().map(pending).collect(),
        text: placed.body.version.text[body.body_span.range()].trim(),
    }
}

fn pending<'a>(pending: &'a Pending<'_>) -> PendingView<'a> {
    PendingView {
        version: pending.version.front.version.as_str(),
        effective: pending.date.to_string(),
        section: pending
            .section
            .map(|at| address::label(pending.version.sections.get(at))),
    }
}

/// What a reader should know of the text of `day` before its first word: of which versions it is
/// composed.
pub fn provenance(text: &Text<'_>, day: NaiveDate, words: &Words) -> String {
    let numbers: Vec<&str> = text
        .versions()
        .iter()
        .map(|version| version.front.version.as_str())
        .collect();
    let composed = numbers.len() != 1;
    words.say(
        "show.on-day",
        args![
            composed,
            day = long(day, words.language()),
            versions = words.list(&numbers)
        ],
    )
}

/// The same of one version: when it was published and from when it applies.
pub fn version_provenance(version: &Version, words: &Words) -> String {
    let front = &version.front;
    let day = |date: Option<NaiveDate>| date.map(|date| long(date, words.language()));
    words.say(
        "show.version",
        args![
            version = front.version.as_str(),
            published = day(front.published),
            effective = day(front.effective)
        ],
    )
}
