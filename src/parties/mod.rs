//! Whom the documents bind: services, signatories, and which texts apply to them on a day.

pub mod binding;
pub mod documents;
pub mod organisations;
pub mod services;
pub mod signatories;
pub mod since;
pub mod statements;
