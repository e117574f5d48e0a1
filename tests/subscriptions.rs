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
    String::from_utf8(
        files
            .get(path)
            .unwrap_or_else(|| panic!("no {path}"))
            .clone(),
    )
    .expect("UTF-8")
}

#[test]
fn every_feed_is_atom_with_unique_ids_and_addresses_of_the_site() {
    let files = site_on("2022-12-20");
    let feeds: Vec<&String> = files.keys().filter(|path| path.ends_with(".xml")).collect();
    assert!(feeds.len() > 5, "{feeds:?}");
    for path in feeds {
        let feed: atom_syndication::Feed = text(&files, path)
            .parse()
            .unwrap_or_else(|e| panic!("{path}: {e}"));
        let ids: BTreeSet<&str> = feed
            .entries()
            .iter()
            .map(atom_syndication::Entry::id)
            .collect();
        assert_eq!(ids.len(), feed.entries().len(), "{path}");
        assert!(feed.entries().iter().all(|entry| {
            entry.links()[0]
                .href()
                .starts_with("https://avtal.example.se/")
        }));
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
            assert!(
                event.get_uid().is_some() && event.get_end().is_some() && event.get_url().is_some()
            );
            (start, event.get_summary().expect("a summary").to_owned())
        })
        .collect();
    let on = |day: &str, title: &str| {
        events
            .iter()
            .any(|(start, summary)| start == day && summary.contains(title))
    };
    assert!(
        on("20220224", "Säker digital kommunikation: nytt i avtalet"),
        "{events:?}"
    );
    assert!(on("20220224", "IdP") && on("20220524", "IdP"), "{events:?}");
    assert!(
        on(
            "20230319",
            "Säkerhetstjänster autentisering: ändringar börjar gälla"
        ),
        "{events:?}"
    );
}

#[test]
fn every_line_of_a_calendar_ends_as_the_standard_says() {
    let files = site_on("2022-12-20");
    let calendar = text(&files, "datum.ics");
    assert!(
        calendar
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
}

/// A repository with one document of which two changes are to come on one day, and its site on
/// `day` after `facts` were appended to the record.
fn site_with(facts: &str, day: &str) -> SiteFiles {
    let text = |version: &str, published: &str, fee: &str| {
        format!(
            "---\nid: a\ntitle: A\nversion: \"{version}\"\npublished: {published}\neffective: {published}\n---\n# A\n\n## 1 Avgift\n\nAvgiften är {fee} kr.\n\n## 2 Support\n\nSvar ges inom {fee} dagar.\n"
        )
    };
    let record = format!(
        "document: a\nversion: \"2.0\"\nchanges:\n  - {{id: avgift, sections: [\"1\"], materiality: material, effect: adverse, effective: 2022-09-17}}\n  - {{id: support, sections: [\"2\"], materiality: material, effect: adverse, effective: 2022-09-17}}\n{facts}"
    );
    let files = [
        (
            "contracts/archive/a/1.0.md",
            text("1.0", "2022-01-10", "100"),
        ),
        ("contracts/a.md", text("2.0", "2022-06-17", "200")),
        ("changelog/a/2.0.yaml", record),
        (
            "changelog/2022-06-20.md",
            "---\ntitle: Priser\n---\nPriserna ändras.\n".to_owned(),
        ),
    ];
    let snapshot = files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    let (repository, findings) = parse::repository::read(&snapshot);
    assert_eq!(findings, []);
    let history = History::of(&repository, parse::dates::iso(day).expect("a day"));
    site::build(&history, &snapshot, &SiteOptions::default()).expect("a site")
}

/// The events of the calendar by name: day, status and number of corrections.
fn events(files: &SiteFiles) -> std::collections::BTreeMap<String, (String, String, String)> {
    let calendar: Calendar = text(files, "datum.ics").parse().expect("a calendar");
    let components = calendar.components.iter();
    let events = components.filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    let value = |event: &icalendar::Event, name: &str| {
        event.property_value(name).unwrap_or_default().to_owned()
    };
    events
        .map(|event| {
            let facts = (
                value(event, "DTSTART"),
                value(event, "STATUS"),
                value(event, "SEQUENCE"),
            );
            (event.get_uid().expect("a name").to_owned(), facts)
        })
        .collect()
}

fn ids(files: &SiteFiles) -> BTreeSet<String> {
    let feed: atom_syndication::Feed = text(files, "andringar.xml").parse().expect("a feed");
    feed.entries()
        .iter()
        .map(|entry| entry.id().to_owned())
        .collect()
}

const MOVED: &str =
    "corrections:\n  - {on: 2022-07-01, change: support, set: {effective: 2022-10-01}}\n";
const CALLED_OFF: &str = "  - {on: 2022-07-02, change: avgift, cancelled: true}\n";

#[test]
fn no_event_of_the_calendar_ever_goes_away() {
    let before = events(&site_with("", "2022-06-30"));
    let moved = events(&site_with(MOVED, "2022-07-01"));
    let off = events(&site_with(&format!("{MOVED}{CALLED_OFF}"), "2022-07-02"));
    let common = "a/2.0/2022-09-17@avtal.example";
    let of = |events: &std::collections::BTreeMap<String, (String, String, String)>, name: &str| {
        let (day, status, sequence) = events
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not in {events:?}"));
        format!("{day} {status} {sequence}")
    };
    assert_eq!(of(&before, common), "20220917 CONFIRMED 0");
    assert_eq!(of(&moved, common), "20220917 CONFIRMED 1");
    assert_eq!(
        of(&moved, "a/2.0/support@avtal.example"),
        "20221001 CONFIRMED 1"
    );
    assert_eq!(of(&off, common), "20220917 CANCELLED 2");
    assert_eq!(
        of(&off, "a/2.0/avgift@avtal.example"),
        "20220917 CANCELLED 1"
    );
    assert_eq!(
        of(&off, "a/2.0/support@avtal.example"),
        "20221001 CONFIRMED 1"
    );
}

#[test]
fn the_names_in_the_feed_stay_whatever_is_corrected_and_announcements_and_ends_are_told() {
    let before = ids(&site_with("", "2022-06-30"));
    assert!(
        before.contains("tag:avtal.example,2022-06-17:a/2.0/support"),
        "{before:?}"
    );
    assert!(
        before.contains("tag:avtal.example,2022-06-20:publicering/2022-06-20"),
        "{before:?}"
    );
    assert_eq!(
        ids(&site_with(&format!("{MOVED}{CALLED_OFF}"), "2022-07-02")),
        before
    );
    let end = "withdrawn:\n  published: 2022-08-01\n  effective: 2023-01-01\n  corrections:\n    - {on: 2022-09-01, cancelled: true}\n";
    let ended = site_with(end, "2022-09-01");
    assert!(
        ids(&ended).contains("tag:avtal.example,2022-08-01:a/2.0/utgar"),
        "{:?}",
        ids(&ended)
    );
    let event = &events(&ended)["a/2.0/utgar@avtal.example"];
    assert_eq!(
        (event.0.as_str(), event.1.as_str(), event.2.as_str()),
        ("20230101", "CANCELLED", "1")
    );
}
