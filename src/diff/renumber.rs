//! Numbering the headings of a draft anew, with the references that point at them.

use super::compare;
use super::numbering::{self, Edit, Numbering};
use super::references::{Mention, Numbers, Target, flatten, mentions};
use crate::model::section::{Section, SectionTree};
use crate::model::span::{LineIndex, Span};
use crate::parse::sections::read;

/// A text with its headings numbered anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renumbering {
    /// The text; only numbers differ from what came in.
    pub text: String,
    /// The headings that got another number, in the order of the text.
    pub headings: Vec<NumberMove>,
    /// The references that moved along, in the order of the text.
    pub references: Vec<NumberMove>,
    /// References whose target cannot be told, because several headings bear the number. They stay
    /// as they are.
    pub unclear: Vec<NumberMove>,
}

/// One number that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMove {
    /// The line that it stands on in the text that came in, counted from 1.
    pub line: usize,
    /// The number as it was; empty for a heading without one.
    pub from: String,
    /// The number as it is now; the same as `from` where it stays unclear.
    pub to: String,
}

/// Numbers the headings of `text` (from byte `start`, after the front matter) in their order and
/// moves the references along. `published` is the text that the draft began from: where a new
/// heading was given a number that an old one still bears, a reference follows the one that the
/// published text had.
///
/// Which heading bears which number is for [`numbering`] to say. What is written is read as what
/// was meant, and numbering it once more changes nothing.
pub fn renumber(text: &str, start: usize, published: Option<&SectionTree>) -> Renumbering {
    let tree = read(text, start);
    let numbering = numbering::of(text, &tree);
    let mut done = Renumbering {
        text: text.to_owned(),
        headings: Vec::new(),
        ..Renumbering::default()
    };
    if numbering.edits.is_empty() {
        return done;
    }
    let (references, told, unclear) = follow(text, &tree, &numbering, published);
    done.text = applied(text, numbering.edits.iter().chain(&references));
    if !reads_as(&done.text, start, &tree, &numbering) {
        // Better no number than one that is read as something else.
        return Renumbering {
            text: text.to_owned(),
            ..done
        };
    }
    let moved = tree
        .sections
        .iter()
        .zip(&numbering.numbers)
        .filter(|(section, to)| section.number != **to);
    let moved = moved.map(|(section, to)| NumberMove {
        line: section.line,
        from: section.number.clone().unwrap_or_default(),
        to: to.clone().unwrap_or_default(),
    });
    Renumbering {
        headings: moved.collect(),
        references: told,
        unclear,
        ..done
    }
}

/// `text` with the edits, which touch different places.
fn applied<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (span, written) in edits {
        if span.start < at {
            continue;
        }
        out.push_str(&text[at..span.start]);
        out.push_str(written);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether `text` has the sections of `tree` with the new numbers, and the same blocks in them.
fn reads_as(text: &str, start: usize, tree: &SectionTree, numbering: &Numbering) -> bool {
    let now = read(text, start);
    let same = |(at, (section, before)): (usize, (&Section, &Section))| {
        (section.level, &section.id, &section.title) == (before.level, &before.id, &before.title)
            && section.number == numbering.numbers[at]
            && section.blocks().len() == before.blocks().len()
            && section
                .blocks()
                .iter()
                .zip(before.blocks())
                .all(|(a, b)| a.nesting == b.nesting)
    };
    now.sections.len() == tree.sections.len()
        && now
            .sections
            .iter()
            .zip(&tree.sections)
            .enumerate()
            .all(same)
}

/// The edits that move references along, the references themselves, and those that cannot be told.
type Found = (Vec<Edit>, Vec<NumberMove>, Vec<NumberMove>);

fn follow(
    text: &str,
    tree: &SectionTree,
    numbering: &Numbering,
    published: Option<&SectionTree>,
) -> Found {
    let (mut edits, mut references, mut unclear) = Found::default();
    let lines = LineIndex::new(text);
    let numbers = Numbers::of(tree);
    let before = published.and_then(|published| Before::new(published, tree));
    for section in &tree.sections {
        let mut done = 0;
        for block in section.blocks() {
            // Lettered points share the span of the paragraph that they were cut from.
            if block.span.start < done {
                continue;
            }
            done = block.span.end;
            let (flat, places) = flatten(&text[block.span.range()]);
            for mention in mentions(&flat) {
                for label in &mention.labels {
                    let span = Span::new(places[label.span.start], places[label.span.end])
                        .shifted(block.span.start);
                    let line = lines.line(span.start);
                    // Only as long as the heading that was meant still bears the number: what was
                    // moved along already means what stands there now.
                    let bears = |target: &usize| {
                        tree.get(*target).number.as_deref().map(bare) == Some(label.text.as_str())
                    };
                    let was = before
                        .as_ref()
                        .and_then(|before| before.target(section.index, &mention, label));
                    let was = was.filter(bears);
                    let target = match (was, numbers.resolve(tree, section.index, &mention, label))
                    {
                        (Some(target), _) => target,
                        (
                            None,
                            Target::Section(target)
                            | Target::Point {
                                section: target, ..
                            },
                        ) => target,
                        (None, Target::Ambiguous) => {
                            unclear.push(NumberMove {
                                line,
                                from: label.text.clone(),
                                to: label.text.clone(),
                            });
                            continue;
                        }
                        (None, Target::Nowhere | Target::Elsewhere) => continue,
                    };
                    let (Some(from), Some(to)) =
                        (&tree.get(target).number, &numbering.numbers[target])
                    else {
                        continue;
                    };
                    // A point of the section itself bears the section's number only if it is
                    // written.
                    if bare(to) != label.text && bare(from) == label.text {
                        let to = bare(to).to_owned();
                        references.push(NumberMove {
                            line,
                            from: label.text.clone(),
                            to: to.clone(),
                        });
                        // "1." at the start of a line would begin a list.
                        let begins = text[..span.start]
                            .trim_end_matches([' ', '\t'])
                            .ends_with('\n');
                        let closed = begins && text[span.end..].starts_with(['.', ')']);
                        edits.push((span, if closed { to + "\\" } else { to }));
                    }
                }
            }
        }
    }
    (edits, references, unclear)
}

/// A number without the word before it: "12" of "Artikel 12".
fn bare(number: &str) -> &str {
    number.split_once(' ').map_or(number, |(_, label)| label)
}

/// What the numbers meant in the published text.
struct Before<'a> {
    tree: &'a SectionTree,
    numbers: Numbers,
    now: Vec<Option<usize>>,
    was: Vec<Option<usize>>,
}

impl<'a> Before<'a> {
    fn new(published: &'a SectionTree, draft: &SectionTree) -> Option<Self> {
        let comparison = compare(published, draft).ok()?;
        let mut now = vec![None; published.sections.len()];
        let mut was = vec![None; draft.sections.len()];
        for row in &comparison.rows {
            if let (Some(a), Some(b)) = (row.old.first(), row.new.first()) {
                now[*a] = Some(*b);
                was[*b] = Some(*a);
            }
        }
        Some(Self {
            tree: published,
            numbers: Numbers::of(published),
            now,
            was,
        })
    }

    /// The section of the draft that a reference meant in the published text, if the published text
    /// had the section that it stands in.
    fn target(
        &self,
        section: usize,
        mention: &Mention,
        label: &super::references::Label,
    ) -> Option<usize> {
        let standing = self.was[section]?;
        match self.numbers.resolve(self.tree, standing, mention, label) {
            Target::Section(target) => self.now[target],
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(moves: &[NumberMove]) -> Vec<String> {
        moves
            .iter()
            .map(|one| format!("{}: {} → {}", one.line, one.from, one.to))
            .collect()
    }

    const PUBLISHED: &str = "# Avtal\n\n## 1 Pris\n\nSe avsnitt 2.1 och 3.\n\n## 2 Drift\n\n### 2.1 Jour\n\nJour finns dygnet runt på telefon.\n\n## 3 Support\n\nSom punkt 2.1 säger, se även\navsnitt 1. Artikel 28 i dataskyddsförordningen gäller.\n";

    #[test]
    fn a_heading_without_number_gets_one_and_references_move_along() {
        let draft = PUBLISHED.replace("## 2 Drift", "## Säkerhet\n\nNytt avsnitt.\n\n## 2 Drift");
        let done = renumber(&draft, 0, None);
        assert_eq!(
            moves(&done.headings),
            [
                "7: – → 2".replace('–', ""),
                "11: 2 → 3".into(),
                "13: 2.1 → 3.1".into(),
                "17: 3 → 4".into()
            ]
        );
        assert_eq!(
            moves(&done.references),
            ["5: 2.1 → 3.1", "5: 3 → 4", "19: 2.1 → 3.1"]
        );
        assert!(done.text.contains("## 2 Säkerhet") && done.text.contains("avsnitt 3.1 och 4."));
        assert!(done.text.contains("avsnitt 1. Artikel 28 i"));
    }

    #[test]
    fn a_number_given_twice_is_told_apart_by_the_published_text() {
        let draft = PUBLISHED.replace("## 2 Drift", "## 2 Säkerhet\n\nNytt avsnitt.\n\n## 2 Drift");
        let published = read(PUBLISHED, 0);
        let done = renumber(&draft, 0, Some(&published));
        assert!(done.text.contains("avsnitt 3.1 och 4."), "{}", done.text);
        assert!(done.text.contains("## 2 Säkerhet") && done.text.contains("## 3 Drift"));
        assert!(done.unclear.is_empty());
    }

    #[test]
    fn a_text_in_order_stays_as_it_is() {
        let done = renumber(PUBLISHED, 0, None);
        assert_eq!(done.text, PUBLISHED);
        assert!(done.headings.is_empty() && done.references.is_empty());
    }

    #[test]
    fn numbering_twice_changes_nothing_more() {
        let draft = PUBLISHED.replace("## 2 Drift", "## Säkerhet\n\nNytt avsnitt.\n\n## 2 Drift");
        let once = renumber(&draft, 0, None);
        assert_eq!(renumber(&once.text, 0, None).text, once.text);
    }
}
