//! `log`: documents, versions, what is in force and what comes.

use chrono::NaiveDate;
use serde::Serialize;

use crate::changelog::amendment::Amendment;
use crate::changelog::history::History;
use crate::changelog::sorting::SwedishOrder;
use crate::consolidate;
use crate::dates::effective;
use crate::model::finding::Language;
use crate::model::record::Provenance;

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
    /// The versions that make up the text in force; empty before the first text.
    in_force: Vec<String>,
    versions: Vec<VersionView>,
}

#[derive(Debug, Serialize)]
struct VersionView {
    version: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    effective: Vec<String>,
    status: Status,
    changed_sections: usize,
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
        let name = self.tag.as_deref().unwrap_or_else(|| self.commit.get(..12).unwrap_or(&self.commit));
        self.author.as_ref().map_or_else(|| name.to_owned(), |author| format!("{name} {author}"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Draft,
    NotPublic,
    Coming,
    InForce,
    PartlyInForce,
    Superseded,
    Withdrawn,
}

/// The log of `documents` (all when empty) as JSON.
pub fn json(history: &History<'_>, documents: &[&str]) -> String {
    serde_json::to_string_pretty(&view(history, documents)).unwrap_or_default() + "\n"
}

/// The log for the terminal.
pub fn text(history: &History<'_>, documents: &[&str]) -> String {
    let language = history.repository.settings.language;
    let log = view(history, documents);
    let mut out = String::new();
    for document in log.documents {
        out.push_str(&format!("{} ({})\n", document.title, document.document));
        let width = document.versions.iter().map(|version| version.version.len()).max().unwrap_or(0);
        let words_of = |version: &VersionView| words(version.status, language).chars().count();
        let status = document.versions.iter().map(words_of).max().unwrap_or(0);
        for version in document.versions.iter().rev() {
            let published = version.published.as_deref().unwrap_or("–         ");
            let effective =
                if version.effective.is_empty() { "–".to_owned() } else { version.effective.join(", ") };
            let line = format!(
                "  {:width$}  {published}  {effective:<24}  {:status$}  {}",
                version.version,
                words(version.status, language),
                version.provenance.as_ref().map(ProvenanceView::line).unwrap_or_default(),
            );
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn words(status: Status, language: Language) -> &'static str {
    match (language, status) {
        (Language::Sv, Status::Draft) => "utkast",
        (Language::Sv, Status::NotPublic) => "ännu inte publicerad",
        (Language::Sv, Status::Coming) => "kommande",
        (Language::Sv, Status::InForce) => "gäller",
        (Language::Sv, Status::PartlyInForce) => "gäller delvis",
        (Language::Sv, Status::Superseded) => "ersatt",
        (Language::Sv, Status::Withdrawn) => "har upphört att gälla",
        (Language::En, Status::Draft) => "draft",
        (Language::En, Status::NotPublic) => "not public yet",
        (Language::En, Status::Coming) => "coming",
        (Language::En, Status::InForce) => "in force",
        (Language::En, Status::PartlyInForce) => "partly in force",
        (Language::En, Status::Superseded) => "superseded",
        (Language::En, Status::Withdrawn) => "withdrawn",
    }
}

fn view(history: &History<'_>, documents: &[&str]) -> LogView {
    let order = SwedishOrder::new();
    let wanted = |id: &str| documents.is_empty() || documents.contains(&id);
    let ids = history.repository.documents.keys().filter(|id| wanted(id));
    let mut views: Vec<DocumentView> = ids.map(|id| document(history, id)).collect();
    views.sort_by(|a, b| order.compare(&a.title, &b.title).then_with(|| a.document.cmp(&b.document)));
    LogView { schema_version: 1, on: history.on.to_string(), documents: views }
}

fn document(history: &History<'_>, id: &str) -> DocumentView {
    let amendments: Vec<&Amendment<'_>> = history.of_document(id).collect();
    let text = consolidate::on(&amendments, history.on, history.on);
    let sources: Vec<&str> =
        text.iter().flat_map(|text| &text.sources).map(|version| version.front.version.as_str()).collect();
    let title = text.as_ref().map_or_else(
        || amendments.last().map_or(id, |amendment| amendment.new.front.title.as_str()).to_owned(),
        |text| text.title().to_owned(),
    );
    let ended = effective::has_ended(history.end_of(id), history.on);
    DocumentView {
        document: id.to_owned(),
        title,
        in_force: sources.iter().map(|source| (*source).to_owned()).collect(),
        versions: amendments
            .iter()
            .map(|amendment| version(amendment, &sources, ended, history.on))
            .collect(),
    }
}

fn version(amendment: &Amendment<'_>, sources: &[&str], ended: bool, on: NaiveDate) -> VersionView {
    let front = &amendment.new.front;
    let dates = effective_dates(amendment);
    let at = sources.iter().find(|source| **source == front.version.as_str());
    let status = match (front.published, at) {
        (None, _) => Status::Draft,
        (Some(published), _) if published > on => Status::NotPublic,
        (_, Some(_)) if ended => Status::Withdrawn,
        (_, Some(_)) if sources.len() > 1 => Status::PartlyInForce,
        (_, Some(_)) => Status::InForce,
        _ if dates.first().is_some_and(|date| *date > on) => Status::Coming,
        _ => Status::Superseded,
    };
    VersionView {
        version: front.version.as_str().to_owned(),
        title: front.title.clone(),
        published: front.published.map(|date| date.to_string()),
        effective: dates.iter().map(ToString::to_string).collect(),
        status,
        changed_sections: amendment.comparison.changes.len(),
        baseline: amendment.is_baseline(),
        provenance: amendment.record.and_then(|record| record.provenance.as_ref()).map(ProvenanceView::from),
    }
}

/// Every date on which something of the version takes effect, in order.
fn effective_dates(amendment: &Amendment<'_>) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> =
        (0..amendment.comparison.changes.len()).filter_map(|change| amendment.effective_of(change)).collect();
    if dates.is_empty() {
        dates.extend(amendment.new.front.effective);
    }
    dates.sort_unstable();
    dates.dedup();
    dates
}
