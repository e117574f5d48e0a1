//! Order that says the same, where it can be shown: sentences that do not lean on each other and
//! changed places, an adverbial that moved within a plain sentence, a sentence turned from who does
//! to what is done.

use super::rules::{lexicon, negation_is_guarded};
use crate::lexicon::language::is_any;
use crate::lexicon::roles;

/// A longer paragraph or sentence is not looked into.
const LONGEST: usize = 1_500;
/// A sentence with more words has room for more than one reading.
const MOST_WORDS: usize = 20;

/// Whether two texts of a block differ in order alone, and the order says nothing.
pub(super) fn says_the_same(old: &str, new: &str) -> bool {
    if old.len() > LONGEST || new.len() > LONGEST || old == new {
        return false;
    }
    let (a, b) = (sentences(old), sentences(new));
    if a.len() != b.len() {
        return false;
    }
    let sorted = |sentences: &[&str]| {
        let mut sorted: Vec<String> = sentences.iter().map(|own| (*own).to_owned()).collect();
        sorted.sort_unstable();
        sorted
    };
    if a.len() > 1 && sorted(&a) == sorted(&b) {
        return a.iter().all(|own| stands_alone(own));
    }
    let mut differ = a.iter().zip(&b).filter(|(a, b)| a != b);
    match (differ.next(), differ.next()) {
        (Some((a, b)), None) => {
            let (x, y) = (words(a), words(b));
            adverbial_moved(&x, &y) || turned(&x, &y) || turned(&y, &x)
        }
        _ => false,
    }
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        if text[at + 2..].starts_with(char::is_uppercase) {
            out.push(text[start..=at].trim());
            start = at + 2;
        }
    }
    out.push(text[start..].trim());
    out
}

fn words(sentence: &str) -> Vec<String> {
    sentence
        .trim_end_matches('.')
        .split_whitespace()
        .map(str::to_lowercase)
        .collect()
}

/// Whether a sentence points at none beside it.
fn stands_alone(sentence: &str) -> bool {
    let words = words(sentence);
    !words.iter().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_any(roles::POINTING, word)
    })
}

/// Whether one phrase that tells when, how or where stands in another place of a sentence that has
/// no other clause, and the verb only kept its place.
fn adverbial_moved(old: &[String], new: &[String]) -> bool {
    if old.len() != new.len() || old.len() > MOST_WORDS || old.len() < 4 {
        return false;
    }
    let plain = |word: &String| {
        let sign = word.contains([',', ';', ':', '(', ')', '–', '”', '"']);
        let splits = is_any(lexicon::CONJUNCTIONS, word)
            || is_any(lexicon::RELATIVES, word)
            || is_any(lexicon::RESTRICTIONS, word) && !is_any(roles::ADVERBIALS, word)
            || is_any(lexicon::FOCUS, word);
        !(sign || splits || negation_is_guarded(word) || matches!(word.as_str(), "att" | "to"))
    };
    if !old.iter().all(plain) {
        return false;
    }
    let mut sorted = (old.to_vec(), new.to_vec());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    if sorted.0 != sorted.1 {
        return false;
    }
    let starts = |word: &String| {
        is_any(roles::ADVERBIALS, word)
            || word.ends_with("ligen")
            || (word.ends_with("ly") && word.len() > 4)
    };
    (0..old.len()).filter(|at| starts(&old[*at])).any(|at| {
        (1..=5.min(old.len() - at)).any(|length| {
            let phrase = &old[at..at + length];
            let rest = [&old[..at], &old[at + length..]].concat();
            (0..=new.len() - length).any(|to| {
                if &new[to..to + length] != phrase || to == at {
                    return false;
                }
                let other = [&new[..to], &new[to + length..]].concat();
                rest == other
                    || (to == 0 && inverted(&rest, &other))
                    || (at == 0 && inverted(&other, &rest))
            })
        })
    })
}

/// Whether `fronted` has the verb before its subject and is otherwise as `plain` is: what stands first
/// in a Swedish sentence changes places with the verb.
fn inverted(plain: &[String], fronted: &[String]) -> bool {
    (1..=2).any(|subject| {
        plain.len() > subject + 1
            && fronted[0] == plain[subject]
            && fronted[1..=subject] == plain[..subject]
            && fronted[subject + 1..] == plain[subject + 1..]
    })
}

/// Whether `passive` says that to something is done by somebody what `active` says that somebody
/// does: "X processes Y", "Y is processed by X".
fn turned(active: &[String], passive: &[String]) -> bool {
    if active.len() > MOST_WORDS || passive.len() > MOST_WORDS {
        return false;
    }
    passive.iter().enumerate().any(|(by, word)| {
        if !matches!(word.as_str(), "by" | "av") || by < 2 {
            return false;
        }
        let (done, agent) = (&passive[..by], &passive[by + 1..]);
        let Some(rest) = active.strip_prefix(agent).filter(|_| !agent.is_empty()) else {
            return false;
        };
        let (participle, object) = (&done[by - 1], &done[..by - 1]);
        if word == "av" {
            return rest.split_first().is_some_and(|(verb, active_object)| {
                let stem = |ending: &str| verb.strip_suffix(ending).map(|stem| format!("{stem}s"));
                let forms = [stem("r"), stem("er")];
                active_object == object && forms.iter().flatten().any(|form| form == participle)
            });
        }
        let form = |verb: &str| {
            let stem = participle.strip_suffix("ed").unwrap_or(participle);
            participle.ends_with("ed")
                && [
                    stem.to_owned(),
                    format!("{stem}e"),
                    format!("{stem}s"),
                    format!("{stem}es"),
                ]
                .iter()
                .any(|own| own == verb)
        };
        match object.split_last() {
            Some((be, object)) if matches!(be.as_str(), "is" | "are") => rest
                .split_first()
                .is_some_and(|(verb, own)| own == object && form(verb)),
            Some((be, modal)) if be == "be" => match (modal.split_last(), rest) {
                (Some((modal, object)), [own, verb, rest @ ..]) => {
                    own == modal && rest == object && form(verb)
                }
                _ => false,
            },
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(old: &str, new: &str, expected: bool) {
        assert_eq!(says_the_same(old, new), expected, "{old} → {new}");
        assert_eq!(says_the_same(new, old), expected, "{new} → {old}");
    }

    #[test]
    fn sentences_that_do_not_lean_on_each_other_may_change_places() {
        let swapped =
            |a: &str, b: &str, expected| same(&format!("{a} {b}"), &format!("{b} {a}"), expected);
        swapped(
            "Inera svarar för driften.",
            "Kunden svarar för anslutningen.",
            true,
        );
        swapped(
            "Inera svarar för driften.",
            "Dock svarar Kunden för anslutningen.",
            false,
        );
        swapped(
            "Kunden betalar avgiften.",
            "Detta gäller inte kommuner.",
            false,
        );
        swapped(
            "The Customer pays first.",
            "The Supplier then delivers.",
            false,
        );
    }

    #[test]
    fn an_adverbial_may_move_within_a_plain_sentence() {
        same(
            "Kunden ska senast den 1 mars lämna underlag till Inera.",
            "Senast den 1 mars ska Kunden lämna underlag till Inera.",
            true,
        );
        same(
            "Kunden ska skriftligen säga upp Avtalet.",
            "Kunden ska säga upp Avtalet skriftligen.",
            true,
        );
        same(
            "The Supplier sends a report each month.",
            "Each month the Supplier sends a report.",
            true,
        );
        same(
            "Kunden ska senast i mars lämna underlag som Inera begär.",
            "Kunden ska lämna underlag som Inera begär senast i mars.",
            false,
        );
        same(
            "Kunden får endast vid fel kontakta jouren.",
            "Kunden får vid fel endast kontakta jouren.",
            false,
        );
        same(
            "Kunden underrättar Inera vid fel.",
            "Inera underrättar Kunden vid fel.",
            false,
        );
    }

    #[test]
    fn who_does_and_what_is_done_say_the_same_with_the_same_parts() {
        same(
            "The Supplier processes the data.",
            "The data is processed by the Supplier.",
            true,
        );
        same(
            "The Supplier shall delete the data.",
            "The data shall be deleted by the Supplier.",
            true,
        );
        same(
            "Inera behandlar uppgifterna.",
            "Uppgifterna behandlas av Inera.",
            true,
        );
        same(
            "Kunden underrättar Inera.",
            "Kunden underrättas av Inera.",
            false,
        );
        same(
            "The Supplier processes the data.",
            "The Supplier is processed by the data.",
            false,
        );
    }
}
