//! From a reference to the section or point that it points at.

use super::find::{Class, Label, Mention, class_of};
use crate::diff::hashing::FastMap;
use crate::model::section::SectionTree;

/// The numbers of a text's headings.
#[derive(Debug, Default)]
pub struct Numbers {
    by_label: FastMap<(Class, String), Vec<usize>>,
    classes: FastMap<Class, usize>,
}

/// What a reference points at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A section.
    Section(usize),
    /// A point of a section's numbered list.
    Point {
        /// The section.
        section: usize,
        /// The point's path of labels.
        label: String,
    },
    /// Several sections bear the number.
    Ambiguous,
    /// Nothing in this text bears the number.
    Nowhere,
    /// Another document, or a sort of thing that this text does not number.
    Elsewhere,
}

impl Numbers {
    /// Reads the numbers of all headings.
    pub fn of(tree: &SectionTree) -> Self {
        let mut numbers = Self::default();
        for section in &tree.sections {
            let Some(number) = &section.number else {
                continue;
            };
            let (class, label, chapter) = heading_class(number);
            *numbers.classes.entry(class).or_default() += 1;
            numbers
                .by_label
                .entry((class, label))
                .or_default()
                .push(section.index);
            if let Some(chapter) = chapter {
                numbers
                    .by_label
                    .entry((Class::Chapter, chapter))
                    .or_default();
            }
        }
        numbers
    }

    /// What `label` of `mention`, which stands in `section`, points at.
    pub fn resolve(
        &self,
        tree: &SectionTree,
        section: usize,
        mention: &Mention,
        label: &Label,
    ) -> Target {
        if mention.elsewhere.is_some() {
            return Target::Elsewhere;
        }
        self.find(tree, section, mention, label)
    }

    /// What `label` of `mention` points at in this text, which is the other document that the
    /// mention names.
    pub fn resolve_there(&self, tree: &SectionTree, mention: &Mention, label: &Label) -> Target {
        // No section of this text is where the reference stands, so that a point alone is not
        // looked for.
        self.find(tree, usize::MAX, mention, label)
    }

    fn find(&self, tree: &SectionTree, section: usize, mention: &Mention, label: &Label) -> Target {
        let key = key(&label.text);
        if mention.may_be_point && !label.text.contains('.') {
            let own = point(tree, section, &label.text);
            if own.is_some() {
                return own.unwrap_or(Target::Nowhere);
            }
        }
        let classes: &[Class] = match mention.class {
            Class::Section | Class::Plain => &[Class::Section, Class::Plain],
            Class::Chapter => &[Class::Chapter, Class::Plain],
            Class::Annex => &[Class::Annex],
            Class::Article => &[Class::Article],
            Class::Paragraph => &[Class::Paragraph],
        };
        if !classes.iter().any(|class| self.classes.contains_key(class)) {
            // A text that numbers its clauses as nested list items below few headings.
            let clause =
                matches!(mention.class, Class::Section | Class::Plain) && label.text.contains('.');
            return clause
                .then(|| nested_point(tree, section, &label.text))
                .flatten()
                .unwrap_or(Target::Elsewhere);
        }
        let found = classes.iter().find_map(|class| {
            self.by_label
                .get(&(*class, key.clone()))
                .filter(|found| !found.is_empty())
        });
        let Some(found) = found else {
            return Target::Nowhere;
        };
        let target = match self.choose(tree, section, label, found) {
            Some(target) => target,
            None => return Target::Ambiguous,
        };
        match &label.point {
            Some(name) => point(tree, target, name).unwrap_or(Target::Section(target)),
            None => Target::Section(target),
        }
    }

    /// How many headings are numbered as `class`.
    pub fn count(&self, class: Class) -> usize {
        self.classes.get(&class).copied().unwrap_or(0)
    }

    /// Of several sections with one number: the one in the chapter that is named, else in the
    /// chapter where the reference stands.
    fn choose(
        &self,
        tree: &SectionTree,
        section: usize,
        label: &Label,
        found: &[usize],
    ) -> Option<usize> {
        let chapter = match &label.chapter {
            Some(chapter) => match self
                .by_label
                .get(&(Class::Chapter, key(chapter)))
                .map(Vec::as_slice)
            {
                Some([chapter]) => Some(*chapter),
                _ => return None,
            },
            None if found.len() == 1 => return Some(found[0]),
            None => root(tree, section),
        };
        let mut within = found
            .iter()
            .filter(|at| chapter.is_some_and(|chapter| tree.is_within(**at, chapter)));
        let first = within.next();
        first.filter(|_| within.next().is_none()).copied()
    }
}

/// The section just below the document's own heading that holds `section`.
fn root(tree: &SectionTree, section: usize) -> Option<usize> {
    let mut at = section;
    loop {
        let number = tree
            .get(at)
            .number
            .as_deref()
            .is_some_and(|number| heading_class(number).0 == Class::Chapter);
        if number {
            return Some(at);
        }
        at = tree.get(at).parent?;
    }
}

/// The point with the path `label` of the section where it is spoken of, else of the only section
/// that has one.
fn nested_point(tree: &SectionTree, section: usize, label: &str) -> Option<Target> {
    point(tree, section, label).or_else(|| {
        let mut found = (0..tree.sections.len()).filter_map(|at| point(tree, at, label));
        found.next().filter(|_| found.next().is_none())
    })
}

/// The point `label` of a section, if its list has one.
fn point(tree: &SectionTree, section: usize, label: &str) -> Option<Target> {
    let blocks = tree.sections.get(section)?.blocks();
    let found = blocks
        .iter()
        .filter_map(|block| block.point.as_deref())
        .find(|point| point.eq_ignore_ascii_case(label))?;
    Some(Target::Point {
        section,
        label: found.to_owned(),
    })
}

/// What sort of number a heading bears, its label, and the chapter that it names besides.
pub(crate) fn heading_class(number: &str) -> (Class, String, Option<String>) {
    if number.contains('§') {
        let (chapter, rest) = match number.split_once("kap.") {
            Some((chapter, rest)) => (Some(key(chapter)), rest),
            None => (None, number),
        };
        return (Class::Paragraph, key(&rest.replace('§', "")), chapter);
    }
    if let Some(chapter) = number
        .strip_suffix("kap.")
        .or_else(|| number.strip_suffix("kap"))
    {
        return (Class::Chapter, key(chapter), None);
    }
    if let Some((word, label)) = number.split_once(' ')
        && let Some(class) = class_of(word.trim_end_matches('.'))
    {
        return (class, key(label), None);
    }
    (Class::Plain, key(number), None)
}

/// A label without what spelling adds to it.
fn key(label: &str) -> String {
    label
        .trim()
        .trim_end_matches('.')
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::find::mentions;
    use super::*;
    use crate::parse::sections::read;

    fn resolve(tree: &SectionTree, section: usize, text: &str) -> Target {
        let mention = &mentions(text)[0];
        Numbers::of(tree).resolve(tree, section, mention, &mention.labels[0])
    }

    #[test]
    fn a_number_is_looked_for_among_headings_of_its_sort() {
        let tree = read(
            "# 1 kap. A\n\n## 1 §\n\n# 2 kap. B\n\n## 1 §\n\n# Bilaga 1\n",
            0,
        );
        assert_eq!(resolve(&tree, 3, "enligt 1 § ovan"), Target::Section(3));
        assert_eq!(
            resolve(&tree, 3, "enligt 1 kap. 1 § ovan"),
            Target::Section(1)
        );
        assert_eq!(resolve(&tree, 3, "se 2 kap. ovan"), Target::Section(2));
        assert_eq!(resolve(&tree, 0, "se bilaga 1"), Target::Section(4));
        assert_eq!(resolve(&tree, 0, "se bilaga 2"), Target::Nowhere);
        assert_eq!(resolve(&tree, 0, "se avsnitt 4"), Target::Elsewhere);
    }

    #[test]
    fn a_point_is_looked_for_in_its_own_section_first() {
        let tree = read("## 1 A\n\n1. ett\n2. två\n\n## 2 B\n\nText.\n\n## 3 C\n", 0);
        assert_eq!(
            resolve(&tree, 0, "punkt 2"),
            Target::Point {
                section: 0,
                label: "2".into()
            }
        );
        assert_eq!(resolve(&tree, 2, "punkt 2"), Target::Section(1));
        assert_eq!(
            resolve(&tree, 2, "avsnitt 1 punkt 2"),
            Target::Point {
                section: 0,
                label: "2".into()
            }
        );
    }

    #[test]
    fn without_numbered_headings_a_clause_is_a_nested_item() {
        let tree = read("# Avtal\n\n1. Ord\n   1. ett\n   2. två\n2. Pris\n", 0);
        assert_eq!(
            resolve(&tree, 0, "se punkt 1.2"),
            Target::Point {
                section: 0,
                label: "1.2".into()
            }
        );
        assert_eq!(
            resolve(&tree, 0, "under clause 1.1"),
            Target::Point {
                section: 0,
                label: "1.1".into()
            }
        );
        assert_eq!(resolve(&tree, 0, "se punkt 4.9"), Target::Elsewhere);
    }

    #[test]
    fn a_reference_into_another_document_is_resolved_there() {
        let other = read("## 5 Ansvar\n\n## 6 Tvist\n", 0);
        let mention = &mentions("avsnitt 6 i Allmänna villkor")[0];
        assert_eq!(mention.elsewhere.as_deref(), Some("Allmänna villkor"));
        assert_eq!(
            Numbers::of(&other).resolve_there(&other, mention, &mention.labels[0]),
            Target::Section(1)
        );
    }
}
