//! How often each word stands in the two texts: a word that is used elsewhere is no slip of the pen.

use std::collections::HashMap;

use crate::model::section::SectionTree;

/// The words of two texts in lower case, with their counts.
#[derive(Debug)]
pub(super) struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    /// Counts the words of one text.
    pub(super) fn of(tree: &SectionTree) -> Self {
        let mut counts = HashMap::new();
        for section in &tree.sections {
            let texts =
                section.blocks.iter().map(|block| block.text.as_str()).chain([section.title.as_str()]);
            for word in texts
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
            {
                *counts.entry(word.to_lowercase()).or_insert(0) += 1;
            }
        }
        Self { counts }
    }

    /// How often `word` stands in the text.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.counts.get(&word.to_lowercase()).copied().unwrap_or(0)
    }
}
