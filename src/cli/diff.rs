//! `diff`.

use anyhow::{Result, anyhow, bail};
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::output::Outcome;
use super::{CLEAN, FINDINGS, load, operand, terminal_width};
use crate::args;
use crate::classify;
use crate::problem::{Kind, Problem};
use crate::render::redline::only::Only;
use crate::render::redline::text::TextOptions;
use crate::render::redline::{self, View};
use crate::words::{Words, saying};

/// `diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The older text: a Markdown file, DOC@VERSION, DOC@DATE, REV:PATH from git, or a document's
    /// id
    pub old: String,
    /// The newer text; after a document's id also two revisions, as main..work or main...work
    pub new: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
    /// Only the section with this number, id or title and what belongs to it, or a point of one:
    /// "6.2 punkt 4"
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    /// One line per changed section
    #[arg(long)]
    pub stat: bool,
    /// Exit with 1 when the texts differ
    #[arg(long)]
    pub exit_code: bool,
}

/// How `diff` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal.
    Text,
    /// For a comment.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs.
    Json,
}

/// Compares two texts.
pub(super) fn run(global: &Global, args: &Diff, color: bool) -> Result<Outcome> {
    let (old, new) = match operand::range(global, &args.old, &args.new)? {
        Some(both) => both,
        None => (
            operand::resolve(global, &args.old)?,
            operand::resolve(global, &args.new)?,
        ),
    };
    let comparison = operand::compared(&old, &new).map_err(|mismatch| {
        anyhow!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.not-proven",
                    args![
                        old = old.source.to_string(),
                        new = new.source.to_string(),
                        section = mismatch.section.to_string()
                    ]
                )
            )
            .hint(saying("problem.not-proven-hint", args![]))
        )
    })?;
    let mut verdicts = classify::weigh(&comparison, &old.tree, &new.tree, &new.terms);
    let mut comparison = comparison;
    if let Some(name) = &args.section {
        let Some(only) = Only::named(name, &old.tree, &new.tree) else {
            bail!(
                Problem::new(Kind::Request, saying("problem.no-section", args![name]))
                    .hint(saying("problem.no-section-hint", args![]))
            );
        };
        let changes = only.changes(&comparison);
        // Data keep whole changes, which rebuild both texts; people are shown the point that they
        // asked for.
        let cut = only.is_point() && args.format != DiffFormat::Json;
        let own = |at: &usize| &comparison.changes[*at];
        let chosen = changes
            .iter()
            .map(|at| {
                if cut {
                    only.cut(own(at))
                } else {
                    own(at).clone()
                }
            })
            .collect();
        verdicts = changes
            .iter()
            .filter_map(|at| verdicts.get(*at).cloned())
            .collect();
        comparison.changes = chosen;
        if cut {
            verdicts = classify::weigh(&comparison, &old.tree, &new.tree, &new.terms);
        }
    }
    let view = View {
        old_source: &old.source,
        old: &old.tree,
        new_source: &new.source,
        new: &new.tree,
        comparison: &comparison,
        verdicts: &verdicts,
    };
    let words = Words::of(load::language(global));
    let output = match args.format {
        DiffFormat::Json => redline::json::render(&view),
        DiffFormat::Markdown => redline::markdown::render(&view, &words),
        DiffFormat::Html => redline::html::page(&view, &words),
        DiffFormat::Text => {
            let (width, stat) = (terminal_width(), args.stat);
            redline::text::render(
                &view,
                &TextOptions {
                    words,
                    color,
                    width,
                    stat,
                },
            )
        }
    };
    let differ = !comparison.changes.is_empty();
    let color = color && args.format == DiffFormat::Text;
    let code = if args.exit_code && differ {
        FINDINGS
    } else {
        CLEAN
    };
    Ok(Outcome::coloured(output, color).with_code(code))
}
