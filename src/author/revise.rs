//! `revise`: archives the published text and begins the next version as a draft.

use super::{Plan, front};
use crate::args;
use crate::model::codes;
use crate::model::finding::Finding;
use crate::model::places;
use crate::model::record::Record;
use crate::model::repository::{Document, Version};
use crate::model::snapshot::Snapshot;
use crate::model::version::VersionNumber;
use crate::parse;
use crate::parse::fields::is_id;
use crate::problem::Problem;
use crate::words::saying;

/// What `revise` writes: first the archive, then the draft. A run that was interrupted between the
/// two finds the archive as it left it and goes on.
///
/// # Errors
/// When the newest version is a draft already, or something else stands where the archive belongs.
pub fn plan(
    document: &Document,
    record: Option<&Record>,
    snapshot: &Snapshot,
    minor: bool,
) -> Result<Plan, Problem> {
    let newest = document.newest();
    let number = &newest.front.version;
    if newest.is_draft() {
        return Err(Problem::refused(
            saying(
                "problem.draft-already",
                args![path = newest.path.to_string(), number = number.to_string()],
            ),
            saying("problem.draft-already-hint", args![]),
        ));
    }
    if newest.path != places::document(&document.id) {
        return Err(Problem::refused(
            saying(
                "problem.newest-in-archive",
                args![path = newest.path.to_string()],
            ),
            saying(
                "problem.newest-in-archive-hint",
                args![number = number.to_string(), id = document.id.to_string()],
            ),
        ));
    }
    if !is_id(&document.id) {
        return Err(Problem::refused(
            saying("problem.name-no-id", args![path = newest.path.to_string()]),
            saying("problem.name-no-id-hint", args![]),
        ));
    }
    let mut plan = archive(document, newest, snapshot)?;
    let next = number.next(minor);
    plan.replace(&newest.path, draft(newest, &next)?);
    let (path, id) = (newest.path.as_str(), document.id.as_str());
    plan.done.push(saying(
        "author.begun-version",
        args![number = next.as_str(), path],
    ));
    for cancelled in record
        .into_iter()
        .flat_map(|record| &record.corrections)
        .filter(|own| own.cancelled)
    {
        let (change, on) = (
            cancelled.change.value.as_str(),
            cancelled.on.value.to_string(),
        );
        plan.done
            .push(saying("author.still-holds", args![change, on]));
    }
    plan.next = Some(saying("author.next-edit", args![path, id]));
    Ok(plan)
}

/// What `revise --from` writes where a published text was edited in place: the text as it was
/// `published` into the archive, and the text as it stands now as the draft of the next version. A
/// higher number given by hand stays.
///
/// # Errors
/// When nothing was published there, the text is as it was, the step was taken already, or
/// something else stands where the archive belongs.
pub fn plan_from(
    published: &Version,
    document: &Document,
    snapshot: &Snapshot,
    minor: bool,
) -> Result<Plan, Problem> {
    let (now, number) = (document.newest(), &published.front.version);
    if published.is_draft() {
        return Err(Problem::refused(
            saying(
                "problem.draft-there-too",
                args![
                    path = published.path.to_string(),
                    number = number.to_string()
                ],
            ),
            saying("problem.not-at-revision-hint", args![]),
        ));
    }
    if now.text == published.text {
        return Err(Problem::refused(
            saying(
                "problem.as-published",
                args![path = now.path.to_string(), number = number.to_string()],
            ),
            saying("problem.begin-next", args![id = document.id.to_string()]),
        ));
    }
    if now.is_draft()
        && document
            .version(number)
            .is_some_and(|kept| kept.text == published.text)
    {
        return Err(Problem::refused(
            saying(
                "problem.archived-already",
                args![path = now.path.to_string(), number = number.to_string()],
            ),
            saying("problem.draft-already-hint", args![]),
        ));
    }
    let mut plan = archive(document, published, snapshot)?;
    let own = &now.front.version;
    let next = if own > number {
        own.clone()
    } else {
        number.next(minor)
    };
    plan.replace(&now.path, draft(now, &next)?);
    let (path, id) = (now.path.as_str(), document.id.as_str());
    plan.done.push(saying(
        "author.kept-as-draft",
        args![number = next.as_str(), path],
    ));
    plan.next = Some(saying("author.next-read-draft", args![path, id]));
    Ok(plan)
}

/// The plan that puts `version` into the archive, unless it stands there.
fn archive(document: &Document, version: &Version, snapshot: &Snapshot) -> Result<Plan, Problem> {
    if version.front.id != document.id {
        // In the archive the text would contradict its place for ever.
        return Err(Problem::refused(
            saying(
                "problem.id-not-name",
                args![
                    path = version.path.to_string(),
                    id = version.front.id.to_string()
                ],
            ),
            saying("problem.run-check", args![]),
        ));
    }
    let number = &version.front.version;
    let path = places::archived(&document.id, number);
    let mut plan = Plan::default();
    match snapshot.get(&path) {
        Some(bytes) if bytes == version.text.as_bytes() => {}
        Some(_) => {
            return Err(Problem::refused(
                saying(
                    "problem.other-text-there",
                    args![path = path.to_string(), number = number.to_string()],
                ),
                saying("problem.other-text-there-hint", args![]),
            ));
        }
        None => plan.create(&path, version.text.as_bytes()),
    }
    let number = number.as_str();
    plan.done
        .push(saying("author.archived", args![number, path]));
    Ok(plan)
}

/// The text of `version` as a draft numbered `next`.
///
/// # Errors
/// When the front matter is written so that the edited one would not say so: a key stands twice, or
/// in quotation marks.
fn draft(version: &Version, next: &VersionNumber) -> Result<String, Problem> {
    let mut text = front::set(
        version,
        &version.text,
        "version",
        &format!("\"{next}\""),
        "title",
    );
    if !version.is_draft() {
        text = front::remove(&front::remove(&text, "published"), "effective");
    }
    let read = Snapshot::from_iter([(version.path.as_str(), text.clone().into_bytes())]);
    let (read, findings) = parse::repository::read(&read);
    let is_twice = |finding: &Finding| finding.code == &codes::reading::DUPLICATE_KEY;
    let mut drafts = read.documents.values().map(Document::newest);
    if drafts.any(|own| own.is_draft() && own.front.version == *next)
        && !findings.iter().any(is_twice)
    {
        return Ok(text);
    }
    Err(Problem::refused(
        saying(
            "problem.dates-stuck",
            args![path = version.path.to_string()],
        ),
        saying("problem.dates-stuck-hint", args![]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_text_in_the_archive_is_never_written_over() {
        let text = |number: &str| {
            format!(
                "---\nid: a\ntitle: A\nversion: \"{number}\"\npublished: 2022-01-01\n---\n# A\n"
            )
        };
        let files = [
            ("contracts/a.md", text("1.0")),
            ("contracts/archive/a/2.0.md", text("2.0")),
        ];
        let snapshot: Snapshot = files
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect();
        let (repository, _) = parse::repository::read(&snapshot);
        let refusal =
            plan(&repository.documents["a"], None, &snapshot, false).expect_err("a refusal");
        assert!(
            refusal.to_string().contains("contracts/archive/a/2.0.md"),
            "{refusal}"
        );
    }

    #[test]
    fn a_day_of_publication_that_stands_twice_or_quoted_is_not_half_removed() {
        for days in [
            "published: 2022-01-01\npublished: 2022-03-01\n",
            "\"published\": 2022-01-01\n",
        ] {
            let text = format!("---\nid: a\ntitle: A\nversion: \"1.0\"\n{days}---\n# A\n");
            let snapshot = Snapshot::from_iter([("contracts/a.md", text.into_bytes())]);
            let (repository, _) = parse::repository::read(&snapshot);
            let refusal = plan(&repository.documents["a"], None, &snapshot, false);
            let refusal = refusal.expect_err("a refusal");
            assert!(
                refusal.to_string().contains("cannot be taken out"),
                "{refusal}"
            );
        }
    }

    #[test]
    fn a_text_with_the_id_of_another_document_is_not_archived() {
        let text = "---\nid: b\ntitle: A\nversion: \"1.0\"\npublished: 2022-01-01\n---\n# A\n";
        let snapshot = Snapshot::from_iter([("contracts/a.md", text.as_bytes())]);
        let (repository, _) = parse::repository::read(&snapshot);
        plan(&repository.documents["a"], None, &snapshot, false).expect_err("a refusal");
    }
}
