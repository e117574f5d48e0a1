//! `diff`.

use anyhow::{Result, anyhow};

use super::args::{Diff, DiffFormat, Global};
use super::{CLEAN, FINDINGS, Outcome, operand};
use crate::render::redline::{self, View};
use crate::{classify, diff};

/// Compares two texts.
pub fn run(global: &Global, args: &Diff, color: bool) -> Result<Outcome> {
    let _ = color;
    let old = operand::resolve(global, &args.old)?;
    let new = operand::resolve(global, &args.new)?;
    let comparison = diff::compare(&old.tree, &new.tree).map_err(|mismatch| {
        anyhow!(
            "{} and {}: internal error: the redline of `{}` does not rebuild both texts\n\
             hint: report this with both files; no redline is shown, since a wrong one is worse than none",
            old.source,
            new.source,
            mismatch.section
        )
    })?;
    let verdicts = classify::weigh(&comparison, &old.tree, &new.tree, &new.terms);
    let view = View {
        old_source: &old.source,
        old: &old.tree,
        new_source: &new.source,
        new: &new.tree,
        comparison: &comparison,
        verdicts: &verdicts,
    };
    let output = match args.format {
        DiffFormat::Json => redline::json::render(&view),
        _ => String::new(),
    };
    let differ = !comparison.changes.is_empty();
    Ok(Outcome { output, code: if args.exit_code && differ { FINDINGS } else { CLEAN } })
}
