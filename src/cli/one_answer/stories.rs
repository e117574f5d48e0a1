//! Generated histories of one document, written as a contract repository, with what is in force by
//! the story alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::model::snapshot::Snapshot;

/// What one version does to one section, from a day counted in weeks after its publication.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub section: usize,
    pub remove: bool,
    pub delay: u64,
}

/// A version: what it changes in the text, and whether it changes the title and the data-processing
/// agreement: in its own name, or told by its first entry.
#[derive(Debug, Clone)]
pub(super) struct Edition {
    pub edits: Vec<Edit>,
    pub title: Option<bool>,
    pub agreement: Option<bool>,
}

/// A fact appended to a version's record some weeks after its publication: another day, or called
/// off.
#[derive(Debug, Clone)]
pub(super) struct Fix {
    pub version: usize,
    pub entry: usize,
    pub after: u64,
    pub to: Option<u64>,
}

/// A document's life.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub sections: usize,
    pub editions: Vec<Edition>,
    pub fixes: Vec<Fix>,
    /// Decisions about the document's end: how many weeks after the one before, and how far ahead;
    /// or called off.
    pub ends: Vec<(u64, Option<u64>)>,
    pub draft: bool,
    pub signed: u64,
}

pub(super) fn stories() -> impl Strategy<Value = Story> {
    let delay = || prop_oneof![2 => Just(0u64), 3 => 1..25u64];
    let edit =
        (0..5usize, prop::bool::weighted(0.25), delay()).prop_map(|(section, remove, delay)| {
            Edit {
                section,
                remove,
                delay,
            }
        });
    let told = || prop::option::weighted(0.3, any::<bool>());
    let edition = (prop::collection::vec(edit, 0..4), told(), told()).prop_map(
        |(edits, title, agreement)| Edition {
            edits,
            title,
            agreement,
        },
    );
    let fix = (
        0..4usize,
        0..3usize,
        0..15u64,
        prop::option::weighted(0.6, 0..20u64),
    )
        .prop_map(|(version, entry, after, to)| Fix {
            version,
            entry,
            after,
            to,
        });
    let end = (1..6u64, prop::option::weighted(0.7, 1..12u64));
    (
        2..4usize,
        prop::collection::vec(edition, 1..4),
        prop::collection::vec(fix, 0..4),
        prop_oneof![Just(Vec::new()), prop::collection::vec(end, 1..4)],
        prop::bool::weighted(0.2),
        0..40u64,
    )
        .prop_map(|(sections, editions, fixes, ends, draft, signed)| Story {
            sections,
            editions,
            fixes,
            ends,
            draft,
            signed,
        })
}

/// An entry of a version's record: its section's words from a day on, and what was made known of
/// that day later.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub section: usize,
    pub words: Option<String>,
    first: NaiveDate,
    later: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Told {
    /// From when it applies as known on `known`; `None` when it was called off.
    pub(super) fn day(&self, known: NaiveDate) -> Option<NaiveDate> {
        let later = self.later.iter().filter(|(on, _)| *on <= known);
        later
            .map(|(_, day)| *day)
            .try_fold(self.first, |_, day| day)
    }
}

/// A version as it was written.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub published: Option<NaiveDate>,
    pub told: Vec<Told>,
    /// All its sections.
    pub text: BTreeMap<usize, String>,
    pub title: String,
    pub agreement: Option<&'static str>,
    /// Whether title and agreement are others than before, and the entry that tells of it.
    pub facts: Vec<(&'static str, Option<usize>)>,
}

/// A story as a repository.
pub(super) struct World {
    pub snapshot: Snapshot,
    pub versions: Vec<Written>,
    pub signed: NaiveDate,
    /// Decisions about the end, earliest first.
    pub ends: Vec<(NaiveDate, Option<NaiveDate>)>,
}

fn week(weeks: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 3).expect("a day") + Days::new(7 * weeks)
}

/// The first version is published in week 0, each later one ten weeks after the one before.
fn written(story: &Story) -> Vec<Written> {
    let words = |section: usize, version: usize| {
        format!(
            "Ord{section}v{version} alfa{section}{version} beta{section}{version} gamma{section}{version}."
        )
    };
    let mut now: BTreeMap<usize, String> =
        (0..story.sections).map(|at| (at, words(at, 1))).collect();
    let first = Written {
        published: Some(week(0)),
        text: now.clone(),
        title: "D1".to_owned(),
        agreement: Some("p"),
        ..Written::default()
    };
    let mut versions = vec![first];
    for (at, edition) in story.editions.iter().enumerate() {
        let number = at + 2;
        let published = week(10 * (at as u64 + 1));
        let before = versions.last().cloned().unwrap_or_default();
        let mut told: Vec<Told> = Vec::new();
        for edit in &edition.edits {
            let gone = !now.contains_key(&edit.section);
            if told.iter().any(|own| own.section == edit.section)
                || edit.remove && (gone || now.len() == 1)
            {
                continue;
            }
            let text = (!edit.remove).then(|| words(edit.section, number));
            match &text {
                Some(text) => now.insert(edit.section, text.clone()),
                None => now.remove(&edit.section),
            };
            let first = published + Days::new(7 * edit.delay);
            told.push(Told {
                section: edit.section,
                words: text,
                first,
                later: Vec::new(),
            });
        }
        let by_entry = |by: bool| (by && !told.is_empty()).then_some(0);
        let other = if before.agreement == Some("p") {
            "q"
        } else {
            "p"
        };
        let mut facts = Vec::new();
        facts.extend(edition.title.map(|by| ("title", by_entry(by))));
        facts.extend(edition.agreement.map(|by| ("personal_data", by_entry(by))));
        versions.push(Written {
            published: (!story.draft || number <= story.editions.len()).then_some(published),
            told,
            text: now.clone(),
            title: if edition.title.is_some() {
                format!("D{number}")
            } else {
                before.title
            },
            agreement: if edition.agreement.is_some() {
                Some(other)
            } else {
                before.agreement
            },
            facts,
        });
    }
    append(story, &mut versions);
    versions
}

/// Appends the story's facts as `correct` would allow them: in order, of what has not begun, not
/// into the past.
fn append(story: &Story, versions: &mut [Written]) {
    let mut fixes = story.fixes.clone();
    fixes.sort_by_key(|fix| fix.after);
    for fix in fixes {
        let Some(version) = versions.get_mut(fix.version + 1) else {
            continue;
        };
        let (Some(published), count) = (version.published, version.told.len()) else {
            continue;
        };
        if count == 0 {
            continue;
        }
        let (on, told) = (
            published + Days::new(7 * fix.after),
            &mut version.told[fix.entry % count],
        );
        let Some(now) = told.day(NaiveDate::MAX).filter(|now| *now > on) else {
            continue;
        };
        let to = fix.to.map(|weeks| on + Days::new(7 * weeks));
        if to != Some(now) {
            told.later.push((on, to));
        }
    }
}

/// The decisions about the end that `withdraw` and `correct` would allow, after the last
/// publication.
fn ends(story: &Story, versions: &[Written]) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut out: Vec<(NaiveDate, Option<NaiveDate>)> = Vec::new();
    let Some(mut on) = versions.iter().filter_map(|own| own.published).max() else {
        return out;
    };
    for (gap, ahead) in &story.ends {
        on = on + Days::new(7 * gap);
        let now = out.last().and_then(|(_, day)| *day);
        let day = ahead.map(|weeks| on + Days::new(7 * weeks));
        if now.is_some_and(|now| now <= on) {
            break;
        }
        if day != now {
            out.push((on, day));
        }
    }
    out
}

pub(super) fn world(story: &Story) -> World {
    let versions = written(story);
    let ends = if story.draft {
        Vec::new()
    } else {
        ends(story, &versions)
    };
    let mut snapshot = Snapshot::new();
    let mut put = |path: String, text: String| snapshot.insert(path, text.into_bytes());
    put(
        "contracts/agreement.yaml".to_owned(),
        "publisher: P\nkinds:\n  - {id: btv, label: BTV, listed_as: service, particulars: [{id: art, label: Rubrik 0}]}\n  - {id: pub, label: PuB, regulates_processing: true}\n".to_owned(),
    );
    for id in ["p", "q"] {
        let front = format!(
            "id: {id}\ntitle: {id}\nkind: pub\nversion: \"1\"\npublished: 2022-01-03\neffective: 2022-01-03\n"
        );
        put(
            format!("contracts/{id}.md"),
            format!("---\n{front}---\n## Avtal\n\nText.\n"),
        );
    }
    let signed = week(story.signed);
    put(
        "contracts/registers/d.csv".to_owned(),
        format!(
            "organisation,organisation_number,category,signed,version,services\nRegion A,002000-0006,,{signed},1.0,\n"
        ),
    );
    for (at, version) in versions.iter().enumerate() {
        let number = format!("{}.0", at + 1);
        let mut front = format!(
            "id: d\ntitle: {}\nkind: btv\nversion: \"{number}\"\n",
            version.title
        );
        if let Some(day) = version.published {
            let _ = write!(front, "published: {day}\neffective: {day}\n");
        }
        if let Some(agreement) = version.agreement {
            let _ = writeln!(front, "personal_data: {agreement}");
        }
        let body: String = version
            .text
            .iter()
            .map(|(at, text)| format!("## Rubrik {at} {{#s{at}}}\n\n{text}\n\n"))
            .collect();
        let is_newest = at + 1 == versions.len();
        let path = if is_newest {
            "contracts/d.md".to_owned()
        } else {
            format!("contracts/archive/d/{number}.md")
        };
        put(path, format!("---\n{front}---\n{body}"));
        let is_last = versions.iter().rposition(|own| own.published.is_some()) == Some(at);
        let own_ends = if is_last { ends.as_slice() } else { &[] };
        put(
            format!("changelog/d/{number}.yaml"),
            record(&number, version, own_ends),
        );
    }
    World {
        snapshot,
        versions,
        signed,
        ends,
    }
}

fn record(number: &str, version: &Written, ends: &[(NaiveDate, Option<NaiveDate>)]) -> String {
    let mut out = format!("document: d\nversion: \"{number}\"\n");
    if !version.told.is_empty() {
        out.push_str("changes:\n");
    }
    for told in &version.told {
        let at = told.section;
        let _ = writeln!(
            out,
            "  - {{id: e{at}, sections: [s{at}], materiality: material, effect: neutral, effective: {}}}",
            told.first
        );
    }
    if !version.facts.is_empty() {
        out.push_str("facts:\n");
    }
    for (fact, entry) in &version.facts {
        let entry = entry
            .map(|at| format!(", entry: e{}", version.told[at].section))
            .unwrap_or_default();
        let _ = writeln!(out, "  - {{fact: {fact}{entry}}}");
    }
    let what = |day: &Option<NaiveDate>| match day {
        Some(day) => format!("set: {{effective: {day}}}"),
        None => "cancelled: true".to_owned(),
    };
    let mut fixes: Vec<(NaiveDate, String)> = Vec::new();
    for told in &version.told {
        for (on, day) in &told.later {
            fixes.push((
                *on,
                format!(
                    "  - {{on: {on}, change: e{}, {}}}\n",
                    told.section,
                    what(day)
                ),
            ));
        }
    }
    fixes.sort_by_key(|(on, _)| *on);
    if !fixes.is_empty() {
        out.push_str("corrections:\n");
        out.extend(fixes.into_iter().map(|(_, line)| line));
    }
    if let Some(((on, Some(day)), later)) = ends.split_first() {
        let _ = write!(out, "withdrawn:\n  published: {on}\n  effective: {day}\n");
        if !later.is_empty() {
            out.push_str("  corrections:\n");
        }
        for (on, day) in later {
            let _ = writeln!(out, "    - {{on: {on}, {}}}", what(day));
        }
    }
    out
}

/// What is in force of the document on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Law {
    NotYet,
    Ended,
    Undecided,
    Text(BTreeMap<usize, String>),
}

impl World {
    /// The days on which something could become another, each with the day before it and the day
    /// after it.
    pub(super) fn days(&self) -> BTreeSet<NaiveDate> {
        let told = self.versions.iter().flat_map(|own| &own.told);
        let of_told = told.flat_map(|own| {
            let later = own.later.iter().flat_map(|(on, day)| [Some(*on), *day]);
            [Some(own.first)].into_iter().chain(later).flatten()
        });
        let published = self.versions.iter().filter_map(|own| own.published);
        let ends = self
            .ends
            .iter()
            .flat_map(|(on, day)| [Some(*on), *day])
            .flatten();
        let days: BTreeSet<NaiveDate> = of_told.chain(published).chain(ends).collect();
        days.iter()
            .flat_map(|day| [*day - Days::new(1), *day, *day + Days::new(1)])
            .collect()
    }

    /// The end as known on `known`.
    pub(super) fn end(&self, known: NaiveDate) -> Option<NaiveDate> {
        self.ends
            .iter()
            .rfind(|(on, _)| *on <= known)
            .and_then(|(_, day)| *day)
    }

    /// What is in force on `day` as known on `known`: of every section the words of the highest
    /// version in effect.
    pub(super) fn law(&self, day: NaiveDate, known: NaiveDate) -> Law {
        if self.end(known).is_some_and(|end| end <= day) {
            return Law::Ended;
        }
        if day < week(0) || known < week(0) {
            return Law::NotYet;
        }
        let public = || {
            self.versions
                .iter()
                .filter(|own| own.published.is_some_and(|own| own <= known))
        };
        let mut text = self.versions[0].text.clone();
        for section in 0..5 {
            let told = public()
                .flat_map(|own| &own.told)
                .filter(|own| own.section == section);
            let mut pending = false;
            for told in told {
                match told.day(known) {
                    Some(from) if from <= day && pending => return Law::Undecided,
                    Some(from) if from <= day => {
                        match &told.words {
                            Some(words) => text.insert(section, words.clone()),
                            None => text.remove(&section),
                        };
                    }
                    Some(_) => pending = true,
                    None => {}
                }
            }
        }
        Law::Text(text)
    }

    /// What a fact is on `day` as known on `known`: the value of the highest version that changed
    /// it and is in effect.
    pub(super) fn fact<'w, T>(
        &'w self,
        fact: &str,
        (day, known): (NaiveDate, NaiveDate),
        of: impl Fn(&'w Written) -> T,
    ) -> T {
        let mut now = of(&self.versions[0]);
        for version in self
            .versions
            .iter()
            .filter(|own| own.published.is_some_and(|own| own <= known))
        {
            let Some((_, entry)) = version.facts.iter().find(|(own, _)| *own == fact) else {
                continue;
            };
            let from = match entry {
                Some(at) => version.told[*at].day(known),
                None => version.published,
            };
            let ends = self.end(known);
            if from.is_some_and(|from| from <= day && ends.is_none_or(|end| from < end)) {
                now = of(version);
            }
        }
        now
    }
}
