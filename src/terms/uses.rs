//! Where the terms of a glossary are used.

use std::collections::HashMap;

use super::definitions::Shape;
use super::stems::{Stems, words};
use super::{Definition, Glossary};
use crate::diff::redline::Place;
use crate::model::section::{BlockKind, SectionTree};
use crate::model::span::Span;

/// One place where a term is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// Which name of the list.
    pub name: usize,
    /// The block.
    pub place: Place,
    /// The words in the block's text.
    pub span: Span,
    /// Whether they begin with a capital.
    pub capital: bool,
    /// Whether every word would have a capital there: at the beginning of a sentence, a cell or an
    /// item.
    pub at_start: bool,
}

/// Names to look for.
pub struct Names<'n> {
    names: Vec<(&'n str, Vec<String>)>,
    by_first: HashMap<String, Vec<usize>>,
    stems: Stems,
}

impl<'n> Names<'n> {
    /// The names of `glossary`; a use names the definition by its place there.
    pub fn of(glossary: &'n Glossary) -> Self {
        let names = glossary.definitions.iter();
        Self::new(names.map(|own| own.term.as_str()), glossary.stems)
    }

    /// These names, in a text of these stems.
    pub fn new(names: impl Iterator<Item = &'n str>, stems: Stems) -> Self {
        let names: Vec<_> = names.map(|name| (name, stems.of_phrase(name))).collect();
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, own)) in names.iter().enumerate() {
            if let Some(first) = own.first() {
                by_first.entry(first.clone()).or_default().push(at);
            }
        }
        // The longest name counts where several begin alike.
        for all in by_first.values_mut() {
            all.sort_by_key(|at| std::cmp::Reverse(names[*at].1.len()));
        }
        Self {
            names,
            by_first,
            stems,
        }
    }

    /// Every use in the blocks of `tree`, in the order of the text.
    pub fn uses(&self, tree: &SectionTree) -> Vec<Use> {
        let mut found = Vec::new();
        let mut known: HashMap<String, String> = HashMap::new();
        for section in &tree.sections {
            for (at, block) in section.blocks().iter().enumerate() {
                if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                    continue;
                }
                let place = Place {
                    section: section.index,
                    block: at,
                };
                self.in_text(&block.text, &mut known, |name, span| {
                    found.push(Use {
                        name,
                        place,
                        span,
                        capital: block.text[span.start..].starts_with(char::is_uppercase),
                        at_start: begins(&block.text[..span.start]),
                    });
                });
            }
        }
        found
    }

    /// The names that stand in a line of text.
    pub fn in_line(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        self.in_text(text, &mut HashMap::new(), |name, _| found.push(name));
        found
    }

    fn in_text(
        &self,
        text: &str,
        known: &mut HashMap<String, String>,
        mut take: impl FnMut(usize, Span),
    ) {
        let spans: Vec<(usize, usize)> = words(text).collect();
        let stems: Vec<String> = spans
            .iter()
            .map(|(from, to)| {
                let word = &text[*from..*to];
                match known.get(word) {
                    Some(stem) => stem.clone(),
                    None => {
                        let stem = self.stems.of_word(word);
                        known.insert(word.to_owned(), stem.clone());
                        stem
                    }
                }
            })
            .collect();
        let mut at = 0;
        while at < stems.len() {
            let names = self.by_first.get(&stems[at]).into_iter().flatten();
            let fits = |name: &&usize| {
                let (term, own) = &self.names[**name];
                let last = at + own.len();
                stems[at..].starts_with(own)
                    && self
                        .stems
                        .are_same(term, &text[spans[at].0..spans[last - 1].1])
            };
            let mut length = 0;
            for name in names.filter(fits) {
                let own = self.names[*name].1.len();
                if own >= length {
                    length = own;
                    take(*name, Span::new(spans[at].0, spans[at + own - 1].1));
                }
            }
            at += length.max(1);
        }
    }
}

/// Whether every word would have a capital after `before`.
pub fn begins(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '“' | '*' | '_' | '(' | '[' | '’' | '\'')
    });
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '|', '–', '•', '>', '/'])
}

/// Whether `used` is a use of `definition` in the text that defines it: not the definition itself,
/// and written with the capital that the definition has.
pub fn is_use(used: &Use, definition: &Definition) -> bool {
    !is_own(used, definition) && is_written(used, definition)
}

/// Whether the words are the definition's own: the block of a section of terms, elsewhere the name.
pub fn is_own(used: &Use, definition: &Definition) -> bool {
    definition.section == used.place.section
        && definition.block == Some(used.place.block)
        && (definition.shape == Shape::Listed
            || definition.span.start < used.span.end && used.span.start < definition.span.end)
}

/// Whether the words are written as the definition writes them.
pub fn is_written(used: &Use, definition: &Definition) -> bool {
    used.capital == definition.has_capital() || (used.at_start && used.capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    fn used(text: &str) -> Vec<(String, usize)> {
        let tree = read(text, 0);
        let glossary = Glossary::of(&tree);
        let uses = Names::of(&glossary).uses(&tree);
        uses.iter()
            .filter(|own| is_use(own, &glossary.definitions[own.name]))
            .map(|own| {
                let text = &own.place.block(&tree).text[own.span.range()];
                (text.to_owned(), own.place.section)
            })
            .collect()
    }

    #[test]
    fn a_term_is_used_in_all_its_forms_with_its_capital() {
        let text = "## 1 Definitioner\n\n- **Tjänst**: det som Kunden använder.\n- **Allmänna instruktioner**: för alla Tjänster.\n\n## 2 Ansvar\n\nKunden svarar för Tjänsterna, inte för andra tjänster. De allmänna reglerna och de Allmänna instruktionerna gäller. Tjänstens BTV.\n";
        assert_eq!(
            used(text),
            [
                ("Tjänster".to_owned(), 0),
                ("Tjänsterna".to_owned(), 1),
                ("Allmänna instruktionerna".to_owned(), 1),
                ("Tjänstens".to_owned(), 1),
            ]
        );
    }

    #[test]
    fn a_definition_is_no_use_of_its_own_term() {
        let text = "Acme (the \"Supplier\") delivers.\n\nThe Supplier's staff works.\n";
        assert_eq!(used(text), [("Supplier's".to_owned(), 0)]);
    }
}
