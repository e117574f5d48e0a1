//! What the author's steps do, carried out in memory: what they write is read back as it was meant,
//! a published text fits its digest, and a step taken twice or interrupted ends in the same files.

use std::collections::BTreeSet;

use avtalslogg::author::publish::Published;
use avtalslogg::author::withdraw::{self, Said};
use avtalslogg::author::{Plan, correct, draft, publish, renumber, revise, sealing};
use avtalslogg::model::codes::integrity;
use avtalslogg::model::finding::{Code, Finding};
use avtalslogg::model::repository::{Document, Version};
use avtalslogg::render::findings;
use chrono::Days;

use super::{Case, branch, reading};

/// More entries than these of one record are not corrected.
const FEW: usize = 3;

/// Takes every step that can be taken, from the newest to the oldest document.
pub(super) fn laws(case: &Case) {
    drafting(case);
    renumbering(case);
    publishing(case);
    sealing(case);
    for document in editable(case) {
        revising(case, document);
        withdrawing(case, document);
        for version in document
            .versions
            .iter()
            .filter(|version| !version.is_draft())
        {
            correcting(case, document, version);
        }
    }
}

/// The documents whose newest text can be read: the commands refuse to write to others.
fn editable(case: &Case) -> impl Iterator<Item = &Document> {
    let left = &case.repository.unreadable_drafts;
    case.repository
        .documents
        .values()
        .filter(|document| !left.contains_key(&document.id))
}

/// The repository after `plan`.
fn after(case: &Case, plan: &Plan) -> Case {
    part_of(case, plan, plan.writes.len())
}

/// The same after its first `count` files.
fn part_of(case: &Case, plan: &Plan, count: usize) -> Case {
    let mut snapshot = case.snapshot.clone();
    for write in &plan.writes[..count] {
        let before = snapshot.get(&write.path);
        let is_archived = write.path.starts_with("contracts/archive/") && !write.path.contains('@');
        assert!(
            !is_archived || before.is_none_or(|before| before == write.bytes),
            "{} is archived",
            write.path
        );
        assert!(
            !write.new || before.is_none(),
            "{} would be overwritten",
            write.path
        );
        snapshot.insert(write.path.clone(), write.bytes.as_slice());
    }
    Case::new(snapshot, case.on)
}

/// What a step writes is read, with no other kind of fault than the repository had before.
fn is_read_back(case: &Case, plan: &Plan) -> Case {
    let then = after(case, plan);
    let known: BTreeSet<&str> = case
        .findings
        .iter()
        .map(|finding| finding.code.name)
        .collect();
    for finding in &then.findings {
        let (path, code) = (&finding.place.path, finding.code.name);
        let text = || then.snapshot.text(path).unwrap_or_default();
        assert!(
            known.contains(code),
            "{code} in {path}, which was written:\n{}",
            text()
        );
    }
    let unread = |case: &Case| case.repository.unreadable_records.clone();
    let new: Vec<String> = unread(&then).difference(&unread(case)).cloned().collect();
    assert!(
        new.is_empty(),
        "records cannot be read after the step: {new:?}"
    );
    then
}

/// Findings that a published text is not the one that was published.
fn broken(case: &Case) -> BTreeSet<(String, &'static str)> {
    const BROKEN: [&Code; 4] = [
        &integrity::DIGEST_MISMATCH,
        &integrity::SEAL_MISMATCH,
        &integrity::INTERIM_MISMATCH,
        &integrity::SEAL_MISSING,
    ];
    let is_broken = |finding: &&Finding| BROKEN.contains(&finding.code);
    case.check()
        .iter()
        .filter(is_broken)
        .map(|finding| (finding.place.path.clone(), finding.code.name))
        .collect()
}

/// A step breaks no proof.
fn stays_proven(before: &Case, then: &Case) {
    let (before, broken) = (broken(before), broken(then));
    let new: Vec<_> = broken.difference(&before).collect();
    let text = || {
        new.iter()
            .map(|(path, _)| then.snapshot.text(path).unwrap_or_default())
            .collect::<String>()
    };
    assert!(new.is_empty(), "{new:?} after the step:\n{}", text());
}

fn drafting(case: &Case) {
    for document in editable(case) {
        let Ok(plan) = draft::plan(document, &case.snapshot, case.on) else {
            continue;
        };
        let then = is_read_back(case, &plan);
        let document = &then.repository.documents[&document.id];
        let again = draft::plan(document, &then.snapshot, case.on);
        let again = again.unwrap_or_else(|refusal| panic!("no second draft: {refusal}"));
        assert!(
            again.writes.is_empty(),
            "a second draft writes something else:\n{}",
            written(&again)
        );
        if plan.writes.len() == 1 {
            branch::laws(&case.snapshot, &then.snapshot, case.on);
        }
    }
}

fn written(plan: &Plan) -> String {
    let file = |write: &avtalslogg::author::Write| {
        format!("{}:\n{}", write.path, String::from_utf8_lossy(&write.bytes))
    };
    plan.writes.iter().map(file).collect()
}

fn renumbering(case: &Case) {
    for document in editable(case) {
        if let Ok(plan) = renumber::plan(document, &case.snapshot, case.on) {
            is_read_back(case, &plan);
        }
    }
}

fn publishing(case: &Case) {
    let plan = match publish::plan(&case.snapshot, &case.repository, &[], case.on) {
        Ok(Published::Plan(plan)) => plan,
        Ok(Published::Denied(denied)) => {
            let settings = &denied.repository.settings;
            findings::text(
                &denied.findings,
                &denied.snapshot,
                settings,
                false,
                findings::DEFAULT_WIDTH,
            );
            return;
        }
        Err(_) => return,
    };
    let then = is_read_back(case, &plan);
    stays_proven(case, &then);
    let again = publish::plan(&then.snapshot, &then.repository, &[], case.on);
    assert!(again.is_err(), "what is published is published again");
    for count in 0..plan.writes.len() {
        let interrupted = part_of(case, &plan, count);
        let rest = publish::plan(&interrupted.snapshot, &interrupted.repository, &[], case.on);
        let Ok(Published::Plan(rest)) = rest else {
            panic!("interrupted after {count} files, not completed")
        };
        let whole = after(&interrupted, &rest);
        assert!(
            whole.snapshot.iter().eq(then.snapshot.iter()),
            "completed otherwise after {count} files"
        );
    }
    branch::laws(&case.snapshot, &then.snapshot, case.on);
    reading::laws(&then);
}

fn sealing(case: &Case) {
    let Ok(Published::Plan(plan)) = sealing::plan(&case.snapshot, &case.repository, case.on) else {
        return;
    };
    let then = is_read_back(case, &plan);
    stays_proven(case, &then);
    let Ok(Published::Plan(again)) = sealing::plan(&then.snapshot, &then.repository, case.on)
    else {
        panic!("what was sealed is refused when it is sealed again")
    };
    assert!(
        again.writes.is_empty(),
        "a second seal writes something else:\n{}",
        written(&again)
    );
}

fn revising(case: &Case, document: &Document) {
    let record = case
        .repository
        .record(&document.id, &document.newest().front.version);
    let Ok(plan) = revise::plan(document, record, &case.snapshot, false) else {
        return;
    };
    let then = is_read_back(case, &plan);
    let Some(now) = then.repository.documents.get(&document.id) else {
        panic!("{} is gone", document.id)
    };
    assert!(
        now.newest().is_draft() && now.versions.len() == document.versions.len() + 1,
        "no draft was begun"
    );
    stays_proven(case, &then);
}

fn withdrawing(case: &Case, document: &Document) {
    let Some(end) = case.on.checked_add_days(Days::new(400)) else {
        return;
    };
    let said = Said {
        note: Some("Tjänsten \"X\": #1 upphör,\n{så}."),
        reason: Some("- ny lag: 2025:1"),
    };
    let days = (case.on, end);
    let Ok(plan) = withdraw::withdraw(&case.repository, &case.snapshot, document, days, said)
    else {
        return;
    };
    let then = is_read_back(case, &plan);
    stays_proven(case, &then);
    let Some(document) = then.repository.documents.get(&document.id) else {
        panic!("{} is gone", document.id)
    };
    for later in [end.checked_add_days(Days::new(30)), None] {
        let of = (document, document.newest());
        let Ok(plan) =
            withdraw::correct(&then.repository, &then.snapshot, of, later, said, case.on)
        else {
            continue;
        };
        stays_proven(&then, &is_read_back(&then, &plan));
    }
}

fn correcting(case: &Case, document: &Document, version: &Version) {
    let Some(record) = case.repository.record(&document.id, &version.front.version) else {
        return;
    };
    let Some(later) = case.on.checked_add_days(Days::new(200)) else {
        return;
    };
    let said = Said {
        note: Some("Rättat: \"så\"\u{2028}# här."),
        reason: Some("'"),
    };
    for entry in record.entries.iter().take(FEW) {
        for change in [
            correct::Change::Effective(later),
            correct::Change::Cancelled,
        ] {
            let what = (entry.id.value.as_str(), change);
            let of = (document, version);
            let plan = correct::correct(&case.repository, &case.snapshot, of, what, said, case.on);
            let Ok(plan) = plan else { continue };
            let then = is_read_back(case, &plan);
            stays_proven(case, &then);
        }
    }
}
