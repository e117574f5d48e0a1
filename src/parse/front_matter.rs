//! The front matter of a document.

use std::collections::BTreeMap;

use super::fields::{Fields, Source};
use crate::model::codes::reading as codes;
use crate::model::relation::Relation;
use crate::model::repository::FrontMatter;
use crate::model::span::Span;

/// Where front matter and body stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Front matter between two fences.
    Front {
        /// The YAML, without the fences.
        yaml: Span,
        /// Where the body starts.
        body: usize,
    },
    /// A first fence without a second; the body is the whole file.
    Unclosed,
    /// No front matter; the body starts after a byte order mark.
    None {
        /// Where the body starts.
        body: usize,
    },
}

/// Finds the front matter of `text`: a first line of exactly `---`, up to the next such line.
pub fn layout(text: &str) -> Layout {
    let bom = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text[bom..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return Layout::None { body: bom };
    };
    let start = bom + first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Layout::Front {
                yaml: Span::new(start, at),
                body: at + line.len(),
            };
        }
        at += line.len();
    }
    Layout::Unclosed
}

/// Where the text of any Markdown file begins: after its front matter, where it has one. A first
/// line of hyphens that no key follows is a thematic break.
pub fn body_start(text: &str) -> usize {
    match layout(text) {
        Layout::Front { yaml, body } if begins_with_key(&text[yaml.range()]) => body,
        Layout::Front { yaml, .. } => yaml
            .start
            .saturating_sub(text[..yaml.start].trim_start_matches('\u{feff}').len()),
        Layout::Unclosed => 0,
        Layout::None { body } => body,
    }
}

fn begins_with_key(yaml: &str) -> bool {
    let first = yaml
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| {
        line.split_once(':')
            .is_some_and(|(key, _)| !key.contains(' ') && !key.is_empty())
    })
}

/// Reads the front matter of the document in `source`. Returns the facts, where they could be read,
/// and where the body starts.
pub fn read(source: &mut Source<'_>) -> (Option<FrontMatter>, usize) {
    let text = source.text;
    match layout(text) {
        Layout::Front { yaml, body } => (facts(source, yaml), body),
        Layout::Unclosed => {
            source.report(&codes::UNCLOSED_FRONT_MATTER, Span::new(0, 3), |f| f);
            (None, 0)
        }
        Layout::None { body } => {
            source.report(&codes::MISSING_FRONT_MATTER, Span::new(body, body), |f| f);
            (None, body)
        }
    }
}

fn facts(source: &mut Source<'_>, yaml: Span) -> Option<FrontMatter> {
    let mut node = source.yaml(yaml)?;
    node.span = yaml;
    let mut fields = Fields::new(source, node, "front matter");
    let mut spans = BTreeMap::new();
    for key in KEYS {
        if let Some(span) = fields.span_of(key) {
            spans.insert((*key).to_owned(), span);
        }
    }
    let id = fields.id("id", "digitalt-mote");
    let title = fields.required_text("title", "Journalen");
    let kind = fields.text("kind");
    let version = fields.version("version");
    let published = fields.date("published");
    let effective = fields.date("effective");
    let agreements = fields.texts("agreements");
    let service = fields.text("service");
    let personal_data = fields.text("personal_data");
    let parties = fields.ids("parties");
    let mut relations = BTreeMap::new();
    for relation in Relation::ALL {
        let ids = fields.ids(relation.name());
        if !ids.is_empty() {
            relations.insert(relation, ids);
        }
    }
    fields.finish();
    Some(FrontMatter {
        id: id?.value,
        title: title?.value,
        kind: kind.map(|kind| kind.value).unwrap_or_default(),
        version: version?.value,
        published: published.map(|date| date.value),
        effective: effective.map(|date| date.value),
        agreements,
        service: service.map(|text| text.value),
        personal_data: personal_data.map(|text| text.value),
        parties,
        relations,
        spans,
    })
}

/// The keys of the front matter, in their usual order.
const KEYS: &[&str] = &[
    "id",
    "title",
    "kind",
    "version",
    "published",
    "effective",
    "agreements",
    "service",
    "personal_data",
    "parties",
    "part_of",
    "replaces",
    "supplements",
    "applies_with",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(text: &str) -> Vec<&'static str> {
        let mut source = Source::new("contracts/x.md", text);
        read(&mut source);
        source
            .findings
            .iter()
            .map(|finding| finding.code.name)
            .collect()
    }

    #[test]
    fn a_complete_front_matter_is_read_without_findings() {
        let text = "---\nid: x\ntitle: X\nkind: btv\nversion: \"1.0\"\npublished: 2022-01-01\neffective: 2022-01-01\n---\n# X\n";
        let mut source = Source::new("contracts/x.md", text);
        let (front, body) = read(&mut source);
        assert_eq!(source.findings, []);
        assert_eq!(front.expect("facts").version.as_str(), "1.0");
        assert_eq!(&text[body..], "# X\n");
    }

    #[test]
    fn relations_are_read_one_or_several_with_their_places() {
        let text = "---\nid: x\ntitle: X\nversion: \"1\"\nparties: [inera, kund]\npart_of: a\nreplaces: [b, c]\n---\n";
        let mut source = Source::new("contracts/x.md", text);
        let front = read(&mut source).0.expect("facts");
        assert_eq!(source.findings, []);
        assert_eq!(
            front.fact(crate::model::record::Fact::Parties),
            ["inera", "kund"]
        );
        let replaced = front.related(Relation::Replaces);
        assert_eq!(&text[replaced[1].span.range()], "c");
        assert_eq!(front.related(Relation::PartOf)[0].value, "a");
        assert_eq!(
            codes_of("---\nid: x\ntitle: X\nversion: \"1\"\npart_of: [Å, {a: b}]\n---\n"),
            ["wrong-type", "invalid-id"]
        );
    }

    #[test]
    fn all_mistakes_are_found_together() {
        let text = "---\nid: X y\nversion: 2.0\npublished: 2022-02-30\nefective: 2022-01-01\nversion: \"3\"\n---\n";
        assert_eq!(
            codes_of(text),
            [
                "duplicate-key",
                "invalid-id",
                "missing-key",
                "unquoted-version",
                "invalid-date",
                "unknown-key"
            ]
        );
    }

    #[test]
    fn missing_and_unclosed_front_matter_are_told_apart() {
        assert_eq!(codes_of("# X\n"), ["missing-front-matter"]);
        assert_eq!(codes_of("---\nid: x\n# X\n"), ["unclosed-front-matter"]);
        assert_eq!(codes_of("---\nid: 'x\n---\n"), ["yaml-syntax"]);
    }

    #[test]
    fn windows_line_endings_and_a_byte_order_mark_are_no_problem() {
        assert_eq!(
            codes_of("\u{feff}---\r\nid: x\r\ntitle: X\r\nversion: \"1\"\r\n---\r\n# X\r\n"),
            [""; 0]
        );
    }
}
