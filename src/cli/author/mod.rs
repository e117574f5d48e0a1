//! The author's steps: each a command with its arguments.

pub(super) mod correct;
pub(super) mod draft;
pub(super) mod init;
pub(super) mod publish;
pub(super) mod revise;
pub(super) mod withdraw;

use anyhow::Result;

use crate::author::Plan;
use crate::cli::load::Loaded;
use crate::cli::output::Outcome;
use crate::files::apply::Writer;
use crate::model::snapshot::Snapshot;

impl Loaded {
    /// Writes the plan, or in a dry run only says what it would write.
    pub(super) fn carry_out(&self, plan: &Plan) -> Result<Outcome> {
        carry_out(self.writer.as_ref(), &self.snapshot, plan)
    }
}

fn carry_out(writer: Option<&Writer>, snapshot: &Snapshot, plan: &Plan) -> Result<Outcome> {
    let mut output = String::new();
    let Some(writer) = writer else {
        for write in &plan.writes {
            let verb = if snapshot.get(&write.path).is_some() {
                "would change"
            } else {
                "would write"
            };
            output.push_str(&format!("{verb} {}\n", write.path));
        }
        for line in &plan.done {
            output.push_str(&format!("dry run: {line}\n"));
        }
        return Ok(Outcome::clean(output));
    };
    writer.apply(snapshot, plan)?;
    for line in &plan.done {
        output.push_str(&format!("{line}\n"));
    }
    if let Some(next) = &plan.next {
        output.push_str(&format!("next: {next}\n"));
    }
    Ok(Outcome::clean(output))
}
