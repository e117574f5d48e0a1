//! Bad input is found, where it stands, in both languages, and never in silence.
//!
//! `tests/bad/base/` is a sound contract repository. Each file of the other folders stands in the
//! place of one of its files, or beside them; the folder's `expected.tsv` says where, and what has
//! to be found: `code:line`, for another file than the bad one `code:path:line`. `UPDATE_BAD=1
//! cargo test bad` writes the last column anew: read the difference before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use avtalslogg::changelog::history::History;
use avtalslogg::check::{self, Scope};
use avtalslogg::model::finding::{Finding, Language};
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::model::span::LineIndex;
use avtalslogg::parse;

const HEAD: &str = "file\tstands as\tfound\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// The entries of a folder in the order of their names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn base() -> Snapshot {
    let root = folder().join("base");
    let (mut snapshot, mut open) = (Snapshot::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in entries(&at) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let path = entry
                    .strip_prefix(&root)
                    .expect("a path below")
                    .to_string_lossy()
                    .replace('\\', "/");
                snapshot.insert(path, fs::read(&entry).expect("a file"));
            }
        }
    }
    snapshot
}

fn found(snapshot: &Snapshot) -> Vec<Finding> {
    let (repository, reading) = parse::repository::read(snapshot);
    let on = parse::dates::iso("2023-01-01").expect("a day");
    check::check(
        &History::of(&repository, on),
        snapshot,
        reading,
        &Scope::default(),
    )
}

/// A finding as the tables write it; `own` is the bad file.
fn written(finding: &Finding, own: &str, snapshot: &Snapshot) -> String {
    let path = finding.place.path.as_str();
    let line =
        LineIndex::new(&snapshot.text(path).unwrap_or_default()).line(finding.place.span.start);
    let (code, path) = (
        finding.code.name,
        if path == own {
            String::new()
        } else {
            format!("{path}:")
        },
    );
    format!("{code}:{path}{line}")
}

/// What is wrong with a finding's words.
fn unclear(finding: &Finding) -> Option<String> {
    let words = |language| {
        format!(
            "{} => {}",
            finding.message(language),
            finding.help(language)
        )
    };
    let (sv, en) = (words(Language::Sv), words(Language::En));
    // What one phrase asks for, another one that stands in its place need not.
    let (missing, mut idle) = finding.misfits();
    idle.retain(|_| finding.phrases.is_empty());
    if !missing.is_empty() || !idle.is_empty() {
        return Some(format!("{} lacks {missing:?}, {idle:?} idle", finding.code));
    }
    // What stands in the file may look like a placeholder too.
    let is_open = |text: &str| {
        let mut names = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name);
        names.any(|name| {
            let letters = name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            letters
                && !name.is_empty()
                && !finding.args.iter().any(|(_, value)| value.contains(name))
        })
    };
    (sv == en || is_open(&sv) || is_open(&en)).then(|| format!("{sv}\n{en}"))
}

#[test]
fn the_repository_that_bad_input_is_put_into_is_sound() {
    assert_eq!(found(&base()), []);
}

#[test]
fn bad_input_is_found_where_it_stands_in_both_languages() {
    let base = base();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for family in entries(&folder())
        .into_iter()
        .filter(|family| name(family) != "base")
    {
        let table = family.join("expected.tsv");
        let expected = fs::read_to_string(&table).expect("expected.tsv");
        let mut real = HEAD.to_owned();
        let mut files: BTreeSet<String> = entries(&family).iter().map(|file| name(file)).collect();
        files.remove("expected.tsv");
        for row in expected.lines().skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [file, path, ..] = columns.as_slice() else {
                panic!("{}: {row}", table.display())
            };
            assert!(
                files.remove(*file),
                "{}: {file} is no file, or stands twice",
                table.display()
            );
            let mut snapshot = base.clone();
            snapshot.insert(*path, fs::read(family.join(file)).expect("a bad file"));
            let findings = found(&snapshot);
            let all: BTreeSet<String> = findings
                .iter()
                .map(|own| written(own, path, &snapshot))
                .collect();
            let all: Vec<String> = all.into_iter().collect();
            real.push_str(&format!("{file}\t{path}\t{}\n", all.join(" ")));
            let unclear = findings.iter().filter_map(unclear);
            wrong.extend(unclear.map(|words| format!("{}/{file}: {words}", name(&family))));
            if findings.is_empty() {
                wrong.push(format!("{}/{file}: nothing is found", name(&family)));
            }
            cases += 1;
        }
        assert!(
            files.is_empty(),
            "{} does not name {files:?}",
            table.display()
        );
        if std::env::var_os("UPDATE_BAD").is_some() {
            fs::write(&table, &real).expect("a written table");
        } else {
            let rows = expected
                .lines()
                .zip(real.lines())
                .filter(|(expected, real)| expected != real);
            wrong.extend(
                rows.map(|(expected, real)| format!("{}:\n- {expected}\n+ {real}", name(&family))),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases >= 300, "{cases} bad files are too few");
}
