//! The core's only input: paths and their bytes, whether they came from a folder or from a git
//! revision.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which files a contract repository has, by path, and the name of each file's contents: two files
/// with one name have the same bytes. What is not read has the name of its [`Apart`].
pub type Listing = BTreeMap<String, String>;

/// Why something that stands in a contract repository is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// A symbolic link. What it leads to may lie anywhere.
    Link,
    /// Neither a file nor a folder; in git also a submodule.
    NoFile,
    /// Its name is not UTF-8.
    Name,
    /// A folder that the format does not have, whose files are not looked at.
    Folder,
}

impl Apart {
    /// What stands for its contents in a [`Listing`].
    pub fn name(self) -> &'static str {
        match self {
            Apart::Link => "link",
            Apart::NoFile => "no file",
            Apart::Name => "no name",
            Apart::Folder => "folder",
        }
    }

    /// What is called so in a [`Listing`].
    pub fn named(name: &str) -> Option<Self> {
        [Apart::Link, Apart::NoFile, Apart::Name, Apart::Folder]
            .into_iter()
            .find(|own| own.name() == name)
    }
}

/// All files of a contract repository that the engine reads. Paths are relative to its root and use
/// `/`.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<String, Arc<[u8]>>,
    withheld: BTreeSet<String>,
    apart: BTreeMap<String, Apart>,
}

impl Snapshot {
    /// An empty snapshot.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces the file at `path`.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Takes the file at `path` away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Keeps the file at `path` from being read: it is there, but the program fails on it.
    pub fn withhold(&mut self, path: impl Into<String>) {
        self.withheld.insert(path.into());
    }

    /// Whether the file at `path` is there and must not be read.
    pub fn is_withheld(&self, path: &str) -> bool {
        self.withheld.contains(path)
    }

    /// Notes what stands at `path` and is not read.
    pub fn set_apart(&mut self, path: impl Into<String>, apart: Apart) {
        self.apart.insert(path.into(), apart);
    }

    /// What is not read, in the order of its paths.
    pub fn apart(&self) -> impl Iterator<Item = (&str, Apart)> {
        self.apart
            .iter()
            .map(|(path, apart)| (path.as_str(), *apart))
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// The text of the file at `path`, with bytes that are not UTF-8 replaced, for showing only.
    pub fn text(&self, path: &str) -> Option<String> {
        self.get(path)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }
}

impl Snapshot {
    /// The same with bytes that can be kept without copying.
    pub fn shared(&self) -> impl Iterator<Item = (&str, Arc<[u8]>)> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), Arc::clone(bytes)))
    }
}

impl<P: Into<String>, B: Into<Arc<[u8]>>> FromIterator<(P, B)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let mut snapshot = Self::new();
        for (path, bytes) in files {
            snapshot.insert(path, bytes);
        }
        snapshot
    }
}
