//! Builds the text of a day version by version: each row of an alignment applies whole, on its own
//! date.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Consolidation, Overtaken, Pending, Placed, SectionOf};
use crate::changelog::amendment::Amendment;
use crate::diff::{ChangeKind, Row};
use crate::model::repository::Version;
use crate::model::section::{Section, SectionTree};

/// One line of the text that is being built: a section of the version reached so far, or one that
/// this version no longer has but that still binds.
#[derive(Clone)]
struct Line<'r> {
    /// Its index in the version reached so far; `None` when that version no longer has it.
    section: Option<usize>,
    /// What binds; `None` for an insertion that is not in effect yet.
    placed: Option<Placed<'r>>,
    /// Published changes not in effect yet, also of what is not placed.
    coming: Option<Pending<'r>>,
    /// Whether what binds is what the version reached so far says in its place.
    as_reached: bool,
}

impl Line<'_> {
    /// Whether the version reached so far could stand for this line.
    fn is_as_reached(&self) -> bool {
        self.section.is_some() && self.placed.is_some() && self.as_reached
    }
}

/// What one version does to one row, on the day.
#[derive(Clone, Copy)]
struct Fate {
    date: Option<NaiveDate>,
    in_effect: bool,
}

/// Composes the texts of several days. What is wholly in effect on one day is so on every later
/// one: it is put together once, so that days in ascending order cost their own texts only.
pub struct Composer<'h, 'r> {
    published: Vec<&'h Amendment<'r>>,
    /// The text that the first amendments make, and how many of them are wholly in effect.
    reached: Option<(Text<'r>, usize)>,
    day: NaiveDate,
}

/// A text that is being built.
#[derive(Clone)]
struct Text<'r> {
    lines: Vec<Line<'r>>,
    /// The version that the last step led to.
    reached: &'r Version,
    sources: Vec<&'r Version>,
    overtaken: Vec<Overtaken<'r>>,
}

impl<'h, 'r> Composer<'h, 'r> {
    /// Composes what the versions that `published` brought make, oldest first.
    pub fn of(published: &[&'h Amendment<'r>]) -> Self {
        Self {
            published: published.to_vec(),
            reached: None,
            day: NaiveDate::MIN,
        }
    }

    /// The text in force on `on`; `None` before the first text.
    pub fn on(&mut self, on: NaiveDate) -> Option<Consolidation<'r>> {
        if on < self.day {
            self.reached = None;
        }
        self.day = on;
        let (mut text, mut settled) = match self.reached.take() {
            Some(reached) => reached,
            None => (Text::first(self.published.first()?, on)?, 1),
        };
        while let Some(amendment) = self
            .published
            .get(settled)
            .filter(|next| text.settles(next, on))
        {
            text.take(amendment, on);
            settled += 1;
        }
        self.reached = Some((text.clone(), settled));
        for amendment in &self.published[settled..] {
            text.take(amendment, on);
        }
        let Text {
            lines,
            sources,
            overtaken,
            ..
        } = text;
        let coming = lines.iter().filter_map(|line| line.coming).collect();
        let sections = lines.into_iter().filter_map(|line| line.placed).collect();
        Some(Consolidation {
            on,
            sections,
            sources,
            coming,
            overtaken,
        })
    }
}

impl<'r> Text<'r> {
    /// The document's first text, from its day of effect.
    fn first(first: &Amendment<'r>, on: NaiveDate) -> Option<Self> {
        let since = first.new.front.effective.filter(|date| *date <= on)?;
        Some(Self::whole(first.new, since))
    }

    /// A version that applies whole.
    fn whole(version: &'r Version, since: NaiveDate) -> Self {
        let line = |section: usize| {
            let own = SectionOf { version, section };
            let placed = Placed {
                body: own,
                heading: own,
                since: Some(since),
                pending: Vec::new(),
            };
            Line {
                section: Some(section),
                placed: Some(placed),
                coming: None,
                as_reached: true,
            }
        };
        let lines = (0..version.sections.sections.len()).map(line).collect();
        Self {
            lines,
            reached: version,
            sources: vec![version],
            overtaken: Vec::new(),
        }
    }

    /// Whether `amendment` is compared with the text reached. One that is compared with a text that
    /// was not published, or not by the day that is known, cannot say section by section what
    /// became of it: it applies whole, or not yet.
    fn is_amended_by(&self, amendment: &Amendment<'r>) -> bool {
        amendment
            .old
            .is_some_and(|old| std::ptr::eq(old, self.reached))
    }

    /// Whether all that `amendment` brings is in effect.
    fn settles(&self, amendment: &Amendment<'r>, on: NaiveDate) -> bool {
        let mut changes = 0..amendment.comparison.changes.len();
        let reached = |date: Option<NaiveDate>| date.is_some_and(|date| date <= on);
        if changes.is_empty() || !self.is_amended_by(amendment) {
            return reached(amendment.new.front.effective);
        }
        changes.all(|change| reached(amendment.effective_of(change)))
    }

    /// Adds what `amendment` brings.
    fn take(&mut self, amendment: &Amendment<'r>, on: NaiveDate) {
        if !self.is_amended_by(amendment) {
            if let Some(since) = amendment.new.front.effective.filter(|date| *date <= on) {
                *self = Self::whole(amendment.new, since);
            }
            return;
        }
        self.reached = amendment.new;
        let fates = fates(amendment, on);
        let same_text = amendment.comparison.changes.is_empty();
        let reached = amendment.new.front.effective.is_some_and(|date| date <= on);
        let some_now = fates
            .iter()
            .any(|fate| fate.date.is_some() && fate.in_effect)
            || (same_text && reached);
        let lines = std::mem::take(&mut self.lines);
        self.lines = Step {
            amendment,
            fates: &fates,
            overtaken: &mut self.overtaken,
        }
        .apply(lines);
        let whole = self.overtaken.is_empty() && self.lines.iter().all(Line::is_as_reached);
        match (some_now, whole) {
            (true, true) => self.sources = vec![amendment.new],
            (true, false) => self.sources.push(amendment.new),
            (false, _) => {}
        }
    }
}

/// The days on which something of each version's text takes effect, as [`Composer`] takes it;
/// `None` for what never does or has no day.
pub fn days<'r>(amendments: &[&Amendment<'r>]) -> Vec<BTreeSet<Option<NaiveDate>>> {
    let mut before: Option<&'r Version> = None;
    // What stands beyond a gap applies whole, and so may what follows it.
    let mut is_whole = false;
    let mut of_versions = Vec::with_capacity(amendments.len());
    for amendment in amendments {
        let follows = amendment
            .old
            .zip(before)
            .is_some_and(|(old, before)| std::ptr::eq(old, before));
        let is_first = before.is_none();
        is_whole = !is_first && (is_whole || !follows);
        before = Some(amendment.new);
        let changes = 0..amendment.comparison.changes.len();
        let whole =
            (is_first || is_whole || changes.is_empty()).then_some(amendment.new.front.effective);
        let changes = changes
            .filter(|_| !is_first)
            .map(|change| amendment.effective_of(change));
        of_versions.push(changes.chain(whole).collect());
    }
    of_versions
}

/// The fate of every row; an unchanged row is in effect without a date.
fn fates(amendment: &Amendment<'_>, on: NaiveDate) -> Vec<Fate> {
    let mut fates = vec![
        Fate {
            date: None,
            in_effect: true
        };
        amendment.comparison.rows.len()
    ];
    for (at, change) in amendment.comparison.changes.iter().enumerate() {
        let date = amendment.effective_of(at);
        fates[change.row] = Fate {
            date,
            in_effect: date.is_some_and(|date| date <= on),
        };
    }
    fates
}

struct Step<'s, 'r> {
    amendment: &'s Amendment<'r>,
    fates: &'s [Fate],
    overtaken: &'s mut Vec<Overtaken<'r>>,
}

impl<'r> Step<'_, 'r> {
    fn apply(mut self, mut lines: Vec<Line<'r>>) -> Vec<Line<'r>> {
        let old_count = self
            .amendment
            .old
            .map_or(0, |old| old.sections.sections.len());
        let mut by_old: Vec<Option<Line<'r>>> = vec![None; old_count];
        for line in &lines {
            if let Some(section) = line.section {
                by_old[section] = Some(line.clone());
            }
        }
        let staying = self.rows_that_stay_put();
        let mut new_lines: Vec<Line<'r>> = (0..self.amendment.new.sections.sections.len())
            .map(|section| Line {
                section: Some(section),
                placed: None,
                coming: None,
                as_reached: false,
            })
            .collect();
        // Where each old section went; an old section that still binds without a place follows its
        // neighbour.
        let mut moved_to: Vec<Option<usize>> = vec![None; old_count];
        let mut kept: Vec<Option<Line<'r>>> = vec![None; old_count];
        let rows = &self.amendment.comparison.rows;
        for (at, row) in rows.iter().enumerate() {
            let fate = self.fates[at];
            let mut olds: Vec<Line<'r>> = row
                .old
                .iter()
                .filter_map(|old| by_old.get(*old).cloned().flatten())
                .collect();
            if let (true, Some(new), []) = (fate.in_effect, row.new.first(), row.old.as_slice()) {
                olds.extend(come_back(&mut lines, self.amendment.new.sections.get(*new)));
            }
            if row.kinds.is_empty() && !staying.contains(&at)
                || fate.in_effect && !staying.contains(&at)
            {
                self.in_effect(row, fate, &olds, &mut new_lines);
                for old in &row.old {
                    moved_to[*old] = row.new.first().copied();
                }
                continue;
            }
            self.not_yet(
                row,
                fate,
                staying.contains(&at),
                olds,
                &mut new_lines,
                &mut kept,
                &mut moved_to,
            );
        }
        interleave(lines, new_lines, kept, &moved_to)
    }

    /// The row's new words bind: unchanged rows keep what bound before.
    fn in_effect(&mut self, row: &Row, fate: Fate, olds: &[Line<'r>], new_lines: &mut [Line<'r>]) {
        let version = self.amendment.new;
        let only_heading =
            !row.kinds.is_empty() && row.kinds.iter().all(|kind| HEADING_KINDS.contains(kind));
        for (place, new) in row.new.iter().enumerate() {
            let own = SectionOf {
                version,
                section: *new,
            };
            let line = &mut new_lines[*new];
            match olds
                .first()
                .filter(|_| place == 0 && row.old.len() == 1 && row.new.len() == 1)
            {
                Some(old) if row.kinds.is_empty() => {
                    line.placed.clone_from(&old.placed);
                    line.coming = old.coming;
                    line.as_reached = old.as_reached;
                }
                Some(old) if only_heading => {
                    line.placed.clone_from(&old.placed);
                    line.coming = old.coming;
                    line.as_reached = old.as_reached;
                    if let Some(placed) = &mut line.placed {
                        placed.heading = own;
                    }
                }
                _ => {
                    line.placed = Some(Placed {
                        body: own,
                        heading: own,
                        since: fate.date,
                        pending: Vec::new(),
                    });
                    line.as_reached = true;
                }
            }
        }
        if row.kinds.is_empty() || only_heading {
            return;
        }
        for old in olds {
            let pending = old
                .placed
                .iter()
                .flat_map(|placed| &placed.pending)
                .chain(&old.coming);
            for pending in pending {
                let section = match (row.new.first(), pending.section, &old.placed) {
                    (Some(new), _, _) => SectionOf {
                        version,
                        section: *new,
                    },
                    (None, Some(section), _) => SectionOf {
                        version: pending.version,
                        section,
                    },
                    (None, None, Some(placed)) => placed.body,
                    (None, None, None) => continue,
                };
                self.overtaken.push(Overtaken {
                    earlier: pending.version,
                    earlier_date: pending.date,
                    later: version,
                    later_date: fate.date.unwrap_or(pending.date),
                    section,
                });
            }
        }
    }

    /// The row's old words still bind; what comes is noted where it is published with a date.
    #[allow(clippy::too_many_arguments)]
    fn not_yet(
        &self,
        row: &Row,
        fate: Fate,
        stays_put: bool,
        olds: Vec<Line<'r>>,
        new_lines: &mut [Line<'r>],
        kept: &mut [Option<Line<'r>>],
        moved_to: &mut [Option<usize>],
    ) {
        let version = self.amendment.new;
        let pending = |section: Option<usize>| {
            let changed = !row.kinds.is_empty();
            fate.date.filter(|_| changed).map(|date| Pending {
                version,
                date,
                section,
            })
        };
        let mut olds = olds.into_iter().zip(&row.old);
        if let Some(new) = row.new.first().filter(|_| !stays_put)
            && let Some((old, at)) = olds.next()
        {
            let line = &mut new_lines[*new];
            line.placed = old.placed;
            line.coming = old.coming;
            match &mut line.placed {
                Some(placed) => placed.pending.extend(pending(Some(*new))),
                None => line.coming = line.coming.or_else(|| pending(Some(*new))),
            }
            moved_to[*at] = Some(*new);
        }
        for (mut old, at) in olds {
            if let Some(placed) = &mut old.placed {
                placed.pending.extend(pending(row.new.first().copied()));
            }
            kept[*at] = Some(Line {
                section: None,
                ..old
            });
        }
        for new in row.new.iter().filter(|_| !stays_put || row.old.is_empty()) {
            if new_lines[*new].placed.is_none() && row.old.is_empty() {
                new_lines[*new].coming = pending(Some(*new));
            }
        }
    }

    /// Rows below a relocation that is not in effect: the whole subtree stays where it was.
    fn rows_that_stay_put(&self) -> BTreeSet<usize> {
        let Some(old_version) = self.amendment.old else {
            return BTreeSet::new();
        };
        let (old, new) = (&old_version.sections, &self.amendment.new.sections);
        let rows = &self.amendment.comparison.rows;
        let pending = |(at, row): &(usize, &Row)| {
            !self.fates[*at].in_effect && row.kinds.contains(&ChangeKind::Relocation)
        };
        let (mut old_roots, mut new_roots) = (Roots::default(), Roots::default());
        for (at, row) in rows.iter().enumerate().filter(pending) {
            row.old
                .iter()
                .for_each(|root| old_roots.entry(*root).or_default().push(at));
            row.new
                .iter()
                .for_each(|root| new_roots.entry(*root).or_default().push(at));
        }
        if old_roots.is_empty() {
            return BTreeSet::new();
        }
        let below = |tree: &SectionTree, sections: &[usize], roots: &Roots| -> BTreeSet<usize> {
            let above = |at: &usize| std::iter::successors(Some(*at), |at| tree.get(*at).parent);
            let roots = sections
                .iter()
                .flat_map(above)
                .filter_map(|at| roots.get(&at))
                .flatten();
            roots.copied().collect()
        };
        let stays = |(_, row): &(usize, &Row)| {
            let (olds, news) = (
                below(old, &row.old, &old_roots),
                below(new, &row.new, &new_roots),
            );
            !olds.is_disjoint(&news)
        };
        rows.iter()
            .enumerate()
            .filter(stays)
            .map(|(at, _)| at)
            .collect()
    }
}

/// The rows of relocations by the sections that are relocated.
type Roots = BTreeMap<usize, Vec<usize>>;

/// Takes the line of `section` out of `lines`, where a version before had repealed it and it still
/// binds or is still to come: what was repealed and comes back is the same section.
fn come_back<'r>(lines: &mut Vec<Line<'r>>, section: &Section) -> Option<Line<'r>> {
    let is_it = |line: &Line<'r>| {
        let placed = line.placed.as_ref().map(|placed| placed.heading);
        let coming = line.coming.and_then(|own| {
            Some(SectionOf {
                version: own.version,
                section: own.section?,
            })
        });
        let Some(own) = placed.or(coming).filter(|_| line.section.is_none()) else {
            return false;
        };
        let own = own.version.sections.get(own.section);
        match (&own.id, &section.id) {
            (Some(own), Some(id)) => own == id,
            _ => own.level > 0 && own.heading == section.heading,
        }
    };
    let at = lines.iter().position(is_it)?;
    Some(lines.remove(at))
}

/// Kinds that leave the body as it is.
const HEADING_KINDS: [ChangeKind; 3] = [
    ChangeKind::Renumbering,
    ChangeKind::Retitling,
    ChangeKind::Relevelling,
];

/// The new version's lines in its own order; each line that only the old text has follows the line
/// that it followed before.
fn interleave<'r>(
    old_lines: Vec<Line<'r>>,
    new_lines: Vec<Line<'r>>,
    mut kept: Vec<Option<Line<'r>>>,
    moved_to: &[Option<usize>],
) -> Vec<Line<'r>> {
    let mut after: Vec<Vec<Line<'r>>> = vec![Vec::new(); new_lines.len() + 1];
    let mut anchor = 0;
    for line in old_lines {
        match line.section {
            Some(section) => {
                if let Some(new) = moved_to[section] {
                    anchor = new + 1;
                } else if let Some(line) = kept[section].take() {
                    after[anchor].push(line);
                }
            }
            None => after[anchor].push(line),
        }
    }
    let mut out = Vec::with_capacity(new_lines.len());
    let mut after = after.into_iter();
    out.extend(after.next().unwrap_or_default());
    for (line, following) in new_lines.into_iter().zip(after) {
        out.push(line);
        out.extend(following);
    }
    out
}
