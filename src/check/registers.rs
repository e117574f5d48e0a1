//! Whether registers of signatories agree with the documents that were signed, and with each other.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::relations;
use crate::changelog::history::History;
use crate::chronicle::Chronicle;
use crate::model::codes::{reading, registers as codes};
use crate::model::finding::{Code, Finding, Place};
use crate::model::names;
use crate::model::organisation::OrganisationNumber;
use crate::model::places::{REGISTERS, SETTINGS};
use crate::model::register::{Register, Signatory};
use crate::model::repository::{Document, Repository};
use crate::model::snapshot::Snapshot;
use crate::model::span::{LineIndex, Span};
use crate::parties::services::Services;

/// All registers of the repository, as known on the day of `history`.
pub(super) fn all(history: &History<'_>, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    let repository = history.repository;
    described(repository, snapshot, findings);
    if repository.registers.is_empty() {
        return;
    }
    let services = Services::of(repository);
    let customers = customers(repository, history.on);
    for register in repository.registers.values() {
        let check = Check {
            history,
            register,
            findings,
        };
        check.run(
            &services,
            &customers,
            &snapshot.text(&register.path).unwrap_or_default(),
        );
    }
}

/// What agreement.yaml says about registers that do not exist. One that cannot be read exists.
fn described(repository: &Repository, snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    for facts in repository.settings.registers.values() {
        let id = &facts.document.value;
        let path = format!("{REGISTERS}{id}.csv");
        if snapshot.get(&path).is_none() && !repository.elsewhere.registers.contains(id) {
            let finding = Finding::new(
                &codes::UNKNOWN_REGISTER,
                Place::new(SETTINGS, facts.document.span),
            );
            let known = repository
                .registers
                .keys()
                .chain(&repository.elsewhere.registers)
                .map(String::as_str);
            findings.push(
                finding
                    .with("path", path)
                    .with("document", id)
                    .among_first(id, known, 3),
            );
        }
    }
}

/// The organisations that have signed something themselves and are bound on `day`.
fn customers(repository: &Repository, day: NaiveDate) -> BTreeSet<&OrganisationNumber> {
    let rows = repository
        .registers
        .values()
        .flat_map(|register| &register.signatories);
    let own = rows.filter(|row| row.through.is_none() && row.binds_on(day));
    own.map(|row| &row.number.value).collect()
}

struct Check<'c, 'r> {
    history: &'c History<'r>,
    register: &'r Register,
    findings: &'c mut Vec<Finding>,
}

impl<'r> Check<'_, 'r> {
    fn run(
        mut self,
        services: &Services<'_>,
        customers: &BTreeSet<&OrganisationNumber>,
        text: &str,
    ) {
        let repository = self.history.repository;
        let id = &self.register.document;
        match repository.documents.get(id) {
            Some(document) => self.document(document),
            None if repository.unreadable.contains(id) => {}
            None => {
                let finding =
                    Finding::new(&codes::REGISTER_WITHOUT_DOCUMENT, self.at(Span::default()));
                self.findings.push(relations::among_documents(
                    finding.with("document", id),
                    repository,
                    id,
                ));
            }
        }
        let settings = &repository.settings;
        let updated = settings
            .registers
            .get(id)
            .and_then(|facts| facts.updated.as_ref());
        let last = updated.map_or(self.history.on, |updated| {
            updated.value.max(self.history.on)
        });
        for row in &self.register.signatories {
            self.dates(row, last);
            self.category(row);
            self.services(row, services);
            self.customer(row, customers);
        }
        self.twice(&LineIndex::new(text));
    }

    fn at(&self, span: Span) -> Place {
        Place::new(&self.register.path, span)
    }

    fn report(&mut self, code: &'static Code, span: Span, fill: impl FnOnce(Finding) -> Finding) {
        let finding = fill(Finding::new(code, self.at(span)));
        self.findings.push(finding);
    }

    /// The versions that were signed, and whether a row has to say to whom it ties the
    /// organisation.
    fn document(&mut self, document: &'r Document) {
        let Some(chronicle) = Chronicle::of(self.history, &document.id) else {
            return;
        };
        let published: Vec<&str> = document
            .versions
            .iter()
            .filter(|version| !version.is_draft())
            .map(|version| version.front.version.as_str())
            .collect();
        let third_party = is_between_others(self.history.repository, document);
        for row in &self.register.signatories {
            let (number, signed) = (&row.version, row.signed.value);
            match document
                .version(&number.value)
                .filter(|version| !version.is_draft())
            {
                None => self.report(&codes::SIGNED_VERSION_UNKNOWN, number.span, |f| {
                    let known = names::listed(published.iter().copied());
                    f.with("version", &number.value)
                        .with("document", &document.id)
                        .with("known", known)
                }),
                Some(version) => {
                    let text = chronicle.text(signed);
                    // What is not known yet on the day looked from cannot contradict.
                    if !text.is_made_of(version) && signed <= self.history.on {
                        let then = if text.applies() {
                            text.numbers()
                        } else {
                            "–".to_owned()
                        };
                        self.report(&codes::SIGNED_VERSION_NOT_IN_FORCE, number.span, |f| {
                            f.with("version", &number.value)
                                .with("signed", signed)
                                .with("in_force", then)
                        });
                    }
                }
            }
            if third_party && row.through.is_none() && row.board.is_none() {
                self.report(&codes::THROUGH_MISSING, row.span, |f| f);
            }
        }
    }

    fn dates(&mut self, row: &Signatory, last: NaiveDate) {
        let signed = &row.signed;
        if signed.value > last {
            self.report(&codes::SIGNED_IN_FUTURE, signed.span, |f| {
                f.with("signed", signed.value).with("on", last)
            });
        }
        if let Some(ended) = row
            .ended
            .as_ref()
            .filter(|ended| ended.value < signed.value)
        {
            self.report(&codes::ENDED_BEFORE_SIGNED, ended.span, |f| {
                f.with("ended", ended.value).with("signed", signed.value)
            });
        }
    }

    fn category(&mut self, row: &Signatory) {
        let known = &self.history.repository.settings.customer_categories;
        let Some(category) = row.category.as_ref() else {
            return;
        };
        if !known.is_empty() && !known.iter().any(|own| names::same(own, &category.value)) {
            self.report(&codes::UNKNOWN_CATEGORY, category.span, |f| {
                let known = known.iter().map(String::as_str);
                f.with("category", &category.value)
                    .among(&category.value, known)
            });
        }
    }

    fn services(&mut self, row: &Signatory, services: &Services<'_>) {
        for service in row
            .services
            .iter()
            .filter(|service| services.find(&service.value).is_none())
        {
            self.report(&codes::UNKNOWN_SERVICE, service.span, |f| {
                f.with("service", &service.value)
                    .among_first(&service.value, services.ids(), 3)
            });
        }
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for service in &row.services {
            let document = services
                .find(&service.value)
                .map(|document| document.id.as_str());
            if document.is_some_and(|id| !named.insert(id)) {
                self.report(&reading::REPEATED_VALUE, service.span, |f| {
                    f.with("value", &service.value).with("key", "services")
                });
            }
        }
    }

    fn customer(&mut self, row: &Signatory, customers: &BTreeSet<&OrganisationNumber>) {
        let on = self.history.on;
        let Some(through) = row.through.as_ref().filter(|_| row.binds_on(on)) else {
            return;
        };
        if !customers.contains(&through.value) {
            self.report(&codes::THROUGH_UNKNOWN, through.span, |f| f.with("on", on));
        }
    }

    /// Rows of one organisation, through one customer and for one board, that hold at the same
    /// time.
    fn twice(&mut self, lines: &LineIndex) {
        type Key<'k> = (
            &'k OrganisationNumber,
            Option<&'k OrganisationNumber>,
            Option<String>,
        );
        let mut seen: BTreeMap<Key<'_>, Spells<'_>> = BTreeMap::new();
        for row in &self.register.signatories {
            let board = row.board.as_ref().map(|board| board.value.to_lowercase());
            let key = (
                &row.number.value,
                row.through.as_ref().map(|through| &through.value),
                board,
            );
            if let Some(first) = seen.entry(key).or_default().add(row) {
                let line = lines.line(first.span.start);
                self.report(&codes::SIGNATORY_TWICE, row.number.span, |f| {
                    f.with("first", line)
                });
            }
        }
    }
}

/// The times in which rows hold, each with its rows in the order of the file: by their first days,
/// and apart from each other.
#[derive(Default)]
struct Spells<'r>(BTreeMap<NaiveDate, (NaiveDate, Vec<&'r Signatory>)>);

impl<'r> Spells<'r> {
    /// Adds `row`, and gives the first one that holds at the same time as it. A row that ends
    /// before it begins holds at no time.
    fn add(&mut self, row: &'r Signatory) -> Option<&'r Signatory> {
        let (begins, ends) = (
            row.signed.value,
            row.ended.as_ref().map_or(NaiveDate::MAX, |day| day.value),
        );
        let (mut first, mut last, mut rows) = (begins, ends, Vec::new());
        if ends <= begins {
            return None;
        }
        while let Some(own) = self.0.range(..ends).next_back().map(|(own, _)| *own)
            && let Entry::Occupied(spell) = self.0.entry(own)
            && spell.get().0 > begins
        {
            let (ends, joined) = spell.remove();
            (first, last) = (first.min(own), last.max(ends));
            if rows.is_empty() {
                rows = joined;
            } else {
                rows.extend(joined);
                rows.sort_unstable_by_key(|row: &&Signatory| row.span.start);
            }
        }
        let found = rows.iter().copied().find(|other| overlap(other, row));
        rows.push(row);
        self.0.insert(first, (last, rows));
        found
    }
}

fn overlap(a: &Signatory, b: &Signatory) -> bool {
    !a.has_ended_by(b.signed.value) && !b.has_ended_by(a.signed.value)
}

/// Whether the publisher is none of the document's parties: it then ties somebody else to a
/// customer.
fn is_between_others(repository: &Repository, document: &Document) -> bool {
    let parties = &document.newest().front.parties;
    let own = repository.settings.own_party();
    own.is_some_and(|own| !parties.is_empty() && parties.iter().all(|party| party.value != own.id))
}
