//! The places of the format: which file is what, by its path.

use crate::model::register;

/// The settings file.
pub const SETTINGS: &str = "contracts/agreement.yaml";

/// The folder of the registers of signatories.
pub const REGISTERS: &str = register::FOLDER;

/// What is read of folders that lie too deep in each other.
pub(super) const DEEP: &str = "contracts/archive/<document>/<version>.md";

/// What a path of a contract repository holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role<'p> {
    Settings,
    Document { id: &'p str },
    Archived { id: &'p str, version: &'p str },
    Interim { id: &'p str, name: &'p str },
    Page { name: &'p str },
    Register { document: &'p str },
    Record { document: &'p str, version: &'p str },
    Announcement { date: &'p str },
    Other { expected: &'static str },
    Ignored,
}

pub(super) fn role(path: &str) -> Role<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| part.starts_with('.')) {
        return Role::Ignored;
    }
    let stem = |name: &'_ str| {
        name.rsplit_once('.')
            .map_or(name.len(), |(stem, _)| stem.len())
    };
    match parts.as_slice() {
        ["contracts", "agreement.yaml"] => Role::Settings,
        ["contracts", name] if name.ends_with(".md") => Role::Document {
            id: &name[..stem(name)],
        },
        ["contracts", "archive", id, name] if name.ends_with(".md") => match &name[..stem(name)] {
            name if name.contains('@') => Role::Interim { id, name },
            version => Role::Archived { id, version },
        },
        ["contracts", "pages", name] if name.ends_with(".md") => Role::Page {
            name: &name[..stem(name)],
        },
        ["contracts", "registers", name] if name.ends_with(".csv") => Role::Register {
            document: &name[..stem(name)],
        },
        ["changelog", name] if name.ends_with(".md") => Role::Announcement {
            date: &name[..stem(name)],
        },
        ["changelog", document, name] if name.ends_with(".yaml") => Role::Record {
            document,
            version: &name[..stem(name)],
        },
        ["contracts", "archive", ..] => Role::Other {
            expected: "contracts/archive/<document>/<version>.md",
        },
        ["contracts", "pages", ..] => Role::Other {
            expected: "contracts/pages/<page>.md",
        },
        ["contracts", "registers", ..] => Role::Other {
            expected: "contracts/registers/<document>.csv",
        },
        ["contracts", ..] => Role::Other {
            expected: "contracts/<document>.md, contracts/agreement.yaml",
        },
        ["changelog", ..] => Role::Other {
            expected: "changelog/<document>/<version>.yaml, changelog/<date>.md",
        },
        _ => Role::Ignored,
    }
}

/// The id of the document that the file at `path` belongs to: its text, a text of its archive or a
/// record. `None` for what concerns all documents, and for files at places that the format does not
/// have.
pub fn document_of(path: &str) -> Option<&str> {
    match role(path) {
        Role::Document { id } | Role::Archived { id, .. } | Role::Interim { id, .. } => Some(id),
        Role::Record { document, .. } => Some(document),
        _ => None,
    }
}

/// Whether the file at `path` is a register of signatories: it speaks of many documents.
pub fn is_register(path: &str) -> bool {
    matches!(role(path), Role::Register { .. })
}

/// Whether the file at `path` has a place in the format but belongs to no single document:
/// settings, pages, words about a release. Templates do too.
pub fn is_common(path: &str) -> bool {
    let ours = matches!(
        role(path),
        Role::Settings | Role::Page { .. } | Role::Announcement { .. }
    );
    ours || path.starts_with("templates/")
}
