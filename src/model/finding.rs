//! Findings: what is wrong with a contract, where, and what to do about it.

use std::fmt;

use super::register;
use serde::Serialize;

use super::span::Span;

/// What a finding means for the exit code and for publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; does not stop anything.
    Warn,
    /// Must be mended: exit code 1, and `publish` refuses.
    Deny,
}

impl Level {
    /// The level's name in agreement.yaml, in JSON and in the terminal.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        [Level::Allow, Level::Warn, Level::Deny]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// The language of pages, findings and proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Language {
    /// The language's code, as in `lang="sv"`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Sv => "sv",
            Language::En => "en",
        }
    }
}

/// A kind of finding: a name that never changes meaning. What it says stands in the catalogue of
/// words, in every language.
#[derive(Debug)]
pub struct Code {
    /// The name in kebab-case.
    pub name: &'static str,
    /// The level where agreement.yaml sets none.
    pub level: Level,
    /// Whether agreement.yaml may raise the level only: such a finding says that a published text
    /// is not proven, or that of two files or values that claim one place it cannot be told
    /// which one holds.
    pub firm: bool,
}

/// The name of a part of a sentence in the catalogue of words, for what a finding may say in one of
/// several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(pub &'static str);

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the repository's root.
    pub path: String,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// The bytes `span` of the file `path`.
    pub fn new(path: impl Into<String>, span: Span) -> Self {
        Self {
            path: path.into(),
            span,
        }
    }
}

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of problem.
    pub code: &'static Code,
    /// Where.
    pub place: Place,
    /// The level where it departs from the code's own (a given `reason` lowers a finding to a
    /// warning).
    pub level: Option<Level>,
    /// What the words need to know, by name.
    pub args: Vec<(&'static str, String)>,
    /// Which phrase stands where the words leave room for one, by name.
    pub phrases: Vec<(&'static str, &'static Phrase)>,
    /// What to look at first: said after what to do.
    pub advice: Option<&'static Phrase>,
    /// How many other findings only follow from it.
    pub consequences: usize,
}

impl Finding {
    /// A finding of `code` at `place`.
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self {
            code,
            place,
            level: None,
            args: Vec::new(),
            phrases: Vec::new(),
            advice: None,
            consequences: 0,
        }
    }

    /// Adds the argument `name`. What could be a person's number is struck out: findings are read
    /// by many.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        let shown = register::said_of(&self.place.path, &value).into_owned();
        self.args.push((name, shown));
        self
    }

    /// Puts `phrase` where the words say `{name}`.
    #[must_use]
    pub fn saying(mut self, name: &'static str, phrase: &'static Phrase) -> Self {
        self.phrases.push((name, phrase));
        self
    }

    /// Adds `phrase` to what to do.
    #[must_use]
    pub fn advising(mut self, phrase: &'static Phrase) -> Self {
        self.advice = Some(phrase);
        self
    }

    /// Sets a level of its own.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}
