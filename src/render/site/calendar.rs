//! Dates of effect as a calendar to subscribe to (RFC 5545).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::Site;
use super::occasions::{self, Kind, Occasion};
use crate::args;
use crate::harmless;
use crate::words::Words;

/// The longest line in bytes, its line break aside (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The calendar of `occasions`, called `name`.
pub(super) fn render(site: &Site<'_, '_>, name: &str, occasions: &[Occasion]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//avtalslogg//avtalslogg//SV");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{}", harmless::value(name)));
    line(&format!("X-WR-CALNAME:{}", harmless::value(name)));
    let host = occasions::host(&site.settings.base_url);
    for event in events(occasions) {
        let Some(after) = event.date.succ_opt() else {
            continue;
        };
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{host}", event.name));
        line(&format!(
            "DTSTAMP:{}T000000Z",
            event.updated.format("%Y%m%d")
        ));
        line(&format!("SEQUENCE:{}", event.corrections));
        // What was called off stays, marked as such: a calendar that has it once would keep it
        // otherwise.
        line(if event.cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        line(&format!(
            "DTSTART;VALUE=DATE:{}",
            event.date.format("%Y%m%d")
        ));
        line(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
        line(&format!(
            "SUMMARY:{}",
            harmless::value(&summary(site.words(), &event))
        ));
        let notes: Vec<&str> = event
            .told
            .iter()
            .flat_map(|own| &own.notes)
            .map(String::as_str)
            .collect();
        if !notes.is_empty() {
            line(&format!(
                "DESCRIPTION:{}",
                harmless::value(&notes.join("\n"))
            ));
        }
        line(&format!("URL:{}", event.first.address));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// One day in the calendar.
struct Event<'o> {
    /// Its name for all time.
    name: String,
    date: NaiveDate,
    updated: NaiveDate,
    corrections: usize,
    cancelled: bool,
    /// The occasion that names the document.
    first: &'o Occasion,
    /// What happens on the day.
    told: Vec<&'o Occasion>,
}

impl<'o> Event<'o> {
    fn of(occasion: &'o Occasion, date: NaiveDate) -> Self {
        Self {
            name: occasion.name.clone(),
            date,
            updated: occasion.updated,
            corrections: occasion.corrections,
            cancelled: occasion.cancelled,
            first: occasion,
            told: vec![occasion],
        }
    }
}

/// The days: a version's changes that were published with one date are one event. One of several
/// that is corrected gets an event of its own, and the common one goes on without it; called off
/// once nothing is left in it. So no event ever goes away or becomes another.
fn events(occasions: &[Occasion]) -> Vec<Event<'_>> {
    let mut groups: Vec<(String, NaiveDate, Vec<&Occasion>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut events = Vec::new();
    for occasion in occasions {
        match (occasion.kind, occasion.stated, occasion.effective) {
            (Kind::Change, Some(stated), _) => {
                let version = occasion
                    .name
                    .rsplit_once('/')
                    .map_or("", |(version, _)| version);
                let name = format!("{version}/{stated}");
                let place = *places.entry(name.clone()).or_insert(groups.len());
                match groups.get_mut(place) {
                    Some((.., group)) => group.push(occasion),
                    None => groups.push((name, stated, vec![occasion])),
                }
            }
            (_, _, Some(date)) => events.push(Event::of(occasion, date)),
            _ => {}
        }
    }
    for (name, stated, group) in groups {
        let single = group.len() == 1;
        let (moved, staying): (Vec<_>, Vec<_>) = group
            .iter()
            .copied()
            .partition(|own| own.corrections > 0 && !single);
        let date = if single {
            group[0].effective.unwrap_or(stated)
        } else {
            stated
        };
        events.push(Event {
            name,
            date,
            updated: group.iter().map(|own| own.updated).max().unwrap_or(stated),
            corrections: group.iter().map(|own| own.corrections).sum(),
            cancelled: staying.is_empty() || staying.iter().all(|own| own.cancelled),
            first: group[0],
            told: if staying.is_empty() {
                Vec::new()
            } else {
                staying
            },
        });
        events.extend(
            moved
                .into_iter()
                .filter_map(|own| Some(Event::of(own, own.effective?))),
        );
    }
    events.sort_by_key(|event| event.date);
    events
}

fn summary(words: &Words, event: &Event<'_>) -> String {
    let kind = match event.first.kind {
        Kind::New => "new",
        Kind::End => "end",
        Kind::Change | Kind::Announcement => "change",
    };
    words.say(
        "calendar.event",
        args![
            cancelled = event.cancelled,
            title = &event.first.title,
            kind,
            count = event.told.len().max(1)
        ],
    )
}

/// Adds one content line, folded before it is too long and never inside a character.
fn fold(text: &str, out: &mut String) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_at_75_bytes_and_never_inside_a_character() {
        let text = format!("SUMMARY:{}", "å".repeat(120));
        let mut out = String::new();
        fold(&text, &mut out);
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), text);
    }
}
