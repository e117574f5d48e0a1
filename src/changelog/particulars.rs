//! What a text states about the processing of personal data: found by titles, wherever they stand and whatever their
//! numbers.

use std::collections::BTreeSet;

use crate::diff::{ChangeKind, Comparison};
use crate::model::repository::Version;
use crate::model::section::{Block, BlockKind, Section, SectionTree};
use crate::model::settings::{Kind, Particular, Settings};

/// A section of a text: one version's own, or composed of one version's heading and another one's body.
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
    /// The words in canonical Markdown, without heading or lead words; empty where nothing is said.
    pub text: String,
    /// The passages in which it stands, by their places in the text.
    pub passages: Vec<usize>,
}

/// The passages of a text that is one version's.
pub fn passages(tree: &SectionTree) -> Vec<Passage<'_>> {
    tree.sections.iter().map(|section| Passage { heading: section, body: section }).collect()
}

/// Every statement of `particular`, in the order of the text. Headings go before lead words; with additional services
/// in it a document can state a particular several times.
pub fn find(text: &[Passage<'_>], particular: &Particular) -> Vec<Statement> {
    let titles: Vec<String> = particular.titles.iter().map(|title| folded(title)).collect();
    let headed = (0..text.len()).filter(|at| titles.contains(&folded(&text[*at].heading.title)));
    let headed: Vec<Statement> = headed.map(|at| below_heading(text, at)).collect();
    if headed.is_empty() {
        return text.iter().enumerate().flat_map(|(at, passage)| led(passage.body, at, &titles)).collect();
    }
    headed
}

/// All statements of a particular as one text; `None` where it is not stated at all.
pub fn joined(statements: &[Statement]) -> Option<String> {
    let texts: Vec<&str> =
        statements.iter().map(|own| own.text.as_str()).filter(|text| !text.is_empty()).collect();
    (!statements.is_empty()).then(|| texts.join("\n\n"))
}

/// Small letters, one space for any run of white space, no colon or full stop at the end.
fn folded(title: &str) -> String {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.trim_end_matches([':', '.']).to_owned()
}

/// The passages from `at` on that stand below its heading, itself included.
fn extent(text: &[Passage<'_>], at: usize) -> std::ops::Range<usize> {
    let level = text[at].heading.level;
    let end = text[at + 1..].iter().position(|passage| passage.heading.level <= level);
    at..end.map_or(text.len(), |end| at + 1 + end)
}

fn below_heading(text: &[Passage<'_>], at: usize) -> Statement {
    let passages: Vec<usize> = extent(text, at).collect();
    let mut parts: Vec<String> = Vec::new();
    for place in &passages {
        if *place != at && !text[*place].heading.title.is_empty() {
            parts.push(format!("**{}**", text[*place].heading.title));
        }
        let body = text[*place].body.body();
        if !body.trim().is_empty() {
            parts.push(body);
        }
    }
    Statement { text: parts.join("\n\n"), passages }
}

/// Statements that begin with lead words: a table row whose first cell they are, or a point or paragraph that they
/// begin, with what is nested below it.
fn led(section: &Section, at: usize, titles: &[String]) -> Vec<Statement> {
    let mut found = Vec::new();
    for (place, block) in section.blocks().iter().enumerate() {
        let words = match &block.kind {
            BlockKind::Row { header: false, cells } => cells
                .split_first()
                .filter(|(lead, _)| titles.contains(&folded(&plain(lead))))
                .map(|(_, rest)| rest.join(" | ")),
            BlockKind::Item { .. } | BlockKind::Paragraph => {
                after_lead(&plain(&block.text), titles).map(|rest| with_nested(rest, section.blocks(), place))
            }
            _ => None,
        };
        if let Some(text) = words {
            found.push(Statement { text: text.trim().to_owned(), passages: vec![at] });
        }
    }
    found
}

/// The text without the signs of bold and italic type.
fn plain(text: &str) -> String {
    text.replace("**", "").replace("__", "")
}

/// What follows lead words and their colon, full stop or dash; `None` when the text begins otherwise.
fn after_lead(text: &str, titles: &[String]) -> Option<String> {
    let (lead, rest) = match text.find([':', '–', '—', '.']) {
        Some(end) => (&text[..end], text[end..].trim_start_matches([':', '–', '—', '.'])),
        None => (text, ""),
    };
    titles.contains(&folded(lead)).then(|| rest.trim().to_owned())
}

fn with_nested(first: String, blocks: &[Block], place: usize) -> String {
    let depth = blocks[place].depth;
    let nested = blocks[place + 1..].iter().take_while(|block| block.depth > depth);
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

    /// Adds what `other` holds and this does not.
    pub fn merge(&mut self, other: &Marks<'r>) {
        for particular in &other.particulars {
            if !self.particulars.iter().any(|own| own.id == particular.id) {
                self.particulars.push(particular);
            }
        }
        self.instruction |= other.instruction;
    }
}

/// The marks of every change of `comparison`, by its place; none where neither version processes personal data.
pub fn marks<'r>(
    settings: &'r Settings,
    (old, new): (&Version, &Version),
    comparison: &Comparison,
) -> Vec<Marks<'r>> {
    let mut marks = vec![Marks::default(); comparison.changes.len()];
    let processes = old.front.personal_data.is_some() || new.front.personal_data.is_some();
    let Some(kind) = settings.kind(&new.front.kind).filter(|_| processes) else { return marks };
    let (old, new) = (passages(&old.sections), passages(&new.sections));
    for particular in &kind.particulars {
        let (before, after) = (find(&old, particular), find(&new, particular));
        if joined(&before) == joined(&after) {
            continue;
        }
        let places = |statements: &[Statement]| -> BTreeSet<usize> {
            statements.iter().flat_map(|own| own.passages.iter().copied()).collect()
        };
        for at in touching(comparison, &places(&before), &places(&after)) {
            marks[at].particulars.push(particular);
        }
    }
    let instructions = |text: &[Passage<'_>]| instructions(text, kind);
    for at in touching(comparison, &instructions(&old), &instructions(&new)) {
        marks[at].instruction = true;
    }
    marks
}

/// The changes in words of sections that stand in one of the two sets.
fn touching(comparison: &Comparison, old: &BTreeSet<usize>, new: &BTreeSet<usize>) -> Vec<usize> {
    const HEADING_ONLY: [ChangeKind; 4] =
        [ChangeKind::Renumbering, ChangeKind::Retitling, ChangeKind::Relevelling, ChangeKind::Relocation];
    let touches = |at: &usize| {
        let change = &comparison.changes[*at];
        let row = &comparison.rows[change.row];
        let in_words = row.kinds.iter().any(|kind| !HEADING_ONLY.contains(kind));
        let stands = row.old.iter().any(|at| old.contains(at)) || row.new.iter().any(|at| new.contains(at));
        in_words && !change.consequence && stands
    };
    (0..comparison.changes.len()).filter(touches).collect()
}

/// The sections of the controller's instructions.
fn instructions(text: &[Passage<'_>], kind: &Kind) -> BTreeSet<usize> {
    let Some(title) = kind.instructions.as_deref().map(folded) else { return BTreeSet::new() };
    let headed = (0..text.len()).filter(|at| folded(&text[*at].heading.title) == title);
    headed.flat_map(|at| extent(text, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections;

    fn nature() -> Particular {
        let titles = ["Behandlingens art", "Art"].map(str::to_owned).to_vec();
        Particular { id: "nature".to_owned(), label: "Behandlingens art".to_owned(), titles }
    }

    fn stated(text: &str) -> Option<String> {
        let tree = sections::read(text, 0);
        joined(&find(&passages(&tree), &nature()))
    }

    #[test]
    fn a_particular_is_found_below_its_heading_whatever_its_number_and_place() {
        for heading in ["#### 6.1.1 Behandlingens art", "## 3 BEHANDLINGENS  ART", "### Art:"] {
            let text = format!("# X\n\n{heading}\n\nInsamling.\n\n# Annat\n\nMer.\n");
            assert_eq!(stated(&text).as_deref(), Some("Insamling."), "{heading}");
        }
        assert_eq!(stated("## Art\n\nA.\n\n### Mer\n\nB.\n\n## C\n").as_deref(), Some("A.\n\n**Mer**\n\nB."));
    }

    #[test]
    fn or_after_the_words_that_lead_a_point_a_paragraph_or_a_table_row() {
        assert_eq!(
            stated("## X\n\n1. **Behandlingens art:** Insamling.\n2. Annat: x\n").as_deref(),
            Some("Insamling.")
        );
        assert_eq!(stated("Art – Insamling.\n").as_deref(), Some("Insamling."));
        assert_eq!(
            stated("| Uppgift | Text |\n| --- | --- |\n| Art | Insamling |\n").as_deref(),
            Some("Insamling")
        );
        assert_eq!(stated("- Art:\n  - läsa\n  - spara\n- Annat\n").as_deref(), Some("- läsa\n- spara"));
    }

    #[test]
    fn an_empty_one_is_stated_without_words_and_a_missing_one_is_not() {
        assert_eq!(stated("## Behandlingens art\n\n## Annat\n\nX.\n").as_deref(), Some(""));
        assert_eq!(stated("- Art:\n- Annat: x\n").as_deref(), Some(""));
        assert_eq!(stated("## Konstart\n\nBehandlingens art beskrivs nedan\n"), None);
    }

    #[test]
    fn additional_services_state_it_again() {
        assert_eq!(stated("## Art\n\nA.\n\n## Tillägg\n\n### Art\n\nB.\n").as_deref(), Some("A.\n\nB."));
    }
}
