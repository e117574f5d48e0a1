//! The places of the format: which file is what, by its path, and where a file is written. Whoever
//! reads or writes a path of a contract repository asks here.

use std::fmt::Display;

use chrono::NaiveDate;

use super::register;
use super::version::VersionNumber;

/// The settings file.
pub const SETTINGS: &str = "contracts/agreement.yaml";

/// The folder of the registers of signatories.
pub const REGISTERS: &str = register::FOLDER;

/// What is read of folders that lie too deep in each other.
pub const DEEP: &str = "contracts/archive/<document>/<version>.md";

/// What a path of a contract repository holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role<'p> {
    /// The settings.
    Settings,
    /// The newest text of a document.
    Document {
        /// The document.
        id: &'p str,
    },
    /// A superseded text.
    Archived {
        /// The document.
        id: &'p str,
        /// The number, as the file's name spells it.
        version: &'p str,
    },
    /// A text between two dates of effect.
    Interim {
        /// The document.
        id: &'p str,
        /// Number and day, as the file's name spells them: `1.0@2022-12-19`.
        name: &'p str,
    },
    /// A short text of one of the site's own pages.
    Page {
        /// The page.
        name: &'p str,
    },
    /// A list of signatories.
    Register {
        /// The document that they signed.
        document: &'p str,
    },
    /// A release record.
    Record {
        /// The document.
        document: &'p str,
        /// The number, as the file's name spells it.
        version: &'p str,
    },
    /// The seal of a version.
    Seal {
        /// The document.
        document: &'p str,
        /// The number, as the file's name spells it.
        version: &'p str,
    },
    /// The seal of the words about a whole release.
    AnnouncementSeal {
        /// The day, as the file's name spells it.
        date: &'p str,
    },
    /// Words about a whole release.
    Announcement {
        /// The day, as the file's name spells it.
        date: &'p str,
    },
    /// A file where the format has no place for it.
    Other {
        /// What belongs there.
        expected: &'static str,
    },
    /// A file that is none of ours.
    Ignored,
}

/// What the file at `path` holds.
pub fn role(path: &str) -> Role<'_> {
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
        ["changelog", name] if name.ends_with(".seal") => Role::AnnouncementSeal {
            date: &name[..stem(name)],
        },
        ["changelog", document, name] if name.ends_with(".seal") => Role::Seal {
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
        Role::Record { document, .. } | Role::Seal { document, .. } => Some(document),
        _ => None,
    }
}

/// Whether the file at `path` is the seal of a version.
pub fn is_seal(path: &str) -> bool {
    matches!(role(path), Role::Seal { .. })
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
        Role::Settings
            | Role::Page { .. }
            | Role::Announcement { .. }
            | Role::AnnouncementSeal { .. }
    );
    ours || path.starts_with("templates/")
}

/// Where the newest text of the document `id` stands.
pub fn document(id: &str) -> String {
    format!("contracts/{id}.md")
}

/// The folder of a document's superseded and interim texts.
pub fn archive(id: &str) -> String {
    format!("contracts/archive/{id}/")
}

/// Where the text of a superseded version stands. A number in a file's name may be spelt in another
/// way than ours.
pub fn archived(id: &str, version: &impl Display) -> String {
    format!("{}{version}.md", archive(id))
}

/// Where the text that binds from `day` is stored, made of `version` and older ones.
pub fn interim(id: &str, version: &VersionNumber, day: NaiveDate) -> String {
    archived(id, &format_args!("{version}@{day}"))
}

/// Where the same is stored when a correction on `corrected` composed it anew, the `nth` time.
pub fn interim_again(
    id: &str,
    version: &VersionNumber,
    (day, corrected): (NaiveDate, NaiveDate),
    nth: usize,
) -> String {
    let end = if nth > 1 {
        format!("-{nth}")
    } else {
        String::new()
    };
    archived(id, &format_args!("{version}@{day}@{corrected}{end}"))
}

/// Where a short text of one of the site's own pages stands.
pub fn page(name: &str) -> String {
    format!("contracts/pages/{name}.md")
}

/// The folder of a document's release records.
pub fn records(id: &str) -> String {
    format!("changelog/{id}/")
}

/// Where the release record of a version is written.
pub fn record(id: &str, version: &VersionNumber) -> String {
    format!("{}{version}.yaml", records(id))
}

/// Where the seal of the version whose record stands at `record` stands.
pub fn seal_of(record: &str) -> String {
    format!("{}.seal", record.strip_suffix(".yaml").unwrap_or(record))
}

/// Where the seal of the words about all that is published on a day stands.
pub fn announcement_seal(day: &impl Display) -> String {
    format!("changelog/{day}.seal")
}

/// Where the words about all that is published on a day stand.
pub fn announcement(day: &impl Display) -> String {
    format!("changelog/{day}.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_to_a_place_is_read_from_it() {
        let number = VersionNumber::parse("2.1").expect("a number");
        let day = NaiveDate::from_ymd_opt(2022, 12, 19).expect("a day");
        let id = "a";
        assert_eq!(role(&document(id)), Role::Document { id });
        let version = "2.1";
        assert_eq!(role(&archived(id, &number)), Role::Archived { id, version });
        let name = "2.1@2022-12-19";
        assert_eq!(role(&interim(id, &number, day)), Role::Interim { id, name });
        assert_eq!(role(&page("om")), Role::Page { name: "om" });
        let document = id;
        assert_eq!(
            role(&record(id, &number)),
            Role::Record { document, version }
        );
        let sealed = seal_of(&record(id, &number));
        assert_eq!(role(&sealed), Role::Seal { document, version });
        let date = "2022-12-19";
        assert_eq!(role(&announcement(&day)), Role::Announcement { date });
        let sealed = announcement_seal(&day);
        assert_eq!(role(&sealed), Role::AnnouncementSeal { date });
        assert_eq!(role(SETTINGS), Role::Settings);
    }

    #[test]
    fn a_hidden_file_is_none_of_ours_and_a_file_elsewhere_is_told_what_belongs_there() {
        assert_eq!(role("contracts/.a.md"), Role::Ignored);
        assert_eq!(role("README.md"), Role::Ignored);
        assert!(matches!(role("contracts/a.txt"), Role::Other { .. }));
        assert!(matches!(role("changelog/a/b/1.0.yaml"), Role::Other { .. }));
    }
}
