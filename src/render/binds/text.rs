//! What binds, for a terminal.

use super::BindsView;
use super::words::Words;
use crate::harmless;

/// The view as plain text.
pub fn text(view: &BindsView) -> String {
    let words = Words(view.language);
    let organisation = format!("{} ({})", view.organisation.name, view.organisation.number);
    let line = |text: String| harmless::line(&text).into_owned();
    let mut out = format!("{}\n", line(words.heading(&organisation, &view.on)));
    if !view.organisation.other_names.is_empty() {
        out.push_str(&format!(
            "{}\n",
            line(words.other_names(&view.organisation.other_names))
        ));
    }
    if view.texts.is_empty() {
        out.push_str(&format!("\n{}\n", words.nothing()));
    }
    for own in &view.texts {
        out.push_str(&format!(
            "\n{} ({})\n  {}\n",
            harmless::line(&own.title),
            own.document,
            line(words.in_force(own))
        ));
        if let Some(undecided) = &own.undecided {
            out.push_str(&format!("  {}\n", line(undecided.sentence(view.language))));
        }
        for reason in &own.reasons {
            out.push_str(&format!("  – {}\n", line(words.reason(reason))));
        }
        out.push_str(&format!("  {}\n", words.since(&own.since_signed)));
        if let Some(command) = &own.since_signed.compare {
            out.push_str(&format!("    {command}\n"));
        }
    }
    let mut list = |heading: String, lines: Vec<String>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{heading}\n"));
            out.extend(lines.into_iter().map(|own| format!("  {}\n", line(own))));
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
