//! Sentences that say what a term means: "Med Användare avses …", "\"Fee\" means …".

use super::{Found, QUOTES, Shape, is_local, may_be_term, quoted, trimmed, without_article};
use crate::model::section::Block;
use crate::model::span::Span;

/// What follows a quoted term that is being defined.
const BEHIND: &[&str] = &[
    "avses",
    "avser",
    "betyder",
    "innebär",
    "definieras",
    "means",
    "mean",
    "shall mean",
    "refers to",
    "refer to",
    "shall refer to",
    "has the meaning",
    "we mean",
    "we are referring",
    "menar vi",
    "avser vi",
    "shall have the meaning",
    "have the meaning",
    "includes",
    "is defined as",
    "menas",
    "förstås",
];

/// What stands before a quoted name that is being given.
const CALLED: &[&str] = &[
    "hereafter called",
    "hereinafter called",
    "hereinafter",
    "hereafter",
    "referred to as",
    "nedan kallad",
    "nedan kallat",
    "nedan kallade",
    "härefter kallad",
    "i det följande kallad",
    "nedan",
];

/// Words that no term begins with or holds between "med" and "avses".
const NO_TERM: &[&str] = &[
    "det", "detta", "dessa", "denna", "den", "de", "sådan", "sådana", "sådant", "samma", "som",
    "vad", "vilket", "att", "villkor", "i", "där", "nämnda", "angivna",
];

/// The terms that sentences of `block` define.
pub(super) fn read(block: &Block, found: &mut Vec<Found>) {
    let text = block.text.as_str();
    let before = found.len();
    for span in quoted(text, Span::new(0, text.len())) {
        let name = &text[span.range()];
        let rest = text[span.end..]
            .trim_start_matches(|c: char| c == '*' || c == '_' || QUOTES.contains(&c) || c == ',')
            .trim_start();
        let defines = BEHIND.iter().any(|own| {
            rest.strip_prefix(own)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let given = without_article(text, span);
        let before = text[..span.start].trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '*' | '_') || QUOTES.contains(&c)
        });
        // What stands in parentheses is read there.
        let inside = text[..span.start].rfind('(') > text[..span.start].rfind(')');
        let called = !inside
            && CALLED.iter().any(|own| before.ends_with(own))
            && text[given.range()].starts_with(char::is_uppercase);
        if (defines && may_be_term(name)) || (called && may_be_term(&text[given.range()])) {
            push(text, if called { given } else { span }, found);
        }
    }
    if found.len() > before {
        return;
    }
    // "Med Användare avses", "I denna lag avses med konsument en …" names no end of the term.
    for (at, lead) in text.match_indices("ed ") {
        let start = at + lead.len();
        let is_lead = at > 0
            && matches!(text.as_bytes()[at - 1], b'M' | b'm')
            && !text[..at - 1].ends_with(char::is_alphanumeric);
        let Some(end) = text[start..].find(" avses").filter(|_| is_lead) else {
            continue;
        };
        let Some(span) = trimmed(text, Span::new(start, start + end)) else {
            continue;
        };
        let name = &text[span.range()];
        let plain = name
            .split_whitespace()
            .all(|word| !NO_TERM.contains(&word.to_lowercase().as_str()));
        let few = name.split_whitespace().count() <= 4;
        if plain && few && may_be_term(name) && !name.contains([',', '.', '(', ')']) {
            push(text, span, found);
        }
    }
}

fn push(text: &str, span: Span, found: &mut Vec<Found>) {
    let sentence = sentence(text, span);
    found.push(Found {
        span,
        meaning: sentence.to_owned(),
        shape: Shape::Sentence,
        local: is_local(&sentence.to_lowercase()),
    });
}

/// The sentence that holds `span`.
fn sentence(text: &str, span: Span) -> &str {
    let from = text[..span.start].rfind(". ").map_or(0, |at| at + 2);
    let to = text[span.end..]
        .find(". ")
        .map_or(text.len(), |at| span.end + at + 1);
    &text[from..to]
}

/// Whether `text` leads in a list of terms; if so, whether they hold for a part of the text only.
pub(super) fn leads_in(text: &str) -> Option<bool> {
    const LEADS: &[&str] = &[
        "avses med",
        "avses i denna förordning med",
        "avses i denna lag med",
        "följande betydelse",
        "följande definitioner",
        "following meaning",
        "following meanings",
        "following definitions",
        "meanings set out below",
        "the following terms",
        "betydelse som anges nedan",
        "meanings given below",
        "meaning set out below",
    ];
    let lower = text.trim_end_matches([':', ' ', '.']).to_lowercase();
    let tail = &lower[lower.floor_char_boundary(lower.len().saturating_sub(120))..];
    let colon = text.trim_end().ends_with(':');
    let leads = |lead: &str| tail.ends_with(lead) || (colon && tail.contains(lead));
    LEADS
        .iter()
        .any(|lead| leads(lead))
        .then(|| is_local(&lower))
}
