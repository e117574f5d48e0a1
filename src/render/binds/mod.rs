//! `binds`: every text that binds an organisation on a day, as text, Markdown and JSON.

mod markdown;
mod text;
mod words;

use serde::Serialize;

use super::undecided::Undecided;
use super::{json, sentences};
use crate::changelog::amendment::Note;
use crate::changelog::history::History;
use crate::model::register::Signatory;
use crate::model::repository::Repository;
use crate::parties::binding::{Binding, Bound, Reason, WhyNot};
use crate::words::Words;

pub use markdown::markdown;
pub use text::text;

/// What `binds` tells, for every format.
#[derive(Debug, Serialize)]
pub struct BindsView {
    schema_version: u32,
    on: String,
    organisation: OrganisationView,
    texts: Vec<TextView>,
    ended: Vec<EndedView>,
    left_out: Vec<LeftOutView>,
    #[serde(skip)]
    words: Words,
}

#[derive(Debug, Serialize)]
struct OrganisationView {
    name: String,
    number: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_names: Vec<String>,
}

#[derive(Debug, Serialize)]
struct TextView {
    document: String,
    title: String,
    /// The versions that make up the text in force, oldest first.
    versions: Vec<String>,
    in_force_since: String,
    /// Why no rule can say what the text is.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Undecided>,
    reasons: Vec<ReasonView>,
    since_signed: SinceView,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum ReasonView {
    Signed(RowView),
    Customer(RowView),
    WholeOf {
        document: String,
        title: String,
    },
    PartOf {
        document: String,
        title: String,
    },
    Beside {
        document: String,
        title: String,
    },
    Service {
        document: String,
        title: String,
        row: RowView,
    },
    PersonalData {
        service: String,
        title: String,
    },
}

/// A row of a register, as it concerns the organisation.
#[derive(Debug, Serialize)]
struct RowView {
    organisation: String,
    signed: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<OrganisationView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    board: Option<String>,
}

#[derive(Debug, Serialize)]
struct SinceView {
    signed: String,
    /// Since when there is a text; only where there was none when the organisation signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    /// The version or the day to compare with.
    from: String,
    changes: usize,
    releases: Vec<ReleaseView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<String>,
}

#[derive(Debug, Serialize)]
struct ReleaseView {
    version: String,
    published: String,
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
struct NoteView {
    effective: String,
    note: String,
}

#[derive(Debug, Serialize)]
struct EndedView {
    document: String,
    title: String,
    ended: String,
    row: RowView,
}

#[derive(Debug, Serialize)]
struct LeftOutView {
    document: String,
    title: String,
    why: WhyNot,
}

/// What binds, as it is told.
pub fn view(history: &History<'_>, binding: &Binding<'_>, words: &Words) -> BindsView {
    let repository = history.repository;
    let teller = Teller {
        repository,
        binding,
        words,
    };
    let organisation = &binding.organisation;
    let others = organisation
        .names
        .iter()
        .filter(|name| **name != organisation.name);
    BindsView {
        schema_version: 1,
        on: binding.on.to_string(),
        organisation: OrganisationView {
            name: organisation.name.to_owned(),
            number: organisation.number.to_string(),
            other_names: others.map(|name| (*name).to_owned()).collect(),
        },
        texts: binding.texts.iter().map(|text| teller.text(text)).collect(),
        ended: binding
            .ended
            .iter()
            .map(|ended| EndedView {
                document: ended.document.to_owned(),
                title: teller.title(ended.document),
                ended: ended
                    .row
                    .ended
                    .as_ref()
                    .map(|day| day.value.to_string())
                    .unwrap_or_default(),
                row: teller.row(ended.row),
            })
            .collect(),
        left_out: binding
            .left_out
            .iter()
            .map(|own| LeftOutView {
                document: own.document.id.clone(),
                title: teller.title(&own.document.id),
                why: own.why,
            })
            .collect(),
        words: words.clone(),
    }
}

/// The view as JSON.
pub fn json(view: &BindsView) -> String {
    json::pretty(view)
}

struct Teller<'t, 'r> {
    repository: &'r Repository,
    binding: &'t Binding<'r>,
    words: &'t Words,
}

impl Teller<'_, '_> {
    fn title(&self, id: &str) -> String {
        self.repository.title_on(id, self.binding.on).to_owned()
    }

    fn row(&self, row: &Signatory) -> RowView {
        let through = row.through.as_ref().map(|through| {
            let mut rows = self
                .repository
                .registers
                .values()
                .flat_map(|register| &register.signatories);
            let customer = rows.find(|other| other.number.value == through.value);
            OrganisationView {
                name: customer
                    .map(|row| row.organisation.value.clone())
                    .unwrap_or_default(),
                number: through.value.to_string(),
                other_names: Vec::new(),
            }
        });
        RowView {
            organisation: row.organisation.value.clone(),
            signed: row.signed.value.to_string(),
            version: row.version.value.to_string(),
            through,
            board: row.board.as_ref().map(|board| board.value.clone()),
        }
    }

    fn reason(&self, reason: &Reason<'_>) -> ReasonView {
        let other = |id: &str| (id.to_owned(), self.title(id));
        match reason {
            Reason::Signed(row) => ReasonView::Signed(self.row(row)),
            Reason::Customer(row) => ReasonView::Customer(self.row(row)),
            Reason::WholeOf(id) => {
                let (document, title) = other(id);
                ReasonView::WholeOf { document, title }
            }
            Reason::PartOf(id) => {
                let (document, title) = other(id);
                ReasonView::PartOf { document, title }
            }
            Reason::Beside(id) => {
                let (document, title) = other(id);
                ReasonView::Beside { document, title }
            }
            Reason::Service(id, row) => {
                let (document, title) = other(id);
                ReasonView::Service {
                    document,
                    title,
                    row: self.row(row),
                }
            }
            Reason::PersonalData(id) => {
                let (service, title) = other(id);
                ReasonView::PersonalData { service, title }
            }
        }
    }

    fn text(&self, bound: &Bound<'_>) -> TextView {
        let (id, since) = (&bound.document.id, &bound.since);
        let changes = since.changes();
        let releases = since.releases.iter().map(|release| ReleaseView {
            version: release.version.front.version.to_string(),
            published: release
                .version
                .front
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
            notes: release
                .items
                .iter()
                .map(|item| NoteView {
                    effective: item
                        .effectiveness
                        .date
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                    note: self.note(&item.note),
                })
                .collect(),
        });
        TextView {
            document: id.clone(),
            title: bound.title.to_owned(),
            versions: bound
                .text
                .text
                .versions()
                .iter()
                .map(|own| own.front.version.to_string())
                .collect(),
            in_force_since: bound
                .text
                .from
                .map(|day| day.to_string())
                .unwrap_or_default(),
            undecided: bound.text.text.undecided().map(Undecided::from),
            reasons: bound
                .reasons
                .iter()
                .map(|reason| self.reason(reason))
                .collect(),
            since_signed: SinceView {
                signed: since.signed.to_string(),
                added: since.added.map(|day| day.to_string()),
                from: since.from.to_string(),
                changes,
                releases: releases.collect(),
                // What cannot be decided cannot be compared.
                compare: (changes > 0 && bound.text.text.undecided().is_none()).then(|| {
                    format!(
                        "avtalslogg diff {id}@{} {id}@{}",
                        since.from, self.binding.on
                    )
                }),
            },
        }
    }

    fn note(&self, note: &Note) -> String {
        match note {
            Note::Written(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Note::Generated(all) => {
                let words: Vec<String> = all
                    .iter()
                    .map(|own| sentences::worded(self.words, own))
                    .collect();
                words.join(" ")
            }
        }
    }
}
