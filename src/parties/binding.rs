//! Every text that binds an organisation on a day, and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::documents::Documents;
use super::organisations::Organisation;
use super::services::{self, Services};
use super::since::{self, Since};
use crate::changelog::sorting::SwedishOrder;
use crate::chronicle::Interval;
use crate::model::organisation::OrganisationNumber;
use crate::model::record::Fact;
use crate::model::register::Signatory;
use crate::model::relation::Relation;
use crate::model::repository::Document;

/// What binds an organisation on a day.
#[derive(Debug, Clone)]
pub struct Binding<'r> {
    /// Whom.
    pub organisation: Organisation<'r>,
    /// The day.
    pub on: NaiveDate,
    /// The texts: agreements, what is part of them, agreements on personal data, services; each in
    /// Swedish order.
    pub texts: Vec<Bound<'r>>,
    /// What the organisation had signed and no longer binds it.
    pub ended: Vec<Ended<'r>>,
    /// What could be expected among the texts and does not bind, with the reason.
    pub left_out: Vec<LeftOut<'r>>,
}

/// One text that binds.
#[derive(Debug, Clone)]
pub struct Bound<'r> {
    /// The document.
    pub document: &'r Document,
    /// What it is called on the day.
    pub title: &'r str,
    /// What applies on the day, and since when.
    pub text: Interval<'r>,
    /// Why it binds; never empty.
    pub reasons: Vec<Reason<'r>>,
    /// What has changed since the organisation signed.
    pub since: Since<'r>,
}

/// Why a text binds; other documents by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'r> {
    /// The organisation has signed it.
    Signed(&'r Signatory),
    /// Another organisation has signed it as connected through this one.
    Customer(&'r Signatory),
    /// A document that binds is part of it.
    WholeOf(&'r str),
    /// It is part of a document that binds.
    PartOf(&'r str),
    /// It supplements a document that binds, or applies together with it, between the same parties.
    Beside(&'r str),
    /// It describes a service that the organisation uses under the document.
    Service(&'r str, &'r Signatory),
    /// It is the data-processing agreement of a service that the organisation uses.
    PersonalData(&'r str),
}

impl Reason<'_> {
    /// What the organisation did itself comes first.
    fn rank(&self) -> u8 {
        match self {
            Reason::Signed(_) => 0,
            Reason::Customer(_) => 1,
            Reason::WholeOf(_) | Reason::PartOf(_) | Reason::Beside(_) => 2,
            Reason::Service(..) => 3,
            Reason::PersonalData(_) => 4,
        }
    }
}

/// An agreement that no longer binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended<'r> {
    /// The document's id.
    pub document: &'r str,
    /// The row.
    pub row: &'r Signatory,
}

/// A document that does not bind although one could expect it.
#[derive(Debug, Clone)]
pub struct LeftOut<'r> {
    /// The document.
    pub document: &'r Document,
    /// Why not.
    pub why: WhyNot,
}

/// Why a document does not bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    /// A data-processing agreement that is part of what binds, but governs none of the
    /// organisation's services.
    GovernsNoService,
    /// It has no text in force on the day.
    NotInForce,
    /// The service's document belongs to another agreement than the one signed.
    OtherAgreement,
}

/// Every text that binds `organisation` on the day of `documents`.
pub fn of<'r>(documents: &Documents<'_, 'r>, organisation: Organisation<'r>) -> Binding<'r> {
    let (number, on) = (organisation.number, documents.on);
    let mut collector = Collector {
        documents,
        services: Services::of(documents.repository),
        found: BTreeMap::new(),
        left_out: BTreeMap::new(),
        names_services: false,
    };
    let mut ended = Vec::new();
    for (document, row) in rows(documents, number) {
        if row.has_ended_by(on) {
            ended.push(Ended { document, row });
        } else if let Some(document) = documents.document(document) {
            collector.names_services |= !row.services.is_empty();
            collector.signed(document, row);
        }
    }
    collector.as_customer(number);
    let mut texts = collector.close();
    let left_out = collector.left_out(&texts);
    sort(&mut texts, documents);
    Binding {
        organisation,
        on,
        texts,
        ended,
        left_out,
    }
}

/// The rows that the organisation has signed by the day, earliest first.
fn rows<'r>(
    documents: &Documents<'_, 'r>,
    number: &OrganisationNumber,
) -> Vec<(&'r str, &'r Signatory)> {
    let mut rows: Vec<(&'r str, &'r Signatory)> = documents
        .repository
        .registers
        .values()
        .flat_map(|register| {
            register
                .signatories
                .iter()
                .map(|row| (register.document.as_str(), row))
        })
        .filter(|(_, row)| row.number.value == *number && row.has_signed_by(documents.on))
        .collect();
    rows.sort_by_key(|(document, row)| (row.signed.value, *document, row.span.start));
    rows
}

/// What was found of a document: why it binds, and from which signature on one looks for changes.
struct Found<'r> {
    reasons: Vec<Reason<'r>>,
    signed: NaiveDate,
}

struct Collector<'s, 'h, 'r> {
    documents: &'s Documents<'h, 'r>,
    services: Services<'r>,
    found: BTreeMap<&'r str, Found<'r>>,
    left_out: BTreeMap<&'r str, WhyNot>,
    names_services: bool,
}

impl<'r> Collector<'_, '_, 'r> {
    /// Adds `document`; whether it is new among the texts that bind.
    fn add(&mut self, document: &'r Document, reason: Reason<'r>, signed: NaiveDate) -> bool {
        if self.documents.in_force(&document.id).is_none() {
            self.left_out.insert(&document.id, WhyNot::NotInForce);
            return false;
        }
        let is_new = !self.found.contains_key(document.id.as_str());
        let found = self.found.entry(&document.id).or_insert_with(|| Found {
            reasons: Vec::new(),
            signed,
        });
        found.signed = found.signed.min(signed);
        if !found.reasons.contains(&reason) {
            found.reasons.push(reason);
        }
        is_new
    }

    /// What a signature brings with it.
    fn signed(&mut self, document: &'r Document, row: &'r Signatory) {
        let signed = row.signed.value;
        self.add(document, Reason::Signed(row), signed);
        let mut wholes = vec![document];
        let mut seen = BTreeSet::from([document.id.as_str()]);
        while let Some(part) = wholes.pop() {
            // Who signs a part has signed the whole: nothing is part of an agreement on its own.
            for id in self
                .documents
                .stated(&part.id, Fact::Related(Relation::PartOf))
            {
                if let Some(whole) = self
                    .documents
                    .document(id)
                    .filter(|whole| seen.insert(&whole.id))
                {
                    self.add(whole, Reason::WholeOf(&part.id), signed);
                    wholes.push(whole);
                }
            }
        }
        for id in seen {
            if let Some(document) = self.documents.document(id) {
                self.with_parts(document, signed);
            }
        }
        for name in &row.services {
            if let Some(service) = self.services.find(&name.value) {
                self.service(document, row, service);
            }
        }
    }

    /// What is part of `document`, and what stands beside it between the same parties.
    fn with_parts(&mut self, document: &'r Document, signed: NaiveDate) {
        let documents = self.documents;
        let is_plain = |other: &&Document| {
            !services::describes_a_service(documents.repository, other)
                && !documents.is_data_processing(&other.id)
        };
        for part in documents
            .stating(Relation::PartOf, &document.id)
            .into_iter()
            .filter(is_plain)
        {
            if self.add(part, Reason::PartOf(&document.id), signed) {
                self.with_parts(part, signed);
            }
        }
        for other in self.beside(document).into_iter().filter(is_plain) {
            if self.add(other, Reason::Beside(&document.id), signed) {
                self.with_parts(other, signed);
            }
        }
    }

    /// Documents that say of themselves that they supplement `document` or apply with it, or of
    /// which it says so, and that nobody signs by themselves.
    fn beside(&self, document: &Document) -> Vec<&'r Document> {
        let documents = self.documents;
        let mut others = documents.stating(Relation::Supplements, &document.id);
        others.extend(documents.stating(Relation::AppliesWith, &document.id));
        let named = documents.stated(&document.id, Fact::Related(Relation::AppliesWith));
        others.extend(named.into_iter().filter_map(|id| documents.document(id)));
        others.retain(|other| {
            !documents.repository.registers.contains_key(&other.id)
                && documents.same_parties(&other.id, &document.id)
        });
        others
    }

    /// A service used under `document`, and the data-processing agreement that applies to it.
    fn service(&mut self, document: &'r Document, row: &'r Signatory, service: &'r Document) {
        let documents = self.documents;
        let own = documents.agreements(&document.id);
        if !documents
            .agreements(&service.id)
            .iter()
            .any(|agreement| own.contains(agreement))
        {
            self.left_out
                .entry(&service.id)
                .or_insert(WhyNot::OtherAgreement);
            return;
        }
        self.add(
            service,
            Reason::Service(&document.id, row),
            row.signed.value,
        );
        for id in documents.stated(&service.id, Fact::PersonalData) {
            let agreement = documents.document(id).filter(|_| row.through.is_none());
            let between_them =
                agreement.filter(|own| documents.same_parties(&own.id, &document.id));
            if let Some(agreement) = between_them
                && self.add(
                    agreement,
                    Reason::PersonalData(&service.id),
                    row.signed.value,
                )
            {
                self.with_parts(agreement, row.signed.value);
            }
        }
    }

    /// What others have signed as connected through the organisation.
    fn as_customer(&mut self, number: &OrganisationNumber) {
        let on = self.documents.on;
        for register in self.documents.repository.registers.values() {
            let Some(document) = self.documents.document(&register.document) else {
                continue;
            };
            for row in &register.signatories {
                let through = row
                    .through
                    .as_ref()
                    .is_some_and(|through| through.value == *number);
                if through && row.binds_on(on) {
                    self.add(document, Reason::Customer(row), row.signed.value);
                }
            }
        }
    }

    /// Data-processing agreements that are part of what binds: all of them where no services are
    /// named, else those that govern one. The texts then, each with what changed.
    fn close(&mut self) -> Vec<Bound<'r>> {
        let documents = self.documents;
        let agreements: Vec<&'r Document> = documents
            .documents()
            .filter(|own| documents.is_data_processing(&own.id))
            .collect();
        for agreement in agreements {
            let wholes = documents.stated(&agreement.id, Fact::Related(Relation::PartOf));
            let whole = wholes
                .into_iter()
                .find_map(|id| Some((documents.document(id)?, self.found.get(id)?.signed)));
            let Some((whole, signed)) = whole else {
                continue;
            };
            if self.found.contains_key(agreement.id.as_str()) || !self.names_services {
                if self.add(agreement, Reason::PartOf(&whole.id), signed) {
                    self.with_parts(agreement, signed);
                }
            } else if documents.in_force(&agreement.id).is_some() {
                self.left_out
                    .insert(&agreement.id, WhyNot::GovernsNoService);
            }
        }
        let bound = |(id, found): (&&'r str, &Found<'r>)| {
            let text = documents.in_force(id)?.clone();
            let chronicle = documents.chronicle(id)?;
            let (document, title) = (chronicle.document, chronicle.title(documents.on));
            let version = found.reasons.iter().find_map(|reason| match reason {
                Reason::Signed(row) if row.signed.value == found.signed => Some(&row.version.value),
                _ => None,
            });
            let since = since::of(chronicle, documents.on, found.signed, version);
            let mut reasons = found.reasons.clone();
            reasons.sort_by_key(Reason::rank);
            Some(Bound {
                document,
                title,
                text,
                reasons,
                since,
            })
        };
        self.found.iter().filter_map(bound).collect()
    }

    fn left_out(&self, texts: &[Bound<'r>]) -> Vec<LeftOut<'r>> {
        let bound: BTreeSet<&str> = texts.iter().map(|text| text.document.id.as_str()).collect();
        let left_out = self.left_out.iter().filter(|(id, _)| !bound.contains(*id));
        let left_out = left_out.filter_map(|(id, why)| {
            Some(LeftOut {
                document: self.documents.document(id)?,
                why: *why,
            })
        });
        left_out.collect()
    }
}

/// Agreements first, then their parts, agreements on personal data, services.
fn sort(texts: &mut [Bound<'_>], documents: &Documents<'_, '_>) {
    let order = SwedishOrder::new();
    let group = |text: &Bound<'_>| {
        if services::describes_a_service(documents.repository, text.document) {
            return 3;
        }
        let signed = |reason: &Reason<'_>| {
            matches!(
                reason,
                Reason::Signed(_) | Reason::WholeOf(_) | Reason::Customer(_)
            )
        };
        match text.reasons.iter().any(signed) {
            true => 0,
            false if documents.is_data_processing(&text.document.id) => 2,
            false => 1,
        }
    };
    texts.sort_by(|a, b| {
        group(a)
            .cmp(&group(b))
            .then_with(|| order.compare(a.title, b.title))
            .then_with(|| a.document.id.cmp(&b.document.id))
    });
}
