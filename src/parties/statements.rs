//! What each service states about the processing of personal data, from day to day.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::services;
use crate::chronicle::Chronicle;
use crate::chronicle::particulars::Processing;
use crate::model::repository::Document;
use crate::model::settings::{Particular, Settings};

/// A service over time.
#[derive(Debug, Clone)]
pub struct Service<'r> {
    /// Its document.
    pub document: &'r Document,
    /// What it states.
    pub processing: Processing<'r>,
}

/// Every particular of every kind, the first of each id.
pub fn particulars_of(settings: &Settings) -> Vec<&Particular> {
    let mut seen = BTreeSet::new();
    let all = settings.kinds.iter().flat_map(|kind| &kind.particulars);
    all.filter(|particular| seen.insert(particular.id.as_str()))
        .collect()
}

/// The services among the documents of `chronicles` that have or had a text, in the same order.
pub fn of<'r>(chronicles: &[&Chronicle<'_, 'r>]) -> Vec<Service<'r>> {
    let service = |chronicle: &&Chronicle<'_, 'r>| {
        let document = chronicle.document;
        if !services::describes_a_service(chronicle.repository, document) {
            return None;
        }
        let processing = chronicle.processing();
        (!processing.states.is_empty()).then_some(Service {
            document,
            processing,
        })
    };
    chronicles
        .par_iter()
        .map(service)
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}
