//! Dates and times of day in one form.

use super::super::language::{Tongue, Tongues};
use super::is_digits;
use crate::model::months;

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

fn month(piece: &str) -> Option<u32> {
    let short = || {
        let at = SHORT_MONTHS.iter().position(|own| own.contains(&piece))?;
        u32::try_from(at + 1).ok()
    };
    months::number(piece).or_else(short)
}

/// Times of day as hours and minutes: after "kl" and what follows it, before "am" and "pm", and
/// wherever a colon stands between them.
pub(super) fn times(pieces: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(pieces.len());
    let mut clock = false;
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at].as_str();
        let noon = pieces
            .get(at + 1)
            .map(String::as_str)
            .filter(|next| matches!(*next, "am" | "pm"));
        let told = clock || noon.is_some() || piece.contains(':');
        let time = told.then(|| time(piece, noon)).flatten();
        clock = piece == "kl"
            || (clock && (time.is_some() || matches!(piece, "och" | "till" | "and" | "to")));
        match time {
            Some(time) => {
                out.push(time);
                at += usize::from(noon.is_some());
            }
            None => out.push(piece.to_owned()),
        }
        at += 1;
    }
    out
}

/// A piece as hours and minutes of the whole day.
fn time(piece: &str, noon: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = piece.split([':', '.']).collect();
    let number = |part: &&str| (1..=2).contains(&part.len()) && is_digits(part);
    let minutes = parts.get(1).copied().unwrap_or("00");
    if parts.len() > 2 || !parts.iter().all(number) || minutes.len() != 2 {
        return None;
    }
    let hours: u32 = parts[0].parse().ok()?;
    let hours = match noon {
        Some("am") if hours == 12 => 0,
        Some("pm") if hours < 12 => hours + 12,
        _ => hours,
    };
    (hours <= 24).then(|| format!("{hours}:{minutes}"))
}

/// Dates as year, month and day.
pub(super) fn dates(pieces: Vec<String>, tongues: Tongues) -> Vec<String> {
    let day = |piece: Option<&String>| {
        piece
            .and_then(|piece| piece.trim_start_matches('#').parse::<u32>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let swedish = tongues.include(Tongue::Swedish) && !tongues.include(Tongue::English);
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let article = matches!(pieces[at].as_str(), "den" | "the");
        let from = at + usize::from(article);
        if let Some((text, next)) = numeric(&pieces, from, swedish) {
            out.push(text);
            at = next;
            continue;
        }
        let first = day(pieces.get(from));
        let of =
            usize::from(first.is_some() && pieces.get(from + 1).is_some_and(|piece| piece == "of"));
        let (found, next) = match (
            first,
            pieces.get(from + 1 + of).and_then(|piece| month(piece)),
        ) {
            (Some(day), Some(month)) => (Some((month, day)), from + 2 + of),
            _ => match (month(&pieces[at]), day(pieces.get(at + 1))) {
                (Some(month), Some(day)) => (Some((month, day)), at + 2),
                _ => (None, at + 1),
            },
        };
        match found {
            Some((month, day)) => {
                let is_year = |piece: &&String| piece.len() == 4 && is_digits(piece);
                let year = pieces.get(next).filter(is_year);
                let text = year.map_or("-", String::as_str);
                out.push(format!("{text}-{month:02}-{day:02}"));
                at = next + usize::from(year.is_some());
            }
            None => {
                out.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// A date in figures: "2022-12-19", "20221219", in Swedish "1/3 2023".
fn numeric(pieces: &[String], at: usize, swedish: bool) -> Option<(String, usize)> {
    let piece = pieces.get(at)?.as_str();
    if piece.len() == 10 && piece.matches('-').count() == 2 {
        return Some((piece.to_owned(), at + 1));
    }
    if piece.len() == 8 && is_digits(piece) && (piece.starts_with("19") || piece.starts_with("20"))
    {
        let (month, day): (u32, u32) = (piece[4..6].parse().ok()?, piece[6..].parse().ok()?);
        let real = (1..=12).contains(&month) && (1..=31).contains(&day);
        return real.then(|| {
            (
                format!("{}-{}-{}", &piece[..4], &piece[4..6], &piece[6..]),
                at + 1,
            )
        });
    }
    let (day, month) = piece.split_once('/').filter(|_| swedish)?;
    let year = pieces
        .get(at + 1)
        .filter(|year| year.len() == 4 && is_digits(year))?;
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| (format!("{year}-{month:02}-{day:02}"), at + 2))
}
