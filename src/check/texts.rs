//! Findings about documents and their texts.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use crate::changelog::amendment::Amendment;
use crate::model::codes::{reading, structure as codes};
use crate::model::finding::{Finding, Place};
use crate::model::lookalike;
use crate::model::names;
use crate::model::repository::{Document, Repository, Version};
use crate::model::section::Section;
use crate::model::span::LineIndex;

/// Publication dates that run against version numbers.
pub(super) fn document(document: &Document, findings: &mut Vec<Finding>) {
    for pair in document.versions.windows(2) {
        let [earlier, later] = pair else { continue };
        if let (Some(before), Some(after)) = (earlier.front.published, later.front.published)
            && after < before
        {
            let finding = Finding::new(&codes::VERSIONS_OUT_OF_ORDER, place(later, "published"))
                .with("version", &later.front.version)
                .with("published", after)
                .with("earlier", &earlier.front.version)
                .with("earlier_published", before);
            findings.push(finding);
        }
    }
}

/// Kind, agreements and sections of one version.
pub(super) fn version(
    repository: &Repository,
    amendment: &Amendment<'_>,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let version = amendment.new;
    if scope.judges(amendment) {
        kind_and_agreements(repository, version, findings);
        required_sections(repository, version, findings);
        duplicates(version, findings);
    }
}

fn place(version: &Version, key: &str) -> Place {
    Place::new(&version.path, version.front.span(key))
}

fn kind_and_agreements(repository: &Repository, version: &Version, findings: &mut Vec<Finding>) {
    let settings = &repository.settings;
    if !settings.kinds.is_empty() && settings.kind(&version.front.kind).is_none() {
        let finding = Finding::new(&codes::UNKNOWN_KIND, place(version, "kind"))
            .with("kind", &version.front.kind)
            .among(
                &version.front.kind,
                settings.kinds.iter().map(|kind| kind.id.as_str()),
            );
        findings.push(finding);
    }
    for agreement in &version.front.agreements {
        if settings.agreement(&agreement.value).is_none() {
            let finding = Finding::new(
                &codes::UNKNOWN_AGREEMENT,
                Place::new(&version.path, agreement.span),
            )
            .with("agreement", &agreement.value)
            .among(
                &agreement.value,
                settings.agreements.iter().map(|own| own.id.as_str()),
            );
            findings.push(finding);
        }
    }
}

fn required_sections(repository: &Repository, version: &Version, findings: &mut Vec<Finding>) {
    let Some(kind) = repository.settings.kind(&version.front.kind) else {
        return;
    };
    let titles = version
        .sections
        .sections
        .iter()
        .map(|section| names::folded(&section.title));
    let titles: BTreeSet<String> = titles.collect();
    for required in &kind.required_sections {
        if !titles.contains(&names::folded(required)) {
            let finding = Finding::new(&codes::MISSING_SECTION, place(version, "title"))
                .with("section", required)
                .with("kind", &kind.label);
            let same = |title: &str| names::folded(title) == names::folded(required);
            let masked = version
                .sections
                .sections
                .iter()
                .filter_map(|section| lookalike::find(&section.title));
            findings.push(match masked.into_iter().find(|found| same(&found.meant)) {
                Some(found) => finding.unmasking(&found),
                None => finding,
            });
        }
    }
}

/// Numbers and ids that stand on two headings. A number without dots may stand again under another
/// heading, as the paragraphs of a law start anew in each chapter.
fn duplicates(version: &Version, findings: &mut Vec<Finding>) {
    let lines = LineIndex::new(&version.text);
    let mut numbers: BTreeMap<(String, Option<usize>), &Section> = BTreeMap::new();
    let mut ids: BTreeMap<&str, &Section> = BTreeMap::new();
    for section in &version.sections.sections {
        let at = Place::new(&version.path, section.heading_span);
        if let Some(number) = &section.number {
            let number = number.trim_end_matches('.').to_owned();
            let parent = if number.contains('.') {
                None
            } else {
                section.parent
            };
            if let Some(first) = numbers.get(&(number.clone(), parent)) {
                let finding = Finding::new(&codes::DUPLICATE_NUMBER, at.clone())
                    .with("number", &number)
                    .with("first", lines.line(first.heading_span.start));
                findings.push(finding);
            } else {
                numbers.insert((number, parent), section);
            }
        }
        if version.text[section.heading_span.range()]
            .trim_end()
            .ends_with("{#}")
        {
            let finding = Finding::new(&reading::EMPTY_VALUE, at.clone()).with("key", "{#…}");
            let finding = finding.with("how", "");
            findings.push(finding.saying("remedy", &reading::FILL_IN_OR_REMOVE));
        }
        if let Some(id) = &section.id {
            if let Some(first) = ids.get(id.as_str()) {
                let finding = Finding::new(&codes::DUPLICATE_SECTION_ID, at)
                    .with("id", id)
                    .with("first", lines.line(first.heading_span.start));
                findings.push(finding);
            } else {
                ids.insert(id, section);
            }
        }
    }
}
