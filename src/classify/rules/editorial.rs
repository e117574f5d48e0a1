//! What only form explains: punctuation, case, layout, a word spelt otherwise.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::super::rule::{Context, Rule, editorial};
use super::super::site::{Fragment, Site, SiteKind, Word};
use super::super::{Explained, Term, values};
use super::{amounts, headings, letter_case, levels, signs, spelling};
use crate::diff::tokens::{Token, TokenKind};
use crate::lexicon::roles;
use crate::model::section::BlockKind;

const SPACES: Rule = editorial("spaces");
const FORMATTING: Rule = editorial("formatting");
/// The rule for a change in which nothing to read differs.
pub(super) const LAYOUT: Rule = editorial("layout");
const MARKER: Rule = editorial("list-marker");
const ITEM_END: Rule = editorial("item-end");
const SAME_MEANING: Rule = editorial("same-meaning");
/// The rule for words in another order that says the same.
pub(super) const ORDER: Rule = editorial("order-alike");
const AGREEMENT: Rule = editorial("agreement");
const FOLLOWS: Rule = editorial("reference-follows");
const DECLARED: Rule = editorial("declared-term");

pub(super) const RULES: [Rule; 10] = [
    ORDER,
    AGREEMENT,
    SPACES,
    FORMATTING,
    LAYOUT,
    MARKER,
    ITEM_END,
    SAME_MEANING,
    FOLLOWS,
    DECLARED,
];

/// Whether two words are forms of one word.
pub(super) use crate::lexicon::synonyms::same_word as same_meaning;

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
        SiteKind::Break => return only(levels::BREAK),
        SiteKind::Form => return only(levels::FORM),
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
    let strikes = |side: &Fragment<'_>| side.text.matches("~~").count();
    if is_code(site) || (site.kind == SiteKind::Title && strikes(&site.old) != strikes(&site.new)) {
        return None;
    }
    if let Some((old, new)) = values::regrouped(site) {
        let mut explained = Explained::new();
        explained.say(SAME_MEANING, old, new);
        return Some(explained);
    }
    if is_range(site) {
        return only(SAME_MEANING);
    }
    if changes_sign(site) {
        return None;
    }
    if shows_its_address(site) {
        return only(FORMATTING);
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
    if only_restyled(site) {
        return only(FORMATTING);
    }
    let mut explained = Explained::new();
    if !words(&old, &new, (site, context), &mut explained) {
        // A slip can break a token up: "section 4" is a reference, "sectoin 4" a word and a number.
        let (old, new) = (apart(&old), apart(&new));
        explained = Explained::new();
        let (old, new): (Vec<&Word<'_>>, Vec<&Word<'_>>) =
            (old.iter().collect(), new.iter().collect());
        if !words(&old, &new, (site, context), &mut explained) {
            if !values::same_in_place(site, context.tongues(site)) {
                return None;
            }
            explained = Explained::new();
            explained.say(SAME_MEANING, site.old.quote(), site.new.quote());
        }
    }
    if let Some(rule) = signs::rule(site) {
        explained.say(rule, site.old.quote(), site.new.quote());
    } else if explained.reasons.is_empty() {
        explained.say(SPACES, site.old.quote(), site.new.quote());
    }
    Some(explained)
}

/// Whether what differs is code, where each sign and capital counts.
fn is_code(site: &Site<'_>) -> bool {
    let code = |side: &Fragment<'_>| {
        side.block
            .is_some_and(|block| block.kind == BlockKind::Code)
            || side.words.iter().any(|word| Token::is_code(word.style))
    };
    let texts = |side: &Fragment<'_>| -> Vec<String> {
        side.words.iter().map(|word| word.text.to_owned()).collect()
    };
    (code(&site.old) || code(&site.new)) && texts(&site.old) != texts(&site.new)
}

/// Whether a dash between two numbers is said in words: "8–17", "8 till 17".
fn is_range(site: &Site<'_>) -> bool {
    let number =
        |word: Option<&str>| word.is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    let between = |side: &Fragment<'_>| number(side.before) && number(side.after);
    let dash = |side: &Fragment<'_>| matches!(side.words.as_slice(), [sign] if matches!(sign.text, "-" | "–" | "—"));
    let said = |side: &Fragment<'_>| matches!(side.words.as_slice(), [word] if matches!(word.text, "till" | "to"));
    let (a, b) = (&site.old, &site.new);
    between(a) && between(b) && ((dash(a) && said(b)) || (said(a) && dash(b)))
}

/// Whether only a link came or went that leads where its own text says.
fn shows_its_address(site: &Site<'_>) -> bool {
    let (old, new) = (site.old.quote(), site.new.quote());
    let bare = |address: &str| {
        let bare = ["https://", "http://", "mailto:"]
            .iter()
            .find_map(|start| address.strip_prefix(start))
            .unwrap_or(address);
        bare.trim_end_matches('/').to_lowercase()
    };
    let targets = [
        super::sources::targets(site, true),
        super::sources::targets(site, false),
    ]
    .concat();
    bare(&old) == bare(&new)
        && !targets.is_empty()
        && targets.iter().all(|target| bare(target) == bare(&new))
}

/// Whether the same words and signs are only formatted otherwise, with no link and nothing struck
/// out.
fn only_restyled(site: &Site<'_>) -> bool {
    let restyled = |(a, b): (&Word<'_>, &Word<'_>)| {
        a.text == b.text
            && !Token::leads_elsewhere(a.style, b.style)
            && !Token::strikes(a.style, b.style)
    };
    let (old, new) = (&site.old.words, &site.new.words);
    !old.is_empty() && old.len() == new.len() && old.iter().zip(new).all(restyled)
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
        if agrees(a.text, b.text, site) {
            return Some(Some(AGREEMENT));
        }
        if let Some(rule) = spelling::slip(a.text, b.text, site, context) {
            return Some(Some(rule));
        }
    } else if a.kind == b.kind && amounts::compact(a.text) == amounts::compact(b.text) {
        let unspaced = |text: &str| text.replace(' ', "").to_lowercase();
        let spaces = unspaced(a.text) == unspaced(b.text);
        return Some(Some(if spaces { SPACES } else { SAME_MEANING }));
    }
    None
}

/// Whether one word has two endings of which its sentence allows only one: an adjective behind "är",
/// a verb behind a modal verb.
fn agrees(a: &str, b: &str, site: &Site<'_>) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let alone = site.old.spoken().take(2).count() == 1 && site.new.spoken().take(2).count() == 1;
    let before = |side: &Fragment<'_>| side.before.map(str::to_lowercase).unwrap_or_default();
    let before = before(&site.old);
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let (Some(x), Some(y)) = (a.get(shared..), b.get(shared..)) else {
        return false;
    };
    let predicate = roles::COPULAS.contains(&before.as_str())
        && ["", "t", "a"].contains(&x)
        && ["", "t", "a"].contains(&y);
    let english = matches!(
        before.as_str(),
        "must" | "shall" | "may" | "can" | "will" | "should" | "to"
    ) && matches!((x, y), ("", "s") | ("s", ""));
    alone && shared >= 3 && a != b && (predicate || english)
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
        "order-alike",
        "Inera svarar för driften. Kunden svarar för anslutningen.",
        "Kunden svarar för anslutningen. Inera svarar för driften.",
        true,
    ),
    (
        "order-alike",
        "Inera svarar för driften. Kunden svarar för anslutningen.",
        "Kunden svarar för driften. Inera svarar för anslutningen.",
        false,
    ),
    (
        "agreement",
        "Uppgifterna ska vara korrekt.",
        "Uppgifterna ska vara korrekta.",
        true,
    ),
    (
        "agreement",
        "The Customer must uses it.",
        "The Customer must use it.",
        true,
    ),
    ("agreement", "Kunden hyr rum.", "Kunden hyr rummet.", false),
    (
        "formatting",
        "Skriv till a@exempel.se nu.",
        "Skriv till [a@exempel.se](mailto:a@exempel.se) nu.",
        true,
    ),
    (
        "formatting",
        "Skriv till a@exempel.se nu.",
        "Skriv till [a@exempel.se](mailto:b@exempel.se) nu.",
        false,
    ),
    (
        "same-meaning",
        "Öppet kl. 8 till 17.",
        "Öppet kl. 8–17.",
        true,
    ),
    (
        "same-meaning",
        "Ring 0771-25 10 10 nu.",
        "Ring 0771-251010 nu.",
        true,
    ),
    (
        "same-meaning",
        "Ring 0771-25 10 10 nu.",
        "Ring 0771-25 10 11 nu.",
        false,
    ),
    (
        "same-meaning",
        "Mellan 100-200 kr nu.",
        "Mellan 100 200 kr nu.",
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
