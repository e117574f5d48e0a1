//! What befalls a command that writes: it is killed, a step of its fails, somebody else writes at
//! the same time, a link stands in its way. Nothing is torn, nothing is lost, and the same command
//! completes what was begun.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

mod editors;
mod links;
mod pairs;
mod scenarios;
mod sites;
mod stopped;
mod system_calls;
mod tree;
