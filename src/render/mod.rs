//! From values to bytes: one file per output format, no file system.

pub mod redline;
