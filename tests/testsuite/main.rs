//! The command as its users meet it: real files in temporary folders, the built program, its output.

mod check;
mod layers;
mod project;
mod show;
