//! Numbering the headings of a draft anew, with the references that point at them.

mod follow;
mod place;

use super::numbering::{self, Edit, Numbering};
use super::references::{Numbers, mentions};
use crate::model::section::{Section, SectionTree};
use crate::parse::sections::read;
use follow::{Followed, Moved};

/// A text with its headings numbered anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renumbering {
    /// The text; only numbers differ from what came in.
    pub text: String,
    /// The headings that got another number, in the order of the text.
    pub headings: Vec<NumberMove>,
    /// The references that moved along, in the order of the text.
    pub references: Vec<NumberMove>,
    /// References that may be touched and of which nobody can prove what they ought to read. They
    /// stay as they are.
    pub unproven: Vec<Unproven>,
}

/// One number, or a reference, that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMove {
    /// The line that it stands on in the text that came in, counted from 1.
    pub line: usize,
    /// How it read; empty for a heading without number.
    pub from: String,
    /// How it reads now.
    pub to: String,
}

/// A reference that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unproven {
    /// The line that it stands on in the text that came in, counted from 1.
    pub line: usize,
    /// The reference.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why nobody can prove what a reference ought to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Several sections or points may be meant.
    Several,
    /// It may name a section of this text or of another document.
    Document,
    /// What it named is gone, or stands in several sections now.
    Gone,
    /// It names a range that holds other sections than before.
    Range,
    /// How it is written in the file does not let it be changed safely.
    Written,
}

impl Why {
    /// Its name in data and in addresses of words.
    pub fn name(self) -> &'static str {
        match self {
            Why::Several => "several",
            Why::Document => "document",
            Why::Gone => "gone",
            Why::Range => "range",
            Why::Written => "written",
        }
    }
}

/// Numbers the headings of `text` (from byte `start`, after the front matter) in their order and
/// moves the references along. `published` is the text that the draft began from: a reference that
/// stands as it did there follows what it named there.
///
/// Which heading bears which number is for [`numbering`] to say. What is written is read as what
/// was meant, each reference that moved names what it named before, and numbering it once more
/// changes nothing.
pub fn renumber(text: &str, start: usize, published: Option<&SectionTree>) -> Renumbering {
    let tree = read(text, start);
    let numbering = numbering::of(text, &tree);
    let mut done = Renumbering {
        text: text.to_owned(),
        ..Renumbering::default()
    };
    if numbering.edits.is_empty() && published.is_none() {
        return done;
    }
    let mut followed = follow::all(text, &tree, &numbering, published);
    if numbering.edits.is_empty() {
        // The numbers are the author's own: only what is gone is told.
        followed.moved.clear();
        followed.unproven.retain(|left| left.why == Why::Gone);
    }
    let mut written = applied(text, edits(&numbering, &followed));
    if !reads_as(&written, start, &tree, &numbering) {
        // Better no number than one that is read as something else.
        return done;
    }
    if keep_proven(&mut followed, &read(&written, start)) {
        written = applied(text, edits(&numbering, &followed));
    }
    done.text = written;
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
    done.headings = moved.collect();
    done.references = followed.moved.into_iter().map(|moved| moved.told).collect();
    done.unproven = followed.unproven;
    done.unproven.sort();
    done.unproven.dedup();
    done
}

fn edits<'e>(numbering: &'e Numbering, followed: &'e Followed) -> impl Iterator<Item = &'e Edit> {
    let references = followed.moved.iter().flat_map(|moved| &moved.edits);
    numbering.edits.iter().chain(references)
}

/// Gives up the references that, in the text as written, do not name what they named before.
/// Whether there are any.
fn keep_proven(followed: &mut Followed, now: &SectionTree) -> bool {
    let numbers = Numbers::of(now);
    let names = |moved: &Moved| {
        let block = moved.place.block(now);
        let mentions = mentions(&block.text);
        let Some(mention) = mentions.get(moved.mention) else {
            return false;
        };
        moved.meant.iter().all(|(label, meant)| {
            mention.labels.len() > *label
                && numbers.resolve(now, moved.place.section, mention, *label) == *meant
        })
    };
    let (kept, lost): (Vec<Moved>, Vec<Moved>) = std::mem::take(&mut followed.moved)
        .into_iter()
        .partition(names);
    followed.moved = kept;
    followed.unproven.extend(lost.iter().map(|moved| Unproven {
        line: moved.told.line,
        text: moved.told.from.clone(),
        why: Why::Several,
    }));
    !lost.is_empty()
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
            [
                "5: avsnitt 2.1 och 3 → avsnitt 3.1 och 4",
                "19: punkt 2.1 → punkt 3.1"
            ]
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
        assert!(done.unproven.is_empty());
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
