//! What the alignment knows of each section: equal contents have equal numbers.

use crate::diff::hashing::{FastMap, FastSet, ODD, hash};
use crate::model::section::{BlockKind, Section, SectionTree};

/// The features of a text's sections.
pub(super) struct Features {
    pub(super) sections: Vec<Feature>,
    /// A hash of all that the comparison sees of the text: equal only for texts that are equal to
    /// it.
    pub(super) digest: u64,
}

/// What is known of one section.
#[derive(Debug, Clone)]
pub(super) struct Feature {
    /// The body's hash; 0 for none.
    pub(super) body: u64,
    /// How many bytes of text the body has.
    pub(super) length: usize,
    /// The title's hash, case and punctuation aside; 0 for none.
    pub(super) title: u64,
    /// The whole heading's hash.
    pub(super) heading: u64,
    /// The number's hash; 0 for none.
    pub(super) number: u64,
}

impl Features {
    /// The features of both texts.
    pub(super) fn of(old: &SectionTree, new: &SectionTree) -> (Self, Self) {
        let (a, b) = (sources(old), sources(new));
        // A body that stands in both texts byte for byte is known by its source; nothing is read of
        // it.
        let shared = |one: &[u64], other: &[u64]| {
            let other: FastSet<u64> = other.iter().copied().collect();
            let keep = |source: &u64| if other.contains(source) { *source } else { 0 };
            one.iter().map(keep).collect::<Vec<u64>>()
        };
        (
            Self::read(old, &shared(&a, &b)),
            Self::read(new, &shared(&b, &a)),
        )
    }

    fn read(tree: &SectionTree, shared: &[u64]) -> Self {
        let mut digest = 0u64;
        let mut add = |part: u64| digest = (digest.rotate_left(5) ^ part).wrapping_mul(ODD);
        let mut sections = Vec::with_capacity(tree.sections.len());
        for (section, source) in tree.sections.iter().zip(shared) {
            let mut feature = Feature::of_heading(section);
            if *source == 0 {
                feature.read_body(section, &mut add);
            } else {
                feature.body = *source;
                feature.length = section.body.source().map_or(0, str::len);
            }
            let id = section.id.as_deref().map_or(0, hash);
            for part in [feature.body, feature.heading, u64::from(section.level), id] {
                add(part);
            }
            sections.push(feature);
        }
        Self { sections, digest }
    }
}

/// A hash of each section's source; 0 where it is not known by its source.
fn sources(tree: &SectionTree) -> Vec<u64> {
    let source = |section: &Section| section.body.source().map_or(0, |source| hash(source) | 1);
    tree.sections.iter().map(source).collect()
}

impl Feature {
    fn of_heading(section: &Section) -> Self {
        Self {
            body: 0,
            length: 0,
            title: title_hash(&section.title),
            heading: hash(&section.heading),
            number: section.number.as_ref().map_or(0, |number| hash(number) | 1),
        }
    }

    fn read_body(&mut self, section: &Section, add: &mut impl FnMut(u64)) {
        let mut body = 0u64;
        for block in section.blocks() {
            let kind = match block.kind {
                BlockKind::Paragraph => 1,
                BlockKind::Item { .. } => 2,
                BlockKind::Row { .. } => 3,
                BlockKind::Code => 4,
                BlockKind::Heading(_) => 5,
                BlockKind::Html => 6,
                BlockKind::Rule => 7,
                BlockKind::Footnote { .. } => 8,
            };
            body = (body.rotate_left(7) ^ hash(&block.text).wrapping_add(kind)).wrapping_mul(ODD);
            self.length += block.text.len();
            // What the body's hash leaves out: lists and labels.
            let label = match &block.kind {
                BlockKind::Item { label: Some(label) } => hash(label),
                _ => 0,
            };
            let lists = block.nesting.iter().fold(1, |lists: u64, nest| {
                lists.wrapping_mul(5).wrapping_add(*nest as u64)
            });
            add(label.wrapping_add(lists));
        }
        self.body = if section.blocks().is_empty() {
            0
        } else {
            body | 1
        };
    }
}

/// A hash of a title's words; 0 for none.
fn title_hash(title: &str) -> u64 {
    let words = title_words(title);
    if words.is_empty() {
        0
    } else {
        hash(&words) | 1
    }
}

/// The words of a title in lower case, punctuation aside.
pub(super) fn title_words(title: &str) -> String {
    let mut words = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Groups the sections for which `key` gives a number other than 0; there are about `room` of them.
pub(super) fn group(
    count: usize,
    room: usize,
    key: impl Fn(usize) -> Option<u64>,
) -> FastMap<u64, Vec<usize>> {
    let mut groups: FastMap<u64, Vec<usize>> =
        FastMap::with_capacity_and_hasher(room, Default::default());
    for at in 0..count {
        if let Some(key) = key(at).filter(|key| *key != 0) {
            groups.entry(key).or_default().push(at);
        }
    }
    groups
}
