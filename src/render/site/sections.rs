//! A text section by section, with anchors, heading levels and dated marks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::address::{Anchors, Here};
use super::context::{Dossier, Site, StoredVersion};
use super::redline::Changes;
use super::view::document::{SectionMark, SectionView};
use crate::changelog::amendment::Amendment;
use crate::consolidate::{Consolidation, Overtaken, Placed, SectionOf};
use crate::diff::ChangeKind;
use crate::model::repository::Version;
use crate::model::section::Section;
use crate::model::slug::slug;
use crate::model::version::VersionNumber;
use crate::render::markdown;
use crate::render::templates::Html;

/// The text of one version; the headings begin at `level`.
pub(super) fn of_version(
    site: &Site<'_, '_>,
    here: &Here,
    version: &Version,
    level: u8,
) -> Vec<SectionView> {
    let bodies = bodies(site, here, version, "");
    let sections: Vec<&Section> = version.sections.sections.iter().collect();
    let frames = frames(&sections, &version.front.title, level);
    let parts = frames.into_iter().zip(bodies);
    parts
        .map(|(frame, html)| frame.view(Html::new(html), Vec::new()))
        .filter(has_content)
        .collect()
}

/// The text in force, with the change that made each section what it is, and those to come.
pub(super) fn in_force(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    level: u8,
) -> Vec<SectionView> {
    let Some(text) = &dossier.text else {
        return Vec::new();
    };
    if let Some(stored) = &dossier.stored {
        return self::stored(site, here, dossier, (text, stored), level);
    }
    let versions: BTreeMap<&VersionNumber, &Version> = text
        .sections
        .iter()
        .map(|placed| (&placed.body.version.front.version, placed.body.version))
        .collect();
    let several = versions.len() > 1;
    let mut rendered: BTreeMap<&VersionNumber, Vec<String>> = versions
        .into_iter()
        .map(|(number, version)| {
            // Footnotes of several versions can stand on this page.
            let prefix = if several {
                format!("v{}-", slug(number.as_str()))
            } else {
                String::new()
            };
            (number, bodies(site, here, version, &prefix))
        })
        .collect();
    let changes = all_changes(dossier);
    let headings: Vec<&Section> = text
        .sections
        .iter()
        .map(|placed| section(placed.heading))
        .collect();
    let title = text
        .sources
        .last()
        .map_or("", |version| version.front.title.as_str());
    let parts = frames(&headings, title, level)
        .into_iter()
        .zip(&text.sections);
    parts
        .map(|(frame, placed)| {
            let bodies = rendered.get_mut(&placed.body.version.front.version);
            let html = bodies
                .and_then(|bodies| bodies.get_mut(placed.body.section))
                .map(std::mem::take);
            // Words of which nobody can say that they bind are not shown as if they did.
            let (html, marks) = match overtaken(text, placed) {
                Some(own) => (String::new(), vec![undecided(site, own)]),
                None => (
                    html.unwrap_or_default(),
                    marks(site, here, (dossier, &changes), placed),
                ),
            };
            frame.view(Html::new(html), marks)
        })
        .filter(has_content)
        .collect()
}

/// Why no rule can say what binds in the section, where none can.
fn overtaken<'t, 'r>(
    text: &'t Consolidation<'r>,
    placed: &Placed<'_>,
) -> Option<&'t Overtaken<'r>> {
    let is = |of: &SectionOf<'_>, other: &SectionOf<'_>| {
        of.version.front.version == other.version.front.version && of.section == other.section
    };
    text.overtaken
        .iter()
        .find(|own| is(&own.section, &placed.body) || is(&own.section, &placed.heading))
}

fn undecided(site: &Site<'_, '_>, own: &Overtaken<'_>) -> SectionMark {
    SectionMark {
        key: "undecided",
        day: site.day(own.later_date),
        href: None,
        version: own.later.front.version.to_string(),
    }
}

/// The text that was published for the day; the marks are those of the composition.
fn stored(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    (text, stored): (&Consolidation<'_>, &StoredVersion),
    level: u8,
) -> Vec<SectionView> {
    let version = &stored.version;
    let changes = all_changes(dossier);
    let sections: Vec<&Section> = version.sections.sections.iter().collect();
    let frames = frames(&sections, &version.front.title, level).into_iter();
    let parts = frames
        .zip(bodies(site, here, version, ""))
        .zip(&stored.origins);
    parts
        .map(|((frame, html), origin)| {
            let placed = origin.and_then(|at| text.sections.get(at));
            let marks = placed.map(|placed| marks(site, here, (dossier, &changes), placed));
            frame.view(Html::new(html), marks.unwrap_or_default())
        })
        .filter(has_content)
        .collect()
}

fn all_changes<'h, 'r>(dossier: &Dossier<'h, 'r>) -> AllChanges<'h, 'r> {
    dossier
        .public()
        .map(|amendment| (&amendment.new.front.version, Changes::of(amendment)))
        .collect()
}

fn section<'r>(of: SectionOf<'r>) -> &'r Section {
    of.version.sections.get(of.section)
}

fn bodies(site: &Site<'_, '_>, here: &Here, version: &Version, prefix: &str) -> Vec<String> {
    let resolve = |link: &str| site.resolve(here, link);
    markdown::bodies(
        &version.text,
        version.body_start,
        &version.sections,
        site.showing(prefix, &resolve),
    )
}

fn has_content(view: &SectionView) -> bool {
    view.level > 0 || !view.empty
}

/// A section without its body.
struct Frame {
    anchor: String,
    level: u8,
    depth: u8,
    number: Option<String>,
    title: String,
}

impl Frame {
    fn view(self, html: Html, marks: Vec<SectionMark>) -> SectionView {
        let empty = html.is_blank();
        let Self {
            anchor,
            level,
            depth,
            number,
            title,
        } = self;
        SectionView {
            anchor,
            level,
            depth,
            number,
            title,
            html,
            marks,
            empty,
        }
    }
}

/// Anchors and heading levels: each section one level below the nearest one that it stands under,
/// so that the page's outline skips nothing. A first heading that repeats the document's title is
/// the page's own.
fn frames(sections: &[&Section], title: &str, base: u8) -> Vec<Frame> {
    let mut anchors = Anchors::beside(super::OWN_ANCHORS);
    let mut above: Vec<u8> = Vec::new();
    let first = sections.iter().position(|section| section.level > 0);
    let frame = |(at, section): (usize, &&Section)| {
        let repeats = Some(at) == first
            && section.level == 1
            && section.heading.to_lowercase()
                == title
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .to_lowercase();
        let anchor = anchors.section(
            section.id.as_deref(),
            section.number.as_deref(),
            &section.title,
        );
        if section.level == 0 || repeats {
            return Frame {
                anchor,
                level: 0,
                depth: 0,
                number: None,
                title: String::new(),
            };
        }
        while above.last().is_some_and(|level| *level >= section.level) {
            above.pop();
        }
        let depth = u8::try_from(above.len()).unwrap_or(u8::MAX);
        above.push(section.level);
        Frame {
            anchor,
            level: base.saturating_add(depth).min(6),
            depth,
            number: section.number.clone(),
            title: section.title.clone(),
        }
    };
    sections.iter().enumerate().map(frame).collect()
}

/// The changes of every version by its number.
type AllChanges<'a, 'r> = BTreeMap<&'a VersionNumber, Changes<'a, 'r>>;

fn marks(
    site: &Site<'_, '_>,
    here: &Here,
    (dossier, changes): (&Dossier<'_, '_>, &AllChanges<'_, '_>),
    placed: &Placed<'_>,
) -> Vec<SectionMark> {
    let mark = |key, date: NaiveDate, version: &Version, at: Option<usize>| {
        let target = changes
            .get(&version.front.version)
            .and_then(|changes| changes.target(site, at));
        SectionMark {
            key,
            day: site.day(date),
            href: target.map(|target| here.to(&target)),
            version: version.front.version.to_string(),
        }
    };
    let mut marks = Vec::new();
    if let Some((amendment, at, date)) = last_change(dossier, changes, placed, site.on()) {
        let row = &amendment.comparison.rows[amendment.comparison.changes[at].row];
        let key = if row.kinds.contains(&ChangeKind::Insertion) {
            "added"
        } else {
            "changed"
        };
        marks.push(mark(key, date, amendment.new, Some(at)));
    }
    for pending in &placed.pending {
        let of = changes.get(&pending.version.front.version);
        let at = pending.section.and_then(|section| of?.of_section(section));
        let key = if pending.section.is_some() {
            "pending"
        } else {
            "pending-repeal"
        };
        marks.push(mark(key, pending.date, pending.version, at));
    }
    marks
}

/// The latest change that made the section what it is on `on`.
fn last_change<'h, 'r>(
    dossier: &Dossier<'h, 'r>,
    changes: &AllChanges<'_, '_>,
    placed: &Placed<'_>,
    on: NaiveDate,
) -> Option<(&'h Amendment<'r>, usize, NaiveDate)> {
    let change = |of: &SectionOf<'_>| {
        let amendment = dossier.amendment_of(of.version)?;
        let at = changes
            .get(&of.version.front.version)?
            .of_section(of.section)?;
        let date = amendment.effective_of(at).filter(|date| *date <= on)?;
        (!amendment.comparison.changes[at].consequence).then_some((amendment, at, date))
    };
    [placed.heading, placed.body]
        .iter()
        .filter_map(change)
        .max_by_key(|(_, _, date)| *date)
}
