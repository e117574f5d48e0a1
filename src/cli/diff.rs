//! `diff`.

use anyhow::{Result, bail};

use super::Outcome;
use super::args::{Diff, Global};

/// Compares two texts.
pub fn run(global: &Global, args: &Diff, color: bool) -> Result<Outcome> {
    let _ = (global, args, color);
    bail!("not yet")
}
