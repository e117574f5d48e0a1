//! The rules of notice.

use std::collections::BTreeMap;

use super::super::dates;
use super::super::fields::Fields;
use super::super::record::{EFFECTS, LABELS};
use super::super::yaml::Node;
use crate::model::codes::{dating, reading};
use crate::model::settings::{NoticeRule, Period, Until};
use crate::model::span::Located;

/// The rules under `notice`, in the order of their days.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<NoticeRule> {
    let mut rules: Vec<NoticeRule> = fields
        .list("notice")
        .into_iter()
        .filter_map(|node| rule(fields, node))
        .collect();
    for (at, own) in rules.iter().enumerate() {
        if let Some(first) = rules[..at].iter().find(|other| other.contradicts(own)) {
            let line = fields.source.line(first.from.span.start);
            fields
                .source
                .report(&dating::NOTICE_RULES_OVERLAP, own.from.span, |f| {
                    f.with("from", own.from.value).with("first", line)
                });
        }
    }
    rules.sort_by_key(|rule| rule.from.value);
    rules
}

fn rule(outer: &mut Fields<'_, '_>, node: Node) -> Option<NoticeRule> {
    let mut fields = Fields::new(outer.source, node, "notice");
    let from = fields.required_date("from");
    let kinds = fields.texts("kinds");
    let materiality = fields
        .choice("materiality", LABELS)
        .map(|label| label.value);
    let mut periods = BTreeMap::new();
    for (name, effect) in EFFECTS {
        if let Some(node) = fields.node(name) {
            periods.extend(period(&mut fields, name, node).map(|period| (*effect, period)));
        }
    }
    let states_none = EFFECTS.iter().all(|(name, _)| !fields.was_there(name));
    fields.finish();
    let from = from?;
    if states_none {
        outer
            .source
            .report(&dating::NOTICE_RULE_WITHOUT_PERIOD, from.span, |f| f);
    }
    Some(NoticeRule {
        from,
        kinds,
        materiality,
        periods,
    })
}

/// A period; `None` where nothing of it can be read.
fn period(outer: &mut Fields<'_, '_>, effect: &str, node: Node) -> Option<Period> {
    let mut fields = Fields::new(outer.source, node, effect);
    let (months, days) = (fields.number("months", 120), fields.number("days", 3660));
    let until = fields
        .text("until")
        .and_then(|text| until(&mut fields, text));
    fields.finish();
    let is_read = months.is_some() || days.is_some() || until.is_some();
    is_read.then(|| Period {
        months: months.unwrap_or(0),
        days: days.unwrap_or(0),
        until,
    })
}

/// `first-of-month`, or a day of the year as `MM-DD`.
fn until(fields: &mut Fields<'_, '_>, text: Located<String>) -> Option<Until> {
    if text.value == "first-of-month" {
        return Some(Until::FirstOfMonth);
    }
    // A leap year, so that every day that can be a day of the year is one.
    if let Some(date) = dates::iso(&format!("2024-{}", text.value)) {
        use chrono::Datelike;
        return Some(Until::DayOfYear {
            month: date.month(),
            day: date.day(),
        });
    }
    fields
        .source
        .report(&reading::INVALID_VALUE, text.span, |f| {
            let finding = f.with("value", &text.value).with("key", "until");
            finding
                .with("known", "first-of-month, \"01-01\"")
                .saying("remedy", &reading::CHOOSE)
        });
    None
}
