//! What a text that was written elsewhere says about itself, read with leniency.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::record::Fact;
use crate::model::section::SectionTree;
use crate::model::version::VersionNumber;
use crate::parse::fields::is_id;
use crate::parse::yaml::{self, Node, Value};
use crate::parse::{dates, front_matter, sections, yaml_text};

/// The facts of a front matter, as far as they can be read, and where the body begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stated {
    /// `id`.
    pub id: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `kind`.
    pub kind: Option<String>,
    /// `version`, quoted or not.
    pub version: Option<VersionNumber>,
    /// `published`.
    pub published: Option<NaiveDate>,
    /// `effective`.
    pub effective: Option<NaiveDate>,
    /// The other facts that readers see, each as the YAML of its value.
    pub facts: BTreeMap<Fact, String>,
    /// The keys that a document here does not have, or whose values it cannot take.
    pub foreign: Vec<String>,
    /// Where the body begins.
    pub body: usize,
}

/// Reads the front matter of `text`; a text without one states nothing.
pub(super) fn read(text: &str) -> Stated {
    let mut stated = Stated {
        body: front_matter::body_start(text),
        ..Stated::default()
    };
    let front_matter::Layout::Front { yaml, body } = front_matter::layout(text) else {
        return stated;
    };
    if stated.body != body {
        return stated;
    }
    match yaml::read(&text[yaml.range()], yaml.start).map(|node| node.value) {
        Ok(Value::Map(entries)) => {
            for (key, node) in entries {
                if !stated.take(&key.value, &node) {
                    stated.foreign.push(key.value);
                }
            }
        }
        Ok(Value::Null) => {}
        Ok(_) | Err(_) => stated
            .foreign
            .push("a front matter that cannot be read".to_owned()),
    }
    stated
}

impl Stated {
    /// Whether `key` is one of ours and its value was taken.
    fn take(&mut self, key: &str, node: &Node) -> bool {
        let fact = Fact::ALL
            .into_iter()
            .find(|fact| *fact != Fact::Title && fact.name() == key);
        if let Some(fact) = fact {
            let value = value(fact, node);
            let taken = value.is_some();
            self.facts.extend(value.map(|value| (fact, value)));
            return taken;
        }
        let Some(text) = text(node) else {
            return matches!(node.value, Value::Null);
        };
        match key {
            "id" => self.id = Some(text),
            "title" => self.title = Some(text),
            "kind" => self.kind = Some(text),
            "version" => self.version = VersionNumber::parse(&text),
            "published" => self.published = dates::iso(&text),
            "effective" => self.effective = dates::iso(&text),
            _ => return false,
        }
        match key {
            "version" => self.version.is_some(),
            "published" => self.published.is_some(),
            "effective" => self.effective.is_some(),
            _ => true,
        }
    }

    /// Whether two texts say the same about themselves to a reader: all but dates and number.
    pub(super) fn same_facts(&self, other: &Self) -> bool {
        (&self.title, &self.facts) == (&other.title, &other.facts)
    }
}

/// The value of `fact` in the form that a document here gives it; `None` where it has another.
fn value(fact: Fact, node: &Node) -> Option<String> {
    match (fact, &node.value) {
        (Fact::Title | Fact::Service | Fact::PersonalData, _) => {
            Some(yaml_text::scalar(&text(node)?))
        }
        (Fact::Agreements | Fact::Parties | Fact::Related(_), Value::List(items)) => {
            let ids = items.iter().filter_map(text).filter(|id| is_id(id));
            let ids: Vec<String> = ids.map(|id| yaml_text::scalar(&id)).collect();
            (ids.len() == items.len()).then(|| format!("[{}]", ids.join(", ")))
        }
        (Fact::Agreements | Fact::Parties | Fact::Related(_), _) => None,
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The title that stands above a text: its first heading, where that has the first level and no
/// number.
pub(super) fn heading(text: &str, body: usize) -> Option<String> {
    let SectionTree { sections } = sections::read(text, body);
    let first = sections.iter().find(|section| section.level > 0)?;
    (first.level == 1 && first.number.is_none() && !first.title.is_empty())
        .then(|| first.title.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_front_matter_gives_what_it_has_and_names_the_rest() {
        let text = "---\nlayout: page\ntitle: Villkor\nversion: 2.0\npublished: i går\nparties: [a, b]\nagreements: alla\n---\n# Villkor\n";
        let stated = read(text);
        assert_eq!(stated.title.as_deref(), Some("Villkor"));
        assert_eq!(
            stated.version.as_ref().map(VersionNumber::as_str),
            Some("2.0")
        );
        assert_eq!(stated.foreign, ["layout", "published", "agreements"]);
        assert_eq!(
            stated.facts.get(&Fact::Parties).map(String::as_str),
            Some("[a, b]")
        );
        assert_eq!(&text[stated.body..], "# Villkor\n");
    }

    #[test]
    fn a_line_of_hyphens_is_no_front_matter() {
        let text = "---\nRubrik\n---\ntext\n";
        assert_eq!(read(text), Stated::default());
    }

    #[test]
    fn only_a_heading_above_all_others_is_a_title() {
        assert_eq!(
            heading("# Villkor\n\n## 1 Avgift\n", 0).as_deref(),
            Some("Villkor")
        );
        assert_eq!(heading("# 1 Inledning\n", 0), None);
        assert_eq!(heading("## Villkor\n", 0), None);
    }
}
