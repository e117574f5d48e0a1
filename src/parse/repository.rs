//! A snapshot to a repository: what each file says, joined to documents with their versions.

mod seals;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::Source;
use super::{front_matter, misspelt, record, register, sections, settings};
use crate::model::codes::{reading, registers, structure};
use crate::model::finding::{Finding, Place};
use crate::model::person;
use crate::model::places::{self, Role, role};
use crate::model::record::Record;
use crate::model::repository::{Document, InterimText, Repository, Version};
use crate::model::seal::Seal;
use crate::model::snapshot::{Apart, Snapshot};
use crate::model::span::Span;
use crate::model::version::VersionNumber;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 16 * 1024 * 1024;

/// Reads everything in `snapshot`. Never fails: what is wrong becomes findings, and the rest is
/// read.
pub fn read(snapshot: &Snapshot) -> (Repository, Vec<Finding>) {
    let mut reader = Reader::default();
    for (path, bytes) in snapshot.iter() {
        match snapshot.is_withheld(path) {
            true => reader.withheld(snapshot, path, bytes),
            false => reader.file(path, bytes),
        }
    }
    for (path, apart) in snapshot.apart() {
        reader.apart(path, apart);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    repository: Repository,
    current: Vec<(String, Version)>,
    archived: Vec<(String, Version)>,
    /// Current files that cannot be read, with the document's id and whether they name a
    /// publication date.
    unread: Vec<(String, String, bool)>,
    seals: Vec<(String, VersionNumber, Seal)>,
    findings: Vec<Finding>,
}

impl Reader {
    fn file(&mut self, path: &str, bytes: &[u8]) {
        let role = role(path);
        match role {
            Role::Ignored => return,
            Role::Register { document } => return self.register(path, bytes, document),
            Role::Other { expected } => return self.misplaced(path, expected),
            _ => {}
        }
        let Some(text) = self.decode(path, bytes) else {
            self.note_unreadable(&role, path, bytes);
            return;
        };
        let mut source = Source::new(path, text);
        match role {
            Role::Settings => self.repository.settings = settings::read(&mut source),
            Role::Document { id } => match version(&mut source) {
                Some(version) => self.current.push((id.to_owned(), version)),
                None => self.note_unreadable(&role, path, bytes),
            },
            Role::Archived { id, .. } => match version(&mut source) {
                Some(version) => self.archived.push((id.to_owned(), version)),
                None => self.note_unreadable(&role, path, bytes),
            },
            Role::Record { document, version } => self.record(&mut source, document, version),
            Role::Seal { document, version } => self.seal(&mut source, document, version),
            Role::AnnouncementSeal { date } => self.announcement_seal(&mut source, date),
            Role::Page { name } => {
                self.repository
                    .pages
                    .insert(name.to_owned(), text.to_owned());
            }
            Role::Announcement { date } => {
                let words = super::announcement::read(&mut source, date);
                self.repository.announcements.extend(words);
            }
            Role::Interim { id, name } => self.interim(path, text, id, name),
            Role::Register { .. } | Role::Other { .. } | Role::Ignored => {}
        }
        self.findings.append(&mut source.findings);
    }

    /// A file of a document that the program fails on is one that cannot be read. The document is
    /// named once.
    fn withheld(&mut self, snapshot: &Snapshot, path: &str, bytes: &[u8]) {
        let role = role(path);
        let names_the_document = match role {
            Role::Document { .. } => true,
            Role::Archived { id, .. } => snapshot.get(&places::document(id)).is_none(),
            _ => false,
        };
        if names_the_document {
            self.findings.push(Finding::new(
                &reading::PROGRAM_FAULT,
                Place::new(path, Span::default()),
            ));
        }
        self.note_unreadable(&role, path, bytes);
    }

    fn misplaced(&mut self, path: &str, expected: &str) {
        let place = Place::new(path, Span::default());
        self.findings.push(match misspelt::meant(path) {
            Some(meant) => Finding::new(&reading::MISSPELT_NAME, place).with("meant", meant),
            None => Finding::new(&reading::MISPLACED_FILE, place).with("expected", expected),
        });
    }

    /// What stands at `path` and is not read: nothing is concluded about the document that it may
    /// belong to.
    fn apart(&mut self, path: &str, apart: Apart) {
        let role = role(path);
        if role == Role::Ignored && path.contains('/') {
            return;
        }
        let place = Place::new(path, Span::default());
        let finding = match (apart, misspelt::meant_folder(path)) {
            (Apart::Link, _) => Finding::new(&reading::SYMBOLIC_LINK, place),
            (Apart::NoFile, _) => Finding::new(&reading::NOT_A_FILE, place),
            (Apart::Name, _) => Finding::new(&reading::NAME_NOT_UTF8, place),
            (Apart::Folder, Some(meant)) => {
                Finding::new(&reading::MISSPELT_NAME, place).with("meant", meant)
            }
            (Apart::Folder, None) => return self.misplaced(path, places::DEEP),
        };
        self.findings.push(finding);
        match role {
            // Its bytes are not known: they may name a publication date.
            Role::Document { id } => self.unread.push((id.to_owned(), path.to_owned(), true)),
            _ => self.note_unreadable(&role, path, &[]),
        }
        if let Some(id) = path
            .strip_prefix("contracts/archive/")
            .filter(|id| !id.contains('/'))
        {
            self.repository.unreadable.insert(id.to_owned());
        }
    }

    fn register(&mut self, path: &str, bytes: &[u8], document: &str) {
        let named = person::held(document).is_some();
        if named {
            let code = &registers::PERSONAL_IDENTITY_NUMBER_IN_FILE_NAME;
            self.findings
                .push(Finding::new(code, Place::new(path, Span::default())));
        }
        if bytes.len() > MAX_FILE {
            let finding = Finding::new(&reading::FILE_TOO_LARGE, Place::new(path, Span::default()));
            self.findings
                .push(finding.with("size", bytes.len()).with("limit", MAX_FILE));
            return;
        }
        match super::csv::decode(path, bytes) {
            Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => {
                self.findings.push(Finding::new(
                    &reading::EMPTY_FILE,
                    Place::new(path, Span::default()),
                ));
            }
            Ok(text) => {
                let mut source = Source::new(path, text);
                if let Some(register) = register::read(&mut source, document).filter(|_| !named) {
                    self.repository
                        .registers
                        .insert(document.to_owned(), register);
                }
                self.findings.append(&mut source.findings);
            }
            Err(finding) => {
                // The places of letters that cannot be read say nothing; the file as a whole does.
                let text = String::from_utf8_lossy(bytes);
                if text
                    .split([',', ';', '\t', '|', '"', '\n'])
                    .any(|cell| person::held(cell).is_some())
                {
                    let place = Place::new(path, Span::default());
                    self.findings
                        .push(Finding::new(&registers::PERSONAL_IDENTITY_NUMBER, place));
                }
                self.findings.push(finding);
            }
        }
    }

    fn decode<'b>(&mut self, path: &str, bytes: &'b [u8]) -> Option<&'b str> {
        let place = |span| Place::new(path, span);
        if bytes.len() > MAX_FILE {
            let finding = Finding::new(&reading::FILE_TOO_LARGE, place(Span::default()));
            self.findings
                .push(finding.with("size", bytes.len()).with("limit", MAX_FILE));
            return None;
        }
        let text = match super::encoding::utf8(bytes) {
            Ok(text) => text,
            Err((at, what)) => {
                let finding = Finding::new(&reading::NOT_UTF8, place(Span::new(at, at)));
                self.findings
                    .push(finding.with("offset", at).saying("encoding", what));
                return None;
            }
        };
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            self.findings
                .push(Finding::new(&reading::EMPTY_FILE, place(Span::default())));
            return None;
        }
        Some(text)
    }

    fn note_unreadable(&mut self, role: &Role<'_>, path: &str, bytes: &[u8]) {
        match role {
            Role::Document { id } => {
                let mut lines = bytes.split(|byte| *byte == b'\n');
                let dated = lines.any(|line| line.trim_ascii().starts_with(b"published"));
                self.unread.push(((*id).to_owned(), path.to_owned(), dated));
            }
            Role::Archived { id, .. } => {
                self.repository.unreadable.insert((*id).to_owned());
            }
            Role::Record { .. } => {
                self.repository.unreadable_records.insert(path.to_owned());
            }
            _ => {}
        }
    }

    /// Of a current file that cannot be read: whether it can only be a draft. It names no
    /// publication date, and every version that was sealed stands in the archive.
    fn is_unread_draft(&self, id: &str, dated: bool) -> bool {
        let archived = |version: &VersionNumber| {
            self.archived
                .iter()
                .any(|(of, own)| of == id && own.front.version == *version)
        };
        let of_document = self
            .repository
            .records
            .iter()
            .filter(|((of, _), _)| of == id);
        let mut sealed = of_document.filter(|(_, record)| record.is_sealed());
        !dated
            && !self.repository.unreadable.contains(id)
            && sealed.all(|((_, version), _)| archived(version))
    }

    fn record(&mut self, source: &mut Source<'_>, document: &str, version: &str) {
        let Some(record) = record::read(source) else {
            self.repository
                .unreadable_records
                .insert(source.path.to_owned());
            return;
        };
        let mut expect = |key: &str, value: &str, expected: &str, span| {
            source.report(&structure::NAME_CONTRADICTS_PATH, span, |f| {
                f.with("key", key)
                    .with("value", value)
                    .with("expected", expected)
            });
        };
        if record.document.value != document {
            expect(
                "document",
                &record.document.value,
                document,
                record.document.span,
            );
        }
        let Some(number) =
            VersionNumber::parse(version).filter(|number| *number == record.version.value)
        else {
            expect(
                "version",
                record.version.value.as_str(),
                version,
                record.version.span,
            );
            return;
        };
        self.keep_record((document.to_owned(), number), record);
    }

    /// Of two records of one version the sealed one is kept, else the first; the other is a
    /// finding.
    fn keep_record(&mut self, key: (String, VersionNumber), record: Record) {
        let Some(known) = self.repository.records.get(&key) else {
            self.repository.records.insert(key, record);
            return;
        };
        let replaces = !known.is_sealed() && record.is_sealed();
        let (kept, other) = if replaces {
            (&record, known)
        } else {
            (known, &record)
        };
        let place = Place::new(&other.path, other.version.span);
        let finding =
            Finding::new(&structure::DUPLICATE_FILE, place).saying("what", &structure::OF_A_RECORD);
        let finding = finding.with("path", &other.path).with("other", &kept.path);
        self.findings
            .push(finding.with("version", &key.1).with("document", &key.0));
        self.repository
            .contested
            .insert(key.0.clone(), other.path.clone());
        if replaces {
            self.repository.records.insert(key, record);
        }
    }

    fn interim(&mut self, path: &str, text: &str, id: &str, name: &str) {
        match interim_name(name) {
            Some((version, from, corrected)) => {
                let days = |path: &str| {
                    path.rsplit_once('/')
                        .and_then(|(_, name)| name.split_once('@'))
                        .map(|(_, days)| days.to_owned())
                };
                let same = self.repository.interims.iter().find(|other| {
                    other.document == id
                        && other.version == version
                        && days(&other.path) == days(path)
                });
                if let Some(other) = same {
                    let finding = Finding::new(
                        &structure::DUPLICATE_FILE,
                        Place::new(path, Span::default()),
                    );
                    let finding = finding
                        .saying("what", &structure::OF_AN_INTERIM_TEXT)
                        .with("path", path);
                    let finding = finding.with("other", &other.path).with("version", &version);
                    self.findings
                        .push(finding.with("document", id).with("date", from));
                    self.repository
                        .contested
                        .insert(id.to_owned(), path.to_owned());
                    return;
                }
                self.repository.interims.push(InterimText {
                    path: path.to_owned(),
                    document: id.to_owned(),
                    version,
                    from,
                    corrected,
                    text: Arc::from(text),
                });
            }
            None => {
                let finding =
                    Finding::new(&reading::MISPLACED_FILE, Place::new(path, Span::default()));
                self.findings.push(finding.with(
                    "expected",
                    "contracts/archive/<document>/<version>@<date>.md",
                ));
            }
        }
    }

    fn finish(mut self) -> (Repository, Vec<Finding>) {
        self.join_seals();
        let mut versions: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        let mut by_id: BTreeMap<String, String> = BTreeMap::new();
        for (name, version) in std::mem::take(&mut self.current) {
            let id = &version.front.id;
            if *id != name {
                self.report(&structure::ID_NOT_FILE_NAME, &version, "id", |f| {
                    f.with("id", id).with("file", &name)
                });
            }
            if let Some(other) = by_id.get(id) {
                self.report(&structure::DUPLICATE_ID, &version, "id", |f| {
                    f.with("id", id).with("other", other)
                });
            }
            by_id
                .entry(id.clone())
                .or_insert_with(|| version.path.clone());
            versions.entry(name).or_default().push(version);
        }
        for (id, path, dated) in std::mem::take(&mut self.unread) {
            if !self.is_unread_draft(&id, dated) {
                self.repository.unreadable.insert(id);
                continue;
            }
            if self.archived.iter().any(|(of, _)| *of == id) {
                versions.entry(id.clone()).or_default();
            }
            self.repository.unreadable_drafts.insert(id, path);
        }
        for (id, version) in std::mem::take(&mut self.archived) {
            self.archived_version(&mut versions, id, version);
        }
        for (id, mut list) in versions {
            list.sort_by(|a, b| a.front.version.cmp(&b.front.version));
            self.repository
                .documents
                .insert(id.clone(), Document { id, versions: list });
        }
        self.repository
            .interims
            .sort_by(|a, b| a.document.cmp(&b.document));
        (self.repository, self.findings)
    }

    fn archived_version(
        &mut self,
        versions: &mut BTreeMap<String, Vec<Version>>,
        id: String,
        version: Version,
    ) {
        let number = version.front.version.clone();
        if version.front.id != id {
            self.report(&structure::NAME_CONTRADICTS_PATH, &version, "id", |f| {
                f.with("key", "id")
                    .with("value", &version.front.id)
                    .with("expected", &id)
            });
        }
        let name = version
            .path
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".md"))
            .unwrap_or_default();
        if VersionNumber::parse(name).as_ref() != Some(&number) {
            self.report(
                &structure::NAME_CONTRADICTS_PATH,
                &version,
                "version",
                |f| {
                    f.with("key", "version")
                        .with("value", &number)
                        .with("expected", name)
                },
            );
        }
        if version.front.published.is_none() && !version.front.spans.contains_key("published") {
            self.report(&structure::ARCHIVED_DRAFT, &version, "version", |f| {
                f.with("version", &number)
            });
        }
        let Some(list) = versions.get_mut(&id) else {
            if self.repository.unreadable.insert(id.clone()) {
                self.report(&structure::ARCHIVE_WITHOUT_DOCUMENT, &version, "id", |f| {
                    f.with("id", &id)
                });
            }
            return;
        };
        if let Some(other) = list.iter().find(|other| other.front.version == number) {
            let finding = Finding::new(
                &structure::DUPLICATE_VERSION,
                Place::new(&version.path, version.front.span("version")),
            );
            self.findings
                .push(finding.with("version", &number).with("other", &other.path));
            // The same bytes twice are a `revise` that was interrupted, which the same command
            // completes.
            if version.text != other.text {
                self.repository.contested.insert(id, version.path);
            }
            return;
        }
        if let Some(newest) = list
            .first()
            .filter(|first| !first.path.contains("/archive/"))
            && number > newest.front.version
        {
            let finding = Finding::new(
                &structure::ARCHIVE_NEWER_THAN_CURRENT,
                Place::new(&version.path, version.front.span("version")),
            );
            let finding = finding
                .with("version", &number)
                .with("newest", &newest.front.version);
            self.findings.push(finding.with("other", &newest.path));
        }
        list.push(version);
    }

    fn report(
        &mut self,
        code: &'static crate::model::finding::Code,
        version: &Version,
        key: &str,
        fill: impl FnOnce(Finding) -> Finding,
    ) {
        self.findings.push(fill(Finding::new(
            code,
            Place::new(&version.path, version.front.span(key)),
        )));
    }
}

/// `<version>@<date>`, or `<version>@<date>@<day of the correction>`, where a number can follow.
fn interim_name(name: &str) -> Option<(VersionNumber, NaiveDate, Option<NaiveDate>)> {
    let (version, days) = name.split_once('@')?;
    let (from, corrected) = days
        .split_once('@')
        .map_or((days, None), |(from, on)| (from, Some(on)));
    let corrected = match corrected {
        Some(on) => {
            let (day, number) = on.split_at_checked("YYYY-MM-DD".len())?;
            let counted = number
                .strip_prefix('-')
                .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
            Some(super::dates::iso(day).filter(|_| number.is_empty() || counted)?)
        }
        None => None,
    };
    Some((
        VersionNumber::parse(version)?,
        super::dates::iso(from)?,
        corrected,
    ))
}

/// Reads the document in `source`: its facts and its sections.
fn version(source: &mut Source<'_>) -> Option<Version> {
    let (front, body_start) = front_matter::read(source);
    let front = front?;
    Some(Version {
        path: source.path.to_owned(),
        text: Arc::from(source.text),
        body_start,
        front,
        sections: sections::read(source.text, body_start),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, version: &str, published: &str) -> String {
        format!("---\nid: {id}\ntitle: T\nversion: \"{version}\"\n{published}---\n# T\n")
    }

    fn read_files(files: &[(&str, String)]) -> (Repository, Vec<&'static str>) {
        let snapshot: Snapshot = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes().to_vec()))
            .collect();
        let (repository, findings) = read(&snapshot);
        (
            repository,
            findings.iter().map(|finding| finding.code.name).collect(),
        )
    }

    const PUBLISHED: &str = "published: 2022-01-01\neffective: 2022-01-01\n";

    #[test]
    fn versions_of_a_document_are_joined_oldest_first() {
        let (repository, findings) = read_files(&[
            ("contracts/a.md", document("a", "10.0", "")),
            (
                "contracts/archive/a/9.0.md",
                document("a", "9.0", PUBLISHED),
            ),
            (
                "contracts/archive/a/2.0.md",
                document("a", "2.0", PUBLISHED),
            ),
        ]);
        assert_eq!(findings, [""; 0]);
        let numbers: Vec<_> = repository.documents["a"]
            .versions
            .iter()
            .map(|v| v.front.version.as_str())
            .collect();
        assert_eq!(numbers, ["2.0", "9.0", "10.0"]);
    }

    #[test]
    fn one_bad_file_does_not_hide_the_others() {
        let snapshot: Snapshot = [
            ("contracts/a.md", b"\xff\xfe".to_vec()),
            ("contracts/b.md", Vec::new()),
            ("contracts/c.md", document("c", "1", "").into_bytes()),
        ]
        .into_iter()
        .collect();
        let (repository, findings) = read(&snapshot);
        assert_eq!(
            findings.iter().map(|f| f.code.name).collect::<Vec<_>>(),
            ["not-utf8", "empty-file"]
        );
        assert_eq!(repository.documents.keys().collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn a_withheld_draft_leaves_what_is_published_of_its_document() {
        let mut snapshot: Snapshot = [
            ("contracts/a.md", document("a", "2", "")),
            ("contracts/archive/a/1.md", document("a", "1", PUBLISHED)),
            ("contracts/b.md", document("b", "1", PUBLISHED)),
        ]
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
        snapshot.withhold("contracts/a.md");
        let (repository, findings) = read(&snapshot);
        assert_eq!(
            findings.iter().map(|f| f.code.name).collect::<Vec<_>>(),
            ["program-fault"]
        );
        assert!(repository.is_of_draft("contracts/a.md"));
        assert_eq!(repository.documents["a"].versions.len(), 1);
        snapshot.withhold("contracts/b.md");
        let (repository, findings) = read(&snapshot);
        assert_eq!(findings.len(), 2);
        assert!(!repository.is_of_draft("contracts/b.md") && repository.unreadable.contains("b"));
    }

    #[test]
    fn ids_and_versions_that_contradict_their_paths_are_found() {
        let (_, findings) = read_files(&[
            ("contracts/a.md", document("b", "2", "")),
            ("contracts/b.md", document("b", "2", "")),
            ("contracts/archive/b/1.md", document("b", "3", PUBLISHED)),
            ("contracts/archive/b/2.md", document("b", "2", PUBLISHED)),
            ("contracts/archive/c/1.md", document("c", "1", PUBLISHED)),
        ]);
        assert_eq!(
            findings,
            [
                "id-not-file-name",
                "duplicate-id",
                "name-contradicts-path",
                "archive-newer-than-current",
                "duplicate-version",
                "archive-without-document"
            ]
        );
    }

    #[test]
    fn a_file_at_a_strange_place_is_named_and_hidden_files_are_not() {
        let (_, findings) = read_files(&[
            ("contracts/notes/x.txt", "x".to_owned()),
            ("contracts/.swp", "x".to_owned()),
            ("README.md", "x".to_owned()),
        ]);
        assert_eq!(findings, ["misplaced-file"]);
    }
}
