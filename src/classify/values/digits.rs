//! Numbers that call something: telephone, organisation and postcode are the same however their
//! figures are grouped.

use super::super::site::{Fragment, Site};

/// No number that calls something is longer.
const LONGEST: usize = 24;

/// The whole numbers around a site where only their grouping differs.
pub(in crate::classify) fn regrouped(site: &Site<'_>) -> Option<(String, String)> {
    let (old, new) = (run(&site.old)?, run(&site.new)?);
    let (a, b) = (figures(old), figures(new));
    let enough = a.len() >= 5 && a.len() <= LONGEST;
    let calls = |text: &str| text.starts_with(['+', '0']) || is_organisation(text);
    let spaces = |text: &str| !text.contains(['-', '–', '(', ')', '/', '+']);
    let allowed = (spaces(old) && spaces(new))
        || (calls(old) && calls(new))
        || (is_postcode(&a) && spaces(old) == spaces(new));
    (enough && a == b && allowed && old != new).then(|| (old.to_owned(), new.to_owned()))
}

/// The figures and what groups them around a fragment, if it is nothing else.
fn run<'t>(fragment: &Fragment<'t>) -> Option<&'t str> {
    let (block, span) = (fragment.block?, fragment.span?);
    let text = block.text.as_str();
    let part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '(' | ')' | '+' | '/');
    if !text[span.range()].chars().all(part) {
        return None;
    }
    let before = text[..span.start]
        .char_indices()
        .rev()
        .take_while(|(_, c)| part(*c))
        .take(2 * LONGEST);
    let start = before.last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..]
        .find(|c| !part(c))
        .unwrap_or(text.len() - span.end);
    let run = text[start..span.end + after.min(2 * LONGEST)].trim_matches([' ', '-', '–', '/']);
    // "(010-12 34 56)" stands in brackets, "(0)10" holds one.
    Some(
        match run.strip_prefix('(').and_then(|run| run.strip_suffix(')')) {
            Some(inner) if !inner.contains(['(', ')']) => inner,
            _ => run.trim_end_matches('('),
        },
    )
}

/// The figures alone; a country's code stands for the nought that is dialled within it.
fn figures(run: &str) -> String {
    let plain = run.replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let abroad = plain.trim_start_matches('(').starts_with('+');
    match digits.strip_prefix(if abroad { "46" } else { "0046" }) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

/// "556559-4230", with or without the sign and the century.
fn is_organisation(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let parts: Vec<&str> = run.split('-').collect();
    match parts.as_slice() {
        [whole] => !whole.contains(' ') && matches!(digits, 10 | 12),
        [before, after] => after.len() == 4 && matches!(before.len(), 6 | 8) && !run.contains(' '),
        _ => false,
    }
}

/// Five figures, as a Swedish postcode has.
fn is_postcode(figures: &str) -> bool {
    figures.len() == 5
}
