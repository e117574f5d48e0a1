//! Who stands in a relation with whom, as a picture: the parties as boxes below each other, and
//! between two of them the documents that regulate their relation. The same facts stand in the list
//! beside it.

use serde::Serialize;

use super::view::processing::PairView;
use crate::render::columns;
use crate::words::capitalised;

/// The picture's width in its own units: that of a narrow telephone, so that its letters are as
/// large as the text's.
const WIDTH: usize = 328;
/// The height of a line of letters.
const LINE: usize = 19;
/// What is left free above and below the letters in a box.
const PADDING: usize = 12;
/// From the left edge to the line that joins two parties.
const JOINT: usize = 18;
/// From the left edge to the documents' boxes.
const INDENT: usize = 40;
/// Between two boxes.
const GAP: usize = 12;
/// Between two documents of which the second replaces the first: room for the arrow and its words.
const ARROW: usize = 30;
/// How many letters of a party's name stand in a line.
const PARTY_LETTERS: usize = 30;
/// How many letters of a document's title stand in a line.
const DOCUMENT_LETTERS: usize = 32;

/// The picture, in its own units.
#[derive(Debug, Default, Serialize)]
pub struct PictureView {
    width: usize,
    height: usize,
    parties: Vec<BoxView>,
    documents: Vec<BoxView>,
    /// The lines that join two parties: from the first one's box to the second one's.
    joints: Vec<JointView>,
    /// The short lines from a joint to a document, by their height.
    ticks: Vec<TickView>,
    arrows: Vec<ArrowView>,
}

#[derive(Debug, Serialize)]
struct BoxView {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    lines: Vec<LineView>,
    /// Whether another document takes its place.
    replaced: bool,
}

#[derive(Debug, Serialize)]
struct LineView {
    x: usize,
    y: usize,
    text: String,
    /// Whether it only says where the document belongs.
    quiet: bool,
}

#[derive(Debug, Serialize)]
struct JointView {
    x: usize,
    from: usize,
    to: usize,
}

#[derive(Debug, Serialize)]
struct TickView {
    from: usize,
    to: usize,
    y: usize,
}

/// An arrow from a document to the one that replaces it.
#[derive(Debug, Serialize)]
struct ArrowView {
    x: usize,
    from: usize,
    to: usize,
}

/// The picture of `pairs`; `None` when there is nothing to draw. A relation of more than two
/// parties is left to the list.
pub(super) fn of(pairs: &[PairView]) -> Option<PictureView> {
    let drawn: Vec<&PairView> = pairs
        .iter()
        .filter(|pair| pair.parties.len() == 2)
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let mut picture = PictureView {
        width: WIDTH,
        ..PictureView::default()
    };
    for chain in chains(&drawn) {
        if picture.height > 0 {
            picture.height += 3 * GAP;
        }
        picture.party(&chain.first);
        for (pair, next) in chain.links {
            picture.documents_of(pair);
            picture.party(&next);
        }
    }
    Some(picture)
}

/// Parties that hang together, each joined to the next by what regulates their relation.
struct Chain<'p> {
    first: String,
    links: Vec<(&'p PairView, String)>,
}

/// All pairs as few chains: each begins at a party with one open relation, where there is one.
fn chains<'p>(pairs: &[&'p PairView]) -> Vec<Chain<'p>> {
    let mut open: Vec<&'p PairView> = pairs.to_vec();
    let mut chains = Vec::new();
    while let Some(pair) = open.first() {
        let degree = |open: &[&PairView], party: &str| {
            open.iter()
                .filter(|pair| pair.parties.iter().any(|own| own == party))
                .count()
        };
        let ends = open.iter().flat_map(|pair| pair.parties.iter().rev());
        let first = ends
            .clone()
            .find(|party| degree(&open, party) == 1)
            .unwrap_or(&pair.parties[0])
            .clone();
        let mut chain = Chain {
            first: first.clone(),
            links: Vec::new(),
        };
        let mut at = first;
        while let Some(place) = open.iter().position(|pair| pair.parties.contains(&at)) {
            let pair = open.remove(place);
            let next = pair
                .parties
                .iter()
                .find(|party| **party != at)
                .unwrap_or(&at)
                .clone();
            chain.links.push((pair, next.clone()));
            at = next;
        }
        chains.push(chain);
    }
    chains
}

impl PictureView {
    /// A party's box, over the whole width.
    fn party(&mut self, name: &str) {
        let lines = columns::lines(&capitalised(name), PARTY_LETTERS);
        let y = self.height;
        let height = lines.len() * LINE + 2 * PADDING;
        let line = |(at, text): (usize, String)| LineView {
            x: WIDTH / 2,
            y: y + PADDING + at * LINE + LINE * 3 / 4,
            text,
            quiet: false,
        };
        let lines = lines.into_iter().enumerate().map(line).collect();
        self.parties.push(BoxView {
            x: 0,
            y,
            width: WIDTH,
            height,
            lines,
            replaced: false,
        });
        self.height += height;
    }

    /// The documents of a relation, below the first party's box.
    fn documents_of(&mut self, pair: &PairView) {
        let from = self.height;
        self.height += GAP;
        for (at, own) in pair.documents.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .and_then(|before| pair.documents.get(before));
            let replaces_it = before.is_some_and(|before| {
                before
                    .replaced_by
                    .iter()
                    .any(|link| link.label == own.document.label)
            });
            if replaces_it {
                let x = INDENT + 16;
                self.arrows.push(ArrowView {
                    x,
                    from: self.height - GAP,
                    to: self.height - GAP + ARROW,
                });
                self.height += ARROW - GAP;
            }
            let title = columns::lines(&own.document.label, DOCUMENT_LETTERS);
            let y = self.height;
            let height = (title.len() + 1) * LINE + 2 * PADDING - 4;
            let texts = title
                .into_iter()
                .map(|text| (text, false))
                .chain([(own.agreement.clone(), true)]);
            let line = |(at, (text, quiet)): (usize, (String, bool))| LineView {
                x: INDENT + 12,
                y: y + PADDING - 2 + at * LINE + LINE * 3 / 4,
                text,
                quiet,
            };
            let lines = texts.enumerate().map(line).collect();
            let replaced = !own.replaced_by.is_empty();
            let width = WIDTH - INDENT;
            self.documents.push(BoxView {
                x: INDENT,
                y,
                width,
                height,
                lines,
                replaced,
            });
            self.ticks.push(TickView {
                from: JOINT,
                to: INDENT,
                y: y + height / 2,
            });
            self.height += height + GAP;
        }
        self.joints.push(JointView {
            x: JOINT,
            from,
            to: self.height,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::Link;
    use super::super::view::processing::PairDocument;
    use super::*;

    fn pair(a: &str, b: &str, documents: &[&str]) -> PairView {
        let link = |label: &str| Link {
            label: label.to_owned(),
            href: String::new(),
        };
        let document = |at: usize| PairDocument {
            document: link(documents[at]),
            agreement: "Avtalet".to_owned(),
            replaced_by: documents
                .get(at + 1)
                .map(|next| link(next))
                .into_iter()
                .collect(),
            supplements: Vec::new(),
        };
        PairView {
            parties: vec![a.to_owned(), b.to_owned()],
            documents: (0..documents.len()).map(document).collect(),
        }
    }

    fn names(picture: &PictureView) -> Vec<String> {
        let name = |own: &BoxView| {
            own.lines
                .iter()
                .map(|line| line.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        picture.parties.iter().map(name).collect()
    }

    #[test]
    fn relations_that_hang_together_stand_in_one_chain() {
        let pairs = [
            pair("inera", "kund", &["Ett"]),
            pair("kund", "vårdgivare", &["Två"]),
            pair("inera", "underbiträde", &["Tre"]),
            pair("kommun", "nämnd", &["Fullmakt"]),
        ];
        let picture = of(&pairs).expect("a picture");
        assert_eq!(
            names(&picture),
            [
                "Vårdgivare",
                "Kund",
                "Inera",
                "Underbiträde",
                "Nämnd",
                "Kommun"
            ]
        );
        assert_eq!(picture.documents.len(), 4);
        assert_eq!(picture.joints.len(), 4);
    }

    #[test]
    fn no_box_covers_another_and_each_stands_within_the_picture() {
        let long =
            "Ett avtal med en titel som är så lång att den behöver flera rader för att få plats";
        let pairs = [
            pair("a", "b", &["Gammalt", long, "Nytt"]),
            pair("b", "c", &["Annat"]),
        ];
        let picture = of(&pairs).expect("a picture");
        let mut boxes: Vec<&BoxView> = picture.parties.iter().chain(&picture.documents).collect();
        boxes.sort_by_key(|own| own.y);
        for two in boxes.windows(2) {
            assert!(two[0].y + two[0].height <= two[1].y, "{two:?}");
        }
        assert!(
            boxes
                .iter()
                .all(|own| own.x + own.width <= WIDTH && own.y + own.height <= picture.height)
        );
        let letters = boxes
            .iter()
            .flat_map(|own| &own.lines)
            .map(|line| line.text.chars().count());
        assert!(letters.max() <= Some(PARTY_LETTERS.max(DOCUMENT_LETTERS)));
        assert_eq!(picture.arrows.len(), 2);
    }

    #[test]
    fn relations_in_a_ring_are_all_drawn() {
        let pairs = [
            pair("a", "b", &["1"]),
            pair("b", "c", &["2"]),
            pair("a", "c", &["3"]),
        ];
        let picture = of(&pairs).expect("a picture");
        assert_eq!(picture.documents.len(), 3);
        assert_eq!(names(&picture), ["A", "B", "C", "A"]);
    }

    #[test]
    fn nothing_is_drawn_of_relations_between_more_than_two() {
        let mut three = pair("a", "b", &["1"]);
        three.parties.push("c".to_owned());
        assert!(of(&[three]).is_none());
        assert!(of(&[]).is_none());
    }
}
