//! The text on any day for every kind of change: before its date the old text, from its date the
//! new one.

use avtalslogg::changelog::amendment::Amendment;
use avtalslogg::changelog::history::History;
use avtalslogg::consolidate;
use avtalslogg::diff::ChangeKind;
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse::{self, dates::iso};

const CARS: &str = "Bilar ska parkeras på gården vid den norra grinden under hela vintern.";
const BOATS: &str = "Båtar läggs upp vid bryggan senast i oktober och täcks med presenning.";
const TREES: &str = "Träden beskärs av en trädgårdsmästare vart tredje år, alltid före mars.";
const FEES: &str = "Avgiften betalas i förskott för ett kvartal och återbetalas inte.";
const DOGS: &str = "Hundar hålls kopplade inom området och rastas utanför staketet.";

fn sections(parts: &[(&str, &str)]) -> String {
    parts
        .iter()
        .map(|(heading, body)| format!("{heading}\n\n{body}\n\n"))
        .collect()
}

/// The kind must be found between the texts; the text in force must be the old one on the eve of
/// the deferred date and the new one on the date, each heading and body in its order.
#[track_caller]
fn applies_whole(kind: ChangeKind, old: &[(&str, &str)], new: &[(&str, &str)]) {
    let front = |version: &str, published: &str, effective: &str| {
        format!(
            "---\nid: d\ntitle: D\nversion: \"{version}\"\npublished: {published}\neffective: {effective}\n---\n"
        )
    };
    let snapshot: Snapshot = [
        (
            "contracts/archive/d/1.0.md",
            front("1.0", "2022-01-01", "2022-01-01") + &sections(old),
        ),
        (
            "contracts/d.md",
            front("2.0", "2022-06-01", "2022-09-01") + &sections(new),
        ),
    ]
    .into_iter()
    .map(|(path, text)| (path, text.into_bytes()))
    .collect();
    let (repository, findings) = parse::repository::read(&snapshot);
    assert_eq!(findings, []);
    let today = iso("2022-12-31").expect("a day");
    let history = History::of(&repository, today);
    let kinds: Vec<&ChangeKind> = history.amendments[1]
        .comparison
        .rows
        .iter()
        .flat_map(|row| &row.kinds)
        .collect();
    assert!(kinds.contains(&&kind), "{kind:?} is not among {kinds:?}");
    let amendments: Vec<&Amendment<'_>> = history.amendments.iter().collect();
    let on = |day: &str| {
        let text = consolidate::on(&amendments, iso(day).expect("a day")).expect("a text");
        assert!(text.overtaken.is_empty());
        // Section by section, as it is composed: a whole text would be taken from its file.
        let of = |placed: &consolidate::Placed<'_>| {
            let heading = placed.heading.version.sections.get(placed.heading.section);
            let body = placed.body.version.sections.get(placed.body.section);
            let heading = placed.heading.version.text[heading.heading_span.range()].trim();
            format!(
                "{heading}\n\n{}\n\n",
                placed.body.version.text[body.body_span.range()].trim()
            )
        };
        text.sections.iter().map(of).collect::<String>()
    };
    assert_eq!(on("2022-08-31"), sections(old));
    assert_eq!(on("2022-09-01"), sections(new));
}

#[test]
fn an_insertion_with_its_renumberings_applies_on_its_date() {
    applies_whole(
        ChangeKind::Renumbering,
        &[("## 1 Bilar", CARS), ("## 2 Träd", TREES)],
        &[
            ("## 1 Bilar", CARS),
            ("## 2 Båtar", BOATS),
            ("## 3 Träd", TREES),
        ],
    );
}

#[test]
fn a_repeal_applies_on_its_date() {
    applies_whole(
        ChangeKind::Repeal,
        &[
            ("## 1 Bilar", CARS),
            ("## 2 Båtar", BOATS),
            ("## 3 Träd", TREES),
        ],
        &[("## 1 Bilar", CARS), ("## 2 Träd", TREES)],
    );
}

#[test]
fn a_moved_section_stands_where_it_stood_until_its_date() {
    applies_whole(
        ChangeKind::Relocation,
        &[
            ("## Bilar", CARS),
            ("## Båtar", BOATS),
            ("## Träd", TREES),
            ("## Avgift", FEES),
        ],
        &[
            ("## Båtar", BOATS),
            ("## Träd", TREES),
            ("## Avgift", FEES),
            ("## Bilar", CARS),
        ],
    );
}

#[test]
fn a_moved_subtree_moves_whole() {
    applies_whole(
        ChangeKind::Relocation,
        &[
            ("## Fordon", CARS),
            ("### Båtar", BOATS),
            ("## Träd", TREES),
            ("## Avgift", FEES),
            ("## Hundar", DOGS),
        ],
        &[
            ("## Träd", TREES),
            ("## Avgift", FEES),
            ("## Hundar", DOGS),
            ("## Fordon", CARS),
            ("### Båtar", BOATS),
        ],
    );
}

#[test]
fn a_split_applies_whole_on_its_date() {
    let both = format!("{CARS}\n\n{BOATS}");
    applies_whole(
        ChangeKind::Split,
        &[("## Fordon", &both), ("## Träd", TREES)],
        &[("## Fordon", CARS), ("## Båtar", BOATS), ("## Träd", TREES)],
    );
}

#[test]
fn a_join_applies_whole_on_its_date() {
    let both = format!("{CARS}\n\n{BOATS}");
    applies_whole(
        ChangeKind::Join,
        &[("## Fordon", CARS), ("## Båtar", BOATS), ("## Träd", TREES)],
        &[("## Fordon", &both), ("## Träd", TREES)],
    );
}

#[test]
fn a_new_title_or_level_applies_on_its_date() {
    applies_whole(
        ChangeKind::Retitling,
        &[("## 1 Bilar", CARS), ("## 2 Träd", TREES)],
        &[("## 1 Parkering av fordon", CARS), ("## 2 Träd", TREES)],
    );
    applies_whole(
        ChangeKind::Relevelling,
        &[("## Bilar", CARS), ("## Båtar", BOATS), ("## Träd", TREES)],
        &[("## Bilar", CARS), ("### Båtar", BOATS), ("## Träd", TREES)],
    );
}

/// What binds on `on` as known on `known`, of three versions of which the one in the middle is
/// dated `middle`.
fn after_a_gap(middle: &str, known: &str, on: &str) -> String {
    let text = |version: &str, dates: &str, body: &str| {
        format!("---\nid: d\ntitle: D\nversion: \"{version}\"\n{dates}---\n{body}")
    };
    let of = |day: &str| format!("published: {day}\neffective: {day}\n");
    let middle = if middle.is_empty() {
        String::new()
    } else {
        of(middle)
    };
    let long = sections(&[
        ("## 1 Bilar", CARS),
        ("## 2 Båtar", BOATS),
        ("## 3 Träd", TREES),
    ]);
    let last = sections(&[("## 1 Bilar", CARS), ("## 2 Hundar", DOGS)]);
    let snapshot: Snapshot = [
        (
            "contracts/archive/d/1.0.md",
            text(
                "1.0",
                &of("2022-01-01"),
                &sections(&[("## 1 Avgift", FEES)]),
            ),
        ),
        ("contracts/archive/d/2.0.md", text("2.0", &middle, &long)),
        (
            "contracts/d.md",
            text(
                "3.0",
                "published: 2022-06-01\neffective: 2022-09-01\n",
                &last,
            ),
        ),
    ]
    .into_iter()
    .map(|(path, text)| (path, text.into_bytes()))
    .collect();
    let (repository, _) = parse::repository::read(&snapshot);
    let [on, known] = [on, known].map(|day| iso(day).expect("a day"));
    let history = History::of(&repository, known);
    let published = |own: &&Amendment<'_>| own.new.front.published.is_some_and(|day| day <= known);
    let amendments: Vec<&Amendment<'_>> = history.amendments.iter().filter(published).collect();
    consolidate::on(&amendments, on).expect("a text").markdown()
}

#[test]
fn a_version_after_an_archived_text_that_was_never_published_applies_whole() {
    let first = sections(&[("## 1 Avgift", FEES)]);
    let last = sections(&[("## 1 Bilar", CARS), ("## 2 Hundar", DOGS)]);
    assert_eq!(after_a_gap("", "2022-12-31", "2022-08-31"), first);
    assert_eq!(after_a_gap("", "2022-12-31", "2022-09-01"), last);
}

#[test]
fn a_version_after_one_that_was_published_later_than_the_day_that_is_known_applies_whole() {
    let last = sections(&[("## 1 Bilar", CARS), ("## 2 Hundar", DOGS)]);
    assert_eq!(
        after_a_gap("2023-02-01", "2022-12-31", "2022-08-31"),
        sections(&[("## 1 Avgift", FEES)])
    );
    assert_eq!(after_a_gap("2023-02-01", "2022-12-31", "2022-12-31"), last);
}
