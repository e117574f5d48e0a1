//! avtalslogg: a versioned contract-document changelog engine.
//!
//! A contract repository goes in as a [`model::snapshot::Snapshot`]; pages, reports and findings
//! come out as bytes. The layers, low to high, each using only those before it:
//! `harmless` → `model` → `words` → `parse` → `diff` → `classify` → `dates` → `changelog` →
//! `consolidate` → `chronicle` → `parties` → `check` → `review` →
//! `render` → `word` → `author` →
//! (`files`, `git`, `pandoc`, `cli`). Only the last ones touch files, programs, clock, environment
//! and terminal.

// Where a stream fails these macros panic; `cli::output` writes to both.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod author;
pub mod changelog;
pub mod check;
pub mod chronicle;
pub mod classify;
pub mod cli;
pub mod consolidate;
pub mod dates;
pub mod diff;
pub mod files;
pub mod git;
pub mod harmless;
pub mod model;
pub mod pandoc;
pub mod parse;
pub mod parties;
pub mod render;
pub mod review;
pub mod word;
pub mod words;
