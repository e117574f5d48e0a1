//! The places where two texts differ: what stood there and what stands there now, in words.

use super::form::{form, goes_with_form};
use crate::diff::redline::{Place, Run};
use crate::diff::tokens::{Token, TokenKind, tokenize};
use crate::diff::{Row, SectionChange, lists};
use crate::model::section::{Block, BlockKind, MarkKind, SectionTree};
use crate::model::span::Span;

/// One place where the texts of a row differ.
#[derive(Debug)]
pub struct Site<'a> {
    /// What sort of place it is.
    pub kind: SiteKind,
    /// What stood there.
    pub old: Fragment<'a>,
    /// What stands there now.
    pub new: Fragment<'a>,
    /// Whether whole sentences stand there: what is before it ends a sentence, and so does it.
    pub sentence: bool,
}

/// What sort of place a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    /// Words in a paragraph, an item or a cell that both texts have.
    Words,
    /// A whole block that only one text has.
    Block,
    /// A whole block that stands elsewhere in the section.
    Moved,
    /// The label or marker of a list item.
    Label,
    /// A paragraph or an item that stands at another level among lists and quotations.
    Level,
    /// A paragraph that was divided between sentences, or two that were put together.
    Break,
    /// Text that stands in blocks of another form: a list made prose or a table, a sentence cut into
    /// points.
    Form,
    /// The end of a list item, which follows from where the item stands in its list.
    ItemEnd,
    /// The section's title.
    Title,
}

/// What one text has at a site.
#[derive(Debug, Default)]
pub struct Fragment<'a> {
    /// The block it stands in, if it stands in one.
    pub block: Option<&'a Block>,
    /// Which block that is.
    pub place: Option<Place>,
    /// Its bytes in the block's text; `None` for what is no part of that text, as a title, or the
    /// label before an item.
    pub span: Option<Span>,
    /// The text, with the signs of its formatting.
    pub text: &'a str,
    /// Its words and signs.
    pub words: Vec<Word<'a>>,
    /// The word before it in its block.
    pub before: Option<&'a str>,
    /// The word after it in its block.
    pub after: Option<&'a str>,
    /// The nearest words before it in its block, in their order, without signs.
    pub lead: Vec<&'a str>,
    /// The nearest words after it.
    pub trail: Vec<&'a str>,
}

/// A token with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The text.
    pub text: &'a str,
    /// What it is.
    pub kind: TokenKind,
    /// The key of its formatting.
    pub style: u64,
}

impl<'a> Site<'a> {
    /// Whether words of both sides, or of a rewritten sentence, differ here: not a whole block or
    /// sentence that only one side has.
    pub fn is_rewording(&self) -> bool {
        let both = self.old.spoken().next().is_some() && self.new.spoken().next().is_some();
        match self.kind {
            SiteKind::Words => both || !self.sentence,
            SiteKind::Title => true,
            SiteKind::Block
            | SiteKind::Moved
            | SiteKind::Label
            | SiteKind::Level
            | SiteKind::Break
            | SiteKind::Form
            | SiteKind::ItemEnd => false,
        }
    }

    /// Whether a numbered point became a paragraph, or the reverse.
    pub fn loses_number(&self) -> bool {
        let numbered = |text: &str| !text.is_empty() && text != "-";
        (numbered(self.old.text) && self.new.text.is_empty())
            || (numbered(self.new.text) && self.old.text.is_empty())
    }

    /// Whether only a few words differ, so that each of them tells by itself what changed.
    pub fn is_small(&self) -> bool {
        self.old.spoken().take(4).count() < 4 && self.new.spoken().take(4).count() < 4
    }

    /// The words that `key` tells apart and that only one side has, paired in their order.
    pub(super) fn differing<K: PartialEq>(
        &self,
        key: impl Fn(&Word<'_>) -> Option<K>,
    ) -> Vec<(String, String)> {
        let keyed = |fragment: &Fragment<'a>| -> Vec<(K, &'a str)> {
            fragment
                .words
                .iter()
                .filter_map(|word| key(word).map(|key| (key, word.text)))
                .collect()
        };
        let (mut old, mut new) = (keyed(&self.old), keyed(&self.new));
        // Long fragments are no place to count single words in.
        if old.len() > 200 || new.len() > 200 {
            old.truncate(200);
            new.truncate(200);
        }
        old.retain(
            |(key, _)| match new.iter().position(|(other, _)| other == key) {
                Some(at) => {
                    new.remove(at);
                    false
                }
                None => true,
            },
        );
        (0..old.len().max(new.len()))
            .map(|at| {
                let text = |side: &[(K, &str)]| {
                    side.get(at)
                        .map(|(_, text)| (*text).to_owned())
                        .unwrap_or_default()
                };
                (text(&old), text(&new))
            })
            .collect()
    }
}

impl<'a> Fragment<'a> {
    /// The words without punctuation.
    pub fn spoken(&self) -> impl Iterator<Item = &Word<'a>> {
        self.words
            .iter()
            .filter(|word| word.kind != TokenKind::Punctuation)
    }

    /// Its words with the nearest ones before and after them, without signs.
    pub(super) fn in_place(&self) -> String {
        let own = self.spoken().map(|word| word.text);
        let words: Vec<&str> = self
            .lead
            .iter()
            .copied()
            .chain(own)
            .chain(self.trail.iter().copied())
            .collect();
        words.join(" ")
    }

    /// The text with what stands before and after it in its block, at most about 600 bytes.
    pub(super) fn surroundings(&self) -> &'a str {
        const AROUND: usize = 200;
        let Some(block) = self.block else {
            return self.text;
        };
        let text = block.text.as_str();
        let span = self.span.unwrap_or_default();
        let from = text.floor_char_boundary(span.start.saturating_sub(AROUND));
        let length = (span.end - span.start).min(AROUND);
        let to = text.floor_char_boundary((span.start + length + AROUND).min(text.len()));
        &text[from..to.max(from)]
    }

    /// The text as evidence: its words as they stand, without signs of formatting, at most about
    /// 200 characters.
    pub fn quote(&self) -> String {
        let marked = self.block.filter(|block| !block.marks.is_empty());
        let (Some(block), Some(Span { start, end })) = (marked, self.span) else {
            return quote(self.text);
        };
        let mut at = start;
        let mut visible = String::with_capacity(self.text.len());
        for mark in block
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Syntax)
        {
            if mark.span.end > at && mark.span.start < end {
                visible.push_str(&block.text[at..mark.span.start.max(at)]);
                at = mark.span.end.min(end);
            }
        }
        visible.push_str(&block.text[at..end]);
        quote(&visible)
    }

    fn new(block: &'a Block, place: Place, tokens: &[Token], start: usize, end: usize) -> Self {
        let text = block.text.as_str();
        let first = tokens.partition_point(|token| token.start < start);
        let last = tokens.partition_point(|token| token.end <= end);
        let words = tokens.get(first..last).unwrap_or_default();
        let word = |token: &Token| Word {
            text: token.text(text),
            kind: token.kind,
            style: token.style,
        };
        Self {
            block: Some(block),
            place: Some(place),
            span: Some(Span::new(start, end)),
            text: &text[start..end],
            words: words.iter().map(word).collect(),
            before: first
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .map(|token| token.text(text)),
            after: tokens.get(last).map(|token| token.text(text)),
            lead: {
                let mut lead: Vec<&str> = spoken(&mut tokens[..first].iter().rev(), text);
                lead.reverse();
                lead
            },
            trail: spoken(&mut tokens[last..].iter(), text),
        }
    }

    fn plain(text: &'a str) -> Self {
        let tokens = tokenize(text, &[]);
        let word = |token: &Token| Word {
            text: token.text(text),
            kind: token.kind,
            style: token.style,
        };
        Self {
            text,
            words: tokens.iter().map(word).collect(),
            ..Self::default()
        }
    }
}

/// The words that come first, without signs.
fn spoken<'a>(tokens: &mut dyn Iterator<Item = &Token>, text: &'a str) -> Vec<&'a str> {
    const NEAR: usize = 3;
    tokens
        .filter(|token| token.kind != TokenKind::Punctuation)
        .take(NEAR)
        .map(|token| token.text(text))
        .collect()
}

/// `text` as evidence, at most about 200 characters.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 200;
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// All places where the sections of a changed row differ: its title, then its body in order.
pub fn of<'a>(
    change: &SectionChange,
    row: &Row,
    old: &'a SectionTree,
    new: &'a SectionTree,
) -> Vec<Site<'a>> {
    let mut sites = Vec::new();
    if let (Some(a), Some(b)) = (row.old.first(), row.new.first()) {
        let (a, b) = (&old.get(*a).title, &new.get(*b).title);
        if a != b {
            let (old, new) = (Fragment::plain(a), Fragment::plain(b));
            sites.push(Site {
                kind: SiteKind::Title,
                old,
                new,
                sentence: false,
            });
        }
    }
    // Where text goes on across the ends of several blocks, that is told once.
    let mut told = None;
    for edit in &change.redline.edits {
        if !edit.crosses() || !(edit.old_part.continues || edit.new_part.continues) {
            told = None;
        }
        match (edit.old, edit.new) {
            (Some(a), Some(b)) => {
                let form = form(edit, (a, a.block(old)), (b, b.block(new)))
                    .filter(|(kind, ..)| told != Some(*kind));
                if let Some((kind, old, new)) = form {
                    told = edit.crosses().then_some(kind);
                    sites.push(Site {
                        kind,
                        old,
                        new,
                        sentence: false,
                    });
                }
                pair(&edit.runs, (old, a), (new, b), edit.crosses(), &mut sites);
            }
            // A move within the row is told of where the block arrived; one to another section of both.
            (Some(a), None) if edit.moved.is_some() => {
                let moved = edit.moved.as_ref().map(|moved| moved.other);
                let left = moved.filter(|b| !row.new.contains(&b.section));
                sites.extend(left.map(|b| {
                    let (old, new) = ((a, a.block(old)), (b, b.block(new)));
                    lone(SiteKind::Moved, Some(old), Some(new))
                }));
            }
            (Some(a), None) => sites.push(lone(SiteKind::Block, Some((a, a.block(old))), None)),
            (None, Some(b)) => match &edit.moved {
                Some(moved) => {
                    let a = moved.other;
                    sites.push(lone(
                        SiteKind::Moved,
                        Some((a, a.block(old))),
                        Some((b, b.block(new))),
                    ));
                    if !moved.runs.is_empty() {
                        pair(&moved.runs, (old, a), (new, b), false, &mut sites);
                    }
                }
                None => sites.push(lone(SiteKind::Block, None, Some((b, b.block(new))))),
            },
            (None, None) => {}
        }
    }
    sites
}

fn lone<'a>(
    kind: SiteKind,
    old: Option<(Place, &'a Block)>,
    new: Option<(Place, &'a Block)>,
) -> Site<'a> {
    let fragment = |side: Option<(Place, &'a Block)>| match side {
        Some((place, block)) => Fragment::new(
            block,
            place,
            &tokenize(&block.text, &block.marks),
            0,
            block.text.len(),
        ),
        None => Fragment::default(),
    };
    Site {
        kind,
        old: fragment(old),
        new: fragment(new),
        sentence: true,
    }
}

fn pair<'a>(
    runs: &[Run],
    (old_tree, a): (&'a SectionTree, Place),
    (new_tree, b): (&'a SectionTree, Place),
    crosses: bool,
    sites: &mut Vec<Site<'a>>,
) {
    let (one, two) = (a.block(old_tree), b.block(new_tree));
    let other_form = crosses || is_row(one) != is_row(two);
    if !other_form && label(one) != label(two) {
        let fragment = |block: &'a Block| Fragment {
            block: Some(block),
            text: label(block),
            ..Fragment::default()
        };
        sites.push(Site {
            kind: SiteKind::Label,
            old: fragment(one),
            new: fragment(two),
            sentence: false,
        });
    }
    if !other_form && is_item(one) == is_item(two) && one.nesting.len() != two.nesting.len() {
        sites.push(lone(SiteKind::Level, Some((a, one)), Some((b, two))));
    }
    let (Some(first), Some(end_of_runs)) = (runs.first(), runs.last()) else {
        return;
    };
    if runs.iter().all(Run::is_same) {
        return;
    }
    let (x, y) = (
        tokenize(&one.text, &one.marks),
        tokenize(&two.text, &two.marks),
    );
    let ends = lists::ends_follow((old_tree, a), (new_tree, b))
        .then(|| (lists::end_of(&one.text), lists::end_of(&two.text)));
    let mut at = 0;
    while at < runs.len() {
        if runs[at].is_same() {
            at += 1;
            continue;
        }
        let (mut old, mut new) = (runs[at].old, runs[at].new);
        at += 1;
        while at < runs.len() && !runs[at].is_same() {
            old.end = runs[at].old.end;
            new.end = runs[at].new.end;
            at += 1;
        }
        let last = old.end == one.text.len() && new.end == two.text.len();
        let end = ends
            .filter(|_| last)
            .map(|(x, y)| (x.max(old.start), y.max(new.start)));
        let (until_old, until_new) = end.unwrap_or((old.end, new.end));
        if until_old > old.start || until_new > new.start {
            let old = Fragment::new(one, a, &x, old.start, until_old);
            let new = Fragment::new(two, b, &y, new.start, until_new);
            let edge = (old.span, new.span)
                == (
                    Some(Span::new(first.old.start, until_old)),
                    Some(Span::new(first.new.start, until_new)),
                )
                || (until_old, until_new) == (end_of_runs.old.end, end_of_runs.new.end);
            if other_form && goes_with_form(&old, &new, edge) {
                continue;
            }
            let sentence = whole_sentences(&old) || whole_sentences(&new);
            sites.push(Site {
                kind: SiteKind::Words,
                old,
                new,
                sentence,
            });
        }
        if end.is_some() && one.text[until_old..] != two.text[until_new..] {
            let old = Fragment::new(one, a, &x, until_old, old.end);
            let new = Fragment::new(two, b, &y, until_new, new.end);
            sites.push(Site {
                kind: SiteKind::ItemEnd,
                old,
                new,
                sentence: false,
            });
        }
    }
}

pub(super) fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Row { .. })
}

/// A fragment of at least three words between two ends of sentences.
fn whole_sentences(fragment: &Fragment<'_>) -> bool {
    let stop = |word: &str| matches!(word, "." | "!" | "?" | ":" | ";");
    let begins = fragment.before.is_none_or(stop);
    let ends =
        fragment.words.last().is_some_and(|word| stop(word.text)) || fragment.after.is_none();
    begins && ends && fragment.spoken().take(3).count() == 3
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { .. })
}

fn label(block: &Block) -> &str {
    match &block.kind {
        BlockKind::Item { label: Some(label) } => label,
        BlockKind::Item { label: None } => "-",
        _ => "",
    }
}
