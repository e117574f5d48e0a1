//! A mistake on the command line, in the language of the contract repository around. English is
//! what clap says itself, with the usage beside it.

use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args;
use crate::model::finding::Language;
use crate::problem::{Kind, Problem};
use crate::words::{Text, saying};

/// Why a value is none, and what to write instead.
#[derive(Debug, Clone)]
pub(super) struct Advice(pub Text);

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.said(Language::En))
    }
}

impl std::error::Error for Advice {}

/// What to say of `usage` in `language`; `None` where clap says it.
pub(super) fn said(usage: &clap::Error, language: Language) -> Option<Problem> {
    if language == Language::En {
        return None;
    }
    let told = |kind| match usage.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        _ => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let message = match usage.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = told(ContextKind::InvalidSubcommand);
            saying("usage.command", args![name])
        }
        ErrorKind::UnknownArgument => saying("usage.argument", args![argument]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = told(ContextKind::InvalidValue);
            saying("usage.value", args![value, argument])
        }
        ErrorKind::MissingRequiredArgument => saying("usage.missing", args![argument]),
        ErrorKind::ArgumentConflict => {
            let other = told(ContextKind::PriorArg);
            saying("usage.conflict", args![argument, other])
        }
        _ => return None,
    };
    let problem = Problem::new(Kind::Request, message);
    let source = std::error::Error::source(usage);
    let advice = source.and_then(|source| source.downcast_ref::<Advice>());
    let known = told(ContextKind::ValidValue);
    Some(match advice {
        Some(Advice(text)) => problem.hint(text.clone()),
        None if !known.is_empty() => problem.hint(saying("usage.values", args![known])),
        None => problem.hint(saying("usage.help", args![])),
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::args::Args;

    fn swedish(line: &[&str]) -> Vec<String> {
        let words = [&["avtalslogg"], line].concat();
        let usage = Args::try_parse_from(words).expect_err("a mistake");
        let problem = said(&usage, Language::Sv).expect("a sentence");
        let hints = problem.hints(Language::Sv);
        [problem.message(Language::Sv)]
            .into_iter()
            .chain(hints)
            .collect()
    }

    #[test]
    fn a_mistake_on_the_command_line_is_said_in_swedish_with_what_to_write() {
        let help = "`avtalslogg --help` räknar upp kommandona, `avtalslogg KOMMANDO --help` deras argument";
        for (line, expected) in [
            (&["chekc"][..], ["det finns inget kommando `chekc`", help]),
            (
                &["check", "--bas"],
                ["argumentet `--bas` finns inte här", help],
            ),
            (
                &["check", "--on", "2022-13-01"],
                [
                    "`2022-13-01` är inte ett giltigt värde för `--on <DATE>`",
                    "skriv ett datum som finns som ÅÅÅÅ-MM-DD, till exempel 2022-12-19",
                ],
            ),
            (
                &["init", "--language", "de"],
                [
                    "`de` är inte ett giltigt värde för `--language <LANGUAGE>`",
                    "möjliga värden: sv, en",
                ],
            ),
            (&["new"], ["argument saknas: <ID>", help]),
            (
                &[
                    "import", "word", "a.docx", "--id", "a", "--accept", "--reject",
                ],
                ["`--accept` går inte ihop med `--reject`", help],
            ),
        ] {
            assert_eq!(swedish(line), expected);
        }
    }
}
