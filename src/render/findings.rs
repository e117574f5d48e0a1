//! Findings for the terminal and for programs.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use serde::Serialize;

use super::json;
use super::sources::Sources;
use crate::args;

use crate::check;
use crate::check::links::Reference;

use crate::diff::references::State;
use crate::harmless;
use crate::model::finding::{Finding, Level};
use crate::model::register;
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;

/// How wide the terminal is when nobody says.
pub const DEFAULT_WIDTH: usize = 120;

/// A finding with its level and its line, as JSON shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// Its code.
    pub code: &'static str,
    /// The level at which it counts.
    pub level: Level,
    /// The file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

#[derive(Debug, Serialize)]
struct Report {
    schema_version: u32,
    findings: Vec<FindingView>,
    references: Vec<LinkView>,
    totals: Totals,
}

/// A reference of a newest text, and what it names.
#[derive(Debug, Serialize)]
struct LinkView {
    file: String,
    line: usize,
    column: usize,
    text: String,
    state: State,
    document: Option<String>,
    target: Option<TargetView>,
}

#[derive(Debug, Serialize)]
struct TargetView {
    section: Option<String>,
    title: String,
    point: Option<String>,
    passage: Option<String>,
}

fn links(references: &[Reference], snapshot: &Snapshot) -> Vec<LinkView> {
    let mut sources = Sources::of(snapshot);
    let view = |own: &Reference| {
        let (line, column) = sources
            .of_file(&own.place.path)
            .line_column(own.place.span.start);
        LinkView {
            file: own.place.path.clone(),
            line,
            column,
            text: own.text.clone(),
            state: own.state,
            document: own.document.clone(),
            target: own.target.clone().map(|target| TargetView {
                section: target.number,
                title: target.title,
                point: target.point,
                passage: target.passage,
            }),
        }
    };
    references.iter().map(view).collect()
}

#[derive(Debug, Serialize)]
struct Totals {
    deny: usize,
    warn: usize,
}

/// The findings as people read them in a terminal, each with its line; ANSI colours where `color`
/// says so.
pub fn text(
    findings: &[Finding],
    snapshot: &Snapshot,
    settings: &Settings,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let mut sources = Sources::of(snapshot);
    let mut out = String::new();
    for finding in findings {
        let view = view(finding, &mut sources, settings);
        let (message, help) = (harmless::shown(&view.message), harmless::shown(&view.help));
        let path = harmless::line(&view.path);
        let (line, span) = sources
            .of_file(&finding.place.path)
            .excerpt(finding.place.span);
        let mark = if view.level == Level::Deny {
            Mark::ERROR
        } else {
            Mark::WARNING
        };
        let snippet = Snippet::source(line.as_str())
            .line_start(view.line)
            .path(path.as_ref())
            .annotation(AnnotationKind::Primary.span(span.range()));
        let title = mark.primary_title(message.as_ref()).id(view.code);
        let group: Group<'_> = title
            .element(snippet)
            .element(Mark::HELP.message(help.as_ref()));
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(findings, settings));
    out.push('\n');
    out
}

/// One line that counts the findings.
pub fn summary(findings: &[Finding], settings: &Settings) -> String {
    let denied = findings
        .iter()
        .filter(|finding| check::level(finding, settings) == Level::Deny)
        .count();
    let warned = findings.len() - denied;
    settings
        .language
        .say("count.findings", args![deny = denied, warn = warned])
}

/// The findings as JSON.
pub fn json(
    findings: &[Finding],
    references: &[Reference],
    snapshot: &Snapshot,
    settings: &Settings,
) -> String {
    let views = views(findings, snapshot, settings);
    let denied = views
        .iter()
        .filter(|view| view.level == Level::Deny)
        .count();
    let totals = Totals {
        deny: denied,
        warn: views.len() - denied,
    };
    let report = Report {
        schema_version: 1,
        findings: views,
        references: links(references, snapshot),
        totals,
    };
    json::pretty(&report)
}

/// Every finding with its level and its line.
pub fn views(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> Vec<FindingView> {
    let mut sources = Sources::of(snapshot);
    findings
        .iter()
        .map(|finding| view(finding, &mut sources, settings))
        .collect()
}

/// A finding with its level and its line.
pub fn view(finding: &Finding, sources: &mut Sources<'_>, settings: &Settings) -> FindingView {
    let (line, column) = sources
        .of_file(&finding.place.path)
        .line_column(finding.place.span.start);
    FindingView {
        code: finding.code.name,
        level: check::level(finding, settings),
        path: register::shown_path(&finding.place.path).into_owned(),
        line,
        column,
        message: finding.message(settings.language),
        help: finding.help(settings.language),
    }
}

/// Workflow commands that show each finding on its line in a pull request of a GitHub forge.
pub fn github(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> String {
    views(findings, snapshot, settings)
        .iter()
        .map(annotation)
        .collect()
}

/// The workflow command that shows one finding on its line.
pub fn annotation(view: &FindingView) -> String {
    let name = if view.level == Level::Deny {
        "error"
    } else {
        "warning"
    };
    let text = format!("{}. {}", view.message, view.help);
    command(name, (&view.path, view.line, view.column), view.code, &text)
}

/// A workflow command, `error`, `warning` or `notice`, at a path, line and column. Nothing in its
/// texts ends it.
pub fn command(
    name: &str,
    (path, line, column): (&str, usize, usize),
    title: &str,
    text: &str,
) -> String {
    format!(
        "::{name} file={},line={line},col={column},title={}::{}\n",
        harmless::property(path),
        harmless::property(title),
        harmless::data(text),
    )
}
