//! Feeds and calendars, read back by the readers of their standards.

use std::collections::BTreeSet;
use std::path::Path;

use avtalslogg::changelog::history::History;
use avtalslogg::files::read;
use avtalslogg::parse;
use avtalslogg::render::site::{self, SiteFiles, SiteOptions};
use icalendar::{Calendar, CalendarComponent, Component};

fn site_on(day: &str) -> SiteFiles {
    let snapshot = read::snapshot(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("our contracts");
    let (repository, _) = parse::repository::read(&snapshot);
    let history = History::of(&repository, parse::dates::iso(day).expect("a day"));
    site::build(&history, &snapshot, &SiteOptions::default()).expect("a site")
}

fn text(files: &SiteFiles, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).expect("UTF-8")
}

#[test]
fn every_feed_is_atom_with_unique_ids_and_addresses_of_the_site() {
    let files = site_on("2022-12-20");
    let feeds: Vec<&String> = files.keys().filter(|path| path.ends_with(".xml")).collect();
    assert!(feeds.len() > 5, "{feeds:?}");
    for path in feeds {
        let feed: atom_syndication::Feed =
            text(&files, path).parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
        assert_eq!(ids.len(), feed.entries().len(), "{path}");
        assert!(
            feed.entries()
                .iter()
                .all(|entry| entry.links()[0].href().starts_with("https://avtal.example.se/"))
        );
    }
}

#[test]
fn the_calendar_has_every_date_of_effect_and_the_day_after_as_its_end() {
    let files = site_on("2022-12-20");
    let calendar: Calendar = text(&files, "datum.ics").parse().expect("a calendar");
    let events: Vec<(String, String)> = calendar
        .components
        .iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .map(|event| {
            let start = event.property_value("DTSTART").expect("a start").to_owned();
            assert!(event.get_uid().is_some() && event.get_end().is_some() && event.get_url().is_some());
            (start, event.get_summary().expect("a summary").to_owned())
        })
        .collect();
    let on = |day: &str, title: &str| {
        events.iter().any(|(start, summary)| start == day && summary.contains(title))
    };
    assert!(on("20220224", "Säker digital kommunikation: nytt i avtalet"), "{events:?}");
    assert!(on("20220224", "IdP") && on("20220524", "IdP"), "{events:?}");
    assert!(on("20230319", "Säkerhetstjänster autentisering: ändringar börjar gälla"), "{events:?}");
}

#[test]
fn every_line_of_a_calendar_ends_as_the_standard_says() {
    let files = site_on("2022-12-20");
    let calendar = text(&files, "datum.ics");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
}
