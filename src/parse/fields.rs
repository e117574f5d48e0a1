//! Takes the known keys of a mapping one by one; whatever is wrong or left over becomes a finding.

use chrono::NaiveDate;

use super::yaml::{Node, Value};
use super::{cut, dates};
use crate::model::codes::reading as codes;
use crate::model::finding::{Code, Finding, Place};
use crate::model::span::{LineIndex, Located, Span};
use crate::model::version::VersionNumber;

/// The file that is being read, and what was found in it.
pub struct Source<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Source<'a> {
    /// Starts reading the file `path`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, findings: Vec::new() }
    }

    /// Adds a finding at `span`, completed by `fill`.
    pub fn report(&mut self, code: &'static Code, span: Span, fill: impl FnOnce(Finding) -> Finding) {
        self.findings.push(fill(Finding::new(code, Place::new(self.path, span))));
    }

    /// The line of byte `offset`, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        LineIndex::new(self.text).line(offset)
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
}

impl<'s, 'a> Fields<'s, 'a> {
    /// The mapping `node`. Of duplicate keys neither is trusted; both are reported. Anything but a mapping
    /// (nothing at all counts as an empty one) is reported as `what` of the wrong type.
    pub fn new(source: &'s mut Source<'a>, node: Node, what: &str) -> Self {
        let span = node.span;
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            _ => {
                source.report(&codes::WRONG_TYPE, span, |f| {
                    f.with("key", what).with("expected", "key: value").with("example", "…")
                });
                Vec::new()
            }
        };
        let mut kept: Vec<(Located<String>, Node)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if let Some((first, _)) = kept.iter().find(|(other, _)| other.value == key.value) {
                let line = source.line(first.span.start);
                source.report(&codes::DUPLICATE_KEY, key.span, |f| {
                    f.with("key", &key.value).with("first", line)
                });
            } else {
                kept.push((key, value));
            }
        }
        Self { source, span, entries: kept, known: Vec::new() }
    }

    /// The node under `key`, an explicit null included.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let at = self.entries.iter().position(|(name, _)| name.value == key)?;
        Some(self.entries.remove(at).1)
    }

    /// Where the value of `key` stands, while it has not been taken.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node.span)
    }

    /// Reports that `key` is missing.
    pub fn missing(&mut self, key: &str, example: &str) {
        let at = Span::new(self.span.start, self.span.start);
        self.source.report(&codes::MISSING_KEY, at, |f| f.with("key", key).with("example", example));
    }

    fn wrong(&mut self, key: &str, span: Span, expected: &str, example: &str) {
        self.source.report(&codes::WRONG_TYPE, span, |f| {
            f.with("key", key).with("expected", expected).with("example", example)
        });
    }

    fn scalar(
        &mut self,
        key: &'static str,
        expected: &str,
        example: &str,
    ) -> Option<(Located<String>, bool)> {
        let node = self.node(key)?;
        match node.value {
            Value::Scalar { text, quoted } => Some((Located::new(text, node.span), quoted)),
            Value::Null => None,
            _ => {
                self.wrong(key, node.span, expected, example);
                None
            }
        }
    }

    /// The text under `key`.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let (text, _) = self.scalar(key, "text", "…")?;
        cut::report(self.source, key, &text);
        Some(text).filter(|text| !text.value.trim().is_empty())
    }

    /// The text under `key`, which must be there.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let present = self.span_of(key).is_some();
        let text = self.text(key);
        if text.is_none() && !(present && self.reported(key)) {
            self.missing(key, example);
        }
        text
    }

    fn reported(&self, key: &str) -> bool {
        self.source.findings.last().is_some_and(|finding| {
            finding.code == &codes::WRONG_TYPE
                && finding.args.iter().any(|(name, value)| *name == "key" && value == key)
        })
    }

    /// The id under `key`.
    pub fn id(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let id = self.required_text(key, example)?;
        if is_id(&id.value) {
            return Some(id);
        }
        let example = suggest_id(&id.value);
        self.source
            .report(&codes::INVALID_ID, id.span, |f| f.with("value", &id.value).with("example", example));
        None
    }

    /// The date under `key`.
    pub fn date(&mut self, key: &'static str) -> Option<Located<NaiveDate>> {
        let (text, _) = self.scalar(key, "YYYY-MM-DD", "2022-12-19")?;
        self.read_date(text)
    }

    /// The date under `key`, which must be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Located<NaiveDate>> {
        if self.span_of(key).is_none() {
            self.missing(key, "2022-12-19");
        }
        self.date(key)
    }

    /// Reads `text` as a date.
    pub fn read_date(&mut self, text: Located<String>) -> Option<Located<NaiveDate>> {
        let date = dates::iso(&text.value);
        if date.is_none() {
            self.source.report(&codes::INVALID_DATE, text.span, |f| {
                f.with("value", &text.value).with("example", "2022-12-19")
            });
        }
        date.map(|date| Located::new(date, text.span))
    }

    /// The version number under `key`, which must be there and quoted.
    pub fn version(&mut self, key: &'static str) -> Option<Located<VersionNumber>> {
        if self.span_of(key).is_none() {
            self.missing(key, "\"1.0\"");
        }
        let (text, quoted) = self.scalar(key, "\"1.0\"", "\"1.0\"")?;
        let number = VersionNumber::parse(&text.value);
        if number.is_none() {
            self.source.report(&codes::INVALID_VERSION, text.span, |f| f.with("value", &text.value));
        } else if !quoted {
            self.source.report(&codes::UNQUOTED_VERSION, text.span, |f| f.with("value", &text.value));
        }
        number.map(|number| Located::new(number, text.span))
    }

    /// The boolean under `key`; absent: false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some((text, quoted)) = self.scalar(key, "true / false", "true") else { return false };
        match (text.value.as_str(), quoted) {
            ("true", false) => true,
            ("false", false) => false,
            _ => {
                self.source.report(&codes::INVALID_VALUE, text.span, |f| {
                    f.with("value", &text.value).with("key", key).with("known", "true, false")
                });
                false
            }
        }
    }

    /// The whole number under `key`, at most `max`.
    pub fn number(&mut self, key: &'static str, max: u32) -> Option<u32> {
        let (text, _) = self.scalar(key, "0, 1, 2 …", "3")?;
        let number = text.value.parse().ok().filter(|number| *number <= max);
        if number.is_none() {
            let known = format!("0–{max}");
            self.source.report(&codes::INVALID_VALUE, text.span, |f| {
                f.with("value", &text.value).with("key", key).with("known", known)
            });
        }
        number
    }

    /// One of a few words under `key`.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<Located<T>> {
        let (text, _) = self.scalar(key, "text", choices[0].0)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(Located::new(*value, text.span));
        }
        let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        self.source.report(&codes::INVALID_VALUE, text.span, |f| {
            f.with("value", &text.value).with("key", key).with("known", known.join(", "))
        });
        None
    }

    /// The texts of the list under `key`.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let mut out = Vec::new();
        for item in self.list(key) {
            match item.value {
                Value::Scalar { text, .. } => out.push(self.item(Located::new(text, item.span))),
                _ => self.wrong(key, item.span, "[…, …]", "[…]"),
            }
        }
        out
    }

    /// The texts under `key`: a list, or a single one.
    pub fn text_or_texts(&mut self, key: &'static str, example: &str) -> Vec<Located<String>> {
        let mut out = Vec::new();
        for node in self.one_or_several(key) {
            match node.value {
                Value::Scalar { text, .. } => out.push(self.item(Located::new(text, node.span))),
                _ => self.wrong(key, node.span, "[…, …]", example),
            }
        }
        out
    }

    fn item(&mut self, text: Located<String>) -> Located<String> {
        cut::report(self.source, "", &text);
        text
    }

    fn one_or_several(&mut self, key: &'static str) -> Vec<Node> {
        match self.node(key) {
            Some(Node { value: Value::List(items), .. }) => items,
            None | Some(Node { value: Value::Null, .. }) => Vec::new(),
            Some(node) => vec![node],
        }
    }

    /// The ids under `key`: a list, or a single one.
    pub fn ids(&mut self, key: &'static str, example: &str) -> Vec<Located<String>> {
        let mut out = Vec::new();
        for node in self.one_or_several(key) {
            match node.value {
                Value::Scalar { text, .. } if is_id(&text) => out.push(Located::new(text, node.span)),
                Value::Scalar { text, .. } => {
                    let example = suggest_id(&text);
                    self.source.report(&codes::INVALID_ID, node.span, |f| {
                        f.with("value", &text).with("example", example)
                    });
                }
                _ => self.wrong(key, node.span, "[…, …]", example),
            }
        }
        out
    }

    /// The items of the list under `key`.
    pub fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.node(key) {
            Some(Node { value: Value::List(items), .. }) => items,
            None | Some(Node { value: Value::Null, .. }) => Vec::new(),
            Some(node) => {
                self.wrong(key, node.span, "[…, …]", "[…]");
                Vec::new()
            }
        }
    }

    /// The entries of the mapping under `key`, whose keys are data.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(Located<String>, Node)> {
        match self.node(key) {
            Some(node) => Fields::new(self.source, node, key).entries,
            None => Vec::new(),
        }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.entries {
            let known = nearest_first(&key.value, &self.known);
            self.source
                .report(&codes::UNKNOWN_KEY, key.span, |f| f.with("key", &key.value).with("known", known));
        }
    }
}

/// Whether `text` can be an id: a–z, 0–9 and inner hyphens, at most 80 characters.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn suggest_id(text: &str) -> String {
    let slug = crate::model::slug::slug(text);
    if slug.is_empty() { "digitalt-mote".to_owned() } else { slug }
}

/// The known keys, the one that looks most like `key` first.
fn nearest_first(key: &str, known: &[&str]) -> String {
    let mut keys: Vec<&str> = known.to_vec();
    keys.sort_by_key(|name| (std::cmp::Reverse(shared_letters(key, name)), *name));
    keys.join(", ")
}

fn shared_letters(a: &str, b: &str) -> usize {
    let ratio = similar::utils::diff_chars(similar::Algorithm::Myers, a, b)
        .iter()
        .filter(|(tag, _)| *tag == similar::ChangeTag::Equal)
        .map(|(_, text)| text.len())
        .sum::<usize>();
    ratio * 200 / (a.len() + b.len()).max(1)
}
