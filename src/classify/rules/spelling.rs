//! Spelling: a slip of the pen and its correction are the same word.

use super::super::rule::{Context, Rule, editorial};
use super::super::site::Word;
use super::super::slips::{self, Slip};
use super::super::vocabulary::Vocabulary;
use super::{amounts, conditions, modality, negation, parties};
use crate::diff::tokens::{Token, TokenKind};

/// The rule for a corrected or new slip of the pen.
pub(super) const SPELLING: Rule = editorial("spelling");
/// The rule for words written together or apart.
pub(super) const COMPOUND: Rule = editorial("compound");

pub(super) const RULES: [Rule; 2] = [SPELLING, COMPOUND];

/// Words, and parts of words, that a slip of the pen turns into each other.
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
    ("discrete", "discreet"),
    ("deprecat", "depreciat"),
    ("contact", "contract"),
    ("kontakt", "kontrakt"),
    ("mediation", "medication"),
    ("mediation", "meditation"),
    ("imitation", "limitation"),
];

/// Whether two words are one word with a slip of the pen. The words that carry a rule (numbers,
/// modal verbs, negations, limits, parties) never are; nor are two words that the texts use
/// elsewhere, both of them.
pub(super) fn is_slip(a: &str, b: &str, context: &Context<'_>) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let confused = |x: &str, y: &str| a.contains(x) && a.replacen(x, y, 1) == b;
    if CONFUSABLE
        .iter()
        .any(|(x, y)| confused(x, y) || confused(y, x))
    {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let slip = slips::between(&x, &y);
    // Letters that changed places make no other word of a guarded one; other slips might.
    let guarded = [&a, &b].into_iter().filter(|word| is_guarded(word)).count();
    if slip == Slip::None || guarded > usize::from(slip == Slip::Swapped) {
        return false;
    }
    let (old, new) = context.vocabulary();
    // Each word's uses on the other side's text: a word that stays in use is meant.
    let both_in_use = new.count(&a) > 0 && old.count(&b) > 0;
    if both_in_use {
        return false;
    }
    match slip {
        Slip::Swapped => true,
        // One form has to be known from elsewhere: between two strange words nothing tells which is
        // right.
        Slip::Small => {
            old.count(&a) > 1
                || new.count(&b) > 1
                || new.count(&a) > 0
                || old.count(&b) > 0
                || x.len().max(y.len()) >= 11
        }
        Slip::Doubtful(at) => known_by_relatives(&x, &y, at, context),
        Slip::None => false,
    }
}

/// Whether the texts know one of two long words by its relatives, and the other not at all: the
/// letters around the slip as the one has them stand in another word too, in both texts, and as the
/// other has them nowhere else.
fn known_by_relatives(a: &[char], b: &[char], at: usize, context: &Context<'_>) -> bool {
    let (old, new) = context.vocabulary();
    let around = |word: &[char]| -> String {
        let end = (at + 4).min(word.len());
        word[at.saturating_sub(3).min(end.saturating_sub(7))..end]
            .iter()
            .collect()
    };
    let (in_old, in_new) = (around(a), around(b));
    let whole = |word: &[char]| word.iter().collect::<String>();
    // The rarest answer first: each question reads a whole text.
    let strange = |letters: &str, word: &[char], own: &Vocabulary<'_>, other: &Vocabulary<'_>| {
        other.letters(letters) == Some(0) && own.letters(letters) == Some(own.count(&whole(word)))
    };
    let known = |letters: &str, own: &Vocabulary<'_>, other: &Vocabulary<'_>| {
        other.letters(letters) > Some(0) && own.letters(letters) > Some(1)
    };
    (known(&in_new, new, old) && strange(&in_old, a, old, new))
        || (known(&in_old, old, new) && strange(&in_new, b, new, old))
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

/// How many words of each side are the same letters with other spaces or hyphens, if there are two
/// on one side and one on the other. Short words are left alone: "no table" is not "notable".
pub(super) fn compound(old: &[&Word<'_>], new: &[&Word<'_>]) -> Option<(usize, usize)> {
    [(1, 2), (2, 1), (1, 1), (1, 3), (3, 1)]
        .into_iter()
        .find(|(x, y)| {
            let (Some(old), Some(new)) = (old.get(..*x), new.get(..*y)) else {
                return false;
            };
            let plain = |words: &[&Word<'_>]| -> String {
                let letters = words.iter().flat_map(|word| word.text.chars());
                letters
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect()
            };
            let words = || old.iter().chain(new.iter());
            let allowed = words().all(|word| {
                word.kind == TokenKind::Word
                    && !is_guarded(word.text)
                    && !word.text.contains(['\'', '’'])
                    && word.text.chars().count() >= 3
            });
            let linked = old
                .iter()
                .zip(new)
                .any(|(a, b)| Token::leads_elsewhere(a.style, b.style));
            let letters = plain(old);
            allowed && !linked && letters.chars().count() >= 9 && letters == plain(new)
        })
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "spelling",
        "Avgiften faktureras i efterskott.",
        "Avgiften fakutreras i efterskott.",
        true,
    ),
    (
        "spelling",
        "Leverantörens tillgänglighet mäts.",
        "Leverantörens tillgängligheten mäts.",
        false,
    ),
    (
        "spelling",
        "Tillgängligheten redovisas.",
        "Tillgängligeten redovisas.",
        true,
    ),
    (
        "spelling",
        "Kontaktpersonen svarar.",
        "Kontraktpersonen svarar.",
        false,
    ),
    (
        "spelling",
        "Uppgifter registreras. De avregisteras.",
        "Uppgifter registreras. De avregistreras.",
        true,
    ),
    (
        "spelling",
        "Ordet mediation används.",
        "Ordet medication används.",
        false,
    ),
    (
        "spelling",
        "Den beslutade myndigheten svarar.",
        "Den beslutande myndigheten svarar.",
        false,
    ),
    (
        "spelling",
        "Kunden är köpare av varan.",
        "Kunden är säljare av varan.",
        false,
    ),
    (
        "spelling",
        "Åtgärden är skälig här.",
        "Åtgärden är oskälig här.",
        false,
    ),
    (
        "spelling",
        "Begäran kan avvisas.",
        "Begäran kan anvisas.",
        false,
    ),
    (
        "spelling",
        "Avvikelsen rättas. Avikelser redovisas.",
        "Avvikelsen rättas. Avvikelser redovisas.",
        true,
    ),
    (
        "spelling",
        "Användare identifieras. De indentifieras.",
        "Användare identifieras. De identifieras.",
        true,
    ),
    (
        "spelling",
        "Systemet uppdateras. Kunden updatera det.",
        "Systemet uppdateras. Kunden uppdatera det.",
        true,
    ),
    (
        "spelling",
        "Ange behörigheten. En behörighett ges.",
        "Ange behörigheten. En behörighet ges.",
        true,
    ),
    (
        "spelling",
        "Avvikelser redovisas.",
        "Avikelser redovisas.",
        false,
    ),
    (
        "spelling",
        "Avtalen gäller. Uppsägningar sker.",
        "Avtalen gäller. Uppsägning sker.",
        false,
    ),
    (
        "spelling",
        "Avtalet och avtalets bilaga.",
        "Avtalen och avtalets bilaga.",
        false,
    ),
    (
        "compound",
        "Enligt personuppgifts biträdesavtal gäller.",
        "Enligt personuppgiftsbiträdesavtal gäller.",
        true,
    ),
    (
        "compound",
        "Det är in valid data.",
        "Det är invalid data.",
        false,
    ),
];
