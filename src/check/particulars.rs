//! Whether a document with personal data states what its kind requires.

use super::Scope;
use crate::changelog::amendment::Amendment;
use crate::changelog::particulars::Text;
use crate::model::codes::particulars as codes;
use crate::model::finding::{Finding, Place};
use crate::model::repository::{Repository, Version};
use crate::model::settings::Particular;

/// The particulars of one version.
pub(super) fn version(
    repository: &Repository,
    amendment: &Amendment<'_>,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let version = amendment.new;
    let Some(kind) = repository
        .settings
        .kind(&version.front.kind)
        .filter(|_| scope.judges(amendment))
    else {
        return;
    };
    let text = Text::whole(&version.sections);
    if version.front.personal_data.is_none() {
        let stated = kind.particulars.iter().find(|particular| {
            text.find(particular)
                .iter()
                .any(|own| !own.text.trim().is_empty())
        });
        if let Some(particular) = stated {
            findings.push(finding(
                &codes::AGREEMENT_NOT_STATED,
                version,
                "title",
                particular,
            ));
        }
        return;
    }
    for particular in &kind.particulars {
        let statements = text.find(particular);
        if statements.is_empty() {
            let missing = finding(
                &codes::PARTICULAR_MISSING,
                version,
                "personal_data",
                particular,
            );
            findings.push(missing.with("titles", particular.titles.join(", ")));
        }
        for statement in statements.iter().filter(|own| own.text.trim().is_empty()) {
            let section = statement
                .passages
                .first()
                .map(|at| version.sections.get(*at));
            let place = section
                .map(|section| section.heading_span)
                .unwrap_or_default();
            let empty = Finding::new(&codes::PARTICULAR_EMPTY, Place::new(&version.path, place));
            findings.push(empty.with("particular", &particular.label));
        }
    }
}

fn finding(
    code: &'static crate::model::finding::Code,
    version: &Version,
    key: &str,
    particular: &Particular,
) -> Finding {
    let place = Place::new(&version.path, version.front.span(key));
    Finding::new(code, place).with("particular", &particular.label)
}
