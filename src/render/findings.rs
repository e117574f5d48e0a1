//! Findings for the terminal and for programs.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use serde::Serialize;

use crate::check;
use crate::harmless;
use crate::model::finding::{Finding, Language, Level};
use crate::model::organisation;
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;
use crate::model::span::{LineIndex, Span};
use crate::parse::repository::REGISTERS;

/// How wide the terminal is when nobody says.
pub const DEFAULT_WIDTH: usize = 120;

/// A finding with its level and its line, as JSON shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// Its code.
    pub code: &'static str,
    /// The level at which it counts.
    pub level: &'static str,
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
    totals: Totals,
}

#[derive(Debug, Serialize)]
struct Totals {
    deny: usize,
    warn: usize,
}

/// The findings as people read them in a terminal, each with its line; ANSI colours where `color` says so.
pub fn text(
    findings: &[Finding],
    snapshot: &Snapshot,
    settings: &Settings,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let mut out = String::new();
    for finding in findings {
        let message = finding.message(settings.language);
        let help = finding.help(settings.language);
        let source = shown(snapshot, &finding.place.path);
        let span = visible(&source, finding.place.span);
        let mark = match check::level(finding, settings) {
            Level::Deny => Mark::ERROR,
            _ => Mark::WARNING,
        };
        let snippet = Snippet::source(source.as_str())
            .path(finding.place.path.as_str())
            .annotation(AnnotationKind::Primary.span(span.range()));
        let title = mark.primary_title(message.as_str()).id(finding.code.name);
        let group: Group<'_> = title.element(snippet).element(Mark::HELP.message(help.as_str()));
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(findings, settings));
    out.push('\n');
    out
}

/// The text of the file `path` as it may be shown. A register can hold what must not be repeated anywhere.
fn shown(snapshot: &Snapshot, path: &str) -> String {
    let text = snapshot.text(path).unwrap_or_default();
    if path.starts_with(REGISTERS) { organisation::masked(&text).into_owned() } else { text }
}

/// The span's part on its first line, within the text and on whole characters.
fn visible(source: &str, span: Span) -> Span {
    let mut start = span.start.min(source.len());
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    if let Some(line_end) = source[start..end].find('\n') {
        end = start + line_end;
    }
    Span::new(start, end.max(start))
}

/// One line that counts the findings.
pub fn summary(findings: &[Finding], settings: &Settings) -> String {
    let denied = findings.iter().filter(|finding| check::level(finding, settings) == Level::Deny).count();
    let warned = findings.len() - denied;
    match settings.language {
        Language::Sv => {
            let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
            format!("{}, {}", plural(denied, "fel", "fel"), plural(warned, "varning", "varningar"))
        }
        Language::En => {
            let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
            format!("{}, {}", plural(denied, "error"), plural(warned, "warning"))
        }
    }
}

/// The findings as JSON.
pub fn json(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> String {
    let views = views(findings, snapshot, settings);
    let denied = views.iter().filter(|view| view.level == Level::Deny.name()).count();
    let totals = Totals { deny: denied, warn: views.len() - denied };
    let report = Report { schema_version: 1, findings: views, totals };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

/// Every finding with its level and its line.
pub fn views(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> Vec<FindingView> {
    findings.iter().map(|finding| view(finding, snapshot, settings)).collect()
}

/// A finding with its level and its line.
pub fn view(finding: &Finding, snapshot: &Snapshot, settings: &Settings) -> FindingView {
    let source = snapshot.text(&finding.place.path).unwrap_or_default();
    let (line, column) = LineIndex::new(&source).line_column(&source, finding.place.span.start);
    FindingView {
        code: finding.code.name,
        level: check::level(finding, settings).name(),
        path: finding.place.path.clone(),
        line,
        column,
        message: finding.message(settings.language),
        help: finding.help(settings.language),
    }
}

/// Workflow commands that show each finding on its line in a pull request of a GitHub forge.
pub fn github(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> String {
    views(findings, snapshot, settings).iter().map(annotation).collect()
}

/// The workflow command that shows one finding on its line.
pub fn annotation(view: &FindingView) -> String {
    let name = if view.level == Level::Deny.name() { "error" } else { "warning" };
    let text = format!("{}. {}", view.message, view.help);
    command(name, (&view.path, view.line, view.column), view.code, &text)
}

/// A workflow command, `error`, `warning` or `notice`, at a path, line and column. Nothing in its texts ends it.
pub fn command(name: &str, (path, line, column): (&str, usize, usize), title: &str, text: &str) -> String {
    format!(
        "::{name} file={},line={line},col={column},title={}::{}\n",
        harmless::property(path),
        harmless::property(title),
        harmless::data(text),
    )
}
