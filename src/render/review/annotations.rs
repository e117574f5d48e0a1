//! A review as annotations on the lines of a pull request: workflow commands of a GitHub forge, and
//! SARIF.

use super::lines;
use super::view::ReviewView;
use crate::render::findings::{self, FindingView};
use crate::render::sarif;
use crate::words::Words;

/// Errors and warnings on their lines, then a notice on each changed section. Paths are those of
/// the contract repository below `prefix`, its path in the git repository.
pub(super) fn github(view: &ReviewView, words: &Words, prefix: &str) -> String {
    let mut out = String::new();
    for finding in all(view, prefix) {
        out.push_str(&findings::annotation(&finding));
    }
    for document in &view.documents {
        for change in document
            .versions
            .iter()
            .flat_map(|version| &version.changes)
        {
            let mut text = lines::about(change, words);
            for reason in change.reasons.iter().take(lines::MOST_REASONS) {
                text.push_str(&format!("\n{}", lines::short(reason)));
            }
            for line in lines::marks(change, words) {
                text.push_str(&format!("\n{line}"));
            }
            let path = format!("{prefix}{}", change.path);
            out.push_str(&findings::command(
                "notice",
                (&path, change.line, 1),
                &change.heading,
                &text,
            ));
        }
    }
    out
}

/// The findings as one SARIF log.
pub(super) fn sarif(view: &ReviewView, prefix: &str) -> String {
    sarif::log(all(view, prefix))
}

/// All findings, those that deny first.
fn all(view: &ReviewView, prefix: &str) -> Vec<FindingView> {
    let of_documents = view
        .documents
        .iter()
        .flat_map(|document| &document.findings);
    let mut all: Vec<FindingView> = view
        .findings
        .iter()
        .chain(of_documents)
        .map(|finding| FindingView {
            path: format!("{prefix}{}", finding.path),
            ..finding.clone()
        })
        .collect();
    all.sort_by_key(|finding| !lines::denies(finding));
    all
}
