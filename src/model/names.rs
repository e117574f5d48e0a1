//! Names that nobody knows: which of the known ones was meant.

use unicode_normalization::UnicodeNormalization as _;

use super::codes::advice;
use super::finding::Finding;
use super::lookalike;

/// How many names a message lists before it breaks off.
const LISTED: usize = 20;

/// With how many known names one that nobody knows is compared: many findings must not each walk
/// through thousands.
const COMPARED: usize = 500;

impl Finding {
    /// Adds the argument `known`, the names that `name` could have been, most like it first, and
    /// says which of them was meant or which sign is not what it looks like.
    #[must_use]
    pub fn among<'k>(self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        self.among_first(name, known, LISTED)
    }

    /// The same with the first `most` of the known names: where there may be hundreds.
    #[must_use]
    pub fn among_first<'k>(
        self,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
        most: usize,
    ) -> Self {
        let known = by_likeness(name, known);
        let listed = match most {
            LISTED => listed(known.iter().map(|(_, name)| *name)),
            most => listed(known.iter().take(most).map(|(_, name)| *name)),
        };
        self.with("known", listed).guessing(name, &known)
    }

    fn guessing(self, name: &str, known: &[(usize, &str)]) -> Self {
        let meant = known
            .first()
            .filter(|(distance, _)| is_near(*distance, name))
            .map(|(_, name)| *name);
        match (lookalike::find(name), meant) {
            (Some(found), _) => self.unmasking(&found),
            (None, Some(meant)) => self.with("meant", meant).advising(&advice::MEANT),
            (None, None) => self,
        }
    }

    /// Says only which of the `known` names was meant, or which sign is not what it looks like.
    #[must_use]
    pub fn meaning<'k>(self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let known = by_likeness(name, known);
        self.guessing(name, &known)
    }

    /// Says which sign is not what it looks like.
    #[must_use]
    pub fn unmasking(self, found: &lookalike::Lookalike) -> Self {
        let code = format!("U+{:04X}", u32::from(found.sign));
        let finding = self
            .with("position", found.place)
            .with("sign", code)
            .with("meant", &found.meant);
        match found.like {
            Some(like) => finding.with("like", like).advising(&advice::LOOKALIKE),
            None => finding.advising(&advice::INVISIBLE),
        }
    }
}

/// The names with commas between them; of many the first ones.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let mut listed: Vec<&str> = names.by_ref().take(LISTED).collect();
    listed.extend(names.next().map(|_| "…"));
    if listed.is_empty() {
        "–".to_owned()
    } else {
        listed.join(", ")
    }
}

/// The name with its letters composed, by which it is the same as another.
pub fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// Whether `a` and `b` are one name: the same letters, composed or not.
pub fn same(a: &str, b: &str) -> bool {
    a == b || a.nfc().eq(b.nfc())
}

/// The name as two of them are compared when they must not be taken for one another: letter case,
/// white space at the ends and the composition of letters aside.
pub fn folded(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// The `most` known names that look most like `name`.
pub fn nearest<'k>(
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
    most: usize,
) -> Vec<&'k str> {
    let known = by_likeness(name, known).into_iter().map(|(_, own)| own);
    known.take(most).collect()
}

/// The known names with their distances from `name`, the most like it first.
fn by_likeness<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<(usize, &'k str)> {
    let name = lookalike::find(name).map_or_else(|| name.to_owned(), |found| found.meant);
    let name: Vec<char> = folded(&name).chars().take(LONGEST).collect();
    let mut known: Vec<(usize, &str)> = known
        .into_iter()
        .take(COMPARED)
        .map(|own| {
            let letters: Vec<char> = folded(own).chars().take(LONGEST).collect();
            (distance(&name, &letters), own)
        })
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// More of a name is not compared: what is longer is no name.
const LONGEST: usize = 60;

/// Whether a name at this distance can be a slip of the other: a third of its letters at most, and
/// no more than three.
fn is_near(distance: usize, name: &str) -> bool {
    distance <= (name.chars().count() / 3).clamp(1, 3)
}

/// How many letters must be put in, taken out, replaced or exchanged with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(letter != other))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::codes::structure;
    use crate::model::finding::{Language, Place};
    use crate::model::span::Span;

    fn help(name: &str, known: &[&str]) -> String {
        let finding = Finding::new(
            &structure::UNKNOWN_KIND,
            Place::new("a.md", Span::default()),
        );
        finding
            .with("kind", name)
            .among(name, known.iter().copied())
            .help(Language::En)
    }

    #[test]
    fn the_most_alike_name_comes_first_and_is_asked_about() {
        let known = ["bilaga", "btv", "pub"];
        assert_eq!(
            help("btvv", &known),
            "choose one of: btv, pub, bilaga – did you mean \"btv\"?"
        );
        assert_eq!(help("vbt", &known).matches("did you mean").count(), 0);
        assert_eq!(
            help("BTV", &known).matches("did you mean \"btv\"?").count(),
            1
        );
    }

    #[test]
    fn a_sign_of_another_script_is_named() {
        assert!(
            help("bтv", &["btv"])
                .ends_with("character 2 is U+0442, which only looks like \"t\"; write \"btv\"")
        );
        assert!(
            help("bt\u{200b}v", &["btv"])
                .ends_with("character 3 is U+200B, which nobody can see; write \"btv\"")
        );
    }

    #[test]
    fn exchanged_letters_are_one_step() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("efefct"), &letters("effect")), 1);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_name() {
        assert!(same("va\u{30a}rd", "vård"));
        assert!(!same("Vård", "vård"));
        assert_eq!(folded(" VA\u{30a}RD "), "vård");
    }
}
