//! `binds`.

use anyhow::{Result, bail};
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::in_force;
use super::load;
use super::output::{Outcome, say};
use crate::args;
use crate::changelog::history::History;
use crate::model::finding::Finding;
use crate::model::places::REGISTERS;
use crate::parties::organisations::{self, NotFound};
use crate::parties::{binding, documents::Documents};
use crate::problem::{Kind, Problem};
use crate::render::binds;
use crate::words::{Value, saying};

/// `binds`.
#[derive(Debug, ClapArgs)]
pub struct Binds {
    /// Its number, its name, or a part of its name that fits no other
    pub organisation: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: BindsFormat,
}

/// How `binds` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum BindsFormat {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a letter or a page.
    Markdown,
}

/// Tells which texts bind an organisation, and what changed since it signed.
pub(super) fn run(global: &Global, args: &Binds) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let repository = &loaded.repository;
    let of_registers = |finding: &&Finding| finding.place.path.starts_with(REGISTERS);
    let n = loaded.findings.iter().filter(of_registers).count();
    if n > 0 {
        let language = repository.settings.language;
        say(&language.say("problem.registers-faulty", args![n]));
    }
    let organisation = match organisations::find(repository, &args.organisation) {
        Ok(organisation) => organisation,
        Err(NotFound::Personal) => {
            bail!(
                Problem::new(Kind::Request, saying("problem.personal-number", args![]))
                    .hint(saying("problem.personal-number-hint", args![]))
            )
        }
        Err(NotFound::Unknown) if repository.registers.is_empty() => {
            bail!(
                Problem::new(Kind::Request, saying("problem.no-register", args![]))
                    .hint(saying("problem.no-register-hint", args![]))
            )
        }
        Err(NotFound::Unknown) => {
            let count = organisations::all(repository).len();
            bail!(
                Problem::new(
                    Kind::Request,
                    saying(
                        "problem.no-organisation",
                        args![name = args.organisation.to_string()]
                    )
                )
                .hint(saying("problem.no-organisation-hint", args![count]))
            )
        }
        Err(NotFound::Ambiguous(found)) => {
            const SHOWN: usize = 20;
            let shown = found.iter().take(SHOWN);
            let shown = shown.map(|own| Value::from(format!("{} ({})", own.name, own.number)));
            let mut names: Vec<Value<'_>> = shown.collect();
            if let Some(n) = found.len().checked_sub(SHOWN).filter(|n| *n > 0) {
                names.push(Value::Said(saying("problem.and-more", args![n])));
            }
            bail!(
                Problem::new(
                    Kind::Request,
                    saying(
                        "problem.several-organisations",
                        args![name = args.organisation.to_string(), n = found.len()]
                    )
                )
                .hint(saying(
                    "problem.several-organisations-hint",
                    args![names = Value::List(names)]
                ))
            )
        }
    };
    let history = History::of(repository, loaded.on);
    if let Some(mismatch) = history.mismatches.first() {
        bail!(in_force::not_compared(mismatch));
    }
    let documents = Documents::of(&history);
    let words = loaded.words();
    let view = binds::view(&history, &binding::of(&documents, organisation), &words);
    Ok(Outcome::clean(match args.format {
        BindsFormat::Text => binds::text(&view),
        BindsFormat::Markdown => binds::markdown(&view),
        BindsFormat::Json => binds::json(&view),
    }))
}
