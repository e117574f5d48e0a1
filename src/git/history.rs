//! The history of one file: what it held after each commit that touched it, or at each tag.
//!
//! A handful of processes whatever the length of the history: one list of commits and one list of
//! changes for each name that the file has had, and one reader of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Result, bail};
use chrono::{DateTime, FixedOffset, NaiveDate};

use super::objects::Objects;
use super::revision::unshallow;
use super::snapshot::entries;
use super::{Git, cannot_start, failed, line, not_utf8};
use crate::args;
use crate::author::import::edition::{Content, Edition};
use crate::problem::{Kind, Problem};
use crate::words::saying;

/// A commit as `git rev-list` describes it.
struct Listed {
    commit: String,
    parent: Option<String>,
    author: String,
    date: NaiveDate,
}

/// One change of a path: the commit, and the object that stands there since; `None` when it is
/// gone.
struct Touched {
    commit: String,
    path: String,
    object: Option<String>,
    was_there: bool,
}

/// A change of one of the file's names, oldest first.
struct Step {
    listed: Listed,
    path: String,
    object: Option<String>,
}

impl Git {
    /// The repository that holds the file at `path`, seen from its top, and the path below that
    /// top.
    ///
    /// # Errors
    /// When the file lies in no git repository, or its path is not UTF-8.
    pub fn of_file(path: &Path) -> Result<(Self, String)> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let Some(name) = path.file_name() else {
            bail!(
                Problem::new(
                    Kind::Git,
                    saying(
                        "problem.names-no-file",
                        args![path = path.display().to_string()]
                    )
                )
                .hint(saying("problem.names-no-file-hint", args![]))
            );
        };
        let here = Self::open(folder)?;
        let up = here.run(&["rev-parse", "--show-cdup"])?;
        let Ok(up) = String::from_utf8(line(&up.stdout).to_vec()) else {
            bail!(not_utf8(folder))
        };
        let below = [here.prefix.as_slice(), name.as_encoded_bytes()].concat();
        match String::from_utf8(below) {
            Ok(below) => Ok((Self::open(&folder.join(up))?, below)),
            Err(_) => bail!(
                Problem::new(
                    Kind::Git,
                    saying(
                        "problem.name-not-utf8",
                        args![path = path.display().to_string()]
                    )
                )
                .hint(saying("problem.rename", args![]))
            ),
        }
    }

    /// What the file at `path` (from the repository's top) held after each commit of HEAD's own
    /// line that touched it, oldest first. Its own line is that of first parents: a merge
    /// counts once, with what stood after it. A file that was renamed is followed to its former
    /// name.
    ///
    /// # Errors
    /// When HEAD has no such file, the history is cut off, or git fails.
    pub fn editions(&self, path: &str) -> Result<Vec<Edition>> {
        let steps = self.steps(path)?;
        let mut objects = Contents::open(self)?;
        steps
            .into_iter()
            .map(|step| objects.edition(step.listed, step.path, step.object, None))
            .collect()
    }

    /// What the file held at each tag that HEAD comes from, oldest first, under whichever of its
    /// names.
    ///
    /// # Errors
    /// As for [`Git::editions`], and when there is no tag.
    pub fn tagged_editions(&self, path: &str) -> Result<Vec<Edition>> {
        let steps = self.steps(path)?;
        // The newest name first.
        let mut names: Vec<&str> = Vec::new();
        for step in steps.iter().rev() {
            if !names.contains(&step.path.as_str()) {
                names.push(&step.path);
            }
        }
        let mut tags = self.tags()?;
        let tagged: Vec<(Listed, String)> = self
            .listed(&["--topo-order", "--reverse", "HEAD"])?
            .into_iter()
            .filter_map(|listed| tags.remove(&listed.commit).map(|tag| (listed, tag)))
            .collect();
        if tagged.is_empty() {
            bail!(
                Problem::new(Kind::Git, saying("problem.no-tag", args![]))
                    .hint(saying("problem.no-tag-hint", args![]))
            );
        }
        let commits: Vec<&str> = tagged
            .iter()
            .map(|(listed, _)| listed.commit.as_str())
            .collect();
        let standing = self.standing(&commits, &names)?;
        let mut objects = Contents::open(self)?;
        let mut out = Vec::new();
        for ((listed, tag), standing) in tagged.into_iter().zip(standing) {
            let found = names
                .iter()
                .find_map(|name| Some((*name, standing.get(*name)?.clone())));
            let (name, object) = found.map_or((path, None), |(name, object)| (name, Some(object)));
            out.push(objects.edition(listed, name.to_owned(), object, Some(tag))?);
        }
        Ok(out)
    }

    fn steps(&self, path: &str) -> Result<Vec<Step>> {
        if path.contains(['\n', '\0']) {
            bail!(
                Problem::new(Kind::Git, saying("problem.line-break-in-name", args![path]))
                    .hint(saying("problem.rename", args![]))
            );
        }
        if line(&self.run(&["rev-parse", "--is-shallow-repository"])?.stdout) == b"true" {
            bail!(
                Problem::new(
                    Kind::Git,
                    saying("problem.history-cut-off", args![path = path.to_string()])
                )
                .hint(unshallow())
            );
        }
        let head = self.commit("HEAD")?;
        // Refuses a folder, a link, and what is not there.
        self.file(&head, path)?;
        let (mut from, mut name) = (head.as_str().to_owned(), path.to_owned());
        let mut newest_first: Vec<Step> = Vec::new();
        loop {
            let listed = self.listed(&["--first-parent", &from, "--", &name])?;
            let touched = self.touched(&listed, &name)?;
            let renamed = self.renamed(&listed, &touched, &name)?;
            let mut by_commit: BTreeMap<String, Touched> = touched
                .into_iter()
                .map(|own| (own.commit.clone(), own))
                .collect();
            let mut next = None;
            for listed in listed {
                let Some(touched) = by_commit.remove(&listed.commit) else {
                    continue;
                };
                let former = renamed.get(&listed.commit).zip(listed.parent.clone());
                newest_first.push(Step {
                    listed,
                    path: touched.path,
                    object: touched.object,
                });
                if let Some((former, parent)) = former {
                    next = Some((parent, former.clone()));
                    break;
                }
            }
            match next {
                // Each round begins at an older commit than the one before.
                Some(older) => (from, name) = older,
                None => break,
            }
        }
        newest_first.reverse();
        Ok(newest_first)
    }

    /// The commits that `git rev-list` names for `args`.
    fn listed(&self, args: &[&str]) -> Result<Vec<Listed>> {
        let mut all = vec![
            "rev-list",
            "--encoding=UTF-8",
            "--date=raw",
            "--format=%P%x00%an%x00%cd%x00",
        ];
        all.extend(args);
        let output = self.run(&all)?;
        if !output.status.success() {
            bail!(failed("rev-list", &output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        text.split_terminator("\0\n").map(listed_commit).collect()
    }

    /// How each of `listed` changed `path`, seen from its first parent.
    fn touched(&self, listed: &[Listed], path: &str) -> Result<Vec<Touched>> {
        let raw = [
            "-r",
            "--root",
            "--raw",
            "--full-index",
            "--no-renames",
            "--",
            path,
        ];
        Ok(changes(&self.diff_tree(&raw, &pairs(listed.iter()))?))
    }

    /// The former names of a file that `touched` says was added as `path`, by commit.
    fn renamed(
        &self,
        listed: &[Listed],
        touched: &[Touched],
        path: &str,
    ) -> Result<BTreeMap<String, String>> {
        let added: BTreeSet<&str> = touched
            .iter()
            .filter(|own| !own.was_there && own.object.is_some())
            .map(|own| own.commit.as_str())
            .collect();
        let added = listed
            .iter()
            .filter(|own| added.contains(own.commit.as_str()) && own.parent.is_some());
        let input = pairs(added);
        if input.is_empty() {
            return Ok(BTreeMap::new());
        }
        // The limit bounds the work of a commit that moved a whole tree; files that were not edited
        // are found anyhow.
        let output = self.diff_tree(
            &["-r", "--raw", "-M", "-l", "1000", "--diff-filter=R"],
            &input,
        )?;
        Ok(renames(&output)
            .filter(|(_, _, to)| to == path)
            .map(|(commit, from, _)| (commit, from))
            .collect())
    }

    fn diff_tree(&self, args: &[&str], input: &str) -> Result<Vec<u8>> {
        let mut all = vec!["diff-tree", "--stdin", "-z"];
        all.extend(args);
        let output = self.ask(&all, input)?;
        if !output.status.success() {
            bail!(failed("diff-tree", &output));
        }
        Ok(output.stdout)
    }

    /// Which objects stand under `names` in each of `commits`: the first one's tree, then the
    /// changes between them.
    fn standing(&self, commits: &[&str], names: &[&str]) -> Result<Vec<BTreeMap<String, String>>> {
        let Some(first) = commits.first() else {
            return Ok(Vec::new());
        };
        let mut args = vec!["ls-tree", "-z", "--full-tree", first, "--"];
        args.extend(names);
        let mut now: BTreeMap<String, String> = entries(&self.tree(&args)?)
            .filter(|entry| entry.mode.starts_with("100"))
            .map(|entry| {
                (
                    String::from_utf8_lossy(entry.path).into_owned(),
                    entry.object.to_owned(),
                )
            })
            .collect();
        let mut out = vec![now.clone()];
        let input: String = commits
            .windows(2)
            .map(|pair| format!("{} {}\n", pair[1], pair[0]))
            .collect();
        let mut raw = vec!["-r", "--raw", "--full-index", "--no-renames", "--"];
        raw.extend(names);
        let mut changed = changes(&self.diff_tree(&raw, &input)?)
            .into_iter()
            .peekable();
        for commit in &commits[1..] {
            while let Some(own) = changed.next_if(|own| own.commit == *commit) {
                match own.object {
                    Some(object) => now.insert(own.path, object),
                    None => now.remove(&own.path),
                };
            }
            out.push(now.clone());
        }
        Ok(out)
    }

    /// The names of the tags, by the commit that each leads to. Of several on one commit the last
    /// by name.
    fn tags(&self) -> Result<BTreeMap<String, String>> {
        let output = self.run(&["show-ref", "--tags", "--dereference"])?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut by_name: BTreeMap<&str, &str> = BTreeMap::new();
        for (object, name) in text
            .lines()
            .filter_map(|line| line.split_once(" refs/tags/"))
        {
            // The second line of an annotated tag names what it leads to.
            by_name.insert(name.trim_end_matches("^{}"), object);
        }
        Ok(by_name
            .into_iter()
            .map(|(name, object)| (object.to_owned(), name.to_owned()))
            .collect())
    }

    /// Runs git with `args`, tells it `input`, and waits for it.
    fn ask(&self, args: &[&str], input: &str) -> Result<Output> {
        let mut command = self.command();
        command
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(cannot_start)?;
        let stdin = child.stdin.take();
        std::thread::scope(|scope| {
            // It answers while it is asked: both ends must move.
            scope.spawn(|| stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
            child
                .wait_with_output()
                .map_err(|error| cannot_start(error).into())
        })
    }
}

/// Contents by object, the last one kept: a commit that changed only the mode costs nothing.
struct Contents {
    objects: Objects,
}

impl Contents {
    fn open(git: &Git) -> Result<Self> {
        Ok(Self {
            objects: Objects::open(git)?,
        })
    }

    fn edition(
        &mut self,
        listed: Listed,
        path: String,
        object: Option<String>,
        tag: Option<String>,
    ) -> Result<Edition> {
        let content = match object {
            Some(object) => Content::Bytes(self.objects.blob(&object)?),
            None => Content::Gone,
        };
        Ok(Edition {
            commit: listed.commit,
            author: listed.author,
            date: listed.date,
            path,
            tag,
            content,
        })
    }
}

/// `commit HASH`, then parents, author and date with a NUL after each.
fn listed_commit(text: &str) -> Result<Listed> {
    let broken = || {
        Problem::new(Kind::Git, saying("problem.git-form", args![]))
            .hint(saying("problem.git-form-hint", args![]))
    };
    let (head, facts) = text.split_once('\n').ok_or_else(broken)?;
    let commit = head.strip_prefix("commit ").ok_or_else(broken)?.to_owned();
    let [parents, author, date] = facts.splitn(3, '\0').collect::<Vec<_>>()[..] else {
        bail!(broken())
    };
    let no_day = || {
        let commit = commit.as_str();
        Problem::new(
            Kind::Git,
            saying("problem.no-such-day", args![commit, date]),
        )
    };
    let date = civil(date).ok_or_else(no_day)?;
    let parent = parents
        .split(' ')
        .next()
        .filter(|parent| !parent.is_empty())
        .map(ToOwned::to_owned);
    Ok(Listed {
        commit,
        parent,
        author: author.to_owned(),
        date,
    })
}

/// The day on the committer's own calendar: `SECONDS ±HHMM`.
fn civil(raw: &str) -> Option<NaiveDate> {
    let (seconds, zone) = raw.trim().split_once(' ')?;
    // A commit can hold any number. What no clock shows is no day.
    let zone: i32 = zone
        .parse()
        .ok()
        .filter(|zone| (-2400..=2400).contains(zone))?;
    let offset = FixedOffset::east_opt((zone / 100 * 60 + zone % 100) * 60)?;
    let moment = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
    Some(moment.naive_utc().checked_add_offset(offset)?.date())
}

/// Each commit with its first parent, as `git diff-tree --stdin` takes them.
fn pairs<'l>(listed: impl Iterator<Item = &'l Listed>) -> String {
    listed
        .map(|own| match &own.parent {
            Some(parent) => format!("{} {parent}\n", own.commit),
            None => format!("{}\n", own.commit),
        })
        .collect()
}

/// The records of `git diff-tree -z`: a commit, then for each path `:modes objects status` and its
/// names.
fn records(output: &[u8]) -> impl Iterator<Item = (String, Vec<String>)> {
    let mut commit = String::new();
    let text = String::from_utf8_lossy(output).into_owned();
    let fields: Vec<String> = text.split_terminator('\0').map(ToOwned::to_owned).collect();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < fields.len() && !fields[at].starts_with(':') {
            commit.clone_from(&fields[at]);
            at += 1;
        }
        let head = fields.get(at)?;
        let names = if head.contains(" R") || head.contains(" C") {
            2
        } else {
            1
        };
        let record = fields[at..].iter().take(names + 1).cloned().collect();
        at += names + 1;
        Some((commit.clone(), record))
    })
}

fn changes(output: &[u8]) -> Vec<Touched> {
    let change = |(commit, record): (String, Vec<String>)| {
        let facts: Vec<&str> = record[0].trim_start_matches(':').split(' ').collect();
        let [old_mode, mode, _, object, _] = facts[..] else {
            return None;
        };
        let is_file = |mode: &str| mode.starts_with("100");
        Some(Touched {
            commit,
            path: record.get(1)?.clone(),
            object: is_file(mode).then(|| object.to_owned()),
            was_there: is_file(old_mode),
        })
    };
    records(output).filter_map(change).collect()
}

/// The renames: commit, old name, new name.
fn renames(output: &[u8]) -> impl Iterator<Item = (String, String, String)> {
    records(output).filter_map(|(commit, record)| {
        let [_, from, to] = <[String; 3]>::try_from(record).ok()?;
        Some((commit, from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_committers_own_zone() {
        let day = |raw| civil(raw).map(|date| date.to_string());
        // 2022-06-17 23:30 UTC.
        assert_eq!(day("1655508600 +0200").as_deref(), Some("2022-06-18"));
        assert_eq!(day("1655508600 +0000").as_deref(), Some("2022-06-17"));
        assert_eq!(day("1655508600 -0330").as_deref(), Some("2022-06-17"));
        assert_eq!(day("x +0000"), None);
        assert_eq!(
            [day("8210266876799 +1400"), day("-8334601228800 -1200")],
            [None, None]
        );
        assert_eq!([day("0 +2147483647"), day("0 -2147483648")], [None, None]);
    }
}
