//! Definitions that a new text changes, and the sections whose words mean something else by it.

use std::collections::BTreeMap;

use super::uses::Names;
use super::{Definition, Glossary};
use crate::diff::Comparison;
use crate::model::section::SectionTree;

/// A definition that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedDefinition {
    /// The term as the new text writes it, else as the old one did.
    pub term: String,
    /// Which change of the comparison it is part of.
    pub change: usize,
    /// What became of it.
    pub fate: Fate,
    /// Whether it stands in a section of terms, and so holds for other documents too.
    pub listed: bool,
    /// The sections of the new text whose words it is about, in the order of the text.
    pub touched: Vec<Touched>,
}

/// What became of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

impl Fate {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Added => "added",
            Fate::Changed => "changed",
            Fate::Removed => "removed",
        }
    }
}

/// A section in which a term is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// The section, by its index.
    pub section: usize,
    /// The points in which the term stands; empty where it stands outside points too.
    pub points: Vec<String>,
}

/// The definitions that `comparison` changes, each with the sections of `new` that use it.
pub fn of(comparison: &Comparison, old: &SectionTree, new: &SectionTree) -> Vec<ChangedDefinition> {
    let mut found = definitions(comparison, old, new);
    if found.is_empty() {
        return found;
    }
    let stems = super::stems::Stems::of(super::tongue(new));
    let names = Names::new(found.iter().map(|own| own.term.as_str()), stems);
    let glossary = Glossary::of(new);
    let mut places: Vec<BTreeMap<usize, Option<Vec<String>>>> = vec![BTreeMap::new(); found.len()];
    for used in names.uses(new) {
        let own = &found[used.name];
        let block = used.place.block(new);
        let defines = glossary.of_term(&own.term).any(|definition| {
            definition.section == used.place.section && definition.block == Some(used.place.block)
        });
        let capital = own.term.starts_with(char::is_uppercase);
        if !defines && written(used.capital, used.at_start, capital) {
            collect(
                &mut places[used.name],
                used.place.section,
                block.point.as_deref(),
            );
        }
    }
    for (own, places) in found.iter_mut().zip(places) {
        own.touched = touched(places);
    }
    found
}

/// The sections of `tree`, another text, that use the terms with these stems; one list for each.
pub fn elsewhere(terms: &[&ChangedDefinition], tree: &SectionTree) -> Vec<Vec<Touched>> {
    let glossary = Glossary::of(tree);
    let stems = glossary.stems;
    let names = Names::new(terms.iter().map(|own| own.term.as_str()), stems);
    let mut places = vec![BTreeMap::new(); terms.len()];
    for used in names.uses(tree) {
        let own = terms[used.name];
        // What a text defines itself means what it says there.
        let defined = glossary.of_term(&own.term).next().is_some();
        let capital = own.term.starts_with(char::is_uppercase);
        if !defined && written(used.capital, used.at_start, capital) {
            let point = used.place.block(tree).point.as_deref();
            collect(&mut places[used.name], used.place.section, point);
        }
    }
    places.into_iter().map(touched).collect()
}

fn written(capital: bool, at_start: bool, wanted: bool) -> bool {
    capital == wanted || (at_start && capital)
}

type Places = BTreeMap<usize, Option<Vec<String>>>;

fn collect(places: &mut Places, section: usize, point: Option<&str>) {
    let own = places.entry(section).or_insert_with(|| Some(Vec::new()));
    match (own.as_mut(), point) {
        (Some(points), Some(point)) if !points.iter().any(|own| own == point) => {
            points.push(point.to_owned());
        }
        (_, None) => *own = None,
        _ => {}
    }
}

fn touched(places: Places) -> Vec<Touched> {
    places
        .into_iter()
        .map(|(section, points)| Touched {
            section,
            points: points.unwrap_or_default(),
        })
        .collect()
}

/// The changed definitions without the sections they touch.
fn definitions(
    comparison: &Comparison,
    old: &SectionTree,
    new: &SectionTree,
) -> Vec<ChangedDefinition> {
    let row_of = |side: fn(&crate::diff::Row) -> &Vec<usize>, section: usize| {
        comparison
            .changes
            .iter()
            .position(|change| side(&comparison.rows[change.row]).contains(&section))
    };
    if comparison.changes.is_empty() {
        return Vec::new();
    }
    let (before, after) = (Glossary::of(old), Glossary::of(new));
    let mut found = Vec::new();
    let push =
        |found: &mut Vec<ChangedDefinition>, own: &Definition, change: Option<usize>, fate| {
            let known = found.iter().any(|known| known.term == own.term);
            if let Some(change) = change.filter(|_| !known) {
                found.push(ChangedDefinition {
                    term: own.term.clone(),
                    change,
                    fate,
                    listed: own.shape == super::definitions::Shape::Listed,
                    touched: Vec::new(),
                });
            }
        };
    for own in &after.definitions {
        let mut was = before.of_term(&own.term);
        let fate = match was.next() {
            None => Fate::Added,
            Some(first) => {
                let mut all = std::iter::once(first).chain(was);
                if all.any(|was| is_same(&was.meaning, &own.meaning)) {
                    continue;
                }
                Fate::Changed
            }
        };
        push(&mut found, own, row_of(|row| &row.new, own.section), fate);
    }
    for own in &before.definitions {
        if after.of_term(&own.term).next().is_none() {
            push(
                &mut found,
                own,
                row_of(|row| &row.old, own.section),
                Fate::Removed,
            );
        }
    }
    found.sort_by_key(|own| own.change);
    found
}

/// Whether two definitions say the same: signs, blanks and capitals aside.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use crate::parse::sections::read;

    const OLD: &str = "## 1 Begrepp\n\n| Term | Betydelse |\n| --- | --- |\n| Fel | En avvikelse |\n| Kund | Den som köper |\n\n## 2 Support\n\n1. Inera rättar Fel.\n2. Kunden väntar.\n\n## 3 Pris\n\nPriset är fast, med fel och brister.\n\n## 4 Ansvar\n\nKunden svarar för Felen.\n";

    fn told(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (read(old, 0), read(new, 0));
        let comparison = compare(&old, &new).expect("a proven comparison");
        of(&comparison, &old, &new)
            .iter()
            .map(|own| {
                let places = own.touched.iter().map(|own| {
                    let number = new.get(own.section).number.clone().unwrap_or_default();
                    format!("{number}:{}", own.points.join(","))
                });
                let places: Vec<String> = places.collect();
                format!("{} {} {}", own.fate.name(), own.term, places.join(" "))
            })
            .collect()
    }

    #[test]
    fn a_changed_definition_names_what_uses_its_term() {
        assert_eq!(
            told(OLD, &OLD.replace("En avvikelse", "En väsentlig avvikelse")),
            ["changed Fel 2:1 4:"]
        );
    }

    #[test]
    fn a_new_and_a_lost_definition_touch_what_uses_the_word() {
        let without = OLD.replace("| Fel | En avvikelse |\n", "");
        assert_eq!(told(OLD, &without), ["removed Fel 2:1 4:"]);
        assert_eq!(told(&without, OLD), ["added Fel 2:1 4:"]);
    }

    #[test]
    fn where_no_definition_changed_nothing_is_touched() {
        assert!(told(OLD, &OLD.replace("är fast", "är rörligt")).is_empty());
        assert!(told(OLD, &OLD.replace("En avvikelse", "en  avvikelse.")).is_empty());
    }

    #[test]
    fn another_document_uses_a_term_unless_it_defines_it_itself() {
        let (old, new) = (
            read(OLD, 0),
            read(&OLD.replace("En avvikelse", "En brist"), 0),
        );
        let comparison = compare(&old, &new).expect("a proven comparison");
        let found = of(&comparison, &old, &new);
        let terms: Vec<&ChangedDefinition> = found.iter().collect();
        let count = |text: &str| elsewhere(&terms, &read(text, 0))[0].len();
        assert_eq!(count("## 1 A\n\nAlla Fel rättas.\n"), 1);
        assert_eq!(
            count("## 1 A\n\nAlla Fel (”Fel”) rättas, liksom Felet.\n"),
            0
        );
        assert_eq!(count("## 1 A\n\nAlla fel rättas.\n"), 0);
    }
}
