//! Files: the only module, besides the command line, that reads and writes them.
#![allow(clippy::disallowed_methods)]

pub mod apply;
pub mod read;
pub mod site;
