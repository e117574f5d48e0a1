//! The command as its users meet it: real files in temporary folders, the built program, its
//! output.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

mod bad;
mod binds;
mod build;
mod check;
mod codes;
mod controls;
mod diff;
mod drafts;
mod ending;
mod everything;
mod forge;
mod git;
mod help;
mod imports;
mod integrity;
mod landing;
mod layers;
mod life;
mod notice;
mod output;
mod personal_data;
mod persons;
mod project;
mod registers;
mod repo;
mod review;
mod seals;
mod show;
mod tools;
mod word;
