//! What binds, for a letter or a page.

use super::BindsView;
use super::words;
use crate::args;
use crate::harmless;

/// The view as Markdown.
pub fn markdown(view: &BindsView) -> String {
    let say = |name: &str| view.words.say(name, args![]);
    let organisation = format!("{} ({})", view.organisation.name, view.organisation.number);
    let mut out = format!(
        "# {}\n",
        harmless::markdown(
            &view
                .words
                .say("binds.heading", args![organisation, day = &view.on])
        )
    );
    if !view.organisation.other_names.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            harmless::markdown(&view.words.say(
                "binds.also",
                args![names = view.organisation.other_names.join(", ")]
            ))
        ));
    }
    if view.texts.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            harmless::markdown(&say("binds.nothing"))
        ));
    }
    for own in &view.texts {
        out.push_str(&format!(
            "\n## {}\n\n- {}\n",
            harmless::markdown(&own.title),
            harmless::markdown(&words::in_force(&view.words, own))
        ));
        if let Some(undecided) = &own.undecided {
            out.push_str(&format!(
                "- {}\n",
                harmless::markdown(&undecided.sentence(&view.words))
            ));
        }
        for reason in &own.reasons {
            out.push_str(&format!(
                "- {}\n",
                harmless::markdown(&words::reason(&view.words, reason))
            ));
        }
        out.push_str(&format!(
            "- {}\n",
            harmless::markdown(&words::since(&view.words, &own.since_signed))
        ));
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
    for (heading, lines) in words::lists(view) {
        if !lines.is_empty() {
            out.push_str(&format!("\n## {}\n\n", harmless::markdown(&heading)));
            out.extend(
                lines
                    .iter()
                    .map(|line| format!("- {}\n", harmless::markdown(line))),
            );
        }
    }
    out
}
