//! `completions` and `man`: what shells and readers of manual pages need, made of the arguments
//! themselves.

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use clap::CommandFactory as _;

use super::COULD_NOT_RUN;
use super::args::Args;
use super::output::{Outcome, say, say_coloured, say_problem};
use super::usage::said;
use crate::args;
use crate::model::finding::Language;
use crate::problem::{Kind, Meaning as _, Problem};
use crate::words::saying;

/// `completions`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The page of this command, such as `import git`, instead of the program's
    pub command: Vec<String>,
}

/// What clap has to say instead of arguments: help and version are the product, a mistake is said.
pub(super) fn usage(usage: &clap::Error, language: Language) -> Outcome {
    if let Some(problem) = said(usage, language) {
        say_problem(&problem.into(), language);
        return Outcome::clean(String::new()).with_code(COULD_NOT_RUN);
    }
    let (plain, coloured) = (
        usage.render().to_string(),
        usage.render().ansi().to_string(),
    );
    if usage.use_stderr() {
        match AutoStream::choice(&std::io::stderr()) {
            ColorChoice::Never => say(&plain),
            _ => say_coloured(&coloured),
        }
        return Outcome::clean(String::new()).with_code(COULD_NOT_RUN);
    }
    match AutoStream::choice(&std::io::stdout()) {
        ColorChoice::Never => Outcome::clean(plain),
        _ => Outcome::coloured(coloured, true),
    }
}

/// The completion script for a shell.
pub(super) fn completions(args: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "avtalslogg", &mut script);
    Outcome::exact(String::from_utf8_lossy(&script).into_owned())
}

/// The manual page of the program or of one of its commands.
///
/// # Errors
/// When there is no such command.
pub(super) fn man(args: &Man) -> Result<Outcome> {
    let mut command = Args::command();
    command.build();
    for name in &args.command {
        let Some(own) = command.find_subcommand(name).cloned() else {
            bail!(
                Problem::new(
                    Kind::Request,
                    saying(
                        "problem.no-command",
                        args![name = args.command.join(" ").to_string()]
                    )
                )
                .hint(saying("problem.commands", args![]))
            );
        };
        command = own;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .meaning(|| Problem::new(Kind::Fault, saying("problem.manual", args![])))?;
    Ok(Outcome::exact(String::from_utf8_lossy(&page).into_owned()))
}
