//! Sections of terms: tables, lists and paragraphs that begin with the term.

use super::{Found, Shape, may_be_term, quoted, trimmed};
use crate::model::section::{Block, BlockKind, MarkKind, Section, SectionTree};
use crate::model::span::Span;

/// What the title of a section of terms holds.
const TITLES: &[&str] = &[
    "definition",
    "definierade",
    "begrepp",
    "ordlista",
    "ordförklar",
    "termer",
    "uttryck i",
    "glossar",
    "interpretation",
    "defined terms",
];

/// What stands between a term and its meaning.
const ENDS: [&str; 12] = [
    ":",
    " – ",
    " — ",
    " - ",
    " means ",
    " shall mean ",
    " refers to ",
    " avses ",
    " avser ",
    " betyder ",
    " innebär ",
    " är ",
];

/// Whether the section, or one that it belongs to, is a section of terms.
pub(super) fn is_in(tree: &SectionTree, section: usize) -> bool {
    let mut at = Some(section);
    while let Some(here) = at {
        let section = tree.get(here);
        if is_title(&section.title) {
            return true;
        }
        at = section.parent;
    }
    false
}

/// Whether a section or a document of this title defines terms.
pub(crate) fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    TITLES.iter().any(|word| lower.contains(word)) && lower.split_whitespace().count() <= 6
}

/// Whether `block` begins as the definition of a term does.
pub(super) fn begins_with_term(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Row { .. })
        || marked(block).is_some()
        || block.text.starts_with(super::QUOTES)
        || ends_early(&block.text)
}

/// "konsument: en fysisk person …"
fn ends_early(text: &str) -> bool {
    text.find(": ").is_some_and(|at| may_be_term(&text[..at]))
}

/// The terms that the block at `at` begins with.
pub(super) fn read(section: &Section, at: usize, led: bool, local: bool, found: &mut Vec<Found>) {
    let block = &section.blocks()[at];
    let text = block.text.as_str();
    let mut take = |span: Span, from: usize| {
        for name in names(text, span) {
            found.push(Found {
                span: name,
                meaning: text[from..]
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_owned(),
                shape: Shape::Listed,
                local,
            });
        }
    };
    if let BlockKind::Row { header, cells } = &block.kind {
        let [first, _, ..] = cells.as_slice() else {
            return;
        };
        let numbered = first.chars().all(|c| !c.is_alphabetic());
        let (from, cell) = match cells.get(1).filter(|_| numbered && cells.len() > 2) {
            Some(second) => (text.find(" | ").map_or(0, |bar| bar + 3), second),
            None => (0, first),
        };
        if !header && text[from..].starts_with(cell.as_str()) {
            let end = from + cell.len();
            take(Span::new(from, end), (end + 3).min(text.len()));
        }
        return;
    }
    let item = matches!(block.kind, BlockKind::Item { .. });
    // Bold at the beginning, or what is quoted there.
    let bold = marked(block);
    let starts_quoted = text.trim_start_matches('*').starts_with(super::QUOTES);
    let quote = starts_quoted
        .then(|| quoted(text, Span::new(0, text.len())).into_iter().next())
        .flatten();
    if let Some(span) = bold.or(quote) {
        let rest = text[span.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        // A paragraph of bold words alone is a heading, and "**Obs!** …" a call.
        if !rest.is_empty() && !text[..span.end].ends_with(['!', '?', '.']) {
            take(span, text.len() - rest.len());
        }
        return;
    }
    let end = ENDS
        .iter()
        .filter_map(|end| text.find(end).map(|at| (at, *end)))
        .filter(|(_, end)| item || led || *end != " är ")
        .min();
    let Some((end, sign)) = end else { return };
    let name = &text[..end];
    let says = text[end + sign.len()..].trim();
    let capital = name.starts_with(char::is_uppercase);
    if !says.is_empty() && (capital || led) && !sentence_begins(name) {
        take(Span::new(0, end), end + sign.len());
    }
}

/// Words that begin a sentence, not a term.
fn sentence_begins(name: &str) -> bool {
    const BEGIN: &[&str] = &[
        "följande",
        "med",
        "i",
        "detta",
        "denna",
        "dessa",
        "det",
        "den",
        "de",
        "om",
        "när",
        "för",
        "the following",
        "in",
        "this",
        "these",
        "it",
        "for",
        "if",
        "when",
        "any",
        "references",
        "hänvisningar",
        "exempel",
        "example",
        "note",
        "obs",
        "se",
        "see",
        "words",
        "ord",
        "unless",
        "a reference",
        "definitionerna",
        "headings",
        "there",
    ];
    let lower = name.to_lowercase();
    BEGIN.iter().any(|own| {
        lower
            .strip_prefix(own)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The bold or italic words that the block begins with, within their signs.
fn marked(block: &Block) -> Option<Span> {
    let strong = block.marks.iter().find(|mark| {
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis) && mark.span.start <= 3
    })?;
    trimmed(&block.text, strong.span)
}

/// The names in `span`: "Behandling, personuppgift och registrerad" are three, "Personuppgiftsbiträde
/// (PuB)" two.
fn names(text: &str, span: Span) -> Vec<Span> {
    let cell = &text[span.range()];
    let quotes = quoted(text, span);
    if !quotes.is_empty() {
        return quotes
            .into_iter()
            .filter(|own| may_be_term(&text[own.range()]))
            .collect();
    }
    let pair = [" och ", " and "].iter().any(|and| {
        let mut sides = cell.split(and);
        sides.all(|side| !side.contains(' ')) && cell.contains(and)
    });
    let several = pair || cell.contains(", ") || cell.contains(" / ");
    let mut parts = vec![span];
    let separators: &[&str] = match several {
        true => &[", ", " / ", " och ", " and ", " samt ", " eller ", " or "],
        false => &[],
    };
    for separator in separators {
        parts = parts
            .into_iter()
            .flat_map(|part| {
                let inner = &text[part.range()];
                let mut from = part.start;
                let mut cut: Vec<Span> = inner
                    .match_indices(separator)
                    .map(|(at, sign)| {
                        let own = Span::new(from, part.start + at);
                        from = part.start + at + sign.len();
                        own
                    })
                    .collect();
                cut.push(Span::new(from, part.end));
                cut
            })
            .collect();
    }
    let mut names = Vec::new();
    for part in parts {
        let inner = &text[part.range()];
        match inner.find(" (").filter(|_| inner.ends_with(')')) {
            Some(at) => {
                names.push(Span::new(part.start, part.start + at));
                names.push(Span::new(part.start + at + 2, part.end - 1));
            }
            None => names.push(part),
        }
    }
    names
        .into_iter()
        .filter_map(|name| trimmed(text, name))
        .filter(|name| may_be_term(&text[name.range()]))
        .collect()
}
