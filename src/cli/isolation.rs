//! A fault of the program itself is kept from the documents that it is not about.
//!
//! The core catches nothing. Where a command fails, each document is tried alone; those that the
//! program fails on are withheld, and the command runs again with the others.

use std::collections::BTreeMap;

use anyhow::Result;
use rayon::prelude::*;

use super::args::Args;
use super::fault::{Fault, caught, forget};
use super::{Outcome, load};
use crate::files::read;
use crate::model::places::{self, REGISTERS, document_of};
use crate::model::snapshot::Snapshot;
use crate::parse::repository;

/// What became of a command.
pub(super) struct Ended {
    /// Its own result.
    pub result: Result<Outcome>,
    /// The documents that it left out, and the fault that it met.
    pub left_out: Option<(Fault, Vec<String>)>,
}

/// A document that the program fails on.
#[derive(Debug, PartialEq, Eq)]
struct Culprit {
    /// The file that it is named by.
    path: String,
    /// Its files that must not be read: those of its draft, or all of them.
    withheld: Vec<String>,
}

/// Runs `work`, without the documents that it fails on where that is what makes it fail.
/// `everything` does with a repository whatever the program can do with it.
///
/// # Errors
/// When it fails whatever documents there are.
pub(super) fn isolated(
    args: &mut Args,
    work: &dyn Fn(&Args) -> Result<Outcome>,
    everything: &(dyn Fn(&Snapshot) + Sync),
) -> Result<Ended, Fault> {
    let fault = match caught(|| work(args)) {
        Ok(result) => {
            return Ok(Ended {
                result,
                left_out: None,
            });
        }
        Err(fault) => fault,
    };
    let files = load::root(&args.global)
        .and_then(|root| read::snapshot(&root))
        .unwrap_or_default();
    let culprits = culprits(&files, everything);
    if culprits.is_empty() {
        return Err(fault);
    }
    args.global.withheld = culprits
        .iter()
        .flat_map(|own| own.withheld.iter().cloned())
        .collect();
    let result = caught(|| work(args))?;
    let names = culprits.into_iter().map(|own| own.path).collect();
    Ok(Ended {
        result,
        left_out: Some((fault, names)),
    })
}

/// The documents that the program fails on, each tried alone. None where it fails without any.
fn culprits(files: &Snapshot, everything: &(dyn Fn(&Snapshot) + Sync)) -> Vec<Culprit> {
    let mut common = Snapshot::new();
    let mut documents: BTreeMap<&str, Snapshot> = BTreeMap::new();
    for (path, bytes) in files.shared() {
        let own = match document(path) {
            Some(id) => documents.entry(id).or_default(),
            None => &mut common,
        };
        own.insert(path, bytes);
    }
    let found = match caught(|| everything(&common)) {
        Ok(()) => documents
            .par_iter()
            .filter_map(|(id, own)| culprit(id, own, &common, everything))
            .collect(),
        Err(_) => Vec::new(),
    };
    // What was met on the way is known already.
    forget();
    found
}

/// The document that a file belongs to, its register included.
fn document(path: &str) -> Option<&str> {
    document_of(path).or_else(|| path.strip_prefix(REGISTERS)?.strip_suffix(".csv"))
}

fn culprit(
    id: &str,
    own: &Snapshot,
    common: &Snapshot,
    everything: &(dyn Fn(&Snapshot) + Sync),
) -> Option<Culprit> {
    let alone: Snapshot = common.shared().chain(own.shared()).collect();
    caught(|| everything(&alone)).err()?;
    let current = places::document(id);
    let all: Vec<String> = own.iter().map(|(path, _)| path.to_owned()).collect();
    let path = if own.get(&current).is_some() {
        current.clone()
    } else {
        all.first()?.clone()
    };
    // What is published of it stands in the archive, where the newest text is a draft.
    let of_draft = |path: &&String| {
        let archived = |version: &str| own.get(&places::archived(id, &version)).is_some();
        let record = path
            .rsplit_once('/')
            .and_then(|(_, name)| name.strip_suffix(".yaml"));
        **path == current || record.is_some_and(|version| !archived(version))
    };
    let draft: Vec<String> = all.iter().filter(of_draft).cloned().collect();
    let mut published = alone;
    draft.iter().for_each(|path| published.withhold(path));
    let is_draft = caught(|| {
        everything(&published);
        repository::read(&published)
            .0
            .unreadable_drafts
            .contains_key(id)
    });
    Some(Culprit {
        path,
        withheld: if is_draft == Ok(true) { draft } else { all },
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser as _;

    use super::*;
    use crate::cli::{dispatch, settled};
    use crate::parse::repository::read as parsed;

    /// Words that the program fails on in these tests.
    const TRAP: &str = "fallgrop";

    fn document(id: &str, version: &str, published: &str, words: &str) -> String {
        let dates = match published {
            "" => String::new(),
            day => format!("published: {day}\neffective: {day}\n"),
        };
        format!(
            "---\nid: {id}\ntitle: Avtal {id}\nversion: \"{version}\"\n{dates}---\n# Avtal {id}\n\n{words}\n"
        )
    }

    /// Two published documents; one of them is being revised, with `published` and `draft` as its
    /// words.
    fn folder(published: &str, draft: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in [
            (
                "contracts/agreement.yaml",
                "publisher: X AB\nlanguage: en\n".to_owned(),
            ),
            (
                "contracts/a.md",
                document("a", "1", "2022-01-01", "Kunden betalar."),
            ),
            ("contracts/b.md", document("b", "2", "", draft)),
            (
                "contracts/archive/b/1.md",
                document("b", "1", "2022-01-01", published),
            ),
            (
                "changelog/a/1.yaml",
                "document: a\nversion: \"1\"\nbaseline: true\n".to_owned(),
            ),
            (
                "changelog/b/1.yaml",
                "document: b\nversion: \"1\"\nbaseline: true\n".to_owned(),
            ),
            (
                "changelog/b/2.yaml",
                "document: b\nversion: \"2\"\nchanges: []\n".to_owned(),
            ),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    /// What a fault in some part of the core would do.
    fn fails_on_the_trap(files: &Snapshot) {
        let (repository, _) = parsed(files);
        let mut versions = repository
            .documents
            .values()
            .flat_map(|document| &document.versions);
        assert!(
            versions.all(|version| !version.text.contains(TRAP)),
            "a trap"
        );
    }

    struct Run {
        result: Result<Result<Outcome>, Fault>,
        left_out: Vec<String>,
        site: tempfile::TempDir,
    }

    impl Run {
        fn code(&self) -> Option<u8> {
            Some(self.result.as_ref().ok()?.as_ref().ok()?.code())
        }

        fn told(self) -> String {
            let outcome = self.result.expect("isolated").expect("an outcome");
            outcome.text().into_owned()
        }

        fn page(&self, path: &str) -> Option<String> {
            std::fs::read_to_string(self.site.path().join("site").join(path)).ok()
        }
    }

    /// Runs a command on `folder`, in a program that fails where `fails` does.
    fn run(folder: &Path, command: &[&str], fails: fn(&Snapshot)) -> Run {
        let site = tempfile::tempdir().expect("a folder");
        let mut words = vec![
            "avtalslogg".into(),
            "--on".into(),
            "2023-01-01".into(),
            "--root".into(),
        ];
        words.push(folder.as_os_str().to_owned());
        words.extend(command.iter().map(Into::into));
        if command == ["build"] {
            words.extend(["--out".into(), site.path().join("site").into_os_string()]);
        }
        let mut args = Args::try_parse_from(words).expect("arguments");
        let work = |args: &Args| {
            fails(&load::load(&args.global)?.snapshot);
            dispatch(args, false)
        };
        let (result, left_out) = match isolated(&mut args, &work, &fails) {
            Ok(ended) => {
                let names = ended
                    .left_out
                    .as_ref()
                    .map(|(_, names)| names.clone())
                    .unwrap_or_default();
                (Ok(settled(&args, ended)), names)
            }
            Err(fault) => (Err(fault), Vec::new()),
        };
        Run {
            result,
            left_out,
            site,
        }
    }

    #[test]
    fn a_draft_that_the_program_fails_on_never_stops_the_site() {
        let folder = folder("Kunden svarar.", TRAP);
        let build = run(folder.path(), &["build"], fails_on_the_trap);
        assert_eq!(
            (build.code(), build.left_out.as_slice()),
            (Some(0), &["contracts/b.md".to_owned()][..])
        );
        assert!(
            build
                .page("dokument/a/index.html")
                .is_some_and(|page| page.contains("Kunden betalar."))
        );
        assert!(
            build
                .page("dokument/b/index.html")
                .is_some_and(|page| page.contains("Kunden svarar."))
        );
    }

    #[test]
    fn a_published_text_that_the_program_fails_on_stops_the_site_and_the_old_one_stays() {
        let folder = folder(TRAP, "Kunden svarar snart.");
        let build = run(folder.path(), &["build"], fails_on_the_trap);
        assert_eq!(
            (build.code(), build.left_out.as_slice()),
            (Some(1), &["contracts/b.md".to_owned()][..])
        );
        assert!(build.page("index.html").is_none());
        let told = build.told();
        assert!(
            told.contains("program-fault") && told.contains("contracts/b.md"),
            "{told}"
        );
    }

    #[test]
    fn check_names_the_document_and_judges_the_others() {
        let folder = folder("Kunden svarar.", TRAP);
        let a = folder.path().join("contracts/a.md");
        std::fs::write(
            &a,
            document("a", "1", "2022-01-01", "Kunden.").replace("title", "titel"),
        )
        .expect("a file");
        let check = run(folder.path(), &["check"], fails_on_the_trap);
        assert_eq!(check.code(), Some(1));
        let told = check.told();
        assert!(
            told.contains("program-fault") && told.contains("unknown-key"),
            "{told}"
        );
    }

    #[test]
    fn a_list_that_lacks_a_document_says_so_in_its_exit_code() {
        let folder = folder("Kunden svarar.", TRAP);
        let log = run(folder.path(), &["log"], fails_on_the_trap);
        assert_eq!((log.code(), log.left_out.len()), (Some(1), 1));
        let told = log.told();
        assert!(
            told.contains("Avtal a") && told.contains("Avtal b"),
            "{told}"
        );
        let log = run(folder.path(), &["log"], |_| ());
        assert_eq!((log.code(), log.left_out.len()), (Some(0), 0));
    }

    #[test]
    fn a_fault_that_no_document_causes_is_not_laid_to_any() {
        let folder = folder("Kunden svarar.", "Kunden svarar snart.");
        let build = run(folder.path(), &["build"], |_| panic!("always"));
        assert!(build.result.is_err() && build.page("index.html").is_none());
        // Two documents that it fails on together only.
        let build = run(folder.path(), &["build"], |files| {
            assert!(parsed(files).0.documents.len() < 2)
        });
        assert!(build.result.is_err() && build.left_out.is_empty());
    }
}
