//! What a text states about the processing of personal data: found by titles, wherever they stand
//! and whatever their numbers.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diff::{ChangeKind, Comparison};
use crate::model::repository::Version;
use crate::model::section::{Block, BlockKind, Section, SectionTree};
use crate::model::settings::{Particular, Settings};

/// A section of a text: one version's own, or composed of one version's heading and another one's
/// body.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'t> {
    /// Whose heading it has.
    pub heading: &'t Section,
    /// Whose words it has.
    pub body: &'t Section,
}

/// One statement of a particular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The words in canonical Markdown, without heading or lead words; empty where nothing is
    /// said.
    pub text: String,
    /// The passages in which it stands, by their places in the text.
    pub passages: Vec<usize>,
}

/// A text with its headings and lead words put in order once, so that each particular is found
/// without a walk.
pub struct Text<'t> {
    passages: Vec<Passage<'t>>,
    /// The places of the passages by their folded titles.
    headed: BTreeMap<String, Vec<usize>>,
    /// What follows lead words, by the folded words: only read when some particular has no
    /// heading.
    led: OnceCell<BTreeMap<String, Vec<Led>>>,
}

/// What lead words state: the place of the passage and of the block in it, and the words after
/// them.
type Led = (usize, usize, String);

impl<'t> Text<'t> {
    /// A text that is composed of `passages`.
    pub fn of(passages: Vec<Passage<'t>>) -> Self {
        let mut headed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, passage) in passages.iter().enumerate() {
            headed
                .entry(folded(&passage.heading.title))
                .or_default()
                .push(at);
        }
        Self {
            passages,
            headed,
            led: OnceCell::new(),
        }
    }

    /// A text that is one version's.
    pub fn whole(tree: &'t SectionTree) -> Self {
        let own = |section: &'t Section| Passage {
            heading: section,
            body: section,
        };
        Self::of(tree.sections.iter().map(own).collect())
    }

    /// Every statement of `particular`, in the order of the text. Headings go before lead words;
    /// with additional services in it a document can state a particular several times.
    pub fn find(&self, particular: &Particular) -> Vec<Statement> {
        let titles: BTreeSet<String> = particular
            .titles
            .iter()
            .map(|title| folded(title))
            .collect();
        let headed = titles
            .iter()
            .filter_map(|title| self.headed.get(title))
            .flatten();
        let headed: BTreeSet<usize> = headed.copied().collect();
        if !headed.is_empty() {
            return headed
                .into_iter()
                .map(|at| self.below_heading(at))
                .collect();
        }
        let led = self.led.get_or_init(|| led(&self.passages));
        let mut led: Vec<&Led> = titles
            .iter()
            .filter_map(|title| led.get(title))
            .flatten()
            .collect();
        led.sort_by_key(|(at, place, _)| (*at, *place));
        let statement = |(at, _, text): &Led| Statement {
            text: text.clone(),
            passages: vec![*at],
        };
        led.into_iter().map(statement).collect()
    }

    /// The places of the passages below headings with `title`, those of the headings included.
    fn below(&self, title: &str) -> BTreeSet<usize> {
        let headed = self.headed.get(&folded(title)).into_iter().flatten();
        headed.flat_map(|at| self.extent(*at)).collect()
    }

    /// The passages from `at` on that stand below its heading, itself included.
    fn extent(&self, at: usize) -> Range<usize> {
        let level = self.passages[at].heading.level;
        let end = self.passages[at + 1..]
            .iter()
            .position(|passage| passage.heading.level <= level);
        at..end.map_or(self.passages.len(), |end| at + 1 + end)
    }

    fn below_heading(&self, at: usize) -> Statement {
        let passages: Vec<usize> = self.extent(at).collect();
        let mut parts: Vec<String> = Vec::new();
        for place in &passages {
            let Passage { heading, body } = self.passages[*place];
            if *place != at && !heading.title.is_empty() {
                parts.push(format!("**{}**", heading.title));
            }
            let body = body.body();
            if !body.trim().is_empty() {
                parts.push(body);
            }
        }
        Statement {
            text: parts.join("\n\n"),
            passages,
        }
    }
}

/// All statements of a particular as one text; `None` where it is not stated at all.
pub fn joined(statements: &[Statement]) -> Option<String> {
    let texts: Vec<&str> = statements
        .iter()
        .map(|own| own.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    (!statements.is_empty()).then(|| texts.join("\n\n"))
}

/// Small letters, one space for any run of white space, no colon or full stop at the end.
fn folded(title: &str) -> String {
    let words = title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    words.trim_end_matches([':', '.']).to_owned()
}

/// Statements that begin with lead words: a table row whose first cell they are, or a point or
/// paragraph that they begin, with what is nested below it.
fn led(passages: &[Passage<'_>]) -> BTreeMap<String, Vec<Led>> {
    let mut found: BTreeMap<String, Vec<Led>> = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        let blocks = passage.body.blocks();
        for (place, block) in blocks.iter().enumerate() {
            let words = match &block.kind {
                BlockKind::Row {
                    header: false,
                    cells,
                } => cells
                    .split_first()
                    .map(|(lead, rest)| (folded(&plain(lead)), rest.join(" | "))),
                BlockKind::Item { .. } | BlockKind::Paragraph => {
                    let (lead, rest) = after_lead(&plain(&block.text));
                    Some((lead, with_nested(rest, blocks, place)))
                }
                _ => None,
            };
            if let Some((lead, text)) = words {
                found
                    .entry(lead)
                    .or_default()
                    .push((at, place, text.trim().to_owned()));
            }
        }
    }
    found
}

/// The text without the signs of bold and italic type.
fn plain(text: &str) -> String {
    text.replace("**", "").replace("__", "")
}

/// What may be lead words, folded, and what follows them and their colon, full stop or dash.
fn after_lead(text: &str) -> (String, String) {
    let (lead, rest) = match text.find([':', '–', '—', '.']) {
        Some(end) => (
            &text[..end],
            text[end..].trim_start_matches([':', '–', '—', '.']),
        ),
        None => (text, ""),
    };
    (folded(lead), rest.trim().to_owned())
}

fn with_nested(first: String, blocks: &[Block], place: usize) -> String {
    let depth = blocks[place].depth;
    let nested = blocks[place + 1..]
        .iter()
        .take_while(|block| block.depth > depth);
    let mut lines: Vec<String> = vec![first];
    for block in nested {
        let marker = match &block.kind {
            BlockKind::Item { label: None } => "- ".to_owned(),
            BlockKind::Item { label: Some(label) } => format!("{label}. "),
            _ => String::new(),
        };
        lines.push(format!("{marker}{}", block.text));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// What a change means for whoever keeps records of the processing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks<'r> {
    /// The particulars whose words change, in the order of the kind.
    pub particulars: Vec<&'r Particular>,
    /// Whether an instruction to the processor changes.
    pub instruction: bool,
}

impl<'r> Marks<'r> {
    /// Whether the change means nothing for them.
    pub fn is_empty(&self) -> bool {
        self.particulars.is_empty() && !self.instruction
    }

    /// All `marks` together, each particular once.
    pub fn of<'m>(marks: impl Iterator<Item = &'m Self>) -> Self
    where
        'r: 'm,
    {
        let mut all = Self::default();
        let mut seen = BTreeSet::new();
        for own in marks {
            let new = own
                .particulars
                .iter()
                .filter(|particular| seen.insert(particular.id.as_str()));
            all.particulars.extend(new);
            all.instruction |= own.instruction;
        }
        all
    }
}

/// The marks of every change of `comparison`, by its place; none where neither version processes
/// personal data.
pub fn marks<'r>(
    settings: &'r Settings,
    (old, new): (&Version, &Version),
    comparison: &Comparison,
) -> Vec<Marks<'r>> {
    let mut marks = vec![Marks::default(); comparison.changes.len()];
    let processes = old.front.personal_data.is_some() || new.front.personal_data.is_some();
    let Some(kind) = settings.kind(&new.front.kind).filter(|_| processes) else {
        return marks;
    };
    let (old, new) = (Text::whole(&old.sections), Text::whole(&new.sections));
    let reworded = Reworded::of(comparison);
    for particular in &kind.particulars {
        let (before, after) = (old.find(particular), new.find(particular));
        if joined(&before) == joined(&after) {
            continue;
        }
        let places = |statements: &[Statement]| -> BTreeSet<usize> {
            statements
                .iter()
                .flat_map(|own| own.passages.iter().copied())
                .collect()
        };
        for at in reworded.touching(&places(&before), &places(&after)) {
            marks[at].particulars.push(particular);
        }
    }
    if let Some(title) = &kind.instructions {
        for at in reworded.touching(&old.below(title), &new.below(title)) {
            marks[at].instruction = true;
        }
    }
    marks
}

/// The changes in words, by the sections of the two texts that they stand in.
struct Reworded {
    old: BTreeMap<usize, Vec<usize>>,
    new: BTreeMap<usize, Vec<usize>>,
}

impl Reworded {
    fn of(comparison: &Comparison) -> Self {
        const HEADING_ONLY: [ChangeKind; 4] = [
            ChangeKind::Renumbering,
            ChangeKind::Retitling,
            ChangeKind::Relevelling,
            ChangeKind::Relocation,
        ];
        let mut reworded = Self {
            old: BTreeMap::new(),
            new: BTreeMap::new(),
        };
        for (at, change) in comparison
            .changes
            .iter()
            .enumerate()
            .filter(|(_, change)| !change.consequence)
        {
            let row = &comparison.rows[change.row];
            if row.kinds.iter().all(|kind| HEADING_ONLY.contains(kind)) {
                continue;
            }
            row.old
                .iter()
                .for_each(|section| reworded.old.entry(*section).or_default().push(at));
            row.new
                .iter()
                .for_each(|section| reworded.new.entry(*section).or_default().push(at));
        }
        reworded
    }

    /// Those that stand in a section of one of the two sets, in their order.
    fn touching(&self, old: &BTreeSet<usize>, new: &BTreeSet<usize>) -> BTreeSet<usize> {
        let in_old = old
            .iter()
            .filter_map(|section| self.old.get(section))
            .flatten();
        let in_new = new
            .iter()
            .filter_map(|section| self.new.get(section))
            .flatten();
        in_old.chain(in_new).copied().collect()
    }
}
