//! How a document stands to others on the site's day: between whom it is, what it is part of, what
//! replaces it.

use std::collections::BTreeSet;

use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::view::Link;
use super::view::document::RelationsView;
use crate::model::record::Fact;
use crate::model::relation::Relation;

/// All relations of `dossier`, those that others state included.
pub(super) fn of(site: &Site<'_, '_>, here: &Here, dossier: &Dossier<'_, '_>) -> RelationsView {
    let to = |relation| links(here, related(site, dossier, relation));
    let from = |relation| links(here, relating(site, dossier, relation));
    // What supplements it and is said to apply together with it stands once.
    let supplements = to(Relation::Supplements);
    let mut named: BTreeSet<String> = supplements.iter().map(|link| link.href.clone()).collect();
    let mut new = |link: &Link| named.insert(link.href.clone());
    let applies_with = to(Relation::AppliesWith)
        .into_iter()
        .chain(from(Relation::AppliesWith));
    let applies_with: Vec<Link> = applies_with.filter(&mut new).collect();
    let together: BTreeSet<&String> = applies_with.iter().map(|link| &link.href).collect();
    let supplemented_by = from(Relation::Supplements).into_iter();
    let supplemented_by = supplemented_by
        .filter(|link| !together.contains(&link.href))
        .collect();
    RelationsView {
        parties: parties(site, dossier),
        part_of: to(Relation::PartOf),
        parts: from(Relation::PartOf),
        supplements,
        supplemented_by,
        applies_with,
        replaces: to(Relation::Replaces),
        replaced_by: from(Relation::Replaces),
    }
}

/// The parties of `dossier` by their names.
fn parties(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> Vec<String> {
    let ids = stated(site, dossier, Fact::Parties).into_iter();
    ids.map(|id| {
        site.settings
            .party(id)
            .map_or(id, |party| &party.label)
            .to_owned()
    })
    .collect()
}

/// A link to the document's page.
pub(super) fn link(here: &Here, dossier: &Dossier<'_, '_>) -> Link {
    Link {
        label: dossier.title().to_owned(),
        href: here.to(&address::document(&dossier.document.id)),
    }
}

/// A link to each document's page.
pub(super) fn links(here: &Here, dossiers: Vec<&Dossier<'_, '_>>) -> Vec<Link> {
    dossiers
        .into_iter()
        .map(|dossier| link(here, dossier))
        .collect()
}

/// Whether something of the document is in force on the day.
pub(super) fn applies(site: &Site<'_, '_>, dossier: &Dossier<'_, '_>) -> bool {
    dossier.chronicle.text(site.on()).applies()
}

/// What the document states of `fact` on the day, as written: ids where the format has ids.
pub(super) fn stated<'r>(
    site: &Site<'_, 'r>,
    dossier: &Dossier<'_, 'r>,
    fact: Fact,
) -> Vec<&'r str> {
    dossier.chronicle.values(fact, site.on())
}

/// The documents that `dossier` names in `relation`, as far as the site has them and they apply.
pub(super) fn related<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    dossier: &Dossier<'h, 'r>,
    relation: Relation,
) -> Vec<&'s Dossier<'h, 'r>> {
    let ids = stated(site, dossier, Fact::Related(relation));
    let known = ids.into_iter().filter_map(|id| site.dossier(id));
    known.filter(|dossier| applies(site, dossier)).collect()
}

/// The documents that name `dossier` in `relation`.
pub(super) fn relating<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    dossier: &Dossier<'h, 'r>,
    relation: Relation,
) -> Vec<&'s Dossier<'h, 'r>> {
    site.relating(relation, &dossier.document.id)
}
