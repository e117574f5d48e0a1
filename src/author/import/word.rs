//! `import word`: a Word document becomes a draft.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::remarks::Remarks;
use crate::args;
use crate::author::Plan;
use crate::author::init::{self, Begun};
use crate::model::repository::Repository;
use crate::model::snapshot::Snapshot;
use crate::parse::sections;
use crate::problem::Problem;
use crate::word::About;
use crate::word::document::Prepared;
use crate::word::markdown::Markdown;
use crate::words::{Text, saying};

/// What the author says about the document.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'w> {
    /// Its id.
    pub id: &'w str,
    /// Its title; else its own, else the file's name.
    pub title: Option<&'w str>,
    /// Its kind; else the first of the repository.
    pub kind: Option<&'w str>,
}

/// What `import word` writes: the draft of a document's first version with the text `read`, made of
/// `prepared`. Whatever is left out or reads otherwise than in Word is told.
///
/// # Errors
/// When the id is no id or is taken, the kind is unknown, or the document holds no text.
pub fn plan(
    read: &Markdown,
    prepared: &Prepared,
    stem: &str,
    wishes: Wishes<'_>,
    repository: &Repository,
    snapshot: &Snapshot,
) -> Result<Plan, Problem> {
    let title = wishes.title.or(read.title.as_deref()).unwrap_or(stem);
    let Begun { path, front, .. } =
        init::begin(repository, snapshot, wishes.id, title, wishes.kind)?;
    if prepared.paragraphs.is_empty() {
        return Err(Problem::refused(
            saying("problem.word-empty", args![]),
            saying("problem.word-empty-hint", args![]),
        ));
    }
    let mut remarks = Remarks::default();
    for remark in prepared.remarks.iter().chain(&read.remarks) {
        remarks.add(remark.reason.clone(), quoted(&remark.about));
    }
    for paragraph in missing(&prepared.paragraphs, read) {
        let about = About::Words(paragraph.to_owned());
        remarks.add(saying("import.unread-paragraph", args![]), quoted(&about));
    }
    let mut plan = Plan::default();
    plan.create(&path, front + &read.text);
    plan.done.extend(remarks.lines());
    plan.done
        .push(saying("import.word", args![path = path.as_str()]));
    plan.next = Some(saying("import.next-word", args![path, id = wishes.id]));
    Ok(plan)
}

/// What a remark is about, words of the document as a quotation.
fn quoted(about: &About) -> Text {
    const SHOWN: usize = 60;
    let text = match about {
        About::Words(text) => text,
        About::Said(text) => return text.clone(),
    };
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = joined.char_indices().nth(SHOWN).map(|(at, _)| at);
    let (text, cut) = (&joined[..end.unwrap_or(joined.len())], end.is_some());
    saying("import.quoted", args![text, cut])
}

/// The paragraphs of which some word stands neither in the text of `markdown`, as it is read here,
/// nor in its title.
fn missing<'p>(paragraphs: &'p [String], markdown: &Markdown) -> Vec<&'p str> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for word in markdown.title.iter().flat_map(|title| words(title)) {
        *known.entry(word).or_default() += 1;
    }
    for section in sections::read(&markdown.text, 0).sections {
        let texts = section
            .blocks()
            .iter()
            .map(|block| block.prefix() + &block.text);
        for text in texts.chain([section.heading.clone()]) {
            words(&text).for_each(|word| *known.entry(word).or_default() += 1);
        }
    }
    let mut take = |word: &str| match known.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    // Every word is taken, also after a missing one: it is no other paragraph's.
    let mut complete = |text: &&String| words(text).filter(|word| !take(word)).count() == 0;
    paragraphs
        .iter()
        .filter(|text| !complete(text))
        .map(String::as_str)
        .collect()
}

/// The words of `text`; raised digits count as digits.
fn words(text: &str) -> impl Iterator<Item = String> {
    let plain: String = text.nfkc().collect();
    let words: Vec<String> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_lost_a_word_is_found() {
        let paragraphs = [
            "Kunden ska betala 20 m2.".to_owned(),
            "I en textruta".to_owned(),
            "Kunden".to_owned(),
        ];
        let text = "# Avgift\n\nKunden ska betala *20* m².\n\n- Kunden\n".to_owned();
        let lost = missing(
            &paragraphs,
            &Markdown {
                title: None,
                text,
                remarks: Vec::new(),
            },
        );
        assert_eq!(lost, ["I en textruta"]);
    }
}
