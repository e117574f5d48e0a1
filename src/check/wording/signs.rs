//! Quotation marks and brackets without their other half.

use super::{Spot, is_marked, is_prose};
use crate::model::section::{Block, Section};
use crate::model::span::Span;

/// What opens and what closes.
const PAIRS: [(char, char); 2] = [('(', ')'), ('[', ']')];

/// Quotation marks. Languages and writers mix them, so they are counted together.
const QUOTES: [char; 4] = ['”', '“', '„', '"'];

/// The signs of `section` that stand alone. A pair may begin in one block and end in a later one,
/// so a sign is told only where the section as a whole does not come out even.
pub(super) fn unmatched(section: &Section) -> Vec<(Spot, char)> {
    let mut found = Vec::new();
    for (open, close) in PAIRS {
        let mut waiting: Vec<Spot> = Vec::new();
        for (spot, sign) in places(section, &[open, close]) {
            if sign == open {
                waiting.push(spot);
            } else if waiting.pop().is_none() && !(close == ')' && is_label(section, spot)) {
                found.push((spot, close));
            }
        }
        found.extend(waiting.into_iter().map(|spot| (spot, open)));
    }
    found.extend(odd_quote(section));
    found.sort_by_key(|(spot, _)| (spot.block, spot.span.start));
    found
}

/// A quotation mark too many: the last one of the last block that has an odd number of them.
fn odd_quote(section: &Section) -> Option<(Spot, char)> {
    let mut all = places(section, &QUOTES);
    // A quotation of several paragraphs opens each of them and closes once.
    let begins = |block: usize| {
        let next = section.blocks().get(block);
        next.is_some_and(|block| block.text.starts_with(QUOTES))
    };
    let count = |all: &[(Spot, char)], block: usize| {
        all.iter().filter(|(spot, _)| spot.block == block).count()
    };
    let opens: Vec<usize> = (0..section.blocks().len())
        .filter(|at| begins(*at) && begins(at + 1) && !count(&all, *at).is_multiple_of(2))
        .collect();
    all.retain(|(spot, _)| !(spot.span.start == 0 && opens.contains(&spot.block)));
    if all.len().is_multiple_of(2) {
        return None;
    }
    let mut uneven = all
        .iter()
        .filter(|(spot, _)| !count(&all, spot.block).is_multiple_of(2));
    uneven.next_back().copied()
}

/// Where the signs stand in the words of the section, outside code, links and the labels of points.
fn places(section: &Section, signs: &[char]) -> Vec<(Spot, char)> {
    let mut found = Vec::new();
    for (at, block) in section
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, own)| is_prose(own))
    {
        let all = block.text.char_indices().filter(|(_, c)| signs.contains(c));
        for (start, sign) in all {
            let span = Span::new(start, start + sign.len_utf8());
            if !is_marked(block, span) && !is_other(block, start, sign) {
                let spot = Spot {
                    section: section.index,
                    block: at,
                    span,
                };
                found.push((spot, sign));
            }
        }
    }
    found
}

/// Signs that are no brackets or quotation marks: 12" of length, faces, escaped ones.
fn is_other(block: &Block, at: usize, sign: char) -> bool {
    let (before, after) = (&block.text[..at], &block.text[at + sign.len_utf8()..]);
    match sign {
        '"' | '”' => before.ends_with(|c: char| c.is_ascii_digit()) && !before.contains(sign),
        ')' | '(' => {
            before.ends_with([':', ';'])
                || before.ends_with(":-")
                || after.starts_with(':') && sign == '('
        }
        _ => false,
    }
}

/// "a)", "12)", "iv)" before a point.
fn is_label(section: &Section, spot: Spot) -> bool {
    let before = &section.blocks()[spot.block].text[..spot.span.start];
    let label = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '-' | '–' | ')' | '/'))
        .next()
        .unwrap_or_default();
    !label.is_empty()
        && label.len() <= 4
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
}

#[cfg(test)]
mod tests {
    use crate::parse::sections::read;

    fn found(text: &str) -> Vec<char> {
        let tree = read(text, 0);
        let all = tree.sections.iter().flat_map(super::unmatched);
        all.map(|(_, sign)| sign).collect()
    }

    #[test]
    fn a_sign_without_its_other_half_is_found() {
        assert_eq!(found("Kunden (den som betalar ska svara."), ['(']);
        assert_eq!(found("Kunden) betalar."), [')']);
        assert_eq!(found("Kallas ”Kunden i avtalet."), ['”']);
        assert_eq!(found("The \"Customer pays."), ['"']);
        assert_eq!(found("The “Customer pays."), ['“']);
        assert_eq!(found("Enligt [lagen gäller detta."), ['[']);
    }

    #[test]
    fn pairs_labels_and_other_signs_are_not() {
        for text in [
            "Kunden (”Kunden”) och (the \"Fee\") gäller.",
            "a) först, b) sedan; 1) ett, 2) två",
            "(se nedan\n\noch ovan)",
            "- (a\n- b)\n",
            "“First.\n\n“Second.”\n",
            "Skärmen är 24\" bred.",
            "Se [lagen](https://x.se/a_(b)) och `(`.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
