//! Paragraph styles: their names, what they are based on, and the numbering that they bring.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::paragraph::{child, value, words};

/// The paragraph styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Word's own name, in English whatever the language of the program ("heading 1", "toc 2").
    name: String,
    based_on: Option<String>,
    numbering: NumberingOf,
}

/// The numbering that a paragraph or a style names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberingOf {
    /// `numId`; 0 takes the numbering away.
    pub list: Option<u32>,
    /// `ilvl`, counted from 0.
    pub level: Option<usize>,
}

impl NumberingOf {
    /// Reads `numPr` of the paragraph properties `properties`.
    pub(super) fn read(properties: Option<Node<'_, '_>>) -> Self {
        let numbering = properties.and_then(|own| child(own, "numPr"));
        let number = |name| numbering.and_then(|own| child(own, name)).and_then(value);
        Self {
            list: number("numId").and_then(|text| text.parse().ok()),
            level: number("ilvl").and_then(|text| text.parse().ok()),
        }
    }
}

/// Chains of styles longer than this go round in a circle.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(xml: &Document<'_>) -> Self {
        let mut styles = Self::default();
        for node in words(xml.root_element()).filter(|node| node.tag_name().name() == "style") {
            let attribute = |name: &str| {
                node.attributes()
                    .find(|own| own.name() == name)
                    .map(|own| own.value())
            };
            let (Some(id), Some("paragraph")) = (attribute("styleId"), attribute("type")) else {
                continue;
            };
            if matches!(attribute("default"), Some("1" | "true")) {
                styles.default = Some(id.to_owned());
            }
            let of = |name| child(node, name).and_then(value).map(ToOwned::to_owned);
            let style = Style {
                name: of("name").unwrap_or_default().to_lowercase(),
                based_on: of("basedOn"),
                numbering: NumberingOf::read(child(node, "pPr")),
            };
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style `id` (the default one without it) and those it is based on, each with its id.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let start = id.or(self.default.as_deref());
        let first = start.and_then(|id| self.by_id.get_key_value(id));
        let next = |(_, style): &(&'s String, &'s Style)| {
            self.by_id.get_key_value(style.based_on.as_deref()?)
        };
        std::iter::successors(first, next)
            .take(LONGEST_CHAIN)
            .map(|(id, style)| (id.as_str(), style))
    }

    /// The level of heading that the style makes.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| {
            style
                .name
                .strip_prefix("heading ")
                .and_then(|level| level.trim().parse().ok())
        })
    }

    /// Whether the style is one of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .next()
            .is_some_and(|(_, style)| style.name.starts_with("toc "))
    }

    /// The numbering that the style brings, and the id of the style that names it.
    pub(super) fn numbering(&self, id: Option<&str>) -> (NumberingOf, Option<&str>) {
        let mut found = NumberingOf::default();
        let mut by = None;
        for (id, style) in self.chain(id) {
            if found.list.is_none() && style.numbering.list.is_some() {
                found.list = style.numbering.list;
                by = Some(id);
            }
            found.level = found.level.or(style.numbering.level);
        }
        (found, by)
    }
}
