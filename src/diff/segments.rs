//! A redline as runs of text, and the proof that it rebuilds both sides.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::hashing::FastMap;
use super::redline::{Part, Place, Redline};
use super::sequence::{self, Match};
use super::tokens::tokenize;
use super::{Op, Segment, shown};
use crate::model::section::{Block, Section, SectionTree};

/// The text of `redline` as segments. Prefixes and separators of blocks are part of the text.
pub(super) fn of(redline: &Redline, old: &SectionTree, new: &SectionTree) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let (mut last_old, mut last_new) = (None, None);
    for edit in &redline.edits {
        let before = edit
            .old
            .map(|place| lead(old, last_old, place, edit.old_part));
        let after = edit
            .new
            .map(|place| lead(new, last_new, place, edit.new_part));
        match (&before, &after) {
            (Some(before), Some(after)) => leads(&mut out, before, after),
            (Some(before), None) => push(&mut out, Op::Delete, before),
            (None, Some(after)) => push(&mut out, Op::Insert, after),
            (None, None) => {}
        }
        for run in &edit.runs {
            let (place, tree, span) = match run.op {
                Op::Insert => (edit.new, new, run.new),
                Op::Equal | Op::Delete => (edit.old, old, run.old),
            };
            if let Some(place) = place {
                push(&mut out, run.op, &place.block(tree).text[span.range()]);
            }
        }
        last_old = edit.old.or(last_old);
        last_new = edit.new.or(last_new);
    }
    finer(out)
}

/// Segments in which a word that stands on both sides of a small replacement stands once. To a
/// reader an amount, a date or a reference is one word, and the label of a point is none; what they
/// share differs in neither text.
fn finer(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::with_capacity(segments.len());
    for stretch in segments.chunk_by(|a, b| (a.op == Op::Equal) == (b.op == Op::Equal)) {
        let text = |op: Op| -> String {
            let own = stretch.iter().filter(|segment| segment.op == op);
            own.map(|segment| segment.text.as_str()).collect()
        };
        let (old, new) = (text(Op::Delete), text(Op::Insert));
        if is_small(&old, &new) {
            apart(&mut out, &old, &new);
        } else {
            stretch
                .iter()
                .for_each(|segment| push(&mut out, segment.op, &segment.text));
        }
    }
    out
}

/// Whether two texts that stand in each other's place are one word for a reader, or little more than
/// the label of a point.
fn is_small(old: &str, new: &str) -> bool {
    const FEW: usize = 3;
    let few = |text: &str| shown::words(text).nth(FEW).is_none();
    if old.is_empty() || new.is_empty() || !(few(old) || few(new)) {
        return false;
    }
    let one = |text: &str| tokenize(text, &[]).len() == 1;
    (one(old) && one(new)) || old.contains('\n') || new.contains('\n')
}

/// Adds two texts with the words that they share in both.
fn apart(out: &mut Vec<Segment>, old: &str, new: &str) {
    let (a, b) = (pieces(old), pieces(new));
    let mut ids: FastMap<&str, u32> = FastMap::default();
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for (pieces, list) in [(&a, &mut x), (&b, &mut y)] {
        for piece in pieces {
            let next = ids.len() as u32;
            list.push(*ids.entry(piece).or_insert(next));
        }
    }
    let mut equal = sequence::matches(&x, &y);
    equal.push(Match {
        old: a.len(),
        new: b.len(),
        len: 0,
    });
    let (mut from_old, mut from_new) = (0, 0);
    for run in equal {
        push(out, Op::Delete, &a[from_old..run.old].concat());
        push(out, Op::Insert, &b[from_new..run.new].concat());
        (from_old, from_new) = (run.old + run.len, run.new + run.len);
        push(out, Op::Equal, &a[run.old..from_old].concat());
    }
}

/// A text in words and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for word in shown::words(text) {
        let at = from + text[from..].find(word).unwrap_or_default();
        if at > from {
            pieces.push(&text[from..at]);
        }
        pieces.push(word);
        from = at + word.len();
    }
    if from < text.len() {
        pieces.push(&text[from..]);
    }
    pieces
}

/// What stands before a block on its side: the separator from the block before it, and its own
/// prefix; nothing before a block that goes on.
fn lead(tree: &SectionTree, last: Option<Place>, place: Place, part: Part) -> String {
    if part.continues {
        return String::new();
    }
    let block = place.block(tree);
    let separator = match last {
        None => "",
        Some(last) if last.section != place.section => "\n\n",
        Some(last) => last.block(tree).separator(block),
    };
    format!("{separator}{}", block.written_prefix())
}

fn leads(out: &mut Vec<Segment>, before: &str, after: &str) {
    let shared = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(a, b)| a == b && matches!(a, b'\n' | b' ' | b'>'))
        .count();
    push(out, Op::Equal, &before[..shared]);
    if before[shared..] == after[shared..] {
        push(out, Op::Equal, &before[shared..]);
    } else {
        push(out, Op::Delete, &before[shared..]);
        push(out, Op::Insert, &after[shared..]);
    }
}

fn push(out: &mut Vec<Segment>, op: Op, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ => out.push(Segment {
            op,
            text: text.to_owned(),
        }),
    }
}

/// Whether the segments give back the bodies of the sections `old` and `new`.
pub(super) fn rebuild(
    segments: &[Segment],
    old: (&SectionTree, &[usize]),
    new: (&SectionTree, &[usize]),
) -> bool {
    side(segments, Op::Insert, &body(old.0, old.1))
        && side(segments, Op::Delete, &body(new.0, new.1))
}

fn side(segments: &[Segment], without: Op, body: &str) -> bool {
    let mut rest = body;
    for segment in segments.iter().filter(|segment| segment.op != without) {
        match rest.strip_prefix(segment.text.as_str()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// The normalised bodies of sections, joined by a blank line; a section without a body adds
/// nothing.
pub fn body(tree: &SectionTree, sections: &[usize]) -> String {
    let bodies: Vec<String> = sections
        .iter()
        .map(|section| tree.get(*section).body())
        .filter(|body| !body.is_empty())
        .collect();
    bodies.join("\n\n")
}

/// The heading lines of both sides: the first of each compared word by word, each further one on
/// its line whole. Text before the first heading has none.
pub(super) fn headings(
    old: (&SectionTree, &[usize]),
    new: (&SectionTree, &[usize]),
) -> Vec<Segment> {
    fn lines<'t>((tree, sections): (&'t SectionTree, &[usize])) -> Vec<&'t str> {
        let own = sections.iter().map(|at| tree.get(*at));
        own.filter(|section| section.level > 0)
            .map(|section| section.heading.as_str())
            .collect()
    }
    let (before, after) = (lines(old), lines(new));
    let mut out = Vec::new();
    match (before.first(), after.first()) {
        (Some(a), Some(b)) => {
            for segment in super::plain(a, b) {
                push(&mut out, segment.op, &segment.text);
            }
        }
        (Some(a), None) => push(&mut out, Op::Delete, a),
        (None, Some(b)) => push(&mut out, Op::Insert, b),
        (None, None) => {}
    }
    for (op, lines) in [(Op::Delete, &before), (Op::Insert, &after)] {
        for line in lines.iter().skip(1) {
            push(&mut out, op, "\n");
            push(&mut out, op, line);
        }
    }
    out
}

/// A hash of both sides' bodies and titles without numbers, in hexadecimal.
pub(super) fn fingerprint(old: (&SectionTree, &[usize]), new: (&SectionTree, &[usize])) -> String {
    let mut hasher = Sha256::new();
    for (tree, sections) in [old, new] {
        for section in sections.iter().map(|section| tree.get(*section)) {
            field(&mut hasher, &section.title);
            field(&mut hasher, &section.body());
        }
        hasher.update([0xff]);
    }
    let mut text = String::with_capacity(32);
    for byte in hasher.finalize().iter().take(16) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn field(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// A name for a section that a person can find: its heading, or what stands for one.
pub(super) fn name(section: &Section) -> String {
    if section.level == 0 {
        "(preamble)".to_owned()
    } else {
        section.heading.clone()
    }
}

/// The label path of a block's point, when it is one.
pub(super) fn point(block: &Block) -> Option<&String> {
    block.point.as_ref()
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::*;
    use crate::parse::sections::read;

    /// The segments of the only change, with marks around what came and went.
    fn segments(old: &str, new: &str) -> String {
        let comparison = compare(&read(old, 0), &read(new, 0)).expect("rebuilt");
        let segments = comparison.changes[0].segments.iter();
        let shown = segments.map(|segment| match segment.op {
            Op::Equal => segment.text.clone(),
            Op::Delete => format!("[-{}-]", segment.text),
            Op::Insert => format!("{{+{}+}}", segment.text),
        });
        shown.collect()
    }

    #[test]
    fn what_stays_inside_an_amount_or_a_date_is_equal() {
        assert_eq!(
            segments(
                "Priset är 5 kr från den 1 juli 2023.",
                "Priset är 6 kr från den 2 juli 2023."
            ),
            "Priset är [-5-]{+6+} kr från den [-1-]{+2+} juli 2023."
        );
    }

    #[test]
    fn a_label_that_stood_in_the_text_is_the_label_of_the_point() {
        assert_eq!(
            segments(
                "Följande gäller. 1. Kunden betalar. 2. Kunden svarar.",
                "Följande gäller.\n\n1. Kunden betalar.\n2. Kunden svarar."
            ),
            "Följande gäller.[- -]{+\n\n+}1. Kunden betalar.[- -]{+\n+}2. Kunden svarar."
        );
    }
}
