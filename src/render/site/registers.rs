//! Lists of those who have signed: which there are, what stands in them, and their downloads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SiteFiles;
use super::address::{self, Here};
use super::context::{Dossier, Site};
use super::frame::Content;
use super::pages::Page;
use super::view::Link;
use super::view::register::{CategoryView, LetterView, RegisterView, SignatoryView};
use super::{processing, relations};
use crate::args;
use crate::model::organisation::OrganisationNumber;
use crate::model::register::{Register, Signatory};
use crate::model::relation::Relation;
use crate::parties::services::Services;
use crate::parties::signatories::{self, Initial};
use crate::render::{csv, json};

/// The lists of those who have signed.
pub(super) fn pages<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    let listed = site.dossiers.iter().filter_map(|dossier| of(site, dossier));
    let made = |listed: Listed<'s, '_, '_>| {
        Page::new(
            address::register(&listed.dossier.document.id),
            move |here| {
                let view = page(site, here, &listed);
                let title = args![title = &view.title];
                let title = site.words().say("processing.signed", title);
                Content::of(site, "register.html", title, Vec::new(), view)
            },
        )
    };
    listed.map(made).collect()
}

/// A list and the document that it is shown for.
pub(super) struct Listed<'s, 'h, 'r> {
    /// The document.
    pub dossier: &'s Dossier<'h, 'r>,
    /// Who has signed it, or the whole that it is part of.
    pub register: &'r Register,
    /// That whole.
    pub whole: Option<&'s Dossier<'h, 'r>>,
}

/// The list of a document: its own, or for one on personal data that nobody signs by itself that of
/// the whole that it is part of.
pub(super) fn of<'s, 'h, 'r>(
    site: &'s Site<'h, 'r>,
    dossier: &'s Dossier<'h, 'r>,
) -> Option<Listed<'s, 'h, 'r>> {
    let registers = &site.history.repository.registers;
    if let Some(register) = registers.get(&dossier.document.id) {
        return Some(Listed {
            dossier,
            register,
            whole: None,
        });
    }
    if !processing::regulates(site.settings, dossier) || !relations::applies(site, dossier) {
        return None;
    }
    let wholes = relations::related(site, dossier, Relation::PartOf).into_iter();
    let mut lists = wholes.filter_map(|whole| Some((registers.get(&whole.document.id)?, whole)));
    lists.next().map(|(register, whole)| Listed {
        dossier,
        register,
        whole: Some(whole),
    })
}

/// The page of the list.
pub(super) fn page(site: &Site<'_, '_>, here: &Here, listed: &Listed<'_, '_, '_>) -> RegisterView {
    let rows = signatories::listed(listed.register, site.on());
    let names = Names::of(site);
    let known = site.settings.customer_categories.iter();
    let mut categories: Vec<CategoryView> = known
        .enumerate()
        .map(|(at, label)| CategoryView {
            label: label.clone(),
            key: format!("k{}", at + 1),
            count: 0,
        })
        .collect();
    let mut letters: BTreeMap<Initial, Vec<SignatoryView>> = BTreeMap::new();
    // Of several categories of one name the first counts.
    let places: BTreeMap<String, usize> = categories
        .iter()
        .enumerate()
        .rev()
        .map(|(place, own)| (own.label.clone(), place))
        .collect();
    for row in &rows {
        let place = row
            .category
            .as_ref()
            .and_then(|category| places.get(&category.value));
        let key = place.map(|place| {
            let own = &mut categories[*place];
            own.count += 1;
            own.key.clone()
        });
        let view = SignatoryView {
            key,
            ..signatory(site, &names, row)
        };
        letters
            .entry(Initial::of(&row.organisation.value))
            .or_default()
            .push(view);
    }
    categories.retain(|category| category.count > 0);
    let updated = site.settings.registers.get(&listed.register.document);
    let updated = updated.and_then(|facts| facts.updated.as_ref());
    let id = &listed.dossier.document.id;
    let link = |dossier: &Dossier<'_, '_>| here.to(&address::document(&dossier.document.id));
    RegisterView {
        title: listed.dossier.title().to_owned(),
        document: link(listed.dossier),
        whole: listed.whole.map(|whole| Link {
            label: whole.title().to_owned(),
            href: link(whole),
        }),
        on: site.day(site.on()),
        updated: updated.map(|day| site.day(day.value)),
        count: rows.len(),
        ended: signatories::ended(listed.register, site.on()),
        categories,
        has_services: rows.iter().any(|row| !row.services.is_empty()),
        has_through: rows.iter().any(|row| row.through.is_some()),
        has_board: rows.iter().any(|row| row.board.is_some()),
        letters: letters
            .into_iter()
            .map(|(initial, rows)| LetterView {
                label: initial.label(),
                key: initial.key(),
                rows,
            })
            .collect(),
        csv: here.to(&address::register_file(id, "csv")),
        json: here.to(&address::register_file(id, "json")),
        script: here.to(address::LIST_SCRIPT),
    }
}

fn signatory(site: &Site<'_, '_>, names: &Names<'_>, row: &Signatory) -> SignatoryView {
    SignatoryView {
        organisation: row.organisation.value.clone(),
        number: row.number.value.to_string(),
        category: row.category.as_ref().map(|category| category.value.clone()),
        key: None,
        signed: site.day(row.signed.value),
        version: row.version.value.to_string(),
        services: names.services(row).join(", "),
        through: row
            .through
            .as_ref()
            .map(|through| names.customer(&through.value)),
        board: row.board.as_ref().map(|board| board.value.clone()),
    }
}

/// Names of services and customers, as they are on the site's day.
struct Names<'r> {
    services: Services<'r>,
    titles: BTreeMap<&'r str, &'r str>,
    customers: BTreeMap<&'r OrganisationNumber, &'r str>,
}

impl<'r> Names<'r> {
    fn of(site: &Site<'_, 'r>) -> Self {
        let repository = site.history.repository;
        let rows = repository
            .registers
            .values()
            .flat_map(|register| &register.signatories);
        Self {
            services: Services::of(repository),
            titles: site
                .dossiers
                .iter()
                .map(|own| (own.document.id.as_str(), own.title()))
                .collect(),
            customers: rows
                .map(|row| (&row.number.value, row.organisation.value.as_str()))
                .collect(),
        }
    }

    fn services(&self, row: &Signatory) -> Vec<String> {
        let name = |written: &str| {
            let found = self
                .services
                .find(written)
                .and_then(|own| self.titles.get(own.id.as_str()));
            found.map_or(written, |title| title).to_owned()
        };
        row.services
            .iter()
            .map(|service| name(&service.value))
            .collect()
    }

    fn customer(&self, number: &OrganisationNumber) -> String {
        self.customers
            .get(number)
            .map_or_else(|| number.to_string(), |name| (*name).to_owned())
    }
}

#[derive(Serialize)]
struct ListJson<'a> {
    schema_version: u32,
    document: &'a str,
    title: &'a str,
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    signatories: Vec<RowJson>,
}

#[derive(Serialize)]
struct RowJson {
    organisation: String,
    organisation_number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    signed: String,
    version: String,
    services: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    board: Option<String>,
}

/// The downloads of all lists, and the script of their pages.
pub(super) fn files(site: &Site<'_, '_>) -> SiteFiles {
    let mut files = SiteFiles::new();
    let names = Names::of(site);
    for listed in site.dossiers.iter().filter_map(|dossier| of(site, dossier)) {
        let rows: Vec<RowJson> = signatories::listed(listed.register, site.on())
            .iter()
            .map(|row| row_json(&names, row))
            .collect();
        let id = &listed.dossier.document.id;
        files.insert(
            address::register_file(id, "csv"),
            csv::for_download(table(&rows)),
        );
        let updated = site.settings.registers.get(&listed.register.document);
        let list = ListJson {
            schema_version: 1,
            document: id,
            title: listed.dossier.title(),
            on: site.on().to_string(),
            updated: updated.and_then(|facts| Some(facts.updated.as_ref()?.value.to_string())),
            signatories: rows,
        };
        let json = json::pretty(&list);
        files.insert(address::register_file(id, "json"), json.into_bytes());
    }
    if !files.is_empty() {
        let script = site.templates.source("lista.js").unwrap_or_default();
        files.insert(address::LIST_SCRIPT.to_owned(), script.as_bytes().to_vec());
    }
    files
}

fn row_json(names: &Names<'_>, row: &Signatory) -> RowJson {
    RowJson {
        organisation: row.organisation.value.clone(),
        organisation_number: row.number.value.to_string(),
        category: row.category.as_ref().map(|category| category.value.clone()),
        signed: row.signed.value.to_string(),
        version: row.version.value.to_string(),
        services: names.services(row),
        through: row
            .through
            .as_ref()
            .map(|through| through.value.to_string()),
        board: row.board.as_ref().map(|board| board.value.clone()),
    }
}

/// The table, with the columns of a register.
fn table(rows: &[RowJson]) -> impl Iterator<Item = Vec<String>> + '_ {
    let header = [
        "organisation",
        "organisation_number",
        "category",
        "signed",
        "version",
        "services",
        "through",
        "board",
    ];
    let row = |row: &RowJson| {
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            row.organisation.clone(),
            row.organisation_number.clone(),
            or_nothing(&row.category),
            row.signed.clone(),
            row.version.clone(),
            row.services.join("; "),
            or_nothing(&row.through),
            or_nothing(&row.board),
        ]
    };
    std::iter::once(header.map(str::to_owned).to_vec()).chain(rows.iter().map(row))
}
