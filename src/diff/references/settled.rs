//! A text in which references name what they point at instead of its number, so that it stays the
//! same when sections only get other numbers.

use super::find::{Class, mentions};
use super::resolve::{Numbers, Target};
use crate::model::section::SectionTree;

/// `text`, which stands in `section` of `tree`, with the title of the section that each reference
/// points at in place of its number. A reference to what has no title, stands in another document
/// or cannot be resolved stays as it is written.
pub fn settled(tree: &SectionTree, numbers: &Numbers, section: usize, text: &str) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for mention in mentions(text) {
        for (place, label) in mention.labels.iter().enumerate() {
            // A passage counts paragraphs, which bear no number.
            if label.class == Class::Passage {
                continue;
            }
            let target = numbers.resolve(tree, section, &mention, place);
            let (title, point) = match &target {
                Target::Section(at) => (&tree.get(*at).title, None),
                Target::Point { section, label } => (&tree.get(*section).title, Some(label)),
                Target::Ambiguous | Target::Nowhere | Target::Elsewhere => continue,
            };
            if title.is_empty() || label.span.start < at {
                continue;
            }
            out.push_str(&text[at..label.span.start]);
            // A sign that no text holds after reading.
            out.push('\u{1}');
            out.push_str(title);
            if let Some(point) = point {
                out.push('\u{1}');
                out.push_str(point);
            }
            at = label.span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::read;

    #[track_caller]
    fn of(text: &str) -> String {
        let tree = read(text, 0);
        let last = tree.sections.len() - 1;
        let block = &tree.get(last).blocks()[0].text;
        settled(&tree, &Numbers::of(&tree), last, block)
    }

    #[test]
    fn a_reference_is_the_same_whatever_number_its_target_bears() {
        let before =
            of("## 2 Avgift\n\n1. En.\n\n## 3 Slut\n\nSe avsnitt 2 och avsnitt 2 punkt 1.\n");
        let after =
            of("## 7 Avgift\n\n1. En.\n\n## 8 Slut\n\nSe avsnitt 7 och avsnitt 7 punkt 1.\n");
        assert_eq!(before, after);
        let other = of("## 7 Avgift\n\n## 8 Pris\n\n## 9 Slut\n\nSe avsnitt 8 och avsnitt 7.\n");
        assert_ne!(before, other);
    }

    #[test]
    fn what_leads_nowhere_or_elsewhere_is_kept_as_written() {
        let text = "Se avsnitt 9 och 4 § lagen (2018:218).";
        assert_eq!(of(&format!("## 1 Slut\n\n{text}\n")), text);
    }
}
