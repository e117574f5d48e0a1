//! avtalslogg: a versioned contract-document changelog engine.
//!
//! The library is small: [`Contracts`] reads a contract repository, tells what applies on a day,
//! judges it and builds its site; [`Texts`] compares two texts.
//!
//! ```no_run
//! let contracts = avtalslogg::Contracts::read(std::path::Path::new("."))?;
//! let day = chrono::NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day");
//! for finding in contracts.check(day) {
//!     println!("{}:{}: {}", finding.path, finding.line, finding.message);
//! }
//! # Ok::<(), avtalslogg::Error>(())
//! ```
//!
//! The modules that are left out of these pages are doors for the command and for the tests of this
//! package; they change without notice.

// The layers, low to high, each using only those before it:
// `harmless` → `model` → `words` → `parse` → `diff` → `terms` → `classify` → `dates` → `changelog` →
// `consolidate` → `chronicle` → `parties` → `check` → `review` → `render` → `word` → `author` →
// (`files`, `git`, `pandoc`, `cli`, `library`). Only the last ones touch files, programs, clock,
// environment and terminal.

// Where a stream fails these macros panic; `cli::output` writes to both.
#![warn(clippy::print_stdout, clippy::print_stderr)]

#[doc(hidden)]
pub mod author;
#[doc(hidden)]
pub mod changelog;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod chronicle;
#[doc(hidden)]
pub mod classify;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod consolidate;
#[doc(hidden)]
pub mod dates;
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod git;
#[doc(hidden)]
pub mod harmless;
mod lexicon;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod pandoc;
#[doc(hidden)]
pub mod parse;
#[doc(hidden)]
pub mod parties;
#[doc(hidden)]
pub mod problem;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod review;
#[doc(hidden)]
pub mod terms;
#[doc(hidden)]
pub mod word;
#[doc(hidden)]
pub mod words;

mod library;

pub use library::{Change, Contracts, Error, Finding, Language, Level, Texts};
