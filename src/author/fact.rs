//! A fact appended to a published record, in the form that the record has: in the list `later` with
//! the seal in a file of its own, or, as the first format has it, with a seal below each fact.

use chrono::NaiveDate;

use super::appending::Open;
use super::withdraw::Said;
use super::{Plan, front, seal};
use crate::args;
use crate::model::digest;
use crate::model::places;
use crate::model::record::Record;
use crate::model::seal::Bound;
use crate::model::span::{Located, Span};
use crate::parse::fields::Source;
use crate::parse::{self, yaml_text};
use crate::problem::Problem;
use crate::words::saying;

/// What is appended.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fact<'a> {
    /// Another date of effect of an entry.
    Effective(&'a str, NaiveDate),
    /// An entry's changes will not be carried out.
    Cancel(&'a str),
    /// The document ends.
    Withdraw(NaiveDate),
    /// The document goes on.
    Continue,
}

/// A day, and the digest of the text that binds from it.
pub(super) type Stated = (NaiveDate, String);

/// The files of a record with one fact more.
pub(super) struct Appended {
    /// The record.
    pub record: String,
    /// Its seal, where it stands apart.
    seal: Option<String>,
}

impl Open<'_> {
    /// The record with `fact`, made known on `on`, and its seal. `stated` are the texts that bind
    /// from then on; `None` where the fact moves none.
    ///
    /// # Errors
    /// When the record's list of later facts is not one that can be continued, or another fact was
    /// begun and not written.
    pub(super) fn with(
        &self,
        fact: Fact<'_>,
        said: Said<'_>,
        on: NaiveDate,
        stated: Option<&[Stated]>,
    ) -> Result<Appended, Problem> {
        if self.record.seal.apart {
            return self.listed(fact, said, on, stated);
        }
        let mut lines = Vec::new();
        let record = match fact {
            Fact::Withdraw(effective) if self.record.withdrawn.is_none() => {
                lines.push("withdrawn:".to_owned());
                lines.push(format!("  published: {on}"));
                lines.push(format!("  effective: {effective}"));
                lines.extend(words(said).into_iter().map(|line| format!("  {line}")));
                seal::append_sealed(&self.text, &lines, "  ")
            }
            _ => {
                lines.push(format!("on: {on}"));
                lines.extend(match fact {
                    Fact::Effective(change, _) | Fact::Cancel(change) => {
                        Some(format!("change: {}", yaml_text::scalar(change)))
                    }
                    Fact::Withdraw(_) | Fact::Continue => None,
                });
                lines.push(match fact {
                    Fact::Effective(_, day) | Fact::Withdraw(day) => {
                        format!("set: {{effective: {day}}}")
                    }
                    Fact::Cancel(_) | Fact::Continue => "cancelled: true".to_owned(),
                });
                lines.extend(words(said));
                lines.extend(stated.map(|stated| {
                    let days = stated.iter().map(|(day, text)| format!("{day}: {text}"));
                    format!("interim: {{{}}}", days.collect::<Vec<_>>().join(", "))
                }));
                self.with_correction(&lines)
            }
        };
        Ok(Appended { record, seal: None })
    }

    fn listed(
        &self,
        fact: Fact<'_>,
        said: Said<'_>,
        on: NaiveDate,
        stated: Option<&[Stated]>,
    ) -> Result<Appended, Problem> {
        let what = match fact {
            Fact::Effective(change, day) => format!(
                "correct: {{change: {}, set: {{effective: {day}}}}}",
                yaml_text::scalar(change)
            ),
            Fact::Cancel(change) => format!("cancel: {{change: {}}}", yaml_text::scalar(change)),
            Fact::Withdraw(day) => format!("withdraw: {{effective: {day}}}"),
            Fact::Continue => "cancel: {withdrawal: true}".to_owned(),
        };
        let lines = [format!("on: {on}"), what].into_iter().chain(words(said));
        let lines: Vec<String> = lines.collect();
        let record = with_item(&self.text, &lines);
        if !continues(self.record, &record) {
            return Err(Problem::refused(
                saying(
                    "problem.later-not-continued",
                    args![record = self.record.path.to_string()],
                ),
                saying("problem.later-not-continued-hint", args![]),
            ));
        }
        let mut seal = self.record.seal.clone();
        let new = digest::of(record.as_bytes());
        if let Some(begun) = seal.ahead_of(self.text.len()) {
            if (begun.length, &begun.digest.value) != (record.len(), &new) {
                return Err(Problem::refused(
                    saying(
                        "problem.other-fact-begun",
                        args![record = self.record.path.to_string()],
                    ),
                    saying(
                        "problem.other-fact-begun-hint",
                        args![seal = seal.path.to_string()],
                    ),
                ));
            }
            seal.record.pop();
        }
        seal.record.push(Bound {
            length: record.len(),
            until: record.len(),
            digest: Located::new(new, Span::default()),
        });
        if let Some(stated) = stated {
            let texts = stated.iter().map(|(day, text)| {
                let place = Span::default();
                (Located::new(*day, place), Located::new(text.clone(), place))
            });
            seal.stated
                .insert(self.record.later.len() + 1, texts.collect());
        }
        seal.lines.record = digest::line_marks(record.as_bytes());
        Ok(Appended {
            record,
            seal: Some(parse::seal::written(&seal)),
        })
    }
}

impl Appended {
    /// Adds the files to `plan`: the seal first, so that a record never holds what is not sealed.
    pub(super) fn write(self, open: &Open<'_>, plan: &mut Plan) {
        if let Some(seal) = self.seal {
            plan.replace(places::seal_of(&open.record.path), seal);
        }
        plan.replace(&open.record.path, self.record);
    }
}

/// The lines for what the reader is told, and for why a day departs from the rules.
fn words(said: Said<'_>) -> Vec<String> {
    let line = |key: &str, text: &str| format!("{key}: {}", yaml_text::quoted(text));
    let note = said.note.map(|note| line("note", note));
    let reason = said.reason.map(|reason| line("reason", reason));
    note.into_iter().chain(reason).collect()
}

/// `text` with an item of `lines` at the end of the list `later`, which is begun where there is none.
pub(super) fn with_item(text: &str, lines: &[String]) -> String {
    let end = front::line_ending(text);
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    let list = out.rfind("\nlater:").map(|at| &out[at + 1..]);
    let indent = match list {
        None => {
            out.push_str(&format!("later:{end}"));
            "  ".to_owned()
        }
        Some(list) => {
            let items = list.lines().skip(1);
            let mut indents = items.filter_map(|line| {
                let rest = line.trim_start_matches(' ');
                rest.starts_with("- ").then(|| line.len() - rest.len())
            });
            " ".repeat(indents.next().unwrap_or(2))
        }
    };
    for (at, line) in lines.iter().enumerate() {
        let lead = if at == 0 { "- " } else { "  " };
        out.push_str(&format!("{indent}{lead}{line}{end}"));
    }
    out
}

/// Whether `text` is `before` with one fact more, and nothing else.
fn continues(before: &Record, text: &str) -> bool {
    let mut source = Source::new(&before.path, text);
    let read = parse::record::read(&mut source);
    read.is_some_and(|now| {
        let kept = before.later.iter().zip(&now.later);
        now.later.len() == before.later.len() + 1
            && kept.into_iter().all(|(a, b)| a.start == b.start)
            && now.entries == before.entries
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> String {
        with_item(
            text,
            &["on: 2023-01-10".to_owned(), "note: \"x\"".to_owned()],
        )
    }

    #[test]
    fn the_list_is_begun_last_in_the_record_and_continued_as_it_is_written() {
        let head = "document: a\nversion: \"1\"";
        let one = format!("{head}\nlater:\n  - on: 2023-01-10\n    note: \"x\"\n");
        assert_eq!(item(head), one);
        assert_eq!(
            item(&one),
            format!("{one}  - on: 2023-01-10\n    note: \"x\"\n")
        );
        let flush = format!("{head}\nlater:\n- on: 2022-01-01\n  note: \"y\"\n");
        assert_eq!(
            item(&flush),
            format!("{flush}- on: 2023-01-10\n  note: \"x\"\n")
        );
        let windows = one.replace('\n', "\r\n");
        assert_eq!(
            item(&windows),
            format!("{windows}  - on: 2023-01-10\r\n    note: \"x\"\r\n")
        );
    }
}
