//! The site.

use std::collections::BTreeMap;

use crate::changelog::history::History;
use crate::model::snapshot::Snapshot;

/// The site's files: path below the site → bytes.
pub type SiteFiles = BTreeMap<String, Vec<u8>>;

/// What can be chosen about a site.
#[derive(Debug, Clone, Copy, Default)]
pub struct SiteOptions {
    /// Whether drafts are shown, marked as such.
    pub drafts: bool,
}

/// Builds the site as of `history.on`.
pub fn build(history: &History<'_>, snapshot: &Snapshot, options: &SiteOptions) -> anyhow::Result<SiteFiles> {
    let _ = (history, snapshot, options);
    Ok(SiteFiles::new())
}
