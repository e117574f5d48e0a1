//! The pages about what the services state about the processing of personal data: all services, one
//! particular of all services, and one service over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::SiteFiles;
use super::address::{self, Anchors, Here};
use super::context::{Dossier, Site};
use super::frame::Content;
use super::pages::Page;
use super::view::Link;
use super::view::particulars::{
    AgreementView, ChangedAgreement, ChangedDay, ChangedParticular, OwnParticular, ParticularView,
    PersonalDataView, ProcessingOfView, ServiceRow, StatedView,
};
use crate::args;
use crate::changelog::sorting::SwedishOrder;
use crate::chronicle::particulars::State;
use crate::model::settings::{Particular, Settings};
use crate::model::slug::slug;
use crate::parties::statements::{self, Service};
use crate::render::templates::Html;
use crate::render::undecided::Undecided;
use crate::render::{csv, personal_data as table};

/// What all services state about the processing of personal data, each particular of all, and each
/// service over time.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let mut pages = Vec::new();
    if site.personal_data.is_told() {
        pages.push(Page::new(address::PERSONAL_DATA, |here| {
            let title = site.words().say("particulars.personal_data_title", args![]);
            let view = all(site, here);
            Content::of(site, "personal-data.html", title, Vec::new(), view)
        }));
        pages.extend(site.personal_data.particulars.iter().map(|own| {
            Page::new(particular_address(own), move |here| {
                let view = particular(site, here, own);
                let title = view.label.clone();
                Content::of(site, "particular.html", title, Vec::new(), view)
            })
        }));
    }
    let documents = site.dossiers.iter().map(|dossier| &dossier.document.id);
    let told = documents.filter(|id| site.personal_data.service(site, id).is_some());
    pages.extend(told.map(|id| {
        Page::new(address::processing_of(id), move |here| {
            let view = service(site, here, id);
            let of = view.as_ref().map(|view| view.title.clone());
            let title = site.words().say(
                "particulars.processing_of",
                args![title = of.unwrap_or_default()],
            );
            Content::of(site, "processing-of.html", title, Vec::new(), view)
        })
    }));
    pages
}

/// What the pages are made of.
pub struct PersonalData<'r> {
    /// The services, in Swedish order.
    pub services: Vec<Service<'r>>,
    /// The particulars of all kinds.
    pub particulars: Vec<&'r Particular>,
    /// Where the service of each document stands.
    places: BTreeMap<&'r str, usize>,
}

impl<'r> PersonalData<'r> {
    /// The services of the day `on`; none where no service of that day names a data-processing
    /// agreement and states something.
    pub fn of(settings: &'r Settings, dossiers: &[Dossier<'_, 'r>], on: NaiveDate) -> Self {
        let particulars = statements::particulars_of(settings);
        let chronicles: Vec<_> = dossiers.iter().map(|own| &own.chronicle).collect();
        let mut services = if particulars.is_empty() {
            Vec::new()
        } else {
            statements::of(&chronicles)
        };
        services.retain(|service| service.processing.on(on).is_some());
        if services.iter().all(|own| {
            own.processing
                .on(on)
                .is_none_or(|state| state.agreement.is_none())
        }) {
            services.clear();
        }
        let order = SwedishOrder::new();
        let title = |own: &Service<'r>| own.processing.on(on).map_or("", |state| state.title);
        services.sort_by(|a, b| {
            order
                .compare(title(a), title(b))
                .then_with(|| a.document.id.cmp(&b.document.id))
        });
        let places = services
            .iter()
            .map(|own| own.document.id.as_str())
            .zip(0..)
            .collect();
        Self {
            services,
            particulars,
            places,
        }
    }

    /// Whether there is anything to tell.
    pub fn is_told(&self) -> bool {
        !self.services.is_empty()
    }

    /// The service with the document `id`, where it processes personal data.
    pub fn service(&self, site: &Site<'_, 'r>, id: &str) -> Option<&Service<'r>> {
        let own = &self.services[*self.places.get(id)?];
        let processes = own
            .processing
            .states
            .iter()
            .any(|state| state.agreement.is_some());
        (processes && own.processing.on(site.on()).is_some()).then_some(own)
    }
}

/// The file of the page with one particular of all services.
pub(super) fn particular_address(particular: &Particular) -> String {
    address::particular(&slug(&particular.label))
}

/// The page of all services.
pub(super) fn all(site: &Site<'_, '_>, here: &Here) -> PersonalDataView {
    let mut view = PersonalDataView {
        on: site.day(site.on()),
        services: Vec::new(),
        without: Vec::new(),
        particulars: particular_links(site, here, None),
        csv: here.to(&address::personal_data_file("csv")),
        json: here.to(&address::personal_data_file("json")),
    };
    for own in &site.personal_data.services {
        let processing = &own.processing;
        let Some(state) = processing.on(site.on()) else {
            continue;
        };
        let (Some(agreement), Some(since)) =
            (state.agreement, processing.agreement_since(site.on()))
        else {
            let href = here.to(&address::document(&own.document.id));
            view.without.push(Link {
                label: state.title.to_owned(),
                href,
            });
            continue;
        };
        let changes = processing.changes();
        let mut days = changes.iter().map(|(_, after)| after.since);
        view.services.push(ServiceRow {
            service: service_link(here, own, state),
            agreement: agreement_view(site, here, agreement),
            since: site.day(since),
            changed: days
                .clone()
                .rfind(|day| *day <= site.on())
                .map(|day| site.day(day)),
            next: days.find(|day| *day > site.on()).map(|day| site.day(day)),
        });
    }
    view
}

fn particular_links(site: &Site<'_, '_>, here: &Here, but: Option<&Particular>) -> Vec<Link> {
    let others = site
        .personal_data
        .particulars
        .iter()
        .filter(|own| but.is_none_or(|but| but.id != own.id));
    others
        .map(|own| Link {
            label: own.label.clone(),
            href: here.to(&particular_address(own)),
        })
        .collect()
}

fn service_link(here: &Here, own: &Service<'_>, state: &State<'_>) -> Link {
    Link {
        label: state.title.to_owned(),
        href: here.to(&address::processing_of(&own.document.id)),
    }
}

fn agreement_view(site: &Site<'_, '_>, here: &Here, id: &str) -> AgreementView {
    let dossier = site.dossier(id);
    AgreementView {
        title: dossier.map_or(id, |dossier| dossier.title()).to_owned(),
        href: dossier.map(|dossier| here.to(&address::document(&dossier.document.id))),
    }
}

fn words(site: &Site<'_, '_>, here: &Here, text: Option<&str>) -> Option<Html> {
    text.map(|text| site.markdown(here, text))
}

/// Why no rule can say what the text of a state is, in a sentence.
fn undecided(site: &Site<'_, '_>, state: &State<'_>) -> Option<String> {
    state
        .undecided
        .as_ref()
        .map(|own| Undecided::from(own).sentence(site.words()))
}

/// The page of one particular.
pub(super) fn particular(
    site: &Site<'_, '_>,
    here: &Here,
    particular: &Particular,
) -> ParticularView {
    let mut anchors = Anchors::beside(super::OWN_ANCHORS);
    let stated = site.personal_data.services.iter().filter_map(|own| {
        let state = own
            .processing
            .on(site.on())
            .filter(|state| state.agreement.is_some())?;
        Some(StatedView {
            anchor: anchors.unique(&own.document.id),
            service: service_link(here, own, state),
            text: words(site, here, state.particular(&particular.id)),
            undecided: undecided(site, state),
            since: site.day(own.processing.particular_since(site.on(), &particular.id)?),
        })
    });
    ParticularView {
        label: particular.label.clone(),
        on: site.day(site.on()),
        services: stated.collect(),
        all: here.to(address::PERSONAL_DATA),
        others: particular_links(site, here, Some(particular)),
    }
}

/// The page of one service over time.
pub(super) fn service(site: &Site<'_, '_>, here: &Here, id: &str) -> Option<ProcessingOfView> {
    let own = site.personal_data.service(site, id)?;
    let processing = &own.processing;
    let state = processing.on(site.on())?;
    let particulars = state.particulars.iter().filter_map(|(particular, text)| {
        Some(OwnParticular {
            particular: Link {
                label: particular.label.clone(),
                href: here.to(&particular_address(particular)),
            },
            text: words(site, here, text.as_deref()),
            since: site.day(processing.particular_since(site.on(), &particular.id)?),
        })
    });
    let changes = processing.changes().into_iter().rev();
    let changes = changes.map(|(before, after)| changed(site, here, before, after));
    Some(ProcessingOfView {
        title: state.title.to_owned(),
        document: here.to(&address::document(id)),
        on: site.day(site.on()),
        versions: state.versions.clone(),
        agreement: state.agreement.map(|id| agreement_view(site, here, id)),
        since: processing
            .agreement_since(site.on())
            .map(|day| site.day(day)),
        particulars: particulars.collect(),
        undecided: undecided(site, state),
        changes: changes.collect(),
        all: here.to(address::PERSONAL_DATA),
    })
}

fn changed(site: &Site<'_, '_>, here: &Here, before: &State<'_>, after: &State<'_>) -> ChangedDay {
    let what = table::what_changed(before, after);
    let agreement = |state: &State<'_>| state.agreement.map(|id| agreement_view(site, here, id));
    let named = site
        .personal_data
        .particulars
        .iter()
        .filter(|own| what.contains(&own.id.as_str()));
    ChangedDay {
        anchor: after.since.to_string(),
        day: site.day(after.since),
        coming: after.since > site.on(),
        agreement: (before.agreement != after.agreement).then(|| ChangedAgreement {
            before: agreement(before),
            after: agreement(after),
        }),
        undecided: undecided(site, after),
        particulars: named
            .map(|own| ChangedParticular {
                label: own.label.clone(),
                before: words(site, here, before.particular(&own.id)),
                after: words(site, here, after.particular(&own.id)),
            })
            .collect(),
    }
}

/// The table of all services as files.
pub(super) fn files(site: &Site<'_, '_>) -> SiteFiles {
    let mut files = SiteFiles::new();
    if site.personal_data.is_told() {
        let services = &site.personal_data.services;
        let rows = table::rows(site.history, services, site.words()).into_iter();
        files.insert(address::personal_data_file("csv"), csv::for_download(rows));
        let json = table::json(site.history, services);
        files.insert(address::personal_data_file("json"), json.into_bytes());
    }
    files
}
