//! The seal of a published version: what the program wrote to prove its texts and its record, and to
//! keep what was shown. It is one value, whether it was read from a file of its own or, as the first
//! format has it, from lines of the record.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::span::{Located, Span};
use super::version::VersionNumber;

/// A day, and the digest of the text that is in force from it.
pub type TextOfDay = (Located<NaiveDate>, Located<String>);

/// What the program wrote about a published version; empty where nothing is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seal {
    /// The file that holds it, to which every place below belongs.
    pub path: String,
    /// Whether it is a file of its own; else it is lines of the record.
    pub apart: bool,
    /// The digest of the published text, `sha256:…`.
    pub text: Option<Located<String>>,
    /// The digests of longer and longer beginnings of the record: as it was published, and after
    /// each fact that was appended.
    pub record: Vec<Bound>,
    /// Facts that were appended to the record without a seal, where each has one of its own.
    pub open: Vec<Span>,
    /// The digests of the interim texts that the version was published with.
    pub interim: Vec<TextOfDay>,
    /// The digests of the texts that an appended fact states, by its place among them, counted from
    /// 1. None: it states that no day has a text of its own.
    pub stated: BTreeMap<usize, Vec<TextOfDay>>,
    /// The digests of the annexes, by their files.
    pub annexes: Vec<(Located<String>, Located<String>)>,
    /// The permanent addresses of the sections.
    pub outline: Outline,
    /// The published alignment with the version before it.
    pub rows: Option<Rows>,
    /// A mark for each line of what is proven, for naming the lines that were altered.
    pub lines: LineMarks,
    /// Whether the file is, byte for byte, what was written.
    pub whole: bool,
}

/// The digest of a record's beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// How many bytes are bound.
    pub length: usize,
    /// Where what is bound by the next one begins: later, where the seal itself stands between.
    pub until: usize,
    /// Their digest.
    pub digest: Located<String>,
}

/// The marks of lines; see [`line_marks`](super::digest::line_marks).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineMarks {
    /// Of the record.
    pub record: String,
    /// How many bytes of the record have marks.
    pub covers: usize,
    /// Of the published text.
    pub text: String,
    /// Of each interim text that the version was published with.
    pub interim: Vec<(NaiveDate, String)>,
}

impl LineMarks {
    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty() && self.text.is_empty() && self.interim.is_empty()
    }

    /// Of the interim text that is in force from `day`.
    pub fn of_day(&self, day: NaiveDate) -> Option<&str> {
        let mut own = self.interim.iter().filter(|(from, _)| *from == day);
        own.next().map(|(_, marks)| marks.as_str())
    }
}

/// The permanent addresses of a version's sections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// In the order of the text.
    pub sections: Vec<Address>,
    /// The addresses of sections that some earlier version had and this one has not.
    pub gone: Vec<String>,
}

/// The addresses of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The section's place in the text, counted from 0; what stands before the first heading is one.
    pub section: usize,
    /// The address that it was first published under.
    pub address: String,
    /// What leads to it as well: later ids, and the addresses of what went into it.
    pub aliases: Vec<String>,
}

/// An alignment as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The version that the text was compared with.
    pub against: VersionNumber,
    /// The rows in their order.
    pub rows: Vec<Row>,
}

/// One row: the sections of both texts that are one section, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Places in the older text, the main part first.
    pub old: Vec<usize>,
    /// Places in the newer text, the main part first.
    pub new: Vec<usize>,
    /// The names of the kinds of change, in the order of the alphabet.
    pub kinds: Vec<String>,
}

impl Seal {
    /// Whether anything of the record is bound.
    pub fn is_sealed(&self) -> bool {
        !self.record.is_empty()
    }

    /// Where the last seal of a record of `length` bytes is one of a longer record: it was written,
    /// and what it binds was not.
    pub fn ahead_of(&self, length: usize) -> Option<&Bound> {
        let last = self.record.last().filter(|_| self.apart);
        last.filter(|last| last.length > length)
    }

    /// Everything that proves or keeps what was published holds here as `before` has it, or was not
    /// there before. More can have been appended.
    pub fn keeps(&self, before: &Self) -> bool {
        let bounds = |own: &Self| -> Vec<(usize, String)> {
            let bounds = own.record.iter();
            bounds
                .map(|bound| (bound.length, bound.digest.value.clone()))
                .collect()
        };
        let stated = before
            .stated
            .iter()
            .all(|(nth, texts)| self.stated.get(nth).map(|own| plain(own)) == Some(plain(texts)));
        let earlier = before.stated.keys().next_back().copied().unwrap_or(0);
        let invented = self
            .stated
            .keys()
            .any(|nth| *nth <= earlier && !before.stated.contains_key(nth));
        stated
            && !invented
            && bounds(self).starts_with(&bounds(before))
            && self.proves_as(before)
            && (before.lines.is_empty() || self.lines.text == before.lines.text)
            && (before.rows.is_none() || self.rows == before.rows)
            && (before.outline.sections.is_empty() || self.outline == before.outline)
    }

    /// The same texts are proven by the same digests.
    pub fn proves_as(&self, other: &Self) -> bool {
        let value =
            |located: &Option<Located<String>>| located.as_ref().map(|own| own.value.clone());
        let annexes = |own: &Self| -> Vec<(String, String)> {
            let annexes = own.annexes.iter();
            annexes
                .map(|(file, digest)| (file.value.clone(), digest.value.clone()))
                .collect()
        };
        value(&self.text) == value(&other.text)
            && plain(&self.interim) == plain(&other.interim)
            && annexes(self) == annexes(other)
    }
}

/// The facts without their places.
fn plain(texts: &[TextOfDay]) -> Vec<(NaiveDate, &str)> {
    let texts = texts.iter();
    texts
        .map(|(day, digest)| (day.value, digest.value.as_str()))
        .collect()
}
