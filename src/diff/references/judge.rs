//! What became of references between two versions: followed, stale, pointing nowhere.

use super::super::Comparison;
use super::find::{Class, Label, mentions};
use super::meaning::Meaning;
use super::pairs::{Pairs, relabelled};
use super::resolve::{Numbers, Target};
use crate::model::section::SectionTree;
use crate::model::span::Span;

/// A reference that kept its number although its target got another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleReference {
    /// The section that it stands in, in the new text.
    pub section: usize,
    /// The block's bytes in the new file.
    pub block_span: Span,
    /// The reference as the text has it, such as "avsnitt 6.2".
    pub text: String,
    /// The first number in it that is no longer right.
    pub label: String,
    /// The reference as it ought to read.
    pub now: String,
    /// The section that it pointed at, in the new text.
    pub target: usize,
}

/// A reference to a number that nothing in the text bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DanglingReference {
    /// The section that it stands in.
    pub section: usize,
    /// The block's bytes in the file.
    pub block_span: Span,
    /// The reference as the text has it.
    pub text: String,
    /// The number that it names.
    pub label: String,
}

/// References of the new text that kept their number although the section or point that they
/// pointed at got another. Their number may now belong to another section, or to none.
pub fn stale(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Vec<StaleReference> {
    let meaning = Meaning::new(&comparison.rows, &comparison.changes, old, new);
    if !meaning.renumbered() {
        return Vec::new();
    }
    let numbers = (Numbers::of(old), Numbers::of(new));
    let mut found = Vec::new();
    for pair in Pairs::of(comparison, old) {
        let (before, after) = (pair.old.block(old), pair.new.block(new));
        let old_mentions = mentions(&before.text);
        if old_mentions.is_empty() {
            continue;
        }
        let new_mentions = mentions(&after.text);
        let was = pair.labels((&before.text, &after.text), &old_mentions, &new_mentions);
        for (mention, was) in new_mentions.iter().zip(was) {
            let mut now = mention.text.clone();
            let mut first = None;
            let mut target = pair.new.section;
            for (at, was) in was.into_iter().enumerate().rev() {
                let label = &mention.labels[at];
                let Some((old_mention, old_label)) = was else {
                    continue;
                };
                let old_mention = &old_mentions[old_mention];
                if label.class == Class::Passage || old_mention.labels[old_label].text != label.text
                {
                    continue;
                }
                let was = numbers
                    .0
                    .resolve(old, pair.old.section, old_mention, old_label);
                let Some(meant) = meaning.target(&was) else {
                    continue;
                };
                if numbers.1.resolve(new, pair.new.section, mention, at) == meant {
                    continue;
                }
                let to = relabelled(
                    label,
                    (&was, |at| old.get(at).number.as_deref()),
                    (&meant, |at| new.get(at).number.as_deref()),
                );
                let Some(to) = to else { continue };
                now.replace_range(label.at..label.at + label.text.len(), &to);
                first = Some(label.text.clone());
                target = match meant {
                    Target::Section(section) | Target::Point { section, .. } => section,
                    _ => pair.new.section,
                };
            }
            if let Some(label) = first {
                found.push(StaleReference {
                    section: pair.new.section,
                    block_span: after.span,
                    text: mention.text.clone(),
                    label,
                    now,
                    target,
                });
            }
        }
    }
    found
}

/// References of a text to numbers that nothing in it bears. Only texts that number enough of their
/// headings in the same way can be wrong: where three or fewer are numbered, nothing is said.
pub fn dangling(tree: &SectionTree) -> Vec<DanglingReference> {
    let numbers = Numbers::of(tree);
    let mut found = Vec::new();
    for section in &tree.sections {
        for block in section.blocks() {
            for mention in mentions(&block.text) {
                let nowhere = |at: usize| {
                    numbers.resolve(tree, section.index, &mention, at) == Target::Nowhere
                };
                for (at, label) in mention.labels.iter().enumerate() {
                    // What lies in something that is not there is told with it.
                    if may_dangle(tree, &numbers, label)
                        && nowhere(at)
                        && !label.of.is_some_and(nowhere)
                    {
                        found.push(DanglingReference {
                            section: section.index,
                            block_span: block.span,
                            text: mention.text.clone(),
                            label: label.text.clone(),
                        });
                    }
                }
            }
        }
    }
    found
}

/// Whether a label that nothing bears is a fault. Only texts that number enough of their headings
/// in the same way can be wrong; statutes name the paragraphs of other acts without saying so
/// again in each place.
pub(super) fn may_dangle(tree: &SectionTree, numbers: &Numbers, label: &Label) -> bool {
    const ENOUGH: usize = 3;
    let numbered = match label.class {
        Class::Paragraph | Class::Passage => return false,
        Class::Point => ENOUGH,
        Class::Section | Class::Plain => {
            numbers.count(Class::Plain) + numbers.count(Class::Section)
        }
        class => numbers.count(class),
    };
    let point = label.may_be_point && !label.text.contains('.') && has_point(tree, &label.text);
    numbered >= ENOUGH && !point
}

fn has_point(tree: &SectionTree, label: &str) -> bool {
    let blocks = tree.sections.iter().flat_map(|section| section.blocks());
    blocks
        .filter_map(|block| block.point.as_deref())
        .any(|point| point.rsplit('.').next() == Some(label))
}

#[cfg(test)]
mod tests {
    use super::super::super::compare;
    use super::*;
    use crate::parse::sections::read;

    fn stale_in(old: &str, new: &str) -> Vec<String> {
        let (a, b) = (read(old, 0), read(new, 0));
        let comparison = compare(&a, &b).expect("rebuilt");
        stale(&comparison, &a, &b)
            .iter()
            .map(|one| format!("{} → {}", one.text, one.now))
            .collect()
    }

    const OLD: &str = "## 1 Pris\n\nPriset anges i bilagan till avtalet.\n\n## 2 Jour\n\n1. Jour finns dygnet runt.\n2. Larm går till kunden.\n\n## 3 Svar\n\nSe avsnitt 1, avsnitt 2 punkt 2 och avsnitt 2.\n";

    #[test]
    fn a_reference_that_stayed_when_its_target_moved_is_stale() {
        let new = "## 1 Syfte\n\nAvtalet gäller tjänsten Journalen.\n\n".to_owned()
            + &OLD
                .replace("## 3", "## 4")
                .replace("## 2", "## 3")
                .replace("## 1", "## 2");
        assert_eq!(
            stale_in(OLD, &new),
            [
                "avsnitt 1 → avsnitt 2",
                "avsnitt 2 punkt 2 → avsnitt 3 punkt 2",
                "avsnitt 2 → avsnitt 3"
            ]
        );
        let followed = new
            .replace("avsnitt 2", "avsnitt 3")
            .replace("avsnitt 1", "avsnitt 2");
        assert!(stale_in(OLD, &followed).is_empty());
    }

    #[test]
    fn a_reference_whose_number_is_right_is_not_stale_where_the_word_before_it_went() {
        let old = "# Kapitel 1\n\n## 1 §\n\nSe 1 kap. 1 §.\n";
        let new = old.replace("# Kapitel 1", "# 1");
        assert!(stale_in(old, &new).is_empty());
    }

    #[test]
    fn a_reference_to_a_point_that_moved_is_stale() {
        let old = "## 1 Jour\n\n1. Jour finns dygnet runt.\n2. Larm går till kunden.\n\nSom punkt 2 säger.\n";
        let new = old.replace("2. Larm", "2. Telefon finns på kontoret.\n3. Larm");
        assert_eq!(stale_in(old, &new), ["punkt 2 → punkt 3"]);
    }

    #[test]
    fn in_a_contract_of_nested_items_clauses_are_followed() {
        let old = "# A\n\n1. Words\n   1. Fee means the price.\n2. Duties\n   1. Pay under clause 1.1 in time.\n";
        let added = "   1. Buyer means the customer.\n   2. Fee means";
        let new = old.replace("   1. Fee means", added);
        assert_eq!(stale_in(old, &new), ["clause 1.1 → clause 1.2"]);
        assert!(stale_in(old, &new.replace("clause 1.1", "clause 1.2")).is_empty());
    }

    #[test]
    fn a_change_that_only_follows_is_a_consequence() {
        let new = "## 1 Syfte\n\nAvtalet gäller tjänsten Journalen.\n\n".to_owned()
            + &OLD
                .replace("## 3", "## 4")
                .replace("## 2", "## 3")
                .replace("## 1", "## 2");
        let new = new
            .replace("avsnitt 2", "avsnitt 3")
            .replace("avsnitt 1", "avsnitt 2");
        let (a, b) = (read(OLD, 0), read(&new, 0));
        let comparison = compare(&a, &b).expect("rebuilt");
        let consequences: Vec<bool> = comparison
            .changes
            .iter()
            .map(|change| change.consequence)
            .collect();
        assert_eq!(consequences, [false, true, true, true]);
    }

    #[test]
    fn a_reference_to_a_number_that_nothing_bears_is_dangling() {
        let tree = read(
            &OLD.replace(
                "avsnitt 1,",
                "avsnitt 7. Läs avsnitt 9 i Allmänna villkor och",
            ),
            0,
        );
        let found: Vec<String> = dangling(&tree).into_iter().map(|one| one.text).collect();
        assert_eq!(found, ["avsnitt 7"]);
    }
}
