//! `revise`.

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use crate::args;
use crate::author::revise;
use crate::changelog::history::History;
use crate::chronicle::Chronicle;
use crate::cli::args::{DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;
use crate::git::Git;
use crate::parse;
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// `revise`.
#[derive(Debug, ClapArgs)]
pub struct Revise {
    /// The document's id
    pub document: String,
    /// Number the next version 2.1 after 2.0 instead of 3.0
    #[arg(long)]
    pub minor: bool,
    /// Take the published text from this git revision: repairs a text that was edited in place
    #[arg(long, value_name = "REV")]
    pub from: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `revise`.
pub(crate) fn run_revise(global: &Global, args: &Revise) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "revise", &args.dry_run)?;
    let document = loaded.editable(&args.document)?;
    let history = History::of_documents(&loaded.repository, &[document], NaiveDate::MAX);
    if let Some(end) = Chronicle::of(&history, &document.id).and_then(|own| own.ends()) {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.withdrawn",
                    args![id = document.id.to_string(), end = end.to_string()]
                )
            )
            .hint(saying("problem.withdrawn-hint", args![]))
        );
    }
    let plan = match &args.from {
        Some(revision) => {
            let git = Git::open(&loaded.root)?;
            let then = load::readable(git.snapshot(&git.commit(revision)?)?, global);
            let (before, _) = parse::repository::read(&then);
            let Some(published) = before.documents.get(&document.id) else {
                bail!(
                    Problem::new(
                        Kind::Request,
                        saying(
                            "problem.not-at-revision",
                            args![revision, id = document.id.to_string()]
                        )
                    )
                    .hint(saying("problem.not-at-revision-hint", args![]))
                );
            };
            revise::plan_from(published.newest(), document, &loaded.snapshot, args.minor)?
        }
        None => {
            let record = loaded
                .repository
                .record(&document.id, &document.newest().front.version);
            revise::plan(document, record, &loaded.snapshot, args.minor)?
        }
    };
    loaded.carry_out(&plan)
}
