//! What a file elsewhere held at one time.

use chrono::NaiveDate;

/// What one file held after one commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The commit's full name.
    pub commit: String,
    /// The name of its author.
    pub author: String,
    /// The day on which it was committed, on the committer's own calendar.
    pub date: NaiveDate,
    /// The file's path in that commit.
    pub path: String,
    /// The tag, where tags are imported.
    pub tag: Option<String>,
    /// What the file held.
    pub content: Content,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The file was gone.
    Gone,
}

impl Edition {
    /// How a person finds it again: the tag or the short commit, and its day.
    pub fn name(&self) -> String {
        let name = self
            .tag
            .as_deref()
            .unwrap_or_else(|| self.commit.get(..12).unwrap_or(&self.commit));
        format!("{name} ({})", self.date)
    }
}
