//! A document's history as a picture: when each version was published and from when it applies. The
//! same facts stand in the table of versions beside it.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::view::Day;
use super::view::document::HistoryRow;
use crate::parse::dates::iso;

/// The picture's width in its own units; it is scaled to the page.
const WIDTH: i64 = 680;
/// What the version numbers take on the left.
const LEFT: i64 = 64;
/// What is left free on the right.
const RIGHT: i64 = 24;
/// The height of one version's line.
const ROW: i64 = 34;
/// The height of the years at the bottom.
const AXIS: i64 = 30;

/// The picture, in its own units.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    width: i64,
    height: i64,
    left: i64,
    bottom: i64,
    rows: Vec<RowView>,
    years: Vec<TickView>,
    /// The day that the page is made for.
    today: i64,
    /// The day from which the document no longer applies.
    end: Option<i64>,
}

#[derive(Debug, Serialize)]
struct RowView {
    version: String,
    y: i64,
    /// From its publication to its last date of effect.
    from: i64,
    to: i64,
    published: i64,
    effective: Vec<i64>,
}

#[derive(Debug, Serialize)]
struct TickView {
    year: i32,
    x: i64,
}

/// The picture of `history` (newest first) as seen on `on`, of a document that ends on `end`;
/// `None` while nothing is published.
pub(super) fn of(history: &[HistoryRow], end: Option<&Day>, on: NaiveDate) -> Option<TimelineView> {
    let end = end.and_then(|day| iso(&day.iso));
    let rows: Vec<(&HistoryRow, NaiveDate, Vec<NaiveDate>)> = history
        .iter()
        .filter_map(|row| {
            let published = iso(&row.published.as_ref()?.iso)?;
            Some((
                row,
                published,
                row.applies.iter().filter_map(|day| iso(&day.iso)).collect(),
            ))
        })
        .collect();
    let dates = || {
        rows.iter()
            .flat_map(|(_, published, applies)| applies.iter().chain([published]))
            .copied()
    };
    let first = dates().min()?.with_ordinal(1)?;
    let last = dates().chain([on]).chain(end).max()?;
    let last = NaiveDate::from_ymd_opt(last.year() + 1, 1, 1)?;
    let scale = |date: NaiveDate| {
        let whole = (last - first).num_days().max(1);
        LEFT + (date - first).num_days() * (WIDTH - LEFT - RIGHT) / whole
    };
    let height = i64::try_from(rows.len()).ok()? * ROW + AXIS;
    let views = rows
        .iter()
        .zip(0..)
        .map(|((row, published, applies), at)| RowView {
            version: row.version.label.clone(),
            y: at * ROW + ROW / 2,
            from: scale(*published),
            to: applies
                .iter()
                .max()
                .map_or(scale(*published), |date| scale(*date))
                .max(scale(*published)),
            published: scale(*published),
            effective: applies.iter().map(|date| scale(*date)).collect(),
        });
    // With many years every second, or every fifth, is named.
    let count = last.year() - first.year();
    let step = if count <= 8 {
        1
    } else if count <= 16 {
        2
    } else {
        5
    };
    let years = (first.year()..=last.year()).filter(|year| (year - first.year()) % step == 0);
    Some(TimelineView {
        width: WIDTH,
        height,
        left: LEFT,
        bottom: height - AXIS,
        rows: views.collect(),
        years: years
            .filter_map(|year| {
                Some(TickView {
                    year,
                    x: scale(NaiveDate::from_ymd_opt(year, 1, 1)?),
                })
            })
            .collect(),
        today: scale(on),
        end: end.map(scale),
    })
}
