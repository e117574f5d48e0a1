//! Spelling: a slip of the pen and its correction are the same word.

use super::super::language::Tongue;
use super::super::rule::{Context, Rule, editorial, unclear};
use super::super::site::{Site, Word};
use super::super::slips::{self, Slip};
use super::super::vocabulary::Vocabulary;
use super::{amounts, conditions, modality, negation, parties};
use crate::diff::tokens::{Token, TokenKind};
use crate::lexicon::dictionary::{self, Known};

/// The rule for a corrected or new slip of the pen.
pub(super) const SPELLING: Rule = editorial("spelling");
/// The rule for words written together or apart.
pub(super) const COMPOUND: Rule = editorial("compound");

/// The rule for what looks like a slip of the pen where nobody knows the words.
pub(super) const DOUBTFUL: Rule = unclear("spelling-doubtful");

pub(super) const RULES: [Rule; 3] = [SPELLING, COMPOUND, DOUBTFUL];

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

/// The rule for two words of which the one is a slip of the pen of the other; `None` where they are
/// two words. A list of words decides, and the texts' own words: one has to be known and the other
/// not. Words that carry a rule (numbers, modal verbs, negations, limits, parties) are slips only of
/// what is no word at all.
pub(super) fn slip(a: &str, b: &str, site: &Site<'_>, context: &Context<'_>) -> Option<Rule> {
    let (low, high) = (a.to_lowercase(), b.to_lowercase());
    let (x, y): (Vec<char>, Vec<char>) = (low.chars().collect(), high.chars().collect());
    let shape = slips::between(&x, &y);
    let near = slips::one_apart(&x, &y);
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    if (shape == Slip::None && !near)
        || !plain(&low)
        || !plain(&high)
        || low.contains('-') != high.contains('-')
    {
        return None;
    }
    let confused = |x: &str, y: &str| low.contains(x) && low.replacen(x, y, 1) == high;
    if CONFUSABLE
        .iter()
        .any(|(x, y)| confused(x, y) || confused(y, x))
    {
        return None;
    }
    let tongues = context.tongues(site);
    let english = tongues.include(Tongue::English) && !tongues.include(Tongue::Swedish);
    let tongue = if english {
        Tongue::English
    } else {
        Tongue::Swedish
    };
    let (old, new) = context.vocabulary();
    let (known, other) = (
        dictionary::known(&low, tongue),
        dictionary::known(&high, tongue),
    );
    // Elsewhere in either text: a word that stays in use is meant.
    let used = |word: &str, own: u32, there: u32| own + there > 1 && !word.is_empty();
    let used_a = used(&low, old.count(&low), new.count(&low));
    let used_b = used(&high, new.count(&high), old.count(&high));
    let at_all = |word: &str, own: Known, used: bool| {
        own == Known::Word || used || (!english && is_derived(word, tongue, context))
    };
    let (is_a, is_b) = (at_all(&low, known, used_a), at_all(&high, other, used_b));
    match (is_a, is_b) {
        (true, true) => None,
        (false, false) => {
            let name = |word: &str| word.starts_with(char::is_uppercase) && !begins(word, site);
            let rule = unknown(&low, &high, shape, context);
            rule.map(|rule| if name(a) || name(b) { DOUBTFUL } else { rule })
        }
        _ => {
            let (word, slip, unknown) = if is_a { (a, b, other) } else { (b, a, known) };
            let letters = x.len().max(y.len());
            // A name is no slip of a word that it looks like.
            let name =
                slip.starts_with(char::is_uppercase) && !word.starts_with(char::is_uppercase);
            let stranger = slip.chars().skip(1).any(char::is_uppercase);
            if name || stranger {
                return Some(DOUBTFUL);
            }
            let swapped = slips::swapped_letters(&x, &y);
            if unknown == Known::None {
                // The list is whole: what it lacks is no word, unless it is a name.
                let capital = slip.starts_with(char::is_uppercase) && !begins(slip, site);
                return match (letters >= 5 || swapped, capital && !context.uses(word)) {
                    (false, _) => None,
                    (true, true) => Some(DOUBTFUL),
                    (true, false) => Some(SPELLING),
                };
            }
            let guarded = is_guarded(slip);
            let sure = swapped || slips::inside(&x, &y);
            match () {
                () if guarded || letters < 3 || (letters < 5 && !swapped) => None,
                () if sure => Some(SPELLING),
                () if let Slip::Doubtful(at) = shape
                    && known_by_relatives(&x, &y, at, context) =>
                {
                    Some(SPELLING)
                }
                () if shape != Slip::None => Some(DOUBTFUL),
                () => None,
            }
        }
    }
}

/// Prefixes that make a word of a word: "omboka" of "boka".
const DERIVING: &[&str] = &[
    "an", "av", "be", "bi", "efter", "för", "fram", "från", "in", "med", "om", "på", "sam", "till",
    "under", "upp", "ut", "vidare", "åter", "över",
];

/// Whether a word is one with a prefix, of a word that the list or the texts know.
fn is_derived(word: &str, tongue: Tongue, context: &Context<'_>) -> bool {
    let (old, new) = context.vocabulary();
    DERIVING.iter().any(|prefix| {
        word.strip_prefix(prefix).is_some_and(|rest| {
            rest.chars().count() >= 4
                && (dictionary::known(rest, tongue) == Known::Word
                    || old.count(rest) + new.count(rest) > 0)
        })
    })
}

/// Whether a word begins a sentence, where every word has a capital.
fn begins(word: &str, site: &Site<'_>) -> bool {
    [&site.old, &site.new].into_iter().any(|side| {
        let first = side.spoken().next().is_some_and(|own| own.text == word);
        first
            && side
                .before
                .is_none_or(|before| matches!(before, "." | "!" | "?" | ":" | "|" | "”" | "\""))
    })
}

/// The rule for two words that no list and no other place of the texts knows.
fn unknown(a: &str, b: &str, shape: Slip, context: &Context<'_>) -> Option<Rule> {
    if is_guarded(a) || is_guarded(b) {
        return None;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = x.len().max(y.len());
    match shape {
        Slip::None => None,
        Slip::Swapped if longest >= 7 => Some(SPELLING),
        Slip::Small if longest >= 11 => Some(SPELLING),
        Slip::Doubtful(at) if known_by_relatives(&x, &y, at, context) => Some(SPELLING),
        Slip::Swapped | Slip::Small => Some(DOUBTFUL),
        Slip::Doubtful(_) => Some(DOUBTFUL),
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
            // "re-cover" and "recover" are two words.
            let again = |words: &[&Word<'_>]| {
                words
                    .iter()
                    .any(|word| word.text.to_lowercase().starts_with("re-"))
            };
            let letters = plain(old);
            let same = letters.chars().count() >= 9 && letters == plain(new);
            allowed && !linked && same && again(old) == again(new)
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
        "The party is re-covering the goods.",
        "The party is recovering the goods.",
        false,
    ),
    (
        "spelling",
        "The complaint party shall be notified.",
        "The compliant party shall be notified.",
        false,
    ),
    (
        "spelling",
        "The silver is delivered.",
        "The sliver is delivered.",
        false,
    ),
    (
        "spelling",
        "The shareholder's consent is needed.",
        "The shareholders' consent is needed.",
        false,
    ),
    (
        "spelling",
        "The Supplier shall mantain the Services.",
        "The Supplier shall maintain the Services.",
        true,
    ),
    (
        "spelling",
        "Uppgifterna lagras kryptrat.",
        "Uppgifterna lagras krypterat.",
        true,
    ),
    (
        "spelling",
        "Kunden kräver varan.",
        "Kunden kärver varan.",
        false,
    ),
    (
        "spelling",
        "Invånare kan boka och omobka tider.",
        "Invånare kan boka och omboka tider.",
        true,
    ),
    (
        "spelling-doubtful",
        "Kontoret ligger vid Grävningsgatan.",
        "Kontoret ligger vid Gräningsgatan.",
        true,
    ),
    (
        "spelling-doubtful",
        "The Supplier shall mantain the Services.",
        "The Supplier shall maintain the Services.",
        false,
    ),
    (
        "compound",
        "Det är in valid data.",
        "Det är invalid data.",
        false,
    ),
];
