//! The author's steps: `init`, `new`, `revise`, `draft`, `publish`, `correct`, `withdraw`.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::args::{
    Correct, Draft, Global, Init, InitLanguage, New, Publish, Renumber, Revise, Withdraw,
};
use super::load::{self, Loaded};
use super::output::{Outcome, say};
use super::{FINDINGS, show};
use crate::args;
use crate::author::correct::{self, Change};
use crate::author::publish::{self, Published};
use crate::author::withdraw::{self, Said};
use crate::author::{Plan, draft, init, renumber, revise, sealing};
use crate::changelog::history::History;
use crate::chronicle::Chronicle;
use crate::files::apply::Writer;
use crate::files::read;
use crate::git::Git;
use crate::model::finding::Language;
use crate::model::repository::Document;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::problem::{Kind, Problem, saying};
use crate::render::findings;

/// `init`.
pub fn run_init(global: &Global, args: &Init) -> Result<Outcome> {
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
    carry_out(writer.as_ref(), &snapshot, &plan)
}

/// `new`.
pub fn run_new(global: &Global, args: &New) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "new", &args.dry_run)?;
    let (title, kind) = (args.title.as_deref(), args.kind.as_deref());
    let plan = init::new_document(&loaded.repository, &loaded.snapshot, &args.id, title, kind)?;
    loaded.carry_out(&plan)
}

/// `revise`.
pub fn run_revise(global: &Global, args: &Revise) -> Result<Outcome> {
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

/// `draft`.
pub fn run_draft(global: &Global, args: &Draft) -> Result<Outcome> {
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
        loaded.uncontested(&document.id)?;
        let plan = draft::plan(document, &loaded.snapshot, loaded.on)?;
        whole.writes.extend(plan.writes);
        whole.done.extend(plan.done);
        whole.next = plan.next.or(whole.next);
    }
    for path in left.iter().filter(|_| args.documents.is_empty()) {
        whole.done.push(format!(
            "left {path} as it is: it cannot be read; `avtalslogg check` says why"
        ));
    }
    loaded.carry_out(&whole)
}

/// `renumber`.
pub fn run_renumber(global: &Global, args: &Renumber) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "renumber", &args.dry_run)?;
    let plan = renumber::plan(loaded.editable(&args.document)?)?;
    loaded.carry_out(&plan)
}

/// `publish`.
pub fn run_publish(global: &Global, args: &Publish, color: bool) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "publish", &args.dry_run)?;
    let Some(date) = args.date else {
        let plan = sealing::plan(&loaded.snapshot, &loaded.repository, loaded.on)?;
        return published(&loaded, plan, "nothing was sealed: findings deny", color);
    };
    let plan = publish::plan(&loaded.snapshot, &loaded.repository, &args.documents, date)?;
    let why =
        format!("nothing was published: findings deny, in the texts as they would stand on {date}");
    published(&loaded, plan, &why, color)
}

/// Writes what is published or sealed, or shows the findings for which nothing is.
fn published(loaded: &Loaded, plan: Published, why: &str, color: bool) -> Result<Outcome> {
    match plan {
        Published::Plan(plan) => loaded.carry_out(&plan),
        Published::Denied(denied) => {
            say(why);
            let settings = &denied.repository.settings;
            let width = findings::DEFAULT_WIDTH;
            let output = findings::text(&denied.findings, &denied.snapshot, settings, color, width);
            Ok(Outcome::coloured(output, color).with_code(FINDINGS))
        }
    }
}

/// `correct`.
pub fn run_correct(global: &Global, args: &Correct) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "correct", &args.dry_run)?;
    let Some((id, number)) = args.version.split_once('@') else {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.no-version-named",
                    args![given = args.version.to_string()]
                )
            )
            .hint(saying("problem.no-version-named-hint", args![]))
        );
    };
    let document = loaded.document(id)?;
    let version = show::find_version(document, number)?;
    if args.effective.is_none() && !args.cancel {
        bail!(
            Problem::new(Kind::Request, saying("problem.nothing-to-correct", args![]))
                .hint(saying("problem.nothing-to-correct-hint", args![]))
        );
    }
    let said = Said {
        note: args.note.as_deref(),
        reason: args.reason.as_deref(),
    };
    let (repository, snapshot, on) = (&loaded.repository, &loaded.snapshot, loaded.on);
    let plan = match &args.change {
        None => withdraw::correct(
            repository,
            snapshot,
            (document, version),
            args.effective,
            said,
            on,
        )?,
        Some(entry) => {
            let change = args.effective.map_or(Change::Cancelled, Change::Effective);
            correct::correct(
                repository,
                snapshot,
                (document, version),
                (entry, change),
                said,
                on,
            )?
        }
    };
    loaded.carry_out(&plan)
}

/// `withdraw`.
pub fn run_withdraw(global: &Global, args: &Withdraw) -> Result<Outcome> {
    let loaded = load::load_to_write(global, "withdraw", &args.dry_run)?;
    let document = loaded.editable(&args.document)?;
    let said = Said {
        note: args.note.as_deref(),
        reason: args.reason.as_deref(),
    };
    let days = (args.date.unwrap_or(loaded.on), args.effective);
    let plan = withdraw::withdraw(&loaded.repository, &loaded.snapshot, document, days, said)?;
    loaded.carry_out(&plan)
}

impl Loaded {
    /// Writes the plan, or in a dry run only says what it would write.
    pub fn carry_out(&self, plan: &Plan) -> Result<Outcome> {
        carry_out(self.writer.as_ref(), &self.snapshot, plan)
    }
}

fn carry_out(writer: Option<&Writer>, snapshot: &Snapshot, plan: &Plan) -> Result<Outcome> {
    let mut output = String::new();
    let Some(writer) = writer else {
        for write in &plan.writes {
            let verb = if snapshot.get(&write.path).is_some() {
                "would change"
            } else {
                "would write"
            };
            output.push_str(&format!("{verb} {}\n", write.path));
        }
        for line in &plan.done {
            output.push_str(&format!("dry run: {line}\n"));
        }
        return Ok(Outcome::clean(output));
    };
    writer.apply(snapshot, plan)?;
    for line in &plan.done {
        output.push_str(&format!("{line}\n"));
    }
    if let Some(next) = &plan.next {
        output.push_str(&format!("next: {next}\n"));
    }
    Ok(Outcome::clean(output))
}
