//! Cross-references: where a text points at its own sections and points, and what became of that.

mod elsewhere;
mod find;
mod follow;
mod judge;
mod locate;
mod meaning;
mod resolve;

pub use find::{Class, Label, Mention, mentions};
pub(crate) use follow::{Follower, only_follows};
pub use judge::{DanglingReference, StaleReference, dangling, stale};
pub(crate) use locate::flatten;
pub use locate::locate;
pub(crate) use resolve::heading_class;
pub use resolve::{Numbers, Target};
