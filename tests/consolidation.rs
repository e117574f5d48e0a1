//! The laws of the text in force, over generated histories.

use std::collections::BTreeMap;

use avtalslogg::changelog::amendment::Amendment;
use avtalslogg::changelog::history::History;
use avtalslogg::consolidate;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// What one version does to one section, from a day counted in weeks after the first version.
#[derive(Debug, Clone)]
struct Edit {
    section: usize,
    remove: bool,
    delay: u64,
}

/// A history: the sections of the first version, then each version's edits.
#[derive(Debug, Clone)]
struct Story {
    sections: usize,
    versions: Vec<Vec<Edit>>,
    reversed: bool,
}

fn stories() -> impl Strategy<Value = Story> {
    let edit = (
        0..7usize,
        prop::bool::weighted(0.25),
        prop_oneof![Just(0u64), Just(0), 1..30u64],
    )
        .prop_map(|(section, remove, delay)| Edit {
            section,
            remove,
            delay,
        });
    let version = prop::collection::vec(edit, 1..4);
    (
        2..6usize,
        prop::collection::vec(version, 1..5),
        any::<bool>(),
    )
        .prop_map(|(sections, versions, reversed)| Story {
            sections,
            versions,
            reversed,
        })
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 3).expect("a day")
}

fn day(weeks: u64) -> NaiveDate {
    first_day() + Days::new(7 * weeks)
}

/// One section's life: from which day which words bind; `None` when it is gone.
type Life = Vec<(NaiveDate, Option<String>)>;

struct Written {
    snapshot: Snapshot,
    lives: BTreeMap<usize, Life>,
    dates: Vec<NaiveDate>,
    newest: String,
}

/// Words that no other section or version shares, and enough of them to be told apart.
fn words(section: usize, version: usize) -> String {
    format!(
        "Avsnitt{section}v{version} alfa{section}{version} beta{section}{version} gamma{section}{version} delta."
    )
}

fn write(story: &Story) -> Written {
    let mut snapshot = Snapshot::new();
    let mut now: BTreeMap<usize, String> =
        (0..story.sections).map(|at| (at, words(at, 1))).collect();
    let mut lives: BTreeMap<usize, Life> = now
        .iter()
        .map(|(at, text)| (*at, vec![(first_day(), Some(text.clone()))]))
        .collect();
    let mut dates = vec![first_day()];
    let count = story.versions.len() + 1;
    let mut newest = String::new();
    for version in 1..=count {
        let published = day(10 * (version as u64 - 1));
        let mut entries = Vec::new();
        if version > 1 {
            let mut touched = Vec::new();
            for edit in &story.versions[version - 2] {
                if touched.contains(&edit.section) {
                    continue;
                }
                let gone = !now.contains_key(&edit.section);
                // A section that is gone stays gone: one with its id that came again would be
                // another.
                if gone && lives.contains_key(&edit.section)
                    || edit.remove && (gone || now.len() == 1)
                {
                    continue;
                }
                touched.push(edit.section);
                let mut effective = published + Days::new(7 * edit.delay);
                // Dates of one section follow the order of the versions; the crossing of dates has
                // its own test.
                if let Some((before, _)) = lives.get(&edit.section).and_then(|life| life.last()) {
                    effective = effective.max(*before);
                }
                let text = (!edit.remove).then(|| words(edit.section, version));
                match &text {
                    Some(text) => now.insert(edit.section, text.clone()),
                    None => now.remove(&edit.section),
                };
                lives
                    .entry(edit.section)
                    .or_default()
                    .push((effective, text));
                dates.push(effective);
                entries.push(format!(
                    "  - id: s{0}\n    sections: [s{0}]\n    materiality: material\n    effect: neutral\n    effective: {effective}\n",
                    edit.section
                ));
            }
            if story.reversed {
                entries.reverse();
            }
        }
        let front = format!(
            "---\nid: d\ntitle: D\nversion: \"{version}.0\"\npublished: {published}\neffective: {published}\n---\n"
        );
        let body: String = now
            .iter()
            .map(|(at, text)| format!("## Rubrik {at} {{#s{at}}}\n\n{text}\n\n"))
            .collect();
        let path = if version == count {
            "contracts/d.md".to_owned()
        } else {
            format!("contracts/archive/d/{version}.0.md")
        };
        snapshot.insert(path, format!("{front}{body}").into_bytes());
        newest = body;
        let record = format!(
            "document: d\nversion: \"{version}.0\"\nchanges:\n{}",
            entries.concat()
        );
        snapshot.insert(format!("changelog/d/{version}.0.yaml"), record.into_bytes());
    }
    dates.sort_unstable();
    dates.dedup();
    Written {
        snapshot,
        lives,
        dates,
        newest,
    }
}

/// What binds on a day by the lives alone: for every section the words of the highest version in
/// effect.
fn expected(lives: &BTreeMap<usize, Life>, on: NaiveDate) -> Vec<String> {
    let binding = |life: &Life| {
        life.iter()
            .rev()
            .find(|(from, _)| *from <= on)
            .and_then(|(_, text)| text.clone())
    };
    lives.values().filter_map(binding).collect()
}

fn consolidated(history: &History<'_>, on: NaiveDate) -> (Vec<String>, String, usize) {
    let amendments: Vec<&Amendment<'_>> = history.amendments.iter().collect();
    let text = consolidate::on(&amendments, on).expect("a text in force");
    let bodies = text.sections.iter().map(|placed| {
        let section = placed.body.version.sections.get(placed.body.section);
        placed.body.version.text[section.body_span.range()]
            .trim()
            .to_owned()
    });
    (bodies.collect(), text.markdown(), text.overtaken.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_of_a_day_is_what_is_in_effect_that_day_and_changes_on_listed_dates_only(story in stories()) {
        let written = write(&story);
        let (repository, findings) = parse::repository::read(&written.snapshot);
        prop_assert!(findings.is_empty(), "{findings:#?}");
        let history = History::of(&repository, NaiveDate::MAX);
        for date in &written.dates {
            let (mut bodies, _, overtaken) = consolidated(&history, *date);
            let mut wanted = expected(&written.lives, *date);
            bodies.sort();
            wanted.sort();
            prop_assert_eq!(&bodies, &wanted, "on {}", date);
            prop_assert_eq!(overtaken, 0, "on {}", date);
            let eve = *date - Days::new(1);
            if eve >= first_day() {
                // Between two listed dates nothing changes.
                let earlier = written.dates.iter().rev().find(|other| *other <= &eve).expect("an earlier date");
                prop_assert_eq!(consolidated(&history, eve).1, consolidated(&history, *earlier).1);
            }
        }
        let last = *written.dates.last().expect("a date");
        prop_assert_eq!(consolidated(&history, last).1, written.newest);
    }
}

#[test]
fn the_order_of_the_entries_in_a_record_does_not_matter() {
    let edits = vec![
        Edit {
            section: 0,
            remove: false,
            delay: 5,
        },
        Edit {
            section: 1,
            remove: true,
            delay: 3,
        },
        Edit {
            section: 6,
            remove: false,
            delay: 0,
        },
    ];
    let texts = [false, true].map(|reversed| {
        let written = write(&Story {
            sections: 3,
            versions: vec![edits.clone()],
            reversed,
        });
        let (repository, _) = parse::repository::read(&written.snapshot);
        let history = History::of(&repository, NaiveDate::MAX);
        written
            .dates
            .iter()
            .map(|date| consolidated(&history, *date).1)
            .collect::<Vec<_>>()
    });
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn a_later_version_that_overtakes_a_pending_change_is_never_guessed_at() {
    let mut written = write(&Story {
        sections: 2,
        versions: vec![
            vec![Edit {
                section: 0,
                remove: false,
                delay: 29,
            }],
            vec![Edit {
                section: 0,
                remove: false,
                delay: 29,
            }],
        ],
        reversed: false,
    });
    let record = written
        .snapshot
        .text("changelog/d/3.0.yaml")
        .expect("a record");
    let (_, rest) = record.split_once("effective: ").expect("a date");
    let earlier = day(21).to_string();
    let record = record.replace(&rest[..10], &earlier);
    written
        .snapshot
        .insert("changelog/d/3.0.yaml", record.into_bytes());
    let (repository, _) = parse::repository::read(&written.snapshot);
    let history = History::of(&repository, NaiveDate::MAX);
    assert_eq!(consolidated(&history, day(20)).2, 0);
    assert_eq!(
        consolidated(&history, day(22)).2,
        1,
        "the pending change of version 2.0 was overtaken"
    );
}
