//! Addresses of sections, as entries write them: a number, an id, a title, "preamble", "6.2 punkt 4", "*".

use crate::model::section::{Section, SectionTree};

/// What an address of an entry speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// All that is editorial and no entry names.
    Rest,
    /// The text before the first heading.
    Preamble,
    /// A section, or one point of it.
    Section {
        /// Number, id, title, or number and title.
        name: String,
        /// The point's label, such as "4" or "4.b".
        point: Option<String>,
    },
}

/// The words that introduce a point, in Swedish and English.
const POINT_WORDS: [&str; 4] = ["punkten", "punkt", "points", "point"];

/// Reads an address. Never fails: what it names is found or not found by [`resolve`].
pub fn parse(text: &str) -> Address {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.as_str() {
        "*" => return Address::Rest,
        "preamble" => return Address::Preamble,
        _ => {}
    }
    // The words are ASCII. Other letters must keep their length: places in `lower` are places in `text`.
    let lower = text.to_ascii_lowercase();
    for word in POINT_WORDS {
        if let Some(at) = lower.rfind(&format!(" {word} ")) {
            let label = text[at + word.len() + 2..].trim().trim_end_matches([')', '.']);
            if is_point_label(label) && at > 0 {
                let point = label.replace([' ', ')'], ".").replace("..", ".").to_lowercase();
                return Address::Section { name: text[..at].to_owned(), point: Some(point) };
            }
        }
    }
    Address::Section { name: text, point: None }
}

fn is_point_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 12
        && label
            .split(['.', ' ', ')'])
            .all(|part| part.len() <= 5 && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// The sections of `tree` that `name` may mean: those with that id; else with that number; else with that
/// heading; else with that title (letter case and white space aside).
pub fn resolve(tree: &SectionTree, address: &Address) -> Vec<usize> {
    let name = match address {
        Address::Rest => return Vec::new(),
        Address::Preamble => return matching(tree, |section| section.level == 0),
        Address::Section { name, .. } => name,
    };
    let folded = fold(name);
    let number = name.trim_end_matches('.');
    let tests: [&dyn Fn(&Section) -> bool; 4] = [
        &|section| section.id.as_deref() == Some(name),
        &|section| section.number.as_deref().is_some_and(|own| own.trim_end_matches('.') == number),
        &|section| section.level > 0 && fold(&section.heading) == folded,
        &|section| section.level > 0 && fold(&section.title) == folded,
    ];
    tests.iter().map(|test| matching(tree, test)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn matching(tree: &SectionTree, test: impl Fn(&Section) -> bool) -> Vec<usize> {
    tree.sections.iter().filter(|section| test(section)).map(|section| section.index).collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How a section is named in a finding or a generated sentence: number and title, or what there is.
pub fn label(section: &Section) -> String {
    match (&section.number, section.title.as_str()) {
        (Some(number), "") => number.clone(),
        (Some(number), title) => format!("{number} {title}"),
        (None, "") => "preamble".to_owned(),
        (None, title) => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_sections_points_the_preamble_and_the_rest() {
        let section = |name: &str, point: Option<&str>| Address::Section {
            name: name.to_owned(),
            point: point.map(str::to_owned),
        };
        assert_eq!(parse("*"), Address::Rest);
        assert_eq!(parse("preamble"), Address::Preamble);
        assert_eq!(parse("6.2"), section("6.2", None));
        assert_eq!(parse("6.2 punkt 4"), section("6.2", Some("4")));
        assert_eq!(parse("5.2  punkt  4 b)"), section("5.2", Some("4.b")));
        assert_eq!(parse("Särskilda villkor"), section("Särskilda villkor", None));
        assert_eq!(parse("En punkt som gäller allt annat"), section("En punkt som gäller allt annat", None));
    }

    #[test]
    fn letters_that_are_longer_or_shorter_in_lower_case_move_no_place() {
        // In lower case the Kelvin sign has one byte instead of three, "İ" three instead of two, "Ⱥ" three.
        for name in ["KKK", "İİ", "ȺȺȺ", "ẞ Å"] {
            let expected = Address::Section { name: name.to_owned(), point: Some("4.b".to_owned()) };
            assert_eq!(parse(&format!("{name} Punkt 4.B")), expected);
            let none = Address::Section { name: format!("{name} punkt å"), point: None };
            assert_eq!(parse(&format!("{name} punkt å")), none);
        }
    }
}
