//! The page about the processing of personal data: its agreements, their relations, their services and signatories.

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::frame;
use super::parties_picture;
use super::processing::{self, Service};
use super::registers;
use super::relations::{self, link, links};
use super::status;
use super::texts;
use super::view::processing::{
    FamilyView, PairDocument, PairView, ProcessingView, RegisterLink, RegulationView, ServiceGroup,
    ServiceRow,
};
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::slug::slug;
use crate::render::templates::Html;

/// The page on the site's day.
pub fn page(site: &Site<'_, '_>, here: &Here) -> ProcessingView {
    let regulations = processing::regulations(site);
    let services = processing::services(site);
    let pairs = pairs(site, here, &regulations);
    let particulars = site.settings.kinds.iter().find(|kind| !kind.particulars.is_empty());
    let text = |part: &str| own_text(site, here, part);
    let registers = regulations.iter().filter_map(|dossier| register(site, here, dossier)).collect();
    ProcessingView {
        on: site.day(site.on()),
        lead: site.text(here, texts::PROCESSING, None),
        families: families(site, here, &regulations, &services),
        picture: parties_picture::of(&pairs),
        pairs,
        differences: text(texts::DIFFERENCES),
        regulates: text(texts::REGULATES),
        particulars: particulars
            .map(|kind| kind.particulars.iter().map(|own| own.label.clone()).collect())
            .unwrap_or_default(),
        particulars_in: particulars.map(|kind| kind.label.clone()),
        instructions: particulars.and_then(|kind| kind.instructions.clone()),
        personal_data: site.personal_data.is_told().then(|| here.to(address::PERSONAL_DATA)),
        without: services
            .iter()
            .filter(|service| service.agreement.is_none())
            .map(|service| link(here, service.dossier))
            .collect(),
        services: groups(site, here, &regulations, &services),
        registers_lead: text(texts::LISTS),
        registers,
        contact_lead: text(texts::CONTACT),
        contact: frame::contact(site),
    }
}

fn own_text(site: &Site<'_, '_>, here: &Here, part: &str) -> Option<Html> {
    site.text(here, &texts::processing(part), None)
}

/// The agreements that have such documents, the first agreement first.
fn families(
    site: &Site<'_, '_>,
    here: &Here,
    regulations: &[&Dossier<'_, '_>],
    services: &[Service<'_, '_, '_>],
) -> Vec<FamilyView> {
    let all = site.settings.agreements.iter().enumerate();
    let family = |(at, agreement): (usize, &crate::model::settings::Agreement)| {
        let own = regulations.iter().filter(|dossier| processing::agreement_of(site, dossier) == at);
        let documents: Vec<RegulationView> =
            own.map(|dossier| regulation(site, here, dossier, services)).collect();
        let main = processing::main_of(site, at);
        let called = |others: Vec<&Dossier<'_, '_>>| {
            let places = others.into_iter().map(|other| processing::agreement_of(site, other));
            places.map(|place| site.settings.agreements[place].short_name.clone()).collect::<Vec<_>>()
        };
        let covers = |service: &&Service<'_, '_, '_>| processing::agreement_of(site, service.dossier) == at;
        (!documents.is_empty()).then(|| FamilyView {
            anchor: slug(&agreement.short_name),
            name: agreement.short_name.clone(),
            main: main.map(|main| link(here, main)),
            replaces: main
                .map(|main| called(relations::related(site, main, Relation::Replaces)))
                .unwrap_or_default(),
            replaced_by: main
                .map(|main| called(relations::relating(site, main, Relation::Replaces)))
                .unwrap_or_default(),
            text: own_text(site, here, &agreement.id),
            services: services.iter().filter(covers).count(),
            documents,
        })
    };
    all.filter_map(family).collect()
}

fn regulation(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    services: &[Service<'_, '_, '_>],
) -> RegulationView {
    let id = dossier.document.id.as_str();
    RegulationView {
        anchor: id.to_owned(),
        document: link(here, dossier),
        text: own_text(site, here, id),
        relations: relations::of(site, here, dossier),
        status: status::of_document(site, here, dossier),
        services: services.iter().filter(|service| service.agreement == Some(id)).count(),
        services_anchor: services_anchor(id),
        register: register(site, here, dossier),
    }
}

fn services_anchor(id: &str) -> String {
    format!("tjanster-{id}")
}

/// The documents by their parties, in the order of agreement.yaml.
fn pairs(site: &Site<'_, '_>, here: &Here, regulations: &[&Dossier<'_, '_>]) -> Vec<PairView> {
    let mut order: Vec<Vec<&str>> = Vec::new();
    let place = |id: &&str| site.settings.parties.iter().position(|party| party.id == **id);
    let named: Vec<Vec<&str>> = regulations
        .iter()
        .map(|dossier| {
            let mut ids = relations::stated(site, dossier, Fact::Parties);
            ids.sort_by_key(|id| (place(id), *id));
            ids
        })
        .collect();
    for ids in named.iter().filter(|ids| !ids.is_empty()) {
        if !order.contains(ids) {
            order.push(ids.clone());
        }
    }
    order.sort_by_key(|ids| ids.iter().map(place).collect::<Vec<_>>());
    let pair = |ids: Vec<&str>| {
        let own = regulations.iter().zip(&named).filter(|(_, named)| **named == ids);
        let label = |id: &&str| site.settings.party(id).map_or(*id, |party| &party.label).to_owned();
        PairView {
            parties: ids.iter().map(label).collect(),
            documents: in_turn(own.map(|(dossier, _)| pair_document(site, here, dossier)).collect()),
        }
    };
    order.into_iter().map(pair).collect()
}

fn pair_document(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> PairDocument {
    let agreement = processing::agreement_of(site, dossier);
    let mut supplemented = relations::related(site, dossier, Relation::Supplements);
    supplemented.retain(|other| processing::regulates(site, other));
    PairDocument {
        document: link(here, dossier),
        agreement: site.settings.agreements[agreement].short_name.clone(),
        replaced_by: links(here, relations::relating(site, dossier, Relation::Replaces)),
        supplements: links(here, supplemented),
    }
}

/// Each document right before the one that replaces it, otherwise in the given order.
fn in_turn(mut documents: Vec<PairDocument>) -> Vec<PairDocument> {
    let mut out: Vec<PairDocument> = Vec::with_capacity(documents.len());
    let names = |own: &PairDocument, other: &PairDocument| {
        own.replaced_by.iter().any(|link| link.href == other.document.href)
    };
    while !documents.is_empty() {
        let successor = out.last().and_then(|last| documents.iter().position(|other| names(last, other)));
        // A document that another one still to come leads to waits for that one.
        let free = documents.iter().position(|own| !documents.iter().any(|other| names(other, own)));
        out.push(documents.remove(successor.or(free).unwrap_or(0)));
    }
    out
}

/// The services by agreement: in the order of the page, what is no document of the site last.
fn groups(
    site: &Site<'_, '_>,
    here: &Here,
    regulations: &[&Dossier<'_, '_>],
    services: &[Service<'_, '_, '_>],
) -> Vec<ServiceGroup> {
    let mut ids: Vec<&str> = services.iter().filter_map(|service| service.agreement).collect();
    let place = |id: &str| {
        let at = regulations.iter().position(|dossier| dossier.document.id == id)?;
        Some((processing::agreement_of(site, regulations[at]), at))
    };
    ids.sort_by_key(|id| (place(id).is_none(), place(id), *id));
    ids.dedup();
    let title = |id: &str| site.dossier(id).map_or(id, Dossier::title).to_owned();
    let row = |service: &Service<'_, '_, '_>| ServiceRow {
        service: link(here, service.dossier),
        since: site.day(service.since),
        before: service.before.map(title),
    };
    let group = |id: &str| ServiceGroup {
        anchor: services_anchor(id),
        name: title(id),
        href: site.dossier(id).map(|dossier| here.to(&address::document(&dossier.document.id))),
        services: services.iter().filter(|service| service.agreement == Some(id)).map(row).collect(),
    };
    ids.into_iter().map(group).collect()
}

/// Who has signed the document: its own list, or that of the document that it is a part of.
fn register(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> Option<RegisterLink> {
    let listed = registers::of(site, dossier)?;
    let list = listed.register;
    let bound = list.signatories.iter().filter(|signatory| signatory.binds_on(site.on()));
    let updated = site.settings.registers.get(&list.document).and_then(|facts| facts.updated.as_ref());
    Some(RegisterLink {
        title: dossier.title().to_owned(),
        href: Some(here.to(&address::register(&dossier.document.id))),
        count: bound.count(),
        updated: updated.map(|date| site.day(date.value)),
        through: listed.whole.map(|whole| whole.title().to_owned()),
    })
}
