//! The words of the domain as types: what a contract repository holds, before anything is computed from it.

pub mod code;
pub mod finding;
pub mod record;
pub mod repository;
pub mod section;
pub mod settings;
pub mod snapshot;
pub mod span;
pub mod version;
