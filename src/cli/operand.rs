//! What `diff` compares: a Markdown file, `DOC@VERSION`, `DOC@DATE`, or `REV:PATH` from git.

use std::path::Path;

use anyhow::{Result, bail};

use super::args::Global;
use super::{in_force, load, show};
use crate::args;
use crate::changelog::history::History;
use crate::classify::Term;
use crate::diff::{self, Comparison, RebuildMismatch};
use crate::files::folder::current_dir;
use crate::files::read;
use crate::git::{Commit, Git};
use crate::model::places;
use crate::model::register;
use crate::model::seal::Rows;
use crate::model::section::SectionTree;
use crate::model::version::VersionNumber;
use crate::parse::fields::is_id;
use crate::parse::{self, front_matter, sections};
use crate::problem::{Kind, Meaning as _, Problem};
use crate::words::saying;

/// A text to compare.
pub(super) struct Operand {
    /// What the user called it.
    pub source: String,
    /// Its sections.
    pub tree: SectionTree,
    /// The changes of term that its record declares.
    pub terms: Vec<Term>,
    /// Where it is a published version: which one, and the rows that were published with it.
    pub published: Option<Published>,
}

/// A published version that is compared.
pub(super) struct Published {
    document: String,
    number: VersionNumber,
    rows: Option<Rows>,
}

/// The comparison of two texts: along the rows that were published where these two were compared then.
///
/// # Errors
/// When a redline cannot be proven.
pub(super) fn compared(old: &Operand, new: &Operand) -> Result<Comparison, RebuildMismatch> {
    let both = old.published.as_ref().zip(new.published.as_ref());
    let rows = both.and_then(|(old, new)| {
        let rows = new.rows.as_ref()?;
        (old.document == new.document && rows.against == old.number).then_some(rows)
    });
    rows.and_then(|rows| diff::published::compare(rows, &old.tree, &new.tree))
        .unwrap_or_else(|| diff::compare(&old.tree, &new.tree))
}

/// Finds the text that `operand` names. A file that exists comes first. What holds a colon is no
/// DOC@….
///
/// # Errors
/// When there is no such file, document, version or text.
pub(super) fn resolve(global: &Global, operand: &str) -> Result<Operand> {
    let path = Path::new(operand);
    if path.is_file() {
        return file(operand, &read::bytes(path)?);
    }
    if path.is_dir() {
        bail!(
            Problem::new(
                Kind::Request,
                saying("problem.operand-is-folder", args![operand])
            )
            .hint(saying("problem.operand-forms", args![]))
        );
    }
    if let Some((revision, path)) = operand.split_once(':') {
        return of_revision(global, operand, revision, path);
    }
    match operand.rsplit_once('@') {
        Some((document, at)) if !document.contains('/') => {
            of_document(global, operand, document, at)
        }
        _ => bail!(
            Problem::new(Kind::Request, saying("problem.no-file", args![operand]))
                .hint(saying("problem.operand-forms", args![]))
        ),
    }
}

/// The two texts of a document in `DOC REV..REV`: what stands at its stable path in two revisions,
/// the work tree where the second is left out. With three dots the first text is that of the commit
/// which the second began from, as git has it. `None` where the operands are something else.
///
/// # Errors
/// When a revision does not exist or does not have the document.
pub(super) fn range(
    global: &Global,
    document: &str,
    range: &str,
) -> Result<Option<(Operand, Operand)>> {
    let Some((old, new)) = range
        .split_once("..")
        .filter(|_| is_id(document) && !Path::new(range).exists())
    else {
        return Ok(None);
    };
    let git = Git::open(&load::root(global)?)?;
    let head = |revision: &str| {
        if revision.is_empty() {
            "HEAD".to_owned()
        } else {
            revision.to_owned()
        }
    };
    let path = places::document(document);
    let text = |commit: &Commit, name: &str| -> Result<Operand> {
        file(
            &format!("{name}:{path}"),
            &git.file(commit, &format!("./{path}"))?,
        )
    };
    let (from, new) = match new.strip_prefix('.') {
        Some(new) => {
            let base = git.merge_base(&head(old), Some(&head(new)))?;
            (text(&base, base.short())?, new)
        }
        None => (text(&git.commit(&head(old))?, &head(old))?, new),
    };
    let to = if new.is_empty() {
        file(&path, &read::file(&load::root(global)?, &path)?)?
    } else {
        text(&git.commit(new)?, new)?
    };
    Ok(Some((from, to)))
}

/// A file of a git revision. As git has it, the path begins at the repository's top, with `./`
/// here.
fn of_revision(global: &Global, source: &str, revision: &str, path: &str) -> Result<Operand> {
    let folder = match &global.root {
        Some(root) => root.clone(),
        None => current_dir()?,
    };
    let none = || {
        Problem::new(
            Kind::Request,
            saying("problem.no-file-there", args![path = source]),
        )
    };
    let git = Git::open(&folder).meaning(none)?;
    let bytes = git.file(&git.commit(revision)?, path)?;
    file(source, &bytes)
}

/// A register is compared by `check` and `review`, which never repeat what must not be shown.
///
/// # Errors
/// When `source` names a list.
pub(super) fn refuse_list(source: &str) -> Result<()> {
    if register::is_list(source) {
        bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.not-a-text",
                    args![path = register::shown_path(source).to_string()]
                )
            )
            .hint(saying("problem.not-a-text-hint", args![]))
        );
    }
    Ok(())
}

/// Any Markdown at all, with or without front matter.
fn file(source: &str, bytes: &[u8]) -> Result<Operand> {
    refuse_list(source)?;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => bail!(
            Problem::new(
                Kind::Request,
                saying(
                    "problem.not-utf8",
                    args![source, at = error.valid_up_to().to_string()]
                )
            )
            .hint(saying("problem.save-as-utf8", args![]))
        ),
    };
    if text.len() > parse::repository::MAX_FILE {
        let (bytes, most) = (text.len(), parse::repository::MAX_FILE);
        bail!(Problem::new(
            Kind::Request,
            saying("problem.file-too-large", args![source, bytes, most])
        ));
    }
    let tree = sections::read(text, front_matter::body_start(text));
    Ok(Operand {
        source: source.to_owned(),
        tree,
        terms: Vec::new(),
        published: None,
    })
}

fn of_document(global: &Global, source: &str, id: &str, at: &str) -> Result<Operand> {
    let loaded = load::load(global)?;
    let document = loaded.document(id)?;
    let Some(day) = parse::dates::iso(at) else {
        let version = show::find_version(document, at)?;
        let record = loaded.repository.record(id, &version.front.version);
        let terms = record.into_iter().flat_map(|record| &record.terms);
        let terms = terms
            .map(|term| Term {
                from: term.from.value.clone(),
                to: term.to.value.clone(),
            })
            .collect();
        return Ok(Operand {
            source: source.to_owned(),
            tree: version.sections.clone(),
            terms,
            published: (!version.is_draft()).then(|| Published {
                document: id.to_owned(),
                number: version.front.version.clone(),
                rows: record.and_then(|record| record.seal.rows.clone()),
            }),
        });
    };
    let history = History::of_documents(&loaded.repository, &[document], day);
    let chronicle = in_force::chronicle(&history, document)?;
    let tree = sections::read(&chronicle.markdown(day).unwrap_or_default(), 0);
    Ok(Operand {
        source: source.to_owned(),
        tree,
        terms: Vec::new(),
        published: None,
    })
}
