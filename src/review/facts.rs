//! What changed in the YAML of a repository, fact by fact: front matter, records, rules.
//!
//! The YAML is compared as it is written, not as it is understood: a key that this engine does not
//! know is a fact too, and a reviewer sees it.

use std::collections::BTreeMap;

use crate::model::span::LineIndex;
use crate::parse::front_matter::{self, Layout};
use crate::parse::yaml::{self, Node, Value};

/// A value that is another one now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The file.
    pub path: String,
    /// The line of the value as it is now; of what it was, where it is gone.
    pub line: usize,
    /// What the value belongs to, outermost first: lists by the ids of their items. Empty at the
    /// top.
    pub subject: Vec<String>,
    /// Its key.
    pub key: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// Keys that the engine writes to prove the others; they tell a reviewer nothing.
const PROOFS: [&str; 6] = ["digest", "for", "interim", "lines", "seal", "proposed"];

/// The facts that differ between two states of the YAML file `path`. What cannot be read holds
/// none.
pub(super) fn of_file(path: &str, old: Option<&str>, new: Option<&str>) -> Vec<Fact> {
    let of = |text: Option<&str>| text.map(|text| values(text, text, 0)).unwrap_or_default();
    differing(path, of(old), of(new))
}

/// The facts of the front matter that differ between two states of the document file `path`, those
/// named by `without` aside.
pub(super) fn of_front_matter(
    path: &str,
    old: Option<&str>,
    new: Option<&str>,
    without: &[&str],
) -> Vec<Fact> {
    let of = |text: Option<&str>| text.map(front).unwrap_or_default();
    let mut facts = differing(path, of(old), of(new));
    facts.retain(|fact| !fact.subject.is_empty() || !without.contains(&fact.key.as_str()));
    facts
}

/// A value's place among others: what it belongs to, and its key.
type Address = (Vec<String>, String);

/// A value and its line.
type Valued = (String, usize);

/// Values in the order in which they stand.
type Values = Vec<(Address, Valued)>;

fn front(text: &str) -> Values {
    match front_matter::layout(text) {
        Layout::Front { yaml, .. } => values(&text[yaml.range()], text, yaml.start),
        Layout::Unclosed | Layout::None { .. } => Values::new(),
    }
}

fn values(yaml: &str, text: &str, base: usize) -> Values {
    let mut out = Values::new();
    if let Ok(node) = yaml::read(yaml, base) {
        let lines = LineIndex::new(text);
        collect(&node, &[], "", &lines, &mut out);
    }
    out
}

fn collect(node: &Node, subject: &[String], key: &str, lines: &LineIndex, out: &mut Values) {
    let mut add = |value: String| {
        out.push((
            (subject.to_vec(), key.to_owned()),
            (value, lines.line(node.span.start)),
        ));
    };
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => add(one_line(text)),
        Value::List(items) => match scalars(items) {
            Some(texts) => add(texts.join(", ")),
            None => {
                for (at, item) in items.iter().enumerate() {
                    let inner = [subject, &[key.to_owned(), name(item, at)]].concat();
                    collect_map(item, &inner, lines, out);
                }
            }
        },
        Value::Map(_) if key.is_empty() => collect_map(node, subject, lines, out),
        Value::Map(_) => collect_map(node, &[subject, &[key.to_owned()]].concat(), lines, out),
    }
}

fn collect_map(node: &Node, subject: &[String], lines: &LineIndex, out: &mut Values) {
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries
                .iter()
                .filter(|(key, _)| !PROOFS.contains(&key.value.as_str()))
            {
                collect(value, subject, &key.value, lines, out);
            }
        }
        _ => collect(node, subject, "", lines, out),
    }
}

/// A list of plain values is one value.
fn scalars(items: &[Node]) -> Option<Vec<String>> {
    let text = |node: &Node| match &node.value {
        Value::Scalar { text, .. } => Some(one_line(text)),
        _ => None,
    };
    items.iter().map(text).collect()
}

/// What an item of a list is called: by what makes it one of its kind, else by its place.
fn name(item: &Node, at: usize) -> String {
    const NAMES: [&str; 5] = ["id", "fact", "change", "from", "document"];
    if let Value::Map(entries) = &item.value {
        for wanted in NAMES {
            let found = entries.iter().find(|(key, _)| key.value == wanted);
            if let Some((
                _,
                Node {
                    value: Value::Scalar { text, .. },
                    ..
                },
            )) = found
            {
                return one_line(text);
            }
        }
    }
    (at + 1).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn differing(path: &str, old: Values, new: Values) -> Vec<Fact> {
    let mut before: BTreeMap<Address, Vec<Valued>> = BTreeMap::new();
    for (address, value) in old.into_iter().rev() {
        before.entry(address).or_default().push(value);
    }
    let fact = |(subject, key): Address, line, old, new| Fact {
        path: path.to_owned(),
        line,
        subject,
        key,
        old,
        new,
    };
    let mut facts = Vec::new();
    for (address, (now, line)) in new {
        match before.get_mut(&address).and_then(Vec::pop) {
            Some((was, _)) if was == now => {}
            was => facts.push(fact(address, line, was.map(|(was, _)| was), Some(now))),
        }
    }
    for (address, gone) in before {
        facts.extend(
            gone.into_iter()
                .map(|(was, line)| fact(address.clone(), line, Some(was), None)),
        );
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(facts: &[Fact]) -> Vec<String> {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        let one = |fact: &Fact| {
            let subject: String = fact
                .subject
                .iter()
                .map(|part| format!("{part} › "))
                .collect();
            format!(
                "{}: {subject}{}: {} → {}",
                fact.line,
                fact.key,
                side(&fact.old),
                side(&fact.new)
            )
        };
        facts.iter().map(one).collect()
    }

    #[test]
    fn each_value_that_differs_is_a_fact_with_its_line() {
        let old = "document: a\nchanges:\n  - id: avgift\n    effective: 2022-12-19\n    sections: [\"1\"]\n  - id: bort\n    note: X.\n";
        let new = "document: a\nchanges:\n  - id: avgift\n    effective: 2023-03-19\n    sections: [\"1\", \"2\"]\n";
        assert_eq!(
            told(&of_file("r.yaml", Some(old), Some(new))),
            [
                "4: changes › avgift › effective: 2022-12-19 → 2023-03-19",
                "5: changes › avgift › sections: 1 → 1, 2",
                "6: changes › bort › id: bort → –",
                "7: changes › bort › note: X. → –",
            ]
        );
    }

    #[test]
    fn the_order_of_keys_and_what_the_engine_writes_are_no_facts() {
        let old = "a: 1\nb: {c: 2}\ndigest: sha256:00\n";
        assert_eq!(
            of_file(
                "r.yaml",
                Some(old),
                Some("b:\n  c: 2\na: 1\ndigest: sha256:11\n")
            ),
            []
        );
    }

    #[test]
    fn front_matter_is_compared_without_the_body() {
        let text = |title: &str, body: &str| {
            format!("---\nid: a\ntitle: {title}\nversion: \"1\"\n---\n# {body}\n")
        };
        let (old, new) = (text("A", "x"), text("B", "y").replace("\"1\"", "\"2\""));
        let facts = of_front_matter("a.md", Some(&old), Some(&new), &["version"]);
        assert_eq!(told(&facts), ["3: title: A → B"]);
        assert_eq!(of_front_matter("a.md", Some("# no\n"), None, &[]), []);
    }

    #[test]
    fn what_is_not_yaml_holds_no_facts() {
        assert_eq!(of_file("r.yaml", Some("a: 'x"), Some("a: [")), []);
    }
}
