//! The templates: one table of what is compiled in, one loader, one kind of error.
//!
//! Those that are compiled in are ours, and cost what their data cost. Where a repository has
//! templates of its own, every page is made within bounds of steps, of bytes and of depth: the
//! repository may be a branch that nobody has read.

mod bounds;
mod guard;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior};
use serde::{Serialize, Serializer};

use super::phrases;
use crate::harmless;
use crate::model::finding::Language;
use crate::model::snapshot::Snapshot;
use crate::words::Words;

/// Every template that is compiled in, by name: the files of `templates/`.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("about.html", include_str!("../../templates/about.html")),
    ("coming.html", include_str!("../../templates/coming.html")),
    (
        "comparison.html",
        include_str!("../../templates/comparison.html"),
    ),
    (
        "document.html",
        include_str!("../../templates/document.html"),
    ),
    (
        "documents.html",
        include_str!("../../templates/documents.html"),
    ),
    ("effects.html", include_str!("../../templates/effects.html")),
    ("entry.html", include_str!("../../templates/entry.html")),
    ("entry.txt", include_str!("../../templates/entry.txt")),
    ("feed.xml", include_str!("../../templates/feed.xml")),
    ("letter.html", include_str!("../../templates/letter.html")),
    ("letter.md", include_str!("../../templates/letter.md")),
    ("letter.txt", include_str!("../../templates/letter.txt")),
    ("lista.js", include_str!("../../templates/lista.js")),
    ("missing.html", include_str!("../../templates/missing.html")),
    ("page.html", include_str!("../../templates/page.html")),
    (
        "part-coming.html",
        include_str!("../../templates/part-coming.html"),
    ),
    (
        "part-contents.html",
        include_str!("../../templates/part-contents.html"),
    ),
    (
        "part-corrections.html",
        include_str!("../../templates/part-corrections.html"),
    ),
    (
        "part-marks.html",
        include_str!("../../templates/part-marks.html"),
    ),
    (
        "part-note.html",
        include_str!("../../templates/part-note.html"),
    ),
    (
        "part-parties.html",
        include_str!("../../templates/part-parties.html"),
    ),
    (
        "part-phrases.html",
        include_str!("../../templates/part-phrases.html"),
    ),
    (
        "part-relations.html",
        include_str!("../../templates/part-relations.html"),
    ),
    (
        "part-release.html",
        include_str!("../../templates/part-release.html"),
    ),
    (
        "part-sections.html",
        include_str!("../../templates/part-sections.html"),
    ),
    (
        "part-summaries.html",
        include_str!("../../templates/part-summaries.html"),
    ),
    (
        "part-timeline.html",
        include_str!("../../templates/part-timeline.html"),
    ),
    (
        "particular.html",
        include_str!("../../templates/particular.html"),
    ),
    (
        "personal-data.html",
        include_str!("../../templates/personal-data.html"),
    ),
    (
        "processing-of.html",
        include_str!("../../templates/processing-of.html"),
    ),
    (
        "processing.html",
        include_str!("../../templates/processing.html"),
    ),
    (
        "register.html",
        include_str!("../../templates/register.html"),
    ),
    ("release.html", include_str!("../../templates/release.html")),
    ("start.html", include_str!("../../templates/start.html")),
    ("stil.css", include_str!("../../templates/stil.css")),
    ("text.html", include_str!("../../templates/text.html")),
    ("version.html", include_str!("../../templates/version.html")),
    ("words.en.txt", crate::words::EN),
    ("words.sv.txt", crate::words::SV),
    ("year.html", include_str!("../../templates/year.html")),
    ("years.html", include_str!("../../templates/years.html")),
];

/// The folder of a contract repository whose files replace built-in templates of the same name.
pub const FOLDER: &str = "templates/";

/// How many steps one page may take where templates are not our own.
const STEPS: u64 = 50_000_000;

/// The largest template that a repository may have, in bytes.
const LARGEST: usize = 1024 * 1024;

/// What is served as it stands.
const UNFILLED: [&str; 2] = ["stil.css", "lista.js"];

/// The templates of one contract repository: its own where it has them, else those compiled in.
pub struct Templates {
    environment: Environment<'static>,
    own: BTreeMap<String, String>,
    words: Words,
}

/// Why a template could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The template's name.
    pub template: String,
    /// The line in it, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FOLDER}{}", self.template)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for TemplateError {}

/// Markup that the engine itself made: the only text that a template does not escape.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    /// Marks `markup` as made by the engine.
    pub fn new(markup: String) -> Self {
        Self(Value::from_safe_string(markup))
    }

    /// The markup itself.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }

    /// Whether there is nothing to see.
    pub fn is_blank(&self) -> bool {
        self.0
            .as_str()
            .is_none_or(|markup| markup.trim().is_empty())
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Templates {
    /// The templates that hold for `snapshot`.
    pub fn new(snapshot: &Snapshot, language: Language) -> Self {
        let own: BTreeMap<String, String> = snapshot
            .iter()
            .filter_map(|(path, bytes)| {
                let name = path.strip_prefix(FOLDER)?;
                Some((name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
            })
            .collect();
        let words = words(snapshot, language);
        let mut environment = environment(own.clone());
        phrases::add(&mut environment, words.clone());
        Self {
            environment,
            own,
            words,
        }
    }

    /// The words that these templates speak.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The text of the template `name` as it stands, for what is served without being filled in.
    pub fn source(&self, name: &str) -> Option<&str> {
        self.own
            .get(name)
            .map(String::as_str)
            .or_else(|| embedded(name))
    }

    /// Fills in the template `name`.
    ///
    /// # Errors
    /// When the template is missing, cannot be parsed, or uses what does not exist.
    pub fn render(&self, name: &str, view: impl Serialize) -> Result<String, TemplateError> {
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|found| found.render(Serde(view)));
        match rendered {
            // Also what the template itself says, which may be that of a branch.
            Ok(text) => match harmless::shown(&text) {
                Cow::Owned(shown) => Ok(shown),
                Cow::Borrowed(_) => Ok(text),
            },
            Err(error) => Err(describe(name, &error)),
        }
    }
}

fn environment(own: BTreeMap<String, String>) -> Environment<'static> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .unwrap_or_default();
    environment.set_syntax(syntax.clone());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("time", time);
    let replaces = |name: &&str| !UNFILLED.contains(name) && own.contains_key(*name);
    let bounded = EMBEDDED.iter().map(|(name, _)| name).any(replaces);
    if bounded {
        environment.set_fuel(Some(STEPS));
        environment.set_formatter(|out, state, value| {
            bounds::whole(state, value)?;
            format_value(out, state, value)
        });
        bounds::set(&mut environment);
    } else {
        environment.set_formatter(format_value);
    }
    // One loader and no `add_template`: what is added by name would win over an own template.
    environment.set_loader(move |name| {
        let source = own.get(name).map(String::as_str).or_else(|| embedded(name));
        let Some(source) = source.filter(|_| bounded) else {
            return Ok(source.map(str::to_owned));
        };
        if source.len() > LARGEST {
            let why = format!(
                "{FOLDER}{name} is larger than {} MiB",
                LARGEST / 1024 / 1024
            );
            return Err(minijinja::Error::new(ErrorKind::SyntaxError, why));
        }
        Ok(Some(
            guard::guarded(source, name, syntax.clone()).unwrap_or_else(|| source.to_owned()),
        ))
    });
    environment
}

/// The words of `language` as the contract repository in `snapshot` says them.
pub fn words(snapshot: &Snapshot, language: Language) -> Words {
    let own = snapshot.get(&format!("{FOLDER}{}", words_file(language)));
    match own {
        Some(own) => Words::with(language, &String::from_utf8_lossy(own)),
        None => Words::of(language),
    }
}

/// The file of `templates/` that replaces words of `language`.
fn words_file(language: Language) -> &'static str {
    match language {
        Language::Sv => "words.sv.txt",
        Language::En => "words.en.txt",
    }
}

fn embedded(name: &str) -> Option<&'static str> {
    EMBEDDED
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, text)| *text)
}

/// Text from documents is shown without characters that would alter how it reads.
fn format_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let write =
        |out: &mut Output<'_>, text: &str| out.write_str(text).map_err(minijinja::Error::from);
    match (value.as_str(), state.auto_escape()) {
        (Some(text), AutoEscape::Html) if !value.is_safe() => write(out, &harmless::html(text)),
        (Some(text), AutoEscape::None) if !value.is_safe() => write(out, &harmless::shown(text)),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// The filter `time`: a day, as the views hold it, to a `<time>` element.
fn time(state: &State<'_, '_>, day: &Value) -> Result<Value, minijinja::Error> {
    let part = |name: &str| {
        day.get_attr(name)
            .map(|value| harmless::html(&value.to_string()).into_owned())
    };
    let (iso, long) = (part("iso")?, part("long")?);
    Ok(match state.auto_escape() {
        AutoEscape::Html => {
            Value::from_safe_string(format!("<time datetime=\"{iso}\">{long}</time>"))
        }
        _ => Value::from(long),
    })
}

fn describe(name: &str, error: &minijinja::Error) -> TemplateError {
    // An error in an included template is the innermost one that knows its template.
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(cause) = cause
            .downcast_ref::<minijinja::Error>()
            .filter(|cause| cause.name().is_some())
        {
            innermost = cause;
        }
        source = cause.source();
    }
    let kind = innermost.kind();
    let message = match (innermost.detail(), kind) {
        (Some(detail), _) => detail.to_owned(),
        (None, ErrorKind::UndefinedError) => "uses a value that does not exist".to_owned(),
        (None, ErrorKind::OutOfFuel) => {
            format!(
                "takes more than {} million steps for one page: something in it does not end",
                STEPS / 1_000_000
            )
        }
        (None, kind) => kind.to_string(),
    };
    TemplateError {
        template: innermost.name().unwrap_or(name).to_owned(),
        line: innermost.line(),
        message,
    }
}
