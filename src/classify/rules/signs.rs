//! Signs of punctuation: most only help the eye, some say what a sentence speaks of. A comma before
//! a relative clause, round a condition or between "and" and "or", a bracket, the end of a sentence
//! and quotation marks round a word may carry the meaning: a person has to tell.

use super::super::language::{Words, is_any};
use super::super::rule::{Rule, editorial, unclear};
use super::super::site::{Fragment, Site};
use super::lexicon;
use crate::diff::tokens::TokenKind;

const PUNCTUATION: Rule = editorial("punctuation");
const COMMA: Rule = unclear("comma-scope");
const BRACKET: Rule = unclear("bracket-moved");
const QUOTATION: Rule = unclear("quotation-marks");
const SENTENCE_END: Rule = unclear("sentence-end-moved");
/// A sign that raises or lowers what stands between it and its like.
const RAISED: Rule = unclear("raised-sign");

pub(super) const RULES: [Rule; 6] = [PUNCTUATION, COMMA, BRACKET, QUOTATION, SENTENCE_END, RAISED];

/// The rule for the signs of a site, if they differ.
pub(super) fn rule(site: &Site<'_>) -> Option<Rule> {
    let as_written = |fragment: &Fragment<'_>| -> Vec<String> {
        let words = fragment.words.iter();
        words
            .filter(|word| word.kind == TokenKind::Punctuation)
            .map(|word| word.text.to_owned())
            .collect()
    };
    if as_written(&site.old) == as_written(&site.new) {
        return moved(site);
    }
    let (mut old, mut new) = (signs(&site.old), signs(&site.new));
    // What only one side has, whichever it is.
    old.retain(|sign| match new.iter().position(|other| other == sign) {
        Some(at) => {
            new.remove(at);
            false
        }
        None => true,
    });
    let differ: Vec<char> = old.into_iter().chain(new).collect();
    let rules = differ.iter().filter_map(|sign| carries(*sign, site));
    Some(
        rules
            .max_by_key(|rule| rule.materiality)
            .unwrap_or(PUNCTUATION),
    )
}

/// The rule for the same signs that stand behind other words of the same.
fn moved(site: &Site<'_>) -> Option<Rule> {
    let spoken = |fragment: &Fragment<'_>| -> Vec<String> {
        fragment
            .spoken()
            .map(|word| word.text.to_lowercase())
            .collect()
    };
    let (old, new) = (spoken(&site.old), spoken(&site.new));
    let places = |fragment: &Fragment<'_>| -> Vec<(usize, String)> {
        let mut words = 0;
        let mut places = Vec::new();
        for word in &fragment.words {
            match word.kind {
                TokenKind::Punctuation => places.push((words, word.text.to_owned())),
                _ => words += 1,
            }
        }
        places
    };
    let (a, b) = (places(&site.old), places(&site.new));
    if old != new || a == b {
        return None;
    }
    let stop = |(_, sign): &(usize, String)| matches!(sign.as_str(), "." | "!" | "?" | ":" | ";");
    Some(if a.iter().any(stop) {
        SENTENCE_END
    } else {
        COMMA
    })
}

/// The signs of a fragment, those that are only drawn otherwise as one.
fn signs(fragment: &Fragment<'_>) -> Vec<char> {
    let marks = fragment
        .words
        .iter()
        .filter(|word| word.kind == TokenKind::Punctuation);
    let mut signs: Vec<char> = marks
        .filter_map(|word| word.text.chars().next())
        .map(|sign| match sign {
            '”' | '“' | '„' | '«' | '»' | '"' | '\'' | '’' | '‘' | '‚' => '"',
            '-' | '–' | '—' | '−' | '‑' => '-',
            '…' | ';' | '!' => '.',
            other => other,
        })
        .collect();
    // Dots in a row are one sign, and so are dashes.
    signs.dedup_by(|a, b| a == b && matches!(a, '.' | '-'));
    signs
}

/// The rule that sees more than punctuation in a sign that came or went at a site.
fn carries(sign: char, site: &Site<'_>) -> Option<Rule> {
    let sides = [&site.old, &site.new];
    // "(a)" and "a)" are two ways to write a label.
    let label = sides.iter().any(|side| {
        let is_label = |word: &&str| {
            word.chars().count() == 1
                || word.bytes().all(|byte| byte.is_ascii_digit())
                || matches!(*word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix")
        };
        let alphanumeric = |word: &&str| word.chars().all(char::is_alphanumeric);
        [side.before, side.after]
            .into_iter()
            .flatten()
            .filter(alphanumeric)
            .any(|word| is_label(&word))
    });
    // "30 (trettio)" says one number twice.
    let number = sides.iter().any(|side| {
        let mut spoken = side.spoken();
        spoken.any(|word| word.text.split(' ').any(super::amounts::is_number_word))
    });
    match sign {
        ',' => sides.iter().any(|side| is_scope(side)).then_some(COMMA),
        '-' => sides
            .iter()
            .any(|side| {
                side.after
                    .is_some_and(|word| is_any(lexicon::RELATIVES, &word.to_lowercase()))
            })
            .then_some(COMMA),
        '(' | ')' | '[' | ']' if !label && !number => Some(BRACKET),
        '"' => Some(QUOTATION),
        '^' | '~' => Some(RAISED),
        '.' | '?' | ':' => ends_inside(site, sign).then_some(SENTENCE_END),
        '/' | '|' => Some(SENTENCE_END),
        _ => None,
    }
}

/// Whether a comma here may tell which persons or cases the sentence speaks of.
fn is_scope(side: &Fragment<'_>) -> bool {
    let after = side.after.map(str::to_lowercase).unwrap_or_default();
    let before = side.before.map(str::to_lowercase).unwrap_or_default();
    let lists: [Words; 2] = [lexicon::RELATIVES, lexicon::RESTRICTIONS];
    if lists.iter().any(|list| is_any(list, &after))
        || is_any(lexicon::FOCUS, &before)
        || is_any(lexicon::FOCUS, &after)
    {
        return true;
    }
    let (sentence, rest) = around(side);
    if is_any(lexicon::CONJUNCTIONS, &after) || is_any(lexicon::CONJUNCTIONS, &before) {
        // In a series the comma before its last member says nothing.
        let joins = |text: &str| {
            words(text)
                .filter(|word| is_any(lexicon::CONJUNCTIONS, word))
                .count()
        };
        let several = joins(&sentence) + joins(&rest) > 1;
        return several || !(sentence.contains(',') || joins_clauses(&rest, &lists));
    }
    // The comma that closes a clause which such a comma opened.
    sentence.split(',').skip(1).any(|clause| {
        words(clause)
            .next()
            .is_some_and(|word| lists.iter().any(|list| is_any(list, word)))
    })
}

/// Whether what follows a comma is a whole clause with "and" before it, and nothing in it that could
/// limit the clause before: then the comma only parts the two.
fn joins_clauses(rest: &str, limits: &[Words; 2]) -> bool {
    let mut clause = words(rest);
    let and = clause
        .next()
        .is_some_and(|word| matches!(word, "och" | "and"));
    let following: Vec<&str> = clause.collect();
    let verb =
        |word: &&str| super::modality::force(word).is_some() || lexicon::STATES.contains(word);
    let limit = |word: &&str| {
        limits.iter().any(|list| is_any(list, word)) || super::conditions::is_guarded(word)
    };
    and && following.iter().skip(1).take(2).any(verb) && !following.iter().any(limit)
}

/// The sentence around a fragment, in lower case: before it, and after.
fn around(side: &Fragment<'_>) -> (String, String) {
    let (Some(block), Some(span)) = (side.block, side.span) else {
        return <_>::default();
    };
    const FAR: usize = 400;
    let from = block
        .text
        .floor_char_boundary(span.start.saturating_sub(FAR));
    let to = block
        .text
        .floor_char_boundary((span.end + FAR).min(block.text.len()));
    let (before, after) = (&block.text[from..span.start], &block.text[span.end..to]);
    let begin = before.rfind(". ").map_or(0, |at| at + 2);
    let end = after.find(". ").unwrap_or(after.len());
    (before[begin..].to_lowercase(), after[..end].to_lowercase())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether words of the same block follow a stop, so that a sentence ends elsewhere: not after the
/// stop of an abbreviation or a label, and not at the end of a cell.
fn ends_inside(site: &Site<'_>, sign: char) -> bool {
    [&site.old, &site.new].iter().any(|side| {
        let words = &side.words;
        let is_stop = |text: &str| {
            text.starts_with(sign) || (sign == '.' && text.starts_with(['!', ';', '…']))
        };
        let mut stops = (0..words.len()).filter(|at| is_stop(words[*at].text));
        stops.any(|at| {
            let before = at.checked_sub(1).map(|at| words[at].text).or(side.before);
            let next = words.get(at + 1).map(|word| word.text).or(side.after);
            let short = |most: usize| before.is_some_and(|word| word.chars().count() <= most);
            let goes_on = next.is_some_and(|next| {
                next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            });
            let known = before.is_some_and(|word| {
                crate::lexicon::synonyms::is_abbreviation(&word.to_lowercase())
            });
            let abbreviated = sign == '.' && ((goes_on && short(6)) || known);
            next.is_some_and(|next| next.starts_with(char::is_alphanumeric))
                && !abbreviated
                && !short(2)
        })
    })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "punctuation",
        "Kunden betalar avgift, men inte ränta.",
        "Kunden betalar avgift men inte ränta.",
        true,
    ),
    (
        "punctuation",
        "Loggar, larm och rapporter ingår.",
        "Loggar, larm, och rapporter ingår.",
        true,
    ),
    ("punctuation", "Kunden betalar.", "Kunden betalar", true),
    (
        "punctuation",
        "Kunden, som betalar, får svar.",
        "Kunden som betalar får svar.",
        false,
    ),
    ("punctuation", "Kunden betalar.", "Kunden svarar.", false),
    (
        "comma-scope",
        "Kunder som betalar får svar.",
        "Kunder, som betalar, får svar.",
        true,
    ),
    (
        "comma-scope",
        "The Customer pays unless the parties agree.",
        "The Customer pays, unless the parties agree.",
        true,
    ),
    (
        "comma-scope",
        "Kunden lämnar loggar och rapporter eller larm.",
        "Kunden lämnar loggar och rapporter, eller larm.",
        true,
    ),
    (
        "comma-scope",
        "The Customer shall pay and the Supplier shall deliver.",
        "The Customer shall pay, and the Supplier shall deliver.",
        false,
    ),
    (
        "comma-scope",
        "Kunden ska betala och Inera ska svara inom rimlig tid.",
        "Kunden ska betala, och Inera ska svara inom rimlig tid.",
        true,
    ),
    (
        "comma-scope",
        "If a fault occurs the Customer reports it.",
        "If a fault occurs, the Customer reports it.",
        false,
    ),
    (
        "bracket-moved",
        "Inera svarar för drift (jour och support) dygnet runt.",
        "Inera svarar för drift (jour) och support dygnet runt.",
        true,
    ),
    (
        "bracket-moved",
        "Inera svarar för (a) drift och (b) jour.",
        "Inera svarar för a) drift och b) jour.",
        false,
    ),
    (
        "quotation-marks",
        "Begreppet Tjänsten används här.",
        "Begreppet ”Tjänsten” används här.",
        true,
    ),
    (
        "quotation-marks",
        "Begreppet \"Tjänsten\" används här.",
        "Begreppet ”Tjänsten” används här.",
        false,
    ),
    (
        "sentence-end-moved",
        "Kunden betalar. Inom rimlig tid svarar Inera.",
        "Kunden betalar Inom rimlig tid. svarar Inera.",
        true,
    ),
    (
        "comma-scope",
        "Inera betalar inte, Kunden betalar.",
        "Inera betalar, inte Kunden betalar.",
        true,
    ),
    (
        "raised-sign",
        "Ytan är 5 m^2^ stor.",
        "Ytan är 5 m2 stor.",
        true,
    ),
    (
        "raised-sign",
        "Ytan är 5 m2 stor.",
        "Ytan är 5 m2, stor.",
        false,
    ),
    (
        "punctuation",
        "The Customer pays; the Supplier delivers.",
        "The Customer pays. The Supplier delivers.",
        true,
    ),
    (
        "sentence-end-moved",
        "The fee incl. VAT is 500.",
        "The fee including VAT is 500.",
        false,
    ),
    (
        "sentence-end-moved",
        "Avgiften är ca 500 kr.",
        "Avgiften är ca. 500 kr.",
        false,
    ),
];
