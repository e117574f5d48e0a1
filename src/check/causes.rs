//! One cause, one finding: what only follows from another finding is folded into it and counted, so
//! that whoever reads sees what to mend first.

use std::collections::{BTreeMap, BTreeSet};

use super::restore;
use crate::model::codes::{integrity, landing, reading, registers, structure};
use crate::model::finding::{Finding, Place};
use crate::model::places;
use crate::model::register;
use crate::model::repository::Repository;
use crate::model::snapshot::Snapshot;
use crate::model::span::Span;

/// What a list of signatories says of a document that is gone.
static OF_REGISTERS: [&crate::model::finding::Code; 3] = [
    &registers::REGISTER_WITHOUT_DOCUMENT,
    &registers::SIGNED_VERSION_UNKNOWN,
    &registers::SIGNED_VERSION_NOT_IN_FORCE,
];

/// So many documents that lack files have one cause: not all of the repository stands there.
const MANY: usize = 3;

/// How a file begins that git's storage for large files left in the place of another.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The findings with each cause in the place of what follows from it, in their order.
pub fn fold(findings: Vec<Finding>, snapshot: &Snapshot, repository: &Repository) -> Vec<Finding> {
    let mut folding = Folding {
        findings,
        repository,
    };
    folding.pointers(snapshot);
    folding.endings(snapshot);
    folding.missing();
    folding.renamed();
    folding.unread();
    let mut findings = folding.findings;
    findings.sort_by(|a, b| (&a.place, a.code.name).cmp(&(&b.place, b.code.name)));
    findings
}

struct Folding<'r> {
    findings: Vec<Finding>,
    repository: &'r Repository,
}

impl Folding<'_> {
    /// Puts `cause` in the place of the findings that `follows` tells.
    fn put(&mut self, mut cause: Finding, follows: impl Fn(&Finding) -> bool) {
        let findings = std::mem::take(&mut self.findings);
        // What a branch did to what was published is always said: it names the bytes. So is what is
        // wrong in a list of signatories by itself.
        let own_cause = |own: &Finding| {
            let of_list = registers::ALL.contains(&own.code) && !OF_REGISTERS.contains(&own.code);
            of_list || landing::ALL.contains(&own.code)
        };
        let folded = |own: &Finding| follows(own) && !own_cause(own);
        let (folded, rest): (Vec<_>, Vec<_>) = findings.into_iter().partition(folded);
        self.findings = rest;
        let folded = folded.iter().map(|own| 1 + own.consequences);
        cause.consequences += folded.sum::<usize>();
        self.findings.push(cause);
    }

    /// The same of a cause that stands among the findings, unless it was folded into another.
    fn gather(&mut self, cause: &Finding, follows: impl Fn(&Finding) -> bool) {
        let at = self.findings.iter().position(|own| own == cause);
        if let Some(at) = at {
            let cause = self.findings.remove(at);
            self.put(cause, follows);
        }
    }

    /// Files of which only a pointer stands there.
    fn pointers(&mut self, snapshot: &Snapshot) {
        let files = snapshot
            .iter()
            .filter(|(_, bytes)| bytes.starts_with(POINTER));
        let paths: BTreeSet<&str> = files.map(|(path, _)| path).collect();
        let Some(first) = paths.first() else { return };
        let ids: BTreeSet<&str> = paths
            .iter()
            .filter_map(|path| places::document_of(path))
            .collect();
        let cause = at(&integrity::FILE_IS_POINTER, first).with("n", paths.len());
        self.put(cause, |own| {
            paths.contains(own.place.path.as_str()) || ids.iter().any(|id| is_about(own, id))
        });
    }

    /// Files that would be as they were published with the other line endings.
    fn endings(&mut self, snapshot: &Snapshot) {
        let mut paths = BTreeSet::new();
        for own in &self.findings {
            let bytes = snapshot.get(&own.place.path).unwrap_or_default();
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            let unix = text.replace("\r\n", "\n");
            let windows = unix.replace('\n', "\r\n");
            let wanted = restore::wanted(own, self.repository);
            let other = |wanted: restore::Wanted| {
                wanted.holds(unix.as_bytes()) || wanted.holds(windows.as_bytes())
            };
            if wanted.is_some_and(other) {
                paths.insert(own.place.path.clone());
            }
        }
        // Of a single file its own finding says so.
        if paths.len() < 2 {
            return;
        }
        let Some(first) = paths.first() else { return };
        let cause = at(&integrity::LINE_ENDINGS_CHANGED, first).with("n", paths.len());
        let repository = self.repository;
        self.put(cause, |own| {
            paths.contains(&own.place.path) && restore::wanted(own, repository).is_some()
        });
    }

    /// Documents of which the text or records are gone: one of them, or many at once.
    fn missing(&mut self) {
        let codes = [
            &structure::ARCHIVE_WITHOUT_DOCUMENT,
            &structure::RECORD_WITHOUT_VERSION,
            &integrity::RECORD_MISSING,
            &integrity::SEAL_WITHOUT_RECORD,
        ];
        let mut gone: BTreeMap<String, Finding> = BTreeMap::new();
        for code in codes {
            for own in self.findings.iter().filter(|own| own.code == code) {
                let id = places::document_of(&own.place.path);
                if let Some(id) = id {
                    gone.entry(id.to_owned()).or_insert_with(|| own.clone());
                }
            }
        }
        if gone.len() >= MANY {
            let first = gone.values().next().map(|own| own.place.path.clone());
            let cause = at(&integrity::FILES_MISSING, &first.unwrap_or_default());
            let cause = cause.with("n", gone.len());
            return self.put(cause, |own| gone.keys().any(|id| is_about(own, id)));
        }
        for (id, cause) in gone {
            if !self.repository.documents.contains_key(&id) && !self.is_renamed(&id) {
                self.gather(&cause, |own| is_about(own, &id));
            }
        }
    }

    /// The document that has the place of `id`, which is gone: published, without any record, and
    /// with the newest number that `id` has a record of.
    fn successor(&self, id: &str) -> Option<&str> {
        let records = self.repository.records.keys().filter(|(own, _)| own == id);
        let newest = records.map(|(_, number)| number).max()?;
        let own = |document: &str| self.repository.records.keys().any(|(id, _)| id == document);
        let mut found = self.repository.documents.values().filter(|document| {
            let now = document.newest();
            !now.is_draft() && now.front.version == *newest && !own(&document.id)
        });
        let one = found.next()?;
        found.next().is_none().then_some(one.id.as_str())
    }

    fn is_renamed(&self, id: &str) -> bool {
        self.successor(id).is_some()
    }

    /// A document that stands under another id than it was published with.
    fn renamed(&mut self) {
        let ids: BTreeSet<String> = self
            .repository
            .records
            .keys()
            .map(|(id, _)| id.clone())
            .collect();
        let gone = ids
            .into_iter()
            .filter(|id| !self.repository.documents.contains_key(id));
        let pairs: Vec<(String, String)> = gone
            .filter_map(|id| {
                let new = self.successor(&id)?.to_owned();
                Some((id, new))
            })
            .collect();
        for (old, new) in pairs {
            let Some(document) = self.repository.documents.get(&new) else {
                continue;
            };
            let now = document.newest();
            let place = Place::new(&now.path, now.front.span("id"));
            let cause = Finding::new(&structure::DOCUMENT_RENAMED, place);
            let cause = cause.with("old", &old).with("new", &new);
            self.put(cause, |own| is_about(own, &old) || is_about(own, &new));
        }
    }

    /// Texts that cannot be read, and those that say that they are another document.
    fn unread(&mut self) {
        let codes = [
            &reading::YAML_SYNTAX,
            &reading::NOT_UTF8,
            &reading::EMPTY_FILE,
            &reading::SYMBOLIC_LINK,
            &structure::ID_NOT_FILE_NAME,
        ];
        let is_cause = |own: &&Finding| {
            let path = own.place.path.as_str();
            let id = places::document_of(path);
            codes.contains(&own.code) && id.is_some_and(|id| places::document(id) == path)
        };
        let causes: Vec<Finding> = self.findings.iter().filter(is_cause).cloned().collect();
        for cause in causes {
            let path = cause.place.path.clone();
            let Some(id) = places::document_of(&path) else {
                continue;
            };
            // What else is wrong in the file itself is mended there too.
            let marks = cause.code == &reading::YAML_SYNTAX;
            let follows = |own: &Finding| match own.place.path == path {
                true => marks && own.code == &reading::CONFLICT_MARKER,
                false => is_about(own, id),
            };
            self.gather(&cause, follows);
        }
    }
}

fn at(code: &'static crate::model::finding::Code, path: &str) -> Finding {
    Finding::new(code, Place::new(path, Span::default()))
}

/// Whether `finding` stands in a file of the document `id`, or says that another one names it.
fn is_about(finding: &Finding, id: &str) -> bool {
    let path = finding.place.path.as_str();
    places::document_of(path) == Some(id)
        || path == format!("{}{id}.csv", register::FOLDER)
        || finding.args.iter().any(|(_, value)| value == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::history::History;
    use crate::check::{self, Scope};
    use crate::model::finding::Language;
    use crate::parse;

    /// Three published documents in the first format, each with an archived version; sealed.
    fn sealed() -> Snapshot {
        let mut snapshot = Snapshot::new();
        for id in ["a", "b", "c"] {
            for (path, number) in [
                (format!("contracts/archive/{id}/1.0.md"), "1.0"),
                (format!("contracts/{id}.md"), "2.0"),
            ] {
                let part = if id == "a" { "" } else { "part_of: [a]\n" };
                let text = format!(
                    "---\nid: {id}\ntitle: {id}\nversion: \"{number}\"\npublished: 2022-01-10\neffective: 2022-01-10\n{part}---\n# {id}\n\n## 1 Avgift\n\n{number} kr.\n"
                );
                let record = format!("document: {id}\nversion: \"{number}\"\nbaseline: true\n");
                let proven = format!(
                    "{record}digest: {}\n",
                    crate::model::digest::of(text.as_bytes())
                );
                let seal = crate::model::digest::of(proven.as_bytes());
                let path_of_record = format!("changelog/{id}/{number}.yaml");
                snapshot.insert(
                    path_of_record,
                    format!("{proven}seal: {seal}\n").into_bytes(),
                );
                snapshot.insert(path, text.into_bytes());
            }
        }
        snapshot
    }

    /// The codes and places of what is found, how much follows from each, and how much there was.
    fn found(snapshot: &Snapshot) -> (Vec<String>, usize) {
        let (repository, read) = parse::repository::read(snapshot);
        let day = parse::dates::iso("2023-01-01").expect("a day");
        let history = History::of(&repository, day);
        let findings = check::check(&history, snapshot, read, &Scope::default());
        let all = findings.len();
        let folded = fold(findings, snapshot, &repository);
        let counted: usize = folded.iter().map(|own| 1 + own.consequences).sum();
        let made = usize::from(counted > all);
        assert_eq!(counted - made, all, "nothing is lost: {folded:?}");
        let told = folded.iter().map(|own| {
            assert!(!own.message(Language::Sv).contains('{'), "{own:?}");
            format!("{} {}", own.code, own.place.path)
        });
        (told.collect(), all)
    }

    #[test]
    fn a_sound_repository_has_nothing_to_fold() {
        assert_eq!(found(&sealed()).0, [""; 0]);
    }

    #[test]
    fn other_line_endings_everywhere_are_one_finding() {
        let mut snapshot = Snapshot::new();
        for (path, bytes) in sealed().iter() {
            let text = String::from_utf8_lossy(bytes).replace('\n', "\r\n");
            snapshot.insert(path, text.into_bytes());
        }
        let (told, all) = found(&snapshot);
        assert_eq!(told, ["line-endings-changed changelog/a/1.0.yaml"]);
        assert!(all >= 12, "{all}");
    }

    #[test]
    fn a_deleted_document_is_one_finding() {
        let mut snapshot = sealed();
        snapshot.remove("contracts/a.md");
        let (told, all) = found(&snapshot);
        assert_eq!(
            told,
            ["archive-without-document contracts/archive/a/1.0.md"]
        );
        assert!(all >= 1, "{all}");
        // With its archive, and named by the two others.
        snapshot.remove("contracts/archive/a/1.0.md");
        let (told, all) = found(&snapshot);
        assert_eq!(told, ["record-without-version changelog/a/1.0.yaml"]);
        assert!(all > 1, "{all}");
    }

    #[test]
    fn a_document_under_another_id_is_one_finding() {
        let mut snapshot = sealed();
        let text = snapshot.text("contracts/b.md").expect("a text");
        snapshot.remove("contracts/b.md");
        let text = text.replace("id: b", "id: bb");
        snapshot.insert("contracts/bb.md", text.into_bytes());
        let (told, all) = found(&snapshot);
        assert_eq!(told, ["document-renamed contracts/bb.md"]);
        assert!(all > 1, "{all}");
    }

    #[test]
    fn a_mark_of_a_conflict_in_the_front_matter_is_one_finding() {
        let mut snapshot = sealed();
        let text = snapshot.text("contracts/a.md").expect("a text");
        let text = text.replace(
            "title: a\n",
            "<<<<<<< HEAD\ntitle: a\n=======\ntitle: A\n>>>>>>> x\n",
        );
        snapshot.insert("contracts/a.md", text.into_bytes());
        let (told, _) = found(&snapshot);
        assert_eq!(told, ["yaml-syntax contracts/a.md"]);
    }

    #[test]
    fn files_that_are_not_checked_out_are_one_finding() {
        let mut snapshot = sealed();
        for id in ["a", "b", "c"] {
            snapshot.remove(&format!("contracts/{id}.md"));
        }
        let (told, all) = found(&snapshot);
        assert_eq!(told, ["files-missing contracts/archive/a/1.0.md"]);
        assert!(all >= 3, "{all}");
    }

    #[test]
    fn pointers_in_the_place_of_files_are_one_finding() {
        let mut snapshot = sealed();
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
        for path in ["contracts/a.md", "contracts/archive/b/1.0.md"] {
            snapshot.insert(path, pointer.as_bytes());
        }
        let (told, _) = found(&snapshot);
        assert_eq!(told, ["file-is-pointer contracts/a.md"]);
    }
}
