//! Numbering the headings of a draft anew, with the references that point at them.

use super::compare;
use super::references::{Class, Numbers, Target, flatten, heading_class, mentions};
use crate::model::section::{Section, SectionTree};
use crate::model::span::{LineIndex, Span};
use crate::parse::heading::split;
use crate::parse::sections::read;

/// A text with its headings numbered anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbering {
    /// The text; only numbers differ from what came in.
    pub text: String,
    /// The headings that got another number, in the order of the text.
    pub headings: Vec<NumberMove>,
    /// The references that moved along, in the order of the text.
    pub references: Vec<NumberMove>,
    /// References whose target cannot be told, because several headings bear the number. They stay as they are.
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

/// Numbers the headings of `text` (from byte `start`, after the front matter) in their order and moves the
/// references along. `published` is the text that the draft began from: where a new heading was given a number
/// that an old one still bears, a reference follows the one that the published text had.
///
/// Headings numbered 1, 1.1, 1.1.1 are numbered by their depth, "Kapitel", "Bilaga" and "Artikel" one after the
/// other; paragraphs (5 §) keep their numbers, as statutes do. A heading without a number gets one if all others
/// beside it are numbered.
pub fn renumber(text: &str, start: usize, published: Option<&SectionTree>) -> Renumbering {
    let tree = read(text, start);
    let lines = LineIndex::new(text);
    let wanted = numbers(&tree);
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut headings = Vec::new();
    for section in &tree.sections {
        let Some(to) = &wanted[section.index] else { continue };
        if section.number.as_ref() == Some(to) {
            continue;
        }
        let Some((span, written)) = heading_edit(text, section, to) else { continue };
        headings.push(NumberMove {
            line: section.line,
            from: section.number.clone().unwrap_or_default(),
            to: to.clone(),
        });
        edits.push((span, written));
    }
    let mut references = Vec::new();
    let mut unclear = Vec::new();
    if !headings.is_empty() {
        follow(text, &tree, &wanted, published, &lines, (&mut edits, &mut references, &mut unclear));
    }
    edits.sort_by_key(|(span, _)| span.start);
    edits.dedup_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (span, written) in &edits {
        out.push_str(&text[at..span.start]);
        out.push_str(written);
        at = span.end;
    }
    out.push_str(&text[at..]);
    Renumbering { text: out, headings, references, unclear }
}

/// For each section the number that it should bear; `None` where it bears none or keeps its own.
fn numbers(tree: &SectionTree) -> Vec<Option<String>> {
    let mut wanted: Vec<Option<String>> = vec![None; tree.sections.len()];
    let mut counters: Vec<u32> = Vec::new();
    let mut by_word: Vec<(String, u32)> = Vec::new();
    for section in &tree.sections {
        match &section.number {
            Some(number) if is_dotted(number) => {
                let depth = number.split('.').count();
                counters.resize(depth.max(counters.len()), 0);
                counters.truncate(depth);
                let own = number.rsplit('.').next().and_then(|last| last.parse::<u32>().ok());
                let first = counters[depth - 1] == 0;
                // A list that begins at nought, or a text that begins at another number, is meant so.
                let begins_elsewhere = first && own.is_some_and(|own| own == 0 || (depth == 1 && own > 1));
                counters[depth - 1] =
                    if begins_elsewhere { own.unwrap_or(1) } else { counters[depth - 1] + 1 };
                wanted[section.index] = Some(join(&counters));
            }
            Some(number) => {
                let Some((word, label)) = number.split_once(' ') else { continue };
                let known = matches!(
                    heading_class(number).0,
                    Class::Chapter | Class::Annex | Class::Article | Class::Section
                );
                let letters = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
                let digits = label.bytes().all(|b| b.is_ascii_digit());
                if !known || !(letters || digits) {
                    continue;
                }
                let place = match by_word.iter().position(|(known, _)| known == word) {
                    Some(place) => place,
                    None => {
                        let first = if letters {
                            u32::from(label.as_bytes()[0] - b'A')
                        } else {
                            label.parse::<u32>().unwrap_or(1).saturating_sub(1)
                        };
                        by_word.push((word.to_owned(), first));
                        by_word.len() - 1
                    }
                };
                by_word[place].1 += 1;
                let count = by_word[place].1;
                let label = match u8::try_from(count).ok().filter(|count| letters && *count <= 26) {
                    Some(count) => char::from(b'A' + count - 1).to_string(),
                    None => count.to_string(),
                };
                wanted[section.index] = Some(format!("{word} {label}"));
            }
            None if section.level > 0 && beside_are_numbered(tree, section) => {
                let depth = beside(tree, section)
                    .find_map(|other| other.number.as_ref())
                    .map_or(1, |n| n.split('.').count());
                counters.resize(depth.max(counters.len()), 0);
                counters.truncate(depth);
                counters[depth - 1] += 1;
                wanted[section.index] = Some(join(&counters));
            }
            None => {}
        }
    }
    wanted
}

fn join(counters: &[u32]) -> String {
    counters.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

fn is_dotted(number: &str) -> bool {
    number
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The other sections below the same section, at the same level.
fn beside<'a>(tree: &'a SectionTree, section: &'a Section) -> impl Iterator<Item = &'a Section> {
    let (parent, level, index) = (section.parent, section.level, section.index);
    let like = move |other: &&Section| other.parent == parent && other.level == level && other.index != index;
    tree.sections.iter().filter(like)
}

fn beside_are_numbered(tree: &SectionTree, section: &Section) -> bool {
    let mut any = false;
    let all = beside(tree, section).all(|other| {
        any = true;
        other.number.as_deref().is_some_and(is_dotted)
    });
    all && any
}

/// Where and how a heading's number is written.
fn heading_edit(text: &str, section: &Section, to: &str) -> Option<(Span, String)> {
    let raw = &text[section.heading_span.range()];
    let start = section.heading_span.start;
    if let Some(from) = &section.number {
        let at = raw.find(from.as_str())?;
        return Some((Span::new(start + at, start + at + from.len()), to.to_owned()));
    }
    let signs = raw.len() - raw.trim_start_matches([' ', '#']).len();
    // "1 pris" is no numbered heading, "1. pris" is: what is written has to be read as a number again.
    let written = [format!("{to} "), format!("{to}. ")].into_iter().find(|number| {
        split(&format!("{number}{}", section.title)) == (Some(to.to_owned()), section.title.as_str())
    })?;
    Some((Span::new(start + signs, start + signs), written))
}

/// Where edits and what is told of them are collected.
type Found<'a> = (&'a mut Vec<(Span, String)>, &'a mut Vec<NumberMove>, &'a mut Vec<NumberMove>);

fn follow(
    text: &str,
    tree: &SectionTree,
    wanted: &[Option<String>],
    published: Option<&SectionTree>,
    lines: &LineIndex,
    (edits, references, unclear): Found<'_>,
) {
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
                    let span =
                        Span::new(places[label.span.start], places[label.span.end]).shifted(block.span.start);
                    let line = lines.line(span.start);
                    let was =
                        before.as_ref().and_then(|before| before.target(section.index, &mention, label));
                    let target = match (was, numbers.resolve(tree, section.index, &mention, label)) {
                        (Some(target), _) => target,
                        (None, Target::Section(target) | Target::Point { section: target, .. }) => target,
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
                    let (Some(from), Some(to)) = (&tree.get(target).number, &wanted[target]) else {
                        continue;
                    };
                    let word = |number: &str| {
                        number.split_once(' ').map_or(number.to_owned(), |(_, label)| label.to_owned())
                    };
                    let to = word(to);
                    // A point of the section itself bears the section's number only if it is written.
                    if to != label.text && (word(from) == label.text || was.is_some()) {
                        references.push(NumberMove { line, from: label.text.clone(), to: to.clone() });
                        edits.push((span, to));
                    }
                }
            }
        }
    }
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
        Some(Self { tree: published, numbers: Numbers::of(published), now, was })
    }

    /// The section of the draft that a reference meant in the published text, if the published text had the
    /// section that it stands in.
    fn target(
        &self,
        section: usize,
        mention: &super::references::Mention,
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
        moves.iter().map(|one| format!("{}: {} → {}", one.line, one.from, one.to)).collect()
    }

    const PUBLISHED: &str = "# Avtal\n\n## 1 Pris\n\nSe avsnitt 2.1 och 3.\n\n## 2 Drift\n\n### 2.1 Jour\n\nJour finns dygnet runt på telefon.\n\n## 3 Support\n\nSom punkt 2.1 säger, se även\navsnitt 1. Artikel 28 i dataskyddsförordningen gäller.\n";

    #[test]
    fn a_heading_without_number_gets_one_and_references_move_along() {
        let draft = PUBLISHED.replace("## 2 Drift", "## Säkerhet\n\nNytt avsnitt.\n\n## 2 Drift");
        let done = renumber(&draft, 0, None);
        assert_eq!(
            moves(&done.headings),
            ["7: – → 2".replace('–', ""), "11: 2 → 3".into(), "13: 2.1 → 3.1".into(), "17: 3 → 4".into()]
        );
        assert_eq!(moves(&done.references), ["5: 2.1 → 3.1", "5: 3 → 4", "19: 2.1 → 3.1"]);
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
