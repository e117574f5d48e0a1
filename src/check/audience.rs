//! Whom an entry concerns, against the customer categories of agreement.yaml.

use crate::changelog::amendment::Amendment;
use crate::model::codes::registers as codes;
use crate::model::finding::{Finding, Place};
use crate::model::names;

/// What every contract of this form knows: customers who are connected themselves, or through
/// another one.
const CONNECTED: [&str; 4] = [
    "direkt anslutna",
    "indirekt anslutna",
    "directly connected",
    "indirectly connected",
];

/// Names under `affects` that are no category. Without categories in agreement.yaml any name will
/// do.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let categories = &amendment.settings.customer_categories;
    let Some(record) = amendment.record.filter(|_| !categories.is_empty()) else {
        return;
    };
    let known = |name: &str| {
        CONNECTED.contains(&name)
            || categories
                .iter()
                .any(|category| names::same(category, name))
    };
    let standing = match amendment.settings.language {
        crate::model::finding::Language::Sv => &CONNECTED[..2],
        crate::model::finding::Language::En => &CONNECTED[2..],
    };
    let known_names = categories
        .iter()
        .map(String::as_str)
        .chain(standing.iter().copied());
    for whom in record
        .entries
        .iter()
        .flat_map(|entry| &entry.affects)
        .filter(|whom| !known(&whom.value))
    {
        let finding = Finding::new(
            &codes::UNKNOWN_CATEGORY,
            Place::new(&record.path, whom.span),
        );
        findings.push(
            finding
                .with("category", &whom.value)
                .among(&whom.value, known_names.clone()),
        );
    }
}
