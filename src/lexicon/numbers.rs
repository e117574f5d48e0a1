//! Numbers in words: one list for everybody who reads them.

/// Numbers below a hundred by their words, and a hundred.
const SMALL: &[(&[&str], u32)] = &[
    (&["noll", "zero"], 0),
    (&["ett", "en", "one"], 1),
    (&["två", "two"], 2),
    (&["tre", "three"], 3),
    (&["fyra", "four"], 4),
    (&["fem", "five"], 5),
    (&["sex", "six"], 6),
    (&["sju", "seven"], 7),
    (&["åtta", "eight"], 8),
    (&["nio", "nine"], 9),
    (&["tio", "ten"], 10),
    (&["elva", "eleven"], 11),
    (&["tolv", "twelve"], 12),
    (&["tretton", "thirteen"], 13),
    (&["fjorton", "fourteen"], 14),
    (&["femton", "fifteen"], 15),
    (&["sexton", "sixteen"], 16),
    (&["sjutton", "seventeen"], 17),
    (&["arton", "eighteen"], 18),
    (&["nitton", "nineteen"], 19),
    (&["tjugo", "twenty"], 20),
    (&["trettio", "thirty"], 30),
    (&["fyrtio", "forty"], 40),
    (&["femtio", "fifty"], 50),
    (&["sextio", "sixty"], 60),
    (&["sjuttio", "seventy"], 70),
    (&["åttio", "eighty"], 80),
    (&["nittio", "ninety"], 90),
];

/// Words that count hundreds and thousands.
const LARGE: &[(&[&str], u32)] = &[
    (&["hundra", "hundred"], 100),
    (&["tusen", "thousand"], 1_000),
];

/// Numbers that tell a place in an order.
const ORDINALS: &[(&[&str], u32)] = &[
    (&["första", "förste", "first"], 1),
    (&["andra", "andre", "second"], 2),
    (&["tredje", "third"], 3),
    (&["fjärde", "fourth"], 4),
    (&["femte", "fifth"], 5),
    (&["sjätte", "sixth"], 6),
    (&["sjunde", "seventh"], 7),
    (&["åttonde", "eighth"], 8),
    (&["nionde", "ninth"], 9),
    (&["tionde", "tenth"], 10),
    (&["elfte", "eleventh"], 11),
    (&["tolfte", "twelfth"], 12),
    (&["trettonde", "thirteenth"], 13),
    (&["fjortonde", "fourteenth"], 14),
    (&["femtonde", "fifteenth"], 15),
    (&["sextonde", "sixteenth"], 16),
    (&["sjuttonde", "seventeenth"], 17),
    (&["artonde", "eighteenth"], 18),
    (&["nittonde", "nineteenth"], 19),
    (&["tjugonde", "twentieth"], 20),
    (&["trettionde", "thirtieth"], 30),
];

/// Words for a part or a multiple, which no figure is read from.
const OTHER: &[&str] = &[
    "hälften",
    "dubbelt",
    "dubbla",
    "half",
    "double",
    "twice",
    "once",
    "miljon",
    "miljoner",
    "million",
    "billion",
    "miljard",
    "miljarder",
];

/// A longer word is no number.
const LONGEST: usize = 24;

fn listed(list: &[(&[&str], u32)], word: &str) -> Option<u32> {
    list.iter()
        .find(|(names, _)| names.contains(&word))
        .map(|(_, value)| *value)
}

/// The number below a hundred that a word in lower case is: "tjugofem", "twenty-five".
fn below_hundred(word: &str) -> Option<u32> {
    listed(SMALL, word).or_else(|| {
        SMALL
            .iter()
            .filter(|(_, value)| (20..100).contains(value))
            .find_map(|(names, tens)| {
                let rest = names.iter().find_map(|name| word.strip_prefix(name))?;
                let ones = listed(SMALL, rest.trim_start_matches('-'))?;
                (1..10).contains(&ones).then_some(tens + ones)
            })
    })
}

/// The number that one word in lower case is: "trettio", "tvåhundra", "tiotusen".
pub(crate) fn value(word: &str) -> Option<u32> {
    if word.len() > LONGEST {
        return None;
    }
    below_hundred(word).or_else(|| {
        LARGE.iter().rev().find_map(|(names, power)| {
            names.iter().find_map(|name| {
                let (before, after) = word.split_once(name)?;
                let times = match before.trim_end_matches('-') {
                    "" => 1,
                    before => value(before)?,
                };
                let more = match after.trim_start_matches('-') {
                    "" => 0,
                    after => value(after)?,
                };
                (times > 0 && times < 1_000 && more < *power).then(|| times * power + more)
            })
        })
    })
}

/// The number that `words`, in lower case, begin with, and how many of them it takes: "ett hundra",
/// "one hundred and twenty", "twenty five".
pub(crate) fn read<'w>(words: impl Fn(usize) -> Option<&'w str>) -> Option<(u32, usize)> {
    let first = words(0)?;
    let mut total = value(first)?;
    let mut taken = 1;
    while let Some(next) = words(taken) {
        if let Some(power) = listed(LARGE, next)
            && total > 0
            && total < power
        {
            total *= power;
            taken += 1;
            continue;
        }
        let (and, more) = match next {
            "och" | "and" if total >= 100 => (1, words(taken + 1).and_then(value)),
            _ => (0, value(next)),
        };
        // What follows is smaller than what it is added to: "twenty five", "hundra tjugo".
        let fits = more.filter(|more| {
            *more > 0
                && match total {
                    20..100 => total % 10 == 0 && *more < 10,
                    100..1_000 => total % 100 == 0 && *more < 100,
                    1_000.. => total % 1_000 == 0 && *more < 1_000,
                    _ => false,
                }
        });
        let Some(more) = fits else { break };
        total += more;
        taken += 1 + and;
    }
    Some((total, taken))
}

/// The place in an order that a word in lower case tells.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    listed(ORDINALS, word)
}

/// Whether a word, in any case, is a number, a place in an order, a part or a multiple.
pub(crate) fn is_number(word: &str) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let lower = word.to_lowercase();
    // "en" is an article more often than not.
    if lower == "en" {
        return false;
    }
    value(&lower).is_some() || ordinal(&lower).is_some() || OTHER.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(u32, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        read(|at| words.get(at).copied())
    }

    #[test]
    fn a_number_is_read_from_one_word_or_several() {
        for (text, number) in [
            ("trettio", 30),
            ("tjugofem", 25),
            ("twenty-five", 25),
            ("twenty five", 25),
            ("tvåhundra", 200),
            ("ett hundra", 100),
            ("hundra tjugo", 120),
            ("hundratjugofem", 125),
            ("one hundred and twenty", 120),
            ("tiotusen", 10_000),
            ("two thousand", 2_000),
        ] {
            let words = text.split(' ').count();
            assert_eq!(of(text), Some((number, words)), "{text}");
        }
    }

    #[test]
    fn words_beside_each_other_that_make_no_number_stay_apart() {
        assert_eq!(of("fem sex"), Some((5, 1)));
        assert_eq!(of("tio fem"), Some((10, 1)));
        assert_eq!(of("kunden"), None);
        assert_eq!(value("tusenfröjd"), None);
        assert_eq!(value("sexton"), Some(16));
        assert_eq!(value("noll"), Some(0));
    }

    #[test]
    fn places_in_an_order_and_multiples_are_numbers_too() {
        assert_eq!(ordinal("tredje"), Some(3));
        assert!(is_number("Tredje") && is_number("hälften") && is_number("FEM"));
        assert!(!is_number("avgift"));
    }
}
