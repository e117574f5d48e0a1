//! Terms in parentheses behind what they stand for: (”Tjänsten”), (nedan kallad ”Kunden”), (the
//! "Supplier"), (**Supplier**).

use super::{Found, Shape, may_be_term, quoted, trimmed, without_article};
use crate::model::section::{Block, MarkKind};
use crate::model::span::Span;

/// Longer parentheses hold more than a name.
const LONGEST: usize = 160;

/// All that may stand beside the names.
const BESIDE: &[&str] = &[
    "den",
    "det",
    "de",
    "nedan",
    "nedanstående",
    "kallad",
    "kallat",
    "kallade",
    "kallas",
    "härefter",
    "benämnd",
    "benämns",
    "benämnt",
    "benämnda",
    "förkortat",
    "förkortas",
    "gemensamt",
    "tillsammans",
    "var",
    "för",
    "sig",
    "vardera",
    "och",
    "eller",
    "respektive",
    "definierat",
    "som",
    "även",
    "i",
    "det",
    "följande",
    "the",
    "this",
    "these",
    "each",
    "a",
    "an",
    "our",
    "your",
    "together",
    "collectively",
    "hereinafter",
    "hereafter",
    "hereby",
    "herein",
    "referred",
    "to",
    "as",
    "or",
    "and",
    "individually",
    "jointly",
    "below",
    "also",
    "called",
    "defined",
    "known",
    "all",
    "such",
    "any",
    "of",
    "them",
    "with",
    "being",
    "in",
    "agreement",
    "policy",
];

/// The names that `block` gives in parentheses.
pub(super) fn read(block: &Block, found: &mut Vec<Found>) {
    let text = block.text.as_str();
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        from = open + 1;
        let Some(close) = text[open..].find(')').map(|at| open + at) else {
            return;
        };
        let inside = Span::new(open + 1, close);
        if close - open > LONGEST || text[open + 1..close].contains('(') {
            continue;
        }
        let names = names(block, inside);
        if names.is_empty() || !beside(text, inside, &names) {
            continue;
        }
        let meaning = stands_for(&text[..open]);
        for span in names {
            found.push(Found {
                span,
                meaning: meaning.to_owned(),
                shape: Shape::Brackets,
                local: false,
            });
        }
        from = close;
    }
}

/// What is quoted in parentheses, or bold there.
fn names(block: &Block, inside: Span) -> Vec<Span> {
    let text = block.text.as_str();
    let mut names = quoted(text, inside);
    if names.is_empty() {
        let bold = block.marks.iter().filter(|mark| {
            mark.kind == MarkKind::Strong
                && mark.span.start >= inside.start
                && mark.span.end <= inside.end
        });
        names = bold.filter_map(|mark| trimmed(text, mark.span)).collect();
    }
    names
        .into_iter()
        .map(|name| without_article(text, name))
        .filter(|name| {
            let name = &text[name.range()];
            may_be_term(name) && name.starts_with(char::is_uppercase)
        })
        .collect()
}

/// Whether nothing but words that introduce a name stands beside the names.
fn beside(text: &str, inside: Span, names: &[Span]) -> bool {
    let mut at = inside.start;
    let mut rest = String::new();
    for name in names {
        rest.push_str(&text[at..name.start]);
        rest.push(' ');
        at = name.end;
    }
    rest.push_str(&text[at..inside.end]);
    rest.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| BESIDE.contains(&word.to_lowercase().as_str()))
}

/// The words before the parenthesis that the name stands for: those since the last sign.
fn stands_for(before: &str) -> &str {
    const WORDS: usize = 12;
    let trimmed = before.trim_end();
    let from = trimmed
        .rfind(['.', ',', ';', ':', '(', ')', '|'])
        .map_or(0, |at| at + 1);
    let clause = trimmed[from..].trim_start();
    let skipped = clause.split_whitespace().count().saturating_sub(WORDS);
    match clause.split_whitespace().nth(skipped) {
        Some(first) if skipped > 0 => {
            // A word of the clause itself, so its place is known.
            let at = first.as_ptr().addr() - clause.as_ptr().addr();
            &clause[at..]
        }
        _ => clause,
    }
}
