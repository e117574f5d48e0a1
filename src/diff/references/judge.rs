//! What became of references between two versions: followed, stale, pointing nowhere.

use super::super::redline::{BlockEdit, Place};
use super::super::{Comparison, Op};
use super::find::{Class, Label, Mention, mentions};
use super::meaning::Meaning;
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
    /// The number that it names.
    pub label: String,
    /// The number that its target has now.
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
    let (numbers_old, numbers_new) = (Numbers::of(old), Numbers::of(new));
    let mut found = Vec::new();
    for (x, y, edit) in block_pairs(comparison, old) {
        let (before, after) = (x.block(old), y.block(new));
        let old_mentions = mentions(&before.text);
        if old_mentions.is_empty() {
            continue;
        }
        for mention in mentions(&after.text) {
            for label in &mention.labels {
                let Some(place) = unchanged(edit, label.span) else {
                    continue;
                };
                let Some((old_mention, old_label)) = label_at(&old_mentions, place) else {
                    continue;
                };
                let was = numbers_old.resolve(old, x.section, old_mention, old_label);
                let Some(meant) = meaning.target(&was) else {
                    continue;
                };
                if numbers_new.resolve(new, y.section, &mention, label) == meant {
                    continue;
                }
                let Some(now) = moved(old, new, &was, &meant, label) else {
                    continue;
                };
                let label = written(&label.text, label.point.as_deref());
                // Where only the word before a number differs ("Kapitel 1" is "1" now), the number
                // is right.
                if now == label {
                    continue;
                }
                found.push(StaleReference {
                    section: y.section,
                    block_span: after.span,
                    text: after.text[mention.span.range()].to_owned(),
                    label,
                    now,
                    target: match meant {
                        Target::Section(section) | Target::Point { section, .. } => section,
                        _ => y.section,
                    },
                });
            }
        }
    }
    found
}

/// All pairs of blocks, those of unchanged sections included.
fn block_pairs<'a>(
    comparison: &'a Comparison,
    old: &SectionTree,
) -> Vec<(Place, Place, Option<&'a BlockEdit>)> {
    let mut changed = vec![None; comparison.rows.len()];
    for change in &comparison.changes {
        changed[change.row] = Some(&change.redline);
    }
    let mut pairs = Vec::new();
    for (row, redline) in comparison.rows.iter().zip(changed) {
        let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else {
            continue;
        };
        match redline {
            Some(redline) => pairs.extend(redline.edits.iter().filter_map(|edit| {
                edit.old
                    .zip(edit.new)
                    .map(|(old, new)| (old, new, Some(edit)))
            })),
            None => pairs.extend((0..old.get(*a).blocks().len()).map(|block| {
                (
                    Place { section: *a, block },
                    Place { section: *b, block },
                    None,
                )
            })),
        }
    }
    pairs
}

/// The label that the reference ought to have, if what it means bears another number than before.
fn moved(
    old: &SectionTree,
    new: &SectionTree,
    was: &Target,
    meant: &Target,
    label: &Label,
) -> Option<String> {
    match (was, meant) {
        (Target::Section(was), Target::Section(is)) => {
            let (before, now) = (
                old.get(*was).number.as_ref()?,
                new.get(*is).number.as_ref()?,
            );
            (before != now).then(|| bare(now).to_owned())
        }
        (
            Target::Point {
                section: was,
                label: before,
            },
            Target::Point {
                section: is,
                label: now,
            },
        ) => {
            let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
            if label.point.is_none() {
                // Written as the reference was: with its whole path, or the last label alone.
                let path = label.text.contains('.');
                return (before != now).then(|| if path { now.clone() } else { last(now) });
            }
            let number = new.get(*is).number.as_ref()?;
            (before != now || old.get(*was).number.as_ref() != Some(number))
                .then(|| written(bare(number), Some(&last(now))))
        }
        _ => None,
    }
}

fn written(label: &str, point: Option<&str>) -> String {
    match point {
        Some(point) => format!("{label} {point}"),
        None => label.to_owned(),
    }
}

/// A number without the word before it: "12" of "Artikel 12".
fn bare(number: &str) -> &str {
    match number.split_once(' ') {
        Some((word, label)) if super::find::class_of(word).is_some() => label,
        _ => number,
    }
}

/// Where a stretch of the new block stands in the old one, if it did not change.
fn unchanged(edit: Option<&BlockEdit>, span: Span) -> Option<usize> {
    let Some(edit) = edit else {
        return Some(span.start);
    };
    let after = edit.runs.partition_point(|run| run.new.start <= span.start);
    // A deletion has an empty place in the new text: it may stand last of those that begin there.
    let run = edit.runs[..after]
        .iter()
        .rev()
        .take(3)
        .find(|run| run.op == Op::Equal && span.end <= run.new.end)?;
    Some(run.old.start + span.start - run.new.start)
}

fn label_at(mentions: &[Mention], start: usize) -> Option<(&Mention, &Label)> {
    mentions.iter().find_map(|mention| {
        mention
            .labels
            .iter()
            .find(|label| label.span.start == start)
            .map(|label| (mention, label))
    })
}

/// References of a text to numbers that nothing in it bears. Only texts that number enough of their
/// headings in the same way can be wrong: where three or fewer are numbered, nothing is said.
pub fn dangling(tree: &SectionTree) -> Vec<DanglingReference> {
    const ENOUGH: usize = 3;
    let numbers = Numbers::of(tree);
    let mut found = Vec::new();
    for section in &tree.sections {
        for block in section.blocks() {
            for mention in mentions(&block.text) {
                // Statutes name the paragraphs of other acts without saying so again in each place.
                if mention.class == Class::Paragraph {
                    continue;
                }
                let numbered = match mention.class {
                    Class::Section | Class::Plain => {
                        numbers.count(Class::Plain) + numbers.count(Class::Section)
                    }
                    class => numbers.count(class),
                };
                if numbered < ENOUGH {
                    continue;
                }
                for label in &mention.labels {
                    let point = mention.may_be_point
                        && !label.text.contains('.')
                        && has_point(tree, &label.text);
                    let nowhere =
                        numbers.resolve(tree, section.index, &mention, label) == Target::Nowhere;
                    if nowhere && !point {
                        found.push(DanglingReference {
                            section: section.index,
                            block_span: block.span,
                            text: block.text[mention.span.range()].to_owned(),
                            label: label.text.clone(),
                        });
                    }
                }
            }
        }
    }
    found
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
            .map(|one| format!("{}: {} → {}", one.text, one.label, one.now))
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
                "avsnitt 1: 1 → 2",
                "avsnitt 2 punkt 2: 2 2 → 3 2",
                "avsnitt 2: 2 → 3"
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
        assert_eq!(stale_in(old, &new), ["punkt 2: 2 → 3"]);
    }

    #[test]
    fn in_a_contract_of_nested_items_clauses_are_followed() {
        let old = "# A\n\n1. Words\n   1. Fee means the price.\n2. Duties\n   1. Pay under clause 1.1 in time.\n";
        let added = "   1. Buyer means the customer.\n   2. Fee means";
        let new = old.replace("   1. Fee means", added);
        assert_eq!(stale_in(old, &new), ["clause 1.1: 1.1 → 1.2"]);
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
            &OLD.replace("avsnitt 1,", "avsnitt 7, avsnitt 9 i Allmänna villkor,"),
            0,
        );
        let found: Vec<String> = dangling(&tree).into_iter().map(|one| one.text).collect();
        assert_eq!(found, ["avsnitt 7"]);
    }
}
