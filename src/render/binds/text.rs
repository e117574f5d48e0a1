//! What binds, for a terminal.

use super::BindsView;
use super::words;
use crate::args;
use crate::harmless;

/// The view as plain text.
pub fn text(view: &BindsView) -> String {
    let say = |name: &str| view.words.say(name, args![]);
    let organisation = format!("{} ({})", view.organisation.name, view.organisation.number);
    let line = |text: String| harmless::line(&text).into_owned();
    let mut out = format!(
        "{}\n",
        line(
            view.words
                .say("binds.heading", args![organisation, day = &view.on])
        )
    );
    if !view.organisation.other_names.is_empty() {
        out.push_str(&format!(
            "{}\n",
            line(view.words.say(
                "binds.also",
                args![names = view.organisation.other_names.join(", ")]
            ))
        ));
    }
    if view.texts.is_empty() {
        out.push_str(&format!("\n{}\n", line(say("binds.nothing"))));
    }
    for own in &view.texts {
        out.push_str(&format!(
            "\n{} ({})\n  {}\n",
            harmless::line(&own.title),
            own.document,
            line(words::in_force(&view.words, own))
        ));
        if let Some(undecided) = &own.undecided {
            out.push_str(&format!("  {}\n", line(undecided.sentence(&view.words))));
        }
        for reason in &own.reasons {
            out.push_str(&format!(
                "  – {}\n",
                line(words::reason(&view.words, reason))
            ));
        }
        out.push_str(&format!(
            "  {}\n",
            line(words::since(&view.words, &own.since_signed))
        ));
        if let Some(command) = &own.since_signed.compare {
            out.push_str(&format!("    {command}\n"));
        }
    }
    for (heading, lines) in words::lists(view) {
        if !lines.is_empty() {
            out.push_str(&format!("\n{}\n", line(heading)));
            out.extend(lines.into_iter().map(|own| format!("  {}\n", line(own))));
        }
    }
    out
}
