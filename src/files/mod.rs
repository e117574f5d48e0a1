//! Files: the only module, besides the command line, that reads and writes them.
#![allow(clippy::disallowed_methods)]

pub mod apply;
pub mod folder;
mod lock;
pub mod output;
mod put;
pub mod read;
pub mod site;
pub mod steps;
mod workshop;
