//! `import git`: the history of one file becomes versions, their archive, and sealed records.

use super::edition::Edition;
use super::history::{self, Kept};
use super::remarks::Remarks;
use super::stated;
use crate::args;
use crate::author::front::line_ending;
use crate::author::init::kind_of;
use crate::author::{Plan, record_file, seal};
use crate::model::places;
use crate::model::repository::Repository;
use crate::model::slug::slug;
use crate::model::snapshot::Snapshot;
use crate::model::version::VersionNumber;
use crate::parse::fields::{Source, is_id};
use crate::parse::{front_matter, yaml_text};
use crate::problem::Problem;
use crate::words::{Text, saying};

/// What the author says about the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes<'w> {
    /// Its id; else that of the newest front matter, else of the file's name.
    pub id: Option<&'w str>,
    /// Its title, where the front matter states none; else the heading above the text, else the
    /// file's name.
    pub title: Option<&'w str>,
    /// Its kind; else that of the front matter, else the first of the repository.
    pub kind: Option<&'w str>,
}

/// What `import git` writes for the `editions` of `file`, oldest first: the archived texts, then
/// the records, then the newest text, which is what makes it a document. Every version is a
/// baseline: it is older than the history kept here. A text whose front matter is in order stays as
/// it is; another one gets a front matter of ours above its body.
///
/// # Errors
/// When the newest text cannot be read, there is none, or id or kind are none.
pub fn plan(
    editions: &[Edition],
    file: &str,
    wishes: Wishes<'_>,
    repository: &Repository,
    snapshot: &Snapshot,
) -> Result<Plan, Problem> {
    let mut remarks = Remarks::default();
    let versions = history::choose(editions, &mut remarks)?;
    let newest = versions
        .draft
        .as_ref()
        .or(versions.published.last().map(|(_, kept)| kept));
    let stem = file.rsplit('/').next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let own_id = newest
        .and_then(|kept| kept.stated.id.as_deref())
        .filter(|id| is_id(id));
    let from_name = slug(stem);
    let id = wishes.id.or(own_id).unwrap_or(&from_name);
    if !is_id(id) {
        return Err(Problem::refused(
            saying("problem.no-id", args![id = id.to_string()]),
            saying("problem.no-id-import-hint", args![]),
        ));
    }
    let settings = &repository.settings;
    let own_kind = newest.and_then(|kept| kept.stated.kind.as_deref());
    let own_kind =
        own_kind.filter(|kind| settings.kinds.is_empty() || settings.kind(kind).is_some());
    let kind = match (wishes.kind, own_kind) {
        (None, Some(own)) => Some(own),
        (wished, _) => kind_of(repository, wished)?.map(|kind| kind.id.as_str()),
    };
    let document = Document {
        id,
        title: wishes.title,
        kind,
        stem,
    };
    let mut plan = Plan::default();
    let mut records = Plan::default();
    let mut newest_text = None;
    let has_draft = versions.draft.is_some();
    for (at, (number, kept)) in versions.published.iter().enumerate() {
        let text = document.text(kept, number, true, &mut remarks);
        let published = seal::Published {
            text: text.as_bytes(),
            ..seal::Published::default()
        };
        let path = places::record(id, number);
        let record = record(id, number, kept.edition);
        seal::write(&mut records, settings, (&path, &record), &published)?;
        if at + 1 == versions.published.len() && !has_draft {
            newest_text = Some(text);
        } else {
            plan.create(places::archived(id, number), text);
        }
    }
    if let Some(draft) = &versions.draft {
        let before = versions.published.last().map(|(number, _)| number);
        let own = draft
            .number()
            .filter(|own| before.is_none_or(|before| own > before));
        let first = || VersionNumber::parse("1.0");
        let number = own.or_else(|| before.map_or_else(first, |before| Some(before.next(false))));
        newest_text = number.map(|number| document.text(draft, &number, false, &mut remarks));
    }
    for write in records.writes {
        plan.create(write.path, write.bytes);
    }
    let path = places::document(id);
    let newest_text = newest_text.unwrap_or_default();
    if snapshot
        .get(&path)
        .is_some_and(|bytes| bytes != newest_text.as_bytes())
    {
        return Err(Problem::refused(
            saying("problem.path-exists", args![path = path.to_string()]),
            saying(
                "problem.path-exists-import-hint",
                args![path = path.to_string(), id = id.to_string()],
            ),
        ));
    }
    plan.create(path, newest_text);
    plan.done.extend(remarks.lines());
    plan.done.push(summary(id, &versions, editions.len()));
    plan.next = Some(saying("import.next-log", args![id]));
    Ok(plan)
}

fn summary(id: &str, versions: &history::Versions<'_>, editions: usize) -> Text {
    let named =
        |(number, kept): &(VersionNumber, Kept<'_>)| format!("{number} ({})", kept.published);
    let (first, last) = (versions.published.first(), versions.published.last());
    let (first, last) = (first.map(named), last.map(named));
    let (n, draft) = (versions.published.len(), versions.draft.is_some());
    saying("import.summary", args![id, editions, n, first, last, draft])
}

/// What holds for every version of the document.
struct Document<'d> {
    id: &'d str,
    title: Option<&'d str>,
    kind: Option<&'d str>,
    stem: &'d str,
}

impl Document<'_> {
    /// The text of `kept` as a version here.
    fn text(
        &self,
        kept: &Kept<'_>,
        number: &VersionNumber,
        published: bool,
        remarks: &mut Remarks,
    ) -> String {
        if self.is_in_order(kept, number, published) {
            return kept.text.to_owned();
        }
        let stated = &kept.stated;
        for key in &stated.foreign {
            let edition = kept.edition.name();
            remarks.add(
                saying("import.foreign-key", args![]),
                saying("import.key-in", args![key, edition]),
            );
        }
        let title = stated
            .title
            .clone()
            .or_else(|| self.title.map(ToOwned::to_owned));
        let title = title.or_else(|| stated::heading(kept.text, stated.body));
        let mut lines = vec![
            "---".to_owned(),
            format!("id: {}", yaml_text::scalar(self.id)),
            format!(
                "title: {}",
                yaml_text::scalar(title.as_deref().unwrap_or(self.stem))
            ),
        ];
        lines.extend(
            self.kind
                .map(|kind| format!("kind: {}", yaml_text::scalar(kind))),
        );
        lines.push(format!("version: \"{number}\""));
        if published {
            let day = kept.published;
            let effective = stated.effective.filter(|effective| *effective >= day);
            if let Some(early) = stated.effective.filter(|effective| *effective < day) {
                let (edition, stated) = (kept.edition.name(), early.to_string());
                let day = day.to_string();
                remarks.add(
                    saying("import.from-publication", args![]),
                    saying("import.says-and-applies", args![edition, stated, day]),
                );
            }
            lines.push(format!("published: {day}"));
            lines.push(format!("effective: {}", effective.unwrap_or(day)));
        }
        lines.extend(
            stated
                .facts
                .iter()
                .map(|(fact, value)| format!("{}: {value}", fact.name())),
        );
        lines.push("---".to_owned());
        let end = line_ending(kept.text);
        let mark = if kept.text.starts_with('\u{feff}') {
            "\u{feff}"
        } else {
            ""
        };
        format!(
            "{mark}{}{end}{}",
            lines.join(end),
            &kept.text[stated.body..]
        )
    }

    /// Whether the text can stay as it is, to the byte.
    fn is_in_order(&self, kept: &Kept<'_>, number: &VersionNumber, published: bool) -> bool {
        let mut source = Source::new("", kept.text);
        let (Some(front), _) = front_matter::read(&mut source) else {
            return false;
        };
        let dates = match published {
            true => front.published == Some(kept.published) && front.effective >= front.published,
            false => front.published.is_none(),
        };
        source.findings.is_empty()
            && front.id == self.id
            && front.version == *number
            && self.kind.is_none_or(|kind| front.kind == kind)
            && dates
    }
}

/// The record of a version that was published elsewhere: nobody wrote notes for it.
fn record(id: &str, number: &VersionNumber, edition: &Edition) -> String {
    let tag = edition
        .tag
        .iter()
        .map(|tag| format!(", tag: {}", yaml_text::quoted(tag)))
        .collect::<String>();
    format!(
        "{}baseline: true\nprovenance: {{commit: {}, author: {}, date: {}{tag}}}\n",
        record_file::head(id, number),
        yaml_text::quoted(&edition.commit),
        yaml_text::quoted(&edition.author),
        edition.date,
    )
}
