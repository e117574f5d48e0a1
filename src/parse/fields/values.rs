//! The values of a mapping by their types.

use chrono::{Datelike, NaiveDate};

use super::super::yaml::{Node, Value};
use super::super::{cut, dates};
use super::{Fields, is_id, no_id};
use crate::model::codes::{advice, reading as codes};
use crate::model::finding::Phrase;
use crate::model::names;
use crate::model::record::explains;
use crate::model::span::{Located, Span};
use crate::model::version::VersionNumber;

/// The scalar `node` as it is written in a line, if it is one.
fn written(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, quoted: true } => Some(format!("\"{text}\"")),
        Value::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    }
}

impl Fields<'_, '_> {
    /// The value under `key`, and whether it is quoted. One that is not there is reported.
    fn scalar(
        &mut self,
        key: &'static str,
        expected: &'static Phrase,
        example: &str,
        required: bool,
    ) -> Option<(Located<String>, bool)> {
        let (_, node) = self.take(key)?;
        let is_empty = match &node.value {
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::Null => true,
            _ => false,
        };
        match node.value {
            _ if is_empty && required => self.empty_required(key, node.span, example),
            _ if is_empty => self.empty(key, node.span, None),
            Value::Scalar { text, quoted } => return Some((Located::new(text, node.span), quoted)),
            Value::List(items) if items.len() == 1 => {
                let one = written(&items[0]).unwrap_or_else(|| example.to_owned());
                self.wrong_type(key, node.span, expected, format!("{key}: {one}"));
            }
            _ => self.wrong_type(key, node.span, expected, format!("{key}: {example}")),
        }
        None
    }

    /// The text under `key`.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let (text, _) = self.scalar(key, &codes::TEXT, "…", false)?;
        cut::report(self.source, key, &text);
        Some(text)
    }

    /// The text under `key`, which must be there.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        if self.span_of(key).is_none() {
            self.missing(key, example);
        }
        let (text, _) = self.scalar(key, &codes::TEXT, example, true)?;
        cut::report(self.source, key, &text);
        Some(text)
    }

    /// `text`, given under `key`, where it explains something; else that it does not is reported.
    pub fn explains(&mut self, key: &str, text: Located<String>) -> Option<Located<String>> {
        if explains(&text.value) {
            return Some(text);
        }
        self.empty(key, text.span, None);
        None
    }

    /// The id under `key`.
    pub fn id(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let id = self.required_text(key, example)?;
        if is_id(&id.value) {
            return Some(id);
        }
        self.source
            .report(&codes::INVALID_ID, id.span, |f| no_id(f, &id.value));
        None
    }

    /// The date under `key`.
    pub fn date(&mut self, key: &'static str) -> Option<Located<NaiveDate>> {
        let (text, _) = self.scalar(key, &codes::DATE, "2022-12-19", false)?;
        self.read_date(text)
    }

    /// The date under `key`, which must be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Located<NaiveDate>> {
        if self.span_of(key).is_none() {
            self.missing(key, "2022-12-19");
        }
        let (text, _) = self.scalar(key, &codes::DATE, "2022-12-19", true)?;
        self.read_date(text)
    }

    /// Reads `text` as a date. One in another century than any contract is a slip.
    pub fn read_date(&mut self, text: Located<String>) -> Option<Located<NaiveDate>> {
        let Some(date) = dates::iso(&text.value) else {
            let example = dates::meant(&text.value)
                .map_or_else(|| "2022-12-19".to_owned(), |date| date.to_string());
            self.source.report(&codes::INVALID_DATE, text.span, |f| {
                f.with("value", &text.value).with("example", example)
            });
            return None;
        };
        if !dates::YEARS.contains(&date.year()) {
            self.source
                .report(&codes::IMPLAUSIBLE_DATE, text.span, |f| {
                    f.with("value", &text.value)
                });
        }
        Some(Located::new(date, text.span))
    }

    /// The version number under `key`, which must be there and quoted.
    pub fn version(&mut self, key: &'static str) -> Option<Located<VersionNumber>> {
        if self.span_of(key).is_none() {
            self.missing(key, "\"1.0\"");
        }
        let (text, quoted) = self.scalar(key, &codes::VERSION, "\"1.0\"", true)?;
        let number = VersionNumber::parse(&text.value);
        if number.is_none() {
            let example = VersionNumber::meant(&text.value)
                .map_or_else(|| "3.0".to_owned(), |own| own.to_string());
            self.source.report(&codes::INVALID_VERSION, text.span, |f| {
                f.with("value", &text.value).with("example", example)
            });
        } else if !quoted {
            self.source
                .report(&codes::UNQUOTED_VERSION, text.span, |f| {
                    f.with("value", &text.value)
                });
        }
        number.map(|number| Located::new(number, text.span))
    }

    /// The boolean under `key`; absent: false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some((text, quoted)) = self.scalar(key, &codes::FLAG, "true", false) else {
            return false;
        };
        match (text.value.as_str(), quoted) {
            ("true", false) => return true,
            ("false", false) => return false,
            _ => {}
        }
        let meant = match text.value.to_lowercase().as_str() {
            "true" | "yes" | "on" | "ja" | "sant" | "1" => Some("true"),
            "false" | "no" | "off" | "nej" | "falskt" | "0" => Some("false"),
            _ => None,
        };
        self.source.report(&codes::INVALID_VALUE, text.span, |f| {
            let finding = f
                .with("value", &text.value)
                .with("key", key)
                .with("known", "true, false");
            let finding = finding.saying("remedy", &codes::CHOOSE);
            match meant {
                Some(meant) => finding.with("meant", meant).advising(&advice::MEANT),
                None => finding,
            }
        });
        false
    }

    /// The whole number under `key`, at most `max`.
    pub fn number(&mut self, key: &'static str, max: u32) -> Option<u32> {
        let (text, _) = self.scalar(key, &codes::NUMBER, "3", false)?;
        let number = text.value.parse().ok().filter(|number| *number <= max);
        if number.is_none() {
            let known = format!("0–{max}");
            self.source.report(&codes::INVALID_VALUE, text.span, |f| {
                let finding = f
                    .with("value", &text.value)
                    .with("key", key)
                    .with("known", known);
                finding.saying("remedy", &codes::COUNT)
            });
        }
        number
    }

    /// One of a few words under `key`.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<Located<T>> {
        let (text, _) = self.scalar(key, &codes::WORD, choices[0].0, false)?;
        self.chosen(key, text, choices)
    }

    /// One of a few words, as the value of a key that is data itself.
    pub fn word_of<T: Copy>(
        &mut self,
        key: &Located<String>,
        mut node: Node,
        choices: &[(&'static str, T)],
    ) -> Option<Located<T>> {
        let text = match node.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Located::new(text, node.span),
            Value::Scalar { .. } | Value::Null => {
                if node.value == Value::Null {
                    node.span = key.span;
                }
                self.empty(&key.value, node.span, None);
                return None;
            }
            _ => {
                let example = format!("{}: {}", key.value, choices[0].0);
                self.wrong_type(&key.value, node.span, &codes::WORD, example);
                return None;
            }
        };
        self.chosen(&key.value, text, choices)
    }

    fn chosen<T: Copy>(
        &mut self,
        key: &str,
        text: Located<String>,
        choices: &[(&str, T)],
    ) -> Option<Located<T>> {
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(Located::new(*value, text.span));
        }
        self.source.report(&codes::INVALID_VALUE, text.span, |f| {
            let finding = f
                .with("value", &text.value)
                .with("key", key)
                .saying("remedy", &codes::CHOOSE);
            finding.among(&text.value, choices.iter().map(|(name, _)| *name))
        });
        None
    }

    /// The texts of the list under `key`, each given once.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let items = self.list(key);
        self.texts_of(key, items)
    }

    /// The texts under `key`, each given once: a list, or a single one.
    pub fn text_or_texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let items = self.one_or_several(key);
        self.texts_of(key, items)
    }

    fn texts_of(&mut self, key: &'static str, items: Vec<Node>) -> Vec<Located<String>> {
        let mut out: Vec<Located<String>> = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                Value::Scalar { text, .. } if !text.trim().is_empty() => {
                    let text = Located::new(text, item.span);
                    cut::report(self.source, "", &text);
                    out.push(text);
                }
                Value::Scalar { .. } | Value::Null => {
                    self.empty(key, item.span, Some(&codes::HOLDS_EMPTY))
                }
                _ => self.wrong_type(key, item.span, &codes::TEXTS, format!("{key}: […, …]")),
            }
        }
        self.each_once(key, &mut out);
        out
    }

    /// Of values that stand twice the second is reported and left out.
    fn each_once(&mut self, key: &'static str, values: &mut Vec<Located<String>>) {
        let mut seen = std::collections::BTreeSet::new();
        let mut repeated: Vec<(Span, String)> = Vec::new();
        values.retain(|own| {
            let first = seen.insert(names::folded(&own.value));
            if !first {
                repeated.push((own.span, own.value.clone()));
            }
            first
        });
        for (span, value) in repeated {
            self.source.report(&codes::REPEATED_VALUE, span, |f| {
                f.with("key", key).with("value", value)
            });
        }
    }

    /// The ids under `key`, each given once: a list, or a single one.
    pub fn ids(&mut self, key: &'static str) -> Vec<Located<String>> {
        let items = self.one_or_several(key);
        let mut ids = self.texts_of(key, items);
        ids.retain(|id| {
            let fits = is_id(&id.value);
            if !fits {
                self.source
                    .report(&codes::INVALID_ID, id.span, |f| no_id(f, &id.value));
            }
            fits
        });
        ids
    }

    fn one_or_several(&mut self, key: &'static str) -> Vec<Node> {
        match self.take(key) {
            Some((_, node)) if !matches!(node.value, Value::List(_) | Value::Null) => vec![node],
            Some((_, node)) => self.items(key, node),
            None => Vec::new(),
        }
    }

    /// The items of the list under `key`.
    pub fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.take(key) {
            Some((_, node)) => self.items(key, node),
            None => Vec::new(),
        }
    }

    /// The items of the list under `key`, which says something also where there are none.
    pub fn list_or_none(&mut self, key: &'static str) -> Vec<Node> {
        match self.take(key) {
            None
            | Some((
                _,
                Node {
                    value: Value::Null, ..
                },
            )) => Vec::new(),
            Some((
                _,
                Node {
                    value: Value::List(items),
                    ..
                },
            )) => items,
            Some((_, node)) => self.items(key, node),
        }
    }

    fn items(&mut self, key: &'static str, node: Node) -> Vec<Node> {
        match node.value {
            Value::List(items) if items.is_empty() => self.empty(key, node.span, None),
            Value::List(items) => return items,
            Value::Null => self.empty(key, node.span, None),
            _ => {
                let example =
                    written(&node).map_or_else(|| "[…, …]".to_owned(), |one| format!("[{one}]"));
                self.wrong_type(key, node.span, &codes::LIST, format!("{key}: {example}"));
            }
        }
        Vec::new()
    }

    /// The entries of the mapping under `key`, whose keys are data.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(Located<String>, Node)> {
        match self.take(key) {
            Some((_, node)) => Fields::new(self.source, node, key).entries,
            None => Vec::new(),
        }
    }

    /// The same of a mapping that says something also where it is written as an empty one.
    pub fn pairs_or_none(&mut self, key: &'static str) -> Vec<(Located<String>, Node)> {
        match self.take(key) {
            Some((
                _,
                Node {
                    value: Value::Map(entries),
                    ..
                },
            )) if entries.is_empty() => Vec::new(),
            Some((_, node)) => Fields::new(self.source, node, key).entries,
            None => Vec::new(),
        }
    }
}
