//! `check`.

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::load::{self, Loaded};
use super::output::Outcome;
use super::{CLEAN, FINDINGS};
use crate::changelog::history::History;
use crate::check::base::{self, Side};
use crate::check::{self, Scope, causes, landing, links, restore};
use crate::git::Git;
use crate::model::finding::Finding;
use crate::parse;
use crate::render::{findings, sarif};

/// `check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Judge the notes and dates of the whole history, not only of drafts
    #[arg(long)]
    pub all: bool,
    /// Judge what is new since the branch left this git revision, and prove that nothing published
    /// there was altered
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Annotations in a pull request of a GitHub forge.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Reports everything that is wrong.
pub(super) fn run(global: &Global, args: &Check, color: bool) -> Result<Outcome> {
    let mut loaded = load::load(global)?;
    let (scope, mut findings) = match &args.base {
        Some(revision) => since(global, &mut loaded, revision)?,
        None => (Scope::default(), Vec::new()),
    };
    let history = History::of(&loaded.repository, loaded.on);
    findings.extend(loaded.findings.iter().cloned());
    let scope = Scope {
        all: args.all,
        ..scope
    };
    let found = check::check(&history, &loaded.snapshot, findings, &scope);
    let mut found = causes::fold(found, &loaded.snapshot, &loaded.repository);
    restorable(&loaded, &mut found);
    let settings = &loaded.repository.settings;
    let output = match args.format {
        CheckFormat::Text => findings::text(
            &found,
            &loaded.snapshot,
            settings,
            color,
            findings::DEFAULT_WIDTH,
        ),
        CheckFormat::Json => {
            let references = links::references(&loaded.repository);
            findings::json(&found, &references, &loaded.snapshot, settings)
        }
        CheckFormat::Sarif => sarif::render(&found, &loaded.snapshot, settings),
        CheckFormat::Github => findings::github(&found, &loaded.snapshot, settings),
    };
    let code = if check::denies(&found, settings) {
        FINDINGS
    } else {
        CLEAN
    };
    Ok(
        Outcome::coloured(output, color && matches!(args.format, CheckFormat::Text))
            .with_code(code),
    )
}

/// So many files are looked for in git.
const LOOKED_FOR: usize = 12;

/// Says of files that are not as they were published how they come back, where git has them.
fn restorable(loaded: &Loaded, found: &mut [Finding]) {
    let wanted = found
        .iter()
        .filter_map(|own| restore::wanted(own, &loaded.repository));
    let mut wanted = wanted.take(LOOKED_FOR).peekable();
    if wanted.peek().is_none() {
        return;
    }
    let Ok(git) = Git::open(&loaded.root) else {
        return;
    };
    let commands = wanted.filter_map(|own| {
        let command = git.bringing_back(&own.path, |bytes| own.holds(bytes))?;
        Some((own.path, command))
    });
    restore::advise(found, &commands.collect());
}

/// What is new in the work tree since it left `revision`, and what it does to what was published
/// there.
fn since(global: &Global, loaded: &mut Loaded, revision: &str) -> Result<(Scope, Vec<Finding>)> {
    let git = Git::open(&loaded.root)?;
    let commit = git.merge_base(revision, None)?;
    let snapshot = load::readable(git.snapshot(&commit)?, global);
    let (repository, _) = parse::repository::read(&snapshot);
    base::keep_levels(&repository, &mut loaded.repository.settings);
    let before = Side {
        snapshot: &snapshot,
        repository: &repository,
    };
    let head = Side {
        snapshot: &loaded.snapshot,
        repository: &loaded.repository,
    };
    Ok((
        base::new_versions(before, head),
        landing::landing(before, head, commit.short()),
    ))
}
