//! Whom the documents bind: services, signatories, and which texts apply to them on a day.

pub mod in_force;
pub mod services;
