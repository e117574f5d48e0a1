//! `init` and `new`: a contract repository that builds, and a new document from its kind's
//! skeleton.

use super::Plan;
use crate::args;
use crate::model::finding::Language;
use crate::model::places::{self, SETTINGS};
use crate::model::repository::Repository;
use crate::model::settings::Kind;
use crate::model::snapshot::Snapshot;
use crate::parse::fields::is_id;
use crate::parse::yaml_text;
use crate::problem::Problem;
use crate::words::saying;

/// What `init` and `new` begin with in one language.
struct Beginning {
    /// The skeleton of a kind that names none of its own.
    skeleton: &'static str,
    agreement: &'static str,
    lead: &'static str,
}

const SWEDISH: Beginning = Beginning {
    skeleton: include_str!("../../templates/skeletons/btv.md"),
    agreement: include_str!("../../templates/skeletons/agreement.yaml"),
    lead: include_str!("../../templates/skeletons/year.md"),
};

const ENGLISH: Beginning = Beginning {
    skeleton: include_str!("../../templates/skeletons/btv.en.md"),
    agreement: include_str!("../../templates/skeletons/agreement.en.yaml"),
    lead: include_str!("../../templates/skeletons/year.en.md"),
};

fn beginning(language: Language) -> &'static Beginning {
    match language {
        Language::Sv => &SWEDISH,
        Language::En => &ENGLISH,
    }
}

/// Which attributes git gives to seals: forges fold them, and no diff shows them.
pub const SEAL_ATTRIBUTES: &str = "changelog/**/*.seal linguist-generated gitlab-generated -diff";

/// The file that tells git about attributes.
pub const ATTRIBUTES: &str = BESIDE[0];

const GIT_ATTRIBUTES: &str = "\
# Published texts are proven by digests of their bytes: git must never rewrite a line ending in them.
contracts/** -text
changelog/** -text
# Seals are written by the program and read by it: forges fold them, and no diff shows them.
changelog/**/*.seal linguist-generated gitlab-generated -diff
";

const GIT_IGNORE: &str = "/.avtalslogg/\n/site/\n/.site.*/\n";

/// The files beside `contracts/` that `init` writes where they do not exist.
pub const BESIDE: [&str; 2] = [".gitattributes", ".gitignore"];

/// What `init` writes: what git must know, the lead of the year page, and the settings, which make
/// it a contract repository, last. What an interrupted run wrote is left as it is, and so are the
/// author's own files of git.
///
/// # Errors
/// When the folder holds contracts already.
pub fn init(snapshot: &Snapshot, language: Language) -> Result<Plan, Problem> {
    let beginning = beginning(language);
    let files = [
        (BESIDE[0], GIT_ATTRIBUTES),
        (BESIDE[1], GIT_IGNORE),
        ("contracts/pages/andringar.md", beginning.lead),
        (SETTINGS, beginning.agreement),
    ];
    let ours = |path: &str, bytes: &[u8]| {
        files
            .iter()
            .any(|(own, text)| (*own, text.as_bytes()) == (path, bytes))
    };
    let contracts = |path: &str| path.starts_with("contracts/") && !path.contains("/.");
    let foreign = snapshot
        .iter()
        .filter(|(path, bytes)| contracts(path) && !ours(path, bytes));
    let apart = snapshot.apart().filter(|(path, _)| contracts(path));
    if let Some(path) = foreign
        .map(|(path, _)| path)
        .chain(apart.map(|(path, _)| path))
        .next()
    {
        return Err(Problem::refused(
            saying("problem.contracts-exist", args![path = path.to_string()]),
            saying("problem.contracts-exist-hint", args![]),
        ));
    }
    let mut plan = Plan::default();
    for (path, text) in files {
        match snapshot.get(path) {
            None => plan.create(path, text),
            Some(bytes) if bytes == text.as_bytes() => {}
            Some(_) => {
                let content = format!("\n{}", text.trim_end());
                plan.done
                    .push(saying("author.left-as-it-is", args![path, content]));
            }
        }
    }
    plan.done.push(saying("author.begun-repository", args![]));
    plan.next = Some(saying("author.next-new", args![]));
    Ok(plan)
}

/// The kind that `name` names; without a name the first one of the repository, where it has kinds.
///
/// # Errors
/// When the repository has kinds and none of that name.
pub fn kind_of<'r>(
    repository: &'r Repository,
    name: Option<&str>,
) -> Result<Option<&'r Kind>, Problem> {
    let kinds = &repository.settings.kinds;
    let Some(name) = name else {
        return Ok(kinds.first());
    };
    match repository.settings.kind(name) {
        Some(kind) => Ok(Some(kind)),
        None => {
            let known: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
            Err(Problem::refused(
                saying("problem.no-kind", args![name = name.to_string()]),
                saying("problem.kinds", args![known = known.join(", ")]),
            ))
        }
    }
}

/// Where a new document stands and how it begins.
pub struct Begun<'r> {
    /// Its path.
    pub path: String,
    /// Its front matter, for version 1.0 as a draft.
    pub front: String,
    /// Its kind, where the repository has kinds.
    pub kind: Option<&'r Kind>,
}

/// Begins the document `id`.
///
/// # Errors
/// When the id is no id or is taken, or the kind is unknown.
pub fn begin<'r>(
    repository: &'r Repository,
    snapshot: &Snapshot,
    id: &str,
    title: &str,
    kind: Option<&str>,
) -> Result<Begun<'r>, Problem> {
    if !is_id(id) {
        let example = crate::model::slug::slug(id);
        return Err(Problem::refused(
            saying("problem.no-id", args![id = id.to_string()]),
            saying(
                "problem.no-id-hint",
                args![
                    example = if example.is_empty() {
                        "digitalt-mote"
                    } else {
                        &example
                    }
                    .to_string()
                ],
            ),
        ));
    }
    let path = places::document(id);
    if snapshot.get(&path).is_some() {
        return Err(Problem::refused(
            saying("problem.path-exists", args![path = path.to_string()]),
            saying("problem.path-exists-hint", args![]),
        ));
    }
    let kind = kind_of(repository, kind)?;
    let mut front = format!(
        "---\nid: {}\ntitle: {}\n",
        yaml_text::scalar(id),
        yaml_text::scalar(title)
    );
    if let Some(kind) = kind {
        front.push_str(&format!("kind: {}\n", yaml_text::scalar(&kind.id)));
        if kind.listed_as_service {
            front.push_str(&format!("service: {}\n", yaml_text::scalar(title)));
        }
    }
    front.push_str("version: \"1.0\"\n---\n");
    Ok(Begun { path, front, kind })
}

/// What `new` writes: the draft of a document's first version, from the skeleton of its kind.
///
/// # Errors
/// When the id is no id or is taken, the kind is unknown, or its skeleton is missing.
pub fn new_document(
    repository: &Repository,
    snapshot: &Snapshot,
    id: &str,
    title: Option<&str>,
    kind: Option<&str>,
) -> Result<Plan, Problem> {
    let title = title.unwrap_or(id);
    let Begun { path, front, kind } = begin(repository, snapshot, id, title, kind)?;
    let built_in = beginning(repository.settings.language).skeleton;
    let skeleton = match kind.and_then(|kind| kind.skeleton.as_deref()) {
        Some(name) => own_skeleton(snapshot, name)?.unwrap_or(built_in),
        None => built_in,
    };
    let mut plan = Plan::default();
    plan.create(&path, front + &skeleton.replace("{{ title }}", title));
    plan.done.push(saying("author.begun-document", args![path]));
    plan.next = Some(saying("author.next-text", args![id]));
    Ok(plan)
}

/// The organisation's own skeleton called `name`; `None` where the built-in one of that name holds.
///
/// # Errors
/// When there is none, or it is no text: what replaces its bytes would be published.
fn own_skeleton<'s>(snapshot: &'s Snapshot, name: &str) -> Result<Option<&'s str>, Problem> {
    let path = format!("templates/skeletons/{name}");
    match snapshot.get(&path).map(std::str::from_utf8) {
        Some(Ok(text)) => Ok(Some(text)),
        Some(Err(error)) => Err(Problem::unreadable(
            saying(
                "problem.skeleton-not-utf8",
                args![path, at = error.valid_up_to()],
            ),
            saying("problem.save-as-utf8", args![]),
        )),
        None if name == "btv.md" => Ok(None),
        None => Err(Problem::refused(
            saying("problem.no-skeleton", args![name]),
            saying("problem.no-skeleton-hint", args![]),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn a_skeleton_that_is_no_utf8_text_is_refused_with_its_path_and_byte() {
        let settings =
            "publisher: A\nlanguage: sv\nkinds:\n  - {id: btv, label: B, skeleton: own.md}\n";
        let snapshot = Snapshot::from_iter([
            (SETTINGS, settings.as_bytes().to_vec()),
            (
                "templates/skeletons/own.md",
                b"# {{ title }}\n\nVi \xe5tar oss.\n".to_vec(),
            ),
        ]);
        let (repository, _) = parse::repository::read(&snapshot);
        let refused = new_document(&repository, &snapshot, "a", None, None).expect_err("a refusal");
        assert_eq!(
            refused.message(Language::Sv),
            "templates/skeletons/own.md: mallen är inte UTF-8-text (byte 18)"
        );
        assert_eq!(refused.hints(Language::En).count(), 1);
    }
}
