//! Places that nobody filled in: "…", "[belopp]", "TODO", "XXX".

use super::is_marked;
use crate::model::section::Block;
use crate::model::span::Span;

/// Words that say that something is to be written.
const WORDS: &[&str] = &[
    "TODO", "FIXME", "XXX", "XXXX", "XXXXX", "TBD", "TBC", "TBA", "TKTK",
];

/// Words in brackets that comment a text and ask for nothing.
const COMMENTS: &[&str] = &[
    "sic",
    "x",
    "upphävd",
    "utgått",
    "utgår",
    "reserved",
    "repealed",
    "deleted",
    "omitted",
    "intentionally",
    "emphasis",
    "red",
    "not",
    "anm",
    "vår",
    "min",
    "see",
    "se",
    "our",
    "edit",
];

/// Every place in `block` that is not filled in, in order.
pub(super) fn of(block: &Block) -> Vec<Span> {
    let text = block.text.as_str();
    let mut found: Vec<Span> = words(text);
    found.extend(brackets(text));
    found.extend(dots(text));
    found.retain(|span| !is_marked(block, *span));
    found.sort_by_key(|span| span.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

fn words(text: &str) -> Vec<Span> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(word).map(|at| from + at) {
        let end = text[start..]
            .find(|c| !word(c))
            .map_or(text.len(), |at| start + at);
        if WORDS.contains(&&text[start..end]) {
            found.push(Span::new(start, end));
        }
        from = end;
    }
    found
}

/// "[belopp]", "[●]", "[fyll i datum]"; not the mark of a note or of a list, and no link.
fn brackets(text: &str) -> Vec<Span> {
    const LONGEST: usize = 60;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open..].find(']').map(|at| open + at + 1) else {
            break;
        };
        let inside = text[open + 1..close - 1]
            .trim()
            .trim_end_matches('\\')
            .trim();
        let first = inside
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| !word.is_empty())
            .unwrap_or_default()
            .to_lowercase();
        let words = inside.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !inside.starts_with(['^', '!'])
            && !inside.contains(['[', '.', ';', '|'])
            && inside.chars().all(is_plain)
            && !COMMENTS.contains(&first.as_str())
            && !is_example(&text[..open]);
        let blank = !inside.is_empty()
            && inside
                .chars()
                .all(|c| matches!(c, '●' | '•' | '…' | '_' | '.' | ' ' | '*' | '-'));
        let linked = text[close..].starts_with(['(', '[', ':'])
            || text[..open].ends_with(['!', ']'])
            || text[..open].ends_with(char::is_alphanumeric);
        let listed = open == 0 && blank;
        if close - open <= LONGEST && (words || (blank && !listed)) && !linked {
            found.push(Span::new(open, close));
        }
        from = close;
    }
    found
}

fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | 'é' | 'É' | '’' | '–')
}

/// Whether what follows `before` is quoted, or an example: it is the pattern of another text.
fn is_example(before: &str) -> bool {
    let quotes = before.matches(['"', '“', '”', '„']).count();
    let aside = before
        .rfind('(')
        .filter(|open| !before[*open..].contains(')'));
    let example = aside.is_some_and(|open| {
        let lower = before[open + 1..].to_lowercase();
        [
            "e.g",
            "t.ex",
            "t. ex",
            "exempelvis",
            "for example",
            "such as",
        ]
        .iter()
        .any(|lead| lower.starts_with(lead))
    });
    !quotes.is_multiple_of(2) || example
}

/// "Avgiften är … kr": an ellipsis that stands for words, not one that ends a series or quotation.
fn dots(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for sign in ["…", "..."] {
        for (at, _) in text.match_indices(sign) {
            let end = at + sign.len();
            let alone = text[..at].ends_with(' ') || at == 0;
            let before = text[..at].trim_end();
            let after = &text[end..];
            let open = before.ends_with(|c: char| c.is_alphanumeric()) || before.is_empty();
            let goes_on = after
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '%'));
            let whole = before.is_empty() && after.trim().is_empty();
            if alone && open && (goes_on && !before.is_empty() || whole) {
                found.push(Span::new(at, end));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::parse::sections::read;

    fn found(text: &str) -> Vec<String> {
        let tree = read(text, 0);
        let blocks = tree.sections.iter().flat_map(|section| section.blocks());
        let spots = blocks.flat_map(|block| {
            super::of(block)
                .into_iter()
                .map(|span| block.text[span.range()].to_owned())
        });
        spots.collect()
    }

    #[test]
    fn what_is_not_filled_in_is_found() {
        assert_eq!(found("Avgiften är … kr."), ["…"]);
        assert_eq!(found("The fee is ... euro."), ["..."]);
        assert_eq!(
            found("Kunden betalar [belopp] kronor senast [●]."),
            ["[belopp]", "[●]"]
        );
        assert_eq!(found("Inom XXX dagar. TODO: fråga Lisa."), ["XXX", "TODO"]);
        assert_eq!(found("| Pris | Dag |\n|---|---|\n| TBD | 1 |\n"), ["TBD"]);
        assert_eq!(found("…"), ["…"]);
    }

    #[test]
    fn links_notes_and_comments_ask_for_nothing() {
        for text in [
            "Se [avtalet](a.md) och [lagen][1].\n\n[1]: b.md\n",
            "Texten[^1] gäller [1], ”han [sic] kom”.\n\n[^1]: Not.\n",
            "Vänta… Sedan gäller pris, tid, … och ”…”.",
            "Frågan är ”Vill du välja [namn]?”, eller ett annat val (t.ex. [datum]).",
            "- [x] klart\n- [ ] återstår\n",
            "`TODO` är kod. Formatet är XXXVI och XXX-kod.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
