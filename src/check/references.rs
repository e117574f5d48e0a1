//! Cross-references that did not follow a renumbering, or that point nowhere.

use std::collections::BTreeSet;

use crate::changelog::address;
use crate::changelog::amendment::Amendment;
use crate::diff::references::{Class, dangling, mentions, stale};
use crate::model::codes::structure as codes;
use crate::model::finding::{Finding, Place};
use crate::model::repository::Version;
use crate::model::span::Span;

/// Stale references of the version against the one before it, and references that point nowhere and
/// did not do so before.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let new = amendment.new;
    let mut known = BTreeSet::new();
    if let Some(old) = amendment.old {
        for reference in stale(&amendment.comparison, &old.sections, &new.sections) {
            let target = address::label(new.sections.get(reference.target));
            let finding = Finding::new(
                &codes::STALE_CROSS_REFERENCE,
                place(new, reference.block_span, &reference.text),
            )
            .with("reference", &reference.text)
            .with("now", &reference.now)
            .with("target", target);
            findings.push(finding);
        }
        known.extend(
            dangling(&old.sections)
                .into_iter()
                .map(|reference| reference.text),
        );
    }
    for reference in dangling(&new.sections)
        .into_iter()
        .filter(|reference| !known.contains(&reference.text) && !is_annex(&reference.text))
    {
        let finding = Finding::new(
            &codes::DANGLING_CROSS_REFERENCE,
            place(new, reference.block_span, &reference.text),
        );
        findings.push(
            finding
                .with("reference", &reference.text)
                .with("number", &reference.label),
        );
    }
}

/// Annexes that are not there are a finding of their own.
fn is_annex(reference: &str) -> bool {
    mentions(reference)
        .first()
        .is_some_and(|mention| mention.class == Class::Annex)
}

/// The reference within its block, where it stands as written; else the block's first line.
fn place(version: &Version, block: Span, reference: &str) -> Place {
    let source = version.text.get(block.range()).unwrap_or_default();
    let span = source.find(reference).map_or(block, |at| {
        Span::new(block.start + at, block.start + at + reference.len())
    });
    Place::new(&version.path, span)
}
