//! Cross-references: where a text points at its own sections and points, and what became of that.

mod elsewhere;
mod find;
mod follow;
mod judge;
mod links;
mod locate;
mod meaning;
mod names;
mod pairs;
mod resolve;
mod settled;

pub use find::{Class, Document, Label, Mention, mentions};
pub(crate) use find::{Plain, plain};
pub(crate) use follow::{Follower, only_follows};
pub use judge::{DanglingReference, StaleReference, dangling, stale};
pub use links::{Link, State, links};
pub(crate) use locate::flatten;
pub use locate::locate;
pub(crate) use meaning::Meaning;
pub use names::is_name_of;
pub(crate) use pairs::{Pairs, relabelled};
pub(crate) use resolve::heading_class;
pub use resolve::{Numbers, Target};
pub use settled::settled;
