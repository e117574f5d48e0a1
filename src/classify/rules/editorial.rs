//! What only form explains: punctuation, case, layout, a word spelt otherwise.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::super::rule::{Context, Rule, editorial};
use super::super::site::{Fragment, Site, SiteKind, Word};
use super::super::{Explained, Term, values};
use super::{amounts, headings, letter_case, levels, signs, spelling};
use crate::diff::tokens::{Token, TokenKind};

const SPACES: Rule = editorial("spaces");
const FORMATTING: Rule = editorial("formatting");
/// The rule for a change in which nothing to read differs.
pub(super) const LAYOUT: Rule = editorial("layout");
const MARKER: Rule = editorial("list-marker");
const ITEM_END: Rule = editorial("item-end");
const SAME_MEANING: Rule = editorial("same-meaning");
const FOLLOWS: Rule = editorial("reference-follows");
const DECLARED: Rule = editorial("declared-term");

pub(super) const RULES: [Rule; 8] = [
    SPACES,
    FORMATTING,
    LAYOUT,
    MARKER,
    ITEM_END,
    SAME_MEANING,
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

/// Why a site is editorial or unclear; `None` if the rules here do not explain all of it.
pub(super) fn explain(site: &Site<'_>, context: &Context<'_>) -> Option<Explained> {
    let only = |rule: Rule| {
        let mut explained = Explained::new();
        explained.say(rule, site.old.quote(), site.new.quote());
        Some(explained)
    };
    match site.kind {
        // A point that lost its number can no longer be named; between items it is only called
        // otherwise.
        SiteKind::Label if site.loses_number() => return None,
        SiteKind::Label => return only(MARKER),
        SiteKind::Level => return only(levels::NESTING),
        SiteKind::ItemEnd => return only(ITEM_END),
        SiteKind::Moved => return None,
        SiteKind::Words | SiteKind::Title | SiteKind::Block => {}
    }
    if let Some((from, to)) = context.declared().around(site) {
        let mut explained = Explained::new();
        explained.say(DECLARED, from.to_owned(), to.to_owned());
        return Some(explained);
    }
    let old: Vec<&Word<'_>> = site.old.spoken().collect();
    let new: Vec<&Word<'_>> = site.new.spoken().collect();
    if changes_sign(site) {
        return None;
    }
    if site.kind == SiteKind::Words && is_doubled(site) {
        return only(spelling::SPELLING);
    }
    if old.is_empty() && new.is_empty() {
        return only(signs::rule(site).unwrap_or(SPACES));
    }
    if old.len() > 400 || new.len() > 400 {
        return None;
    }
    if site.kind == SiteKind::Words && follows(site, context) {
        return only(FOLLOWS);
    }
    if site.kind == SiteKind::Title && same_words(&old, &new) {
        let order = old
            .iter()
            .zip(&new)
            .any(|(a, b)| a.text.to_lowercase() != b.text.to_lowercase());
        return only(if order {
            headings::turned(site.old.text, site.new.text)
        } else {
            letter_case::CASE
        });
    }
    let mut explained = Explained::new();
    if !words(&old, &new, (site, context), &mut explained) {
        // A slip can break a token up: "section 4" is a reference, "sectoin 4" a word and a number.
        let (old, new) = (apart(&old), apart(&new));
        explained = Explained::new();
        let (old, new): (Vec<&Word<'_>>, Vec<&Word<'_>>) =
            (old.iter().collect(), new.iter().collect());
        words(&old, &new, (site, context), &mut explained).then_some(())?;
    }
    if let Some(rule) = signs::rule(site) {
        explained.say(rule, site.old.quote(), site.new.quote());
    } else if explained.reasons.is_empty() {
        explained.say(SPACES, site.old.quote(), site.new.quote());
    }
    Some(explained)
}

/// Whether a word that came or went stands beside itself: "att att".
fn is_doubled(site: &Site<'_>) -> bool {
    let once = |side: &Fragment<'_>, other: &Fragment<'_>| match side.words.as_slice() {
        [word] if other.words.is_empty() && word.kind == TokenKind::Word => {
            let beside = [side.before, side.after];
            beside.into_iter().flatten().any(|own| own == word.text)
        }
        _ => false,
    };
    once(&site.old, &site.new) || once(&site.new, &site.old)
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
    (site, context): (&Site<'_>, &Context<'_>),
    explained: &mut Explained,
) -> bool {
    let (mut a, mut b) = (0, 0);
    let tongues = OnceCell::new();
    let said = |old: &[&Word<'_>], new: &[&Word<'_>]| {
        values::same(old, new, *tongues.get_or_init(|| context.tongues(site)))
    };
    while a < old.len() && b < new.len() {
        if let Some((x, y)) = context.declared().beginning(&old[a..], &new[b..]) {
            explained.say(DECLARED, text(&old[a..a + x]), text(&new[b..b + y]));
            (a, b) = (a + x, b + y);
            continue;
        }
        let (one, two) = (old[a], new[b]);
        if let Some(rule) = word(one, two, (site, context)) {
            if let Some(rule) = rule {
                explained.say(rule, one.text.to_owned(), two.text.to_owned());
            }
            (a, b) = (a + 1, b + 1);
            continue;
        }
        if let Some((x, y)) = spelling::compound(&old[a..], &new[b..]) {
            explained.say(
                spelling::COMPOUND,
                text(&old[a..a + x]),
                text(&new[b..b + y]),
            );
            (a, b) = (a + x, b + y);
            continue;
        }
        if let Some((x, y)) = said(&old[a..], &new[b..]) {
            explained.say(SAME_MEANING, text(&old[a..a + x]), text(&new[b..b + y]));
            (a, b) = (a + x, b + y);
            continue;
        }
        return false;
    }
    if a == old.len() && b == new.len() {
        return true;
    }
    // What is left on one side may be said by what stands, or by nothing.
    let Some((x, y)) = said(&old[a..], &new[b..]) else {
        return false;
    };
    explained.say(SAME_MEANING, text(&old[a..a + x]), text(&new[b..b + y]));
    a + x == old.len() && b + y == new.len()
}

/// Words as one text.
fn text(words: &[&Word<'_>]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    words.join(" ")
}

/// Whether two words are explained as the same, and by which rule if they differ at all.
fn word(
    a: &Word<'_>,
    b: &Word<'_>,
    (site, context): (&Site<'_>, &Context<'_>),
) -> Option<Option<Rule>> {
    // What is struck out is no longer said.
    if Token::leads_elsewhere(a.style, b.style) || Token::strikes(a.style, b.style) {
        return None;
    }
    if a.text == b.text {
        return Some((a.style != b.style).then_some(FORMATTING));
    }
    if a.kind == TokenKind::Word && b.kind == TokenKind::Word {
        if a.text.to_lowercase() == b.text.to_lowercase() {
            return Some(Some(letter_case::rule(a, b, site, context)));
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
        return Some(Some(if spaces { SPACES } else { SAME_MEANING }));
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
        "spaces",
        "Avgiften är 1 000 kr per år.",
        "Avgiften är 1\u{a0}000kr per år.",
        true,
    ),
    ("spaces", "Kunden betalar.", "Kunden betalar", false),
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
