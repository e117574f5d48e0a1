//! What keeps the program from doing what it was asked for: a kind, what happened, and what to do
//! about it, as data.
//!
//! Contract problems are findings; these are the machine's and the command line's. What is said
//! stands in the catalogue of words and is put into a language only where it is printed, which is
//! where the language of the repository is known. An error of the system keeps its own words as the
//! cause.

mod failure;

use std::fmt;

use crate::model::finding::Language;
use crate::words::Text;

pub use failure::{Act, Meaning, cannot, told};

/// What sort of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line asks for what is not there, or for what cannot be meant.
    Request,
    /// The files are not in the state that a step begins from.
    Refused,
    /// The contract's rules do not allow the step, as a finding that denies would not.
    Denied,
    /// A file is not what it should be.
    Unreadable,
    /// The file system, or what stands in it, is in the way.
    Files,
    /// Git, or what it knows.
    Git,
    /// The program pandoc.
    Pandoc,
    /// The program itself is wrong.
    Fault,
}

/// A problem, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of problem.
    pub kind: Kind,
    message: Text,
    hints: Vec<Text>,
    cause: Option<String>,
}

impl Problem {
    /// A problem of `kind` that nothing is advised about yet.
    pub fn new(kind: Kind, message: Text) -> Self {
        Self {
            kind,
            message,
            hints: Vec::new(),
            cause: None,
        }
    }

    /// The state of the files does not allow a step.
    pub fn refused(message: Text, hint: Text) -> Self {
        Self::new(Kind::Refused, message).hint(hint)
    }

    /// The contract's rules do not allow a step.
    pub fn denied(message: Text, hint: Text) -> Self {
        Self::new(Kind::Denied, message).hint(hint)
    }

    /// A file is not what it should be.
    pub fn unreadable(message: Text, hint: Text) -> Self {
        Self::new(Kind::Unreadable, message).hint(hint)
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hints.push(hint);
        self
    }

    /// Says what the system gave as the cause.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// What happened, with its cause.
    pub fn message(&self, language: Language) -> String {
        let message = self.message.said(language);
        match &self.cause {
            Some(cause) => format!("{message}: {cause}"),
            None => message,
        }
    }

    /// What to do.
    pub fn hints(&self, language: Language) -> impl Iterator<Item = String> {
        self.hints.iter().map(move |hint| hint.said(language))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;
    use crate::words::saying;

    #[test]
    fn a_problem_is_said_in_the_language_of_whoever_prints_it_and_keeps_the_words_of_its_cause() {
        let near = "a, b";
        let problem = Problem::new(Kind::Request, saying("explain.unknown", args![name = "c"]))
            .hint(saying("explain.nearest", args![near]))
            .because("no such thing");
        assert_eq!(
            problem.message(Language::Sv),
            "inget fynd och ingen regel heter `c`: no such thing"
        );
        assert_eq!(
            problem.hints(Language::Sv).collect::<Vec<_>>(),
            ["närmast: a, b; `avtalslogg explain` räknar upp alla"]
        );
        assert_eq!(
            problem.to_string(),
            "no finding and no rule is called `c`: no such thing"
        );
        let error = anyhow::Error::new(problem).context("a.md");
        assert_eq!(
            told(&error, Language::Sv),
            "a.md: inget fynd och ingen regel heter `c`: no such thing\n\
             hint: närmast: a, b; `avtalslogg explain` räknar upp alla"
        );
    }
}
