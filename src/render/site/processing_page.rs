//! The page about the processing of personal data: its agreements, their relations, their services
//! and signatories.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::frame;
use super::frame::Content;
use super::pages::Page;
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
use crate::args;
use crate::model::record::Fact;
use crate::model::relation::Relation;
use crate::model::slug::slug;
use crate::render::templates::Html;

/// The agreements about the processing of personal data, where a kind of document regulates it.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let made = |here: &Here| {
        let title = site.words().say("processing.processing_title", args![]);
        Content::of(site, "processing.html", title, Vec::new(), page(site, here))
    };
    let is_told = site.tells_processing();
    is_told
        .then(|| Page::new(address::PROCESSING, made))
        .into_iter()
        .collect()
}

/// The page on the site's day.
pub(super) fn page(site: &Site<'_, '_>, here: &Here) -> ProcessingView {
    let regulations = processing::regulations(site);
    let services = processing::services(site);
    let pairs = pairs(site, here, &regulations);
    let particulars = site
        .settings
        .kinds
        .iter()
        .find(|kind| !kind.particulars.is_empty());
    let text = |part: &str| own_text(site, here, part);
    let registers = regulations
        .iter()
        .filter_map(|dossier| register(site, here, dossier))
        .collect();
    ProcessingView {
        on: site.day(site.on()),
        lead: site.text(here, texts::PROCESSING, None),
        families: families(site, here, &regulations, &services),
        picture: parties_picture::of(&pairs),
        pairs,
        differences: text(texts::DIFFERENCES),
        regulates: text(texts::REGULATES),
        particulars: particulars
            .map(|kind| {
                kind.particulars
                    .iter()
                    .map(|own| own.label.clone())
                    .collect()
            })
            .unwrap_or_default(),
        particulars_in: particulars.map(|kind| kind.label.clone()),
        instructions: particulars.and_then(|kind| kind.instructions.clone()),
        personal_data: site
            .personal_data
            .is_told()
            .then(|| here.to(address::PERSONAL_DATA)),
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
    let mut of_agreement: BTreeMap<usize, Vec<&Dossier<'_, '_>>> = BTreeMap::new();
    for dossier in regulations {
        of_agreement
            .entry(processing::agreement_of(site, dossier))
            .or_default()
            .push(*dossier);
    }
    let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
    for service in services {
        *covered
            .entry(processing::agreement_of(site, service.dossier))
            .or_default() += 1;
    }
    let named = by_agreement(services);
    let family = |(at, own): (usize, Vec<&Dossier<'_, '_>>)| {
        let agreement = &site.settings.agreements[at];
        let documents = own
            .iter()
            .map(|dossier| regulation(site, here, dossier, &named))
            .collect();
        let main = processing::main_of(site, &own);
        let called = |others: Vec<&Dossier<'_, '_>>| {
            let places = others
                .into_iter()
                .map(|other| processing::agreement_of(site, other));
            places
                .map(|place| site.settings.agreements[place].short_name.clone())
                .collect::<Vec<_>>()
        };
        FamilyView {
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
            services: covered.get(&at).copied().unwrap_or_default(),
            documents,
        }
    };
    of_agreement.into_iter().map(family).collect()
}

/// The services by the data-processing agreement that applies to them.
fn by_agreement<'v, 's, 'h, 'r>(
    services: &'v [Service<'s, 'h, 'r>],
) -> BTreeMap<&'r str, Vec<&'v Service<'s, 'h, 'r>>> {
    let mut named: BTreeMap<&str, Vec<&Service<'_, '_, '_>>> = BTreeMap::new();
    for service in services {
        if let Some(id) = service.agreement {
            named.entry(id).or_default().push(service);
        }
    }
    named
}

fn regulation(
    site: &Site<'_, '_>,
    here: &Here,
    dossier: &Dossier<'_, '_>,
    services: &BTreeMap<&str, Vec<&Service<'_, '_, '_>>>,
) -> RegulationView {
    let id = dossier.document.id.as_str();
    RegulationView {
        anchor: id.to_owned(),
        document: link(here, dossier),
        text: own_text(site, here, id),
        relations: relations::of(site, here, dossier),
        status: status::of_document(site, here, dossier),
        services: services.get(id).map_or(0, Vec::len),
        services_anchor: services_anchor(id),
        register: register(site, here, dossier),
    }
}

fn services_anchor(id: &str) -> String {
    format!("tjanster-{id}")
}

/// The documents by their parties, in the order of agreement.yaml.
fn pairs(site: &Site<'_, '_>, here: &Here, regulations: &[&Dossier<'_, '_>]) -> Vec<PairView> {
    let mut order: Vec<&[&str]> = Vec::new();
    let place = |id: &&str| {
        site.settings
            .parties
            .iter()
            .position(|party| party.id == **id)
    };
    let named: Vec<Vec<&str>> = regulations
        .iter()
        .map(|dossier| {
            let mut ids = relations::stated(site, dossier, Fact::Parties);
            ids.sort_by_cached_key(|id| (place(id), *id));
            ids
        })
        .collect();
    let mut of_pair: BTreeMap<&[&str], Vec<&Dossier<'_, '_>>> = BTreeMap::new();
    for (ids, dossier) in named
        .iter()
        .zip(regulations)
        .filter(|(ids, _)| !ids.is_empty())
    {
        let own = of_pair.entry(ids).or_default();
        if own.is_empty() {
            order.push(ids);
        }
        own.push(*dossier);
    }
    order.sort_by_cached_key(|ids| ids.iter().map(place).collect::<Vec<_>>());
    let pair = |ids: &[&str]| {
        let own = of_pair.get(ids).into_iter().flatten();
        let label = |id: &&str| {
            site.settings
                .party(id)
                .map_or(*id, |party| &party.label)
                .to_owned()
        };
        PairView {
            parties: ids.iter().map(label).collect(),
            documents: in_turn(
                own.map(|dossier| pair_document(site, here, dossier))
                    .collect(),
            ),
        }
    };
    order.into_iter().map(pair).collect()
}

fn pair_document(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> PairDocument {
    let agreement = processing::agreement_of(site, dossier);
    let mut supplemented = relations::related(site, dossier, Relation::Supplements);
    supplemented.retain(|other| processing::regulates(site.settings, other));
    PairDocument {
        document: link(here, dossier),
        agreement: site.settings.agreements[agreement].short_name.clone(),
        replaced_by: links(here, relations::relating(site, dossier, Relation::Replaces)),
        supplements: links(here, supplemented),
    }
}

/// Each document right before the one that replaces it, otherwise in the given order.
fn in_turn(documents: Vec<PairDocument>) -> Vec<PairDocument> {
    let places: BTreeMap<String, usize> = documents
        .iter()
        .map(|own| own.document.href.clone())
        .zip(0..)
        .collect();
    let successors = |own: &PairDocument| -> BTreeSet<usize> {
        own.replaced_by
            .iter()
            .filter_map(|link| places.get(&link.href))
            .copied()
            .collect()
    };
    let successors: Vec<BTreeSet<usize>> = documents.iter().map(successors).collect();
    // How many documents still to come lead to each: it waits for them.
    let mut awaited = vec![0; documents.len()];
    successors
        .iter()
        .flatten()
        .for_each(|place| awaited[*place] += 1);
    let mut rest: BTreeSet<usize> = (0..documents.len()).collect();
    let mut free: BTreeSet<usize> = rest
        .iter()
        .copied()
        .filter(|place| awaited[*place] == 0)
        .collect();
    let mut order: Vec<usize> = Vec::with_capacity(documents.len());
    while let Some(first) = rest.first().copied() {
        let next = order
            .last()
            .and_then(|last| successors[*last].iter().find(|next| rest.contains(next)));
        let place = next.or(free.first()).copied().unwrap_or(first);
        order.push(place);
        rest.remove(&place);
        free.remove(&place);
        for next in &successors[place] {
            awaited[*next] -= 1;
            if awaited[*next] == 0 && rest.contains(next) {
                free.insert(*next);
            }
        }
    }
    let mut documents: Vec<Option<PairDocument>> = documents.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|place| documents[place].take())
        .collect()
}

/// The services by agreement: in the order of the page, what is no document of the site last.
fn groups(
    site: &Site<'_, '_>,
    here: &Here,
    regulations: &[&Dossier<'_, '_>],
    services: &[Service<'_, '_, '_>],
) -> Vec<ServiceGroup> {
    let named = by_agreement(services);
    let places: BTreeMap<&str, (usize, usize)> = regulations
        .iter()
        .enumerate()
        .map(|(at, own)| {
            (
                own.document.id.as_str(),
                (processing::agreement_of(site, own), at),
            )
        })
        .collect();
    let mut ids: Vec<&str> = named.keys().copied().collect();
    ids.sort_by_key(|id| (!places.contains_key(id), places.get(id), *id));
    let title = |id: &str| site.dossier(id).map_or(id, Dossier::title).to_owned();
    let row = |service: &Service<'_, '_, '_>| ServiceRow {
        service: link(here, service.dossier),
        since: site.day(service.since),
        before: service.before.map(title),
    };
    let group = |id: &str| ServiceGroup {
        anchor: services_anchor(id),
        name: title(id),
        href: site
            .dossier(id)
            .map(|dossier| here.to(&address::document(&dossier.document.id))),
        services: named
            .get(id)
            .into_iter()
            .flatten()
            .map(|service| row(service))
            .collect(),
    };
    ids.into_iter().map(group).collect()
}

/// Who has signed the document: its own list, or that of the document that it is a part of.
fn register(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> Option<RegisterLink> {
    let listed = registers::of(site, dossier)?;
    let list = listed.register;
    let bound = list
        .signatories
        .iter()
        .filter(|signatory| signatory.binds_on(site.on()));
    let updated = site
        .settings
        .registers
        .get(&list.document)
        .and_then(|facts| facts.updated.as_ref());
    Some(RegisterLink {
        title: dossier.title().to_owned(),
        href: Some(here.to(&address::register(&dossier.document.id))),
        count: bound.count(),
        updated: updated.map(|date| site.day(date.value)),
        through: listed.whole.map(|whole| whole.title().to_owned()),
    })
}
