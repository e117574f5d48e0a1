//! What two stretches of words say, in one form: a number in digits or in words, a date, a time, an
//! amount and a phrase with its abbreviation are the same however they are written.

use super::language::{Tongue, Tongues};
use super::site::Word;
use super::synonyms::GROUPS;
use crate::diff::tokens::Token;
use crate::model::months;

/// No phrase of the lexicon and no date is longer.
const LONGEST: usize = 6;

/// How many words at the start of both sides say the same in other words, the fewest first.
pub(super) fn same(
    old: &[&Word<'_>],
    new: &[&Word<'_>],
    tongues: Tongues,
) -> Option<(usize, usize)> {
    let forms = |words: &[&Word<'_>]| -> Vec<Vec<String>> {
        let longest = words.len().min(LONGEST);
        let texts: Vec<&str> = words[..longest].iter().map(|word| word.text).collect();
        (0..=longest)
            .map(|count| form(&texts[..count].join(" "), tongues))
            .collect()
    };
    // A link and what is struck out are more than their words.
    let linked = |words: &[&Word<'_>]| {
        let mut styles = words.iter().take(LONGEST).map(|word| word.style);
        styles.any(|style| Token::leads_elsewhere(style, 0) || Token::strikes(style, 0))
    };
    if linked(old) || linked(new) {
        return None;
    }
    let (before, after) = (forms(old), forms(new));
    let mut sizes: Vec<(usize, usize)> = (0..before.len())
        .flat_map(|x| (0..after.len()).map(move |y| (x, y)))
        .filter(|(x, y)| x + y > 0)
        .collect();
    sizes.sort_by_key(|(x, y)| (x + y, *x));
    sizes.into_iter().find(|(x, y)| before[*x] == after[*y])
}

/// A text in one form: lower case, phrases and numbers as they are written most plainly.
fn form(text: &str, tongues: Tongues) -> Vec<String> {
    let pieces = values(pieces(text), tongues);
    phrases(pieces, tongues)
}

/// Words, numbers and units, each by itself.
fn pieces(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['’', '‘'], "'");
    let mut out: Vec<String> = Vec::new();
    for word in lower.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        let mut rest = word;
        while !rest.is_empty() {
            let digit = rest.starts_with(|c: char| c.is_ascii_digit());
            let end = if digit {
                rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':' | '-'))
            } else {
                rest.find(|c: char| c.is_ascii_digit())
            };
            // The currency before and the unit behind are words of their own; a label is not.
            let end = end.unwrap_or(rest.len());
            out.push(rest[..end].trim_end_matches([',', ':']).to_owned());
            rest = &rest[end..];
        }
    }
    out.retain(|piece| !piece.is_empty());
    out
}

/// The months as they are shortened; the place tells which.
const SHORT_MONTHS: [&[&str]; 12] = [
    &["jan", "jan."],
    &["feb", "feb."],
    &["mar."],
    &["apr", "apr."],
    &[],
    &["jun", "jun."],
    &["jul", "jul."],
    &["aug", "aug."],
    &["sep", "sep.", "sept", "sept."],
    &["oct", "okt", "oct.", "okt."],
    &["nov", "nov."],
    &["dec", "dec."],
];

/// Units of money and shares, the first for all.
const UNITS: &[&[&str]] = &[
    &["kr", "kronor", "krona", "sek", "kr."],
    &["%", "procent", "percent", "per cent"],
    &["euro", "eur", "euros", "€"],
    &["usd", "dollar", "dollars", "$", "us$"],
    &["gbp", "pound", "pounds", "£"],
    &["am", "a.m.", "a.m"],
    &["pm", "p.m.", "p.m"],
    &["kl", "kl.", "klockan"],
];

/// Words for how many times a number is to be taken, by their powers of ten.
const POWERS: &[(&str, usize)] = &[
    ("tusen", 3),
    ("thousand", 3),
    ("miljon", 6),
    ("miljoner", 6),
    ("mn", 6),
    ("million", 6),
    ("millions", 6),
    ("miljard", 9),
    ("miljarder", 9),
    ("billion", 9),
];

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
    (&["hundra", "etthundra"], 100),
];

/// The number that a word is.
fn number_word(word: &str) -> Option<u32> {
    let small = |word: &str| {
        SMALL
            .iter()
            .find(|(names, _)| names.contains(&word))
            .map(|(_, value)| *value)
    };
    small(word).or_else(|| {
        // "tjugofem", "twenty-five".
        SMALL
            .iter()
            .filter(|(_, value)| (20..100).contains(value))
            .find_map(|(names, tens)| {
                let rest = names.iter().find_map(|name| word.strip_prefix(name))?;
                let ones =
                    small(rest.trim_start_matches('-')).filter(|ones| (1..10).contains(ones))?;
                Some(tens + ones)
            })
    })
}

/// Numbers, dates and units in one form.
fn values(pieces: Vec<String>, tongues: Tongues) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at].as_str();
        let next = pieces.get(at + 1).map(String::as_str).unwrap_or_default();
        at += 1;
        let said = number_word(piece);
        let digits = piece.starts_with(|c: char| c.is_ascii_digit());
        if said.is_none() && !digits {
            match piece {
                // "2 st", "30 (trettio)": the number stands already.
                "st" | "st." | "stycken" if ends_in_number(&out) => continue,
                "sup" => continue,
                "per" if next == "cent" => {
                    at += 1;
                    out.push("%".to_owned());
                }
                _ => out.push(unit(piece)),
            }
            words.resize(out.len(), false);
            continue;
        }
        let mut value = match said {
            Some(said) => said.to_string(),
            None => {
                let mut joined = piece.to_owned();
                // Thousands in groups of three.
                while joined.len() <= 12
                    && joined.bytes().all(|b| b.is_ascii_digit())
                    && pieces.get(at).is_some_and(|next| is_group(next))
                {
                    joined.push_str(&pieces[at]);
                    at += 1;
                }
                joined
            }
        };
        if matches!(
            pieces.get(at).map(String::as_str),
            Some("st" | "nd" | "rd" | "th")
        ) && digits
            && pieces
                .get(at + 1)
                .is_none_or(|next| month(next).is_some() || next == "of")
        {
            at += 1;
        }
        if let Some((_, power)) = POWERS
            .iter()
            .find(|(name, _)| pieces.get(at).is_some_and(|next| next == name))
        {
            value = shifted(&decimal(&value, true, tongues), *power);
            at += 1;
        } else {
            let money = pieces
                .get(at)
                .map(|next| unit(next))
                .is_some_and(|next| is_unit(&next))
                || out.last().is_some_and(|last| is_unit(last));
            value = decimal(&value, money, tongues);
        }
        if said.is_some() && out.last() == Some(&value) && words.last() == Some(&false) {
            continue;
        }
        // A currency before its number stands behind it.
        let before = out
            .last()
            .filter(|last| matches!(last.as_str(), "kr" | "euro" | "usd" | "gbp"));
        if let Some(currency) = before.cloned() {
            out.pop();
            out.push(value);
            out.push(currency);
        } else {
            out.push(value);
        }
        words.resize(out.len(), said.is_some());
    }
    dates(times(out))
}

fn ends_in_number(out: &[String]) -> bool {
    out.last()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_group(piece: &str) -> bool {
    piece.len() == 3 && piece.bytes().all(|byte| byte.is_ascii_digit())
}

fn unit(piece: &str) -> String {
    let listed = UNITS.iter().find(|names| names.contains(&piece));
    listed.map_or(piece, |names| names[0]).to_owned()
}

fn is_unit(piece: &str) -> bool {
    UNITS[..5].iter().any(|names| names[0] == piece)
}

/// A number with a point before its decimals and no idle noughts. A comma before three digits
/// groups thousands in English; elsewhere, and in what is no amount, "6.20" is left as it is.
fn decimal(number: &str, amount: bool, tongues: Tongues) -> String {
    let number = number.trim_end_matches(['.', '-']);
    let plain = number.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    if plain == 0 {
        return number.to_owned();
    }
    let english = tongues.include(Tongue::English) && !tongues.include(Tongue::Swedish);
    let groups: Vec<&str> = number.split(',').collect();
    if english && groups.len() > 1 && groups[1..].iter().all(|group| is_group(group)) {
        return groups.concat();
    }
    let decimals = number.contains(',') || amount;
    if plain != 1 || !decimals || number.contains([':', '-']) {
        return number.to_owned();
    }
    let number = number.replace(',', ".");
    number
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A number times a power of ten.
fn shifted(number: &str, power: usize) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if part.len() > power || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{number}e{power}");
    }
    let digits = format!("{whole}{part}{}", "0".repeat(power - part.len()));
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        "0".to_owned()
    } else {
        digits.to_owned()
    }
}

fn month(piece: &str) -> Option<u32> {
    let short = || {
        let at = SHORT_MONTHS.iter().position(|own| own.contains(&piece))?;
        u32::try_from(at + 1).ok()
    };
    months::number(piece).or_else(short)
}

/// Times of day as hours and minutes: after "kl", and wherever a colon stands between them.
fn times(mut pieces: Vec<String>) -> Vec<String> {
    for at in 0..pieces.len() {
        let after_kl = at > 0 && pieces[at - 1] == "kl";
        let before_noon = pieces
            .get(at + 1)
            .is_some_and(|next| matches!(next.as_str(), "am" | "pm"));
        if !(after_kl || before_noon || pieces[at].contains(':')) {
            continue;
        }
        let parts: Vec<&str> = pieces[at].split([':', '.']).collect();
        let number = |part: &&str| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let minutes = parts.get(1).copied().unwrap_or("00");
        if parts.len() <= 2 && parts.iter().all(number) && minutes.len() == 2 {
            let hours = parts[0].trim_start_matches('0');
            pieces[at] = format!("{}:{minutes}", if hours.is_empty() { "0" } else { hours });
        }
    }
    pieces
}

/// Dates as year, month and day.
fn dates(pieces: Vec<String>) -> Vec<String> {
    let day = |piece: Option<&String>| {
        piece
            .and_then(|piece| piece.parse::<u32>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let article =
            matches!(pieces[at].as_str(), "den" | "the") && day(pieces.get(at + 1)).is_some();
        let mut from = at + usize::from(article);
        let first = day(pieces.get(from));
        let of =
            usize::from(first.is_some() && pieces.get(from + 1).is_some_and(|piece| piece == "of"));
        let (found, next) = match (
            first,
            pieces.get(from + 1 + of).and_then(|piece| month(piece)),
        ) {
            (Some(day), Some(month)) => (Some((month, day)), from + 2 + of),
            _ => match (month(&pieces[at]), day(pieces.get(at + 1))) {
                (Some(month), Some(day)) => {
                    from = at;
                    (Some((month, day)), from + 2)
                }
                _ => (None, at + 1),
            },
        };
        match found {
            Some((month, day)) => {
                let is_year = |piece: &&String| {
                    piece.len() == 4 && piece.bytes().all(|byte| byte.is_ascii_digit())
                };
                let year = pieces.get(next).filter(is_year);
                let text = year.map_or("-", String::as_str);
                out.push(format!("{text}-{month:02}-{day:02}"));
                at = next + usize::from(year.is_some());
            }
            None => {
                let iso = pieces
                    .get(from)
                    .is_some_and(|piece| piece.len() == 10 && piece.matches('-').count() == 2);
                if article && iso {
                    at += 1;
                    continue;
                }
                out.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// Phrases of the lexicon by what stands for them, the longest first.
fn phrases(pieces: Vec<String>, tongues: Tongues) -> Vec<String> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let longest = (1..=LONGEST.min(pieces.len() - at)).rev();
        let known = longest.into_iter().find_map(|count| {
            let phrase = pieces[at..at + count].join(" ");
            let mut groups = GROUPS
                .iter()
                .filter(|(tongue, _)| tongues.include(*tongue))
                .flat_map(|(_, groups)| groups.iter());
            let group = groups.find(|group| group.contains(&phrase.as_str()))?;
            Some((group[0], count))
        });
        match known {
            Some((plain, count)) => {
                if !plain.is_empty() {
                    out.push(plain.to_owned());
                }
                at += count;
            }
            None => {
                out.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "och att the of";

    #[track_caller]
    fn says(old: &str, new: &str, same: bool) {
        let tongues = Tongues::in_words(BOTH);
        let (a, b) = (form(old, tongues), form(new, tongues));
        assert_eq!(a == b, same, "{old} {a:?}, {new} {b:?}");
    }

    #[test]
    fn a_number_is_the_same_in_digits_and_in_words() {
        for (a, b) in [
            ("30 dagar", "trettio dagar"),
            ("30 (trettio) dagar", "30 dagar"),
            ("25 days", "twenty-five days"),
            ("2 st. administratörer", "två administratörer"),
            ("tjugofem", "25"),
        ] {
            says(a, b, true);
        }
        says("30 (fyrtio) dagar", "30 dagar", false);
        says("trettio", "fyrtio", false);
    }

    #[test]
    fn an_amount_is_the_same_however_it_is_written() {
        for (a, b) in [
            ("500 000 kronor", "0,5 miljoner kronor"),
            ("0,50 procent", "0,5 %"),
            ("EUR 500", "500 euro"),
            ("€20", "20 euros"),
            ("1 000 kr", "1000 SEK"),
            ("5%", "5 per cent"),
        ] {
            says(a, b, true);
        }
        says("0,5 miljoner kronor", "50 000 kronor", false);
        says("5 kr", "5 euro", false);
        says("6.20", "6.2", false);
        says("0,50 procent", "0,05 procent", false);
    }

    #[test]
    fn a_date_and_a_time_are_the_same_however_they_are_written() {
        for (a, b) in [
            ("1st March 2023", "1 March 2023"),
            ("December 19, 2022", "19 December 2022"),
            ("den 19 december 2022", "19 dec 2022"),
            ("9 am", "9 a.m."),
            ("kl. 08.00", "klockan 8:00"),
        ] {
            says(a, b, true);
        }
        says("1 March 2023", "1 March 2024", false);
        says("1 mars", "1 maj", false);
        says("9 am", "9 pm", false);
        says("kl. 08.00", "kl. 18.00", false);
    }

    #[test]
    fn a_phrase_means_the_same_as_its_abbreviation() {
        says("dvs. hälsouppgifter", "det vill säga hälsouppgifter", true);
        says("in the event that a fault", "if a fault", true);
        says("Idag", "i dag", true);
        says("inom 30 dagar", "efter 30 dagar", false);
    }
}
