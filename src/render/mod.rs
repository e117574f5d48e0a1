//! Values to bytes: pages and sentences. Nothing here reads files, clock or environment.

pub mod controls;
pub mod markdown;
pub mod sentences;
pub mod site;
pub mod templates;
pub mod typography;
