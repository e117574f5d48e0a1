//! A comparison in the formats that people and programs read.

pub(crate) mod account;
pub mod flow;
pub mod html;
pub mod json;
pub mod markdown;
pub mod only;
pub mod text;
pub(crate) mod touched;
mod wording;

pub use wording::Language;

use crate::args;
use crate::classify::{Reason, Verdict, terms};
use crate::diff::{ChangeKind, Comparison, Op, Row, SectionChange};
use crate::model::section::{Section, SectionTree};
use crate::words::Words;

/// All that a renderer of a comparison needs.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// What the old text is called, such as its path.
    pub old_source: &'a str,
    /// The old text.
    pub old: &'a SectionTree,
    /// What the new text is called.
    pub new_source: &'a str,
    /// The new text.
    pub new: &'a SectionTree,
    /// The comparison of the two.
    pub comparison: &'a Comparison,
    /// A verdict for each of its changes.
    pub verdicts: &'a [Verdict],
}

/// The heading that a row is known by: the new one, for a repeal the old one.
pub(crate) fn heading(view: &View<'_>, row: &Row, words: &Words) -> String {
    let section = row
        .new
        .first()
        .map(|at| view.new.get(*at))
        .or_else(|| row.old.first().map(|at| view.old.get(*at)));
    section
        .map(|section| name(section, words))
        .unwrap_or_default()
}

fn name(section: &Section, words: &Words) -> String {
    if section.level == 0 {
        words.preamble()
    } else {
        section.heading.clone()
    }
}

/// All that happened to a row's section; a move below another heading says from where to where.
pub(crate) fn kinds(view: &View<'_>, row: &Row, words: &Words) -> String {
    let kinds = words.kinds(row);
    let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else {
        return kinds;
    };
    let parents = view.old.get(*a).parent.zip(view.new.get(*b).parent);
    match parents.map(|(old, new)| (&view.old.get(old).heading, &view.new.get(new).heading)) {
        Some((from, to)) if row.kinds.contains(&ChangeKind::Relocation) && from != to => {
            words.say("redline.relocated", args![kinds, from, to])
        }
        _ => kinds,
    }
}

/// The heading with what changed in it; `run` writes a stretch of text with its fate.
pub(crate) fn heading_redline(
    view: &View<'_>,
    row: &Row,
    words: &Words,
    run: &dyn Fn(Op, &str) -> String,
) -> String {
    let old = row.old.first().map(|at| name(view.old.get(*at), words));
    let new = row.new.first().map(|at| name(view.new.get(*at), words));
    let mut line: String = match (old, new) {
        (Some(old), Some(new)) => crate::diff::plain(&old, &new)
            .iter()
            .map(|segment| run(segment.op, &segment.text))
            .collect(),
        (Some(old), None) => run(Op::Delete, &old),
        (None, Some(new)) => run(Op::Insert, &new),
        (None, None) => String::new(),
    };
    // A further section without text of its own is shown by no block.
    for (tree, sections, op) in [
        (view.old, &row.old, Op::Delete),
        (view.new, &row.new, Op::Insert),
    ] {
        let further = sections.iter().skip(1).map(|at| tree.get(*at));
        for section in further.filter(|section| section.blocks().is_empty()) {
            line.push(' ');
            line.push_str(&run(op, &name(section, words)));
        }
    }
    line
}

/// "punkt 4", "punkterna 4 och 7", "tidigare punkt 5"; a point that is gone is named as the old
/// text had it.
pub(crate) fn points(change: &SectionChange, words: &Words) -> String {
    if let [only] = change.points.as_slice()
        && only.old
    {
        return words.say("redline.former-point", args![label = &only.label]);
    }
    let labels: Vec<String> = change
        .points
        .iter()
        .map(|point| match point.old {
            true => words.say("redline.former", args![label = &point.label]),
            false => point.label.clone(),
        })
        .collect();
    const MOST: usize = 8;
    if labels.len() > MOST {
        let first = labels[..3].join(", ");
        return words.say("redline.many-points", args![n = labels.len(), first]);
    }
    words.say(
        "redline.points",
        args![n = labels.len(), labels = words.list(&labels)],
    )
}

/// A reason on one line: its rule and what it saw.
pub(crate) fn reason(reason: &Reason, words: &Words) -> String {
    let rule = words.rule(reason.rule);
    words.say(
        "redline.reason",
        args![rule, old = &reason.old, new = &reason.new],
    )
}

/// What the head of a comparison says of terms: those that were replaced throughout, each with its
/// count, and what changed definitions touch.
pub(crate) fn terms(view: &View<'_>, words: &Words) -> Vec<String> {
    let changes = terms::replaced(view.comparison, view.old, view.new);
    let replaced = changes.iter().map(|change| {
        let (from, to) = (&change.from, &change.to);
        words.say("redline.term", args![from, to, n = change.count])
    });
    let touched = touched::lines(view, words).into_iter();
    replaced.chain(touched.map(|(_, line)| line)).collect()
}
