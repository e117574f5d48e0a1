//! `draft` and `renumber`.

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use crate::args;
use crate::author::{Plan, draft, renumber, uncontested};
use crate::cli::args::{DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;
use crate::model::repository::Document;
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// `draft`.
#[derive(Debug, ClapArgs)]
pub struct Draft {
    /// The documents [default: all drafts]
    pub documents: Vec<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `renumber`.
#[derive(Debug, ClapArgs)]
pub struct Renumber {
    /// The document's id
    pub document: String,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `draft`.
pub(crate) fn run_draft(global: &Global, args: &Draft) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "draft", &args.dry_run)?;
    let documents: Vec<&Document> = if args.documents.is_empty() {
        loaded
            .repository
            .documents
            .values()
            .filter(|document| document.newest().is_draft())
            .collect()
    } else {
        args.documents
            .iter()
            .map(|id| loaded.editable(id))
            .collect::<Result<_>>()?
    };
    let left: Vec<&String> = loaded.repository.unreadable_drafts.values().collect();
    if documents.is_empty() && !left.is_empty() {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.draft-unreadable",
                    args![path = left[0].to_string()]
                )
            )
            .hint(saying("problem.mend-first", args![]))
        );
    }
    if documents.is_empty() {
        bail!(
            Problem::new(Kind::Request, saying("problem.no-draft", args![]))
                .hint(saying("problem.no-draft-hint", args![]))
        );
    }
    let mut whole = Plan::default();
    for document in documents {
        uncontested(&loaded.repository, &document.id)?;
        let plan = draft::plan(document, &loaded.snapshot, loaded.on)?;
        whole.writes.extend(plan.writes);
        whole.done.extend(plan.done);
        whole.next = plan.next.or(whole.next);
    }
    for path in left.iter().filter(|_| args.documents.is_empty()) {
        whole
            .done
            .push(saying("author.draft-left", args![path = path.as_str()]));
    }
    loaded.carry_out(&whole)
}

/// `renumber`.
pub(crate) fn run_renumber(global: &Global, args: &Renumber) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "renumber", &args.dry_run)?;
    let plan = renumber::plan(
        loaded.editable(&args.document)?,
        &loaded.snapshot,
        loaded.on,
    )?;
    loaded.carry_out(&plan)
}
