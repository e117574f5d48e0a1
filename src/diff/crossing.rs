//! Text that crosses the ends of blocks: a paragraph divided or put together, a list made prose or a
//! table. The words of a stretch of blocks are aligned as one stream; where they lead from one
//! block into several, the block is cut there.

use super::hashing::FastMap;
use super::sentences;
use super::sequence::{self, Match};
use super::tokens::{Token, TokenKind, tokenize};
use crate::model::section::{Block, BlockKind};
use crate::model::span::Span;

/// A stretch of an old block that is a stretch of a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The old block, counted from the first that was given.
    pub(super) old: usize,
    /// The new block, likewise.
    pub(super) new: usize,
    /// The bytes of the old block's text.
    pub(super) old_span: Span,
    /// The bytes of the new block's text.
    pub(super) new_span: Span,
}

impl Stretch {
    /// Two whole blocks.
    pub(super) fn whole((old, one): (usize, &Block), (new, two): (usize, &Block)) -> Self {
        Self {
            old,
            new,
            old_span: Span::new(0, one.text.len()),
            new_span: Span::new(0, two.text.len()),
        }
    }
}

/// The stretches that the words of `old` and `new` share, in the order of both.
pub(super) fn stretches(old: &[&Block], new: &[&Block]) -> Vec<Stretch> {
    let mut ids = FastMap::default();
    let (a, b) = (Stream::of(old, &mut ids), Stream::of(new, &mut ids));
    let mut links: Vec<Link> = Vec::new();
    for run in aligned(&a, &b) {
        for at in 0..run.len {
            let (x, y) = (run.old + at, run.new + at);
            let (one, two) = (a.words[x].block, b.words[y].block);
            match links.last_mut() {
                Some(link) if (link.old, link.new) == (one, two) => {
                    (link.last_old, link.last_new) = (x, y);
                    link.weight += a.words[x].weight;
                }
                _ => links.push(Link {
                    old: one,
                    new: two,
                    first_old: x,
                    first_new: y,
                    last_old: x,
                    last_new: y,
                    weight: a.words[x].weight,
                }),
            }
        }
    }
    links.retain(|link| link.is_strong(a.weights[link.old], b.weights[link.new]));
    without_cut_rows(&mut links, old, new);
    let mut found: Vec<Stretch> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let mut stretch = Stretch::whole((link.old, old[link.old]), (link.new, new[link.new]));
        if let Some((before, last)) = at.checked_sub(1).map(|at| &links[at]).zip(found.last_mut()) {
            if before.old == link.old {
                let cut = a.cut(old[link.old], before.last_old, link.first_old);
                (last.old_span.end, stretch.old_span.start) = (cut, cut);
            }
            if before.new == link.new {
                let cut = b.cut(new[link.new], before.last_new, link.first_new);
                (last.new_span.end, stretch.new_span.start) = (cut, cut);
            }
        }
        found.push(stretch);
    }
    found
}

/// What two blocks share.
struct Link {
    old: usize,
    new: usize,
    /// The first and the last words of it, in both streams.
    first_old: usize,
    first_new: usize,
    last_old: usize,
    last_new: usize,
    weight: usize,
}

impl Link {
    /// Whether so much of the lesser block is shared that it is no accident.
    fn is_strong(&self, old: usize, new: usize) -> bool {
        const LEAST: usize = 6;
        self.weight >= LEAST.min(old.min(new)) && self.weight * 3 >= old.min(new)
    }
}

/// A row of a table is a row as a whole or none: what leads from one into several others is no
/// sentence that was cut.
fn without_cut_rows(links: &mut Vec<Link>, old: &[&Block], new: &[&Block]) {
    let is_row = |block: &Block| matches!(block.kind, BlockKind::Row { .. });
    let rows = |link: &Link| is_row(old[link.old]) && is_row(new[link.new]);
    let cut: Vec<bool> = (0..links.len())
        .map(|at| {
            let link = &links[at];
            let shares = |other: &Link| other.old == link.old || other.new == link.new;
            let before = at.checked_sub(1).is_some_and(|at| shares(&links[at]));
            rows(link) && (before || links.get(at + 1).is_some_and(shares))
        })
        .collect();
    let mut cut = cut.into_iter();
    links.retain(|_| !cut.next().unwrap_or_default());
}

/// A word of a stream.
struct StreamWord {
    block: usize,
    token: Token,
    /// How much there is to read in it.
    weight: usize,
}

/// The words of several blocks in their order.
#[derive(Default)]
struct Stream {
    words: Vec<StreamWord>,
    ids: Vec<u32>,
    /// Sentences as ranges of words; none reaches into another block.
    sentences: Vec<(usize, usize)>,
    /// What there is to read in each block.
    weights: Vec<usize>,
}

impl Stream {
    fn of<'b>(blocks: &[&'b Block], ids: &mut FastMap<&'b str, u32>) -> Self {
        let mut stream = Self::default();
        for (at, block) in blocks.iter().enumerate() {
            let from = stream.words.len();
            // What is no running text is one word.
            let verbatim = matches!(
                block.kind,
                BlockKind::Code | BlockKind::Html | BlockKind::Rule
            );
            if verbatim {
                let whole = Token {
                    start: 0,
                    end: block.text.len(),
                    kind: TokenKind::Sign,
                    style: 0,
                };
                stream.push(at, whole, &block.text, ids);
                if stream.words[from].weight > 0 {
                    stream.sentences.push((from, from + 1));
                }
            } else {
                let tokens = tokenize(&block.text, &block.marks);
                let cut = sentences::split(&block.text, &tokens);
                let cut = cut.into_iter().map(|(a, b)| (from + a, from + b));
                stream.sentences.extend(cut);
                for token in tokens {
                    stream.push(at, token, &block.text, ids);
                }
            }
            let weight = stream.words[from..].iter().map(|word| word.weight).sum();
            stream.weights.push(weight);
        }
        stream
    }

    fn push<'b>(
        &mut self,
        block: usize,
        token: Token,
        text: &'b str,
        ids: &mut FastMap<&'b str, u32>,
    ) {
        let next = ids.len() as u32;
        self.ids.push(*ids.entry(token.text(text)).or_insert(next));
        let own = token.text(text);
        let read = token.kind != TokenKind::Punctuation && own.contains(char::is_alphanumeric);
        self.words.push(StreamWord {
            block,
            token,
            weight: if read { own.len().min(12) } else { 0 },
        });
    }

    /// Where a block is cut between the words `last` and `next`, which belong to different blocks
    /// on the other side: after the sentence that ends between them, else after the signs that
    /// close the words before. The label of a point stands with what it numbers.
    fn cut(&self, block: &Block, last: usize, next: usize) -> usize {
        let text = block.text.as_str();
        if let Some(at) = self.label_before(text, last).filter(|_| last + 1 == next) {
            return self.words[at].token.start;
        }
        let label = self.label(text, last + 1, next);
        let ends = |at: &usize| {
            self.sentences
                .binary_search_by_key(at, |(_, end)| *end)
                .is_ok()
        };
        let mut end = (last + 1..=label).rev().find(ends).unwrap_or(last + 1);
        while end < label
            && self.words[end].token.kind == TokenKind::Punctuation
            && self.words[end].token.start == self.words[end - 1].token.end
        {
            end += 1;
        }
        let to = self.words[end].token.start;
        let from = self.words[end - 1].token.end;
        let between = &text[from..to];
        let spaces = |(at, c): (usize, char)| c.is_whitespace().then_some(at + c.len_utf8());
        between
            .char_indices()
            .find_map(spaces)
            .map_or(to, |at| from + at)
    }

    /// Where the label of a point begins whose closing sign was taken for the end of the sentence
    /// before it.
    fn label_before(&self, text: &str, last: usize) -> Option<usize> {
        let own = |at: usize| {
            let word = self.words.get(at)?;
            (word.block == self.words[last].block).then(|| word.token.text(text))
        };
        let (before, label) = (own(last.checked_sub(2)?)?, own(last - 1)?);
        if !matches!(own(last)?, ")" | ".") || !is_label(label) {
            return None;
        }
        match before {
            "(" => Some(last - 2),
            "." | ":" | ";" | "," => Some(last - 1),
            _ => None,
        }
    }

    /// Where the label of a point begins that stands last between two words: "2.", "b)", "(iii)".
    fn label(&self, text: &str, from: usize, to: usize) -> usize {
        let word = |at: usize| self.words[at].token.text(text);
        if to < from + 2 || !matches!(word(to - 1), ")" | ".") {
            return to;
        }
        let label = word(to - 2);
        let short = is_label(label);
        let after_stop = to - 2 == from || {
            let before = word(to - 3);
            !before.ends_with(char::is_alphanumeric)
        };
        match to.checked_sub(3).filter(|at| *at >= from).map(word) {
            Some("(") if short => to - 3,
            _ if short && after_stop => to - 2,
            _ => to,
        }
    }
}

/// Whether a word may number a point: digits, a letter, a Roman numeral.
fn is_label(word: &str) -> bool {
    let all = |of: fn(&char) -> bool| word.chars().all(|c| of(&c));
    word.len() <= 4
        && (all(char::is_ascii_digit)
            || word.chars().nth(1).is_none()
            || all(|c| matches!(c, 'i' | 'v' | 'x' | 'l')))
}

/// Runs of words that both streams have, equal sentences first.
fn aligned(a: &Stream, b: &Stream) -> Vec<Match> {
    let mut ids: FastMap<&[u32], u32> = FastMap::default();
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for (stream, list) in [(a, &mut x), (b, &mut y)] {
        for (start, end) in &stream.sentences {
            let next = ids.len() as u32;
            list.push(*ids.entry(&stream.ids[*start..*end]).or_insert(next));
        }
    }
    let mut equal: Vec<((usize, usize), (usize, usize))> = Vec::new();
    for run in sequence::matches(&x, &y) {
        let sentences = |at| (a.sentences[run.old + at], b.sentences[run.new + at]);
        equal.extend((0..run.len).map(sentences));
    }
    let (all_old, all_new) = (a.words.len(), b.words.len());
    equal.push(((all_old, all_old), (all_new, all_new)));
    let mut found = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for ((old, end_old), (new, end_new)) in equal {
        let between = sequence::matches(&a.ids[from_old..old], &b.ids[from_new..new]);
        found.extend(between.into_iter().map(|run| Match {
            old: from_old + run.old,
            new: from_new + run.new,
            len: run.len,
        }));
        let len = end_old - old;
        found.push(Match { old, new, len });
        (from_old, from_new) = (end_old, end_new);
    }
    found
}
