//! `revise`: archives the published text and begins the next version as a draft.

use super::{Plan, Refusal, front};
use crate::model::repository::Document;
use crate::model::snapshot::Snapshot;

/// What `revise` writes: first the archive, then the draft. A run that was interrupted between the two finds the
/// archive as it left it and goes on.
///
/// # Errors
/// When the newest version is a draft already, or something else stands where the archive belongs.
pub fn plan(document: &Document, snapshot: &Snapshot, minor: bool) -> Result<Plan, Refusal> {
    let newest = document.newest();
    let number = &newest.front.version;
    if newest.is_draft() {
        return Err(Refusal::new(
            format!("{}: version {number} is a draft already", newest.path),
            "go on editing it, then run `avtalslogg draft`",
        ));
    }
    let mut plan = Plan::default();
    let archive = format!("contracts/archive/{}/{number}.md", document.id);
    match snapshot.get(&archive) {
        Some(bytes) if bytes == newest.text.as_bytes() => {}
        Some(_) => {
            return Err(Refusal::new(
                format!("{archive}: another text stands where version {number} belongs"),
                "compare the two files; one of them has the wrong version number",
            ));
        }
        None => plan.create(&archive, newest.text.as_bytes()),
    }
    let next = number.next(minor);
    let text = front::set(newest, &newest.text, "version", &format!("\"{next}\""), "title");
    let text = front::remove(&front::remove(&text, "published"), "effective");
    plan.replace(&newest.path, text);
    plan.done.push(format!("archived version {number} in {archive}"));
    plan.done.push(format!("began version {next} as a draft in {}", newest.path));
    plan.next = Some(format!("edit {}, then run `avtalslogg draft {}`", newest.path, document.id));
    Ok(plan)
}
