//! What cannot alter a right or a duty: punctuation, case, layout, a word spelt otherwise.

use std::collections::BTreeSet;

use super::super::rule::{Context, Rule, editorial};
use super::super::site::{Fragment, Site, SiteKind, Word};
use super::super::{Reason, Term};
use super::{amounts, spelling};
use crate::diff::tokens::{Token, TokenKind};

const PUNCTUATION: Rule = editorial("punctuation");
const CASE: Rule = editorial("letter-case");
const FORMATTING: Rule = editorial("formatting");
/// The rule for a change in which nothing to read differs.
pub(super) const LAYOUT: Rule = editorial("layout");
const MARKER: Rule = editorial("list-marker");
const ITEM_END: Rule = editorial("item-end");
const SAME_MEANING: Rule = editorial("same-meaning");
const WORD_ORDER: Rule = editorial("heading-word-order");
const FOLLOWS: Rule = editorial("reference-follows");
const DECLARED: Rule = editorial("declared-term");

pub(super) const RULES: [Rule; 10] = [
    PUNCTUATION,
    CASE,
    FORMATTING,
    LAYOUT,
    MARKER,
    ITEM_END,
    SAME_MEANING,
    WORD_ORDER,
    FOLLOWS,
    DECLARED,
];

/// Forms of one word.
const FORMS: &[&[&str]] = &[
    &["ska", "skall"],
    &["inte", "ej", "icke"],
    &["e-post", "epost", "e-mail", "email"],
    &["t.ex.", "t ex", "exempelvis"],
    &["bl.a.", "bl a"],
    &["m.m.", "mm"],
    &["dvs.", "dvs", "d.v.s."],
    &["nr", "nr.", "nummer"],
    &["mot", "emot"],
    &["licence", "license"],
    &["acknowledgement", "acknowledgment"],
    &["judgement", "judgment"],
];

/// Whether two words are forms of one word.
pub(super) fn same_meaning(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let listed = FORMS
        .iter()
        .any(|forms| forms.contains(&a.as_str()) && forms.contains(&b.as_str()));
    // "authorise" and "authorize", with all their endings.
    let british = |word: &str| {
        ["ize", "iza", "izi"]
            .iter()
            .fold(word.to_owned(), |word, ending| {
                word.replace(ending, &ending.replace('z', "s"))
            })
    };
    listed || (a.len() >= 7 && a.len() == b.len() && british(&a) == british(&b))
}

/// Why a site is editorial; `None` if the rules here do not explain all of it.
pub(super) fn explain(site: &Site<'_>, context: &Context<'_>) -> Option<Vec<Reason>> {
    let reason = |rule: Rule| Reason {
        rule: rule.code,
        old: site.old.quote(),
        new: site.new.quote(),
    };
    match site.kind {
        // A point that lost its number can no longer be named; between items it is only called
        // otherwise.
        SiteKind::Label if site.loses_number() => return None,
        SiteKind::Label => return Some(vec![reason(MARKER)]),
        SiteKind::ItemEnd => return Some(vec![reason(ITEM_END)]),
        SiteKind::Moved => return None,
        SiteKind::Words | SiteKind::Title | SiteKind::Block => {}
    }
    if let Some((from, to)) = context.declared().around(site) {
        return Some(vec![Reason {
            rule: DECLARED.code,
            old: from.to_owned(),
            new: to.to_owned(),
        }]);
    }
    let old: Vec<&Word<'_>> = site.old.spoken().collect();
    let new: Vec<&Word<'_>> = site.new.spoken().collect();
    if old.is_empty() && new.is_empty() {
        return (!changes_sign(site)).then(|| vec![reason(PUNCTUATION)]);
    }
    if old.len() > 400 || new.len() > 400 {
        return None;
    }
    if site.kind == SiteKind::Words && follows(site, context) {
        return Some(vec![reason(FOLLOWS)]);
    }
    if changes_sign(site) {
        return None;
    }
    if site.kind == SiteKind::Title && same_words(&old, &new) {
        let order = old
            .iter()
            .zip(&new)
            .any(|(a, b)| a.text.to_lowercase() != b.text.to_lowercase());
        return Some(vec![reason(if order { WORD_ORDER } else { CASE })]);
    }
    let mut reasons = Vec::new();
    if !words(&old, &new, context, &mut reasons) {
        // A slip can break a token up: "section 4" is a reference, "sectoin 4" a word and a number.
        let (old, new) = (apart(&old), apart(&new));
        reasons.clear();
        let (old, new): (Vec<&Word<'_>>, Vec<&Word<'_>>) =
            (old.iter().collect(), new.iter().collect());
        words(&old, &new, context, &mut reasons).then_some(())?;
    }
    if signs(&site.old) != signs(&site.new) || reasons.is_empty() {
        reasons.push(reason(PUNCTUATION));
    }
    Some(reasons)
}

/// The words with those of several parts taken apart at their spaces.
fn apart<'a>(words: &[&Word<'a>]) -> Vec<Word<'a>> {
    let mut parts = Vec::with_capacity(words.len());
    for word in words {
        for text in word.text.split(' ') {
            let kind = match word.kind {
                kind if text.len() == word.text.len() => kind,
                _ if text.starts_with(|c: char| c.is_ascii_digit()) => TokenKind::Number,
                _ => TokenKind::Word,
            };
            parts.push(Word {
                text,
                kind,
                style: word.style,
            });
        }
    }
    parts
}

/// Explains the words of both sides one after the other.
fn words(
    old: &[&Word<'_>],
    new: &[&Word<'_>],
    context: &Context<'_>,
    reasons: &mut Vec<Reason>,
) -> bool {
    let (mut a, mut b) = (0, 0);
    while a < old.len() && b < new.len() {
        if let Some((x, y)) = context.declared().beginning(&old[a..], &new[b..]) {
            reasons.push(evidence(DECLARED, &old[a..a + x], &new[b..b + y]));
            (a, b) = (a + x, b + y);
            continue;
        }
        let (one, two) = (old[a], new[b]);
        if let Some(rule) = word(one, two, context) {
            if let Some(rule) = rule {
                reasons.push(evidence(rule, &old[a..=a], &new[b..=b]));
            }
            (a, b) = (a + 1, b + 1);
            continue;
        }
        if let Some((x, y)) = spelling::compound(&old[a..], &new[b..]) {
            reasons.push(evidence(spelling::COMPOUND, &old[a..a + x], &new[b..b + y]));
            (a, b) = (a + x, b + y);
            continue;
        }
        return false;
    }
    a == old.len() && b == new.len()
}

fn evidence(rule: Rule, old: &[&Word<'_>], new: &[&Word<'_>]) -> Reason {
    let text = |words: &[&Word<'_>]| {
        words
            .iter()
            .map(|word| word.text)
            .collect::<Vec<_>>()
            .join(" ")
    };
    Reason {
        rule: rule.code,
        old: text(old),
        new: text(new),
    }
}

/// Whether two words are explained as the same, and by which rule if they differ at all.
fn word(a: &Word<'_>, b: &Word<'_>, context: &Context<'_>) -> Option<Option<Rule>> {
    if Token::leads_elsewhere(a.style, b.style) {
        return None;
    }
    if a.text == b.text {
        return Some((a.style != b.style).then_some(FORMATTING));
    }
    if a.kind == TokenKind::Word && b.kind == TokenKind::Word {
        if a.text.to_lowercase() == b.text.to_lowercase() {
            return Some(Some(CASE));
        }
        if same_meaning(a.text, b.text) {
            return Some(Some(SAME_MEANING));
        }
        if spelling::is_slip(a.text, b.text, context) {
            return Some(Some(spelling::SPELLING));
        }
    } else if a.kind == b.kind && amounts::compact(a.text) == amounts::compact(b.text) {
        let unspaced = |text: &str| text.replace(' ', "").to_lowercase();
        let spaces = unspaced(a.text) == unspaced(b.text);
        return Some(Some(if spaces { PUNCTUATION } else { SAME_MEANING }));
    }
    None
}

/// Whether only what something is called differs between the two sides. A number that becomes
/// another, and words that permit, forbid, deny or limit, are no terms, whatever the record
/// declares.
pub(in crate::classify) fn is_name(term: &Term) -> bool {
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (from, to) = (words(&term.from), words(&term.to));
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        let other: BTreeSet<&String> = other.iter().collect();
        one.iter()
            .filter(|word| !other.contains(word))
            .cloned()
            .collect()
    };
    let (gone, come) = (only(&from, &to), only(&to, &from));
    let number = |words: &[String]| {
        words.iter().any(|word| {
            word.contains(|c: char| c.is_ascii_digit()) || amounts::is_number_word(word)
        })
    };
    let rule = |words: &[String]| words.iter().any(|word| spelling::lays_down_a_rule(word));
    let another_number = number(&gone) && number(&come);
    !(another_number || rule(&gone) || rule(&come))
}

fn same_words(old: &[&Word<'_>], new: &[&Word<'_>]) -> bool {
    let sorted = |words: &[&Word<'_>]| {
        let mut words: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
        words.sort_unstable();
        words
    };
    sorted(old) == sorted(new)
}

fn signs<'a>(fragment: &Fragment<'a>) -> Vec<&'a str> {
    fragment
        .words
        .iter()
        .filter(|word| word.kind == TokenKind::Punctuation)
        .map(|word| word.text)
        .collect()
}

/// Whether a minus sign before a number came or went.
fn changes_sign(site: &Site<'_>) -> bool {
    let minus = |fragment: &Fragment<'_>| {
        let words = &fragment.words;
        (0..words.len()).any(|at| {
            let next = words.get(at + 1).map(|word| word.text).or(fragment.after);
            matches!(words[at].text, "-" | "−" | "–")
                && next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    minus(&site.old) != minus(&site.new)
}

/// Whether the site only follows a renumbering.
fn follows(site: &Site<'_>, context: &Context<'_>) -> bool {
    let stretch = |fragment: &Fragment<'_>| fragment.place.zip(fragment.span);
    let (Some((a, old)), Some((b, new))) = (stretch(&site.old), stretch(&site.new)) else {
        return false;
    };
    context
        .follower()
        .follows((a, old.start, old.end), (b, new.start, new.end))
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "punctuation",
        "Kunden, som betalar, får svar.",
        "Kunden som betalar får svar.",
        true,
    ),
    ("punctuation", "Kunden betalar.", "Kunden svarar.", false),
    (
        "letter-case",
        "Kunden får tjänsten.",
        "Kunden får Tjänsten.",
        true,
    ),
    (
        "letter-case",
        "Kunden får tjänsten.",
        "Kunden får varan.",
        false,
    ),
    (
        "formatting",
        "Kunden får tjänsten genast.",
        "Kunden får **tjänsten** genast.",
        true,
    ),
    (
        "formatting",
        "Kunden får tjänsten.",
        "Kunden får varan.",
        false,
    ),
    ("layout", "Kunden betalar.", "Kunden svarar.", false),
    (
        "list-marker",
        "1. ett\n2. två\n3. tre",
        "2. ett\n3. två\n4. tre",
        true,
    ),
    ("list-marker", "1. ett\n2. två", "1) ett\n2) två", false),
    (
        "item-end",
        "## X\n\n- loggar sparas i ett år;\n- larm går till jouren;\n- jour finns dygnet runt alla dagar.",
        "## X\n\n- loggar sparas i ett år;\n- larm går till jouren.\n\n## Y\n\n- jour finns dygnet runt alla dagar.",
        true,
    ),
    (
        "item-end",
        "- loggar som sparas; och\n- larm till jouren.",
        "- loggar som sparas; och\n- jour dygnet runt.",
        false,
    ),
    (
        "same-meaning",
        "Kunden skall svara.",
        "Kunden ska svara.",
        true,
    ),
    (
        "same-meaning",
        "The authorisation ends.",
        "The authorization ends.",
        true,
    ),
    (
        "same-meaning",
        "Kunden skall svara.",
        "Kunden bör svara.",
        false,
    ),
    (
        "heading-word-order",
        "## Pris och avgift\n\nText.",
        "## Avgift och pris\n\nText.",
        true,
    ),
    (
        "heading-word-order",
        "## Pris och avgift\n\nText.",
        "## Pris och ränta\n\nText.",
        false,
    ),
    (
        "reference-follows",
        "## 1 Pris\n\nPris tas ut per månad.\n\n## 2 Svar\n\nSe avsnitt 1.",
        "## 1 Jour\n\nJour finns dygnet runt på telefon.\n\n## 2 Pris\n\nPris tas ut per månad.\n\n## 3 Svar\n\nSe avsnitt 2.",
        true,
    ),
    (
        "reference-follows",
        "## 1 Pris\n\nPris tas ut.\n\n## 2 Svar\n\nSe avsnitt 1.",
        "## 1 Pris\n\nPris tas ut.\n\n## 2 Svar\n\nSe avsnitt 2.",
        false,
    ),
];
