//! `review`.

use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::output::Outcome;
use super::{CLEAN, FINDINGS, load, terminal_width};
use crate::check::base;
use crate::files::{output, read};
use crate::git::{self, Commit, Git};
use crate::model::snapshot::{Listing, Snapshot};
use crate::render::review::view::RevisionView;
use crate::render::review::{self, Format, Frame};
use crate::render::site::{self, EntryView};
use crate::render::unasked;
use crate::review::{Part, Review, Seen, Touched};

/// `review`.
#[derive(Debug, ClapArgs)]
pub struct Arguments {
    /// Where the branch began: a branch, a tag or a commit; what it has in common with the head
    /// counts
    #[arg(long, value_name = "REV")]
    pub base: String,
    /// What to review [default: the files of the work tree]
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// Show only what is new since this earlier state of the branch
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReviewFormat,
    /// Write the report to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How `review` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For a terminal.
    Text,
    /// For one comment of a pull request: inert, and never longer than a forge takes.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs: what the other formats are made of.
    Json,
    /// Annotations in a pull request of a GitHub forge.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Reports what a branch changes.
pub(super) fn run(global: &Global, args: &Arguments, color: bool) -> Result<Outcome> {
    let root = load::root(global)?;
    let on = load::day(global);
    let git = Git::open(&root)?;
    let base = git.merge_base(&args.base, args.head.as_deref())?;
    let head = match &args.head {
        Some(revision) => Side::of_revision(global, &git, revision)?,
        None => Side::of_work_tree(global, read::snapshot(&root)?, &base),
    };
    let looked = Look::at(&git, &base, &head)?;
    let review = looked.review(&base, on);
    let seen = match &args.since {
        Some(revision) => Some(seen(global, &git, &args.base, revision, on)?),
        None => None,
    };
    let previews = previews(&git, &looked, &head, &review)?;
    let frame = Frame {
        base: RevisionView {
            name: args.base.clone(),
            commit: Some(base.to_string()),
        },
        head: RevisionView {
            name: args.head.clone().unwrap_or_default(),
            commit: head.commit.as_ref().map(Commit::to_string),
        },
        since: seen
            .as_ref()
            .map(|(revision, seen)| (revision.clone(), seen)),
        color: color && args.format == ReviewFormat::Text && args.out.is_none(),
        width: terminal_width(),
    };
    let view = review::view(&review, &frame, previews)?;
    let format = match args.format {
        ReviewFormat::Text => Format::Text { color: frame.color },
        ReviewFormat::Markdown => Format::Markdown,
        ReviewFormat::Html => Format::Html,
        ReviewFormat::Json => Format::Json,
        ReviewFormat::Github => Format::Github,
        ReviewFormat::Sarif => Format::Sarif,
    };
    let language = looked.head.repository.settings.language;
    let output = review::render(&view, language, format, &git.prefix());
    let code = if review.denies() { FINDINGS } else { CLEAN };
    let outcome = Outcome::coloured(output, frame.color).with_code(code);
    if let Some(path) = &args.out {
        output::write(path, outcome.text().as_bytes(), "review", &global.steps)?;
        return Ok(Outcome::clean(String::new()).with_code(code));
    }
    Ok(outcome)
}

/// One of the two revisions: which files it has, and where their contents are.
struct Side<'g> {
    global: &'g Global,
    commit: Option<Commit>,
    listing: Listing,
    /// The files of the work tree.
    files: Option<Snapshot>,
}

impl<'g> Side<'g> {
    fn of_revision(global: &'g Global, git: &Git, revision: &str) -> Result<Self> {
        let commit = git.commit(revision)?;
        Ok(Self {
            global,
            listing: git.listing(&commit)?,
            commit: Some(commit),
            files: None,
        })
    }

    fn of_work_tree(global: &'g Global, files: Snapshot, like: &Commit) -> Self {
        Self {
            global,
            commit: None,
            listing: git::names(&files, like),
            files: Some(files),
        }
    }

    fn contents(&self, git: &Git, wanted: impl Fn(&str) -> bool) -> Result<Snapshot> {
        let files = match &self.files {
            Some(files) => files.clone(),
            None => git.contents(&self.listing, wanted)?,
        };
        Ok(load::readable(files, self.global))
    }

    /// What `touched` wants, read.
    fn part(&self, git: &Git, touched: &Touched) -> Result<Part> {
        let witness = touched.witness(&self.listing);
        let files = self.contents(git, |path| touched.wants(path) || Some(path) == witness)?;
        let mut part = Part::read(&files, &self.listing, touched);
        load::known_format(&part.repository)?;
        part.findings
            .extend(unasked::all(&part.repository, &part.snapshot));
        Ok(part)
    }
}

/// The two revisions, read as far as they differ.
struct Look {
    base: Part,
    head: Part,
    touched: Touched,
}

impl Look {
    fn at(git: &Git, base: &Commit, head: &Side<'_>) -> Result<Self> {
        let global = head.global;
        let listing = git.listing(base)?;
        let mut touched = Touched::between(&listing, &head.listing);
        let mut part = head.part(git, &touched)?;
        // What documents state about each other is judged with those that they name.
        while let Some(wider) = touched.with_named(&part) {
            part = head.part(git, &wider)?;
            touched = wider;
        }
        let mut head = part;
        // Both sides are read as far as each other: what only one of them holds would seem to be
        // new or lost.
        let base = Side {
            global,
            commit: Some(base.clone()),
            listing,
            files: None,
        }
        .part(git, &touched)?;
        base::keep_levels(&base.repository, &mut head.repository.settings);
        Ok(Self {
            base,
            head,
            touched,
        })
    }

    fn review(&self, base: &Commit, on: NaiveDate) -> Review<'_> {
        Review::of(&self.base, &self.head, &self.touched, base.short(), on)
    }
}

/// What a review of the branch at `revision` showed.
fn seen(
    global: &Global,
    git: &Git,
    base: &str,
    revision: &str,
    on: NaiveDate,
) -> Result<(RevisionView, Seen)> {
    let since = Side::of_revision(global, git, revision)?;
    let base = git.merge_base(base, Some(revision))?;
    let looked = Look::at(git, &base, &since)?;
    let commit = since.commit.as_ref().map(Commit::to_string);
    let view = RevisionView {
        name: revision.to_owned(),
        commit,
    };
    Ok((view, Seen::of(&looked.review(&base, on))))
}

/// The entries of the pages of years, with what is published on the same days already.
fn previews(
    git: &Git,
    looked: &Look,
    head: &Side<'_>,
    review: &Review<'_>,
) -> Result<Vec<EntryView>> {
    let days = review.releases();
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let mut documents = review.ids();
    let published: Vec<NaiveDate> = review.published().into_iter().collect();
    if published.is_empty() {
        return Ok(site::previews(&looked.head, &documents, review.on, &days)?);
    }
    let newest = |path: &str| path.matches('/').count() == 1 && path.ends_with(".md");
    let companions = looked
        .touched
        .companions(&head.contents(git, newest)?, &published);
    if companions.is_empty() {
        return Ok(site::previews(&looked.head, &documents, review.on, &days)?);
    }
    let mut touched = looked.touched.clone();
    touched.beside.extend(companions.iter().cloned());
    documents.extend(companions);
    Ok(site::previews(
        &head.part(git, &touched)?,
        &documents,
        review.on,
        &days,
    )?)
}
