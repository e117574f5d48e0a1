//! From a reference to the section or point that it points at.

use super::find::{Class, Document, Label, Mention, class_of};
use super::names::is_name_of;
use crate::diff::hashing::FastMap;
use crate::model::section::{BlockKind, SectionTree};

/// The numbers of a text's headings.
#[derive(Debug, Default)]
pub struct Numbers {
    by_label: FastMap<(Class, String), Vec<usize>>,
    /// Paragraphs whose heading names their chapter ("2 kap. 5 §").
    chaptered: FastMap<(String, String), Vec<usize>>,
    classes: FastMap<Class, usize>,
    /// What the text is called: its first heading, where that is the whole text's.
    title: Option<String>,
    /// Whether the paragraphs of each chapter begin at 1 again.
    restarts: bool,
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
    /// Several things may be meant, or what is meant cannot be told.
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
                .entry((class, label.clone()))
                .or_default()
                .push(section.index);
            if let Some(chapter) = chapter {
                let own = numbers.chaptered.entry((chapter, label.clone()));
                own.or_default().push(section.index);
            }
        }
        numbers.restarts = numbers
            .by_label
            .iter()
            .any(|((class, _), found)| *class == Class::Paragraph && found.len() > 1);
        let mut tops = tree.sections.iter().filter(|section| section.level == 1);
        numbers.title = tops
            .next()
            .filter(|first| first.number.is_none() && tops.next().is_none())
            .map(|first| first.title.clone());
        numbers
    }

    /// What the label `at` of `mention`, which stands in `section`, points at.
    pub fn resolve(
        &self,
        tree: &SectionTree,
        section: usize,
        mention: &Mention,
        at: usize,
    ) -> Target {
        match &mention.document {
            Document::Own | Document::This => self.find(tree, section, mention, at),
            Document::Other(name) | Document::Unclear(name) if self.is_own(name) => {
                self.find(tree, section, mention, at)
            }
            Document::Other(_) => Target::Elsewhere,
            Document::Unclear(name) => match self.find(tree, section, mention, at) {
                Target::Elsewhere => Target::Elsewhere,
                // "avsnitt 5 Allmänna villkor": the words are the section's title.
                Target::Section(target) if titled(tree, target, name) => Target::Section(target),
                _ => Target::Ambiguous,
            },
        }
    }

    /// What the label would point at in this text, were it the one that is meant.
    pub fn resolve_here(
        &self,
        tree: &SectionTree,
        section: usize,
        mention: &Mention,
        at: usize,
    ) -> Target {
        self.find(tree, section, mention, at)
    }

    /// What the label points at in this text, which is the other document that the mention names.
    pub fn resolve_there(&self, tree: &SectionTree, mention: &Mention, at: usize) -> Target {
        // No section of this text is where the reference stands, so that a point alone is not
        // looked for.
        self.find(tree, usize::MAX, mention, at)
    }

    /// Whether `name` is what the text is called.
    fn is_own(&self, name: &str) -> bool {
        self.title
            .as_deref()
            .is_some_and(|title| is_name_of(name, title))
    }

    fn find(&self, tree: &SectionTree, section: usize, mention: &Mention, at: usize) -> Target {
        let label = &mention.labels[at];
        if let Some(found) = self.with_chapter(mention, label) {
            return found;
        }
        let within = label
            .of
            .filter(|of| *of != at)
            .map(|of| self.find(tree, section, mention, of));
        match (label.class, within) {
            (_, Some(unknown @ (Target::Ambiguous | Target::Elsewhere | Target::Nowhere))) => {
                unknown
            }
            (Class::Passage, None) if section < tree.sections.len() => Target::Section(section),
            (Class::Passage, within) => within.unwrap_or(Target::Ambiguous),
            (Class::Point, None) => point(tree, section, &label.text).unwrap_or(Target::Ambiguous),
            (Class::Point, Some(within)) => self.point_of(tree, &within, label),
            (_, Some(Target::Section(within))) => self.part_of(tree, within, label),
            (_, Some(_)) => Target::Ambiguous,
            (_, None) => self.top(tree, section, mention, label),
        }
    }

    /// "2 kap. 5 §" where the headings say both.
    fn with_chapter(&self, mention: &Mention, label: &Label) -> Option<Target> {
        if label.class != Class::Paragraph {
            return None;
        }
        let chapter = &mention.labels[label.of?];
        let found = self
            .chaptered
            .get(&(key(&chapter.text), key(&label.text)))?;
        Some(match found.as_slice() {
            [only] => Target::Section(*only),
            _ => Target::Ambiguous,
        })
    }

    /// The point that `label` names in a section or in another point.
    fn point_of(&self, tree: &SectionTree, within: &Target, label: &Label) -> Target {
        let (section, path) = match within {
            Target::Section(section) => (*section, label.text.clone()),
            Target::Point {
                section,
                label: outer,
            } => (*section, format!("{outer}.{}", label.text)),
            _ => return Target::Ambiguous,
        };
        if let Some(found) = point(tree, section, &path) {
            // "avsnitt 6 punkt 4" may as well be section 6.4.
            let sub = tree.get(section).number.as_ref().is_some_and(|number| {
                let key = key(&format!("{number}.{path}"));
                self.by_label
                    .get(&(Class::Plain, key))
                    .is_some_and(|found| !found.is_empty())
            });
            return if sub { Target::Ambiguous } else { found };
        }
        let numbered = tree
            .get(section)
            .blocks()
            .iter()
            .any(|block| block.point.as_deref().is_some_and(|own| !own.contains('.')));
        let sub_sections = tree
            .sections
            .get(section + 1)
            .is_some_and(|next| next.parent == Some(section));
        if numbered && !label.loose && !sub_sections && matches!(within, Target::Section(_)) {
            Target::Nowhere
        } else {
            Target::Ambiguous
        }
    }

    /// The section or point that `label` names within the chapter, article or annex `within`.
    fn part_of(&self, tree: &SectionTree, within: usize, label: &Label) -> Target {
        let key = key(&label.text);
        let mut found: Vec<usize> = Vec::new();
        for class in classes(label.class) {
            let all = self
                .by_label
                .get(&(*class, key.clone()))
                .map_or(&[][..], Vec::as_slice);
            found.extend(
                all.iter()
                    .filter(|at| **at != within && tree.is_within(**at, within)),
            );
        }
        let point = label
            .may_be_point
            .then(|| point(tree, within, &label.text))
            .flatten();
        match (found.as_slice(), point) {
            ([only], None) => Target::Section(*only),
            ([], Some(point)) => point,
            ([], None)
                if !label.may_be_point
                    && !label.loose
                    && self.numbers_within(tree, within, label) =>
            {
                Target::Nowhere
            }
            _ => Target::Ambiguous,
        }
    }

    fn numbers_within(&self, tree: &SectionTree, within: usize, label: &Label) -> bool {
        self.by_label.iter().any(|((class, _), found)| {
            classes(label.class).contains(class)
                && found
                    .iter()
                    .any(|at| *at != within && tree.is_within(*at, within))
        })
    }

    /// What a label names that lies in nothing else of its mention.
    fn top(&self, tree: &SectionTree, section: usize, mention: &Mention, label: &Label) -> Target {
        let key = key(&label.text);
        if label.may_be_point
            && !label.text.contains('.')
            && let Some(own) = point(tree, section, &label.text)
        {
            // "punkt 2" where the list has a point 2: the list's, unless the text says otherwise.
            return own;
        }
        let classes = classes(label.class);
        if !classes.iter().any(|class| self.classes.contains_key(class)) {
            return self.unnumbered(tree, section, mention, label);
        }
        let found = classes.iter().find_map(|class| {
            self.by_label
                .get(&(*class, key.clone()))
                .filter(|found| !found.is_empty())
        });
        let Some(found) = found else {
            return self
                .point_of_number(tree, section, label)
                .unwrap_or(Target::Nowhere);
        };
        self.choose(tree, section, found)
            .map_or(Target::Ambiguous, Target::Section)
    }

    /// "punkt 5.2" where section 5 has a list and no sub-sections.
    fn point_of_number(&self, tree: &SectionTree, section: usize, label: &Label) -> Option<Target> {
        let (head, tail) = label.text.split_once('.')?;
        if label.class != Class::Section {
            return None;
        }
        let found = self.by_label.get(&(Class::Plain, key(head)))?;
        let target = self.choose(tree, section, found)?;
        point(tree, target, tail)
    }

    /// A sort of thing that no heading here bears.
    fn unnumbered(
        &self,
        tree: &SectionTree,
        section: usize,
        mention: &Mention,
        label: &Label,
    ) -> Target {
        let plain = || {
            let found = self.by_label.get(&(Class::Plain, key(&label.text)));
            found.is_some_and(|found| !found.is_empty())
        };
        match label.class {
            // A text that numbers its clauses as nested list items below few headings.
            Class::Section | Class::Plain if label.text.contains('.') => {
                nested_point(tree, section, &label.text).unwrap_or(Target::Elsewhere)
            }
            // "Article 5" and "§ 5" may be what the heading "5" is called.
            Class::Article if plain() => Target::Ambiguous,
            Class::Paragraph if mention.text.starts_with('§') && plain() => Target::Ambiguous,
            _ => Target::Elsewhere,
        }
    }

    /// How many headings are numbered as `class`.
    pub fn count(&self, class: Class) -> usize {
        self.classes.get(&class).copied().unwrap_or(0)
    }

    /// Of the sections with one number: the one in the chapter where the reference stands; in the
    /// body of the text, the one that stands in no annex.
    fn choose(&self, tree: &SectionTree, section: usize, found: &[usize]) -> Option<usize> {
        let foreign = section >= tree.sections.len();
        let annex = |at: usize| above(tree, at, Class::Annex);
        let chapter = |at: usize| above(tree, at, Class::Chapter);
        if let [only] = found {
            let (from, to) = (if foreign { None } else { annex(section) }, annex(*only));
            // A number that only an annex has is not what the body means, unless it says so.
            let apart = to.is_some() && to != from && to != Some(*only);
            let restarts = !foreign
                && self.restarts
                && chapter(*only).is_some()
                && chapter(*only) != chapter(section)
                && heading_class(tree.get(*only).number.as_deref().unwrap_or_default()).0
                    == Class::Paragraph;
            return (!apart && !restarts).then_some(*only);
        }
        if foreign {
            return None;
        }
        let mut within = found.iter().filter(|at| match chapter(section) {
            Some(chapter) => tree.is_within(**at, chapter),
            None => annex(section).is_none() && annex(**at).is_none(),
        });
        let first = within.next();
        first.filter(|_| within.next().is_none()).copied()
    }
}

/// The classes of headings that a reference of `class` may mean, in this order.
fn classes(class: Class) -> &'static [Class] {
    match class {
        Class::Section | Class::Plain => &[Class::Section, Class::Plain],
        Class::Chapter => &[Class::Chapter, Class::Plain],
        Class::Annex => &[Class::Annex],
        Class::Article => &[Class::Article],
        Class::Paragraph => &[Class::Paragraph],
        Class::Point | Class::Passage => &[],
    }
}

/// The nearest section above `section`, or itself, that is numbered as `class`.
fn above(tree: &SectionTree, section: usize, class: Class) -> Option<usize> {
    let mut at = section;
    loop {
        let own = tree.get(at).number.as_deref();
        if own.is_some_and(|number| heading_class(number).0 == class) {
            return Some(at);
        }
        at = tree.get(at).parent?;
    }
}

/// Whether a section's title begins `name`.
fn titled(tree: &SectionTree, section: usize, name: &str) -> bool {
    let title = &tree.get(section).title;
    !title.is_empty() && is_name_of(name, title)
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
    let mut items = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Item { .. }))
        .filter_map(|block| block.point.as_deref())
        .filter(|point| point.eq_ignore_ascii_case(label));
    let found = items.next()?;
    if items.next().is_some() {
        // Two lists have it.
        return Some(Target::Ambiguous);
    }
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

/// The label of a heading's number as a reference writes it: "12" of "Artikel 12", "5 a" of "2 kap.
/// 5 a §".
pub(crate) fn written(number: &str) -> &str {
    let paragraph = number.split_once("kap.").map_or(number, |(_, rest)| rest);
    if let Some(label) = paragraph.trim().strip_suffix('§') {
        return label.trim();
    }
    if let Some(label) = paragraph.trim().strip_prefix('§') {
        return label.trim();
    }
    if let Some((chapter, _)) = number.split_once(" kap") {
        return chapter;
    }
    match number.split_once(' ') {
        Some((word, label)) if class_of(word.trim_end_matches('.')).is_some() => label,
        _ => number,
    }
}

/// A label without what spelling adds to it.
pub(crate) fn key(label: &str) -> String {
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
        let mut leaves = mention.leaves();
        let leaf = leaves.next().expect("a label");
        Numbers::of(tree).resolve(tree, section, mention, leaf)
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
        assert_eq!(mention.document, Document::Other("Allmänna villkor".into()));
        assert_eq!(
            Numbers::of(&other).resolve_there(&other, mention, 0),
            Target::Section(1)
        );
    }
}
