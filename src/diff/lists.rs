//! The end of a list item: its closing sign, and the conjunction that leads on to the last item.
//! Both follow from where the item stands in its list and say nothing of their own, as long as the
//! list is joined by the same word.

use super::redline::Place;
use crate::model::section::{Block, BlockKind, SectionTree};

/// Words that join the items of a list.
const CONJUNCTIONS: &[&str] = &[
    "och",
    "eller",
    "samt",
    "respektive",
    "och/eller",
    "and",
    "or",
    "and/or",
    "und",
    "oder",
    "y",
    "o",
    "u",
];

/// Whether a word joins the items of a list.
pub(crate) fn joins(word: &str) -> bool {
    CONJUNCTIONS.contains(&word.to_lowercase().as_str())
}

/// Whether `text`, which stands in running text, is the label of the item `block`: "(a)", "2.".
pub(crate) fn is_label_of(text: &str, block: &Block) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    matches!(&block.kind, BlockKind::Item { label: Some(label) } if label == bare)
}

/// Where an item stands, as far as its end depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Last,
    BeforeLast,
    Earlier,
}

/// Where the end of an item's text begins: its closing signs and the conjunction among them.
pub(crate) fn end_of(text: &str) -> usize {
    let signs = |text: &str| {
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'))
            .len()
    };
    let mut end = signs(text);
    if let Some(word) = conjunction(&text[..end]) {
        end = signs(&text[..end - word.len()]);
    }
    end
}

/// Whether the ends of an item that both texts have may differ because other items came or went: it
/// stands elsewhere towards the end of its list, and the list is joined by the same word as before.
pub(crate) fn ends_follow(old: (&SectionTree, Place), new: (&SectionTree, Place)) -> bool {
    // Nearly all items stand where they stood: only for the few others is the whole list read.
    let stands =
        |(tree, place): (&SectionTree, Place)| role(tree.get(place.section).blocks(), place.block);
    let (Some(one), Some(two)) = (stands(old), stands(new)) else {
        return false;
    };
    one != two
        && matches!((joined(old), joined(new)), (Some(before), Some(after)) if before == after)
}

/// Where the item at `at` stands in its list: `None` for a block that is no item.
fn role(blocks: &[Block], at: usize) -> Option<Role> {
    let own = blocks.get(at).filter(|block| is_item(block))?;
    let after = siblings(own, blocks[at + 1..].iter());
    Some(match after.take(2).count() {
        0 => Role::Last,
        1 => Role::BeforeLast,
        _ => Role::Earlier,
    })
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { .. })
}

/// The items of the same list as `own` among `blocks`, as far as the list goes.
fn siblings<'b>(
    own: &'b Block,
    blocks: impl Iterator<Item = &'b Block>,
) -> impl Iterator<Item = &'b Block> {
    let inside = |block: &&Block| block.nesting.starts_with(&own.nesting);
    let sibling = |block: &&Block| block.nesting.len() == own.nesting.len() && is_item(block);
    blocks.take_while(inside).filter(sibling)
}

/// The word that joins the list of the item at `place`, if there is one; `None` where a word stands
/// anywhere but before the last item or between all.
fn joined((tree, place): (&SectionTree, Place)) -> Option<Option<String>> {
    let blocks = tree.get(place.section).blocks();
    let own = blocks.get(place.block)?;
    let mut items: Vec<&Block> = siblings(own, blocks[..place.block].iter().rev()).collect();
    items.reverse();
    items.push(own);
    items.extend(siblings(own, blocks[place.block + 1..].iter()));
    let word = |block: &&Block| {
        let text = block.text.trim_end_matches(['.', ',', ';', ':', ' ']);
        conjunction(text).map(str::to_lowercase)
    };
    let words: Vec<Option<String>> = items.iter().map(word).collect();
    let (last, earlier) = words.split_last()?;
    let joining = earlier.last().cloned().flatten().filter(|_| last.is_none());
    let rest = earlier.split_last().map_or(&[][..], |(_, rest)| rest);
    let regular = rest.iter().all(Option::is_none) || rest.iter().all(|word| *word == joining);
    let any = words.iter().any(Option::is_some);
    (!any || (joining.is_some() && regular)).then_some(joining)
}

/// The conjunction that `text` ends with.
fn conjunction(text: &str) -> Option<&str> {
    let start = text.rfind([' ', ',', ';']).map_or(0, |at| at + 1);
    let word = &text[start..];
    joins(word).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    #[track_caller]
    fn follow(old: &str, new: &str, item: (usize, usize)) -> bool {
        let place = |block| Place { section: 0, block };
        ends_follow(
            (&read(old, 0), place(item.0)),
            (&read(new, 0), place(item.1)),
        )
    }

    #[test]
    fn the_end_is_the_closing_sign_with_its_conjunction() {
        for (text, rest) in [
            ("support; och", "support"),
            ("support, eller", "support"),
            ("support och", "support"),
            ("support.", "support"),
            ("support", "support"),
            ("rum och bord.", "rum och bord"),
        ] {
            assert_eq!(&text[..end_of(text)], rest, "{text}");
        }
    }

    #[test]
    fn an_item_added_at_the_end_moves_the_conjunction_along() {
        assert!(follow("- a; och\n- b.", "- a;\n- b; och\n- c.", (0, 0)));
        assert!(follow("- a; och\n- b.", "- a;\n- b; och\n- c.", (1, 1)));
        assert!(follow("1. a;\n2. b.", "1. a;\n2. b;\n3. c.", (1, 1)));
    }

    #[test]
    fn another_conjunction_or_one_in_an_odd_place_follows_from_nothing() {
        assert!(!follow("- a; och\n- b.", "- a;\n- b; eller\n- c.", (0, 0)));
        assert!(!follow("- a; och\n- b.", "- a; eller\n- b.", (0, 0)));
        assert!(!follow("- a;\n- b.", "- a;\n- b; och\n- c.", (1, 1)));
        assert!(!follow(
            "- a; och\n- b;\n- c.",
            "- a;\n- b;\n- c; och\n- d.",
            (2, 2)
        ));
    }
}
