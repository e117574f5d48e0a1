//! Word's automatic numbers, counted as Word counts them.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::paragraph::{child, value, words};
use super::styles::{NumberingOf, Styles};
use crate::parse::heading::roman;

const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// The label with `%1` to `%9` for the numbers of the levels.
    text: String,
    /// After which level it starts anew: `Some(0)` after none.
    restart: Option<usize>,
    /// Whether all numbers are shown as digits.
    legal: bool,
    style: Option<String>,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by abstract list.
    lists: BTreeMap<u32, Vec<Level>>,
    /// The abstract list of each `numId`, and the levels that it starts at another number.
    instances: BTreeMap<u32, (u32, BTreeMap<usize, u32>)>,
    counters: BTreeMap<u32, [Option<u32>; LEVELS]>,
    begun: BTreeSet<(u32, usize)>,
}

/// The list and level of a numbered paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// `numId`.
    pub list: u32,
    /// Counted from 0.
    pub level: usize,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(xml: &Document<'_>) -> Self {
        let mut numbering = Self::default();
        let mut linked: BTreeMap<u32, String> = BTreeMap::new();
        let mut defines: BTreeMap<String, u32> = BTreeMap::new();
        let root = xml.root_element();
        for node in root
            .children()
            .filter(|node| node.tag_name().name() == "abstractNum")
        {
            let Some(id) = attribute(node, "abstractNumId") else {
                continue;
            };
            let mut levels = vec![Level::default(); LEVELS];
            for own in node.children().filter(|own| own.tag_name().name() == "lvl") {
                if let Some(at) = attribute(own, "ilvl").filter(|at| (*at as usize) < LEVELS) {
                    levels[at as usize] = level(own);
                }
            }
            numbering.lists.insert(id, levels);
            let style = |name| child(node, name).and_then(value).map(ToOwned::to_owned);
            linked.extend(style("numStyleLink").map(|style| (id, style)));
            defines.extend(style("styleLink").map(|style| (style, id)));
        }
        for (id, style) in linked {
            if let Some(levels) = defines.get(&style).and_then(|id| numbering.lists.get(id)) {
                let levels = levels.clone();
                numbering.lists.insert(id, levels);
            }
        }
        for node in root
            .children()
            .filter(|node| node.tag_name().name() == "num")
        {
            let list = child(node, "abstractNumId")
                .and_then(value)
                .and_then(|text| text.parse().ok());
            let (Some(id), Some(list)) = (attribute(node, "numId"), list) else {
                continue;
            };
            let starts = words(node)
                .filter(|own| own.tag_name().name() == "startOverride")
                .filter_map(|own| {
                    let level = attribute(own.parent()?, "ilvl")? as usize;
                    Some((level, value(own)?.parse().ok()?))
                });
            numbering.instances.insert(id, (list, starts.collect()));
        }
        numbering
    }

    /// Where a paragraph of the style `style` with its `own` numbering stands in a list; `None`
    /// where in none.
    pub(super) fn place(
        &self,
        own: NumberingOf,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Place> {
        let (of_style, by) = styles.numbering(style);
        let list = own.list.or(of_style.list).filter(|list| *list != 0)?;
        let (of, _) = self.instances.get(&list)?;
        let levels = self.lists.get(of)?;
        // A list can say which style stands at which of its levels.
        let linked = || {
            levels
                .iter()
                .position(|level| level.style.is_some() && level.style.as_deref() == by)
        };
        let level = own.level.or_else(linked).or(of_style.level).unwrap_or(0);
        (level < LEVELS).then_some(Place { list, level })
    }

    /// Whether a paragraph at `place` has a number, not a bullet or nothing.
    pub(super) fn is_counted(&self, place: Place) -> bool {
        let list = self
            .instances
            .get(&place.list)
            .and_then(|(list, _)| self.lists.get(list));
        list.and_then(|levels| levels.get(place.level))
            .is_some_and(|level| {
                level.format != "bullet" && level.format != "none" && level.text.contains('%')
            })
    }

    /// Counts a paragraph at `place` and returns its label: "6.2", "a)".
    pub(super) fn count(&mut self, place: Place) -> String {
        let Some((list, starts)) = self.instances.get(&place.list) else {
            return String::new();
        };
        let Some(levels) = self.lists.get(list) else {
            return String::new();
        };
        let counters = self.counters.entry(*list).or_default();
        let first_here = self.begun.insert((place.list, place.level));
        let again = starts.get(&place.level).filter(|_| first_here).copied();
        let start = levels[place.level].start;
        counters[place.level] = Some(
            again
                .or_else(|| Some(counters[place.level]?.saturating_add(1)))
                .unwrap_or(start),
        );
        for deeper in place.level + 1..LEVELS {
            let restarts = levels[deeper]
                .restart
                .is_none_or(|after| place.level < after);
            if restarts {
                counters[deeper] = None;
            }
        }
        let own = &levels[place.level];
        let mut label = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let level = signs
                .peek()
                .and_then(|next| next.to_digit(10))
                .filter(|level| *level > 0);
            match level.filter(|_| sign == '%') {
                Some(level) => {
                    signs.next();
                    let at = level as usize - 1;
                    let number = *counters[at].get_or_insert(levels[at].start);
                    let format = if own.legal {
                        "decimal"
                    } else {
                        &levels[at].format
                    };
                    label.push_str(&formatted(number, format));
                }
                None => label.push(sign),
            }
        }
        label.trim().to_owned()
    }

    /// Whether the label at some level of the list shows the numbers of levels above: what a
    /// Markdown list cannot.
    pub(super) fn is_composite(&self, list: u32) -> bool {
        let levels = self
            .instances
            .get(&list)
            .and_then(|(list, _)| self.lists.get(list));
        levels.is_some_and(|levels| {
            levels
                .iter()
                .any(|level| level.text.matches('%').count() > 1)
        })
    }
}

fn attribute(node: Node<'_, '_>, name: &str) -> Option<u32> {
    node.attributes()
        .find(|own| own.name() == name)?
        .value()
        .parse()
        .ok()
}

fn level(node: Node<'_, '_>) -> Level {
    let of = |name| child(node, name).and_then(value).map(ToOwned::to_owned);
    Level {
        start: of("start").and_then(|text| text.parse().ok()).unwrap_or(1),
        format: of("numFmt").unwrap_or_else(|| "decimal".to_owned()),
        text: of("lvlText").unwrap_or_default(),
        restart: of("lvlRestart").and_then(|text| text.parse().ok()),
        legal: child(node, "isLgl").is_some(),
        style: of("pStyle"),
    }
}

fn formatted(number: u32, format: &str) -> String {
    match format {
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a, b, … z, aa, bb, as Word goes on.
fn letters(number: u32) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    std::iter::repeat_n(letter, at as usize / 26 + 1)
        .take(64)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="6"><w:abstractNumId w:val="0"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    #[test]
    fn labels_are_counted_level_by_level() {
        let xml = Document::parse(NUMBERING).expect("XML");
        let mut numbering = Numbering::read(&xml);
        let mut count = |list, level| numbering.count(Place { list, level });
        assert_eq!([count(5, 0), count(5, 1), count(5, 1)], ["I", "1.1", "1.2"]);
        assert_eq!([count(5, 2), count(5, 2)], ["(c)", "(d)"]);
        assert_eq!(
            [count(5, 0), count(5, 2), count(5, 1)],
            ["II", "(c)", "2.1"]
        );
        // Another list of the same kind goes on, from the number that it is told.
        assert_eq!(
            [count(6, 0), count(6, 0), count(5, 0)],
            ["VII", "VIII", "IX"]
        );
        assert!(numbering.is_composite(5));
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [letters(1), letters(26), letters(27), letters(53)],
            ["a", "z", "aa", "aaa"]
        );
    }
}
