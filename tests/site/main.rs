//! The website as its readers meet it: facts, links, headings and markup are taken from the built
//! pages.

mod facts;
mod links;
mod outline;
mod personal_data;
mod processing;
mod registers;
mod safety;
mod site;
mod snapshot;
mod templates;
mod titles;
mod variants;
