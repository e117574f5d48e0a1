//! `diff`.

use anyhow::{Result, anyhow, bail};

use super::args::{Diff, DiffFormat, Global};
use super::output::Outcome;
use super::{CLEAN, FINDINGS, load, operand, terminal_width};
use crate::changelog::address::{self, Directory};
use crate::render::redline::{self, View};
use crate::{classify, diff};

/// Compares two texts.
pub fn run(global: &Global, args: &Diff, color: bool) -> Result<Outcome> {
    let (old, new) = match operand::range(global, &args.old, &args.new)? {
        Some(both) => both,
        None => (operand::resolve(global, &args.old)?, operand::resolve(global, &args.new)?),
    };
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
    let language = load::language(global);
    let section = args.section.as_deref();
    if let Some(name) = section
        && !names_a_section(&view, name)
    {
        bail!("neither text has a section `{name}`\nhint: give its number, its id or its title");
    }
    let output = match args.format {
        DiffFormat::Json => redline::json::render(&view),
        DiffFormat::Markdown => redline::markdown::render(&view, language, section),
        DiffFormat::Html => redline::html::page(&view, language, section),
        DiffFormat::Text => {
            let options = redline::text::TextOptions {
                language,
                color,
                width: terminal_width(),
                stat: args.stat,
                section,
            };
            redline::text::render(&view, &options)
        }
    };
    let differ = !redline::selected(&view, section).is_empty();
    let color = color && args.format == DiffFormat::Text;
    let code = if args.exit_code && differ { FINDINGS } else { CLEAN };
    Ok(Outcome::coloured(output, color).with_code(code))
}

fn names_a_section(view: &View<'_>, name: &str) -> bool {
    let address = address::parse(name);
    [view.old, view.new].iter().any(|tree| !Directory::of(tree).resolve(&address).is_empty())
}
