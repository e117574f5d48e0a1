//! The author's steps: each a command with its arguments.

pub(super) mod correct;
pub(super) mod draft;
pub(super) mod init;
pub(super) mod publish;
pub(super) mod revise;
pub(super) mod upgrade;
pub(super) mod withdraw;

use anyhow::Result;

use crate::args;
use crate::author::Plan;
use crate::cli::load::Loaded;
use crate::cli::output::Outcome;
use crate::files::apply::Writer;
use crate::model::finding::Language;
use crate::model::snapshot::Snapshot;
use crate::words::saying;

impl Loaded {
    /// Writes the plan, or in a dry run only says what it would write.
    pub(super) fn carry_out(&self, plan: &Plan) -> Result<Outcome> {
        let language = self.repository.settings.language;
        carry_out(self.writer.as_ref(), &self.snapshot, plan, language)
    }
}

fn carry_out(
    writer: Option<&Writer>,
    snapshot: &Snapshot,
    plan: &Plan,
    language: Language,
) -> Result<Outcome> {
    let mut output = String::new();
    let Some(writer) = writer else {
        for write in &plan.writes {
            let path = write.path.as_str();
            let what = if snapshot.get(path).is_some() {
                saying("author.would-change", args![path])
            } else {
                saying("author.would-write", args![path])
            };
            output.push_str(&format!("{}\n", what.said(language)));
        }
        for line in &plan.done {
            let line = saying("author.dry-run", args![text = line.clone()]);
            output.push_str(&format!("{}\n", line.said(language)));
        }
        return Ok(Outcome::clean(output));
    };
    writer.apply(snapshot, plan)?;
    for line in &plan.done {
        output.push_str(&format!("{}\n", line.said(language)));
    }
    if let Some(next) = &plan.next {
        let next = saying("author.next", args![text = next.clone()]);
        output.push_str(&format!("{}\n", next.said(language)));
    }
    Ok(Outcome::clean(output))
}
