//! `upgrade`.

use anyhow::Result;
use clap::Args as ClapArgs;

use crate::author::{init, upgrade};
use crate::cli::args::{DryRun, Global};
use crate::cli::load;
use crate::cli::output::Outcome;
use crate::files::read;

/// `upgrade`.
#[derive(Debug, ClapArgs)]
pub struct Upgrade {
    /// Whether to write.
    #[command(flatten)]
    pub dry_run: DryRun,
}

/// `upgrade`.
pub(crate) fn run_upgrade(global: &Global, args: &Upgrade) -> Result<Outcome> {
    let mut loaded = load::load_to_write(global, "upgrade", &args.dry_run)?;
    if let Ok(attributes) = read::file(&loaded.root, init::ATTRIBUTES) {
        loaded.snapshot.insert(init::ATTRIBUTES, attributes);
    }
    let plan = upgrade::plan(&loaded.snapshot, &loaded.repository)?;
    loaded.carry_out(&plan)
}
