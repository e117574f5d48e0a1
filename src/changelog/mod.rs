//! What each version changes and what the reader is told about it.

pub mod address;
pub mod amendment;
pub mod coverage;
pub mod facts;
pub mod history;
pub mod judged;
pub mod named;
pub mod outline;
pub mod particulars;
pub mod sorting;
pub mod units;
