//! `notice`.

use anyhow::{Result, bail};

use super::args::{Global, Notice, NoticeFormat};
use super::load;
use super::output::Outcome;
use crate::args;
use crate::changelog::history::History;
use crate::problem::{Kind, Problem, saying};
use crate::render::site::{LetterFormat, letter};

/// Writes the letter about a release. A release that is still to come can be written about too.
pub fn run(global: &Global, args: &Notice) -> Result<Outcome> {
    let loaded = load::load(global)?;
    let history = History::of(&loaded.repository, args.date.max(loaded.on));
    let agreements = &loaded.repository.settings.agreements;
    let agreement = match &args.agreement {
        None => 0,
        Some(id) => match agreements.iter().position(|agreement| agreement.id == *id) {
            Some(at) => at,
            None => {
                let known: Vec<&str> = agreements
                    .iter()
                    .map(|agreement| agreement.id.as_str())
                    .collect();
                bail!(
                    Problem::new(Kind::Request, saying("problem.no-agreement", args![id])).hint(
                        saying("problem.agreements", args![known = known.join(", ")])
                    )
                )
            }
        },
    };
    let format = match args.format {
        NoticeFormat::Text => LetterFormat::Text,
        NoticeFormat::Markdown => LetterFormat::Markdown,
        NoticeFormat::Html => LetterFormat::Html,
    };
    match letter(&history, &loaded.snapshot, agreement, args.date, format)? {
        Some(text) => Ok(Outcome::clean(text)),
        None => {
            let dates: Vec<String> = history
                .releases()
                .iter()
                .map(|release| release.date.to_string())
                .collect();
            bail!(
                Problem::new(
                    Kind::Request,
                    saying(
                        "problem.nothing-published",
                        args![day = args.date.to_string()]
                    )
                )
                .hint(saying("problem.releases", args![days = dates.join(", ")]))
            )
        }
    }
}
