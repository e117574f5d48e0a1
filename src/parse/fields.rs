//! Takes the known keys of a mapping one by one; whatever is wrong, empty or left over becomes a
//! finding.

mod values;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::yaml::{self, Correction, Node, Value};
use crate::model::codes::reading as codes;
use crate::model::codes::yaml as causes;
use crate::model::finding::{Code, Finding, Phrase, Place};
use crate::model::lookalike;
use crate::model::names;
use crate::model::span::{LineIndex, Located, Span};

/// The file that is being read, and what was found in it.
pub struct Source<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What was found so far.
    pub findings: Vec<Finding>,
    /// Where its lines start, once somebody asked.
    lines: OnceCell<LineIndex>,
}

impl<'a> Source<'a> {
    /// Starts reading the file `path`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            findings: Vec::new(),
            lines: OnceCell::new(),
        }
    }

    /// Adds a finding at `span`, completed by `fill`.
    pub fn report(
        &mut self,
        code: &'static Code,
        span: Span,
        fill: impl FnOnce(Finding) -> Finding,
    ) {
        self.findings
            .push(fill(Finding::new(code, Place::new(self.path, span))));
    }

    /// The line of byte `offset`, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines
            .get_or_init(|| LineIndex::new(self.text))
            .line(offset)
    }

    /// The YAML that stands at `span`; why it is none is a finding.
    pub fn yaml(&mut self, span: Span) -> Option<Node> {
        let problem = match yaml::read(&self.text[span.range()], span.start) {
            Ok(node) => return Some(node),
            Err(problem) => problem,
        };
        self.report(&codes::YAML_SYNTAX, problem.span, |mut finding| {
            finding.args.extend(problem.args);
            let finding = finding.saying("problem", &problem.cause.problem);
            match problem.correction {
                Some(Correction::Line(line)) => {
                    finding.with("line", line).saying("remedy", &causes::WRITE)
                }
                Some(Correction::Indent(blanks)) => finding
                    .with("blanks", blanks)
                    .saying("remedy", &causes::INDENT),
                None => finding.saying("remedy", &problem.cause.remedy),
            }
        });
        None
    }

    /// Reports every one of `ids`, declared under `key`, that stands there before.
    pub fn declared_twice(&mut self, key: &str, ids: &[&Located<String>]) {
        let mut first: BTreeMap<String, &Located<String>> = BTreeMap::new();
        for id in ids {
            let known = *first.entry(names::composed(&id.value)).or_insert(id);
            if known.span != id.span {
                let line = self.line(known.span.start);
                self.report(&codes::DECLARED_TWICE, id.span, |f| {
                    f.with("key", key).with("id", &id.value).with("first", line)
                });
            }
        }
    }
}

/// The entries of one mapping, taken key by key.
pub struct Fields<'s, 'a> {
    /// The file.
    pub source: &'s mut Source<'a>,
    /// Where the mapping stands.
    pub span: Span,
    entries: Vec<(Located<String>, Node)>,
    known: Vec<&'static str>,
    all: Vec<String>,
}

/// How a mapping is written, by the key that it stands under or the file that it is.
const EXAMPLES: &[(&str, &str)] = &[
    ("agreement.yaml", "publisher: Inera AB"),
    ("front matter", "id: digitalt-mote"),
    ("record", "document: digitalt-mote"),
    ("agreements", "- {id: kundavtal, name: Kundavtalet}"),
    ("precedence", "- {rank: 1, kind: btv}"),
    ("parties", "- {id: kund, label: kund}"),
    ("notice", "- {from: 2018-04-01, adverse: {months: 3}}"),
    ("favourable", "favourable: {days: 30}"),
    ("neutral", "neutral: {days: 30}"),
    ("adverse", "adverse: {months: 3}"),
    ("kinds", "- {id: btv, label: Beskrivning}"),
    ("particulars", "- {id: nature, label: Behandlingens art}"),
    (
        "registers",
        "registers: {digitalt-mote: {updated: 2022-12-19}}",
    ),
    (
        "contact",
        "contact: {name: Kundservice, email: kundservice@example.se}",
    ),
    ("levels", "levels: {new-duty-at-once: deny}"),
    ("changes", "- {id: gallringstid, sections: [\"6.2\"]}"),
    ("facts", "- {fact: title, note: Namnbyte.}"),
    ("terms", "- {from: agent, to: ombud}"),
    ("reason", "reason: {text: …, for: …}"),
    ("set", "set: {effective: 2023-04-19}"),
    (
        "corrections",
        "- {on: 2023-01-10, change: gallringstid, set: {effective: 2023-04-19}}",
    ),
    (
        "later",
        "- {on: 2023-01-10, correct: {change: gallringstid, set: {effective: 2023-04-19}}}",
    ),
    (
        "correct",
        "correct: {change: gallringstid, set: {effective: 2023-04-19}}",
    ),
    (
        "commence",
        "commence: {change: gallringstid, effective: 2023-04-19}",
    ),
    ("cancel", "cancel: {change: gallringstid}"),
    ("withdraw", "withdraw: {effective: 2024-01-01}"),
    (
        "reviewed",
        "reviewed: {by: Avtalsenheten, next: 2024-01-10}",
    ),
    (
        "withdrawn",
        "withdrawn: {published: 2023-10-01, effective: 2024-01-01}",
    ),
    ("interim", "interim: {2022-12-19: sha256:…}"),
];

impl<'s, 'a> Fields<'s, 'a> {
    /// The mapping `node`. Of duplicate keys neither is trusted; both are reported. Anything but a
    /// mapping is reported as `what` of the wrong type, and nothing at all as an empty value.
    pub fn new(source: &'s mut Source<'a>, node: Node, what: &str) -> Self {
        let mut fields = Self {
            source,
            span: node.span,
            entries: Vec::new(),
            known: Vec::new(),
            all: Vec::new(),
        };
        match node.value {
            Value::Map(entries) if entries.is_empty() => fields.empty(what, node.span, None),
            Value::Map(entries) => fields.entries = entries,
            Value::Null => fields.empty(what, node.span, None),
            _ => {
                let example = EXAMPLES
                    .iter()
                    .find(|(own, _)| *own == what)
                    .map_or("key: value", |(_, own)| own);
                fields.wrong_type(what, node.span, &codes::MAPPING, example.to_owned());
            }
        }
        fields.without_duplicates();
        fields
    }

    fn without_duplicates(&mut self) {
        let mut kept: Vec<(Located<String>, Node)> = Vec::with_capacity(self.entries.len());
        for (key, value) in std::mem::take(&mut self.entries) {
            if let Some((first, _)) = kept.iter().find(|(other, _)| other.value == key.value) {
                let line = self.source.line(first.span.start);
                self.source.report(&codes::DUPLICATE_KEY, key.span, |f| {
                    f.with("key", &key.value).with("first", line)
                });
            } else {
                kept.push((key, value));
            }
        }
        self.all = kept.iter().map(|(key, _)| key.value.clone()).collect();
        self.entries = kept;
    }

    /// The node under `key`, an explicit null included.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.take(key).map(|(_, node)| node)
    }

    /// The key's place and the node under it, an explicit null included. A value that is not there
    /// stands at its key.
    fn take(&mut self, key: &'static str) -> Option<(Span, Node)> {
        self.known.push(key);
        let at = self
            .entries
            .iter()
            .position(|(name, _)| name.value == key)?;
        let (key, mut node) = self.entries.remove(at);
        if node.value == Value::Null {
            node.span = key.span;
        }
        Some((key.span, node))
    }

    /// Where the value of `key` stands, while it has not been taken.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node.span)
    }

    /// Whether `key` stood there, taken or not.
    pub fn was_there(&self, key: &str) -> bool {
        self.all.iter().any(|name| name == key)
    }

    /// Takes `key` away where nothing stands under it: `draft` leaves it so for the author, and
    /// that it is still open has a finding of its own.
    pub fn left_open(&mut self, key: &'static str) {
        self.known.push(key);
        self.entries
            .retain(|(name, node)| name.value != key || node.value != Value::Null);
    }

    /// Reports that `key` is missing.
    pub fn missing(&mut self, key: &str, example: &str) {
        let at = Span::new(self.span.start, self.span.start);
        self.source.report(&codes::MISSING_KEY, at, |f| {
            f.with("key", key).with("example", example)
        });
    }

    /// Reports that `key` stands there without a value, or holds one without.
    fn empty(&mut self, key: &str, span: Span, how: Option<&'static Phrase>) {
        self.source.report(&codes::EMPTY_VALUE, span, |f| {
            let finding = f.with("key", key);
            let finding = match how {
                Some(how) => finding.saying("how", how),
                None => finding.with("how", ""),
            };
            finding.saying("remedy", &codes::FILL_IN_OR_REMOVE)
        });
    }

    /// The same of a key that must have a value.
    fn empty_required(&mut self, key: &str, span: Span, example: &str) {
        self.source.report(&codes::EMPTY_VALUE, span, |f| {
            let finding = f.with("key", key).with("example", example);
            finding.with("how", "").saying("remedy", &codes::FILL_IN)
        });
    }

    fn wrong_type(&mut self, key: &str, span: Span, expected: &'static Phrase, example: String) {
        self.source.report(&codes::WRONG_TYPE, span, |f| {
            f.with("key", key)
                .with("example", example)
                .saying("expected", expected)
        });
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.entries {
            self.source.report(&codes::UNKNOWN_KEY, key.span, |f| {
                f.with("key", &key.value)
                    .among(&key.value, self.known.iter().copied())
            });
        }
    }
}

/// Whether `text` can be an id: a–z, 0–9 and inner hyphens, at most 80 characters.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Completes a finding about `text`, which cannot be an id.
fn no_id(finding: Finding, text: &str) -> Finding {
    let found = lookalike::find(text);
    let slug = crate::model::slug::slug(found.as_ref().map_or(text, |found| &found.meant));
    let slug = slug
        .get(..80)
        .map_or(slug.as_str(), |cut| cut.trim_end_matches('-'));
    let finding = finding.with("value", text);
    let finding = finding.with(
        "example",
        if slug.is_empty() {
            "digitalt-mote"
        } else {
            slug
        },
    );
    match found {
        Some(found) => finding.unmasking(&found),
        None => finding,
    }
}
