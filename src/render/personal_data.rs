//! `personal-data`: every service, its data-processing agreement, and what it states about the
//! processing on a day.

use chrono::NaiveDate;
use serde::Serialize;

use super::undecided::Undecided;
use super::{csv, json};
use crate::args;
use crate::changelog::history::History;
use crate::changelog::sorting::SwedishOrder;
use crate::chronicle::particulars::State;
use crate::harmless;
use crate::model::repository::Repository;
use crate::model::settings::Particular;
use crate::parties::statements::{self, Service};
use crate::words::Words;

#[derive(Serialize)]
struct TableView {
    schema_version: u32,
    on: String,
    particulars: Vec<Column>,
    services: Vec<ServiceView>,
}

#[derive(Serialize)]
struct Column {
    id: String,
    label: String,
}

#[derive(Serialize)]
struct ServiceView {
    document: String,
    title: String,
    versions: String,
    /// Absent where no personal data are processed.
    agreement: Option<AgreementView>,
    particulars: Vec<ParticularView>,
    /// Why no rule can say what the text is: no particular is told then.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Undecided>,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct AgreementView {
    document: String,
    title: String,
    since: String,
}

#[derive(Serialize)]
struct ParticularView {
    id: String,
    text: Option<String>,
    since: String,
}

/// A day on which something became another, also days to come.
#[derive(Serialize)]
struct ChangeView {
    on: String,
    /// `agreement`, and ids of particulars; `undecided` where no rule can say any more what the
    /// text is.
    what: Vec<String>,
}

/// The table as JSON.
pub fn json(history: &History<'_>, services: &[Service<'_>]) -> String {
    json::pretty(&view(history, services))
}

/// The table's rows, the header first: a column for each particular.
pub fn rows(history: &History<'_>, services: &[Service<'_>], words: &Words) -> Vec<Vec<String>> {
    let view = view(history, services);
    let mut header: Vec<String> = [
        "document",
        "service",
        "version",
        "agreement",
        "agreement_since",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(view.particulars.iter().map(|column| column.label.clone()));
    let mut rows = vec![header];
    for service in &view.services {
        let agreement = service.agreement.as_ref();
        let mut row = vec![
            service.document.clone(),
            service.title.clone(),
            service.versions.clone(),
            agreement.map(|own| own.title.clone()).unwrap_or_default(),
            agreement.map(|own| own.since.clone()).unwrap_or_default(),
        ];
        for column in &view.particulars {
            let own = service.particulars.iter().find(|own| own.id == column.id);
            let told = own.and_then(|own| own.text.as_deref()).map(bullets);
            let why = service.undecided.as_ref().map(|own| own.sentence(words));
            row.push(told.or(why).unwrap_or_default());
        }
        rows.push(row);
    }
    rows
}

/// Points as a spreadsheet shows them: a hyphen at the start of a cell would be a formula.
fn bullets(text: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix("- ") {
        Some(rest) => format!("• {rest}"),
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The table as CSV.
pub fn table(history: &History<'_>, services: &[Service<'_>], words: &Words) -> String {
    String::from_utf8(csv::plain(rows(history, services, words).into_iter())).unwrap_or_default()
}

/// The table for a terminal: service by service.
pub fn text(history: &History<'_>, services: &[Service<'_>], words: &Words) -> String {
    let view = view(history, services);
    let mut out = String::new();
    for service in &view.services {
        let title = harmless::line(&service.title);
        let (document, versions) = (&service.document, &service.versions);
        out.push_str(&words.say(
            "personal-data.service",
            args![title = title.as_ref(), document, versions],
        ));
        out.push('\n');
        let mut line = |text: &str| out.push_str(&format!("  {}\n", harmless::line(text)));
        let Some(agreement) = &service.agreement else {
            line(&words.say("personal-data.none", args![]));
            out.push('\n');
            continue;
        };
        line(&words.say(
            "personal-data.agreement",
            args![title = &agreement.title, day = &agreement.since],
        ));
        if let Some(undecided) = &service.undecided {
            line(&undecided.sentence(words));
        }
        for column in &view.particulars {
            let Some(own) = service.particulars.iter().find(|own| own.id == column.id) else {
                continue;
            };
            line(&words.say(
                "personal-data.particular",
                args![label = &column.label, day = &own.since],
            ));
            let missing = words.say("personal-data.not-stated", args![]);
            for text in own
                .text
                .as_deref()
                .unwrap_or(&missing)
                .lines()
                .filter(|text| !text.is_empty())
            {
                line(&format!("  {text}"));
            }
        }
        out.push('\n');
    }
    harmless::shown(&out).into_owned()
}

fn view(history: &History<'_>, services: &[Service<'_>]) -> TableView {
    let repository = history.repository;
    let columns = statements::particulars_of(&repository.settings).into_iter();
    let order = SwedishOrder::new();
    let mut views: Vec<ServiceView> = services
        .iter()
        .filter_map(|own| service(repository, own, history.on))
        .collect();
    views.sort_by(|a, b| {
        order
            .compare(&a.title, &b.title)
            .then_with(|| a.document.cmp(&b.document))
    });
    TableView {
        schema_version: 1,
        on: history.on.to_string(),
        particulars: columns
            .map(|own| Column {
                id: own.id.clone(),
                label: own.label.clone(),
            })
            .collect(),
        services: views,
    }
}

fn service(repository: &Repository, own: &Service<'_>, on: NaiveDate) -> Option<ServiceView> {
    let processing = &own.processing;
    let state = processing.on(on)?;
    let agreement = state.agreement.map(|id| AgreementView {
        document: id.to_owned(),
        title: repository.title_on(id, on).to_owned(),
        since: processing
            .agreement_since(on)
            .map(|day| day.to_string())
            .unwrap_or_default(),
    });
    let since = |id: &str| {
        processing
            .particular_since(on, id)
            .map(|day| day.to_string())
    };
    let particular = |(particular, text): &(&Particular, Option<String>)| ParticularView {
        id: particular.id.clone(),
        text: text.clone(),
        since: since(&particular.id).unwrap_or_default(),
    };
    let changes = processing
        .changes()
        .into_iter()
        .map(|(before, after)| ChangeView {
            on: after.since.to_string(),
            what: what_changed(before, after)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        });
    Some(ServiceView {
        document: own.document.id.clone(),
        title: state.title.to_owned(),
        versions: state.versions.clone(),
        agreement,
        particulars: state.particulars.iter().map(particular).collect(),
        undecided: state.undecided.as_ref().map(Undecided::from),
        changes: changes.collect(),
    })
}

/// `agreement` and the ids of the particulars in which two states differ; `undecided` for all
/// particulars where no rule can say what the later one is.
pub fn what_changed<'s>(before: &'s State<'_>, after: &'s State<'_>) -> Vec<&'s str> {
    let mut what = Vec::new();
    if before.agreement != after.agreement {
        what.push("agreement");
    }
    if after.undecided.is_some() {
        what.push("undecided");
        return what;
    }
    let ids = before
        .particulars
        .iter()
        .chain(&after.particulars)
        .map(|(own, _)| own.id.as_str());
    for id in ids {
        if before.particular(id) != after.particular(id) && !what.contains(&id) {
            what.push(id);
        }
    }
    what
}
