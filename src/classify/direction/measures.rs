//! Prices and times that two texts have in the same place, and not as the same.

use super::clauses::{self, Customer};
use super::{Burden, Kind};
use crate::diff::redline::Place;
use crate::lexicon::numbers::value as number_word;
use crate::model::section::SectionTree;
use crate::model::span::Span;
use crate::terms::stems::words;

/// Words that say that somebody pays.
const PRICES: &[&str] = &[
    "avgift",
    "pris",
    "kostnad",
    "betala",
    "debiter",
    "faktur",
    "taxa",
    "fee",
    "price",
    "charge",
    "cost",
    "pay",
    "rate",
    "subscription",
    "abonnemang",
];
/// Words that turn the direction of an amount.
const TURNING: &[&str] = &[
    "rabatt",
    "avdrag",
    "kredit",
    "återbetal",
    "discount",
    "credit",
    "refund",
    "rebate",
];
/// Words before a time that is the last one for something.
const DEADLINE: &[&str] = &["inom", "senast", "within", "than", "latest"];

/// Compares the amounts and times of two forms of one block.
pub(super) fn compare(
    at: usize,
    (old, a): (&SectionTree, Place),
    (new, b): (&SectionTree, Place),
    customer: &Customer,
    found: &mut Vec<Burden>,
) {
    let (one, two) = (a.block(old).text.as_str(), b.block(new).text.as_str());
    let (before, after) = (measures(one), measures(two));
    if before.len() != after.len() {
        return;
    }
    for (was, is) in before.into_iter().zip(after) {
        if was.unit.is_money() != is.unit.is_money() || was.amount == is.amount {
            continue;
        }
        let sentence = clauses::sentence(two, is.span);
        let context = Context::of(new, b, is.span, sentence, customer);
        let rises = is.amount > was.amount;
        let kind = if is.unit.is_money() {
            (rises && context.is_price).then_some(Kind::HigherPrice)
        } else {
            let before = words(&two[..is.span.start]).map(|(a, b)| two[a..b].to_lowercase());
            let near: Vec<String> = before
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .take(4)
                .collect();
            let deadline = near.iter().any(|word| DEADLINE.contains(&word.as_str()));
            match (deadline, context.customers, rises) {
                (true, Some(true), false) => Some(Kind::ShorterTime),
                (true, Some(false), true) => Some(Kind::LongerTime),
                _ => None,
            }
        };
        if let Some(kind) = kind {
            let (old, new) = (
                one[was.span.range()].to_owned(),
                two[is.span.range()].to_owned(),
            );
            found.push(Burden {
                kind,
                change: at,
                old,
                new,
            });
        }
    }
}

/// What the sentence says of an amount or a time in it.
struct Context {
    /// Whether the customer pays it.
    is_price: bool,
    /// Whose time it is, where the sentence says so: the customer's or another's.
    customers: Option<bool>,
}

impl Context {
    fn of(
        tree: &SectionTree,
        place: Place,
        span: Span,
        sentence: &str,
        customer: &Customer,
    ) -> Self {
        let lower = sentence.to_lowercase();
        let says = |stems: &[&str]| stems.iter().any(|stem| lower.contains(stem));
        let clauses = clauses::of(tree, place, customer);
        let text = place.block(tree).text.as_str();
        let from = sentence.as_ptr().addr() - text.as_ptr().addr();
        let own = clauses.iter().any(|clause| {
            clause.subject.is_none()
                || (clause.verb.start >= from && clause.verb.end <= from + sentence.len())
        });
        // What is only said to be paid is paid by the customer.
        let paid = says(&["betalas", "be paid", "payable"])
            && !says(&["till kund", "to the customer", "to customer"])
            && !clauses::binds(sentence);
        let other = clauses::binds(sentence) && !own;
        Self {
            is_price: says(PRICES)
                && !says(TURNING)
                && !clauses::is_others(tree, place, span, customer)
                && (own || !other),
            customers: match (own || paid, other) {
                (true, _) => Some(true),
                (false, true) => Some(false),
                (false, false) => None,
            },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Money,
    Time,
}

impl Unit {
    fn is_money(self) -> bool {
        self == Unit::Money
    }
}

struct Measure {
    /// Hundredths of the currency, or minutes.
    amount: u64,
    unit: Unit,
    span: Span,
}

/// The amounts and times of `text`, in order.
fn measures(text: &str) -> Vec<Measure> {
    let spans: Vec<(usize, usize)> = words(text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let (start, mut end) = spans[at];
        let word = text[start..end].to_lowercase();
        at += 1;
        let mut digits = match number_word(&word).filter(|_| word != "en" && word != "ett") {
            Some(number) => number.to_string(),
            None if word.bytes().all(|b| b.is_ascii_digit()) => word,
            None => continue,
        };
        // Thousands and decimals: "1 000", "1,000", "99,50".
        let mut cents = String::new();
        while let Some(&(from, to)) = spans.get(at) {
            let (gap, part) = (&text[end..from], &text[from..to]);
            let numeric = part.bytes().all(|b| b.is_ascii_digit());
            if numeric && part.len() == 3 && matches!(gap, " " | "\u{a0}" | "," | ".") {
                digits.push_str(part);
            } else if numeric && part.len() <= 2 && matches!(gap, "," | ".") {
                cents = format!("{part:0<2}");
            } else {
                break;
            }
            end = to;
            at += 1;
        }
        let next = spans
            .get(at)
            .filter(|own| text[end..own.0].trim().is_empty());
        let unit = next
            .map(|(a, b)| text[*a..*b].to_lowercase())
            .unwrap_or_default();
        let before = text[..start].trim_end();
        let currency = before.ends_with(['€', '$', '£'])
            || text[end..].trim_start().starts_with(['€', '$', '£'])
            || ["EUR", "USD", "SEK", "GBP"]
                .iter()
                .any(|sign| before.ends_with(sign));
        let whole: Option<u64> = digits.parse().ok().filter(|_| digits.len() < 12);
        let Some(whole) = whole else { continue };
        if currency
            || matches!(
                unit.as_str(),
                "kr" | "kronor" | "sek" | "euro" | "eur" | "usd" | "gbp" | "öre"
            )
        {
            let cents: u64 = cents.parse().unwrap_or(0);
            let last = if currency {
                end
            } else {
                next.map_or(end, |own| own.1)
            };
            found.push(Measure {
                amount: whole * 100 + cents,
                unit: Unit::Money,
                span: Span::new(start, last),
            });
        } else if let Some(minutes) = minutes(&unit) {
            found.push(Measure {
                amount: whole * minutes,
                unit: Unit::Time,
                span: Span::new(start, next.map_or(end, |own| own.1)),
            });
        }
    }
    found
}

/// How many minutes a unit of time has, months and years as they are on average.
fn minutes(unit: &str) -> Option<u64> {
    const DAY: u64 = 24 * 60;
    let stem = unit.trim_end_matches('s');
    Some(match stem {
        "minut" | "minuter" | "minute" => 1,
        "timme" | "timmar" | "timmar " | "hour" => 60,
        "dag" | "dagar" | "vardag" | "vardagar" | "arbetsdag" | "arbetsdagar" | "kalenderdagar"
        | "bankdagar" | "dygn" | "day" => DAY,
        "vecka" | "veckor" | "week" => 7 * DAY,
        "månad" | "månader" | "month" => 30 * DAY,
        "år" | "year" => 365 * DAY,
        _ => return None,
    })
}
