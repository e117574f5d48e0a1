//! `log`: documents, versions, what is in force and what comes.

use chrono::NaiveDate;
use serde::Serialize;
use textwrap::core::display_width;

use super::json;
use super::redline::account;
use super::undecided::Undecided;
use crate::args;
use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::changelog::sorting::SwedishOrder;
use crate::chronicle::status::{Stage, Standing};
use crate::chronicle::{self, Chronicle};
use crate::harmless;
use crate::model::record::Provenance;
use crate::words::Words;

#[derive(Debug, Serialize)]
struct LogView {
    schema_version: u32,
    on: String,
    documents: Vec<DocumentView>,
}

#[derive(Debug, Serialize)]
struct DocumentView {
    document: String,
    title: String,
    /// The versions that make up the text in force; empty before the first text and after the
    /// document's end.
    in_force: Vec<String>,
    /// Why no rule can say what the text is.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Undecided>,
    versions: Vec<VersionView>,
}

#[derive(Debug, Serialize)]
struct VersionView {
    version: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    effective: Vec<String>,
    status: &'static str,
    #[serde(skip)]
    stage: Stage,
    changed_sections: usize,
    /// What became of its sections against the version before, in the short form.
    #[serde(skip)]
    account: Option<String>,
    /// Whether it is older than the history kept here.
    baseline: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<ProvenanceView>,
}

/// Where an imported version comes from.
#[derive(Debug, Serialize)]
struct ProvenanceView {
    commit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
}

impl From<&Provenance> for ProvenanceView {
    fn from(own: &Provenance) -> Self {
        Self {
            commit: own.commit.clone(),
            author: own.author.clone(),
            date: own.date.map(|date| date.to_string()),
            tag: own.tag.clone(),
        }
    }
}

impl ProvenanceView {
    /// The tag or the short commit, and the author.
    fn line(&self) -> String {
        let name = self
            .tag
            .as_deref()
            .unwrap_or_else(|| self.commit.get(..12).unwrap_or(&self.commit));
        self.author
            .as_ref()
            .map_or_else(|| name.to_owned(), |author| format!("{name} {author}"))
    }
}

/// A stage in data.
pub fn status_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::NotPublic => "not-public",
        Stage::Coming => "coming",
        Stage::InForce => "in-force",
        Stage::Partly => "partly-in-force",
        Stage::Superseded => "superseded",
        Stage::CalledOff => "called-off",
        Stage::Ended => "withdrawn",
    }
}

/// The log of `documents` (all when empty) as JSON.
pub fn json(history: &History<'_>, documents: &[&str]) -> String {
    json::pretty(&view(history, documents))
}

/// The log for the terminal.
pub fn text(history: &History<'_>, documents: &[&str], words: &Words) -> String {
    let log = told(history, documents, Some(words));
    let mut out = String::new();
    for document in log.documents {
        out.push_str(&format!(
            "{} ({})\n",
            harmless::line(&document.title),
            document.document
        ));
        if let Some(undecided) = &document.undecided {
            out.push_str(&format!(
                "  {}\n",
                harmless::line(&undecided.sentence(words))
            ));
        }
        let width = document
            .versions
            .iter()
            .map(|version| version.version.len())
            .max()
            .unwrap_or(0);
        let words_of = |version: &VersionView| display_width(&self::words(version.stage, words));
        let status = document.versions.iter().map(words_of).max().unwrap_or(0);
        for version in document.versions.iter().rev() {
            let published = version.published.as_deref().unwrap_or("–         ");
            let effective = if version.effective.is_empty() {
                "–".to_owned()
            } else {
                version.effective.join(", ")
            };
            let line = format!(
                "  {:width$}  {published}  {effective:<24}  {:status$}  {}",
                version.version,
                self::words(version.stage, words),
                version
                    .provenance
                    .as_ref()
                    .map(ProvenanceView::line)
                    .unwrap_or_default(),
            );
            out.push_str(harmless::line(&line).trim_end());
            out.push('\n');
            if let Some(account) = &version.account {
                out.push_str(&format!("  {:width$}  {}\n", "", harmless::line(account)));
            }
        }
        out.push('\n');
    }
    out
}

fn words(stage: Stage, words: &Words) -> String {
    let name = match stage {
        Stage::Draft => "log.draft",
        Stage::NotPublic => "log.not-public",
        Stage::Coming => "log.coming",
        Stage::InForce => "log.in-force",
        Stage::Partly => "log.partly",
        Stage::Superseded => "log.superseded",
        Stage::CalledOff => "log.called-off",
        Stage::Ended => "log.withdrawn",
    };
    words.say(name, args![])
}

fn view(history: &History<'_>, documents: &[&str]) -> LogView {
    told(history, documents, None)
}

/// The view; with `words` each version also tells what became of its sections.
fn told(history: &History<'_>, documents: &[&str], words: Option<&Words>) -> LogView {
    let order = SwedishOrder::new();
    let wanted = |id: &str| documents.is_empty() || documents.contains(&id);
    let chronicles = chronicle::all(history);
    let wanted = chronicles.values().filter(|own| wanted(&own.document.id));
    let mut views: Vec<DocumentView> = wanted.map(|own| document(own, history.on, words)).collect();
    views.sort_by(|a, b| {
        order
            .compare(&a.title, &b.title)
            .then_with(|| a.document.cmp(&b.document))
    });
    LogView {
        schema_version: 1,
        on: history.on.to_string(),
        documents: views,
    }
}

fn document(chronicle: &Chronicle<'_, '_>, on: NaiveDate, words: Option<&Words>) -> DocumentView {
    let text = chronicle.text(on);
    let versions = chronicle.amendments.iter();
    DocumentView {
        document: chronicle.document.id.clone(),
        title: chronicle.title(on).to_owned(),
        in_force: text
            .versions()
            .iter()
            .map(|version| version.front.version.to_string())
            .collect(),
        undecided: text.undecided().map(Undecided::from),
        versions: versions
            .map(|own| version(own, chronicle.standing(own, on), words))
            .collect(),
    }
}

fn version(
    amendment: &Amendment<'_>,
    standing: Standing<'_>,
    words: Option<&Words>,
) -> VersionView {
    let account = words.zip(amendment.old).and_then(|(words, old)| {
        let (old, new) = (&old.sections, &amendment.new.sections);
        account::short(&amendment.comparison, old, new, words)
    });
    let front = &standing.version.front;
    VersionView {
        version: front.version.to_string(),
        title: front.title.clone(),
        published: front.published.map(|date| date.to_string()),
        effective: standing.days.iter().map(ToString::to_string).collect(),
        status: status_name(standing.stage),
        stage: standing.stage,
        changed_sections: amendment.comparison.changes.len(),
        account,
        baseline: amendment.is_baseline(),
        provenance: amendment
            .record
            .and_then(|record| record.provenance.as_ref())
            .map(ProvenanceView::from),
    }
}
