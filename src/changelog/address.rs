//! Addresses of sections, as entries write them: a number, an id, a title, "preamble", "6.2 punkt
//! 4", "*".

use std::borrow::Cow;
use std::cell::OnceCell;

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

impl Address {
    /// The label of the point that it names.
    pub fn point(&self) -> Option<&str> {
        match self {
            Address::Section { point, .. } => point.as_deref(),
            Address::Rest | Address::Preamble => None,
        }
    }
}

/// The words that introduce a point, in Swedish and English.
const POINT_WORDS: [&str; 4] = ["punkten", "punkt", "points", "point"];

/// The words that say that a section is meant as the old text has it, in Swedish and English.
const OLD_WORDS: [&str; 2] = ["tidigare", "former"];

/// Reads an address. Never fails: what it names is found or not found by a [`Directory`].
pub fn parse(text: &str) -> Address {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.as_str() {
        "*" => return Address::Rest,
        "preamble" => return Address::Preamble,
        _ => {}
    }
    // The words are ASCII. Other letters must keep their length: places in `lower` are places in
    // `text`.
    let lower = text.to_ascii_lowercase();
    for word in POINT_WORDS {
        if let Some(at) = lower.rfind(&format!(" {word} ")) {
            let label = text[at + word.len() + 2..]
                .trim()
                .trim_end_matches([')', '.']);
            if is_point_label(label) && at > 0 {
                let point = label
                    .replace([' ', ')'], ".")
                    .replace("..", ".")
                    .to_lowercase();
                return Address::Section {
                    name: text[..at].to_owned(),
                    point: Some(point),
                };
            }
        }
    }
    Address::Section {
        name: text,
        point: None,
    }
}

fn is_point_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 12
        && label
            .split(['.', ' ', ')'])
            .all(|part| part.len() <= 5 && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// The names of a text's sections, put in order once, so that finding an address costs no walk
/// through the text.
pub struct Directory<'t> {
    tree: &'t SectionTree,
    ids: Names<'t>,
    numbers: Names<'t>,
    /// By folded heading, and by folded title: only made when somebody asks for a heading.
    headings: OnceCell<(Names<'t>, Names<'t>)>,
}

impl<'t> Directory<'t> {
    /// The directory of `tree`.
    pub fn of(tree: &'t SectionTree) -> Self {
        let sections = || tree.sections.iter();
        let number = |section: &'t Section| section.number.as_deref().map(without_dot);
        Self {
            tree,
            ids: Names::of(sections(), |section| {
                section.id.as_deref().map(Cow::Borrowed)
            }),
            numbers: Names::of(sections(), |section| number(section).map(Cow::Borrowed)),
            headings: OnceCell::new(),
        }
    }

    /// The section at `place` of the text.
    pub fn section(&self, place: usize) -> &'t Section {
        self.tree.get(place)
    }

    /// All sections, in the order of the text.
    pub fn sections(&self) -> impl Iterator<Item = &'t Section> + use<'t> {
        self.tree.sections.iter()
    }

    /// The sections that `address` may mean: those with that id; else with that number; else with
    /// that heading; else with that title (letter case and white space aside); else, for a name that
    /// ends in "(2)", the second of those that bear the rest of it. In the order of the text.
    pub fn resolve(&self, address: &Address) -> Vec<usize> {
        let name = match address {
            Address::Rest => return Vec::new(),
            Address::Preamble => {
                let sections = self.tree.sections.iter();
                return sections
                    .filter(|section| section.level == 0)
                    .map(|section| section.index)
                    .collect();
            }
            Address::Section { name, .. } => name,
        };
        let found = self.called(name);
        if !found.is_empty() {
            return found;
        }
        let Some((name, which)) = numbered(name) else {
            return Vec::new();
        };
        let same = if name.is_empty() {
            self.nameless()
        } else {
            self.called(name)
        };
        same.get(which - 1).copied().into_iter().collect()
    }

    /// Whether `address` says which of several sections of one name is meant.
    pub fn counts(&self, address: &Address) -> bool {
        let Address::Section { name, .. } = address else {
            return false;
        };
        numbered(name).is_some() && self.called(name).is_empty()
    }

    /// The headings without any words.
    fn nameless(&self) -> Vec<usize> {
        let sections = self.tree.sections.iter();
        sections
            .filter(|section| section.level > 0 && section.heading.trim().is_empty())
            .map(|section| section.index)
            .collect()
    }

    /// The addresses that may name the section at `at`, the plainest first. Where several sections
    /// bear a name, the address says which of them is meant: "Support (2)".
    pub fn names(&self, at: usize) -> Vec<String> {
        let section = self.tree.get(at);
        if section.level == 0 {
            return vec!["preamble".to_owned()];
        }
        let plain = [
            section.number.clone(),
            section.id.clone(),
            Some(section.title.clone()),
            Some(section.heading.clone()),
        ];
        let plain: Vec<String> = plain
            .into_iter()
            .flatten()
            .filter(|own| !own.is_empty())
            .collect();
        let which = |same: &[usize]| same.iter().position(|own| *own == at).map(|own| own + 1);
        let counted = |name: &String| {
            let which = which(&self.called(name))?;
            Some(format!("{name} ({which})"))
        };
        let mut counted: Vec<String> = plain.iter().filter_map(counted).collect();
        if plain.is_empty() {
            counted.extend(which(&self.nameless()).map(|which| format!("({which})")));
        }
        plain.into_iter().chain(counted).collect()
    }

    /// The sections that bear `name`.
    fn called(&self, name: &str) -> Vec<usize> {
        let found = [self.ids.get(name), self.numbers.get(without_dot(name))];
        if let Some(found) = found.into_iter().find(|found| !found.is_empty()) {
            return found;
        }
        let (headings, titles) = self.headings.get_or_init(|| {
            let headed = || {
                self.tree
                    .sections
                    .iter()
                    .filter(|section| section.level > 0)
            };
            let heading = |section: &'t Section| Some(Cow::Owned(fold(&section.heading)));
            let title = |section: &'t Section| Some(Cow::Owned(fold(&section.title)));
            (Names::of(headed(), heading), Names::of(headed(), title))
        });
        let folded = fold(name);
        let found = headings.get(&folded);
        if found.is_empty() {
            titles.get(&folded)
        } else {
            found
        }
    }
}

/// The address without the word that says that the old text is meant: "tidigare Support".
pub fn of_old(address: &Address) -> Option<Address> {
    let Address::Section { name, point } = address else {
        return None;
    };
    let (word, rest) = name.split_once(' ')?;
    OLD_WORDS
        .contains(&word.to_lowercase().as_str())
        .then(|| match rest {
            "preamble" => Address::Preamble,
            rest => Address::Section {
                name: rest.to_owned(),
                point: point.clone(),
            },
        })
}

/// A name that says which of several is meant, without what says it: "Support (2)".
fn numbered(name: &str) -> Option<(&str, usize)> {
    let (name, which) = name.strip_suffix(')')?.rsplit_once('(')?;
    let which = which.parse().ok().filter(|which| *which > 0)?;
    (name.is_empty() || name.ends_with(' ')).then(|| (name.trim_end(), which))
}

/// Sections by one kind of name: names in order, and those of one name in the order of the text.
struct Names<'t>(Vec<(Cow<'t, str>, usize)>);

impl<'t> Names<'t> {
    fn of(
        sections: impl Iterator<Item = &'t Section>,
        name: impl Fn(&'t Section) -> Option<Cow<'t, str>>,
    ) -> Self {
        let mut names: Vec<_> = sections
            .filter_map(|section| name(section).map(|name| (name, section.index)))
            // "3 §" has no title: nobody can ask for it by none.
            .filter(|(name, _)| !name.is_empty())
            .collect();
        names.sort_unstable();
        Self(names)
    }

    fn get(&self, name: &str) -> Vec<usize> {
        let first = self.0.partition_point(|(own, _)| own.as_ref() < name);
        self.0[first..]
            .iter()
            .take_while(|(own, _)| own == name)
            .map(|(_, section)| *section)
            .collect()
    }
}

fn without_dot(number: &str) -> &str {
    number.trim_end_matches('.')
}

fn fold(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Whether the point `label` is `point` or lies within it.
pub fn is_within(label: &str, point: &str) -> bool {
    label.eq_ignore_ascii_case(point)
        || (label.len() > point.len()
            && label.as_bytes()[point.len()] == b'.'
            && label[..point.len()].eq_ignore_ascii_case(point))
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
        assert_eq!(
            parse("Särskilda villkor"),
            section("Särskilda villkor", None)
        );
        assert_eq!(
            parse("En punkt som gäller allt annat"),
            section("En punkt som gäller allt annat", None)
        );
    }

    #[test]
    fn letters_that_are_longer_or_shorter_in_lower_case_move_no_place() {
        // In lower case the Kelvin sign has one byte instead of three, "İ" three instead of two,
        // "Ⱥ" three.
        for name in ["KKK", "İİ", "ȺȺȺ", "ẞ Å"] {
            let expected = Address::Section {
                name: name.to_owned(),
                point: Some("4.b".to_owned()),
            };
            assert_eq!(parse(&format!("{name} Punkt 4.B")), expected);
            let none = Address::Section {
                name: format!("{name} punkt å"),
                point: None,
            };
            assert_eq!(parse(&format!("{name} punkt å")), none);
        }
    }

    #[test]
    fn of_several_sections_with_one_name_an_address_says_which() {
        let tree = crate::parse::sections::read(
            "## Support\n\n## Pris (2)\n\n## Support\n\n## Pris\n\n##\n\n## 1 A\n\n## 1 A\n",
            0,
        );
        let directory = Directory::of(&tree);
        let found = |text: &str| directory.resolve(&parse(text));
        assert_eq!(found("support"), [0, 2]);
        assert_eq!(found("Support (2)"), [2]);
        assert_eq!(found("Support (3)"), [0; 0]);
        assert_eq!(found("Support (0)"), [0; 0]);
        assert_eq!(found("Pris (2)"), [1], "a title may end so");
        assert_eq!(found("(1)"), [4]);
        assert_eq!(found("1 A (2)"), [6]);
        for section in &tree.sections {
            let names = directory.names(section.index);
            let fits = |name: &String| directory.resolve(&parse(name)) == [section.index];
            assert!(names.iter().any(fits), "{names:?}");
        }
        assert_eq!(
            directory.names(2),
            ["Support", "Support", "Support (2)", "Support (2)"]
        );
    }

    #[test]
    fn a_label_of_a_point_is_short_and_has_few_letters_in_each_part() {
        let point = |text: &str| match parse(text) {
            Address::Section { point, .. } => point,
            _ => None,
        };
        assert_eq!(point("6.2 point 4.b.ii").as_deref(), Some("4.b.ii"));
        assert_eq!(point("6.2 Punkten 4 B").as_deref(), Some("4.b"));
        assert_eq!(
            point("6.2 punkt 12345.67890").as_deref(),
            Some("12345.67890")
        );
        assert_eq!(point("6.2 punkt 123456"), None);
        assert_eq!(point("6.2 punkt 1.2.3.4.5.6.7"), None);
        assert_eq!(point("6.2 punkt ä"), None);
        assert_eq!(point("6.2 punkt )"), None);
    }

    #[test]
    fn an_id_is_asked_first_then_the_number_the_heading_and_the_title() {
        let tree = crate::parse::sections::read(
            "Ord.\n\n## 1 Avgift {#pris}\n\n## 2. Pris\n\n## 3 §\n\n## Stöd\n",
            0,
        );
        let found = |text: &str| Directory::of(&tree).resolve(&parse(text));
        assert_eq!(found("pris"), [1]);
        assert_eq!(found("PRIS"), [2]);
        assert_eq!(found("2"), [2]);
        assert_eq!(found("1."), [1]);
        assert_eq!(found("1  avgift"), [1]);
        assert_eq!(found("preamble"), [0]);
        assert_eq!(found("stöd"), [4]);
        assert_eq!(found("stö"), [0; 0]);
        assert_eq!(found("*"), [0; 0]);
        assert_eq!(found(""), [0; 0]);
        let labels: Vec<String> = tree.sections.iter().map(label).collect();
        assert_eq!(labels, ["preamble", "1 Avgift", "2 Pris", "3 §", "Stöd"]);
    }
}
