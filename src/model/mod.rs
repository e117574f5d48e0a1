//! The words of the domain as types: what a contract repository holds, before anything is computed
//! from it.

pub mod codes;
pub mod digest;
pub mod finding;
pub mod lookalike;
pub mod months;
pub mod names;
pub mod organisation;
pub mod person;
pub mod places;
pub mod record;
pub mod register;
pub mod relation;
pub mod repository;
pub mod seal;
pub mod section;
pub mod settings;
pub mod slug;
pub mod snapshot;
pub mod span;
pub mod version;
