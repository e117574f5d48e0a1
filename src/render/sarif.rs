//! Findings as SARIF 2.1.0, for forges that show them on their lines.

use serde::Serialize;

use super::findings::{FindingView, views};
use super::json;
use crate::model::codes;
use crate::model::finding::{Finding, Language, Level};
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultView>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<RuleView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleView {
    id: &'static str,
    short_description: Text,
    full_description: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultView {
    rule_id: &'static str,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

/// The findings as one SARIF log with one run; every code of the catalogue is a rule.
pub fn render(findings: &[Finding], snapshot: &Snapshot, settings: &Settings) -> String {
    log(views(findings, snapshot, settings))
}

/// The same of findings whose lines are known.
pub fn log(findings: Vec<FindingView>) -> String {
    let rules = codes::all().map(|code| RuleView {
        id: code.name,
        short_description: Text {
            text: code.message(Language::En),
        },
        full_description: Text {
            text: code.explanation(Language::En),
        },
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "avtalslogg",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: findings.into_iter().map(result).collect(),
        }],
    };
    json::pretty(&log)
}

fn result(finding: FindingView) -> ResultView {
    ResultView {
        rule_id: finding.code,
        level: if finding.level == Level::Deny {
            "error"
        } else {
            "warning"
        },
        message: Text {
            text: format!("{}. {}", finding.message, finding.help),
        },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: percent_encoded(&finding.path),
                },
                region: Region {
                    start_line: finding.line,
                    start_column: finding.column,
                },
            },
        }],
    }
}

/// The path as a relative URI (RFC 3986): letters, digits and `-._~/` stand as they are.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
