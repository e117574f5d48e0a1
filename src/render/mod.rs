//! From the model to bytes: one function per output, nothing written here.

pub mod binds;
pub mod columns;
pub mod csv;
pub mod findings;
pub mod json;
pub mod log;
pub mod markdown;
pub mod personal_data;
pub mod phrases;
pub mod redline;
pub mod review;
pub mod sarif;
pub mod sentences;
pub mod show;
pub mod site;
pub mod sources;
pub mod templates;
pub mod typography;
pub mod unasked;
pub mod undecided;
