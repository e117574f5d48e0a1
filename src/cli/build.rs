//! `build`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::args::Global;
use super::output::{Outcome, say};
use super::{FINDINGS, load};
use crate::args;
use crate::changelog::history::History;
use crate::check::{self, Scope};
use crate::files::{read, site};
use crate::render;

/// `build`.
#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Where to write the site; an earlier site there is replaced as one step
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also show drafts, marked as such
    #[arg(long)]
    pub drafts: bool,
}

/// Builds the site; a published version that denies stops it, and the old site stays.
pub(super) fn run(global: &Global, args: &Build, color: bool) -> Result<Outcome> {
    let root = load::root(global)?;
    read::require(&root)?;
    let out = args.out.clone().unwrap_or_else(|| root.join("site"));
    let place = site::Place::open(&out, &root, &global.steps)?;
    let loaded = load::load(global)?;
    let history = History::of(&loaded.repository, loaded.on);
    let findings = check::check(
        &history,
        &loaded.snapshot,
        loaded.findings.clone(),
        &Scope::default(),
    );
    let stopping = check::stopping(&findings, &loaded.repository);
    if !stopping.is_empty() {
        let stopping: Vec<_> = stopping.into_iter().cloned().collect();
        let settings = &loaded.repository.settings;
        let width = render::findings::DEFAULT_WIDTH;
        let output = render::findings::text(&stopping, &loaded.snapshot, settings, color, width);
        say(&settings.language.say("author.not-built", args![]));
        return Ok(Outcome::coloured(output, color).with_code(FINDINGS));
    }
    let options = render::site::SiteOptions {
        drafts: args.drafts,
    };
    let files = render::site::build(&history, &loaded.snapshot, &options)?;
    place.write(&files)?;
    let n = files.keys().filter(|path| path.ends_with(".html")).count();
    let (on, path) = (loaded.on.to_string(), out.join("index.html"));
    let language = loaded.repository.settings.language;
    let built = language.say(
        "author.built",
        args![n, on, path = path.display().to_string()],
    );
    Ok(Outcome::clean(built + "\n"))
}
