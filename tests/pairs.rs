//! What the engine makes of short pairs of texts: which section is which, what the verdict on each
//! change is and why, and what a reader sees. Each folder of `tests/pairs/` holds one pair and is
//! named by what it shows; a rule, a stage or a threshold of the engine is what its `expected`
//! would lose first.
//!
//! A pair has `old.md`, `new.md` and `expected`, and may have `terms` (one declared change of term
//! a line, as "from → to"). `UPDATE_PAIRS=1 cargo test --test pairs` writes `expected` anew: read
//! the difference before you commit it.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use avtalslogg::classify::{Term, terms, weigh};
use avtalslogg::diff::redline::{BlockEdit, Part, Place, Run};
use avtalslogg::diff::{ChangeKind, Comparison, Op, SectionChange, compare, references};
use avtalslogg::model::section::{Block, SectionTree};
use avtalslogg::parse::sections::read;

/// Two texts and what is declared of them.
struct Pair {
    name: String,
    folder: PathBuf,
    old: SectionTree,
    new: SectionTree,
    terms: Vec<Term>,
}

fn pairs() -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/pairs")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    folders.into_iter().map(Pair::read).collect()
}

impl Pair {
    fn read(folder: PathBuf) -> Self {
        let text = |file: &str| {
            fs::read_to_string(folder.join(file))
                .unwrap_or_else(|error| panic!("{folder:?} {file}: {error}"))
        };
        let declared = fs::read_to_string(folder.join("terms")).unwrap_or_default();
        let term = |line: &str| {
            let (from, to) = line
                .split_once(" → ")
                .unwrap_or_else(|| panic!("{folder:?}: {line}"));
            Term {
                from: from.to_owned(),
                to: to.to_owned(),
            }
        };
        Self {
            name: folder
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            old: read(&text("old.md"), 0),
            new: read(&text("new.md"), 0),
            terms: declared.lines().map(term).collect(),
            folder,
        }
    }

    fn compared(&self) -> Comparison {
        compare(&self.old, &self.new).unwrap_or_else(|error| panic!("{}: {error:?}", self.name))
    }

    /// All that the engine makes of the pair.
    fn found(&self) -> String {
        let comparison = self.compared();
        let verdicts = weigh(&comparison, &self.old, &self.new, &self.terms);
        let mut out = String::new();
        for row in &comparison.rows {
            let kinds: Vec<String> = row.kinds.iter().map(kind).collect();
            let kinds = if kinds.is_empty() {
                "unchanged".to_owned()
            } else {
                kinds.join(", ")
            };
            let _ = writeln!(
                out,
                "{} → {}: {kinds}",
                names(&self.old, &row.old),
                names(&self.new, &row.new)
            );
        }
        for (change, verdict) in comparison.changes.iter().zip(&verdicts) {
            let row = &comparison.rows[change.row];
            let at = if row.new.is_empty() {
                names(&self.old, &row.old)
            } else {
                names(&self.new, &row.new)
            };
            let follows = if change.consequence {
                ", only follows"
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "\n# {at}: {}{follows}",
                format!("{:?}", verdict.materiality).to_lowercase()
            );
            if let Some(points) = points(change) {
                let _ = writeln!(out, "in {points}");
            }
            for reason in &verdict.reasons {
                let _ = writeln!(out, "{}: “{}” → “{}”", reason.rule, reason.old, reason.new);
            }
            for edit in &change.redline.edits {
                let _ = writeln!(out, "{}", self.block(edit));
            }
        }
        for term in terms::replaced(&comparison, &self.old, &self.new) {
            let _ = writeln!(
                out,
                "\nreplaced throughout: {} → {} ({} places)",
                term.from, term.to, term.count
            );
        }
        for one in references::stale(&comparison, &self.old, &self.new) {
            let _ = writeln!(
                out,
                "\nstale: {}, {} is now {}",
                one.text, one.label, one.now
            );
        }
        for one in references::dangling(&self.new) {
            let _ = writeln!(out, "\npoints nowhere: {}", one.text);
        }
        out
    }

    /// A block of the redline, or a stretch of one: `|` in both texts, `-` and `+` in one, `<` moved away and `>` moved
    /// here.
    fn block(&self, edit: &BlockEdit) -> String {
        let moved = edit.moved.as_ref();
        let (sign, place, tree) = match (edit.old, edit.new) {
            (Some(_), Some(place)) => ('|', place, &self.new),
            (Some(place), None) => (if moved.is_some() { '<' } else { '-' }, place, &self.old),
            (None, Some(place)) => (if moved.is_some() { '>' } else { '+' }, place, &self.new),
            (None, None) => return "nothing".to_owned(),
        };
        let block = place.block(tree);
        let text = match (moved, edit.in_both()) {
            (Some(moved), Some(both)) if !moved.runs.is_empty() => self.marked(&moved.runs, both),
            (None, Some(both)) => self.marked(&edit.runs, both),
            _ => block.text.clone(),
        };
        // A block that began in an earlier line goes on after an ellipsis.
        let begins = |block: &Block, part: Part| match part.continues {
            true => "… ".to_owned(),
            false => block.prefix(),
        };
        let after = match edit.new {
            Some(_) => begins(block, edit.new_part),
            None => begins(block, edit.old_part),
        };
        let label = match edit.in_both() {
            Some((old, _)) => match begins(old.block(&self.old), edit.old_part) {
                before if before == after => after,
                before => format!("[-{before}-]{{+{after}+}}"),
            },
            None => after,
        };
        format!("{sign} {label}{}", text.replace('\n', "\n  "))
    }

    fn marked(&self, runs: &[Run], (old, new): (Place, Place)) -> String {
        let (a, b) = (&old.block(&self.old).text, &new.block(&self.new).text);
        let run = |run: &Run| match run.op {
            Op::Equal => b[run.new.range()].to_owned(),
            Op::Delete => format!("[-{}-]", &a[run.old.range()]),
            Op::Insert => format!("{{+{}+}}", &b[run.new.range()]),
        };
        runs.iter().map(run).collect()
    }
}

fn names(tree: &SectionTree, sections: &[usize]) -> String {
    let name = |at: &usize| match tree.get(*at) {
        preamble if preamble.level == 0 => "(preamble)",
        section => section.heading.as_str(),
    };
    if sections.is_empty() {
        "–".to_owned()
    } else {
        sections.iter().map(name).collect::<Vec<_>>().join(" + ")
    }
}

fn kind(kind: &ChangeKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// The points that a change touches, where it touches any.
fn points(change: &SectionChange) -> Option<String> {
    let point = |point: &avtalslogg::diff::ChangedPoint| {
        format!("{}{}", point.label, if point.old { " (old)" } else { "" })
    };
    let points: Vec<String> = change.points.iter().map(point).collect();
    let beyond = if change.outside_points {
        " and beyond"
    } else {
        ""
    };
    (!points.is_empty()).then(|| format!("points {}{beyond}", points.join(", ")))
}

#[test]
fn every_pair_is_told_as_expected() {
    let update = std::env::var_os("UPDATE_PAIRS").is_some();
    let mut wrong = Vec::new();
    for pair in pairs() {
        let path = pair.folder.join("expected");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let found = pair.found();
        if found == expected {
            continue;
        }
        if update {
            fs::write(&path, &found).expect("expected is written");
        } else {
            wrong.push(format!(
                "== {}\n{}",
                pair.name,
                difference(&expected, &found)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} pairs are told otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_pair_read_backwards_is_its_mirror() {
    let mirrored = |kind: &ChangeKind| match kind {
        ChangeKind::Insertion => ChangeKind::Repeal,
        ChangeKind::Repeal => ChangeKind::Insertion,
        ChangeKind::Split => ChangeKind::Join,
        ChangeKind::Join => ChangeKind::Split,
        other => *other,
    };
    for pair in pairs() {
        let forth = pair.compared();
        let back = compare(&pair.new, &pair.old).expect("rebuilt");
        let forth: BTreeSet<_> = forth
            .rows
            .iter()
            .map(|row| {
                (
                    row.old.clone(),
                    row.new.clone(),
                    row.kinds.iter().map(mirrored).collect(),
                )
            })
            .collect();
        let back: BTreeSet<(_, _, BTreeSet<ChangeKind>)> = back
            .rows
            .iter()
            .map(|row| (row.new.clone(), row.old.clone(), row.kinds.clone()))
            .collect();
        assert_eq!(forth, back, "{}", pair.name);
    }
}

/// The lines that only one of two texts has.
fn difference(expected: &str, found: &str) -> String {
    let lines = |text: &str, other: &str, sign: char| -> String {
        let other: Vec<&str> = other.lines().collect();
        let only = text.lines().filter(|line| !other.contains(line));
        only.map(|line| format!("{sign} {line}\n")).collect()
    };
    lines(expected, found, '-') + &lines(found, expected, '+')
}
