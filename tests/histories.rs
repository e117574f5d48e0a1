//! What the engine makes of small contract repositories: which entry speaks of which change, from
//! when, what is found wrong, and which text is in force on each day. Each folder of
//! `tests/histories/` is a repository, named by what it shows, with what is `expected` of it.
//!
//! `UPDATE_HISTORIES=1 cargo test --test histories` writes `expected` anew: read the difference
//! before you commit it.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use avtalslogg::author::sealing;
use avtalslogg::changelog::amendment::{Amendment, Item, Note};
use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::chronicle::stated::Stated;
use avtalslogg::chronicle::{Chronicle, Text};
use avtalslogg::consolidate::{Placed, SectionOf};
use avtalslogg::dates::effective::Effectiveness;
use avtalslogg::model::finding::Finding;
use avtalslogg::model::record::Fact;
use avtalslogg::model::repository::Repository;
use avtalslogg::model::section::{Section, SectionTree};
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;
use chrono::{Days, NaiveDate};

/// The day on which all repositories are looked at.
fn today() -> NaiveDate {
    parse::dates::iso("2024-01-01").expect("a day")
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories");
    let entries = fs::read_dir(root).expect("tests/histories");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    folders
}

/// The files of a repository; its records are sealed, as `publish` leaves them.
fn snapshot(folder: &Path) -> Snapshot {
    let mut snapshot = Snapshot::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
        {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.file_name().is_some_and(|name| name != "expected") {
                let path = entry
                    .strip_prefix(folder)
                    .expect("a path within")
                    .to_string_lossy()
                    .replace('\\', "/");
                snapshot.insert(path, fs::read(&entry).expect("a file"));
            }
        }
    }
    let (repository, _) = parse::repository::read(&snapshot);
    let seals =
        sealing::seals(&snapshot, &repository, today()).expect("records that can be sealed");
    for write in seals.writes {
        snapshot.insert(write.path, write.bytes);
    }
    snapshot
}

/// All that the engine makes of a repository.
fn found(snapshot: &Snapshot) -> String {
    let (repository, reading) = parse::repository::read(snapshot);
    let history = History::of(&repository, today());
    let mut out = String::new();
    for document in repository.documents.keys() {
        let chronicle = Chronicle::of(&history, document).expect("a document");
        for amendment in &chronicle.amendments {
            told(amendment, &mut out);
        }
        let mut before = String::new();
        for day in days(&chronicle) {
            let text = in_force(&chronicle, day);
            // Between the days nothing changes; a day that changes nothing is not told.
            if text != before {
                let _ = write!(out, "\n# {document} on {day}\n{text}");
            }
            before = text;
        }
        stated(&chronicle, &mut out);
        if let Some(end) = chronicle.end {
            let date = end
                .date
                .map_or("called off".to_owned(), |date| date.to_string());
            let _ = writeln!(
                out,
                "\n{document} ends: {date}, announced {}, decided {}",
                end.announced, end.decided
            );
        }
    }
    for release in history.releases() {
        let name = |amendment: &&Amendment<'_>| {
            format!("{} {}", amendment.document.id, amendment.new.front.version)
        };
        let new: Vec<String> = release.amendments.iter().map(name).collect();
        let ending: Vec<String> = release.withdrawn.iter().map(name).collect();
        let ending = if ending.is_empty() {
            String::new()
        } else {
            format!("; the end of {}", ending.join(", "))
        };
        let _ = writeln!(
            out,
            "\nreleased on {}: {}{ending}",
            release.date,
            new.join(", ")
        );
    }
    let scope = Scope {
        all: true,
        ..Scope::default()
    };
    let mut findings = check::check(&history, snapshot, reading, &scope);
    // Facts that are appended later are sealed by `correct`; what it proves has tests of its own.
    findings.retain(|finding| finding.code.name != "seal-missing");
    if !findings.is_empty() {
        out.push_str("\n# findings\n");
    }
    for finding in &findings {
        let _ = writeln!(out, "{}", one_finding(finding, snapshot, &repository));
    }
    out.trim_start().to_owned()
}

/// The items of a version, and what its record says wrongly.
fn told(amendment: &Amendment<'_>, out: &mut String) {
    let front = &amendment.new.front;
    let published = front
        .published
        .map_or("a draft".to_owned(), |date| date.to_string());
    let _ = writeln!(
        out,
        "\n# {} {}, {published}",
        amendment.document.id, front.version
    );
    for item in &amendment.items {
        let _ = writeln!(out, "{}", one_item(amendment, item));
    }
    for open in &amendment.coverage.uncovered {
        let point = open
            .point
            .as_deref()
            .map(|point| format!(" point {point}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "without entry: {}{point}",
            names(amendment, open.change)
        );
    }
    for problem in &amendment.coverage.problems {
        let _ = writeln!(out, "{:?}: {}", problem.kind, problem.address);
    }
}

fn one_item(amendment: &Amendment<'_>, item: &Item<'_>) -> String {
    let changes: Vec<String> = item
        .changes
        .iter()
        .map(|change| names(amendment, *change))
        .collect();
    let own = if item.entry.is_some() { "" } else { "(" };
    let close = if item.entry.is_some() { "" } else { ")" };
    let effect = item
        .effect
        .map(|effect| format!(", {}", effect.name()))
        .unwrap_or_default();
    let words = match &item.note {
        Note::Written(text) => format!("“{text}”"),
        Note::Generated(sentences) => format!("{sentences:?}"),
    };
    let materiality = format!("{:?}", item.materiality).to_lowercase();
    let reason = if item.entry.is_some_and(|entry| entry.reason.is_some()) {
        if amendment.is_explained(item) {
            ", explained"
        } else {
            ", reason of something else"
        }
    } else {
        ""
    };
    let when = when(&item.effectiveness);
    let mut marks: Vec<&str> = item
        .marks
        .particulars
        .iter()
        .map(|own| own.id.as_str())
        .collect();
    marks.extend(item.marks.instruction.then_some("instruction"));
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!("; marks {}", marks.join(", "))
    };
    format!(
        "{own}{}{close}: {}; {materiality}{effect}{reason}; {when}{marks}; {words}",
        item.id,
        changes.join(" | ")
    )
}

fn when(effectiveness: &Effectiveness) -> String {
    let date = effectiveness
        .date
        .map_or("no day".to_owned(), |date| format!("from {date}"));
    let before = effectiveness
        .corrected_from
        .map(|date| format!(" instead of {date}"))
        .unwrap_or_default();
    let cancelled = if effectiveness.cancelled {
        ", called off"
    } else {
        ""
    };
    format!("{date}{before}{cancelled}")
}

fn names(amendment: &Amendment<'_>, change: usize) -> String {
    let row = &amendment.comparison.rows[amendment.comparison.changes[change].row];
    let empty = SectionTree::default();
    let old = amendment.old.map_or(&empty, |old| &old.sections);
    let (tree, sections) = if row.new.is_empty() {
        (old, &row.old)
    } else {
        (&amendment.new.sections, &row.new)
    };
    sections
        .iter()
        .map(|at| heading(tree.get(*at)))
        .collect::<Vec<_>>()
        .join(" + ")
}

fn heading(section: &Section) -> &str {
    if section.level == 0 {
        "(preamble)"
    } else {
        &section.heading
    }
}

/// The days on which the text in force may change, and the eve of each.
fn days(chronicle: &Chronicle<'_, '_>) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for amendment in &chronicle.amendments {
        let own = amendment
            .items
            .iter()
            .filter_map(|item| item.effectiveness.date);
        for day in own
            .chain(amendment.new.front.effective)
            .chain(chronicle.ends())
        {
            days.extend([day - Days::new(1), day]);
        }
    }
    days
}

/// The text in force: its sections with the version of their words, since when, and what comes.
fn in_force(chronicle: &Chronicle<'_, '_>, day: NaiveDate) -> String {
    let composed = match chronicle.text(day) {
        Text::NotYet => return "nothing\n".to_owned(),
        Text::Ended => return "ended\n".to_owned(),
        Text::Whole(_) | Text::Composed(_) | Text::Stored(..) | Text::Undecided(..) => {
            chronicle.composition(day)
        }
    };
    let text = composed.expect("a text");
    let sources: Vec<&str> = text
        .sources
        .iter()
        .map(|version| version.front.version.as_str())
        .collect();
    let mut out = format!("of {} ({})\n", sources.join(" + "), chronicle.title(day));
    for placed in &text.sections {
        let _ = writeln!(out, "{}", one_section(placed));
    }
    for coming in &text.coming {
        let section = coming
            .section
            .map(|at| heading(coming.version.sections.get(at)))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "coming: {section}, {} from {}",
            coming.version.front.version, coming.date
        );
    }
    for one in &text.overtaken {
        let (earlier, later) = (&one.earlier.front.version, &one.later.front.version);
        let _ = writeln!(
            out,
            "undecided: {}, {earlier} from {} against {later} from {}",
            heading(section(one.section)),
            one.earlier_date,
            one.later_date
        );
    }
    out
}

fn one_section(placed: &Placed<'_>) -> String {
    let (above, body) = (section(placed.heading), section(placed.body));
    let first = body.body();
    let words = first.lines().next().unwrap_or_default();
    let since = placed
        .since
        .map_or("always".to_owned(), |date| date.to_string());
    let pending = placed.pending.iter().map(|pending| {
        let what = if pending.section.is_some() {
            "changed"
        } else {
            "repealed"
        };
        format!(
            "; {what} by {} from {}",
            pending.version.front.version, pending.date
        )
    });
    let pending: String = pending.collect();
    let version = &placed.body.version.front.version;
    let headed = &placed.heading.version.front.version;
    let headed = if headed == version {
        String::new()
    } else {
        format!(", heading of {headed}")
    };
    format!(
        "  {} [{version} since {since}{headed}{pending}] {words}",
        heading(above)
    )
    .trim_end()
    .to_owned()
}

fn section<'r>(of: SectionOf<'r>) -> &'r Section {
    of.version.sections.get(of.section)
}

/// What the document states in its front matter over time, where that changes.
fn stated(chronicle: &Chronicle<'_, '_>, out: &mut String) {
    for fact in Fact::ALL {
        let history = chronicle.history(fact);
        if history.len() > 1 {
            let one = |stated: &Stated<'_>| {
                format!(
                    "{:?} from {}",
                    stated.version.front.fact(fact),
                    stated.since
                )
            };
            let all: Vec<String> = history.iter().map(one).collect();
            let _ = writeln!(
                out,
                "\n{} {}: {}",
                chronicle.document.id,
                fact.name(),
                all.join(", ")
            );
        }
    }
}

fn one_finding(finding: &Finding, snapshot: &Snapshot, repository: &Repository) -> String {
    let text = snapshot.text(&finding.place.path).unwrap_or_default();
    let before = text.get(..finding.place.span.start).unwrap_or_default();
    let args: Vec<String> = finding
        .args
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let level = format!("{:?}", check::level(finding, &repository.settings)).to_lowercase();
    let line = before.matches('\n').count() + 1;
    format!(
        "{level} {} {}:{line} {}",
        finding.code,
        finding.place.path,
        args.join("; ")
    )
    .trim_end()
    .to_owned()
}

#[test]
fn every_history_is_told_as_expected() {
    let update = std::env::var_os("UPDATE_HISTORIES").is_some();
    let mut wrong = Vec::new();
    for folder in folders() {
        let path = folder.join("expected");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let found = found(&snapshot(&folder));
        if found == expected {
            continue;
        }
        if update {
            fs::write(&path, &found).expect("expected is written");
        } else {
            wrong.push(format!(
                "== {}\n{}",
                folder.display(),
                difference(&expected, &found)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} histories are told otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The lines that only one of two texts has.
fn difference(expected: &str, found: &str) -> String {
    let lines = |text: &str, other: &str, sign: char| -> String {
        let other: Vec<&str> = other.lines().collect();
        let only = text.lines().filter(|line| !other.contains(line));
        only.map(|line| format!("{sign} {line}\n")).collect()
    };
    lines(expected, found, '-') + &lines(found, expected, '+')
}
