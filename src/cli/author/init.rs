//! `init` and `new`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::carry_out;
use crate::author::init;
use crate::cli::args::{self, DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;
use crate::files::apply::Writer;
use crate::files::read;
use crate::model::finding::Language;

/// `init`.
#[derive(Debug, ClapArgs)]
pub struct Init {
    /// The folder [default: the current one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The language of pages, findings and texts
    #[arg(long, value_enum, default_value = "sv")]
    pub language: InitLanguage,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// The languages of a contract repository.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InitLanguage {
    /// Swedish.
    Sv,
    /// English.
    En,
}

/// `new`.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// The document's id, which never changes: a–z, 0–9 and hyphens
    pub id: String,
    /// Its title
    #[arg(long, value_parser = args::words)]
    pub title: Option<String>,
    /// Its kind [default: the first in agreement.yaml]
    #[arg(long)]
    pub kind: Option<String>,
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `init`.
pub(crate) fn run_init(global: &Global, args: &Init) -> Result<Outcome> {
    let folder = args
        .folder
        .clone()
        .or_else(|| global.root.clone())
        .unwrap_or_else(|| ".".into());
    let language = match args.language {
        InitLanguage::Sv => Language::Sv,
        InitLanguage::En => Language::En,
    };
    let dry_run = args.dry_run.dry_run;
    let writer = if dry_run {
        None
    } else {
        Some(Writer::begin(&folder, "init", &global.steps)?)
    };
    let snapshot = match &writer {
        Some(writer) => writer.beginning(&init::BESIDE)?,
        None => read::beginning(&folder, &init::BESIDE)?,
    };
    let plan = init::init(&snapshot, language)?;
    carry_out(writer.as_ref(), &snapshot, &plan, language)
}

/// `new`.
pub(crate) fn run_new(global: &Global, args: &New) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "new", &args.dry_run)?;
    let (title, kind) = (args.title.as_deref(), args.kind.as_deref());
    let plan = init::new_document(&loaded.repository, &loaded.snapshot, &args.id, title, kind)?;
    loaded.carry_out(&plan)
}
