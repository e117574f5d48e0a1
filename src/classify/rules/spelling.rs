//! Spelling: a slip of the pen and its correction are the same word.

use super::super::rule::{Context, Rule, editorial};
use super::super::site::Word;
use super::{amounts, conditions, modality, negation, parties};
use crate::diff::tokens::{Token, TokenKind};

/// The rule for a corrected or new slip of the pen.
pub(super) const SPELLING: Rule = editorial(
    "spelling",
    "Spelling",
    "a word with a slip of the pen on one side: letters changed places, one was lost, added or mistaken inside it",
    "it is the same word",
);
/// The rule for words written together or apart.
pub(super) const COMPOUND: Rule = editorial(
    "compound",
    "Written together or apart",
    "the same letters with other spaces or hyphens",
    "it is the same word",
);

pub(super) const RULES: [Rule; 2] = [SPELLING, COMPOUND];

/// Real words that a slip of the pen turns into each other.
const CONFUSABLE: &[(&str, &str)] = &[
    ("trial", "trail"),
    ("casual", "causal"),
    ("form", "from"),
    ("united", "untied"),
    ("sacred", "scared"),
    ("diary", "dairy"),
    ("angel", "angle"),
    ("quiet", "quite"),
    ("marital", "martial"),
    ("unite", "untie"),
    ("avtal", "antal"),
    ("april", "aprils"),
    ("bilda", "bidla"),
    ("lagra", "larga"),
    ("skarp", "skrap"),
    ("public", "pubic"),
    ("board", "broad"),
    ("reserve", "reverse"),
];

/// Whether two words are one word with a slip of the pen. The words that carry a rule (numbers, modal verbs,
/// negations, limits, parties) never are; nor are two words that the texts use elsewhere, both of them.
pub(super) fn is_slip(a: &str, b: &str, context: &Context<'_>) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if CONFUSABLE.iter().any(|(x, y)| (a == *x && b == *y) || (a == *y && b == *x)) {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let kind = slip(&x, &y);
    // Letters that changed places make no other word of a guarded one; other slips might.
    let guarded = [&a, &b].into_iter().filter(|word| is_guarded(word)).count();
    if kind == Slip::None || guarded > usize::from(kind == Slip::Swapped) {
        return false;
    }
    let (old, new) = context.vocabulary();
    // Each word's uses on the other side's text: a word that stays in use is meant.
    let both_in_use = new.count(&a) > 0 && old.count(&b) > 0;
    if both_in_use {
        return false;
    }
    match kind {
        Slip::Swapped | Slip::Accent => true,
        // One form has to be known from elsewhere: between two strange words nothing tells which is right.
        Slip::Letter => {
            old.count(&a) > 1
                || new.count(&b) > 1
                || new.count(&a) > 0
                || old.count(&b) > 0
                || x.len().max(y.len()) >= 11
        }
        Slip::None => false,
    }
}

fn is_guarded(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        || amounts::is_number_word(word)
        || lays_down_a_rule(word)
        || parties::party(word).is_some()
}

/// Whether the word permits, demands, denies or limits something.
pub(super) fn lays_down_a_rule(word: &str) -> bool {
    modality::force(word).is_some() || negation::is_guarded(word) || conditions::is_guarded(word)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    None,
    /// Two neighbouring letters changed places.
    Swapped,
    /// Only marks above or below letters differ.
    Accent,
    /// One letter inside the word was lost, added or mistaken.
    Letter,
}

fn slip(a: &[char], b: &[char]) -> Slip {
    let prefix = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - prefix;
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    let (x, y) = (&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]);
    let longest = a.len().max(b.len());
    if x.len() == 2 && y.len() == 2 && x[0] == y[1] && x[1] == y[0] && longest >= 4 {
        return Slip::Swapped;
    }
    if a.len() == b.len() && longest >= 5 && a.iter().zip(b).all(|(a, b)| plain(*a) == plain(*b)) {
        return Slip::Accent;
    }
    // A prefix can deny and an ending inflects: only the inside of a long word is spelling.
    let inside = prefix >= 3 && suffix >= 3 && longest >= 7;
    if inside && x.len() <= 1 && y.len() <= 1 && x.iter().chain(y).all(|c| c.is_alphabetic()) {
        return Slip::Letter;
    }
    Slip::None
}

/// A letter without its marks, as far as European languages need it.
fn plain(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' => 'a',
        'ö' | 'ó' | 'ò' | 'ô' | 'ø' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' | 'û' => 'u',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ç' => 'c',
        _ => c,
    }
}

/// How many words of each side are the same letters with other spaces or hyphens, if there are two on one
/// side and one on the other. Short words are left alone: "no table" is not "notable".
pub(super) fn compound(old: &[&Word<'_>], new: &[&Word<'_>]) -> Option<(usize, usize)> {
    [(1, 2), (2, 1), (1, 1), (1, 3), (3, 1)].into_iter().find(|(x, y)| {
        let (Some(old), Some(new)) = (old.get(..*x), new.get(..*y)) else { return false };
        let plain = |words: &[&Word<'_>]| -> String {
            let letters = words.iter().flat_map(|word| word.text.chars());
            letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let words = || old.iter().chain(new.iter());
        let allowed = words().all(|word| {
            word.kind == TokenKind::Word && !is_guarded(word.text) && word.text.chars().count() >= 3
        });
        let linked = old.iter().zip(new).any(|(a, b)| Token::leads_elsewhere(a.style, b.style));
        let letters = plain(old);
        allowed && !linked && letters.chars().count() >= 9 && letters == plain(new)
    })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    ("spelling", "Avgiften faktureras i efterskott.", "Avgiften fakutreras i efterskott.", true),
    ("spelling", "Leverantörens tillgänglighet mäts.", "Leverantörens tillgängligheten mäts.", false),
    ("spelling", "Tillgängligheten redovisas.", "Tillgängligeten redovisas.", true),
    ("spelling", "Den beslutade myndigheten svarar.", "Den beslutande myndigheten svarar.", false),
    ("spelling", "Kunden är köpare av varan.", "Kunden är säljare av varan.", false),
    ("spelling", "Åtgärden är skälig här.", "Åtgärden är oskälig här.", false),
    ("spelling", "Begäran kan avvisas.", "Begäran kan anvisas.", false),
    (
        "compound",
        "Enligt personuppgifts biträdesavtal gäller.",
        "Enligt personuppgiftsbiträdesavtal gäller.",
        true,
    ),
    ("compound", "Det är in valid data.", "Det är invalid data.", false),
];
