//! What binds, for a letter or a page.

use super::BindsView;
use super::words::Words;
use crate::harmless;

/// The view as Markdown.
pub fn markdown(view: &BindsView) -> String {
    let words = Words(view.language);
    let organisation = format!("{} ({})", view.organisation.name, view.organisation.number);
    let mut out = format!(
        "# {}\n",
        harmless::markdown(&words.heading(&organisation, &view.on))
    );
    if !view.organisation.other_names.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            harmless::markdown(&words.other_names(&view.organisation.other_names))
        ));
    }
    if view.texts.is_empty() {
        out.push_str(&format!("\n{}\n", words.nothing()));
    }
    for own in &view.texts {
        out.push_str(&format!(
            "\n## {}\n\n- {}\n",
            harmless::markdown(&own.title),
            words.in_force(own)
        ));
        if let Some(undecided) = &own.undecided {
            out.push_str(&format!(
                "- {}\n",
                harmless::markdown(&undecided.sentence(view.language))
            ));
        }
        for reason in &own.reasons {
            out.push_str(&format!(
                "- {}\n",
                harmless::markdown(&words.reason(reason))
            ));
        }
        out.push_str(&format!("- {}\n", words.since(&own.since_signed)));
        for release in &own.since_signed.releases {
            for note in &release.notes {
                out.push_str(&format!(
                    "  - {}: {}\n",
                    note.effective,
                    harmless::markdown(&note.note)
                ));
            }
        }
        if let Some(command) = &own.since_signed.compare {
            out.push_str(&format!("\n  `{command}`\n"));
        }
    }
    let mut list = |heading: String, lines: Vec<String>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n## {heading}\n\n"));
            out.extend(
                lines
                    .iter()
                    .map(|line| format!("- {}\n", harmless::markdown(line))),
            );
        }
    };
    list(
        words.ended_heading(),
        view.ended.iter().map(|ended| words.ended(ended)).collect(),
    );
    list(
        words.left_out_heading(),
        view.left_out
            .iter()
            .map(|own| words.left_out(own))
            .collect(),
    );
    out
}
