//! What two stretches of words say, in one form: a number in digits or in words, a date, a time, an
//! amount and a phrase with its abbreviation are the same however they are written.

mod dates;
mod digits;

use super::language::{Tongue, Tongues};
use super::site::{Site, Word};
use crate::diff::tokens::Token;
use crate::lexicon::numbers;
use crate::lexicon::synonyms::{GROUPS, LABELS};

pub(super) use digits::regrouped;

/// No phrase of the lexicon and no date is longer.
const LONGEST: usize = 8;

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
    if bound(old.iter().chain(new.iter()).take(2 * LONGEST).copied()) {
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

/// Whether both sides of a site say the same together with the words around it, which stand in both
/// texts: "kl. 8" and "kl. 08.00", "no. 5" and "number 5".
pub(super) fn same_in_place(site: &Site<'_>, tongues: Tongues) -> bool {
    const MOST: usize = 24;
    let spoken = |fragment: &super::site::Fragment<'_>| -> usize {
        fragment.spoken().take(MOST + 1).count()
    };
    if spoken(&site.old) > MOST || spoken(&site.new) > MOST {
        return false;
    }
    if bound(site.old.spoken().chain(site.new.spoken())) {
        return false;
    }
    let (old, new) = (site.old.in_place(), site.new.in_place());
    if form(&old, tongues) != form(&new, tongues) {
        return false;
    }
    // A word with a capital is the same only with its capital.
    let capitals = |fragment: &super::site::Fragment<'_>| -> Vec<String> {
        let words = fragment.spoken().map(|word| word.text);
        words
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (capitals(&site.old), capitals(&site.new));
    let lowered = |words: &[String], other: &super::site::Fragment<'_>| {
        words.iter().any(|word| {
            let lower = word.to_lowercase();
            other.spoken().any(|own| own.text == lower)
        })
    };
    !lowered(&a, &site.new) && !lowered(&b, &site.old)
}

/// Whether a link, code or something struck out is among the words: they are more than their words.
fn bound<'w>(mut words: impl Iterator<Item = &'w Word<'w>>) -> bool {
    words.any(|word| Token::leads_elsewhere(word.style, 0) || Token::strikes(word.style, 0))
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
        // "500:-" says the currency.
        let money = word
            .strip_suffix(":-")
            .or_else(|| word.strip_suffix(":–"))
            .filter(|number| number.ends_with(|c: char| c.is_ascii_digit()));
        let word = money.unwrap_or(word);
        // "one-year" and "30-day" are a number and its unit.
        if let Some((number, unit)) = word.split_once('-')
            && (numbers::value(number).is_some() || is_digits(number))
            && unit.starts_with(char::is_alphabetic)
            && numbers::value(unit).is_none()
        {
            out.extend([number.to_owned(), unit.to_owned()]);
            continue;
        }
        let mut rest = word;
        while !rest.is_empty() {
            let digit = rest.starts_with(|c: char| c.is_ascii_digit());
            let end = if digit {
                rest.find(|c: char| {
                    !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':' | '-' | '/')
                })
            } else {
                rest.find(|c: char| c.is_ascii_digit())
            };
            // The currency before and the unit behind are words of their own; a label is not.
            let end = end.unwrap_or(rest.len());
            out.push(rest[..end].trim_end_matches([',', ':']).to_owned());
            rest = &rest[end..];
        }
        if money.is_some() {
            out.push("kr".to_owned());
        }
    }
    out.retain(|piece| !piece.is_empty());
    out
}

/// Units, the first for all.
const UNITS: &[&[&str]] = &[
    &["kr", "kronor", "krona", "sek", "kr."],
    &["%", "procent", "percent", "per cent", "pct"],
    &["euro", "eur", "euros", "€"],
    &["usd", "dollar", "dollars", "$", "us$"],
    &["gbp", "pound", "pounds", "£"],
    &["am", "a.m.", "a.m"],
    &["pm", "p.m.", "p.m"],
    &["kl", "kl.", "klockan"],
    &["dagar", "dag", "dgr", "dgr."],
    &["timmar", "timme", "tim", "tim."],
    &["minuter", "minut", "min"],
    &["månader", "månad", "mån", "mån."],
    &["gånger", "gång", "ggr", "ggr."],
    &["days", "day"],
    &["hours", "hour", "hrs", "hr", "hrs."],
    &["minutes", "minute", "mins"],
    &["months", "month", "mths"],
    &["years", "year", "yrs", "yr"],
    &["§", "§§", "paragrafen"],
];

/// How many of `UNITS` are of money and shares.
const MONEY: usize = 5;

/// Units of so many of another: power of ten, and the unit.
const MULTIPLES: &[(&[&str], usize, &str)] = &[
    (&["tkr", "ksek", "tsek"], 3, "kr"),
    (&["mkr", "msek", "mnkr"], 6, "kr"),
    (&["mdkr", "mdr kr"], 9, "kr"),
    (&["meur"], 6, "euro"),
    (&["keur", "teur"], 3, "euro"),
    (&["musd"], 6, "usd"),
];

/// Words for how many times a number is to be taken, by their powers of ten.
const POWERS: &[(&[&str], usize)] = &[
    (&["tusen", "thousand"], 3),
    (
        &[
            "miljon", "miljoner", "mn", "milj", "milj.", "million", "millions",
        ],
        6,
    ),
    (&["miljard", "miljarder", "mdr", "billion"], 9),
];

/// Numbers, dates and units in one form.
fn values(pieces: Vec<String>, tongues: Tongues) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words: Vec<bool> = Vec::new();
    let mut at = 0;
    let piece_at = |at: usize| pieces.get(at).map(String::as_str);
    while at < pieces.len() {
        let piece = pieces[at].as_str();
        let next = piece_at(at + 1).unwrap_or_default();
        let said = numbers::read(|by| piece_at(at + by));
        let digits = piece.starts_with(|c: char| c.is_ascii_digit());
        if said.is_none() && !digits {
            at += 1;
            match piece {
                // "2 st", "30 (trettio)": the number stands already.
                "st" | "st." | "stycken" if ends_in_number(&out) => continue,
                "sup" => continue,
                "per" if next == "cent" => {
                    at += 1;
                    out.push("%".to_owned());
                }
                // "no. 5"; without a number behind it is a denial.
                "no" | "no." | "nr" | "nr." if next.starts_with(|c: char| c.is_ascii_digit()) => {
                    out.push(
                        if piece.starts_with("no") {
                            "number"
                        } else {
                            "nummer"
                        }
                        .to_owned(),
                    );
                }
                _ if LABELS.iter().any(|names| names.contains(&piece)) && is_label(next) => {
                    let names = LABELS.iter().find(|names| names.contains(&piece));
                    out.push(names.map_or(piece, |names| names[0]).to_owned());
                }
                _ => out.push(match numbers::ordinal(piece) {
                    // "30 seconds" and "one second" are no places.
                    Some(place) if !ends_in_number(&out) => format!("#{place}"),
                    _ => unit(piece, ends_in_number(&out)),
                }),
            }
            words.resize(out.len(), false);
            continue;
        }
        // "2nd" tells a place.
        if digits
            && (matches!(next, "nd" | "rd" | "th")
                || (next == "st" && !tongues.include(Tongue::Swedish)))
            && let Ok(place) = piece.parse::<u32>()
        {
            at += 2;
            out.push(format!("#{place}"));
            words.resize(out.len(), false);
            continue;
        }
        let mut value = match said {
            Some((said, taken)) => {
                at += taken;
                said.to_string()
            }
            None => {
                at += 1;
                let mut joined = piece.to_owned();
                // Thousands in groups of three.
                while joined.len() <= 12 && is_digits(&joined) && piece_at(at).is_some_and(is_group)
                {
                    joined.push_str(&pieces[at]);
                    at += 1;
                }
                joined
            }
        };
        let power = |at: usize| {
            let next = piece_at(at)?;
            POWERS
                .iter()
                .find(|(names, _)| names.contains(&next))
                .map(|(_, power)| *power)
        };
        let multiple = |at: usize| {
            let next = piece_at(at)?;
            MULTIPLES.iter().find(|(names, ..)| names.contains(&next))
        };
        let mut behind = None;
        if let Some((_, power, unit)) = multiple(at) {
            value = shifted(&decimal(&value, true, tongues), *power);
            behind = Some((*unit).to_owned());
            at += 1;
        } else if let Some(power) = power(at) {
            value = shifted(&decimal(&value, true, tongues), power);
            at += 1;
        } else {
            let money = piece_at(at).is_some_and(|next| is_money(&unit(next, true)))
                || out.last().is_some_and(|last| is_money(last));
            value = decimal(&value, money, tongues);
        }
        // "30 (trettio)" and "tre (3)" say one number twice.
        if out.last() == Some(&value) && words.last() == Some(&said.is_none()) {
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
        if let Some(unit) = behind {
            out.push(unit);
            words.resize(out.len(), false);
        }
    }
    dates::dates(dates::times(out), tongues)
}

/// Whether a word is what a part of a text is called by.
fn is_label(word: &str) -> bool {
    let short = word.chars().count() <= 4;
    word.starts_with(|c: char| c.is_ascii_digit())
        || (short && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
        || word.chars().count() == 1
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_in_number(out: &[String]) -> bool {
    out.last().is_some_and(|last| is_digits(last))
}

fn is_group(piece: &str) -> bool {
    piece.len() == 3 && is_digits(piece)
}

/// A unit by its first name; those of time and measure only behind a number.
fn unit(piece: &str, behind_number: bool) -> String {
    let known = if behind_number {
        UNITS
    } else {
        &UNITS[..MONEY + 3]
    };
    let listed = known.iter().find(|names| names.contains(&piece));
    listed.map_or(piece, |names| names[0]).to_owned()
}

fn is_money(piece: &str) -> bool {
    UNITS[..MONEY].iter().any(|names| names[0] == piece)
}

/// A number with a point before its decimals and no idle noughts. A comma before three digits
/// groups thousands in English, a point in Swedish; elsewhere, and in what is no amount, "6.20" is
/// left as it is.
fn decimal(number: &str, amount: bool, tongues: Tongues) -> String {
    let number = number.trim_end_matches(['.', '-']);
    let plain = number.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    if plain == 0 {
        return number.to_owned();
    }
    let (english, swedish) = (
        tongues.include(Tongue::English),
        tongues.include(Tongue::Swedish),
    );
    let grouped = |sign: char| {
        let groups: Vec<&str> = number.split(sign).collect();
        let whole = groups.len() > 1
            && (1..=3).contains(&groups[0].len())
            && is_digits(groups[0])
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| is_group(group));
        whole.then(|| groups.concat())
    };
    if english
        && !swedish
        && let Some(whole) = grouped(',')
    {
        return whole;
    }
    if swedish
        && !english
        && amount
        && let Some(whole) = grouped('.')
    {
        return whole;
    }
    let decimals = number.contains(',') || amount;
    if plain != 1 || !decimals || number.contains([':', '-', '/']) {
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
mod tests;
