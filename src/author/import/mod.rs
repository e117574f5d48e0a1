//! `import`: histories and documents that exist elsewhere become versions and drafts here.

mod dates;
pub mod edition;
pub mod git;
mod history;
mod numbers;
mod remarks;
mod stated;
pub mod word;
