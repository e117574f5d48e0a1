//! What a careful reader of a contract marks: terms that are not defined, places that nobody filled
//! in, numbers that say two things, signs without their other half, annexes that are not there.
//!
//! Each question is answered for one text by a pure function of its own; here they become findings.
//! Only Swedish and English texts are read so: in other languages words and capitals follow other
//! rules.

mod annexes;
mod numbers;
mod placeholders;
mod signs;
mod terms;
mod undefined;

use super::Scope;
use crate::changelog::amendment::Amendment;
use crate::model::codes::wording as codes;
use crate::model::finding::{Finding, Level, Place};
use crate::model::repository::{Repository, Version};
use crate::model::section::{Block, BlockKind, MarkKind};
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;
use crate::terms::language::Tongue;
use crate::terms::{Glossary, tongue};

/// A stretch of a block's text that somebody should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    section: usize,
    block: usize,
    span: Span,
}

/// All findings about the words of one version.
pub(super) fn version(
    repository: &Repository,
    snapshot: &Snapshot,
    amendment: &Amendment<'_>,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let version = amendment.new;
    let settled = scope.is_settled(amendment);
    // What is sealed can only be mended by a new version.
    let lowered = |finding: Finding, lower: bool| match lower {
        true => finding.at_level(Level::Warn),
        false => finding,
    };
    let known = matches!(
        tongue(&version.sections),
        None | Some(Tongue::Swedish | Tongue::English)
    );
    if !known {
        return;
    }
    // A draft is being written: what is not filled in is only pointed out.
    for finding in placeholders(version) {
        findings.push(lowered(finding, settled || version.is_draft()));
    }
    for section in &version.sections.sections {
        for (at, block) in section
            .blocks()
            .iter()
            .enumerate()
            .filter(|(_, own)| is_prose(own))
        {
            for found in numbers::disagreeing(&block.text) {
                let spot = Spot {
                    section: section.index,
                    block: at,
                    span: found.span,
                };
                let finding = Finding::new(&codes::NUMBER_WORDS_DISAGREE, place(version, spot));
                let finding = finding
                    .with("said", found.said)
                    .with("counted", found.counted);
                findings.push(lowered(finding, settled));
            }
        }
        for (spot, sign) in signs::unmatched(section) {
            let finding = Finding::new(&codes::UNMATCHED_SIGN, place(version, spot));
            findings.push(finding.with("sign", sign));
        }
    }
    for (spot, annex) in annexes::missing(repository, snapshot, version) {
        let finding = Finding::new(&codes::MISSING_ANNEX, place(version, spot));
        findings.push(finding.with("annex", annex));
    }
    let glossary = Glossary::of(&version.sections);
    let shared = || terms::shared(repository, &amendment.document.id, version);
    terms::duplicates(version, &glossary, findings);
    terms::unused(
        repository,
        &amendment.document.id,
        version,
        &glossary,
        findings,
    );
    for found in undefined::terms(repository, version, &glossary, shared) {
        let finding = Finding::new(&codes::UNDEFINED_TERM, place(version, found.first));
        findings.push(finding.with("term", &found.term).with("n", found.count));
    }
}

fn placeholders(version: &Version) -> Vec<Finding> {
    let mut found = Vec::new();
    for section in &version.sections.sections {
        let blocks = section.blocks().iter().enumerate();
        for (at, block) in blocks.filter(|(_, own)| is_prose(own)) {
            for span in placeholders::of(block) {
                let spot = Spot {
                    section: section.index,
                    block: at,
                    span,
                };
                let finding = Finding::new(&codes::PLACEHOLDER, place(version, spot));
                found.push(finding.with("text", &block.text[span.range()]));
            }
        }
    }
    found
}

/// Whether a block holds words of the contract.
fn is_prose(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Code | BlockKind::Html | BlockKind::Rule
    )
}

/// Whether the bytes of the block's text are code, or belong to a link or an image, or begin with a
/// sign of formatting.
fn is_marked(block: &Block, span: Span) -> bool {
    block.marks.iter().any(|mark| match mark.kind {
        MarkKind::Syntax => mark.span.start <= span.start && span.start < mark.span.end,
        MarkKind::Strong | MarkKind::Emphasis | MarkKind::Strikethrough => false,
        _ => mark.span.start < span.end && span.start < mark.span.end,
    })
}

/// Where the spot stands in the file: the words themselves where they are written as they are read,
/// else the block.
fn place(version: &Version, spot: Spot) -> Place {
    let block = &version.sections.get(spot.section).blocks()[spot.block];
    let source = version.text.get(block.span.range()).unwrap_or_default();
    let words = &block.text[spot.span.range()];
    // The same words may stand in the block several times: count how many come before.
    let nth = block.text[..spot.span.start].matches(words).count();
    let span = source
        .match_indices(words)
        .nth(nth)
        .map_or(block.span, |(at, _)| {
            Span::new(block.span.start + at, block.span.start + at + words.len())
        });
    Place::new(&version.path, span)
}
