//! `binds`.

use crate::problem::{Kind, Problem};
use anyhow::{Result, bail};

use super::args::{Binds, BindsFormat, Global};
use super::load;
use super::output::{Outcome, say};
use crate::changelog::history::History;
use crate::model::finding::Finding;
use crate::model::places::REGISTERS;
use crate::parties::organisations::{self, NotFound};
use crate::parties::{binding, documents::Documents};
use crate::render::binds;

/// Tells which texts bind an organisation, and what changed since it signed.
pub fn run(global: &Global, args: &Binds) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let repository = &loaded.repository;
    let of_registers = |finding: &&Finding| finding.place.path.starts_with(REGISTERS);
    let count = loaded.findings.iter().filter(of_registers).count();
    if count > 0 {
        say(&format!(
            "warning: the registers have {count} findings, and rows that could not be read are left out; run `avtalslogg check`"
        ));
    }
    let organisation = match organisations::find(repository, &args.organisation) {
        Ok(organisation) => organisation,
        Err(NotFound::Personal) => {
            bail!(
                Problem::new(Kind::Request, "that is a personal identity number")
                    .hint("registers hold organisations only; search by name")
            )
        }
        Err(NotFound::Unknown) if repository.registers.is_empty() => {
            bail!(Problem::new(Kind::Request, "there is no register that could be read").hint("who has signed stands in contracts/registers/<document>.csv; run `avtalslogg check`"))
        }
        Err(NotFound::Unknown) => {
            let count = organisations::all(repository).len();
            bail!(Problem::new(Kind::Request, format!("no register has an organisation `{}`", args.organisation)).hint(format!("{count} organisations stand in the registers; give a number or a part of a name")))
        }
        Err(NotFound::Ambiguous(found)) => {
            const SHOWN: usize = 20;
            let mut names: Vec<String> = found
                .iter()
                .take(SHOWN)
                .map(|own| format!("{} ({})", own.name, own.number))
                .collect();
            if found.len() > SHOWN {
                names.push(format!("and {} more", found.len() - SHOWN));
            }
            bail!(
                Problem::new(
                    Kind::Request,
                    format!("`{}` fits {} organisations", args.organisation, found.len())
                )
                .hint(format!("give one of them: {}", names.join(", ")))
            )
        }
    };
    let history = History::of(repository, loaded.on);
    if let Some(mismatch) = history.mismatches.first() {
        bail!(
            "{} and {} could not be compared in {}",
            mismatch.old,
            mismatch.new,
            mismatch.section
        );
    }
    let documents = Documents::of(&history);
    let words = loaded.words();
    let view = binds::view(&history, &binding::of(&documents, organisation), &words);
    Ok(Outcome::clean(match args.format {
        BindsFormat::Text => binds::text(&view),
        BindsFormat::Markdown => binds::markdown(&view),
        BindsFormat::Json => binds::json(&view),
    }))
}
