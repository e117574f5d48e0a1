//! `notice`.

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::{self, Global};
use super::load;
use super::output::Outcome;
use crate::args;
use crate::changelog::history::History;
use crate::problem::{Kind, Problem};
use crate::render::site::{LetterFormat, letter};
use crate::words::saying;

/// `notice`.
#[derive(Debug, ClapArgs)]
pub struct Notice {
    /// The publication date of the release
    #[arg(value_parser = args::parse_date)]
    pub date: NaiveDate,
    /// The agreement [default: the first in agreement.yaml]
    #[arg(long, value_name = "ID")]
    pub agreement: Option<String>,
    /// How to write
    #[arg(long, value_enum, default_value = "text")]
    pub format: NoticeFormat,
}

/// How `notice` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum NoticeFormat {
    /// For a plain e-mail.
    Text,
    /// Markdown.
    Markdown,
    /// One HTML page.
    Html,
}

/// Writes the letter about a release. A release that is still to come can be written about too.
pub(super) fn run(global: &Global, args: &Notice) -> Result<Outcome> {
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
