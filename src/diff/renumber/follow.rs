//! Which references have to read otherwise once the headings are numbered, as far as it can be
//! proven.
//!
//! A reference that stands as it stood in the published text means what it meant there, wherever
//! that stands now. Any other means what the draft's own numbers say, where they say one thing. A
//! reference of which one label cannot be proven stays whole, and is told.

use super::super::compare;
use super::super::numbering::{Edit, Numbering};
use super::super::redline::Place;
use super::super::references::{
    Class, Document, Meaning, Mention, Numbers, Pairs, Target, heading_class, mentions, relabelled,
};
use super::place::Places;
use super::{NumberMove, Unproven, Why};
use crate::diff::hashing::FastMap;
use crate::model::section::SectionTree;
use crate::model::span::LineIndex;

/// What becomes of the references of a draft.
#[derive(Default)]
pub(super) struct Followed {
    pub moved: Vec<Moved>,
    pub unproven: Vec<Unproven>,
}

/// A reference that moves along.
pub(super) struct Moved {
    pub place: Place,
    /// Which mention of its block.
    pub mention: usize,
    /// What each of its labels names.
    pub meant: Vec<(usize, Target)>,
    pub edits: Vec<Edit>,
    pub told: NumberMove,
}

/// The references of `tree`, read from `text`.
pub(super) fn all(
    text: &str,
    tree: &SectionTree,
    numbering: &Numbering,
    published: Option<&SectionTree>,
) -> Followed {
    let draft = Draft {
        tree,
        numbering,
        numbers: Numbers::of(tree),
        before: published.and_then(|published| Before::new(published, tree)),
    };
    let lines = LineIndex::new(text);
    let mut followed = Followed::default();
    for section in &tree.sections {
        let blocks = section.blocks();
        let mut first = 0;
        while first < blocks.len() {
            let shared = blocks[first..]
                .iter()
                .take_while(|block| block.span == blocks[first].span)
                .count();
            let group = &blocks[first..first + shared];
            let places = Places::of(text, group);
            for (at, block) in group.iter().enumerate() {
                let place = Place {
                    section: section.index,
                    block: first + at,
                };
                let found = mentions(&block.text);
                for (which, mention) in found.iter().enumerate() {
                    let line = || {
                        let span = places.label(at, mention, 0);
                        lines.line(span.map_or(block.span.start, |span| span.start))
                    };
                    let left = |why| Unproven {
                        line: line(),
                        text: mention.text.clone(),
                        why,
                    };
                    match draft.read(place, &found, which) {
                        Err(why) => followed.unproven.push(left(why)),
                        Ok(labels) if labels.iter().all(|own| own.to.is_none()) => {}
                        Ok(labels) => match edits(text, &places, at, mention, &labels) {
                            Some(edits) => followed.moved.push(Moved {
                                place,
                                mention: which,
                                edits,
                                told: NumberMove {
                                    line: line(),
                                    from: mention.text.clone(),
                                    to: rewritten(mention, &labels),
                                },
                                meant: labels
                                    .into_iter()
                                    .map(|own| (own.label, own.meant))
                                    .collect(),
                            }),
                            None => followed.unproven.push(left(Why::Written)),
                        },
                    }
                }
            }
            first += shared;
        }
    }
    followed
}

/// A label of which it is known what it names.
struct Known {
    label: usize,
    meant: Target,
    /// What it has to read, if something else.
    to: Option<String>,
}

fn edits(
    text: &str,
    places: &Places<'_>,
    block: usize,
    mention: &Mention,
    labels: &[Known],
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for own in labels {
        let Some(to) = &own.to else { continue };
        let span = places.label(block, mention, own.label)?;
        if text[span.range()] != mention.labels[own.label].text {
            return None;
        }
        // "1." at the start of a line would begin a list.
        let begins = text[..span.start]
            .trim_end_matches([' ', '\t'])
            .ends_with('\n');
        let closed = begins && text[span.end..].starts_with(['.', ')']);
        edits.push((
            span,
            if closed {
                format!("{to}\\")
            } else {
                to.clone()
            },
        ));
    }
    Some(edits)
}

fn rewritten(mention: &Mention, labels: &[Known]) -> String {
    let mut text = mention.text.clone();
    for own in labels.iter().rev() {
        let label = &mention.labels[own.label];
        if let Some(to) = &own.to {
            text.replace_range(label.at..label.at + label.text.len(), to);
        }
    }
    text
}

struct Draft<'a> {
    tree: &'a SectionTree,
    numbering: &'a Numbering,
    numbers: Numbers,
    before: Option<Before<'a>>,
}

impl Draft<'_> {
    fn now(&self, section: usize) -> Option<&str> {
        self.tree.get(section).number.as_deref()
    }

    fn then(&self, section: usize) -> Option<&str> {
        self.numbering.numbers[section].as_deref()
    }

    fn moves(&self, section: usize) -> bool {
        self.now(section) != self.then(section)
    }

    /// What the labels of a mention name, and have to read.
    fn read(&self, place: Place, found: &[Mention], which: usize) -> Result<Vec<Known>, Why> {
        let mention = &found[which];
        let was = self
            .before
            .as_ref()
            .map(|before| before.labels(place, found));
        let mut known = Vec::new();
        for (at, label) in mention.labels.iter().enumerate() {
            if label.class == Class::Passage {
                continue;
            }
            let was = was.as_ref().and_then(|was| was[which][at].as_ref());
            let read = match (was, &self.before) {
                (Some(Was::Same(target)), Some(before)) => {
                    self.as_published(before, mention, at, target)?
                }
                (was, _) => self.as_drafted(place, mention, at, was.is_some())?,
            };
            let Some((meant, to)) = read else { continue };
            self.point_or_section(mention, at, &meant)?;
            if label.range {
                self.range(known.last(), mention, (at, &meant, &to), was.copied())?;
            }
            known.push(Known {
                label: at,
                meant,
                to,
            });
        }
        Ok(known)
    }

    /// A label that stands as it stood in the published text.
    fn as_published(
        &self,
        before: &Before<'_>,
        mention: &Mention,
        at: usize,
        was: &Target,
    ) -> Result<Option<(Target, Option<String>)>, Why> {
        let section = match was {
            Target::Section(section) | Target::Point { section, .. } => *section,
            Target::Elsewhere | Target::Nowhere => return Ok(None),
            Target::Ambiguous => return self.touched(mention, at).map(|()| None),
        };
        let meant = before.meaning.target(was).ok_or(Why::Gone)?;
        if before.meaning.is_split(section) {
            return Err(Why::Gone);
        }
        let to = relabelled(
            &mention.labels[at],
            (was, |section| before.tree.get(section).number.as_deref()),
            (&meant, |section| self.then(section)),
        );
        Ok(Some((meant, to)))
    }

    /// A label that the draft brought.
    fn as_drafted(
        &self,
        place: Place,
        mention: &Mention,
        at: usize,
        altered: bool,
    ) -> Result<Option<(Target, Option<String>)>, Why> {
        let meant = self.numbers.resolve(self.tree, place.section, mention, at);
        match &meant {
            Target::Section(_) | Target::Point { .. } => {}
            Target::Elsewhere | Target::Nowhere => return Ok(None),
            Target::Ambiguous => return self.touched(mention, at).map(|()| None),
        }
        let to = relabelled(
            &mention.labels[at],
            (&meant, |section| self.now(section)),
            (&meant, |section| self.then(section)),
        );
        // A reference that is new may be written after the published numbers or after the draft's.
        if let (Some(before), false) = (&self.before, altered) {
            let old = before.resolve(place, mention, at);
            let other = match old {
                Target::Section(_) | Target::Point { .. } => before.meaning.target(&old),
                _ => Some(meant.clone()),
            };
            let moves = |target: &Option<Target>| match target {
                Some(Target::Section(section) | Target::Point { section, .. }) => {
                    self.moves(*section)
                }
                _ => false,
            };
            if other.as_ref() != Some(&meant) && (to.is_some() || moves(&other)) {
                return Err(Why::Several);
            }
        }
        Ok(Some((meant, to)))
    }

    /// Whether a label that cannot be told names, in one of its readings, a section that moves.
    fn touched(&self, mention: &Mention, at: usize) -> Result<(), Why> {
        let label = &mention.labels[at];
        let key = |number: &str| heading_class(number).1;
        let own = key(&label.text);
        let mut moving = self
            .tree
            .sections
            .iter()
            .filter(|section| self.moves(section.index));
        let named = moving.any(|section| {
            let number = section.number.as_deref().map(key);
            number.is_some_and(|number| number == own || own.starts_with(&format!("{number}.")))
        });
        if !named || label.class == Class::Point {
            return Ok(());
        }
        match mention.document {
            Document::Unclear(_) | Document::Other(_) => Err(Why::Document),
            _ => Err(Why::Several),
        }
    }

    /// "punkt 2" in a section with such a list may still mean section 2.
    fn point_or_section(&self, mention: &Mention, at: usize, meant: &Target) -> Result<(), Why> {
        let label = &mention.labels[at];
        let alone = label.of.is_none() && label.may_be_point && !label.text.contains('.');
        match meant {
            Target::Point { .. } if alone => self.touched(mention, at),
            _ => Ok(()),
        }
    }

    /// A range names what lies between its ends: the same before and after.
    fn range(
        &self,
        first: Option<&Known>,
        mention: &Mention,
        (at, last, to): (usize, &Target, &Option<String>),
        was: Option<&Was>,
    ) -> Result<(), Why> {
        let Some(first) = first
            .filter(|first| first.label + 1 == at || mention.labels[at].of == Some(first.label))
        else {
            return Err(Why::Range);
        };
        match (&first.meant, last) {
            (Target::Section(a), Target::Section(b)) => {
                let draft = |section: usize| self.now(section);
                let then = between(self.tree, (*a, *b), |section| self.then(section));
                let now = match (was, &self.before) {
                    (Some(Was::Same(_)), Some(before)) => {
                        let ends = (before.was(*a), before.was(*b));
                        let (Some(a), Some(b)) = ends else {
                            return Err(Why::Range);
                        };
                        let old = between(before.tree, (a, b), |section| {
                            before.tree.get(section).number.as_deref()
                        });
                        let now = old.iter().map(|section| before.meaning.section(*section));
                        now.collect::<Option<Vec<usize>>>()
                    }
                    _ => Some(between(self.tree, (*a, *b), draft)),
                };
                (now == Some(then)).then_some(()).ok_or(Why::Range)
            }
            (Target::Point { .. }, Target::Point { .. }) if first.to.is_none() && to.is_none() => {
                Ok(())
            }
            _ => Err(Why::Range),
        }
    }
}

/// The sections from one to the other that are numbered as they are.
fn between<'n>(
    tree: &SectionTree,
    (first, last): (usize, usize),
    number: impl Fn(usize) -> Option<&'n str>,
) -> Vec<usize> {
    let class = |section: usize| number(section).map(|number| heading_class(number).0);
    let level = tree.get(first).level;
    (first..=last)
        .filter(|at| tree.get(*at).level == level && class(*at) == class(first))
        .collect()
}

/// A label of the draft, in the published text.
enum Was {
    /// It reads the same there, and names this.
    Same(Target),
    /// It reads otherwise.
    Altered,
}

/// What the numbers meant in the published text.
struct Before<'a> {
    tree: &'a SectionTree,
    numbers: Numbers,
    meaning: Meaning,
    /// For each section of the draft what it was.
    was: Vec<Option<usize>>,
    /// For each block of the draft the one that it was, with the labels.
    blocks: FastMap<Place, Vec<Vec<Option<Was>>>>,
}

impl<'a> Before<'a> {
    fn new(published: &'a SectionTree, draft: &SectionTree) -> Option<Self> {
        let comparison = compare(published, draft).ok()?;
        let meaning = Meaning::new(&comparison.rows, &comparison.changes, published, draft);
        let numbers = Numbers::of(published);
        let mut was = vec![None; draft.sections.len()];
        for row in &comparison.rows {
            if let (Some(a), Some(b)) = (row.old.first(), row.new.first()) {
                was[*b] = Some(*a);
            }
        }
        let mut blocks = FastMap::default();
        for pair in Pairs::of(&comparison, published) {
            let (before, after) = (pair.old.block(published), pair.new.block(draft));
            let new = mentions(&after.text);
            if new.is_empty() {
                continue;
            }
            let old = mentions(&before.text);
            let labels = pair.labels((&before.text, &after.text), &old, &new);
            let read = |(mention, label): (usize, usize), own: &str| {
                let mention = &old[mention];
                if mention.labels[label].text == own {
                    Was::Same(numbers.resolve(published, pair.old.section, mention, label))
                } else {
                    Was::Altered
                }
            };
            let known = new.iter().zip(labels).map(|(mention, labels)| {
                let each = mention.labels.iter().zip(labels);
                each.map(|(label, was)| was.map(|was| read(was, &label.text)))
                    .collect()
            });
            // A block that was put together has its labels of several: each knows those of its part.
            let known: Vec<Vec<Option<Was>>> = known.collect();
            let all = blocks.entry(pair.new).or_insert_with(Vec::new);
            if all.is_empty() {
                *all = known;
                continue;
            }
            let mine = all.iter_mut().flatten();
            for (mine, other) in mine.zip(known.into_iter().flatten()) {
                *mine = mine.take().or(other);
            }
        }
        Some(Self {
            tree: published,
            numbers,
            meaning,
            was,
            blocks,
        })
    }

    /// For each label of the mentions of a block what it was.
    fn labels(&self, place: Place, found: &[Mention]) -> Vec<Vec<Option<&Was>>> {
        let known = self.blocks.get(&place);
        let none = |mention: &Mention| vec![None; mention.labels.len()];
        match known {
            Some(known) => known
                .iter()
                .map(|labels| labels.iter().map(Option::as_ref).collect())
                .collect(),
            None => found.iter().map(none).collect(),
        }
    }

    fn was(&self, section: usize) -> Option<usize> {
        self.was[section]
    }

    /// What a label that the draft brought would name by the published numbers.
    fn resolve(&self, place: Place, mention: &Mention, at: usize) -> Target {
        match self.was[place.section] {
            Some(standing) => self.numbers.resolve(self.tree, standing, mention, at),
            None => self.numbers.resolve_there(self.tree, mention, at),
        }
    }
}
