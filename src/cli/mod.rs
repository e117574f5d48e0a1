//! The command line: arguments in, bytes and exit codes out.
#![allow(clippy::disallowed_methods)]

mod args;
mod author;
mod binds;
mod build;
mod check;
mod diff;
mod everything;
mod explain;
mod fault;
mod help;
mod import;
mod in_force;
mod isolation;
mod load;
mod log;
mod notice;
#[cfg(test)]
mod one_answer;
mod operand;
mod output;
mod personal_data;
mod review;
mod show;
mod usage;

use std::process::ExitCode;

use anstream::ColorChoice;
use anyhow::Result;
pub use args::Args;
use args::{Command, When};
use clap::Parser as _;
use fault::Fault;
use isolation::Ended;
use output::{Outcome, say_problem};

use crate::model::finding::Language;
use crate::problem::{Kind, Problem};

/// Nothing that denies.
const CLEAN: u8 = 0;
/// Findings that deny, or with `diff --exit-code` a difference.
const FINDINGS: u8 = 1;
/// Could not run: usage, files, git.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let mut args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => {
            let language = fault::caught(|| load::language_at(None)).ok().flatten();
            let language = language.unwrap_or(Language::En);
            return help::usage(&usage, language).deliver(|| language);
        }
    };
    fault::watch();
    match fault::caught(|| finish(&mut args)) {
        Ok(Ok(code)) => code,
        Ok(Err(fault)) | Err(fault) => {
            fault::report(&fault, &[], language_of_errors(&args));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// Runs the command and says what it has to say.
fn finish(args: &mut Args) -> Result<ExitCode, Fault> {
    let color = match args.global.color {
        When::Auto => anstream::AutoStream::choice(&std::io::stdout()),
        When::Always => ColorChoice::Always,
        When::Never => ColorChoice::Never,
    };
    let colored = !matches!(color, ColorChoice::Never);
    let on = load::day(&args.global);
    let work = |args: &Args| dispatch(args, colored);
    let ended = isolation::isolated(args, &work, &|files| everything::everything(files, on))?;
    Ok(match settled(args, ended) {
        Ok(outcome) => outcome.deliver(|| language_of_errors(args)),
        Err(error) => {
            say_problem(&error, language_of_errors(args));
            let denied = error
                .downcast_ref::<Problem>()
                .is_some_and(|problem| problem.kind == Kind::Denied);
            ExitCode::from(if denied { FINDINGS } else { COULD_NOT_RUN })
        }
    })
}

/// The result of a command. Where documents were left out, that is said, and only a site is whole
/// without them: a text that is published would have stopped it.
fn settled(args: &Args, ended: Ended) -> Result<Outcome> {
    let Some((fault, names)) = ended.left_out else {
        return ended.result;
    };
    fault::report(&fault, &names, language_of_errors(args));
    let outcome = ended.result?;
    let least = if matches!(args.command, Command::Build(_)) {
        CLEAN
    } else {
        FINDINGS
    };
    Ok(outcome.with_least_code(least))
}

/// The language of the repository, where that can be read at all.
fn language_of_errors(args: &Args) -> Language {
    fault::caught(|| load::language_around(&args.global))
        .ok()
        .flatten()
        .unwrap_or(Language::En)
}

/// Carries out the command of `args`.
///
/// # Errors
/// When it could not run.
pub fn dispatch(args: &Args, color: bool) -> Result<Outcome> {
    let global = &args.global;
    match &args.command {
        Command::Init(own) => author::init::run_init(global, own),
        Command::New(own) => author::init::run_new(global, own),
        Command::Revise(own) => author::revise::run_revise(global, own),
        Command::Draft(own) => author::draft::run_draft(global, own),
        Command::Renumber(own) => author::draft::run_renumber(global, own),
        Command::Publish(own) => author::publish::run_publish(global, own, color),
        Command::Correct(own) => author::correct::run_correct(global, own),
        Command::Withdraw(own) => author::withdraw::run_withdraw(global, own),
        Command::Upgrade(own) => author::upgrade::run_upgrade(global, own),
        Command::Build(own) => build::run(global, own, color),
        Command::Check(own) => check::run(global, own, color),
        Command::Diff(own) => diff::run(global, own, color),
        Command::Review(own) => review::run(global, own, color),
        Command::Show(own) => show::run(global, own),
        Command::Log(own) => log::run(global, own),
        Command::Notice(own) => notice::run(global, own),
        Command::Import(own) => import::run(global, own),
        Command::PersonalData(own) => personal_data::run(global, own),
        Command::Binds(own) => binds::run(global, own),
        Command::Explain(own) => explain::run(global, own),
        Command::Completions(own) => Ok(help::completions(own)),
        Command::Man(own) => help::man(own),
    }
}

/// How wide the terminal is; 100 columns where the output goes elsewhere.
fn terminal_width() -> usize {
    const ELSEWHERE: usize = 100;
    terminal_size::terminal_size_of(std::io::stdout())
        .map_or(ELSEWHERE, |(width, _)| usize::from(width.0))
}
