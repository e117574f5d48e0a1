//! Large repositories of two shapes, and what is done with them.

use std::fmt::Write as _;

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;
use avtalslogg::render::site::{self, SiteOptions};
use chrono::NaiveDate;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 6, 1).expect("a day")
}

/// One document of `count` sections, and a draft of its next version in which one in ten is another.
pub(crate) fn sections(count: usize) -> Snapshot {
    let text = |front: &str, more: usize| {
        let mut out = format!("---\nid: a\ntitle: A\n{front}---\n# A\n\n");
        for at in 0..count {
            let days = at % 90 + if at % 10 == 0 { more } else { 0 };
            let number = at + 1;
            let _ = writeln!(
                out,
                "## {number} Rubrik {at}\n\nVillkor {at} gäller i {days} dagar från beställningen.\n"
            );
        }
        out
    };
    let published = "version: \"1.0\"\npublished: 2022-01-01\neffective: 2022-01-01\n";
    let mut snapshot = Snapshot::new();
    let mut put = |path: &str, text: String| snapshot.insert(path, text.into_bytes());
    put("contracts/archive/a/1.0.md", text(published, 0));
    put("contracts/a.md", text("version: \"2.0\"\n", 100));
    snapshot
}

/// `count` documents of one day.
pub(crate) fn documents(count: usize) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for at in 0..count {
        let text = format!(
            "---\nid: d{at}\ntitle: Avtal {at}\nversion: \"1.0\"\npublished: 2022-01-01\neffective: 2022-01-01\n---\n# Avtal {at}\n\n## 1 Avgift\n\nAvgiften är {at} kr.\n"
        );
        snapshot.insert(format!("contracts/d{at}.md"), text.into_bytes());
    }
    snapshot
}

/// Everything that `check` does between reading and writing; the number of findings.
pub(crate) fn check(snapshot: &Snapshot) -> usize {
    let (repository, findings) = parse::repository::read(snapshot);
    let history = History::of(&repository, day());
    check::check(&history, snapshot, findings, &Scope::default()).len()
}

/// Everything that `build` does between reading and writing; the number of files.
pub(crate) fn build(snapshot: &Snapshot) -> usize {
    let (repository, _) = parse::repository::read(snapshot);
    let history = History::of(&repository, day());
    let files = site::build(&history, snapshot, &SiteOptions::default());
    files.expect("built-in templates").len()
}
